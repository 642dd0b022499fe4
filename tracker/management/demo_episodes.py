"""The entries of the invented diary, one kind of episode a method: where, when, how strong, what was done."""

import datetime as dt
import random
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from tracker.days import ONE_DAY, instant_of, settled_instant
from tracker.records.episode import EpisodeRecord
from tracker.records.regions import RegionMark
from tracker.records.relief import ReliefUse
from tracker.vocabulary.episodes import ESTIMATED, MEASURED, UNKNOWN
from tracker.vocabulary.terms import NONE_OF_THESE

_NIGHT_REGIONS = (
    (0.62, (RegionMark("calf", "left"),)),
    (0.12, (RegionMark("calf", "right"),)),
    (0.10, (RegionMark("calf", "left"), RegionMark("foot-sole", "left"))),
    (0.07, (RegionMark("foot-sole", "left"),)),
    (0.05, (RegionMark("toes", "right"),)),
    (0.04, (RegionMark("calf", "both"),)),
)
_BACK_REGIONS = (
    (0.60, (RegionMark("lower-back", "middle"),)),
    (0.22, (RegionMark("lower-back", "right"),)),
    (0.10, (RegionMark("lower-back", "right"), RegionMark("buttock", "right"))),
    (0.08, (RegionMark("mid-back", "middle"),)),
)
# (weight, region, kind, onsets, typical intensity, count up to)
_ELSE = (
    (0.34, RegionMark("eyelid", "left"), "twitch", ("computer", "resting"), 1, 12),
    (0.20, RegionMark("neck-side", "right"), "spasm", ("waking-up", "computer"), 4, 2),
    (0.16, RegionMark("hand", "right"), "cramp", ("repeated-movement", "lifting"), 4, 3),
    (0.12, RegionMark("thigh-back", "left"), "cramp", ("exercising", "after-exercise"), 6, 1),
    (0.08, RegionMark("ribs-side", "left"), "spasm", ("changing-position", "coughing-sneezing"), 4, 1),
    (0.06, RegionMark("whole-leg", "right"), "jerk", ("resting", "asleep"), 2, 4),
    (0.04, RegionMark("other", "left", "under the shoulder blade"), "spasm", ("driving",), 3, 1),
)
_EFFECTS = ("not-at-all", "slightly", "moderately", "greatly")


def _during(*uses: tuple[str, str]) -> tuple[ReliefUse, ...]:
    return tuple(ReliefUse(way, "", "during", effect) for way, effect in uses)


TRIED = (
    _during(("gentle-stretch", "greatly"), ("fluids", "not-at-all")),
    _during(("cold", "worse")),
    _during(("gentle-stretch", "greatly"), ("fluids", "not-at-all")),
    _during(("fluids", "not-at-all"), ("cold", "worse")),
    _during(("gentle-stretch", "greatly"), ("fluids", "slightly")),
    _during(("gentle-stretch", "greatly"), ("cold", "not-at-all")),
    _during(("gentle-stretch", "moderately"), ("fluids", "not-at-all")),
)
"""What was tried, one cramp after the other, in the last three months."""
_NOTES = (
    "Shot up out of sleep, had to stand.",
    "Tighter than last time, but shorter.",
    "Came back after five minutes, then gone.",
    "After the long train ride.",
    "Felt it coming while turning over.",
    "Could still feel it on the stairs in the morning.",
    "Only short, hardly worth a line.",
)


_Weighted = TypeVar("_Weighted", bound=tuple[float, *tuple[object, ...]])
"""A row of a table, its weight first."""


def _weighted(rng: random.Random, table: Sequence[_Weighted]) -> _Weighted:
    return rng.choices(table, [row[0] for row in table])[0]


