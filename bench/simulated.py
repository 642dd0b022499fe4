"""Simulated diaries with a known truth, for bench/factors.py: which factors matter is decided here, then hidden.

Simpler than real life: what goes wrong here goes wrong there too, not the other way round.
"""

from dataclasses import dataclass, field

import numpy as np

from tracker.analysis.factor_days import CheckIns

FACTORS = tuple(f"factor-{n}" for n in range(8))
FACTOR_SHARE = 0.25
RUN_DAYS = 6
TOUCHED = 3
"""So many factors without a link make a day one that is answered late, or followed by a skipped one."""
SPELL_DAYS, SPELL_SHARE = 4, 0.15
IN_SPELL, OUTSIDE = 0.55, 0.14
"""Chance of a spasm in a bad spell and outside of it: on about one day in five."""

_FIRST_DAY, _DAY, _DEADLINE = 730_000, 86400, 22 * 3600


@dataclass(frozen=True)
class Truth:
    """How a diary comes about. Factors without a link are the ones that the distortions touch."""

    days: int = 400
    links: dict[int, float] = field(default_factory=dict)
    """Factor's place to the odds ratio that it truly has."""
    answered: float = 0.97
    spells: bool = True
    """Bad spells; else every day is alike, with as many spasms."""
    runs: bool = False
    """Factors last for days, like hot weather, instead of coming and going."""
    spasm_raises_factor: bool = False
    quiet_days_answered_less: bool = False
    day_after_exposed_skipped: bool = False
    exposed_answered_late: bool = False


def simulate(truth: Truth, rng: np.random.Generator) -> CheckIns:
    """One diary: bad spells, factors, spasms that follow from them, and which check-ins were given, and when."""
    days, places = truth.days, len(FACTORS)
    spell = _runs(rng, days, SPELL_SHARE, SPELL_DAYS)
    if truth.runs:
        exposed = np.array([_runs(rng, days, FACTOR_SHARE, RUN_DAYS) for _factor in FACTORS])
    else:
        exposed = rng.random((places, days)) < FACTOR_SHARE
    linked = np.zeros(places)
    for place, odds in truth.links.items():
        linked[place] = np.log(odds)
    nulls = linked == 0
    steady = SPELL_SHARE * IN_SPELL + (1 - SPELL_SHARE) * OUTSIDE
    log_odds = np.where(spell, _logit(IN_SPELL), _logit(OUTSIDE)) if truth.spells else np.full(days, _logit(steady))
    # A link raises some days; the rest is lowered, so that the share of spasm days stays about the same.
    log_odds -= (FACTOR_SHARE * linked).sum()
    spasm, draw = np.zeros(days, bool), rng.random(days)
    for day in range(days):
        if truth.spasm_raises_factor and day and spasm[day - 1]:
            exposed[nulls, day] |= rng.random(nulls.sum()) < 0.33
        spasm[day] = draw[day] < 1 / (1 + np.exp(-log_odds[day] - linked @ exposed[:, day]))
    return _check_ins(truth, rng, exposed, spasm, exposed[nulls][:TOUCHED].any(axis=0))


def _check_ins(truth: Truth, rng, exposed, spasm, touched) -> CheckIns:
    """What was written down of it; `touched` are the days that are followed by a gap, or answered late."""
    days = truth.days
    before = np.concatenate([[False], spasm[:-1]])
    chance = np.full(days, truth.answered)
    if truth.quiet_days_answered_less:
        chance = np.where(before, truth.answered, 0.7)
    if truth.day_after_exposed_skipped:
        chance[1:] = np.where(touched[:-1], 0.6, chance[1:])
    is_given = rng.random(days) < chance
    is_late = np.zeros(days, bool)
    if truth.exposed_answered_late:
        is_late = touched & (rng.random(days) < 0.4)
    day = np.arange(days) + _FIRST_DAY
    deadline = day * _DAY + _DEADLINE
    started = deadline[spasm] + 6 * 3600
    nothing, unrated = np.zeros(days, bool), np.full(days, np.nan)
    return CheckIns(
        day=day,
        answered_at=np.where(is_given, deadline + np.where(is_late, 3600, -3600), np.nan),
        deadline=deadline,
        offset=np.zeros(days, np.int64),
        says_unlisted=nothing,
        unlisted_worst=unrated,
        limited=unrated,
        is_spasm_day=before,
        worst=unrated,
        factors=FACTORS,
        held=np.where(is_given & ~is_late, exposed.astype(np.int8), -1).astype(np.int8),
        started=started,
        ended=started + 120.0,
        intensity=np.full(len(started), 5.0),
        now=float(deadline[-1]),
    )


def _runs(rng, days: int, share: float, mean_days: float) -> np.ndarray:
    """Days that are on, in runs of so many days on average."""
    on, state = np.zeros(days, bool), rng.random() < share
    stop = 1 / mean_days
    start = stop * share / (1 - share)
    for day, draw in enumerate(rng.random(days)):
        state = draw >= stop if state else draw < start
        on[day] = state
    return on


def _logit(share: float) -> float:
    return float(np.log(share / (1 - share)))
