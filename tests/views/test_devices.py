"""The devices that a person is logged in on: listed, logged out from afar, and for a year at most."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from spasmlog.sessions import BEGAN_ON
from tests.html import read_page
from tests.views.test_accounts import change_password
from tests.views.test_second_step import PASSWORD, log_in
from tracker.models import SignedInDevice

PHONE = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"
TABLET = "Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1"


def device(user_agent):
    """A browser in which alice has just logged in, and opened a page."""
    client = Client(headers={"User-Agent": user_agent})
    log_in(client)
    client.get(reverse("settings"))
    return client


def devices_shown(client):
    return read_page(client.get(reverse("sign-in"))).texts(".device-line strong")


def is_in(client):
    return client.get(reverse("settings")).status_code == 200


@pytest.fixture
def phone(alice):
    return device(PHONE)


@pytest.fixture
def tablet(phone):
    return device(TABLET)


def test_each_device_is_listed_this_one_first(phone, tablet, bob_client):
    assert devices_shown(phone) == ["Firefox on Android", "Safari on iPad"]
    assert devices_shown(tablet) == ["Safari on iPad", "Firefox on Android"]
    bob_client.session.flush()
    assert not set(devices_shown(phone)) - {"Firefox on Android", "Safari on iPad"}


def test_one_is_logged_out_at_its_next_request(phone, tablet):
    row = SignedInDevice.objects.get(name="Safari on iPad")
    phone.post(reverse("sign-in-device-log-out", args=[row.pk]))
    assert (is_in(phone), is_in(tablet)) == (True, False)
    assert devices_shown(phone) == ["Firefox on Android"]


def test_all_others_are_logged_out_and_nobody_else(phone, tablet, bob_client):
    page = read_page(phone.get(reverse("sign-in")))
    assert "Log out everywhere else" in page.form(reverse("sign-in-others-log-out")).buttons
    phone.post(reverse("sign-in-others-log-out"))
    assert (is_in(phone), is_in(tablet), is_in(bob_client)) == (True, False, True)
    assert "everywhere else" not in phone.get(reverse("sign-in")).content.decode()


def test_an_hour_later_it_asks_first(phone, tablet):
    session = phone.session
    session["account_authentication_methods"][0]["at"] -= 3600
    session.save()
    form = read_page(phone.post(reverse("sign-in-others-log-out"))).forms[-1]
    assert is_in(tablet)
    phone.post(reverse("sign-in-others-log-out"), form.filled() | {"log-in-password": PASSWORD})
    assert not is_in(tablet)


def test_a_changed_password_keeps_this_device_alone_on_the_list(phone, tablet):
    change_password(phone, old=PASSWORD)
    assert devices_shown(phone) == ["Firefox on Android"]
    assert not is_in(tablet)


def test_who_logs_out_is_no_longer_listed(phone, tablet):
    tablet.post(reverse("account_logout"))
    assert devices_shown(phone) == ["Firefox on Android"]


def test_pages_that_only_read_note_nothing(phone):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        phone.get(reverse("settings"))
    assert not [query["sql"] for query in queries if not query["sql"].startswith("SELECT")]


def test_after_a_week_it_is_noted_once(phone):
    SignedInDevice.objects.update(seen_on=dt.date(2026, 1, 1))
    session = phone.session
    session["renewed-on"] = (timezone.now().date() - dt.timedelta(days=7)).isoformat()
    session.save()
    phone.get(reverse("settings"))
    row = SignedInDevice.objects.get()
    assert row.seen_on == timezone.now().date()
    assert row.session_key == phone.session.session_key


@pytest.mark.parametrize(("days", "still"), [(364, True), (365, False)])
def test_nobody_stays_logged_in_for_more_than_a_year(phone, days, still):
    session = phone.session
    assert session[BEGAN_ON] == timezone.now().date().isoformat()
    session[BEGAN_ON] = (timezone.now().date() - dt.timedelta(days=days)).isoformat()
    session.save()
    assert is_in(phone) is still


@pytest.mark.parametrize(
    ("user_agent", "name"), [("", "Unknown device"), ("curl/8", "Unknown device"), ("x Windows y", "Windows")]
)
def test_what_says_little_is_called_little(alice, user_agent, name):
    assert devices_shown(device(user_agent)) == [name]


@pytest.mark.django_db(transaction=True)
def test_who_deletes_the_own_account_as_staff_is_noted_nowhere(admin_user, client):
    """The first request of a session is noted after the account of it is gone."""
    client.force_login(admin_user)
    answer = client.post(reverse("admin:auth_user_delete", args=[admin_user.pk]), {"post": "yes"})
    assert answer.status_code == 302
    assert not SignedInDevice.objects.exists()
