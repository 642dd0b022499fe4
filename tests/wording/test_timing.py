"""Hour and weekday: what is said."""

from matplotlib.colors import to_hex

from tests.charts.drawn import Entry, at, days, link, make_diary, marks, rectangles
from tracker.charts.registry import CHARTS
from tracker.charts.theme import PALETTE
from tracker.wording import timing
from tracker.wording.readers import DOCTOR, PERSON


def result_of(*entries, period=None, **more):
    period = period or days(28)
    return CHARTS["hours"].analyze(make_diary(*entries, period=period, **more), period)


def cells(sheet) -> dict[tuple[int, int], str]:
    """The fill of each cell, by its place from the left and its row from above."""
    collected = {}
    for role in PALETTE:
        for mark in marks(sheet, f"cells-{role}"):
            for x, y, width, height in rectangles(sheet, f"cells-{role}"):
                assert (width, height) == (1, 1)
                assert (x, y) not in collected
                collected[round(x), round(y)] = to_hex(mark.get_facecolor())
    return collected


def test_reading_names_the_fullest_hours():
    moments = [(1, 23), (2, 23), (3, 0), (4, 0), (5, 1), (6, 12), (7, 15), (8, 9), (8, 10)]
    entries = [Entry(at(*moment), at_onset="asleep") for moment in moments]
    # The nights belong to the day before: 7 days, then 8.
    assert timing.reading(result_of(*entries, period=days(10)), PERSON).startswith(
        "There are entries on 7 days, too few"
    )
    entries.append(Entry(at(9, 23, 30), at_onset="asleep"))
    assert timing.reading(result_of(*entries, period=days(10)), PERSON) == (
        "Most often between 23:00 and 02:00. On 5 of 8 days the first spasm came then. "
        "Sleep was broken on 8 of 8 days with an answer."
    )


def test_reading_of_few_entries_names_no_hour():
    assert timing.reading(result_of(Entry(at(0, 9)), period=days(1)), PERSON) == (
        "There are entries on 1 day, too few to name a time of day. It isn’t noted yet whether sleep was broken."
    )


def test_reading_of_few_entries_at_one_hour_does_not_say_that_none_stands_out():
    said = timing.reading(result_of(*(Entry(at(day, 2)) for day in range(1, 7)), period=days(8)), PERSON)
    assert said.startswith("There are entries on 6 days, too few to name a time of day.")


def test_reading_of_many_entries_around_the_clock_says_that_no_time_stands_out():
    entries = [Entry(at(day, hour)) for day, hour in enumerate(range(4, 24, 2))]
    assert timing.reading(result_of(*entries), PERSON).startswith(
        "On the 10 days with an entry, no single time of day stands out beyond chance."
    )


def test_reading_says_how_many_of_the_answered_days_leave_sleep_open():
    entries = [Entry(at(0, 9)), Entry(at(1, 9), woke="yes"), Entry(at(2, 9))]
    said = timing.reading(result_of(*entries, period=days(4), answers={3: "none"}), PERSON)
    assert said.endswith("Sleep was broken on 1 of 2 days with an answer. You left this unanswered on 2 spasm days.")


def test_of_clear_days_alone_nobody_is_said_to_have_answered_of_their_sleep():
    """Three clear days, and a night cramp that leaves it open: whoever ticked nothing said nothing of their sleep."""
    result = result_of(Entry(at(1, 3)), period=days(4), answers=dict.fromkeys(range(1, 4), "none"))
    assert timing.reading(result, PERSON).endswith(
        "Sleep was broken on 0 of 3 days with an answer. You left this unanswered on 1 spasm day."
    )
    assert timing.reading(result, DOCTOR).endswith(
        "Asleep or woken on 0 of 3 days with an answer. Unanswered on 1 spasm day."
    )


def test_reading_gives_no_count_of_nights_where_no_day_says_so():
    said = timing.reading(result_of(Entry(at(0, 9)), Entry(at(1, 9)), period=days(2)), PERSON)
    assert said.endswith("It isn’t noted yet whether sleep was broken.")


def test_table_has_a_row_for_every_hour_from_the_start_of_the_day():
    table = timing.table(result_of(Entry(at(1, 10))), link)
    assert (len(table.rows), table.rows[0].cells[0], table.rows[6].cells) == (
        24,
        "04:00 to 05:00",
        ("10:00 to 11:00", "0", "1", "0", "0", "0", "0", "0", "1"),
    )
    assert table.headers[2] == "Tue, of 1"


def test_the_rows_of_hours_add_up_to_their_last_column():
    entries = [Entry(at(0, 4)), Entry(at(1, 10)), Entry(at(8, 10)), Entry(at(2, 10)), Entry(at(3, 3))]
    rows = [row.cells for row in timing.table(result_of(*entries), link).rows]
    filled = {hour: numbers for hour, *numbers in rows if any(number != "0" for number in numbers)}
    assert filled == {
        "04:00 to 05:00": ["1", "0", "0", "0", "0", "0", "0", "1"],
        "10:00 to 11:00": ["0", "2", "1", "0", "0", "0", "0", "3"],
        "03:00 to 04:00": ["0", "0", "1", "0", "0", "0", "0", "1"],
    }


def test_a_row_of_hours_leads_to_its_entries():
    rows = timing.table(result_of(Entry(at(1, 10))), link).rows
    assert {row.cells[0]: row.url for row in rows if row.url} == {"10:00 to 11:00": "/diary/?hour=10"}


def test_the_note_says_whether_the_days_are_answered_or_known():
    whole = timing.table(result_of(Entry(at(0, 9))), link).note
    filtered = timing.table(result_of(Entry(at(0, 9)), is_filtered=True), link).note
    assert whole.endswith("The number beside each weekday is how many were answered.")
    assert filtered.endswith("The number beside each weekday is how many are known.")


def test_beyond_400_days_it_is_not_said_that_no_hour_stands_out():
    """All of them began at noon: what chance gives was simulated for 400 days at most."""
    entries = [Entry(at(day, 12), woke="no") for day in range(401)]
    result = result_of(*entries, period=days(401))
    assert timing.title(result) == "There are too many days to name a time of day"
    assert timing.reading(result, PERSON).startswith(
        "There are entries on 401 days. A time of day is named only for up to 400 days. "
    )
    assert timing.title(result_of(*entries[:400], period=days(401))).startswith("Most often between 11:00 and 14:00")


def test_of_two_times_of_day_alike_none_is_named_and_neither_is_denied():
    result = result_of(*(Entry(at(day, 8 if day % 2 else 20)) for day in range(20)), period=days(20))
    assert timing.title(result) == "No single time of day stands out"
    assert "no single time of day stands out beyond chance" in timing.reading(result, PERSON)
