"""Where the tests of pages find a browser, and axe-core for accessibility."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
_PINNED = Path(__file__).resolve().parents[1] / "web/node_modules/axe-core/axe.min.js"
AXE = Path(os.environ.get("AXE_CORE", _PINNED))
