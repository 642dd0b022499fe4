"""Simulated diaries with a known truth, many at once: which factors matter is decided here, then hidden.

Simpler than real life: what goes wrong here goes wrong there too, not the other way round. All arrays have the diaries
first and the days last.
"""

from dataclasses import dataclass, field

import numpy as np

from tracker.analysis.factor_days import BLOCK_DAYS, FRIDAY, STRATA, CheckIns

FACTOR_SHARE = 0.25
SPELL_SHARE, IN_SPELL, OUTSIDE = 0.15, 0.55, 0.14
"""Chance of a spasm in a bad spell and outside of it: on about one day in five."""
STEADY = SPELL_SHARE * IN_SPELL + (1 - SPELL_SHARE) * OUTSIDE
TOUCHED = 3
"""So many factors without a link make a day one that is answered late, or followed by a skipped one."""

FIRST_DAY, _DAY, _DEADLINE = 730_003, 86400, 22 * 3600


@dataclass(frozen=True)
class Truth:
    """How a diary comes about."""

    days: int = 365
    factors: int = 8
    links: dict[int, float] = field(default_factory=dict)
    """Factor's place to the odds ratio that it truly has."""
    links_end: int | None = None
    """The day on which all links end."""
    answered: float = 0.90
    spell_days: int = 4
    """How long bad spells last; 1: none, every day is alike."""
    self_exciting: float = 0.0
    """By how much (log odds) a spasm makes one on the next day likelier."""
    weekly: float = 0.0
    """By how much Saturdays and Sundays are worse."""
    season: float = 0.0
    """By how much the worst season is worse than the middle one, and factors more frequent in it."""
    run_days: int = 1
    """How long factors last; 1: they come and go."""
    weekend_factors: int = 0
    """Factors without a link that are habits of Fridays and Saturdays."""
    spasm_raises_factor: float = 0.0
    """On how many of the days with a spasm it brings the factors along."""
    quiet_days_answered_less: bool = False
    day_after_exposed_skipped: bool = False
    exposed_answered_late: bool = False


@dataclass(frozen=True)
class Diaries:
    """What happened, and what was written down of it."""

    exposed: np.ndarray
    """Shape (diaries, factors, days)."""
    spasm: np.ndarray
    """In the window from this day's deadline to the next. Shape (diaries, days), as the others."""
    given: np.ndarray
    late: np.ndarray

    @property
    def begins(self) -> np.ndarray:
        """The first day with a check-in in time."""
        first: np.ndarray = np.argmax(self.given & ~self.late, axis=1)
        return first


def simulate(truth: Truth, number: int, rng: np.random.Generator) -> Diaries:
    """So many diaries: bad spells, factors, spasms that follow from them, and which check-ins were given, and when."""
    days, factors = truth.days, truth.factors
    weekday = (FIRST_DAY + np.arange(days) - 1) % 7
    is_weekend = np.isin(weekday, (FRIDAY, FRIDAY + 1))
    wave = np.sin(2 * np.pi * (np.arange(days) / 365 + rng.random((number, 1))))
    share = np.broadcast_to(
        np.clip(FACTOR_SHARE + 0.2 * truth.season * wave, 0.02, 0.9)[:, None], (number, factors, days)
    )
    if truth.weekend_factors:
        share = share.copy()
        share[:, factors - truth.weekend_factors :] = np.where(is_weekend, 0.7, 0.08)
    if truth.run_days > 1:
        exposed = _runs(rng, (number, factors), days, FACTOR_SHARE, truth.run_days)
    else:
        exposed = rng.random((number, factors, days)) < share
    if truth.spell_days > 1:
        spell = _runs(rng, (number,), days, SPELL_SHARE, truth.spell_days)
        log_odds = np.where(spell, _logit(IN_SPELL), _logit(OUTSIDE))
    else:
        log_odds = np.full((number, days), _logit(STEADY))
    linked, nulls = np.zeros(factors), np.ones(factors, bool)
    for place, odds in truth.links.items():
        linked[place], nulls[place] = np.log(odds), False
    # A link raises some days; the rest is lowered, so that the share of spasm days stays about the same.
    log_odds = log_odds - (FACTOR_SHARE * linked).sum() - STEADY * truth.self_exciting
    log_odds = log_odds + truth.season * wave + truth.weekly * (is_weekend - 2 / 7)
    spasm, draw = np.zeros((number, days), bool), rng.random((number, days))
    before = np.zeros(number, bool)
    for day in range(days):
        if truth.spasm_raises_factor and day:
            brought = rng.random((number, factors)) < truth.spasm_raises_factor
            exposed[:, :, day] |= brought & before[:, None] & nulls
        effect = linked if truth.links_end is None or day < truth.links_end else np.zeros(factors)
        logits = log_odds[:, day] + exposed[:, :, day] @ effect + truth.self_exciting * before
        before = spasm[:, day] = draw[:, day] < 1 / (1 + np.exp(-logits))
    touched = exposed[:, nulls][:, :TOUCHED].any(axis=1)
    return Diaries(exposed, spasm, *_written(truth, rng, spasm, touched))


