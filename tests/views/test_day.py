"""A day of the diary: what the page says, its timeline as part, table and file, and how days are found."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import NOON, ZONE, make_day, make_episode
from tests.html import Element, read_page
from tracker.days import local_day
from tracker.models import DayFactor, Episode, OwnTerm, Pause, Preferences
from tracker.selectors.day import MOST_ENTRIES

pytestmark = pytest.mark.django_db

DATE = NOON.date()
DAY = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)


def page_of(client, date=DATE) -> Element:
    return read_page(client.get(reverse("diary-day", args=[date])))


def part(client, name="day-timeline", query="", date=DATE, **headers):
    """What htmx gets."""
    return client.get(reverse(name, args=[date]) + query, headers={"HX-Request": "true", **headers})


def today():
    """The personas' day at this moment."""
    return local_day(timezone.now(), ZONE)


# What the page says


def test_page_names_the_day_and_its_neighbors(alice, alice_client):
    make_episode(alice, started_at=NOON - 3 * DAY)
    page = page_of(alice_client)
    assert page.one("h1").text == "Wednesday, 10 June 2026"
    assert page.one("a[rel=prev]")["href"] == "/diary/2026-06-09/"
    assert page.one("a[rel=next]")["href"] == "/diary/2026-06-11/"


def test_first_day_has_none_before_it_and_today_none_after_it(alice, alice_client):
    make_episode(alice)
    assert not page_of(alice_client).has("[rel=prev]")
    assert not page_of(alice_client, today()).has("[rel=next]")


def said_of(page) -> list[str]:
    """The state and how it is known."""
    return page.one("h1").closest("header").texts("p")


def test_a_spasm_day_is_known_from_its_entries(alice, alice_client):
    make_episode(alice)
    make_episode(alice, started_at=NOON + HOUR)
    assert said_of(page_of(alice_client)) == ["Spasm day", "2 entries began on this day."]


def test_an_entry_counts_more_than_the_answer(alice, alice_client):
    make_episode(alice)
    make_day(alice, DATE)
    state, reason = said_of(page_of(alice_client))
    assert state == "Spasm day"
    assert reason.endswith("Your check-in says no spasm, but what you logged counts more.")


def test_a_spasm_day_can_be_known_from_the_check_in_alone(alice, alice_client):
    make_day(alice, DATE, "unlisted", unlisted_count="1-5", unlisted_worst=6)
    page = page_of(alice_client)
    assert said_of(page)[0] == "Spasm day"
    assert "didn’t log one by one" in said_of(page)[1]
    assert page.facts["Any spasms?"] == "yes, but I didn’t log each one, 1 to 5, worst 6 of 10"


def test_a_clear_day_was_said_to_be_one(alice, alice_client):
    make_day(alice, DATE)
    assert said_of(page_of(alice_client)) == ["Clear", "Your check-in says no spasm."]


def test_a_continued_day_is_never_clear(alice, alice_client):
    make_episode(alice, started_at=NOON - DAY, ended_at=NOON)
    make_day(alice, DATE)
    state, reason = said_of(page_of(alice_client))
    assert state == "Continued from the day before"
    assert "at least an hour" in reason
    assert "what you logged counts more" in reason


def test_a_paused_day_was_not_asked_for(alice, alice_client):
    make_episode(alice, started_at=NOON - 3 * DAY)
    Pause.objects.create(owner=alice, from_on=DATE)
    assert said_of(page_of(alice_client)) == [
        "Paused",
        "You paused check-ins on this day, so you weren’t asked about it.",
    ]


def test_a_spasm_in_a_pause_is_shown_and_said_not_to_be_counted(alice, alice_client):
    make_episode(alice)
    Pause.objects.create(owner=alice, from_on=DATE)
    assert said_of(page_of(alice_client)) == [
        "Spasm day",
        "1 entry began on this day. You paused check-ins on this day, so it doesn’t count in “How often”.",
    ]


def test_an_unanswered_day_is_not_taken_for_clear(alice, alice_client):
    make_episode(alice, started_at=NOON - 3 * DAY)
    state, reason = said_of(page_of(alice_client))
    assert state == "Unanswered"
    assert "doesn’t make it a clear day" in reason


