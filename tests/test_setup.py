"""The set-up files agree: dependencies, lock, conda environment, README, Makefile."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
# Conda's name for the part of Snakemake that the lock installs as `snakemake`.
CONDA_NAMES = {"snakemake-minimal": "snakemake"}


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def lock() -> str:
    return (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_the_lock_names_no_index_host_or_path():
    leaks = [
        line
        for line in lock().splitlines()
        if re.search(r"://|--(extra-)?index-url|--find-links|file:| @ |^-e|^/", line)
    ]
    assert leaks == []


def test_every_pin_has_a_hash():
    pins = re.findall(r"^[a-z0-9][^\n]*==[^\n]*\\\n(    --hash=sha256:[0-9a-f]{64})", lock(), re.M)
    names = re.findall(r"^[a-z0-9][^\n]*==", lock(), re.M)
    assert len(names) > 50
    assert len(pins) == len(names)


def test_every_dependency_is_locked():
    wanted = project()["dependencies"] + project()["optional-dependencies"]["dev"]
    names = {re.split(r"[<>=]", item)[0].strip().lower() for item in wanted}
    locked = set(re.findall(r"^([a-z0-9][a-z0-9.-]*)==", lock(), re.M))
    assert names - locked == set()


def test_the_lock_serves_every_system():
    assert re.search(r"^colorama==.*sys_platform == 'win32'", lock(), re.M)
    assert re.search(r"^numpy==.*python_full_version >= '3.12'", lock(), re.M)


def test_conda_takes_the_same_packages():
    content = (ROOT / "workflow/envs/saualnama.yaml").read_text(encoding="utf-8")
    conda = {}
    for item in yaml.safe_load(content)["dependencies"]:
        name, bound = item.split(" ")
        conda[CONDA_NAMES.get(name, name)] = bound
    assert conda.pop("python") == project()["requires-python"]
    wanted = project()["dependencies"]
    pip = dict(re.fullmatch(r"([a-z0-9-]+)(.*)", item).groups() for item in wanted)
    assert conda == pip


def test_the_readme_says_what_make_does():
    make = shutil.which("make")
    if make is None or sys.platform == "win32":
        pytest.skip("there is no make here")
    said = subprocess.run(  # noqa: S603 -- our own Makefile, printed and not run
        [make, "--always-make", "--dry-run", "all", "test"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    plain = readme.split("Without make")[1].split("```")[1].strip().splitlines()
    quiet = said.replace(" --disable-pip-version-check --quiet", "").replace('"', "")
    done = [line.replace(" --clear", "").strip() for line in quiet.splitlines()]
    assert [line for line in plain if line not in done] == []
    windows = readme.split("PowerShell")[1].split("```")[1].strip().splitlines()
    as_here = [
        re.sub(r"^\.venv\\Scripts\\", ".venv/bin/", line).replace("py -3.12", "python3")
        for line in windows
    ]
    assert as_here == plain
