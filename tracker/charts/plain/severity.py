"""Each day at its worst, as a dot as deep as it was strong. Drawing alone."""

import datetime as dt

from tracker.analysis.daily import MOST_SINGLE_DAYS
from tracker.analysis.severity import Severity
from tracker.charts import landmarks
from tracker.charts.alone import drawn_alone
from tracker.charts.plain.marks import THINNEST, keep_labels_inside, role_of
from tracker.charts.plain.over_time import DayDots, MiddleDots, draw_day_dots, draw_middle_dots
from tracker.charts.theme import Canvas, Caption, Paper, blocks, color, grid, time_axis
from tracker.formatting import date_words
from tracker.wording.bins import bin_words
from tracker.wording.severity import bin_middle_words, out_of_ten_words
from tracker.wording.tables import Link

_HEIGHT, _LEFT, _RIGHT, _FOOT, _HEAD = 94, 24, 6, 22, 8
_LOWEST, _HIGHEST = -0.4, 10.4


@drawn_alone
def draw(result: Severity, paper: Paper, link: Link, caption: Caption | None = None) -> Canvas:
    """Dots from 0 to 10 over time; three lines across, and nothing else."""
    # On a phone the weeks, right above, have them.
    has_landmarks = not paper.is_narrow
    row = landmarks.row_of(result) if has_landmarks else 0
    canvas = Canvas(paper, _FOOT + _HEIGHT + _HEAD + row, caption)
    width = paper.width - _LEFT - _RIGHT
    axes = canvas.axes(_LEFT, _FOOT, width, _HEIGHT)
    cut = result.bins
    time_axis(axes, cut.first, cut.last, width)
    keep_labels_inside(axes, width)
    axes.set_ylim(_LOWEST, _HIGHEST)
    grid(axes, (0, 5, 10))
    if result.usual is not None:
        low, high = result.usual.low, result.usual.high
        thin = max(0.0, THINNEST * (_HIGHEST - _LOWEST) / _HEIGHT - (high - low))
        span = (cut.first.toordinal(), low - thin / 2, (cut.last - cut.first).days + 1, high - low + thin)
        blocks(axes, [span], gid="usual", facecolor=color("spasm-0"), linewidth=0)
    if has_landmarks:
        landmarks.draw_landmarks(result, canvas, (axes,), left=_LEFT, width=width, top=_FOOT + _HEIGHT)
    canvas.days = (cut.first, cut.last, _LEFT, _LEFT + width)
    scale = (((cut.last - cut.first).days + 1) / width, (_HIGHEST - _LOWEST) / _HEIGHT)
    if len(result.worst_day) > MOST_SINGLE_DAYS:
        dots = MiddleDots(cut, result.bin_low, result.bin_median, result.bin_high)

        def words(place: int) -> str:
            return f"{bin_words(cut, place)}: {bin_middle_words(result, place)}"

        draw_middle_dots(dots, canvas, axes, role_of, words, link, scale)
        return canvas
    days = DayDots(result.worst_day, result.worst, result.worst)
    names = [date_words(dt.date.fromordinal(ordinal)) for ordinal in result.worst_day.tolist()]
    draw_day_dots(days, canvas, axes, lambda n: f"{names[n]}: {out_of_ten_words(float(result.worst[n]))}", link, scale)
    return canvas
