"""Stopping a spasm that may have been forgotten: the question, what each answer stores, and the way back."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_episode
from tests.html import read_page
from tracker.days import wall_clock
from tracker.models import Episode, Revision

LONG = dt.timedelta(days=2, hours=23)
MINUTE = dt.timedelta(minutes=1)


def running(owner, ago=LONG, **fields):
    started_at = timezone.now().replace(microsecond=0) - ago
    return make_episode(owner, started_at=started_at, duration_basis="ongoing", intensity=None, **fields)


def question(client, row):
    return read_page(client.get(reverse("episode-when-stopped", args=[row.uid])))


def stop(client, row, **sent):
    return client.post(reverse("episode-stop", args=[row.uid]), sent)


def stored():
    return Episode.objects.get()


def test_the_plain_button_of_one_that_ran_for_days_only_leads_to_the_question(alice_client, alice):
    row = running(alice)
    assert stop(alice_client, row).url == reverse("episode-when-stopped", args=[row.uid])
    assert stored().duration_basis == "ongoing"


@pytest.mark.parametrize("name", ["today", "spasm-now", "episode-running"])
def test_no_page_stops_one_that_ran_for_days_in_one_tap(alice_client, alice, name):
    row = running(alice)
    page = read_page(alice_client.get(reverse(name, args=[row.uid] if name == "episode-running" else [])))
    assert not page.has(f"form[action='{reverse('episode-stop', args=[row.uid])}']")
    address = reverse("episode-when-stopped", args=[row.uid])
    assert {link["href"] for link in page.all("a", "Choose when it stopped")} == {address}


def test_a_page_from_before_asks_as_well_and_a_tap_in_time_that_comes_late_counts(alice_client, alice):
    row, now = running(alice), timezone.now()
    late = {"ended_at": (row.started_at + 5 * MINUTE).isoformat(), "sent_at": now.isoformat()}
    stop(alice_client, row, **late)
    assert abs(stored().ended_at - row.started_at - 5 * MINUTE) < dt.timedelta(seconds=5)


def test_it_says_since_when_and_what_each_answer_would_store(alice_client, alice):
    row = running(alice)
    page = question(alice_client, row)
    started = wall_clock(row.started_at, row.time_zone)
    assert f"{started:%A}, {started.day} {started:%B}, {started:%H:%M}" in page.one("h1").text
    buttons = page.texts("button[name=when]")
    after = wall_clock(row.started_at + 5 * MINUTE, row.time_zone)
    assert buttons[0] == f"After about 5 minutes {after:%A, %H:%M}"
    assert "lasted 2 days 23 h" in buttons[-1]
    assert buttons[-1].startswith("Just now")
    assert not page.has("[checked]")


@pytest.mark.parametrize(
    ("sent", "minutes", "basis"),
    [
        ({"when": "after-300"}, 5, "estimated"),
        ({"when": "after-3600"}, 60, "estimated"),
        ({"when": "unknown"}, None, "unknown"),
        ({"when": "now"}, LONG / MINUTE, "measured"),
    ],
)
def test_one_tap_stores_what_it_said_and_undo_asks_again(alice_client, alice, sent, minutes, basis):
    row = running(alice)
    after = stop(alice_client, row, **sent)
    assert after.url == reverse("episode-after", args=[row.uid])
    ended = stored().ended_at
    assert stored().duration_basis == basis
    assert ended is None if minutes is None else abs((ended - row.started_at) / MINUTE - minutes) < 0.1
    undo = read_page(alice_client.get(after.url)).form(reverse("episode-resume", args=[row.uid]))
    back = alice_client.post(undo.action, undo.filled())
    assert back.url == reverse("episode-when-stopped", args=[row.uid])
    assert (stored().duration_basis, stored().ended_at, Revision.objects.count()) == ("ongoing", None, 0)


def test_an_end_that_was_changed_since_is_not_undone(alice_client, alice):
    row = running(alice)
    stop(alice_client, row, when="after-300")
    Episode.objects.update(ended_at=row.started_at + 9 * MINUTE)
    sent = {"ended": (row.started_at + 5 * MINUTE).isoformat()}
    assert alice_client.post(reverse("episode-resume", args=[row.uid]), sent).url == reverse("episode", args=[row.uid])
    assert stored().ended_at == row.started_at + 9 * MINUTE


def test_another_time_after_midnight_needs_no_other_day(alice_client, alice):
    row = running(alice)
    row.started_at = dt.datetime(2026, 6, 9, 21, 58, tzinfo=dt.UTC)
    row.save()
    form = question(alice_client, row).form(reverse("episode-stop", args=[row.uid]))
    assert form["ended_on"] == "2026-06-09"
    stop(alice_client, row, when="at", ended_on="2026-06-09", ended_time="00:20")
    assert stored().ended_at == dt.datetime(2026, 6, 9, 22, 20, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Enter when it ended. A guess is fine."),
        ({"ended_on": "2020-01-01", "ended_time": "03:00"}, "End time is before the start. Check the date."),
        ({"ended_on": "2030-01-01", "ended_time": "03:00"}, "This is in the future."),
    ],
)
def test_a_time_that_cannot_be_stands_beside_its_field_and_stores_nothing(alice_client, alice, sent, words):
    response = stop(alice_client, running(alice), when="at", **sent)
    assert response.status_code == 422
    page = read_page(response)
    assert words in page.one("#id_ended_time_error").text
    assert page.has("#id_ended_time[autofocus]")
    assert page.has("details[open]")
    assert stored().duration_basis == "ongoing"


def test_your_usual_length_is_offered_and_named(alice_client, alice):
    now = timezone.now()
    for days in (5, 6, 7):
        at = now - dt.timedelta(days=days)
        make_episode(alice, started_at=at, ended_at=at + dt.timedelta(minutes=3, seconds=10))
    row = running(alice)
    assert any(
        words.startswith("After about 3 minutes") and "your usual length" in words
        for words in question(alice_client, row).texts("button[name=when]")
    )


def test_one_that_just_began_is_not_asked_about(alice_client, alice):
    row = running(alice, ago=3 * MINUTE)
    address = reverse("episode-when-stopped", args=[row.uid])
    assert alice_client.get(address).url == reverse("episode-running", args=[row.uid])
    stop(alice_client, row)
    assert alice_client.get(address).url == reverse("episode", args=[row.uid])
