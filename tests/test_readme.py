"""The list of truths is complete. Truth: the folder itself."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).resolve().parent


def test_every_test_file_names_its_independent_truth():
    listed: set[str] = set()
    room = ""
    for line in (TESTS / "README.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            room = "" if line == "## Root" else f"{line[3:]}/"
        row = re.fullmatch(r"\| `(test_\w+\.py)` \| (.{8,}) \|", line)
        if row:
            assert f"{room}{row[1]}" not in listed, f"{row[1]} is listed twice"
            listed.add(f"{room}{row[1]}")
    there = {path.relative_to(TESTS).as_posix() for path in TESTS.rglob("test_*.py")}
    assert there - listed == set(), "say in tests/README.md what these compare with"
    assert listed - there == set(), "these are gone: take them off tests/README.md"
