"""Several tabs, a worker without any, and a clock that is wrong: each tap is sent once, and with its time."""

import dataclasses
import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.device import wait_until, with_script
from tracker.models import Episode, SentItem
from tracker.pages import offline
from tracker.views import offline as offline_views

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]

SEND = "async () => (await import('/static/js/outbox/sender.js')).send()"
# Begun in both before either is waited for.
NAMES = "caches.keys()"
SEND_SOON = "() => { dispatchEvent(new Event('online')); }"


def test_two_tabs_that_send_at_once_send_it_once_and_both_say_so(phone, alice):
    page = phone.open("/diary/")
    other = phone.context.new_page()
    other.goto("/")
    phone.go_away()
    phone.keep("start")
    strips = [tab.get_by_text("1 entry is saved on this device.") for tab in (page, other)]
    for strip in strips:
        expect(strip).to_be_visible()
    posted = []
    phone.proxy.fault = lambda method, path: posted.append(path) if (method, path) == ("POST", "/outbox/") else ""
    for tab in (page, other):
        tab.evaluate(SEND_SOON)
    for strip in strips:
        expect(strip).to_be_hidden()
    expect(page.get_by_text("What was saved on this device is in your diary now.")).to_be_visible()
    for tab in (page, other):
        tab.evaluate(SEND)
    assert len(posted) == 1
    assert Episode.objects.of(alice).count() == SentItem.objects.filter(owner=alice).count() == 1
    other.close()


def test_the_worker_sends_with_no_page_open(phone, alice):
    page = phone.open("/")
    phone.go_away()
    page.get_by_role("button", name="Spasm now").click()
    page.wait_for_url("**/offline/")
    blank = phone.context.new_page()
    browser = phone.context.new_cdp_session(blank)
    registrations = []
    browser.on("ServiceWorker.workerRegistrationUpdated", lambda event: registrations.extend(event["registrations"]))
    browser.send("ServiceWorker.enable")
    page.close()
    phone.proxy.fault = lambda method, path: ""
    known = next(each for each in registrations if each["scopeURL"].startswith(phone.proxy.url))
    about = {"origin": phone.proxy.url, "registrationId": known["registrationId"], "tag": "outbox", "lastChance": False}
    browser.send("ServiceWorker.dispatchSyncEvent", about)
    for _ in range(200):
        if Episode.objects.of(alice).exists():
            break
        blank.wait_for_timeout(50)
    assert Episode.objects.of(alice).count() == 1
    phone.page = phone.open_in(blank)
    assert phone.items() == []


WRONG_CLOCK = """{
  const Right = Date;
  globalThis.Date = class extends Right {
    constructor(...parts) { if (parts.length) super(...parts); else super(Right.now() + HOURS * 3_600_000); }
    static now() { return Right.now() + HOURS * 3_600_000; }
  };
}
"""
LATER_MS = 4000
CLOSE = dt.timedelta(seconds=2)
"""Less than what is waited before it is sent: a time of sending would be seen."""


@pytest.mark.parametrize("hours", [3, -3])
def test_a_clock_that_is_hours_wrong_moves_no_start(device, alice, hours):
    phone = device()
    script = WRONG_CLOCK.replace("HOURS", str(hours))
    phone.context.add_init_script(script)
    phone.proxy.rewrite = lambda path, answer: with_script(answer, script) if path == "/sw.js" else answer
    page = phone.open("/")
    assert abs(page.evaluate("Date.now()") / 1000 - timezone.now().timestamp() - hours * 3600) < 60
    phone.go_away()
    taps = []

    def press(name):
        before = timezone.now()
        page.get_by_role("button", name=name, exact=True).click()
        phone.wait_until_kept(len(taps) + 1)
        taps.append((before, timezone.now()))

    # On the page that was open, and on the page without a network.
    press("Spasm now")
    page.wait_for_url("**/offline/")
    press("Stop")
    page.goto("/offline/")
    press("Spasm now")
    page.wait_for_timeout(LATER_MS)
    phone.come_back()
    phone.wait_until_sent()
    first, second = Episode.objects.of(alice).order_by("started_at")
    stored = [first.started_at, first.ended_at, second.started_at]
    for at, (before, after) in zip(stored, taps, strict=True):
        assert before - CLOSE <= at <= after + CLOSE


def test_a_new_release_is_offered_in_every_tab_and_leaves_open_pages_their_files(device, alice, monkeypatch):
    phone = device()
    page = phone.open("/")
    other = phone.context.new_page()
    other.goto("/diary/")
    first = offline.release()
    # The first worker answers for both pages and has nothing left to fetch: a newer one waits as long as it has.
    for tab in (page, other):
        tab.wait_for_function("navigator.serviceWorker.controller?.state === 'activated'")
        tab.wait_for_load_state("networkidle")

    def update(mark):
        script = first.worker.replace(first.mark, mark)
        newer = dataclasses.replace(first, mark=mark, worker=script)
        monkeypatch.setattr(offline_views, "release", lambda: newer)
        page.evaluate("async () => { await (await navigator.serviceWorker.ready).update(); }")
        wait_until(page, lambda: f"spasmlog-{mark}" in page.evaluate(NAMES), lambda: page.evaluate(NAMES))

    update("f" * 16)
    news = [tab.get_by_text("A new version is ready.") for tab in (page, other)]
    for each in news:
        # The new worker waits until the old one has answered what it was asked.
        expect(each).to_be_visible(timeout=20_000)
    # The page of the release before finds its files even now, and without the server.
    phone.go_away(only="/static/")
    assert other.evaluate("async () => (await fetch('/static/js/logic/kept.js')).ok")
    phone.come_back()
    assert set(page.evaluate("caches.keys()")) == {f"spasmlog-{first.mark}", "spasmlog-ffffffffffffffff"}
    update("e" * 16)
    wait_until(page, lambda: f"spasmlog-{first.mark}" not in page.evaluate(NAMES), lambda: page.evaluate(NAMES))
    with other.expect_navigation():
        other.locator("[data-new-release]").get_by_role("link", name="Reload").click()
    expect(news[1]).to_be_hidden()
