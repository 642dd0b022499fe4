"""The doctor's page in the app: what is ticked and nothing else, the same numbers as Trends, nothing private."""

import datetime as dt
import io
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from tests.factories import make_day, make_episode, make_profile_item, make_visit
from tests.html import Element, Form, read_page
from tests.views.report_numbers import code_of
from tracker.analysis.comparison import comparison
from tracker.analysis.coverage import day_states
from tracker.charts.registry import CHARTS
from tracker.days import Period
from tracker.formatting import share_words
from tracker.models import Episode, EpisodeFollowUp, Preferences, Question
from tracker.pages.doctors_page import doctors_page, shared_page
from tracker.pages.windows import period_of_window
from tracker.querysets import EpisodeFilter
from tracker.report.choice import FURTHER, PAGE_ONE, SUGGESTED, ReportChoice
from tracker.report.content import ChartBlock, NumberLine, NumberLines
from tracker.selectors.diary import load_diary
from tracker.selectors.person import person_of
from tracker.wording.comparison_measures import spasm_days_line, worst_line

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 6, 10, 10, tzinfo=dt.UTC)
TODAY = NOW.date()
DAY = dt.timedelta(days=1)
EVERYTHING = ReportChoice(parts=frozenset(PAGE_ONE), sections=frozenset(FURTHER), with_name=True, with_notes=True)
FORM = {
    "window": "90",
    "parts": list(PAGE_ONE),
    "sections": list(FURTHER),
    "notes": "on",
    "paper": "a4",
}
SECRET = "жщъьэюя"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def log(alice):
    """A hundred days: a spasm on every third, the others confirmed as clear but for every tenth."""
    for n in range(100):
        if n % 3 == 0:
            relief = [{"code": "heat", "moment": "during", "effect": "greatly"}]
            at = NOW - n * DAY
            make_episode(alice, started_at=at, ended_at=at + dt.timedelta(minutes=3), intensity=n % 11, relief=relief)
        elif n % 10:
            make_day(alice, TODAY - n * DAY)
    Question.objects.create(owner=alice, text="Is it the statin?", asked_on=TODAY)


def text_of(response) -> str:
    """What the page in the app says."""
    return read_page(response).text


def page_of(response) -> Element:
    """The doctor's page itself, as it is sent."""
    return read_page(response).one("article.report")


def ticked(client) -> dict[str, list[str]]:
    """What the form of the page would send."""
    return Form(read_page(client.get("/report/")).all("[name=paper]")[0].closest("form")).fields


def two_windows(person, window="90"):
    begins = dt.date(2026, 1, 1)
    period = period_of_window(window, None, None, person.today(NOW), begins)
    return period, period.before()


# What it shows


def test_the_page_stands_beside_what_is_ticked(alice_client, log):
    response = alice_client.get("/report/")
    assert response.status_code == 200
    page = page_of(response)
    assert {"Questions", "Where", "Weeks", "About"} <= {*page.texts("h3")}
    assert "Is it the statin?" in page.text
    assert len(page.all("svg")) == 3
    assert not page.has("a")


def test_what_it_shows_is_changed_above_it(alice_client, log):
    work = read_page(alice_client.get("/report/")).all(".report-work > *")
    classes = [part["class"].split()[0] for part in work]
    assert classes.index("report-change") < classes.index("report-preview")


def test_an_empty_diary_has_an_honest_page(alice_client):
    response = alice_client.get("/report/")
    assert response.status_code == 200
    assert "Nothing logged yet" in page_of(response).text


def test_an_empty_diary_leads_to_the_first_entry(alice_client):
    assert reverse("episode-add") in read_page(alice_client.get("/report/")).values("a.btn-primary", "href")


def test_a_diary_that_has_begun_does_not(alice_client, log):
    assert reverse("episode-add") not in read_page(alice_client.get("/report/")).values("a.btn-primary", "href")


def test_headings_are_in_order(alice_client, log):
    alice_client.post("/report/", FORM)
    headings = read_page(alice_client.get("/report/")).all("h1, h2, h3, h4, h5, h6")
    levels = [int(heading.name[1]) for heading in headings]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_days_are_since_the_last_visit_once_there_was_one(alice_client, alice, log):
    assert ticked(alice_client)["window"] == ["90"]
    make_visit(alice, dt.date(2026, 5, 1))
    assert ticked(alice_client)["window"] == ["visit"]
    assert "1 May to 10 June 2026" in page_of(alice_client.get("/report/")).text


