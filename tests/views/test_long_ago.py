"""A button of a page that stayed open, pressed more than 90 days before it arrives, is not stored as "now" unasked."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_episode
from tests.html import read_page
from tests.views.test_unsaved import logged_in_there
from tracker.models import Episode
from tracker.vocabulary.episodes import ONGOING

DAY, MINUTE = dt.timedelta(days=1), dt.timedelta(minutes=1)
AHEAD = dt.timedelta(hours=5)
"""The device's clock."""


def pressed(ago, name):
    sent_at = timezone.now() + AHEAD
    return {name: (sent_at - ago).isoformat(), "sent_at": sent_at.isoformat()}


def start(client, ago, **fields):
    fields = {"uid": str(uuid.uuid4()), "regions": "calf:left"} | pressed(ago, "started_at") | fields
    return client.post(reverse("episode-start"), fields)


def answered(client, response, words):
    """What comes of the button with these words."""
    (form,) = [form for form in read_page(response).forms if words in form.buttons]
    return client.post(form.action, form.filled())


def is_about(instant, ago):
    return abs(instant - (timezone.now() - ago)) < MINUTE


def test_a_start_within_90_days_has_its_time(alice_client, alice):
    assert start(alice_client, 89 * DAY).status_code == 302
    assert is_about(Episode.objects.get(owner=alice).started_at, 89 * DAY)


@pytest.mark.parametrize(("words", "ago"), [("It started then", 100 * DAY), ("It started just now", 0 * DAY)])
def test_a_start_of_long_ago_is_asked_about_and_keeps_what_was_sent(alice_client, alice, words, ago):
    response = start(alice_client, 100 * DAY)
    assert response.status_code == 409
    assert "You pressed “Spasm now” on " in response.content.decode()
    assert not Episode.objects.filter(owner=alice).exists()
    assert answered(alice_client, response, words).status_code == 302
    row = Episode.objects.get(owner=alice)
    assert is_about(row.started_at, ago)
    assert row.regions.get().region == "calf"


@pytest.mark.parametrize("words", ["It stopped then", "It stopped just now"])
def test_an_end_of_long_ago_is_asked_about(alice_client, alice, words):
    started_at = timezone.now() - 100 * DAY - dt.timedelta(minutes=5)
    row = make_episode(alice, started_at=started_at, duration_basis=ONGOING, ended_at=None)
    response = alice_client.post(reverse("episode-stop", args=[row.uid]), pressed(100 * DAY, "ended_at"))
    assert response.status_code == 409
    row.refresh_from_db()
    assert row.ended_at is None
    response = answered(alice_client, response, words)
    row.refresh_from_db()
    if words == "It stopped then":
        assert is_about(row.ended_at, 100 * DAY)
    else:
        # One tap stores no hundred days.
        assert response.url == reverse("episode-when-stopped", args=[row.uid])
        assert row.ended_at is None


def test_the_same_start_once_more_asks_nothing(alice_client, alice):
    row = make_episode(alice, started_at=timezone.now() - 101 * DAY)
    assert start(alice_client, 100 * DAY, uid=str(row.uid)).status_code == 302


def test_an_end_at_an_unknown_time_asks_nothing(alice_client, alice):
    row = make_episode(alice, started_at=timezone.now() - 101 * DAY, duration_basis=ONGOING, ended_at=None)
    fields = pressed(100 * DAY, "ended_at") | {"when": "unknown"}
    assert alice_client.post(reverse("episode-stop", args=[row.uid]), fields).status_code == 302


def test_a_clock_that_was_never_set_asks_nothing(alice_client, alice):
    fields = {"uid": str(uuid.uuid4()), "started_at": "0001-01-01T00:00:00Z", "sent_at": "9999-12-31T23:59:59Z"}
    assert alice_client.post(reverse("episode-start"), fields).status_code == 302
    assert is_about(Episode.objects.get(owner=alice).started_at, 0 * DAY)


def test_after_logging_in_on_the_page_it_has_still_its_time(client, alice):
    response = start(client, 20 * MINUTE)
    logged_in_there(client, response)
    assert is_about(Episode.objects.get(owner=alice).started_at, 20 * MINUTE)


def test_after_logging_in_it_is_asked_about_when_it_was_long_ago(client, alice):
    asked = logged_in_there(client, start(client, 100 * DAY))
    assert asked.status_code == 409
    answered(client, asked, "It started then")
    assert is_about(Episode.objects.get(owner=alice).started_at, 100 * DAY)
