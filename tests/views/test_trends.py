"""Trends: the page, its charts, their tables and files."""

import datetime as dt
import xml.etree.ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import NOON, ZONE, make_day, make_episode
from tests.html import Element, read_markup, read_page
from tracker.analysis.results import NO_FACTORS_ASKED, TooLittle
from tracker.days import local_day
from tracker.models import OwnTerm, Pause, Preferences
from tracker.pages.trends import TrendsChart
from tracker.pages.trends_request import TrendsRequest
from tracker.pages.trends_sections import FOLDED, ON_TRENDS, SHOWN
from tracker.selectors.person import person_of
from tracker.services.check_in import set_factors

pytestmark = pytest.mark.django_db

NOW = dt.datetime.combine(local_day(timezone.now(), ZONE), dt.time(10), tzinfo=dt.UTC)
"""A morning of the person's day: in the small hours that is still the day before."""
DAY = dt.timedelta(days=1)
TODAY = dt.date(2026, 6, 10)


def on(days_ago: int, hour: int = 10) -> dt.datetime:
    return (NOW - days_ago * DAY).replace(hour=hour)


@pytest.fixture
def entries(alice):
    """Two entries, as after the first evening: a cramp by night and one from last week."""
    stretch = [{"code": "gentle-stretch", "moment": "during", "effect": "greatly"}]
    more = {"factors": ["stress"], "relief": stretch}
    make_episode(alice, started_at=on(1, 1), ended_at=on(1, 2), at_onset="asleep", intensity=7, **more)
    make_episode(alice, started_at=on(7), intensity=4, regions=[("lower-back", "both")], kind="spasm")


def part(client, chart, query="", **headers):
    """What htmx gets."""
    return client.get(f"/trends/{chart}/{query}", headers={"HX-Request": "true", **headers})


def part_of(client, chart, query="") -> Element:
    """What htmx gets, read."""
    return read_page(part(client, chart, query))


def entries_at(client, address) -> int:
    """How many entries are listed there."""
    return len(read_page(client.get(address)).all("a.entry"))


# The page


def test_page_has_a_place_for_every_chart(alice_client, entries):
    page = read_page(alice_client.get("/trends/"))
    shown = [f"/trends/{chart}/" for chart in SHOWN]
    assert page.values("[hx-get]", "hx-get") == [*shown, *(f"/trends/{chart}/?look=detail" for chart in FOLDED)]


def test_page_without_javascript_links_every_chart(alice_client, entries):
    links = read_page(alice_client.get("/trends/?region=calf")).links
    assert {f"/trends/{chart}/?region=calf" for chart in SHOWN} <= {*links}
    assert {f"/trends/{chart}/?region=calf&look=detail" for chart in FOLDED} <= {*links}


def test_empty_diary_says_what_to_do(alice_client):
    page = read_page(alice_client.get("/trends/"))
    assert "No charts yet" in page.text
    assert reverse("episode-add") in page.links
    assert not page.has("[hx-get]")


def test_filter_and_window_go_from_the_address_to_the_charts(alice_client, entries):
    page = read_page(alice_client.get("/trends/?window=30&kind=spasm&unknown=1"))
    assert "/trends/weekly/?window=30&kind=spasm" in page.values("[hx-get]", "hx-get")
    assert "Only: spasm" in page.text


def test_chooser_keeps_the_filter_and_lets_chosen_dates_go(alice_client, entries):
    assert "/trends/?kind=spasm&window=30" in read_page(alice_client.get("/trends/?from=2026-01-01&kind=spasm")).links


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?from=abc", "Enter a valid date"),
        ("?window=8", "know that period"),
        ("?from=2026-02-01&to=2026-01-01", "before the first day"),
        ("?region=nose", "Select a valid choice"),
        ("?intensity_min=eleven", "Enter a whole number"),
        ("?text=%00", "Null characters are not allowed"),
    ],
)
def test_address_that_makes_no_sense_is_answered_plainly(alice_client, entries, query, words):
    page, chart = alice_client.get(f"/trends/{query}"), part(alice_client, "weekly", query)
    assert (page.status_code, chart.status_code) == (200, 400)
    assert words in read_page(page).text
    assert words in read_page(chart).text