def test_what_was_not_ticked_is_not_there(alice_client, alice, log):
    make_profile_item(alice, "medication", text="Baclofen")
    alice_client.post("/report/", FORM | {"parts": ["numbers"], "sections": []})
    text = page_of(alice_client.get("/report/")).text
    assert "Spasm days" in text
    assert [
        word for word in ("Baclofen", "statin", "heat", "alice", "How it is counted", "Chest") if word in text
    ] == []


def test_what_was_ticked_is_kept(alice_client, alice, log):
    assert alice_client.post("/report/", FORM | {"sections": ["worst"], "large": "on"}).status_code == 302
    assert ticked(alice_client)["sections"] == ["worst"]
    assert "report-large" in page_of(alice_client.get("/report/")).classes
    assert Preferences.objects.get(owner=alice).report_choice["sections"] == ["worst"]


def test_the_first_time_the_suggested_parts_are_ticked_and_the_name_too(alice_client):
    fields = ticked(alice_client)
    assert ({*fields["parts"]}, {*fields.get("sections", [])}) == (SUGGESTED.parts, SUGGESTED.sections)
    assert fields["name"] == ["on"]


def test_the_name_is_there_if_it_is_ticked(alice_client, log):
    alice_client.post("/report/", FORM | {"name": "on"})
    assert "Name: alice" in page_of(alice_client.get("/report/")).text


def test_ticking_gives_htmx_the_page_alone(alice_client, log):
    response = alice_client.post("/report/", FORM | {"sections": ["worst"]}, headers={"HX-Request": "true"})
    page = read_page(response)
    assert response.status_code == 200
    assert not page.has("html")
    assert "Why these entries" in page.text
    assert page.one(f"a[href^='{reverse('report-pdf')}?window=90&ticked=1&']")


def test_files_and_links_show_what_this_page_does_whatever_is_ticked_meanwhile(alice_client, alice, log):
    page = alice_client.post("/report/", FORM | {"sections": ["method"]}, headers={"HX-Request": "true"})
    files = read_page(page).values("a[href^='/report.pdf'], a[href^='/share/new/']", "href")
    Episode.objects.filter(owner=alice).update(note=SECRET)
    # In another window.
    alice_client.post("/report/", FORM)
    pdf, share = (alice_client.get(address) for address in files)
    assert SECRET not in "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.content)).pages)
    assert "The list of entries" not in text_of(share)
    assert SECRET in page_of(alice_client.get("/report/?window=90")).text


def test_an_address_on_which_nothing_is_ticked_shows_nothing(alice_client, log):
    page = page_of(alice_client.get("/report/?window=90&ticked=1&paper=a4"))
    assert [code_of(section) for section in page.all(".report-section")] == ["who", "about"]


# Dates


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ({"first": "abc"}, "Enter a valid date"),
        ({}, "Choose a first day, a last one, or both."),
        ({"first": "2026-06-01", "last": "2026-05-01"}, "The last day is before the first."),
        ({"first": "2027-01-01"}, "This day is in the future."),
        ({"last": "2025-01-01"}, "Your diary begins after this day."),
    ],
)
def test_a_wrong_date_is_told_beside_its_field(alice_client, log, dates, words):
    response = alice_client.post("/report/", FORM | {"window": "chosen"} | dates)
    assert response.status_code == 422
    field = "last" if dates.get("last") else "first"
    page = read_page(response)
    assert words in page.one(f"#error_id_{field}").text
    assert not page.has("article.report")


def test_a_wrong_date_in_the_address_is_told(alice_client, log):
    response = alice_client.get("/report/?window=chosen&first=abc")
    assert response.status_code == 400
    assert "Enter a valid date" in text_of(response)


def test_chosen_dates_are_those_of_the_page(alice_client, log):
    response = alice_client.get("/report/?window=chosen&first=2026-05-01&last=2026-05-31")
    assert "1 to 31 May 2026" in page_of(response).text


