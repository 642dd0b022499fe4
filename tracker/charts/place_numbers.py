"""The numbers beside the places of the drawn body, each where it covers nothing. Drawing alone."""

from collections.abc import Mapping, Sequence
from math import hypot

from matplotlib.axes import Axes
from matplotlib.patches import Circle

from tracker.analysis.places import Places
from tracker.charts.body import Frame
from tracker.charts.theme import SMALL_FONT, color
from tracker.formatting import number_words
from tracker.vocabulary.body_map import MIRROR_X, Point, Shape, shapes

DISC = 9
"""Pixels: the radius of a number's disc."""


def draw_numbers(result: Places, ranked: Sequence[Shape], frames: Mapping[str, Frame], axes: Axes) -> None:
    """The number of each place right beside it, on the outer side of the body, where none stands yet.

    Where it would cover a place it stands beside the whole body. One that is away from its place has a line to it.
    Those in the middle of the body come last, on the side where they are beside nothing that has a number.
    """
    taken: list[tuple[float, float]] = []
    in_middle = [abs(shape.label_at[0] - MIRROR_X) <= 1 for shape in ranked]
    for n in sorted(range(len(ranked)), key=lambda n: in_middle[n]):
        shape = ranked[n]
        frame = frames[shape.view]
        is_right = shape.label_at[0] > MIRROR_X - 1
        if in_middle[n]:
            others = [each for each in ranked if each.view == shape.view and each is not shape]
            is_right = not any(_is_beside(shape, other) and other.label_at[0] > MIRROR_X for other in others)
        drawn = [each for each in shapes(shape.view) if each is not shape and result.on(each.region, each.side)]
        tries = [_beside(frame, shape, is_on) for is_on in ([is_right, not is_right] if in_middle[n] else [is_right])]
        free = [each for each in tries if not any(_covers(frame, each, other) for other in drawn)]
        beside, middle = (free or tries)[0]
        is_right = beside > frame.at(*shape.label_at)[0]
        x, _y, width, _height = shape.bounds
        edge = frame.at(x + width if is_right else x, 0)[0]
        if not free:
            beside = frame.left + frame.width + DISC - 1 if is_right else frame.left - DISC + 1
        here = max(beside, DISC + 1)
        up = next(
            up
            for up in (0, *(sign * step * 2.2 * DISC for step in range(1, len(ranked) + 1) for sign in (-1, 1)))
            if all(abs(here - a) > 2 * DISC or abs(middle + up - b) > 2 * DISC for a, b in taken)
        )
        if up or not free:
            axes.plot((here, edge), (middle + up, middle), color=color("ink"), linewidth=0.8, zorder=4)
        taken.append((here, middle + up))
        draw_number(axes, *taken[-1], n + 1)


def _beside(frame: Frame, shape: Shape, is_right: bool) -> Point:
    """Where a number is right beside a place."""
    x, _y, width, _height = shape.bounds
    edge, middle = frame.at(x + width if is_right else x, shape.label_at[1])
    return edge + (DISC + 3 if is_right else -DISC - 3), middle


def _covers(frame: Frame, center: Point, shape: Shape) -> bool:
    """Whether a number there lies over a good part of a place."""
    points = [frame.at(x, y) for x, y in shape.points]
    under = [(x, y) for x, y in points if hypot(x - center[0], y - center[1]) < DISC]
    return len(under) > len(points) / 8


def _is_beside(shape: Shape, other: Shape) -> bool:
    """Whether the other one reaches as high as the middle of this."""
    _x, y, _width, height = other.bounds
    return y <= shape.label_at[1] <= y + height


def draw_number(axes: Axes, x: float, y: float, number: int) -> None:
    look = {"facecolor": color("paper"), "edgecolor": color("ink"), "linewidth": 1.0, "zorder": 5}
    axes.add_artist(Circle((x, y), DISC, **look))
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
