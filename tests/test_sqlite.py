"""A database file that is removed or replaced while the server runs: nothing is answered as stored any more."""

import shutil
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.db import OperationalError, connection, transaction
from django.urls import reverse

from spasmlog.sqlite.base import DatabaseFileGoneError, remember
from tracker.models import Question

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sqlite_only]


@pytest.fixture
def file(settings):
    """The file of the tests' database, put back afterwards."""
    path = Path(connection.settings_dict["NAME"])
    connection.ensure_connection()
    away = path.with_name("away.sqlite3")
    yield path, away
    if away.exists():
        away.replace(path)


def remove(path, away):
    path.rename(away)


def replace(path, away):
    path.rename(away)
    shutil.copy(away, path)


@pytest.mark.parametrize("trouble", [remove, replace])
def test_a_save_is_not_answered_as_stored(alice, alice_client, file, trouble):
    trouble(*file)
    alice_client.raise_request_exception = False
    response = alice_client.post(reverse("questions"), {"text": "Why the calf?"})
    assert response.status_code == 507
    page = response.content.decode()
    assert "was moved or replaced while spasmlog was running" in page
    assert "Why the calf?" in page
    file[1].replace(file[0])
    assert not Question.objects.filter(owner=alice).exists()
    assert alice_client.post(reverse("questions"), {"text": "Why the calf?"}).status_code == 302


@pytest.mark.parametrize("trouble", [remove, replace])
def test_every_kind_of_write_is_refused_and_says_by_its_code_why(alice, file, trouble):
    people = get_user_model().objects
    trouble(*file)
    for write in (
        lambda: people.filter(pk=alice.pk).update(first_name="A"),
        lambda: people.create(username="carol"),
        lambda: people.bulk_create([get_user_model()(username="dave")]),
        lambda: people.filter(pk=alice.pk).delete(),
    ):
        with pytest.raises(DatabaseFileGoneError) as raised:
            write()
        assert raised.value.__cause__.sqlite_errorname == "SQLITE_READONLY_DBMOVED"
    assert isinstance(raised.value, OperationalError)


def test_removed_while_something_is_being_stored(alice, file):
    with pytest.raises(DatabaseFileGoneError), transaction.atomic():
        get_user_model().objects.create(username="carol")
        remove(*file)


def test_what_was_read_before_can_still_be_read(alice, alice_client, file):
    remove(*file)
    assert get_user_model().objects.filter(pk=alice.pk).exists()


def test_a_new_connection_makes_no_empty_file_in_its_place(alice, file):
    path, away = file
    remember(path)
    remove(path, away)
    connection.close()
    with pytest.raises(DatabaseFileGoneError):
        get_user_model().objects.exists()
    assert not path.exists()


def test_a_connection_is_looked_at_before_it_is_used_again(settings):
    assert settings.DATABASES["default"]["CONN_HEALTH_CHECKS"] is True
