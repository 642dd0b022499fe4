"""Plain diaries for tests of the pure layers: no database, every number written down in the test."""

import datetime as dt
from dataclasses import dataclass, field

import numpy as np

from tracker.days import FOUR_O_CLOCK, Period, day_of_wall_clock
from tracker.diary import (
    ANSWER_CODES,
    EFFECT_CODES,
    IMPACT_CODES,
    KIND_CODES,
    MOMENT_CODES,
    NOT_ANSWERED,
    NOTICED_CODES,
    ONSET_CODES,
    REGION_CODES,
    SAFETY_CODES,
    SIDE_CODES,
    SORENESS_CODES,
    AnsweredDays,
    Diary,
    EntryDetails,
    EntryRegions,
    Episodes,
    Evenings,
    FactorAnswers,
    FollowUps,
    Landmark,
    Limits,
    LongEpisodes,
    Onsets,
    OwnWords,
    Pauses,
    Provenance,
    Signs,
    Suspects,
    Uses,
)

MONDAY = dt.date(2026, 6, 1)
"""The first day of most diaries here: Monday 1 June 2026."""


@dataclass(frozen=True)
class Entry:
    """One entry at a wall-clock time; lasting hours."""

    at: dt.datetime
    intensity: int | None = 5
    count: int = 1
    hours: float | None = None
    woke: str = ""
    at_onset: str = ""
    regions: tuple[tuple[str, str], ...] = ()
    seconds: float | None = None
    """How long, where hours are too coarse."""
    is_ongoing: bool = False
    factors: tuple[str, ...] = ()
    relief: tuple[tuple[str, str, str, str], ...] = ()
    """(code, text, moment, effect) of every use."""
    kind: str = ""
    impact: str = ""
    soreness: str = ""
    noticed: tuple[str, ...] = ()
    follow_up: tuple[tuple[str, str], ...] = ()
    """(question, answer) of every safety question that was answered."""
    matches: bool | None = True
    """Whether the filter asks for it; None: it leaves open what is asked for."""
    offset: int = 7200
    logged_after: float = 0
    """Hours from the onset until it was written down."""
    is_edited: bool = False
    is_private: bool = False
    is_by_other: bool = False
    chest_answer: str = ""
    zone: str = "Europe/Berlin"

    @property
    def lasted(self) -> float | None:
        """Seconds, None if not known."""
        return self.hours * 3600 if self.hours is not None else self.seconds


def at(day: int, hour: int = 12, minute: int = 0) -> dt.datetime:
    """The wall clock on the day that is `day` days after MONDAY."""
    return dt.datetime.combine(MONDAY + dt.timedelta(days=day), dt.time(hour, minute))


def days(n: int, first: int = 0) -> Period:
    """`n` days from `first` days after MONDAY on."""
    start = MONDAY + dt.timedelta(days=first)
    return Period(start, start + dt.timedelta(days=n - 1))


def _place(code: str, known: tuple[str, ...]) -> int:
    return known.index(code) if code else NOT_ANSWERED


