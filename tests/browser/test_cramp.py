"""The cramp for one thumb: taps, screens and scroll of its jobs, and what stands where on three phones."""

import datetime as dt
import re
import uuid
from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tests.factories import make_episode
from tests.outbox import MINUTE
from tracker.days import wall_clock
from tracker.models import Day, Episode

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]

SCREENS = [(360, 640), (390, 844), (844, 390), (640, 360)]
EDGE = 0.5
"""Of a pixel, by which positions may be rounded."""


class Thumb:
    """Counts what a job takes: taps, the screens they led to, and pixels of scroll."""

    def __init__(self, page):
        self.page, self.taps, self.screens, self.scroll = page, 0, 0, 0
        page.on("load", lambda _page: self._loaded())

    def _loaded(self):
        self.screens += 1

    def tap(self, locator, *, leads_to=None):
        """A tap on what is in sight without scrolling, and wherever it leads."""
        locator.wait_for()
        box, height = locator.bounding_box(), self.page.viewport_size["height"]
        self.scroll += max(0, round(box["y"] + box["height"] - height))
        assert box["height"] >= 44 - EDGE
        locator.click()
        self.taps += 1
        if leads_to:
            self.page.wait_for_url(leads_to)


@pytest.fixture
def earlier(alice):
    """Cramps of the days before, so that their places are offered."""
    at = timezone.now().replace(microsecond=0)
    for days, regions in enumerate([(("calf", "left"),), (("calf", "both"),), (("lower-back", "middle"),)], start=2):
        make_episode(alice, uid=uuid.uuid4(), started_at=at - dt.timedelta(days=days), kind="cramp", regions=regions)


def phone(browse, alice, screen, **more):
    return browse(user=alice, viewport=screen, **more)


def running(owner, ago=4 * MINUTE, regions=(("calf", "left"),)):
    started_at = timezone.now().replace(microsecond=0) - ago
    return make_episode(owner, started_at=started_at, duration_basis="ongoing", intensity=None, regions=regions)


def box(page, selector):
    result = page.locator(selector).first.bounding_box()
    return result["y"], result["y"] + result["height"]


def test_a_running_cramp_with_its_place_takes_four_taps_two_screens_and_no_scroll(browse, alice, earlier):
    page = phone(browse, alice, (360, 640))
    page.goto("/now/")
    thumb = Thumb(page)
    thumb.tap(page.get_by_role("button", name="Spasm now"), leads_to="**/running/")
    with page.expect_response("**/where/"):
        thumb.tap(page.locator(".region-recent .chip", has_text="left calf"))
    expect(page.locator(".running-place")).to_contain_text("Saved: left calf")
    thumb.tap(page.get_by_role("button", name="Stop", exact=True), leads_to="**/after/")
    screens = thumb.screens
    thumb.tap(page.get_by_role("button", name="8", exact=True))
    expect(page.locator(".toast-line")).to_contain_text("Saved: left calf, 8 of 10")
    expect(page.locator(".after > header")).to_contain_text("Left calf")
    assert (thumb.taps, screens, thumb.scroll) == (4, 2, 0)
    assert Episode.objects.of(alice).get(intensity=8).regions.get().side == "left"


def test_the_same_again_is_one_tap(browse, alice, earlier):
    page = phone(browse, alice, (390, 844))
    page.goto("/")
    thumb = Thumb(page)
    thumb.tap(page.get_by_role("button", name=re.compile("Same again")), leads_to="**/after/?again=1")
    new = Episode.objects.of(alice).get(
        duration_basis="unknown", intensity=None, kind="cramp", logged_at__gt=timezone.now() - MINUTE
    )
    assert (thumb.taps, thumb.scroll) == (1, 0)
    assert [(mark.region, mark.side) for mark in new.regions.all()] == [("calf", "left")]


def test_seven_clear_days_are_one_tap(browse, alice):
    now = timezone.now()
    make_episode(alice, started_at=now - dt.timedelta(days=8))
    page = phone(browse, alice, (390, 844))
    page.goto("/")
    thumb = Thumb(page)
    thumb.tap(page.get_by_role("button", name=re.compile("No spasms since")))
    expect(page.get_by_role("status").filter(has_text="marked clear")).to_be_visible()
    expect(page.locator("#recent-days").get_by_role("button", name="Undo")).to_be_visible()
    assert Day.objects.of(alice).filter(answer="none").count() >= 7
    assert (thumb.taps, thumb.scroll) == (1, 0)


