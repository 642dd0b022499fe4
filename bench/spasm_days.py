"""Simulated spasm days with a known truth, for bench/change.py: arrays of shape (diaries, days), True on spasm days.

Simpler than real life: what goes wrong here goes wrong there too, not the other way round.
"""

from collections.abc import Callable

import numpy as np

Days = np.ndarray
Kind = Callable[[np.random.Generator, int, int, float], Days]
"""From a generator, the number of diaries, the number of days and the share of spasm days."""

SPELL_SHARE, SPELL_ODDS = 0.2, 10.0
"""One day in five is in a bad spell, in which the odds of a spasm are ten times as high."""
OFFSPRING, FADES = 0.5, 0.6
"""A spasm day brings half a spasm day after it, most of it on the next days."""
WEEKEND_ODDS = 4.0
_HALVINGS = 60


def alike(rng: np.random.Generator, diaries: int, days: int, share: float) -> Days:
    """Every day is like every other."""
    return rng.random((diaries, days)) < share


def spells_of(mean_days: int) -> Kind:
    """Bad spells that last so many days on average."""

    def spells(rng: np.random.Generator, diaries: int, days: int, share: float) -> Days:
        return rng.random((diaries, days)) < _mixed(share, SPELL_SHARE, SPELL_ODDS, runs(rng, diaries, days, mean_days))

    return spells


def self_exciting(rng: np.random.Generator, diaries: int, days: int, share: float) -> Days:
    """A spasm makes others likelier on the days that follow."""
    base, push = share * (1 - OFFSPRING), OFFSPRING * (1 - FADES)
    spasm, rise = np.zeros((diaries, days), bool), np.full(diaries, share * push / (1 - FADES))
    for day in range(days):
        spasm[:, day] = rng.random(diaries) < base + rise
        rise = FADES * rise + push * spasm[:, day]
    return spasm


def weekly(rng: np.random.Generator, diaries: int, days: int, share: float) -> Days:
    """Weekends are worse, in every diary on days of its own."""
    is_weekend = (np.arange(days) + rng.integers(0, 7, (diaries, 1))) % 7 < 2
    return rng.random((diaries, days)) < _mixed(share, 2 / 7, WEEKEND_ODDS, is_weekend)


def runs(rng: np.random.Generator, diaries: int, days: int, mean_days: int) -> Days:
    """Days in a bad spell: SPELL_SHARE of them, in runs of so many days on average."""
    stop = 1 / mean_days
    start = stop * SPELL_SHARE / (1 - SPELL_SHARE)
    state, is_on = rng.random(diaries) < SPELL_SHARE, np.zeros((diaries, days), bool)
    for day in range(days):
        draw = rng.random(diaries)
        state = np.where(state, draw >= stop, draw < start)
        is_on[:, day] = state
    return is_on


def _mixed(share: float, part: float, odds: float, is_bad: Days) -> np.ndarray:
    """The chance of each day: so many times the odds on bad days, `share` over all."""
    low, high = 1e-9, share
    for _n in range(_HALVINGS):
        other = (low + high) / 2
        bad = odds * other / (1 - other + odds * other)
        low, high = (other, high) if part * bad + (1 - part) * other < share else (low, other)
    return np.where(is_bad, bad, other)


KINDS: dict[str, Kind] = {
    "days alike": alike,
    "spells of 4 days": spells_of(4),
    "spells of 8 days": spells_of(8),
    "self-exciting": self_exciting,
    "weekly cycle": weekly,
}
