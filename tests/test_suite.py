"""How tests are shared out where the longest come first: tests/suite.py."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from tests import suite

ROOT = Path(__file__).resolve().parent.parent


def test_files_that_are_kept_together_are_there():
    assert [file for file in suite.KEPT_TOGETHER if not (ROOT / file).is_file()] == []


@pytest.mark.parametrize(
    ("test", "unit"),
    [
        ("tests/test_run.py::test_a[1]", "tests/test_run.py"),
        ("tests/browser/test_pages.py::test_a[320px-1]", "tests/browser/test_pages.py::test_a[320px-1]"),
        ("tests/browser/test_run.py::test_a", "tests/browser/test_run.py::test_a"),
    ],
)
def test_a_process_is_given_one_test_or_a_file_that_is_kept_together(test, unit):
    assert suite._TestByTest._split_scope(None, test) == unit


def item(*marks):
    return SimpleNamespace(name=marks, get_closest_marker=lambda mark: mark in marks)


def test_the_longest_come_first_if_that_is_asked_for_and_else_the_quickest():
    items = [item("browser"), item("pure"), item("server"), item()]
    assert [each.name for each in sorted(items, key=suite._longest_first)] == [("server",), ("browser",), ("pure",), ()]
    assert [each.name for each in sorted(items, key=suite._quickest_first)] == [
        ("pure",),
        ("server",),
        (),
        ("browser",),
    ]
