"""Each day with its longest spasm, as a dot in one of a few rows: a minute, an hour, and between. Drawing alone."""

import datetime as dt

import numpy as np

from tracker.analysis.daily import MOST_SINGLE_DAYS
from tracker.analysis.duration import Durations
from tracker.charts.alone import drawn_alone
from tracker.charts.plain.over_time import (
    FOOT,
    DayDots,
    MiddleDots,
    draw_day_dots,
    draw_days_axis,
    draw_middle_dots,
    plot_height,
)
from tracker.charts.theme import SMALL_FONT, Canvas, Caption, Paper, color, text_width
from tracker.formatting import date_words, long_duration_words
from tracker.wording.bins import bin_words
from tracker.wording.duration import bin_middle_words, row_words
from tracker.wording.tables import Link

ROW_EDGES = (60, 300, 1800, 7200)
"""Seconds at which the rows end: under a minute, under five, half an hour, two hours, and more."""
_TOP = 86400
"""Seconds at the top of the highest row; what lasted longer stands there, too."""
_RIGHT, _HEAD = 6, 3


@drawn_alone
def draw(result: Durations, paper: Paper, link: Link, caption: Caption | None = None) -> Canvas:
    """Dots in rows, the shortest at the bottom. A row is as high as the next, however many minutes it holds."""
    rows = len(ROW_EDGES) + 1
    names = [row_words(*edges) for edges in zip((0, *ROW_EDGES), (*ROW_EDGES, None), strict=True)]
    left = max(text_width(name, SMALL_FONT) for name in names) * 0.9 + 4
    high = plot_height(paper)
    canvas = Canvas(paper, FOOT + high + _HEAD, caption)
    width = paper.width - left - _RIGHT
    axes = canvas.axes(left, FOOT, width, high)
    cut = result.bins
    days_a_pixel = draw_days_axis(canvas, axes, cut, left, width)
    axes.set_ylim(0, rows)
    axes.set_yticks([row + 0.5 for row in range(rows)], labels=names)
    for row in range(rows + 1):
        axes.axhline(row, color=color("hairline"), linewidth=1, zorder=0.5)
    scale = (days_a_pixel, rows / high)
    if len(result.longest_day) > MOST_SINGLE_DAYS:
        dots = MiddleDots(cut, *(_height(each) for each in (result.bin_low, result.bin_median, result.bin_high)))

        def words(place: int) -> str:
            return f"{bin_words(cut, place)}: {bin_middle_words(result, place)}"

        draw_middle_dots(dots, canvas, axes, lambda _height: "spasm-3", words, link, scale)
        return canvas
    days = DayDots(result.longest_day, _height(result.longest), result.longest_worst)
    dates = [date_words(dt.date.fromordinal(ordinal)) for ordinal in result.longest_day.tolist()]
    lengths = [long_duration_words(seconds) for seconds in result.longest.tolist()]
    draw_day_dots(days, canvas, axes, lambda n: f"{dates[n]}: {lengths[n]}", link, scale)
    return canvas


def _height(seconds: np.ndarray) -> np.ndarray:
    """Where lengths stand in the rows; nan stays nan."""
    heights: np.ndarray = np.interp(seconds, (0, *ROW_EDGES, _TOP), range(len(ROW_EDGES) + 2))
    return heights
