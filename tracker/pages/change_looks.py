"""Looks at change as pages show them: those that were taken, and those that are still to be taken."""

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.models import User

from tracker.analysis.change import windows_around
from tracker.models import ChangeRecord
from tracker.services.change_looks import TakenLook, looks_ahead, taken_looks, taken_on
from tracker.wording.change import ChangeWords, ahead_words, heading_words, look_words


@dataclass(frozen=True, slots=True)
class LookAhead:
    """A marked change whose look is still to be taken."""

    heading: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ShownLooks:
    """The looks at some changes, the latest first, and those that are still to be taken."""

    taken: tuple[ChangeWords, ...]
    ahead: tuple[LookAhead, ...]


def looks_at_changes(owner: User, of: Collection[str], *, is_any_marked: bool) -> ShownLooks:
    """The looks at these rows, by uid. `is_any_marked`: at any of them."""
    taken = [each for each in taken_looks(owner) if each.change and each.change.of in of]
    ahead = [change for change in looks_ahead(owner) if change.of in of] if is_any_marked else []
    return ShownLooks(
        tuple(taken_look_words(each) for each in taken),
        tuple(
            LookAhead(
                heading_words(change.what, change.words, windows_around(change.on)[1]), ahead_words(taken_on(change))
            )
            for change in ahead
        ),
    )


def looks_on_trends(owner: User) -> tuple[ChangeWords, ...]:
    """The latest look at a year, and the latest at a marked change."""
    latest: dict[bool, TakenLook] = {}
    for each in taken_looks(owner):
        latest.setdefault(each.what == ChangeRecord.YEAR, each)
    return tuple(taken_look_words(each) for each in latest.values())


def taken_look_words(taken: TakenLook) -> ChangeWords:
    """A stored look, for the person."""
    return look_words(taken.about, taken.change.words if taken.change else "", taken.look)