@dataclass(frozen=True)
class Written:
    """A Source made of what a test writes down."""

    entries: tuple[Entry, ...]
    answered: dict
    paused: tuple[tuple[int, int], ...]
    starts: object
    clear_before: bool
    limited: dict
    words: OwnWords
    given: dict
    told: tuple[Landmark, ...] = ()
    factors_said: dict = field(default_factory=dict)

    def _day(self, entry: Entry) -> int:
        return day_of_wall_clock(entry.at, self.starts).toordinal()

    @property
    def _matching(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.matches]

    def episodes(self) -> Episodes:
        rows = self._matching
        started = [int(entry.at.replace(tzinfo=dt.UTC).timestamp()) - entry.offset for entry in rows]
        return Episodes(
            key=np.array([row for row, entry in enumerate(self.entries, start=1) if entry.matches], np.int64),
            day=np.array([self._day(entry) for entry in rows], np.int64),
            started=np.array(started, np.int64),
            offset=np.array([entry.offset for entry in rows], np.int64),
            duration=np.array([entry.lasted for entry in rows], float),  # None reads as nan
            is_ongoing=np.array([entry.is_ongoing for entry in rows], bool),
            count=np.array([entry.count for entry in rows], np.int64),
            intensity=np.array([entry.intensity for entry in rows], float),
        )

    def onsets(self) -> Onsets:
        woke = {"yes": 1, "no": 0, "": NOT_ANSWERED}
        rows = self._matching
        onset = [ONSET_CODES.index(e.at_onset) if e.at_onset else NOT_ANSWERED for e in rows]
        return Onsets(woke=np.array([woke[entry.woke] for entry in rows], np.int16), at_onset=np.array(onset, np.int16))

    def details(self) -> EntryDetails:
        codes = {"kind": KIND_CODES, "impact": IMPACT_CODES, "soreness": SORENESS_CODES}
        return EntryDetails(
            **{
                name: np.array([_place(getattr(entry, name), known) for entry in self._matching], np.int16)
                for name, known in codes.items()
            }
        )

    def provenance(self) -> Provenance:
        rows = self._matching
        zones = tuple(sorted({entry.zone for entry in rows}))
        waited = np.array([round(entry.logged_after * 3600) for entry in rows], np.int64)
        return Provenance(
            logged=self.episodes().started + waited,
            is_edited=np.array([entry.is_edited for entry in rows], bool),
            is_private=np.array([entry.is_private for entry in rows], bool),
            is_by_other=np.array([entry.is_by_other for entry in rows], bool),
            chest_answer=np.array([_place(entry.chest_answer, SAFETY_CODES) for entry in rows], np.int16),
            zone=np.array([zones.index(entry.zone) for entry in rows], np.int64),
            zones=zones,
        )

    def signs(self) -> Signs:
        named = [(row, NOTICED_CODES.index(code)) for row, e in enumerate(self._matching) for code in e.noticed]
        episode, sign = np.array(named, np.int64).reshape(-1, 2).T
        return Signs(episode=episode.copy(), sign=sign.copy())

    def follow_ups(self) -> FollowUps:
        said = [(row, pair) for row, entry in enumerate(self._matching) for pair in entry.follow_up]
        pairs = tuple(sorted({pair for _row, pair in said}))
        return FollowUps(
            episode=np.array([row for row, _pair in said], np.int64),
            what=np.array([pairs.index(pair) for _row, pair in said], np.int64),
            pairs=pairs,
        )

    def marks(self) -> EntryRegions:
        marks = [
            (row, REGION_CODES.index(region), SIDE_CODES.index(side))
            for row, entry in enumerate(self._matching)
            for region, side in entry.regions
        ]
        episode, region, side = np.array(marks, np.int64).reshape(-1, 3).T
        return EntryRegions(episode=episode.copy(), region=region.copy(), side=side.copy())

    def suspects(self) -> Suspects:
        named = [(row, code) for row, entry in enumerate(self._matching) for code in entry.factors]
        codes = tuple(sorted({code for _, code in named}))
        return Suspects(
            episode=np.array([row for row, _ in named], np.int64),
            factor=np.array([codes.index(code) for _, code in named], np.int64),
            codes=codes,
        )

    def uses(self) -> Uses:
        done = [(row, *use) for row, entry in enumerate(self._matching) for use in entry.relief]
        things = tuple(sorted({(code, text) for _, code, text, _, _ in done}))
        return Uses(
            episode=np.array([row for row, *_ in done], np.int64),
            what=np.array([things.index((code, text)) for _, code, text, _, _ in done], np.int64),
            moment=np.array([MOMENT_CODES.index(m) if m else NOT_ANSWERED for _, _, _, m, _ in done], np.int64),
            effect=np.array([EFFECT_CODES.index(e) if e else NOT_ANSWERED for _, _, _, _, e in done], np.int64),
            things=things,
        )

    def entry_days(self) -> np.ndarray:
        return np.unique(np.array([self._day(entry) for entry in self.entries], np.int64))

    def open_days(self) -> np.ndarray:
        return np.array(sorted(self._day(entry) for entry in self.entries if entry.matches is None), np.int64)

    def long_episodes(self) -> LongEpisodes:
        long = [entry for entry in self.entries if entry.hours and entry.hours >= 1]
        ends = [int((e.at + dt.timedelta(hours=e.hours)).replace(tzinfo=dt.UTC).timestamp()) for e in long]
        return LongEpisodes(
            day=np.array([self._day(entry) for entry in long], np.int64), end_wall=np.array(ends, np.int64)
        )

    def answers(self) -> AnsweredDays:
        rows = sorted((MONDAY.toordinal() + day, said) for day, said in self.answered.items())
        rows = [(day, *(said if isinstance(said, tuple) else (said, None))) for day, said in rows]
        return AnsweredDays(
            day=np.array([day for day, _, _ in rows], np.int64),
            answer=np.array([ANSWER_CODES.index(answer) for _, answer, _ in rows], np.int16),
            unlisted_worst=np.array([worst for _, _, worst in rows], float),
        )

    def limits(self) -> Limits:
        said = sorted(self.limited.items())
        return Limits(
            day=np.array([MONDAY.toordinal() + day for day, _ in said], np.int64),
            level=np.array([level for _, level in said], np.int64),
        )

    def evenings(self) -> Evenings:
        """Check-ins answered at nine, UTC, an hour before the deadline, or when `given` says; no factors."""
        day = self.answers().day
        deadline = (day - dt.date(1970, 1, 1).toordinal()) * 86400 + 22 * 3600
        return Evenings(
            day=day.copy(),
            answered_at=deadline - 3600 + self._waited(day),
            deadline=deadline,
            offset=np.zeros(len(day), np.int64),
            held=np.zeros((len(day), 0), np.int8),
            factors=(),
        )

    def factor_answers(self) -> FactorAnswers:
        said = [(MONDAY.toordinal() + day, *pair) for day, pairs in self.factors_said.items() for pair in pairs.items()]
        codes = tuple(sorted({code for _day, code, _is_yes in said}))
        return FactorAnswers(
            day=np.array([day for day, _code, _is_yes in said], np.int64),
            factor=np.array([codes.index(code) for _day, code, _is_yes in said], np.int64),
            is_yes=np.array([is_yes for _day, _code, is_yes in said], bool),
            codes=codes,
        )

    def _waited(self, day: np.ndarray) -> np.ndarray:
        hours = [self.given.get(ordinal - MONDAY.toordinal(), 0) for ordinal in day.tolist()]
        return np.array([round(3600 * waited) for waited in hours], np.int64)

    def pauses(self) -> Pauses:
        first = np.array([MONDAY.toordinal() + first for first, _ in self.paused], np.int64)
        return Pauses(first=first, last=np.array([MONDAY.toordinal() + last for _, last in self.paused], np.int64))

    def own_words(self) -> OwnWords:
        return self.words

    def landmarks(self) -> tuple[Landmark, ...]:
        return self.told

    def has_clear_day(self) -> bool:
        return self.clear_before or "none" in self.answered.values()


