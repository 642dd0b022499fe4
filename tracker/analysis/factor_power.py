"""What a year of evenings finds, said before anybody begins: counts of 100 simulated diaries. Data only.

`python -m bench.factors --power` measures them and fails if another number stands here.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Power:
    """A true link: on how many of 10 days spasms follow with it and without, and how many of 100 diaries find it.

    Found is: seen again in new data, within 365 days, with 90 of 100 evenings answered and eight factors asked for.
    """

    with_it: int
    without: tuple[int, int]
    """From so many days to so many."""
    in_spells: int
    """Of 100 diaries in which spasms come in bad spells of four days."""
    otherwise: int
    """Of 100 in which every day is alike."""


POWER = {
    4.0: Power(4, (1, 2), 20, 32),
    2.0: Power(3, (2, 2), 2, 3),
}
"""By how many times the odds are."""
