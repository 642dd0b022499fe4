"""Saving, stopping, deleting and undoing an episode."""

import datetime as dt
import uuid
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from tests.factories import NOON, ZONE
from tracker.models import Episode, OwnTerm, Preferences, Revision
from tracker.records.episode import EpisodeRecord
from tracker.records.regions import RegionMark
from tracker.records.relief import ReliefUse
from tracker.selectors.person import person_of
from tracker.services import episodes as service
from tracker.services.episode_rows import record_of

LATER = NOON + dt.timedelta(hours=1)


@pytest.fixture
def person(alice):
    return person_of(alice)


def a_record(**changes) -> EpisodeRecord:
    return replace(EpisodeRecord(uid=uuid.UUID(int=1), started_at=NOON, time_zone=ZONE), **changes)


FULL = a_record(
    ended_at=NOON + dt.timedelta(minutes=5),
    duration_basis="estimated",
    count=3,
    kind="cramp",
    intensity=7,
    regions=(RegionMark("lower-back", "middle"), RegionMark("calf", "left"), RegionMark("other", "", "left eyebrow")),
    at_onset="asleep",
    woke="yes",
    suspected_factors=("little-fluid", "x-tea"),
    relief=(
        ReliefUse("gentle-stretch", "", "during", "greatly"),
        ReliefUse("medication", "ibuprofen 400", "after", ""),
    ),
    also_noticed=("stiffness",),
    soreness="hours",
    impact="some",
    note="at the lake",
    private=True,
    chest_signs="",
)


def test_what_is_saved_reads_back_the_same(person):
    saved = service.save_episode(person, FULL, now=LATER)
    assert saved.outcome == service.CREATED
    assert record_of(Episode.objects.get()) == replace(FULL, logged_at=LATER)


def test_the_same_record_again_changes_nothing(person):
    service.save_episode(person, FULL, now=LATER)
    version = Preferences.objects.get(owner=person.owner).data_version
    again = service.save_episode(person, FULL, now=LATER + dt.timedelta(days=1))
    assert again.outcome == service.UNCHANGED
    assert Episode.objects.count() == 1
    assert Revision.objects.count() == 0
    assert Preferences.objects.get(owner=person.owner).data_version == version


def test_another_person_may_use_the_same_uid(person, bob):
    service.save_episode(person, FULL, now=LATER)
    service.save_episode(person_of(bob), a_record(intensity=1), now=LATER)
    assert Episode.objects.of(person.owner).get().intensity == 7
    assert Episode.objects.of(bob).get().intensity == 1


def test_filling_what_was_empty_is_not_an_edit(person):
    service.save_episode(person, a_record(), now=LATER)
    saved = service.save_episode(
        person, a_record(intensity=4, regions=(RegionMark("calf", "left"),), note="new"), now=LATER
    )
    assert saved.outcome == service.COMPLETED
    assert saved.episode.edited_at is None
    assert Revision.objects.count() == 0


def test_changing_a_stored_value_keeps_the_old_one(person):
    service.save_episode(person, a_record(intensity=4), now=LATER)
    saved = service.save_episode(person, a_record(intensity=6), now=LATER)
    assert saved.outcome == service.EDITED
    assert saved.episode.edited_at == LATER
    assert Revision.objects.get().snapshot["intensity"] == 4


def test_emptying_a_stored_value_is_an_edit(person):
    service.save_episode(person, a_record(kind="cramp"), now=LATER)
    assert service.save_episode(person, a_record(), now=LATER).outcome == service.EDITED


def test_taking_the_count_of_a_burst_is_an_edit_and_privacy_is_not(person):
    service.save_episode(person, a_record(intensity=1), now=LATER)
    assert service.save_episode(person, a_record(intensity=1, private=True), now=LATER).outcome == service.COMPLETED
    saved = service.save_episode(person, a_record(intensity=1, private=True, count=4), now=LATER)
    assert saved.outcome == service.EDITED


def test_left_and_right_are_stored_as_both(person):
    saved = service.save_episode(
        person, a_record(regions=(RegionMark("calf", "left"), RegionMark("calf", "right"))), now=LATER
    )
    assert [(row.region, row.side) for row in saved.episode.regions.all()] == [("calf", "both")]


