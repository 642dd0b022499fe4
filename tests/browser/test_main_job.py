"""The main job in a real browser: a night cramp in three taps and a number, one from last week, and its traces."""

import csv
import datetime as dt
import io
import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP
from tracker.models import Episode

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_night_cramp_takes_three_taps_and_a_number(alice_page, alice):
    page = alice_page
    page.goto("/")
    page.get_by_role("button", name="Spasm now").click()
    expect(page.get_by_role("button", name="Stop", exact=True)).to_be_visible()
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"\d:\d\d"))
    with page.expect_response("**/where/"):
        page.get_by_role("checkbox", name="your left calf").click()
    expect(page.locator("#running-help")).to_contain_text("stretch", ignore_case=True)
    page.get_by_role("button", name="Stop", exact=True).click()
    page.get_by_role("button", name="8", exact=True).click()
    expect(page.get_by_text("Saved: left calf, 8 of 10")).to_be_visible()
    episode = Episode.objects.of(alice).get()
    assert (episode.intensity, episode.duration_basis, episode.time_zone) == (8, "measured", "Europe/Berlin")
    assert [(mark.region, mark.side) for mark in episode.regions.all()] == [("calf", "left")]


def tap_left_calf(page):
    """Zone first, then the muscle, on the figure of a form."""
    page.get_by_role("button", name="your knees and calves, from behind").click()
    page.get_by_role("checkbox", name="your left calf").click()


def test_one_from_last_week_is_written_down_and_found_everywhere(alice_page, alice):
    page = alice_page
    page.goto("/episodes/add/")
    last_week = (dt.date.today() - dt.timedelta(days=7)).isoformat()
    page.get_by_label("other", exact=True).check()
    page.get_by_label("Day", exact=True).fill(last_week)
    page.get_by_label("Time", exact=True).fill("21:15")
    tap_left_calf(page)
    page.locator("label.step", has_text=re.compile(r"^\s*6\s*$")).click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved: left calf, 6 of 10")).to_be_visible()
    page.goto("/diary/")
    expect(page.locator(".entry-where", has_text="Left calf")).to_be_visible()
    page.goto("/diary/?region=calf&side=right")
    expect(page.get_by_text("No entries match")).to_be_visible()
    page.goto("/trends/?window=90")
    expect(page.get_by_text("1 spasm day in the 1 you answered").first).to_be_visible()
    expect(page.locator(".chart-part svg").first).to_be_visible()
    page.goto("/export/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Save entries as CSV").click()
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8"))))
    assert [row["regions"] for row in rows] == ["calf:left"]
    assert rows[0]["started_at"].startswith(f"{last_week}T21:15:00")


def test_the_main_job_without_javascript(browse, alice):
    page = browse(user=alice, scripts=False)
    page.goto("/")
    page.get_by_role("button", name="Spasm now").click()
    page.locator("summary", has_text="Leg").click()
    page.locator("input[name=regions][value='calf:left']").check()
    page.get_by_role("button", name="Save place").click()
    expect(page.locator("#running-help")).to_contain_text("stretch", ignore_case=True)
    page.get_by_role("button", name="Stop", exact=True).click()
    page.get_by_role("button", name="8", exact=True).click()
    expect(page.get_by_text("Saved: left calf, 8 of 10")).to_be_visible()
    assert Episode.objects.of(alice).get().intensity == 8


MOST_STOPS = 20


def test_the_main_job_with_the_keyboard_alone_takes_at_most_20_stops(browse, alice):
    page = browse(user=alice, viewport=DESKTOP)
    page.goto("/")
    page.keyboard.press("s")
    stops = press_until(page, "Spasm now", is_there=True)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Stop", exact=True)).to_be_visible()
    page.locator(".muscle.is-here").first.wait_for()
    stops += press_until(page, "your left calf")
    with page.expect_response("**/where/"):
        page.keyboard.press("Space")
    page.locator(".running-place").wait_for()
    stops += press_until(page, "Stop")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="8", exact=True)).to_be_visible()
    # Single keys come with the scripts.
    page.wait_for_load_state()
    page.keyboard.press("8")
    stops += press_until(page, "8", is_there=True)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved: left calf, 8 of 10")).to_be_visible()
    assert Episode.objects.of(alice).get().intensity == 8
    assert stops <= MOST_STOPS


def test_the_main_job_takes_few_more_stops_without_single_keys(browse, alice):
    page = browse(user=alice, viewport=DESKTOP)
    page.goto("/")
    stops = press_until(page, "Spasm now")
    page.keyboard.press("Enter")
    page.locator(".muscle.is-here").first.wait_for()
    stops += press_until(page, "your left calf")
    with page.expect_response("**/where/"):
        page.keyboard.press("Space")
    page.locator(".running-place").wait_for()
    stops += press_until(page, "Stop")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="8", exact=True)).to_be_visible()
    stops += press_until(page, "8")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved: left calf, 8 of 10")).to_be_visible()
    assert stops <= 40


_FOCUSED_NAME = """() => {
  const element = document.activeElement;
  return (element.getAttribute("aria-label") || element.textContent || "").trim();
}"""


def press_until(page, name, *, is_there=False, limit=60):
    """Tab until the focus stands on what is called so; `is_there`: a key brought it there. How many stops it took."""
    for stops in range(0 if is_there else 1, limit):
        if stops:
            page.keyboard.press("Tab")
        if page.evaluate(_FOCUSED_NAME) == name:
            return max(1, stops)
    raise AssertionError(f"the keyboard does not reach {name!r} within {limit} steps")


def test_the_safety_lines_for_the_chest_show_before_saving(alice_page):
    page = alice_page
    page.goto("/episodes/add/")
    expect(page.locator('.ask[data-question="chest-signs"]')).to_be_hidden()
    page.locator("input[name=regions][value='chest:left']").first.evaluate("box => box.click()")
    expect(page.locator('.ask[data-question="chest-signs"]')).to_be_visible()
    expect(page.locator('.ask[data-question="chest-signs"]')).to_contain_text("call 112 now")


def test_the_safety_lines_show_with_javascript_off(browse, alice):
    page = browse(user=alice, scripts=False)
    page.goto("/episodes/add/")
    page.get_by_role("button", name="Show all places").click()
    page.locator("summary", has_text="Neck, chest, belly").click()
    page.locator("input[name=regions][value='chest:left']").check()
    expect(page.locator('.ask[data-question="chest-signs"]')).to_be_visible()


def test_a_mistake_keeps_what_was_typed(alice_page, axe):
    page = alice_page
    page.goto("/episodes/add/")
    # What stands below the figure moves until it is there.
    page.locator(".region-picker.is-live").wait_for()
    page.locator("summary", has_text="More details").click()
    page.locator("summary", has_text="Note and privacy").click()
    page.get_by_label("Note", exact=True).fill("do not lose me")
    tap_left_calf(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Not saved yet.")).to_be_visible()
    expect(page.get_by_label("Note", exact=True)).to_have_value("do not lose me")
    expect(page.locator("input[name=regions][value='calf:left']").first).to_be_checked()
    assert axe(page) == []


def test_a_page_that_was_kept_and_is_shown_again_starts_a_spasm_of_its_own(alice_page, alice):
    alice_page.goto("/")
    uid = alice_page.locator(".start-form input[name=uid]").input_value()
    with alice_page.expect_navigation():
        alice_page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    assert alice_page.locator(".start-form input[name=uid]").input_value() != uid
