"""What is done at once is seen at once: nothing of it is below the edge of a phone, and nothing jumps under a thumb."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.browser.conftest import DESKTOP, PHONE
from tests.factories import make_day, make_episode, make_profile_item
from tracker.models import Preferences
from tracker.selectors.person import person_of
from tracker.services.check_in import set_factors

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]

PLACES = [("calf", "left"), ("calf", "right"), ("lower-back", "middle"), ("forearm", "left")]
MOST_SHIFT = 0.02
"""Of the window; the browsers' own word for "good" is 0.1."""

_SHIFTS = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""


@pytest.fixture
def logged(alice):
    for days, place in enumerate(PLACES, start=1):
        make_episode(alice, started_at=timezone.now() - dt.timedelta(days=days), regions=(place,))
    return alice


def bottom(locator) -> float:
    box = locator.bounding_box()
    return box["y"] + box["height"]


def test_when_where_and_how_strong_are_on_one_screen(browse, logged):
    page = browse(user=logged, viewport=PHONE)
    page.goto(reverse("episode-add"))
    page.locator(".region-picker.is-live").wait_for()
    save = page.locator(".save-bar").bounding_box()
    assert bottom(page.locator(".arc-ends")) < save["y"]
    assert bottom(page.locator("summary", has_text="More details")) < save["y"]
    times = [chip.bounding_box() for chip in page.locator('.chip:has(input[name="started"])').all()]
    assert len(times) == 8
    assert len({box["y"] for box in times}) == 2
    assert len({(round(box["width"]), round(box["height"])) for box in times}) == 1
    # Their words leave a margin to the edge.
    words = [chip.bounding_box() for chip in page.locator('.chip:has(input[name="started"]) > span').all()]
    assert all(word["x"] - box["x"] >= 3 for word, box in zip(words, times, strict=True))


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP])
@pytest.mark.parametrize("has_places", [True, False])
def test_the_form_does_not_jump_while_it_loads(browse, alice, request, viewport, has_places):
    if has_places:
        request.getfixturevalue("logged")
    page = browse(user=alice, viewport=viewport)
    page.add_init_script(_SHIFTS)
    page.goto(reverse("episode-add"))
    page.locator(".region-picker.is-live").wait_for()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.shift") < MOST_SHIFT


def test_the_list_of_places_comes_where_the_script_does_not(browse, alice):
    page = browse(user=alice, kept_away="/js/")
    page.route("**/js/**", lambda route: route.abort())
    page.goto(reverse("episode-add"))
    places = page.get_by_role("button", name="Show all places")
    assert not places.is_visible()
    places.wait_for(timeout=5000)
    assert places.bounding_box()["height"] >= 44


@pytest.mark.parametrize("viewport", [PHONE, (360, 640)])
def test_what_is_done_with_an_entry_is_under_the_thumb(browse, logged, viewport):
    page = browse(user=logged, viewport=viewport)
    entry = make_episode(logged, started_at=timezone.now() - dt.timedelta(days=6))
    page.goto(reverse("episode", args=[entry.uid]))
    tabs = page.locator(".bar").bounding_box()
    for acts in (page.get_by_role("button", name="Same again"), page.locator(".neighbors [rel=next]")):
        box = acts.bounding_box()
        assert min(box["width"], box["height"]) >= 44
        assert viewport[1] - 200 < box["y"]
        assert bottom(acts) <= tabs["y"]
    # Nothing of the page stays below them.
    page.get_by_role("link", name="Delete entry").scroll_into_view_if_needed()
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    assert bottom(page.get_by_role("link", name="Delete entry")) < page.locator(".thumb-bar").bounding_box()["y"]


def test_after_a_spasm_a_wide_screen_has_the_body_beside_the_numbers(browse, alice):
    entry = make_episode(alice, started_at=timezone.now() - dt.timedelta(minutes=5), regions=(("calf", "left"),))
    page = browse(user=alice, viewport=DESKTOP)
    page.goto(reverse("episode-after", args=[entry.uid]))
    body, arc = page.locator(".after-figure svg").bounding_box(), page.locator(".arc").bounding_box()
    assert body["x"] + body["width"] < arc["x"]
    assert body["height"] > 300
    assert abs(body["y"] - arc["y"]) < 60


