"""The last 30 days against the 30 before."""

import pytest

from tests.analysis.patterns.logs import each, found, log
from tracker.analysis.change import NO_CLEAR_CHANGE, change
from tracker.analysis.patterns.worse import getting_worse
from tracker.days import last_days

FEW, MANY = [31, 37, 38, 45, 52, 53, 59], [0, 1, 2, 7, 8, 9, 10, 14, 15, 16, 21, 22, 23, 24, 28, 29]


def worse(*entries, clear=range(60), **options):
    """With a clear day wherever there is no entry."""
    return found(getting_worse, *entries, answers=dict.fromkeys(clear, "none"), **options)


def test_more_spasm_days():
    result = worse(*each([*FEW, *MANY], intensity=5))
    assert (result.holds, result.more_days, result.stronger) == (True, True, False)
    assert (result.n, result.of, result.before_n, result.before_of, result.days) == (16, 30, 7, 30, 60)
    assert result.ratio.low > 1
    assert len(result.episodes) == len(result.on) == 23


def test_fewer_or_no_clear_change_is_not_worse():
    assert not worse(*each([*(59 - day for day in FEW), *(59 - day for day in MANY)])).holds
    unclear = log(*each([0, 5, 6, 31, 33, 50]), answers=dict.fromkeys(range(60), "none"))
    after = last_days(unclear.today, 30)
    assert change(unclear, after.before(), after).verdict == NO_CLEAR_CHANGE
    assert not getting_worse(unclear, unclear.today).holds


def test_too_little_answered_is_no_verdict():
    result = worse(*each([*FEW, *MANY]), clear=range(30))
    assert (result.holds, result.ratio) == (False, None)


def test_twitches_alone_are_not_worse():
    # The verdict counts any entry; without the twitches there are 7 days before, and 3 after.
    result = worse(*each(FEW), *each(MANY[:3]), *each(MANY[3:], kind="twitch"))
    assert (result.ratio.low > 1, result.holds, result.n) == (True, False, 3)


@pytest.mark.parametrize(("rating", "stronger"), [(6, True), (5, False)])
def test_stronger_by_two(rating, stronger):
    result = worse(*each(range(30, 46, 2), intensity=4), *each(range(0, 16, 2), intensity=rating))
    assert (result.holds, result.stronger, result.median_before, result.median_after) == (stronger, stronger, 4, rating)


def test_eight_rated_days_in_each_window():
    before, after = each(range(30, 46, 2), intensity=2), each(range(0, 16, 2), intensity=9)
    assert worse(*before, *after).stronger
    assert worse(*before[1:], *after).median_before is None
    assert not worse(*before, *after[1:], *each([14], intensity=None)).stronger


def test_the_worst_of_a_day_counts_that_of_spasms_not_listed_too():
    before = each(range(30, 46, 2), intensity=2)
    after = [*each(range(0, 14, 2), hour=9, intensity=1), *each(range(0, 14, 2), hour=10, intensity=4)]
    answers = dict.fromkeys(range(60), "none") | {20: ("unlisted", 8)}
    result = found(getting_worse, *before, *after, answers=answers)
    assert (result.stronger, result.median_after, result.n) == (True, 4, 8)


def test_twitches_have_no_strength():
    entries = [*each(range(30, 46, 2), intensity=2), *each(range(0, 16, 2), intensity=9, kind="twitch")]
    assert worse(*entries).median_after is None


def test_empty_diary():
    result = found(getting_worse)
    assert (result.holds, result.n, result.of, result.ratio, result.median_after) == (False, 0, 0, None, None)
