"""The address of the outbox: who may send, what is refused as a whole, and that everything is answered in JSON."""

import datetime as dt
import json
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import ZONE, make_episode
from tests.html import read_page
from tests.outbox import tap
from tracker.days import local_day
from tracker.models import Day, Episode, SentItem
from tracker.pages.outbox import MOST_BYTES_SENT, MOST_ITEMS, who_is

ADDRESS = reverse("outbox")


def asked(client):
    return client.get(ADDRESS).json()


def batch(client, *items, **more):
    now = timezone.now()
    return {
        "protocol": 1,
        "who": asked(client)["who"],
        "device": str(uuid.UUID(int=1)),
        "sent_at": now.isoformat(),
        "items": list(items),
    } | more


def post(client, sent, **headers):
    body = sent if isinstance(sent, (str, bytes)) else json.dumps(sent)
    return client.post(ADDRESS, body, content_type="application/json", headers=headers)


def start():
    return tap("start", at=timezone.now() - dt.timedelta(hours=2))


def refused(response):
    assert response["Content-Type"] == "application/json"
    assert not Episode.objects.exists()
    assert not SentItem.objects.exists()
    return response.status_code, response.json()["code"]


# Who


def test_it_says_who_is_signed_in_and_what_time_it_is(alice_client, alice, settings):
    answer = asked(alice_client)
    assert answer["who"] == who_is(alice, settings.SECRET_KEY)
    assert len(answer["csrf"]) == 64
    assert abs(dt.datetime.fromisoformat(answer["now"]) - timezone.now()) < dt.timedelta(seconds=9)
    assert answer["protocol"] == 1


def test_a_visitor_gets_an_answer_without_a_name(client, db):
    response = client.get(ADDRESS)
    answer = response.json()
    assert (response.status_code, answer["who"], answer["csrf"]) == (200, "", "")
    assert not response.cookies


def test_no_answer_is_kept_by_a_browser(alice_client):
    assert alice_client.get(ADDRESS)["Cache-Control"] == "private, no-store"


def test_the_name_stays_over_sessions_and_passwords(alice_client, alice, client):
    before = asked(alice_client)["who"]
    alice.set_password("another-long-passphrase")
    alice.save()
    client.force_login(alice)
    assert asked(client)["who"] == before
    assert len(before) == 64


def test_the_name_is_another_one_for_others_and_elsewhere(alice, bob, settings):
    here = who_is(alice, settings.SECRET_KEY)
    assert here != who_is(bob, settings.SECRET_KEY)
    settings.SECRET_KEY = "of another installation, with more than thirty characters"
    assert who_is(alice, settings.SECRET_KEY) != here


def test_it_is_another_one_for_whoever_has_the_number_in_a_new_database(alice, settings):
    before = who_is(alice, settings.SECRET_KEY)
    alice.date_joined += dt.timedelta(seconds=1)
    assert who_is(alice, settings.SECRET_KEY) != before


# Sending


def test_a_batch_is_stored_and_answered_item_by_item(alice_client, alice, settings):
    item = start()
    response = post(alice_client, batch(alice_client, item, tap("dance", at=timezone.now())))
    answer = response.json()
    assert response.status_code == 200
    first, second = answer["results"]
    assert (first["id"], first["result"]) == (item["id"], "stored")
    assert second["result"] == "unknown"
    assert answer["who"] == who_is(alice, settings.SECRET_KEY)
    waited = timezone.now() - Episode.objects.of(alice).get().started_at
    assert dt.timedelta(hours=2) <= waited < dt.timedelta(hours=2, seconds=9)


def test_an_empty_batch_is_none(alice_client):
    assert post(alice_client, batch(alice_client)).json()["results"] == []


@pytest.mark.parametrize("who", ["", "somebody"])
def test_another_persons_batch_is_refused(alice_client, bob_client, who):
    sent = batch(alice_client, start(), who=who) if who else batch(alice_client, start())
    client = alice_client if who else bob_client
    assert refused(post(client, sent)) == (409, "other-person")


