"""A day's timeline: its entries on the clock, each with its number and where it was. Drawing alone."""

from django.utils.translation import gettext as _
from matplotlib.axes import Axes
from matplotlib.patches import Circle, Ellipse, Polygon, Rectangle

from tracker.analysis.day import Placed, Timeline
from tracker.charts.alone import drawn_alone
from tracker.charts.lanes import ARROW, BAR, BELOW, LANE_GAP, ON_THE_LEFT, Spot, number_room, spots_of
from tracker.charts.theme import (
    SMALL_FONT,
    Canvas,
    Caption,
    FillStyle,
    Paper,
    Swatch,
    blocks,
    color,
    dashed,
    hit,
    text_width,
)
from tracker.wording.day import entry_words, places_in_table
from tracker.wording.tables import Link, more_in_table

_ROW = 26
_STUMP = ((0, 0.44), (0.54, 0.16), (0.79, 0.09))
"""An entry without an end goes over into pieces: where each starts and how wide it is, as shares."""


@drawn_alone
def draw(result: Timeline, paper: Paper, link: Link, caption: Caption | None = None) -> Canvas:
    """A bar or a dot for every entry, its number and its place beside it; rows as many as it takes."""
    side = 14 if paper.is_narrow else 26
    width = paper.width - 2 * side
    spots, rest = spots_of(result, width)
    rows = 1 + max(spot.words_row for spot in spots)
    legend = _legend(result)
    legend_rows = Canvas(paper, 100).legend(8, 50, legend) if legend else 0
    note = _note(spots, rest)
    foot = 20 * legend_rows + 20 * bool(note)
    bottom, height = foot + 36, rows * _ROW
    canvas = Canvas(paper, bottom + height + 12, caption)
    axes = canvas.axes(side, bottom, width, height)
    # Data are pixels, so that circles are round and words can be kept apart.
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.set_yticks([])
    _clock(result, axes, width, paper)
    for place, spot in enumerate(spots):
        _draw_mark(spot, axes)
        _draw_words(spot, axes)
        gid = f"mark-{place}"
        canvas.titles[gid] = entry_words(result, spot.entry)
        left, top, right, low = _extent(spot)
        hit(axes, left, top, right - left, low - top, gid=gid, url=link(uid=spot.entry.uid))
    if legend:
        canvas.legend(8, foot - 14, legend)
    if note:
        canvas.text(8, 6, note, role="quiet-ink", size=SMALL_FONT)
    return canvas


def _note(spots: list[Spot], rest: int) -> str:
    """What a full day leaves to the table."""
    if rest:
        return more_in_table(rest)
    return "" if any(spot.words for spot in spots) else places_in_table()


def _clock(result: Timeline, axes: Axes, width: float, paper: Paper) -> None:
    """The hours along the bottom, and a quiet line up from each that is named."""
    every = 4 if paper.is_narrow else 2
    room = text_width("00" if paper.is_narrow else "00:00", SMALL_FONT) + 6
    labeled: list[tuple[float, int]] = []
    for place, hour in result.ticks:
        x = place / result.hours * width
        # An hour that came twice is named once, where two names would touch.
        if (hour - result.ticks[0][1]) % every == 0 and (not labeled or x - labeled[-1][0] >= room):
            labeled.append((x, hour))
    axes.set_xticks([x for x, _hour in labeled])
    axes.set_xticklabels([f"{hour:02}" if paper.is_narrow else f"{hour:02}:00" for _x, hour in labeled])
    axes.grid(axis="x", color=color("hairline"), linewidth=1)
    axes.set_axisbelow(True)


def _look(entry: Placed) -> FillStyle:
    """Filled by how strong it was; a dashed outline without a number."""
    if entry.intensity is None:
        return dashed(1.1)
    # The steps of the squares that stand before the entries of a list.
    return {
        "facecolor": color(f"spasm-{(entry.intensity + 1) // 2}"),
        "edgecolor": color("outline"),
        "linewidth": 0.8,
    }


