"""The health profile: its sections, what was removed, and the form for one row."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.forms import BoundField
from django.utils.translation import get_language

from tracker.forms.profile import ProfileItemForm
from tracker.guidance.loader import library_in
from tracker.guidance.profile import ConditionWords, words_for
from tracker.guidance.schema import Entry, Library
from tracker.models import ProfileItem, Revision
from tracker.pages.change_looks import ShownLooks, looks_by_row
from tracker.pages.edits import Edit
from tracker.selectors.profile import Profile, ProfileLine, profile_line, profile_of
from tracker.services import profile as service
from tracker.vocabulary.profile import CONDITION, PREGNANCY, PROFILE_KINDS, ProfileKind


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A row, with what the library says of it, and the looks at what began or ended with it."""

    line: ProfileLine
    words: ConditionWords | None
    looks: ShownLooks | None


@dataclass(frozen=True, slots=True)
class ProfileSection:
    """One kind on the page: what holds now, and what is over; or why it will be asked."""

    kind: ProfileKind
    now: tuple[ShownLine, ...]
    before: tuple[ShownLine, ...]
    said_none_on: dt.date | None
    asked_in: tuple[Entry, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.now or self.before or self.said_none_on)

    @property
    def is_yes_or_no(self) -> bool:
        """It is asked as a question, and yes leads to its form."""
        return self.kind.code == PREGNANCY


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """All sections, and what was removed in the last 30 days."""

    sections: tuple[ProfileSection, ...]
    is_new: bool
    """Nothing is filled in yet."""
    has_library: bool
    """The library says something about a condition."""
    removed: tuple[tuple[Revision, ProfileLine], ...]

    @property
    def unanswered(self) -> tuple[ProfileSection, ...]:
        """What is left, in the order of the kinds."""
        return tuple(section for section in self.sections if section.is_empty)

    @property
    def answered(self) -> tuple[ProfileSection, ...]:
        """What says something, in the order of the kinds."""
        return tuple(section for section in self.sections if not section.is_empty)


@dataclass(frozen=True, slots=True)
class ProfileFormPage:
    """The form for a row of this kind; `item` None: for a new one."""

    form: ProfileItemForm
    kind: ProfileKind
    item: ProfileItem | None
    edit: Edit | None
    marks: tuple[BoundField, ...]
    """The ticks that it be looked at, as far as they can be set."""

    @property
    def can_end(self) -> bool:
        """It goes on, and no end is known."""
        return self.item is not None and self.kind.spans and self.item.to_on is None


def profile_page(owner: User, today: dt.date, now: dt.datetime) -> ProfilePage:
    """The health profile of this person."""
    known, library = profile_of(owner, today), library_in(get_language())
    words = words_for(known.condition_codes, library)
    looks = looks_by_row(
        owner, {str(line.uid) for line in known.lines}, is_any_marked=any(line.is_marked for line in known.lines)
    )
    return ProfilePage(
        sections=tuple(_section(kind, known, words, library, looks) for kind in PROFILE_KINDS),
        is_new=not (known.lines or known.said_none),
        has_library=bool(words),
        removed=tuple((row, profile_line(item)) for row, item in service.removed_items(owner, now=now)),
    )


def _section(
    kind: str, known: Profile, words: Mapping[str, ConditionWords], library: Library, looks: Mapping[str, ShownLooks]
) -> ProfileSection:
    # An own condition has no code, a code twice in the list is explained once.
    explained = set()
    now = []
    for line in known.now(kind):
        is_first = line.code not in explained
        explained.add(line.code)
        explained_here = words.get(line.code) if kind in {CONDITION, PREGNANCY} and is_first else None
        now.append(ShownLine(line, explained_here, looks.get(str(line.uid))))
    term = PROFILE_KINDS[kind]
    asked_in = tuple(library.entries[key] for key in term.asked_in)
    before = tuple(ShownLine(line, None, looks.get(str(line.uid))) for line in known.before(kind))
    return ProfileSection(term, tuple(now), before, known.said_none.get(kind), asked_in)