@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_stop_and_the_first_act_of_help_are_in_sight_on_every_phone(browse, alice, earlier, screen):
    page = phone(browse, alice, screen)
    page.goto(reverse("episode-running", args=[running(alice).uid]))
    height = screen[1]
    stop, saved = box(page, ".btn-stop"), box(page, ".running-place")
    figure, act = box(page, ".release-figure"), box(page, ".release-acts > li")
    assert stop[1] <= height + EDGE
    assert stop[1] - stop[0] >= 84 - EDGE
    is_low = height <= 480
    bar_top = height if is_low else box(page, ".stop-bar")[0]
    for part in (saved, figure, act):
        assert part[0] >= 0
        assert part[1] <= bar_top + EDGE
    position = page.locator(".stop-bar").evaluate("(bar) => getComputedStyle(bar).position")
    assert (position == "fixed") is not is_low
    assert page.locator(".bar").count() == 0


@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_the_calf_is_in_sight_where_no_place_is_known_yet(browse, alice, earlier, screen):
    page = phone(browse, alice, screen)
    page.goto(reverse("episode-running", args=[running(alice, regions=()).uid]))
    page.locator(".muscle.is-here").first.wait_for()
    stop = box(page, ".btn-stop")
    lowest = screen[1] if screen[1] <= 480 else box(page, ".stop-bar")[0]
    chips = [chip.bounding_box() for chip in page.locator(".region-recent .chip").all()]
    assert len(chips) == 3
    for chip in chips:
        assert chip["y"] + chip["height"] <= lowest
        # None is cut off, none needs a second row.
        assert chip["x"] + chip["width"] <= screen[0]
        assert chip["y"] == chips[0]["y"]
    for part in ("thigh-back", "calf", "foot-sole", "toes", "shin"):
        for side in ("left", "right"):
            top, bottom = box(page, f".muscle.is-here[data-value='{part}:{side}']")
            assert 0 <= top < bottom <= lowest
    assert stop[1] <= screen[1] + EDGE


@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_a_calf_is_chosen_on_the_figure_without_scrolling(browse, alice, screen):
    page = phone(browse, alice, screen)
    row = running(alice, regions=())
    page.goto(reverse("episode-running", args=[row.uid]))
    calf = page.get_by_role("checkbox", name="your left calf")
    calf.wait_for()
    place = calf.bounding_box()
    assert min(place["width"], place["height"]) >= 20
    with page.expect_response("**/where/"):
        page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    expect(page.locator(".running-place")).to_contain_text("Saved: left calf")
    assert page.evaluate("window.scrollY") == 0


@pytest.mark.parametrize("screen", [(360, 640), (390, 844), (844, 390)], ids=str)
def test_all_numbers_are_within_one_reach(browse, alice, fits, screen):
    page = phone(browse, alice, screen)
    at = timezone.now().replace(microsecond=0)
    row = make_episode(alice, started_at=at - 5 * MINUTE, ended_at=at, intensity=None)
    page.goto(reverse("episode-after", args=[row.uid]))
    boxes = [step.bounding_box() for step in page.locator(".arc > .step").all()]
    assert len(boxes) == 11
    middles = [(each["x"] + each["width"] / 2, each["y"] + each["height"] / 2) for each in boxes]
    for each in boxes:
        assert min(each["width"], each["height"]) >= 44 - EDGE
        assert each["x"] >= 0
        assert each["x"] + each["width"] <= screen[0]
        assert each["y"] >= 0
        assert each["y"] + each["height"] <= screen[1]
    gaps = [((x - left) ** 2 + (y - top) ** 2) ** 0.5 for (left, top), (x, y) in pairwise(middles)]
    assert min(gaps) >= 44
    if screen[1] > 480:
        assert max(bottom for _top, bottom in (box(page, ".toast-line"), box(page, ".btn-done"))) <= screen[1] + EDGE
    assert fits(page)