def test_the_ones_listed_without_an_entry_leaves_the_day_open(alice, alice_client):
    make_day(alice, DATE, "listed")
    assert "none of those entries is on this day" in said_of(page_of(alice_client))[1]


def test_a_rest_of_less_than_an_hour_leaves_the_day_open_and_is_said(alice, alice_client):
    start = dt.datetime(2026, 6, 10, 1, 50, tzinfo=dt.UTC)
    make_episode(alice, started_at=start, ended_at=start + HOUR / 2)
    page = page_of(alice_client)
    assert "less than an hour" in said_of(page)[1]
    assert "Started before this day" in page.text


def test_a_day_before_the_diary_says_so(alice, alice_client):
    make_episode(alice)
    state, words = said_of(page_of(alice_client, DATE - 400 * DAY))
    assert state == "Before your diary"
    assert words.startswith("Your diary begins on 10 June 2026.")
    assert "/diary/2026-06-10/" in page_of(alice_client, DATE - 400 * DAY).links


def test_an_empty_diary_has_pages_too(alice_client):
    page = page_of(alice_client)
    assert "No entry began on this day." in page.text
    assert f"{reverse('episode-add')}?on={DATE}" in page.links
    assert not page.has("[hx-get]")


def test_entries_stand_as_the_diary_shows_them(alice, alice_client):
    episode = make_episode(alice, regions=(("calf", "left"),), private=True, ended_at=NOON + HOUR)
    make_episode(alice, started_at=NOON + DAY, regions=(("chest", "middle"),))
    page = page_of(alice_client)
    entry = page.one("a.entry")
    assert entry["href"] == f"/episodes/{episode.uid}/"
    assert "12:00 · 1 h" in entry.text
    assert "private" in entry.text


def test_what_the_check_in_said_is_repeated(alice, alice_client):
    at = dt.datetime.combine(DATE, dt.time(19), tzinfo=dt.UTC)
    said = make_day(alice, DATE, "listed", answered_at=at, limited=2, note="two\nlines <b>", private=True)
    make_episode(alice)
    OwnTerm.objects.create(owner=alice, vocabulary=OwnTerm.FACTOR, code="x-long-drive", label="Long drive")
    for code, is_yes in (("stress", True), ("x-long-drive", True), ("poor-sleep", False)):
        DayFactor.objects.create(day=said, code=code, is_yes=is_yes, first_answered_at=said.answered_at)
    page = page_of(alice_client)
    facts = [*page.facts.items()]
    assert facts == [
        ("Any spasms?", "only these"),
        ("Answered", "on time"),
        ("Yes", "stress and Long drive"),
        ("No", facts[3][1]),
        ("Limited you", "somewhat"),
        ("Note", "two lines <b>"),
        ("Private", "The doctor’s summary counts it, but never lists or names it."),
    ]
    assert "sleep" in facts[3][1]
    assert page.one("dd", "two lines <b>").has("br")


def test_a_late_answer_is_said_to_be_late(alice, alice_client):
    make_day(alice, DATE, answered_at=NOON + 2 * DAY)
    assert page_of(alice_client).facts["Answered"] == "late"


def test_what_was_not_answered_is_not_there(alice, alice_client):
    make_day(alice, DATE, "", limited=0)
    facts = page_of(alice_client).facts
    assert facts["Limited you"] == "not at all"
    assert not {"Answered", "Note"} & {*facts}


@pytest.mark.parametrize(("ago", "is_open"), [(0, True), (6, True), (9, False)])
def test_check_in_can_be_answered_for_a_week(alice_client, ago, is_open):
    date = today() - ago * DAY
    assert (f"/check-in/{date}/" in page_of(alice_client, date).links) is is_open


def test_a_day_with_very_many_entries_leads_to_all_of_them(alice, alice_client):
    many(alice, MOST_ENTRIES + 1, step=dt.timedelta(minutes=1))
    page = page_of(alice_client)
    assert len(page.all("a.entry")) == MOST_ENTRIES
    assert "More than 200 entries began on this day." in page.text
    assert f"/diary/?from={DATE}&to={DATE}" in page.links
    assert "The first 200 entries" in read_page(part(alice_client)).text


# Whose day, and which


NAMES = ("diary-day", "day-timeline", "day-timeline-table")


