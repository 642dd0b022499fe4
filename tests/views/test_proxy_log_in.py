"""Logging in by the word of a proxy: of those that are named, and of nobody else."""

from ipaddress import ip_network

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from tests.html import read_page
from tracker.models import Preferences


def visit(name, address="10.0.0.2", client=None):
    client = client or Client()
    return client, client.get(reverse("settings"), headers={"Remote-User": name}, REMOTE_ADDR=address)


@pytest.fixture
def proxy(settings):
    settings.PROXY_HEADER, settings.PROXY_ADDRESSES = "HTTP_REMOTE_USER", [ip_network("10.0.0.0/24")]


def person(response):
    (words,) = [each for each in read_page(response).texts(".quiet") if each.startswith("Your account: ")]
    return words.partition(": ")[2]


def test_the_proxy_logs_people_in(proxy, alice):
    client, response = visit("Alice")
    assert person(response) == "alice"
    # And needs no word for what follows.
    assert client.get(reverse("settings"), REMOTE_ADDR="10.0.0.2").status_code == 200


@pytest.mark.parametrize("address", ["10.0.1.2", "127.0.0.1", "", "unix:"])
def test_from_any_other_address_the_header_changes_nothing(proxy, alice, bob_client, address):
    assert visit("alice", address)[1].status_code == 302
    assert person(visit("alice", address, bob_client)[1]) == "bob"


def test_unless_set_up_it_changes_nothing(alice):
    assert visit("alice")[1].status_code == 302


def test_who_is_named_takes_the_place_of_anybody_else(proxy, alice, bob_client):
    assert person(visit("alice", client=bob_client)[1]) == "alice"
    assert person(visit("alice", client=bob_client)[1]) == "alice"


def test_somebody_new_gets_a_diary(proxy, db):
    assert person(visit("dora")[1]) == "dora"
    dora = get_user_model().objects.get(username="dora")
    assert not dora.has_usable_password()
    assert Preferences.objects.filter(owner=dora).exists()


@pytest.mark.parametrize("name", ["no spaces", "x" * 151, "<b>"])
def test_a_name_that_none_can_have_logs_nobody_in(proxy, db, name):
    assert visit(name)[1].status_code == 302
    assert not get_user_model().objects.exists()


def test_nobody_new_once_sign_up_is_closed(proxy, alice, settings):
    settings.SIGNUP_IS_OPEN = False
    assert visit("dora")[1].status_code == 302
    assert person(visit("alice")[1]) == "alice"


def test_a_closed_account_stays_closed(proxy, alice):
    alice.is_active = False
    alice.save()
    assert visit("alice")[1].status_code == 302


def test_a_name_in_utf_8_is_read_as_it_was_sent(proxy, db):
    assert person(visit("Jörg".encode().decode("latin-1"))[1]) == "Jörg"
    assert person(visit("Jörg")[1]) == "Jörg"
    assert get_user_model().objects.count() == 1


@pytest.mark.parametrize("name", ["api-now", "health", "manifest", "service-worker", "calendar-feed"])
def test_what_asks_for_nobody_gets_no_session(proxy, alice, name):
    address = reverse(name, args=["x" * 43] if name == "calendar-feed" else [])
    response = Client().get(address, headers={"Remote-User": "alice"}, REMOTE_ADDR="10.0.0.2")
    assert "sessionid" not in response.cookies
    assert not Session.objects.exists()


def test_a_form_of_somebody_else_is_not_stored_for_who_is_named(proxy, alice, bob):
    """Its page was drawn for bob."""
    browser = Client(enforce_csrf_checks=True)
    token = read_page(visit("bob", client=browser)[1]).all("[name=csrfmiddlewaretoken]")[0]["value"]
    sent = {"csrfmiddlewaretoken": token}
    response = browser.post(
        reverse("home-screen-hint-hide"), sent, headers={"Remote-User": "alice"}, REMOTE_ADDR="10.0.0.2"
    )
    assert response.status_code == 403
