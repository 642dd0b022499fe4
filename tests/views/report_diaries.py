"""Diaries made from seeds, as uneven as people's are: for what two pages say of the same days.

The same seed gives the same diary. What is marked private has SECRET among its words, and nothing else has.
"""

import datetime as dt
import random
import uuid

from tests.factories import ZONE, make_profile_item, make_visit
from tracker.days import ONE_DAY, settled_instant
from tracker.models import DatedSetting, OwnTerm, Preferences, Question
from tracker.records.day import DayRecord
from tracker.records.episode import EpisodeRecord
from tracker.records.regions import RegionMark
from tracker.records.relief import ReliefUse
from tracker.selectors.person import person_of
from tracker.services.bulk import insert_records
from tracker.services.pauses import add_pause
from tracker.vocabulary.day import LISTED, NONE, UNLISTED
from tracker.vocabulary.episodes import KINDS, MEASURED, ONGOING, ONSETS, UNKNOWN
from tracker.vocabulary.relief import EFFECTS

NOW = dt.datetime(2026, 6, 10, 10, 30, tzinfo=dt.UTC)
TODAY = NOW.date()
SECRET = "жщъь"
OWN_SECRET = f"x-{SECRET}"
ELSEWHERE = ("Pacific/Auckland", "America/New_York", "Asia/Kathmandu")
PLACES = (
    *(("calf", "left"), ("calf", "right"), ("calf", "both"), ("thigh-back", "left"), ("foot-sole", "right")),
    *(("lower-back", "middle"), ("neck-side", "left"), ("neck-side", "right"), ("hand", "both")),
)
REMEDIES = (
    *(("heat", ""), ("gentle-stretch", ""), ("nothing", ""), ("massage", "")),
    *(("medication", "Ibuprofen 400"), ("medication", "ibuprofen 400"), ("x-cherry-juice", "")),
)
SUSPECTED = ("stress", "hard-exercise", "little-fluid", "none")
ASKED = ("stress", "poor-sleep")


