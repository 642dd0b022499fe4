"""What was suspected, of the entries that answered."""

from tests.analysis.diaries import Entry, at, days, make_diary
from tracker.analysis.results import EMPTY_DIARY, NO_FACTOR, TooLittle
from tracker.analysis.suspected import suspected_triggers


def result_of(*entries):
    return suspected_triggers(make_diary(*entries, period=days(30)), days(30))


def suspecting(day, *codes):
    return Entry(at(day), factors=codes)


def test_none_of_these_and_no_answer_are_kept_apart():
    result = result_of(suspecting(0, "stress"), suspecting(1, "stress"), suspecting(2, "none"), suspecting(3))
    assert (result.n, result.of, result.none) == (3, 4, 1)
    assert [(factor.code, factor.entries) for factor in result.factors] == [("stress", 2)]


def test_most_frequent_first_then_in_the_order_of_the_vocabulary():
    result = result_of(
        suspecting(0, "x-long-drive", "cold", "stress"), suspecting(1, "stress"), suspecting(2, "overuse")
    )
    assert [factor.code for factor in result.factors] == ["stress", "overuse", "cold", "x-long-drive"]


def test_only_entries_of_the_period_count():
    diary = make_diary(suspecting(0, "stress"), suspecting(10, "cold"), period=days(30))
    result = suspected_triggers(diary, days(5))
    assert (result.n, result.of, [factor.code for factor in result.factors]) == (1, 1, ["stress"])


def test_too_little():
    assert result_of() == TooLittle(EMPTY_DIARY)
    assert result_of(suspecting(0), suspecting(1)) == TooLittle(NO_FACTOR, 2)


def test_an_answer_of_none_alone_is_a_result():
    result = result_of(suspecting(0, "none"))
    assert (result.n, result.none, result.factors) == (1, 1, ())
