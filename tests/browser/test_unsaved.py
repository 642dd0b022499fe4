"""The session ends while somebody types: in a real browser, with scripts and without, nothing is lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SMALL
from tests.factories import make_episode
from tracker.models import Day, Episode, Question

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]

NOTE = 'Woke at 3.\n\nLeft calf, <hard> & "hot".\n' + "It came back twice. " * 60 + "\nEnd"


def log_in_there(page):
    page.get_by_label("Name").fill("alice")
    page.locator("[name=log-in-password]").fill("alice-likes-long-walks")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_long_note_survives_the_end_of_the_session(browse, alice, in_both_themes, fits, scripts):
    page = browse(user=alice, viewport=SMALL, scripts=scripts)
    page.goto("/episodes/add/")
    page.get_by_label("15 min", exact=True).check()
    page.locator("summary", has_text="More details").click()
    page.locator("summary", has_text="Note and privacy").click()
    page.get_by_label("Note", exact=True).fill(NOTE)
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="You’re logged out")).to_be_visible()
    expect(page.get_by_text("Your entry isn’t saved yet.")).to_be_visible()
    expect(page.get_by_text("It came back twice.")).to_be_visible()
    if scripts:
        assert in_both_themes(page) == []
        assert fits(page)
    log_in_there(page)
    page.get_by_role("button", name="Log in and save").click()
    expect(page.get_by_text("Saved: a spasm")).to_be_visible()
    assert Episode.objects.of(alice).get().note.replace("\r\n", "\n") == NOTE


@pytest.mark.parametrize("scripts", [True, False])
def test_a_check_in_survives_a_log_in_in_another_tab(browse, alice, in_both_themes, scripts):
    page = browse(user=alice, scripts=scripts)
    page.goto("/check-in/")
    page.locator("summary", has_text="Note").click()
    page.get_by_label("Note").fill(NOTE)
    page.context.clear_cookies(name="sessionid")
    other = page.context.new_page()
    other.goto("/accounts/login/")
    other.get_by_label("Name").fill("alice")
    other.locator("[name=password]").fill("alice-likes-long-walks")
    other.get_by_role("button", name="Log in").click()
    expect(other.get_by_role("heading", name="Today")).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("You’re logged in as alice.")).to_be_visible()
    if scripts:
        assert in_both_themes(page) == []
    assert not Day.objects.exists()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert Day.objects.of(alice).get().note == NOTE


def test_a_tap_on_the_running_page_says_that_it_was_not_stored(alice_page, alice, in_both_themes):
    page = alice_page
    make_episode(alice, duration_basis="ongoing", regions=())
    page.goto("/")
    page.goto(f"/episodes/{Episode.objects.get().uid}/running/")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("checkbox", name="your left calf").click()
    note = page.locator("#page-note")
    expect(note).to_contain_text("The place isn’t saved yet.")
    expect(note).to_be_in_viewport()
    expect(page.locator("[name=password]")).to_have_count(0)
    expect(page.get_by_role("link", name="Choose when it stopped").first).to_be_visible()
    assert in_both_themes(page) == []
    note.get_by_role("link", name="Log in, then tap again").click()
    page.get_by_label("Name").fill("alice")
    page.locator("[name=password]").fill("alice-likes-long-walks")
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/running/")


def test_two_tabs_show_both_and_let_the_person_choose(browse, alice, in_both_themes, fits):
    page = browse(user=alice, viewport=SMALL)
    page.goto("/check-in/")
    page.locator("summary", has_text="Note").click()
    other = page.context.new_page()
    other.goto("/check-in/")
    other.locator("summary", has_text="Note").click()
    other.get_by_label("Note").fill("from the newer tab")
    other.get_by_role("button", name="Save", exact=True).click()
    expect(other.get_by_text("Saved.")).to_be_visible()
    page.get_by_label("Note", exact=True).fill("from the older tab")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="Changed in another tab")).to_be_visible()
    assert in_both_themes(page) == []
    assert fits(page)
    page.get_by_label("Keep both, one after the other").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert Day.objects.of(alice).get().note == "from the newer tab\n\nfrom the older tab"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_form_about_something_deleted_brings_it_back(browse, alice, in_both_themes, fits, scripts):
    page = browse(user=alice, viewport=SMALL, scripts=scripts)
    question = Question.objects.create(owner=alice, text="Why?", asked_on="2026-06-10")
    page.goto(f"/questions/{question.uid}/")
    other = page.context.new_page()
    other.goto("/questions/")
    other.get_by_role("button", name=re.compile("Remove.*Why")).click()
    expect(other.get_by_text("Removed.")).to_be_visible()
    page.get_by_label("Your question").fill("Why at night, of all times?")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("This was deleted in another tab")).to_be_visible()
    if scripts:
        assert in_both_themes(page) == []
        assert fits(page)
    page.get_by_role("button", name="Restore and save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert Question.objects.get(owner=alice).text == "Why at night, of all times?"
