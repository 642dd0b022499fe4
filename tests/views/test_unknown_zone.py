"""A zone that the machine's data no longer know: every page goes on in UTC and says so."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.factories import NOON, make_episode
from tests.html import read_page
from tests.test_urls import NAMES, address, rows  # noqa: F401  the fixture is found by its name
from tracker.days import instant_of, offset_seconds, wall_clock
from tracker.exchange.cells import write_instant
from tracker.models import Episode, Preferences, ShareLink
from tracker.selectors.person import person_of

GONE = "Atlantis/Poseidonis"
NOTICE = f"We no longer know your time zone, {GONE}, so times are shown in UTC."


@pytest.fixture
def lost(alice, rows):  # noqa: F811
    """Alice, whose zone and whose entries' zones are gone."""
    make_episode(alice)
    Preferences.objects.filter(owner=alice).update(time_zone=GONE)
    Episode.objects.filter(owner=alice).update(time_zone=GONE)
    ShareLink.objects.filter(owner=alice).update(time_zone=GONE)
    return rows


@pytest.mark.parametrize("name", NAMES)
def test_every_page_goes_on(alice_client, lost, name):
    assert alice_client.get(address(name, lost)).status_code < 500


@pytest.mark.parametrize("name", ["today", "diary", "settings", "trends", "visits"])
def test_the_page_says_so(alice_client, lost, name):
    assert NOTICE in alice_client.get(reverse(name)).content.decode()


@pytest.mark.parametrize("name", ["today", "episode-add"])
def test_the_device_is_not_asked_about_before_the_zone_is_chosen(alice_client, rows, name):  # noqa: F811
    assert read_page(alice_client.get(reverse(name))).has("[data-device-zone-question]")
    Preferences.objects.update(time_zone=GONE)
    page = read_page(alice_client.get(reverse(name)))
    assert not page.has("[data-device-zone-question]")
    assert NOTICE in page.text


def test_nothing_is_said_where_the_zone_is_known(alice_client):
    assert "no longer know your time zone" not in alice_client.get(reverse("today")).content.decode()


def test_the_settings_ask_for_another_and_keep_the_old_until_then(alice, alice_client, lost):
    assert read_page(alice_client.get(reverse("settings"))).one("[name=time_zone]")["value"] == GONE
    values = {"day_start_hour": "4", "deadline": "22:00", "theme": "dark", "text_size": "normal"}
    answer = alice_client.post(reverse("settings"), values | {"time_zone": GONE})
    assert answer.status_code == 422
    assert Preferences.objects.get(owner=alice).time_zone == GONE
    assert alice_client.post(reverse("settings"), values | {"time_zone": "Europe/Paris"}).status_code == 302
    assert NOTICE not in alice_client.get(reverse("today")).content.decode()


def test_what_is_logged_meanwhile_is_logged_in_utc(alice, alice_client, lost):
    assert person_of(type(alice).objects.get(pk=alice.pk)).time_zone == "UTC"
    assert read_page(alice_client.get(reverse("episode-add"))).one("[name=time_zone]")["value"] == "UTC"


def test_instants_are_read_and_written_in_utc():
    assert wall_clock(NOON, GONE) == NOON.astimezone(dt.UTC).replace(tzinfo=None)
    assert offset_seconds(NOON, GONE) == 0
    assert instant_of(dt.datetime(2026, 11, 29, 12), GONE) == dt.datetime(2026, 11, 29, 12, tzinfo=dt.UTC)
    assert write_instant(NOON, GONE).endswith("+00:00")
