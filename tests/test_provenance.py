"""What results were made from. Truth: the lock file read by eye, hashes by hashlib."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from saualnama.provenance import provenance

ROOT = Path(__file__).resolve().parents[1]
PROJECT = '[project]\ndependencies = ["numpy>=2", "Pandas>=3", "pyyaml"]\n'
LOCK = """\
numpy==2.4.6 ; python_full_version < '3.12' \\
    --hash=sha256:00
numpy==2.5.5 ; python_full_version >= '3.12' \\
    --hash=sha256:01
pandas==3.1.1 \\
    --hash=sha256:02
pandas-stubs==9.9 \\
    --hash=sha256:03
pyyaml==6.0.3
"""


def test_pins_of_the_named_packages_and_inputs_in_order():
    record = provenance({"b.csv": "2", "a.csv": "1"}, {"seed": 1}, LOCK, PROJECT)
    assert record == {
        "inputs": {"a.csv": "1", "b.csv": "2"},
        "settings": {"seed": 1},
        "packages": {
            "numpy": [
                "2.4.6 ; python_full_version < '3.12'",
                "2.5.5 ; python_full_version >= '3.12'",
            ],
            "pandas": ["3.1.1"],
            "pyyaml": ["6.0.3"],
        },
    }
    assert list(record["inputs"]) == ["a.csv", "b.csv"]


def test_the_committed_record_fits_the_committed_files():
    record = json.loads((ROOT / "results/2021/provenance.json").read_text(encoding="utf-8"))
    for name, digest in record["inputs"].items():
        content = (ROOT / name).read_bytes()
        if b"\0" not in content[:8192]:
            content = content.replace(b"\r\n", b"\n")
        assert hashlib.sha256(content).hexdigest() == digest, name


def test_the_record_knows_no_clock_machine_or_person():
    text = (ROOT / "results/2021/provenance.json").read_text(encoding="utf-8")
    assert not re.search(r"\d\d:\d\d|/home/|/tmp/|/work/|linux|commit", text, re.IGNORECASE)