def test_a_batch_without_a_session_is_refused(alice_client, client, db):
    assert refused(post(client, batch(alice_client, start()))) == (403, "signed-out")


def test_after_a_new_password_the_old_session_is_refused_and_the_new_one_sends(alice_client, alice, client):
    sent = batch(alice_client, start())
    alice.set_password("another-long-passphrase")
    alice.save()
    assert refused(post(alice_client, sent)) == (403, "signed-out")
    client.force_login(alice)
    assert post(client, sent).json()["results"][0]["result"] == "stored"


def test_a_token_is_needed_and_the_one_that_is_given_does(alice):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    sent = batch(client, start())
    for token in ({}, {"X-CSRFToken": "x" * 64}):
        assert refused(post(client, sent, **token)) == (403, "csrf")
    token = asked(client)["csrf"]
    assert post(client, sent, **{"X-CSRFToken": token}).status_code == 200


@pytest.mark.parametrize(
    "change",
    [
        {"protocol": 2},
        {"items": {}},
        {"items": None},
        {"items": [{}] * (MOST_ITEMS + 1)},
        {"device": "mine"},
        {"device": None},
        {"who": 7},
    ],
)
def test_what_is_no_batch_is_refused(alice_client, change):
    assert refused(post(alice_client, batch(alice_client, start()) | change)) == (400, "bad-request")


@pytest.mark.parametrize("body", ["", "{", "[]", "7", b"\xff\xfe", "[" * 100_000, '{"protocol": NaN}'])
def test_what_is_no_json_is_refused(alice_client, body):
    assert refused(post(alice_client, body)) == (400, "bad-request")


@pytest.mark.parametrize("sent_at", ["", "soon", "2026-06-10T12:00", None, 5])
def test_without_a_clock_it_is_refused(alice_client, sent_at):
    assert refused(post(alice_client, batch(alice_client, start(), sent_at=sent_at))) == (400, "bad-clock")


def test_fifty_items_are_taken(alice_client):
    results = post(alice_client, batch(alice_client, *[tap("dance")] * MOST_ITEMS)).json()["results"]
    assert len(results) == MOST_ITEMS


def test_a_form_is_not_taken(alice_client):
    response = alice_client.post(ADDRESS, {"log-in-password": "x", "items": "[]"})
    assert refused(response) == (400, "bad-request")


def test_too_much_is_refused(alice_client):
    sent = json.dumps(batch(alice_client, start()))
    assert post(alice_client, sent + " " * (MOST_BYTES_SENT - len(sent))).status_code == 200
    Episode.objects.all().delete()
    SentItem.objects.all().delete()
    for more in (1, 3 * 1024 * 1024):
        too_long = sent + " " * (MOST_BYTES_SENT - len(sent) + more)
        assert refused(post(alice_client, too_long)) == (413, "too-large")


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(alice_client, method):
    assert getattr(alice_client, method)(ADDRESS).status_code == 405


def test_the_cost_of_an_item_does_not_grow(alice_client, django_assert_max_num_queries):
    items = [tap("clear", at=timezone.now(), date=local_day(timezone.now(), ZONE)) for _number in range(10)]
    sent = batch(alice_client, *items)
    with django_assert_max_num_queries(30 * len(items) + 20):
        assert post(alice_client, sent).json()["results"][0]["result"] == "stored"
    assert Day.objects.count() == 1


def test_what_a_page_carries_is_what_an_item_needs(alice_client, alice):
    """The number's page, opened before another device rated the spasm: its item is a conflict."""
    row = make_episode(
        alice, intensity=None, ended_at=timezone.now(), started_at=timezone.now() - dt.timedelta(hours=1)
    )
    address = reverse("episode-after", args=[row.uid])
    (form,) = [form for form in read_page(alice_client.get(address)).forms if "drawn_from" in form]
    Episode.objects.update(intensity=8)
    fields = [["drawn_from", form["drawn_from"]], ["intensity", "5"]]
    item = tap("", at=timezone.now(), path=address) | {"fields": fields}
    del item["kind"]
    assert post(alice_client, batch(alice_client, item)).json()["results"][0]["result"] == "conflict"
