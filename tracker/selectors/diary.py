"""From rows to a `Diary`: a person's log in columns, read as integers. No computing, no pages."""

import datetime as dt
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
from django.contrib.auth.models import User
from django.db.models import Case, F, IntegerField, When
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property

from tracker.days import LONGEST_EPISODE_DAYS, Period, offset_seconds
from tracker.diary import (
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
from tracker.models import (
    Day,
    Episode,
    EpisodeFactor,
    EpisodeFollowUp,
    EpisodeNoticed,
    EpisodeRegion,
    EpisodeRelief,
    Pause,
)
from tracker.querysets import DateOrdinal, EpisodeFilter, EpisodeQuerySet, EpochSeconds
from tracker.selectors.changes import landmarks_for_others, load_landmarks
from tracker.selectors.columns import columns_of, places, table
from tracker.selectors.evenings import WhichDays, load_answers, load_evenings, load_factor_answers, load_limits
from tracker.selectors.person import Person, own_words
from tracker.selectors.written import date_of, written_models, written_rows
from tracker.vocabulary.day import LISTED, NONE
from tracker.vocabulary.episodes import NO, ONGOING, YES
from tracker.vocabulary.factors import FACTORS
from tracker.vocabulary.relief import RELIEF

DIARIES_KEPT = 2
KEYS_A_STATEMENT = 500
WOKE_CODES = (NO, YES)
_HOUR, _DAY = 3600, 86400
_EPOCH = dt.date(1970, 1, 1).toordinal()
_FINDING = threading.Lock()


def load_diary(
    person: Person, wanted: EpisodeFilter, period: Period, today: dt.date, logged_until: dt.datetime | None = None
) -> Diary:
    """The person's diary over the period, narrowed to the entries that the filter asks for.

    The filter's own dates are not looked at: the period holds them. The charts of a page share one loading,
    and so does the next page as long as nothing was written.
    `logged_until` (an instant, aware) leaves out entries, answers and pauses that were first given after it, or came
    here after it from a device that had kept them, as if the diary were read then; what was changed or deleted since is
    as it is now.
    """
    wanted = replace(wanted, first=None, last=None)
    # One at a time: charts that are asked for at once would get a diary each, and read each of them.
    with _FINDING:
        return _diary(person, wanted, period, today, logged_until)


def forget_diaries() -> None:
    """Empties what this process keeps of diaries that were read."""
    _diary.cache_clear()


def first_day(
    owner: User, logged_until: dt.datetime | None = None, *, leaves_private_out: bool = False
) -> dt.date | None:
    """Day of the owner's very first entry or answer: the start of two indexes, in one query.

    `logged_until`: of those that were given up to that instant. `leaves_private_out`: of those that are not private.
    """
    seen, seen_day = ("AND NOT private", f"AND NOT private {_TELLS_NOTHING}") if leaves_private_out else ("", "")
    if logged_until is None:
        rows = written_rows(_FIRST_DAYS.format(logged=seen, answered=seen_day), [owner.pk, owner.pk])
    else:
        arrived = "AND (arrived_at IS NULL OR arrived_at <= %s)"
        until = _FIRST_DAYS.format(
            logged=f"AND logged_at <= %s {arrived} {seen}",
            answered=f"AND (answered_at IS NULL OR answered_at <= %s) {arrived} {seen_day}",
        )
        rows = written_rows(until, [owner.pk, logged_until, logged_until] * 2)
    return min((date_of(day) for (day,) in rows), default=None)


_TELLS_NOTHING = f"""AND (answer <> '{LISTED}' OR EXISTS (
    SELECT 1 FROM tracker_episode AS shown
    WHERE shown.owner_id = tracker_day.owner_id AND shown.day = tracker_day.date AND NOT shown.private
))"""
"""Of a day: it was not answered with “only these” where all of these are private."""
_FIRST_DAYS = """
SELECT day FROM (SELECT day FROM tracker_episode WHERE owner_id = %s {logged} ORDER BY day LIMIT 1) AS entry
UNION ALL SELECT date
FROM (SELECT date FROM tracker_day WHERE owner_id = %s AND answer <> '' {answered} ORDER BY date LIMIT 1) AS answered
"""


@lru_cache(maxsize=DIARIES_KEPT)
def _diary(
    person: Person, wanted: EpisodeFilter, period: Period, today: dt.date, logged_until: dt.datetime | None
) -> Diary:
    # The person's data version is part of the key: after a write the diary is read anew.
    first_on = first_day(person.owner, logged_until, leaves_private_out=person.leaves_private_out)
    is_whole = period.last >= today and first_on is not None and period.first <= first_on
    return Diary(
        source=_Rows(person, wanted, period, logged_until, is_whole=is_whole),
        today=today,
        period=period,
        first_on=first_on,
        is_filtered=not wanted.is_empty,
        leaves_private_out=person.leaves_private_out,
        starts=person.starts,
    )


class _Rows:
    """The columns of one owner's rows. Every query starts at the owner."""

    def __init__(
        self,
        person: Person,
        wanted: EpisodeFilter,
        period: Period,
        logged_until: dt.datetime | None,
        *,
        is_whole: bool,
    ):
        self._owner, self._wanted, self._period = person.owner, wanted, period
        self._until, self._leaves_private_out = logged_until, person.leaves_private_out
        self._days = WhichDays(person.owner, period, logged_until, person.leaves_private_out)
        self._deadlines, self._asked = person.deadlines, person.factors
        # Without bounds that exclude nothing, the table is read in its own order instead of by way of the index.
        self._dates = EpisodeFilter() if is_whole else EpisodeFilter(first=period.first, last=period.last)

    @cached_property
    def _matching(self) -> EpisodeQuerySet:
        return self._in_period.matching(self._wanted)

    @property
    def _in_period(self) -> EpisodeQuerySet:
        return self._entries.matching(self._dates)

    @property
    def _entries(self) -> EpisodeQuerySet:
        entries = Episode.objects.of(self._owner).logged_until(self._until)
        return entries.filter(private=False) if self._leaves_private_out else entries

    @cached_property
    def _all(self) -> np.ndarray:
        """Every entry of the period, whatever the filter, in order. Columns as they are taken apart in `episodes`."""
        rows = self._in_period.values_list(
            "pk",
            DateOrdinal(F("day")),
            EpochSeconds(F("started_at")),
            "offset_seconds",
            Coalesce(EpochSeconds(F("ended_at")), NOT_ANSWERED),
            Case(When(duration_basis=ONGOING, then=1), default=0),
            "count",
            Coalesce(F("intensity"), NOT_ANSWERED, output_field=IntegerField()),
        )
        columns = table(rows, 8)
        # Sorted here: a sort in the database reads the table by way of the index, at three times the cost.
        return columns[:, np.lexsort((columns[0], columns[2], columns[1]))]

    @cached_property
    def _core(self) -> np.ndarray:
        """The entries that match the filter, with the columns of `_all`."""
        if self._wanted.is_empty:
            return self._all
        (matching,) = table(self._matching.values_list("pk"), 1)
        return self._all[:, np.isin(self._all[0], matching)]

    def _in_core(self, keys: tuple[int, ...]) -> np.ndarray:
        """Entries' keys, in any order, as places in `_core`; -1 for one that came in between two reads."""
        pk, wanted = self._core[0], np.array(keys, np.int64)
        if not len(pk):
            return np.full(len(wanted), NOT_ANSWERED)
        order = np.argsort(pk)
        place = order[np.minimum(np.searchsorted(pk, wanted, sorter=order), len(pk) - 1)]
        return np.where(pk[place] == wanted, place, NOT_ANSWERED)

    def episodes(self) -> Episodes:
        key, day, started, offset, ended, is_ongoing, count, intensity = self._core.copy()
        return Episodes(
            key=key,
            day=day,
            started=started,
            offset=offset,
            duration=np.where(ended == NOT_ANSWERED, np.nan, ended - started),
            is_ongoing=is_ongoing.astype(bool),
            count=count,
            intensity=np.where(intensity == NOT_ANSWERED, np.nan, intensity),
        )

    def onsets(self) -> Onsets:
        return Onsets(**self._codes(woke=WOKE_CODES, at_onset=ONSET_CODES))

    def details(self) -> EntryDetails:
        return EntryDetails(**self._codes(kind=KIND_CODES, impact=IMPACT_CODES, soreness=SORENESS_CODES))

    def _codes(self, **codes_of: tuple[str, ...]) -> dict[str, np.ndarray]:
        """Columns of the entries that hold codes, by name, as places in these codes."""
        keys, *columns = columns_of(self._matching.values_list("pk", *codes_of), 1 + len(codes_of))
        place = self._in_core(keys)
        is_there = place >= 0
        answers = {}
        for (name, codes), texts in zip(codes_of.items(), columns, strict=True):
            answers[name] = np.full(self._core.shape[1], NOT_ANSWERED, np.int16)
            answers[name][place[is_there]] = places(texts, codes)[is_there]
        return answers

    def provenance(self) -> Provenance:
        rows = self._matching.values_list(
            "pk",
            EpochSeconds(F("logged_at")),
            Case(When(edited_at__isnull=True, then=0), default=1),
            Case(When(private=True, then=1), default=0),
            Case(When(logged_by="", then=0), default=1),
            "chest_signs",
            "time_zone",
        )
        keys, logged, is_edited, is_private, is_by_other, answer, zone = columns_of(rows, 7)
        place = self._in_core(keys)
        is_there = place >= 0
        zones = tuple(sorted(set(zone)))

        def column(values: Sequence[int] | np.ndarray, empty: int = 0) -> np.ndarray:
            filled = np.full(self._core.shape[1], empty, np.int64)
            filled[place[is_there]] = np.array(values, np.int64)[is_there]
            return filled

        return Provenance(
            logged=column(logged),
            is_edited=column(is_edited).astype(bool),
            # An entry that went between two reads is taken for a private one: rather too little is said than too much.
            is_private=column(is_private, 1).astype(bool),
            is_by_other=column(is_by_other).astype(bool),
            chest_answer=column(places(answer, SAFETY_CODES), NOT_ANSWERED),
            zone=column(places(zone, zones)),
            zones=zones,
        )

    def signs(self) -> Signs:
        rows = EpisodeNoticed.objects.filter(episode__in=self._matching.order_by())
        keys, code = columns_of(rows.values_list("episode_id", "code"), 2)
        place = self._in_core(keys)
        is_there = place >= 0
        return Signs(episode=place[is_there], sign=places(code, NOTICED_CODES)[is_there])

    def follow_ups(self) -> FollowUps:
        rows = EpisodeFollowUp.objects.filter(episode__in=self._matching.order_by())
        if self._until:
            rows = rows.filter(answered_at__lte=self._until)
        keys, question, answer = columns_of(rows.values_list("episode_id", "question", "answer"), 3)
        place = self._in_core(keys)
        is_there = place >= 0
        answers = list(zip(question, answer, strict=True))
        pairs = tuple(sorted(set(answers)))
        return FollowUps(episode=place[is_there], what=places(answers, pairs)[is_there], pairs=pairs)

    def marks(self) -> EntryRegions:
        rows = EpisodeRegion.objects.filter(episode__in=self._matching.order_by())
        keys, region, side = columns_of(rows.values_list("episode_id", "region", "side"), 3)
        place = self._in_core(keys)
        is_there = place >= 0
        return EntryRegions(
            episode=place[is_there],
            region=places(region, REGION_CODES)[is_there],
            side=np.maximum(places(side, SIDE_CODES)[is_there], 0),
        )

    def suspects(self) -> Suspects:
        rows = EpisodeFactor.objects.filter(episode__in=self._matching.order_by())
        keys, code = columns_of(rows.values_list("episode_id", "code"), 2)
        place = self._in_core(keys)
        is_there = place >= 0
        codes = tuple(sorted(set(code), key=FACTORS.sort_key))
        return Suspects(episode=place[is_there], factor=places(code, codes)[is_there], codes=codes)

    def uses(self) -> Uses:
        rows = EpisodeRelief.objects.filter(episode__in=self._matching.order_by())
        keys, code, text, moment, effect = columns_of(
            rows.values_list("episode_id", "code", "text", "moment", "effect"), 5
        )
        place = self._in_core(keys)
        is_there = place >= 0
        pairs = list(zip(code, text, strict=True))
        things = tuple(sorted(set(pairs), key=lambda pair: (RELIEF.sort_key(pair[0]), pair[1])))
        return Uses(
            episode=place[is_there],
            what=places(pairs, things)[is_there],
            moment=places(moment, MOMENT_CODES)[is_there],
            effect=places(effect, EFFECT_CODES)[is_there],
            things=things,
        )

    def entry_days(self) -> np.ndarray:
        days = np.unique(self._all[1])
        days.setflags(write=False)
        return days

    def open_days(self) -> np.ndarray:
        rows = self._in_period.leaving_open(self._wanted)
        if rows.query.is_empty():
            return np.zeros(0, np.int64)
        (unknown,) = table(rows.values_list("pk"), 1)
        days: np.ndarray = self._all[1][np.isin(self._all[0], unknown)]
        days.setflags(write=False)
        return days

    def long_episodes(self) -> LongEpisodes:
        pk, day, started, offset, ended, *_ = self._all
        # The offset is that of the onset, so an hour is left over for clocks that change before the end.
        runs_on = (ended - started >= _HOUR) & (ended + offset >= (day + 1 - _EPOCH) * _DAY)
        entries = self._entries.order_by()
        parts = [entries.filter(pk__in=some.tolist()) for some in _in_parts(pk[runs_on])]
        if self._dates.first:
            first = self._period.first
            earliest_end = dt.datetime.combine(first, dt.time(0), tzinfo=dt.UTC) - dt.timedelta(days=1)
            looked_back = dt.date.fromordinal(max(first.toordinal() - LONGEST_EPISODE_DAYS, 1))
            parts.append(entries.filter(day__gte=looked_back, day__lt=first, ended_at__gte=earliest_end))
        days, ends = [], []
        for rows in parts:
            for started_on, ended_at, time_zone in rows.values_list("day", "ended_at", "time_zone"):
                # All were asked for by their end; one that was changed between two reads may have none any more.
                if ended_at is None:
                    continue
                days.append(started_on.toordinal())
                ends.append(int(ended_at.timestamp()) + offset_seconds(ended_at, time_zone))
        return LongEpisodes(day=np.array(days, np.int64), end_wall=np.array(ends, np.int64))

    def has_clear_day(self) -> bool:
        days = Day.objects.of(self._owner).answered_until(self._until).filter(answer=NONE)
        return (days.filter(private=False) if self._leaves_private_out else days).exists()

    def landmarks(self) -> tuple[Landmark, ...]:
        load = landmarks_for_others if self._leaves_private_out else load_landmarks
        return load(self._owner, self._period)

    def own_words(self) -> OwnWords:
        return own_words(self._owner)

    def answers(self) -> AnsweredDays:
        return load_answers(self._days)

    def limits(self) -> Limits:
        return load_limits(self._days)

    def evenings(self) -> Evenings:
        return load_evenings(self._days, self._deadlines, self._asked)

    def factor_answers(self) -> FactorAnswers:
        return load_factor_answers(self._days)

    def pauses(self) -> Pauses:
        parameters = [self._owner.pk, self._period.last, self._period.first]
        rows = written_models(Pause, _PAUSES, parameters)
        spans = [row for row in rows if self._until is None or row.added_at <= self._until]
        return Pauses(
            first=np.array([row.from_on.toordinal() for row in spans], np.int64),
            last=np.array([(row.to_on or self._period.last).toordinal() for row in spans], np.int64),
        )


_PAUSES = """
SELECT * FROM tracker_pause WHERE owner_id = %s AND from_on <= %s AND (to_on IS NULL OR to_on >= %s) ORDER BY from_on
"""


def _in_parts(keys: np.ndarray) -> Iterator[np.ndarray]:
    """The keys in parts that a statement can hold."""
    return (keys[start : start + KEYS_A_STATEMENT] for start in range(0, len(keys), KEYS_A_STATEMENT))
