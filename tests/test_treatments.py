"""Which rows are one treatment: same kind and name, one after the other without a gap."""

import datetime as dt
from dataclasses import replace

import pytest

from tracker.days import PartialDate
from tracker.report.material import ProfileRow
from tracker.treatments import dose_changes, followers

DAY = dt.timedelta(days=1)
ON = dt.date(2026, 6, 3)


def known(on):
    return PartialDate(on.year, on.month, on.day) if on else None


def row(dose, since=None, until=None, words="Baclofen", kind="medication"):
    return ProfileRow(kind, words, dose, known(since), known(until))


OLD = row("5 mg", ON - 40 * DAY, ON)


def doses(*rows):
    return [(before.dose, after.dose) for before, after in dose_changes(rows)]


@pytest.mark.parametrize("gap", [0, 1])
def test_a_dose_that_goes_on_without_a_gap_is_a_change(gap):
    assert doses(row("10 mg", ON + gap * DAY, words=" baclofen"), OLD) == [("5 mg", "10 mg")]


@pytest.mark.parametrize(
    "new",
    [
        row("10 mg", ON - DAY),
        row("10 mg", ON + 2 * DAY),
        row("10 mg", ON, words="Quinine"),
        row("10 mg", ON, kind="supplement"),
        row("10 mg"),
        replace(row("10 mg"), since=PartialDate(2026, 6)),
    ],
)
def test_what_is_of_another_time_name_or_kind_is_none(new):
    assert doses(OLD, new) == []
    assert followers([OLD, new]) == []


@pytest.mark.parametrize("dose", ["", "5 MG"])
def test_without_two_doses_it_only_goes_on(dose):
    new = row(dose, ON)
    assert doses(OLD, new) == []
    assert followers([OLD, new]) == [(OLD, (new,))]


def test_several_changes_are_a_chain_also_on_one_day():
    later = (row("10 mg", ON, ON + 9 * DAY), row("15 mg", ON + 10 * DAY))
    assert doses(OLD, *later) == [("5 mg", "10 mg"), ("10 mg", "15 mg")]
    assert doses(row("15 mg", ON), row("10 mg", ON, ON), OLD) == [("5 mg", "10 mg"), ("10 mg", "15 mg")]


def test_what_was_split_or_joined_is_not_guessed_at():
    assert doses(OLD, row("10 mg", ON), row("15 mg", ON)) == []
    assert doses(OLD, row("10 mg", ON - 9 * DAY, ON), row("15 mg", ON)) == []
