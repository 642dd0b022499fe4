"""Day by day: a row for every month, a cell for every day. Drawing alone."""

import datetime as dt
from typing import TypeAlias

import numpy as np
from django.utils.translation import gettext as _
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from tracker.analysis.calendar import DAY_KINDS, NOT_ASKED, Calendar
from tracker.charts.alone import drawn_alone
from tracker.charts.theme import (
    RAMP,
    SMALL_FONT,
    STRENGTH_WORDS,
    Canvas,
    Caption,
    FillStyle,
    Paper,
    Swatch,
    color,
    hit,
    strength_class,
)
from tracker.formatting import SHORT_MONTHS, count_words, date_words
from tracker.vocabulary.day import CLEAR, CONTINUED, PAUSED, SPASM, UNANSWERED
from tracker.wording.bins import bin_words
from tracker.wording.calendar import day_reading, last_years_words, unrated_words, worst_words
from tracker.wording.coverage import day_words
from tracker.wording.tables import Link

MOST_MONTHS = 132
LONGEST_WITH_DAY_LINKS = 400
MAX_CHARACTERS_OF_DAY_LINKS = 60_000
_ROW_HEIGHTS = ((14, 20), (38, 13), (MOST_MONTHS, 7))
"""How high a row is, by how many months there are at most."""
_LEFT = 42
_YEAR_GAP = 4
_UNRATED = "unrated"
Stroke: TypeAlias = tuple[float, float, float]
"""A level stroke: from x, to x, and y."""
_SHAPES: dict[str, tuple[tuple[float, float, float, float, str], ...]] = {
    **{role: ((0, 0, 1, 1, role),) for role in RAMP},
    _UNRATED: ((0, 0, 1, 1, "spasm-3"), (0.27, 0.27, 0.46, 0.46, "paper")),
    CONTINUED: ((0, 0.3, 1, 0.4, "spasm-2"),),
    UNANSWERED: ((0.2, 0.42, 0.6, 0.16, "outline"),),
    CLEAR: ((0.25, 0.25, 0.5, 0.5, "clear"),),
    PAUSED: ((0.18, 0.12, 0.2, 0.76, "outline"), (0.62, 0.12, 0.2, 0.76, "outline")),
}
"""What a day looks like: parts of its cell (x, y, width, height, role). Told apart by shape, in gray too."""


