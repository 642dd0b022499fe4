"""The year view: twelve small months, the table behind them, and what leads there."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import ZONE, make_day, make_episode
from tests.html import read_page
from tracker.days import local_day
from tracker.models import Pause
from tracker.services.versions import renew_data_version

pytestmark = pytest.mark.django_db

TODAY = local_day(timezone.now(), ZONE)
LAST_YEAR = TODAY.year - 1


def at(month, day, hour=12):
    return dt.datetime(LAST_YEAR, month, day, hour, tzinfo=dt.UTC)


def on(month, day):
    return dt.date(LAST_YEAR, month, day)


@pytest.fixture
def diary(alice):
    """Spasms on 3 March (worst 7) and 5 March, clear days between and after, a pause in April, nothing since."""
    make_episode(alice, started_at=at(3, 3), intensity=7)
    make_episode(alice, started_at=at(3, 3, 15), intensity=2)
    make_episode(alice, started_at=at(3, 5), intensity=4)
    for date in (on(3, 4), on(3, 6), on(3, 7)):
        make_day(alice, date)
    Pause.objects.create(owner=alice, from_on=on(4, 1), to_on=on(4, 10))


def year(client, number=LAST_YEAR):
    return read_page(client.get(reverse("diary-year", args=[number])))


def month(page, number):
    return page.all(".year-months > li")[number - 1]


def marks(page, number):
    """The classes and words of a month's days."""
    return [(mark["class"].removeprefix("day-mark "), mark["title"]) for mark in month(page, number).all("i[title]")]


def rows(page):
    return {row.all("th")[0].text: [cell.text for cell in row.all("td")] for row in page.all("tbody tr")}


def test_every_day_is_marked_by_its_worst(alice_client, diary):
    page = year(alice_client)
    march = marks(page, 3)
    assert len(march) == 31
    assert [css for css, _words in march[:8]] == [
        "before",
        "before",
        "i7 several",
        "clear",
        "i4",
        "clear",
        "clear",
        "unanswered",
    ]
    assert march[2][1].endswith(": spasm day, 2 entries, worst 7")
    assert [css for css, _words in marks(page, 4)[:11]] == [*["paused"] * 10, "unanswered"]
    assert "worst 1 10" in page.one(".legend").text
    assert "paused" in page.one(".legend").text
    assert "in a pause" not in page.one(".legend").text


def test_the_finding_leaves_out_what_is_not_known(alice_client, diary):
    assert "2 spasm days in the 5 you answered" in year(alice_client).one(".year-title").text


def test_a_spasm_in_a_pause_is_drawn_and_said_to_be_left_out(alice_client, alice, diary):
    make_episode(alice, started_at=at(4, 3), intensity=5)
    page = year(alice_client)
    assert page.one(".year-title").text == "2 spasm days in the 5 you answered"
    assert page.one(".year-left-out").text == "This leaves out 1 spasm day in a pause."
    assert month(page, 3).one(".year-count").text == "2 of 5"
    assert not any(month(page, number).has(".year-count") for number in (2, 4))
    assert marks(page, 4)[2][0] == "i5 in-pause"
    assert "in a pause" in page.one(".legend").text
    assert "0 spasm days, 20 unanswered, 1 in a pause" in month(page, 4).text
    assert rows(page)["April"] == ["0", "0", "20", "10", "5"]


def test_a_month_says_out_of_how_many_answered_days_its_spasm_days_are(alice_client, alice, diary):
    """A pause makes a month short, not good."""
    for date in (on(4, 11), on(4, 12)):
        make_day(alice, date)
    make_episode(alice, started_at=at(4, 13), intensity=5)
    page = year(alice_client)
    assert month(page, 4).one(".year-count").text == "1 of 3"
    assert [month(page, 4).one(each).text for each in (".year-long", ".year-short")] == ["April", "Apr"]


def test_what_was_answered_in_a_pause_counts_as_paused(alice_client, alice, diary):
    make_day(alice, on(4, 4))
    page = year(alice_client)
    assert "2 spasm days in the 5 you answered" in page.one(".year-title").text
    assert rows(page)["April"] == ["0", "0", "20", "10", "–"]
    assert "0 spasm days, 20 unanswered" in month(page, 4).text


