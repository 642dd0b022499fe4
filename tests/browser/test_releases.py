"""The drawn stretches in the browser: one printed sheet, small enough for the phone, readable in both themes."""

import io

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.factories import make_episode
from tracker.guidance.loader import load_library

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]

KEYS = list(load_library().releases)
SHEET = "/guidance/releases/"
PHONE_360 = (360, 640)
DRAWING_MAX_HEIGHT = 161
PHONE_390 = (390, 844)


def printed(page, paper) -> PdfReader:
    page.goto(SHEET)
    return PdfReader(io.BytesIO(page.pdf(format=paper)))


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_it_is_one_printed_sheet(browse, alice, paper, is_dark):
    sheet = printed(browse(user=alice, dark=is_dark), paper)
    assert len(sheet.pages) == 1
    words = " ".join(sheet.pages[0].extract_text().split())
    assert "Stretch your calf in bed" in words
    assert "Stretch your forearm and hand" in words


def test_a_title_that_is_pointed_at_is_on_the_screen(alice_page):
    alice_page.goto(f"{SHEET}#neck")
    top = alice_page.locator("#neck h2").bounding_box()["y"]
    assert 0 <= top < 600


@pytest.mark.parametrize("region", ["calf", "lower-back", "neck-side", "hand"])
def test_drawing_and_acts_are_seen_together_on_a_small_phone(browse, alice, region):
    page = browse(user=alice, viewport=PHONE_360)
    page.goto(f"{reverse('guidance')}?region={region}&moment=during")
    step = page.locator(".help-steps > li").first
    drawing = step.locator(".release-figure").bounding_box()
    acts = step.locator(".release-acts").bounding_box()
    assert drawing["height"] <= DRAWING_MAX_HEIGHT
    assert acts["y"] + acts["height"] - drawing["y"] <= page.locator(".bar").bounding_box()["y"]
    expect(step.locator(".acts")).to_be_visible()


def test_the_guide_of_a_phone_begins_with_its_places_and_all_steps(browse, alice):
    """On the first screen: help, at least three places, and the three steps with what they cite."""
    make_episode(alice, regions=[("calf", "left"), ("lower-back", "middle")])
    page = browse(user=alice, viewport=PHONE_390)
    page.goto(f"{reverse('guidance')}?moment=during")
    help_ = page.locator(".guide-help").bounding_box()
    chips = [chip.bounding_box() for chip in page.locator(".guide-filter .chip").all()]
    assert help_["y"] < chips[0]["y"]
    assert len([chip for chip in chips if chip["x"] + chip["width"] <= PHONE_390[0]]) >= 3
    assert page.locator(".help-steps > li").count() == 3
    steps = page.locator(".help-steps").bounding_box()
    assert steps["y"] + steps["height"] <= page.locator(".bar").bounding_box()["y"]


def test_a_chosen_place_has_its_drawing_and_acts_on_the_first_screen(browse, alice):
    page = browse(user=alice, viewport=PHONE_390)
    page.goto(f"{reverse('guidance')}?region=calf&side=left&moment=during")
    acts = page.locator(".help-steps .release-acts").bounding_box()
    assert acts["y"] + acts["height"] <= page.locator(".bar").bounding_box()["y"]


def test_a_wide_screen_has_the_drawing_beside_its_acts(browse, alice):
    make_episode(alice, regions=[("calf", "left")])
    page = browse(user=alice, viewport=(1280, 900))
    page.goto(reverse("guidance"))
    step = page.locator(".help-steps > li").first
    drawing, acts = step.locator(".release-figure").bounding_box(), step.locator(".release-acts").bounding_box()
    caution = step.locator(".release-caution").bounding_box()
    assert drawing["x"] + drawing["width"] <= acts["x"]
    assert caution["y"] >= max(drawing["y"] + drawing["height"], acts["y"] + acts["height"])


def test_a_place_that_is_chosen_is_seen_in_its_row(browse, alice):
    for region in ("calf", "thigh-front", "thigh-back"):
        make_episode(alice, regions=[(region, "both")])
    page = browse(user=alice, viewport=PHONE_360)
    page.goto(reverse("guidance"))
    chips = page.locator(".guide-filter .chip")
    page.goto(f"{reverse('guidance')}{chips.nth(3).get_attribute('href')}")
    chosen = page.locator(".guide-filter [aria-current]").bounding_box()
    assert chosen["x"] >= 0
    assert chosen["x"] + chosen["width"] <= PHONE_360[0]


def test_the_words_of_the_acts_are_large_enough(browse, alice):
    page = browse(user=alice, viewport=PHONE_360)
    page.goto(SHEET)
    size = page.locator("#calf-bed .release-acts").evaluate("(list) => parseFloat(getComputedStyle(list).fontSize)")
    assert 15 <= size <= 17


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
def test_the_lines_stand_out_from_the_skin_and_the_skin_from_the_muscle(browse, alice, is_dark):
    page = browse(user=alice, dark=is_dark)
    page.goto(SHEET)
    colors = page.locator("#calf-bed .release-figure").evaluate(
        """(figure) => [
          getComputedStyle(figure.querySelector(".body")).stroke,
          getComputedStyle(figure.querySelector(".skin")).fill,
          getComputedStyle(figure.querySelector(".muscle")).fill,
        ]"""
    )
    assert len(set(colors)) == 3
    assert "none" not in colors


def test_numbers_too_small_to_read_are_left_out(browse, alice):
    page = browse(user=alice)
    page.goto(SHEET)
    acts = page.locator("#calf-bed .acts")
    expect(acts).to_be_visible()
    page.locator("#calf-bed .release-drawing").evaluate("(box) => { box.hidden = false; box.style.width = '25%'; }")
    expect(acts).not_to_be_visible()


def test_each_drawing_has_its_description_as_its_name(alice_page):
    alice_page.goto(SHEET)
    for key in KEYS:
        name = alice_page.locator(f"#{key} svg title").evaluate("(title) => title.textContent")
        expect(alice_page.get_by_role("img", name=name, exact=True)).to_have_count(1)


def test_nothing_to_complain_about(browse, alice, axe):
    page = browse(user=alice)
    page.goto(SHEET)
    assert axe(page) == []
