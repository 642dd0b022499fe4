"""Queries that are written out give what Django's would, of a diary with everything that is awkward."""

import datetime as dt
import itertools

import pytest
from django.db.models import Q

from tests.factories import NOON, make_day, make_episode
from tracker.days import Period
from tracker.models import (
    DatedSetting,
    Day,
    Episode,
    EpisodeFactor,
    EpisodeFollowUp,
    EpisodeNoticed,
    EpisodeRegion,
    Pause,
)
from tracker.querysets import EpisodeFilter
from tracker.selectors.diary import first_day, load_diary
from tracker.selectors.entries import details_of, incomplete_count, newest_over
from tracker.selectors.person import dated_settings, person_of
from tracker.selectors.recent import ENTRIES_LOOKED_AT, REGIONS_OFFERED, recent_regions
from tracker.selectors.safety import OtherEntries, entries_to_look_at, has_other_chest_entry
from tracker.vocabulary.episodes import ONGOING
from tracker.vocabulary.regions import OTHER_REGION

TODAY = NOON.date()
DAY = dt.timedelta(days=1)
SECOND = dt.timedelta(seconds=1)
PLACES = [
    (),
    (("calf", "left"), ("calf", "right")),
    (("chest", ""),),
    (("other", ""), ("chest", "")),
    (("foot-sole", "both"),),
]


@pytest.fixture
def diary(alice, bob):
    """Entries of two people: at the same second, running, private, without a place, at the ends of every period."""
    numbers = itertools.count()
    for owner in (alice, bob, alice):
        for days in (0, 1, 6, 7, 8, 30):
            for places in PLACES:
                n = next(numbers)
                fields = {"started_at": NOON - days * DAY, "regions": places, "private": n % 3 == 0}
                fields |= {"chest_signs": ("no", "", "yes")[n % 3], "may_warn": n % 2 == 0, "leave_open": n % 7 == 0}
                fields |= {"intensity": (None, 0, 7)[n % 3], "logged_at": NOON - days * DAY + (n % 4) * DAY}
                if n % 5 == 4:
                    fields |= {"duration_basis": ONGOING}
                elif n % 5 == 3:
                    fields |= {"duration_basis": "measured", "ended_at": fields["started_at"] + SECOND}
                episode = make_episode(owner, **fields)
                EpisodeRegion.objects.filter(episode=episode, region="other").update(text="left 'eyebrow' %s")
                EpisodeNoticed.objects.create(episode=episode, code="none")
                EpisodeFactor.objects.create(episode=episode, code="x-it’s 100%")
                EpisodeFollowUp.objects.create(episode=episode, question="locked", answer="mouth", answered_at=NOON)
    return alice


def test_the_newest_that_are_over(diary):
    for limit in (0, 1, 7, 1000):
        expected = Episode.objects.of(diary).exclude(duration_basis=ONGOING).in_order()[:limit]
        assert newest_over(diary, limit) == list(expected)


def test_how_many_are_incomplete(diary, bob):
    for owner in (diary, bob):
        for day in (TODAY, TODAY - DAY, TODAY + 6 * DAY, TODAY + 7 * DAY, TODAY + 8 * DAY):
            assert incomplete_count(owner, day) == Episode.objects.of(owner).incomplete(day).count()


def test_details(diary):
    keys = list(Episode.objects.of(diary).values_list("pk", flat=True))
    details = details_of(keys)
    assert details_of([]) == {}
    for episode in Episode.objects.of(diary):
        of_it = details[episode.pk]
        assert set(of_it.regions) == set(episode.regions.values_list("region", "side", "text"))
        assert len(of_it.regions) == episode.regions.count()
        assert of_it.noticed == ("none",)
        assert of_it.factors == ("x-it’s 100%",)
        assert of_it.follow_up == (("locked", "mouth"),)


def test_regions_of_the_newest(diary, bob):
    for owner in (diary, bob):
        newest = list(Episode.objects.of(owner).in_order()[:ENTRIES_LOOKED_AT])
        named = [
            pair
            for episode in newest
            for pair in EpisodeRegion.objects.filter(episode=episode)
            .exclude(region=OTHER_REGION)
            .order_by("region", "side")
            .values_list("region", "side")
        ]
        assert list(recent_regions(owner)) == list(dict.fromkeys(named))[:REGIONS_OFFERED]


