from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from first_stages import FIRST_FOUR_STAGES

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = (".git", ".venv", ".snakemake", "work", "logs", "benchmarks", "tests", "__pycache__")


@dataclass(frozen=True)
class Run:
    """How a run of Snakemake ended and all that it said."""

    code: int
    said: str

    @property
    def rules(self) -> set[str]:
        """Rules that a dry run would run."""
        return set(re.findall(r"^(?:local)?rule (\w+):", self.said, re.M)) - {"all"}


@dataclass(frozen=True)
class Project:
    """A copy of the project, with a library and results of its own."""

    root: Path

    def snakemake(self, *options: str) -> Run:
        environment = {**os.environ, "PYTHONPATH": str(self.root / "src")}
        done = subprocess.run(  # noqa: S603 -- our own pipeline
            [sys.executable, "-m", "snakemake", "--cores", "2", "--nocolor", *options],
            cwd=self.root,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=300,
        )
        return Run(done.returncode, done.stdout)

    def would_run(self, *targets: str) -> Run:
        """A dry run; without targets of everything."""
        return self.snakemake(*targets, "--dry-run", "--quiet", "progress")

    @contextlib.contextmanager
    def changed(self, name: str, old: str | bytes, new: str | bytes) -> Iterator[None]:
        """Change one place of a file for a while."""
        path = self.root / name
        before, times = path.read_bytes(), path.stat()
        olds, news = (t.encode("utf-8") if isinstance(t, str) else t for t in (old, new))
        assert olds in before, f"{name} does not hold {old!r}"
        path.write_bytes(before.replace(olds, news, 1))
        try:
            yield
        finally:
            path.write_bytes(before)
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))

    def files(self, *folders: str) -> dict[str, bytes]:
        """Content of every file of some folders by its path."""
        return {
            str(path.relative_to(self.root)): path.read_bytes()
            for folder in folders
            for path in sorted((self.root / folder).rglob("*"))
            if path.is_file()
        }


@pytest.fixture(scope="session")
def copy_of_project(tmp_path_factory):
    """Makes copies of the project in folders whose names have a space."""

    def copy(name: str) -> Project:
        root = tmp_path_factory.mktemp(name) / "a copy"
        shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(*LEFT_OUT, ".*"))
        return Project(root)

    return copy


@pytest.fixture(scope="session")
def finished(copy_of_project) -> tuple[Project, Run]:
    """A copy of the project after its first four stages, run from nothing."""
    project = copy_of_project("finished")
    shutil.rmtree(project.root / "results")
    return project, project.snakemake(*FIRST_FOUR_STAGES)