def make_diary(
    *entries: Entry,
    period: Period,
    answers: dict | None = None,
    paused=(),
    today: dt.date | None = None,
    first_on: dt.date | None = None,
    is_filtered: bool = False,
    starts=FOUR_O_CLOCK,
    clear_before: bool = False,
    limited: dict | None = None,
    own_words: OwnWords | None = None,
    given: dict | None = None,
    landmarks: tuple[Landmark, ...] = (),
    factors_said: dict | None = None,
) -> Diary:
    """A diary of these entries. Days are counted from MONDAY (0); `answers` holds a code, or (code, worst).

    `given` holds, by day, how many hours after nine in the evening a check-in was answered; `factors_said` what
    it said of factors: {code: yes or no}.
    """
    source = Written(
        tuple(entries),
        answers or {},
        tuple(paused),
        starts,
        clear_before,
        limited or {},
        own_words or OwnWords(),
        given or {},
        landmarks,
        factors_said or {},
    )
    known = [*source.entry_days().tolist(), *source.answers().day.tolist()]
    return Diary(
        source=source,
        today=today or period.last + dt.timedelta(days=1),
        period=period,
        first_on=first_on or (dt.date.fromordinal(min(known)) if known else None),
        is_filtered=is_filtered,
        starts=starts,
    )
