"""Where on the body: the figure filled by how strong it typically was, and the places by how often. Drawing alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from tracker.analysis.places import Places
from tracker.charts.alone import drawn_alone
from tracker.charts.body import (
    Frame,
    corners,
    draw_legend,
    draw_scale,
    draw_unrated,
    draw_view,
    drawn_roles,
    fill_of,
    hatch,
    name_view,
    place_title,
    role_at,
    side_words,
    view_words,
    views_with_all,
)
from tracker.charts.place_numbers import DISC, draw_number, draw_numbers
from tracker.charts.theme import FONT, SMALL_FONT, Canvas, Caption, Paper, fitting, hit, text_width, wrapped
from tracker.formatting import number_words
from tracker.vocabulary.body_map import BACK, FRONT, VIEW_BOX, VIEWS, Shape, shapes
from tracker.vocabulary.regions import mark_words
from tracker.wording.places import NUMBERED
from tracker.wording.tables import Link, more_beside_words

RANKED = 8
_RANKED_ON_A_PHONE = 4
_ROW, _LINE, _LEGEND = 38, 15, 25
_NAME_LEFT = 2 * DISC + 8


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
    views = views_with_all(result) if paper.is_narrow else VIEWS
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
        view: Frame(layout.view_width, layout.margin + n * (layout.view_width + layout.margin), height - 20)
        for n, view in enumerate(views)
    }
    for view, frame in frames.items():
        draw_view(result, view, frame, canvas, axes, link)
        name_view(view, frame, canvas)
    draw_numbers(result, [place.shape for place in ranked], frames, axes)
    top = height - max(0, figure_height - list_height) / 2
    for n, place in enumerate(ranked):
        _draw_row(result, ranked, n, canvas, axes, (list_left, top, list_width), link)
        canvas.titles[f"mark-row-{place.shape.region}-{place.shape.side}"] = place_title(result, place.shape)
        top -= place.height
    if more:
        canvas.text(
            list_left + _NAME_LEFT, top - SMALL_FONT, more_beside_words(more), role="quiet-ink", size=SMALL_FONT
        )
    draw_legend(result, canvas, axes, _LEGEND - 18)
    return canvas


@drawn_alone
def draw_small(result: Places, paper: Paper) -> Canvas:
    """Front and back, for a page that lists the places right beside it: their numbers are those of the list."""
    has_unrated = "" in drawn_roles(result)
    # As high with a row for these as without: the paper has no more room.
    scale_at, view_width = (22, 80.0) if has_unrated else (4, 87.0)
    gap, bottom, top = 40, scale_at + 40, 15
    height = bottom + VIEW_BOX[3] * view_width / VIEW_BOX[2] + top
    canvas = Canvas(paper, height)
    axes = _axes(canvas, height)
    left = (paper.width - 2 * view_width - gap) / 2
    frames = {
        view: Frame(view_width, left + n * (view_width + gap), height - top) for n, view in enumerate((FRONT, BACK))
    }
    for view, frame in frames.items():
        draw_view(result, view, frame, canvas, axes, lambda **_entries: "")
        middle = frame.left + view_width / 2
        canvas.text(middle, height - 11, view_words(view), role="quiet-ink", size=SMALL_FONT, align="center")
        for side, x, align in zip(side_words(view), (2, view_width - 2), ("left", "right"), strict=True):
            canvas.text(frame.left + x, bottom - 12, side, role="quiet-ink", size=SMALL_FONT, align=align)
    listed = {(spot.region, spot.side) for spot in result.spots[:NUMBERED]}
    ranked = [
        place
        for place in _ranked(result, VIEWS, paper, paper.width)[0]
        if (place.shape.region, place.shape.side) in listed
    ]
    draw_numbers(result, [place.shape for place in ranked], frames, axes)
    draw_scale(canvas, scale_at)
    if has_unrated:
        draw_unrated(canvas, axes, 1, 4)
    return canvas


def _axes(canvas: Canvas, height: float) -> Axes:
    """One unit a pixel, nothing written along the sides."""
    axes = canvas.axes(0, 0, canvas.paper.width, height)
    axes.set_xlim(0, canvas.paper.width)
    axes.set_ylim(0, height)
    axes.set_axis_off()
    return axes


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
    draw_number(axes, left + DISC, top - 16, n + 1)
    words_left, bottom = left + _NAME_LEFT, top - ranked[n].height
    for number, line in enumerate(lines):
        canvas.text(words_left, top - 20 - number * _LINE, line, size=SMALL_FONT)
    canvas.text(left + width, top - 20, number_words(entries), align="right", weight="bold")
    bar = (width - _NAME_LEFT) * entries / ranked[0].entries
    canvas.rectangle(words_left, bottom + 5, max(bar, 3), 6, **fill_of(role_at(result, shape)))
    if not role_at(result, shape):
        hatch(axes, corners(words_left, bottom + 5, max(bar, 3), 6))
    if url := link(region=shape.region, side=shape.side):
        gid = f"mark-row-{shape.region}-{shape.side}"
        hit(axes, left, bottom + 1, width, ranked[n].height - 2, gid=gid, url=url)
