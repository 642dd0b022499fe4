"""Every write raises the person's data version, in the transaction that writes: a walk over all services."""

import datetime as dt
import importlib
import inspect
import pkgutil
import uuid
from dataclasses import replace

import pytest

from tests.factories import NOON, ZONE, make_day, make_episode
from tracker import services
from tracker.exchange.records import EpisodeRecord
from tracker.models import Episode, Pause, Preferences
from tracker.selectors.person import person_of
from tracker.services import bulk, check_in, days, episodes, pauses, preferences

TODAY = dt.date(2026, 6, 10)


def undo(person, row):
    revision = episodes.delete_episode(person, row, now=NOON)
    episodes.undo(person, revision, now=NOON)


def some_pause(person):
    return Pause.objects.create(owner=person.owner, from_on=TODAY - dt.timedelta(days=1))


WRITES = {
    "bulk.insert_records": lambda person, row: bulk.insert_records(
        person.owner, [EpisodeRecord(uid=uuid.uuid4(), started_at=NOON, time_zone=ZONE)], now=NOON
    ),
    "check_in.save_check_in": lambda person, row: check_in.save_check_in(
        person, TODAY, check_in.Said(factors={"stress": True}), now=NOON
    ),
    "check_in.withdraw_check_in": lambda person, row: check_in.withdraw_check_in(person, TODAY - dt.timedelta(days=3)),
    "check_in.confirm_clear_since": lambda person, row: check_in.confirm_clear_since(
        person, TODAY - dt.timedelta(days=2), TODAY, now=NOON
    ),
    "check_in.set_factors": lambda person, row: check_in.set_factors(person, ["stress"], {}, TODAY),
    "pauses.add_pause": lambda person, row: pauses.add_pause(person.owner, TODAY, None),
    "pauses.end_pause": lambda person, row: pauses.end_pause(person.owner, some_pause(person), TODAY),
    "pauses.remove_pause": lambda person, row: pauses.remove_pause(person.owner, some_pause(person)),
    "days.confirm_clear": lambda person, row: days.confirm_clear(person, TODAY - dt.timedelta(days=1), now=NOON),
    "days.withdraw_clear": lambda person, row: days.withdraw_clear(person, TODAY - dt.timedelta(days=3)),
    "episodes.save_episode": lambda person, row: episodes.save_episode(
        person, EpisodeRecord(uid=uuid.uuid4(), started_at=NOON, time_zone=ZONE), now=NOON
    ),
    "episodes.amend_episode": lambda person, row: episodes.amend_episode(
        person, row, lambda record: replace(record, intensity=3), now=NOON
    ),
    "episodes.start_episode": lambda person, row: episodes.start_episode(
        person, uid=uuid.uuid4(), started_at=NOON, time_zone=ZONE, now=NOON
    ),
    "episodes.stop_episode": lambda person, row: episodes.stop_episode(person, row, ended_at=NOON, now=NOON),
    "episodes.leave_open": lambda person, row: episodes.leave_open(person, Episode.objects.all()),
    "episodes.delete_episode": lambda person, row: episodes.delete_episode(person, row, now=NOON),
    "episodes.undo": undo,
    "preferences.save_preferences": lambda person, row: preferences.save_preferences(
        person.owner, time_zone="UTC", theme="dark", text_size="large"
    ),
    "preferences.set_day_start": lambda person, row: preferences.set_day_start(person.owner, 2, TODAY),
    "preferences.set_deadline": lambda person, row: preferences.set_deadline(person, dt.time(23), TODAY),
}

NO_WRITE_TO_THE_DIARY = {
    "bulk": set(),
    "check_in": set(),
    "days": {"is_day_open"},
    "derived": {"derived_fields", "search_text", "whole_second"},
    "episodes": {"record_of", "purge_revisions"},
    "export": {"stream_episodes", "stream_days", "episode_records", "day_records"},
    "looks": {"factor_findings"},
    "preferences": {"ensure_preferences"},
    "versions": {"raise_data_version", "diary_write"},
}
"""Public functions that only read, or write nothing that a page of the diary shows."""


def public_functions():
    for module_info in pkgutil.iter_modules(services.__path__):
        module = importlib.import_module(f"tracker.services.{module_info.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and not name.startswith("_"):
                yield module_info.name, name


def test_the_walk_knows_every_public_function():
    known = {tuple(name.split(".")) for name in WRITES}
    known |= {(module, name) for module, names in NO_WRITE_TO_THE_DIARY.items() for name in names}
    assert set(public_functions()) == known


@pytest.mark.parametrize("name", sorted(WRITES))
def test_a_write_raises_the_version_of_its_owner_alone(alice, bob, name):
    row = make_episode(alice, started_at=NOON - dt.timedelta(hours=1), duration_basis="ongoing", intensity=None)
    make_day(alice, TODAY - dt.timedelta(days=3))
    person = person_of(alice)
    versions = {owner: Preferences.objects.get(owner=owner).data_version for owner in (alice, bob)}
    WRITES[name](person, row)
    assert Preferences.objects.get(owner=alice).data_version > versions[alice]
    assert Preferences.objects.get(owner=bob).data_version == versions[bob]