@pytest.mark.parametrize("name", ["trends-chart", "trends-table"])
@pytest.mark.parametrize("chart", [*ON_TRENDS])
@pytest.mark.parametrize(
    "query", ["?from=0001-01-01", "?to=0001-01-02", "?from=9999-12-31", "?to=9999-12-31", "?window=all", "?hour=3"]
)
def test_no_date_breaks_anything(alice_client, entries, name, chart, query):
    assert alice_client.get(reverse(name, args=[chart]) + query).status_code == 200


# One chart


@pytest.mark.parametrize(
    "chart", [chart for chart in ON_TRENDS if chart not in {"relief", "comparison", "factors", "calendar"}]
)
def test_chart_shows_both_entries_of_a_new_person(alice_client, entries, chart):
    drawn = part_of(alice_client, chart)
    assert drawn.one("svg")
    assert drawn.one(".chart-reading").text
    assert not drawn.has("html")


def test_chart_is_named_by_its_finding(alice_client, entries):
    drawn = part_of(alice_client, "weekly")
    assert drawn.one("figure.chart-drawing")["aria-labelledby"] == "title-weekly"
    assert drawn.one("#title-weekly").text == "Week by week"
    assert drawn.one(".chart-subtitle").text == "Each block is a day. The empty one is today."
    sure = drawn.one("details.chart-sure")
    assert sure.one("#reading-weekly").text.startswith("2 spasm days. You answered")
    assert "Weeks run from Monday to Sunday." in sure.text


def test_a_chart_with_all_details_is_called_what_it_counts(alice_client, entries):
    plain, detailed = (part_of(alice_client, "hours", query) for query in ("", "?look=detail"))
    assert plain.one("#title-hours").text == "It is too early to name a time of day"
    assert detailed.one("#title-hours-detail").text == "Hour and weekday"
    assert len(plain.one("svg").links) == len(detailed.one("svg").links) == 2
    assert "By weekday" in detailed.one("svg").text
    assert "By weekday" not in plain.one("svg").text


def test_one_place_shows_strength_or_length(alice_client, entries):
    drawn = part_of(alice_client, "intensity", "?window=30")
    assert [(a.text, a["href"]) for a in drawn.all(".chart-switch a")] == [
        ("Strength", "/trends/intensity/?window=30"),
        ("Length", "/trends/duration/?window=30"),
    ]
    assert part_of(alice_client, "duration").one(".chart-switch a[aria-current]").text == "Length"


# What it begins with


def test_trends_begins_with_a_sentence_and_what_was_before(alice, alice_client):
    for days_ago in range(60):
        if days_ago % 5 == 0 or (days_ago >= 30 and days_ago % 2 == 0):
            make_episode(alice, started_at=on(days_ago))
        else:
            make_day(alice, on(days_ago).date())
    head = part_of(alice_client, "comparison", "?window=30")
    assert head.one("h2").text == "About 6 spasm days in 30 now, about 18 before"
    assert "You had spasms on 6 of the 30 days you answered." in head.text
    assert "Before, it was 18 of 30." in head.text
    assert "Over so few days, a difference like this is often chance." in head.text


def test_today_is_unanswered_on_no_page_while_it_is_not_over(alice, alice_client):
    """One count everywhere: 60 days, of which two were left out, and today."""
    for days_ago in range(1, 60):
        if days_ago % 5 == 0:
            make_episode(alice, started_at=on(days_ago), intensity=5)
        elif days_ago not in (1, 2):
            make_day(alice, on(days_ago).date())
    head, week = part_of(alice_client, "comparison", "?window=30"), part_of(alice_client, "weekly", "?window=30")
    assert head.one(".finding-sentence").text.startswith("You had spasms on 5 of the 27 days you answered. Before,")
    assert head.all(".finding-context p")[0].text == "It could be 5 to 7 of 29 now (2 unanswered)."
    assert "(2 unanswered, so 5 to 7 of 29)" in week.text
    assert "27 of 29 days answered" in read_page(alice_client.get("/report/?window=30")).one("article.report").text
    month = part_of(alice_client, "calendar", f"?window=30&month={NOW:%Y-%m}")
    (today,) = month.all("td.is-today a")
    assert (today.one(".day-mark")["class"], today.one(".visually-hidden").text[-12:]) == (
        "day-mark today-open",
        "not over yet",
    )


