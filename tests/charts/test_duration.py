"""Durations over time: what is drawn."""

import numpy as np

from tests.charts.drawn import Entry, at, days, diary_of, link, make_diary, marks, rectangles, words
from tracker.analysis.duration import CLASS_EDGES
from tracker.charts.registry import CHARTS
from tracker.charts.theme import NARROW, WIDE, Paper

duration = CHARTS["duration"]


def result_of(*entries, period=None, **more):
    period = period or days(60)
    return duration.analyze(make_diary(*entries, period=period, **more), period)


def lasting(day, seconds):
    return Entry(at(day), seconds=seconds)


def test_a_dot_for_every_known_duration_on_a_log_axis():
    axes = duration.draw(result_of(lasting(0, 30), Entry(at(1)), lasting(2, 4000)), WIDE, link).figure.axes[0]
    assert axes.get_yscale() == "log"
    assert axes.collections[0].get_offsets()[:, 1].tolist() == [30, 4000]


def test_a_private_entry_counts_for_others_and_has_no_dot():
    result = result_of(lasting(0, 30), Entry(at(1), seconds=600, is_private=True))
    canvases = (duration.draw(result, Paper("wide", 720, is_for_others=each), link) for each in (False, True))
    mine, theirs = (canvas.figure.axes[0].collections[0].get_offsets()[:, 1].tolist() for canvas in canvases)
    assert (mine, theirs, result.n) == ([30, 600], [30], 2)


def test_the_axis_speaks_in_seconds_minutes_and_hours():
    said = words(duration.draw(result_of(lasting(0, 30), lasting(1, 4000)), NARROW, link))
    assert {"10\u00a0s", "1\u00a0min", "10\u00a0min", "1\u00a0h", "6\u00a0h"} <= set(said)


def test_every_dot_lies_on_the_axis():
    result = result_of(lasting(0, 0), lasting(1, 3e8))
    axes = duration.draw(result, WIDE, link).figure.axes[0]
    low, high = axes.get_ylim()
    assert all(low < y <= high for y in axes.collections[0].get_offsets()[:, 1])


def test_a_dot_links_to_its_day():
    dots = duration.draw(result_of(lasting(2, 80)), WIDE, link).figure.axes[0].collections[0]
    assert dots.get_urls() == ["/diary/?from=2026-06-03&to=2026-06-03"]


def test_median_is_a_level_step_for_every_month():
    entries = [lasting(day, 60) for day in range(10)] + [lasting(day, 600) for day in range(30, 40)]
    (line,) = marks(duration.draw(result_of(*entries), WIDE, link), "median")
    assert line.get_ydata().tolist() == [60, 60, 600, 600]


def test_median_breaks_over_a_month_without_durations():
    entries = [lasting(day, 60) for day in range(10)] + [lasting(day, 600) for day in range(70, 80)]
    lines = marks(duration.draw(result_of(*entries, period=days(90)), WIDE, link), "median")
    assert [line.get_ydata().tolist() for line in lines] == [[60, 60], [600, 600]]


def test_too_many_dots_become_counts_that_link_to_their_month():
    result = duration.analyze(diary_of(2000, days(365)), days(365))
    canvas = duration.draw(result, WIDE, link)
    cells = [cell for step in range(1, 6) for cell in rectangles(canvas, f"density-spasm-{step}")]
    assert len(cells) == np.count_nonzero(result.density)
    assert marks(canvas, "mark-1")[0].get_url() == "/diary/?from=2026-07-01&to=2026-07-31"


def test_a_count_lies_at_the_durations_that_it_counts():
    result = duration.analyze(diary_of(2000, days(365)), days(365))
    canvas = duration.draw(result, WIDE, link)
    cells = {(x, y) for step in range(1, 6) for x, y, _width, _height in rectangles(canvas, f"density-spasm-{step}")}
    # Every length in this diary is at least 20 seconds, so that the axis begins at ten.
    assert cells == {
        (result.bins.bounds(place)[0].toordinal(), CLASS_EDGES[step])
        for place, step in zip(*np.nonzero(result.density), strict=True)
    }
