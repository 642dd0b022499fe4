"""Small motions: there for those who want any, none for the others."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_episode

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]

WATCH = """
  addEventListener("pagereveal", (event) => { window.faded = Boolean(event.viewTransition); });
  addEventListener("animationstart", (event) => { (window.moved ??= []).push(event.animationName); }, true);
"""


@pytest.fixture(params=["no-preference", "reduce"])
def moves(request, browse, alice):
    """(a page, True if its person wants motions)"""
    page = browse(user=alice)
    page.emulate_media(reduced_motion=request.param)
    page.add_init_script(WATCH)
    return page, request.param == "no-preference"


def test_a_page_fades_into_the_next_one(moves):
    page, wants = moves
    page.goto(reverse("today"))
    page.get_by_role("link", name="Diary", exact=True).click()
    page.wait_for_url(f"**{reverse('diary')}")
    page.wait_for_function("window.faded !== undefined")
    assert page.evaluate("window.faded") is wants


def test_what_was_saved_slides_in_and_its_ring_grows(moves, alice):
    page, wants = moves
    at = timezone.now().replace(microsecond=0)
    row = make_episode(alice, started_at=at - dt.timedelta(minutes=5), ended_at=at, intensity=None)
    page.goto(reverse("episode-after", args=[row.uid]))
    page.get_by_role("button", name="7", exact=True).click()
    page.locator(".step[aria-pressed=true]").wait_for()
    page.wait_for_timeout(400)
    moved = {name for name in page.evaluate("window.moved || []") if not name.startswith("-ua-")}
    assert moved == ({"slide-in", "ring-grow"} if wants else set())


def test_a_pressed_button_sinks_by_a_pixel(moves):
    page, wants = moves
    page.goto(reverse("check-in"))
    button = page.get_by_role("button", name="Save", exact=True)
    button.scroll_into_view_if_needed()
    before = button.bounding_box()
    page.mouse.move(before["x"] + 20, before["y"] + 20)
    page.mouse.down()
    page.wait_for_timeout(300)
    assert button.bounding_box()["y"] - before["y"] == pytest.approx(1 if wants else 0, abs=0.1)
