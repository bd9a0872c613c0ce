"""Saualnama: one wave of a quota survey, weighted, tabulated, tested and verified."""

__version__ = "0.1.0"