def test_a_wide_form_has_save_right_under_the_strength_and_more_under_the_places(browse, alice):
    make_episode(alice, regions=(("calf", "left"),))
    page = browse(user=alice, viewport=DESKTOP)
    page.goto(reverse("episode-add"))
    arc, save = page.locator(".arc").bounding_box(), page.get_by_role("button", name="Save", exact=True).bounding_box()
    more = page.locator("details.form-section > summary").first.bounding_box()
    assert save["x"] <= arc["x"]
    assert arc["x"] + arc["width"] <= save["x"] + save["width"]
    assert 0 <= save["y"] - (arc["y"] + arc["height"]) <= 100
    assert more["x"] + more["width"] < save["x"]
    assert more["y"] < arc["y"] + arc["height"]
    # All of it is on the screen, and a number is larger than a phone's.
    assert save["y"] + save["height"] <= DESKTOP[1]
    assert page.locator(".arc > .step").first.bounding_box()["width"] >= 52


@pytest.mark.parametrize("name", ["episode-add", "guidance"])
def test_a_row_of_places_makes_no_narrow_page_wider(browse, logged, name):
    page = browse(user=logged, viewport=(320, 568))
    page.goto(reverse(name))
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("text_size", ["normal", "larger"])
def test_nothing_of_today_stays_below_its_buttons(browse, logged, text_size):
    Preferences.objects.filter(owner=logged).update(text_size=text_size)
    page = browse(user=logged, viewport=(320, 568))
    page.goto(reverse("today"))
    # What the log points to is loaded after the page, and makes it longer.
    page.wait_for_load_state("networkidle")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    last = page.locator("#main :is(a, button):visible:not(.today-actions *)").last
    assert bottom(last) < page.locator(".today-actions").bounding_box()["y"]


@pytest.mark.parametrize("viewport", [(320, 568), (1024, 768), DESKTOP])
def test_the_places_of_an_entry_have_room_beside_both_sides_of_the_body(browse, alice, viewport):
    Preferences.objects.filter(owner=alice).update(text_size="larger")
    entry = make_episode(alice, regions=(("breathing-muscles", ""), ("thigh-front", "both"), ("calf", "left")))
    page = browse(user=alice, viewport=viewport)
    page.goto(reverse("episode", args=[entry.uid]))
    title, body = page.locator("h1"), page.locator(".body-pictures")
    assert title.evaluate("(title) => title.scrollWidth <= title.clientWidth")
    word = page.evaluate("""() => {
      const canvas = document.createElement("canvas").getContext("2d");
      canvas.font = getComputedStyle(document.querySelector("h1")).font;
      return canvas.measureText("Diaphragm,").width;
    }""")
    assert title.bounding_box()["width"] >= word
    left, above = title.bounding_box(), body.bounding_box()
    assert left["x"] + left["width"] <= above["x"] or left["y"] + left["height"] <= above["y"]


@pytest.mark.parametrize(("viewport", "least_width", "least_height"), [(PHONE, 0.45, 200), (DESKTOP, 0.2, 400)])
@pytest.mark.parametrize("places", [(("lower-back", "middle"),), (("calf", "left"),)])
def test_the_body_is_the_picture_of_an_entry(browse, alice, viewport, least_width, least_height, places):
    entry = make_episode(alice, regions=places, intensity=6)
    page = browse(user=alice, viewport=viewport)
    page.goto(reverse("episode", args=[entry.uid]))
    body = page.locator(".still-figure").bounding_box()
    assert body["width"] >= least_width * viewport[0]
    assert body["height"] >= least_height
    for css in ("h1", ".date-head", ".episode-strength"):
        words = page.locator(css).bounding_box()
        assert words["x"] + words["width"] <= body["x"], css
    # It ends where the page does.
    way = page.locator(".way").bounding_box()
    assert body["x"] + body["width"] <= way["x"] + way["width"] + 1
    if viewport == PHONE:
        assert bottom(page.locator(".add-details")) < page.locator(".thumb-bar").bounding_box()["y"]


def test_what_was_not_noted_opens_where_it_is_asked(browse, alice):
    entry = make_episode(alice, intensity=6)
    page = browse(user=alice, viewport=PHONE)
    page.goto(reverse("episode", args=[entry.uid]))
    row = page.locator(".add-details").bounding_box()
    assert row["height"] >= 44
    # All of the row can be pressed.
    page.mouse.click(row["x"] + 10, row["y"] + 10)
    page.wait_for_url("**/edit/?open=duration#*")
    question = page.locator("#div_id_duration")
    question.wait_for()
    assert -1 <= question.bounding_box()["y"] < PHONE[1] - 100


def test_the_days_of_the_check_in_begin_where_the_page_does(browse, logged):
    page = browse(user=logged, viewport=DESKTOP)
    page.goto(reverse("check-in"))
    assert page.locator(".check-in-days .day-mark").first.bounding_box()["x"] >= (
        page.locator(".way").bounding_box()["x"] - 1
    )