@pytest.mark.parametrize(("width", "disc"), [(360, 40), (390, 44)])
def test_a_number_is_as_large_as_its_target_where_none_meets_the_next(browse, alice, width, disc):
    page = phone(browse, alice, (width, 844))
    at = timezone.now().replace(microsecond=0)
    row = make_episode(alice, started_at=at - 5 * MINUTE, ended_at=at, intensity=6)
    page.goto(reverse("episode-after", args=[row.uid]))
    drawn = (
        page.locator(".arc > .step")
        .nth(8)
        .evaluate(
            """(step) => {
          const { backgroundClip, borderTopWidth } = getComputedStyle(step);
          return step.offsetWidth - (backgroundClip === "border-box" ? 0 : 2 * parseFloat(borderTopWidth));
        }"""
        )
    )
    assert drawn == disc
    # Nor does the ring of the chosen one, which is around its target.
    chosen, beside = (page.locator(".arc > .step").nth(number).bounding_box() for number in (6, 7))
    apart = ((chosen["x"] - beside["x"]) ** 2 + (chosen["y"] - beside["y"]) ** 2) ** 0.5
    assert apart >= 44 / 2 + 2.5 + disc / 2


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
def test_what_was_saved_is_a_line_without_a_box_and_done_is_the_filled_button(browse, alice, is_dark):
    page = phone(browse, alice, (390, 844), dark=is_dark)
    at = timezone.now().replace(microsecond=0)
    row = make_episode(alice, started_at=at - 5 * MINUTE, ended_at=at, intensity=6)
    page.goto(reverse("episode-after", args=[row.uid]))
    ground = "(each) => getComputedStyle(each).backgroundColor"
    line, again, done = (
        page.locator(".toast-line"),
        page.get_by_role("button", name="Same again"),
        page.locator(".btn-done"),
    )
    assert line.evaluate(ground) == again.evaluate(ground) == "rgba(0, 0, 0, 0)"
    assert line.evaluate("(line) => getComputedStyle(line).borderTopWidth") == "0px"
    assert done.evaluate(ground) != "rgba(0, 0, 0, 0)"
    again, done, line = (each.bounding_box() for each in (again, done, line))
    assert done["width"] == pytest.approx(again["width"], abs=1)
    assert 0 <= done["y"] - line["y"] - line["height"] <= 12


NUMBERS = """() => [...document.querySelectorAll(".arc > .step")].map((step) => {
  const { x, y } = step.getBoundingClientRect();
  return [x, y];
})"""


@pytest.mark.parametrize("screen", [(390, 844), (360, 640), (320, 640), (844, 390)], ids=str)
def test_no_number_moves_when_one_is_tapped(browse, alice, earlier, screen):
    """A second tap corrects the first one: on the same spot it must find the same number."""
    page = phone(browse, alice, screen, scripts=False)
    at = timezone.now().replace(microsecond=0)
    for regions in ((), (("lower-abdomen", "left"),)):
        row = make_episode(
            alice, uid=uuid.uuid4(), started_at=at - 5 * MINUTE, ended_at=at, intensity=None, regions=regions
        )
        page.goto(reverse("episode-after", args=[row.uid]))
        before = page.evaluate(NUMBERS)
        assert len(before) == 11
        page.get_by_role("button", name="4", exact=True).click()
        page.get_by_role("button", name="Same again").wait_for()
        assert page.evaluate(NUMBERS) == before
        # On a tall phone the place is seen above them.
        if regions and screen == (390, 844):
            assert page.locator(".still-figure").first.bounding_box()["width"] >= 44


def test_a_narrow_phone_has_the_numbers_in_rows(browse, alice, fits):
    page = phone(browse, alice, (320, 640))
    at = timezone.now().replace(microsecond=0)
    row = make_episode(alice, started_at=at - 5 * MINUTE, ended_at=at, intensity=None)
    page.goto(reverse("episode-after", args=[row.uid]))
    tops = [round(step.bounding_box()["y"]) for step in page.locator(".arc > .step").all()]
    assert len(set(tops)) == 2
    assert fits(page)


def test_in_forced_colors_the_chosen_number_is_seen(browse, alice):
    at = timezone.now().replace(microsecond=0)
    row = make_episode(alice, started_at=at - 5 * MINUTE, ended_at=at, intensity=7)
    page = phone(browse, alice, (390, 844), forced_colors="active")
    page.goto(reverse("episode-after", args=[row.uid]))
    ground = "(step) => getComputedStyle(step).backgroundColor"
    chosen = page.get_by_role("button", name="7", exact=True).evaluate(ground)
    assert chosen != page.get_by_role("button", name="6", exact=True).evaluate(ground)


