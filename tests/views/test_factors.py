"""The pages of factors: all of them, one with its evidence over time, and what is never said where."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.analysis.test_factor_records import judged, look
from tests.factories import make_day
from tests.html import read_page
from tests.services.test_evidence import FIRST, change_intensity, keep_diary, noon_of
from tracker.analysis.evidence_power import POWER
from tracker.models import Evidence, FactorRecord
from tracker.selectors.person import person_of
from tracker.services.check_in import set_factors


def ask(owner, *codes, on=FIRST):
    """The check-in asks about these from a day on."""
    set_factors(person_of(owner), list(codes), {}, on)


@pytest.fixture
def at(alice_client, monkeypatch):
    """at(day, name, *args): that page at noon of the day."""

    def get(day: int, name: str, *args: str):
        monkeypatch.setattr(timezone, "now", lambda: noon_of(day))
        response = alice_client.get(reverse(name, args=args))
        assert response.status_code == 200
        return read_page(response)

    return get


def test_nobody_who_was_never_asked_finds_an_empty_page(alice, at):
    make_day(alice, FIRST)
    page = at(3, "factors")
    assert "The check-in can ask about a few things every evening" in page.text
    assert f"about {POWER[4.0].year[1]} of 100 diaries, or in about " in page.text
    assert reverse("check-in-factors") in page.links


def test_while_it_is_too_early_there_are_counts_and_how_far_one_is(alice, at):
    keep_diary(alice, 41)
    ask(alice, "stress")
    page = at(41, "factors")
    assert "It is too early to say. You have 41 of about 90 days." in page.text
    one = at(41, "factor", "stress")
    assert re.search(r"Counted so far: with it \d+ of \d+ · without it \d+ of \d+", one.text)
    assert not one.has(".evidence-figure")
    assert "You have answered this on 41 evenings. Only answers given before your bedtime count." in one.text
    row = POWER[4.0].by[120]
    assert f"about {row[1]} of 100 diaries show that link by 120 answered evenings" in one.text


def test_of_a_factor_that_is_no_longer_asked_nothing_is_promised(alice, at):
    keep_diary(alice, 41)
    ask(alice, "alcohol", on=FIRST + dt.timedelta(days=40))
    text = at(41, "factor", "stress").text
    assert "You have answered this on 41 evenings." in text
    assert "Your check-in no longer asks about this." in text
    for promise in ("diaries show that link by", "Answering every evening", "The next four weeks"):
        assert promise not in text
    assert "a year finds that link" in at(41, "factors").text
    ask(alice, on=FIRST + dt.timedelta(days=40))
    assert "a year finds that link" not in at(41, "factors").text
    # Asked again, it is promised what it was.
    ask(alice, "stress", on=FIRST + dt.timedelta(days=41))
    text = at(41, "factor", "stress").text
    assert "no longer asks" not in text
    assert "diaries show that link by 120 answered evenings" in text
    assert "a year finds that link" in at(41, "factors").text


def test_a_link_has_its_frequencies_its_day_and_its_line(alice, at):
    keep_diary(alice, 200)
    page = at(200, "factor", "stress")
    assert page.text.index("days with “stress”") < page.text.index("Spasms came more often after days with it.")
    assert "This has counted as a link since 7 April 2026. Together, not proof of cause." in page.text
    assert "Since then, of 10" in page.text
    assert re.search(r"\(Counted: \d+ of \d+ with it, \d+ of \d+ without\.\)", page.text)
    assert page.has(".evidence-passed")
    (mark,) = set(re.findall(r"counts as a link at (\d+) to 1 or more", page.text))
    assert (
        f"Once there are enough days, {mark} to 1 or more counts as a link. By chance alone, at most 1 diary in "
        f"{mark} ever gets that far. "
        "Where both your spasms and this come in long runs, it may be more." in page.text
    )
    assert "diaries show that link by" not in page.text
    # Six blocks: a step each, and the day on which it closed, the latest first.
    assert page.one(".evidence-line")["d"].count("V") == 6
    assert page.texts("tbody th")[0] == "30 June 2026"
    assert [line.text for line in at(200, "factors").all(".factor-state")] == ["Linked in your diary"]


def test_the_steps_are_where_the_evidence_is(alice, at):
    keep_diary(alice, 200)
    heights = [float(y) for y in re.findall(r"V([\d.]+)", at(200, "factor", "stress").one(".evidence-line")["d"])]
    # A strong link: higher with every block, up to the upper edge.
    assert heights == sorted(heights, reverse=True)
    assert heights[0] > heights[-1] == 10.0


def test_pages_store_nothing_and_what_is_stored_shows_the_same(alice, at):
    keep_diary(alice, 120)
    before = at(120, "factor", "stress").text
    assert not Evidence.objects.exists()
    change_intensity(alice, noon_of(120))
    assert Evidence.objects.exists()
    assert at(120, "factor", "stress").text == before


def test_what_an_earlier_method_said_is_shown_as_history(alice, at):
    keep_diary(alice, 120)
    FactorRecord.objects.create(
        owner=alice, kind="look", at=90, taken_at=noon_of(92), data=look(90, judged("stress", passes=True))
    )
    text = at(120, "factor", "stress").text
    assert "On 7 April 2026, an earlier method called it worth watching, not a finding." in text


def test_a_factor_that_was_never_asked_for_is_not_found(alice, alice_client, at):
    keep_diary(alice, 10)
    at(10, "factors")
    assert alice_client.get(reverse("factor", args=["alcohol"])).status_code == 404


def test_a_factor_of_ones_own_with_any_characters_has_a_page(alice, at):
    keep_diary(alice, 10, code="x-a/b%3Bc")
    assert at(10, "factor", "x-a/b%3Bc").has("h1")


def test_the_check_in_and_its_questions_show_no_evidence(alice, alice_client, at):
    keep_diary(alice, 200)
    set_factors(person_of(alice), ["stress"], {}, FIRST + dt.timedelta(days=1))
    for name in ("check-in", "check-in-factors"):
        text = at(200, name).text
        assert not re.search(r"linked|\d to 1\b|getting clearer|w(ere|as) followed by", text, re.IGNORECASE)
    assert "You have answered on 200 evenings so far." in at(200, "check-in-factors").text


def test_the_chart_of_trends_is_still_loaded_from_its_address(alice, alice_client, monkeypatch):
    keep_diary(alice, 41)
    monkeypatch.setattr(timezone, "now", lambda: noon_of(41))
    address = reverse("trends-chart", args=["factors"])
    assert address == reverse("factors")
    part = read_page(alice_client.get(address, headers={"HX-Request": "true"}))
    assert (part.has("h1"), part.has("figure"), reverse("factors") in part.links) == (False, True, True)
    assert read_page(alice_client.get(address + "?window=30&look=detail")).has("figure")
