"""A device in another time zone than the diary: asked once, beside what is typed; the form says whose time it shows."""

import pytest
from playwright.sync_api import expect

from tracker.models import Episode, Preferences

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]

QUESTION = "Your diary uses Berlin time."


def test_it_is_asked_once_and_the_answer_holds_for_taps(browse, alice):
    page = browse(user=alice, zone="Asia/Tokyo")
    page.goto("/")
    expect(page.get_by_text(QUESTION)).to_contain_text("on Tokyo time")
    page.get_by_role("button", name="Use Tokyo").click()
    expect(page.get_by_text(QUESTION)).to_be_hidden()
    assert Preferences.objects.get(owner=alice).device_zones == {"Asia/Tokyo": "Asia/Tokyo"}
    page.goto("/")
    expect(page.get_by_text(QUESTION)).to_be_hidden()
    page.get_by_role("button", name="Spasm now").click()
    page.get_by_role("button", name="Stop").wait_for()
    assert Episode.objects.get().time_zone == "Asia/Tokyo"


def test_until_it_is_answered_and_when_it_is_kept_the_diarys_zone_holds(browse, alice):
    page = browse(user=alice, zone="UTC")
    page.goto("/episodes/add/")
    page.get_by_label("just now").check()
    page.get_by_role("button", name="Keep Berlin").click()
    expect(page.get_by_text(QUESTION)).to_be_hidden()
    expect(page.get_by_text("Times on this form are in Berlin time.")).to_be_visible()
    # The answer was sent beside the page: what was chosen before it is still there.
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/?saved=*")
    assert Episode.objects.get().time_zone == "Europe/Berlin"


def test_the_form_of_a_confirmed_device_says_whose_time_it_shows(browse, alice):
    Preferences.objects.filter(owner=alice).update(device_zones={"Asia/Tokyo": "Asia/Tokyo"})
    page = browse(user=alice, zone="Asia/Tokyo")
    page.goto("/episodes/add/")
    expect(page.get_by_text("Times on this form are in Tokyo time.")).to_be_visible()


def test_a_device_with_the_same_time_is_not_asked(browse, alice):
    page = browse(user=alice, zone="Europe/Vienna")
    page.goto("/")
    expect(page.get_by_text(QUESTION)).to_be_hidden()
    page.goto("/episodes/add/")
    expect(page.get_by_text("Times on this form are in")).to_be_hidden()


def test_the_question_is_accessible(browse, in_both_themes, fits, alice):
    page = browse(user=alice, zone="Asia/Tokyo")
    for address in ("/", "/episodes/add/"):
        page.goto(address)
        expect(page.get_by_text(QUESTION)).to_be_visible()
        assert in_both_themes(page) == []
        assert fits(page)