def test_a_forgotten_spasm_takes_two_taps_and_shows_all_its_answers(browse, alice, in_both_themes):
    page = phone(browse, alice, (390, 844), scripts=True)
    row = running(alice, ago=dt.timedelta(days=2, hours=23))
    page.goto("/")
    thumb = Thumb(page)
    thumb.tap(page.get_by_role("link", name="Choose when it stopped"), leads_to="**/when/")
    assert box(page, ".end-option.is-quiet")[1] <= 844
    assert in_both_themes(page) == []
    thumb.tap(page.get_by_role("button", name="After about 5 minutes"), leads_to="**/after/")
    assert (thumb.taps, thumb.scroll) == (2, 0)
    row.refresh_from_db()
    assert row.ended_at - row.started_at == 5 * MINUTE
    assert in_both_themes(page) == []


def test_one_from_last_night_takes_four_taps_and_no_picker(browse, alice, earlier, in_both_themes):
    page = phone(browse, alice, (390, 844))
    page.goto("/episodes/add/")
    thumb = Thumb(page)
    for name, where in (("last night", ".chip"), ("left calf", ".region-recent .chip"), ("6", ".arc > .step")):
        words = re.compile(rf"^\s*{name}\s*$")
        page.locator(where, has_text=words).first.click()
        thumb.taps += 1
    assert in_both_themes(page) == []
    save = page.get_by_role("button", name="Save", exact=True)
    assert save.bounding_box()["y"] + save.bounding_box()["height"] <= 844
    thumb.tap(save)
    expect(page.get_by_text("Saved: left calf, 6 of 10")).to_be_visible()
    assert thumb.taps == 4
    row = Episode.objects.of(alice).get(intensity=6)
    assert wall_clock(row.started_at, row.time_zone).time() == dt.time(3)


def test_save_is_in_reach_wherever_the_form_is_scrolled(browse, alice):
    page = phone(browse, alice, (360, 640))
    page.goto("/episodes/add/")
    for scroll in (0, 300, 100_000):
        page.evaluate("(y) => window.scrollTo(0, y)", scroll)
        top, bottom = box(page, ".save-bar")
        assert 0 <= top < bottom <= 640 + EDGE


def test_chips_stay_where_they_are_when_one_is_chosen(browse, alice):
    page = phone(browse, alice, (360, 640))
    page.goto("/episodes/add/")
    chips = page.locator(".chip:has(> input[name=started])")
    before = [chip.bounding_box() for chip in chips.all()]
    for chip in (chips.first, chips.nth(4)):
        chip.click()
        assert [each.bounding_box() for each in chips.all()] == before


def test_a_half_filled_form_is_there_again_until_it_is_saved(browse, alice, earlier):
    page = phone(browse, alice, (390, 844))
    page.goto("/episodes/add/")
    page.locator(".chip", has_text="last night").click()
    page.locator(".arc > .step", has_text="6").click()
    page.locator(".region-recent .chip", has_text="left calf").click()
    page.locator("summary", has_text="More details").click()
    page.locator("summary", has_text="Note and privacy").click()
    page.get_by_label("Note", exact=True).fill("in bed")
    page.goto("/")
    page.goto("/episodes/add/")
    expect(page.get_by_text("What you filled in before is still here.")).to_be_visible()
    expect(page.get_by_label("Note", exact=True)).to_have_value("in bed")
    expect(page.get_by_label("Note", exact=True)).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved: left calf, 6 of 10")).to_be_visible()
    page.goto("/episodes/add/")
    expect(page.get_by_label("Note", exact=True)).to_have_value("")
    expect(page.locator("[data-draft-note]")).to_be_hidden()


def test_a_half_filled_form_is_gone_after_log_out_and_when_it_is_thrown_away(browse, alice):
    page = phone(browse, alice, (390, 844))
    page.goto("/episodes/add/")
    page.locator(".chip", has_text="last night").click()
    page.reload()
    page.get_by_role("button", name="Clear it").click()
    expect(page.locator("[data-draft-note]")).to_be_hidden()
    page.locator(".chip", has_text="last night").click()
    assert page.evaluate("sessionStorage.length") == 1
    page.goto("/settings/")
    with page.expect_navigation():
        page.locator("form[data-log-out] button").first.click()
    assert page.evaluate("sessionStorage.length") == 0


def test_a_mistake_takes_the_focus_and_the_title_says_so(browse, alice):
    page = phone(browse, alice, (390, 844))
    page.goto("/episodes/add/")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".errors")).to_be_focused()
    expect(page).to_have_title(re.compile("^Error: "))


