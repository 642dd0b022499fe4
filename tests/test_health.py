"""`/health/`: fine, or why not, for programs that ask every few seconds and are nobody."""

import errno
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from spasmlog import health
from spasmlog.tables import known_migrations
from tests.factories import make_episode

ADDRESS = "/health/"


@pytest.mark.django_db(transaction=True)
def test_all_is_well(client):
    answer = client.get(ADDRESS)
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert answer["Cache-Control"] == "private, no-store"
    assert not answer.cookies


def test_it_takes_few_queries_writes_nothing_and_asks_nobody_who_they_are(alice_client):
    known_migrations()
    with CaptureQueriesContext(connection) as asked:
        assert alice_client.get(ADDRESS).status_code == 200
    statements = [query["sql"] for query in asked]
    assert len(statements) <= 8
    assert not [each for each in statements if "django_session" in each or "auth_user" in each]
    assert not [each for each in statements if each.split()[0] in {"INSERT", "UPDATE", "DELETE"}]


def test_it_says_the_same_however_long_the_diary_is(client, alice):
    make_episode(alice, note="of nobody's concern")
    assert client.get(ADDRESS).content == b"ok\n"


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_can_be_sent_there(client, db, method):
    assert getattr(client, method)(ADDRESS).status_code == 405


@pytest.mark.sqlite_only
@pytest.mark.django_db(transaction=True)
def test_a_write_that_lasts_is_told_and_the_next_save_waits_as_long_as_ever(client, monkeypatch):
    monkeypatch.setattr(health, "LOCK_MILLISECONDS", 50)
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = client.get(ADDRESS)
        other.execute("ROLLBACK")
    assert (answer.status_code, answer.content) == (503, b"database locked\n")
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (10_000,)
    assert client.get(ADDRESS).status_code == 200


@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.ENOSPC, b"disk full\n"), (errno.EDQUOT, b"disk full\n"), (errno.EROFS, b"disk read-only\n")],
)
def test_a_disk_that_takes_nothing_is_told(client, db, monkeypatch, code, words):
    def refuse(*_arguments, **_options):
        raise OSError(code, "as the system says it")

    monkeypatch.setattr(health.tempfile, "TemporaryFile", refuse)
    answer = client.get(ADDRESS)
    assert (answer.status_code, answer.content) == (503, words)
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.sqlite_only
def test_a_folder_that_went_is_told(client, db, settings, tmp_path):
    settings.VAR_DIR = tmp_path / "gone"
    assert client.get(ADDRESS).status_code == 503


def test_missing_migrations_are_told(client, db):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'tracker' AND name = '0001_start'")
    assert client.get(ADDRESS).content == b"migrations missing\n"


def test_no_tables_at_all_are_told(client, db, monkeypatch):
    monkeypatch.setattr(connection.introspection, "table_names", list)
    assert client.get(ADDRESS).content == b"migrations missing\n"


def test_every_migration_there_is_counts(db):
    known = known_migrations()
    assert ("tracker", "0001_start") in known
    assert {"tracker", "auth", "sessions", "account"} <= {app for app, _ in known}
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        assert known == set(cursor.fetchall())


def test_a_container_asks_past_the_proxy(client, db, settings):
    settings.SECURE_SSL_REDIRECT, settings.SECURE_REDIRECT_EXEMPT = True, [r"^health/$"]
    # Settings of the middleware are read when it is made.
    plain = Client(headers={"host": "127.0.0.1"})
    assert plain.get(ADDRESS).status_code == 200
    assert plain.get("/").status_code == 301


def test_the_readme_names_every_reason():
    readme = (Path(__file__).parents[1] / "README.md").read_text()
    for words in (*health.WORDS.values(), health.UNREACHABLE, health.MIGRATIONS_MISSING):
        assert f"`{words}`" in readme
