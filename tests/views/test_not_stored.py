"""A database that cannot be written: pages are shown, and what cannot be stored says so and is given back."""

import uuid

import pytest
from django.db import DatabaseError, OperationalError, connection
from django.test import Client
from django.urls import reverse

from tests.factories import make_episode
from tests.html import read_page
from tests.test_urls import NAMES, address, rows  # noqa: F401  the fixture is found by its name
from tracker.middleware import RENEWED_ON
from tracker.models import Question, ShareLink
from tracker.services.storage import BROKEN, BUSY, FULL, MOVED, READ_ONLY, kept_if_possible, trouble_of

NOTE = "It began in the calf,\nthen the <foot> too."


def pragma(words):
    connection.ensure_connection()
    # By the driver's own connection: Django's refuses everything while a transaction is to be rolled back.
    return connection.connection.execute(f"PRAGMA {words}").fetchone()


@pytest.fixture
def read_only():
    """As SQLite behaves on a disk that went read-only while it ran."""
    pragma("query_only = ON")
    yield
    pragma("query_only = OFF")


@pytest.fixture
def broken_cache(settings, tmp_path):
    (tmp_path / "cache").write_text("not a folder")
    settings.CACHES = settings.CACHES | {
        "drawings": {"BACKEND": "spasmlog.cache.HealingFileCache", "LOCATION": tmp_path / "cache"}
    }


@pytest.mark.sqlite_only
@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_shown_as_before(request, alice, alice_client, rows, broken_cache, name):  # noqa: F811
    make_episode(alice)
    path = address(name, rows)
    before = alice_client.get(path).status_code
    # A session that is due to be renewed is a write of its own.
    session = alice_client.session
    del session[RENEWED_ON]
    session.save()
    request.getfixturevalue("read_only")
    assert alice_client.get(path).status_code == before


@pytest.mark.sqlite_only
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("who", ["client", "alice_client"])
def test_no_form_breaks_and_none_says_that_it_stored(request, rows, name, who):  # noqa: F811
    browser, path = request.getfixturevalue(who), address(name, rows)
    request.getfixturevalue("read_only")
    sent = {"intensity": "3", "text": NOTE, "note": NOTE, "regions": "calf:right", "login": "alice", "password": "x"}
    response = browser.post(path, sent)
    assert response.status_code in {200, 302, 400, 401, 403, 404, 405, 422, 507}
    if response.status_code == 302 and name not in {"visit-after", "episode-stop"}:
        # To the door, or on to where nothing had to be stored; what was said at a visit is there already, and so is the
        # end of a spasm.
        assert "Saved" not in browser.get(response.url).content.decode()


@pytest.mark.sqlite_only
def test_what_was_typed_comes_back_and_can_be_sent_again(alice, alice_client, read_only):
    sent = {"text": NOTE, "uid": str(uuid.uuid4())}
    response = alice_client.post(reverse("questions"), sent)
    page = read_page(response)
    assert response.status_code == 507
    assert "Not saved" in page.text
    assert "Nothing can be saved on the diary’s disk." in page.text
    assert page.one("dd", "It began in the calf, then the <foot> too.").has("br")
    assert page.form(reverse("questions"))["text"] == "It began in the calf,\r\nthen the <foot> too."
    assert not Question.objects.filter(owner=alice).exists()
    pragma("query_only = OFF")
    assert alice_client.post(reverse("questions"), sent).status_code == 302
    assert Question.objects.get(owner=alice).text.replace("\r\n", "\n") == NOTE


@pytest.mark.sqlite_only
def test_the_button_carries_a_token_that_is_taken(alice, read_only):
    client = Client(enforce_csrf_checks=True)
    pragma("query_only = OFF")
    client.force_login(alice)
    pragma("query_only = ON")
    client.get(reverse("questions"))
    token = client.cookies["csrftoken"].value
    page = read_page(client.post(reverse("questions"), {"text": "Why?", "csrfmiddlewaretoken": token}))
    again = next(form for form in page.forms if "text" in form)["csrfmiddlewaretoken"]
    pragma("query_only = OFF")
    assert client.post(reverse("questions"), {"text": "Why?", "csrfmiddlewaretoken": again}).status_code == 302


