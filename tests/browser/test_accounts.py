"""Signing up, out and in again, as on a phone."""

import re

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, SMALL
from tracker.models import Preferences

pytestmark = pytest.mark.walk

PASSWORD = "walks-by-the-sea-7"


def sign_up(page, name="carol"):
    page.goto("/accounts/signup/")
    page.get_by_label("Name").fill(name)
    page.locator("[name=password1]").fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()
    page.wait_for_url("**/")


def log_in(page, name="carol", password=PASSWORD):
    page.goto("/accounts/login/")
    page.get_by_label("Name").fill(name)
    page.locator("[name=password]").fill(password)
    page.get_by_role("button", name="Log in").click()


def test_signing_up_out_and_in(browse, in_both_themes):
    page = browse(viewport=PHONE, zone="Asia/Tokyo")
    sign_up(page)
    assert Preferences.objects.get(owner__username="carol").time_zone == "Asia/Tokyo"
    page.goto("/accounts/logout/")
    assert in_both_themes(page) == []
    page.get_by_role("button", name="Log out").click()
    # First the device forgets what it kept.
    page.wait_for_url(re.compile(r"//[^/]+/$"))
    log_in(page)
    page.wait_for_url("**/")
    page.goto("/settings/")
    expect(page.get_by_text("Your account: carol")).to_be_visible()


def test_a_password_is_typed_once_and_can_be_looked_at(browse):
    page = browse(viewport=SMALL)
    page.goto("/accounts/signup/")
    field = page.locator("[name=password1]")
    field.fill(PASSWORD)
    page.get_by_role("button", name="Show password").click()
    expect(field).to_have_attribute("type", "text")
    expect(field).to_be_focused()
    page.get_by_label("Name").fill("c rol")
    # It is hidden again before it is sent, and can be shown again on the page that comes back.
    page.evaluate("document.forms[0].addEventListener('submit', (e) => { e.preventDefault(); }, { once: true })")
    page.get_by_role("button", name="Sign up").click()
    expect(field).to_have_attribute("type", "password")
    expect(page.get_by_role("button", name="Show password")).to_be_visible()


@pytest.mark.parametrize("viewport", [SMALL, DESKTOP])
@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/signup/", "/accounts/inactive/"])
def test_the_ways_in_are_accessible(browse, in_both_themes, fits, path, viewport):
    page = browse(viewport=viewport)
    page.goto(path)
    assert in_both_themes(page) == []
    assert fits(page)


@pytest.mark.parametrize("viewport", [SMALL, DESKTOP])
@pytest.mark.parametrize("path", ["/settings/", "/accounts/password/change/"])
def test_the_pages_of_an_account_are_accessible(browse, in_both_themes, fits, alice, path, viewport):
    page = browse(user=alice, viewport=viewport)
    page.goto(path)
    assert in_both_themes(page) == []
    assert fits(page)


def test_a_wrong_password_is_said_beside_the_field(browse, in_both_themes, alice):
    page = browse()
    log_in(page, "alice", "wrong")
    field = page.locator("[name=password]")
    expect(field).to_have_accessible_description(re.compile("don’t match"))
    expect(page.get_by_label("Name")).to_have_value("alice")
    assert in_both_themes(page) == []


def test_errors_at_sign_up_are_accessible(page, axe):
    page.goto("/accounts/signup/")
    page.get_by_label("Name").fill("carol 🦵")
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_text("This field is required.").first).to_be_visible()
    assert axe(page) == []


def test_signing_up_works_without_scripts(browse):
    page = browse(scripts=False)
    sign_up(page)
    expect(page.get_by_text("Choose yours under Settings")).to_be_visible()
    assert get_user_model().objects.filter(username="carol").exists()


def test_the_device_can_name_its_zone_in_the_settings(browse, alice):
    page = browse(user=alice, zone="Asia/Tokyo")
    page.goto("/settings/")
    page.locator("summary", has_text="Day and night").click()
    page.get_by_role("button", name="Use this device’s time zone: Asia/Tokyo").click()
    expect(page.get_by_label("Time zone")).to_have_value("Asia/Tokyo")


def test_a_theme_of_ones_own_wins_over_the_system(browse, alice):
    page = browse(user=alice, dark=False)
    page.goto("/settings/")
    save = page.get_by_role("button", name="Save")
    expect(save).to_be_hidden()
    # What is still open goes along, and by keyboard the choice stays in hand.
    page.locator("summary", has_text="Day and night").click()
    expect(save).to_be_visible()
    page.get_by_label("Time zone").fill("Tokyo")
    page.get_by_label("System", exact=True).focus()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_label("Dark", exact=True)).to_be_focused()
    expect(page.get_by_label("Dark", exact=True)).to_be_checked()
    row = Preferences.objects.get(owner=alice)
    assert (row.theme, row.time_zone) == ("dark", "Asia/Tokyo")
    expect(save).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 19, 15)"


def test_a_tap_with_a_mistake_beside_it_loses_nothing(browse, alice):
    page = browse(user=alice)
    page.goto("/settings/")
    page.locator("summary", has_text="Day and night").click()
    page.get_by_label("Time zone").fill("Mars")
    page.get_by_label("Larger", exact=True).click()
    expect(page.get_by_text("We don’t know that time zone")).to_be_visible()
    expect(page.get_by_label("Time zone")).to_have_value("Mars")
    expect(page.get_by_label("Larger", exact=True)).to_be_checked()
    page.get_by_label("Time zone").fill("Tokyo")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert Preferences.objects.get(owner=alice).text_size == "larger"


def test_the_settings_work_by_keyboard_alone(browse, alice):
    page = browse(user=alice)
    page.goto("/settings/")
    page.locator("summary", has_text="Day and night").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Time zone")).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Tokyo")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert Preferences.objects.get(owner=alice).time_zone == "Asia/Tokyo"


def test_a_page_that_does_not_exist_is_accessible(browse, in_both_themes, fits, alice):
    page = browse(user=alice, viewport=SMALL)
    page.goto("/nowhere/")
    assert in_both_themes(page) == []
    assert fits(page)
