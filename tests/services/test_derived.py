"""What is computed beside an entry: whether it could warn, and which answers still have their question."""

import datetime as dt
import uuid
from dataclasses import replace

import pytest

from tests.factories import NOON, ZONE
from tests.guidance.red_flags import QUIET_ENTRIES
from tracker.guidance.entry_facts import EntryFacts
from tracker.records.episode import EpisodeRecord
from tracker.records.regions import RegionMark
from tracker.services.derived import (
    asked_again_about_the_chest,
    could_warn,
    derived_fields,
    facts_of_record,
    with_stored_answers,
    without_answers_taken_back,
    without_stray_answers,
)

pytestmark = pytest.mark.pure

CALF = (RegionMark("calf", "left"),)


def a_record(**said) -> EpisodeRecord:
    return EpisodeRecord(uid=uuid.UUID(int=1), **({"started_at": NOON, "time_zone": ZONE, "regions": CALF} | said))


def lasting(minutes, **said) -> EpisodeRecord:
    return a_record(ended_at=NOON + dt.timedelta(minutes=minutes), duration_basis="measured", **said)


WEAK = a_record(also_noticed=("weakness",))


# Could it warn?


@pytest.mark.parametrize(
    "said",
    [
        {"regions": (RegionMark("chest", "left"),)},
        {"regions": (RegionMark("shoulder", "left"),)},
        {"regions": (RegionMark("lower-back", "middle"),)},
        {"also_noticed": ("swelling",)},
        {"also_noticed": ("dark-urine",)},
        {"soreness": "longer"},
        {"at_onset": "walking"},
        {"suspected_factors": ("missed-medicine",)},
        {"count": 2},
        {"chest_signs": "yes"},
        {"follow_up": (("easing", "no"),)},
        {"duration_basis": "ongoing"},
    ],
    ids=lambda said: " ".join(f"{name} {value}" for name, value in said.items())[:60],
)
def test_what_could_ask_or_warn_is_marked(said):
    assert could_warn(a_record(**said))


@pytest.mark.parametrize(
    "record",
    [
        a_record(),
        a_record(regions=()),
        lasting(5, intensity=9),
        a_record(also_noticed=("none",)),
        a_record(also_noticed=("tenderness", "stiffness")),
        a_record(regions=(RegionMark("shoulder", "right"),)),
        a_record(suspected_factors=("hard-exercise",)),
    ],
    ids=["a calf", "no place", "9 for minutes", "none of these", "tender", "a right shoulder", "exercise"],
)
def test_an_ordinary_entry_is_not(record):
    assert not could_warn(record)


@pytest.mark.parametrize(("minutes", "marked"), [(9, False), (30, True)])
def test_a_long_one_is_marked(minutes, marked):
    assert could_warn(lasting(minutes)) is marked


@pytest.mark.parametrize(("record", "stored"), [(WEAK, True), (a_record(), False)])
def test_it_is_stored_beside_the_entry(record, stored):
    assert derived_fields(record)["may_warn"] is stored


def test_the_facts_of_a_record_are_what_it_says():
    record = lasting(
        12,
        kind="cramp",
        intensity=7,
        count=2,
        at_onset="walking",
        impact="some",
        soreness="hours",
        chest_signs="no",
        also_noticed=("swelling",),
        suspected_factors=("cold",),
        follow_up=(("locked", "mouth"), ("locked", "wound")),
    )
    assert facts_of_record(record) == EntryFacts(
        regions=(("calf", "left"),),
        kind="cramp",
        intensity=7,
        duration_minutes=12,
        noticed=frozenset({"swelling"}),
        chest_signs="no",
        factors=frozenset({"cold"}),
        at_onset="walking",
        impact="some",
        soreness="hours",
        count=2,
        follow_up={"locked": frozenset({"mouth", "wound"})},
    )


def test_a_quiet_entry_that_says_nothing_is_that_of_an_empty_record():
    assert facts_of_record(a_record(regions=())) == EntryFacts(**QUIET_ENTRIES["nothing said at all"])


# Answers without their question


def test_an_answer_to_a_sign_that_was_unticked_again_is_dropped():
    record = replace(WEAK, follow_up=(("one-side", "no"), ("more-swollen", "yes")))
    assert without_stray_answers(record, None).follow_up == (("one-side", "no"),)


def test_all_ticks_of_a_stray_question_are_dropped():
    record = a_record(follow_up=(("locked", "mouth"), ("locked", "wound")))
    assert without_stray_answers(record, None).follow_up == ()


def test_what_the_stored_entry_answered_stays():
    before = replace(WEAK, follow_up=(("one-side", "no"),))
    assert without_stray_answers(replace(before, also_noticed=()), before).follow_up == (("one-side", "no"),)