def test_a_new_diary_begins_with_its_count(alice_client, entries):
    head = part_of(alice_client, "comparison")
    assert head.one("h2").text == "2 spasm days in the 2 you answered"
    assert "It takes 14 answered days to say how often." in head.text


# The month


def marked(client, query=""):
    """What each day of the month says."""
    return [day.text for day in part_of(client, "calendar", query).all("a.month-day .visually-hidden")]


def test_a_month_has_a_mark_for_every_day_since_the_diary_began(alice, alice_client):
    make_episode(alice, started_at=dt.datetime(2026, 5, 29, 10, tzinfo=dt.UTC), intensity=7)
    make_episode(alice, started_at=dt.datetime(2026, 5, 29, 11, tzinfo=dt.UTC), intensity=3)
    make_day(alice, dt.date(2026, 5, 30))
    said = marked(alice_client, "?window=all&month=2026-05")
    assert said == ["Friday, 29 May: 2 entries, worst 7", "Saturday, 30 May: clear", "Sunday, 31 May: unanswered"]
    page = part_of(alice_client, "calendar", "?window=all&month=2026-05")
    assert page.all("a.month-day")[0]["href"] == "/diary/2026-05-29/"
    assert page.one(".day-mark.i7.several").text == "7"
    assert page.one(".chart-subtitle").text == "1 spasm day in the 2 you answered"


def test_a_month_says_how_many_of_its_spasm_days_are_in_a_pause(alice, alice_client):
    for day in (2, 8, 9):
        make_episode(alice, started_at=dt.datetime(2026, 5, day, 10, tzinfo=dt.UTC))
    make_day(alice, dt.date(2026, 5, 3))
    Pause.objects.create(owner=alice, from_on=dt.date(2026, 5, 8), to_on=dt.date(2026, 5, 12))
    page = part_of(alice_client, "calendar", "?window=all&month=2026-05")
    assert page.one(".chart-subtitle").text == (
        "1 spasm day in the 2 you answered. This leaves out 2 spasm days in pauses."
    )


def test_a_month_of_which_nothing_is_known_does_not_speak_for_the_diary(alice, alice_client):
    make_episode(alice, started_at=dt.datetime(2026, 4, 29, 10, tzinfo=dt.UTC))
    page = part_of(alice_client, "calendar", "?window=all&month=2026-05")
    assert page.one(".chart-subtitle").text == "Nothing logged in May 2026."
    assert "Nothing logged yet." not in page.text


def test_months_lead_to_each_other_with_and_without_javascript(alice, alice_client):
    make_episode(alice, started_at=dt.datetime(2026, 5, 29, 10, tzinfo=dt.UTC))
    first = part_of(alice_client, "calendar", "?window=all&month=2026-05")
    year, later = first.all(".month-ways a")
    assert (year["href"], later["href"]) == ("/diary/year/2026/", "/trends/?window=all&month=2026-06")
    assert later["hx-get"] == "/trends/calendar/?window=all&month=2026-06"
    assert not first.has(".arrow-none")
    assert part_of(alice_client, "calendar", f"?month={NOW:%Y-%m}").has(".month-ways .arrow-none[aria-hidden=true]")
    page = read_page(alice_client.get("/trends/?window=all&month=2026-06"))
    assert "/trends/calendar/?window=all&month=2026-06" in page.values("[hx-get]", "hx-get")


@pytest.mark.parametrize("month", ["", "2026", "2026-13", "1200-01", "9999-01", "x"])
def test_a_month_that_is_none_is_the_last_one(alice_client, entries, month):
    last = part_of(alice_client, "calendar").one("h2").text
    assert part_of(alice_client, "calendar", f"?month={month}").one("h2").text == last


@pytest.mark.parametrize(("query", "width"), [("", "720"), ("?w=wide", "720"), ("?w=narrow", "320"), ("?w=x", "720")])
def test_chart_is_drawn_for_its_width(alice_client, entries, query, width):
    assert part_of(alice_client, "hours", query).one("svg")["viewbox"].startswith(f"0 0 {width} ")


