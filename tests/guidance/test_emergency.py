"""How an emergency number is said, and that nothing else names one."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from tracker.guidance.emergency import dial_address, emergency_number_words, with_number

ROOT = Path(__file__).resolve().parents[2]
BARE_NUMBER = re.compile(r"\b(?:112|911|999)\b")
CALL_A_NUMBER = re.compile(r"\b(?:call|dial)\b[^.]*\b(?:112|911|999)\b", re.IGNORECASE)
_TEMPLATE_COMMENTS = re.compile(r"{#.*?#}")


def test_a_known_number_stands_for_itself():
    assert emergency_number_words("999") == "999"


def test_an_unknown_number_is_said_in_words():
    assert emergency_number_words("") == "your local emergency number (112 works from many mobile phones)"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("999", "Call 999 now."),
        ("", "Call your local emergency number (112 works from many mobile phones) now."),
    ],
)
def test_a_text_reads_well_with_the_number_and_without(number, text):
    assert with_number("Call {number} now.", number) == text


def test_a_text_without_the_token_stays_as_it_is():
    assert with_number("Sit down.", "999") == "Sit down."


@pytest.mark.parametrize(
    ("number", "address"),
    [("999", "tel:999"), ("", "tel:112"), ("*112#", "tel:*112%23"), ("+4420123", "tel:+4420123")],
)
def test_a_link_dials_the_number(number, address):
    assert dial_address(number) == address


def texts_in(table) -> list[str]:
    """Every string of a table of the content but citations, which are numbers of passages."""
    if isinstance(table, str):
        return [table]
    values = [value for name, value in table.items() if name != "citations"] if isinstance(table, dict) else table
    return [text for value in values if isinstance(value, str | dict | list) for text in texts_in(value)]


def test_no_text_of_the_guidance_names_a_number_itself():
    collected = {}
    for path in sorted((ROOT / "tracker" / "guidance" / "content").rglob("*.toml")):
        named = [text for text in texts_in(tomllib.loads(path.read_text())) if BARE_NUMBER.search(text)]
        collected |= {path.name: named} if named else {}
    assert collected == {}


def test_no_template_names_a_number_itself():
    paths = sorted((ROOT / "templates").rglob("*.html"))
    assert paths
    assert [path.name for path in paths if BARE_NUMBER.search(_TEMPLATE_COMMENTS.sub("", path.read_text()))] == []


def test_no_code_tells_people_to_call_a_number_of_its_own():
    collected = []
    for path in sorted((ROOT / "tracker").rglob("*.py")):
        tree = ast.parse(path.read_text())
        documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
        docstrings = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, documented)}
        constants = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
        words = {value for value in constants - docstrings if isinstance(value, str)}
        collected += [(path.name, text) for text in words if CALL_A_NUMBER.search(text)]
    assert collected == []


def test_a_number_in_code_would_be_seen():
    assert CALL_A_NUMBER.search("Call your emergency number (112, 911 or 999).")