def _draw_mark(spot: Spot, axes: Axes) -> None:
    entry, style = spot.entry, _look(spot.entry)
    top, middle = spot.row * _ROW + (_ROW - BAR) / 2, spot.row * _ROW + _ROW / 2
    left, right = spot.left + ARROW * entry.came_in, spot.right - ARROW * entry.runs_on
    style["zorder"] = 3
    if entry.is_ongoing:
        pieces = [(left + start * (right - left), top, share * (right - left), BAR) for start, share in _STUMP]
        blocks(axes, pieces, gid=f"open-{entry.uid}", **(style | {"linestyle": "-"}))
    elif entry.ends is None:
        center, radius = ((left + right) / 2, middle), BAR / 2 - 0.5
        axes.add_artist(Circle(center, radius, gid=f"dot-{entry.uid}", clip_on=False, **style))
    else:
        axes.add_artist(Rectangle((left, top), right - left, BAR, gid=f"bar-{entry.uid}", clip_on=False, **style))
    for is_there, edge, tip in (
        (entry.came_in, left - 2, left - ARROW),
        (entry.runs_on, right + 2, right + ARROW),
    ):
        if is_there:
            corners = [(edge, top + 1), (tip, middle), (edge, top + BAR - 1)]
            ink: FillStyle = {"facecolor": color("ink"), "linewidth": 0, "zorder": 3}
            axes.add_artist(Polygon(corners, gid=f"arrow-{entry.uid}", clip_on=False, **ink))


def _draw_words(spot: Spot, axes: Axes) -> None:
    """The number in bold, next to its mark where there is room; then where and how long."""
    base = spot.row * _ROW + _ROW / 2 + SMALL_FONT * 0.36
    align = "right" if spot.side == ON_THE_LEFT else "left"
    lower = base + _ROW * (spot.words_row - spot.row)
    x, y = (spot.label_left, lower) if spot.side == BELOW else (spot.right + LANE_GAP, base)
    if spot.side == ON_THE_LEFT:
        x = spot.left - LANE_GAP
    _write(axes, x, y, spot.number, align=align, weight="bold")
    if not spot.words:
        return
    if lower > y:
        _write(axes, spot.label_left, lower, spot.words)
    else:
        step = number_room(spot.number) * (-1 if spot.side == ON_THE_LEFT else 1)
        _write(axes, x + step, y, spot.words, align=align)


def _write(axes: Axes, x: float, y: float, words: str, *, align: str = "left", weight: str = "normal") -> None:
    axes.text(
        x,
        y,
        words,
        color=color("ink"),
        fontsize=SMALL_FONT,
        weight=weight,
        ha=align,
        va="baseline",
        parse_math=False,
        clip_on=False,
        zorder=4,
    )


def _extent(spot: Spot) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the mark with its words."""
    left, right = min(spot.left, spot.label_left), max(spot.right, spot.label_right)
    return left, spot.row * _ROW, right, (spot.words_row + 1) * _ROW


def _legend(result: Timeline) -> list[tuple[Swatch, str]]:
    """What marks mean, as far as it is not said beside them: only of those that occur."""
    items: list[tuple[int, Swatch, str]] = [
        (any(entry.intensity is None for entry in result.entries), None, _("no number")),
        (any(entry.ends is None and not entry.is_ongoing for entry in result.entries), _dot, _("unknown length")),
        (any(entry.is_ongoing for entry in result.entries), _open_bar, _("still going on")),
        (result.from_before, _arrow(-1), _("from an earlier day")),
        (result.runs_on, _arrow(1), _("into the next day")),
    ]
    return [(swatch, words) for is_there, swatch, words in items if is_there]


def _dot(canvas: Canvas, x: float, y: float) -> None:
    across, up = canvas.figure.get_size_inches() * canvas.figure.dpi
    # Measured in shares of the figure, a circle on the canvas is an ellipse.
    place, size = ((x + 5.5) / across, (y + 5.5) / up), (11 / across, 11 / up)
    style: FillStyle = {"facecolor": color("spasm-2"), "edgecolor": color("outline"), "linewidth": 0.8}
    canvas.figure.add_artist(Ellipse(place, *size, transform=canvas.figure.transFigure, **style))


def _open_bar(canvas: Canvas, x: float, y: float) -> None:
    for start, share in _STUMP:
        style: FillStyle = {"facecolor": color("spasm-2"), "edgecolor": color("outline"), "linewidth": 0.6}
        canvas.rectangle(x + 13 * start, y, 13 * share, 11, **style)


def _arrow(direction: int) -> Swatch:
    def swatch(canvas: Canvas, x: float, y: float) -> None:
        across, up = canvas.figure.get_size_inches() * canvas.figure.dpi
        edge, tip = (x + 3, x + 9) if direction > 0 else (x + 9, x + 3)
        corners = [(edge / across, y / up), (tip / across, (y + 5.5) / up), (edge / across, (y + 11) / up)]
        style: FillStyle = {"facecolor": color("ink"), "linewidth": 0}
        canvas.figure.add_artist(Polygon(corners, transform=canvas.figure.transFigure, **style))

    return swatch
