"""The health profile as it stands on a day: for its page, for guidance, for the list before a visit."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.contrib.auth.models import User

from tracker.days import PartialDate
from tracker.models import ProfileItem
from tracker.selectors.written import written_models
from tracker.treatments import followers
from tracker.vocabulary.profile import (
    BEGAN,
    CONDITION,
    MEDICATION,
    PREGNANCY,
    PROFILE_KINDS,
    SPANS,
    SPINE_INJURY,
    item_words,
)
from tracker.vocabulary.terms import NONE_OF_THESE

OVERDUE = dt.timedelta(days=21)
"""How long a pregnancy is taken to go on beyond its due date, unless it is said to be over."""


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """One row. `since` and `until` say no more than the person did; None is not said."""

    uid: uuid.UUID
    kind: str
    code: str
    text: str
    dose: str
    since: PartialDate | None
    until: PartialDate | None
    note: str
    private: bool
    is_expected: bool = False
    """`until` is a due date, which a pregnancy may outlast."""
    for_spasms: bool = False
    """Of a medicine: taken for the spasms themselves."""
    look_since: bool = False
    look_until: bool = False
    """Its beginning, or its end, is marked to be looked at."""
    tells_end: bool = True
    """False where a private row of the same treatment goes on from its end: nobody else is told that it was stopped,
    for it was not."""
    goes_on_unseen: bool = False
    """Such a private row holds on the day of the profile: the treatment does, in a dose that nobody else is told."""

    @property
    def is_marked(self) -> bool:
        """Either of them."""
        return self.look_since or self.look_until

    @property
    def words(self) -> str:
        """What it is: the person's words, or the label of its code."""
        return str(item_words(self.kind, self.code, self.text))

    @property
    def goes_on(self) -> bool:
        """True for what lasts, such as a medicine; an injury or a test has one date."""
        return self.kind in SPANS

    def holds_on(self, on: dt.date) -> bool:
        """True if it may hold on the day. What ended "in 2026" may have gone on until its last day: as guidance is
        rather too careful than not enough, it holds until then. What has one date holds from then on."""
        has_begun = self.since is None or self.since.first <= on
        return has_begun and (not self.goes_on or self.last_on is None or on <= self.last_on)

    @property
    def last_on(self) -> dt.date | None:
        """The last day on which it may hold; None if no end was said."""
        if self.until is None:
            return None
        return self.until.last + (OVERDUE if self.is_expected else dt.timedelta())


