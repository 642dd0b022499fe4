"""This window against the one before: what is drawn."""

import datetime as dt
import re

import pytest

from tests.charts.drawn import Entry, at, days, link, make_diary, marks, rectangles, words
from tracker.analysis.results import NO_DAYS_BEFORE, TooLittle
from tracker.charts.registry import CHARTS
from tracker.charts.theme import MEDIUM, NARROW, WIDE
from tracker.days import Period
from tracker.wording.readers import PERSON

comparison = CHARTS["comparison"]

LONG_AGO = dt.date(2025, 1, 1)


def result_of(weeks, *, unanswered=(), stretch=None, entry=None, **options):
    """So many spasm days in each week, half of the weeks before; `unanswered` days have no answer."""
    entry = entry or {"intensity": 6, "seconds": 600, "woke": "no"}
    total = 7 * len(weeks)
    spasm = [7 * week + day for week, number in enumerate(weeks) for day in range(number)]
    entries = [Entry(at(day), **entry) for day in spasm if day not in unanswered]
    answers = {day: "none" for day in range(total) if day not in spasm and day not in unanswered}
    diary = make_diary(
        *entries, period=days(total), **{"answers": answers, "first_on": days(1).first, "clear_before": True} | options
    )
    stretch = stretch or total // 2
    return comparison.analyze(diary, days(stretch, total - stretch))


FEWER_DAYS = [4, 5, 4, 5, 1, 2, 1, 2]


def test_the_stretch_before_is_as_long_and_right_before():
    june = Period(dt.date(2026, 6, 1), dt.date(2026, 6, 30))
    assert comparison.needs(june) == Period(dt.date(2026, 5, 2), june.last)
    result = result_of(FEWER_DAYS)
    assert (result.before_days, result.after_days) == (days(28), days(28, 28))


def test_where_the_calendar_does_not_reach_back():
    early = Period(dt.date(1, 1, 20), dt.date(1, 2, 20))
    assert comparison.needs(early) == early
    diary = make_diary(Entry(at(0)), period=days(5))
    assert comparison.analyze(diary, early) == TooLittle(NO_DAYS_BEFORE, 0)


def test_days_before_the_diary_are_not_compared():
    assert result_of(FEWER_DAYS, stretch=29) == TooLittle(NO_DAYS_BEFORE, 27)


def test_bars_are_shares_of_the_answered_days():
    canvas = comparison.draw(result_of(FEWER_DAYS, unanswered=(7, 27)), WIDE, link)
    track, before, now = (rectangles(canvas, gid) for gid in ("track", "before", "now"))
    # 17 of 26 answered days before, 6 of 28 now.
    assert before[0][2] / track[0][2] == pytest.approx(17 / 26, abs=0.01)
    assert now[0][2] / track[1][2] == pytest.approx(6 / 28, abs=0.01)
    assert {"about 18 in 28", "17 to 19; 26 of 28 answered", "6 in 28", "before", "this period"} <= set(words(canvas))


def test_whisker_is_the_range_that_unanswered_days_allow():
    canvas = comparison.draw(result_of(FEWER_DAYS, unanswered=(7, 27)), WIDE, link)
    x, _y, width, _height = rectangles(canvas, "track")[0]
    low, high = marks(canvas, "whisker-before")[0].get_xdata()
    assert ((low - x) / width, (high - x) / width) == (pytest.approx(17 / 28), pytest.approx(19 / 28))
    # All days of the later stretch are answered: nothing is left open there.
    middle = rectangles(canvas, "track")[1][1] + 0.75
    assert not [mark for mark in marks(canvas, "whisker-now") if middle in mark.get_ydata().tolist()]


def test_no_share_is_drawn_where_no_rate_may_be_said():
    canvas = comparison.draw(result_of([2, 3], stretch=7), WIDE, link)
    # What is drawn is the worst and the longest of three days; two are too few for that as well.
    assert (len(rectangles(canvas, "before")), len(rectangles(canvas, "now"))) == (0, 2)
    said = set(words(canvas))
    assert {"2 days", "7 of 7 answered", "3 days", "2 entries", "too few answers for a rate"} <= said
    assert not {"2 of 7", "3 of 7"} & said


def test_every_bar_leads_to_its_days():
    result = result_of(FEWER_DAYS)
    canvas = comparison.draw(result, NARROW, link)
    window = result.after_days
    assert marks(canvas, "mark-0-1")[0].get_url() == link(**{"from": window.first, "to": window.last})
    assert canvas.titles["mark-0-1"] == "29 June to 26 July 2026: Spasm days: 6 in 28 (28 of 28 answered)"


@pytest.mark.parametrize("paper", [WIDE, MEDIUM, NARROW], ids=lambda paper: paper.name)
def test_nothing_is_cut_off_in_a_long_diary(paper):
    weeks, limited = [6, 5] * 160, {day: day % 5 for day in range(0, 2240, 40)}
    canvas = comparison.draw(
        result_of(weeks, unanswered=range(0, 2240, 9), entry={"seconds": 5000}, limited=limited), paper, link
    )
    assert not [said for said in words(canvas) if said.endswith("…")]
    assert len(marks(canvas, "median-now")) == 2


