"""What the doctor's page is made of, gathered beforehand: nothing that is marked private but in numbers.

The diary counts private entries as every page does, so that all numbers agree. What is given in words (rows, questions,
profile) comes without what is private; what the diary's own columns would say in words, analysis/listed.py holds back.
Nothing in it was written down after the page's cut-off.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.analysis.change import ChangeLook
from tracker.analysis.factors import FactorAnalysis
from tracker.analysis.other_changes import OtherChange
from tracker.analysis.results import TooLittle
from tracker.analysis.trial import TrialResult
from tracker.days import PartialDate
from tracker.diary import Diary
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.profile import SPANS


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry that is not private, as far as a list says it. "" and None are not answered."""

    started: dt.datetime
    """What the clocks there showed, naive."""
    zone: str = ""
    """IANA name of the zone where it was; said where it is not the person's own."""
    kind: str = ""
    intensity: int | None = None
    count: int = 1
    duration_seconds: float | None = None
    is_ongoing: bool = False
    regions: tuple[tuple[str, str, str], ...] = ()
    """(region, side, text)."""
    woke: str = ""
    noticed: tuple[str, ...] = ()
    relief: tuple[tuple[str, str, str, str], ...] = ()
    """(code, text, moment, effect)."""
    note: str = ""
    logged_by: str = ""
    """Who logged it for the person."""


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One row of the health profile that is not private; the answers "none" are no rows."""

    kind: str
    """Code of PROFILE_KINDS."""
    words: str
    dose: str = ""
    since: PartialDate | None = None
    until: PartialDate | None = None
    is_current: bool = True
    """It holds on the last day of the page's period."""
    note: str = ""
    last_on: dt.date | None = None
    """The last day on which it may hold, where that is later than `until` says: a pregnancy may outlast its date."""
    for_spasms: bool = False
    """Of a medicine, in any of its doses: taken for the spasms themselves."""
    tells_end: bool = True
    """False where its treatment goes on from `until` in a row that is private: it is not said to have stopped."""
    goes_on_unseen: bool = False
    """It does so on the last day of the page's period, in a dose that is not told."""

    @property
    def goes_on(self) -> bool:
        """True for what lasts, such as a medicine; an injury or a test has one date."""
        return self.kind in SPANS


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit that took place."""

    on: dt.date
    words: str = ""
    """With whom, or what for."""


@dataclass(frozen=True, slots=True)
class LookRow:
    """A look at change that was taken, and is about nothing private."""

    what: str
    """What happened between its windows: a landmark's code, or that of a year."""
    kind: str
    """Of the health profile, what began or ended; "" for a year and a visit."""
    words: str
    look: ChangeLook
    others: tuple[OtherChange, ...] = ()
    """What else changed in the days after, and is not private."""
    doses: tuple[str, str] | None = None
    """From which dose to which, where that is what was looked at."""


@dataclass(frozen=True, slots=True)
class TrialRow:
    """A self-trial: what was fixed, how it ended, and what its last look said."""

    habit: LazyText
    length: int
    first_on: dt.date
    state: LazyText
    """Running, or how it ended."""
    result: TrialResult | None
    """None: it has no look that counts."""
    is_at_end: bool = True
    """False where the look half way is the only one."""


@dataclass(frozen=True, slots=True)
class Material:
    """All that the page is built from."""

    diary: Diary
    """Without filter, with both windows loaded, private entries in it."""
    factors: FactorAnalysis | TooLittle
    """What may be said of factors, over the whole diary."""
    time_zone: str
    """The person's own zone: the cut-off is told in it."""
    entries: Mapping[int, EntryRow] = field(default_factory=dict)
    """Rows by the diary's key; those that `entry_keys` names suffice."""
    questions: tuple[str, ...] = ()
    """Open ones, in the person's order."""
    visits: tuple[VisitRow, ...] = ()
    next_visit: VisitRow | None = None
    """The one that is planned next."""
    looks: tuple[LookRow, ...] = ()
    """The latest first."""
    profile: tuple[ProfileRow, ...] = ()
    said_none: frozenset[str] = frozenset()
    """Kinds of the profile that were answered with "none"."""
    unseen: frozenset[str] = frozenset()
    """Kinds of which something private holds on the last day of the period: none of them is said to be without."""
    trials: tuple[TrialRow, ...] = ()
    """Self-trials, the latest first."""
    name: str = ""
    leaves_private_out: bool = False
    """The diary comes without private entries, for a caregiver; nothing tells whether there are any."""
