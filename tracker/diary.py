"""One person's log as read-only columns, each group of them loaded when it is first asked for.

What the source of a `Diary` hands over is what is stored; what it means is computed in analysis/. No database, no clock
here.
Days are ordinals (`date.toordinal()`), instants seconds since 1970 (UTC), codes their place in the vocabulary.
"""

import datetime as dt
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Generic, Self, TypeVar, overload

import numpy as np

from tracker.days import FOUR_O_CLOCK, DayStarts, PartialDate, Period
from tracker.vocabulary.day import CHECK_IN_ANSWERS
from tracker.vocabulary.episodes import IMPACTS, KINDS, NOTICED, ONSETS, SAFETY_ANSWERS, SORENESS
from tracker.vocabulary.regions import NO_SIDE, REGIONS, SIDES
from tracker.vocabulary.relief import EFFECTS, MOMENTS

NOT_ANSWERED = -1

ONSET_CODES = tuple(ONSETS)
REGION_CODES = tuple(REGIONS)
SIDE_CODES = (NO_SIDE, *SIDES)
ANSWER_CODES = tuple(CHECK_IN_ANSWERS)
MOMENT_CODES = tuple(MOMENTS)
EFFECT_CODES = tuple(EFFECTS)
KIND_CODES = tuple(KINDS)
IMPACT_CODES = tuple(IMPACTS)
SORENESS_CODES = tuple(SORENESS)
NOTICED_CODES = tuple(NOTICED)
SAFETY_CODES = tuple(SAFETY_ANSWERS)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Arrays of one length. They are shared between charts, so nobody may write into them."""

    def __post_init__(self) -> None:
        lengths = set()
        for each in fields(self):
            column = getattr(self, each.name)
            if isinstance(column, np.ndarray):
                column.setflags(write=False)
                lengths.add(len(column))
        if len(lengths) > 1:
            raise ValueError(f"columns of different lengths in {type(self).__name__}: {sorted(lengths)}")

    def __len__(self) -> int:
        return len(getattr(self, fields(self)[0].name))


@dataclass(frozen=True, slots=True)
class Episodes(_Columns):
    """The entries that match the diary's filter, a row each, by (day, started, row)."""

    key: np.ndarray
    """The row's key in the database: a result names the entries it rests on by it, nothing else may be read from it."""
    day: np.ndarray
    """Ordinal of the person's local day."""
    started: np.ndarray
    """Seconds since 1970, UTC."""
    offset: np.ndarray
    """How far the clocks of the entry's own zone were ahead of UTC at the onset, in seconds."""
    duration: np.ndarray
    """Seconds, float; nan if unknown or still going on."""
    is_ongoing: np.ndarray
    count: np.ndarray
    """Spasms in the entry, 1 or more."""
    intensity: np.ndarray
    """0 to 10, float; nan if not answered."""


@dataclass(frozen=True, slots=True)
class Onsets(_Columns):
    """What an entry says of its onset, row for row as in Episodes."""

    woke: np.ndarray
    """1 yes, 0 no, NOT_ANSWERED."""
    at_onset: np.ndarray
    """Place in ONSET_CODES, or NOT_ANSWERED."""


@dataclass(frozen=True, slots=True)
class EntryDetails(_Columns):
    """What else an entry says of itself, row for row as in Episodes: a place in the codes, or NOT_ANSWERED."""

    kind: np.ndarray
    """Place in KIND_CODES."""
    impact: np.ndarray
    """Place in IMPACT_CODES: none, some, had to stop."""
    soreness: np.ndarray
    """Place in SORENESS_CODES, from none to longer."""


@dataclass(frozen=True, slots=True)
class Provenance(_Columns):
    """How an entry came about and what it may be used for, row for row as in Episodes."""

    logged: np.ndarray
    """When it was written down, seconds since 1970 (UTC)."""
    is_edited: np.ndarray
    """A stored value was changed later."""
    is_private: np.ndarray
    """It counts, and none of its words leave the diary."""
    is_by_other: np.ndarray
    """Somebody else logged it for the person."""
    chest_answer: np.ndarray
    """Place in SAFETY_CODES: the answer to the two lines about the chest; or NOT_ANSWERED."""
    zone: np.ndarray
    """Place in `zones`."""
    zones: tuple[str, ...]
    """IANA names of the zones that occur; not a column."""


@dataclass(frozen=True, slots=True)
class Signs(_Columns):
    """What was also noticed: a row for every sign of an entry; "none of these" is a row too, no row is no answer."""

    episode: np.ndarray
    """Row in Episodes."""
    sign: np.ndarray
    """Place in NOTICED_CODES, or NOT_ANSWERED for a code that this version does not know."""


