"""`saualnama rake`."""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rake`."""


def run(options: argparse.Namespace) -> int:
    """Run it."""
    raise NotImplementedError