def test_a_month_names_the_days_into_which_a_spasm_ran(alice_client, alice, diary):
    start = at(5, 3)
    make_episode(
        alice, started_at=start, intensity=5, ended_at=start + dt.timedelta(hours=50), duration_basis="measured"
    )
    words = "1 spasm day, 2 continued from the day before, 28 unanswered"
    assert words in month(year(alice_client), 5).text
    listed = read_page(alice_client.get(reverse("diary") + f"?month={LAST_YEAR}-05"))
    assert words in listed.text
    # In a pause, such a day is paused.
    Pause.objects.create(owner=alice, from_on=on(5, 4), to_on=on(5, 4))
    renew_data_version(alice)
    assert "1 spasm day, 1 continued from the day before, 28 unanswered" in month(year(alice_client), 5).text


def test_a_month_is_a_link_to_it_where_the_diary_has_days_of_it(alice_client, diary):
    page = year(alice_client)
    link = month(page, 3).one("a.year-month")
    assert link["href"] == f"/diary/?month={LAST_YEAR}-03"
    assert "2 spasm days, 3 clear, 24 unanswered" in link.text
    assert not month(page, 2).has("a")


def test_it_leads_back_to_the_diary_and_on_to_no_year_that_has_not_come(alice_client, diary):
    page = year(alice_client, TODAY.year)
    assert page.one(".way .back")["href"] == reverse("diary")
    assert [link["href"] for link in page.all(".arrows a")] == [reverse("diary-year", args=[LAST_YEAR])]
    assert page.has(".arrows .arrow-none")
    assert not year(alice_client).has(".arrow-none")


def test_the_table_has_what_is_drawn(alice_client, diary):
    page = year(alice_client)
    assert [head.text for head in page.all("thead th")] == [
        "Month",
        "Spasm days",
        "Clear",
        "Unanswered",
        "Paused",
        "Worst",
    ]
    assert rows(page)["March"] == ["2", "3", "24", "0", "7"]
    assert rows(page)["April"] == ["0", "0", "20", "10", "–"]
    assert "February" not in rows(page)


def test_today_is_open_and_days_ahead_have_no_words(alice_client, diary):
    page = year(alice_client, TODAY.year)
    days = [mark for number in range(1, 13) for mark in marks(page, number)]
    assert len(days) == (TODAY - dt.date(TODAY.year, 1, 1)).days + 1
    assert days[-1][0] == "today-open"
    assert all(css == "unanswered" for css, _words in days[:-1])


def test_years_lead_to_each_other_as_far_as_the_diary_goes(alice_client, diary):
    this, last = f"/diary/year/{TODAY.year}/", f"/diary/year/{LAST_YEAR}/"
    assert last in year(alice_client, TODAY.year).one(".arrows").links
    nav = year(alice_client).one(".arrows").links
    assert this in nav
    assert len(nav) == 1


@pytest.mark.parametrize("number", [0, 1, 1899, 9999, 10**9])
def test_a_year_of_no_diary_is_not_found(alice_client, number):
    assert alice_client.get(f"/diary/year/{number}/").status_code == 404


def test_next_year_is_not_found(alice_client):
    assert alice_client.get(f"/diary/year/{TODAY.year + 1}/").status_code == 404


def test_an_empty_diary_has_an_empty_year(alice_client):
    page = year(alice_client, TODAY.year)
    assert "0 spasm days in the 0 you answered" not in page.text
    assert "Nothing logged yet." in page.text


def test_a_year_before_the_diary_does_not_speak_for_it(alice_client, diary):
    text = year(alice_client, LAST_YEAR - 1).text
    assert f"Nothing logged in {LAST_YEAR - 1}." in text
    assert "Nothing logged yet." not in text


def test_nobody_sees_the_year_of_another(bob_client, diary):
    assert "7" not in [mark.text for mark in year(bob_client).all("i[title]")]


def test_the_months_of_diary_and_trends_lead_to_their_year(alice_client, alice, diary):
    make_episode(alice, started_at=timezone.now())
    address = f"/diary/year/{TODAY.year}/"
    assert address in read_page(alice_client.get("/diary/")).links
    calendar = alice_client.get("/trends/calendar/", headers={"HX-Request": "true"})
    assert address in read_page(calendar).links


def test_a_year_takes_as_many_queries_whatever_is_in_it(alice_client, alice, diary):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as caught:
            year(alice_client)
        return len(caught)

    year(alice_client)
    make_day(alice, on(6, 1))
    few = queries()
    for day in range(1, 29):
        make_episode(alice, started_at=at(5, day), intensity=3)
        make_day(alice, on(7, day))
    assert queries() == few <= 12
