"""What the thumb and the eye find while a spasm runs, on small phones, in both themes, with and without JavaScript."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tests.factories import make_episode

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]

SCREENS = [(360, 640), (390, 844)]
LOWEST = 200
"""Pixels from the lower edge within which the thumb finds Stop."""


@pytest.fixture(params=SCREENS, ids=["360x640", "390x844"])
def screen(request):
    return request.param


@pytest.fixture(params=[(dark, scripts) for dark in (False, True) for scripts in (True, False)])
def running_page(request, browse, alice, screen):
    """running_page(minutes, regions, …): the page of a spasm that has run for so long, and the boxes on it."""
    dark, scripts = request.param

    def show(minutes=2, regions=(("calf", "left"),), **more):
        now = timezone.now()
        make_episode(alice, uid=uuid.uuid4(), regions=(("chest", "middle"),), started_at=now - dt.timedelta(days=60))
        episode = make_episode(
            alice,
            uid=uuid.uuid4(),
            regions=regions,
            started_at=now - dt.timedelta(minutes=minutes),
            duration_basis="ongoing",
            intensity=None,
            may_warn=True,
            **more,
        )
        page = browse(user=alice, viewport=screen, dark=dark, scripts=scripts)
        page.goto(reverse("episode-running", args=[episode.uid]))
        return page

    return show


def box(page, selector):
    result = page.locator(selector).first.bounding_box()
    return result["y"], result["y"] + result["height"]


def test_an_ordinary_calf_cramp_shows_one_drawing_three_acts_and_stop(running_page, screen):
    page = running_page()
    stop_top, stop_bottom = box(page, ".btn-stop")
    expect(page.locator(".release-figure")).to_have_count(1)
    expect(page.locator(".running-help > .release .release-acts > li")).to_have_count(3)
    title, when_to_stop = box(page, "#release-title"), box(page, ".release-stop")
    assert title[0] >= 0
    # Everything that matters stands above the bar.
    assert when_to_stop[1] <= box(page, ".stop-bar")[0]
    assert screen[1] - LOWEST <= stop_top
    assert stop_bottom <= screen[1]
    assert stop_bottom - stop_top >= 70
    expect(page.locator(".ask-now, .care-card:visible")).to_have_count(0)


def test_the_question_about_the_chest_stands_first_and_no_step(running_page, screen):
    page = running_page(regions=(("chest", "left"),))
    ask, bar = box(page, ".ask-now"), box(page, ".stop-bar")
    assert ask[0] < screen[1] / 3
    # The words, what a yes means and the first answer are read without scrolling.
    assert box(page, ".ask-now .btn-answer")[0] + 44 <= bar[0]
    expect(page.locator(".self-care:visible")).to_have_count(0)
    assert box(page, ".btn-stop")[1] <= screen[1]


def test_from_ten_minutes_the_question_stands_above_the_drawing(running_page):
    page = running_page(minutes=12)
    assert box(page, ".ask-now")[0] < box(page, "#release-title")[0]
    assert box(page, ".ask-now .btn-answer")[1] <= box(page, ".stop-bar")[0]


def test_an_urgent_card_begins_with_what_to_do_in_sight(running_page, screen):
    page = running_page(noticed=("dark-urine",))
    assert box(page, ".care-card .care-do")[0] < screen[1] * 0.55
    expect(page.locator(".self-care:visible")).to_have_count(0)


def test_when_to_get_help_stands_in_the_top_row(running_page):
    page = running_page()
    top, bottom = box(page, ".running-top .help-link")
    assert top >= 0
    assert bottom <= 70
    assert bottom - top >= 44


def test_stop_is_not_fixed_on_a_very_low_screen(browse, alice):
    episode = make_episode(alice, started_at=timezone.now(), duration_basis="ongoing", intensity=None)
    page = browse(user=alice, viewport=(844, 390))
    page.goto(reverse("episode-running", args=[episode.uid]))
    assert page.locator(".stop-bar").evaluate("(bar) => getComputedStyle(bar).position") != "fixed"


def test_choosing_the_place_brings_the_question_without_a_new_page(browse, alice):
    now = timezone.now()
    make_episode(alice, uid=uuid.uuid4(), regions=(("chest", "middle"),), started_at=now - dt.timedelta(days=60))
    episode = make_episode(alice, uid=uuid.uuid4(), regions=(), started_at=now, duration_basis="ongoing")
    page = browse(user=alice, viewport=(360, 640))
    page.goto(reverse("episode-running", args=[episode.uid]))
    with page.expect_response("**/where/"):
        page.locator("input[name=regions][value='chest:left']").first.evaluate("(box) => box.click()")
    page.locator(".ask-now").wait_for()
    expect(page.locator(".self-care:visible")).to_have_count(0)
    page.locator(".ask-now button[value=no]").click()
    page.locator(".guidance-help").first.wait_for()
    expect(page.locator(".ask-now")).to_have_count(0)


def test_one_tap_on_a_sign_beside_the_number_brings_its_question(browse, alice):
    now = timezone.now()
    episode = make_episode(alice, started_at=now - dt.timedelta(minutes=2), ended_at=now, intensity=None)
    page = browse(user=alice, viewport=(360, 640), scripts=False)
    page.goto(reverse("episode-after", args=[episode.uid]))
    page.locator("summary", has_text="Anything unusual").click()
    page.get_by_role("button", name="Swelling").click()
    assert box(page, ".ask-now")[0] < box(page, ".arc")[0]
    page.get_by_role("button", name="Yes", exact=True).click()
    expect(page.locator(".care-urgent")).to_be_visible()


PARTS_IN_ORDER = """
() => [...document.querySelectorAll(".running > *")].map(
  (part) => [part.classList[0], part.getBoundingClientRect().top],
)
"""


def test_what_is_drawn_first_is_reached_first(browse, alice):
    """The form of the place until there is a place, then what helps: in the page and on it alike."""
    episode = make_episode(alice, regions=(), started_at=timezone.now(), duration_basis="ongoing", intensity=None)
    page = browse(user=alice, viewport=(390, 844))
    page.goto(reverse("episode-running", args=[episode.uid]))
    for has_place, order in ((False, ["now", "where", "help"]), (True, ["now", "help", "where"])):
        if has_place:
            with page.expect_response("**/where/"):
                page.locator("input[name=regions][value='calf:left']").first.evaluate("(box) => box.click()")
            page.locator(".running-place").wait_for()
        parts = page.evaluate(PARTS_IN_ORDER)
        assert [name.removeprefix("running-") for name, _top in parts] == order
        assert sorted(parts, key=lambda part: part[1]) == parts
    # What the script moved stands there, too, when the page is asked for again.
    page.reload()
    assert [name for name, _top in page.evaluate(PARTS_IN_ORDER)] == [name for name, _top in parts]
