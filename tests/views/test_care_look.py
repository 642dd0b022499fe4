"""*Look* in another's diary: nothing private and no note in any answer, nor in a count; and no way that is closed."""

import datetime as dt
import xml.etree.ElementTree as ET
from urllib.parse import urlencode

import pytest
from django.urls import resolve

from tests.care import clock, make_grant, within  # noqa: F401  the clock is a fixture
from tests.factories import NOON, make_day, make_episode, make_profile_item, make_trial, make_visit
from tests.html import read_page
from tracker.days import ONE_DAY
from tracker.models import DatedSetting, DayFactor, Evidence, Pause, Preferences, Question
from tracker.pages.addresses import taken_apart
from tracker.pages.diary_access import opens
from tracker.pages.trends_sections import ON_TRENDS
from tracker.report.choice import FURTHER, PAGE_ONE
from tracker.vocabulary.grants import MAY_LOOK

SECRET = "Marzipan"
"""In every note and in every private row."""
TODAY = NOON.date()
CHARTS = [code for code, chart in ON_TRENDS.items() if chart.analyze is not None]
KINDS = [(chart, kind) for chart in CHARTS for kind in ("/", "/table/", "/?look=detail", ".svg")]
PARTS, SECTIONS = (list(codes) for codes in (PAGE_ONE, FURTHER))
TICKED = urlencode(
    {"ticked": "1", "paper": "a4", "name": "on", "notes": "on", "window": "90", "parts": PARTS, "sections": SECTIONS},
    doseq=True,
)
REPORT = f"/report/?{TICKED}"


@pytest.fixture
def grant(alice, bob):
    return make_grant(alice, bob, MAY_LOOK, now=NOON)


def seen(alice):
    """What everybody who looks may see: 40 days, an entry on every fourth, all of them 4 of 10."""
    DatedSetting.objects.create(owner=alice, name=DatedSetting.FACTORS, from_on=TODAY - 60 * ONE_DAY, value="stress")
    for n in range(40):
        day = make_day(alice, TODAY - n * ONE_DAY, "listed" if n % 4 == 0 else "none", note=SECRET)
        DayFactor.objects.create(day=day, code="stress", is_yes=n % 4 == 0, first_answered_at=day.answered_at)
        if n % 4 == 0:
            started_at = NOON - n * ONE_DAY
            make_episode(
                alice,
                started_at=started_at,
                ended_at=started_at + dt.timedelta(minutes=3),
                intensity=4,
                relief=[{"code": "heat", "moment": "after", "effect": "greatly"}],
                factors=["stress"],
                note=SECRET,
            )
    make_profile_item(alice, "medication", text="Magnesium", note=SECRET, from_on=TODAY - 20 * ONE_DAY)
    make_visit(alice, TODAY - 15 * ONE_DAY, said=SECRET)
    Question.objects.create(owner=alice, text=SECRET, asked_on=TODAY)
    Pause.objects.create(owner=alice, from_on=TODAY - 60 * ONE_DAY, to_on=TODAY - 50 * ONE_DAY, reason=SECRET)
    Preferences.objects.filter(owner=alice).update(report_choice={"parts": ["questions"], "notes": True})


def hidden(alice):
    """What nobody who looks may know of. Each would change a number, a mark or a date."""
    for n, fields in enumerate(
        (
            {"regions": [("jaw-face", "left"), ("foot-sole", "both")], "note": SECRET},
            {"noticed": ["fever", "weakness"], "woke": "yes", "impact": "stopped"},
            {"kind": "jerk", "intensity": 10, "at_onset": "driving", "soreness": "longer"},
        )
    ):
        started_at = NOON - (4 * n + 1) * ONE_DAY
        make_episode(
            alice,
            **{
                "intensity": 9,
                "private": True,
                "started_at": started_at,
                "ended_at": started_at + dt.timedelta(hours=9),
            }
            | {"relief": [{"code": "medication", "text": SECRET}, "acupuncture"], "factors": ["alcohol"]}
            | fields,
        )
    # A day whose answer alone would tell of one, the first day of all, and one that is private itself.
    make_episode(alice, started_at=NOON - 42 * ONE_DAY, private=True, note=SECRET)
    make_day(alice, TODAY - 42 * ONE_DAY, "listed")
    make_episode(alice, started_at=NOON - 90 * ONE_DAY, private=True, note=SECRET)
    make_day(alice, TODAY - 43 * ONE_DAY, "unlisted", unlisted_worst=9, limited=4, private=True, note=SECRET)
    make_profile_item(alice, "medication", text=SECRET, private=True, from_on=TODAY - 25 * ONE_DAY)
    make_visit(alice, TODAY - 10 * ONE_DAY, with_whom=SECRET, private=True)
    make_visit(alice, TODAY + 10 * ONE_DAY, with_whom=SECRET, private=True)
    make_trial(alice, ended_at=NOON)
    Evidence.objects.all().delete()


def paths():
    yield from (
        "/",
        "/trends/",
        "/trends/?window=all",
        "/trends/?window=visit",
        "/diary/year/2026/",
        "/report/",
        REPORT,
    )
    for chart, kind in KINDS:
        yield f"/trends/{chart}{kind}{'&' if '?' in kind else '?'}window=all"


def answers(client, grant):
    """What each page says, by its address, drawings and words alike."""
    answered = {}
    for path in paths():
        response = client.get(within(grant, path))
        assert response.status_code == 200 or path.split("?")[0].endswith(".svg"), path
        answered[path] = response.content.decode()
    return answered


