"""What stands around every page: a title of its own that begins with its name, its mark in the menu, icons, colors."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from tests.factories import make_episode
from tests.html import read_page
from tests.test_urls import NAMES, address, rows  # noqa: F401  a fixture
from tracker.templatetags.frame import area_of

pytestmark = pytest.mark.django_db

SITE = " · spasmlog"
TABLES = {"trends-table", "day-timeline-table"}
"""The page of a chart with its table alone has the chart's name."""
OTHER_NAMES = {
    "episode-after": "How strong was it?",
    "visit": "Visit on ",
    "offline": "Offline",
}
"""Pages whose heading says how long it was, only the date, or which of their parts is shown."""
AREAS = {"today": "Today", "diary": "Diary", "trends": "Trends", "visits": "Visits", "guidance": "Guide"}
AREAS["settings"] = "Settings"


@pytest.fixture
def pages(alice, alice_client, rows):  # noqa: F811
    """Every page that an address of the app opens, by the name of the address."""
    alice.is_staff = True
    alice.save()
    opened = {}
    for name in NAMES:
        here = address(name, rows)
        if name == "episode-running":
            started_at = timezone.now() - dt.timedelta(minutes=5)
            running = make_episode(
                alice, uid=uuid.uuid4(), started_at=started_at, duration_basis="ongoing", intensity=None
            )
            here = here.replace(str(rows["uid"]), str(running.uid))
        response = alice_client.get(here)
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            page = read_page(response)
            if page.has("head title"):
                opened[name] = page
    return opened


def test_the_frame_of_every_page(pages):
    titles, faults = {}, []
    for name, page in pages.items():
        title, headings = page.one("head title").text, page.texts("main h1") or page.texts("h1")
        if not title.endswith(SITE) and not name.startswith("shared-"):
            faults.append(f"{name}: {title!r} does not end with the site")
        own, heading = title.removesuffix(SITE), headings[0].rstrip("?")
        begins = OTHER_NAMES.get(name, heading)
        if not own.startswith(begins) and not heading.startswith(own):
            faults.append(f"{name}: {own!r} does not begin with {begins!r}")
        if name not in TABLES:
            faults += [f"{name}: {own!r} is the title of {titles[own]}, too"] if own in titles else []
            titles[own] = name
        marked = [link.text for link in page.all("nav.bar a[aria-current]")]
        if page.has("nav.bar") and marked != [AREAS[area_of(name)]]:
            faults.append(f"{name}: the menu marks {marked}")
        icons = ("link[rel=icon]", "link[rel=apple-touch-icon]", "link[rel=manifest]", "meta[name=theme-color]")
        if not name.startswith("shared-"):
            faults += [f"{name}: no {icon}" for icon in icons if not page.has(icon)]
    assert faults == []
    assert len(titles) > 50


def test_the_menu_comes_before_all_but_the_way_to_the_content(pages):
    for name, page in pages.items():
        if page.has("nav.bar"):
            links = [link.text for link in page.all("body a")][:3]
            assert links == ["Skip to content", "Today", "Diary"], name


FORMS = ("episode-add", "episode-several", "visit-new", "profile-add", "questions", "pauses", "settings", "export")
FORMS += ("account_change_password", "account-delete", "share-new")
LIVE = {".message": {"status", "alert"}, ".field-error": {"alert"}, ".errors": {"alert"}, "[data-say]": {"polite"}}
"""Places for what comes after a tap, and as what they speak."""


def test_words_that_come_after_a_tap_are_spoken(pages, alice_client, rows):  # noqa: F811
    """What is done is a status, what is wrong an alert."""
    refused = {name: alice_client.post(address(name, rows), {"on": "x", "time": "x"}) for name in FORMS}
    refused = {name: read_page(answer) for name, answer in refused.items() if answer.status_code == 422}
    assert len(refused) > 5
    faults, met = [], set()
    # The guide of styles shows how they look, and says nothing.
    for name, page in [*(each for each in pages.items() if each[0] != "styleguide"), *refused.items()]:
        for css, roles in LIVE.items():
            for element in page.all(css):
                met.add(css)
                around = [element, *element.ancestors]
                spoken = {each.attributes.get(key) for each in around for key in ("role", "aria-live")}
                if not spoken & roles:
                    faults.append(f"{name}: {element}")
    assert (faults, met) == ([], set(LIVE))
