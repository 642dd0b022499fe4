"""What two tabs, or two taps, do at once: pages hold an entry that has been written to since they read it."""

import datetime as dt
import uuid
from dataclasses import replace

import pytest

from tests.factories import NOON, ZONE, make_episode
from tracker.models import Episode, Preferences, Revision
from tracker.models.person import NOTHING_WRITTEN
from tracker.records.episode import EpisodeRecord
from tracker.records.regions import RegionMark
from tracker.selectors.person import person_of
from tracker.services import episodes as service
from tracker.services.episode_rows import record_of
from tracker.services.versions import renew_data_version

LATER = NOON + dt.timedelta(minutes=5)


@pytest.fixture
def person(alice):
    return person_of(alice)


@pytest.fixture
def running(alice):
    return make_episode(alice, duration_basis="ongoing", intensity=None, regions=())


def seen_by_another_tab(episode):
    return Episode.objects.get(pk=episode.pk)


def test_saying_where_does_not_start_anew_what_was_just_stopped(person, running):
    other = seen_by_another_tab(running)
    service.stop_episode(person, running, ended_at=LATER, now=LATER)
    where = (RegionMark("calf", "left"),)
    saved = service.amend_episode(person, other, lambda record: replace(record, regions=where), now=LATER)
    assert (saved.episode.duration_basis, saved.episode.ended_at) == ("measured", LATER)
    assert record_of(saved.episode).regions == where


def test_the_number_does_not_take_away_what_was_just_said(person, alice):
    episode = make_episode(alice, regions=(), intensity=None)
    other = seen_by_another_tab(episode)
    service.amend_episode(person, episode, lambda record: replace(record, note="said here"), now=LATER)
    service.amend_episode(person, other, lambda record: replace(record, intensity=6), now=LATER)
    stored = Episode.objects.get()
    assert (stored.note, stored.intensity) == ("said here", 6)


def test_what_was_deleted_just_now_is_not_amended(person, running):
    other = seen_by_another_tab(running)
    service.delete_episode(person, running, now=LATER)
    assert service.amend_episode(person, other, lambda record: replace(record, intensity=6), now=LATER) is None
    assert not Episode.objects.exists()


def test_what_was_deleted_just_now_is_not_stopped(person, running):
    other = seen_by_another_tab(running)
    service.delete_episode(person, running, now=LATER)
    assert service.stop_episode(person, other, ended_at=LATER, now=LATER) is None


def test_the_second_of_two_deletions_keeps_no_emptied_entry(person, alice):
    episode = make_episode(alice, regions=(("calf", "left"),))
    other = seen_by_another_tab(episode)
    service.delete_episode(person, episode, now=LATER)
    assert service.delete_episode(person, other, now=LATER) is None
    assert [row.snapshot["regions"][0]["region"] for row in Revision.objects.all()] == ["calf"]


def test_a_deletion_keeps_what_was_saved_just_before_it(person, alice):
    episode = make_episode(alice, note="old")
    other = seen_by_another_tab(episode)
    service.save_episode(person, replace(record_of(episode), note="new"), now=LATER)
    assert service.delete_episode(person, other, now=LATER).snapshot["note"] == "new"


def test_two_edits_of_what_both_saw_leave_one_entry_and_both_older_states(person, alice):
    seen = record_of(make_episode(alice, note="first"))
    service.save_episode(person, replace(seen, note="second"), now=LATER)
    service.save_episode(person, replace(seen, note="third"), now=LATER)
    assert Episode.objects.get().note == "third"
    assert sorted(row.snapshot["note"] for row in Revision.objects.all()) == ["first", "second"]


def test_an_entry_that_another_worker_stores_in_between_is_compared_with(person, alice, monkeypatch):
    uid = uuid.uuid4()
    record = EpisodeRecord(uid=uid, started_at=NOON, time_zone=ZONE)
    write, calls = service._write, []

    def write_after_the_other(episode, *arguments):
        if not calls:
            calls.append(uid)
            write(Episode(owner=alice, uid=uid, logged_at=LATER), *arguments)
        write(episode, *arguments)

    # The other's write is undone together with ours here; with two workers it stays. Either way one is left.
    monkeypatch.setattr(service, "_write", write_after_the_other)
    assert service.save_episode(person, record, now=LATER).episode.uid == uid
    assert Episode.objects.of(alice).count() == 1


def test_the_first_write_of_someone_without_preferences_makes_them(alice):
    Preferences.objects.all().delete()
    renew_data_version(alice)
    assert Preferences.objects.get(owner=alice).data_version != NOTHING_WRITTEN