def test_a_stored_answer_changed_without_its_sign_is_stray():
    before = replace(WEAK, follow_up=(("one-side", "no"),))
    after = replace(before, also_noticed=(), follow_up=(("one-side", "yes"),))
    assert without_stray_answers(after, before).follow_up == ()


def test_a_question_that_only_the_profile_asks_is_no_stray_one():
    record = a_record(regions=(RegionMark("lower-back", "middle"),), follow_up=(("pregnancy-signs", "bleeding"),))
    assert without_stray_answers(record, None) == record


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({"duration_basis": "ongoing"}, True),
        ({"ended_at": NOON + dt.timedelta(minutes=12), "duration_basis": "measured"}, True),
        ({"ended_at": NOON + dt.timedelta(minutes=3), "duration_basis": "measured"}, False),
        ({}, False),
    ],
    ids=["runs", "12 minutes", "3 minutes", "not known"],
)
def test_whether_it_eases_is_asked_of_what_took_long(said, kept):
    record = a_record(**said, follow_up=(("easing", "no"),))
    assert bool(without_stray_answers(record, None).follow_up) is kept


def test_nothing_else_of_the_record_is_touched():
    record = a_record(note="kept", intensity=3, follow_up=(("one-side", "yes"),), chest_signs="no")
    assert without_stray_answers(record, None) == replace(record, follow_up=())


# Answers and what changed since


def test_a_sign_that_is_taken_back_takes_its_answer_with_it():
    before = replace(
        WEAK, also_noticed=("weakness", "swelling"), follow_up=(("one-side", "no"), ("more-swollen", "no"))
    )
    after = without_answers_taken_back(replace(before, also_noticed=("weakness",)), before)
    assert after.follow_up == (("one-side", "no"),)


def test_an_answer_that_the_entry_never_asked_for_stays():
    before = a_record(follow_up=(("one-side", "no"),))
    assert without_answers_taken_back(replace(before, note="more"), before).follow_up == (("one-side", "no"),)


def test_what_a_form_left_empty_stays_as_it_was_answered():
    before = replace(WEAK, chest_signs="no", follow_up=(("one-side", "no"), ("still-there", "yes")))
    sent = replace(WEAK, follow_up=(("still-there", "no"),))
    kept = with_stored_answers(sent, before)
    assert kept.follow_up == (("still-there", "no"), ("one-side", "no"))
    assert kept.chest_signs == "no"


def test_what_a_form_answered_takes_the_place_of_all_ticks():
    before = a_record(chest_signs="no", follow_up=(("locked", "mouth"), ("locked", "wound")))
    kept = with_stored_answers(a_record(chest_signs="yes", follow_up=(("locked", "none"),)), before)
    assert (kept.follow_up, kept.chest_signs) == ((("locked", "none"),), "yes")


SHOULDER = (RegionMark("shoulder", "left"),)
USUAL = a_record(regions=SHOULDER, chest_signs="no")


@pytest.mark.parametrize(
    "change",
    [
        {"regions": (*SHOULDER, RegionMark("chest", "left"))},
        {"regions": (RegionMark("upper-back", "middle"),)},
        {"also_noticed": ("pain-spreads",)},
        {"also_noticed": ("sweating-faint-sick",)},
    ],
    ids=["the chest, too", "another place near it", "pain spreads", "sweating"],
)
def test_my_usual_spasm_is_asked_again_where_more_is_new(change):
    assert asked_again_about_the_chest(replace(USUAL, **change), USUAL).chest_signs == ""


@pytest.mark.parametrize(
    ("before", "change"),
    [
        (USUAL, {"note": "again"}),
        (USUAL, {"also_noticed": ("tenderness",)}),
        (USUAL, {"regions": (*SHOULDER, *CALF)}),
        (replace(USUAL, also_noticed=("pain-spreads",)), {"intensity": 4}),
        (replace(USUAL, regions=CALF), {"also_noticed": ("sweating-faint-sick",)}),
        (replace(USUAL, chest_signs=""), {"also_noticed": ("pain-spreads",), "chest_signs": "no"}),
    ],
    ids=["a note", "tender", "a calf, too", "spread before", "a calf alone", "answered just now"],
)
def test_and_not_otherwise(before, change):
    assert asked_again_about_the_chest(replace(before, **change), before).chest_signs == "no"


def test_a_yes_is_never_taken_back():
    before = replace(USUAL, chest_signs="yes")
    after = asked_again_about_the_chest(replace(before, also_noticed=("pain-spreads",)), before)
    assert after.chest_signs == "yes"
