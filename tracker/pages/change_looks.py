"""Looks at change as pages show them: those that were taken, and those that are still to be taken."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User

from tracker.analysis.answered import is_answered_by, with_answer
from tracker.analysis.change import ChangeLook, windows_around
from tracker.analysis.comparison import Comparison
from tracker.analysis.landmarks import LANDMARK_DOSE
from tracker.analysis.other_changes import OtherChange
from tracker.analysis.results import TooLittle
from tracker.models import ChangeRecord
from tracker.selectors.changes import called_by_dose, treatment_changes
from tracker.services.change_looks import TakenLook, looks_ahead, taken_looks, taken_on
from tracker.wording.change import ChangeWords, ahead_words, heading_words, look_words, verdict_line


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
    by_row = looks_by_row(owner, of, is_any_marked=is_any_marked)
    return ShownLooks(
        tuple(look for shown in by_row.values() for look in shown.taken),
        tuple(look for shown in by_row.values() for look in shown.ahead),
    )


def looks_by_row(owner: User, of: Collection[str], *, is_any_marked: bool) -> Mapping[str, ShownLooks]:
    """The same for each of the rows that has any."""
    taken: dict[str, list[ChangeWords]] = {}
    ahead: dict[str, list[LookAhead]] = {}
    for each in taken_looks(owner):
        if each.change and each.change.of in of:
            taken.setdefault(each.change.of, []).append(taken_look_words(each))
    marked = [change for change in looks_ahead(owner) if change.of in of] if is_any_marked else []
    changes = treatment_changes(owner) if marked else []
    for change in (called_by_dose(change, changes) for change in marked):
        what = LANDMARK_DOSE if change.doses else change.what
        heading = heading_words(what, change.words, windows_around(change.on)[1], change.doses)
        ahead.setdefault(change.of, []).append(LookAhead(heading, ahead_words(taken_on(change))))
    return {uid: ShownLooks(tuple(taken.get(uid, ())), tuple(ahead.get(uid, ()))) for uid in {**taken, **ahead}}


def looks_on_trends(taken: Sequence[TakenLook], answer: TakenLook | None) -> tuple[ChangeWords, ...]:
    """Of the looks that were taken, the one that answers for these days, the latest at a year, and the latest at a
    marked change."""
    latest: dict[bool, TakenLook] = {}
    for each in taken:
        latest.setdefault(each.what == ChangeRecord.YEAR, each)
    shown = [answer] if answer else []
    shown += [each for each in latest.values() if each is not answer]
    return tuple(taken_look_words(each) for each in shown)


def beside_looks(
    compared: Comparison | TooLittle, taken: Sequence[TakenLook]
) -> tuple[Comparison | TooLittle, TakenLook | None]:
    """The comparison, and the look that answers for its days, if one does: then "often chance" is left out."""
    if isinstance(compared, TooLittle):
        return compared, None
    answer = next((each for each in taken if is_answered_by(compared, each.look)), None)
    if answer is None:
        return compared, None
    return with_answer(compared, [answer.look]), answer


def taken_look_line(taken: TakenLook) -> str:
    """What a stored look says, in short."""
    return verdict_line(taken.about, *_named(taken))


def taken_look_words(taken: TakenLook) -> ChangeWords:
    """A stored look, for the person."""
    return look_words(taken.about, *_named(taken))


def _named(taken: TakenLook) -> tuple[str, ChangeLook, tuple[OtherChange, ...], tuple[str, str] | None]:
    change = taken.change
    return (change.words if change else "", taken.look, taken.others, change.doses if change else None)
