"""Two people at the ends of what a diary is used for: thirty spasms a day, and two a month. Plain records.

Deterministic: the same days and today give the same records; nothing lies after six in the evening of `today`.
"""

import datetime as dt
import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from tests.factories import ZONE
from tracker.days import ONE_DAY, instant_of, settled_instant
from tracker.records.day import DayRecord
from tracker.records.episode import EpisodeRecord, canonical
from tracker.records.regions import RegionMark
from tracker.records.relief import ReliefUse
from tracker.vocabulary.day import LISTED, NONE
from tracker.vocabulary.episodes import MEASURED

A_DAY = 30
_LEGS = (("thigh-front", "both"), ("calf", "right"), ("calf", "left"), ("foot-sole", "right"), ("lower-back", "middle"))
_SOMETHING = ("spasm", "spasm", "jerk", "cramp", "")


@dataclass(frozen=True, slots=True)
class Persona:
    """The records of one person, oldest first."""

    episodes: list[EpisodeRecord]
    days: list[DayRecord]
    asked: tuple[str, ...]
    """Codes that the check-in asks for."""


def thirty_a_day(days: int, today: dt.date) -> Persona:
    """Somebody whose legs tighten all day long: thirty entries a day, no day without, every evening answered.

    About one day in three is hard: rated 7 or 8 at worst, and limited "a lot". It mostly follows a bad night.
    """
    rng = random.Random("thirty a day")
    asked = ("stress", "poor-sleep", "cold")
    episodes, answers, was_bad_night = [], [], False
    for date in _dates(days, today):
        is_hard = rng.random() < (0.7 if was_bad_night else 0.15)
        # By half an hour, from half past four on.
        walls = [dt.datetime.combine(date, dt.time(4, 30)) + n * dt.timedelta(minutes=35) for n in range(A_DAY)]
        for place, wall in enumerate(walls):
            worst = (7 + place % 2) if is_hard and place in {3, 17} else rng.randint(2, 4)
            episodes.append(_short_one(rng, wall, worst))
        factors = tuple((code, rng.random() < 0.3) for code in asked)
        was_bad_night = dict(factors)["poor-sleep"]
        answers.append(_evening(date, LISTED, limited=3 if is_hard else rng.randint(0, 1), factors=factors))
    return _until(today, Persona(episodes, answers, asked))


def two_a_month(days: int, today: dt.date, *, has_check_ins: bool = True) -> Persona:
    """Somebody with a calf cramp on two nights of a month, rated 5 to 7, stretched away; two factors are asked for."""
    asked = ("hard-exercise", "little-fluid")
    rng = random.Random("two a month")
    episodes, answers = [], []
    for number, date in enumerate(_dates(days, today)):
        if number % 30 in {4, 17}:
            wall = dt.datetime.combine(date, dt.time(4)) + dt.timedelta(hours=21, minutes=rng.randint(0, 150))
            episodes.append(_cramp(rng, wall))
        factors = tuple((code, rng.random() < 0.25) for code in asked)
        if has_check_ins and rng.random() < 0.95:
            answers.append(_evening(date, NONE, limited=0, factors=factors))
    return _until(today, Persona(episodes, answers, asked))


def _dates(days: int, today: dt.date) -> Iterator[dt.date]:
    return (today - n * ONE_DAY for n in reversed(range(days)))


def _short_one(rng: random.Random, wall: dt.datetime, intensity: int) -> EpisodeRecord:
    started_at = settled_instant(wall + dt.timedelta(minutes=rng.randint(0, 20)), ZONE)
    has_more = rng.random() < 0.25
    return canonical(
        EpisodeRecord(
            uid=uuid.UUID(int=rng.getrandbits(128), version=4),
            started_at=started_at,
            time_zone=ZONE,
            ended_at=started_at + dt.timedelta(seconds=rng.randint(4, 90)),
            duration_basis=MEASURED,
            count=rng.choice((1, 1, 1, 3)),
            kind=rng.choice(_SOMETHING),
            intensity=intensity,
            regions=(RegionMark(*rng.choice(_LEGS)),),
            at_onset=rng.choice(("sitting", "changing-position", "touch-or-cold")) if has_more else "",
            woke="no" if has_more else "",
            suspected_factors=(rng.choice(("cold", "stress")),) if has_more else (),
            relief=(ReliefUse("change-position", "", "during", rng.choice(("slightly", "not-at-all"))),)
            if has_more
            else (),
            logged_at=started_at + dt.timedelta(minutes=2),
        )
    )


def _cramp(rng: random.Random, wall: dt.datetime) -> EpisodeRecord:
    started_at = instant_of(wall, ZONE)
    return canonical(
        EpisodeRecord(
            uid=uuid.UUID(int=rng.getrandbits(128), version=4),
            started_at=started_at,
            time_zone=ZONE,
            ended_at=started_at + dt.timedelta(seconds=rng.randint(60, 240)),
            duration_basis=MEASURED,
            kind="cramp",
            intensity=rng.randint(5, 7),
            regions=(RegionMark("calf", "left"),),
            at_onset="asleep",
            woke="yes",
            suspected_factors=("hard-exercise",),
            relief=(ReliefUse("gentle-stretch", "", "during", "greatly"),),
            logged_at=started_at + dt.timedelta(hours=7),
        )
    )


def _evening(date: dt.date, answer: str, *, limited: int, factors: tuple) -> DayRecord:
    return DayRecord(
        date=date,
        time_zone=ZONE,
        answer=answer,
        answered_at=settled_instant(dt.datetime.combine(date, dt.time(21)), ZONE),
        limited=limited,
        factors=factors,
    )


def _until(today: dt.date, persona: Persona) -> Persona:
    """Without what lies after six in the evening of today."""
    now = settled_instant(dt.datetime.combine(today, dt.time(18)), ZONE)
    return Persona(
        [episode for episode in persona.episodes if episode.logged_at <= now],
        [day for day in persona.days if day.answered_at <= now],
        persona.asked,
    )
