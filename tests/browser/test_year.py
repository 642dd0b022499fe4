"""The year: as much of it at once as a screen can show, in marks that fill their cells."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_day, make_episode

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]

PHONE_390, DESKTOP = (390, 844), (1280, 900)
DAYS_OF_A_WEEK = 7


@pytest.fixture
def year(browse, alice):
    """year(screen, …): last year, with spasm days, clear ones and those that say nothing."""
    first = dt.datetime(timezone.now().year - 1, 1, 1, 12, tzinfo=dt.UTC)
    for number in range(1, 11):
        make_episode(alice, started_at=first + dt.timedelta(days=number * 30), intensity=number)
    make_episode(alice, started_at=first + dt.timedelta(days=7), intensity=None)
    make_day(alice, (first + dt.timedelta(days=9)).date())

    def show(screen, **more):
        page = browse(user=alice, viewport=screen, **more)
        page.goto(reverse("diary-year", args=[first.year]))
        return page

    return show


def end_of_months(page):
    months = page.locator(".year-months").bounding_box()
    return months["y"] + months["height"]


def test_a_wide_screen_shows_twelve_months_at_once(year):
    assert end_of_months(year(DESKTOP)) <= DESKTOP[1]


def test_a_phone_shows_twelve_months_at_once(year):
    page = year(PHONE_390)
    assert end_of_months(page) <= page.locator(".bar").bounding_box()["y"]


def test_on_a_phone_the_year_stands_beside_what_it_says(year):
    page = year(PHONE_390)
    number, title, arrows = (
        page.locator(each).bounding_box() for each in (".year-head h1", ".year-title", ".year-head .arrows")
    )
    assert number["x"] + number["width"] < title["x"]
    assert title["x"] + title["width"] <= arrows["x"]
    assert title["y"] < number["y"] + number["height"]


@pytest.mark.parametrize(("screen", "columns"), [((320, 640), 2), (PHONE_390, 3)])
def test_on_a_phone_the_first_row_of_months_has_the_letters_of_the_weekdays(year, screen, columns):
    page = year(screen)
    months = [page.locator(".year-months > li").nth(number) for number in range(4)]
    assert len({round(month.bounding_box()["y"]) for month in months[:columns]}) == 1
    assert months[columns].bounding_box()["y"] > months[0].bounding_box()["y"]
    seen = [month.locator(".year-days > b").first.is_visible() for month in months]
    assert seen == [number < columns for number in range(4)]


def test_a_name_of_a_month_is_short_where_it_is_small(year):
    page = year(PHONE_390)
    assert page.locator(".year-short").first.is_visible()
    assert not page.locator(".year-long").first.is_visible()
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    assert page.locator(".year-long").first.is_visible()
    assert not page.locator(".year-short").first.is_visible()


@pytest.mark.parametrize("screen", [(320, 640), (360, 640), PHONE_390])
def test_a_mark_fills_its_cell_and_no_more(year, screen):
    page = year(screen)
    days, mark = page.locator(".year-days").first.bounding_box(), page.locator(".year-days .i1").first.bounding_box()
    cell = days["width"] / DAYS_OF_A_WEEK
    assert cell - 2 <= mark["width"] <= cell
    assert mark["height"] == pytest.approx(mark["width"], abs=0.5)


def test_numbers_stand_in_marks_that_are_large_enough(year):
    size = "(mark) => parseFloat(getComputedStyle(mark).fontSize)"
    assert year(DESKTOP).locator(".year-days .i1").first.evaluate(size) >= 12
    assert year(PHONE_390).locator(".year-days .i1").first.evaluate(size) == 0


@pytest.mark.parametrize("screen", [(320, 640), PHONE_390])
def test_what_the_marks_are_stands_in_columns(year, screen):
    items = [each.bounding_box() for each in year(screen).locator(".legend li").all()]
    assert len(items) == 4
    columns = {round(each["x"]) for each in items}
    assert len(columns) == (2 if screen[0] == 320 else 3)
    assert all(each["x"] + each["width"] <= screen[0] for each in items)
