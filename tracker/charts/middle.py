"""Median and middle half of the days, bin by bin, and what a bin is called: for charts over time. No computing."""

from typing import Protocol

import numpy as np
from matplotlib.axes import Axes

from tracker.analysis.bins import Bins
from tracker.charts.theme import LineLook, color

LONGEST_WITH_QUARTILES = 40


class WithMiddle(Protocol):
    """A result in bins that has the median and the middle half of each: nan where there are too few days."""

    @property
    def bins(self) -> Bins: ...
    @property
    def bin_low(self) -> np.ndarray: ...
    @property
    def bin_median(self) -> np.ndarray: ...
    @property
    def bin_high(self) -> np.ndarray: ...


def draw_middle(result: WithMiddle, axes: Axes, *, is_dense: bool) -> None:
    """Median and middle half, broken where a bin has too few days: nothing is drawn over unanswered stretches.

    Over counts (`is_dense`) the line is dark, and the
    middle half two thin lines, since a tint could not be told from the counts beneath it.
    """
    spans = [result.bins.bounds(place) for place in range(len(result.bins))]
    edges = np.array([[first.toordinal(), last.toordinal() + 1] for first, last in spans])
    for stretch in _stretches(~np.isnan(result.bin_median)):
        # A level step for every bin: what lies between two medians is not known.
        x = edges[stretch].ravel()
        low, median, high = (
            column[stretch].repeat(2) for column in (result.bin_low, result.bin_median, result.bin_high)
        )
        if not is_dense:
            axes.fill_between(x, low, high, color=color("quiet-ink"), alpha=0.16, linewidth=0, zorder=1)
        elif len(spans) <= LONGEST_WITH_QUARTILES:
            for quartile in (low, high):
                axes.plot(x, quartile, color=color("ink"), linewidth=1.2, dashes=(3, 2), zorder=3, clip_on=False)
        style: LineLook = {"clip_on": False, "solid_joinstyle": "round", "solid_capstyle": "butt"}
        width = 2.2 if len(spans) <= LONGEST_WITH_QUARTILES else 1.3
        axes.plot(x, median, color=color("paper"), linewidth=width + 2, zorder=3.5, **style)
        axes.plot(
            x, median, color=color("ink" if is_dense else "quiet-ink"), linewidth=width, zorder=4, gid="median", **style
        )


def _stretches(is_there: np.ndarray) -> list[slice]:
    """The runs of True."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], is_there, [False]]).astype(int)))
    return [slice(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]