def test_fewer_days_than_were_asked_for_are_explained(alice_client, log):
    assert "Your log begins on 3 March 2026, so the page shows 100 days." in text_of(
        alice_client.get("/report/?window=365")
    )
    for query in ("?window=90", "?window=chosen&first=2026-06-01"):
        assert "Your log begins" not in text_of(alice_client.get(f"/report/{query}"))


@pytest.mark.parametrize("path", ["/report/", "/report.pdf", "/share/new/"])
def test_days_of_a_diary_that_is_empty_are_told(alice_client, path):
    response = alice_client.get(path, {"window": "chosen", "first": "2026-01-01", "last": "2026-01-10"}, follow=True)
    assert response.status_code == 400
    assert "Your diary is empty so far." in text_of(response)


def test_dates_left_in_the_form_do_not_count_with_another_window(alice_client, log):
    response = alice_client.post("/report/", FORM | {"first": "abc", "last": "2020-01-01"})
    assert response.url == "/report/?window=90#page"


# Who may see it


def test_another_persons_log_is_not_in_it(bob_client, log):
    response = bob_client.get("/report/")
    assert "Is it the statin?" not in response.content.decode()
    assert "Nothing logged yet" in page_of(response).text


def test_only_these_methods_are_answered(alice_client):
    assert alice_client.put("/report/").status_code == 405
    assert alice_client.post("/report.pdf").status_code == 405


def test_what_is_private_is_nowhere_in_the_page(alice_client, alice, log):
    make_episode(
        alice,
        started_at=NOW - DAY,
        private=True,
        note=SECRET,
        intensity=10,
        relief=[{"code": "medication", "text": SECRET}],
    )
    day = TODAY - 9 * DAY
    make_visit(alice, day, with_whom=SECRET, private=True)
    make_profile_item(alice, "medication", text=SECRET, from_on=day, private=True)
    make_profile_item(alice, "condition", text=SECRET, note=SECRET, private=True)
    make_profile_item(alice, "medication", text="Baclofen", from_on=day)
    alice_client.post("/report/", FORM)
    response = alice_client.get("/report/?window=90")
    assert SECRET not in response.content.decode()
    assert "Baclofen" in page_of(response).text
    assert "1 private entry is counted, not listed." in text_of(response)


@pytest.mark.parametrize("days", [-9, 0, 9])
def test_what_is_asked_at_a_private_visit_is_not_there(alice_client, alice, log, days):
    private, other = make_visit(alice, TODAY + days * DAY, private=True), make_visit(alice, TODAY + 20 * DAY)
    for position, (text, visit) in enumerate(((SECRET, private), ("Of the other?", other), ("Of none?", None))):
        Question.objects.create(owner=alice, text=text, visit=visit, asked_on=TODAY, position=position)
    response = alice_client.get("/report/?window=90")
    assert SECRET not in response.content.decode()
    assert "Of the other?" in page_of(response).text
    assert "Of none?" in page_of(response).text
    other.delete()
    assert SECRET not in alice_client.get("/report/?window=90").content.decode()


def test_no_mark_says_anything_when_it_is_pointed_at(alice_client, alice, log):
    alice_client.post("/report/", FORM)
    page = page_of(alice_client.get("/report/?window=90"))
    assert len(page.all("svg")) > 5
    assert not page.has("title")


def test_a_zone_that_only_a_private_entry_names_is_counted_and_not_named(alice_client, alice, log):
    make_episode(alice, started_at=NOW - DAY, time_zone="Asia/Bangkok", private=True)
    response = alice_client.get("/report/?window=90")
    assert "Bangkok" not in response.content.decode()
    assert re.search(r"Zones, entries: Europe/Berlin \d+, 1 other\.", text_of(response))


def test_medicines_are_those_of_today_whatever_days_are_chosen(alice_client, alice, log):
    make_profile_item(alice, "medication", text="Baclofen", from_on=TODAY - DAY)
    make_profile_item(alice, "medication", text="Quinine", to_on=TODAY - 40 * DAY, to_precision="day")
    query = {"window": "chosen", "first": TODAY - 80 * DAY, "last": TODAY - 50 * DAY}
    background = page_of(alice_client.get("/report/", query)).one(".report-of-background")
    (medicines,) = [line for line in background.texts("p") if line.startswith("Medicines:")]
    assert "Baclofen" in medicines
    assert "Quinine" not in medicines


