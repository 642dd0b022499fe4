"""Which entries overlap (spans, moments, what still runs), and which could be completed."""

import datetime as dt
import uuid
from itertools import product

import pytest

from tests.factories import NOON, make_episode
from tracker.models import Episode
from tracker.querysets import EpisodeFilter
from tracker.selectors.entries import incomplete_count


def after(minutes):
    return NOON + dt.timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("start", "end", "overlaps"),
    [
        (-10, -1, False),
        (-10, 0, False),
        (-10, 1, True),
        (5, 6, True),
        (9, 20, True),
        (10, 20, False),
        (5, None, True),
        (20, None, False),
    ],
)
def test_a_span_overlaps_with_what_shares_time(alice, start, end, overlaps):
    make_episode(alice, started_at=NOON, ended_at=after(10))
    overlapping = Episode.objects.of(alice).overlapping(after(start), end if end is None else after(end))
    assert overlapping.exists() is overlaps


@pytest.mark.parametrize(
    ("start", "end", "overlaps"),
    [(-10, -1, False), (-10, 0, False), (-10, 1, True), (0, 5, True), (1, 5, False), (0, None, True), (1, None, False)],
)
def test_without_an_end_it_is_a_moment(alice, start, end, overlaps):
    make_episode(alice, started_at=NOON)
    overlapping = Episode.objects.of(alice).overlapping(after(start), end if end is None else after(end))
    assert overlapping.exists() is overlaps


@pytest.mark.parametrize(
    ("start", "end", "overlaps"), [(-10, -1, False), (-10, 1, True), (5, 6, True), (5, None, True), (0, None, True)]
)
def test_what_runs_overlaps_with_all_that_follows(alice, start, end, overlaps):
    make_episode(alice, started_at=NOON, duration_basis="ongoing", uid=uuid.uuid4())
    overlapping = Episode.objects.of(alice).overlapping(after(start), end if end is None else after(end))
    assert overlapping.exists() is overlaps


TODAY = dt.date(2026, 6, 10)


@pytest.mark.parametrize(("days_ago", "is_asked"), [(0, True), (6, True), (7, False), (-1, False)])
def test_an_entry_can_be_completed_for_a_week(alice, days_ago, is_asked):
    make_episode(alice, intensity=None, started_at=NOON - dt.timedelta(days=days_ago))
    assert Episode.objects.of(alice).incomplete(TODAY).exists() is is_asked
    assert incomplete_count(alice, TODAY) == int(is_asked)


@pytest.mark.parametrize(
    ("fields", "is_asked"),
    [
        ({"ended_at": after(5)}, False),
        ({"ended_at": after(5), "intensity": None}, True),
        ({"ended_at": after(5), "intensity": 0}, False),
        ({"ended_at": after(5), "regions": ()}, True),
        ({}, True),
        ({"duration_basis": "ongoing", "intensity": None, "regions": ()}, False),
        ({"leave_open": True}, False),
    ],
)
def test_an_entry_is_asked_about_if_it_lacks_where_how_strong_or_how_long(alice, fields, is_asked):
    make_episode(alice, **fields)
    assert Episode.objects.of(alice).incomplete(TODAY).exists() is is_asked
    assert incomplete_count(alice, TODAY) == int(is_asked)


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [
        ("medication", True),
        ("medication=Übelin 5", True),
        ("medication=ÜBELIN 5", True),
        ("medication=übelin 5", True),
        ("medication=Übelin", False),
        ("medication=%", False),
        ("x-hot-tea", False),
    ],
)
def test_a_medicine_is_found_by_its_name_however_it_is_cased(alice, asked, is_found):
    make_episode(alice, relief=[{"code": "medication", "text": "Übelin 5"}])
    assert Episode.objects.of(alice).matching(EpisodeFilter(relief=asked)).exists() is is_found


@pytest.mark.parametrize(
    ("note", "asked", "is_found"),
    [
        ("İlaç aldım", "ilaç", True),
        ("ilaç aldım", "İLAÇ", True),
        ("cafe\u0301 au lait", "café", True),
        ("café au lait", "CAFE\u0301 lait", True),
        ("auf der Straße", "strasse", True),
        ("STRASSE", "straße", True),
        ("पानी", "पीना", False),
        ("पानी पिया", "पानी", True),
    ],
)
def test_words_are_found_in_any_case_and_composition(alice, note, asked, is_found):
    make_episode(alice, note=note)
    assert Episode.objects.of(alice).matching(EpisodeFilter(text=asked)).exists() is is_found


def test_what_leaves_a_filter_open_is_told_one_by_one(alice):
    """All combinations of what may be written: an entry is left open if none of its fields says no, and one is open."""
    kinds = {"cramp": True, "": None, "not-sure": None, "spasm": False}
    regions = {
        (("calf", "left"),): True,
        (("calf", "both"), ("neck", "")): True,
        (): None,
        (("calf", ""),): None,
        (("calf", "right"),): False,
        (("neck", "left"),): False,
    }
    levels = {7: True, None: None, 3: False}
    asked = EpisodeFilter(kind="cramp", region="calf", side="left", intensity_min=5, intensity_max=8)
    yes, left_open = set(), set()
    for kind, place, level in product(kinds, regions, levels):
        row = make_episode(alice, kind=kind, regions=place, intensity=level, uid=uuid.uuid4())
        says = {kinds[kind], regions[place], levels[level]}
        if False not in says:
            (left_open if None in says else yes).add(row.pk)
    entries = Episode.objects.of(alice)
    assert set(entries.matching(asked).values_list("pk", flat=True)) == yes
    assert set(entries.leaving_open(asked).values_list("pk", flat=True)) == left_open
    assert (len(yes), len(left_open)) == (2, 22)


@pytest.mark.parametrize("asked", ["medication=cafe\u0301", "medication=CAFÉ"])
def test_a_medicine_is_found_however_its_accents_are_composed(alice, asked):
    make_episode(alice, relief=[{"code": "medication", "text": "café"}])
    assert Episode.objects.of(alice).matching(EpisodeFilter(relief=asked)).exists()


def test_another_case_of_plain_letters_is_found_too(alice):
    make_episode(alice, relief=[{"code": "medication", "text": "iBuprofen 400"}])
    assert Episode.objects.of(alice).matching(EpisodeFilter(relief="medication=IbuProfen 400")).count() == 1


@pytest.mark.sqlite_only
def test_what_is_asked_on_every_save_reads_no_whole_diary(alice):
    others = Episode.objects.of(alice)
    asked = (others.overlapping(NOON, after(10)), others.begun_about(NOON))
    steps = [line for rows in asked for line in rows.explain().splitlines() if "tracker_episode" in line]
    assert len(steps) == 3
    assert [line for line in steps if "day>?" not in line and "duration_basis=?" not in line] == []


def test_among_finds_what_in_finds(alice, bob):
    entries = [make_episode(owner) for owner in (alice, alice, bob)]
    uids = [entry.uid for entry in entries[1:]]
    assert list(Episode.objects.of(alice).filter(uid__among=uids)) == [entries[1]]
    keys = [entry.pk for entry in entries[:2]]
    assert set(Episode.objects.filter(pk__among=keys)) == set(entries[:2])
    assert list(Episode.objects.filter(pk__among=[])) == []
