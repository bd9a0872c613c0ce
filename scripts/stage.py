"""What every script of a stage does with bad input: say it, log it, and end without a traceback."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from saualnama.errors import InputError
from saualnama.io.files import write_text


@contextlib.contextmanager
def stage(snakemake: Any) -> Iterator[None]:
    """Run one stage; bad input becomes one message on the terminal and in the rule's log."""
    log = Path(snakemake.log[0])
    write_text(log, "")
    try:
        yield
    except InputError as error:
        write_text(log, f"{error}\n")
        print(f"\n{error}\n", file=sys.stderr, flush=True)
        sys.exit(2)
