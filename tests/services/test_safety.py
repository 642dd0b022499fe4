"""What safety says of a stored entry: from its owner's log and profile alone, and for how long."""

import datetime as dt
import uuid
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import NOON, ZONE, make_profile_item
from tracker.guidance.entry_facts import (
    ENDED_LATELY,
    KNOWN_NERVE_DISEASE,
    NEW_MEDICINE,
    PREGNANT,
    SPASM_MEDICINE,
    SPINAL_CORD_INJURY,
)
from tracker.models import Episode
from tracker.records.episode import EpisodeRecord
from tracker.records.regions import RegionMark
from tracker.selectors.entries import details_of
from tracker.selectors.person import person_of
from tracker.services import safety
from tracker.services.bulk import insert_records
from tracker.services.episodes import amend_episode, save_episode

MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
TODAY = NOON.date()
NO_PLACE = ()
CALF, CHEST, SHOULDER = (("calf", "left"),), (("chest", "left"),), (("shoulder", "left"),)
LOWER_BELLY, LOWER_BACK, EVERYWHERE = (("lower-abdomen", "middle"),), (("lower-back", "middle"),), (("widespread", ""),)


@pytest.fixture
def person(alice):
    return person_of(alice)


@pytest.fixture
def stranger(bob):
    return person_of(bob)


def record(regions=CALF, *, started_at=NOON - 3 * MINUTE, lasted=None, runs=False, **said) -> EpisodeRecord:
    """A calf cramp of three minutes ago: how long it took is not known, unless `lasted` or `runs` says more."""
    basis = "ongoing" if runs else "measured" if lasted else "unknown"
    return EpisodeRecord(
        uid=uuid.uuid4(),
        started_at=started_at,
        ended_at=started_at + lasted if lasted else None,
        duration_basis=basis,
        time_zone=ZONE,
        regions=tuple(RegionMark(region, side) for region, side in regions),
        **said,
    )


def log(person, regions=CALF, *, now=None, **said) -> Episode:
    """The same, stored as its owner stores it; at once, unless `now` says when."""
    one = record(regions, **said)
    return save_episode(person, one, now=now or one.ended_at or one.started_at).episode


def assessed(person, episode, now=NOON) -> safety.Assessed:
    return safety.assessed(safety.safety_profile(person, now), episode, now)


def lately(person):
    """The entries that ask or warn at noon."""
    return safety.assessed_lately(safety.safety_profile(person, NOON), NOON)


def keys(person, episode, now=NOON):
    return [card.entry.key for card in assessed(person, episode, now).assessment.cards]


def asks(person, episode, now=NOON):
    asked = assessed(person, episode, now).assessment.asked
    return asked.code if asked else ""


def flags(person, now=NOON):
    return safety.safety_profile(person, now).flags


# Whose entries


def test_lately_are_the_owners_entries_alone(person, stranger):
    mine = log(person, CALF, also_noticed=("dark-urine",))
    log(stranger, CALF, also_noticed=("dark-urine",))
    log(stranger, CALF, runs=True)
    assert [each.episode for each in lately(person)] == [mine]
    assert safety.entries_lately(person, NOON) == [mine]


def test_the_first_chest_entry_is_the_first_of_its_owner(person, stranger):
    log(stranger, CHEST)
    assert keys(person, log(person, CHEST)) == ["heart-or-lungs"]


def test_a_second_chest_entry_is_no_first_one(person):
    log(person, CHEST, started_at=NOON - 300 * DAY)
    assert keys(person, log(person, CHEST)) == []


def test_the_first_chest_entry_stays_the_first(person):
    episode = log(person, CHEST, started_at=NOON - HOUR)
    log(person, CALF, started_at=NOON - 2 * HOUR)
    log(person, CHEST)
    assert keys(person, episode) == ["heart-or-lungs"]


def test_what_a_stranger_calls_usual_is_not(person, stranger):
    for hours in (1, 2, 3):
        log(stranger, SHOULDER, started_at=NOON - hours * HOUR, chest_signs="no")
    assessment = assessed(person, log(person, SHOULDER)).assessment
    assert (assessment.asks_two_lines, assessment.shows_steps) == (True, False)