def test_log_several_shows_three_on_a_phone_and_its_numbers_as_large_as_a_finger(browse, alice):
    page = phone(browse, alice, (390, 844))
    page.goto("/episodes/several/")
    choices = page.locator("#several-1 ~ .several-intensity .several-strengths > label")
    boxes = [each.bounding_box() for each in choices.all()]
    lines = sorted({round(box["y"]) for box in boxes})
    assert [sum(round(box["y"]) == line for box in boxes) for line in lines] == [7, 5]
    assert all(min(box["width"], box["height"]) >= 44 - EDGE for box in boxes)
    # Two more wait below it, a line each, and all of it is on one screen.
    rows = page.locator(".several-row[role=group]:visible")
    assert rows.count() == 3
    assert all(row.bounding_box()["height"] <= 72 for row in rows.all()[1:])
    save = page.get_by_role("button", name="Save all").bounding_box()
    assert save["y"] + save["height"] <= 844
    # With a time, one of them asks the rest.
    page.locator("#id_row-1-time").fill("03:10")
    expect(page.locator("#id_row-1-place")).to_be_visible()
    expect(page.locator("#id_row-2-place")).to_be_hidden()


def test_a_wide_screen_has_a_grid_of_five(browse, alice):
    page = phone(browse, alice, (1280, 900))
    page.goto("/episodes/several/")
    rows = page.locator(".several-row[role=group]")
    assert [round(row.bounding_box()["height"]) for row in rows.all()] == [
        round(rows.first.bounding_box()["height"])
    ] * 5
    cells = rows.first.locator(":is(select, input[type=text], .several-strengths > label):visible").all()
    middles = {round(cell.bounding_box()["y"] + cell.bounding_box()["height"] / 2) for cell in cells}
    assert max(middles) - min(middles) <= 1
    save = page.get_by_role("button", name="Save all").bounding_box()
    assert save["y"] + save["height"] <= 900


def test_several_at_once_without_scripts(browse, alice, in_both_themes, fits):
    page = phone(browse, alice, (320, 640))
    page.goto("/episodes/several/")
    assert in_both_themes(page) == []
    assert fits(page)
    plain = phone(browse, alice, (390, 844), scripts=False)
    plain.goto("/episodes/several/")
    for row, time in enumerate(("03:10", "04:20")):
        plain.locator(f"#id_row-{row}-on").select_option((dt.date.today() - dt.timedelta(days=2)).isoformat())
        plain.locator(f"#id_row-{row}-time").fill(time)
        plain.locator(f"#id_row-{row}-place").select_option("calf:left")
    plain.get_by_role("button", name="Save all").click()
    expect(plain.get_by_text("Saved: 2 spasms.")).to_be_visible()
    assert Episode.objects.of(alice).count() == 2


def test_a_row_is_like_the_one_before_until_it_is_changed(browse, alice):
    page = phone(browse, alice, (390, 844))
    page.goto("/episodes/several/")
    day = page.locator("#id_row-0-on option").nth(2).get_attribute("value")
    rows = page.locator(".several-row[role=group]")
    assert [each.is_visible() for each in rows.all()] == [True, True, True, False, False]
    page.locator("#id_row-0-on").select_option(day)
    page.locator("#id_row-0-place").select_option("calf:left")
    page.locator("#id_row-0-time").fill("03:10")
    page.locator("#id_row-0-time").blur()
    expect(page.locator("#id_row-1-on")).to_have_value(day)
    expect(page.locator("#id_row-1-place")).to_have_value("calf:left")
    page.locator("#id_row-1-time").fill("04:20")
    page.locator("#id_row-1-place").select_option("foot-sole:left")
    page.locator("#id_row-0-place").select_option("calf:right")
    expect(page.locator("#id_row-1-place")).to_have_value("foot-sole:left")
    rows.nth(1).locator(".step").nth(7).click()
    page.locator("#id_row-2-time").fill("05:30")
    assert [each.is_visible() for each in rows.all()] == [True, True, True, True, False]
    page.locator("#id_row-2-time").fill("")
    rows.nth(1).get_by_text("Not sure").click()
    page.locator("#id_row-1-place").select_option("")
    page.locator("#id_row-1-time").fill("")
    page.get_by_role("button", name="Save all").click()
    expect(page.get_by_text("Saved: 1 spasm.")).to_be_visible()