def test_chart_without_javascript_is_a_page_with_both_sizes(alice_client, entries):
    page = read_page(alice_client.get("/trends/hours/"))
    assert len(page.all("figure svg")) == 2
    assert page.one("h1").text == "Hour and weekday"


def test_marks_lead_to_their_entries(alice_client, entries):
    links = part_of(alice_client, "hours").one("svg").links
    assert [entries_at(alice_client, link) for link in links] == [1, 1]


def test_marks_of_what_was_done_lead_to_its_entries(alice, alice_client, entries):
    for n in range(2):
        make_episode(
            alice, started_at=on(n + 2), relief=[{"code": "gentle-stretch", "moment": "during", "effect": "worse"}]
        )
    drawn = part_of(alice_client, "relief")
    (link,) = drawn.one("svg").links
    assert "By your own rating, it helped in 1 of 3 uses during the spasm." in drawn.text
    assert entries_at(alice_client, link) == 3


def test_own_words_are_drawn_as_they_were_spelled(alice, alice_client, entries):
    OwnTerm.objects.create(owner=alice, vocabulary=OwnTerm.FACTOR, code="x-long-drive", label="Long drive!")
    OwnTerm.objects.create(owner=alice, vocabulary=OwnTerm.RELIEF, code="x-hot-tea", label="Hot tea, a pot")
    for n in range(3):
        tea = {"code": "x-hot-tea", "moment": "during", "effect": "greatly"}
        make_episode(alice, started_at=on(n + 2), factors=["x-long-drive"], relief=[tea])
    assert "Long drive!" in part_of(alice_client, "suspected").one("svg").text
    assert "Hot tea, a pot" in part_of(alice_client, "relief").one("svg").text


def test_marks_of_a_medicine_lead_to_its_entries_alone(alice, alice_client, entries):
    for n, name in enumerate(("Magnesium 300", "magnesium 300", "Magnesium 300", "Ibuprofen 400")):
        use = {"code": "medication", "text": name, "moment": "during", "effect": "worse"}
        make_episode(alice, started_at=on(n + 2), relief=[use])
    (address,) = part_of(alice_client, "relief").one("svg").links
    assert entries_at(alice_client, address) == 3
    assert part(alice_client, "weekly", address[address.index("?") :]).status_code == 200
    page = read_page(alice_client.get("/trends/?relief=medication%3DMagnesium+300"))
    assert "Only: medicine: Magnesium 300" in page.text


def test_an_own_remedy_can_be_asked_for(alice, alice_client, entries):
    make_episode(alice, started_at=on(3), relief=["x-hot-tea"])
    assert entries_at(alice_client, "/diary/?relief=x-hot-tea") == 1


def test_filtered_chart_speaks_of_matches(alice_client, entries):
    assert "Entries match on 1 day." in part_of(alice_client, "weekly", "?kind=spasm").one(".chart-reading").text


def test_chart_of_somebody_else_is_empty(bob_client, entries):
    drawn = part_of(bob_client, "body")
    assert not drawn.has("svg")
    assert "Nothing logged yet" in drawn.text


@pytest.mark.parametrize("chart", [*ON_TRENDS])
def test_visitor_is_asked_to_log_in(client, chart):
    for name in ("trends-chart", "trends-table"):
        assert client.get(reverse(name, args=[chart])).status_code == 302


@pytest.mark.parametrize("path", ["/trends/mood/", "/trends/mood/table/", "/trends/mood.svg", "/trends/weekly.gif"])
def test_chart_that_is_not_there(alice_client, path):
    assert alice_client.get(path).status_code == 404


def test_charts_are_only_read(alice_client):
    assert alice_client.post("/trends/weekly/").status_code == 405


@pytest.mark.parametrize(
    ("fields", "chart", "words"),
    [
        ({"intensity": None}, "intensity", "no rating from 0 to 10"),
        ({"regions": ()}, "body", "doesn’t say where"),
        ({}, "duration", "doesn’t say how long"),
        ({}, "suspected", "what may have set it off"),
        ({}, "relief", "doesn’t say what you tried"),
        ({"relief": [{"code": "heat", "effect": "slightly"}]}, "relief", "The most so far is 1."),
    ],
)
def test_chart_with_too_little_says_what_is_missing(alice, alice_client, fields, chart, words):
    make_episode(alice, started_at=on(1), **fields)
    assert words in part_of(alice_client, chart).text


