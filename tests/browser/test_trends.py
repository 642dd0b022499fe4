"""Trends in a browser: three screens on a phone, and the words of the nearest mark."""

import gzip
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from tests.browser.conftest import PHONE
from tracker.pages.trends_sections import SHOWN

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]

STATIC = Path(__file__).parents[2] / "static" / "js"
SCREENS = 3
"""Of 844 px: all of the page, the bar below and the closed folds, too."""
LEAST_TARGET = 24
"""Pixels, but for the figure, which has a test of its own."""


@pytest.fixture
def demo(transactional_db):
    """The demo diary's owner."""
    call_command("demo", user="demo", password="walks-by-the-sea-7", verbosity=0)
    return User.objects.get(username="demo")


@pytest.fixture
def trends(browse, demo, settle):
    """trends(query, ...): the page of the demo diary, with all of its charts."""

    def open_page(query="", **more):
        page = browse(user=demo, **more)
        page.goto(f"/trends/{query}")
        settle(page)
        return page

    return open_page


def test_trends_in_three_screens_of_a_phone(trends):
    page = trends(viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    shown = page.locator("#trends > .chart").evaluate_all("charts => charts.map((chart) => chart.offsetHeight)")
    assert len(shown) == len(SHOWN)
    assert min(shown) > 100
    assert page.evaluate("document.documentElement.scrollHeight") <= SCREENS * PHONE[1]
    first = page.locator(".finding-title").bounding_box()
    assert first["y"] + first["height"] < PHONE[1] / 2
    sizes = page.evaluate(
        "[...document.querySelectorAll('.chart:not(.chart-of-body) .chart-svg a, a.month-day, .month-ways a, "
        ".chart-menu summary')]"
        ".map((one) => one.getBoundingClientRect()).map(({width, height}) => Math.min(width, height))"
    )
    assert len(sizes) > 50
    assert min(sizes) >= LEAST_TARGET


def output(page, chart):
    return page.locator(f".chart-of-{chart} output").inner_text()


def test_arrow_keys_say_the_next_mark_and_enter_opens_it(trends):
    page = trends()
    figure = page.locator(".chart-of-intensity .chart-drawing")
    figure.focus()
    page.keyboard.press("ArrowLeft")
    last = output(page, "intensity")
    page.keyboard.press("ArrowLeft")
    assert "of 10 at its worst" in last
    assert output(page, "intensity") not in {"", last}
    page.keyboard.press("ArrowRight")
    assert output(page, "intensity") == last
    page.keyboard.press("Enter")
    page.wait_for_url("**/diary/2**")


def test_a_first_tap_says_it_and_a_second_opens_it(trends):
    page = trends(has_touch=True)
    figure = page.locator(".chart-of-weekly .chart-drawing")
    figure.scroll_into_view_if_needed()
    box = figure.bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + 40
    page.touchscreen.tap(*middle)
    assert "days answered" in output(page, "weekly")
    assert "/trends/" in page.url
    page.touchscreen.tap(*middle)
    page.wait_for_url("**/diary/**")


def test_drawing_across_chooses_days(trends):
    page = trends("?kind=cramp")
    figure = page.locator(".chart-of-intensity .chart-drawing")
    figure.scroll_into_view_if_needed()
    box = figure.bounding_box()
    page.mouse.move(box["x"] + 100, box["y"] + 50)
    page.mouse.down()
    page.mouse.move(box["x"] + 220, box["y"] + 50, steps=4)
    assert "–" in output(page, "intensity")
    page.mouse.up()
    page.wait_for_url("**from=*to=**")
    assert "kind=cramp" in page.url
    assert "window" not in page.url


def test_the_script_is_small():
    script = b"".join((STATIC / name).read_bytes() for name in ("behaviors/chart-values.js", "logic/nearest.js"))
    assert len(gzip.compress(script, 9)) <= 2 * 1024


def test_the_pointer_says_the_mark_beneath_it_and_leaves_nothing_behind(trends):
    page = trends()
    figure = page.locator(".chart-of-weekly .chart-drawing")
    figure.scroll_into_view_if_needed()
    box = figure.bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 60)
    first = output(page, "weekly")
    page.mouse.move(box["x"] + box["width"] - 30, box["y"] + 60)
    assert "days answered" in first
    assert output(page, "weekly") not in {"", first}
    assert page.locator(".chart-of-weekly .is-near").count() == 1
    page.mouse.move(box["x"] + 40, box["y"] - 200)
    assert output(page, "weekly") == ""
    assert page.locator(".chart-of-weekly .is-near").count() == 0


@pytest.mark.parametrize("chart", ["weekly", "intensity"])
def test_a_table_on_a_phone_keeps_its_first_column(trends, chart):
    page = trends(viewport=PHONE)
    page.locator(f".chart-of-{chart} .chart-menu summary").first.click()
    page.get_by_role("link", name="Show as a table").first.click()
    table = page.locator(f"#table-{chart} .table-scroll")
    table.wait_for()
    assert table.bounding_box()["width"] <= PHONE[0]
    head = table.locator("th[scope=row]").first
    before = head.bounding_box()
    table.evaluate("element => element.scrollTo(200, 0)")
    assert head.bounding_box()["x"] == before["x"]
    assert before["width"] < PHONE[0] / 2