@dataclass(frozen=True, slots=True)
class Profile:
    """A person's health profile on a day. A kind that was never answered is neither a yes nor a no."""

    on: dt.date
    lines: tuple[ProfileLine, ...]
    """All rows but the answers "none", in the order of their dates; those without a date first."""
    said_none: Mapping[str, dt.date | None]
    """The kinds that were answered with "none", and the day on which that was said."""
    unseen: frozenset[str] = frozenset()
    """The kinds of which something holds on the day that is private, where that was left out: of these nobody else is
    told that there is none."""

    def of(self, kind: str) -> tuple[ProfileLine, ...]:
        """The rows of a kind, what is over among them."""
        return tuple(line for line in self.lines if line.kind == kind)

    def now(self, kind: str) -> tuple[ProfileLine, ...]:
        """The rows of a kind that hold on the day."""
        return tuple(line for line in self.of(kind) if line.holds_on(self.on))

    def before(self, kind: str) -> tuple[ProfileLine, ...]:
        """The rows of a kind that do not hold on the day."""
        return tuple(line for line in self.of(kind) if not line.holds_on(self.on))

    @property
    def condition_codes(self) -> tuple[str, ...]:
        """Codes of the conditions that hold on the day, pregnancy among them, each once. Own words have no code."""
        held = (*self.now(CONDITION), *self.now(PREGNANCY))
        return tuple(dict.fromkeys(line.code for line in held if line.code))

    @property
    def is_pregnant(self) -> bool | None:
        """None if it was not answered."""
        return bool(self.now(PREGNANCY)) if self.has_answered(PREGNANCY) else None

    @property
    def has_spine_injury(self) -> bool | None:
        """True if one is named, however old. None if it was not answered."""
        return bool(self.of(SPINE_INJURY)) if self.has_answered(SPINE_INJURY) else None

    @property
    def spasm_medicines(self) -> frozenset[str]:
        """Names, casefolded, of the medicines that are taken for the spasms: what one row says of a medicine holds for
        its other doses, too."""
        return frozenset(line.text.casefold() for line in self.of(MEDICATION) if line.for_spasms)

    @property
    def began(self) -> PartialDate | None:
        """When the spasms began; None if it was not said, or is not known."""
        return next((line.since for line in self.of(BEGAN)), None)

    def has_answered(self, kind: str) -> bool:
        """True if there is a row of the kind, or the answer "none"."""
        return kind in self.said_none or bool(self.of(kind))

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The kinds that nothing was said of, in the order of the page."""
        return tuple(kind for kind in PROFILE_KINDS if not self.has_answered(kind))

    def without_private(self) -> "Profile":
        """What may be shown to others. The answers "none" are never private.

        A kind whose rows are all private reads as not answered.
        """
        lines = tuple(line for line in self.lines if not line.private)
        later = {line.uid: others for line, others in followers(self.lines)}
        silent = {uid for uid, others in later.items() if any(other.private for other in others)}
        if silent:
            lines = tuple(
                replace(line, tells_end=False, goes_on_unseen=self._goes_on(line, later))
                if line.uid in silent
                else line
                for line in lines
            )
        unseen = frozenset(line.kind for line in self.lines if line.private and line.holds_on(self.on))
        return Profile(self.on, lines, self.said_none, unseen)

    def _goes_on(self, line: ProfileLine, later: Mapping[uuid.UUID, tuple[ProfileLine, ...]]) -> bool:
        """The treatment of a row that is over holds on the day, in whichever row that goes on from it."""
        return any(other.holds_on(self.on) or self._goes_on(other, later) for other in later.get(line.uid, ()))


def profile_of(owner: User, on: dt.date, added_until: dt.datetime | None = None) -> Profile:
    """The person's profile on a day; without what was added after an instant, if one is given. One query.

    A row whose treatment goes on in rows that were all added later has not ended: such an end came with another dose.
    """
    lines: list[ProfileLine] = []
    added_later: set[uuid.UUID] = set()
    said_none: dict[str, dt.date | None] = {}
    for row in written_models(ProfileItem, _PROFILE, [owner.pk]):
        is_later = bool(added_until and row.added_at > added_until)
        if row.code != NONE_OF_THESE:
            lines.append(profile_line(row))
            added_later |= {row.uid} if is_later else set()
        elif not is_later:
            said_none[row.kind] = row.from_on
    if added_later:
        lines = _before_they_were_added(lines, added_later)
    lines.sort(key=lambda line: (line.since is not None, line.since or PartialDate(1)))
    return Profile(on, tuple(lines), said_none)


def _before_they_were_added(lines: list[ProfileLine], later: set[uuid.UUID]) -> list[ProfileLine]:
    """Without these lines, and without the ends that came with them. When an end was said is not stored for good; that
    a row goes on is true whenever it was said."""
    open_ended = {line.uid for line, others in followers(lines) if all(other.uid in later for other in others)}
    return [
        replace(line, until=None, look_until=False) if line.uid in open_ended else line
        for line in lines
        if line.uid not in later
    ]


_PROFILE = "SELECT * FROM tracker_profileitem WHERE owner_id = %s ORDER BY id"


def profile_line(row: ProfileItem) -> ProfileLine:
    """One row as pages show it."""
    return ProfileLine(
        uid=row.uid,
        kind=row.kind,
        code=row.code,
        text=row.text,
        dose=row.dose,
        since=PartialDate.from_data(row.from_on, row.from_precision) if row.from_on else None,
        until=PartialDate.from_data(row.to_on, row.to_precision) if row.to_on else None,
        note=row.note,
        private=row.private,
        is_expected=row.is_expected,
        for_spasms=row.for_spasms,
        look_since=row.look_since,
        look_until=row.look_until,
    )