def test_who_never_asked_for_factors_is_told_what_the_check_in_can_do(alice, rf):
    request = TrendsRequest(person_of(alice), NOON, rf.get("/trends/").GET)
    told = read_markup(TrendsChart(ON_TRENDS["factors"], request).too_little_html(TooLittle(NO_FACTORS_ASKED)))
    assert "The check-in can ask about a few things every evening" in told.text
    assert "about 90 such evenings" in told.text
    assert told.links == [reverse("check-in-factors")]


def test_window_is_drawn_against_the_days_before_it(alice, alice_client):
    for days_ago in (2, 9, 13, 20, 22, 27):
        make_episode(alice, started_at=on(days_ago))
    for days_ago in (1, 15):
        make_day(alice, on(days_ago).date())
    drawn = part_of(alice_client, "comparison", "?window=7&look=detail")
    words = "Spasm days: 1, with 2 of 6 days answered. In the 6 days before: 1, with 1 of 6 days answered."
    assert words in drawn.one(".chart-reading").text
    assert "Over so few days, a difference like this is often chance." in drawn.one(".chart-reading").text
    assert [entries_at(alice_client, link) for link in drawn.one("svg").links[:2]] == [1, 1]


@pytest.mark.parametrize(
    ("query", "words"), [("?window=90", "So far your diary has 10 days before them."), ("?window=all", "")]
)
def test_window_without_as_many_days_before_offers_one_that_has_them(alice, alice_client, query, words):
    make_episode(alice, started_at=on(99))
    make_episode(alice, started_at=on(1))
    told = part_of(alice_client, "comparison", f"{query}&look=detail")
    assert (words or "nothing before it to compare") in told.text
    assert told.one("a", "Compare the last 30 days")["href"] == "/trends/?window=30"


def test_diary_of_a_few_days_is_told_when_it_can_be_compared(alice_client, entries):
    assert "Once your diary has 14 days" in part_of(alice_client, "comparison", "?look=detail").text


def test_comparison_reads_the_days_of_its_owner_alone(alice, bob, bob_client):
    for days_ago in (1, 12, 30):
        make_episode(bob, started_at=on(days_ago))
        make_episode(alice, started_at=on(days_ago + 1))
    reading = part_of(bob_client, "comparison", "?window=7&look=detail").one(".chart-reading").text
    assert reading.startswith("Spasm days: 1, with 1 of 6 days")


def test_window_without_entries_offers_all_days(alice, alice_client):
    make_episode(alice, started_at=on(300))
    assert "/trends/?window=all" in part_of(alice_client, "hours", "?window=30").links


def test_filter_without_match_offers_to_take_it_away(alice_client, entries):
    told = part_of(alice_client, "hours", "?window=30&kind=jerk")
    assert "match the filter" in told.text
    assert "/trends/?window=30" in told.links


# Kept drawings


def test_drawing_depends_on_who_puts_it_into_the_page(alice_client, entries):
    assert "HX-Request" in part(alice_client, "weekly")["Vary"]


def test_drawing_is_made_anew_after_a_write(alice, alice_client, entries):
    assert b"3 spasm days." not in part(alice_client, "weekly").content
    make_episode(alice, started_at=on(3))
    Preferences.objects.filter(owner=alice).update(data_version=77)
    assert b"3 spasm days." in part(alice_client, "weekly").content


def test_entries_that_leave_open_what_is_filtered_by_are_named_beside_every_chart(alice, alice_client):
    for ago, kind in enumerate(["cramp", "cramp", "twitch", "", "not-sure", ""]):
        make_episode(alice, started_at=on(ago), kind=kind)
    said = "3 entries don’t have what you’re filtering by, so they may or may not match."
    for chart in ("weekly", "calendar", "intensity", "body", "hours"):
        assert said in part_of(alice_client, chart, "?kind=cramp").text
        assert "don’t have what you’re filtering by" not in part_of(alice_client, chart, "?weekday=3").text
    # Where nothing matches for sure, they stand too.
    assert said in part_of(alice_client, "weekly", "?kind=jerk").text
    reading = part_of(alice_client, "weekly", "?kind=cramp").one(".chart-reading").text
    assert "Entries match on 2 days. 3 of 6 days are known." in reading


