"""What the page says of itself."""

import datetime as dt

import pytest

from tests.analysis.diaries import MONDAY, Entry, at
from tests.report.pages import EVERYTHING, make_material, page_of, section, usual, words
from tracker.days import DayStarts
from tracker.report import choice
from tracker.report.content import Bullets


def said(material) -> list[str]:
    return [line for line in words(page_of(material), "about").splitlines() if line][1:]


def test_what_the_numbers_rest_on():
    assert said(usual()) == [
        "Unlogged spasms are missing.",
        "Entries over 48 h late: 1 of 8. Edited: 1. Clear days confirmed late or in bulk: 0 of 17. "
        "Before: 1 to 28 June 2026; many logs begin in bad weeks.",
        "Zone: Europe/Berlin. Day starts at 04:00. As of 27 July 2026, 14:30.",
    ]


def test_that_today_is_in_no_count_is_said_while_nothing_is_known_of_it():
    last = MONDAY + dt.timedelta(55)
    open_today = make_material(Entry(at(30)), today=last)
    assert said(open_today)[-1].endswith("14:30. That day isn’t over, so it isn’t counted.")
    assert "not counted" not in " ".join(said(make_material(Entry(at(30)), Entry(at(55)), today=last)))


def test_clear_days_confirmed_late_or_in_bulk():
    # Days 52, 54 and 55 at nine on the evening of day 55.
    (line,) = [line for line in said(usual(given={52: 72, 54: 24})) if "Clear days" in line]
    assert "Clear days confirmed late or in bulk: 3 of 17." in line


def test_a_log_that_does_not_reach_back_names_no_days_before():
    assert "Before:" in " ".join(said(usual()))
    assert "Before:" not in " ".join(said(make_material(Entry(at(30)))))


@pytest.mark.parametrize(
    ("n", "line"),
    [(1, "1 private entry is counted, not listed."), (3, "3 private entries are counted, not listed.")],
)
def test_private_entries_are_said(n, line):
    assert said(make_material(*(Entry(at(30 + day), is_private=True) for day in range(n))))[-1] == line


def test_the_share_that_others_logged_is_said():
    entries = [Entry(at(30 + day), is_by_other=day == 1) for day in range(4)]
    assert "Logged by others: 1 of 4 entries." in said(make_material(*entries))
    assert "Logged by others" not in " ".join(said(usual()))


def test_without_private_entries_nothing_is_said_of_them():
    assert "private" not in " ".join(said(usual()))


def test_travel_is_stated_and_the_zone_of_the_cut_off():
    entries = [Entry(at(30)), *(Entry(at(31 + day), zone="America/New_York") for day in range(3))]
    assert said(make_material(*entries))[-1] == (
        "Zones, entries: America/New_York 3, Europe/Berlin 1. Day starts at 04:00. "
        "As of 27 July 2026, 14:30 (Europe/Berlin)."
    )


def test_many_zones_are_cut():
    zones = ("Asia/Tokyo", "Asia/Seoul", "Asia/Dubai", "Asia/Kabul", "Asia/Baku")
    entries = [Entry(at(30 + day), zone=zone) for day, zone in enumerate(zones)]
    assert "Asia/Baku 1, Asia/Dubai 1, Asia/Kabul 1, 2 others." in said(make_material(*entries))[-1]


def test_a_changed_day_start_is_stated():
    starts = DayStarts(((MONDAY + dt.timedelta(35), 6),))
    assert "Day starts at 04:00, since 6 Jul 06:00." in said(make_material(Entry(at(30)), starts=starts))[-1]


def test_it_stands_whatever_was_ticked_and_every_page_says_the_most_of_it():
    report = page_of(usual(), choice.ReportChoice())
    assert report.page_one[-1].code == "about"
    assert report.foot == "Patient-reported, not clinically verified. No diagnosis."


def test_method_in_three_points_of_short_sentences():
    (block,) = section(page_of(usual(), EVERYTHING), "method").blocks
    assert isinstance(block, Bullets)
    sentences = [item.split(". ") for item in block.items]
    assert [len(item) for item in sentences] == [4, 3, 3]
    assert max(len(words.split()) for item in sentences for words in item) <= 20
