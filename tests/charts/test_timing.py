"""Hour and weekday: what is drawn."""

from matplotlib.colors import to_hex

from tests.charts.drawn import Entry, at, days, link, make_diary, marks, rectangles, words
from tracker.charts.registry import CHARTS
from tracker.charts.theme import NARROW, PALETTE, WIDE, Paper
from tracker.days import DayStarts

hours = CHARTS["hours"]

PRINTED = Paper("wide", 720, is_for_others=True)


def result_of(*entries, period=None, **more):
    period = period or days(28)
    return hours.analyze(make_diary(*entries, period=period, **more), period)


def test_a_cell_is_filled_by_its_count():
    canvas = hours.draw(result_of(Entry(at(0, 9)), Entry(at(7, 9)), Entry(at(1, 10))), WIDE, link)
    two, one = marks(canvas, "mark-0-9")[0], marks(canvas, "mark-1-10")[0]
    assert PALETTE["spasm-0"] not in {to_hex(two.get_facecolor()), to_hex(one.get_facecolor())}
    assert to_hex(two.get_facecolor()) != to_hex(one.get_facecolor())


def test_what_is_for_others_has_the_same_fill_in_every_cell():
    result = result_of(Entry(at(0, 9)), Entry(at(7, 9)), Entry(at(1, 10)))
    on_screen, printed = hours.draw(result, WIDE, link), hours.draw(result, PRINTED, link)
    # Two on Mondays after nine, one on a Tuesday after ten; the day begins at four.
    places = {"mark-0-9": (5, 0), "mark-1-10": (6, 1)}
    expected = {place: to_hex(marks(on_screen, gid)[0].get_facecolor()) for gid, place in places.items()}
    outcome = cells(printed)
    assert {place: outcome.pop(place) for place in places.values()} == expected
    assert (len(outcome), set(outcome.values())) == (7 * 24 - 2, {PALETTE["spasm-0"]})


def cells(canvas) -> dict[tuple[int, int], str]:
    """The fill of each cell, by its place from the left and its row from above."""
    collected = {}
    for role in PALETTE:
        for mark in marks(canvas, f"cells-{role}"):
            for x, y, width, height in rectangles(canvas, f"cells-{role}"):
                assert (width, height) == (1, 1)
                assert (x, y) not in collected
                collected[round(x), round(y)] = to_hex(mark.get_facecolor())
    return collected


def test_rows_begin_when_the_day_does():
    canvas = hours.draw(result_of(Entry(at(0, 4)), Entry(at(1, 3))), WIDE, link)
    first, last = marks(canvas, "mark-0-4")[0], marks(canvas, "mark-0-3")[0]
    assert (first.get_x(), last.get_x()) == (0, 23)


def test_with_a_filter_the_rows_rest_on_the_days_that_say():
    result = result_of(Entry(at(0, 9)), Entry(at(7, 9), matches=None), is_filtered=True)
    assert "known days" in words(hours.draw(result, WIDE, link))
    table = hours.words.table(result, link)
    assert (table.headers[1], "The number beside each weekday is how many are known." in table.note) == (
        "Mon, of 1",
        True,
    )


def test_a_cell_links_to_its_entries():
    (cell,) = marks(hours.draw(result_of(Entry(at(1, 10))), WIDE, link), "mark-1-10")
    assert cell.get_url() == "/diary/?weekday=2&hour=10"


def test_cells_without_entries_are_no_links():
    canvas = hours.draw(result_of(Entry(at(1, 10))), WIDE, link)
    assert list(canvas.titles) == ["mark-1-10"]


def test_profile_is_as_high_as_the_hour_is_full():
    canvas = hours.draw(result_of(Entry(at(0, 9)), Entry(at(1, 9)), Entry(at(1, 10))), WIDE, link)
    bars = {x: height for x, _y, _width, height in rectangles(canvas, "bars-quiet-ink")}
    assert len(bars) == 24
    assert {round(x - 0.1): height for x, height in bars.items() if height} == {(9 - 4) % 24: 2, (10 - 4) % 24: 1}


def test_weekdays_carry_their_denominators():
    result = result_of(Entry(at(0)), period=days(14), answers={7: "none"})
    assert words(hours.draw(result, WIDE, link)).count("2 of 2") == 1
    assert {"Mon", "Sun", "days"} <= set(words(hours.draw(result, NARROW, link)))


def beside_rows(canvas) -> list[str]:
    """The words at the right of each row of weekdays, from above."""
    texts = [text for text in canvas.figure.texts if " of " in text.get_text()]
    return [text.get_text() for text in sorted(texts, key=lambda text: -text.get_position()[1])]


def test_the_days_of_a_row_are_those_of_its_weekday():
    # Monday to Wednesday have two days each, the others one; answered are both Mondays and one Tuesday.
    result = result_of(Entry(at(0, 9)), period=days(10), answers={1: "none", 7: "none"})
    assert beside_rows(hours.draw(result, WIDE, link)) == ["2 of 2", "1 of 2", "0 of 2", *["0 of 1"] * 4]


def test_the_hours_below_the_rows_are_those_of_the_clock():
    canvas = hours.draw(result_of(Entry(at(0, 9)), starts=DayStarts(default=5)), WIDE, link)
    axes = marks(canvas, "mark-0-9")[0].axes
    labels = {tick: label.get_text() for tick, label in zip(axes.get_xticks(), axes.get_xticklabels(), strict=True)}
    assert labels == {(hour - 5) % 24 + 0.5: f"{hour:02}" for hour in range(0, 24, 2)}


def test_a_cell_says_its_own_weekday_hours_and_days():
    canvas = hours.draw(result_of(Entry(at(1, 10)), Entry(at(8, 10)), Entry(at(2, 3))), WIDE, link)
    assert canvas.titles == {
        "mark-1-10": "Tuesday, 10:00 to 11:00: 2 days",
        "mark-1-3": "Tuesday, 03:00 to 04:00: 1 day",
    }


def test_the_fullest_hours_stand_out_in_the_profile():
    entries = [Entry(at(day, 9)) for day in range(9)] + [Entry(at(9, 20))]
    canvas = hours.draw(result_of(*entries), WIDE, link)
    tall = {round(x - 0.1) for x, *_ in rectangles(canvas, "bars-quiet-ink")}
    assert len(tall) == 3
    assert (9 - 4) % 24 in tall
    assert len(rectangles(canvas, "bars-outline")) == 21