@pytest.mark.parametrize("query", ["?window=30", "?kind=spasm", "?w=narrow"])
def test_drawings_of_different_questions_are_kept_apart(alice_client, entries, query):
    assert part(alice_client, "weekly").content != part(alice_client, "weekly", query).content


def test_a_drawing_of_another_state_of_the_program_is_not_shown(alice_client, entries, monkeypatch):
    part(alice_client, "weekly")
    monkeypatch.setattr("tracker.wording.frequency.reading", lambda result, reader: "Said otherwise.")
    assert b"Said otherwise." not in part(alice_client, "weekly").content
    monkeypatch.setattr("tracker.pages.drawing_cache.code_mark", lambda: "after an update")
    assert b"Said otherwise." in part(alice_client, "weekly").content


def test_people_do_not_share_drawings(alice, bob, alice_client, bob_client, entries):
    make_episode(bob, started_at=on(1))
    assert part(alice_client, "weekly").content != part(bob_client, "weekly").content


def test_queries_of_a_drawing(alice, alice_client, entries):
    with CaptureQueriesContext(connection) as fresh:
        part(alice_client, "weekly")
    with CaptureQueriesContext(connection) as kept:
        part(alice_client, "weekly")
    assert (len(fresh) <= 13, len(kept) <= 3) == (True, True)


def test_an_address_without_a_filter_means_what_the_form_makes_of_it(alice, rf):
    request = TrendsRequest(person_of(alice), NOON, rf.get("/trends/?window=30&w=narrow").GET)
    assert request.filters == request.form.episode_filter()
    assert not request.problems


@pytest.mark.parametrize("more", [0, 30])
def test_queries_do_not_grow_with_the_diary(alice, alice_client, entries, more):
    for n in range(more):
        make_episode(alice, started_at=on(n + 10))
    with CaptureQueriesContext(connection) as queries:
        part(alice_client, "hours")
    assert len(queries) <= 14


# Tables and files


def test_table_has_the_numbers(alice_client, entries):
    table = part_of(alice_client, "body/table").one("table")
    assert len(table.rows) == 3
    assert [head.one("a")["href"].startswith("/diary/?from=") for head in table.all("th[scope=row]")] == [True, True]


def test_table_without_javascript_is_a_page(alice_client, entries):
    page = read_page(alice_client.get("/trends/weekly/table/"))
    assert page.one("html")
    assert page.one("table").rows


@pytest.mark.parametrize("chart", [*ON_TRENDS])
def test_files_are_named_by_chart_and_days(alice_client, entries, chart):
    query = "?from=2026-01-05&to=2026-02-15"
    first = dt.datetime(2026, 1, 5, 10, tzinfo=dt.UTC)
    owner, use = Preferences.objects.get().owner, {"code": "heat", "moment": "after", "effect": "slightly"}
    set_factors(person_of(owner), ["stress"], {}, first.date())
    # So that the diary has as many days before these.
    make_episode(owner, started_at=first - 50 * DAY)
    for n in range(3):
        start = first + n * DAY
        make_episode(owner, started_at=start, ended_at=start + DAY / 24, factors=["stress"], relief=[use])
    response = alice_client.get(f"/trends/{chart}.png{query}")
    assert response["Content-Type"] == "image/png"
    assert response["Content-Disposition"] == (f'attachment; filename="spasmlog-{chart}-2026-01-05-to-2026-02-15.png"')


def test_svg_file_says_period_coverage_and_filter(alice, alice_client, entries):
    make_day(alice, on(2).date())
    texts = [text.text for text in ET.fromstring(alice_client.get("/trends/hours.svg?kind=spasm").content).iter()]
    assert "Only: spasm" in texts
    assert any(text and "days answered" in text for text in texts)


def test_there_is_no_file_of_nothing(alice_client):
    assert alice_client.get("/trends/weekly.svg").status_code == 404


def test_what_the_check_ins_show_names_no_days_and_no_filter(alice_client, entries):
    text = read_page(alice_client.get("/trends/factors/?window=30&kind=spasm")).text
    assert "Your whole diary" in text
    assert "Only: " not in text
    assert "Only: " in read_page(alice_client.get("/trends/weekly/?window=30&kind=spasm")).text
