"""An invented diary for the demo account: two years of somebody with night cramps and a stiff back. Plain records.

Deterministic: the same instant and seed give the same diary. It holds what real ones hold: bad spells, clear days,
unanswered stretches, a holiday that is not asked for, a trip over time zones, both clock changes, entries written down
days later, and a last week with things left open. It tells a story that every page can show: night cramps in the left
calf, worse in the first half year, when the check-in asked about no factor, and fewer since the stretches; one factor
with a real link (long in one position, with the night and day after), two without, one asked about too shortly;
stretching helps greatly, drinking does not, a cold pack made it worse twice.

Every day draws from a stream of its own, so that another weekday or season changes little but itself.
"""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tracker.days import ONE_DAY, local_day, settled_instant
from tracker.management.demo_episodes import TRIED, DemoEpisodes
from tracker.records.day import DayRecord
from tracker.records.episode import EpisodeRecord, canonical
from tracker.vocabulary.day import LISTED, NONE, PAUSED, UNLISTED

DEMO_DAYS = 548
"""With the factors that the check-in asks about."""
EARLIER_DAYS = 190
"""Before them: with these, there are two years, and one can stand beside the other."""
HOME, TRIP_ZONE = "Europe/Berlin", "America/New_York"
SEED = 21
OWN_WORDS = {"factor": {"x-late-coffee": "late coffee"}, "relief": {"x-hot-bath": "hot bath"}}
LINKED_FACTOR, NEW_FACTOR = "long-same-position", "x-late-coffee"

# Stretches as days from the first one with factors: (start, length).
_TRIP = (200, 11)
_HOLIDAY = (318, 15)
_NOT_ANSWERED = ((96, 9), (262, 13), (447, 6))
_BAD_SPELLS = ((31, 12), (118, 9), (171, 14), (281, 11), (356, 8), (421, 12))
BETTER_SINCE_DAYS = 93
"""The 90 days after it are complete today."""
_BETTER_FROM = DEMO_DAYS - BETTER_SINCE_DAYS
"""From here on there are the stretches that the physiotherapist showed: fewer cramps at night, and a new chair."""
_BETTER, _EARLIER = 0.3, 1.3
"""By so much the chance of a cramp at night is another one than usual."""
_TRIED_FROM = DEMO_DAYS - 90
"""What was tried of late: within what a chart of 90 days shows."""
_NEW_FACTOR_FROM = DEMO_DAYS - 86
_WALKS = (DEMO_DAYS - 43, DEMO_DAYS - 17)
"""A calf that tightened on a walk and eased with rest: twice, which says nothing yet."""
_STRESSFUL = ((20, 15), (140, 10), (300, 12), (400, 15))
_ANSWERED_SHARE = 0.88
_LAST_DAYS_OPEN = (0, 1, 4)
"""Days before today without an answer: some are there to be confirmed with one tap."""


@dataclass(frozen=True, slots=True)
class DemoDiary:
    """The records of an invented person at home in `time_zone`; paused days carry that state."""

    episodes: list[EpisodeRecord]
    days: list[DayRecord]
    time_zone: str = HOME
    own_words: dict[str, dict[str, str]] = field(default_factory=lambda: OWN_WORDS)


@dataclass(frozen=True, slots=True)
class _Day:
    """What holds on one day before anything is logged."""

    number: int
    date: dt.date
    zone: str
    is_paused: bool
    is_bad: bool
    factors: tuple[tuple[str, bool], ...]
    """Whether the check-in asks for them or not."""

    @property
    def is_earlier(self) -> bool:
        return self.number < 0


def demo_diary(now: dt.datetime, seed: int = SEED) -> DemoDiary:
    """The diary of the two years that end now; nothing in it is later than `now`."""
    now = now.replace(microsecond=0)
    today = local_day(now, HOME)
    calendar = list(_calendar(seed, today))
    episodes = [canonical(episode) for episode in _episodes(seed, calendar, now) if episode.started_at <= now]
    episodes.sort(key=lambda episode: episode.started_at)
    return DemoDiary(episodes, list(_answers(seed, calendar, episodes, now)))


def _stream(seed: int, what: str, number: int) -> random.Random:
    """The chances of one day, independent of those of every other."""
    return random.Random(f"{seed} {what} {number}")


def _is_in(number: int, *stretches: tuple[int, int]) -> bool:
    return any(start <= number < start + length for start, length in stretches)


def _calendar(seed: int, today: dt.date) -> Iterator[_Day]:
    first = today - (DEMO_DAYS - 1) * ONE_DAY
    for number in range(-EARLIER_DAYS, DEMO_DAYS):
        rng, date = _stream(seed, "factors", number), first + number * ONE_DAY
        is_workday = date.weekday() < 5
        factors = (
            (LINKED_FACTOR, rng.random() < (0.44 if is_workday else 0.24)),
            ("stress", rng.random() < (0.7 if _is_in(number, *_STRESSFUL) else 0.14)),
            ("little-fluid", rng.random() < (0.36 if date.month in {6, 7, 8} else 0.24)),
            (NEW_FACTOR, rng.random() < 0.3),
        )
        yield _Day(
            number=number,
            date=date,
            zone=TRIP_ZONE if _is_in(number, _TRIP) else HOME,
            is_paused=_is_in(number, _HOLIDAY),
            is_bad=_is_in(number, *_BAD_SPELLS),
            factors=factors if number >= _NEW_FACTOR_FROM else factors[:3],
        )