def test_pages_are_the_same_with_and_without_what_is_private(alice, bob_client, grant):
    """Not a number, not a mark and not a word tells of it."""
    seen(alice)
    before = answers(bob_client, grant)
    hidden(alice)
    Preferences.objects.filter(owner=alice).update(data_version=77)
    after = answers(bob_client, grant)
    assert [path for path in before if before[path] != after[path]] == []
    assert any("4 of 10" in text or "worst 4" in text for text in before.values())


def test_the_owner_sees_the_difference(alice, alice_client):
    """Shows that the walk above looks where it would be seen."""
    seen(alice)
    before = [alice_client.get(path).content for path in ("/trends/calendar/?window=all", "/report/?window=90")]
    hidden(alice)
    Preferences.objects.filter(owner=alice).update(data_version=77)
    after = [alice_client.get(path).content for path in ("/trends/calendar/?window=all", "/report/?window=90")]
    assert all(one != other for one, other in zip(before, after, strict=True))


def test_no_note_is_in_any_answer_unless_notes_are_given(alice, bob_client, grant):
    seen(alice)
    hidden(alice)
    assert [path for path, text in answers(bob_client, grant).items() if SECRET in text] == []
    grant.sees_notes = True
    grant.save()
    for path in ("/report/", REPORT):
        assert SECRET in bob_client.get(within(grant, path)).content.decode()


def test_the_pdf_has_neither(alice, bob_client, grant, monkeypatch):
    seen(alice)
    hidden(alice)
    printed = []
    monkeypatch.setattr("tracker.report.pdf.pdf_of", lambda report: printed.append(report) or b"%PDF")
    assert bob_client.get(within(grant, f"/report.pdf?{TICKED}")).status_code == 200
    assert SECRET not in repr(printed[0])


def test_notes_cannot_be_probed_by_a_filter(alice, bob_client, grant):
    seen(alice)
    plain, probed = (
        bob_client.get(within(grant, f"/trends/weekly/?window=90{q}")).content for q in ("", "&text=zebra")
    )
    assert plain == probed
    assert not read_page(bob_client.get(within(grant, "/trends/"))).has("[name=text]")


def test_what_rests_on_all_entries_is_closed(alice, bob_client, grant):
    seen(alice)
    for path in ("/trends/factors/", "/trends/factors/table/", "/trends/factors/stress/", "/trial/", "/questions/"):
        assert bob_client.get(within(grant, path)).status_code == 404, path
    sections = read_page(bob_client.get(within(grant, "/report/"))).values("[name=sections]", "value")
    assert {"change", "factors", "trials"}.isdisjoint(sections)


def test_every_link_leads_somewhere(alice, bob_client, grant):
    seen(alice)
    links = set()
    for path in paths():
        response = bob_client.get(within(grant, path))
        if response["Content-Type"].startswith("text/html"):
            links |= {link.partition("#")[0].partition("?")[0] for link in read_page(response).links}
    inside = [named for link in links if (named := taken_apart(link))]
    assert len(inside) > 10
    names = {(resolve(rest).url_name, uid) for uid, rest in inside}
    assert {name for name, uid in names if not opens(grant, name)} == set()
    assert {uid for _name, uid in names} == {grant.uid}
    # What is left is the way back, the Guide, and parts of the page.
    assert {link for link in links if not taken_apart(link)} <= {"", "/diaries/", "/offline/"}


def test_what_a_caregiver_ticks_is_not_kept(alice, bob_client, grant):
    seen(alice)
    before = Preferences.objects.get(owner=alice).report_choice
    sent = {"window": "90", "paper": "a4", "parts": ["numbers"]}
    response = bob_client.post(within(grant, "/report/"), sent)
    assert "parts=numbers" in response.url
    assert Preferences.objects.get(owner=alice).report_choice == before


def test_every_page_says_that_private_entries_are_left_out(alice, bob_client, grant):
    seen(alice)
    for path in ("/", "/trends/", "/diary/year/2026/", "/report/", "/trends/weekly/"):
        said = read_page(bob_client.get(within(grant, path))).text
        assert "Private entries and all notes are left out, so a day counted as clear or unanswered may" in said, path


LEFT_OUT = "Private entries are left out here, so a day counted as clear or unanswered may have had a spasm."


def test_what_is_taken_along_says_it_itself(alice, alice_client, bob_client, grant, monkeypatch):
    """Private entries or not: what leaves the screen leaves the line above it there."""
    seen(alice)
    sheet = read_page(bob_client.get(within(grant, "/report/"))).one("article.report")
    assert sheet.one(".report-head .report-own").text == "Patient’s own diary, without private entries"
    assert LEFT_OUT in sheet.one(".report-of-about").text
    printed = []
    monkeypatch.setattr("tracker.report.pdf.pdf_of", lambda report: printed.append(report) or b"%PDF")
    bob_client.get(within(grant, f"/report.pdf?{TICKED}"))
    assert (printed[0].whose, LEFT_OUT in repr(printed[0])) == ("Patient’s own diary, without private entries", True)
    saved = set()
    for chart in CHARTS:
        for look in ("", "&look=detail"):
            drawing = bob_client.get(within(grant, f"/trends/{chart}.svg?window=all{look}"))
            if drawing.status_code == 200:
                root = ET.fromstring(drawing.content)
                assert LEFT_OUT in root.find("{http://www.w3.org/2000/svg}desc").text, chart
                # In the picture, too: who looks at it reads no description.
                drawn = " ".join(text.text or "" for text in root.iter("{http://www.w3.org/2000/svg}text"))
                assert LEFT_OUT in " ".join(drawn.split()), chart
                saved.add(chart)
    assert {"weekly", "hours", "calendar", "intensity", "duration", "relief"} <= saved
    own = (
        alice_client.get("/trends/weekly.svg?window=all").content.decode()
        + alice_client.get("/report/").content.decode()
    )
    assert "left out here" not in own
    assert "without private entries" not in own