def test_a_strangers_belly_does_not_count_in_ones_own_pregnancy(person, stranger):
    make_profile_item(person.owner, "pregnancy", "pregnancy")
    log(stranger, LOWER_BELLY, started_at=NOON - HOUR)
    assert keys(person, log(person, LOWER_BELLY)) == []


def test_a_strangers_walks_do_not_count(person, stranger):
    for days in (1, 2, 3):
        log(stranger, CALF, started_at=NOON - days * DAY, at_onset="walking")
    assert asks(person, log(person, CALF, at_onset="walking")) == ""


def test_a_strangers_profile_says_nothing(person, stranger):
    make_profile_item(stranger.owner, "pregnancy", "pregnancy")
    make_profile_item(stranger.owner, code="spinal-cord-injury")
    make_profile_item(stranger.owner, "medication", text="Baclofen", from_on=TODAY, for_spasms=True)
    assert flags(person) == frozenset()


# What the profile adds


@pytest.mark.parametrize(
    ("row", "flag"),
    [
        ({"kind": "pregnancy", "code": "pregnancy"}, {PREGNANT}),
        ({"code": "spinal-cord-injury"}, {SPINAL_CORD_INJURY, KNOWN_NERVE_DISEASE}),
        ({"code": "multiple-sclerosis"}, {KNOWN_NERVE_DISEASE}),
        ({"code": "als"}, {KNOWN_NERVE_DISEASE}),
        ({"code": "parkinsons"}, {KNOWN_NERVE_DISEASE}),
        ({"code": "stroke"}, {KNOWN_NERVE_DISEASE}),
        ({"code": "sciatica"}, {KNOWN_NERVE_DISEASE}),
        ({"code": "herniated-disc"}, {KNOWN_NERVE_DISEASE}),
        ({"code": "nerve-disorder"}, {KNOWN_NERVE_DISEASE}),
        ({"code": "anemia"}, set()),
        ({"kind": "medication", "text": "Baclofen", "for_spasms": True}, {SPASM_MEDICINE}),
        ({"kind": "medication", "text": "Baclofen"}, set()),
        ({"kind": "supplement", "text": "Magnesium", "from_on": TODAY}, set()),
        ({"kind": "pregnancy", "code": "none", "from_on": TODAY}, set()),
    ],
)
def test_what_the_profile_tells(person, row, flag):
    make_profile_item(person.owner, **row)
    assert flags(person) == flag


@pytest.mark.parametrize(
    "row",
    [
        {"code": "spinal-cord-injury", "to_on": TODAY - DAY},
        {"kind": "pregnancy", "code": "pregnancy", "to_on": TODAY - DAY},
        {"kind": "medication", "text": "Statin", "from_on": TODAY - 30 * DAY, "to_on": TODAY - DAY},
        {"kind": "medication", "text": "Statin", "from_on": TODAY + DAY},
    ],
    ids=["a condition", "a pregnancy", "a medicine", "one not begun yet"],
)
def test_what_does_not_hold_today_tells_nothing(person, row):
    make_profile_item(person.owner, **row)
    assert flags(person) == frozenset()


@pytest.mark.parametrize(("days", "is_new"), [(0, True), (6, True), (7, True), (8, False)])
def test_a_medicine_is_new_for_seven_days(person, days, is_new):
    make_profile_item(person.owner, "medication", text="Statin", from_on=TODAY - days * DAY)
    assert (NEW_MEDICINE in flags(person)) is is_new


@pytest.mark.parametrize(("days", "is_missed"), [(1, True), (14, True), (15, False)])
def test_a_spasm_medicine_that_ended_can_be_missed_for_two_weeks(person, days, is_missed):
    ended = TODAY - days * DAY
    make_profile_item(person.owner, "medication", text="Baclofen", for_spasms=True, to_on=ended)
    assert (SPASM_MEDICINE in flags(person)) is is_missed


