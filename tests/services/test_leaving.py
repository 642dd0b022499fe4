"""Leaving: everything of the person goes, nothing of anybody else; and what a kill left is cleared away later."""

import io
import logging
import os
import stat
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.test import Client

from tests.archived import fill
from tests.factories import NOON
from tracker.models import Counter, Episode, GuidanceResult, Preferences
from tracker.services import leaving
from tracker.services.leaving import clear_away, erase, finish_erase, finish_erases
from tracker.services.preferences import keep_account_name
from tracker.services.uploads import keep_upload

User = get_user_model()
ENTRY = ("started_at", "time_zone", "day", "logged_at", "offset_seconds")


@pytest.fixture
def var(tmp_path):
    for name in ("cache", "uploads"):
        (tmp_path / name).mkdir()
    return tmp_path


def settle_in(name):
    """An account with rows of every kind, those that no archive holds, too, and two devices that are logged in."""
    user = User.objects.create_user(name, f"{name}@example.org", f"{name}-likes-long-walks", is_staff=True)
    Preferences.objects.create(owner=user, time_zone="Europe/Berlin")
    keep_account_name(user)
    fill(user, token=f"a-token-of-32-characters-of-{name}")
    EmailAddress.objects.create(user=user, email=f"{name}@example.org", primary=True)
    GuidanceResult.objects.create(owner=user, data_version=7, for_on=NOON.date())
    for _device in range(2):
        Client().force_login(user)
    return user


def paths_to_a_person(model, seen=()):
    """Lookups from the model to the account that its rows belong to, by all its relations that cannot be empty."""
    for field in model._meta.get_fields():
        if field.concrete and field.is_relation and field.related_model not in seen:
            if field.related_model is User:
                yield field.name
            elif field.many_to_one and not field.null:
                for path in paths_to_a_person(field.related_model, (*seen, model)):
                    yield f"{field.name}__{path}"


OWNED = {
    model: path
    for model in apps.get_models(include_auto_created=True)
    if model not in {ContentType, Session}
    for path in list(paths_to_a_person(model))[:1]
}
"""Every model whose rows belong to an account, with the lookup."""
OF_NO_DIARY = {"User_groups", "User_user_permissions", "LogEntry", "EmailConfirmation"}
"""Django's and allauth's, of which nobody has a row unless the staff's pages make one."""


def rows_of(user):
    return {model.__name__: model._base_manager.filter(**{path: user}).count() for model, path in OWNED.items()}


def everything():
    """All rows of all tables of all apps."""
    stored = {}
    for model in apps.get_models(include_auto_created=True):
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            stored[model.__name__] = sorted(map(repr, cursor.fetchall()))
    return stored


def test_the_walk_knows_the_models_with_an_owner():
    direct = {model.__name__ for model, path in OWNED.items() if path == "owner"}
    assert {"Episode", "Day", "Preferences", "AccountName", "Revision", "ShareLink"} <= direct
    assert OWNED[apps.get_model("tracker", "DayFactorBefore")] == "factor__day__owner"


def test_whatever_has_an_owner_goes_with_them(db, var):
    """Fails for a new model that survives, and for one of which `fill` (tests/archived.py) makes no row."""
    alice = settle_in("alice")
    assert {name for name, count in rows_of(alice).items() if not count} == OF_NO_DIARY
    erase(alice, var)
    assert set(rows_of(alice).values()) == {0}
    assert not User.objects.exists()
    assert not Session.objects.exists()


def test_everybody_else_keeps_every_row(db, var):
    settle_in("bob")
    before = everything()
    alice = settle_in("alice")
    assert everything() != before
    erase(alice, var)
    assert everything() == before


def test_what_staff_did_to_the_account_is_not_kept_by_its_name(db, var):
    bob, alice = settle_in("bob"), settle_in("alice")
    for about in (alice, EmailAddress.objects.get(user=alice), bob):
        LogEntry.objects.create(
            user=bob,
            content_type=ContentType.objects.get_for_model(about),
            object_id=str(about.pk),
            object_repr=str(about),
            action_flag=CHANGE,
        )
    erase(alice, var)
    assert [entry.object_repr for entry in LogEntry.objects.all()] == ["bob"]


