"""Tokens on the person's side: one link, made by a form, shown once, listed, turned off."""

import uuid

import pytest
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from tests.factories import NOON, make_token
from tests.html import read_page
from tracker.days import ONE_DAY
from tracker.models import AccessToken
from tracker.services.share import hash_of
from tracker.services.tokens import TOKENS_MOST


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def form(**fields):
    return {"uid": str(uuid.uuid4()), "name": "Button by the bed", "scope": "log", "days": "365"} | fields


def secret_in(response):
    return read_page(response).one("#token-secret")["value"]


def test_settings_have_one_link_and_no_form_for_it(alice_client):
    page = read_page(alice_client.get(reverse("settings")))
    assert page.links.count(reverse("tokens")) == 1
    assert reverse("token-new") not in page.links


def test_without_a_token_there_is_one_link_and_no_form(alice_client):
    page = read_page(alice_client.get(reverse("tokens")))
    assert page.one("main").all("form") == []
    assert reverse("token-new") in page.links
    assert "Active tokens" not in page.text


def test_a_token_is_shown_once(alice, alice_client):
    sent = form(scope="backup", days="30")
    response = alice_client.post(reverse("token-new"), sent)
    secret, token = secret_in(response), AccessToken.objects.get(owner=alice)
    assert token.token_hash == hash_of(secret)
    assert (token.name, token.scope, token.expires_at) == ("Button by the bed", "backup", NOON + 30 * ONE_DAY)
    assert "http://testserver" in read_page(response).text
    again = alice_client.post(reverse("token-new"), sent, follow=True)
    assert "You already made this token" in read_page(again).text
    assert secret not in again.content.decode()
    assert AccessToken.objects.count() == 1


@override_settings(ORIGIN="https://diary.example")
def test_the_page_names_the_machine_where_it_has_a_name(alice_client):
    page = read_page(alice_client.post(reverse("token-new"), form()))
    assert "POST https://diary.example/api/v1/start" in page.texts("li code")
    assert "only on this device" not in page.text


@pytest.mark.parametrize("scope", ["log", "read", "backup"])
def test_the_page_says_what_to_send(alice_client, client, scope):
    """Without docs/button.md, which no package holds: what stands there is let in."""
    page = read_page(alice_client.post(reverse("token-new"), form(scope=scope)))
    *sent, header = page.texts("li code")
    name, _colon, value = header.partition(": ")
    secret = page.one("#token-secret")["value"]
    assert sent
    for method, address in map(str.split, sent):
        path = address.removeprefix("http://testserver")
        answer = client.generic(method, path, headers={name: value.replace("…", secret)})
        assert answer.status_code in {200, 201}, address


def test_a_machine_that_no_phone_reaches_says_so(alice_client):
    response = alice_client.post(reverse("token-new"), form(), headers={"host": "localhost"})
    assert "only on this device" in read_page(response).text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": ""}, "Give it a name"),
        ({"name": "x" * 61}, "at most 60"),
        ({"scope": ""}, "Choose what it may do"),
        ({"scope": "calendar"}, "not one of the available choices"),
        ({"days": "3650"}, "not one of the available choices"),
        ({"days": ""}, "Choose how long"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(alice_client, fields, words):
    response = alice_client.post(reverse("token-new"), form(**fields))
    assert response.status_code == 422
    assert words in " ".join(read_page(response).texts(".field-error, .invalid-feedback"))
    assert not AccessToken.objects.exists()


def test_twenty_are_enough(alice, alice_client):
    for n in range(TOKENS_MOST):
        make_token(alice, secret=str(n))
    response = alice_client.post(reverse("token-new"), form())
    assert response.status_code == 422
    assert "You have 20 active tokens." in read_page(response).text
    assert read_page(response).forms[-1]["name"] == "Button by the bed"


def test_the_list_says_what_each_may_do_until_when_and_its_last_day(alice, bob, alice_client):
    make_token(alice, "read", last_used_on=NOON.date(), name="Script")
    make_token(alice, "calendar", secret="c", name="Phone")
    make_token(alice, secret="x", name="Old one", made_at=NOON - 9 * ONE_DAY, expires_at=NOON - ONE_DAY)
    make_token(bob, secret="b", name="Bob’s")
    page = read_page(alice_client.get(reverse("tokens")))
    lines = {line.one("strong").text: line.one(".entry-more").text for line in page.all(".share-line")}
    assert lines == {
        "Phone": "Calendar reminder · 20:30 · Works until you turn it off · Not used yet",
        "Script": "Read · Works until 10 June 2027 · Last used on 10 June 2026",
        "Old one": "Log · Expired on 9 June 2026 · Not used yet",
    }


def test_one_tap_turns_it_off(alice, alice_client):
    token = make_token(alice)
    response = alice_client.post(reverse("token-revoke", args=[token.uid]), follow=True)
    page = read_page(response)
    assert "That token no longer works." in page.text
    assert page.texts(".share-line .entry-more") == ["Log · Turned off on 10 June 2026, 12:00 · Not used yet"]
    token.refresh_from_db()
    assert token.revoked_at == NOON


def test_what_is_logged_names_nobody_and_no_token(alice, alice_client, caplog):
    with caplog.at_level("INFO", "spasmlog.events"):
        secret = secret_in(alice_client.post(reverse("token-new"), form()))
        alice_client.post(reverse("token-revoke", args=[AccessToken.objects.get().uid]))
    lines = [record.getMessage() for record in caplog.records if record.name == "spasmlog.events"]
    assert lines == [f"Person {alice.pk} made a token: log", f"Person {alice.pk} turned off a token: log"]
    assert secret not in caplog.text
