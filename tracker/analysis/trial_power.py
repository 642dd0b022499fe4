"""What a self-trial finds and misses, said before anybody begins: counts of 100 simulated trials. Data only.

`python -m bench.trial` measures them and fails if another number stands here.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TrialPower:
    """Of 100 trials of a habit that halves the spasms, how many find it, with 90 of 100 nights answered."""

    in_spells: int
    """Where spasms come in bad spells of four nights."""
    otherwise: int
    """Where every night is alike."""


TRIAL_POWER = {
    (2, 84): TrialPower(63, 55),
    (2, 112): TrialPower(78, 71),
    (3, 84): TrialPower(35, 33),
    (3, 112): TrialPower(49, 45),
    (4, 112): TrialPower(33, 32),
}
"""By how rare the nights with a spasm are (1 in so many), and the nights of the trial."""
POWER_NOT_ALWAYS_DONE = 30
"""The first row, every night alike, with the habit kept on 7 of 10 of its nights."""
FALSE_OF_100 = (2, 3)
"""From so many to so many trials of 100 say of a habit that does nothing that it helps."""
HIDDEN_SPASMS = {10: 8, 5: 20}
"""The same, where 1 in so many spasms on nights of the habit is answered with no: bad spells, 112 nights."""

TRIAL_LENGTHS = (84, 112)
FEWEST_BASELINE_NIGHTS = 14


def rarity(spasms: int, nights: int) -> int | None:
    """The row for so many nights with a spasm of so many: 1 night in 2, 3 or 4. None if they are rarer.

    The rarer row where it lies between two, so that no page promises too much.
    Example: 6 of 14 is fewer than 1 in 2, so 3.
    """
    return next((per_night for per_night in (2, 3, 4) if per_night * spasms >= nights > 0), None)


def lengths_offered(rare: int) -> tuple[int, ...]:
    """How many nights a trial may have. Under 1 night in 3 only the longer one."""
    return tuple(nights for nights in TRIAL_LENGTHS if (rare, nights) in TRIAL_POWER)
