"""Where on the body: the figure filled by how strong it typically was, and the places by how often. Drawing alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, hypot

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from matplotlib.axes import Axes
from matplotlib.patches import Circle, PathPatch
from matplotlib.path import Path

from tracker.analysis.places import Places
from tracker.charts.alone import drawn_alone
from tracker.charts.theme import (
    FONT,
    RAMP,
    SMALL_FONT,
    Canvas,
    Caption,
    FillStyle,
    Paper,
    color,
    fitting,
    hit,
    text_width,
    wrapped,
)
from tracker.formatting import count_words, number_words
from tracker.vocabulary.body_map import (
    BACK,
    FIGURES,
    FRONT,
    MIRROR_X,
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
from tracker.wording.places import NUMBERED
from tracker.wording.tables import Link, more_beside_words

RANKED = 8
_RANKED_ON_A_PHONE = 4
EDGE = "edge"
"""Of what is filled with one of the three paler steps, and of what has too few ratings to be filled."""
_PALER = RAMP[:3]
_STEPS = ((0, 2), (3, 4), (5, 6), (7, 8), (9, 10))
"""Lowest and highest rating of each step of the ramp."""
_CODES = {"M": [Path.MOVETO], "C": [Path.CURVE4] * 3, "Z": [Path.CLOSEPOLY]}
_ROW, _LINE, _DISC, _LEGEND = 38, 15, 9, 25
_HATCH = 5
"""Pixels from one line to the next over what has too few ratings, measured level."""
_NAME_LEFT = 2 * _DISC + 8
_LINES_FROM = 100
"""Pixels: a view that is narrower has no lines on it."""


@dataclass(frozen=True, slots=True)
class _Frame:
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


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A place of the list: where its number stands in the figure, and how many entries there are."""

    shape: Shape
    entries: int
    lines: tuple[str, ...]
    """Its name, on two lines where one is too short."""

    @property
    def height(self) -> int:
        return _ROW + _LINE * (len(self.lines) - 1)


@dataclass(frozen=True, slots=True)
class _Layout:
    """How wide a view is, and the air beside it for the numbers, also outside of the hands; in pixels."""

    view_width: float
    margin: int
    before_list: int

    def figure_width(self, views: int) -> float:
        return (self.view_width + self.margin) * views + self.margin


_LAYOUTS = {"wide": _Layout(146, 16, 32), "medium": _Layout(122, 15, 16)}
_PHONE, _PHONE_BOTH = _Layout(86, 14, 10), _Layout(66, 14, 4)


@drawn_alone
def draw(result: Places, paper: Paper, link: Link, caption: Caption | None = None) -> Canvas:
    """The figure, its most frequent places numbered, and beside it these as a list with a bar for each.

    On a phone only the view that has all of them is drawn, if there is one.
    """
    views = _views(result) if paper.is_narrow else VIEWS
    layout = _LAYOUTS.get(paper.name) or (_PHONE if len(views) == 1 else _PHONE_BOTH)
    list_left = layout.figure_width(len(views)) + layout.before_list
    list_width = paper.width - list_left - 4
    ranked, more = _ranked(result, views, paper, list_width)
    list_height = sum(place.height for place in ranked) + (_LINE if more else 0)
    figure_height = VIEW_BOX[3] * layout.view_width / VIEW_BOX[2] + 36
    height = max(figure_height, list_height) + _LEGEND
    canvas = Canvas(paper, height, caption)
    axes = _axes(canvas, height)
    frames = {
        view: _Frame(layout.view_width, layout.margin + n * (layout.view_width + layout.margin), height - 20)
        for n, view in enumerate(views)
    }
    for view, frame in frames.items():
        _draw_view(result, view, frame, canvas, axes, link)
        _name_view(view, frame, canvas)
    _draw_discs(result, ranked, frames, axes)
    top = height - max(0, figure_height - list_height) / 2
    for n, place in enumerate(ranked):
        _draw_row(result, ranked, n, canvas, axes, (list_left, top, list_width), link)
        canvas.titles[f"mark-row-{place.shape.region}-{place.shape.side}"] = _title(result, place.shape)
        top -= place.height
    if more:
        canvas.text(
            list_left + _NAME_LEFT, top - SMALL_FONT, more_beside_words(more), role="quiet-ink", size=SMALL_FONT
        )
    _draw_legend(result, canvas, axes, _LEGEND - 18)
    return canvas


