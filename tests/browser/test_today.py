"""Today in a real browser: the strip is the button, and nothing jumps."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, SMALL
from tests.factories import ZONE, make_day, make_episode
from tracker.days import local_day
from tracker.models import Day

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def date():
    return local_day(timezone.now(), ZONE)


@pytest.fixture
def logged(alice, date):
    make_episode(alice, started_at=timezone.now() - dt.timedelta(days=9))
    make_day(alice, date - dt.timedelta(days=8))
    return alice


@pytest.mark.parametrize("viewport", [PHONE, (360, 640), SMALL])
def test_every_day_is_a_target_of_44_pixels(browse, logged, viewport):
    page = browse(user=logged, viewport=viewport)
    page.goto("/")
    boxes = [day.bounding_box() for day in page.locator(".recent-day").all()]
    assert len(boxes) == 14
    assert min(box["width"] for box in boxes) >= 44
    assert min(box["height"] for box in boxes) >= 44
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_day_is_opened_marked_clear_and_undone_in_place(browse, logged, date):
    page = browse(user=logged)
    page.goto("/")
    page.evaluate("document.body.dataset.same = 'page'; window.scrollTo(0, 60)")
    day = page.locator(f"#day-{date - dt.timedelta(days=3)}")
    day.click()
    expect(day).to_have_attribute("aria-expanded", "true")
    expect(day).to_be_focused()
    page.get_by_role("button", name="Mark it clear").click()
    expect(page.get_by_role("status").filter(has_text="marked clear.")).to_be_visible()
    assert Day.objects.of(logged).filter(answer="none").count() == 2
    page.locator(".recent").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone. That day is unanswered again.")).to_be_visible()
    assert page.evaluate("[document.body.dataset.same, window.scrollY]") == ["page", 60]


def test_days_open_without_scripts_on_their_own_page(browse, logged, date):
    page = browse(user=logged, scripts=False)
    page.goto("/")
    page.locator(f"#day-{date - dt.timedelta(days=3)}").click()
    page.get_by_role("button", name="Mark it clear").click()
    expect(page.get_by_text("marked clear.")).to_be_visible()
    assert page.url.endswith(f"/diary/{date - dt.timedelta(days=3)}/")


def test_spasm_now_is_under_the_thumb(browse, logged):
    page = browse(user=logged)
    page.goto("/")
    box = page.get_by_role("button", name="Spasm now").bounding_box()
    assert box["y"] > PHONE[1] - 200
    page.mouse.wheel(0, 400)
    assert page.get_by_role("button", name="Spasm now").bounding_box() == box
