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


LOOK_FIGURES = {365: LookFigures((2, 7), (59, 92), (60, 95)), 90: LookFigures((1, 7), (13, 23), (36, 62))}
"""By the days of a window; at one spasm day in five."""
