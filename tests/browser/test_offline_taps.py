"""Every tap that can be made without a network ends in the rows that it would have made with one.

Each is done twice: by bob with the server there, and by alice with the server gone, whose device sends it later.
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.twins import (
    check_kept_then_sent,
    diary,
    differences,
    in_a_trial,
    nothing,
    now,
    press,
    running,
    stopped,
    tick,
    today_of,
    unanswered,
)
from tests.factories import ZONE, make_day, make_episode
from tests.guided import log_stress
from tests.outbox import DAY, MINUTE
from tracker.days import local_day
from tracker.models import DatedSetting
from tracker.pages.outbox_item import ItemKind

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]


def page_of(name):
    """The address of that page of an entry."""
    return lambda row: reverse(name, args=[row.uid])


def todays_check_in(_row):
    """Before noon the check-in opens with yesterday."""
    return reverse("check-in-day", args=[local_day(now(), ZONE)])


def at(path):
    return lambda row: path


def choose_place(page, value="calf:left", group="Leg and foot"):
    page.locator("summary", has_text="List of all places").click()
    page.locator("summary", has_text=group).click()
    page.locator(f"input[name=regions][value='{value}']").check()


def place_while_it_runs(page):
    with page.expect_response(lambda response: response.url.endswith("/where/")):
        choose_place(page)


def earlier(page):
    page.locator("summary", has_text="It started earlier").click()
    press("10 min earlier")(page)


def past_spasm(page):
    tick(page, "started", "30")
    tick(page, "duration", "300")
    tick(page, "intensity", "7")
    tick(page, "regions", "calf:left")
    tick(page, "regions", "foot-sole:right")
    page.locator("textarea[name=note]").first.evaluate("field => { field.value = 'Umlaut ä, “quotes”\\nand a line'; }")
    press("Save")(page)


def asked(owner):
    make_day(owner, today_of(owner) - 3 * DAY)
    DatedSetting.objects.create(
        owner=owner, name=DatedSetting.FACTORS, from_on=today_of(owner) - 9 * DAY, value="stress cold"
    )


def whole_check_in(page):
    answers = {"answer": "unlisted", "unlisted_count": "1-5", "unlisted_worst": "6", "factor-stress": "yes"}
    for name, value in (answers | {"none_of_these": "", "limited": "2", "private": ""}).items():
        tick(page, name, value)
    page.locator("textarea[name=note]").evaluate("field => { field.value = 'Hard'; }")
    press("Save")(page)


def clear_today(owner):
    make_episode(owner, started_at=now() - 9 * DAY)
    make_day(owner, today_of(owner), answered_at=now() - MINUTE)
    return today_of(owner)


def unanswered_today(owner):
    unanswered(owner)
    return today_of(owner)


def page_of_the_day(day):
    return reverse("diary-day", args=[day])


def something_unusual(page):
    page.locator("summary", has_text="Anything unusual").click()
    press("Swelling")(page)


def hide_a_card(page):
    page.locator(".for-you-line > summary").first.click()
    page.get_by_role("button", name=re.compile("^Hide")).first.click()


def forgotten(owner):
    return make_episode(owner, duration_basis="ongoing", intensity=None, started_at=now() - dt.timedelta(hours=9))


def numbered(owner):
    row = stopped(owner)
    row.intensity = 7
    row.save()
    return row


def undo_number(page):
    page.locator("form:has([name=undo]) button").click()


@dataclass(frozen=True)
class Tap:
    """One tap on the page that has its form."""

    kind: str
    before: Any
    """Makes what is in the diary before, and returns the entry that it is about."""
    path: Any
    """The page's address, by that entry."""
    press: Any
    is_beside: bool = False
    """The page stays as it is."""


TAPS = {
    "start": Tap("start", nothing, at("/"), press("Spasm now")),
    "start-on-the-large-button": Tap("start", nothing, at("/now/"), press("Spasm now")),
    "where": Tap("where", running, page_of("episode-running"), place_while_it_runs, is_beside=True),
    "began": Tap("began", running, page_of("episode-running"), earlier),
    "stop": Tap("stop", running, page_of("episode-running"), press("Stop")),
    "number": Tap("number", stopped, page_of("episode-after"), press("6")),
    "number-undone": Tap("number", numbered, lambda row: page_of("episode-after")(row) + "?before=4", undo_number),
    "count": Tap("count", running, page_of("episode-running"), lambda page: page.locator(".btn-count").click()),
    "forgotten": Tap(
        "stop", forgotten, page_of("episode-when-stopped"), lambda page: page.locator(".end-option").first.click()
    ),
    "same-again": Tap("start", stopped, at("/"), lambda page: page.locator(".same-again button").first.click()),
    "over": Tap("over", nothing, at("/episodes/add/"), past_spasm),
    "answer": Tap(
        "answer", lambda owner: stopped(owner, noticed=("swelling",)), page_of("episode-after"), press("Yes")
    ),
    "notice": Tap("notice", stopped, page_of("episode-after"), something_unusual),
    "delete": Tap("delete", stopped, page_of("episode-delete"), press("Delete entry")),
    "check-in": Tap("check-in", asked, todays_check_in, whole_check_in),
    "take-back": Tap("take-back", clear_today, todays_check_in, press("Remove this day’s answers")),
    "clear": Tap("clear", unanswered_today, page_of_the_day, press("Mark it clear")),
    "clear-taken-back": Tap("clear", clear_today, page_of_the_day, press("Mark it unanswered")),
    "clear-days": Tap(
        "clear-days",
        unanswered,
        at("/check-in/"),
        lambda page: page.get_by_role("button", name=re.compile("^Mark these .* days clear$")).click(),
    ),
    "night": Tap("night", in_a_trial, at("/"), press("No")),
    "card": Tap(
        "card",
        lambda owner: log_stress(owner, now())[0],
        at("/"),
        hide_a_card,
    ),
}


def do_online(page, owner, tap):
    row = tap.before(owner)
    page.goto(tap.path(row))
    if tap.is_beside:
        return tap.press(page)
    with page.expect_navigation():
        return tap.press(page)


@pytest.mark.parametrize("name", TAPS)
def test_a_tap_on_an_open_page_ends_in_the_rows_that_it_makes_with_a_network(phone, online, alice, bob, name):
    tap = TAPS[name]
    online(lambda page: do_online(page, bob, tap))
    row = tap.before(alice)
    before = diary(alice)
    page = phone.open(tap.path(row))
    phone.go_away()
    tap.press(page)
    if not tap.is_beside:
        page.wait_for_url("**/offline/**")
    phone.wait_until_kept()
    assert diary(alice) == before
    check_kept_then_sent(phone, alice, [tap.kind])
    assert differences(diary(alice), diary(bob)) == []


def test_every_kind_of_tap_is_tried():
    # The question about the time zone is asked and sent by a script, which says itself what did not reach the server.
    assert {tap.kind for tap in TAPS.values()} == set(ItemKind) - {ItemKind.DEVICE_ZONE}


def test_the_question_about_the_time_zone_says_itself_that_it_was_not_stored(phone, alice):
    alice.preferences.time_zone = "America/New_York"
    alice.preferences.save()
    page = phone.open("/episodes/add/")
    phone.go_away()
    page.get_by_role("button", name="Use Berlin").click()
    expect(page.get_by_text("That didn’t work.")).to_be_visible()
    assert phone.items() == []
