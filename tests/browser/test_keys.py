"""Single keys: where they lead, what they choose, and when they do nothing. A key alone stores nothing."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP
from tests.factories import make_episode
from tracker.models import Episode

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(browse, alice):
    return browse(user=alice, viewport=DESKTOP)


def rated(alice, **more):
    at = timezone.now().replace(microsecond=0)
    return make_episode(alice, started_at=at - dt.timedelta(minutes=5), ended_at=at, intensity=None, **more)


def test_n_logs_a_past_spasm_from_wherever_the_menu_is(page):
    for name in ("today", "diary", "trends", "settings"):
        page.goto(reverse(name))
        page.keyboard.press("n")
        page.wait_for_url(f"**{reverse('episode-add')}")


@pytest.mark.parametrize("name", ["today", "diary"])
def test_s_leads_to_the_button_and_enter_starts(page, alice, name):
    page.goto(reverse(name))
    page.keyboard.press("s")
    expect(page.get_by_role("button", name="Spasm now")).to_be_focused()
    assert not Episode.objects.of(alice).exists()
    page.keyboard.press("Enter")
    page.wait_for_url("**/running/")
    assert Episode.objects.of(alice).count() == 1


@pytest.mark.parametrize("name", ["today", "diary"])
def test_a_slash_leads_to_the_search_of_the_diary(page, name):
    page.goto(reverse(name))
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("n/s calf 7?")
    expect(page.get_by_role("searchbox")).to_have_value("n/s calf 7?")
    assert page.url.partition("#")[0].endswith(reverse("diary"))


def test_digits_choose_the_number_on_a_form(page):
    page.goto(reverse("episode-add"))
    for typed, chosen in (("7", "7"), ("10", "10"), ("0", "0")):
        page.keyboard.type(typed)
        expect(page.get_by_role("radio", name=chosen, exact=True)).to_be_checked()
        # Longer than two digits belong together.
        page.wait_for_timeout(1300)


def test_where_one_tap_saves_a_digit_leads_to_its_number_and_enter_saves(page, alice):
    row = rated(alice)
    page.goto(reverse("episode-after", args=[row.uid]))
    page.keyboard.type("10")
    expect(page.get_by_role("button", name="10", exact=True)).to_be_focused()
    row.refresh_from_db()
    assert row.intensity is None
    page.keyboard.press("Enter")
    expect(page.locator(".toast-line")).to_contain_text("10 of 10")
    row.refresh_from_db()
    assert row.intensity == 10


def test_a_question_mark_shows_the_list_and_escape_closes_it(page, axe):
    page.goto(reverse("diary"))
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_be_visible()
    assert dialog.locator("kbd").all_text_contents() == ["S", "N", "/", "0", "…", "9", "Enter", "?"]
    assert axe(page) == []
    # Nothing else fires meanwhile.
    page.keyboard.press("n")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert page.url.endswith(reverse("diary"))


def test_nothing_fires_with_another_key_or_while_somebody_types(page):
    page.goto(reverse("diary"))
    for pressed in ("Control+n", "Alt+n", "Meta+s", "Shift+N"):
        page.evaluate(
            "(keys) => { const [more, key] = keys.split('+');"
            "document.body.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true,"
            "ctrlKey: more === 'Control', altKey: more === 'Alt', metaKey: more === 'Meta',"
            "shiftKey: more === 'Shift'})); }",
            pressed,
        )
    page.wait_for_timeout(300)
    expect(page).to_have_url(re.compile(f"{reverse('diary')}$"))
    assert page.evaluate("document.activeElement === document.body")
    page.goto(reverse("episode-add"))
    page.get_by_label("other", exact=True).check()
    page.get_by_label("Time", exact=True).focus()
    page.keyboard.type("07")
    assert page.locator("input[name=intensity]:checked").count() == 0
    page.get_by_text("More details").first.click()
    page.get_by_text("Note and privacy").click()
    page.get_by_label("Note", exact=True).press_sequentially("ns/?5")
    expect(page.get_by_label("Note", exact=True)).to_have_value("ns/?5")
    assert page.locator("input[name=intensity]:checked").count() == 0
    assert page.url.endswith(reverse("episode-add"))


def test_they_are_turned_off_in_settings_and_on_again(page):
    page.goto(reverse("settings"))
    page.get_by_role("link", name="Keyboard shortcuts").click()
    page.get_by_role("button", name="Turn shortcuts off on this device").click()
    expect(page.get_by_text("Shortcuts are off on this device.")).to_be_visible()
    page.goto(reverse("diary"))
    for key in ("n", "?"):
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    expect(page).to_have_url(re.compile(f"{reverse('diary')}$"))
    assert page.locator("dialog").count() == 0
    page.goto(reverse("settings-keys"))
    page.get_by_role("button", name="Turn shortcuts on").click()
    page.keyboard.press("n")
    page.wait_for_url(f"**{reverse('episode-add')}")
