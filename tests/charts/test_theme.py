"""Colors by role, ticks and classes."""

import datetime as dt
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.styles import CSS, TOKENS, contrast, luminance
from tracker.charts.theme import PALETTE, date_ticks, ramp_classes, ramp_role, whole_ticks

ROOT = Path(__file__).parents[2]
PDF = ROOT / "tracker" / "report" / "page.typ"
LINE_ON_PAPER = "#c9c2b6"
"""A line on the PDF is darker than on a screen, where it need not survive a printer."""


def test_no_two_roles_share_a_color():
    assert len(set(PALETTE.values())) == len(PALETTE)


def test_roles_have_the_colors_of_the_light_theme():
    tokens = TOKENS["light"]
    assert {role: tokens.get(role) for role in PALETTE} == PALETTE


def test_the_page_gives_every_role_a_color():
    variables = dict(re.findall(r"--chart-([\w-]+): var\(--([\w-]+)\);", (CSS / "trends.css").read_text()))
    assert variables == {role: role for role in PALETTE}


def test_in_print_every_role_has_its_color_whatever_the_theme():
    printed = dict(re.findall(r"--chart-([\w-]+): (#\w+);", (CSS / "report-print.css").read_text()))
    # Lines and letters are darker on paper.
    said = {role: value for role, value in printed.items() if role not in {"ink", "quiet-ink", "hairline", "outline"}}
    assert {role: PALETTE[role] for role in said} | {"paper": "#fff"} == said
    assert {*printed} == {*PALETTE}


def test_the_pdf_has_the_colors_of_the_roles():
    words = PDF.read_text()
    named = re.search(r"#let \(([^)]+)\) = \((.+)\)", words)
    colors = dict(zip(named[1].split(", "), re.findall(r'rgb\("(#\w{6})"\)', named[2]), strict=True))
    assert colors == {
        "quiet": PALETTE["quiet-ink"],
        "line-color": LINE_ON_PAPER,
        "care": TOKENS["light"]["care-today"],
    }
    assert re.search(r'fill: rgb\("(#\w{6})"\)', words)[1] == PALETTE["ink"]
    assert words.count("rgb(") == len(colors) + 1


@pytest.mark.parametrize(
    ("lighter", "darker"),
    [
        *pairwise(["paper", *(f"spasm-{step}" for step in range(1, 6))]),
        ("clear", "spasm-3"),
        ("hairline", "quiet-ink"),
    ],
)
def test_what_stands_beside_each_other_differs_in_gray(lighter, darker):
    assert luminance(PALETTE[lighter]) > luminance(PALETTE[darker])
    assert contrast(PALETTE[lighter], PALETTE[darker]) > 1.2


@given(st.integers(1, 10**6), st.integers(2, 6))
def test_ticks_are_few_whole_and_reach_the_top(highest, most):
    ticks = whole_ticks(highest, most)
    assert ticks[0] == 0
    assert ticks[-1] >= highest
    assert 2 <= len(ticks) <= most + 1


@given(st.integers(1, 20_000))
def test_classes_cover_every_count_once(highest):
    classes = ramp_classes(highest)
    assert (classes[0][0], classes[-1][1]) == (1, highest)
    assert all(low == before + 1 for (_, before, _), (low, _, _) in pairwise(classes))
    assert len({role for _, _, role in classes}) == len(classes)


def test_zero_has_the_empty_color():
    assert ramp_role(0, ramp_classes(9)) == "spasm-0"


@given(st.dates(dt.date(1990, 1, 1), dt.date(2060, 1, 1)), st.integers(1, 12_000), st.sampled_from([262.0, 620.0]))
def test_dates_along_the_axis_are_within_it_and_do_not_crowd(first, length, width):
    last = first + dt.timedelta(days=length - 1)
    places = [place for place, _ in date_ticks(first, last, width)]
    assert all(first.toordinal() <= place <= last.toordinal() + 1 for place in places)
    pixels = [place * width / length for place in places]
    assert all(right - left >= 30 for left, right in pairwise(pixels))


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        (dt.date(2026, 6, 1), dt.date(2026, 6, 3), ["1 Jun", "2 Jun", "3 Jun"]),
        (dt.date(2025, 10, 15), dt.date(2026, 3, 20), ["Nov", "Dec", "2026", "Feb", "Mar"]),
        (dt.date(2016, 2, 1), dt.date(2026, 1, 31), ["2018", "2020", "2022", "2024"]),
    ],
)
def test_labels_are_days_months_or_years(first, last, labels):
    matches = [label for _, label in date_ticks(first, last, 262)]
    assert matches == labels