def test_a_new_medicine_that_was_stopped_again_is_still_new(person):
    make_profile_item(person.owner, "medication", text="Haloperidol", from_on=TODAY - 3 * DAY, to_on=TODAY - DAY)
    assert flags(person) == {NEW_MEDICINE}


def test_a_medicine_without_a_date_is_not_new(person):
    make_profile_item(person.owner, "medication", text="Statin")
    assert flags(person) == frozenset()


def test_the_profile_is_that_of_the_persons_own_day(person):
    make_profile_item(person.owner, "medication", text="Statin", from_on=TODAY - 7 * DAY)
    at_three_at_night = dt.datetime(2026, 6, 11, 1, tzinfo=dt.UTC)
    assert NEW_MEDICINE in flags(person, at_three_at_night)
    assert NEW_MEDICINE not in flags(person, at_three_at_night + 2 * HOUR)


def test_a_new_medicine_with_fever_all_over_is_an_emergency(person):
    make_profile_item(person.owner, "medication", text="Statin", from_on=TODAY - 2 * DAY)
    assert keys(person, log(person, EVERYWHERE, also_noticed=("fever",))) == ["new-medicine-fever"]


def test_another_dose_of_a_spasm_medicine_is_one_too(person):
    make_profile_item(person.owner, "medication", text="Baclofen", dose="5 mg", for_spasms=True, to_on=TODAY - 9 * DAY)
    make_profile_item(person.owner, "medication", text="baclofen", dose="10 mg", from_on=TODAY - 9 * DAY)
    assert flags(person) == {SPASM_MEDICINE}


def test_a_missed_spasm_medicine_is_a_call_today(person):
    make_profile_item(person.owner, "medication", text="Baclofen", for_spasms=True)
    assert keys(person, log(person, suspected_factors=("missed-medicine",))) == ["missed-spasm-medicine"]


def test_another_missed_medicine_is_none(person):
    make_profile_item(person.owner, "medication", text="Ramipril")
    assert keys(person, log(person, suspected_factors=("missed-medicine",))) == []


def test_with_a_spinal_cord_injury_a_burst_asks(person):
    make_profile_item(person.owner, code="spinal-cord-injury")
    assert asks(person, log(person, count=3)) == "dysreflexia"


def test_a_known_nerve_disease_changes_what_is_asked(person):
    episode = log(person, also_noticed=("weakness",))
    usually = assessed(person, episode).assessment.asked
    make_profile_item(person.owner, code="multiple-sclerosis")
    known = assessed(person, episode).assessment.asked
    assert known.code == usually.code == "one-side"
    assert known.text != usually.text


def test_pregnancy_is_among_the_conditions_that_steps_are_fitted_to(person):
    make_profile_item(person.owner, "pregnancy", "pregnancy")
    make_profile_item(person.owner, code="diabetes")
    assert assessed(person, log(person)).profile.conditions == {"pregnancy", "diabetes"}


@pytest.mark.parametrize(
    ("dates", "is_late"),
    [
        ({}, True),
        ({"to_on": TODAY + 140 * DAY}, True),
        ({"to_on": TODAY + 141 * DAY}, False),
        ({"from_on": TODAY - 140 * DAY}, True),
        ({"from_on": TODAY - 139 * DAY}, False),
        ({"from_on": TODAY - 30 * DAY, "to_on": TODAY + 50 * DAY}, True),
        ({"to_on": TODAY - DAY}, False),
    ],
    ids=["not said when", "due in 20 weeks", "due later", "for 20 weeks", "not so long", "the due date counts", "over"],
)
def test_late_pregnancy(person, dates, is_late):
    make_profile_item(person.owner, "pregnancy", "pregnancy", **dates)
    assert safety.safety_profile(person, NOON).is_late_pregnancy is is_late


def test_without_a_pregnancy_none_is_late(person):
    assert safety.safety_profile(person, NOON).is_late_pregnancy is False


# What other entries add


@pytest.mark.parametrize(
    ("before", "raised"),
    [
        (23 * HOUR, ["pregnancy-cramps-or-bleeding"]),
        (24 * HOUR, ["pregnancy-cramps-or-bleeding"]),
        (25 * HOUR, []),
    ],
)
def test_in_pregnancy_the_belly_twice_within_a_day(person, before, raised):
    make_profile_item(person.owner, "pregnancy", "pregnancy")
    log(person, (("groin", "left"),), started_at=NOON - 3 * MINUTE - before)
    assert keys(person, log(person, LOWER_BELLY)) == raised


