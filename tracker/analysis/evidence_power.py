"""How many of 100 diaries show a true link by so many answered evenings, said before anybody begins. Data only.

`python -m bench.factors` measures these numbers and fails if others stand here.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Power:
    """A true link: on how many of 10 days spasms follow with it and without, and how many of 100 diaries show it.

    One of three factors has the link, and 9 of 10 evenings are answered.
    """

    with_it: tuple[int, int]
    without: tuple[int, int]
    """From so many days to so many."""
    year: tuple[int, int]
    """Within 365 days: of 100 diaries in which spasms come in bad spells of four days, and of 100 in which every day is
    alike."""
    by: Mapping[int, tuple[int, int]]
    """The same by so many answered evenings."""

    def next_row(self, evenings: int) -> int:
        """The number of evenings of the first row that is not reached yet; of the last where all are."""
        return next((row for row in self.by if row > evenings), max(self.by))


POWER: Mapping[float, Power] = {
    4.0: Power(
        (4, 4),
        (1, 2),
        (47, 64),
        {120: (3, 4), 180: (12, 17), 240: (28, 41), 330: (48, 65), 660: (93, 98), 1320: (100, 100)},
    ),
    3.0: Power(
        (3, 4),
        (1, 2),
        (20, 34),
        {120: (1, 2), 180: (4, 8), 240: (11, 19), 330: (20, 36), 660: (65, 82), 1320: (96, 100)},
    ),
}
"""By how many times the odds are."""
