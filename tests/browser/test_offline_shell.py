"""What the page without a network logs ends in the rows that the pages make with one. As in test_offline_taps.py."""

import datetime as dt

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.twins import (
    check_kept_then_sent,
    diary,
    differences,
    nothing,
    press,
    running,
    stopped,
    tick,
    today_of,
    unanswered,
)
from tests.outbox import DAY
from tracker.models import Episode

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]


def whole_spasm(page):
    press("Spasm now")(page)
    press("Stop")(page)
    press("6")(page)


def whole_spasm_online(page, owner):
    page.goto("/")
    press("Spasm now")(page)
    page.wait_for_url("**/running/")
    press("Stop")(page)
    page.wait_for_url("**/after/")
    press("6")(page)
    expect(page.get_by_role("link", name="Done")).to_be_visible()


def place_in_the_shell(page):
    tick(page, "regions", "calf:left")
    expect(page.get_by_text("Place saved on this device.")).to_be_visible()


def place_online(page, owner):
    page.goto(reverse("episode-running", args=[Episode.objects.get(owner=owner).uid]))
    with page.expect_response(lambda response: response.url.endswith("/where/")):
        tick(page, "regions", "calf:left")


def stop_in_the_shell(page):
    press("Stop")(page)
    press("3")(page)


def stop_online(page, owner):
    page.goto(reverse("episode-running", args=[Episode.objects.get(owner=owner).uid]))
    press("Stop")(page)
    page.wait_for_url("**/after/")
    press("3")(page)
    expect(page.get_by_role("link", name="Done")).to_be_visible()


def past_in_the_shell(begin):
    def log(page):
        page.get_by_role("link", name="Log a past spasm").click()
        begin(page)
        page.locator("[data-past] input[name=duration][value='300']").check()
        press("Save")(page)
        press("3")(page)
        expect(page.get_by_role("heading", name="Where is it?")).to_be_visible()
        tick(page, "regions", "shin:right")
        press("Save place")(page)
        expect(page.get_by_role("heading", name="Saved on this device")).to_be_visible()

    return log


def past_online(begin):
    def log(page, owner):
        page.goto("/episodes/add/")
        begin(page)
        tick(page, "duration", "300")
        tick(page, "intensity", "3")
        tick(page, "regions", "shin:right")
        with page.expect_navigation():
            press("Save")(page)

    return log


def half_an_hour_ago(page):
    page.locator("input[name=started][value='30']").first.check()


def two_days_ago():
    return dt.datetime.combine(dt.date.today() - 2 * DAY, dt.time(14, 5))


def at_a_time_in_the_shell(page):
    page.locator("[data-past] input[name=started][value=at]").check()
    page.locator("#past-at").fill(two_days_ago().isoformat(timespec="minutes"))


def at_a_time_online(page):
    tick(page, "started", "at")
    page.locator("input[name=started_on]").fill(two_days_ago().date().isoformat())
    page.locator("input[name=started_time]").fill("14:05")


def check_in_in_the_shell(answer):
    def log(page):
        page.get_by_role("link", name="Check-in").click()
        page.locator(f"[data-check-in] input[name=answer][value={answer}]").check()
        press("Save")(page)

    return log


def check_in_online(answer):
    def log(page, owner):
        page.goto(reverse("check-in-day", args=[today_of(owner)]))
        tick(page, "answer", answer)
        with page.expect_navigation():
            press("Save")(page)

    return log


def clear_in_the_shell(page):
    page.get_by_role("link", name="Mark a day clear").click()
    page.locator("[data-clear]").get_by_label("Yesterday").check()
    press("Mark it clear")(page)


def clear_online(page, owner):
    page.goto(reverse("diary-day", args=[today_of(owner) - DAY]))
    with page.expect_navigation():
        press("Mark it clear")(page)


SHELL = {
    "a-whole-spasm": (nothing, whole_spasm_online, whole_spasm, ["start", "stop", "number"]),
    "where": (running, place_online, place_in_the_shell, ["where"]),
    "stop-what-the-server-knows": (running, stop_online, stop_in_the_shell, ["stop", "number"]),
    "past": (nothing, past_online(half_an_hour_ago), past_in_the_shell(half_an_hour_ago), ["over"]),
    "past-at-a-time": (nothing, past_online(at_a_time_online), past_in_the_shell(at_a_time_in_the_shell), ["over"]),
    "check-in-none": (unanswered, check_in_online("none"), check_in_in_the_shell("none"), ["check-in"]),
    "check-in-unlisted": (unanswered, check_in_online("unlisted"), check_in_in_the_shell("unlisted"), ["check-in"]),
    "check-in-listed": (stopped, check_in_online("listed"), check_in_in_the_shell("listed"), ["check-in"]),
    "clear": (unanswered, clear_online, clear_in_the_shell, ["clear"]),
}
"""What the page without a network offers: (before, online, in the shell, kinds of the items)."""


@pytest.mark.parametrize("name", SHELL)
def test_what_the_page_without_a_network_logs_is_what_the_pages_log(phone, online, alice, bob, name):
    before, with_network, without, kinds = SHELL[name]
    before(bob)
    online(lambda page: with_network(page, bob))
    before(alice)
    page = phone.open("/")
    phone.go_away()
    page.goto("/offline/")
    without(page)
    expect(page.get_by_role("heading", name="Saved on this device")).to_be_visible()
    check_kept_then_sent(phone, alice, kinds)
    assert differences(diary(alice), diary(bob)) == []


def test_what_runs_is_known_after_it_was_sent_too(phone, alice):
    """The server comes back in the middle of a spasm, and goes away once more."""
    page = phone.open("/")
    phone.go_away()
    page.goto("/offline/")
    press("Spasm now")(page)
    stop = page.get_by_role("button", name="Stop", exact=True)
    expect(stop).to_be_visible()
    phone.come_back()
    phone.wait_until_sent()
    expect(page.get_by_role("heading", name="Saved on this device")).to_be_hidden()
    expect(stop).to_be_visible()
    phone.go_away()
    stop.click()
    press("5")(page)
    phone.come_back()
    phone.wait_until_sent()
    expect(page.get_by_role("heading", name="Saved on this device")).to_be_hidden()
    expect(page.get_by_role("button", name="Spasm now")).to_be_visible()
    expect(stop).to_be_hidden()
    episode = Episode.objects.of(alice).get()
    assert (episode.intensity, episode.duration_basis) == (5, "measured")