def test_fractions_of_a_second_are_cut(person):
    saved = service.save_episode(person, a_record(started_at=NOON.replace(microsecond=999_999)), now=LATER)
    assert saved.episode.started_at == NOON


def test_the_day_and_what_a_search_finds_follow_from_the_record(person):
    night = dt.datetime(2026, 6, 10, 1, 0, tzinfo=dt.UTC)
    saved = service.save_episode(person, replace(FULL, started_at=night, note="Am SEE, Straße"), now=LATER)
    assert saved.episode.day == dt.date(2026, 6, 9)
    assert saved.episode.offset_seconds == 7200
    assert "am see, strasse" in saved.episode.search_text
    assert "left eyebrow" in saved.episode.search_text
    assert "ibuprofen 400" in saved.episode.search_text
    assert "tea" in saved.episode.search_text


def test_own_words_are_kept_with_their_spelling(person):
    service.save_episode(person, FULL, now=LATER, own_words={"factor": {"x-tea": "Tea!"}})
    assert OwnTerm.objects.get(owner=person.owner).label == "Tea!"
    service.save_episode(person, FULL, now=LATER, own_words={"factor": {"x-tea": "TEA"}})
    assert OwnTerm.objects.get(owner=person.owner).label == "Tea!"


def test_a_save_that_breaks_half_way_leaves_the_old_entry(person):
    service.save_episode(person, FULL, now=LATER)
    twice = (ReliefUse("heat", "x" * 500, "during"),)
    broken = replace(FULL, intensity=11, relief=twice)
    with pytest.raises(IntegrityError), transaction.atomic():
        service.save_episode(person, broken, now=LATER)
    assert record_of(Episode.objects.get()) == replace(FULL, logged_at=LATER)
    assert Revision.objects.count() == 0


def test_start_is_one_entry_however_often_it_is_tapped(person):
    uid = uuid.uuid4()
    for _ in range(2):
        service.start_episode(person, uid=uid, started_at=NOON, time_zone=ZONE, now=NOON)
    assert Episode.objects.get().duration_basis == "ongoing"


def test_stopping_measures_the_duration(person):
    episode = service.start_episode(person, uid=uuid.uuid4(), started_at=NOON, time_zone=ZONE, now=NOON)
    stopped = service.stop_episode(person, episode, ended_at=LATER, now=LATER)
    assert (stopped.ended_at, stopped.duration_basis) == (LATER, "measured")


def test_stopping_twice_keeps_the_first_end(person):
    episode = service.start_episode(person, uid=uuid.uuid4(), started_at=NOON, time_zone=ZONE, now=NOON)
    service.stop_episode(person, episode, ended_at=LATER, now=LATER)
    again = service.stop_episode(person, episode, ended_at=LATER + dt.timedelta(hours=1), now=LATER)
    assert again.ended_at == LATER


def test_stopped_at_an_unknown_time_has_no_duration(person):
    episode = service.start_episode(person, uid=uuid.uuid4(), started_at=NOON, time_zone=ZONE, now=NOON)
    stopped = service.stop_episode(person, episode, ended_at=None, now=LATER)
    assert (stopped.ended_at, stopped.duration_basis) == (None, "unknown")


def test_an_end_before_the_start_is_refused(person):
    episode = service.start_episode(person, uid=uuid.uuid4(), started_at=NOON, time_zone=ZONE, now=NOON)
    with pytest.raises(ValueError, match="ends before"):
        service.stop_episode(person, episode, ended_at=NOON - dt.timedelta(seconds=1), now=LATER)


def test_setting_the_start_of_a_running_episode_right_is_not_an_edit(person):
    episode = service.start_episode(person, uid=uuid.uuid4(), started_at=NOON, time_zone=ZONE, now=NOON)
    earlier = replace(record_of(episode), started_at=NOON - dt.timedelta(minutes=10))
    assert service.save_episode(person, earlier, now=NOON).outcome == service.COMPLETED


