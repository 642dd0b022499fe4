"""Guidance where it surfaces, in a real browser: loaded after the page, answered in one tap, never before logging."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, SMALL
from tests.guided import log_numbness, log_stress
from tracker.guidance.loader import load_library
from tracker.models import GuidanceAnswer, Question
from tracker.services.versions import renew_data_version

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]


def title(key):
    return load_library().entries[key].title


def now():
    return timezone.now().replace(microsecond=0)


@pytest.fixture
def today(browse, alice):
    """Today of alice, once its cards are there."""

    def load(**options):
        page = browse(user=alice, **options)
        page.goto("/")
        page.locator(".for-you-line").first.wait_for()
        return page

    return load


def card(page, key):
    return page.get_by_role("article", name=title(key))


def line(page, key):
    """The line on Today that opens the card."""
    return page.locator(".for-you-line > summary", has_text=title(key))


def test_cards_come_after_the_page_and_stand_in_it_the_next_time(browse, alice):
    log_stress(alice, now())
    page = browse(user=alice)
    with page.expect_response("**/guidance/for-you/") as part:
        page.goto("/")
    assert part.value.ok
    line(page, "stress").wait_for()
    expect(page.locator("[hx-trigger=load]")).to_have_count(0)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/")
    line(page, "stress").wait_for()
    assert not [url for url in asked if "for-you/" in url]


def test_put_aside_undone_and_kept_as_a_question(today, alice):
    log_stress(alice, now())
    page = today()
    expect(card(page, "stress")).to_be_hidden()
    line(page, "stress").click()
    card(page, "stress").get_by_role("button", name="Hide").click()
    page.get_by_text("Hidden.").wait_for()
    expect(card(page, "stress")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Undone.").wait_for()
    line(page, "stress").click()
    card(page, "stress").get_by_role("button", name="Ask at my next visit").click()
    page.get_by_text("Saved for your next visit").wait_for()
    assert Question.objects.get().from_key == "stress"
    assert GuidanceAnswer.objects.get().answer == "question"


def test_from_the_sentence_to_the_entries_and_back(today, alice):
    log_numbness(alice, now())
    page = today()
    line(page, "weakness-or-numbness").click()
    card(page, "weakness-or-numbness").get_by_role("link", name="Why am I seeing this?").click()
    page.get_by_role("heading", name="3 entries").wait_for()
    expect(page.locator("a.entry")).to_have_count(3)
    page.get_by_role("button", name="My doctor knows").click()
    page.get_by_text("my doctor knows.").wait_for()
    page.get_by_role("button", name="Undo").first.click()
    page.get_by_text("Undone.").wait_for()


def test_what_fits_comes_after_saving(today, alice):
    for row in log_stress(alice, now()):
        row.regions.update(region="calf")
    page = today()
    page.goto("/episodes/add/")
    page.get_by_label("15 min", exact=True).check()
    page.locator("input[name=suspected_factors][value=stress]").first.evaluate("box => box.click()")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("heading", name="About what you just logged").wait_for()
    expect(page.locator(".for-you-card")).to_have_count(1)


def test_without_scripts_everything_is_a_link_or_a_button(browse, alice):
    log_numbness(alice, now())
    page = browse(user=alice, scripts=False)
    page.goto("/")
    page.get_by_role("link", name="See what your log shows now").click()
    expect(card(page, "weakness-or-numbness")).to_be_visible()
    page.goto("/")
    line(page, "weakness-or-numbness").click()
    expect(card(page, "weakness-or-numbness")).to_be_visible()
    page.goto("/questions/")
    for text in ("First?", "Second?"):
        page.get_by_label("Your question").fill(text)
        page.get_by_role("button", name="Save question").click()
    page.get_by_role("button", name="Move up: Second?").click()
    expect(page.locator(".question-text")).to_have_text(["Second?", "First?"])
    page.locator(".question").nth(1).get_by_role("button", name="Remove").click()
    expect(page.locator(".question-text")).to_have_text(["Second?"])
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".question-text")).to_have_text(["Second?", "First?"])


def test_the_button_that_logs_stays_on_the_screen(today, alice):
    log_stress(alice, now(), days=6)
    log_numbness(alice, now() - dt.timedelta(hours=1), days=6)
    page = today(viewport=PHONE)
    box = page.get_by_role("button", name="Spasm now").bounding_box()
    assert PHONE[1] - 200 < box["y"] < PHONE[1] - box["height"]
    lines = [each.bounding_box()["height"] for each in page.locator(".for-you-line").all()]
    assert len(lines) >= 2
    assert max(lines) < 90


@pytest.mark.parametrize("viewport", [SMALL, DESKTOP], ids=["320px", "1280px"])
def test_today_with_cards_is_sound(today, in_both_themes, fits, alice, viewport):
    log_stress(alice, now(), days=6)
    for row in log_numbness(alice, now() - dt.timedelta(hours=1), days=6):
        row.factors.create(code="x-donaudampfschifffahrtselektrizitätengesell")
    renew_data_version(alice)
    page = today(viewport=viewport)
    for details in page.locator("details").all():
        details.evaluate("element => { element.open = true; }")
    assert in_both_themes(page) == []
    assert fits(page)
    expect(page.locator(".for-you-card.care-see-a-doctor, .for-you-card.care-self-care")).to_have_count(3)


def test_the_page_of_answers_and_a_page_without_a_card(browse, axe, fits, alice):
    page = browse(user=alice, viewport=SMALL)
    for address in (reverse("guidance-answers"), reverse("guidance-for-you"), reverse("guidance-why", args=["stress"])):
        page.goto(address)
        assert axe(page) == []
        assert fits(page)