def test_an_entry_with_two_places_in_the_belly_is_one(person):
    make_profile_item(person.owner, "pregnancy", "pregnancy")
    assert keys(person, log(person, (*LOWER_BELLY, ("groin", "left")))) == []


def test_the_belly_twice_is_nothing_without_a_pregnancy(person):
    log(person, LOWER_BELLY, started_at=NOON - HOUR)
    assert keys(person, log(person, LOWER_BELLY)) == []


def test_a_signs_answer_of_none_takes_the_call_back(person):
    make_profile_item(person.owner, "pregnancy", "pregnancy")
    log(person, LOWER_BELLY, started_at=NOON - HOUR)
    assert keys(person, log(person, LOWER_BELLY, follow_up=(("pregnancy-signs", "none"),))) == []


@pytest.mark.parametrize(("days", "question"), [(1, ""), (2, "eases-standing")])
def test_a_leg_on_walking_asks_on_the_third_day(person, days, question):
    for number in range(1, days + 1):
        log(person, (("foot-sole", "right"),), started_at=NOON - number * DAY, at_onset="walking")
    assert asks(person, log(person, at_onset="walking")) == question


def test_several_walks_on_a_day_are_one_day(person):
    for hours in (1, 2, 3):
        log(person, started_at=NOON - hours * HOUR, at_onset="walking")
    assert asks(person, log(person, at_onset="walking")) == ""


def test_with_narrowed_arteries_it_asks_on_the_second_day(person):
    make_profile_item(person.owner, code="atherosclerosis")
    log(person, started_at=NOON - DAY, at_onset="walking")
    assert asks(person, log(person, at_onset="walking")) == "eases-standing"


@pytest.mark.parametrize(("days", "question"), [(55, "eases-standing"), (56, "")])
def test_walks_count_for_eight_weeks(person, days, question):
    log(person, started_at=NOON - days * DAY, at_onset="walking")
    log(person, started_at=NOON - DAY, at_onset="walking")
    assert asks(person, log(person, at_onset="walking")) == question


def test_arms_and_other_onsets_are_no_walks(person):
    log(person, (("forearm-inner", "left"),), started_at=NOON - DAY, at_onset="walking")
    log(person, started_at=NOON - 2 * DAY, at_onset="exercising")
    assert asks(person, log(person, at_onset="walking")) == ""


@pytest.mark.parametrize(("answers", "shows_steps"), [(2, False), (3, True)])
def test_a_place_is_usual_after_three_answers(person, answers, shows_steps):
    for days in range(1, answers + 1):
        log(person, SHOULDER, started_at=NOON - days * DAY, chest_signs="no")
    assessment = assessed(person, log(person, SHOULDER)).assessment
    assert (assessment.asks_two_lines, assessment.shows_steps) == (True, shows_steps)


@pytest.mark.parametrize(
    ("side", "answer"), [("both", "no"), ("left", "yes"), ("left", "")], ids=["other side", "yes", "not answered"]
)
def test_what_does_not_make_a_place_usual(person, side, answer):
    for days in (1, 2, 3):
        log(person, (("shoulder", side),), started_at=NOON - days * DAY, chest_signs=answer)
    assert not assessed(person, log(person, SHOULDER)).assessment.shows_steps


def test_the_chest_is_never_usual(person):
    for days in range(1, 6):
        log(person, CHEST, started_at=NOON - days * DAY, chest_signs="no")
    assessment = assessed(person, log(person, CHEST)).assessment
    assert (assessment.asks_two_lines, assessment.shows_steps) == (True, False)


# How long it runs, and how long it is asked


def test_a_running_one_is_as_long_as_it_has_run(person):
    episode = log(person, started_at=NOON - 25 * MINUTE, runs=True)
    assessment = assessed(person, episode).assessment
    assert (assessment.asked.code, assessment.reminds_of_doctor) == ("easing", True)


