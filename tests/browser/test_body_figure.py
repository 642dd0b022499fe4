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
from tracker.vocabulary.body_zones import ZONES

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]

GAP = 1.5
"""Units between two muscles, half of it on each side."""
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


@pytest.fixture
def drawn_page(browse, alice):
    """drawn_page(viewport): the entry form with its figure, whole."""

    def show(viewport=PHONE):
        page = browse(user=alice, viewport=viewport)
        page.goto(reverse("episode-add"))
        expect(zones_of(page)).not_to_have_count(0)
        return page

    return show


SIZES = """(selector) => [...document.querySelectorAll(selector)].filter((each) => each.getClientRects().length)
  .map((each) => {
    const { width, height } = each.getBoundingClientRect();
    return [each.closest("[data-zone]").dataset.zone + " " + (each.dataset.value || ""), Math.min(width, height)];
  })"""


def test_every_part_and_every_muscle_is_a_target_of_44_px_on_a_phone(drawn_page):
    """What has an outline is a gap larger: a touch beside it counts for the nearest one."""
    page = drawn_page()
    zones = page.evaluate(SIZES, ".zone-hit")
    assert len(zones) == len(ZONES)
    assert {name: size for name, size in zones if size < 44} == {}
    small = {}
    for zone in ZONES:
        page.locator(f'g.zone[data-zone="{zone.code}"]').click()
        per_unit = page.locator(".region-view:visible svg").bounding_box()["width"] / zone.box[2]
        sizes = page.evaluate(SIZES, ".muscle.is-here")
        assert len(sizes) == len(zone.marks)
        small |= {f"{zone.code}: {name}": size for name, size in sizes if size + GAP * per_unit < 44}
        page.get_by_role("button", name="Whole body").click()
    assert small == {}


def test_a_tap_between_two_muscles_counts_for_the_nearer_one(drawn_page):
    page = drawn_page()
    page.get_by_role("button", name="your ankles and soles, from behind").click()
    ankle = page.locator('.muscle.is-here[data-value="ankle:left"]')
    # In the middle of the screen, clear of the bar with Save.
    ankle.evaluate("(muscle) => muscle.scrollIntoView({ block: 'center' })")
    ankle = ankle.bounding_box()
    page.mouse.click(ankle["x"] - 12, ankle["y"] + ankle["height"] / 2)
    expect(page.locator(".region-mark-words")).to_have_text("your left ankle")


def test_seen_whole_only_what_is_chosen_is_drawn(drawn_page):
    page = drawn_page()
    strokes = """() => [...document.querySelectorAll(".muscle")]
      .filter((each) => getComputedStyle(each).stroke !== "none").map((each) => each.dataset.value)"""
    assert page.evaluate(strokes) == []
    page.get_by_role("button", name="your knees and calves, from behind").click()
    assert set(page.evaluate(strokes)) == {"knee:left", "knee:right", "calf:left", "calf:right"}
    page.get_by_role("checkbox", name="your left calf").click()
    page.get_by_role("button", name="Whole body").click()
    assert page.evaluate(strokes) == ["calf:left"]
    chosen = page.get_by_role("button", name="your knees and calves, from behind, something chosen here")
    expect(chosen).to_be_visible()


def test_an_open_part_keeps_the_body_around_it_and_the_place_of_what_lies_below(drawn_page):
    page = drawn_page()
    stage = page.locator(".region-stage")
    whole = stage.locator("svg:visible").first.bounding_box()["height"]
    page.get_by_role("button", name="your belly and ribs, from the front").click()
    assert stage.locator("svg:visible").bounding_box()["height"] == pytest.approx(whole, abs=1)
    assert page.locator(".region-view:visible svg").get_attribute("viewBox") == "55 122.5 90 117"
    expect(page.locator(".region-view:visible .body-skin")).to_be_visible()
    expect(page.get_by_role("button", name="band around the torso")).to_be_visible()
    page.keyboard.press("Escape")
    assert page.locator(".region-view svg:visible").first.get_attribute("viewBox") == "0 0 200 520"


def test_the_left_calf_is_at_most_8_stops_of_the_tab_key_away(drawn_page):
    page = drawn_page(DESKTOP)
    page.locator(".region-view").first.evaluate("(view) => { view.tabIndex = -1; view.focus(); }")
    stops = 0
    for wanted in ("your knees and calves, from behind", "your left calf"):
        while page.evaluate("() => document.activeElement.getAttribute('aria-label')") != wanted:
            page.keyboard.press("Tab")
            stops += 1
            assert stops <= 8
        page.keyboard.press("Enter")
        if wanted == "your knees and calves, from behind":
            expect(page.locator(".region-stage.is-open")).to_be_visible()
    expect(page.locator(".region-mark-words")).to_have_text("your left calf")


def test_arrow_keys_walk_over_the_body_and_are_said(drawn_page):
    page = drawn_page(DESKTOP)
    hint = page.locator("p[data-keys]")
    expect(hint).to_have_css("opacity", "0")
    zones_of(page).locator("xpath=self::*[@data-zone='front-lower-legs']").focus()
    page.keyboard.press("ArrowUp")
    focused = "() => document.activeElement.dataset.zone || document.activeElement.dataset.value"
    assert page.evaluate(focused) == "front-thighs"
    expect(hint).to_have_css("opacity", "1")
    assert page.locator(".region-view svg").first.get_attribute("aria-describedby") == hint.get_attribute("id")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(focused) == "back-left-lower-arm"
    page.keyboard.press("Enter")
    assert page.evaluate(focused) == "forearm-outer:left"
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused) == "wrist:left"


@pytest.fixture
def legs_page(browse, alice):
    """legs_page(regions, viewport): the running page of a spasm."""

    def show(regions=(), viewport=PHONE):
        episode = make_episode(
            alice, started_at=timezone.now(), duration_basis="ongoing", intensity=None, regions=regions
        )
        page = browse(user=alice, viewport=viewport)
        page.goto(reverse("episode-running", args=[episode.uid]))
        expect(zones_of(page)).not_to_have_count(0)
        return page

    return show


def test_while_a_spasm_runs_the_calves_are_there_at_once(legs_page):
    page = legs_page()
    expect(page.locator(".region-stage.is-legs")).to_be_visible()
    calf = page.get_by_role("checkbox", name="your left calf")
    assert calf.bounding_box()["y"] + 60 < page.locator(".stop-bar").bounding_box()["y"]
    assert page.evaluate("() => [...document.querySelectorAll('.region-view')].map((view) => view.dataset.view)") == [
        "back",
        "front",
    ]
    with page.expect_response("**/where/"):
        calf.click()
    expect(page.locator("#running-help")).to_contain_text("stretch", ignore_case=True)


def test_the_whole_body_is_one_tap_away(legs_page):
    page = legs_page()
    page.get_by_role("button", name="Whole body").click()
    page.get_by_role("button", name="your chest and shoulders, from the front").click()
    expect(page.get_by_role("checkbox", name="the left side of your chest")).to_be_visible()


def test_a_place_that_is_not_on_the_legs_is_seen_on_the_whole_body(legs_page):
    page = legs_page(regions=(("hand", "left"),))
    expect(page.locator(".region-stage.is-legs")).to_have_count(0)


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
    # The list opens where the drawing is late. How long that is held back here is for the machine to say, so no clock
    # runs.
    page.clock.install(time=0)
    page.clock.pause_at(1000)
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
