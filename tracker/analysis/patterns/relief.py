"""Remedies: those that do not help, and those on which the sources differ. Pure."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.analysis.patterns.entries import has_helped, in_regions, is_rated, used, with_uses
from tracker.analysis.patterns.pattern import OF_USES, Pattern, window
from tracker.analysis.patterns.thresholds import (
    DISPUTED_DAYS,
    MONTH_DAYS,
    RELIEF_USES,
    RELIEF_WINDOW_DAYS,
    RELIEF_WITHOUT_HELP_SHARE,
    RELIEF_WORSE_USES,
)
from tracker.analysis.relief import remedies_of
from tracker.diary import EFFECT_CODES, MOMENT_CODES, NOT_ANSWERED, Diary
from tracker.vocabulary.relief import DURING, NOTHING, RELIEF

DISPUTED_DURING = frozenset({"heat", "cold", "heat-cold-alternating", "massage"})
"""Remedies that source 1 advises during a spasm, and source 2 only after it."""
BELLY_REGIONS = frozenset({"upper-abdomen", "lower-abdomen", "pelvis"})

_WORSE = EFFECT_CODES.index("worse")


@dataclass(frozen=True, slots=True)
class WithoutHelp:
    """One remedy; a medicine by its name."""

    code: str
    text: str
    n: int
    """Rated uses that helped not at all, or made it worse."""
    worse: int
    """Those of them that made it worse."""
    of: int
    """Rated uses."""
    episodes: tuple[int, ...]
    """Keys of the entries of those uses without help."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliefWithoutHelp(Pattern):
    """Every remedy that does not help, the most used first."""

    remedies: tuple[WithoutHelp, ...]
    """`n` and `of` of the pattern are those of the first; none, if it does not hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed(Pattern):
    """Entries with something in the attack on which the sources differ."""

    things: tuple[str, ...]
    """Codes of what was done."""


def relief_without_help(diary: Diary, today: dt.date) -> ReliefWithoutHelp:
    """Is there something that does not help, by the person's own rating?

    Enough rated uses, and most of them without help ("not at all", or worse); or worse more than once, however many
    uses. A share, not a number: three of twenty is no remedy that fails. During and after are taken together; a
    medicine is one remedy a name. "Did nothing" is no remedy.
    Example: heat "not at all" three times and "slightly" once: holds, 3 of 4.
    """
    days = window(diary, today, RELIEF_WINDOW_DAYS)
    uses = diary.uses
    group, spelled = remedies_of(uses.things)
    rated = days.has_spasm[uses.episode] & is_rated(diary) & ~used(diary, {NOTHING})
    failed = rated & ~has_helped(diary)
    worse = rated & (uses.effect == _WORSE)
    each = group[uses.what]
    counts = [np.bincount(each[which], minlength=len(spelled)).tolist() for which in (failed, worse, rated)]
    remedies, is_without_help = [], np.zeros(len(spelled), bool)
    for place, ((code, text), n, n_worse, of) in enumerate(zip(spelled, *counts, strict=True)):
        is_without_help[place] = n_worse >= RELIEF_WORSE_USES or (
            of >= RELIEF_USES and n >= RELIEF_WITHOUT_HELP_SHARE * of
        )
        if is_without_help[place]:
            keys = tuple(diary.episodes.key[with_uses(diary, failed & (each == place))].tolist())
            remedies.append(WithoutHelp(code, text, n, n_worse, of, keys))
    remedies.sort(key=lambda thing: (-thing.of, RELIEF.sort_key(thing.code), thing.text))
    return days.pattern(
        "relief-without-help",
        with_uses(diary, failed & is_without_help[each]),
        kind=ReliefWithoutHelp,
        holds=bool(remedies),
        n=remedies[0].n if remedies else 0,
        of=remedies[0].of if remedies else 0,
        unit=OF_USES,
        remedies=tuple(remedies),
        method=_("Rated uses that did not help or made it worse, out of all rated uses."),
        caveat=_(
            "By your own rating. Stronger remedies are used on worse spasms. A clinician has not "
            "reviewed the thresholds yet."
        ),
    )


def disputed_during(diary: Diary, today: dt.date) -> Disputed:
    """Was heat, cold or massage used while the spasm lasted, on which sources 1 and 2 differ, on several days?

    The belly and the pelvis are left out: a hot-water bottle there is no matter of a muscle. Returns entries with such
    a use, of those that say when something was done.
    """
    month = window(diary, today, MONTH_DAYS)
    uses = diary.uses
    disputed = used(diary, DISPUTED_DURING) & (uses.moment == MOMENT_CODES.index(DURING))
    counted = month.has_spasm & ~in_regions(diary, BELLY_REGIONS)
    rows = counted & with_uses(diary, disputed)
    done = np.unique(uses.what[disputed & counted[uses.episode]]).tolist()
    return month.entries(
        "disputed-relief-during",
        rows,
        counted & with_uses(diary, uses.moment != NOT_ANSWERED),
        least_days=DISPUTED_DAYS,
        kind=Disputed,
        things=tuple(sorted({uses.things[place][0] for place in done}, key=RELIEF.sort_key)),
        method=_("Entries with heat, cold or massage during the spasm, out of those that say when."),
    )
