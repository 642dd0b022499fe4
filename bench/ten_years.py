"""A long diary to measure with: ten years, ten entries a day, every day answered. Plain records, no database."""

import datetime as dt
import random
import uuid
from collections.abc import Iterator

from tracker.days import ONE_DAY, settled_instant
from tracker.records.day import DayRecord
from tracker.records.episode import EpisodeRecord, canonical
from tracker.records.regions import RegionMark
from tracker.records.relief import ReliefUse
from tracker.vocabulary.day import LISTED
from tracker.vocabulary.episodes import ESTIMATED, IMPACTS, KINDS, MEASURED, ONSETS
from tracker.vocabulary.factors import FACTORS
from tracker.vocabulary.regions import NO_SIDE, REGIONS
from tracker.vocabulary.relief import EFFECTS, MOMENTS, NOTHING, RELIEF, REMEDY_MEDICATION
from tracker.vocabulary.terms import NONE_OF_THESE

TODAY = dt.date(2026, 6, 30)
DAYS = 3_650
ZONE = "Europe/Berlin"
ASKED = (
    *("long-same-position", "little-rest", "little-movement", "little-fluid"),
    *("hot-weather", "stress", "poor-sleep", "alcohol"),
)
"""What the check-in asks for, every evening: as many as it can."""
_RARE_REGION = "eyelid"
_REGIONS = [region for region in REGIONS.values() if region.has_sides and region.code != _RARE_REGION]
_FACTORS = [code for code in FACTORS if code != NONE_OF_THESE]
_RELIEF = [code for code in RELIEF if code not in {NOTHING, REMEDY_MEDICATION}]
_NOTES = (
    "woke me up, stretched at the edge of the bed",
    "after the long drive",
    "only short",
    "same place as yesterday",
)


def ten_years(
    seed: int = 1, per_day: int = 10, days: int = DAYS, today: dt.date = TODAY
) -> tuple[Iterator[EpisodeRecord], list[DayRecord]]:
    """(episodes one at a time, oldest first; answered days) of the `days` days that end with `today`.

    On average 1.5 regions, exactly 2 factors and 1 relief an episode; about one entry in 2,000 has the region
    `eyelid`, for a filter that finds little. The same arguments give the same records.
    """
    dates = [today - n * ONE_DAY for n in reversed(range(days))]
    rng = random.Random(seed)
    return _episodes(rng, dates, per_day), [_day(random.Random(date.toordinal()), date) for date in dates]


def _episodes(rng: random.Random, dates: list[dt.date], per_day: int) -> Iterator[EpisodeRecord]:
    number = 0
    for date in dates:
        day_start = settled_instant(dt.datetime.combine(date, dt.time(4)), ZONE)
        # 22 hours, so that none falls into the next day where clocks go forward.
        for second in sorted(rng.sample(range(22 * 3600), per_day)):
            number += 1
            yield _episode(rng, number, day_start + dt.timedelta(seconds=second))


def _episode(rng: random.Random, number: int, started_at: dt.datetime) -> EpisodeRecord:
    regions = [rng.choice(_REGIONS) for _ in range(1 + number % 2)]
    while len(regions) == 2 and regions[0] == regions[1]:
        regions[1] = rng.choice(_REGIONS)
    marks = [RegionMark(region.code, rng.choice(region.sides[:2])) for region in regions]
    if number % 2_000 == 0:
        marks = [RegionMark(_RARE_REGION, "left")]
    assert all(mark.side != NO_SIDE for mark in marks)
    return canonical(
        EpisodeRecord(
            uid=uuid.UUID(int=rng.getrandbits(128), version=4),
            started_at=started_at,
            time_zone=ZONE,
            ended_at=started_at + dt.timedelta(seconds=rng.randint(20, 1_200)),
            duration_basis=rng.choice((MEASURED, ESTIMATED)),
            kind=rng.choice(list(KINDS)),
            intensity=min(10, max(0, round(rng.gauss(4.5, 2)))),
            regions=tuple(marks),
            at_onset=rng.choice(list(ONSETS)),
            woke=rng.choice(("yes", "no", "")),
            suspected_factors=tuple(rng.sample(_FACTORS, 2)),
            relief=(ReliefUse(rng.choice(_RELIEF), "", rng.choice(list(MOMENTS)), rng.choice(list(EFFECTS))),),
            impact=rng.choice(list(IMPACTS)),
            note=rng.choice(_NOTES) if number % 5 == 0 else "",
            logged_at=started_at + dt.timedelta(minutes=rng.randint(0, 600)),
        )
    )


def _day(rng: random.Random, date: dt.date) -> DayRecord:
    return DayRecord(
        date=date,
        time_zone=ZONE,
        answer=LISTED,
        answered_at=settled_instant(dt.datetime.combine(date, dt.time(20, rng.randint(0, 59))), ZONE),
        limited=rng.randint(0, 4),
        factors=tuple((code, rng.random() < 0.3) for code in ASKED),
    )
