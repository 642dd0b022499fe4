"""Entries by kind: sums that add up."""

import pytest

from tests.analysis.diaries import Entry, at, days, make_diary
from tracker.analysis.kinds import KindsOfEntries, kinds_of_entries
from tracker.analysis.results import EMPTY_DIARY, NO_ENTRIES, TooLittle


def kinds(*of, **more):
    entries = [Entry(at(day // 2), kind=kind, **more) for day, kind in enumerate(of)]
    return kinds_of_entries(make_diary(*entries, period=days(60)), days(30))


def test_worked_example():
    result = kinds("spasm", "cramp", "cramp", "", "cramp", "spasm", "")
    assert result == KindsOfEntries(n=7, days=4, counts=(("cramp", 3), ("spasm", 2)), not_stated=2, withheld=0)
    assert result.only == ""


@pytest.mark.parametrize(("of", "only"), [(("twitch", "twitch"), "twitch"), (("twitch", ""), ""), (("",), "")])
def test_the_only_kind_is_that_of_all_entries(of, only):
    assert kinds(*of).only == only


def test_other_days_are_not_counted():
    later = Entry(at(30), kind="jerk")
    assert kinds_of_entries(make_diary(later, period=days(60)), days(30)) == TooLittle(NO_ENTRIES)
    assert kinds_of_entries(make_diary(period=days(60)), days(30)) == TooLittle(EMPTY_DIARY)


def test_a_kind_of_private_entries_alone_is_not_named_and_the_sum_holds():
    entries = [Entry(at(0), kind="cramp"), Entry(at(1), kind="jerk", is_private=True)]
    entries.append(Entry(at(2), kind="cramp", is_private=True))
    result = kinds_of_entries(make_diary(*entries, period=days(30)), days(30))
    assert (result.n, result.counts, result.not_stated, result.withheld) == (3, (("cramp", 2),), 0, 1)
    assert result.only == ""
