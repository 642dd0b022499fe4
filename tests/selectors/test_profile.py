"""The profile on a day: what holds, what was, what was answered with none, what was not answered."""

import datetime as dt

import pytest

from tests.factories import make_profile_item
from tracker.days import PartialDate
from tracker.models import ProfileItem
from tracker.selectors.profile import profile_of
from tracker.vocabulary.profile import PROFILE_KINDS

TODAY = dt.date(2026, 6, 10)
DAY = dt.timedelta(days=1)


def texts(lines):
    return [line.text or line.code for line in lines]


def test_an_empty_profile_answers_nothing(alice):
    profile = profile_of(alice, TODAY)
    assert profile.unanswered == tuple(PROFILE_KINDS)
    assert (profile.condition_codes, profile.began) == ((), None)
    assert profile.is_pregnant is None
    assert profile.has_spine_injury is None


def test_none_is_an_answer_and_not_a_row(alice):
    make_profile_item(alice, "medication", "none", from_on=TODAY)
    profile = profile_of(alice, TODAY)
    assert profile.said_none == {"medication": TODAY}
    assert profile.lines == ()
    assert "medication" not in profile.unanswered


def test_no_is_not_the_same_as_not_answered(alice):
    make_profile_item(alice, "pregnancy", "none", from_on=TODAY)
    make_profile_item(alice, "spine-injury", "none", from_on=TODAY)
    profile = profile_of(alice, TODAY)
    assert profile.is_pregnant is False
    assert profile.has_spine_injury is False


@pytest.mark.parametrize(
    ("dates", "holds"),
    [
        ({}, True),
        ({"from_on": TODAY}, True),
        ({"from_on": TODAY + DAY}, False),
        ({"to_on": TODAY}, True),
        ({"to_on": TODAY - DAY}, False),
        ({"from_on": dt.date(2026, 1, 1), "from_precision": "year"}, True),
        ({"to_on": dt.date(2026, 6, 30), "to_precision": "month"}, True),
        ({"to_on": dt.date(2026, 12, 31), "to_precision": "year"}, True),
        ({"to_on": dt.date(2025, 12, 31), "to_precision": "year"}, False),
    ],
)
def test_what_holds_on_a_day(alice, dates, holds):
    make_profile_item(alice, **dates)
    profile = profile_of(alice, TODAY)
    assert texts(profile.now("condition")) == (["sciatica"] if holds else [])
    assert texts(profile.before("condition")) == ([] if holds else ["sciatica"])
    assert profile.condition_codes == (("sciatica",) if holds else ())


def test_an_old_injury_is_still_one(alice):
    make_profile_item(alice, "spine-injury", text="A fall", from_on=dt.date(1999, 5, 1))
    profile = profile_of(alice, TODAY)
    assert profile.has_spine_injury is True
    assert texts(profile.now("spine-injury")) == ["A fall"]


def test_pregnancy_is_among_the_conditions_while_it_lasts(alice):
    make_profile_item(alice, "pregnancy", "pregnancy", to_on=TODAY + 90 * DAY)
    profile = profile_of(alice, TODAY)
    assert profile.is_pregnant is True
    assert profile.condition_codes == ("pregnancy",)
    assert profile_of(alice, TODAY + 91 * DAY).is_pregnant is False


def test_a_condition_named_twice_is_one_code_and_own_words_are_none(alice):
    make_profile_item(alice, from_on=TODAY)
    make_profile_item(alice, from_on=TODAY - DAY)
    make_profile_item(alice, text="Something rare")
    assert profile_of(alice, TODAY).condition_codes == ("sciatica",)


def test_a_date_is_as_exact_as_it_was_said(alice):
    make_profile_item(alice, "spasms-began", "spasms-began", from_on=dt.date(2019, 3, 1), from_precision="month")
    assert profile_of(alice, TODAY).began == PartialDate(2019, 3)


def test_rows_stand_in_the_order_of_their_dates_those_without_first(alice):
    for text, year in (("late", 2020), ("early", 2010), ("undated", None)):
        make_profile_item(alice, "medication", text=text, from_on=year and dt.date(year, 1, 1))
    assert texts(profile_of(alice, TODAY).of("medication")) == ["undated", "early", "late"]


def test_what_is_taken_for_the_spasms_is_so_in_any_dose(alice, bob):
    make_profile_item(alice, "medication", text="Baclofen", dose="5 mg", for_spasms=True, to_on=TODAY - DAY)
    make_profile_item(alice, "medication", text="BACLOFEN", dose="10 mg")
    make_profile_item(alice, "medication", text="Ramipril")
    make_profile_item(bob, "medication", text="Diazepam", for_spasms=True)
    assert profile_of(alice, TODAY).spasm_medicines == {"baclofen"}


