"""The 24 hours from noon to noon, so that the night is whole: a dot for each day with a spasm at that hour. Drawing."""

import numpy as np
from django.utils.translation import pgettext
from matplotlib.axes import Axes

from tracker.analysis.timing import Timing
from tracker.charts.alone import drawn_alone
from tracker.charts.plain.marks import TARGET, THINNEST, UNRATED, draw_dots, keep_labels_inside, target
from tracker.charts.theme import (
    RAMP,
    SMALL_FONT,
    Bounds,
    Canvas,
    Caption,
    Paper,
    blocks,
    color,
    strength_class,
    strength_edge,
)
from tracker.formatting import hours_words
from tracker.wording.tables import Link
from tracker.wording.timing import days_words

_NIGHT = (22, 6)
"""Hours between which the night is shaded. Ours."""
_NOON, _HOURS = 12, 24
_MOST_DOTS = 7
_LOWEST, _HIGHEST, _WIDE_HEIGHT, _EDGE, _FOOT, _HEAD = 66, 104, 150, 1, 22, 4
"""Pixels: on a phone as high as its tallest column, between these; else as what is drawn over time."""
_RADIUS, _WIDE_RADIUS = 5.2, 7
_NAME = 22
"""Pixels at the top, for what the shading is."""


@drawn_alone
def draw(result: Timing, paper: Paper, link: Link, caption: Caption | None = None) -> Canvas:
    """Dots in a column for each hour, the strongest at the bottom; bars where they would be too many."""
    width = paper.width - 2 * _EDGE
    column = width / _HOURS
    radius = min(column * 0.42, _RADIUS if paper.is_narrow else _WIDE_RADIUS)
    hours = [(_NOON + n) % _HOURS for n in range(_HOURS)]
    parts = [_parts(result, hour) for hour in hours]
    most = max(sum(days for _role, days in part) for part in parts)
    tallest = most * (2 * radius + 1) + _NAME
    height = min(max(tallest, _LOWEST), _HIGHEST) if paper.is_narrow else _WIDE_HEIGHT
    canvas = Canvas(paper, _FOOT + height + _HEAD, caption)
    axes = canvas.axes(_EDGE, _FOOT, width, height)
    axes.set_xlim(0, width)
    axes.set_ylim(0, height)
    axes.set_yticks([])
    _shade_night(axes, canvas, column, height)
    axes.plot((0, width), (0, 0), color=color("outline"), linewidth=1, zorder=2)
    if most <= _MOST_DOTS:
        spots = [
            (place * column + column / 2, (n + 0.5) * (2 * radius + 1) + 1.5, role)
            for place, part in enumerate(parts)
            for n, role in enumerate(role for role, days in part for _day in range(days))
        ]
        draw_dots(axes, spots, radius)
    else:
        _draw_bars(parts, axes, column, (height - _NAME) / most)
    axes.set_xticks([0.0, width / 4, width / 2, 3 * width / 4, width])
    axes.set_xticklabels(
        [
            pgettext("hour of the day", "noon"),
            f"{18:02}:00",
            pgettext("hour of the day", "midnight"),
            f"{6:02}:00",
            pgettext("hour of the day", "noon"),
        ]
    )
    keep_labels_inside(axes, width)
    if not paper.is_for_others:
        _add_targets(result, hours, canvas, axes, (column, height), link)
    return canvas


def _shade_night(axes: Axes, canvas: Canvas, column: float, height: float) -> None:
    start, end = ((hour - _NOON) % _HOURS * column for hour in _NIGHT)
    blocks(axes, [(start, 0, end - start, height)], gid="night", facecolor=color("spasm-0"), linewidth=0)
    words = pgettext("part of the day", "night")
    canvas.text(_EDGE + start + 6, _FOOT + height - 15, words, role="quiet-ink", size=SMALL_FONT)


def _parts(result: Timing, hour: int) -> list[tuple[str, int]]:
    """Days at that hour by how strong the worst was, the strongest first: (role, days)."""
    days = np.zeros(len(RAMP), np.int64)
    for worst, n in enumerate(result.by_strength[hour].tolist()):
        days[strength_class(worst)] += n
    unrated = int(result.by_hour[hour] - days.sum())
    parts = [(role, int(n)) for role, n in zip(reversed(RAMP), reversed(days.tolist()), strict=True) if n]
    return [*parts, *([(UNRATED, unrated)] if unrated else [])]


def _draw_bars(parts: list[list[tuple[str, int]]], axes: Axes, column: float, unit: float) -> None:
    """The same as bars, of which none is thinner than can be seen."""
    bars: dict[str, list[Bounds]] = {}
    for place, part in enumerate(parts):
        y = 1.0
        for role, days in part:
            high = max(days * unit, THINNEST)
            bars.setdefault(role, []).append((place * column + 1, y, column - 2, high))
            y += high
    for role, rectangles in bars.items():
        is_ring = role == UNRATED
        edge = color("edge") if is_ring else strength_edge(role)
        fill = color("paper" if is_ring else role)
        blocks(axes, rectangles, gid=f"dots-{role}", facecolor=fill, edgecolor=edge, linewidth=0.8, zorder=5)


def _add_targets(
    result: Timing, hours: list[int], canvas: Canvas, axes: Axes, size: tuple[float, float], link: Link
) -> None:
    column, height = size
    by_hour = result.by_hour.tolist()
    wide = max(column, TARGET)
    for place, hour in enumerate(hours):
        words = f"{hours_words(hour, hour + 1)}: {days_words(by_hour[hour])}"
        # Beyond the drawing's edge nothing can be met.
        left = min(max((place + 0.5) * column - wide / 2, 0.0), _HOURS * column - wide)
        box = (left, 0.0, wide, height)
        url = link(hour=hour) if by_hour[hour] else None
        target(canvas, axes, box, words, number=place, url=url, scale=(1, 1))
