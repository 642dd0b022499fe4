"""Lists that come after the form: places and effects with a script, by a button without one."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories import make_episode
from tracker.models import Episode

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]

PLACES = "**/episodes/places/"


def test_the_list_of_places_comes_with_what_is_chosen(alice_page, alice):
    episode = make_episode(alice, regions=(("calf", "left"),))
    page = alice_page
    page.goto(reverse("episode-edit", args=[episode.uid]))
    expect(page.locator(".region-mark-words")).to_have_text("your left calf")
    expect(page.locator("input[name=regions]:checked")).to_have_count(1)
    expect(page.get_by_role("button", name="Show all places")).to_have_count(0)
    assert page.locator("input[name=regions]").count() > 100
    # The list also says which signs fit a leg: the others fold away.
    expect(page.locator("[data-first] input[value=swelling]")).to_have_count(1)
    expect(page.locator("[data-more] input[value=chest-pressure]")).to_have_count(1)


def test_where_it_does_not_come_a_button_asks_for_it(browse, alice):
    page = browse(user=alice, kept_away="episodes/places")
    page.route(PLACES, lambda route: route.abort())
    page.goto(reverse("episode-add"))
    page.get_by_label("15 min", exact=True).check()
    page.get_by_role("button", name="Show all places").click()
    expect(page.get_by_label("15 min", exact=True)).to_be_checked()
    page.get_by_text("List of all places").click()
    page.locator(".region-group > summary", has_text="Leg").click()
    page.locator("input[name=regions][value='calf:left']").check()
    expect(page.locator(".region-mark-words")).to_have_text("your left calf")


def test_what_is_ticked_is_asked_for_its_effect(alice_page, alice):
    page = alice_page
    page.goto(reverse("episode-add"))
    page.locator("summary", has_text="More details").click()
    page.locator("summary", has_text="What you did").click()
    expect(page.locator("select[name^=relief]")).to_have_count(0)
    page.locator("input[name=relief][value=heat]").check()
    expect(page.get_by_label("During: heat")).to_be_visible()
    page.get_by_label("After: heat").select_option("greatly")
    page.get_by_label("just now").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Saved").first).to_be_visible()
    (use,) = Episode.objects.of(alice).get().relief.all()
    assert (use.code, use.moment, use.effect) == ("heat", "after", "greatly")


def test_without_a_script_both_are_a_button_away_and_nothing_is_lost(browse, alice):
    page = browse(user=alice, scripts=False)
    page.goto(reverse("episode-add"))
    page.locator("summary", has_text="More details").click()
    page.locator("summary", has_text="What you did").click()
    page.locator("input[name=relief][value=heat]").check()
    page.get_by_role("button", name="Rate what you did").click()
    expect(page.locator("input[name=relief][value=heat]")).to_be_checked()
    page.get_by_label("After: heat").select_option("greatly")
    page.locator("summary", has_text="Leg").click()
    page.locator("input[name=regions][value='calf:left']").check()
    page.get_by_label("just now").check()
    page.get_by_role("button", name="Save", exact=True).click()
    episode = Episode.objects.of(alice).get()
    assert [(mark.region, mark.side) for mark in episode.regions.all()] == [("calf", "left")]
    assert [use.effect for use in episode.relief.all()] == ["greatly"]


def test_time_zones_are_offered_once_one_is_typed(alice_page):
    page = alice_page
    page.goto(reverse("episode-add"))
    expect(page.locator("#time-zones option")).to_have_count(0)
    page.locator("summary", has_text="More details").click()
    page.locator("summary", has_text="Another time zone").click()
    page.get_by_label("Time zone or city there").focus()
    assert page.locator("#time-zones option[value='Europe/Lisbon']").count() == 1
