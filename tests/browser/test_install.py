"""spasmlog as an app: Chromium would install it, the settings have a button for it, the hint on an iPhone hides."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, SMALL
from tests.views.test_install import HINT, SAFARI
from tracker.models import Episode

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]

OFFER = """() => {
  const event = new Event("beforeinstallprompt", { cancelable: true });
  event.prompt = () => { window.asked = (window.asked || 0) + 1; };
  window.dispatchEvent(event);
  return event.defaultPrevented;
}"""
"""What a browser does that lets pages ask."""


def test_chromium_reads_the_manifest_and_would_install_it(alice_page):
    alice_page.goto("/")
    browser = alice_page.context.new_cdp_session(alice_page)
    manifest = browser.send("Page.getAppManifest")
    assert (manifest["errors"], manifest["url"].endswith("/manifest.webmanifest")) == ([], True)
    reasons = [each["errorId"] for each in browser.send("Page.getInstallabilityErrors")["installabilityErrors"]]
    # A window without a profile on disk, as tests have them, never installs.
    assert set(reasons) <= {"in-incognito"}


def test_the_button_in_the_settings_asks_the_browser(alice_page):
    alice_page.goto("/settings/")
    button = alice_page.get_by_role("button", name="Install spasmlog")
    by_hand = alice_page.get_by_text("In your browser’s menu")
    alice_page.locator("summary", has_text="Install spasmlog").click()
    expect(button).to_be_hidden()
    expect(by_hand).to_be_visible()
    assert alice_page.evaluate(OFFER)
    expect(by_hand).to_be_hidden()
    button.click()
    assert alice_page.evaluate("window.asked") == 1
    expect(button).to_be_hidden()
    expect(by_hand).to_be_visible()


def test_the_hint_on_an_iphone_hides_without_a_script(browse, alice):
    page = browse(user=alice, scripts=False, user_agent=SAFARI)
    page.goto("/")
    expect(page.get_by_text(HINT)).to_be_visible()
    page.get_by_role("button", name="Hide").click()
    expect(page.get_by_text(HINT)).to_have_count(0)
    expect(page.get_by_role("button", name="Spasm now")).to_be_visible()


def test_the_hint_is_sound(browse, in_both_themes, fits, alice):
    page = browse(user=alice, viewport=SMALL, user_agent=SAFARI)
    page.goto("/")
    expect(page.get_by_text(HINT)).to_be_visible()
    assert in_both_themes(page) == []
    assert fits(page)


def test_the_page_with_the_large_button_is_sound_before_and_while_one_runs(browse, in_both_themes, fits, alice):
    page = browse(user=alice, viewport=SMALL)
    faults = []
    for button in ("Spasm now", "Another spasm now"):
        page.goto("/now/")
        expect(page.get_by_role("button", name=button, exact=True)).to_be_visible()
        faults += in_both_themes(page)
        assert fits(page)
        page.get_by_role("button", name=button, exact=True).click()
        page.wait_for_url("**/running/")
    assert faults == []


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_the_large_button_starts_a_spasm_that_the_page_shows_from_then_on(browse, alice, scripts):
    page = browse(user=alice, scripts=scripts)
    page.goto("/now/")
    page.get_by_role("button", name="Spasm now").click()
    page.wait_for_url("**/running/")
    page.goto("/now/")
    page.get_by_role("button", name="Stop").click()
    page.wait_for_url("**/after/")
    assert Episode.objects.get().ended_at


@pytest.mark.parametrize("viewport", [SMALL, PHONE, DESKTOP, (844, 390)], ids=lambda size: f"{size[0]}px")
@pytest.mark.parametrize("text_size", ["normal", "larger"])
def test_the_large_button_is_within_reach_of_a_thumb(browse, fits, alice, viewport, text_size):
    alice.preferences.text_size = text_size
    alice.preferences.save()
    page = browse(user=alice, viewport=viewport)
    page.goto("/now/")
    width, height = viewport
    box = page.get_by_role("button", name="Spasm now").bounding_box()
    assert fits(page)
    # The whole screen holds it, but one that lies on its side.
    if height > 400:
        assert page.evaluate("document.documentElement.scrollHeight") == height
        assert height - 40 <= box["y"] + box["height"] <= height
        assert box["height"] >= 0.35 * height
    assert box["width"] >= 0.8 * min(width, 640)
