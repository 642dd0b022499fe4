"""Durations over time on a log axis, with the median of each day's longest. Drawing alone."""

from dataclasses import replace

import numpy as np
from django.utils.translation import gettext as _
from matplotlib.axes import Axes

from tracker.analysis.duration import CLASS_EDGES, Durations
from tracker.charts.alone import drawn_alone
from tracker.charts.dots import MAX_DOTS, draw_dots, link_bins
from tracker.charts.middle import draw_middle
from tracker.charts.theme import (
    Bounds,
    Canvas,
    Caption,
    Classes,
    Paper,
    blocks,
    color,
    ramp_classes,
    ramp_legend,
    ramp_role,
    time_axis,
)
from tracker.formatting import duration_words
from tracker.wording.bins import entries_words, median_words, middle_half_words
from tracker.wording.duration import known_words
from tracker.wording.tables import Link

_HEIGHT = 210
_TICKS = (1, 10, 60, 600, 3600, 6 * 3600, 86400, 7 * 86400, 30 * 86400, 365 * 86400)
"""Seconds that the axis can name; what lasted less than a second is drawn at one."""
_LEFT = 56


@drawn_alone
def draw(result: Durations, paper: Paper, link: Link, caption: Caption | None = None) -> Canvas:
    """Dots, or counts where there are too many of them; over them the median and the middle half per bin."""
    is_dense = result.n > MAX_DOTS
    classes = ramp_classes(int(result.density.max(initial=1))) if is_dense else []
    right = 24
    bottom = 34 + 20 * Canvas(paper, 100).legend(_LEFT, 50, _legend(result, classes))
    canvas = Canvas(paper, bottom + _HEIGHT + 30, caption)
    width = paper.width - _LEFT - right
    axes = canvas.axes(_LEFT, bottom, width, _HEIGHT)
    time_axis(axes, result.bins.first, result.bins.last, width)
    ticks = _ticks(result.seconds)
    axes.set_yscale("log")
    # A little room below, so that the lowest label does not stand beside the dates.
    axes.set_ylim(ticks[0] / 1.6, ticks[-1])
    axes.set_yticks(ticks, labels=[duration_words(seconds) for seconds in ticks])
    axes.set_yticks([], minor=True)
    axes.grid(axis="y", color=color("hairline"), linewidth=1)
    axes.set_axisbelow(True)
    if is_dense:
        _draw_density(result, axes, classes, ticks)
    draw_middle(_middle_above(result, ticks[0]), axes, is_dense=is_dense)
    heights = np.clip(result.seconds, ticks[0], _TICKS[-1])
    if is_dense or not draw_dots(result, heights, axes, paper, link):
        link_bins(result, canvas, axes, (ticks[0], ticks[-1] - ticks[0]), known_words, link)
    canvas.text(_LEFT, bottom + _HEIGHT + 14, _("Length, on a log scale"), weight="bold")
    canvas.legend(_LEFT, bottom - 46, _legend(result, classes))
    return canvas


def _ticks(seconds: np.ndarray) -> tuple[int, ...]:
    """Those of the axis that the durations lie between, two at least."""
    low, high = max(float(seconds.min()), _TICKS[0]), min(float(seconds.max()), _TICKS[-1])
    first = max(n for n, tick in enumerate(_TICKS) if tick <= low)
    last = min(n for n, tick in enumerate(_TICKS) if tick >= high)
    return _TICKS[min(first, len(_TICKS) - 2) : max(last, first + 1) + 1]


def _middle_above(result: Durations, lowest: float) -> Durations:
    """The middle of the days as drawn: what lasted less than the axis shows stands at its foot."""
    return replace(
        result,
        bin_low=np.maximum(result.bin_low, lowest),
        bin_median=np.maximum(result.bin_median, lowest),
        bin_high=np.maximum(result.bin_high, lowest),
    )


def _draw_density(result: Durations, axes: Axes, classes: Classes, ticks: tuple[int, ...]) -> None:
    """A tint for every bin and class of durations, by how many entries it has."""
    edges = np.clip([*CLASS_EDGES, ticks[-1]], ticks[0], ticks[-1]).tolist()
    cells: dict[str, list[Bounds]] = {role: [] for _low, _high, role in classes}
    for place, step in zip(*np.nonzero(result.density), strict=True):
        first, last = result.bins.bounds(place)
        low, high = edges[step], edges[step + 1]
        role = ramp_role(int(result.density[place, step]), classes)
        # A sliver is left free between two classes.
        cells[role].append((first.toordinal(), low, (last - first).days + 1, (high - low) * 0.94))
    for role, rectangles in cells.items():
        blocks(axes, rectangles, gid=f"density-{role}", facecolor=color(role), linewidth=0)


def _legend(result: Durations, classes: Classes) -> list[tuple[str, str]]:
    unit = median_words(result.bins)
    if classes:
        first, *others = ramp_legend(classes)
        return [("ink", unit), (first[0], entries_words(first[1])), *others]
    items = [("spasm-3", _("an entry"))]
    has_median = not np.isnan(result.bin_median).all()
    return [*items, ("quiet-ink", unit), ("hairline", middle_half_words())] if has_median else items