@pytest.mark.sqlite_only
def test_no_secret_is_sent_back(client, alice, read_only):
    response = client.post(reverse("account_login"), {"login": "alice", "password": "alice-likes-long-walks"})
    assert response.status_code == 507
    assert "long-walks" not in response.content.decode()
    assert "Try saving again" not in response.content.decode()


@pytest.mark.sqlite_only
def test_a_part_of_a_page_says_it_in_its_place(alice, alice_client, read_only):
    response = alice_client.post(reverse("questions"), {"text": NOTE}, headers={"hx-request": "true"})
    assert response.status_code == 507
    assert response.content.decode().strip().startswith('<div class="errors" role="alert">')


@pytest.mark.sqlite_only
@pytest.mark.django_db(transaction=True)
def test_a_full_disk_says_so_and_keeps_what_is_there(alice, alice_client):
    make_episode(alice)
    (pages,) = pragma("page_count")
    pragma(f"max_page_count = {pages}")
    try:
        many = "Why does it come at night, and why the calf?\n" * 6
        answers = [alice_client.post(reverse("questions"), {"text": f"{n} {many}"}) for n in range(800)]
    finally:
        pragma("max_page_count = 1073741823")
    stored = sum(answer.status_code == 302 for answer in answers)
    refused = [answer for answer in answers if answer.status_code != 302]
    assert {answer.status_code for answer in refused} == {507}
    assert "The diary’s disk is full" in refused[0].content.decode()
    # Whatever was acknowledged is there, and nothing else.
    assert Question.objects.filter(owner=alice).count() == stored
    assert alice_client.get(reverse("today")).status_code == 200


def test_a_database_that_cannot_even_be_read_is_said_by_the_same_page(alice_client, monkeypatch):
    """Outside of a view too: who is signed in is looked up by the middleware."""
    error = OperationalError("unable to open database file")
    error.__cause__ = type("DriverError", (Exception,), {"sqlite_errorname": "SQLITE_CANTOPEN"})()

    def refuse(*_arguments):
        raise error

    monkeypatch.setattr("spasmlog.backend.PersonBackend.get_user", refuse)
    alice_client.raise_request_exception = False
    for path in (reverse("diary"), reverse("account_inactive")):
        response = alice_client.get(path)
        assert (response.status_code, "shown right now" in response.content.decode()) == (507, True)


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        ("SQLITE_FULL", FULL),
        ("SQLITE_READONLY_DBMOVED", MOVED),
        ("SQLITE_IOERR_WRITE", BROKEN),
        ("SQLITE_CANTOPEN", BROKEN),
        ("SQLITE_BUSY_SNAPSHOT", BUSY),
        ("SQLITE_ERROR", ""),
        ("SQLITE_CONSTRAINT_UNIQUE", ""),
        ("53100", FULL),
        ("25006", READ_ONLY),
        ("23505", ""),
    ],
)
def test_the_codes_of_the_drivers(code, trouble):
    error = DatabaseError("words that differ")
    name = "sqlite_errorname" if code.startswith("SQLITE") else "sqlstate"
    error.__cause__ = type("DriverError", (Exception,), {name: code})()
    assert trouble_of(error) == trouble


@pytest.mark.parametrize("error", [ValueError("full"), OSError(2, "no such file"), None])
def test_other_errors_are_none_of_its_business(error):
    assert trouble_of(error) == ""


def test_what_is_only_kept_to_be_quicker_hides_no_other_error(db):
    with pytest.raises(DatabaseError), kept_if_possible():
        ShareLink.objects.create(days=-1)
