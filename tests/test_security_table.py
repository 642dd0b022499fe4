"""docs/security.md: every row of the standard is there once, and what it rests on exists."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "security.md").read_text()
ROWS = re.findall(r"^\| (\d+\.\d+\.\d+) \| (met|n/a|not met) \| (.+) \|$", PAGE, re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
pytestmark = pytest.mark.pure

LEVELS_1_AND_2 = 253
"""Requirements of OWASP ASVS 5.0."""


@cache
def names_in(path: str) -> set[str]:
    if not (ROOT / path).is_file():
        return set()
    return {node.name for node in ast.walk(ast.parse((ROOT / path).read_text())) if isinstance(node, ast.FunctionDef)}


def test_every_requirement_stands_there_once():
    numbers = [number for number, _status, _words in ROWS]
    assert len(numbers) == len(set(numbers)) == LEVELS_1_AND_2
    assert numbers == sorted(numbers, key=lambda number: [int(part) for part in number.split(".")])


def test_what_is_met_names_the_test_that_holds_it():
    assert [number for number, status, words in ROWS if status == "met" and not TEST.search(words)] == []


def test_what_is_not_met_says_why():
    assert [number for number, status, words in ROWS if len(TEST.sub("", words).strip(" :")) < 5] == []


def test_every_test_that_is_named_exists():
    assert [f"{path}::{name}" for path, name in TEST.findall(PAGE) if name not in names_in(path)] == []


@pytest.mark.parametrize("words", ["tests/test_logs.py::test_of_nothing", "tests/test_of_nothing.py::test_it"])
def test_one_that_does_not_is_seen(words):
    path, name = words.split("::")
    assert name not in names_in(path)
