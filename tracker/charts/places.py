"""Where on the body: the figure, front and back, filled by counts. Drawing alone."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch, PathPatch
from matplotlib.path import Path

from tracker.analysis.places import Places
from tracker.charts.alone import drawn_alone
from tracker.charts.theme import (
    SMALL_FONT,
    Canvas,
    Caption,
    Classes,
    Paper,
    color,
    ramp_classes,
    ramp_legend,
    ramp_role,
    text_width,
)
from tracker.formatting import count_words, number_words
from tracker.vocabulary.body_map import (
    BACK,
    FRONT,
    SHAPES,
    VIEW_BOX,
    VIEWS,
    Segment,
    Shape,
    decorations,
    shapes,
)
from tracker.vocabulary.regions import mark_words
from tracker.wording.bins import entries_words
from tracker.wording.tables import Link

LABELED = 6
_CODES = {"M": [Path.MOVETO], "L": [Path.LINETO], "Q": [Path.CURVE3, Path.CURVE3], "Z": [Path.CLOSEPOLY]}


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a view of the figure lies on the canvas: pixels per unit, left and top edge."""

    scale: float
    left: float
    top: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        return self.left + (x - VIEW_BOX[0]) * self.scale, self.top - (y - VIEW_BOX[1]) * self.scale


@drawn_alone
def draw(result: Places, paper: Paper, link: Link, caption: Caption | None = None) -> Canvas:
    """Front and back; the fill is the number of entries, and the most frequent places carry it as a number."""
    gap = 0 if paper.is_narrow else 56
    view_width = 152 if paper.is_narrow else 212
    scale = view_width / VIEW_BOX[2]
    legend = _legend(result)
    rows = Canvas(paper, 100).legend(8, 50, legend)
    figure_bottom = 26 + 20 * rows
    figure_top = figure_bottom + VIEW_BOX[3] * scale
    canvas = Canvas(paper, figure_top + 44, caption)
    axes = canvas.axes(0, 0, paper.width, figure_top + 44)
    axes.set_xlim(0, paper.width)
    axes.set_ylim(0, figure_top + 44)
    axes.set_xticks([])
    axes.set_yticks([])
    classes = _classes(result)
    left = (paper.width - 2 * view_width - gap) / 2
    frames = {view: _Frame(scale, left + place * (view_width + gap), figure_top) for place, view in enumerate(VIEWS)}
    for view, frame in frames.items():
        _draw_view(result, view, frame, classes, canvas, axes, link)
        _name_view(view, frame, canvas, figure_top)
    _draw_numbers(result, frames, axes)
    canvas.legend(8 if paper.is_narrow else left, figure_bottom - 26, legend)
    return canvas


@drawn_alone
def draw_small(result: Places, paper: Paper) -> Canvas:
    """Front and back without numbers, for a page whose words say them right beside it."""
    gap, bottom, top = 18, 18, 16
    view_width = (paper.width - gap) / 2
    scale = view_width / VIEW_BOX[2]
    height = bottom + VIEW_BOX[3] * scale + top
    canvas = Canvas(paper, height)
    axes = canvas.axes(0, 0, paper.width, height)
    axes.set_xlim(0, paper.width)
    axes.set_ylim(0, height)
    axes.set_axis_off()
    for place, (view, words) in enumerate(((FRONT, _("front")), (BACK, _("back")))):
        left = place * (view_width + gap)
        frame = _Frame(scale, left, height - top)
        _draw_view(result, view, frame, _classes(result), canvas, axes, lambda **_entries: "")
        canvas.text(left + view_width / 2, height - 11, words, role="quiet-ink", size=SMALL_FONT, align="center")
        sides = (_("right"), _("left")) if view == FRONT else (_("left"), _("right"))
        canvas.text(left, 4, sides[0], role="quiet-ink", size=SMALL_FONT)
        canvas.text(left + view_width, 4, sides[1], role="quiet-ink", size=SMALL_FONT, align="right")
    return canvas


def _classes(result: Places) -> Classes:
    return ramp_classes(max((result.on(shape.region, shape.side) for shape in SHAPES), default=1))


