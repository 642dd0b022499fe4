"""Each day at its worst, as a dot as deep as it was strong. Drawing alone."""

import datetime as dt

from matplotlib.axes import Axes

from tracker.analysis.daily import MOST_SINGLE_DAYS
from tracker.analysis.results import UsualRange
from tracker.analysis.severity import Severity
from tracker.charts import landmarks
from tracker.charts.alone import drawn_alone
from tracker.charts.plain.marks import PLOT_LEFT, PLOT_RIGHT, role_of
from tracker.charts.plain.over_time import DayDots, MiddleDots, draw_day_dots, draw_days_axis, draw_middle_dots
from tracker.charts.theme import SMALL_FONT, Canvas, Caption, Paper, blocks, color, grid, text_width
from tracker.formatting import date_words
from tracker.wording.bins import bin_words
from tracker.wording.severity import bin_middle_words, median_label, out_of_ten_words, usual_label
from tracker.wording.tables import Link

_HEIGHT, _FOOT, _HEAD = 94, 22, 8
_LOWEST, _HIGHEST = -0.4, 10.4
_BAND, _LABEL_LINE = 6, 14
"""Pixels: a band is at least so high, and two labels at its end are so far apart."""


@drawn_alone
def draw(result: Severity, paper: Paper, link: Link, caption: Caption | None = None) -> Canvas:
    """Dots from 0 to 10 over time; three lines across, and nothing else."""
    # On a phone the weeks, right above, have them.
    has_landmarks = not paper.is_narrow
    row = landmarks.row_of(result) if has_landmarks else 0
    canvas = Canvas(paper, _FOOT + _HEIGHT + _HEAD + row, caption)
    labels = (median_label(result), usual_label(result.usual)) if result.usual else ()
    width = paper.width - PLOT_LEFT - PLOT_RIGHT
    axes = canvas.axes(PLOT_LEFT, _FOOT, width, _HEIGHT)
    cut = result.bins
    days_a_pixel = draw_days_axis(canvas, axes, cut, PLOT_LEFT, width)
    axes.set_ylim(_LOWEST, _HIGHEST)
    grid(axes, (0, 5, 10))
    if result.usual is not None:
        _draw_beside_usual(result, result.usual, canvas, axes, (PLOT_LEFT + width + 4, labels))
    if has_landmarks:
        landmarks.draw_landmarks(result, canvas, (axes,), left=PLOT_LEFT, width=width, top=_FOOT + _HEIGHT)
    scale = (days_a_pixel, (_HIGHEST - _LOWEST) / _HEIGHT)
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


def _draw_beside_usual(
    result: Severity, usual: UsualRange, canvas: Canvas, axes: Axes, ends: tuple[float, tuple[str, ...]]
) -> None:
    """The band of what was usual and the line of these days, each named at its end. `ends`: where, and the names."""
    first, after = axes.get_xlim()
    unit = (_HIGHEST - _LOWEST) / _HEIGHT
    thin = max(0.0, _BAND * unit - (usual.high - usual.low))
    low, high = usual.low - thin / 2, usual.high + thin / 2
    blocks(axes, [(first, low, after - first, high - low)], gid="usual", facecolor=color("hairline"), linewidth=0)
    axes.plot((first, after), (result.median,) * 2, color=color("ink"), linewidth=1.4, gid="now", zorder=3)
    left, (now, before) = ends
    line, band = ((height - _LOWEST) / unit for height in (result.median, (low + high) / 2))
    apart = max(0.0, _LABEL_LINE - abs(line - band)) / 2
    up = apart if line > band else -apart
    for height, words, role, is_above in (
        (line + up, now, "ink", line > band),
        (band - up, before, "quiet-ink", line <= band),
    ):
        # A range that has no room beside its name stands under it; the other name stands beyond both.
        rows = [words] if text_width(words, SMALL_FONT) <= PLOT_RIGHT else words.split(" ", 1)
        for n, row in enumerate(rows):
            lift = (len(rows) - 1 - n if is_above else -n) * _LABEL_LINE
            canvas.text(left, _FOOT + height + lift - SMALL_FONT * 0.36, row, role=role, size=SMALL_FONT)