def fill(owner, seed: int) -> None:
    """Writes the diary of this seed: entries, check-ins, pauses, a profile, visits and questions."""
    rng = random.Random(f"diary {seed}")
    length = rng.choice((6, 25, 45, 75, 130, 190))
    answered, daily = rng.choice((0.0, 0.3, 0.65, 0.9, 1.0)), rng.choice((0.03, 0.15, 0.4, 0.8))
    first = TODAY - (length - 1) * ONE_DAY
    _settings(owner, rng, first, length)
    away = range(*sorted(rng.randrange(length) for _ in range(2)))
    zone_away = rng.choice(ELSEWHERE)
    calmer_from = rng.choice((length, length // 2, rng.randrange(length)))
    episodes, days = [], []
    for n in range(length):
        date, zone = first + n * ONE_DAY, zone_away if n in away else ZONE
        rate = daily / 6 if n >= calmer_from else daily
        while rng.random() < rate:
            entry = _entry(rng, date, zone)
            if entry.started_at < NOW:
                episodes.append(entry)
        if rng.random() < answered and date < TODAY:
            days.append(_day(rng, date, zone))
    if episodes and rng.random() < 0.4:
        episodes.append(_going_on(rng))
    insert_records(owner, episodes, days, now=NOW, starts=person_of(owner).starts)
    if length > 20 and rng.random() < 0.6:
        begins = first + rng.randrange(length - 10) * ONE_DAY
        add_pause(owner, begins, None if rng.random() < 0.2 else begins + rng.randrange(9) * ONE_DAY)
    _beside(owner, rng, first, length)


def _settings(owner, rng, first, length) -> None:
    if rng.random() < 0.5:
        _dated(owner, DatedSetting.DAY_START_HOUR, first + rng.randrange(length) * ONE_DAY, str(rng.choice((0, 6, 9))))
    if rng.random() < 0.7:
        _dated(owner, DatedSetting.FACTORS, first, " ".join(ASKED))
    OwnTerm.objects.create(owner=owner, vocabulary=OwnTerm.FACTOR, code=OWN_SECRET, label=f"Own {SECRET}")
    OwnTerm.objects.create(owner=owner, vocabulary=OwnTerm.RELIEF, code="x-cherry-juice", label="Cherry juice")


def _dated(owner, name, from_on, value) -> None:
    DatedSetting.objects.create(owner=owner, name=name, from_on=from_on, value=value)


def _uid(rng) -> uuid.UUID:
    return uuid.UUID(int=rng.getrandbits(128), version=4)


def _some(rng, things, most, *, share=0.7) -> tuple:
    """Up to `most` of them; often none."""
    return tuple(rng.sample(things, rng.randint(1, most))) if rng.random() < share else ()


def _entry(rng, date: dt.date, zone: str) -> EpisodeRecord:
    # From four in the morning to the last of the night: around midnight and where days start, too.
    wall = dt.datetime.combine(date, dt.time(4)) + dt.timedelta(minutes=rng.randrange(24 * 60))
    started_at = settled_instant(wall, zone)
    lasted = rng.choice((None, None, 0, 40, 150, 900, 5400, 90_000))
    ended_at = None if lasted is None or started_at + dt.timedelta(seconds=lasted) > NOW else lasted
    private = rng.random() < 0.2
    relief = tuple(
        ReliefUse(*what, rng.choice(("during", "during", "after", "")), rng.choice((*EFFECTS, "")))
        for what in _some(rng, REMEDIES, 3)
    )
    factors = _some(rng, SUSPECTED, 1, share=0.5)
    regions = tuple(RegionMark(*place) for place in _some(rng, PLACES, 3))
    if private:
        relief = (*relief, ReliefUse("medication", f"{SECRET} 20", "during", "greatly"))
        factors = (OWN_SECRET,)
        regions = (*regions, RegionMark("other", "", SECRET))
    return EpisodeRecord(
        uid=_uid(rng),
        started_at=started_at,
        time_zone=zone,
        ended_at=None if ended_at is None else started_at + dt.timedelta(seconds=ended_at),
        duration_basis=UNKNOWN if ended_at is None else MEASURED,
        count=rng.choice((1, 1, 1, 2, 12)),
        kind=rng.choice((*KINDS, "")),
        intensity=rng.choice((None, *range(11))),
        regions=regions,
        at_onset=rng.choice((*ONSETS, "asleep", "asleep", "")),
        woke=rng.choice(("yes", "no", "no", "")),
        suspected_factors=factors,
        relief=relief,
        also_noticed=_some(rng, ("weakness", "numbness", "none"), 1, share=0.3),
        note=f"Nobody reads {SECRET}" if private else rng.choice(("", "After the walk")),
        private=private,
        logged_at=min(started_at + dt.timedelta(hours=rng.choice((0, 5, 60))), NOW),
        chest_signs=rng.choice(("", "", "", "no", "yes")),
    )


def _going_on(rng) -> EpisodeRecord:
    started_at = NOW - dt.timedelta(minutes=rng.randrange(1, 300))
    return EpisodeRecord(
        uid=_uid(rng), started_at=started_at, time_zone=ZONE, duration_basis=ONGOING, logged_at=started_at
    )


def _day(rng, date: dt.date, zone: str) -> DayRecord:
    answer = rng.choice((NONE, NONE, NONE, LISTED, UNLISTED))
    is_unlisted, private = answer == UNLISTED, rng.random() < 0.1
    evening = settled_instant(dt.datetime.combine(date, dt.time(20)), zone)
    return DayRecord(
        date=date,
        time_zone=zone,
        answer=answer,
        answered_at=min(evening + rng.choice((0, 0, 0, 2)) * ONE_DAY, NOW),
        unlisted_count=rng.choice(("1-5", "more", "")) if is_unlisted else "",
        unlisted_worst=rng.choice((None, 3, 8)) if is_unlisted else None,
        limited=rng.choice((None, 0, 1, 2, 3, 4)),
        factors=tuple((code, rng.random() < 0.4) for code in ASKED if rng.random() < 0.9),
        note=SECRET if private else "",
        private=private,
    )


def _beside(owner, rng, first, length) -> None:
    def on() -> dt.date:
        return first + rng.randrange(length - 1) * ONE_DAY

    make_visit(owner, on())
    make_visit(owner, on(), with_whom=f"Dr. {SECRET}", private=True)
    make_profile_item(owner, "medication", text="Baclofen", dose="5 mg", from_on=on())
    make_profile_item(owner, "medication", text=SECRET, from_on=on(), private=True)
    make_profile_item(owner, "condition", text=SECRET, private=True)
    Question.objects.create(owner=owner, text="Is it the statin?", asked_on=TODAY)
    Preferences.objects.filter(owner=owner).update(data_version=2)