@dataclass(frozen=True, slots=True)
class FollowUps(_Columns):
    """What was answered to the safety questions about an entry: a row for every answer, and for every tick."""

    episode: np.ndarray
    """Row in Episodes."""
    what: np.ndarray
    """Place in `pairs`."""
    pairs: tuple[tuple[str, str], ...]
    """The (question, answer) pairs that occur. Not a column."""


@dataclass(frozen=True, slots=True)
class EntryRegions(_Columns):
    """Where the entries were: a row for every region of an entry."""

    episode: np.ndarray
    """Row in Episodes."""
    region: np.ndarray
    """Place in REGION_CODES, or NOT_ANSWERED for a code that this version does not know."""
    side: np.ndarray
    """Place in SIDE_CODES; 0 is no side."""


@dataclass(frozen=True, slots=True)
class Suspects(_Columns):
    """What the person suspected: a row for every factor of an entry; "none of these" is a row too, no row no answer."""

    episode: np.ndarray
    """Row in Episodes."""
    factor: np.ndarray
    """Place in `codes`."""
    codes: tuple[str, ...]
    """The codes that occur, a person's own ones among them; not a column."""


@dataclass(frozen=True, slots=True)
class Uses(_Columns):
    """What was done against it: a row for every use of an entry."""

    episode: np.ndarray
    """Row in Episodes."""
    what: np.ndarray
    """Place in `things`."""
    moment: np.ndarray
    """Place in MOMENT_CODES, or NOT_ANSWERED."""
    effect: np.ndarray
    """Place in EFFECT_CODES, from worse to greatly, or NOT_ANSWERED."""
    things: tuple[tuple[str, str], ...]
    """The (code, text) pairs that occur; the text names a medicine. Not a column."""


@dataclass(frozen=True, slots=True)
class LongEpisodes(_Columns):
    """Ended entries of an hour or more, whatever the filter: only these can run on into another day."""

    day: np.ndarray
    """Ordinal of the day they started on."""
    end_wall: np.ndarray
    """What the clocks of the entry's zone showed at its end, as seconds since the start of 1970 on those clocks."""


@dataclass(frozen=True, slots=True)
class AnsweredDays(_Columns):
    """Days on which the check-in was answered, ascending."""

    day: np.ndarray
    answer: np.ndarray
    """Place in ANSWER_CODES."""
    unlisted_worst: np.ndarray
    """Worst of the spasms not listed one by one, 0 to 10, float; nan if not answered."""


@dataclass(frozen=True, slots=True)
class Limits(_Columns):
    """Days on which the person said how much spasms limited them, ascending, whatever else they answered."""

    day: np.ndarray
    level: np.ndarray
    """0 (not at all) to 4 (completely)."""


@dataclass(frozen=True, slots=True)
class Evenings(_Columns):
    """Days with a check-in and what it said of the factors, ascending by day."""

    day: np.ndarray
    answered_at: np.ndarray
    """When the check-in was first given, seconds since 1970 (UTC)."""
    deadline: np.ndarray
    """Until when it was on time, seconds since 1970 (UTC), as it was set on that day."""
    offset: np.ndarray
    """How far the clocks there were ahead of UTC at the deadline, seconds."""
    held: np.ndarray
    """Shape (days, factors): the answer held at the deadline: 1 yes, 0 no, NOT_ANSWERED."""
    factors: tuple[str, ...]
    """Codes of every factor that was ever asked for or answered; not a column."""


@dataclass(frozen=True, slots=True)
class FactorAnswers(_Columns):
    """What check-ins say of the factors, as it stands now: a row for every answer, whenever it was given."""

    day: np.ndarray
    factor: np.ndarray
    """Place in `codes`."""
    is_yes: np.ndarray
    codes: tuple[str, ...]
    """The codes that occur, a person's own ones among them; not a column."""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Labels of a person's own codes, as they spelled them, by code. One code can have a label in each."""

    factors: Mapping[str, str] = field(default_factory=dict)
    relief: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pauses(_Columns):
    """Stretches of days that are not asked for, both ends included."""

    first: np.ndarray
    last: np.ndarray


LANDMARK_VISIT, LANDMARK_BEGAN, LANDMARK_ENDED = "visit", "began", "ended"
LANDMARK_DOSE = "dose"
"""One dose ended and another began, without a gap: no mark on a chart has it."""


@dataclass(frozen=True, slots=True)
class Landmark:
    """A dated thing that may split a period: a visit, or something taken or done that began or ended."""

    on: dt.date
    what: str
    """LANDMARK_VISIT, LANDMARK_BEGAN or LANDMARK_ENDED."""
    words: str
    """With whom, or what began or ended; "" is not said."""
    private: bool = False
    """Never shown to others."""


