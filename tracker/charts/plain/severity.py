"""Each day at its worst, as a dot as deep as it was strong. Drawing alone."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes

from tracker.analysis.daily import MOST_SINGLE_DAYS
from tracker.analysis.results import UsualRange
from tracker.analysis.severity import Severity
from tracker.charts import landmarks
from tracker.charts.alone import drawn_alone
from tracker.charts.plain.marks import PLOT_EDGE, role_of
from tracker.charts.plain.over_time import (
    FOOT,
    DayDots,
    MiddleDots,
    dot_radius,
    draw_day_dots,
    draw_days_axis,
    draw_middle_dots,
    plot_height,
)
from tracker.charts.theme import SMALL_FONT, Canvas, Caption, Paper, blocks, color, grid, text_width
from tracker.formatting import date_words, number_words
from tracker.wording.bins import bin_words
from tracker.wording.severity import bin_middle_words, median_label, out_of_ten_words, usual_label
from tracker.wording.tables import Link

_HEAD = 3
_LOWEST, _HIGHEST = -0.4, 10.4
_LINES = (10, 5, 0)
_BAND = 6
"""Pixels: a band is at least so high."""
_CAPITAL, _AIR, _ROW, _STEP = 10, 4, 18, 4
"""Pixels: as high as a figure, as far from its line, from one row to the next, and from one place that is tried for
words to the next."""


@drawn_alone
def draw(result: Severity, paper: Paper, link: Link, caption: Caption | None = None) -> Canvas:
    """Dots from 0 to 10 over time; three lines across, and nothing else.

    As wide as the weeks above, so that a day has one place: numbers and names stand in the plot, beside the dots.
    """
    # On a phone the weeks, right above, have them.
    has_landmarks = not paper.is_narrow
    row = landmarks.row_of(result) if has_landmarks else 0
    height = plot_height(paper)
    canvas = Canvas(paper, FOOT + height + _HEAD + row, caption)
    width = paper.width - 2 * PLOT_EDGE
    axes = canvas.axes(PLOT_EDGE, FOOT, width, height)
    cut = result.bins
    scale = draw_days_axis(canvas, axes, cut, PLOT_EDGE, width), (_HIGHEST - _LOWEST) / height
    axes.set_ylim(_LOWEST, _HIGHEST)
    grid(axes, _LINES)
    axes.tick_params(axis="y", labelleft=False)
    if has_landmarks:
        landmarks.draw_landmarks(result, canvas, (axes,), left=PLOT_EDGE, width=width, top=FOOT + height)
    if len(result.worst_day) > MOST_SINGLE_DAYS:
        dots = MiddleDots(cut, result.bin_low, result.bin_median, result.bin_high)

        def words(place: int) -> str:
            return f"{bin_words(cut, place)}: {bin_middle_words(result, place)}"

        draw_middle_dots(dots, canvas, axes, role_of, words, link, scale)
    else:
        days = DayDots(result.worst_day, result.worst, result.worst)
        names = [date_words(dt.date.fromordinal(ordinal)) for ordinal in result.worst_day.tolist()]
        draw_day_dots(
            days, canvas, axes, lambda n: f"{names[n]}: {out_of_ten_words(float(result.worst[n]))}", link, scale
        )
    _write(result, canvas, axes, scale)
    return canvas


@dataclass(frozen=True, slots=True)
class _Plot:
    """The plot in pixels from its lower left corner, with the dots that words keep clear of."""

    canvas: Canvas
    axes: Axes
    scale: tuple[float, float]
    """Units a pixel, across and up."""
    dots: np.ndarray
    """Shape (dots, 3): across, up, and how large."""

    def up(self, number: float) -> float:
        """Where a rating from 0 to 10 stands."""
        return (number - _LOWEST) / self.scale[1]

    def freest(self, lefts: Sequence[float], room: float, lows: Sequence[float]) -> float:
        """The first of these places at which words of that width, at all of these heights, lie on the fewest dots."""

        def covered(left: float) -> int:
            x, y, radius = self.dots.T
            beside = (x > left - radius) & (x < left + room + radius)
            return sum(int((beside & (y > low - radius) & (y < low + _CAPITAL + radius)).sum()) for low in lows)

        return min(lefts, key=covered)

    def write(self, left: float, low: float, words: str, role: str = "quiet-ink") -> None:
        """Words with their lower left corner there, on paper through which lines and dots are pale."""
        (first, _after), (across, unit) = self.axes.get_xlim(), self.scale
        room = text_width(words, SMALL_FONT) * across
        box = (first + left * across, _LOWEST + (low - 1) * unit, room, (_CAPITAL + 2) * unit)
        blocks(self.axes, [box], gid="behind-words", facecolor=color("paper"), linewidth=0, zorder=5.5, alpha=0.8)
        self.canvas.text(PLOT_EDGE + left, FOOT + low, words, role=role, size=SMALL_FONT)


def _write(result: Severity, canvas: Canvas, axes: Axes, scale: tuple[float, float]) -> None:
    """The numbers at one end of their lines, and what the band and the line are, each where the fewest dots are."""
    width = canvas.paper.width - 2 * PLOT_EDGE
    plot = _Plot(canvas, axes, scale, _dots(result, axes, scale))
    # The highest stands below its line: above it there are words of a visit.
    lows = [plot.up(line) + (_AIR if line < _LINES[0] else -_AIR - _CAPITAL) for line in _LINES]
    room = text_width(number_words(_LINES[0]), SMALL_FONT)
    left = plot.freest([0.0, width - room], room, lows)
    for line, low in zip(_LINES, lows, strict=True):
        plot.write(left, low, number_words(line))
    if result.usual is not None:
        _draw_beside_usual(result, result.usual, plot, (0.0, left) if left else (width, room))


def _dots(result: Severity, axes: Axes, scale: tuple[float, float]) -> np.ndarray:
    """The middles of all dots in pixels of the plot, and how large each is: shape (dots, 3)."""
    days, heights = result.worst_day + 0.5, result.worst
    if len(result.worst_day) > MOST_SINGLE_DAYS:
        bounds = [result.bins.bounds(place) for place in range(len(result.bins))]
        days = np.array([(first.toordinal() + last.toordinal() + 1) / 2 for first, last in bounds])
        heights = result.bin_median
    sizes = np.full(len(days), dot_radius(len(days)) + 1)
    across, up = (days - axes.get_xlim()[0]) / scale[0], (heights - _LOWEST) / scale[1]
    dots: np.ndarray = np.column_stack((across, up, sizes))[~np.isnan(heights)]
    return dots


def _draw_beside_usual(result: Severity, usual: UsualRange, plot: _Plot, ends: tuple[float, float]) -> None:
    """The band of what was usual and the line of these days: the name of the higher one stands above it, the other's
    below, and both as far from the numbers as there is room for them. `ends`: the pixels between
    which the names stand, from the end without the numbers to the one with them."""
    axes, line = plot.axes, result.median
    first, after = axes.get_xlim()
    thin = max(0.0, _BAND * plot.scale[1] - (usual.high - usual.low))
    low, high = usual.low - thin / 2, usual.high + thin / 2
    blocks(axes, [(first, low, after - first, high - low)], gid="usual", facecolor=color("hairline"), linewidth=0)
    axes.plot((first, after), (line, line), color=color("ink"), linewidth=1.4, gid="now", zorder=3)
    names = [(median_label(result), "ink"), (usual_label(usual), "quiet-ink")]
    if line <= (low + high) / 2:
        names.reverse()
    above, below = plot.up(max(line, high)) + _AIR, plot.up(min(line, low)) - _AIR - _CAPITAL
    if below < 0:
        above, below = above + _ROW, above
    elif above + _CAPITAL > plot.up(_HIGHEST):
        above, below = below, below - _ROW
    for (words, role), up in zip(names, (above, below), strict=True):
        room = text_width(words, SMALL_FONT)
        lefts = np.arange(min(ends) + _AIR, max(ends) - room - _AIR, _STEP).tolist()
        plot.write(plot.freest(lefts if ends[0] < ends[1] else lefts[::-1], room, [up]), up, words, role)
