"""Day by day: what is drawn."""

from matplotlib.colors import to_hex

from tests.charts.drawn import Entry, at, days, diary_of, link, make_diary, marks, words
from tracker.charts.registry import CHARTS
from tracker.charts.theme import NARROW, PALETTE, RAMP, WIDE

calendar = CHARTS["calendar"]


def result_of(*entries, period=None, **more):
    period = period or days(30)
    return calendar.analyze(make_diary(*entries, period=period, **more), period)


def strokes(canvas, role):
    """Where strokes of a role begin, as days of the month, and how thick they are."""
    collected = []
    for mark in marks(canvas, f"days-{role}"):
        assert to_hex(mark.get_edgecolor()) == PALETTE[role]
        collected += [(int(x), mark.get_linewidth()) for x, _y in mark.get_path().vertices[::2]]
    return sorted(collected)


def test_the_worst_of_a_day_gives_its_depth():
    canvas = calendar.draw(result_of(Entry(at(0), 2), Entry(at(1), 3), Entry(at(1), 9), Entry(at(2), 6)), WIDE, link)
    matches = {role: [day for day, _ in strokes(canvas, role)] for role in RAMP}
    assert matches == {"spasm-1": [1], "spasm-2": [], "spasm-3": [3], "spasm-4": [], "spasm-5": [2]}


def test_states_are_told_apart_by_shape():
    entries = (Entry(at(0, 20), 5, hours=12), Entry(at(5), None))
    canvas = calendar.draw(result_of(*entries, period=days(6), answers={2: "none"}, paused=[(3, 3)]), WIDE, link)
    (spasm, whole), (_unrated, ring) = strokes(canvas, "spasm-3")
    ((continued, low),) = strokes(canvas, "spasm-2")
    ((clear, small),) = strokes(canvas, "clear")
    assert (spasm, continued, clear) == (1, 2, 3)
    assert whole == ring > small > low
    # Two bars for the pause, one thin dash for the day without an answer.
    assert [(day, height < low) for day, height in strokes(canvas, "outline")] == [
        (4, False),
        (4, False),
        (5, True),
    ]
    assert [day for day, _ in strokes(canvas, "paper")] == [6]


def test_days_that_were_not_asked_for_stay_empty():
    canvas = calendar.draw(result_of(Entry(at(28), 2)), WIDE, link)
    assert [day for day, _ in strokes(canvas, "outline")] == [30]


def test_a_day_links_to_its_entries():
    canvas = calendar.draw(result_of(Entry(at(2), 8), Entry(at(2), 4)), WIDE, link)
    (mark,) = marks(canvas, "mark-2")
    assert mark.get_url() == "/diary/?from=2026-06-03&to=2026-06-03"
    assert canvas.titles == {"mark-2": "3 June 2026: 2 entries, worst 8"}


def test_months_link_where_days_are_too_many():
    canvas = calendar.draw(calendar.analyze(diary_of(60, days(500)), days(500)), NARROW, link)
    (mark,) = marks(canvas, "mark-1")
    assert mark.get_url() == "/diary/?from=2026-07-01&to=2026-07-31"


def test_a_row_for_every_month_and_the_year_at_january():
    said = words(calendar.draw(result_of(Entry(at(0)), period=days(240)), NARROW, link))
    assert [label for label in said if label in {"Jun", "Dec", "2027", "Jan"}] == ["Jun", "Dec", "2027"]


def test_only_the_last_years_of_a_very_long_diary_are_drawn():
    result = calendar.analyze(make_diary(Entry(at(0)), period=days(9000)), days(9000))
    canvas = calendar.draw(result, WIDE, link)
    assert "The chart shows the last 11 years. The table shows them all." in words(canvas)
    assert len(calendar.words.table(result, link).rows) == len(result.months)


def test_each_rating_has_the_depth_that_the_legend_gives_it():
    canvas = calendar.draw(result_of(*(Entry(at(rating), rating) for rating in range(11))), WIDE, link)
    assert [[day - 1 for day, _ in strokes(canvas, role)] for role in RAMP] == [
        [0, 1, 2],
        [3, 4],
        [5, 6],
        [7, 8],
        [9, 10],
    ]
