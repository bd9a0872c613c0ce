"""What a wave's results were made from: hashes of inputs, settings, pinned versions."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

_PIN = re.compile(
    r"^(?P<name>[a-z0-9.-]+)==(?P<version>[^\s;\\]+)(?:\s*;\s*(?P<marker>[^\\]+?))?\s*\\?$"
)


def provenance(
    inputs: Mapping[str, str], settings: Mapping[str, Any], lock: str, project: str
) -> dict[str, Any]:
    """Describe a run without a clock, a platform or a commit, so that it is the same everywhere.

    Args:
        inputs: SHA-256 of each input by its path.
        settings: what config.yaml says of the wave.
        lock: text of requirements.lock.
        project: text of pyproject.toml.

    Returns:
        Inputs in the order of their paths, settings, and the pins of the packages that the project
        itself names; a package pinned differently on other Pythons has one pin for each.
    """
    named = {
        re.split(r"[<>=!~ \[;]", requirement, maxsplit=1)[0].lower()
        for requirement in tomllib.loads(project)["project"]["dependencies"]
    }
    pins: dict[str, list[str]] = {}
    for line in lock.splitlines():
        match = _PIN.match(line)
        if match and match["name"] in named:
            marker = f" ; {match['marker']}" if match["marker"] else ""
            pins.setdefault(match["name"], []).append(match["version"] + marker)
    return {
        "inputs": dict(sorted(inputs.items())),
        "settings": dict(settings),
        "packages": dict(sorted(pins.items())),
    }
