"""Every page of the resolver, filled from the demo account: axe-core, no sideways scrolling, no complaint."""

import datetime as dt
import uuid

import pytest
from django.core.management import call_command
from django.urls import reverse

from tests.browser.conftest import COLOR_RULES, DESKTOP, SMALL
from tests.test_urls import ARGUMENTS, NAMES

pytestmark = pytest.mark.django_db(transaction=True)

NOT_PAGES = {
    "episodes-csv",
    "days-csv",
    "trends-file",
    "trends-chart",
    "trends-table",
    "check-in-reminder",
    "account_inactive",
    "account_set_password",
    "account_login",
    "account_signup",
}
"""Files, fragments (seen in their page), and what a signed-in person is sent away from (see test_accounts)."""

ONLY_POST = {
    "day-clear",
    "check-in-clear",
    "check-in-take-back",
    "pause-end",
    "pause-remove",
    "episode-start",
    "episode-where",
    "episode-correct-start",
    "episode-stop",
    "leave-one",
    "leave-all",
    "revision-undo",
}


@pytest.fixture
def demo(transactional_db):
    """The demo account's owner, with a running entry and a deleted one on top."""
    from django.contrib.auth import get_user_model
    from django.utils import timezone

    from tests.factories import make_episode
    from tracker.models import Episode
    from tracker.selectors.person import person_of
    from tracker.services.episodes import delete_episode, start_episode

    call_command("demo", verbosity=0)
    owner = get_user_model().objects.get(username="demo")
    # Staff, so that the style guide is among the pages.
    get_user_model().objects.filter(pk=owner.pk).update(is_staff=True)
    person, now = person_of(owner), timezone.now()
    newest = Episode.objects.of(owner).exclude(duration_basis="ongoing").in_order().first()
    started_at = now - dt.timedelta(hours=5)
    running = start_episode(person, uid=uuid.uuid4(), started_at=started_at, time_zone=person.time_zone, now=now)
    delete_episode(person, make_episode(owner, uid=uuid.uuid4()), now=now)
    yesterday = person.today(now) - dt.timedelta(days=1)
    return {"owner": owner, "uid": newest.uid, "running": running.uid, "yesterday": yesterday}


def addresses(demo):
    from tracker.guidance.loader import load_library

    for name in NAMES:
        if name in NOT_PAGES | ONLY_POST:
            continue
        if name == "guidance-entry":
            for key in load_library().entries:
                yield reverse(name, kwargs={"key": key})
        elif name == "episode-running":
            yield reverse(name, kwargs={"uid": demo["running"]})
        elif name in {"episode", "episode-edit", "episode-delete", "episode-after"}:
            yield reverse(name, kwargs={"uid": demo["uid"]})
        elif name == "check-in-day":
            yield reverse(name, kwargs={"date": demo["yesterday"]})
        else:
            yield reverse(name, kwargs=ARGUMENTS.get(name))


@pytest.mark.parametrize("viewport", [SMALL, DESKTOP], ids=["320px", "1280px"])
def test_every_page_is_sound(browse, axe, fits, settle, demo, viewport):
    page = browse(user=demo["owner"], viewport=viewport)
    faults = []
    for address in addresses(demo):
        page.goto(address)
        settle(page)
        page.evaluate("document.querySelectorAll('details').forEach((element) => { element.open = true; })")
        settle(page)
        found = axe(page)
        page.emulate_media(color_scheme="dark")
        found += [f"in the dark: {fault}" for fault in axe(page, COLOR_RULES)]
        page.emulate_media(color_scheme="light")
        faults += [f"{address}: {fault}" for fault in found]
        if not fits(page):
            faults.append(f"{address}: scrolls sideways")
    assert faults == []


def test_tables_behind_charts_are_among_what_is_looked_at(browse, settle, demo):
    page = browse(user=demo["owner"])
    page.goto(reverse("trends"))
    settle(page)
    page.evaluate("document.querySelectorAll('details').forEach((element) => { element.open = true; })")
    settle(page)
    charts = page.locator(".chart-part").count()
    assert charts > 0
    assert page.locator(".chart-drawing svg").count() == charts
    assert page.locator(".chart-table table").count() == charts


def pick(page, value):
    """Ticks a place in the list behind the figure."""
    page.locator(f"input[name=regions][value='{value}']").first.evaluate("box => box.click()")


def leave_a_mistake(page, demo):
    page.goto("/episodes/add/")
    page.locator("input[name=count]").evaluate("field => { field.value = '0'; }")
    pick(page, "chest:left")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Not saved yet.").wait_for()


def overlap(page, demo):
    page.goto("/episodes/add/")
    page.get_by_label("15 min ago").check()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("overlaps").wait_for()


def choose_the_chest(page, demo):
    page.goto(f"/episodes/{demo['running']}/running/")
    with page.expect_response("**/where/"):
        pick(page, "chest:left")
    page.locator(".two-lines").wait_for()


def open_a_part_of_the_body(page, demo):
    page.goto("/episodes/add/")
    page.get_by_role("button", name="your left thigh, from the front").click()
    page.get_by_role("checkbox", name="left inner thigh").first.click()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("viewport", [SMALL, DESKTOP], ids=["320px", "1280px"])
def test_every_state_is_sound(browse, axe, fits, demo, dark, viewport):
    page = browse(user=demo["owner"], dark=dark, viewport=viewport)
    faults = []
    for state in (leave_a_mistake, overlap, choose_the_chest, open_a_part_of_the_body):
        state(page, demo)
        faults += [f"{state.__name__}: {fault}" for fault in axe(page)]
        if not fits(page):
            faults.append(f"{state.__name__}: scrolls sideways")
    assert faults == []
