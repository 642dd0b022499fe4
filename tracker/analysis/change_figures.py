"""How often looks at a change are wrong, and how often they see one, of 100: from the table in docs/methods.md. Pure.

Pages print these numbers; bench/change.py measures them, and a test compares them with the table.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LookFigures:
    """Of 100 looks. Each pair is the lowest and the highest of simulated diaries of different kinds."""

    false: tuple[int, int]
    """Say fewer or more though nothing changed."""
    halved: tuple[int, int]
    """Say fewer where spasm days halved."""
    doubled: tuple[int, int]
    """Say more where spasm days doubled."""


ANSWERED_PERCENT = 90
"""Of the days, in the diaries that these are of."""
LOOK_FIGURES = {365: LookFigures((1, 7), (45, 91), (80, 100)), 90: LookFigures((1, 5), (10, 19), (27, 56))}
"""By the days of a window; at one spasm day in five."""
NEXT_WEEK_HELD = (77, 94)
"""Of 100 weeks that came, so many were in the range of the weeks before them."""
