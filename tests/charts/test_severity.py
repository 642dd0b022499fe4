"""Ratings over time: what is drawn."""

import numpy as np

from tests.charts.drawn import Entry, at, days, diary_of, link, make_diary, marks, rectangles, words
from tracker.charts.registry import CHARTS
from tracker.charts.theme import WIDE, Paper

intensity = CHARTS["intensity"]


def result_of(*entries, period=None, **more):
    period = period or days(60)
    return intensity.analyze(make_diary(*entries, period=period, **more), period)


def dots_of(canvas):
    return [offset for axes in canvas.figure.axes for group in axes.collections for offset in group.get_offsets()]


def drawn(result):
    return intensity.draw(result, WIDE, link)


def test_a_dot_for_every_rating():
    canvas = drawn(result_of(Entry(at(0), 3), Entry(at(1), None), Entry(at(2), 8)))
    dots = canvas.figure.axes[0].collections[0]
    assert dots.get_offsets()[:, 1].tolist() == [3, 8]


def test_a_private_entry_counts_for_others_and_has_no_dot():
    result = result_of(Entry(at(0), 3), Entry(at(1), 9, is_private=True), Entry(at(2), 8))
    canvases = (intensity.draw(result, Paper("wide", 720, is_for_others=each), link) for each in (False, True))
    mine, theirs = ({y for _x, y in dots_of(canvas)} for canvas in canvases)
    assert mine - theirs == {9}
    assert theirs >= {3, 8}
    assert (result.n, result.median) == (3, 8)


def test_a_dot_links_to_its_day():
    dots = drawn(result_of(Entry(at(2), 8))).figure.axes[0].collections[0]
    assert dots.get_urls() == ["/diary/?from=2026-06-03&to=2026-06-03"]


def test_the_axis_is_always_0_to_10():
    assert drawn(result_of(Entry(at(2), 8))).figure.axes[0].get_ylim() == (-0.5, 10.5)


def test_bands_are_named():
    assert {"mild", "moderate", "severe"} <= set(words(drawn(result_of(Entry(at(2), 8)))))


def test_median_is_a_step_for_every_month():
    entries = [Entry(at(day), 4) for day in range(10)] + [Entry(at(day), 7) for day in range(30, 40)]
    (line,) = marks(drawn(result_of(*entries)), "median")
    assert line.get_ydata().tolist() == [4, 4, 7, 7]


def test_median_breaks_over_a_month_without_answers():
    entries = [Entry(at(day), 4) for day in range(10)] + [Entry(at(day), 7) for day in range(70, 80)]
    lines = marks(drawn(result_of(*entries, period=days(90))), "median")
    assert [line.get_ydata().tolist() for line in lines] == [[4, 4], [7, 7]]


def test_no_median_from_two_days():
    assert marks(drawn(result_of(Entry(at(0), 4), Entry(at(1), 5))), "median") == []


def test_too_many_dots_become_counts():
    result = intensity.analyze(diary_of(1600, days(365)), days(365))
    canvas = drawn(result)
    cells = [cell for step in range(1, 6) for cell in rectangles(canvas, f"density-spasm-{step}")]
    assert (len(cells), len(dots_of(canvas))) == (np.count_nonzero(result.density), 0)


def test_counts_link_to_their_month():
    canvas = drawn(intensity.analyze(diary_of(1600, days(365)), days(365)))
    (mark,) = marks(canvas, "mark-1")
    assert mark.get_url() == "/diary/?from=2026-07-01&to=2026-07-31"


def test_a_day_known_from_the_check_in_alone_is_drawn_without_a_dot():
    canvas = drawn(result_of(period=days(60), answers={0: ("unlisted", 8)}))
    assert dots_of(canvas) == []


def test_each_band_is_named_at_its_own_height():
    axes = drawn(result_of(Entry(at(2), 8))).figure.axes[0]
    assert {text.get_text(): text.xy[1] for text in axes.texts} == {"mild": 2, "moderate": 5, "severe": 8.25}


def test_a_count_covers_the_days_of_its_month_at_its_rating():
    result = intensity.analyze(diary_of(1600, days(365)), days(365))
    canvas = drawn(result)
    cells = {
        (x, round(y + 0.46), width)
        for step in range(1, 6)
        for x, y, width, _height in rectangles(canvas, f"density-spasm-{step}")
    }
    bounds = [result.bins.bounds(place) for place in range(len(result.bins))]
    assert cells == {
        (bounds[place][0].toordinal(), rating, (bounds[place][1] - bounds[place][0]).days + 1)
        for place, rating in zip(*np.nonzero(result.density), strict=True)
    }