@pytest.mark.parametrize("fails", ["delete", "sessions"])
def test_all_of_it_or_nothing(db, var, monkeypatch, fails):
    alice = settle_in("alice")
    before = everything()
    if fails == "delete":
        monkeypatch.setattr(User, "delete", lambda self: 1 / 0)
    else:
        monkeypatch.setattr(leaving, "_delete_sessions", lambda owner: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        erase(alice, var)
    assert everything() == before


def test_twice_is_once(db, var):
    alice = settle_in("alice")
    again = User.objects.get(pk=alice.pk)
    erase(alice, var)
    erase(again, var)
    assert not User.objects.exists()


def test_the_log_says_whose_by_number_alone(db, var, caplog, django_capture_on_commit_callbacks):
    alice = settle_in("alice")
    number = alice.pk
    with caplog.at_level(logging.INFO, "spasmlog.events"), django_capture_on_commit_callbacks(execute=True):
        erase(alice, var)
    assert f"Person {number} deleted: account" in caplog.text
    assert "alice" not in caplog.text


def test_a_statement_a_table_however_long_the_diary(db, var, django_assert_max_num_queries):
    alice = settle_in("alice")
    rows = [Episode.objects.filter(owner=alice).values(*ENTRY)[0]] * 1200
    Episode.objects.bulk_create([Episode(owner=alice, **row) for row in rows])
    with django_assert_max_num_queries(70):
        erase(alice, var)


def test_before_anything_is_deleted_there_is_a_note_that_names_nobody(db, var, monkeypatch):
    alice = settle_in("alice")
    noted = []
    monkeypatch.setattr(leaving, "_delete_sessions", lambda owner: noted.extend(path.name for path in var.iterdir()))
    erase(alice, var)
    note = f"erase-unfinished-{alice.pk}"
    assert note in noted
    assert (var / note).read_bytes() == b""
    assert stat.S_IMODE((var / note).stat().st_mode) == 0o600


def left_behind(var, alice, bob):
    """Files as a server leaves them that is killed right after the commit."""
    (var / "cache" / "drawn.djcache").write_bytes(b"alice")
    (var / "cache" / "tmphalf").write_bytes(b"alice")
    for person in (alice, bob):
        keep_upload(var / "uploads", person, io.BytesIO(b"a diary"))


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.django_db(transaction=True)
def test_what_a_kill_left_goes_at_the_next_start(alice, bob, var):
    number = alice.pk
    erase(alice, var)
    left_behind(var, alice, bob)
    finish_erases(var)
    assert names(var) == ["cache", "uploads"]
    assert names(var / "cache") == []
    assert [name.partition("-")[0] for name in names(var / "uploads")] == [str(bob.pk)]
    assert number != bob.pk


@pytest.mark.django_db(transaction=True)
def test_without_a_note_nothing_is_touched(alice, bob, var):
    left_behind(var, alice, bob)
    finish_erases(var)
    assert names(var / "cache") == ["drawn.djcache", "tmphalf"]
    assert len(names(var / "uploads")) == 2


@pytest.mark.django_db(transaction=True)
def test_what_cannot_be_removed_is_tried_again_and_the_account_is_gone_all_the_same(alice, bob, var, caplog):
    erase(alice, var)
    left_behind(var, alice, bob)
    (var / "cache" / "drawn.djcache").unlink()
    # A folder cannot be unlinked, as little as a file on a disk that cannot be written.
    (var / "cache" / "drawn.djcache").mkdir()
    assert not finish_erase(var, alice.pk)
    assert "could not be cleared away yet" in caplog.text
    assert f"erase-unfinished-{alice.pk}" in names(var)
    # The other steps were done.
    assert len(names(var / "uploads")) == 1
    assert not User.objects.filter(username="alice").exists()
    (var / "cache" / "drawn.djcache").rmdir()
    assert finish_erase(var, alice.pk)
    assert names(var) == ["cache", "uploads"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.sqlite_only
def test_a_reader_who_holds_the_log_makes_it_wait_a_second_and_no_longer(alice, var):
    import sqlite3
    from contextlib import closing

    erase(alice, var)
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM tracker_preferences").fetchall()
        Counter.objects.create(key="a", value=1, until=NOON)
        assert not clear_away(var, alice.pk)
        reader.rollback()
    assert clear_away(var, alice.pk)
    log = Path(f"{connection.settings_dict['NAME']}-wal")
    assert not log.exists() or log.stat().st_size == 0
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        assert cursor.fetchone() == (10_000,)


@pytest.mark.django_db(transaction=True)
@pytest.mark.sqlite_only
def test_a_full_disk_keeps_the_note(alice, var, monkeypatch):
    def full():
        raise OperationalError("database or disk is full")

    erase(alice, var)
    monkeypatch.setattr(leaving, "_rewrite_file", full)
    finish_erases(var)
    assert f"erase-unfinished-{alice.pk}" in names(var)


def test_a_folder_that_cannot_be_written_changes_nothing(alice, var, monkeypatch):
    def refuse(self, **_mode):
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(Path, "touch", refuse)
    with pytest.raises(PermissionError):
        erase(alice, var)
    assert User.objects.filter(username="alice").exists()