def test_a_deleted_entry_comes_back_whole(person):
    saved = service.save_episode(person, FULL, now=LATER)
    before = record_of(saved.episode)
    revision = service.delete_episode(person, saved.episode, now=LATER)
    assert not Episode.objects.exists()
    service.undo(person, revision, now=LATER + dt.timedelta(days=29))
    assert record_of(Episode.objects.get()) == before
    assert not Revision.objects.exists()


def test_after_thirty_days_nothing_comes_back(person):
    saved = service.save_episode(person, FULL, now=LATER)
    revision = service.delete_episode(person, saved.episode, now=LATER)
    assert service.undo(person, revision, now=LATER + dt.timedelta(days=31)) is None
    assert not Episode.objects.exists()


def test_old_revisions_are_purged_by_the_next_one(person):
    saved = service.save_episode(person, FULL, now=LATER)
    service.delete_episode(person, saved.episode, now=LATER)
    much_later = LATER + dt.timedelta(days=40)
    other = service.save_episode(person, a_record(uid=uuid.UUID(int=2)), now=much_later)
    service.delete_episode(person, other.episode, now=much_later)
    assert [str(revision.uid) for revision in Revision.objects.all()] == [str(uuid.UUID(int=2))]


def test_going_back_to_an_earlier_state_keeps_the_present_one(person):
    service.save_episode(person, a_record(intensity=4), now=LATER)
    service.save_episode(person, a_record(intensity=6), now=LATER)
    service.undo(person, Revision.objects.get(), now=LATER)
    assert Episode.objects.get().intensity == 4
    assert {revision.snapshot["intensity"] for revision in Revision.objects.all()} == {4, 6}


def test_a_deleted_entry_comes_back_in_every_column(person):
    record = replace(FULL, also_noticed=("weakness",), follow_up=(("one-side", "no"),))
    service.save_episode(person, record, now=LATER)
    service.dismiss(person, Episode.objects.all())

    def stored():
        (row,) = Episode.objects.values()
        (answer,) = Episode.objects.get().follow_ups.values("question", "answer", "answered_at")
        return {name: value for name, value in row.items() if name != "id"}, answer

    before = stored()
    assert before[0]["leave_open"]
    revision = service.delete_episode(person, Episode.objects.get(), now=LATER + dt.timedelta(days=2))
    service.undo(person, revision, now=LATER + dt.timedelta(days=3))
    assert stored() == before


def test_a_deletion_kept_by_an_earlier_version_can_still_be_undone(person):
    saved = service.save_episode(person, FULL, now=LATER)
    revision = service.delete_episode(person, saved.episode, now=LATER)
    del revision.snapshot["beside"]
    revision.save()
    service.undo(person, revision, now=LATER)
    assert Episode.objects.get().intensity == FULL.intensity


def test_what_was_dismissed_is_not_listed_as_incomplete_again(person):
    service.save_episode(person, a_record(), now=LATER)
    today = dt.date(2026, 6, 11)
    assert Episode.objects.of(person.owner).incomplete(today).count() == 1
    assert service.dismiss(person, Episode.objects.all()) == 1
    assert Episode.objects.of(person.owner).incomplete(today).count() == 0


def test_dismissing_never_reaches_another_persons_entries(person, bob):
    service.save_episode(person_of(bob), a_record(), now=LATER)
    assert service.dismiss(person, Episode.objects.all()) == 0


def test_filling_one_gap_while_changing_something_else_is_an_edit(person):
    service.save_episode(person, replace(FULL, soreness=""), now=LATER)
    saved = service.save_episode(person, replace(FULL, intensity=2), now=LATER)
    assert saved.outcome == service.EDITED
    assert Revision.objects.get().snapshot["intensity"] == 7


def test_an_end_is_stored_in_whole_seconds_as_the_file_has_it(person):
    ended = NOON + dt.timedelta(minutes=5, microseconds=900_000)
    saved = service.save_episode(person, replace(FULL, ended_at=ended), now=LATER)
    assert saved.episode.ended_at == NOON + dt.timedelta(minutes=5)


# Answers to the safety questions


