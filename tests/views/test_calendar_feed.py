"""The calendar that programs subscribe to: its address shown once, its title neutral, turned off in one tap."""

import datetime as dt
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from spasmlog.logs import WithoutTokens
from tests.factories import NOON, TOKEN, make_token
from tests.html import read_page
from tracker.days import ONE_DAY
from tracker.models import AccessToken
from tracker.services.tokens import revoke_token
from tracker.views import tries


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def feed(token=TOKEN, **headers):
    return Client().get(reverse("calendar-feed", args=[token]), headers=headers)


def lines_of(response):
    return response.content.decode().split("\r\n")


def make(client, **fields):
    return client.post(reverse("token-calendar"), {"uid": str(uuid.uuid4()), "at": "21:15"} | fields)


def test_the_address_is_shown_once_and_gives_the_calendar(alice, alice_client):
    uid = str(uuid.uuid4())
    response = make(alice_client, uid=uid)
    address = read_page(response).one("#token-secret")["value"]
    assert address.startswith("http://testserver/calendar/")
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert "DTSTART:20260610T211500" in lines_of(answer)
    again = alice_client.post(reverse("token-calendar"), {"uid": uid, "at": "21:15"}, follow=True)
    assert "You already made this token" in read_page(again).text
    assert AccessToken.objects.get(owner=alice).expires_at is None


def test_the_evening_questions_lead_there_and_it_starts_at_the_usual_time(alice_client):
    assert reverse("token-calendar") in read_page(alice_client.get(reverse("check-in-factors"))).links
    page = read_page(alice_client.get(reverse("token-calendar")))
    assert page.forms[-1]["at"] == "20:30"


@pytest.mark.parametrize(("at", "words"), [("", "Choose a time."), ("late", "such as 20:30")])
def test_a_wrong_time_is_said_beside_its_field(alice_client, at, words):
    response = make(alice_client, at=at)
    assert response.status_code == 422
    assert words in read_page(response).text
    assert not AccessToken.objects.exists()


def test_it_says_when_and_not_a_word_of_health(alice):
    make_token(alice, "calendar", name="My cramps")
    lines = lines_of(feed())
    assert {"SUMMARY:Evening check-in", "X-WR-CALNAME:Evening check-in", "RRULE:FREQ=DAILY"} <= set(lines)
    assert {"METHOD:PUBLISH", "REFRESH-INTERVAL;VALUE=DURATION:P1D"} <= set(lines)
    without_address = [line for line in lines if "http" not in line and not line.startswith("PRODID")]
    assert not any(word in "\n".join(without_address).lower() for word in ("spasm", "cramp", "pain", "alice"))


def test_it_is_the_same_every_day(alice, monkeypatch):
    make_token(alice, "calendar")
    before = feed().content
    monkeypatch.setattr(timezone, "now", lambda: NOON + 30 * ONE_DAY)
    assert feed().content == before


def test_the_day_of_its_last_use_is_noted(alice):
    make_token(alice, "calendar", remind_at=dt.time(20))
    feed()
    assert AccessToken.objects.get().last_used_on == NOON.date()


def test_no_other_token_opens_it_and_it_opens_nothing_else(alice):
    make_token(alice, "read")
    make_token(alice, "calendar", secret="of-a-calendar")
    assert feed().status_code == 404
    answer = Client().get("/api/v1/episodes", headers={"Authorization": "Bearer of-a-calendar"})
    assert answer.status_code == 403


def test_turned_off_unknown_and_of_a_closed_account_look_alike(alice, bob):
    off = make_token(alice, "calendar", secret="off")
    make_token(bob, "calendar", secret="closed")
    revoke_token(alice, off, now=NOON)
    bob.is_active = False
    bob.save()
    answers = [feed(token) for token in ("off", "closed", "unknown")]
    assert len({(answer.status_code, answer.content, str(answer.headers)) for answer in answers}) == 1
    assert answers[0].status_code == 404


def test_guesses_are_held_back(alice):
    make_token(alice, "calendar")
    codes = [feed(f"guess-{n}").status_code for n in range(tries.MISSES + 1)]
    assert codes[-2:] == [404, 429]
    assert feed().status_code == 200


def test_its_address_is_passed_on_by_nobody_and_kept_nowhere(alice):
    make_token(alice, "calendar")
    answer = feed()
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "private, no-store"
    assert not answer.cookies


def test_no_log_holds_its_address():
    import logging

    record = logging.LogRecord("x", logging.INFO, "", 0, "GET %s", (f"/calendar/{TOKEN}.ics",), None)
    assert WithoutTokens().filter(record)
    assert record.getMessage() == "GET /calendar/…"
