"""Entries and spasm days per week: what is drawn."""

import pytest

from tests.charts.drawn import Entry, at, days, link, make_diary, marks, rectangles, words
from tracker.charts.frequency import _legend
from tracker.charts.registry import CHARTS, DAYS_ALONE
from tracker.charts.theme import NARROW, WIDE

weekly = CHARTS["weekly"]


def result_of(*entries, period=None, **more):
    period = period or days(42)
    return weekly.analyze(make_diary(*entries, period=period, **more), period)


def drawn(result, paper=WIDE):
    return weekly.draw(result, paper, link)


def test_a_bar_is_as_high_as_the_weeks_entries():
    canvas = drawn(result_of(Entry(at(1)), Entry(at(2)), Entry(at(15)), period=days(42)))
    assert [height for _, _, _, height in rectangles(canvas, "bars")] == [2, 1]


def test_a_week_that_the_period_cuts_off_looks_different():
    period = days(43)
    canvas = drawn(result_of(Entry(at(1)), Entry(at(42)), period=period))
    assert (len(rectangles(canvas, "bars")), len(rectangles(canvas, "cut-bars"))) == (1, 1)


def test_days_of_a_week_stand_on_each_other():
    canvas = drawn(result_of(Entry(at(0)), Entry(at(1)), period=days(42), answers={2: "none", 3: "none", 4: "none"}))
    first = {gid: rectangles(canvas, gid)[0] for gid in ("days-spasm-3", "days-clear", "days-unknown")}
    assert {gid: (y, height) for gid, (_, y, _, height) in first.items()} == {
        "days-spasm-3": (0, 2),
        "days-clear": (2, 3),
        "days-unknown": (5, 2),
    }


def test_days_that_were_not_answered_are_an_outline():
    (mark,) = marks(drawn(result_of(Entry(at(0)))), "days-unknown")
    assert mark.get_facecolor()[3] == 0
    assert mark.get_linestyle() != "solid"


def test_nothing_is_drawn_before_the_first_entry():
    canvas = drawn(result_of(Entry(at(14)), period=days(42)))
    assert min(x for x, *_ in rectangles(canvas, "days-unknown")) > at(14).toordinal()


@pytest.mark.parametrize("paper", [WIDE, NARROW], ids=lambda paper: paper.name)
def test_legend_names_what_is_there(paper):
    assert {"Entries", "Days", "spasm", "clear", "unanswered"} <= set(words(drawn(result_of(Entry(at(0))), paper)))


def test_legend_of_a_filtered_diary_does_not_say_clear():
    texts = words(drawn(result_of(Entry(at(0)), is_filtered=True)))
    assert "clear" not in texts
    assert "answered, no match" in texts


def test_every_week_links_to_its_days():
    canvas = drawn(result_of(Entry(at(1)), period=days(42)))
    (mark,) = marks(canvas, "mark-1")
    assert mark.get_url() == "/diary/?from=2026-06-08&to=2026-06-14"


def test_the_days_alone_are_the_blocks_of_the_plain_chart():
    result = result_of(Entry(at(0)), Entry(at(9)), answers={2: "none", 3: "none"})
    alone, plain = weekly.draw_in_size(DAYS_ALONE, result, WIDE), weekly.draw_plain(result, WIDE, link)
    counts = {gid: len(rectangles(alone, gid)) for gid in ("days-spasm", "days-clear", "days-open")}
    assert (counts["days-spasm"], counts["days-clear"]) == (2, 2)
    for gid in counts:
        # The plain chart is as wide as that of the strength, which has numbers and names beside it.
        up, plain_up = ([(y, high) for _x, y, _wide, high in rectangles(one, gid)] for one in (alone, plain))
        assert up == plain_up != []
    assert {"spasm", "clear", "unanswered"} <= {*words(alone)} & {*words(plain)}
    assert "Entries" not in words(alone)


def test_legend_says_of_each_color_what_it_stands_for():
    result = result_of(Entry(at(0, 20), hours=12), answers={3: "none"})
    assert _legend(result) == [
        ("spasm-3", "spasm"),
        ("spasm-1", "continued from the day before"),
        ("clear", "clear"),
        (None, "unanswered"),
    ]


def test_pointing_at_a_week_says_its_own_numbers():
    canvas = drawn(result_of(Entry(at(1)), Entry(at(8)), Entry(at(9)), period=days(42), answers={3: "none"}))
    assert [canvas.titles[f"mark-{place}"] for place in range(2)] == [
        "1 to 7 June 2026: 1 entry, spasms on 1 of the 2 days answered",
        "8 to 14 June 2026: 2 entries, spasms on 2 of the 2 days answered",
    ]
