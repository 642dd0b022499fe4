"""Style sheets hold nothing dead, follow the direction of the language, and stay small enough to be read."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.styles import CSS, ROOT, SHEETS, is_on_a_page, plain, rules, styled_classes
from tracker.charts.theme import PALETTE

MOST_LINES = 400
WRITTEN = "safety-rules.css"
"""By `manage.py write_safety_css`, as long as its rules are."""

DRAWN = (".region-corner",)
"""Beginnings of selectors of what is drawn: left and right there are those of the picture, in every language."""
_SIDES = re.compile(
    r"(?:margin|padding|border|inset)-(?:left|right)\b|(?:^|[;\s])(?:left|right)\s*:|:\s*(?:left|right)\b"
)
_SHORTHANDS = re.compile(r"(?:^|[;\s])(margin|padding|inset|scroll-margin|scroll-padding)\s*:\s*([^;]+)")
_PARTS = re.compile(r"(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|[^\s()])+")

_TOKENS = re.compile(r"(--[\w-]+)\s*:")
READ = {".css", ".html", ".svg", ".py", ".js"}
PUT_TOGETHER = {f"--chart-{role}" for role in PALETTE}
"""Tokens whose names the drawings make."""


def names_a_side(body: str) -> bool:
    """True if a rule says left or right, by name or as the second and fourth part of four that differ."""
    parts = [_PARTS.findall(value) for _, value in _SHORTHANDS.findall(body)]
    return bool(_SIDES.search(body)) or any(len(four) == 4 and four[1] != four[3] for four in parts)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_class_is_on_a_page(sheet):
    assert sorted(name for name in styled_classes(sheet) if not is_on_a_page(name)) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_sides_are_those_of_the_language(sheet):
    """`padding-inline-start`, not `padding-left`: in a language from right to left it is the other side."""
    matches = [selector for selector, body in rules(sheet) if names_a_side(body) and not selector.startswith(DRAWN)]
    assert matches == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_sheet_can_be_read(sheet):
    if sheet.name != WRITTEN:
        assert len(sheet.read_text().splitlines()) <= MOST_LINES


def defined() -> set[str]:
    return {name for sheet in SHEETS for name in _TOKENS.findall(plain(sheet))}


def used() -> set[str]:
    folders = ("templates", "tracker", "static")
    paths = (path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in READ)
    return {
        name for path in paths for name in re.findall(r"var\(\s*(--[\w-]+)\s*[),]", path.read_text())
    } | PUT_TOGETHER


def resets() -> str:
    """Bootstrap’s reset, all of it that pages load."""
    folder = Path(find_spec("bootstrap").origin).parent
    return (folder / "static" / "bootstrap" / "css" / "bootstrap-reboot.min.css").read_text()


def test_every_token_is_used():
    assert sorted(name for name in defined() - used() if f"var({name}" not in resets()) == []


def test_every_token_that_is_used_is_defined():
    theirs = set(re.findall(r"(--[\w-]+):", resets()))
    assert sorted(used() - defined() - theirs) == []


def test_tokens_of_all_pages_have_their_values_in_one_sheet():
    """A second value in a later sheet would make the first one dead."""
    given = [(name, sheet.name) for sheet in SHEETS for name in _TOKENS.findall(" ".join(_root_rules(sheet)))]
    assert len({name for name, _ in given}) == len(set(given))


def _root_rules(sheet):
    return [body for selector, body in rules(sheet) if selector.split(",")[0] == ":root"]


def test_dark_colors_are_the_same_by_wish_of_the_system_and_of_the_person():
    system, person = (
        dict(re.findall(r"(--[\w-]+): ([^;]+);", body))
        for selector, body in rules(CSS / "tokens.css")
        if "color-scheme: dark" in body and "data-theme" in selector
    )
    assert system == person


@pytest.mark.parametrize(
    "body",
    ["margin-left: 1px", "left: 0", "text-align: right", "float: left", "padding: 0 0 0 1rem", "inset: 0 auto 0 0"],
)
def test_a_side_is_seen(body):
    assert names_a_side(body)


@pytest.mark.parametrize(
    "body",
    [
        "margin-inline-start: 1px",
        "padding: 0 1rem 2rem 1rem",
        "text-align: end",
        "inset: auto 0 0",
        "background-position: 0",
    ],
)
def test_what_names_no_side_is_let_through(body):
    assert not names_a_side(body)


def test_a_class_that_no_page_has_is_seen():
    assert is_on_a_page("chip")
    assert is_on_a_page("report-pt-9-5")
    assert not is_on_a_page("chip-of-nothing")
    assert not is_on_a_page("report-pt-of-nothing")