WEAK = a_record(regions=(RegionMark("calf", "left"),), also_noticed=("weakness",))
ONE_SIDE = replace(WEAK, follow_up=(("one-side", "no"),))


def answered(episode=None):
    """{(question, answer): when}, as stored."""
    rows = (episode or Episode.objects.get()).follow_ups.all()
    return {(row.question, row.answer): row.answered_at for row in rows}


def test_answers_are_stored_with_their_ticks_in_order(person):
    ticked = replace(WEAK, follow_up=(("locked", "wound"), ("one-side", "not-sure"), ("locked", "mouth")))
    saved = service.save_episode(person, ticked, now=LATER)
    assert record_of(saved.episode).follow_up == (
        ("one-side", "not-sure"),
        ("locked", "mouth"),
        ("locked", "wound"),
    )


def test_the_first_answer_completes_the_entry(person):
    service.save_episode(person, WEAK, now=LATER)
    saved = service.save_episode(person, ONE_SIDE, now=LATER)
    assert (saved.outcome, saved.episode.edited_at) == (service.COMPLETED, None)
    assert not Revision.objects.exists()


def test_an_answer_to_another_question_completes_it_too(person):
    service.save_episode(person, ONE_SIDE, now=LATER)
    saved = service.save_episode(person, ONE_SIDE.with_follow_up("still-there", ["yes"]), now=LATER)
    assert saved.outcome == service.COMPLETED
    assert set(answered()) == {("one-side", "no"), ("still-there", "yes")}
    assert not Revision.objects.exists()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((("one-side", "no"),), (("one-side", "yes"),)),
        ((("one-side", "no"),), ()),
        ((("locked", "mouth"),), (("locked", "mouth"), ("locked", "wound"))),
        ((("one-side", "no"),), (("still-there", "no"),)),
    ],
    ids=["another answer", "taken back", "one tick more", "one for another"],
)
def test_changing_an_answer_is_an_edit_that_keeps_the_old_one(person, before, after):
    service.save_episode(person, replace(WEAK, follow_up=before), now=LATER)
    saved = service.save_episode(person, replace(WEAK, follow_up=after), now=LATER)
    assert (saved.outcome, saved.episode.edited_at) == (service.EDITED, LATER)
    assert set(answered()) == set(after)
    snapshot = Revision.objects.get().snapshot
    assert tuple(tuple(pair) for pair in snapshot["follow_up"]) == before


def test_the_same_answers_again_change_nothing(person):
    service.save_episode(person, ONE_SIDE, now=LATER)
    version = Preferences.objects.get(owner=person.owner).data_version
    again = service.save_episode(person, ONE_SIDE, now=LATER + dt.timedelta(hours=1))
    assert again.outcome == service.UNCHANGED
    assert answered() == {("one-side", "no"): LATER}
    assert Preferences.objects.get(owner=person.owner).data_version == version


def test_undoing_a_change_brings_the_answer_back(person):
    service.save_episode(person, ONE_SIDE, now=LATER)
    service.save_episode(person, WEAK.with_follow_up("one-side", ["yes"]), now=LATER)
    service.undo(person, Revision.objects.get(), now=LATER)
    assert set(answered()) == {("one-side", "no")}


def test_a_deleted_entry_comes_back_with_its_answers(person):
    ticked = replace(ONE_SIDE, follow_up=(("one-side", "no"), ("locked", "mouth"), ("locked", "wound")))
    saved = service.save_episode(person, ticked, now=LATER)
    revision = service.delete_episode(person, saved.episode, now=LATER)
    assert service.undo(person, revision, now=LATER).may_warn
    assert record_of(Episode.objects.get()) == replace(ticked, logged_at=LATER)


def test_an_answer_keeps_its_time_when_something_else_changes(person):
    service.save_episode(person, ONE_SIDE, now=LATER)
    much_later = LATER + dt.timedelta(hours=5)
    service.save_episode(person, replace(ONE_SIDE, note="worse").with_follow_up("still-there", ["yes"]), now=much_later)
    assert answered() == {("one-side", "no"): LATER, ("still-there", "yes"): much_later}


