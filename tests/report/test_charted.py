"""What the page draws is without the visits and treatments of its days: only what was ticked is told."""

import ast
import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from tests.analysis.diaries import MONDAY, Entry, at
from tests.report.pages import EVERYTHING, NOW, make_material, page_of, texts_of
from tracker.analysis.frequency import frequency
from tracker.analysis.results import NO_RATING, TooLittle
from tracker.analysis.severity import severity
from tracker.diary import LANDMARK_BEGAN, LANDMARK_VISIT, Landmark
from tracker.report import charted as module
from tracker.report.charted import charted
from tracker.report.content import ChangeMark, ChartBlock, Paragraph

SECRET = "Secretazine"
TOLD = (
    Landmark(MONDAY + dt.timedelta(35), LANDMARK_BEGAN, f"{SECRET} 5 mg"),
    Landmark(MONDAY + dt.timedelta(40), LANDMARK_VISIT, f"Dr. {SECRET}"),
)


def material():
    return make_material(*(Entry(at(day)) for day in range(28, 56, 2)), landmarks=TOLD)


@pytest.mark.parametrize("is_large", [False, True])
def test_no_visit_and_no_treatment_of_the_diary_is_anywhere_on_the_page(is_large):
    texts = texts_of(page_of(material(), replace(EVERYTHING, is_large=is_large)))
    assert len(texts) > 100
    assert [text for text in texts if SECRET in text] == []


@pytest.mark.parametrize("analyze", [frequency, severity])
def test_the_reading_is_made_from_a_result_without_them(analyze):
    result = analyze(material().diary, NOW)
    assert result.landmarks == TOLD
    chart = charted("any", "A title", result, lambda result: f"{len(result.landmarks)} told")
    assert (chart.reading, chart.result) == ("0 told", replace(result, landmarks=()))


def test_a_chart_keeps_the_marks_of_the_page():
    marks = (ChangeMark(MONDAY, "started magnesium"),)
    chart = charted("weekly", "Weeks", frequency(material().diary, NOW), lambda _result: "Read.", marks=marks)
    assert chart == ChartBlock("weekly", "Weeks", "Read.", chart.result, marks=marks)


def test_where_there_is_too_little_it_says_what_is_missing():
    said = charted("intensity", "How strong", TooLittle(NO_RATING), lambda _result: "never")
    assert isinstance(said, Paragraph)
    assert "never" not in said.words


def test_no_other_module_makes_a_chart():
    folder = Path(module.__file__).parent.parent
    makers = {
        path.name
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "ChartBlock"
    }
    assert makers == {"charted.py"}