def test_one_that_was_forgotten_raises_nothing_by_its_length(person):
    episode = log(person, (("chest", "left"),), started_at=NOON - 4 * HOUR, runs=True)
    log(person, CHEST, started_at=NOON - 9 * DAY)
    assert keys(person, episode) == []
    assert keys(person, episode, NOON - MINUTE) == ["heart-or-lungs"]


def test_one_that_was_forgotten_still_asks_by_its_signs(person):
    episode = log(person, started_at=NOON - 9 * HOUR, runs=True, also_noticed=("swelling",))
    assert asks(person, episode) == "more-swollen"


@pytest.mark.parametrize(("before", "forgotten"), [(4 * HOUR, True), (4 * HOUR - MINUTE, False)])
def test_forgotten_from_four_hours_on(person, before, forgotten):
    assert safety.is_forgotten(log(person, started_at=NOON - before, runs=True), NOON) is forgotten


def test_one_that_ended_is_not_forgotten(person):
    assert not safety.is_forgotten(log(person, started_at=NOON - 9 * HOUR, lasted=8 * HOUR), NOON)


@pytest.mark.parametrize(("since_end", "recent"), [(23 * HOUR, True), (24 * HOUR, True), (24 * HOUR + MINUTE, False)])
def test_an_entry_is_recent_for_a_day_from_its_end(person, since_end, recent):
    episode = log(person, started_at=NOON - since_end - 2 * HOUR, lasted=2 * HOUR)
    assert safety.is_recent(episode, NOON) is recent


@pytest.mark.parametrize(("since_start", "recent"), [(24 * HOUR, True), (25 * HOUR, False)])
def test_without_an_end_it_is_recent_from_its_start(person, since_start, recent):
    assert safety.is_recent(log(person, started_at=NOON - since_start), NOON) is recent


@pytest.mark.parametrize(("since_logged", "recent"), [(24 * HOUR, True), (25 * HOUR, False)])
def test_logged_later_it_is_recent_for_a_day_from_then(person, since_logged, recent):
    episode = log(person, started_at=NOON - 4 * DAY, now=NOON - since_logged)
    assert safety.is_recent(episode, NOON) is recent


@pytest.mark.parametrize(("later", "recent"), [(7 * DAY, True), (7 * DAY + MINUTE, False)])
def test_what_is_logged_more_than_a_week_later_is_history(person, later, recent):
    episode = log(person, started_at=NOON - later, now=NOON, also_noticed=("weakness", "dark-urine"))
    assert safety.is_recent(episode, NOON) is recent
    assert asks(person, episode) == ("one-side" if recent else "")
    assert [each.episode for each in lately(person)] == ([episode] if recent else [])


def test_the_cards_of_history_stay_on_its_own_page(person):
    episode = log(person, started_at=NOON - 30 * DAY, now=NOON, also_noticed=("dark-urine",))
    assert keys(person, episode) == ["dark-urine"]


def test_logged_a_week_later_it_is_still_asked_the_day_after(person):
    episode = log(person, started_at=NOON - 8 * DAY + HOUR, now=NOON - DAY + HOUR, also_noticed=("weakness",))
    assert safety.is_recent(episode, NOON)
    assert safety.entries_lately(person, NOON) == [episode]


def test_a_running_one_stands_on_today_however_long_it_runs(person):
    episode = log(person, started_at=NOON - 30 * DAY, runs=True)
    assert safety.entries_lately(person, NOON) == [episode]


@pytest.mark.parametrize(("before", "recent"), [(24 * HOUR, True), (25 * HOUR, False)])
def test_a_running_one_is_asked_for_a_day(person, before, recent):
    episode = log(person, started_at=NOON - before, runs=True, also_noticed=("swelling",))
    assert safety.is_recent(episode, NOON) is recent
    assert asks(person, episode) == ("more-swollen" if recent else "")


def amended(person, episode, now, **said):
    return amend_episode(person, episode, lambda record: replace(record, **said), now=now).episode