def test_another_answer_has_its_own_time(person):
    service.save_episode(person, ONE_SIDE, now=LATER)
    much_later = LATER + dt.timedelta(hours=5)
    service.save_episode(person, WEAK.with_follow_up("one-side", ["yes"]), now=much_later)
    assert answered() == {("one-side", "yes"): much_later}


def test_of_two_ticks_the_one_that_stays_keeps_its_time(person):
    service.save_episode(person, replace(WEAK, follow_up=(("locked", "mouth"), ("locked", "wound"))), now=LATER)
    much_later = LATER + dt.timedelta(hours=5)
    service.save_episode(person, WEAK.with_follow_up("locked", ["mouth", "new-medicine"]), now=much_later)
    assert answered() == {("locked", "mouth"): LATER, ("locked", "new-medicine"): much_later}


def test_an_answer_while_it_runs_is_no_edit(person):
    running = a_record(duration_basis="ongoing", follow_up=(("easing", "no"),))
    service.save_episode(person, running, now=LATER)
    saved = service.save_episode(person, running.with_follow_up("easing", ["yes"]), now=LATER)
    assert (saved.outcome, set(answered())) == (service.COMPLETED, {("easing", "yes")})


@pytest.mark.parametrize(
    ("lasted", "may_warn"),
    [(dt.timedelta(minutes=5), False), (dt.timedelta(minutes=40), True), (None, False)],
    ids=["soon over", "long", "not known when"],
)
def test_stopping_says_anew_whether_it_could_warn(person, lasted, may_warn):
    running = a_record(duration_basis="ongoing", regions=(RegionMark("calf", "left"),))
    episode = service.save_episode(person, running, now=NOON).episode
    assert episode.may_warn
    ended_at = NOON + lasted if lasted else None
    stopped = service.stop_episode(person, episode, ended_at=ended_at, now=NOON + dt.timedelta(hours=1))
    assert stopped.may_warn is may_warn
    assert Episode.objects.get().may_warn is may_warn


def test_stopping_keeps_the_answers(person):
    episode = service.save_episode(
        person, a_record(duration_basis="ongoing", follow_up=(("easing", "no"),)), now=NOON
    ).episode
    service.stop_episode(person, episode, ended_at=LATER, now=LATER)
    assert answered() == {("easing", "no"): NOON}


@pytest.mark.parametrize(
    ("record", "may_warn"),
    [(WEAK, True), (a_record(regions=(RegionMark("calf", "left"),)), False)],
    ids=["a sign", "nothing"],
)
def test_saving_says_whether_it_could_warn(person, record, may_warn):
    assert service.save_episode(person, record, now=LATER).episode.may_warn is may_warn


@pytest.mark.parametrize(
    ("change", "is_new"),
    [
        ({"also_noticed": ("weakness", "fever")}, True),
        ({"follow_up": (("one-side", "no"),)}, True),
        ({"intensity": 7}, True),
        ({"note": "at the lake"}, False),
        ({"private": True}, False),
    ],
    ids=["a sign", "an answer", "the number", "a note", "privacy"],
)
def test_when_something_was_said_that_safety_reads(person, change, is_new):
    assert service.save_episode(person, WEAK, now=NOON).episode.safety_said_at == NOON
    service.save_episode(person, replace(WEAK, **change), now=LATER)
    assert Episode.objects.get().safety_said_at == (LATER if is_new else NOON)


def test_an_episode_may_end_at_the_second_at_which_it_began(person):
    episode = service.start_episode(person, uid=uuid.uuid4(), started_at=NOON, time_zone=ZONE, now=NOON)
    stopped = service.stop_episode(person, episode, ended_at=NOON, now=LATER)
    assert (stopped.ended_at, stopped.duration_basis) == (NOON, "measured")


def test_filling_a_gap_leaves_the_time_of_the_last_edit(person):
    service.save_episode(person, a_record(intensity=4), now=LATER)
    service.save_episode(person, a_record(intensity=6), now=LATER)
    filled = service.save_episode(person, a_record(intensity=6, kind="cramp"), now=LATER + dt.timedelta(hours=1))
    assert (filled.outcome, filled.episode.edited_at) == (service.COMPLETED, LATER)
