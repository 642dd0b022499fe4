"""Your data: everything out as one file, a look at what a file would add, and back."""

import io
import logging
import re
import time

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.archived import all_tables, archive_of, changed, fill, members, rows, with_row
from tests.factories import make_episode
from tests.html import read_page
from tracker.exchange import locked as locks
from tracker.exchange.archive import MOST_BYTES
from tracker.exchange.locked import locked, unlocked
from tracker.models import Day, Episode, Preferences

PAGE = "/settings/data/"
PHRASE = "three quiet words"


@pytest.fixture(autouse=True)
def no_uploads():
    yield
    for path in settings.UPLOADS_DIR.glob("*"):
        path.unlink()


@pytest.fixture
def data(alice):
    fill(alice)
    return archive_of(alice)


def uploads():
    return sorted(path.name for path in settings.UPLOADS_DIR.glob("*"))


def upload(client, data, **fields):
    return client.post(PAGE, {"file": SimpleUploadedFile("diary.zip", data, "application/zip")} | fields)


def words(response):
    return read_page(response).text


def beside(response, field="file"):
    """The error beside the field."""
    assert response.status_code == 422
    (error,) = response.context["page"].restore.errors[field]
    assert str(error) in words(response)
    return error


def download(client, **fields):
    response = client.post(reverse("archive"), fields)
    return response, b"".join(response.streaming_content)


def test_the_way_there_is_in_the_settings(alice_client):
    assert PAGE in read_page(alice_client.get(reverse("settings"))).links
    assert reverse("your-data") == PAGE


def test_everything_comes_as_a_zip_file(data, alice_client, caplog):
    with caplog.at_level(logging.INFO, "spasmlog.events"):
        response, content = download(alice_client)
    assert rows(content)
    assert response["Content-Type"] == "application/zip"
    assert int(response["Content-Length"]) == len(content)
    assert uploads() == []
    kind, _, name = response["Content-Disposition"].partition("; filename=")
    assert kind == "attachment"
    assert re.fullmatch(r"spasmlog-alice-\d{4}-\d\d-\d\d\.zip", name.strip('"'))
    assert "exported: archive" in caplog.text
    assert "alice" not in caplog.text


def test_with_a_pass_phrase_it_is_locked(data, alice_client):
    response, content = download(alice_client, phrase=PHRASE)
    assert ".spasmlog" in response["Content-Disposition"]
    assert rows(unlocked(io.BytesIO(content), PHRASE).read())


def test_a_short_pass_phrase_is_refused_beside_its_field(alice_client):
    response = alice_client.post(reverse("archive"), {"phrase": "short"})
    assert response.status_code == 422
    assert "This is too short." in words(response)


def test_upload_look_confirm(data, bob, bob_client, caplog):
    before = all_tables()
    response = upload(bob_client, data)
    assert response.status_code == 302
    page = bob_client.get(response.url)
    assert "Your diary here is empty" in words(page)
    assert "Entries 4 0 0" in words(page)
    assert all_tables() == before
    with caplog.at_level(logging.INFO, "spasmlog.events"):
        done = bob_client.post(response.url, follow=True)
    assert "Restored: 4 entries, " in words(done)
    assert f"Person {bob.pk} restored: archive" in caplog.text
    assert Episode.objects.of(bob).count() == 4
    assert uploads() == []
    assert bob_client.get(response.url).status_code == 404
    assert bob_client.post(response.url).status_code == 404


def test_every_page_shows_what_it_showed(data, alice, alice_client, bob, bob_client):
    url = upload(bob_client, data).url
    bob_client.post(url, follow=True)
    for name in ("diary", "visits", "questions", "profile", "pauses", "check-in-factors"):
        ours, theirs = (words(client.get(reverse(name))) for client in (alice_client, bob_client))
        assert len(ours) > 200
        assert theirs == ours