@drawn_alone
def draw_small(result: Places, paper: Paper) -> Canvas:
    """Front and back, for a page that lists the places right beside it: their numbers are those of the list."""
    has_unrated = "" in _drawn_roles(result)
    # As high with a row for these as without: the paper has no more room.
    scale_at, view_width = (22, 80.0) if has_unrated else (4, 87.0)
    gap, bottom, top = 40, scale_at + 40, 15
    height = bottom + VIEW_BOX[3] * view_width / VIEW_BOX[2] + top
    canvas = Canvas(paper, height)
    axes = _axes(canvas, height)
    left = (paper.width - 2 * view_width - gap) / 2
    names = {FRONT: pgettext("view of the body", "Front"), BACK: pgettext("view of the body", "Back")}
    frames = {view: _Frame(view_width, left + n * (view_width + gap), height - top) for n, view in enumerate(names)}
    for view, frame in frames.items():
        _draw_view(result, view, frame, canvas, axes, lambda **_entries: "")
        middle = frame.left + view_width / 2
        canvas.text(middle, height - 11, names[view], role="quiet-ink", size=SMALL_FONT, align="center")
        for side, x, align in zip(_side_words(view), (2, view_width - 2), ("left", "right"), strict=True):
            canvas.text(frame.left + x, bottom - 12, side, role="quiet-ink", size=SMALL_FONT, align=align)
    listed = {(spot.region, spot.side) for spot in result.spots[:NUMBERED]}
    ranked = [
        place
        for place in _ranked(result, VIEWS, paper, paper.width)[0]
        if (place.shape.region, place.shape.side) in listed
    ]
    _draw_discs(result, ranked, frames, axes)
    _draw_scale(canvas, scale_at)
    if has_unrated:
        _draw_unrated(canvas, axes, 1, 4)
    return canvas


def _axes(canvas: Canvas, height: float) -> Axes:
    """One unit a pixel, nothing written along the sides."""
    axes = canvas.axes(0, 0, canvas.paper.width, height)
    axes.set_xlim(0, canvas.paper.width)
    axes.set_ylim(0, height)
    axes.set_axis_off()
    return axes


def _draw_scale(canvas: Canvas, y: float) -> None:
    """The steps of the ramp in one row, and what they stand for: each number where one step ends."""
    words = _("typical strength")
    left = text_width(words, SMALL_FONT) * 0.92 + 6
    canvas.text(0, y, words, role="quiet-ink", size=SMALL_FONT)
    width = (canvas.paper.width - left - 9) / len(RAMP)
    for n, (role, (_low, high)) in enumerate(zip(RAMP, _STEPS, strict=True), start=1):
        canvas.rectangle(left + (n - 1) * width + 1, y + 13, width - 2, 8, **_fill(role))
        canvas.text(left + n * width, y, number_words(high), role="quiet-ink", size=SMALL_FONT, align="center")
    canvas.text(left, y, number_words(0), role="quiet-ink", size=SMALL_FONT, align="center")


# What is filled


def _role(result: Places, shape: Shape) -> str:
    """The step of the ramp, or "" for too few ratings."""
    typical = result.typical.get((shape.region, shape.side))
    if typical is None:
        return ""
    rating = floor(typical + 0.5)
    return next(role for role, (_low, high) in zip(RAMP, _STEPS, strict=True) if rating <= high)


def _fill(role: str) -> FillStyle:
    """The look of a step: the paler ones have an edge. Without a step there is the edge, and hatching in it."""
    edge = EDGE if not role or role in _PALER else role
    return {
        # The lines lie under what is touched, which can be seen through.
        "facecolor": color(role) if role else f"{color('skin')}00",
        "edgecolor": color(edge),
        "linewidth": 1.0 if role else 1.6,
    }


def _corners(x: float, y: float, width: float, height: float) -> list[Point]:
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def _hatch(axes: Axes, outline: Sequence[Point]) -> None:
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


def _drawn_roles(result: Places) -> set[str]:
    return {_role(result, shape) for shape in SHAPES if result.on(shape.region, shape.side)}


def _draw_legend(result: Places, canvas: Canvas, axes: Axes, y: float) -> None:
    """The ramp between its ends, and what has too few ratings for a step of it: as far as these are drawn."""
    drawn, x = _drawn_roles(result), 1.0
    if drawn - {""}:
        for role in RAMP:
            canvas.rectangle(x, y - 1, 13, 11, **_fill(role))
            x += 15
        ends = {"low": number_words(0), "high": number_words(10)}
        # On a phone the line above the drawing says it.
        words = _("%(low)s to %(high)s") if canvas.paper.is_narrow else _("typical strength, %(low)s to %(high)s")
        canvas.text(x + 4, y, words % ends, role="quiet-ink", size=SMALL_FONT)
        x += text_width(words % ends, SMALL_FONT) + 16
    if "" in drawn:
        _draw_unrated(canvas, axes, x, y)


def _draw_unrated(canvas: Canvas, axes: Axes, x: float, y: float) -> None:
    """What has an edge and is hatched."""
    canvas.rectangle(x, y - 1, 11, 11, **_fill(""))
    _hatch(axes, _corners(x, y - 1, 11, 11))
    canvas.text(x + 16, y, _("under 3 rated days"), role="quiet-ink", size=SMALL_FONT)


