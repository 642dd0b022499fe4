"""What else changed in the days after a change: the change's own end first, then by date, none from outside."""

import datetime as dt

from tracker.analysis.change import windows_around
from tracker.analysis.other_changes import OtherChange, other_changes
from tracker.days import PartialDate

ON = dt.date(2026, 6, 3)
AFTER = windows_around(ON)[1]
"""Until 31 August."""


def change(what, of, date, words=""):
    known = PartialDate(date.year, date.month, date.day) if isinstance(date, dt.date) else date
    return OtherChange(what, of, known, "medication", words)


BEGAN = change("began", "a", ON, "magnesium")


def others(*changes, what="began", of="a"):
    return [(other.what, other.of, other.is_its_own) for other in other_changes(changes, AFTER, what, of)]


def test_its_own_end_comes_first_and_the_change_itself_is_none_of_them():
    end, other = change("ended", "a", dt.date(2026, 6, 20)), change("began", "b", dt.date(2026, 6, 12))
    assert others(BEGAN, other, end) == [("ended", "a", True), ("began", "b", False)]
    # Beside a look at another change, both ends are changes like others.
    assert others(BEGAN, end, what="began", of="b") == [("began", "a", False), ("ended", "a", False)]


def test_a_week_before_and_the_first_and_the_last_of_the_days_count_and_those_around_do_not():
    around = [change("began", str(day), ON + dt.timedelta(day)) for day in (-8, -7, -1, 0, 89, 90)]
    assert others(*around) == [("began", day, False) for day in ("-7", "-1", "0", "89")]
    found = other_changes(around, AFTER, "began", "a")
    assert [other.of for other in found if other.is_before] == ["-7", "-1"]


def test_a_month_counts_if_all_of_it_lies_in_the_days():
    months = [change("ended", str(month), PartialDate(2026, month)) for month in (6, 7, 8, 9)]
    assert others(*months, change("ended", "year", PartialDate(2026))) == [("ended", "7", False), ("ended", "8", False)]


def test_where_the_change_is_dated_otherwise_by_now_it_is_named():
    assert others(change("began", "a", ON + dt.timedelta(4))) == [("began", "a", False)]


def dose(before, of, on):
    return OtherChange(
        "dose", of, PartialDate(on.year, on.month, on.day), "medication", "Baclofen", ("5 mg", "10 mg"), before
    )


def test_its_other_doses_are_its_own_up_to_its_end():
    other = change("began", "z", ON + dt.timedelta(1))
    doses = dose("a", "b", ON + dt.timedelta(30)), dose("b", "c", ON + dt.timedelta(60))
    end = change("ended", "c", ON + dt.timedelta(80))
    told = [("dose", "b", True), ("dose", "c", True), ("ended", "c", True), ("began", "z", False)]
    assert others(BEGAN, end, *doses, other) == told
    # Beside a look at something else, they are changes like others.
    assert [its_own for _what, _of, its_own in others(*doses, end, of="z")] == [False] * 3


def test_a_changed_dose_that_was_looked_at_is_none_of_the_others():
    looked_at, later = dose("a", "b", ON), dose("b", "c", ON + dt.timedelta(30))
    told = [("dose", "c", True)]
    assert others(looked_at, later, what="began", of="b") == told
    assert others(looked_at, later, what="ended", of="a") == told
    # The new dose began on the day after the old one ended.
    assert others(dose("a", "b", ON + dt.timedelta(1)), later, what="ended", of="a") == told
