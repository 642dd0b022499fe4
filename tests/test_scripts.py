"""The logic of the scripts, in node where there is one, and where there is none in tests/browser/test_scripts.py.

The tests themselves stand in tests/js. Node takes a file for a module by a package.json above it; the project has none,
as it is no package, so they run in a folder with a copy of both.
"""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.js import TESTS, copied_to

NODE = shutil.which("node")


if NODE:

    @pytest.mark.process
    @pytest.mark.parametrize("path", TESTS, ids=lambda path: path.name)
    def test_logic_holds_in_node(path, tmp_path):
        copied_to(tmp_path)
        command = [NODE, "--test", f"tests/js/{path.name}"]
        run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
        assert run.returncode == 0, run.stdout + run.stderr


def test_every_module_of_logic_has_tests():
    logic = Path(__file__).parents[1] / "static" / "js" / "logic"
    assert {path.name.removesuffix(".test.js") for path in TESTS} == {path.stem for path in logic.glob("*.js")}
