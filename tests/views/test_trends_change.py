"""On Trends: one line about the next 7 days, and the answers about change inside "How sure is this?"."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.archived import CHANGE
from tests.factories import NOON, make_day, make_episode, make_visit
from tests.html import read_page
from tracker.models import ChangeRecord, Day

DAY = dt.timedelta(days=1)
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)


@pytest.fixture
def weeks(alice):
    """27 clear weeks until yesterday, but for one spasm in each third one."""
    spasms = {7 * week + 1 for week in range(0, 27, 3)}
    Day.objects.bulk_create(
        Day(owner=alice, date=TODAY - n * DAY, answer="none", answered_at=NOON, time_zone="Europe/Berlin")
        for n in range(1, 190)
        if n not in spasms
    )
    for n in spasms:
        make_episode(alice, started_at=NOON - n * DAY)
    return alice


def finding(client, query=""):
    return read_page(client.get(reverse("trends-chart", args=["comparison"]) + query))


def test_what_most_weeks_were_like_stands_below_the_finding(alice_client, weeks):
    page = finding(alice_client)
    assert page.one(".finding-week").text == "In 27 of your past 27 weeks you had 0 to 1 spasm days."
    assert "Weeks run back from yesterday" in page.one("details").text


@pytest.mark.parametrize("query", ["?kind=cramp", f"?from={TODAY - 60 * DAY}&to={TODAY - 31 * DAY}"])
def test_not_for_some_entries_and_not_for_days_that_are_over(alice_client, weeks, query):
    make_episode(weeks, started_at=NOON - 40 * DAY, kind="cramp")
    assert not finding(alice_client, query).has(".finding-week")


def test_too_few_weeks_have_no_line(alice_client, weeks):
    Day.objects.of(weeks).filter(date__lt=TODAY - 7 * 25 * DAY).delete()
    page = finding(alice_client)
    assert not page.has(".finding-week")
    assert "So far, 25 do." in page.text


def test_the_latest_year_and_the_latest_change_stand_inside_how_sure_is_this(alice_client, weeks):
    on = dt.date(2026, 3, 12)
    visits = [make_visit(weeks, on - n * 200 * DAY) for n in range(2)]
    for visit in visits:
        ChangeRecord.objects.create(
            owner=weeks, what="visit", of=str(visit.uid), on=visit.on, taken_at=NOON, data=CHANGE
        )
    part = finding(alice_client).one("details")
    assert [heading.text for heading in part.all("h3")] == ["Since your visit on 12 March 2026"]
    assert "You had fewer spasm days" in part.text
    assert "1 to 5 of 100" in part.text
    make_day(weeks, TODAY - 500 * DAY)
    assert not finding(alice_client, "?kind=cramp").has("details h3")


def test_looks_of_others_are_not_shown(alice_client, weeks, bob):
    ChangeRecord.objects.create(owner=bob, what="year", on=TODAY, taken_at=NOON, data=CHANGE)
    assert not finding(alice_client).has("details h3")
