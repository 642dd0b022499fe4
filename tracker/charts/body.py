"""The drawn body of "where": its views, how strong each place typically was, and what a fill says. Drawing alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from tracker.analysis.places import Places
from tracker.charts.theme import RAMP, SMALL_FONT, Canvas, FillStyle, color, text_width
from tracker.formatting import count_words, number_words
from tracker.vocabulary.body_map import (
    BACK,
    FIGURES,
    FRONT,
    SHAPES,
    VIEW_BOX,
    VIEWS,
    Outline,
    Point,
    Segment,
    Shape,
    shapes,
)
from tracker.vocabulary.regions import mark_words
from tracker.wording.tables import Link

EDGE = "edge"
"""Of what is filled with one of the three paler steps, and of what has too few ratings to be filled."""
_PALER = RAMP[:3]
_STEPS = ((0, 2), (3, 4), (5, 6), (7, 8), (9, 10))
"""Lowest and highest rating of each step of the ramp."""
_CODES = {"M": [Path.MOVETO], "C": [Path.CURVE4] * 3, "Z": [Path.CLOSEPOLY]}
_HATCH = 5
"""Pixels from one line to the next over what has too few ratings, measured level."""
_LINES_FROM = 100
"""Pixels: a view that is narrower has no lines on it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a view of the figure lies on the canvas: its width in pixels, left and top edge."""

    width: float
    left: float
    top: float

    @property
    def scale(self) -> float:
        return self.width / VIEW_BOX[2]

    @property
    def bottom(self) -> float:
        return self.top - VIEW_BOX[3] * self.scale

    def at(self, x: float, y: float) -> tuple[float, float]:
        return self.left + (x - VIEW_BOX[0]) * self.scale, self.top - (y - VIEW_BOX[1]) * self.scale


# What is filled


def role_at(result: Places, shape: Shape) -> str:
    """The step of the ramp, or "" for too few ratings."""
    typical = result.typical.get((shape.region, shape.side))
    if typical is None:
        return ""
    rating = floor(typical + 0.5)
    return next(role for role, (_low, high) in zip(RAMP, _STEPS, strict=True) if rating <= high)


def fill_of(role: str) -> FillStyle:
    """The look of a step: the paler ones have an edge. Without a step there is the edge, and hatching in it."""
    edge = EDGE if not role or role in _PALER else role
    return {
        # The lines lie under what is touched, which can be seen through.
        "facecolor": color(role) if role else f"{color('skin')}00",
        "edgecolor": color(edge),
        "linewidth": 1.0 if role else 1.6,
    }


def corners(x: float, y: float, width: float, height: float) -> list[Point]:
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def hatch(axes: Axes, outline: Sequence[Point]) -> None:
    """Slanting lines inside an outline: what is hatched cannot be taken for a pale step."""
    sums = [x + y for x, y in outline]
    edges = list(zip(outline, [*outline[1:], outline[0]], strict=True))
    points: list[Point] = []
    for n in range(ceil(min(sums) / _HATCH), floor(max(sums) / _HATCH) + 1):
        # A little off whole numbers, so that no corner lies on a line.
        at = n * _HATCH + 0.013
        crossed = []
        for (ax, ay), (bx, by) in edges:
            before, after = ax + ay - at, bx + by - at
            if (before < 0) != (after < 0):
                part = before / (before - after)
                crossed.append((ax + part * (bx - ax), ay + part * (by - ay)))
        points += sorted(crossed)
    if points:
        path = Path(points, [Path.MOVETO, Path.LINETO] * (len(points) // 2))
        axes.add_artist(PathPatch(path, facecolor="none", edgecolor=color(EDGE), linewidth=0.9))


def drawn_roles(result: Places) -> set[str]:
    return {role_at(result, shape) for shape in SHAPES if result.on(shape.region, shape.side)}


def draw_legend(result: Places, canvas: Canvas, axes: Axes, y: float) -> None:
    """The ramp between its ends, and what has too few ratings for a step of it: as far as these are drawn."""
    drawn, x = drawn_roles(result), 1.0
    if drawn - {""}:
        for role in RAMP:
            canvas.rectangle(x, y - 1, 13, 11, **fill_of(role))
            x += 15
        ends = {"low": number_words(0), "high": number_words(10)}
        # On a phone the line above the drawing says it.
        words = _("%(low)s to %(high)s") if canvas.paper.is_narrow else _("typical strength, %(low)s to %(high)s")
        canvas.text(x + 4, y, words % ends, role="quiet-ink", size=SMALL_FONT)
        x += text_width(words % ends, SMALL_FONT) + 16
    if "" in drawn:
        draw_unrated(canvas, axes, x, y)


def draw_unrated(canvas: Canvas, axes: Axes, x: float, y: float) -> None:
    """What has an edge and is hatched."""
    canvas.rectangle(x, y - 1, 11, 11, **fill_of(""))
    hatch(axes, corners(x, y - 1, 11, 11))
    canvas.text(x + 16, y, _("under 3 rated days"), role="quiet-ink", size=SMALL_FONT)


def draw_scale(canvas: Canvas, y: float) -> None:
    """The steps of the ramp in one row, and what they stand for: each number where one step ends."""
    words = _("typical strength")
    left = text_width(words, SMALL_FONT) * 0.92 + 6
    canvas.text(0, y, words, role="quiet-ink", size=SMALL_FONT)
    width = (canvas.paper.width - left - 9) / len(RAMP)
    for n, (role, (_low, high)) in enumerate(zip(RAMP, _STEPS, strict=True), start=1):
        canvas.rectangle(left + (n - 1) * width + 1, y + 13, width - 2, 8, **fill_of(role))
        canvas.text(left + n * width, y, number_words(high), role="quiet-ink", size=SMALL_FONT, align="center")
    canvas.text(left, y, number_words(0), role="quiet-ink", size=SMALL_FONT, align="center")


# The figure


def views_with_all(result: Places) -> tuple[str, ...]:
    """One view if it has every place that is drawn at all, from behind if both do; else both."""
    places = {(shape.region, shape.side) for shape in SHAPES if result.on(shape.region, shape.side)}
    for view in (BACK, FRONT):
        if places <= {(shape.region, shape.side) for shape in shapes(view)}:
            return (view,)
    return VIEWS


def draw_view(result: Places, view: str, frame: Frame, canvas: Canvas, axes: Axes, link: Link) -> None:
    figure, line = FIGURES[view], color("outline")
    _add(axes, figure.silhouette, frame, facecolor=color("skin"), linewidth=0)
    axes.add_artist(PathPatch(_path(figure.hair.segments, frame), facecolor=line, alpha=0.22, linewidth=0))
    for shape in figure.shapes:
        if not result.on(shape.region, shape.side):
            continue
        gid = f"mark-{view}-{shape.region}-{shape.side}"
        role = role_at(result, shape)
        if not role:
            hatch(axes, [frame.at(x, y) for x, y in shape.points])
        patch = PathPatch(_path(shape.segments, frame), gid=gid, **fill_of(role))
        canvas.titles[gid] = place_title(result, shape)
        patch.set_url(link(region=shape.region, side=shape.side) or None)
        axes.add_artist(patch)
    if frame.width >= _LINES_FROM:
        lines = [segment for feature in figure.features for segment in feature.segments]
        axes.add_artist(PathPatch(_path(lines, frame), facecolor="none", edgecolor=line, linewidth=0.6))
    _add(axes, figure.silhouette, frame, facecolor="none", edgecolor=line, linewidth=1.2)


def _add(axes: Axes, outline: Outline, frame: Frame, **style: object) -> None:
    axes.add_artist(PathPatch(_path(outline.segments, frame), **style))


def _path(segments: Iterable[Segment], frame: Frame) -> Path:
    points: list[tuple[float, float]] = []
    codes = []
    for letter, *numbers in segments:
        # The end of an outline has a point of its own, which nobody looks at.
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True)) or [(VIEW_BOX[0], VIEW_BOX[1])]
        points.extend(frame.at(x, y) for x, y in pairs)
        codes.extend(_CODES[letter])
    return Path(points, codes)


def place_title(result: Places, shape: Shape) -> str:
    """What a place says when it is pointed at."""
    words = {"where": mark_words(shape.region, shape.side), "count": count_words(result.on(shape.region, shape.side))}
    typical = result.typical.get((shape.region, shape.side))
    if typical is None:
        return _("%(where)s: %(count)s") % words
    return _("%(where)s: %(count)s, typically %(number)s of 10") % {**words, "number": number_words(typical)}


def view_words(view: str) -> str:
    return {FRONT: pgettext("view of the body", "Front"), BACK: pgettext("view of the body", "Back")}[view]


def name_view(view: str, frame: Frame, canvas: Canvas) -> None:
    middle = frame.left + frame.width / 2
    canvas.text(middle, frame.top + 6, view_words(view), role="quiet-ink", size=SMALL_FONT, align="center")
    for side, x in zip(side_words(view), (0.2, 0.8), strict=True):
        x = frame.left + x * frame.width
        canvas.text(x, frame.bottom - 12, side, role="quiet-ink", size=SMALL_FONT, align="center")


def side_words(view: str) -> tuple[str, str]:
    """The person's side on the picture's left and right: their left is on our right when they face us."""
    return (_("right"), _("left")) if view == FRONT else (_("left"), _("right"))