@drawn_alone
def draw(result: Calendar, paper: Paper, link: Link, caption: Caption | None = None) -> Canvas:
    """A cell for every day; how deep its color is says how strong the worst was."""
    months = range(len(result.months))[-MOST_MONTHS:]
    row = next(height for most, height in _ROW_HEIGHTS if len(months) <= most)
    tops = _tops(result, months, row)
    is_cut = len(months) < len(result.months)
    bottom = 14 + 20 * _legend(result, Canvas(paper, 100), 50) + 20 * is_cut
    height = tops[-1] + row
    canvas = Canvas(paper, bottom + height + 42, caption)
    width = paper.width - _LEFT - 12
    axes = canvas.axes(_LEFT, bottom, width, height)
    axes.set_xlim(1, 32)
    axes.set_ylim(height, 0)
    _label(result, axes, months, tops, row)
    _draw_days(result, axes, months, tops, row, width / 31)
    if not paper.is_for_others:
        _link_days(result, canvas, axes, months, tops, row, link)
    canvas.text(_LEFT, bottom + height + 28, _("Worst of each day"), weight="bold")
    if is_cut:
        words = last_years_words(MOST_MONTHS // 12)
        canvas.text(_LEFT, bottom - 22, words, role="quiet-ink", size=SMALL_FONT)
    _legend(result, canvas, bottom - 24 - 20 * is_cut)
    return canvas


def _tops(result: Calendar, months: range, row: int) -> list[float]:
    """Where every month's row begins, from above; a little room before every year."""
    tops: list[float] = []
    for place in months:
        gap = _YEAR_GAP if tops and result.months.starts[place].month == 1 else 0
        tops.append((tops[-1] + row if tops else 0) + gap)
    return tops


def _label(result: Calendar, axes: Axes, months: range, tops: list[float], row: int) -> None:
    """Months at the left, the year instead of January; days of the month above."""
    starts = [result.months.starts[place] for place in months]
    labels = [
        (top + row / 2, str(start.year) if start.month == 1 else str(SHORT_MONTHS[start.month - 1]))
        for start, top in zip(starts, tops, strict=True)
        if row >= SMALL_FONT or start.month == 1
    ]
    axes.set_yticks([place for place, _words in labels])
    axes.set_yticklabels([words for _place, words in labels])
    axes.xaxis.tick_top()
    axes.tick_params(axis="x", length=0, pad=2)
    days = (1, 5, 10, 15, 20, 25, 30)
    axes.set_xticks([day + 0.5 for day in days])
    axes.set_xticklabels([str(day) for day in days])


def _looks(result: Calendar) -> list[str | None]:
    """For every day the key of its shape; None for one that was not asked for."""
    looks = []
    for kind, worst in zip(result.kind.tolist(), result.worst.tolist(), strict=True):
        name = DAY_KINDS[kind]
        if name == SPASM:
            name = _UNRATED if np.isnan(worst) else RAMP[strength_class(worst)]
        looks.append(None if name == NOT_ASKED else name)
    return looks


def _draw_days(result: Calendar, axes: Axes, months: range, tops: list[float], row: int, day_width: float) -> None:
    parts: dict[tuple[str, float], list[Stroke]] = {}
    gap = 1.5 / day_width if row > 7 else 0.6 / day_width
    inner = row - (1.5 if row > 7 else 0.6)
    looks = _looks(result)
    first = result.period.first
    for place, top in zip(months, tops, strict=True):
        start, end = result.months.bounds(place)
        for n in range((start - first).days, (end - first).days + 1):
            style = looks[n]
            if style is None:
                continue
            x, y = start.day + n - (start - first).days + gap / 2, top + (row - inner) / 2
            for left, up, width, height, role in _SHAPES[style]:
                middle = y + (up + height / 2) * inner
                from_x = x + left * (1 - gap)
                parts.setdefault((role, height), []).append((from_x, from_x + width * (1 - gap), middle))
    # A hole is drawn over what it is a hole in.
    for (role, height), strokes in sorted(parts.items(), key=lambda part: part[0][0] == "paper"):
        _stroke(axes, strokes, height * inner, role, gid=f"days-{role}")


def _stroke(axes: Axes, strokes: list[Stroke], thickness: float, role: str, *, gid: str) -> None:
    """Level strokes (from x, to x, y): half as many bytes as rectangles, and ten years are 3,650 of them."""
    if not strokes:
        return
    points = [point for start, end, y in strokes for point in ((start, y), (end, y))]
    path = Path(points, [Path.MOVETO, Path.LINETO] * len(strokes))
    style: FillStyle = {"edgecolor": color(role), "facecolor": "none", "linewidth": thickness}
    axes.add_artist(PathPatch(path, gid=gid, clip_on=False, capstyle="butt", **style))


def _link_days(
    result: Calendar, canvas: Canvas, axes: Axes, months: range, tops: list[float], row: int, link: Link
) -> None:
    """A link for every day with entries; for every month where days are too many."""
    first, last = result.period.first, result.period.last
    with_entries = np.flatnonzero(result.entries)
    room = len(with_entries) * len(link(**{"from": last, "to": last}))
    by_day = len(result.period) <= LONGEST_WITH_DAY_LINKS and room <= MAX_CHARACTERS_OF_DAY_LINKS
    for place, top in zip(months, tops, strict=True):
        start, end = result.months.bounds(place)
        offset, days = (start - first).days, (end - start).days + 1
        here = result.entries[offset : offset + days]
        if by_day:
            for n in np.flatnonzero(here).tolist():
                day = start + dt.timedelta(days=n)
                gid = f"mark-{offset + n}"
                canvas.titles[gid] = f"{date_words(day)}: {day_reading(result, offset + n)}"
                hit(axes, day.day, top, 1, row, gid=gid, url=link(**{"from": day, "to": day}))
        elif here.any():
            gid = f"mark-{place}"
            canvas.titles[gid] = f"{bin_words(result.months, place)}: {count_words(int(here.sum()))}"
            hit(axes, start.day, top, days, row, gid=gid, url=link(**{"from": start, "to": end}))


def _legend(result: Calendar, canvas: Canvas, y: float) -> int:
    """What cells mean: those that always may occur, and those that do. Returns how many rows it took."""
    words = {_UNRATED: unrated_words(result)}
    for state in (CLEAR, UNANSWERED, CONTINUED, PAUSED):
        words[state] = day_words(state, is_filtered=result.is_filtered)
    there = set(_looks(result)) | {CLEAR, UNANSWERED}
    weakest, *others = zip(RAMP, STRENGTH_WORDS, strict=True)
    items: list[tuple[Swatch, str]] = [(weakest[0], worst_words(weakest[1])), *others]
    items += [(_cell(style), label) for style, label in words.items() if style in there]
    return canvas.legend(_LEFT, y, items)


def _cell(style: str) -> Swatch:
    """Draws a cell as it looks in the calendar."""

    def swatch(canvas: Canvas, x: float, y: float, size: float = 11) -> None:
        for left, up, width, height, role in _SHAPES[style]:
            place = (x + left * size, y + up * size, width * size, height * size)
            canvas.rectangle(*place, facecolor=color(role), linewidth=0)

    return swatch
