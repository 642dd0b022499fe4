"""The registry: every chart is whole, and what draws says no sentence."""

import ast
import inspect
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from tracker import charts
from tracker.charts.registry import CHARTS, load_all
from tracker.pages.trends_sections import ON_TRENDS
from tracker.wording.readers import Reader

FOLDER = Path(charts.__file__).parent
MESSAGES = {"_", "ngettext", "pgettext", "gettext_lazy", "pgettext_lazy"}
EVERY = pytest.mark.parametrize("chart", CHARTS.values(), ids=lambda chart: chart.name)


@EVERY
def test_a_chart_is_drawn_by_its_topic_in_each_of_its_sizes(chart):
    module = chart.load()
    assert module.__name__ == f"tracker.charts.{chart.topic}"
    parameters = list(inspect.signature(module.draw).parameters)
    assert parameters == ["result", "paper", "link", "caption"]
    for size in chart.sizes.values():
        of_size, _dot, function = size.rpartition(".")
        assert of_size.rpartition(".")[2] == chart.topic
        assert list(inspect.signature(getattr(import_module(f"tracker.charts.{of_size}"), function)).parameters) == [
            "result",
            "paper",
        ]


@EVERY
def test_its_words_come_from_the_topic_of_the_same_name(chart):
    assert chart.words.__name__ == f"tracker.wording.{chart.topic}"
    assert list(inspect.signature(chart.words.title).parameters) == ["result"]
    assert list(inspect.signature(chart.words.reading).parameters)[:2] == ["result", "reader"]
    assert list(inspect.signature(chart.words.table).parameters) == ["result", "link"]


def test_every_chart_has_a_title_of_its_own():
    assert len({str(chart.title) for chart in CHARTS.values()}) == len(CHARTS) == 11


def test_every_chart_is_on_a_page():
    assert {*ON_TRENDS, "timeline"} == set(CHARTS)


def test_only_stored_results_are_not_analyzed_here():
    assert {chart.name for chart in CHARTS.values() if chart.is_of_whole_diary} == {"factors"}


def test_readers_are_two():
    assert {reader.value for reader in Reader} == {"person", "doctor"}


@pytest.mark.process
def test_nothing_that_draws_is_loaded_before_it_draws():
    code = "import sys, tracker.charts.registry; print('matplotlib' in sys.modules, 'scipy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_all_can_be_loaded_at_once():
    load_all()
    assert {f"tracker.charts.{chart.topic}" for chart in CHARTS.values()} <= sys.modules.keys()


def messages_of(path: Path) -> list[str]:
    """The texts that a module has translated."""
    return [
        part.value
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MESSAGES
        for part in node.args
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    ]


def test_what_draws_has_labels_and_legends_and_no_sentence():
    matches = {path.name: messages_of(path) for path in FOLDER.glob("*.py")}
    assert sum(map(len, matches.values())) > 40
    assert not [text for texts in matches.values() for text in texts if text.endswith((".", "!", "?"))]
    assert "ngettext" not in "".join(path.read_text() for path in FOLDER.glob("*.py"))
