"""On a slow line the page is there long before its scripts: it works without them, and they find it as it is."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tests.factories import make_episode
from tracker.models import Episode

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def late(browse, alice):
    """A page whose scripts are held back, and what lets them through."""
    page = browse(user=alice)
    held, is_open = [], []
    page.route("**/static/js/**", lambda route: route.continue_() if is_open else held.append(route))

    def let_through():
        is_open.append(True)
        for route in held:
            route.continue_()

    return page, let_through


@pytest.fixture
def running(alice):
    """A spasm that began a minute ago, of no place yet."""
    start = timezone.now() - dt.timedelta(minutes=1)
    return make_episode(alice, started_at=start, duration_basis="ongoing", intensity=None, regions=())


def test_a_spasm_can_be_started_and_stopped_before_they_come(late):
    page, _ = late
    page.goto("/", wait_until="commit")
    page.get_by_role("button", name="Spasm now").click(no_wait_after=True)
    page.get_by_role("button", name="Stop").click(no_wait_after=True)
    page.wait_for_url("**/after/", wait_until="commit")
    assert Episode.objects.get().duration_basis == "measured"


def test_the_place_can_be_sent_with_a_button_until_they_come(late, running):
    page, let_through = late
    page.goto(reverse("episode-running", args=[running.uid]), wait_until="commit")
    expect(page.locator(".where-form .without-script")).to_be_visible()
    expect(page.locator(".region-figure")).to_be_hidden()
    let_through()
    expect(page.locator(".region-figure")).to_be_visible()
    expect(page.locator(".where-form .without-script")).to_be_hidden()


def test_the_time_counts_from_when_the_page_came_not_from_when_they_did(late, running):
    page, let_through = late
    page.goto(reverse("episode-running", args=[running.uid]), wait_until="commit")
    time = page.locator("[data-running-since]")
    shown = time.get_attribute("data-now")
    page.wait_for_timeout(3000)
    let_through()
    page.wait_for_load_state()
    made = (dt.datetime.fromisoformat(shown) - running.started_at).total_seconds()
    expect(time).not_to_contain_text("min")
    minutes, seconds = time.text_content().strip().split(":")
    assert int(minutes) * 60 + int(seconds) >= int(made) + 3
