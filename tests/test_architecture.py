"""The house's own rules. Truth: the source, parsed; rooms and floors as docs/development.md."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LIBRARY = ROOT / "src/saualnama"
FILES = sorted(LIBRARY.rglob("*.py"))
SCRIPTS = sorted((ROOT / "scripts").glob("*.py"))
PYTHON = [*FILES, *SCRIPTS, *sorted((ROOT / "tests").rglob("*.py"))]

# A module may import only from floors below its own.
FLOORS = (
    {"errors", "rounding"},
    {"todo"},
    {"shape", "provenance", "language", "svg"},
    {"io"},
    {"survey"},
    {"weighting"},
    {"inference"},
    {"tabulate", "official"},
    {"check"},
    {"pages", "figures"},
    {"verify", "report", "replicate", "compare", "reconstruct", "draft", "simulate", "explore"},
    {"loading"},
    {"cli", "__main__"},
)
FLOOR = {room: at for at, rooms in enumerate(FLOORS) for room in rooms}
# `inference` and `weighting` know no labels and no files.
NOT_EVEN = {"weighting": {"survey", "io"}, "inference": {"survey", "io", "weighting"}}

OPENS_FILES = {
    *("open", "read_text", "write_text", "read_bytes", "write_bytes", "unlink", "mkdir", "rename"),
    *("read_csv", "read_excel", "read_parquet", "read_sav", "read_dta", "read_json"),
    *("to_csv", "to_excel", "to_parquet", "to_json", "to_pickle", "load_workbook"),
    *("write_sav", "write_dta", "fromfile", "tofile", "loadtxt", "savetxt"),
}
FILE_MODULES = {"tempfile", "shutil", "glob", "fileinput", "sqlite3", "urllib", "socket", "http"}
CLOCKS = {"now", "today", "utcnow", "time", "time_ns", "perf_counter", "getenv", "uuid4", "urandom"}


def room(path: Path) -> str:
    first = path.relative_to(LIBRARY).parts[0]
    return first.removesuffix(".py")


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> list[str]:
    names: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            names.append(str(node.module))
            if node.module == "saualnama":
                names += [f"saualnama.{alias.name}" for alias in node.names]
    return names


def called(tree: ast.Module) -> list[tuple[str, int, bool]]:
    """Names of calls, their lines, and whether they are methods."""
    found: list[tuple[str, int, bool]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                found.append((node.func.attr, node.lineno, True))
            elif isinstance(node.func, ast.Name):
                found.append((node.func.id, node.lineno, False))
    return found


def test_every_room_has_a_floor():
    rooms = {room(path) for path in FILES} - {"__init__"}
    assert rooms - set(FLOOR) == set()


def test_imports_run_one_way():
    wrong = []
    for path in FILES:
        here = room(path)
        for name in imported(parsed(path)):
            top, _, rest = name.partition(".")
            there = rest.partition(".")[0]
            if top != "saualnama" or there not in FLOOR or there == here:
                continue
            upwards = here == "__init__" or FLOOR[there] >= FLOOR.get(here, 0)
            if upwards or there in NOT_EVEN.get(here, ()):
                wrong.append(f"{path.relative_to(LIBRARY)} imports {name}")
    assert wrong == []


def test_the_library_does_not_know_its_engine():
    assert [p for p in FILES if any(n.startswith("snakemake") for n in imported(parsed(p)))] == []


def test_only_io_opens_files():
    wrong = []
    for path in FILES:
        if room(path) == "io":
            continue
        tree = parsed(path)
        ours = {
            alias.asname or alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and str(node.module).startswith("saualnama.io")
            for alias in node.names
        }
        # a template that is installed with the library is part of the code
        own = (
            {"read_text"} if "importlib" in {n.partition(".")[0] for n in imported(tree)} else set()
        )
        wrong += [
            f"{path.relative_to(LIBRARY)}:{line}: {name}()"
            for name, line, method in called(tree)
            if name in OPENS_FILES - own and (method or name not in ours)
        ]
        wrong += [
            f"{path.relative_to(LIBRARY)} imports {name}"
            for name in imported(tree)
            if name.partition(".")[0] in FILE_MODULES and name != "urllib.parse"
        ]
    assert wrong == []


def unseeded(tree: ast.Module) -> list[int]:
    """Lines that draw from a generator without a seed, or from numpy's hidden one."""
    lines = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner, name = node.func.value, node.func.attr
            if name == "default_rng" and not (node.args or node.keywords):
                lines.append(node.lineno)
            hidden = isinstance(owner, ast.Attribute) and owner.attr == "random"
            if hidden and name not in {"default_rng", "Generator", "SeedSequence", "PCG64"}:
                lines.append(node.lineno)
    return lines


