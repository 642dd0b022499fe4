"""Log-out: nothing of the diary stays on the device, and nothing that is still to be sent is lost."""

import pytest
from playwright.sync_api import expect

from tests.browser.device import KNOWN
from tracker.models import Episode

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]

NOTHING = {"caches": [], "databases": [], "workers": 0}
ITEMS_ALONE = {"caches": [], "databases": ["spasmlog"], "workers": 1}
# As a browser submits a form whose script is still on its way.
PRESSED_BEFORE_SCRIPTS = "() => document.querySelector('form[data-log-out]').submit()"


def log_out(phone, choice):
    page = phone.page
    page.goto("/settings/")
    page.get_by_role("button", name="Log out", exact=True).click()
    page.get_by_role("button", name=choice).click()
    page.wait_for_url(f"{phone.proxy.url}/")


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
    phone.proxy.fault = lambda method, path: ""
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
    phone.come_back()
    page.goto("/accounts/login/")
    expect(page.get_by_text("1 entry is waiting on this device.")).to_be_visible()
    assert len(phone.items()) == 2
    phone.sign_in(alice)
    page.goto("/")
    phone.wait_until_sent()
    assert Episode.objects.of(alice).get().duration_basis == "measured"
