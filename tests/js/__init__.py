"""Tests of the scripts' logic, written in their own language for node's test runner; run by tests/test_scripts.py."""

import shutil
from pathlib import Path

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
TESTS = sorted(FOLDER.glob("*.test.js"))


def copied_to(folder: Path) -> None:
    """Puts the scripts and their tests where they find each other, and says that they are modules."""
    for part in ("static/js", "tests/js"):
        shutil.copytree(ROOT / part, folder / part)
    (folder / "package.json").write_text('{"type": "module"}')