def test_text_is_text(alice_client, alice, log):
    Question.objects.create(owner=alice, text="<script>alert(1)</script>", asked_on=TODAY, position=1)
    assert "<script>alert(1)</script>" in page_of(alice_client.get("/report/")).text


# The file


def test_the_pdf_is_a_file_of_these_days(alice_client, log):
    response = alice_client.get("/report.pdf?window=chosen&first=2026-05-01&last=2026-05-31")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="spasmlog-2026-05-01-to-2026-05-31.pdf"'
    assert response["Cache-Control"] == "private, no-store"
    assert response.content.startswith(b"%PDF-")


def test_a_pdf_of_wrong_dates_leads_back_to_the_form(alice_client, log):
    assert alice_client.get("/report.pdf?window=chosen&first=abc").url == "/report/?window=chosen&first=abc"


def test_page_and_file_say_why_a_doctor_should_look(alice_client, alice):
    entry = make_episode(alice, started_at=NOW - DAY, noticed=["weakness"], impact="had-to-stop")
    EpisodeFollowUp.objects.create(episode=entry, question="still-there", answer="yes", answered_at=entry.logged_at)
    make_episode(alice, started_at=NOW - 2 * DAY, noticed=["none"], impact="some")
    pages = PdfReader(io.BytesIO(alice_client.get("/report.pdf?window=90").content)).pages
    for text in (text_of(alice_client.get("/report/?window=90")), " ".join(pages[0].extract_text().split())):
        assert "Weakness 9 Jun; still there: yes 1 (9 Jun), of 1 answered 1 of 2" in text
        assert "Had to stop 9 Jun 1 of 2" in text


def test_the_profile_says_which_medicine_is_for_spasms_and_how_long_a_pregnancy_may_go_on(alice_client, alice):
    make_profile_item(alice, "medication", text="Baclofen", dose="5 mg", for_spasms=True, to_on=TODAY - 300 * DAY)
    make_profile_item(alice, "medication", text="baclofen", dose="10 mg")
    make_profile_item(alice, "pregnancy", text="", code="pregnancy", to_on=TODAY - 8 * DAY, is_expected=True)
    make_episode(alice, started_at=NOW - DAY, factors=["missed-medicine"])
    make_episode(alice, started_at=NOW - 2 * DAY, regions=[("lower-abdomen", "middle")], count=3)
    text = text_of(alice_client.get("/report/?window=90"))
    assert "Missed a medicine for spasms 9 Jun; entries with triggers answered 1 of 1" in text
    belly = "Belly cramps in pregnancy, twice in a day or in a row"
    assert f"{belly} 8 Jun; belly entries; signs in pregnancy unanswered 1 of 1" in text


# Its numbers are those of Trends


def numbers_as_on_trends(owner, window):
    """Each number of the page beside what the charts of Trends rest on, for the same window."""
    person = person_of(owner)
    period, before = two_windows(person, window)
    report = doctors_page(person, EVERYTHING, period, before, NOW)
    drawers = CHARTS
    compared = drawers["comparison"]
    diary = load_diary(person, EpisodeFilter(), compared.needs(period), TODAY)
    found = compared.analyze(diary, period)
    blocks = [block for section in (*report.page_one, *report.further) for block in section.blocks]
    return period, found, blocks, drawers


def said_by(drawer, result):
    """The numbers of a chart. A month is drawn by weeks on the page and by days on Trends: what is said of all of its
    days is the same. Marks are no numbers, and the page brings its own."""
    if getattr(result, "landmarks", ()):
        result = replace(result, landmarks=())
    return result.headline if drawer.name == "weekly" else drawer.words.table(result, lambda **_narrowed: "").rows


def both_of(line: NumberLine) -> tuple[tuple[str, str], tuple[str, str]]:
    """A measure now and before, each with what it rests on."""
    return (line.now, line.now_note), (line.before, line.before_note)


