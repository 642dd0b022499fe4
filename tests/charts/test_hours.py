"""Hour and weekday: what is drawn, and what is said."""

from matplotlib.colors import to_hex

from tests.charts.drawn import Entry, at, days, link, make_diary, marks, rectangles, words
from tracker.charts import hours
from tracker.charts.theme import NARROW, ROLES, WIDE, Paper

PRINTED = Paper("wide", 720, is_for_others=True)


def result_of(*entries, period=None, **more):
    period = period or days(28)
    return hours.analyze(make_diary(*entries, period=period, **more), period)


def test_a_cell_is_filled_by_its_count():
    sheet = hours.draw(result_of(Entry(at(0, 9)), Entry(at(7, 9)), Entry(at(1, 10))), WIDE, link)
    two, one = marks(sheet, "mark-0-9")[0], marks(sheet, "mark-1-10")[0]
    assert ROLES["intensity-0"] not in {to_hex(two.get_facecolor()), to_hex(one.get_facecolor())}
    assert to_hex(two.get_facecolor()) != to_hex(one.get_facecolor())


def test_what_is_for_others_has_the_same_fill_in_every_cell():
    result = result_of(Entry(at(0, 9)), Entry(at(7, 9)), Entry(at(1, 10)))
    on_screen, printed = hours.draw(result, WIDE, link), hours.draw(result, PRINTED, link)
    # Two on Mondays after nine, one on a Tuesday after ten; the day begins at four.
    places = {"mark-0-9": (5, 0), "mark-1-10": (6, 1)}
    expected = {place: to_hex(marks(on_screen, gid)[0].get_facecolor()) for gid, place in places.items()}
    found = cells(printed)
    assert {place: found.pop(place) for place in places.values()} == expected
    assert (len(found), set(found.values())) == (7 * 24 - 2, {ROLES["intensity-0"]})


def cells(sheet) -> dict[tuple[int, int], str]:
    """The fill of each cell, by its place from the left and its row from above."""
    found = {}
    for role in ROLES:
        for mark in marks(sheet, f"cells-{role}"):
            for x, y, width, height in rectangles(sheet, f"cells-{role}"):
                assert (width, height) == (1, 1)
                assert (x, y) not in found
                found[round(x), round(y)] = to_hex(mark.get_facecolor())
    return found


def test_rows_begin_when_the_day_does():
    sheet = hours.draw(result_of(Entry(at(0, 4)), Entry(at(1, 3))), WIDE, link)
    first, last = marks(sheet, "mark-0-4")[0], marks(sheet, "mark-0-3")[0]
    assert (first.get_x(), last.get_x()) == (0, 23)


def test_with_a_filter_the_rows_rest_on_the_days_that_say():
    result = result_of(Entry(at(0, 9)), Entry(at(7, 9), matches=None), is_filtered=True)
    assert "known days" in words(hours.draw(result, WIDE, link))
    table = hours.table(result, link)
    assert (table.headers[1], "Beside each weekday: of how many of them it is known." in table.note) == (
        "Mon, of 1",
        True,
    )


def test_a_cell_links_to_its_entries():
    (cell,) = marks(hours.draw(result_of(Entry(at(1, 10))), WIDE, link), "mark-1-10")
    assert cell.get_url() == "/diary/?weekday=2&hour=10"


def test_cells_without_entries_are_no_links():
    sheet = hours.draw(result_of(Entry(at(1, 10))), WIDE, link)
    assert list(sheet.titles) == ["mark-1-10"]


def test_profile_is_as_high_as_the_hour_is_full():
    sheet = hours.draw(result_of(Entry(at(0, 9)), Entry(at(1, 9)), Entry(at(1, 10))), WIDE, link)
    bars = {x: height for x, _y, _width, height in rectangles(sheet, "bars-accent")}
    assert len(bars) == 24
    assert {round(x - 0.1): height for x, height in bars.items() if height} == {(9 - 4) % 24: 2, (10 - 4) % 24: 1}


def test_weekdays_carry_their_denominators():
    result = result_of(Entry(at(0)), period=days(14), answers={7: "none"})
    assert words(hours.draw(result, WIDE, link)).count("2 of 2") == 1
    assert {"Mon", "Sun", "days"} <= set(words(hours.draw(result, NARROW, link)))


def test_reading_names_the_fullest_hours():
    moments = [(1, 23), (2, 23), (3, 0), (4, 0), (5, 1), (6, 12), (7, 15), (8, 9), (8, 10)]
    entries = [Entry(at(*moment), at_onset="asleep") for moment in moments]
    # The nights belong to the day before: 7 days, then 8.
    assert hours.reading(result_of(*entries, period=days(10))).startswith("7 days with an entry, too few")
    entries.append(Entry(at(9, 23, 30), at_onset="asleep"))
    assert hours.reading(result_of(*entries, period=days(10))) == (
        "Most often between 23:00 and 02:00. On 5 of 8 days the first spasm came then. "
        "Asleep or woken on 8 of 8 days where that was answered."
    )


def test_reading_of_few_entries_names_no_hour():
    assert hours.reading(result_of(Entry(at(0, 9)), period=days(1))) == (
        "1 day with an entry, too few to name a time of day. It isn’t noted yet whether sleep was broken."
    )


def test_reading_of_few_entries_at_one_hour_does_not_say_that_none_stands_out():
    said = hours.reading(result_of(*(Entry(at(day, 2)) for day in range(1, 7)), period=days(8)))
    assert said.startswith("6 days with an entry, too few to name a time of day.")


def test_reading_of_many_entries_around_the_clock_says_that_no_time_stands_out():
    entries = [Entry(at(day, hour)) for day, hour in enumerate(range(4, 24, 2))]
    assert hours.reading(result_of(*entries)).startswith(
        "On 10 days with an entry, no time of day stands out beyond chance."
    )


def test_reading_says_how_many_of_the_answered_days_leave_sleep_open():
    entries = [Entry(at(0, 9)), Entry(at(1, 9), woke="yes"), Entry(at(2, 9))]
    said = hours.reading(result_of(*entries, period=days(4), answers={3: "none"}))
    assert said.endswith("Asleep or woken on 1 of 2 days where that was answered. 2 more days are unanswered.")


def test_reading_gives_no_count_of_nights_where_no_day_says_so():
    said = hours.reading(result_of(Entry(at(0, 9)), Entry(at(1, 9)), period=days(2)))
    assert said.endswith("It isn’t noted yet whether sleep was broken.")


def test_table_has_a_row_for_every_hour_from_the_start_of_the_day():
    table = hours.table(result_of(Entry(at(1, 10))), link)
    assert (len(table.rows), table.rows[0].cells[0], table.rows[6].cells) == (
        24,
        "04:00 to 05:00",
        ("10:00 to 11:00", "0", "1", "0", "0", "0", "0", "0", "1"),
    )
    assert table.headers[2] == "Tue, of 1"