# The figure


def _views(result: Places) -> tuple[str, ...]:
    """One view if it has every place that is drawn at all, from behind if both do; else both."""
    places = {(shape.region, shape.side) for shape in SHAPES if result.on(shape.region, shape.side)}
    for view in (BACK, FRONT):
        if places <= {(shape.region, shape.side) for shape in shapes(view)}:
            return (view,)
    return VIEWS


def _draw_view(result: Places, view: str, frame: _Frame, canvas: Canvas, axes: Axes, link: Link) -> None:
    figure, line = FIGURES[view], color("outline")
    _add(axes, figure.silhouette, frame, facecolor=color("skin"), linewidth=0)
    axes.add_artist(PathPatch(_path(figure.hair.segments, frame), facecolor=line, alpha=0.22, linewidth=0))
    for shape in figure.shapes:
        if not result.on(shape.region, shape.side):
            continue
        gid = f"mark-{view}-{shape.region}-{shape.side}"
        role = _role(result, shape)
        if not role:
            _hatch(axes, [frame.at(x, y) for x, y in shape.points])
        patch = PathPatch(_path(shape.segments, frame), gid=gid, **_fill(role))
        canvas.titles[gid] = _title(result, shape)
        patch.set_url(link(region=shape.region, side=shape.side) or None)
        axes.add_artist(patch)
    if frame.width >= _LINES_FROM:
        lines = [segment for feature in figure.features for segment in feature.segments]
        axes.add_artist(PathPatch(_path(lines, frame), facecolor="none", edgecolor=line, linewidth=0.6))
    _add(axes, figure.silhouette, frame, facecolor="none", edgecolor=line, linewidth=1.2)


def _add(axes: Axes, outline: Outline, frame: _Frame, **style: object) -> None:
    axes.add_artist(PathPatch(_path(outline.segments, frame), **style))


def _path(segments: Iterable[Segment], frame: _Frame) -> Path:
    points: list[tuple[float, float]] = []
    codes = []
    for letter, *numbers in segments:
        # The end of an outline has a point of its own, which nobody looks at.
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True)) or [(VIEW_BOX[0], VIEW_BOX[1])]
        points.extend(frame.at(x, y) for x, y in pairs)
        codes.extend(_CODES[letter])
    return Path(points, codes)


def _title(result: Places, shape: Shape) -> str:
    """What a place says when it is pointed at."""
    words = {"where": mark_words(shape.region, shape.side), "count": count_words(result.on(shape.region, shape.side))}
    typical = result.typical.get((shape.region, shape.side))
    if typical is None:
        return _("%(where)s: %(count)s") % words
    return _("%(where)s: %(count)s, typically %(number)s of 10") % {**words, "number": number_words(typical)}


def _name_view(view: str, frame: _Frame, canvas: Canvas) -> None:
    middle = frame.left + frame.width / 2
    words = {FRONT: pgettext("view of the body", "Front"), BACK: pgettext("view of the body", "Back")}[view]
    canvas.text(middle, frame.top + 6, words, role="quiet-ink", size=SMALL_FONT, align="center")
    for side, x in zip(_side_words(view), (0.2, 0.8), strict=True):
        x = frame.left + x * frame.width
        canvas.text(x, frame.bottom - 12, side, role="quiet-ink", size=SMALL_FONT, align="center")


def _side_words(view: str) -> tuple[str, str]:
    """The person's side on the picture's left and right: their left is on our right when they face us."""
    return (_("right"), _("left")) if view == FRONT else (_("left"), _("right"))


# The list


def _ranked(result: Places, views: Sequence[str], paper: Paper, width: float) -> tuple[list[_Ranked], int]:
    """The most frequent places, each region and side once, in the view where it is drawn first; how many more."""
    first: dict[tuple[str, str], Shape] = {}
    for shape in (shape for view in views for shape in shapes(view)):
        first.setdefault((shape.region, shape.side), shape)
    drawn = ((first.get((spot.region, spot.side)), spot.entries) for spot in result.spots)
    by_count = [(shape, entries) for shape, entries in drawn if shape]
    shown = by_count[: _RANKED_ON_A_PHONE if paper.is_narrow else RANKED]
    ranked = []
    for shape, entries in shown:
        # The count is bold.
        room = width - _NAME_LEFT - 1.2 * text_width(number_words(entries), FONT) - 6
        words = mark_words(shape.region, shape.side)
        first_line, *rest = wrapped(words[:1].upper() + words[1:], room)
        lines = (first_line, *([" ".join(rest)] if rest else []))
        ranked.append(_Ranked(shape, entries, tuple(fitting(line, room, SMALL_FONT) for line in lines)))
    return ranked, len(by_count) - len(shown)