def test_what_differs_is_shown_and_stays(data, alice, alice_client):
    Episode.objects.of(alice).filter(note="at the lake").update(note="mine now")
    Day.objects.of(alice).filter(limited=2).update(limited=3)
    url = upload(alice_client, data).url
    page = alice_client.get(url)
    assert "What differs" in words(page)
    assert "10 June 2026, 12:00 Note" in words(page)
    assert "10 June 2026 How much did spasms limit you?" in words(page)
    assert reverse("diary-day", args=["2026-06-10"]) in page.content.decode()
    alice_client.post(url)
    assert Episode.objects.of(alice).filter(note="mine now").exists()
    assert Day.objects.of(alice).filter(limited=3).exists()


def test_nothing_to_add_is_said(data, alice_client):
    url = upload(alice_client, data).url
    assert "there is nothing to add." in words(alice_client.get(url))
    assert "nothing was changed." in words(alice_client.post(url, follow=True))


def test_a_file_can_be_discarded(data, bob, bob_client):
    url = upload(bob_client, data).url
    before = all_tables()
    assert bob_client.post(url, {"discard": "1"}).url == PAGE
    assert all_tables() == before
    assert uploads() == []


def test_bob_can_neither_see_nor_confirm_what_alice_sent(data, alice, alice_client, bob_client):
    Episode.objects.of(alice).all().delete()
    url = upload(alice_client, data).url
    before = all_tables()
    assert bob_client.get(url).status_code == 404
    assert bob_client.post(url).status_code == 404
    assert bob_client.post(url, {"discard": "1"}).status_code == 404
    assert all_tables() == before
    assert alice_client.get(url).status_code == 200


def test_a_form_without_its_token_confirms_nothing(data, bob):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(bob)
    assert upload(client, data).status_code == 403
    assert uploads() == []


def test_a_locked_file_asks_for_its_phrase(data, bob_client, monkeypatch):
    monkeypatch.setattr(locks, "_COST", {"n": 2, "r": 8, "p": 1})
    closed = b"".join(locked([data], PHRASE))
    assert "enter its passphrase" in beside(upload(bob_client, closed), "unlock_phrase")
    assert "doesn’t open the file" in beside(upload(bob_client, closed, unlock_phrase="wrong words"), "unlock_phrase")
    assert "damaged" in beside(upload(bob_client, data[:-5], unlock_phrase=PHRASE))
    url = upload(bob_client, closed, unlock_phrase=PHRASE).url
    assert "Entries 4 0 0" in words(bob_client.get(url))


def test_no_file_is_said(bob_client):
    assert "Choose the file" in beside(bob_client.post(PAGE))
    assert "empty" in beside(upload(bob_client, b""))
    assert "Choose the file" in beside(bob_client.post(PAGE, {"file": "text"}))


def test_a_file_that_is_too_large_is_said(bob_client):
    assert "larger than 20 MB" in beside(upload(bob_client, b"PK" + b"\0" * (MOST_BYTES + 99_000)))
    assert uploads() == []


@pytest.mark.parametrize("content", [b"id,started_at\r\n", b"PK\x03\x04nonsense", b"\x00" * 5000])
def test_another_file_is_said(bob_client, content):
    began = time.monotonic()
    assert beside(upload(bob_client, content)).endswith(".")
    assert time.monotonic() - began < 1


def test_a_newer_format_is_said(data, bob_client):
    newer = changed(data, lambda text: text.replace('"format": 1', '"format": 7'))
    assert "newer version" in beside(upload(bob_client, newer))


def test_a_value_that_cannot_be_stored_is_said_before_anything_is_confirmed(data, bob_client):
    url = upload(bob_client, with_row(data, "entries", intensity=99)).url
    assert "damaged" in beside(bob_client.get(url))
    assert uploads() == []


def test_what_the_database_refuses_changes_nothing(data, bob_client):
    before = all_tables()
    url = upload(bob_client, with_row(data, "days", limited=9)).url
    assert "damaged" in beside(bob_client.post(url))
    assert all_tables() == before


def test_an_empty_diary_comes_and_goes(alice_client, bob, bob_client):
    _response, content = download(alice_client)
    assert set(members(content)) == {"diary.json", "episodes.csv", "days.csv", "README.txt", "SHA256SUMS"}
    make_episode(bob)
    url = upload(bob_client, content).url
    assert "there is nothing to add" in words(bob_client.get(url))
    assert Preferences.objects.get(owner=bob).time_zone == "Europe/Berlin"
