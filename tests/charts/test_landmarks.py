"""Visits and changes of treatment on charts: a line, a shape and words that do not collide, and the table."""

import datetime as dt
from itertools import pairwise

import pytest
from matplotlib.lines import Line2D

from tests.analysis.diaries import MONDAY
from tests.charts.drawn import Entry, at, days, link, make_diary, marks, words
from tracker.charts import landmarks, registry
from tracker.charts.theme import NARROW, SMALL_FONT, WIDE, text_width
from tracker.diary import LANDMARK_BEGAN, LANDMARK_ENDED, LANDMARK_VISIT, Landmark

weekly, intensity = registry.CHARTS["weekly"], registry.CHARTS["intensity"]
CHARTS = (weekly, intensity)


def mark(day, what=LANDMARK_VISIT, said="Dr. Kim"):
    return Landmark(MONDAY + dt.timedelta(days=day), what, said)


def result_of(chart, *told, period=None, **more):
    period = period or days(84)
    entries = [Entry(at(day)) for day in range(0, len(period), 2)]
    return chart.analyze(make_diary(*entries, period=period, landmarks=told, **more), period)


def drawn(chart, *told, paper=WIDE, **more):
    return chart.draw(result_of(chart, *told, **more), paper, link)


def shapes(canvas):
    """The shapes above the axes, by place: those with a gid are no legend."""
    matches = [artist for artist in canvas.figure.get_children() if isinstance(artist, Line2D)]
    return [artist.get_marker() for artist in matches if str(artist.get_gid()).startswith("landmark-")]


def labels(canvas):
    """(left edge, right edge, words) of every label beside a shape, in pixels."""
    width = canvas.paper.width
    row = [text for text in canvas.figure.texts if text.get_text() and text.get_color() == landmarks.color("quiet-ink")]
    y = max((text.get_position()[1] for text in row), default=0)
    for text in row:
        if text.get_position()[1] == y:
            x, long = text.get_position()[0] * width, text_width(text.get_text(), SMALL_FONT)
            yield (x, x + long, text.get_text()) if text.get_ha() == "left" else (x - long, x, text.get_text())


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.name)
def test_a_visit_is_a_line_on_its_day_with_a_shape_and_words(chart):
    canvas = drawn(chart, mark(20))
    assert shapes(canvas) == ["v"]
    assert "Dr. Kim" in words(canvas)
    lines = [line.get_xdata()[0] for axes in canvas.figure.axes for line in axes.lines if line.get_linewidth() == 1]
    assert set(lines) == {MONDAY.toordinal() + 20.5}


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.name)
def test_a_change_of_treatment_has_a_shape_of_its_own(chart):
    canvas = drawn(chart, mark(20), mark(50, LANDMARK_BEGAN, "Baclofen 5 mg"), mark(70, LANDMARK_ENDED, "Running"))
    assert shapes(canvas) == ["v", "D", "D"]
    assert {"visit", "treatment changed", "Dr. Kim", "Baclofen 5 mg", "Running, ended"} <= set(words(canvas))


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.name)
def test_without_any_the_chart_is_as_before(chart):
    canvas = drawn(chart)
    assert shapes(canvas) == []
    assert not {"visit", "treatment changed"} & set(words(canvas))
    assert "Visits and changes" not in chart.words.table(result_of(chart), link).headers


def test_what_lies_on_one_day_shares_a_shape():
    canvas = drawn(
        weekly, mark(20), mark(20, LANDMARK_ENDED, "Baclofen 5 mg"), mark(20, LANDMARK_BEGAN, "Baclofen 10 mg")
    )
    assert shapes(canvas) == ["v"]
    assert "Dr. Kim +2" in words(canvas)
    assert "treatment changed" not in words(canvas)
    assert canvas.titles["mark-landmark-0"] == (
        "21 June 2026: Visit: Dr. Kim; 21 June 2026: Baclofen 5 mg ended; 21 June 2026: Baclofen 10 mg started"
    )


def test_a_visit_without_a_name_has_its_shape_alone():
    canvas = drawn(weekly, mark(20, said=""))
    assert shapes(canvas) == ["v"]
    assert not {"Visit", "+0"} & set(words(canvas))
    assert canvas.titles["mark-landmark-0"] == "21 June 2026: Visit"


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.name)
@pytest.mark.parametrize("paper", [WIDE, NARROW], ids=lambda paper: paper.name)
@pytest.mark.parametrize("step", [1, 2, 3, 5, 9, 20])
def test_labels_never_collide_nor_leave_the_paper(chart, paper, step):
    told = [
        mark(day, (LANDMARK_VISIT, LANDMARK_BEGAN)[day % 2], "Dr. Aurelia Baumgartner" if day % 3 else "Kim")
        for day in range(0, 84, step)
    ]
    canvas = drawn(chart, *told, paper=paper)
    result = sorted(labels(canvas))
    assert len(result) <= landmarks.MOST_LABELS[paper.name]
    assert all(left[1] <= right[0] for left, right in pairwise(result))
    assert all(left >= 0 and right <= paper.width for left, right, _words in result)


@pytest.mark.parametrize("paper", [WIDE, NARROW], ids=lambda paper: paper.name)
def test_shapes_never_lie_on_each_other(paper):
    canvas = drawn(weekly, *(mark(day) for day in range(84)), paper=paper)
    places = [
        artist.get_xdata()[0] * paper.width
        for artist in canvas.figure.get_children()
        if isinstance(artist, Line2D) and str(artist.get_gid()).startswith("landmark-")
    ]
    assert all(right - left >= 12 for left, right in pairwise(places))


def test_words_of_a_mark_do_not_cover_the_links_of_the_weeks():
    canvas = drawn(weekly, mark(20))
    (hit,) = marks(canvas, "mark-landmark-0")
    assert hit.get_y() >= hit.axes.get_ylim()[1]


def test_the_table_of_weeks_says_all_of_them():
    table = weekly.words.table(result_of(weekly, mark(20), mark(20, LANDMARK_BEGAN, "Baclofen")), link)
    assert table.headers[-1] == "Visits and changes"
    assert [row.cells[-1] for row in table.rows if row.cells[-1] != "–"] == [
        "21 Jun: Visit: Dr. Kim; 21 Jun: Baclofen started"
    ]


def test_a_month_without_a_rating_is_in_the_table_for_its_visit():
    period = days(150)
    diary = make_diary(Entry(at(0)), period=period, landmarks=(mark(100),))
    rows = intensity.words.table(intensity.analyze(diary, period), link).rows
    assert [(row.cells[1], row.cells[-1]) for row in rows] == [("0", "9 Sep: Visit: Dr. Kim"), ("1", "–")]
