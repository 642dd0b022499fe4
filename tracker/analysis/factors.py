"""Which factors go with spasms: what may be said of each factor, from blocks that are closed. Pure.

What a block is, and which factors passed with it, lives in factor_blocks.py; the mathematics in evidence.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import inf, log

from django.utils.translation import gettext_lazy as _

from tracker.analysis.conditional import LESS_OFTEN, MORE_OFTEN
from tracker.analysis.evidence import (
    MARK,
    LikeWithLike,
    any_day_range,
    contrasting,
    like_with_like,
    mark_among,
    shrunken,
)
from tracker.analysis.factor_blocks import (
    CLOSING,
    NO_CONTRAST,
    OWN_ANSWERS,
    ClosedBlock,
    Counts,
    FactorRows,
    Grid,
    Missing,
    history_of,
    log_weights_of,
    missing_of,
    passed_of,
)
from tracker.analysis.factor_days import CheckIns, Outcome, decide_outcome, usable_days
from tracker.vocabulary.lazy_text import LazyText

ABOUT_DAYS = 90
"""About so many days with an answer it takes until anything may be said of a factor."""
QUARTER = 4
"""A factor is "getting clearer" from so small a part of the mark on."""
WEAKER_BLOCKS, WEAKER_PART = 13, 20
"""A link is weaker if its evidence is below a 20th of what it was 13 blocks ago, or when it passed, if later."""
APART_DAYS = 56
"""From so many usable days after passing on, these days stand apart: those before made it pass, and flatter it."""

TOO_EARLY, NO_CLEAR_LINK, GETTING_CLEARER = "too-early", "no-clear-link", "getting-clearer"
LINKED, LINKED_EARLIER = "linked", "linked-earlier"
LINK_STATES = (LINKED, LINKED_EARLIER, GETTING_CLEARER, NO_CLEAR_LINK, TOO_EARLY)


@dataclass(frozen=True, slots=True)
class EvidenceStep:
    """The evidence for a factor as it stood when a block closed."""

    day: int
    """Ordinal of the day on which it closed."""
    log_evidence: float


@dataclass(frozen=True, slots=True)
class FactorResult:
    """What may be said of one factor, from its closed blocks."""

    code: str
    state: str
    """One of LINK_STATES."""
    counts: Counts
    """As they were counted. Of closed blocks; while it is too early, of all usable days."""
    missing: Missing | None = None
    """Why it is too early; None once it is not."""
    compared: LikeWithLike | None = None
    """The same like with like; None while it is too early."""
    steps: tuple[EvidenceStep, ...] = ()
    """The evidence as each block closed; empty while it is too early."""
    log_mark: float = 0.0
    """ln of the evidence from which it counts as a link."""
    passed_on: int = 0
    """Ordinal of the day on which it counted as a link first; 0 if never."""
    log_passed: float = 0.0
    """ln of the evidence of that moment."""
    direction: str = ""
    """MORE_OFTEN or LESS_OFTEN: which way it points; of a link, which way it did when it passed. "" too early."""
    log_range: tuple[float, float] = (-inf, inf)
    """The log odds ratios that fit, on whatever day one looks."""
    since: LikeWithLike | None = None
    """Like with like on the days since it passed, once they are enough."""
    since_counts: Counts | None = None
    log_shrunken: float = 0.0
    """For ranking."""

    @property
    def n(self) -> int:
        return self.counts.n

    @property
    def log_evidence(self) -> float:
        """ln of the evidence at the latest closing; 0 before the first."""
        return self.steps[-1].log_evidence if self.steps else 0.0

    @property
    def is_link(self) -> bool:
        """It passed: it is a finding, also if it has grown weaker."""
        return self.state in {LINKED, LINKED_EARLIER}

    @property
    def has_turned(self) -> bool:
        """It passed and is not weaker, and all days counted by now no longer point the way in which it did.

        "Weaker" looks back 13 blocks: a link that turned slowly, or before them, is none of that.
        """
        if self.state != LINKED or self.compared is None:
            return False
        more = self.compared.with_it - self.compared.without
        return more <= 0 if self.direction == MORE_OFTEN else more >= 0


@dataclass(frozen=True, slots=True)
class FactorAnalysis:
    """All factors of a diary, by state and strength."""

    n: int
    """Usable days with a factor, in closed blocks and after them."""
    outcome: Outcome
    closed: int
    """Blocks that are closed."""
    closes_on: int
    """Ordinal of the day on which the next block closes."""
    results: tuple[FactorResult, ...]
    method: LazyText = _(
        "Days are compared within four weeks, and only when the days before them were alike. The evidence is an "
        "e-value. You can check it any day. By chance alone, at most 1 diary in 80 ever reaches 80 to 1. Where spasms "
        "and the factor both come in long runs, it may be more."
    )
    caveat: LazyText = _("A link is not proof of a cause. Links within the same day are not tested.")
    words: Mapping[str, str] = field(default_factory=dict)
    """Labels of own codes, as the person spelled them."""
    suspected: Mapping[str, int] = field(default_factory=dict)
    """Entries by factor in which the person suspected it: an opinion, shown beside what was counted."""
    evenings: Mapping[str, int] = field(default_factory=dict)
    """Evenings on which each factor was answered, also those that do not count."""

    def of(self, code: str) -> FactorResult | None:
        """The result of one factor; None if it was never asked for."""
        return next((one for one in self.results if one.code == code), None)


def factor_analysis(
    days: CheckIns, grid: Grid, closed: Sequence[ClosedBlock], evenings: Mapping[str, int] | None = None
) -> FactorAnalysis:
    """What may be said of each factor. Nothing is decided here: blocks that are due are handed in as closed ones.

    Parameters: check-ins that reach back at least to the first block that is not closed (and a day before); the grid;
    all closed blocks; on how many evenings each factor was answered, if `days` do not reach back to the first.
    Example: 41 answered evenings: every factor "too early", missing 41 of about 90.
    """
    outcome = grid.outcome or decide_outcome(days)
    usable = usable_days(days, outcome, grid.begins)
    still_open = usable.part(usable.block >= len(closed))
    history, log_weights, passed = history_of(closed), log_weights_of(closed), passed_of(closed)
    codes = tuple(dict.fromkeys([*history.codes, *days.factors]))
    steps, _counts = history.sums(history.block, len(closed))
    if evenings is None:
        evenings = dict(zip(days.factors, days.is_held.sum(axis=1).tolist(), strict=True))
    results = []
    for place, code in enumerate(codes):
        own = history.of(place) if place < len(history.codes) else history.of(-1)
        if code not in log_weights or missing_of(own.counts) or not contrasting(own.rows).any():
            everything = own.counts.with_open(still_open, days.factors, code)
            results.append(_too_early(code, own, everything, evenings.get(code, 0)))
        else:
            log_mark = _mark(code, passed) - log_weights[code]
            day_steps = tuple(EvidenceStep(grid.closing_day(n), float(each)) for n, each in enumerate(steps[:, place]))
            results.append(_judged(code, own, day_steps, log_weights[code], log_mark, passed.get(code)))
    return FactorAnalysis(
        n=max((one.counts.n for one in results), default=0),
        outcome=outcome,
        closed=len(closed),
        closes_on=grid.closing_day(len(closed)),
        results=tuple(sorted(results, key=_rank)),
        evenings=evenings,
    )


def _mark(code: str, passed: Mapping[str, tuple[int, float]]) -> float:
    """ln of the w E from which it counts as a link, beside those that passed; of one that did, as it was then."""
    if code not in passed:
        return mark_among(len(passed) + 1)
    return mark_among(sum(block <= passed[code][0] for block, _value in passed.values()))


def _too_early(code: str, own: FactorRows, counts: Counts, evenings: int) -> FactorResult:
    """Nothing but counts, and what is missing, counted up to now."""
    if evenings < ABOUT_DAYS:
        missing: Missing | None = Missing(OWN_ANSWERS, evenings, ABOUT_DAYS)
    else:
        missing = missing_of(counts) or Missing(CLOSING if missing_of(own.counts) else NO_CONTRAST, 0, 1)
    return FactorResult(code=code, state=TOO_EARLY, counts=counts, missing=missing)


def _judged(
    code: str,
    own: FactorRows,
    steps: tuple[EvidenceStep, ...],
    log_weight: float,
    log_mark: float,
    passed: tuple[int, float] | None,
) -> FactorResult:
    curve = own.curve
    best, pointing, after = shrunken(curve), shrunken(curve), None
    if passed:
        pointing, after = shrunken(own.part(own.block <= passed[0]).curve), own.part(own.block > passed[0])
        after = after if after.counts.n >= APART_DAYS else None
    return FactorResult(
        code=code,
        state=_state(steps, log_weight, passed),
        counts=own.counts,
        compared=like_with_like(own.rows),
        steps=steps,
        log_mark=log_mark,
        passed_on=steps[passed[0]].day if passed else 0,
        log_passed=passed[1] if passed else 0.0,
        direction=MORE_OFTEN if pointing >= 0 else LESS_OFTEN,
        log_range=any_day_range(curve),
        log_shrunken=best,
        since=like_with_like(after.rows) if after else None,
        since_counts=after.counts if after else None,
    )


def _state(steps: tuple[EvidenceStep, ...], log_weight: float, passed: tuple[int, float] | None) -> str:
    now, last = steps[-1].log_evidence, len(steps) - 1
    if passed is None:
        return GETTING_CLEARER if log_weight + now >= log(MARK / QUARTER) else NO_CLEAR_LINK
    earlier = last - WEAKER_BLOCKS
    before = steps[earlier].log_evidence if earlier > passed[0] else passed[1]
    return LINKED_EARLIER if now < before - log(WEAKER_PART) else LINKED


def _rank(result: FactorResult) -> tuple[int, float, str]:
    """By state, then by the shrunken estimate, the strongest first, in either direction; then by code."""
    return LINK_STATES.index(result.state), -abs(result.log_shrunken), result.code
