"""What was done and how it was rated, during against after."""

from tests.analysis.diaries import Entry, at, days, make_diary
from tracker.analysis.relief import relief
from tracker.analysis.results import EMPTY_DIARY, FEW_USES, NO_RELIEF, TooLittle


def result_of(*entries):
    return relief(make_diary(*entries, period=days(30)), days(30))


def entries_of(*uses):
    return [Entry(at(day), relief=(use,)) for day, use in enumerate(uses)]


def heat(effect, moment="during"):
    return ("heat", "", moment, effect)


def test_worked_example():
    result = result_of(*entries_of(heat("greatly"), heat("slightly"), heat("not-at-all"), heat("")))
    (ratings,) = result.remedies[0].by_moment
    assert (ratings.helped, ratings.n, ratings.unrated) == (2, 3, 1)
    assert (result.n, result.uses, result.entries, result.of) == (3, 4, 4, 4)


def test_during_after_and_not_said_are_kept_apart():
    result = result_of(*entries_of(*[heat("worse")] * 3, *[heat("greatly", "after")] * 4, heat("slightly", "")))
    assert [(one.moment, one.by_effect, one.is_enough) for one in result.remedies[0].by_moment] == [
        ("during", (3, 0, 0, 0, 0), True),
        ("after", (0, 0, 0, 0, 4), True),
        ("", (0, 0, 1, 0, 0), False),
    ]


def test_a_medicine_is_one_remedy_a_name():
    uses = [("medication", name, "after", "slightly") for name in ("Ibuprofen 400", "ibuprofen 400", "magnesium")]
    result = result_of(*entries_of(*uses, *[heat("slightly")] * 3))
    assert [(one.text, one.uses) for one in result.remedies] == [("", 3), ("Ibuprofen 400", 2), ("magnesium", 1)]


def test_three_rated_uses_at_one_moment_are_needed():
    assert result_of(*entries_of(heat("greatly"), heat("greatly"), heat("greatly", "after"))) == TooLittle(FEW_USES, 2)
    assert result_of(*entries_of(heat(""), heat(""), heat(""))) == TooLittle(FEW_USES, 0)


def test_shown_are_those_with_enough():
    result = result_of(*entries_of(*[heat("greatly")] * 3, *[("massage", "", "after", "")] * 5))
    assert [remedy.code for remedy in result.remedies] == ["massage", "heat"]
    assert [remedy.code for remedy in result.shown] == ["heat"]


def test_too_little():
    assert result_of() == TooLittle(EMPTY_DIARY)
    assert result_of(Entry(at(0))) == TooLittle(NO_RELIEF, 1)


def test_an_entry_with_two_uses_is_one_entry():
    both = Entry(at(5), relief=(heat("greatly"), ("massage", "", "after", "worse")))
    result = result_of(*entries_of(*[heat("greatly")] * 3), both)
    assert (result.uses, result.entries) == (5, 4)