@pytest.mark.parametrize("name", NAMES)
def test_visitor_is_asked_to_log_in(client, name):
    response = client.get(reverse(name, args=[DATE]))
    assert (response.status_code, response.url.split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize("name", NAMES)
def test_a_day_shows_nothing_of_anybody_else(alice, bob_client, name):
    episode = make_episode(alice, note="private words")
    make_day(alice, DATE, note="private words, too")
    response = bob_client.get(reverse(name, args=[DATE]))
    assert response.status_code == 200
    assert str(episode.uid) not in response.content.decode()
    assert "private words" not in response.content.decode()


def test_file_of_somebody_elses_day_is_not_found(alice, bob_client):
    make_episode(alice)
    assert bob_client.get(reverse("day-timeline-file", args=[DATE, "svg"])).status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_days_are_only_read(alice_client, name):
    assert alice_client.post(reverse(name, args=[DATE])).status_code == 405


@pytest.mark.parametrize(
    "date", ["2026-02-30", "2026-13-01", "0000-00-00", "0001-01-01", "1919-12-31", "9999-12-31", "2026-6-1"]
)
@pytest.mark.parametrize("rest", ["", "timeline/", "timeline/table/", "timeline.svg"])
def test_a_date_that_cannot_be_is_not_found(alice, alice_client, date, rest):
    make_episode(alice)
    assert alice_client.get(f"/diary/{date}/{rest}").status_code == 404


def test_a_day_that_has_not_come_is_not_found(alice_client):
    assert alice_client.get(reverse("diary-day", args=[today() + 2 * DAY])).status_code == 404


def test_a_day_that_came_earlier_elsewhere_is_found(alice, alice_client):
    ahead = today() + 2 * DAY
    make_episode(alice, day=ahead)
    assert len(page_of(alice_client, ahead).all("a.entry")) == 1


# The timeline


def test_page_has_the_place_of_the_timeline(alice, alice_client):
    make_episode(alice)
    assert page_of(alice_client).one("[hx-get]")["hx-get"] == "/diary/2026-06-10/timeline/"


def test_a_day_with_what_went_on_alone_has_a_timeline_too(alice, alice_client):
    make_episode(alice, started_at=NOON - DAY, ended_at=NOON)
    assert page_of(alice_client).one("[hx-get]")["hx-get"] == "/diary/2026-06-10/timeline/"


def marks_of(response) -> list[str]:
    """Where the marks of a drawing lead."""
    return read_page(response).one("svg").links


def test_marks_lead_to_their_entries(alice, alice_client):
    episodes = [make_episode(alice, started_at=NOON + n * HOUR) for n in range(3)]
    links = marks_of(part(alice_client))
    assert links == [f"/episodes/{episode.uid}/" for episode in episodes]
    assert alice_client.get(links[0]).status_code == 200


def test_timeline_is_named_by_its_sentence(alice, alice_client):
    make_episode(alice)
    drawn = read_page(part(alice_client))
    assert drawn.one("figure")["aria-labelledby"] == "reading-timeline"
    assert drawn.one("#reading-timeline").text == "1 entry, at 12:00. It was 5 of 10 at its worst."


@pytest.mark.parametrize(("query", "width"), [("", "720"), ("?w=narrow", "320")])
def test_timeline_is_drawn_for_its_width(alice, alice_client, query, width):
    make_episode(alice)
    assert read_page(part(alice_client, query=query)).one("svg")["viewbox"].startswith(f"0 0 {width} ")


def test_timeline_without_javascript_is_a_page_with_both_sizes(alice, alice_client):
    make_episode(alice)
    page = read_page(alice_client.get(reverse("day-timeline", args=[DATE])))
    assert len(page.all("figure svg")) == 2
    assert "/diary/2026-06-10/" in page.links


def test_timeline_of_a_day_without_entries_is_none(alice_client):
    assert "There is nothing to count yet." in read_page(part(alice_client)).text
    assert "There is nothing to count yet." in read_page(part(alice_client, "day-timeline-table")).text
    assert alice_client.get(reverse("day-timeline-file", args=[DATE, "png"])).status_code == 404


def test_rows_of_the_table_lead_to_their_entries(alice, alice_client):
    episode = make_episode(alice)
    head = read_page(part(alice_client, "day-timeline-table")).one("th[scope=row]")
    assert (head.text, head.links) == ("12:00", [f"/episodes/{episode.uid}/"])


@pytest.mark.parametrize(("kind", "begins"), [("svg", b"<?xml"), ("png", b"\x89PNG")])
def test_files_are_named_by_the_day(alice, alice_client, kind, begins):
    make_episode(alice)
    response = alice_client.get(reverse("day-timeline-file", args=[DATE, kind]))
    assert response.content.startswith(begins)
    assert response["Content-Disposition"] == f'attachment; filename="spasmlog-timeline-2026-06-10.{kind}"'


def test_there_are_no_other_kinds_of_files(alice, alice_client):
    make_episode(alice)
    assert alice_client.get(reverse("day-timeline-file", args=[DATE, "gif"])).status_code == 404


def test_timeline_is_made_anew_after_a_write(alice, alice_client):
    make_episode(alice)
    assert b"2 entries" not in part(alice_client).content
    make_episode(alice, started_at=NOON + HOUR)
    Preferences.objects.filter(owner=alice).update(data_version=77)
    assert b"2 entries" in part(alice_client).content


@pytest.mark.parametrize("change", [{"query": "?w=narrow"}, {"date": DATE + DAY}, {"name": "day-timeline-table"}])
def test_timelines_of_different_questions_are_kept_apart(alice, alice_client, change):
    make_episode(alice)
    assert part(alice_client).content != part(alice_client, **change).content


def test_people_do_not_share_timelines(alice, alice_client, bob_client):
    make_episode(alice)
    assert part(alice_client).content != part(bob_client).content


# Cost


def many(owner, number, *, step=2 * HOUR, first=NOON):
    """Entries from the first on, each as long as the time to the next."""
    moments = [first + n * step for n in range(number)]
    Episode.objects.bulk_create(
        Episode(
            owner=owner,
            uid=uuid.uuid4(),
            started_at=moment,
            ended_at=moment + step,
            duration_basis="measured",
            time_zone=ZONE,
            logged_at=moment,
            day=(moment - 2 * HOUR).date(),
            offset_seconds=7200,
        )
        for moment in moments
    )


def queries(client, address) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address, headers={"HX-Request": "true"}).status_code == 200
    return len(captured)


