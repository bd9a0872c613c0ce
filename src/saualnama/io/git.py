"""What git knows of files, asked of git itself."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path


def kept_in_git(folders: Sequence[Path]) -> tuple[list[str], list[str]]:
    """Files under some folders that git has, and files that `git add` would take.

    Args:
        folders: relative to the current folder; those that are not there are passed over.

    Returns:
        Paths that are tracked, and paths that are neither tracked nor ignored, both sorted; nothing
        where there is no git or no checkout.
    """
    there = [str(folder) for folder in folders if folder.exists()]
    return _listed(there, "--cached"), _listed(there, "--others", "--exclude-standard")


def _listed(folders: Sequence[str], *options: str) -> list[str]:
    if not folders:
        return []
    try:
        done = subprocess.run(  # noqa: S603 (a list of words, no shell)
            ["git", "ls-files", "-z", *options, "--", *folders],  # noqa: S607
            capture_output=True,
            check=False,
        )
    except OSError:
        return []
    if done.returncode != 0:
        return []
    return sorted(name for name in done.stdout.decode("utf-8", "replace").split("\0") if name)
