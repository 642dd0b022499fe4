"""The drawn body is a file of its own: asked for once, drawn with the page's words, and missed by nobody without it."""

import datetime as dt

import pytest
from django import forms
from django.http import HttpResponse
from django.template import engines
from django.urls import path, reverse
from django.utils import timezone
from playwright.sync_api import expect

from spasmlog.urls import urlpatterns as real_urlpatterns
from tests.browser.conftest import DESKTOP, PHONE
from tests.factories import make_episode
from tracker.forms.regions import RegionsField

pytestmark = pytest.mark.django_db(transaction=True)

FILE = "body-figure"
FILES = f"**/static/img/{FILE}*"


class TwoPlacesForm(forms.Form):
    before = RegionsField()
    after = RegionsField()


def two_places(request):
    page = """{% extends "base.html" %}{% load scripts static %}
      {% block styles %}<link rel="stylesheet" href="{% static "css/region-figure.css" %}">
        <link rel="stylesheet" href="{% static "css/region-picker.css" %}">{% endblock %}
      {% block scripts %}{% module_script "js/behaviors/region-picker.js" %}{% endblock %}
      {% block content %}<h1>Two</h1>{{ form.before }}{{ form.after }}{% endblock %}"""
    return HttpResponse(engines["django"].from_string(page).render({"form": TwoPlacesForm()}, request))


urlpatterns = [*real_urlpatterns, path("two-places/", two_places)]


@pytest.fixture
def form_page(browse, alice):
    """The entry form, not opened yet, from which the test may keep the drawing."""
    return browse(user=alice, kept_away=FILE)


def hold_back(page):
    """Keeps the drawing from coming until what this returns is called."""
    held = []

    def hold(route):
        held.append(route)

    def let_through():
        for route in held:
            route.continue_()

    page.route(FILES, hold)
    return let_through


def asked_for(page):
    """How the page asked for the drawing, and whether it came whole over the wire."""
    return page.evaluate(
        """(file) => performance.getEntriesByType("resource").filter((entry) => entry.name.includes(file))
          .map((entry) => [entry.initiatorType, entry.transferSize > entry.encodedBodySize])""",
        FILE,
    )


def zones_of(page, picker=".region-picker"):
    return page.locator(f"{picker} g.zone")


def test_it_is_asked_for_once_along_with_the_page_and_then_kept(alice_page, alice):
    page = alice_page
    page.goto(reverse("episode-add"))
    expect(zones_of(page)).not_to_have_count(0)
    assert asked_for(page) == [["link", True]]
    began = timezone.now() - dt.timedelta(minutes=1)
    episode = make_episode(alice, started_at=began, duration_basis="ongoing", intensity=None, regions=())
    page.goto(reverse("episode-running", args=[episode.uid]))
    expect(zones_of(page)).not_to_have_count(0)
    assert asked_for(page) == [["link", False]]


def test_its_parts_have_the_names_of_the_page(alice_page):
    page = alice_page
    page.goto(reverse("episode-add"))
    expect(zones_of(page)).not_to_have_count(0)
    labels = [zone.get_attribute("data-label") for zone in zones_of(page).all()]
    assert labels.count("your thighs, from the front") == labels.count("your thighs, from behind") == 1
    page.get_by_role("button", name="your knees and calves, from behind").click()
    expect(page.locator("[data-zone-name]")).to_have_text("Your knees and calves, from behind")


def test_without_it_the_list_does_all_of_it(form_page):
    page = form_page
    page.route(FILES, lambda route: route.abort())
    page.goto(reverse("episode-add"))
    expect(page.locator(".region-picker.is-undrawn .region-list")).to_have_attribute("open", "")
    expect(page.locator(".region-stage")).to_be_hidden()
    expect(page.get_by_text("Tap where it is")).to_be_hidden()
    page.locator(".region-group > summary", has_text="Leg").click()
    page.locator("input[name=regions][value='calf:left']").check()
    expect(page.locator(".region-mark-words")).to_have_text("your left calf")
    page.get_by_role("button", name="remove: your left calf").click()
    expect(page.locator("input[name=regions]:checked")).to_have_count(0)


def test_what_answers_in_its_place_is_not_drawn(form_page):
    page = form_page
    page.route(FILES, lambda route: route.fulfill(body="<p>Log in to the network", content_type="text/html"))
    page.goto(reverse("episode-add"))
    expect(page.locator(".region-picker.is-undrawn")).to_be_visible()
    expect(page.locator(".region-stage")).to_be_hidden()
    expect(page.locator(".region-group > summary").first).to_be_visible()


def test_a_late_one_opens_the_list_and_comes_where_its_place_was_kept(form_page):
    page, let_through = form_page, hold_back(form_page)
    page.goto(reverse("episode-add"), wait_until="commit")
    expect(page.locator(".region-list")).not_to_have_attribute("open", "")
    expect(page.locator(".region-list > summary")).to_be_visible()
    page.locator(".region-group > summary", has_text="Leg").click()
    page.locator("input[name=regions][value='calf:left']").check()
    stage = page.locator(".region-stage")
    kept = stage.bounding_box()
    let_through()
    expect(zones_of(page)).not_to_have_count(0)
    assert stage.bounding_box() == kept
    expect(page.locator(".region-mark-words")).to_have_text("your left calf")
    expect(page.locator("input[name=regions][value='calf:left']")).to_be_visible()


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP])
def test_its_place_is_as_large_as_it_is(form_page, viewport):
    page, let_through = form_page, hold_back(form_page)
    page.set_viewport_size({"width": viewport[0], "height": viewport[1]})
    page.goto(reverse("episode-add"), wait_until="commit")
    expect(page.locator(".region-picker.is-live")).to_be_visible()
    boxes = [page.locator(selector) for selector in (".region-stage", ".region-list", ".region-figure")]
    kept = [box.bounding_box() for box in boxes]
    let_through()
    expect(zones_of(page)).not_to_have_count(0)
    assert [box.bounding_box() for box in boxes] == kept


def test_two_on_a_page_share_the_file_and_nothing_else(alice_page, settings):
    settings.ROOT_URLCONF = __name__
    page = alice_page
    page.goto("/two-places/")
    expect(page.locator(".region-picker.is-live")).to_have_count(2)
    expect(zones_of(page, "#id_after")).not_to_have_count(0)
    assert len(asked_for(page)) == 1
    assert zones_of(page, "#id_before").count() == zones_of(page, "#id_after").count() > 20
    repeated = page.evaluate(
        """() => [...document.querySelectorAll("[id]")].map((each) => each.id)
          .filter((id, place, all) => all.indexOf(id) !== place)"""
    )
    assert repeated == []
    after = page.locator("#id_after")
    after.get_by_role("button", name="your knees and calves, from behind").click()
    after.get_by_role("checkbox", name="your left calf").first.click()
    expect(page.locator("input[name=after][value='calf:left']")).to_be_checked()
    expect(page.locator("input[name=before]:checked")).to_have_count(0)
    expect(page.locator("#id_before .is-open")).to_have_count(0)
