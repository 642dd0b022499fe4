"""A diary that was put back, or begun anew, never meets what was drawn from another one."""

import shutil
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import NOON, ZONE, make_episode
from tracker.models import Episode, Preferences
from tracker.selectors.person import person_of
from tracker.services.episodes import delete_episode
from tracker.services.pauses import add_pause


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def owner():
    """As a request reads them: anew."""
    return get_user_model().objects.get()


def new_diary(**person):
    user = get_user_model().objects.create_user("carol", password="carol-likes-trams", **person)
    Preferences.objects.create(owner=user, time_zone=ZONE)
    make_episode(user)
    make_episode(user, started_at=NOON.replace(hour=3))


def write():
    """A write through a service, which leaves one entry fewer."""
    delete_episode(person_of(owner()), Episode.objects.of(owner()).first(), now=NOON)


def drawn() -> bytes:
    """The table of the chart, and the drawing itself, as a browser gets them."""
    client = Client()
    client.force_login(owner())
    names = ("trends-table", "trends-chart")
    return b"".join(
        client.get(reverse(name, args=["calendar"]), headers={"hx-request": "true"}).content for name in names
    )


class DatabaseFile:
    """The database of the tests as a person would copy it: as a file, with nobody connected."""

    def __init__(self, kept: Path):
        self.path, self.kept = Path(connection.settings_dict["NAME"]), kept

    def copy(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        shutil.copyfile(self.path, self.kept)

    def put_back(self) -> None:
        connection.close()
        for ending in ("-wal", "-shm"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
        shutil.copyfile(self.kept, self.path)


@pytest.mark.django_db(transaction=True)
@pytest.mark.sqlite_only
def test_a_copy_put_back_shows_the_charts_of_the_copy(tmp_path):
    new_diary()
    database = DatabaseFile(tmp_path / "copy.sqlite3")
    database.copy()
    write()
    after_the_copy = drawn()
    database.put_back()
    # As many writes as before, and other ones.
    add_pause(owner(), NOON.date(), None)
    assert drawn() != after_the_copy
    assert Episode.objects.of(owner()).count() == 2


@pytest.mark.django_db(transaction=True, reset_sequences=True)
def test_a_new_person_in_a_fresh_database_sees_nothing_of_the_former_one():
    new_diary(pk=1)
    write()
    of_the_former = drawn()
    owner().delete()
    new_diary(pk=1)
    add_pause(owner(), NOON.date(), None)
    assert drawn() != of_the_former