def _episodes(seed: int, calendar: list[_Day], now: dt.datetime) -> Iterator[EpisodeRecord]:
    tried = iter(TRIED)
    day_before = None
    for day in calendar:
        if day.is_paused and day.number != _HOLIDAY[0] + 5:
            continue
        rng = _stream(seed, "episodes", day.number)
        make, is_better = DemoEpisodes(rng, now), day.number >= _BETTER_FROM
        was_exposed = day_before is not None and dict(day_before.factors)[LINKED_FACTOR]
        # The link: the factor of the day before makes a cramp in the following night several times as likely.
        by_factor = (0.72 if was_exposed else 0.12) * (_BETTER if is_better else _EARLIER if day.is_earlier else 1)
        has_night, has_back, has_else, has_second = (rng.random() for _each in range(4))
        if has_night < by_factor + (0.22 if day.is_bad else 0):
            cramp = make.night_cramp(day.date - ONE_DAY, day.zone, is_bad=day.is_bad)
            yield replace(cramp, relief=next(tried, cramp.relief)) if day.number >= _TRIED_FROM else cramp
        if has_back < (0.34 if day.is_bad else 0.05 if is_better else 0.1):
            yield make.stiff_back(day.date, day.zone, is_bad=day.is_bad, is_workday=day.date.weekday() < 5)
        if has_else < (0.07 if is_better else 0.11):
            yield make.something_else(day.date, day.zone)
        if day.is_bad and has_second < 0.3:
            yield make.night_cramp(day.date - ONE_DAY, day.zone, is_bad=True)
        day_before = day
    yield from _single_ones(DemoEpisodes(_stream(seed, "single ones", 0), now), calendar[EARLIER_DAYS:])


def _single_ones(make: DemoEpisodes, calendar: list[_Day]) -> Iterator[EpisodeRecord]:
    """What happened once or twice, whatever the chances of the day."""
    for number in (64, 230, 388):
        yield make.chest(calendar[number].date, calendar[number].zone)
    for number in (122, 284):
        yield make.long_night(calendar[number].date, calendar[number].zone)
    for number in _WALKS:
        yield make.on_a_walk(calendar[number].date, calendar[number].zone)
    for date in _clock_changes(calendar[0].date, calendar[-1].date):
        yield from make.clock_change_night(date, HOME)
    yield from make.incomplete(calendar[-1].date, HOME)


def _clock_changes(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """The Sundays on which the clocks at home change: the last ones of March and October."""
    for year in range(first.year, last.year + 1):
        for month in (3, 10):
            date = dt.date(year, month, 31)
            date -= (date.weekday() + 1) % 7 * ONE_DAY
            if first < date <= last:
                yield date


def _answers(seed: int, calendar: list[_Day], episodes: list[EpisodeRecord], now: dt.datetime) -> Iterator[DayRecord]:
    """The check-ins, each about what was logged of its day so far: the cramp of the night after may overrule it."""
    by_day: dict[dt.date, list[EpisodeRecord]] = {}
    for episode in episodes:
        by_day.setdefault(local_day(episode.started_at, episode.time_zone), []).append(episode)
    last_number = calendar[-1].number
    for day in calendar:
        rng = _stream(seed, "check-in", day.number)
        answered_at = _evening(rng, day)
        is_skipped = _is_in(day.number, *_NOT_ANSWERED) or last_number - day.number in _LAST_DAYS_OPEN
        is_skipped = is_skipped or rng.random() > _ANSWERED_SHARE
        if day.is_paused:
            yield DayRecord(date=day.date, time_zone="", state=PAUSED)
        elif not is_skipped and answered_at <= now:
            so_far = [e for e in by_day.get(day.date, ()) if e.started_at <= answered_at]
            yield _answered(rng, day, answered_at, so_far)


def _evening(rng: random.Random, day: _Day) -> dt.datetime:
    """When the check-in was answered: mostly before ten, sometimes just before sleep."""
    minutes = rng.randint(19 * 60 + 30, 21 * 60 + 50) if rng.random() < 0.93 else rng.randint(22 * 60 + 5, 23 * 60 + 40)
    return settled_instant(dt.datetime.combine(day.date, dt.time(minutes // 60, minutes % 60)), day.zone)


def _answered(rng: random.Random, day: _Day, answered_at: dt.datetime, so_far: list[EpisodeRecord]) -> DayRecord:
    answer, unlisted_count, unlisted_worst = (LISTED if so_far else NONE), "", None
    if day.is_bad and not so_far and rng.random() < 0.4:
        answer, unlisted_count, unlisted_worst = UNLISTED, rng.choice(("1-5", "1-5", "6-10")), rng.randint(2, 5)
    worst = max((e.intensity or 0 for e in so_far), default=unlisted_worst or 0)
    limited = (
        min(4, max(0, round(worst / 2.6 + rng.gauss(-0.6, 0.5)))) if answer != NONE or rng.random() < 0.5 else None
    )
    return DayRecord(
        date=day.date,
        time_zone=day.zone,
        answer=answer,
        unlisted_count=unlisted_count,
        unlisted_worst=unlisted_worst,
        answered_at=answered_at,
        limited=limited,
        factors=() if day.is_earlier else day.factors,
        note=rng.choice(_DAY_NOTES) if rng.random() < 0.05 else "",
    )


_DAY_NOTES = (
    "Long meeting day, hardly got up.",
    "Walked along the river in the evening, did me good.",
    "Physio today: calf stretches, three times a day from now on.",
    "New chair arrived.",
    "Slept badly, kept waiting for the next one.",
)