class DemoEpisodes:
    """Makes entries that were logged by `now` at the latest."""

    def __init__(self, rng: random.Random, now: dt.datetime):
        self._rng, self._now = rng, now

    def night_cramp(self, evening: dt.date, zone: str, *, is_bad: bool) -> EpisodeRecord:
        """A cramp in the night that follows the evening: mostly the left calf, between midnight and six."""
        rng = self._rng
        wall = dt.datetime.combine(evening + ONE_DAY, dt.time()) + dt.timedelta(
            minutes=int(rng.triangular(5, 370, 190))
        )
        intensity = self._rating(6.3 if is_bad else 5.2)
        record = self._record(
            wall,
            zone,
            kind="cramp",
            intensity=intensity,
            regions=_weighted(rng, _NIGHT_REGIONS)[1],
            minutes=rng.uniform(0.7, 6) * (1.5 if is_bad else 1),
        )
        if rng.random() < 0.3:
            return record
        return replace(
            record,
            at_onset="asleep" if rng.random() < 0.85 else "changing-position",
            woke="yes",
            count=rng.randint(2, 5) if rng.random() < 0.12 else 1,
            suspected_factors=self._suspected(("long-same-position", "little-fluid", "overuse", "cold")),
            relief=self._relief((("gentle-stretch", 3.4), ("moving", 2.7), ("massage", 2.1), ("heat", 1.9)), intensity),
            also_noticed=self._noticed(("tenderness", "stiffness", "numbness")),
            soreness=rng.choice(("none", "none", "hours", "next-day", "")),
            impact=rng.choice(("none", "some", "some", "")),
        )

    def stiff_back(self, date: dt.date, zone: str, *, is_bad: bool, is_workday: bool) -> EpisodeRecord:
        """The lower back, late in a day of sitting, or lifting at the weekend; longer than a cramp."""
        rng = self._rng
        wall = dt.datetime.combine(date, dt.time(14)) + dt.timedelta(minutes=int(rng.triangular(0, 420, 180)))
        intensity = self._rating(5.4 if is_bad else 4.2)
        record = self._record(
            wall,
            zone,
            kind="spasm",
            intensity=intensity,
            regions=_weighted(rng, _BACK_REGIONS)[1],
            minutes=rng.uniform(4, 45),
        )
        if rng.random() < 0.25:
            return record
        onsets = ("computer", "sitting", "driving") if is_workday else ("lifting", "changing-position", "sitting")
        return replace(
            record,
            at_onset=rng.choice(onsets),
            woke="no",
            suspected_factors=self._suspected(("long-same-position", "poor-posture", "stress", "little-movement")),
            relief=self._relief(
                (("change-position", 2.3), ("heat", 2.9), ("x-hot-bath", 3.1), ("medication", 2.2)), intensity
            ),
            also_noticed=self._noticed(("stiffness", "tenderness", "pain-spreads")),
            soreness=rng.choice(("hours", "next-day", "none", "2-3-days", "")),
            impact=rng.choice(("some", "some", "none", "had-to-stop", "")),
        )

    def something_else(self, date: dt.date, zone: str) -> EpisodeRecord:
        """What comes now and then: an eyelid, the neck, a hand after gardening."""
        rng = self._rng
        _weight, region, kind, onsets, typical, count = _weighted(rng, _ELSE)
        wall = dt.datetime.combine(date, dt.time(9)) + dt.timedelta(minutes=rng.randint(0, 720))
        record = self._record(
            wall, zone, kind=kind, intensity=self._rating(typical), regions=(region,), minutes=rng.uniform(0.2, 8)
        )
        return replace(
            record,
            at_onset=rng.choice((*onsets, "")),
            count=rng.randint(1, count),
            suspected_factors=self._suspected(("stress", "poor-sleep", "overuse", "x-late-coffee")),
        )

    def chest(self, date: dt.date, zone: str) -> EpisodeRecord:
        """A spasm between the ribs; the two safety lines were read and answered."""
        wall = dt.datetime.combine(date, dt.time(17, self._rng.randint(0, 59)))
        record = self._record(
            wall, zone, kind="spasm", intensity=3, regions=(RegionMark("chest", "left"),), minutes=2, at_once=True
        )
        return replace(
            record,
            at_onset="changing-position",
            woke="no",
            chest_signs="no",
            also_noticed=(NONE_OF_THESE,),
            note="Between the ribs, gone when I sat up straight. The doctor knows.",
        )

    def on_a_walk(self, date: dt.date, zone: str) -> EpisodeRecord:
        """The calf tightens on the way, and lets go after standing still."""
        record = self._record(
            dt.datetime.combine(date, dt.time(18, self._rng.randint(0, 50))),
            zone,
            kind="cramp",
            intensity=4,
            regions=(RegionMark("calf", "left"),),
            minutes=4,
            at_once=True,
        )
        return replace(
            record,
            at_onset="walking",
            woke="no",
            impact="had-to-stop",
            relief=(ReliefUse("rest", "", "during", "greatly"),),
            also_noticed=(NONE_OF_THESE,),
            soreness="none",
            note="On the hill by the church. Stood still, then it let go.",
        )

    def long_night(self, date: dt.date, zone: str) -> EpisodeRecord:
        """A back that would not let go until morning: it runs on into the next day."""
        wall = dt.datetime.combine(date + ONE_DAY, dt.time(1, 20))
        record = self._record(
            wall,
            zone,
            kind="spasm",
            intensity=7,
            regions=(RegionMark("lower-back", "middle"),),
            minutes=320,
            at_once=True,
        )
        return replace(
            record,
            at_onset="changing-position",
            woke="yes",
            impact="had-to-stop",
            relief=(
                ReliefUse("heat", "", "during", "slightly"),
                ReliefUse("medication", "ibuprofen 400", "during", "moderately"),
            ),
            note="Hardly slept. Eased towards seven.",
        )

    def clock_change_night(self, date: dt.date, zone: str) -> Iterator[EpisodeRecord]:
        """In autumn one in each of the two hours that have the same name; in spring one right after the gap."""
        two_thirty = settled_instant(dt.datetime.combine(date, dt.time(2, 30)), zone)
        hours = (0, 1) if date.month == 10 else (0.25,)
        for hour in hours:
            yield replace(
                self._at(two_thirty + dt.timedelta(hours=hour), zone, 5, (RegionMark("calf", "left"),), 90),
                kind="cramp",
                at_onset="asleep",
                woke="yes",
            )

    def incomplete(self, today: dt.date, zone: str) -> Iterator[EpisodeRecord]:
        """The last week: started with one tap, never completed."""
        for days_ago, time, regions, intensity, seconds in (
            (6, dt.time(21, 40), (), 4, 120),
            (3, dt.time(5, 10), (RegionMark("calf", "left"),), None, 95),
            (1, dt.time(16, 5), (RegionMark("lower-back", "middle"),), 5, None),
        ):
            instant = instant_of(dt.datetime.combine(today - days_ago * ONE_DAY, time), zone)
            yield self._at(instant, zone, intensity, regions, seconds)

    def _at(
        self,
        started_at: dt.datetime,
        zone: str,
        intensity: int | None,
        regions: tuple[RegionMark, ...],
        seconds: int | None,
    ) -> EpisodeRecord:
        return EpisodeRecord(
            uid=uuid.UUID(int=self._rng.getrandbits(128), version=4),
            started_at=started_at,
            time_zone=zone,
            ended_at=None if seconds is None else started_at + dt.timedelta(seconds=seconds),
            duration_basis=UNKNOWN if seconds is None else MEASURED,
            intensity=intensity,
            regions=regions,
            logged_at=started_at,
        )

    def _record(
        self,
        wall: dt.datetime,
        zone: str,
        *,
        kind: str,
        intensity: int,
        regions: tuple[RegionMark, ...],
        minutes: float,
        at_once: bool = False,
    ) -> EpisodeRecord:
        """An entry as logged: measured, guessed afterwards or of unknown length; at once, later, or days later."""
        rng = self._rng
        started_at = settled_instant(wall, zone)
        basis = rng.choices((MEASURED, ESTIMATED, UNKNOWN), (5, 4, 1))[0] if not at_once else MEASURED
        seconds = round(minutes * 60) if basis == MEASURED else max(60, round(minutes) * 60)
        ended_at = None if basis == UNKNOWN else min(started_at + dt.timedelta(seconds=seconds), self._now)
        note = rng.choice(_NOTES) if rng.random() < 0.14 else ""
        return EpisodeRecord(
            uid=uuid.UUID(int=rng.getrandbits(128), version=4),
            started_at=started_at,
            time_zone=zone,
            # What lies ahead is dropped by the caller; a record of it must hold together all the same.
            ended_at=ended_at and max(ended_at, started_at),
            duration_basis=basis,
            kind=kind if rng.random() < 0.85 else "",
            intensity=intensity,
            regions=regions,
            note=note,
            private=bool(note) and rng.random() < 0.1,
            logged_at=min(started_at + self._delay(basis, seconds), self._now),
        )

    def _delay(self, basis: str, seconds: int) -> dt.timedelta:
        """How long after its start the entry was made: a measured one with the first tap."""
        chance = self._rng.random()
        if basis == MEASURED:
            return dt.timedelta()
        if chance < 0.1:
            return dt.timedelta(hours=self._rng.randint(50, 120))
        if chance < 0.4:
            return dt.timedelta(hours=self._rng.randint(3, 14))
        return dt.timedelta(seconds=seconds + self._rng.randint(5, 900))

    def _rating(self, typical: float) -> int:
        return min(9, max(1, round(self._rng.gauss(typical, 1.4))))

    def _suspected(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        kind = self._rng.random()
        if kind < 0.35:
            return ()
        if kind < 0.45:
            return (NONE_OF_THESE,)
        return tuple(dict.fromkeys(self._rng.choices(codes, (5, 3, 2, 1), k=self._rng.choice((1, 1, 2)))))

    def _noticed(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        kind = self._rng.random()
        if kind < 0.4:
            return ()
        return (NONE_OF_THESE,) if kind < 0.75 else (self._rng.choice(codes),)

    def _relief(self, ways: tuple[tuple[str, float], ...], intensity: int) -> tuple[ReliefUse, ...]:
        """One or two of the ways, each with its usual effect, a little less on strong spasms."""
        rng = self._rng
        uses = {}
        for way, typical in rng.choices(ways, (5, 3, 2, 2), k=rng.choice((1, 1, 2))):
            place = min(3, max(0, round(rng.gauss(typical - (intensity - 5) * 0.12, 0.7))))
            uses[way] = ReliefUse(
                way,
                "ibuprofen 400" if way == "medication" else "",
                "during" if rng.random() < 0.75 else "after",
                _EFFECTS[place] if rng.random() < 0.88 else "",
            )
        return tuple(uses.values())
