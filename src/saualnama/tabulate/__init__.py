"""Exhibits: which table from which question by which breakdown, as tidy rows."""
