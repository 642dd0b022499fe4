"""What was done against it, and how well that helped by the person's own rating. Pure.

Never "works": stronger remedies are taken on worse spasms, so two remedies cannot be compared by their ratings.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.analysis.coverage import in_period
from tracker.analysis.results import FEW_USES, NO_RELIEF, TooLittle, nothing_there
from tracker.days import Period
from tracker.diary import EFFECT_CODES, MOMENT_CODES, NOT_ANSWERED, Diary
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.relief import RELIEF

LEAST_USES = 3
HELPED_FROM = EFFECT_CODES.index("slightly")


@dataclass(frozen=True, slots=True)
class Ratings:
    """One remedy at one moment."""

    moment: str
    """during, after, or "" where that was not answered."""
    by_effect: tuple[int, ...]
    """Rated uses by place in EFFECT_CODES, from worse to greatly."""
    unrated: int
    """Uses without a rating: they say nothing, and are not "not at all"."""

    @property
    def n(self) -> int:
        """Rated uses."""
        return sum(self.by_effect)

    @property
    def helped(self) -> int:
        """Uses rated slightly, moderately or greatly."""
        return sum(self.by_effect[HELPED_FROM:])

    @property
    def is_enough(self) -> bool:
        return self.n >= LEAST_USES


@dataclass(frozen=True, slots=True)
class Remedy:
    """One thing that was done; a medicine by its name."""

    code: str
    text: str
    by_moment: tuple[Ratings, ...]
    """Only those that occur: during, after, not answered."""

    @property
    def uses(self) -> int:
        return sum(ratings.n + ratings.unrated for ratings in self.by_moment)

    @property
    def rated(self) -> int:
        """Rated uses at any moment."""
        return sum(ratings.n for ratings in self.by_moment)

    @property
    def helped(self) -> int:
        """Uses at any moment that were rated slightly, moderately or greatly."""
        return sum(ratings.helped for ratings in self.by_moment)

    @property
    def is_enough(self) -> bool:
        """At least one moment has enough rated uses to be shown."""
        return any(ratings.is_enough for ratings in self.by_moment)


@dataclass(frozen=True, slots=True)
class Relief:
    """What was done, the most used first."""

    n: int
    """Rated uses."""
    uses: int
    """All uses."""
    entries: int
    """Entries that say what was done."""
    of: int
    """Entries in the period."""
    remedies: tuple[Remedy, ...]
    is_filtered: bool
    method: LazyText = _(
        "Uses by your own rating. “Helped” means slightly, moderately or greatly. A remedy needs 3 rated uses."
    )
    caveat: LazyText = _("Stronger remedies are used on worse spasms, so this does not say which one is better.")
    words: Mapping[str, str] = field(default_factory=dict)
    """Labels of own codes, as the person spelled them."""

    @property
    def shown(self) -> tuple[Remedy, ...]:
        """Those with enough rated uses."""
        return tuple(remedy for remedy in self.remedies if remedy.is_enough)


def relief(diary: Diary, period: Period) -> Relief | TooLittle:
    """What was done against it, and in how many uses did it help, by the person's own rating?

    Parameters: a diary with the period loaded; the period.
    Returns ratings by remedy and by moment (during, after, not answered).
    Example: heat during: "greatly", "slightly", "not at all", and once unrated: helped in 2 of 3 uses, 1 unrated.
    Assumes nothing of uses without a rating. A medicine is one remedy a name, however its letters are cased.
    """
    rows = in_period(diary.episodes.day, period)
    of = int(rows.sum())
    if not of:
        return nothing_there(diary)
    uses = diary.uses
    inside = rows[uses.episode]
    if not inside.any():
        return TooLittle(NO_RELIEF, of)
    group, spelled = remedies_of(uses.things)
    n_moments, n_effects = len(MOMENT_CODES) + 1, len(EFFECT_CODES) + 1
    # What was not answered is -1, and takes the last place of its axis.
    where = (uses.moment[inside] % n_moments, uses.effect[inside] % n_effects)
    flat = np.ravel_multi_index((group[uses.what[inside]], *where), (len(spelled), n_moments, n_effects))
    counts = np.bincount(flat, minlength=len(spelled) * n_moments * n_effects).reshape(
        len(spelled), n_moments, n_effects
    )
    counted = [_remedy(code, text, table) for (code, text), table in zip(spelled, counts.tolist(), strict=True)]
    remedies = sorted(
        (remedy for remedy in counted if remedy.uses),
        key=lambda remedy: (-remedy.uses, RELIEF.sort_key(remedy.code), remedy.text),
    )
    if not any(remedy.is_enough for remedy in remedies):
        return TooLittle(FEW_USES, max(ratings.n for remedy in remedies for ratings in remedy.by_moment))
    return Relief(
        n=int((uses.effect[inside] != NOT_ANSWERED).sum()),
        uses=int(inside.sum()),
        entries=len(np.unique(uses.episode[inside])),
        of=of,
        remedies=tuple(remedies),
        is_filtered=diary.is_filtered,
        words=diary.own_words.relief,
    )


def remedies_of(things: tuple[tuple[str, str], ...]) -> tuple[np.ndarray, list[tuple[str, str]]]:
    """The remedy that each of these things is, shape (things,), and the remedies as they are spelled first.

    Example: ("medication", "Ibuprofen") and ("medication", "ibuprofen") are one: [0, 0], and the first spelling.
    """
    place_of: dict[tuple[str, str], int] = {}
    spelled: list[tuple[str, str]] = []
    group = []
    for code, text in things:
        key = (code, text.casefold())
        if key not in place_of:
            place_of[key] = len(spelled)
            spelled.append((code, text))
        group.append(place_of[key])
    return np.array(group, np.int64), spelled


def _remedy(code: str, text: str, table: list[list[int]]) -> Remedy:
    by_moment = tuple(
        Ratings(moment, tuple(by_effect), unrated)
        for moment, (*by_effect, unrated) in zip((*MOMENT_CODES, ""), table, strict=True)
        if unrated or any(by_effect)
    )
    return Remedy(code, text, by_moment)