def test_the_first_day(diary, bob):
    for owner in (diary, bob):
        make_day(owner, TODAY - 31 * DAY, answer="", answered_at=None)
        make_day(owner, TODAY - 30 * DAY, answered_at=NOON - DAY)
    for owner in (diary, bob):
        for until in (None, NOON - 40 * DAY, NOON - 30 * DAY, NOON - DAY, NOON - DAY - SECOND, NOON):
            entries = Episode.objects.of(owner).logged_until(until).values_list("day", flat=True)
            answers = Day.objects.of(owner).answered_until(until).exclude(answer="").values_list("date", flat=True)
            assert first_day(owner, until) == min([*entries, *answers], default=None)


def test_entries_to_look_at(diary, bob):
    for owner in (diary, bob):
        for since in (TODAY, TODAY - DAY, TODAY - 7 * DAY):
            for said in (NOON, NOON - 7 * DAY, NOON + SECOND):
                lately = Q(ended_at__gte=said) | Q(started_at__gte=said) | Q(logged_at__gte=said)
                lately |= Q(safety_said_at__gte=said)
                over = Q(day__gte=since, may_warn=True) & ~Q(duration_basis=ONGOING) & lately
                expected = Episode.objects.of(owner).filter(Q(duration_basis=ONGOING) | over)
                rows = entries_to_look_at(owner, since, said)
                assert sorted(row.pk for row in rows) == sorted(row.pk for row in expected)


def test_whether_another_entry_names_the_chest(diary, bob):
    for owner in (diary, bob):
        entries = list(Episode.objects.of(owner))
        chest = [e for e in entries if EpisodeRegion.objects.filter(episode=e, region="chest").exists()]
        others = OtherEntries(owner, entries)
        for entry in entries:
            is_before = any((e.started_at, e.pk) < (entry.started_at, entry.pk) for e in chest)
            assert has_other_chest_entry(owner.pk, entry) == is_before
            assert others.has_chest_before(entry) == is_before
        assert has_other_chest_entry(owner.pk)
        Episode.objects.filter(pk__in=[e.pk for e in chest]).delete()
        assert not has_other_chest_entry(owner.pk)


def test_places_that_answered_no(diary, bob):
    for owner in (diary, bob):
        marks = EpisodeRegion.objects.filter(episode__owner=owner, episode__chest_signs="no")
        pairs = set(EpisodeRegion.objects.values_list("region", "side"))
        for least in (1, 3, 4):
            expected = {(r, s) for r, s in pairs if marks.filter(region=r, side=s).count() >= least}
            assert OtherEntries(owner, []).answered_no(pairs, least) == expected


def test_dated_settings(alice, bob):
    for owner, hour in ((alice, "4"), (bob, "6")):
        DatedSetting.objects.create(owner=owner, name=DatedSetting.DAY_START_HOUR, from_on=TODAY, value=hour)
        DatedSetting.objects.create(owner=owner, name=DatedSetting.DAY_START_HOUR, from_on=TODAY - DAY, value="3")
    assert dated_settings(alice) == {DatedSetting.DAY_START_HOUR: [(TODAY - DAY, "3"), (TODAY, "4")]}


def test_pauses_at_the_ends_of_a_period(alice, bob):
    for owner in (alice, bob):
        for first, last in ((-9, -8), (-7, -7), (-5, -3), (-1, None), (0, 0), (1, None)):
            to_on = None if last is None else TODAY + last * DAY
            Pause.objects.create(owner=owner, from_on=TODAY + first * DAY, to_on=to_on, added_at=NOON)
    period = Period(TODAY - 7 * DAY, TODAY)
    rows = Pause.objects.filter(owner=alice, from_on__lte=period.last).exclude(to_on__lt=period.first)
    pauses = load_diary(person_of(alice), EpisodeFilter(), period, TODAY).pauses
    assert list(pauses.first) == [row.from_on.toordinal() for row in rows.order_by("from_on")]
    assert list(pauses.last) == [(row.to_on or period.last).toordinal() for row in rows.order_by("from_on")]
    early = load_diary(person_of(alice), EpisodeFilter(), period, TODAY, NOON - SECOND).pauses
    assert not len(early.first)