@pytest.mark.parametrize("said", [{}, {"runs": True}], ids=["over", "runs"])
def test_a_sign_that_is_added_later_is_asked_about(person, said):
    episode = log(person, started_at=NOON - 3 * DAY, **said)
    assert not safety.is_recent(episode, NOON)
    later = amended(person, episode, NOON - HOUR, also_noticed=("swelling",))
    assert asks(person, later) == "more-swollen"
    assert safety.entries_lately(person, NOON) == [later]


def test_a_note_that_is_added_later_asks_nothing_anew(person):
    episode = log(person, started_at=NOON - 3 * DAY, also_noticed=("swelling",))
    assert not safety.is_recent(amended(person, episode, NOON - HOUR, note="swollen"), NOON)


def test_a_sign_that_is_added_more_than_a_week_later_is_history(person):
    episode = log(person, started_at=NOON - 8 * DAY)
    assert asks(person, amended(person, episode, NOON, also_noticed=("swelling",))) == ""


@pytest.mark.parametrize(
    ("said", "flag"),
    [
        ({"runs": True}, {ENDED_LATELY}),
        ({"started_at": NOON - 25 * HOUR, "lasted": HOUR}, {ENDED_LATELY}),
        ({"started_at": NOON - 26 * HOUR, "lasted": HOUR}, set()),
        ({}, set()),
    ],
    ids=["runs", "ended a day ago", "ended before", "end not known"],
)
def test_what_ended_lately(person, said, flag):
    episode = log(person, **said)
    assert safety.facts_of(episode, details_of([episode.pk])[episode.pk], NOON).flags == flag


def test_the_facts_are_what_the_entry_says(person):
    episode = log(
        person,
        (*CALF, ("hand", "right")),
        started_at=NOON - HOUR,
        lasted=90 * dt.timedelta(seconds=1),
        kind="cramp",
        intensity=7,
        count=2,
        at_onset="walking",
        impact="some",
        soreness="hours",
        chest_signs="not-sure",
        also_noticed=("swelling", "weakness"),
        suspected_factors=("stress", "cold"),
        follow_up=(("one-side", "no"), ("locked", "mouth"), ("locked", "wound")),
    )
    facts = safety.facts_of(episode, details_of([episode.pk])[episode.pk], NOON)
    assert set(facts.regions) == {("calf", "left"), ("hand", "right")}
    assert (facts.kind, facts.intensity, facts.count, facts.at_onset) == ("cramp", 7, 2, "walking")
    assert (facts.impact, facts.soreness, facts.chest_signs) == ("some", "hours", "not-sure")
    assert (facts.duration_minutes, facts.is_running) == (1.5, False)
    assert (facts.noticed, facts.factors) == ({"swelling", "weakness"}, {"stress", "cold"})
    assert facts.follow_up == {"one-side": {"no"}, "locked": {"mouth", "wound"}}


def test_what_was_not_said_is_not_in_the_facts(person):
    episode = log(person, NO_PLACE)
    facts = safety.facts_of(episode, details_of([episode.pk])[episode.pk], NOON)
    assert (facts.regions, facts.noticed, facts.factors, dict(facts.follow_up)) == ((), set(), set(), {})
    assert (facts.intensity, facts.duration_minutes, facts.chest_signs) == (None, None, "")


# In what order, and at what cost


def test_the_gravest_stands_first_then_the_newest(person):
    def at(minutes, **said):
        return log(person, started_at=NOON - minutes * MINUTE, **said)

    asking = at(50, also_noticed=("swelling",))
    later = at(10, also_noticed=("pale-blue-cold",), follow_up=(("colder", "no"),))
    urgent = at(40, also_noticed=("dark-urine",))
    emergency = at(60, also_noticed=("chest-pressure",))
    at(5)
    assert [each.episode for each in lately(person)] == [
        emergency,
        urgent,
        asking,
        later,
    ]


def test_rows_that_neither_ask_nor_warn_are_left_out(person):
    quiet, asking = log(person), log(person, SHOULDER)
    details = details_of([quiet.pk, asking.pk])
    assert [
        each.episode
        for each in safety.assessed_rows(safety.safety_profile(person, NOON), [quiet, asking], details, NOON)
    ] == [asking]


