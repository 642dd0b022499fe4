"""How pages look where colors are the system's own, where a window is low, and where a spasm runs at night."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.browser.conftest import DESKTOP, PHONE
from tests.factories import make_day, make_episode
from tests.styles import TOKENS
from tracker.selectors.person import person_of

AREAS = ["Today", "Diary", "Trends", "Visits", "Guide"]

_COLORS = """
(element, part) => {
  const style = getComputedStyle(element, part);
  return [style.color, style.backgroundColor, style.borderTopColor, style.backgroundImage];
}
"""


def look_of(locator, part=None):
    """(letters, ground, edge, picture behind) of an element or a part of it, as the browser draws them."""
    return locator.evaluate(_COLORS, part)


@pytest.fixture
def forced(browse, alice):
    """A phone whose colors are the system's."""
    return browse(user=alice, forced_colors="active")


def test_with_forced_colors_a_chosen_number_and_a_choice_stand_out(forced):
    forced.goto(reverse("episode-add"))
    for name in ("7", "just now"):
        forced.get_by_role("radio", name=name, exact=True).first.check()
    for css in (".step", ".chip"):
        chosen = look_of(forced.locator(f"{css}:has(input:checked)").first)
        other = look_of(forced.locator(f"{css}:has(input):not(:has(input:checked))").first)
        assert chosen[0] != chosen[1], "letters on their ground"
        assert chosen[1] != other[1], "the chosen one beside another"


def test_with_forced_colors_what_a_day_was_is_seen(forced, alice):
    now = timezone.now()
    make_day(alice, (now - dt.timedelta(days=4)).date())
    make_episode(alice, started_at=now - dt.timedelta(days=2), intensity=7)
    forced.goto(reverse("today"))
    days = forced.locator(".recent-days .day-mark")
    paper = look_of(forced.locator("body"))[1]
    spasm = look_of(days.and_(forced.locator(".i7")))
    unanswered = look_of(days.and_(forced.locator(".unanswered")).first)
    tick = look_of(days.and_(forced.locator(".clear")).first, "::before")
    assert paper not in {spasm[0], spasm[2], unanswered[2], tick[2]}
    assert "gradient" in unanswered[3]


def test_with_forced_colors_what_is_unanswered_in_the_profile_is_hatched(forced):
    forced.goto(reverse("profile"))
    mark = look_of(forced.locator(".profile-head .day-mark").first)
    assert mark[2] != look_of(forced.locator("body"))[1]
    assert f"{mark[2]} " in mark[3], "the lines have the color of the edge"


def test_with_forced_colors_the_year_tells_days_apart(forced, alice):
    now = timezone.now()
    for days, number in ((2, 2), (3, 5), (4, 9)):
        make_episode(alice, started_at=now - dt.timedelta(days=days), intensity=number)
    year = (now - dt.timedelta(days=4)).year
    forced.goto(reverse("diary-year", args=[year]))
    marks = forced.locator(".year-days .day-mark")
    fills = [look_of(marks.and_(forced.locator(css)))[3] for css in (".i2", ".i5", ".i9")]
    assert all("gradient" in fill for fill in fills)
    assert len(set(fills)) == 3
    before = marks.and_(forced.locator(".before")).first
    assert before.evaluate("mark => getComputedStyle(mark).borderTopWidth") == "0px"


def test_with_forced_colors_a_day_with_several_has_a_plus(forced, alice):
    at = timezone.now() - dt.timedelta(days=2)
    for minutes in (0, 30):
        make_episode(alice, uid=uuid.uuid4(), started_at=at + dt.timedelta(minutes=minutes), intensity=7)
    forced.goto(reverse("today"))
    mark = forced.locator(".recent-days .day-mark.several").first
    assert mark.evaluate("(mark) => getComputedStyle(mark, '::after').content").startswith('"+"')
    assert look_of(mark, "::after")[0] != look_of(forced.locator("body"))[1]


def test_with_forced_colors_one_more_in_a_row_is_seen(forced, alice):
    row = make_episode(alice, started_at=timezone.now(), duration_basis="ongoing", intensity=None)
    forced.goto(reverse("episode-running", args=[row.uid]))
    letters, ground, edge, _picture = look_of(forced.locator(".btn-count"))
    paper = look_of(forced.locator("body"))[1]
    assert paper not in {letters, edge}
    assert letters != ground


@pytest.mark.parametrize(("name", "dates"), [("today", ".recent-date"), ("check-in", ".check-in-date")])
def test_with_forced_colors_today_alone_is_underlined(forced, alice, name, dates):
    make_day(alice, (timezone.now() - dt.timedelta(days=4)).date())
    # In the morning the check-in opens with yesterday.
    today = person_of(alice).today(timezone.now())
    forced.goto(reverse("check-in-day", args=[today]) if name == "check-in" else reverse(name))
    line = "element => getComputedStyle(element).borderBottomColor"
    lines = [each.evaluate(line) for each in forced.locator(dates).all()]
    paper = look_of(forced.locator("body"))[1]
    assert len(lines) > 1
    assert [line != paper for line in lines] == [False] * (len(lines) - 1) + [True]


def test_with_forced_colors_text_to_press_has_no_edge_and_each_number_has_one(forced):
    forced.goto(reverse("episode-several"))
    paper = look_of(forced.locator("body"))[1]
    assert look_of(forced.locator(".btn-quiet").first)[2] == paper
    numbers = forced.locator(".several-row").nth(1).locator(".step")
    assert numbers.count() == 11
    assert all(look_of(number)[2] != paper for number in numbers.all())


def test_with_forced_colors_a_button_has_an_edge(forced):
    forced.goto(reverse("today"))
    paper = look_of(forced.locator("body"))[1]
    assert look_of(forced.get_by_role("button", name="Spasm now"))[2] != paper


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP])
def test_the_menu_comes_first_for_the_keyboard(browse, alice, viewport):
    page = browse(user=alice, viewport=viewport)
    page.goto(reverse("diary"))
    met = []
    for _ in range(1 + len(AREAS)):
        page.keyboard.press("Tab")
        met.append(page.evaluate("document.activeElement.textContent.trim()"))
    assert met == ["Skip to content", *AREAS]


@pytest.mark.parametrize(("height", "position"), [(844, "fixed"), (390, "static")])
def test_in_a_low_window_the_menu_leaves_the_page_its_height(browse, alice, height, position):
    page = browse(user=alice, viewport=(844, height))
    page.goto(reverse("diary"))
    assert page.locator("nav.bar").evaluate("element => getComputedStyle(element).position") == position


@pytest.mark.parametrize("is_night", [True, False])
def test_past_bedtime_the_page_of_a_spasm_is_dim(browse, alice, axe, is_night, monkeypatch):
    monkeypatch.setattr("tracker.selectors.person.Person.is_past_bedtime", lambda _person, _now: is_night)
    started_at = timezone.now() - dt.timedelta(minutes=2)
    entry = make_episode(alice, started_at=started_at, duration_basis="ongoing", intensity=None)
    page = browse(user=alice)
    page.goto(reverse("episode-running", args=[entry.uid]))
    paper = TOKENS["night" if is_night else "light"]["paper"]
    red, green, blue = (int(paper[place : place + 2], 16) for place in (1, 3, 5))
    assert look_of(page.locator("body"))[1] == f"rgb({red}, {green}, {blue})"
    assert page.locator("meta[name=theme-color]").first.get_attribute("content") == paper
    assert axe(page) == []
