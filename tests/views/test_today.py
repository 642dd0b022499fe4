"""Today: what it shows, what one tap does, and what it costs."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import NOON, ZONE, make_day, make_episode
from tests.html import read_page
from tracker.days import local_day
from tracker.formatting import weekday_date_words
from tracker.models import Day, Pause
from tracker.services.versions import renew_data_version


@pytest.fixture
def today():
    return local_day(timezone.now(), ZONE)


def some_time_ago(**ago):
    return timezone.now().replace(microsecond=0) - dt.timedelta(**ago)


def test_a_visitor_is_welcomed(client, db):
    page = client.get(reverse("today"))
    assert page.status_code == 200
    assert b"Sign up" in page.content


def test_an_empty_diary_says_what_to_do_next(alice_client, today):
    page = alice_client.get(reverse("today")).content
    assert b"Spasm now" in page
    assert b"Welcome, alice" in page
    assert b"htmx-2" not in page
    assert reverse("day-clear", args=[today]) in page.decode()


def test_a_running_episode_comes_first(alice_client, alice):
    make_episode(alice, started_at=some_time_ago(minutes=3), duration_basis="ongoing", intensity=None)
    page = read_page(alice_client.get(reverse("today")))
    assert page.one("button", "Stop").place < page.place_of("Another spasm now")
    assert "Nothing logged yet" not in page.text


def test_the_newest_entries_are_there_and_nobody_elses(alice_client, alice, bob):
    make_episode(alice, started_at=some_time_ago(days=1), regions=(("toes", "right"),))
    make_episode(bob, started_at=some_time_ago(days=1), regions=(("jaw-face", "left"),))
    page = alice_client.get(reverse("today")).content.decode()
    assert "right toes" in page
    assert "jaw" not in page


def test_unanswered_days_are_not_counted_as_clear(alice_client, alice, today):
    make_episode(alice, started_at=some_time_ago(days=5))
    make_day(alice, today - dt.timedelta(days=2))
    assert "1 spasm day in the 2 you answered." in read_page(alice_client.get(reverse("today"))).text


def test_a_paused_day_is_not_asked_for(alice_client, alice, today):
    make_episode(alice, started_at=some_time_ago(days=5))
    yesterday = today - dt.timedelta(days=1)
    assert opened(alice_client, yesterday).has("button", "Mark it clear")
    pause(alice, yesterday, yesterday)
    assert not opened(alice_client, yesterday).has("button", "Mark it clear")


def pause(owner, first, last=None):
    Pause.objects.create(owner=owner, from_on=first, to_on=last)
    renew_data_version(owner)


HTMX = {"HX-Request": "true"}


def opened(client, date):
    """The strip with a day opened in it, as a tap on the day gets it."""
    return read_page(client.get(reverse("day-opened", args=[date]), headers=HTMX))


def strip_of(client):
    return read_page(client.get(reverse("today"))).section("recent-days-title")


def test_a_pause_over_the_whole_diary_shows_what_was_logged_in_it(alice_client, alice, today):
    """Nothing else would be true: no day was asked for, and there are spasms."""
    for n in range(4):
        make_episode(alice, started_at=some_time_ago(days=2 * n + 1), intensity=n + 3, count=2)
    pause(alice, today - dt.timedelta(days=30))
    strip = strip_of(alice_client)
    assert "You paused all these days. You logged 8 spasms on them." in strip.text
    assert "Nothing logged yet" not in strip.text
    yesterday = weekday_date_words(today - dt.timedelta(days=1), with_year=False)
    assert f"{yesterday}: spasm day, worst 3" in strip.text
    assert "before your diary, worst" not in strip.text


def test_a_pause_without_a_spasm_says_so(alice_client, alice, today):
    make_episode(alice, started_at=some_time_ago(days=40))
    pause(alice, today - dt.timedelta(days=28))
    assert "You paused all these days. You logged no spasms on them." in strip_of(alice_client).text


def test_a_paused_day_with_a_spasm_is_shown_and_not_counted(alice_client, alice, today):
    make_episode(alice, started_at=some_time_ago(days=5))
    make_episode(alice, started_at=some_time_ago(days=1), intensity=9)
    make_day(alice, today - dt.timedelta(days=2))
    pause(alice, today - dt.timedelta(days=1), today - dt.timedelta(days=1))
    strip = strip_of(alice_client)
    assert "1 spasm day in the 2 you answered. This leaves out 1 spasm day in a pause." in strip.text
    assert "worst 9" in strip.text


def test_a_spasm_that_ran_on_from_before_the_strip_is_named(alice_client, alice, today):
    """It began 20 days ago and ran for 17: "No spasms on the 11 days you answered" would be false."""
    began = some_time_ago(days=20)
    make_episode(alice, started_at=began, ended_at=began + dt.timedelta(days=17))
    text = strip_of(alice_client).text
    assert "No new spasms on the 1" in text
    assert "an earlier spasm was still going on." in text


def test_with_spasms_in_a_pause_alone_it_is_not_said_that_nothing_was_logged(alice_client, alice, today):
    make_day(alice, today - dt.timedelta(days=40))
    make_episode(alice, started_at=some_time_ago(days=6))
    pause(alice, today - dt.timedelta(days=8), today - dt.timedelta(days=4))
    text = strip_of(alice_client).text
    assert "Nothing logged on the days that weren’t paused. This leaves out 1 spasm day in a pause." in text
    assert "Nothing logged in the last" not in text


def test_one_tap_confirms_a_clear_day_and_one_takes_it_back(alice_client, alice, today):
    make_episode(alice, started_at=some_time_ago(days=5))
    address = reverse("day-clear", args=[today])
    assert b"Today marked clear." in alice_client.post(address, follow=True).content
    assert Day.objects.of(alice).get().answer == "none"
    assert opened(alice_client, today).has("button", "Mark it unanswered")
    alice_client.post(address, {"undo": "1"})
    assert Day.objects.of(alice).get().answer == ""


def test_a_day_with_an_entry_cannot_be_called_clear(alice_client, alice, today):
    make_episode(alice, started_at=some_time_ago(minutes=1))
    page = alice_client.post(reverse("day-clear", args=[today]), follow=True)
    assert b"counts as a spasm day" in page.content
    assert not Day.objects.exists()


@pytest.mark.parametrize("days", [-30, 30])
def test_a_far_day_cannot_be_answered_here(alice_client, today, days):
    page = alice_client.post(reverse("day-clear", args=[today + dt.timedelta(days=days)]), follow=True)
    assert b"only answer for today" in page.content
    assert not Day.objects.exists()


def test_a_date_that_does_not_exist_is_not_found(alice_client):
    assert alice_client.post("/days/2026-02-31/clear/").status_code == 404


def test_the_page_takes_at_most_12_queries_at_10_and_at_1000_entries(alice_client, alice):
    from tests.views.test_diary import many
    from tracker.selectors.diary import forget_diaries

    make_episode(alice, started_at=some_time_ago(minutes=3), duration_basis="ongoing", intensity=None)
    counts = []
    for number in (10, 990):
        many(alice, number, first=some_time_ago(days=80))
        renew_data_version(alice)
        # As it is right after a write, and once its part was loaded and stored.
        for _ in range(2):
            with CaptureQueriesContext(connection) as captured:
                alice_client.get(reverse("today"))
            counts.append(len(captured))
            forget_diaries()
            alice_client.get(reverse("guidance-for-you"), headers={"hx-request": "true"})
            forget_diaries()
    assert len(set(counts)) == 1
    assert counts[0] <= 12


@pytest.fixture
def evening(monkeypatch, alice):
    """Wednesday 10 June 2026, 20:00 in Berlin; gives the day."""
    monkeypatch.setattr(timezone, "now", lambda: NOON + dt.timedelta(hours=8))
    return NOON.date()


def test_seven_clear_days_take_one_tap_and_one_takes_them_back(alice_client, alice, evening):
    make_episode(alice, started_at=NOON - dt.timedelta(days=7))
    strip = strip_of(alice_client)
    assert strip.one("button[type=submit]").text == "No spasms since Thursday marks 7 days clear"
    form = strip.form(reverse("check-in-clear"))
    part = read_page(alice_client.post(form.action, form.filled(), headers=HTMX))
    assert Day.objects.of(alice).filter(answer="none").count() == 7
    assert "1 spasm day in the 8 you answered." in part.text
    assert "7 days marked clear." in part.one("[role=status]").text
    undo = part.form(reverse("check-in-open"))
    part = read_page(alice_client.post(undo.action, undo.filled(), headers=HTMX))
    assert "Undone. 7 days are unanswered again." in part.text
    assert not Day.objects.of(alice).filter(answer="none").exists()


def test_no_spasms_since_never_spans_a_spasm(alice_client, alice, evening):
    make_episode(alice, started_at=NOON - dt.timedelta(days=6))
    make_episode(alice, started_at=NOON - dt.timedelta(days=2))
    assert strip_of(alice_client).one("button[type=submit]").text == "No spasms since yesterday marks 2 days clear"


def test_before_the_evening_today_is_not_offered(alice_client, alice, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    make_episode(alice, started_at=NOON - dt.timedelta(days=2))
    assert strip_of(alice_client).one("button[type=submit]").text == "No spasms yesterday"


def test_several_days_are_marked_and_undone_without_scripts_too(alice_client, alice, evening):
    make_episode(alice, started_at=NOON - dt.timedelta(days=3))
    form = strip_of(alice_client).form(reverse("check-in-clear"))
    page = read_page(alice_client.post(form.action, form.filled(), follow=True))
    assert "3 days marked clear." in page.text
    undo = page.form(reverse("check-in-open"))
    alice_client.post(undo.action, undo.filled())
    assert not Day.objects.of(alice).filter(answer="none").exists()


def test_a_day_opens_in_place_with_its_entries_and_closes_again(alice_client, alice, evening):
    make_episode(alice, started_at=NOON - dt.timedelta(hours=34), regions=(("toes", "right"),))
    yesterday = evening - dt.timedelta(days=1)
    part = opened(alice_client, yesterday)
    day = part.one(f"#day-{yesterday}")
    assert (day["aria-expanded"], day["hx-get"]) == ("true", reverse("day-opened", args=[yesterday]) + "?close")
    closed = read_page(alice_client.get(day["hx-get"], headers=HTMX))
    assert not closed.has(".day-opened")
    assert "right toes" in opened(alice_client, evening - dt.timedelta(days=2)).one(".day-opened").text


def test_a_day_without_scripts_leads_to_its_page(alice_client, alice, evening):
    make_episode(alice, started_at=NOON)
    assert alice_client.get(reverse("day-opened", args=[evening])).url == reverse("diary-day", args=[evening])
    assert strip_of(alice_client).one(f"#day-{evening}")["href"] == reverse("diary-day", args=[evening])


def test_a_day_that_is_not_there_cannot_be_opened(alice_client, alice, evening):
    make_episode(alice, started_at=NOON)
    for date in (evening + dt.timedelta(days=1), evening - dt.timedelta(days=14), dt.date.min, dt.date.max):
        assert alice_client.get(reverse("day-opened", args=[date]), headers=HTMX).status_code == 404


def test_a_day_is_marked_clear_where_it_is_opened(alice_client, alice, evening):
    make_episode(alice, started_at=NOON - dt.timedelta(days=5))
    yesterday = evening - dt.timedelta(days=1)
    form = opened(alice_client, yesterday).form(reverse("day-clear", args=[yesterday]))
    part = read_page(alice_client.post(form.action, form.filled(), headers=HTMX))
    assert "Yesterday marked clear." in part.one("[role=status]").text
    assert part.one(f"#day-{yesterday}").has(".day-mark.clear")
    again = part.one("[role=status]").forms[0]
    part = read_page(alice_client.post(again.action, again.filled(), headers=HTMX))
    assert part.one(f"#day-{yesterday}").has(".day-mark.unanswered")


def test_what_is_usual_leaves_out_days_that_were_not_logged_one_by_one(alice_client, alice, evening):
    for n in range(8):
        for k in range(7):
            make_episode(alice, started_at=NOON - dt.timedelta(days=n, hours=-k), intensity=5, uid=uuid.uuid4())
    make_day(alice, evening - dt.timedelta(days=9), "unlisted")
    text = strip_of(alice_client).text
    assert "Usually 7 a day, going by the 7 earlier days you answered." in text
    assert "This leaves out 1 day with spasms you didn’t log one by one." in text
    make_day(alice, evening - dt.timedelta(days=3), "unlisted")
    renew_data_version(alice)
    assert "Usually" not in strip_of(alice_client).text


def test_many_a_day_are_drawn_one_by_one(alice_client, alice, evening):
    for n in range(10):
        for k in range(4 + n % 3):
            start = NOON - dt.timedelta(days=n, hours=-k)
            make_episode(alice, started_at=start, intensity=k + 2, uid=uuid.uuid4())
    strip = strip_of(alice_client)
    assert strip.one("h2").text == "4 entries so far today, worst 5"
    assert "Usually 4 to 6 a day, going by the 9 earlier days you answered." in strip.text
    today = strip.one(f"#day-{evening}")
    assert today.one(".day-count").text == "4"
    assert [block["class"] for block in today.all(".day-blocks i")] == ["i5", "i4", "i3", "i2"]


def test_after_midnight_the_page_says_which_day_it_still_is(alice_client, alice, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON + dt.timedelta(hours=13))
    page = read_page(alice_client.get(reverse("today")))
    assert page.one("h1").text == "Today: Wednesday night"
    assert "Counts as Wednesday until 04:00." in page.text


@pytest.mark.parametrize(("hour", "is_dim"), [(1, True), (10, False)])
@pytest.mark.parametrize("name", ["today", "episode-add", "episode-several", "check-in", "visits"])
def test_at_night_the_large_button_is_dim_where_a_page_is_dark(alice_client, alice, monkeypatch, hour, is_dim, name):
    make_episode(alice)
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2026, 6, 10, hour, tzinfo=dt.UTC))
    assert read_page(alice_client.get(reverse(name))).has(".is-night .btn-primary") is is_dim