@dataclass(frozen=True, slots=True)
class OtherChange:
    """A treatment that began, ended or had its dose changed around another change, as well as its date is known."""

    what: str
    """LANDMARK_BEGAN, LANDMARK_ENDED or LANDMARK_DOSE."""
    of: str
    """The uid of its row; of a changed dose, that of the row that began."""
    date: PartialDate
    kind: str
    """Of the health profile."""
    words: str
    """What it is, with its dose; of a changed dose, without."""
    doses: tuple[str, str] | None = None
    """From which dose to which."""
    of_before: str = ""
    """The uid of the row that ended with a changed dose."""
    is_its_own: bool = False
    """It is the end, or another dose, of the very treatment that was looked at."""
    is_before: bool = False
    """It is of the days shortly before the change that was looked at."""


_Value = TypeVar("_Value")


class _read_once(Generic[_Value]):
    """A column read when it is first asked for: by one thread, while others that want it wait.

    The charts of a page are asked for at once, and each of them would read the same ten years otherwise. (A
    functools.cached_property does not do: up to Python 3.11 it lets nobody else's diary be read meanwhile, and from
    3.12 on it reads as often as it is asked.)
    """

    def __init__(self, read: "Callable[[Diary], _Value]") -> None:
        self._read, self.__doc__ = read, read.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, diary: None, owner: type) -> Self: ...

    @overload
    def __get__(self, diary: "Diary", owner: type | None = None) -> _Value: ...

    def __get__(self, diary: "Diary | None", owner: type | None = None) -> Self | _Value:
        if diary is None:
            return self
        with diary.reading:
            columns = diary.__dict__
            if self._name not in columns:
                columns[self._name] = self._read(diary)
            read: _Value = columns[self._name]
            return read


class DiaryColumn(_read_once[_Value]):
    """A column that the source hands over under its name; `kind` is its type."""

    def __init__(self, kind: type[_Value]) -> None:
        super().__init__(self._from_source)
        self.kind = kind

    def _from_source(self, diary: "Diary") -> _Value:
        columns: _Value = getattr(diary.source, self._name)()
        return columns


@dataclass(frozen=True)
class Diary:
    """A person's log, or the part of it that a filter asks for, over one period of days.

    Every column is declared here alone. A source has a method of the same name for each that is asked of it, and
    `tests/test_diary.py` holds that the one over the database (`selectors/diary.py`) has them all, with these types.
    """

    source: Any
    today: dt.date
    period: Period
    """The days that are loaded."""
    first_on: dt.date | None = None
    """Day of the very first entry or answer, whatever the period and the filter; None in an empty diary."""
    is_filtered: bool = False
    leaves_private_out: bool = False
    """It is read by somebody else, without private entries: days that were answered by these are unanswered."""
    starts: DayStarts = FOUR_O_CLOCK
    reading: threading.RLock = field(default_factory=threading.RLock, init=False, repr=False, compare=False)
    """Held while a column is read."""

    # Of the entries that match the filter:
    episodes = DiaryColumn(Episodes)
    onsets = DiaryColumn(Onsets)
    details = DiaryColumn(EntryDetails)
    provenance = DiaryColumn(Provenance)
    signs = DiaryColumn(Signs)
    follow_ups = DiaryColumn(FollowUps)
    marks = DiaryColumn(EntryRegions)
    suspects = DiaryColumn(Suspects)
    uses = DiaryColumn(Uses)

    # Of the days, whatever the filter: that no entry matches does not make a day clear.
    long_episodes = DiaryColumn(LongEpisodes)
    answers = DiaryColumn(AnsweredDays)
    limits = DiaryColumn(Limits)
    evenings = DiaryColumn(Evenings)
    factor_answers = DiaryColumn(FactorAnswers)
    pauses = DiaryColumn(Pauses)
    landmarks = DiaryColumn(tuple[Landmark, ...])
    """Visits and changes of treatment in the period, by date."""

    # Of the whole diary, whatever the period, too:
    has_clear_day = DiaryColumn(bool)
    """True if a clear day was ever confirmed."""
    own_words = DiaryColumn(OwnWords)

    @_read_once
    def entry_days(self) -> np.ndarray:
        """Ordinals of the days with any entry, ascending, each once."""
        if not self.is_filtered:
            return np.unique(self.episodes.day)
        days: np.ndarray = self.source.entry_days()
        return days

    @_read_once
    def open_days(self) -> np.ndarray:
        """Ordinals of the days of entries that left open what the filter asks for, one for each entry, ascending.

        Such an entry may match or not; without a filter there is none.
        """
        days: np.ndarray = self.source.open_days() if self.is_filtered else np.zeros(0, np.int64)
        return days