def test_what_is_private_can_be_left_out(alice):
    make_profile_item(alice, "medication", text="shown")
    make_profile_item(alice, "medication", text="kept", private=True)
    make_profile_item(alice, "supplement", text="kept too", private=True)
    shown = profile_of(alice, TODAY).without_private()
    assert texts(shown.lines) == ["shown"]
    assert "supplement" in shown.unanswered


def test_the_profile_of_somebody_else_is_not_in_it(alice, bob):
    make_profile_item(bob)
    make_profile_item(bob, "medication", "none")
    assert profile_of(alice, TODAY).unanswered == tuple(PROFILE_KINDS)


def test_one_query_however_much_there_is(alice, django_assert_num_queries):
    for number in range(30):
        make_profile_item(alice, "medication", text=f"No. {number}")
    with django_assert_num_queries(1):
        assert len(profile_of(alice, TODAY).now("medication")) == 30


# As it was known at an instant


AT = dt.datetime(2026, 6, 10, 12, tzinfo=dt.UTC)


def dose(alice, amount, since, until=None, after=-1, **fields):
    added_at = AT + dt.timedelta(minutes=after)
    return make_profile_item(
        alice, "medication", text="Baclofen", dose=amount, from_on=since, to_on=until, added_at=added_at, **fields
    )


def doses_at(alice):
    return [(line.dose, line.until and line.until.last) for line in profile_of(alice, TODAY, AT).lines]


def test_a_dose_that_was_changed_later_goes_on(alice):
    dose(alice, "5 mg", TODAY - 30 * DAY, TODAY)
    dose(alice, "10 mg", TODAY, TODAY + DAY, after=1)
    dose(alice, "15 mg", TODAY + 2 * DAY, after=2)
    assert doses_at(alice) == [("5 mg", None)]
    assert len(profile_of(alice, TODAY).lines) == 3


def test_what_was_changed_before_or_only_ended_is_as_it_is_stored(alice):
    dose(alice, "5 mg", TODAY - 30 * DAY, TODAY - 9 * DAY)
    dose(alice, "10 mg", TODAY - 9 * DAY, TODAY - DAY)
    # After a gap, it is something begun anew.
    dose(alice, "15 mg", TODAY + DAY, after=1)
    assert doses_at(alice) == [("5 mg", TODAY - 9 * DAY), ("10 mg", TODAY - DAY)]


def test_what_goes_on_in_private_is_told_to_nobody_as_ended(alice):
    dose(alice, "5 mg", TODAY - 30 * DAY, TODAY - 9 * DAY)
    dose(alice, "10 mg", TODAY - 9 * DAY, TODAY - DAY)
    dose(alice, "15 mg", TODAY, private=True)
    lines = profile_of(alice, TODAY).without_private().lines
    assert [(line.dose, line.tells_end) for line in lines] == [("5 mg", True), ("10 mg", False)]


def test_a_treatment_that_goes_on_in_private_holds_in_a_dose_that_is_not_told(alice):
    dose(alice, "5 mg", TODAY - 30 * DAY, TODAY - 9 * DAY)
    dose(alice, "10 mg", TODAY - 9 * DAY, TODAY - DAY, private=True)
    dose(alice, "15 mg", TODAY, private=True)
    (line,) = profile_of(alice, TODAY).without_private().lines
    assert (line.tells_end, line.goes_on_unseen) == (False, True)
    # Before the private one had ended, and after all of it had.
    assert profile_of(alice, TODAY - 5 * DAY).without_private().lines[0].goes_on_unseen
    ProfileItem.objects.filter(dose="15 mg").update(to_on=TODAY, to_precision="day")
    assert not profile_of(alice, TODAY + DAY).without_private().lines[0].goes_on_unseen


def test_of_a_kind_that_holds_in_private_it_is_known_that_there_is_one(alice):
    make_profile_item(alice, "medication", text="Ibuprofen", to_on=TODAY - 400 * DAY)
    make_profile_item(alice, "medication", text="Sertraline", private=True)
    make_profile_item(alice, "exercise", text="Swimming", private=True, to_on=TODAY - DAY)
    profile = profile_of(alice, TODAY)
    assert (profile.unseen, profile.without_private().unseen) == (frozenset(), {"medication"})