def _written(truth: Truth, rng, spasm: np.ndarray, touched: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Which check-ins were given, and which of them late; `touched` days are followed by a gap, or answered late."""
    before = np.zeros_like(spasm)
    before[:, 1:] = spasm[:, :-1]
    chance = np.full(spasm.shape, truth.answered)
    if truth.quiet_days_answered_less:
        chance = np.where(before, truth.answered, 0.7)
    if truth.day_after_exposed_skipped:
        chance[:, 1:] = np.where(touched[:, :-1], 0.6, chance[:, 1:])
    given = rng.random(spasm.shape) < chance
    late = np.zeros_like(given)
    if truth.exposed_answered_late:
        late = given & touched & (rng.random(spasm.shape) < 0.4)
    return given, late


def strata_of(diaries: Diaries) -> np.ndarray:
    """What the blocks hold as `factor_blocks` counts it, of all diaries at once: shape (diaries, factors, blocks,
    STRATA, 4). Blocks that one diary has and another lacks are empty there."""
    number, factors, days = diaries.exposed.shape
    given, late, spasm = diaries.given, diaries.late, diaries.spasm
    usable = np.zeros_like(given)
    usable[:, 1:-1] = given[:, 1:-1] & ~late[:, 1:-1] & given[:, 2:] & given[:, :-2]
    block = (np.arange(days) - diaries.begins[:, None]) // BLOCK_DAYS
    usable &= block >= 0
    blocks = (days - 1) // BLOCK_DAYS + 1
    before = np.zeros_like(spasm)
    before[:, 1:] = spasm[:, :-1]
    is_weekend = np.isin((FIRST_DAY + np.arange(days) - 1) % 7, (FRIDAY, FRIDAY + 1))
    stratum = block * STRATA + before * 2 + is_weekend
    diary, day = np.nonzero(usable)
    row = diary * blocks * STRATA + stratum[diary, day]
    size = number * blocks * STRATA
    yes = diaries.exposed[diary, :, day]
    came = spasm[diary, day]
    table = np.zeros((number, factors, blocks, STRATA, 4), np.int64)
    shape = (number, blocks, STRATA)
    table[..., 0] = np.bincount(row, minlength=size).reshape(shape)[:, None]
    table[..., 1] = np.bincount(row, came, size).reshape(shape)[:, None]
    for place in range(factors):
        table[:, place, ..., 2] = np.bincount(row, yes[:, place], size).reshape(shape)
        table[:, place, ..., 3] = np.bincount(row, yes[:, place] & came, size).reshape(shape)
    return table


def check_ins_of_one(diaries: Diaries, number: int) -> CheckIns:
    """One of them as the app would read it: with this the counting above is held to that of the app."""
    exposed, spasm = diaries.exposed[number], diaries.spasm[number]
    given, late = diaries.given[number], diaries.late[number]
    factors, days = exposed.shape
    day = np.arange(days) + FIRST_DAY
    deadline = day * _DAY + _DEADLINE
    started = deadline[spasm] + 6 * 3600
    nothing, unrated = np.zeros(days, bool), np.full(days, np.nan)
    return CheckIns(
        day=day,
        answered_at=np.where(given, deadline + np.where(late, 3600, -3600), np.nan),
        deadline=deadline,
        offset=np.zeros(days, np.int64),
        says_unlisted=nothing,
        unlisted_worst=unrated,
        limited=unrated,
        is_spasm_day=np.concatenate([[False], spasm[:-1]]),
        worst=unrated,
        factors=tuple(f"factor-{n}" for n in range(factors)),
        held=np.where(given & ~late, exposed.astype(np.int8), -1).astype(np.int8),
        started=started,
        ended=started + 120.0,
        intensity=np.full(len(started), 5.0),
        now=float(deadline[-1]),
    )


def _runs(rng, shape: tuple[int, ...], days: int, share: float, mean_days: float) -> np.ndarray:
    """Days that are on, in runs of so many days on average."""
    on, state = np.zeros((*shape, days), bool), rng.random(shape) < share
    stop = 1 / mean_days
    start = stop * share / (1 - share)
    draw = rng.random((*shape, days))
    for day in range(days):
        state = np.where(state, draw[..., day] >= stop, draw[..., day] < start)
        on[..., day] = state
    return on


def _logit(share: float) -> float:
    return float(np.log(share / (1 - share)))
