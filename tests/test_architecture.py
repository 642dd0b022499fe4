"""The import table of docs/architecture.md holds: every module of tracker/ has its row and keeps to it."""

import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TRACKER = ROOT / "tracker"
TABLE = ROOT / "docs" / "architecture.md"
LAZY_TEXT = ("django.utils.functional.Promise", "django_stubs_ext.StrOrPromise")
EVERYWHERE = ("django.utils.translation.", *LAZY_TEXT, "tracker.__version__")


def rows(text: str) -> list[tuple[list[str], set[str]]]:
    """(modules, packages they may import) of each row; "everything above" stands for all modules of earlier rows."""
    collected, above = [], set()
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []
        modules = re.findall(r"`([a-z_]+)(?:/|\.py)`", cells[0]) if len(cells) == 3 else []
        if not modules:
            continue
        allowed = set(re.findall(r"`([a-z_]+)`", cells[2]))
        collected.append((modules, allowed | (above if "everything above" in cells[2] else set())))
        above |= set(modules) | allowed
    return collected


def imports(source: str) -> set[str]:
    """Dotted names that the code imports, function-level ones too; `from a import b` gives a.b. Relative: "."."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {"." if node.level else f"{node.module}.{alias.name}" for alias in node.names}
    return names


def package(name: str) -> str:
    """What the table calls an imported name: a module of tracker/, or a package of somebody else's."""
    first, _, rest = name.partition(".")
    return rest.partition(".")[0] if first == "tracker" else first


def forbidden(source: str, own: set[str], allowed: set[str]) -> list[str]:
    """The imports that a module of this row may not have."""
    return sorted(
        name
        for name in imports(source)
        if name.partition(".")[0] not in sys.stdlib_module_names
        and not name.startswith(EVERYWHERE)
        and package(name) not in own | allowed
    )


ROWS = rows(TABLE.read_text())
ROW_OF = {module: (set(modules), allowed) for modules, allowed in ROWS for module in modules}
FILES = sorted(path for path in TRACKER.rglob("*.py") if path != TRACKER / "__init__.py")


def module_of(path: Path) -> str:
    return path.relative_to(TRACKER).parts[0].removesuffix(".py")


def test_the_table_names_a_module_once():
    named = [module for modules, _ in ROWS for module in modules]
    assert sorted(named) == sorted(set(named))
    assert len(named) > 15


def test_every_module_has_a_row():
    assert {module_of(path) for path in FILES} - set(ROW_OF) == set()


def forbidden_in(path: Path) -> list[str]:
    return forbidden(path.read_text(), *ROW_OF.get(module_of(path), (set(), set())))


def test_every_module_imports_what_its_row_allows():
    matches = {path.relative_to(TRACKER).as_posix(): forbidden_in(path) for path in FILES}
    assert {name: names for name, names in matches.items() if names} == {}


@pytest.mark.parametrize(
    "line",
    [
        "import numpy",
        "import numpy.linalg as la",
        "from django.db import models",
        "from django.utils import translation, timezone",
        "from tracker import models",
        "import tracker.models",
        "from tracker.models import Episode",
        "from . import sibling",
        "def late():\n    from tracker.services import episodes",
        "if True:\n    import scipy",
    ],
)
def test_a_forbidden_import_is_seen(line):
    assert forbidden(line, {"days"}, {"vocabulary"})


@pytest.mark.parametrize(
    "line",
    [
        "import datetime as dt",
        "from zoneinfo import ZoneInfo",
        "from django.utils.translation import gettext_lazy as _",
        "from tracker.vocabulary.terms import Term",
        "from tracker import __version__, vocabulary",
        "from tracker.days import zone",
    ],
)
def test_an_allowed_import_is_let_through(line):
    assert forbidden(line, {"days"}, {"vocabulary"}) == []


def test_everything_above_means_the_rows_above_and_what_they_import():
    table = "| `a/` | x | `numpy` |\n| `b.py` `c/` | y | everything above `django` |"
    assert rows(table) == [(["a"], {"numpy"}), (["b", "c"], {"a", "numpy", "django"})]