@pytest.mark.parametrize("weeks", [[1, 2, 1, 2, 4, 5, 4, 5], FEWER_DAYS, [0, 5, 0, 1, 1, 0, 6, 0], [2] * 8, [0] * 8])
def test_no_word_of_a_verdict(weeks):
    result = result_of(weeks)
    said = [
        comparison.words.reading(result, PERSON),
        *(cell for row in comparison.words.table(result, link).rows for cell in row.cells),
    ]
    said += words(comparison.draw(result, WIDE, link))
    assert not re.search(r"verdict|\bis more\b|fewer|times as|no clear change|interval|ratio", " ".join(said))


def test_with_a_filter_it_speaks_of_matches():
    result = result_of(FEWER_DAYS, is_filtered=True)
    canvas = comparison.draw(result, WIDE, link)
    assert comparison.words.reading(result, PERSON).startswith(
        "Entries match on 6 in 28 days. In the 28 days before, it was 18 in 28."
    )
    assert "Days with a match" in words(canvas)
    assert "so a filter cannot narrow it" in " ".join(words(canvas))
    assert comparison.words.table(result, link).rows[0].cells[0] == "Days with a match"


def test_a_filtered_diary_does_not_call_days_unanswered_that_leave_it_open():
    """28 answered days before, 28 now; on 9 of these an entry leaves open what is asked for."""
    entries = [
        *(Entry(at(day)) for day in (0, 2, 4, 28, 30)),
        *(Entry(at(day), matches=None) for day in range(40, 49)),
    ]
    taken = {0, 2, 4, 28, 30, *range(40, 49)}
    diary = make_diary(
        *entries,
        period=days(56),
        answers={day: "none" for day in range(56) if day not in taken},
        is_filtered=True,
        first_on=LONG_AGO,
    )
    result = comparison.analyze(diary, days(28, 28))
    said, table = comparison.words.reading(result, PERSON), comparison.words.table(result, link)
    assert "Now 19 of 28 days are known. Before, it was 28 of 28. That alone can make a difference." in said
    cells = {row.cells[0]: row.cells[1:] for row in table.rows}
    assert cells["Days with a match"][:2] == ("3 of 28", "2 of 19 (9 unknown, so 2 to 11 of 28)")
    assert "Entries in 30 known days" in cells
    drawing = " ".join(words(comparison.draw(result, WIDE, link)))
    assert "known for 19 of 28" in drawing
    assert "possible range (unknown days)" in drawing
    for text in (said, drawing, *(cell for row in table.rows for cell in row.cells[:4])):
        assert "nswered" not in text


def unlisted_later():
    """28 days with three entries on every other one, then 28 in which these days are not logged one by one."""
    entries = [Entry(at(day, 8 + n)) for day in range(0, 28, 2) for n in range(3)]
    answers = {day: "none" if day % 2 else "unlisted" for day in range(56) if day >= 28 or day % 2}
    return comparison.analyze(make_diary(*entries, period=days(56), answers=answers, first_on=LONG_AGO), days(28, 28))


LEAVES_OUT = "This leaves out spasms you didn’t log one by one, on 0 days before and 14 in this period."


@pytest.mark.parametrize("paper", [WIDE, MEDIUM, NARROW], ids=lambda paper: paper.name)
def test_a_rate_of_entries_says_that_it_leaves_out_spasms_not_logged_one_by_one(paper):
    """About 45 entries in 30 days, then none: as many spasms, or more."""
    result = unlisted_later()
    plain, canvas = comparison.draw(result_of(FEWER_DAYS), paper, link), comparison.draw(result, paper, link)
    assert {"45 in 30", "0 in 30"} <= set(words(canvas))
    assert LEAVES_OUT in " ".join(words(canvas))
    assert "one by one" not in " ".join(words(plain))
    assert not [said for said in words(canvas) if said.endswith("…")]
    # It has room of its own: the panels below stand as far apart as ever.
    lines = sum(line in LEAVES_OUT for line in words(canvas) if len(line.split()) > 1 and line != "this period")
    assert canvas.figure.bbox.height == pytest.approx(plain.figure.bbox.height + 18 * lines, abs=1)


def test_the_table_of_a_comparison_says_it_too():
    rows = {row.cells[0]: row.cells for row in comparison.words.table(unlisted_later(), link).rows}
    assert rows["Entries in 30 answered days"][-1].endswith(f"Unanswered days tend to be quiet. {LEAVES_OUT}")
    assert rows["Entries"][-1].endswith(f"including those in pauses. {LEAVES_OUT}")
    plain = comparison.words.table(result_of(FEWER_DAYS), link)
    assert not [cell for row in plain.rows for cell in row.cells if "one by one" in cell]


def test_measures_with_too_little_say_what_is_missing():
    canvas = comparison.draw(result_of(FEWER_DAYS, entry={"intensity": None}), WIDE, link)
    said = " ".join(words(canvas))
    for missing in ("No entry has a number", "No entry says how long", "No check-in says how limited"):
        assert missing in said


@pytest.mark.parametrize("weeks", [FEWER_DAYS, [2, 1] * 4, [1, 0, 0, 0] * 2])
def test_words_that_promise_too_much_are_not_used(weeks):
    result = result_of(weeks)
    table = comparison.words.table(result, link)
    said = [comparison.words.reading(result, PERSON), table.note, *(cell for row in table.rows for cell in row.cells)]
    said += words(comparison.draw(result, WIDE, link))
    text = " ".join(map(str, said)).lower()
    assert not [word for word in ("significant", "confidence", "proven", "sure", "cause", "better") if word in text]
