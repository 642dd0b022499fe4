"""The first spasm of a young diary."""

from tests.analysis.diaries import at
from tests.analysis.patterns.logs import each, found, ordinal
from tracker.analysis.patterns.first_spasm import first_spasm


def test_worked_example():
    result = found(first_spasm, *each([30, 12, 2]), answers={40: "none"})
    assert (result.holds, result.first, result.n, result.of) == (True, ordinal(30), 3, 4)


def test_a_twitch_is_no_spasm():
    result = found(first_spasm, *each([30], kind="twitch"), *each([12]))
    assert result.first == ordinal(12)
    assert not found(first_spasm, *each([30], kind="twitch")).holds


def test_spasms_that_were_not_listed_count():
    assert found(first_spasm, *each([5]), answers={9: "unlisted"}).first == ordinal(9)


def test_an_older_diary_may_have_had_one_before():
    result = found(first_spasm, *each([30]), first_on=at(-5).date())
    assert (result.holds, result.first) == (False, 0)