def _legend(result: Places) -> list[tuple[str, str]]:
    classes = ramp_legend(_classes(result))
    first_role, first_words = classes[0]
    return [("spasm-0", _("none")), (first_role, entries_words(first_words)), *classes[1:]]


def _draw_view(
    result: Places, view: str, frame: _Frame, classes: Classes, canvas: Canvas, axes: Axes, link: Link
) -> None:
    for part in decorations(view):
        axes.add_artist(PathPatch(_path(part.segments, frame), facecolor=color("spasm-0"), linewidth=0))
    for shape in shapes(view):
        count = result.on(shape.region, shape.side)
        gid = f"mark-{view}-{shape.region}-{shape.side}"
        patch = PathPatch(
            _path(shape.segments, frame),
            facecolor=color(ramp_role(count, classes)),
            edgecolor=color("paper"),
            linewidth=0.8,
            gid=gid,
        )
        if count:
            canvas.titles[gid] = f"{mark_words(shape.region, shape.side)}: {count_words(count)}"
            patch.set_url(link(region=shape.region, side=shape.side) or None)
        axes.add_artist(patch)


def _path(segments: Iterable[Segment], frame: _Frame) -> Path:
    points: list[tuple[float, float]] = []
    codes = []
    for letter, *numbers in segments:
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True)) or [(VIEW_BOX[0], VIEW_BOX[1])]
        points.extend(frame.at(x, y) for x, y in pairs)
        codes.extend(_CODES[letter])
    return Path(points, codes)


def _name_view(view: str, frame: _Frame, canvas: Canvas, figure_top: float) -> None:
    middle = frame.left + VIEW_BOX[2] * frame.scale / 2
    words = {FRONT: _("From the front"), BACK: _("From the back")}[view]
    canvas.text(middle, figure_top + 22, words, align="center", weight="bold")
    # Their left is on our right when they face us.
    sides = (_("right"), _("left")) if view == FRONT else (_("left"), _("right"))
    reach = 52 * frame.scale
    for words, x in zip(sides, (middle - reach, middle + reach), strict=True):
        canvas.text(x, figure_top - 30 * frame.scale, words, role="quiet-ink", size=SMALL_FONT, align="center")


def _draw_numbers(result: Places, frames: dict[str, _Frame], axes: Axes) -> None:
    """The counts of the most frequent places, so that the map reads without color; the larger one goes first."""
    taken: list[tuple[float, float, float]] = []
    for shape, count in _most_frequent(result):
        x, y = frames[shape.view].at(*_center(shape))
        words = number_words(count)
        half = text_width(words, SMALL_FONT) / 2 + 4
        if any(
            abs(x - other_x) < half + other_half and abs(y - other_y) < 18 for other_x, other_y, other_half in taken
        ):
            continue
        taken.append((x, y, half))
        axes.add_artist(
            FancyBboxPatch(
                (x - half + 4, y - 4),
                2 * half - 8,
                8,
                boxstyle="round,pad=4,rounding_size=6",
                facecolor=color("paper"),
                edgecolor=color("outline"),
                linewidth=0.8,
                zorder=5,
            )
        )
        axes.text(
            x,
            y - SMALL_FONT * 0.36,
            words,
            color=color("ink"),
            fontsize=SMALL_FONT,
            weight="bold",
            ha="center",
            va="baseline",
            zorder=6,
        )


def _most_frequent(result: Places) -> list[tuple[Shape, int]]:
    """The fullest shapes, each region and side once: in the view where it is drawn first."""
    first: dict[tuple[str, str], Shape] = {}
    for shape in SHAPES:
        first.setdefault((shape.region, shape.side), shape)
    counted = [(shape, result.on(shape.region, shape.side)) for shape in first.values()]
    return sorted([pair for pair in counted if pair[1]], key=lambda pair: -pair[1])[:LABELED]


def _center(shape: Shape) -> tuple[float, float]:
    x, y, width, height = shape.bounds
    return x + width / 2, y + height / 2
