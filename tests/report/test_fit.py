"""The size of page 1's letters where nothing measures them."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.report.pages import EVERYTHING, page_of, usual
from tests.report.test_longest import the_longest
from tracker.charts.theme import Paper
from tracker.report.columns import LARGE_SIZES, LEFT_SHARE, SIZES
from tracker.report.content import ChartBlock
from tracker.report.drawings import drawn
from tracker.report.fit import CHART_SIZES, letters_of


@pytest.mark.parametrize("is_large", [False, True])
def test_the_more_it_says_the_smaller(is_large):
    chosen = replace(EVERYTHING, is_large=is_large)
    ordinary, longest = (letters_of(page_of(material, chosen)) for material in (usual(), the_longest()))
    assert longest < ordinary
    assert {ordinary, longest} <= set(LARGE_SIZES if is_large else SIZES)


def test_an_ordinary_page_is_easily_read():
    assert letters_of(page_of(usual())) >= 9
    assert letters_of(page_of(usual(), replace(EVERYTHING, is_large=True))) >= 9.5


def test_letter_paper_is_lower():
    assert letters_of(page_of(usual(), replace(EVERYTHING, paper="us-letter"))) <= letters_of(page_of(usual()))


@pytest.mark.parametrize("is_large", [False, True])
def test_drawings_have_the_shape_that_is_reckoned_with(is_large):
    report = page_of(usual(), replace(EVERYTHING, is_large=is_large))
    charts = [block for section in report.page_one for block in section.blocks if isinstance(block, ChartBlock)]
    assert {(chart.name, is_large) for chart in charts} <= CHART_SIZES.keys()
    for chart in charts:
        wide, high = CHART_SIZES[chart.name, is_large]
        width, height = drawn(chart, Paper("wide", wide, is_for_others=True)).figure.bbox.size
        assert (width, height) == pytest.approx((wide, high), abs=1)


def test_the_style_sheet_has_the_same_two_columns():
    left = round(LEFT_SHARE * 100)
    folder = Path(__file__).parents[2] / "static" / "css"
    css = "".join((folder / name).read_text() for name in ("report.css", "report-print.css"))
    assert {*re.findall(r"minmax\(0, (\d\d)fr\) minmax\(0, (\d\d)fr\)", css)} == {(str(left), str(100 - left))}
    assert f"width: {left}%;" in css