def _draw_discs(result: Places, ranked: Sequence[_Ranked], frames: dict[str, _Frame], axes: Axes) -> None:
    """The number of each place right beside it, on the outer side of the body, where none stands yet.

    Where it would cover a place it stands beside the whole body. One that is away from its place has a line to it.
    Those in the middle of the body come last, on the side where they are beside nothing that has a number.
    """
    taken: list[tuple[float, float]] = []
    in_middle = [abs(place.shape.label_at[0] - MIRROR_X) <= 1 for place in ranked]
    for n in sorted(range(len(ranked)), key=lambda n: in_middle[n]):
        shape = ranked[n].shape
        frame = frames[shape.view]
        is_right = shape.label_at[0] > MIRROR_X - 1
        if in_middle[n]:
            others = [each.shape for each in ranked if each.shape.view == shape.view and each.shape is not shape]
            is_right = not any(_is_beside(shape, other) and other.label_at[0] > MIRROR_X for other in others)
        drawn = [each for each in shapes(shape.view) if each is not shape and result.on(each.region, each.side)]
        tries = [_beside(frame, shape, is_on) for is_on in ([is_right, not is_right] if in_middle[n] else [is_right])]
        free = [each for each in tries if not any(_covers(frame, each, other) for other in drawn)]
        beside, middle = (free or tries)[0]
        is_right = beside > frame.at(*shape.label_at)[0]
        x, _y, width, _height = shape.bounds
        edge = frame.at(x + width if is_right else x, 0)[0]
        if not free:
            beside = frame.left + frame.width + _DISC - 1 if is_right else frame.left - _DISC + 1
        here = max(beside, _DISC + 1)
        up = next(
            up
            for up in (0, *(sign * step * 2.2 * _DISC for step in range(1, RANKED + 1) for sign in (-1, 1)))
            if all(abs(here - a) > 2 * _DISC or abs(middle + up - b) > 2 * _DISC for a, b in taken)
        )
        if up or not free:
            axes.plot((here, edge), (middle + up, middle), color=color("ink"), linewidth=0.8, zorder=4)
        taken.append((here, middle + up))
        _disc(axes, *taken[-1], n + 1)


def _beside(frame: _Frame, shape: Shape, is_right: bool) -> Point:
    """Where a number is right beside a place."""
    x, _y, width, _height = shape.bounds
    edge, middle = frame.at(x + width if is_right else x, shape.label_at[1])
    return edge + (_DISC + 3 if is_right else -_DISC - 3), middle


def _covers(frame: _Frame, center: Point, shape: Shape) -> bool:
    """Whether a number there lies over a good part of a place."""
    points = [frame.at(x, y) for x, y in shape.points]
    under = [(x, y) for x, y in points if hypot(x - center[0], y - center[1]) < _DISC]
    return len(under) > len(points) / 8


def _is_beside(shape: Shape, other: Shape) -> bool:
    """Whether the other one reaches as high as the middle of this."""
    _x, y, _width, height = other.bounds
    return y <= shape.label_at[1] <= y + height


def _disc(axes: Axes, x: float, y: float, number: int) -> None:
    look = {"facecolor": color("paper"), "edgecolor": color("ink"), "linewidth": 1.0, "zorder": 5}
    axes.add_artist(Circle((x, y), _DISC, **look))
    axes.text(
        x,
        y - SMALL_FONT * 0.36,
        number_words(number),
        color=color("ink"),
        fontsize=SMALL_FONT,
        weight="bold",
        ha="center",
        va="baseline",
        zorder=6,
    )


def _draw_row(
    result: Places,
    ranked: Sequence[_Ranked],
    n: int,
    canvas: Canvas,
    axes: Axes,
    place: tuple[float, float, float],
    link: Link,
) -> None:
    """Number, place and entries, and a bar below that is as long as they are many. `place`: left, top, width."""
    left, top, width = place
    shape, entries, lines = ranked[n].shape, ranked[n].entries, ranked[n].lines
    _disc(axes, left + _DISC, top - 16, n + 1)
    words_left, bottom = left + _NAME_LEFT, top - ranked[n].height
    for number, line in enumerate(lines):
        canvas.text(words_left, top - 20 - number * _LINE, line, size=SMALL_FONT)
    canvas.text(left + width, top - 20, number_words(entries), align="right", weight="bold")
    bar = (width - _NAME_LEFT) * entries / ranked[0].entries
    canvas.rectangle(words_left, bottom + 5, max(bar, 3), 6, **_fill(_role(result, shape)))
    if not _role(result, shape):
        _hatch(axes, _corners(words_left, bottom + 5, max(bar, 3), 6))
    if url := link(region=shape.region, side=shape.side):
        gid = f"mark-row-{shape.region}-{shape.side}"
        hit(axes, left, bottom + 1, width, ranked[n].height - 2, gid=gid, url=url)
