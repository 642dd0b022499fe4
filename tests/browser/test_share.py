"""Sending the page for the doctor as a link: made, opened in a window of its own, taken back."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import COLOR_RULES
from tests.factories import make_episode
from tracker.models import ShareLink, ShareOpening

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]
PHRASE = "three old oaks"
NOTHING = "This link doesn’t work"


@pytest.fixture
def alice(transactional_db):
    from tests.conftest import _person

    alice = _person("alice")
    now = timezone.now()
    make_episode(alice, started_at=now, note="Trampoline")
    return alice


def make_link(page, phrase=""):
    """The address of a link, as somebody gets one who goes there from the page for the doctor."""
    page.goto(reverse("report"))
    page.get_by_role("link", name="Share a link").click()
    page.get_by_label("Who is it for?").fill("for Dr. Kim")
    page.get_by_label("Passphrase").fill(phrase)
    page.get_by_role("button", name="Make link").click()
    return page.get_by_role("textbox", name="Link address").input_value()


def test_a_link_is_made_opened_elsewhere_and_taken_back(browse, axe, fits, alice):
    page, private_window = browse(user=alice), browse()
    address = make_link(page)
    assert axe(page) == []
    assert fits(page)
    private_window.goto(address)
    assert axe(private_window) == []
    assert not ShareOpening.objects.exists()
    private_window.get_by_role("button", name="Open the summary").click()
    expect(private_window.get_by_role("heading", name="Shared with you")).to_be_visible()
    assert axe(private_window) == []
    private_window.emulate_media(color_scheme="dark")
    assert axe(private_window, COLOR_RULES) == []
    assert fits(private_window)
    assert [cookie["name"] for cookie in private_window.context.cookies()] == ["shared-page"]
    page.get_by_role("link", name="Shared links").click()
    expect(page.get_by_text("Opened once")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Turn off.*for Dr. Kim$")).click()
    expect(page.get_by_text("The link no longer shows anything")).to_be_visible()
    private_window.reload()
    expect(private_window.get_by_role("heading", name=NOTHING)).to_be_visible()


def test_the_address_is_copied_in_one_tap(browse, alice):
    page = browse(user=alice, permissions=["clipboard-read", "clipboard-write"])
    address = make_link(page)
    page.get_by_role("button", name="Copy").click()
    page.get_by_text("Copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == address


def test_without_scripts_the_address_can_be_selected(browse, alice):
    page, private_window = browse(user=alice, scripts=False), browse(scripts=False)
    address = make_link(page)
    expect(page.get_by_role("button", name="Copy")).not_to_be_visible()
    private_window.goto(address)
    private_window.get_by_role("button", name="Open the summary").click()
    expect(private_window.get_by_role("heading", name="Shared with you")).to_be_visible()


def test_a_pass_phrase_is_asked_for(browse, axe, alice):
    address = make_link(browse(user=alice), PHRASE)
    page = browse()
    page.goto(address)
    assert axe(page) == []
    page.get_by_label("Passphrase").fill("three old elms")
    page.get_by_role("button", name="Open the summary").click()
    expect(page.get_by_text("This is not the passphrase")).to_be_visible()
    assert axe(page) == []
    assert not ShareOpening.objects.exists()
    page.get_by_label("Passphrase").fill(PHRASE)
    page.get_by_role("button", name="Open the summary").click()
    page.get_by_role("heading", name="Shared with you").wait_for()
    assert ShareOpening.objects.filter(link=ShareLink.objects.get(owner=alice)).count() == 1


def test_no_request_of_the_page_tells_its_address(browse, alice):
    address = make_link(browse(user=alice))
    page, told = browse(), []
    page.on("request", lambda request: told.append(request.all_headers().get("referer", "")))
    page.goto(address)
    page.get_by_role("button", name="Open the summary").click()
    page.get_by_role("heading", name="Shared with you").wait_for()
    page.wait_for_load_state("networkidle")
    assert len(told) > 3
    assert set(told) == {""}
