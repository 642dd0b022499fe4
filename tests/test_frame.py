"""The menu knows where every page belongs."""

import pytest

from tracker.templatetags.frame import area_of
from tracker.urls import urlpatterns

AREAS = {"today", "diary", "trends", "visits", "guidance", "settings"}
OUTSIDE = {
    "service-worker",
    "offline",
    "offline-device",
    "offline-drawings",
    "outbox",
    "manifest",
    "home-screen-hint-hide",
    "well-known-change-password",
    "well-known-security",
    *("api-now", "api-start", "api-stop", "api-check-in", "api-episodes", "api-backup", "api-nothing-here"),
    "calendar-feed",
}
"""What no page of the app is."""
NAMES = sorted({pattern.name for pattern in urlpatterns} - OUTSIDE - {None})
pytestmark = pytest.mark.pure


@pytest.mark.parametrize("name", NAMES)
def test_every_page_belongs_to_a_part_of_the_menu(name):
    assert area_of(name) in AREAS


@pytest.mark.parametrize("name", sorted(OUTSIDE))
def test_what_is_no_page_belongs_to_none(name):
    assert area_of(name) == ""


@pytest.mark.parametrize(
    ("name", "area"),
    [
        ("episode-add", "today"),
        ("episode-running", "today"),
        ("episode-edit", "diary"),
        ("diary-day", "diary"),
        ("question-change", "visits"),
        ("guidance-why", "guidance"),
        ("account_change_password", "settings"),
    ],
)
def test_the_longer_beginning_counts(name, area):
    assert area_of(name) == area
