"""A dot for every day over time, and for years a dot for every month or quarter: strength and length alike. Drawing."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes

from tracker.analysis.bins import BY_WEEK, Bins, unit_of_columns
from tracker.charts.dots import day_link
from tracker.charts.plain.marks import draw_dots, draw_month_ticks, keep_labels_inside, role_of, target
from tracker.charts.theme import Canvas, Paper, color, date_ticks
from tracker.days import ONE_DAY, Period, week_start
from tracker.wording.tables import Link

FOOT = 22
"""Pixels below the plot, for dates."""
_HEIGHT, _NARROW_HEIGHT = 150, 114
_LINKS_ROOM = 120_000
"""Characters: with longer addresses than this altogether, single days have none."""


@dataclass(frozen=True, slots=True)
class DayDots:
    """Dots of single days: shapes (days,)."""

    day: np.ndarray
    """Ordinals."""
    height: np.ndarray
    """In the units of the axes."""
    worst: np.ndarray
    """The number that gives the color; nan for none."""


@dataclass(frozen=True, slots=True)
class MiddleDots:
    """Dots of months or quarters: shapes (bins,); nan where there are too few days."""

    bins: Bins
    low: np.ndarray
    middle: np.ndarray
    high: np.ndarray


def plot_height(paper: Paper) -> int:
    """Pixels from the lowest to the highest value, alike for all that is drawn over time."""
    return _NARROW_HEIGHT if paper.is_narrow else _HEIGHT


def draw_days_axis(canvas: Canvas, axes: Axes, cut: Bins, left: float, width: float) -> float:
    """Days along the bottom, from that pixel on. Returns how many days a pixel is.

    Where the days are few enough to be columns of weeks, the weeks are whole: a day stands where its week does in the
    chart of the weeks, which is as wide.
    """
    start, end = cut.first, cut.last + ONE_DAY
    if unit_of_columns(Period(cut.first, cut.last)) == BY_WEEK:
        start, end = week_start(start), week_start(cut.last) + 7 * ONE_DAY
    low, days = start.toordinal(), (end - start).days
    axes.set_xlim(low, low + days)
    first, after = (left + (day.toordinal() - low) * width / days for day in (cut.first, cut.last + ONE_DAY))
    ticks = date_ticks(cut.first, cut.last, width)
    axes.set_xticks([place for place, _words in ticks])
    axes.set_xticklabels([words for _place, words in ticks])
    draw_month_ticks(axes)
    keep_labels_inside(axes, width)
    canvas.days = (cut.first, cut.last, first, after)
    return days / width


def dot_radius(days: int) -> float:
    """How large the dots of so many days are, in pixels."""
    return 5.5 if days <= 60 else 4 if days <= 150 else 2.8


def draw_day_dots(
    dots: DayDots, canvas: Canvas, axes: Axes, words_of: Callable[[int], str], link: Link, scale: tuple[float, float]
) -> None:
    """A dot for every day; each says its words and leads to its day. `scale`: units a pixel, across and up."""
    radius = dot_radius(len(dots.day))
    spots = zip((dots.day + 0.5).tolist(), dots.height.tolist(), map(role_of, dots.worst.tolist()), strict=True)
    draw_dots(axes, spots, radius, scale=scale)
    if canvas.paper.is_for_others:
        return
    urls = [day_link(link, ordinal) for ordinal in dots.day.tolist()]
    has_links = sum(map(len, urls)) <= _LINKS_ROOM
    for n, (ordinal, height) in enumerate(zip(dots.day.tolist(), dots.height.tolist(), strict=True)):
        box = (ordinal + 0.5, height, 0.0, 0.0)
        target(canvas, axes, box, words_of(n), number=n, url=urls[n] if has_links else None, scale=scale)


def draw_middle_dots(
    dots: MiddleDots,
    canvas: Canvas,
    axes: Axes,
    role_at: Callable[[float], str],
    words_of: Callable[[int], str],
    link: Link,
    scale: tuple[float, float],
) -> None:
    """A dot at the middle of every month or quarter, on a bar over its middle half."""
    spots = []
    places = np.flatnonzero(~np.isnan(dots.middle)).tolist()
    for place in places:
        first, last = dots.bins.bounds(place)
        x = (first.toordinal() + last.toordinal() + 1) / 2
        spots.append((x, float(dots.middle[place]), role_at(float(dots.middle[place]))))
    for (x, _y, _role), place in zip(spots, places, strict=True):
        axes.plot(
            (x, x),
            (dots.low[place], dots.high[place]),
            color=color("outline"),
            linewidth=2,
            solid_capstyle="round",
            zorder=3,
            clip_on=False,
        )
    draw_dots(axes, spots, 4, scale=scale)
    if canvas.paper.is_for_others:
        return
    for (x, y, _role), place in zip(spots, places, strict=True):
        first, last = dots.bins.bounds(place)
        url = link(**{"from": first, "to": last})
        target(canvas, axes, (x, y, 0.0, 0.0), words_of(place), number=place, url=url, scale=scale)