@pytest.mark.parametrize(("name", "budget"), [("diary-day", 12), ("day-timeline", 6), ("day-timeline-table", 6)])
def test_cost_does_not_grow_with_the_diary(alice, alice_client, name, budget):
    said = make_day(alice, DATE, "listed")
    DayFactor.objects.create(day=said, code="x-own", is_yes=True, first_answered_at=said.answered_at)
    many(alice, 10, first=NOON - 10 * HOUR)
    address = reverse(name, args=[DATE])
    few = queries(alice_client, address)
    many(alice, 990, first=NOON - 1990 * HOUR)
    Preferences.objects.filter(owner=alice).update(data_version=77)
    assert few == queries(alice_client, address) <= budget


# How a day is found


def test_headings_of_the_diary_lead_to_their_days(alice, alice_client):
    make_episode(alice)
    heading = read_page(alice_client.get("/diary/")).one(".list-day h3 a")
    assert heading["href"] == "/diary/2026-06-10/"


def calendar_links(client, query):
    return marks_of(client.get(f"/trends/calendar/{query}&look=detail", headers={"HX-Request": "true"}))


def test_days_of_the_calendar_lead_to_their_days(alice, alice_client):
    make_episode(alice)
    assert calendar_links(alice_client, "?from=2026-06-01&to=2026-06-20") == ["/diary/2026-06-10/"]


def test_days_of_a_filtered_calendar_lead_to_the_entries_that_match(alice, alice_client):
    make_episode(alice, kind="cramp")
    (link,) = calendar_links(alice_client, "?from=2026-06-01&to=2026-06-20&kind=cramp")
    assert link.startswith("/diary/?")
    assert "kind=cramp" in link


def test_a_spasm_written_down_from_here_is_about_this_day(alice_client, alice):
    make_episode(alice, started_at=NOON)
    assert f"{reverse('episode-add')}?on=2026-06-10" in page_of(alice_client).links
