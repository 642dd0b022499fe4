"""What may be named to others: no private entry, and nothing that only private entries name."""

from tests.analysis.diaries import Entry, at, days, make_diary
from tracker.analysis.listed import latest_keys, named, worst_keys

MONTH = days(30)


def diary(*entries):
    return make_diary(*entries, period=days(60))


def test_only_what_other_entries_name_too():
    private = Entry(
        at(0),
        is_private=True,
        regions=(("groin", "left"), ("calf", "left")),
        factors=("stress", "x-secret"),
        relief=(("medication", "Secret", "during", "greatly"), ("heat", "", "during", "greatly")),
    )
    shown = Entry(at(1), regions=(("calf", "right"),), factors=("stress",), relief=(("heat", "", "after", ""),))
    result = named(diary(private, shown), MONTH)
    assert (result.regions, result.factors, dict(result.remedies)) == ({"calf"}, {"stress"}, {("heat", ""): ""})
    assert (result.remedy("heat", ""), result.remedy("medication", "Secret")) == ("", None)


def test_a_medicine_is_spelled_as_an_entry_that_is_not_private_spells_it():
    private = Entry(at(0), is_private=True, relief=(("medication", "IBUPROFEN", "during", ""),))
    shown = Entry(at(1), relief=(("medication", "Ibuprofen", "during", ""),))
    assert named(diary(private, shown), MONTH).remedy("medication", "IBUPROFEN") == "Ibuprofen"


def test_entries_of_other_days_name_nothing():
    assert named(diary(Entry(at(40), regions=(("calf", "left"),), factors=("stress",))), MONTH).regions == frozenset()


def test_worst_first_and_of_equals_the_latest():
    ratings = (3, 9, 7, None, 7)
    entries = [Entry(at(day), intensity=n, is_private=n == 9) for day, n in enumerate(ratings)]
    assert worst_keys(diary(*entries), MONTH, 2) == (5, 3)
    assert worst_keys(diary(*entries), MONTH, 9) == (5, 3, 1)


def test_latest_first_without_private_ones():
    entries = [Entry(at(day), is_private=day == 2) for day in (0, 1, 2, 3, 40)]
    assert latest_keys(diary(*entries), MONTH, 2) == (4, 2)
    assert latest_keys(diary(), MONTH, 2) == ()
