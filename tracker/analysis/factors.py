"""Which factors go with spasms: looks fixed in advance, two stages, and what may be said of each factor. Pure.

Which days count lives in factor_days.py, the odds ratio in conditional.py. A look is stored when it was taken and is
handed in again: what was said once is not computed anew from an edited diary.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.analysis.conditional import OddsRatio, odds_ratio
from tracker.analysis.factor_days import CheckIns, Outcome, UsableDays, decide_outcome, strata, usable_days
from tracker.vocabulary.lazy_text import LazyText

FIRST_LOOKS = (90, 180, 270)
DAYS_BETWEEN_LATER_LOOKS = 365
LEAST_DAYS, LEAST_OUTCOMES, LEAST_OTHERS, LEAST_EXPOSED, LEAST_UNEXPOSED = 60, 10, 10, 8, 8
REPEAT_DAYS, REPEAT_OUTCOMES = 90, 5
FALSE_DISCOVERY_RATE = 0.05
REPEAT_P = 0.05

CANNOT_TELL, NO_CLEAR_LINK, WORTH_WATCHING = "cannot-tell", "no-clear-link", "worth-watching"
SEEN_AGAIN, NOT_SEEN_AGAIN = "seen-again", "not-seen-again"
VERDICTS = (SEEN_AGAIN, WORTH_WATCHING, NOT_SEEN_AGAIN, NO_CLEAR_LINK, CANNOT_TELL)

LOOK, OWN_DAYS, OUTCOMES, OTHERS, EXPOSED, UNEXPOSED = "look", "days", "outcomes", "others", "exposed", "unexposed"
NO_CONTRAST = "no-contrast"


@dataclass(frozen=True, slots=True)
class Missing:
    """What is not there yet: "41 of 90"."""

    what: str
    """LOOK (usable days until the next look), OWN_DAYS, OUTCOMES, OTHERS, EXPOSED, UNEXPOSED or NO_CONTRAST."""
    have: int
    need: int


@dataclass(frozen=True, slots=True)
class Counts:
    """The natural frequencies: on so many days with the factor, on so many without."""

    exposed: int
    exposed_outcomes: int
    unexposed: int
    unexposed_outcomes: int

    @property
    def n(self) -> int:
        """Usable days on which the factor was answered."""
        return self.exposed + self.unexposed

    @property
    def outcomes(self) -> int:
        return self.exposed_outcomes + self.unexposed_outcomes


@dataclass(frozen=True, slots=True)
class Judged:
    """One factor at one look. `odds_ratio` is None where `missing` says why."""

    code: str
    counts: Counts
    odds_ratio: OddsRatio | None
    missing: Missing | None
    passes: bool


@dataclass(frozen=True, slots=True)
class Look:
    """What was found when so many usable days were there, and nothing after them was known."""

    at: int
    first_day: int
    last_day: int
    """Ordinals of the first and last usable day that it rests on."""
    outcome: Outcome
    tested: int
    """Factors that were tested together, the dull ones too."""
    judged: tuple[Judged, ...]

    def of(self, code: str) -> Judged | None:
        return next((one for one in self.judged if one.code == code), None)


@dataclass(frozen=True, slots=True)
class Repeat:
    """Whether a link that passed at a look came back in the 90 usable days after it."""

    code: str
    look: int
    days: int
    """Usable days so far, of REPEAT_DAYS."""
    counts: Counts
    odds_ratio: OddsRatio | None
    missing: Missing | None
    is_seen: bool | None
    """None while the days are not over, or if they hold too little to tell."""
    of: int = REPEAT_DAYS


@dataclass(frozen=True, slots=True)
class FactorResult:
    """What may be said of one factor."""

    code: str
    verdict: str
    """One of VERDICTS."""
    counts: Counts
    """At the latest look; where nothing can be told, of all usable days so far."""
    odds_ratio: OddsRatio | None
    """At the latest look."""
    missing: Missing | None
    """Why there is none, counted up to now."""
    look: int
    """Usable days of that look; 0 before the first."""
    flagged_at: int
    """The look that the verdict rests on, if the link ever passed; else 0."""
    repeat: Repeat | None

    @property
    def n(self) -> int:
        return self.counts.n


@dataclass(frozen=True, slots=True)
class FactorAnalysis:
    """All factors of a diary, by verdict and strength."""

    n: int
    """Usable days."""
    of: int
    """Days with a check-in."""
    outcome: Outcome
    next_look: int
    """Usable days at which the next look is taken."""
    tested: int
    """Factors tested together at the latest look."""
    looks: tuple[Look, ...]
    """Every look taken so far, to be stored."""
    repeats: tuple[Repeat, ...]
    """Every repeat that is over, to be stored."""
    results: tuple[FactorResult, ...]
    method: LazyText = _(
        "Days are compared within four weeks, and only when the days before them were alike. Odds ratios are "
        "exact. Each look at the data is planned in advance."
    )
    caveat: LazyText = _("A link is not proof of a cause. Links within the same day are not tested.")
    words: Mapping[str, str] = field(default_factory=dict)
    """Labels of own codes, as the person spelled them."""
    suspected: Mapping[str, int] = field(default_factory=dict)
    """Entries by factor in which the person suspected it: an opinion, shown beside what was found."""


def factor_analysis(
    days: CheckIns, taken: Iterable[Look] = (), repeated: Iterable[Repeat] = (), fixed: Outcome | None = None
) -> FactorAnalysis:
    """Which factors went together with spasms in the night and day after, and did it happen again?

    Parameters: the person's check-ins; looks and repeats that were stored when they were taken, and the outcome that
    was fixed when there were enough days to decide on it.
    Looks are taken at 90, 180 and 270 usable days and every 365 after that, each on the days up to it; a link that
    passes (Benjamini-Hochberg, 5 %, over all factors with enough days) is worth watching, and is seen again if the
    next 90 usable days alone show it in the same direction.
    Example: 41 usable days: every factor "cannot tell", missing 41 of 90.
    Unanswered days and the order of rows have no influence.
    """
    known = {look.at: look for look in taken}
    outcome = fixed or (known[min(known)].outcome if known else decide_outcome(days))
    usable = usable_days(days, outcome)
    for at in _looks_up_to(len(usable)):
        if at not in known:
            known[at] = _take(days.factors, usable, at, outcome)
    looks = tuple(known[at] for at in sorted(known))
    repeats = {(one.code, one.look): one for one in repeated}
    for look in looks:
        for judged in look.judged:
            if judged.passes and judged.code in days.factors and (judged.code, look.at) not in repeats:
                repeats[judged.code, look.at] = _repeat(days.factors, usable, look, judged)
    next_look = _next_look(max(len(usable), looks[-1].at if looks else 0))
    waiting = Missing(LOOK, len(usable), next_look)
    results = [_result(code, _counts(usable, row), looks, repeats, waiting) for row, code in enumerate(days.factors)]
    return FactorAnalysis(
        n=len(usable),
        of=int((~np.isnan(days.answered_at)).sum()),
        outcome=outcome,
        next_look=next_look,
        tested=looks[-1].tested if looks else 0,
        looks=looks,
        repeats=tuple(one for one in repeats.values() if one.days >= one.of),
        results=tuple(sorted(results, key=_rank)),
    )


def _looks_up_to(usable: int) -> list[int]:
    later = range(FIRST_LOOKS[-1] + DAYS_BETWEEN_LATER_LOOKS, usable + 1, DAYS_BETWEEN_LATER_LOOKS)
    return [*(look for look in FIRST_LOOKS if look <= usable), *later]


def _next_look(usable: int) -> int:
    return next(look for look in _looks_up_to(usable + DAYS_BETWEEN_LATER_LOOKS) if look > usable)


def passing(p_values: list[float], rate: float = FALSE_DISCOVERY_RATE) -> list[bool]:
    """Which p values pass together at that false discovery rate (Benjamini & Hochberg 1995).

    Example: 0.01, 0.04, 0.03, 0.20 at 0.05: only the first, since 0.03 > 2/4 of 0.05 and 0.04 > 3/4 of it.
    """
    order = sorted(p_values)
    fitting = [p for place, p in enumerate(order, 1) if p <= rate * place / len(order)]
    return [bool(fitting) and p <= fitting[-1] for p in p_values]


def _take(codes: tuple[str, ...], usable: UsableDays, at: int, outcome: Outcome) -> Look:
    """The look at the first `at` usable days."""
    part = usable.part(slice(at))
    stratum = strata(part)
    judged = []
    for row, code in enumerate(codes):
        counts = _counts(part, row)
        missing = _missing(counts)
        odds = None if missing else _odds(part, row, stratum)
        if odds is None and missing is None:
            missing = Missing(NO_CONTRAST, 0, 1)
        judged.append((code, counts, odds, missing))
    tested = [odds.p_two_sided for *_rest, odds, _missing_ in judged if odds]
    passes = iter(passing(tested))
    return Look(
        at=at,
        first_day=int(part.day[0]),
        last_day=int(part.day[-1]),
        outcome=outcome,
        tested=len(tested),
        judged=tuple(Judged(*one, passes=one[2] is not None and next(passes)) for one in judged),
    )


def _counts(part: UsableDays, row: int) -> Counts:
    yes, no = part.held[row] == 1, part.held[row] == 0
    sums = (yes, yes & part.outcome, no, no & part.outcome)
    return Counts(*(int(days.sum()) for days in sums))


def _missing(counts: Counts) -> Missing | None:
    """The first of the minimums that is not reached."""
    checks = (
        Missing(OWN_DAYS, counts.n, LEAST_DAYS),
        Missing(OUTCOMES, counts.outcomes, LEAST_OUTCOMES),
        Missing(OTHERS, counts.n - counts.outcomes, LEAST_OTHERS),
        Missing(EXPOSED, counts.exposed, LEAST_EXPOSED),
        Missing(UNEXPOSED, counts.unexposed, LEAST_UNEXPOSED),
    )
    return next((check for check in checks if check.have < check.need), None)


def _odds(part: UsableDays, row: int, stratum: np.ndarray) -> OddsRatio | None:
    own = part.held[row] >= 0
    return odds_ratio(part.outcome[own], part.held[row][own] == 1, stratum[own])


def _repeat(codes: tuple[str, ...], usable: UsableDays, look: Look, judged: Judged) -> Repeat:
    """The link in the 90 usable days after the look alone; judged when they are over."""
    row = codes.index(judged.code)
    part = usable.part(np.flatnonzero(usable.day > look.last_day)[:REPEAT_DAYS])
    counts, days = _counts(part, row), len(part)
    checks = (
        Missing(LOOK, days, REPEAT_DAYS),
        Missing(OUTCOMES, counts.outcomes, REPEAT_OUTCOMES),
        Missing(EXPOSED, counts.exposed, LEAST_EXPOSED),
        Missing(UNEXPOSED, counts.unexposed, LEAST_UNEXPOSED),
    )
    missing = next((check for check in checks if check.have < check.need), None)
    odds = None if missing else _odds(part, row, strata(part))
    if odds is None and missing is None:
        missing = Missing(NO_CONTRAST, 0, 1)
    is_seen = None
    if odds and judged.odds_ratio:
        is_seen = odds.p_in_direction[judged.odds_ratio.direction] < REPEAT_P
    return Repeat(judged.code, look.at, days, counts, odds, missing, is_seen)


def _result(
    code: str, now: Counts, looks: tuple[Look, ...], repeats: Mapping[tuple[str, int], Repeat], waiting: Missing
) -> FactorResult:
    judged = looks[-1].of(code) if looks else None
    own = [repeats[code, look.at] for look in looks if (code, look.at) in repeats]
    # A repeat that failed stays said while a later look, which rests on the same days too, waits for its own.
    own_repeats = [one for seen in (True, False) for one in reversed(own) if one.is_seen is seen]
    repeat = next(iter(own_repeats or own[-1:]), None)
    if repeat is not None:
        verdict = {True: SEEN_AGAIN, False: NOT_SEEN_AGAIN, None: WORTH_WATCHING}[repeat.is_seen]
    else:
        verdict = NO_CLEAR_LINK if judged and judged.odds_ratio else CANNOT_TELL
    return FactorResult(
        code=code,
        verdict=verdict,
        counts=judged.counts if judged and judged.odds_ratio else now,
        odds_ratio=judged.odds_ratio if judged else None,
        missing=_still_missing(judged.missing, now, waiting) if judged else waiting,
        look=looks[-1].at if looks else 0,
        flagged_at=repeat.look if repeat else 0,
        repeat=repeat,
    )


def _still_missing(then: Missing | None, now: Counts, waiting: Missing) -> Missing | None:
    """What the factor lacked at the look, counted up to now; once that is there, the next look."""
    if then is None or then.what == NO_CONTRAST:
        return then
    return _missing(now) or waiting


def _rank(result: FactorResult) -> tuple[int, float, str]:
    """By verdict, then by the shrunken estimate, the strongest first, in either direction; then by code."""
    strength = abs(np.log(result.odds_ratio.shrunken)) if result.odds_ratio else 0.0
    return VERDICTS.index(result.verdict), -strength, result.code


def direction(analysis: FactorAnalysis, result: FactorResult) -> str:
    """MORE_OFTEN or LESS_OFTEN, as it was at the look that the verdict rests on; "" if the link never passed."""
    look = next((look for look in analysis.looks if look.at == result.flagged_at), None)
    judged = look.of(result.code) if look else None
    return judged.odds_ratio.direction if judged and judged.odds_ratio else ""