def test_no_clock_and_no_chance_without_a_seed():
    wrong = []
    for path in FILES:
        tree = parsed(path)
        wrong += [(path.name, line) for name, line, _ in called(tree) if name in CLOCKS]
        wrong += [(path.name, line) for line in unseeded(tree)]
        names = {name.partition(".")[0] for name in imported(tree)}
        wrong += [(path.name, name) for name in names & {"random", "time", "uuid", "secrets"}]
    assert wrong == []


def test_figures_are_never_rounded_half_to_even():
    """A built-in `round` stands only where no figure of a report is made, and says so."""
    wrong = []
    for path in FILES:
        if room(path) == "reconstruct":
            continue  # it deals people to cells and prints nothing
        text = path.read_text(encoding="utf-8").splitlines()
        for name, line, method in called(parsed(path)):
            if name == "round" and not method and "quota" not in text[line - 1]:
                wrong.append(f"{path.relative_to(LIBRARY)}:{line}: {text[line - 1].strip()}")
    assert wrong == []


def test_no_file_is_long():
    lengths = {str(p.relative_to(ROOT)): p.read_text(encoding="utf-8").count("\n") for p in PYTHON}
    assert {name: lines for name, lines in lengths.items() if lines > 400} == {}


def test_a_script_of_a_stage_is_short_and_opens_no_file_itself():
    stages = [p for p in SCRIPTS if "main(snakemake)" in p.read_text(encoding="utf-8")]
    assert len(stages) >= 7
    for path in stages:
        text = path.read_text(encoding="utf-8")
        assert "\nwith stage(snakemake):\n    main(snakemake)\n" in text, path.name
        body = [line for line in text.splitlines() if line.startswith("    ")]
        assert len(body) <= 32, path.name
        opened = [
            name for name, _, method in called(parsed(path)) if method and name in OPENS_FILES
        ]
        assert opened == [], path.name


def test_no_drawer_for_odds_and_ends():
    names = {path.stem for path in FILES}
    assert names & {"utils", "util", "helpers", "misc", "common", "tools"} == set()


def test_every_public_thing_says_what_it_is():
    silent = []
    for path in FILES:
        tree = parsed(path)
        for node in tree.body:
            public = isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_"
            if public and not ast.get_docstring(node):
                silent.append(f"{path.name}: {node.name}")
        if not ast.get_docstring(tree):
            silent.append(path.name)
    assert silent == []


def test_no_product_file_names_a_machine_or_a_place_of_work():
    tracked = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.split("\0")
    if not tracked[0]:
        pytest.skip("not a checkout")
    # absolute paths of somebody's machine
    leak = re.compile(r"(?<![\w.{}>*-])/(work|home|root|tmp|Users|mnt|opt)/\w|[A-Z]:\\Users")
    found = []
    for name in tracked:
        path = ROOT / name
        if not path.is_file() or name.startswith("tests/test_architecture"):
            continue
        content = path.read_bytes()
        if b"\0" in content[:8192]:
            continue
        for number, line in enumerate(content.decode("utf-8").splitlines(), start=1):
            if leak.search(line) and "# noqa: S108" not in line:
                found.append(f"{name}:{number}: {line.strip()[:80]}")
    assert found == []


def test_the_library_is_light_to_import():
    """The Snakefile reads YAML before anything runs; that must not cost half a second."""
    code = (
        "import sys, saualnama.loading, saualnama.figures.names;"
        "print([m for m in ('pandas', 'numpy', 'scipy', 'statsmodels') if m in sys.modules])"
    )
    run = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"
