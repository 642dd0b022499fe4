"""docs/glossary.md holds: its names exist, its words are shown, and no public name is defined in two modules."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

from tracker.exchange.columns import DAY_COLUMN_NAMES, EPISODE_COLUMNS

ROOT = Path(__file__).resolve().parent.parent
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text()
THINGS, _, SHARED = GLOSSARY.partition("\n## Names that several modules have\n")
SOURCES = {path: path.read_text() for path in (ROOT / "tracker").rglob("*.py") if "migrations" not in path.parts}

RIDDLES = frozenset({"found", "said", "told", "because", "glance", "moments", "tap", "raised"})
"""Names that say nothing of what they name."""
MAY_NAME = {
    # Visit.said, a column, on its way from the form to the row.
    "said": (
        "forms/visits",
        "management/commands/demo",
        "models/visit",
        "pages/visits",
        "services/visits",
        "views/visits",
    ),
    # GuidanceResult.raised, a column.
    "raised": ("models/guidance", "services/guidance"),
    # A key of the guide's files: during, after, between, at a visit (ENTRY_MOMENTS).
    "moments": (
        *(f"guidance/{name}" for name in ("browse", "engine", "proofing", "reading", "schema", "search")),
        *("forms/library", "pages/library", "pages/visit_checklist"),
    ),
}
"""Where such a name belongs to something stored."""


def rows(table: str) -> list[list[str]]:
    """The cells of each row, without the table's head."""
    lines = [line for line in table.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def public_names(source: str) -> set[str]:
    """The classes and constants, without a leading underscore, that a module defines at its top level."""
    names: list[str] = []
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef):
            names.append(node.name)
        elif isinstance(node, ast.Assign):
            parts = [part for target in node.targets for part in ast.walk(target)]
            names += [part.id for part in parts if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.append(node.target.id)
    return {name for name in names if not name.startswith("_")}


def names_given(source: str) -> set[str]:
    """The names of functions, classes, arguments, locals and attributes that a module gives or uses."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name) | ast.Attribute(attr=name):
                names.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
            case ast.keyword(arg=str(name)) | ast.alias(asname=str(name)) | ast.MatchAs(name=str(name)):
                names.add(name)
    return names


def riddles_in(source: str) -> set[str]:
    return {name.strip("_") for name in names_given(source)} & RIDDLES


def defined_twice() -> dict[str, list[str]]:
    """The modules that define each name, of names that more than one module defines."""
    modules = defaultdict(list)
    for path, source in sorted(SOURCES.items()):
        for name in public_names(source):
            modules[name].append(path.relative_to(ROOT).as_posix())
    return {name: paths for name, paths in modules.items() if len(paths) > 1}


def named_as_shared() -> set[str]:
    return {cells[0].strip("`") for cells in rows(SHARED)}


def test_every_exception_has_a_reason_and_there_are_six_at_most():
    assert all(len(reason) > 20 for _, reason in rows(SHARED))
    assert 0 < len(named_as_shared()) <= 6


def test_no_public_name_is_defined_in_two_modules():
    twice = defined_twice()
    assert {name: twice[name] for name in twice.keys() - named_as_shared()} == {}


def test_an_exception_that_is_none_any_more_is_taken_out():
    assert sorted(named_as_shared() - defined_twice().keys()) == []


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("class Entry:\n    LIMIT = 1", {"Entry"}),
        ("LEFT, RIGHT = 1, 2", {"LEFT", "RIGHT"}),
        ("LIMIT: int = 3", {"LIMIT"}),
        ("_Row = 1\nfrom a import LIMIT\ndef read(): LIMIT = 1", set()),
        ("NAMES[0] = OTHER", set()),
    ],
)
def test_classes_and_constants_are_seen(source, names):
    assert public_names(source) == names


def test_no_name_is_a_riddle():
    modules = {path.relative_to(ROOT / "tracker").with_suffix("").as_posix(): each for path, each in SOURCES.items()}
    riddles = {(path, name) for path, source in modules.items() for name in riddles_in(source)}
    assert sorted(riddles ^ {(path, name) for name, paths in MAY_NAME.items() for path in paths}) == []
    assert sorted(path for path in modules if path.rpartition("/")[2] in RIDDLES) == []


@pytest.mark.parametrize(
    "source",
    [
        "found = 1",
        "def told(): pass",
        "def read(*, said): pass",
        "card.because",
        "make(raised=1)",
        "from a import b as tap",
        "for _moments in rows: pass",
        "class glance: pass",
        "[found for found in rows]",
    ],
)
def test_a_riddle_is_seen(source):
    assert len(riddles_in(source)) == 1


@pytest.mark.parametrize(
    "source", ["said_none = was_found = 1", "'found'", "from a import found", "def read(): '''told'''"]
)
def test_other_names_are_let_through(source):
    assert riddles_in(source) == set()


def test_the_glossary_names_enough_things_and_each_once():
    things = [cells[0] for cells in rows(THINGS)]
    assert len(things) == len(set(things)) >= 40


def test_the_names_in_code_exist():
    code = {name for source in SOURCES.values() for name in re.findall(r"\w+", source)}
    folders = {path.name for path in (ROOT / "tracker").iterdir()}
    names = {name for cells in rows(THINGS) for name in re.findall(r"`(\w+)`", cells[1])}
    assert sorted(names - code - folders) == []


def test_the_words_are_shown():
    templates = (path.read_text() for path in (ROOT / "templates").rglob("*.html"))
    shown = "\n".join((*templates, *SOURCES.values())).lower()
    words = {word for cells in rows(THINGS) for word in re.findall(r"\*([^*]+)\*", cells[2])}
    assert sorted(word for word in words if word.lower() not in shown) == []


def test_every_column_of_the_files_is_named():
    named = {name for cells in rows(THINGS) for name in re.findall(r"`(\w+)`", cells[3])}
    of_every_table = {"id", "date", "time_zone", "started_at", "ended_at", "edited_at", "note", "answer"}
    columns = {column.name for column in EPISODE_COLUMNS} | set(DAY_COLUMN_NAMES)
    assert sorted(columns - named - of_every_table) == []


def test_the_readme_says_where_things_live():
    section = (ROOT / "README.md").read_text().partition("\n## Where things live\n")[2].partition("\n## ")[0]
    paths = re.findall(r"`([\w./]+)`", section) + re.findall(r"\]\(([\w./]+)", section)
    assert len(paths) > 10
    assert [path for path in paths if not (ROOT / path).exists()] == []