@pytest.mark.parametrize("window", ["30", "90"])
def test_the_four_lines_are_those_of_the_comparison(alice, log, window):
    _period, found, blocks, _drawers = numbers_as_on_trends(alice, window)
    if window == "90":
        # There are no 90 days before: the page compares nothing, and neither does Trends.
        assert found.missing == "no-days-before"
        return
    (lines,) = [block for block in blocks if isinstance(block, NumberLines)]
    days, _woken, _limited, worst = lines.lines
    assert both_of(days) == (
        spasm_days_line(found.after, found.in_days),
        spasm_days_line(found.before, found.in_days),
    )
    assert both_of(worst) == (worst_line(found.intensity.after), worst_line(found.intensity.before))


@pytest.mark.parametrize("window", ["30", "90"])
def test_charts_show_the_results_of_trends(alice, log, window):
    period, _found, blocks, drawers = numbers_as_on_trends(alice, window)
    charts = [block for block in blocks if isinstance(block, ChartBlock)]
    assert {chart.name for chart in charts} == {"body", "weekly", "hours", "duration", "calendar", "intensity"}
    person = person_of(alice)
    for chart in charts:
        drawer = drawers[chart.name]
        on_trends = drawer.analyze(load_diary(person, EpisodeFilter(), period, TODAY), period)
        assert said_by(drawer, chart.result) == said_by(drawer, on_trends), chart.name


def test_coverage_is_that_of_trends(alice_client, alice, log):
    person = person_of(alice)
    period, _before = two_windows(person)
    coverage = day_states(load_diary(person, EpisodeFilter(), period, TODAY), period)
    share = share_words(coverage.answered, coverage.asked)
    assert f"{share} days answered" in page_of(alice_client.get("/report/?window=90")).text


def test_the_demo_account_has_the_same_numbers_on_both(monkeypatch):
    monkeypatch.undo()
    from django.contrib.auth import get_user_model

    call_command("demo", verbosity=0)
    person, now = person_of(get_user_model().objects.get(username="demo")), timezone.now()
    today, drawers = person.today(now), CHARTS
    for window in ("30", "90"):
        period = period_of_window(window, None, None, today, today - 500 * DAY)
        before = period.before()
        report = doctors_page(person, EVERYTHING, period, before, now)
        blocks = [block for section in (*report.page_one, *report.further) for block in section.blocks]
        diary = load_diary(person, EpisodeFilter(), Period(before.first, period.last), today)
        found = comparison(diary, before, period)
        (lines,) = [block for block in blocks if isinstance(block, NumberLines)]
        assert both_of(lines.lines[0]) == (
            spasm_days_line(found.after, found.in_days),
            spasm_days_line(found.before, found.in_days),
        )
        assert both_of(lines.lines[3])[0] == worst_line(found.intensity.after)
        for chart in (block for block in blocks if isinstance(block, ChartBlock)):
            drawer = drawers[chart.name]
            on_trends = drawer.analyze(load_diary(person, EpisodeFilter(), period, today), period)
            assert said_by(drawer, chart.result) == said_by(drawer, on_trends), chart.name


# A page for others


def test_what_came_after_the_cut_off_is_not_on_a_shared_page(alice, log):
    person = person_of(alice)
    period, before = two_windows(person, "30")
    was = shared_page(person, EVERYTHING, period, before, NOW)
    make_episode(alice, started_at=NOW - DAY, logged_at=NOW + DAY, intensity=10, note="Later")
    make_day(alice, TODAY - 10 * DAY, answered_at=NOW + DAY)
    Preferences.objects.filter(owner=alice).update(data_version=7)
    alice.refresh_from_db()
    assert str(shared_page(person_of(alice), EVERYTHING, period, before, NOW)) == str(was)


# How much is read


def queries_of(client) -> int:
    client.get("/report/?window=90")
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/report/?window=90").status_code == 200
    return len(captured)


def test_the_number_of_queries_does_not_grow(alice_client, alice):
    def entries(count):
        for n in range(count):
            make_episode(alice, started_at=NOW - (n % 80) * DAY - dt.timedelta(minutes=n), relief=["heat"])
        Preferences.objects.filter(owner=alice).update(data_version=count)

    entries(10)
    alice_client.post("/report/", FORM)
    few = queries_of(alice_client)
    entries(990)
    many = queries_of(alice_client)
    assert few == many
    assert many <= 40
