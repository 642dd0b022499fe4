"""What plain charts are made of: dots colored by strength, hatching for what was not answered, ticks for clear days.

Drawing alone. A mark is at least as large to a finger as TARGET, however small it is drawn.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from tracker.charts.theme import (
    RAMP,
    SMALL_FONT,
    Bounds,
    Canvas,
    color,
    hit,
    strength_class,
    strength_edge,
    text_width,
)

TARGET = 24
"""Pixels that a finger needs."""
THINNEST = 2.5
"""Pixels: what is there can be seen, however little it is."""
UNRATED = "unrated"
"""In place of a role of the ramp: a spasm without a number."""
PLOT_EDGE = 1
"""Pixels beside what is drawn over time, for the edges of marks: the same in all, so that a day has one place."""
_BETWEEN_LABELS = 4
"""Pixels; letters are taken to be wider than most are."""
_HATCH = "////"
_CIRCLE = Path.unit_circle()
_CIRCLE_POINTS = np.asarray(_CIRCLE.vertices)


def role_of(worst: float) -> str:
    """The role of a mark with this number; UNRATED for nan."""
    return UNRATED if np.isnan(worst) else RAMP[strength_class(worst)]


def draw_dots(
    axes: Axes, spots: Iterable[tuple[float, float, str]], radius: float, *, scale: tuple[float, float] = (1, 1)
) -> None:
    """Dots at (x, y, role of the ramp or UNRATED); the weaker first, so that none of the strong ones is hidden.

    Parameters: the axes; the spots in the axes' units; the radius in pixels; units a pixel, across and up.
    """
    by_role: dict[str, list[tuple[float, float]]] = {}
    for x, y, role in spots:
        by_role.setdefault(role, []).append((x, y))
    for role in (UNRATED, *RAMP):
        if role not in by_role:
            continue
        circles = [circle(x, y, radius * scale[0], radius * scale[1]) for x, y in by_role[role]]
        is_ring = role == UNRATED
        axes.add_artist(
            PathPatch(
                Path.make_compound_path(*circles),
                facecolor=color("paper" if is_ring else role),
                edgecolor=color("edge") if is_ring else strength_edge(role),
                linewidth=1.6 if is_ring else 1,
                gid=f"dots-{role}",
                clip_on=False,
                zorder=5,
            )
        )


def circle(x: float, y: float, across: float, up: float) -> Path:
    """A circle around that place, as wide and as high as it is in the axes' units."""
    return Path(_CIRCLE_POINTS * (across, up) + (x, y), _CIRCLE.codes)


def draw_hatched(axes: Axes, rectangles: Sequence[Bounds], *, gid: str) -> None:
    """What was not answered: the same hatching everywhere."""
    if not rectangles:
        return
    corners = [[(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)] for x, y, w, h in rectangles]
    path = Path.make_compound_path(*(Path(points, closed=True) for points in corners))
    axes.add_artist(
        PathPatch(
            path,
            facecolor="none",
            edgecolor=color("outline"),
            hatch=_HATCH,
            linewidth=0.8,
            gid=gid,
            clip_on=False,
        )
    )


def draw_ticks(axes: Axes, middles: Sequence[tuple[float, float]], size: tuple[float, float], *, gid: str) -> None:
    """The tick of a clear day at these places; `size` across and up, in the axes' units."""
    if not middles:
        return
    shape = np.array([(-0.5, 0.0), (-0.12, -0.38), (0.5, 0.42)]) * size
    points = np.concatenate([shape + middle for middle in middles])
    codes = [Path.MOVETO, Path.LINETO, Path.LINETO] * len(middles)
    axes.add_artist(
        PathPatch(
            Path(points, codes),
            facecolor="none",
            edgecolor=color("tick"),
            linewidth=1.4,
            capstyle="round",
            joinstyle="round",
            gid=gid,
            clip_on=False,
            zorder=4,
        )
    )


def target(
    canvas: Canvas, axes: Axes, box: Bounds, words: str, *, number: int, url: str | None, scale: tuple[float, float]
) -> None:
    """An invisible mark over what is drawn, which says the words and is a link: never smaller than a finger needs.

    `box` in the axes' units, `scale` units a pixel, across and up.
    """
    x, y, width, height = box
    wide, high = (max(side, TARGET * unit) for side, unit in zip((width, height), np.abs(scale), strict=True))
    gid = f"mark-{number}"
    canvas.titles[gid] = words
    hit(axes, x - (wide - width) / 2, y - (high - height) / 2, wide, high, gid=gid, url=url)


def draw_month_ticks(axes: Axes) -> None:
    """A short line from each label of the lower axis to its day."""
    axes.tick_params(axis="x", length=4, width=1, color=color("outline"), pad=3)


def keep_labels_inside(axes: Axes, width: float) -> None:
    """Labels at the very ends of the lower axis stand inside of it, not across its end; one that would touch the label
    before it is left out. `width` of the axis in pixels."""
    low, high = axes.get_xlim()
    taken = -np.inf
    for label, place in zip(axes.get_xticklabels(), axes.get_xticks(), strict=True):
        x = (place - low) * width / (high - low)
        wide = text_width(label.get_text(), SMALL_FONT)
        left = x - wide / 2
        if x < wide / 2:
            label.set_horizontalalignment("left")
            left = x
        elif width - x < wide / 2:
            label.set_horizontalalignment("right")
            left = x - wide
        if left < taken + _BETWEEN_LABELS:
            label.set_visible(False)
        else:
            taken = left + wide