def test_regions_are_the_codes_of_the_places(person):
    assert assessed(person, log(person, (*CALF, ("hand", "right")))).regions == ("hand", "calf")


def queries_of(call) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        call()
    return [query["sql"] for query in captured]


def test_without_an_entry_it_is_one_query(person, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert lately(person) == []


def test_entries_that_cannot_warn_are_one_query(person, django_assert_num_queries):
    log(person, lasted=2 * MINUTE)
    with django_assert_num_queries(1):
        assert lately(person) == []


def test_an_ordinary_running_calf_reads_no_profile(person):
    episode = log(person, runs=True)
    assert not [sql for sql in queries_of(lambda: assessed(person, episode)) if "profileitem" in sql]


def test_where_the_profile_matters_it_is_read_once(person):
    for minutes in (1, 2, 3):
        log(person, LOWER_BACK, started_at=NOON - minutes * MINUTE, also_noticed=("weakness",))
    read = [sql for sql in queries_of(lambda: lately(person)) if "profileitem" in sql]
    assert len(read) == 1


@pytest.mark.parametrize("number", [10, 1000])
def test_the_dearest_entry_stays_at_seven_queries_in_any_diary(person, number):
    make_profile_item(person.owner, "pregnancy", "pregnancy")
    older = [record(LOWER_BELLY, started_at=NOON - n * DAY / 5, at_onset="walking") for n in range(1, number + 1)]
    insert_records(person.owner, older, now=NOON - HOUR)
    episode = log(person, (*CHEST, *SHOULDER, *LOWER_BELLY, *CALF), at_onset="walking")
    assert len(queries_of(lambda: assessed(person, episode))) <= 7


@pytest.mark.parametrize("number", [10, 1000])
def test_what_stands_on_today_costs_the_same_in_any_diary(person, number):
    older = [record(CALF, started_at=NOON - 2 * DAY - n * HOUR, lasted=MINUTE) for n in range(1, number + 1)]
    insert_records(person.owner, older, now=NOON - HOUR)
    log(person, also_noticed=("dark-urine",))
    assert len(queries_of(lambda: lately(person))) <= 3


def test_many_entries_that_ask_for_the_same_are_read_together(person):
    make_profile_item(person.owner, "pregnancy", "pregnancy")
    for minutes in range(1, 7):
        for place in (SHOULDER, CHEST, LOWER_BELLY, CALF):
            log(person, place, started_at=NOON - minutes * MINUTE, at_onset="walking")
    assert len(queries_of(lambda: lately(person))) == 7


def test_read_together_each_entry_keeps_its_own_neighbors(person):
    make_profile_item(person.owner, "pregnancy", "pregnancy")
    now = NOON - HOUR
    alone = log(person, LOWER_BELLY, started_at=NOON - 50 * HOUR, now=now)
    pair = [log(person, LOWER_BELLY, started_at=NOON - hours * HOUR, now=now) for hours in (3, 20)]
    raised = {each.episode: bool(each.assessment.cards) for each in lately(person)}
    assert raised == {alone: False, pair[0]: True, pair[1]: True}


def test_a_running_one_is_looked_at_however_much_came_after(person, monkeypatch):
    monkeypatch.setattr(safety, "LOOKED_AT_MOST", 3)
    running = log(person, started_at=NOON - 9 * HOUR, runs=True)
    later = [log(person, SHOULDER, started_at=NOON - n * MINUTE) for n in range(4)]
    assert safety.entries_lately(person, NOON) == [running, *later[:2]]


def test_what_was_logged_just_now_is_looked_at_before_newer_ones_that_are_past(person, monkeypatch):
    monkeypatch.setattr(safety, "LOOKED_AT_MOST", 3)
    for hours in range(4):
        log(person, SHOULDER, started_at=NOON - 25 * HOUR - hours * HOUR)
    logged_now = log(person, started_at=NOON - 6 * DAY, now=NOON, also_noticed=("swelling",))
    assert safety.entries_lately(person, NOON) == [logged_now]
