"""What helped, by the person's own rating: what is said."""

from tests.charts.drawn import Entry, at, days, link, make_diary
from tracker.charts.registry import CHARTS
from tracker.wording import relief
from tracker.wording.readers import DOCTOR, PERSON


def result_of(*uses):
    diary = make_diary(*(Entry(at(day), relief=(use,)) for day, use in enumerate(uses)), period=days(60))
    return CHARTS["relief"].analyze(diary, days(60))


def stretch(*effects, moment="during"):
    return [("gentle-stretch", "", moment, effect) for effect in effects]


def test_reading_is_by_ones_own_rating_and_never_says_works():
    uses = [*stretch("greatly", "worse", "slightly"), *stretch(*["slightly"] * 4, moment="after"), *stretch("")]
    reading = relief.reading(result_of(*uses), PERSON)
    assert reading == (
        "Used most: gentle stretch. By your own rating, it helped in 2 of 3 uses during the spasm and in 4 of 4 uses "
        "after it. A remedy used on worse spasms can look weaker than it is. "
        "1 of 8 uses has no rating and is not counted."
    )


def test_the_doctor_is_told_that_remedies_are_not_compared():
    assert relief.reading(result_of(*stretch(*["greatly"] * 3)), DOCTOR) == "Not a comparison of remedies."


def test_uses_without_a_time_are_not_told_as_all_of_them():
    uses = [*stretch("greatly", "worse", "slightly"), *stretch(*["slightly"] * 4, moment="")]
    (remedy,) = result_of(*uses).remedies
    assert relief.uses_line(remedy) == ("2 of 3", "during; time not given 4 of 4")
    (remedy,) = result_of(*stretch(*["slightly"] * 4, moment="")).remedies
    assert relief.uses_line(remedy) == ("4 of 4", "")


def test_doing_nothing_is_no_remedy_that_helped():
    reading = relief.reading(result_of(*[("nothing", "", "during", "slightly")] * 3), PERSON)
    assert reading.startswith(
        "Most often, you noted that you did nothing. By your own rating, it got better in 3 of 3 uses during the spasm"
    )


def test_table_has_those_with_too_few_uses_too():
    uses = [*stretch("greatly", "worse", "slightly"), ("heat", "", "", "greatly"), ("heat", "", "", "")]
    assert [row.cells for row in relief.table(result_of(*uses), link).rows] == [
        ("gentle stretch", "during", "2 of 3", "1", "0", "1", "0", "1", "0"),
        ("heat", "time not given", "too few", "0", "0", "0", "0", "1", "1"),
    ]


def test_the_doctor_reads_each_moment_with_its_own_share():
    uses = [*stretch("greatly", "worse", "slightly"), *stretch(*["slightly"] * 4, moment="after")]
    (remedy,) = result_of(*uses).shown
    assert relief.remedy_line(remedy, "stretching") == "stretching: during 2 of 3; after 4 of 4 uses"


def test_what_is_used_most_and_was_never_rated_is_not_passed_over():
    uses = [("massage", "", "during", "")] * 8 + [("heat", "", "during", "greatly")] * 3
    assert relief.reading(result_of(*uses), PERSON).startswith("Used most of those shown here: heat.")
    uses = [("massage", "", "during", "")] * 8 + [("nothing", "", "during", "slightly")] * 3
    assert relief.reading(result_of(*uses), PERSON).startswith("Sometimes you noted that you did nothing.")