def test_all_of_the_check_in_is_on_one_screen(browse, alice):
    person = person_of(alice)
    today = person.today(timezone.now())
    make_day(alice, today - dt.timedelta(days=5))
    set_factors(person, ["stress", "little-fluid", "long-same-position", "poor-sleep"], {}, today)
    page = browse(user=alice, viewport=PHONE)
    page.goto(reverse("check-in-day", args=[today]))
    assert not page.locator(".bar").is_visible()
    save = page.locator(".check-in-save").bounding_box()
    assert save["y"] + save["height"] == PHONE[1]
    assert bottom(page.get_by_text("Completely")) < save["y"]
    no, yes = (answer.bounding_box() for answer in page.locator(".big-answer").all())
    assert (no["y"], no["height"]) == (yes["y"], yes["height"])
    words = [word.bounding_box()["y"] for word in page.locator(".big-answer-word").all()]
    assert words[0] == words[1]
    # How much they limited is one scale: five steps of nearly one width in a row.
    steps = [step.bounding_box() for step in page.locator(".limited > label").all()]
    assert len(steps) == 5
    assert len({(step["y"], step["height"]) for step in steps}) == 1
    assert max(step["width"] for step in steps) <= 1.25 * min(step["width"] for step in steps)
    # The note is in sight, too.
    assert bottom(page.locator("details.check-in-part > summary")) <= save["y"]


@pytest.mark.parametrize(("viewport", "text_size"), [((320, 568), "normal"), ((320, 568), "larger"), (PHONE, "larger")])
def test_the_words_of_a_scale_are_whole_on_the_smallest_phone(browse, alice, viewport, text_size):
    Preferences.objects.filter(owner=alice).update(text_size=text_size)
    page = browse(user=alice, viewport=viewport)
    page.goto(reverse("check-in"))
    for step in page.locator(".limited > label").all():
        assert step.bounding_box()["height"] >= 44
        words = step.locator("span")
        assert words.evaluate("(words) => words.scrollWidth <= words.clientWidth")
        assert words.evaluate("(words) => parseFloat(getComputedStyle(words).fontSize)") >= 13
    assert page.evaluate("document.documentElement.scrollWidth") == viewport[0]


def test_on_a_narrow_phone_a_day_of_the_check_in_is_high_enough(browse, alice):
    page = browse(user=alice, viewport=(320, 568))
    page.goto(reverse("check-in"))
    for day in page.locator(".check-in-days a").all():
        box = day.bounding_box()
        assert box["width"] >= 36
        assert box["height"] >= 72


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP])
def test_an_unanswered_part_of_the_profile_is_answered_beside_its_heading(browse, alice, viewport):
    make_profile_item(alice, "spasms-began", "none", from_on=timezone.now().date())
    page = browse(user=alice, viewport=viewport)
    page.goto(reverse("profile"))
    for kind in ("pregnancy", "image-or-test"):
        part = page.locator(f"#{kind}")
        heading, answers = part.locator("h3").bounding_box(), part.locator(".profile-answers").bounding_box()
        box = part.bounding_box()
        assert answers["y"] <= heading["y"] + heading["height"] / 2 <= answers["y"] + answers["height"]
        assert answers["x"] + answers["width"] == pytest.approx(box["x"] + box["width"], abs=1)
        assert box["height"] <= 150
        # What can be answered looks alike, on one line.
        acts = [act.bounding_box() for act in part.locator(".profile-answers .btn").all()]
        assert len(acts) == 2
        assert len({act["y"] + act["height"] / 2 for act in acts}) == 1
        assert min(act["height"] for act in acts) >= 44
    looks = page.locator(".profile-answers .btn").evaluate_all("""(acts) => acts.map((act) => {
      const look = getComputedStyle(act);
      return [look.color, look.backgroundColor, look.fontFamily, look.fontSize, look.fontWeight, look.borderColor];
    })""")
    assert len({str(look) for look in looks}) == 1
    assert page.evaluate("document.documentElement.scrollWidth") == viewport[0]


def test_what_is_done_with_an_entry_is_not_printed(browse, logged):
    entry = make_episode(logged, started_at=timezone.now() - dt.timedelta(days=6))
    page = browse(user=logged, viewport=(794, 1123))
    page.goto(reverse("episode", args=[entry.uid]))
    page.emulate_media(media="print")
    assert page.locator("main :is(a, button):visible").all_inner_texts() == [page.locator(".date-words").inner_text()]
