"""A partner is invited, logs a cramp, is seen by the owner, and is refused in words once that is ended."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import SMALL
from tracker.models import Episode

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def alice(transactional_db):
    from tests.conftest import _person

    return _person("alice")


@pytest.fixture
def kim(transactional_db):
    from tests.conftest import _person

    return _person("kim")


def test_a_partner_is_invited_logs_a_cramp_and_is_refused_once_that_is_ended(browse, in_both_themes, fits, alice, kim):
    page, partner = browse(user=alice, viewport=SMALL), browse(user=kim, viewport=SMALL)
    page.goto(reverse("settings"))
    page.get_by_role("link", name="Caregivers and diaries").click()
    assert in_both_themes(page) == []
    page.get_by_role("link", name="Invite a caregiver").click()
    page.get_by_label("Who is it for?").fill("Kim")
    page.locator("label.chip").filter(has_text=re.compile("look and log", re.IGNORECASE)).click()
    assert in_both_themes(page) == []
    assert fits(page)
    page.get_by_role("button", name="Make invitation").click()
    assert in_both_themes(page) == []
    address = page.get_by_role("textbox", name="Link for Kim").input_value()
    partner.goto(address)
    expect(partner.get_by_role("heading", name="Invitation to alice’s diary")).to_be_visible()
    assert in_both_themes(partner) == []
    partner.get_by_role("button", name="Accept").click()
    expect(partner.locator(".whose")).to_contain_text("alice’s diary · You can look and log")
    assert in_both_themes(partner) == []
    assert fits(partner)
    partner.get_by_role("button", name="Spasm now").click()
    expect(partner.locator(".whose")).to_be_visible()
    assert in_both_themes(partner) == []
    assert fits(partner)
    partner.get_by_role("button", name="Stop").first.click()
    partner.get_by_role("button", name="7", exact=True).click()
    expect(partner.get_by_text("Saved: a spasm, 7 of 10")).to_be_visible()
    assert in_both_themes(partner) == []
    entry = Episode.objects.get()
    assert (entry.owner, entry.logged_by, entry.intensity) == (alice, "kim", 7)
    page.goto(reverse("diary"))
    page.get_by_role("link", name=re.compile("logged by kim")).click()
    expect(page.get_by_text("Logged by", exact=True)).to_be_visible()
    page.goto(reverse("diaries"))
    expect(page.get_by_text(re.compile("Last opened on"))).to_be_visible()
    page.get_by_role("button", name=re.compile("^End access.*Kim$")).click()
    expect(page.get_by_text("Ended. They can no longer open your diary.")).to_be_visible()
    partner.get_by_role("link", name="Done").click()
    expect(partner.get_by_role("heading", name="You can’t open this here")).to_be_visible()
    assert partner.locator(".whose").count() == 0
