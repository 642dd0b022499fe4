"""Log-out, and a session that ends: nothing of the diary stays, nothing that waits is lost, nothing goes to others."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.device import KNOWN
from tests.factories import make_episode
from tracker.models import Day, Episode

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]

NOTHING = {"caches": [], "databases": [], "workers": 0}
ITEMS_ALONE = {"caches": [], "databases": ["spasmlog"], "workers": 1}
# As a browser submits a form whose script is still on its way.
PRESSED_BEFORE_SCRIPTS = "() => document.querySelector('form[data-log-out]').submit()"


def test_log_out_leaves_nothing(device, alice):
    phone = device()
    page = phone.open("/settings/")
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url(f"{phone.proxy.url}/")
    assert phone.traces() == NOTHING


def test_log_out_asks_about_what_is_kept_and_leaves_it_and_the_worker_alone(device, alice, bob):
    make_episode(alice, started_at=timezone.now() - dt.timedelta(days=3))
    phone = device()
    page = phone.open(reverse("diary-day", args=[timezone.localdate() - dt.timedelta(days=1)]))
    phone.proxy.fault = lambda method, path: "refused" if method == "POST" and path[:5] in {"/days", "/outb"} else ""
    page.get_by_role("button", name="Mark it clear").click()
    page.wait_for_url("**/offline/")
    page.goto("/settings/")
    page.get_by_role("button", name="Log out", exact=True).click()
    expect(page.get_by_role("heading", name="1 entry is only on this device.")).to_be_visible()
    page.get_by_role("button", name="Send now, then log out").click()
    expect(page.get_by_text("Not everything could be sent.")).to_be_visible()
    page.get_by_role("button", name="Keep for me, and log out").click()
    page.wait_for_url(f"{phone.proxy.url}/")
    phone.wait_for_traces(ITEMS_ALONE)
    assert [item["path"].split("/")[1] for item in phone.items()] == ["days"]
    phone.come_back()
    page.goto("/accounts/login/")
    expect(page.get_by_text("1 entry is waiting on this device.")).to_be_visible()
    # Somebody else logs in here: nothing is sent, and nothing of it is seen.
    phone.sign_in(bob)
    phone.open("/")
    page.wait_for_timeout(500)
    page.goto("/offline/")
    expect(page.get_by_text("1 entry on this device belongs to someone else.")).to_be_visible()
    expect(page.get_by_role("heading", name="Saved on this device")).to_be_hidden()
    assert len(phone.items()) == 1
    phone.sign_in(alice)
    page.goto("/")
    phone.wait_until_sent()
    assert [day.owner for day in Day.objects.filter(answer="none")] == [alice]


@pytest.mark.parametrize(
    ("choice", "stored"), [("Send now, then log out", 1), ("Throw away, and log out", 0)], ids=["send", "throw-away"]
)
def test_what_is_kept_is_sent_or_thrown_away_and_nothing_is_left(device, alice, choice, stored):
    phone = device()
    phone.open("/")
    phone.proxy.fault = lambda method, path: "refused" if method == "POST" and path == "/outbox/" else ""
    phone.keep("start")
    page = phone.page
    page.goto("/settings/")
    page.get_by_role("button", name="Log out", exact=True).click()
    expect(page.get_by_role("heading", name="1 entry is only on this device.")).to_be_visible()
    # What is thrown away is not to be sent first by a try that the page makes of itself.
    if stored:
        phone.come_back()
    page.get_by_role("button", name=choice).click()
    page.wait_for_url(f"{phone.proxy.url}/")
    assert Episode.objects.of(alice).count() == stored
    phone.wait_for_traces(NOTHING)


def test_log_out_before_the_scripts_came_leaves_nothing_either(device, alice):
    phone = device()
    page = phone.open("/settings/")
    assert page.evaluate(KNOWN)
    with page.expect_navigation():
        page.evaluate(PRESSED_BEFORE_SCRIPTS)
    phone.wait_for_traces(NOTHING)
    assert "device-left" not in page.evaluate("document.cookie")


def test_log_out_before_the_scripts_came_loses_nothing_that_is_kept(device, alice):
    phone = device()
    page = phone.open("/settings/")
    phone.proxy.fault = lambda method, path: "refused" if path == "/outbox/" else ""
    phone.keep("start")
    with page.expect_navigation():
        page.evaluate(PRESSED_BEFORE_SCRIPTS)
    phone.wait_for_traces(ITEMS_ALONE)
    assert not page.evaluate(KNOWN)
    page.goto("/accounts/login/")
    expect(page.get_by_text("1 entry is waiting on this device.")).to_be_visible()
    phone.come_back()
    phone.sign_in(alice)
    page.goto("/")
    phone.wait_until_sent()
    assert Episode.objects.of(alice).count() == 1


def test_a_session_that_ends_by_itself_lets_the_device_log_on(device, alice):
    """Nobody pressed log-out: what the device knows stays, and so does what is tapped then."""
    phone = device()
    page = phone.open("/")
    phone.context.clear_cookies()
    page.goto("/accounts/login/")
    phone.go_away()
    page.goto("/offline/")
    page.get_by_role("button", name="Spasm now").click()
    page.get_by_role("button", name="Stop", exact=True).click()
    # Nobody leaves within the milliseconds that it takes to be kept.
    phone.wait_until_kept(2)
    phone.come_back()
    page.goto("/accounts/login/")
    expect(page.get_by_text("1 entry is waiting on this device.")).to_be_visible()
    assert len(phone.items()) == 2
    phone.sign_in(alice)
    page.goto("/")
    phone.wait_until_sent()
    assert Episode.objects.of(alice).get().duration_basis == "measured"


def test_a_page_of_somebody_who_is_no_longer_signed_in_keeps_its_taps_for_them(device, alice, bob):
    phone = device()
    page = phone.open("/")
    other = phone.context.new_page()
    phone.sign_in(bob)
    other.goto("/")
    other.wait_for_timeout(300)
    phone.go_away()
    page.get_by_role("button", name="Spasm now").click()
    page.wait_for_url("**/offline/")
    phone.come_back()
    page.wait_for_timeout(500)
    assert len(phone.items()) == 1
    assert not Episode.objects.exists()


def test_a_session_that_is_gone_loses_nothing(device, alice):
    phone = device()
    page = phone.open("/")
    phone.go_away()
    page.get_by_role("button", name="Spasm now").click()
    page.wait_for_url("**/offline/")
    Session.objects.all().delete()
    phone.come_back()
    page.wait_for_timeout(500)
    assert len(phone.items()) == 1
    page.goto("/accounts/login/")
    expect(page.get_by_text("1 entry is waiting on this device.")).to_be_visible()
    alice.set_password("another-long-walk")
    alice.save()
    phone.sign_in(alice)
    page.goto("/")
    phone.wait_until_sent()
    assert Episode.objects.of(alice).count() == 1
