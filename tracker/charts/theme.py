"""The look of all charts: colors by role, the two sizes of paper, axes in pixels, dates along the bottom, legends.

Colors are those of the light theme. On a page every one of them becomes a CSS variable (see render), so that one
drawing follows both themes; files keep them. That is why no two roles may have the same color.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypedDict, Unpack

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text

from tracker.formatting import SHORT_MONTHS, number_words, short_date_words

PALETTE = {
    "paper": "#f8f4ec",
    "ink": "#25221d",
    "quiet-ink": "#655d51",
    "hairline": "#ded6c7",
    "outline": "#897f70",
    "clear": "#dde8d4",
    "tick": "#3c7446",
    "edge": "#b4602a",
    "skin": "#eadfce",
    "spasm-0": "#efe8da",
    "spasm-1": "#f8d9b8",
    "spasm-2": "#efab74",
    "spasm-3": "#d76a2c",
    "spasm-4": "#ad3520",
    "spasm-5": "#6e1620",
}
RAMP = tuple(f"spasm-{step}" for step in range(1, 6))
_LOWEST_OF_STRENGTH = (0, 3, 5, 7, 9)
STRENGTH_WORDS = ("0–2", "3–4", "5–6", "7–8", "9–10")
"""Numbers from 0 to 10 in the classes of the ramp."""
_PALE = frozenset(RAMP[:3])

PIXELS_AN_INCH = 72
FONT = 14
SMALL_FONT = 13
_LETTER = 0.58
"""Width of a letter as a share of the font size, on the wide side: the reader's font is not known here."""


def color(role: str) -> str:
    """The color of a role."""
    return PALETTE[role]


@dataclass(frozen=True, slots=True)
class Paper:
    """How wide a chart is drawn, in pixels at full size."""

    name: str
    width: int
    is_for_others: bool = False
    """On the doctor's page nothing can be pointed at, so what is only there for that is not even made; and a private
    entry, which counts there too, has no mark of its own."""

    @property
    def is_narrow(self) -> bool:
        return self.name == "narrow"


WIDE, MEDIUM, NARROW = Paper("wide", 720), Paper("medium", 448), Paper("narrow", 320)
PAPERS = {paper.name: paper for paper in (WIDE, MEDIUM, NARROW)}


@dataclass(frozen=True, slots=True)
class Caption:
    """What a chart says about itself when it stands alone in a file: a title and lines below it."""

    title: str
    lines: tuple[str, ...] = ()


class FillStyle(TypedDict, total=False):
    """How what is filled looks: as matplotlib names it."""

    facecolor: str
    edgecolor: str
    linewidth: float
    linestyle: str | tuple[float, tuple[float, float]]
    zorder: float
    alpha: float


class LineLook(TypedDict, total=False):
    """How a line looks: as matplotlib names it."""

    color: str
    linewidth: float
    zorder: float
    clip_on: bool
    solid_joinstyle: str
    solid_capstyle: str


Bounds: TypeAlias = tuple[float, float, float, float]
"""A rectangle: x, y, width, height."""
Classes: TypeAlias = Sequence[tuple[int, int, str]]
"""Counts in classes: (lowest, highest, role)."""

Swatch: TypeAlias = str | Callable[["Canvas", float, float], None] | None
"""What stands before words of a legend: the square of a role, an outline (None), or what draws itself there."""


class Canvas:
    """A figure measured in pixels from its lower left corner. `titles` are what a mark says when pointed at, by gid.

    `days` are set where days run from left to right: the first, the last, and the pixels at which they begin and end.
    `across` is set where the axes have pixels for days: where the ordinal of a day lies on them.
    """

    def __init__(self, paper: Paper, height: float, caption: Caption | None = None) -> None:
        self.paper, self.height = paper, height
        self.titles: dict[str, str] = {}
        self.days: tuple[dt.date, dt.date, float, float] | None = None
        self.across: Callable[[float], float] | None = None
        lines = [piece for line in caption.lines for piece in wrapped(line, paper.width - 16)] if caption else []
        top = 34 + 18 * len(lines) if caption else 0
        self.figure = Figure(
            figsize=(paper.width / PIXELS_AN_INCH, (height + top) / PIXELS_AN_INCH), dpi=PIXELS_AN_INCH
        )
        self.figure.patch.set_facecolor(color("paper"))
        self.figure.patch.set_visible(caption is not None)
        self._size = (paper.width, height + top)
        if caption:
            self.text(8, height + top - 20, caption.title, size=15, weight="bold")
            for n, line in enumerate(lines):
                self.text(8, height + top - 40 - 18 * n, line, role="quiet-ink", size=SMALL_FONT)

    def axes(self, left: float, bottom: float, width: float, height: float) -> Axes:
        """Axes on that rectangle, bare: no frame, quiet labels."""
        across, up = self._size
        axes = self.figure.add_axes((left / across, bottom / up, width / across, height / up))
        axes.set_facecolor("none")
        axes.patch.set_visible(False)
        for spine in axes.spines.values():
            spine.set_visible(False)
        axes.tick_params(length=0, labelsize=SMALL_FONT, labelcolor=color("quiet-ink"), pad=5)
        # It has no words of its own along its sides: no room is sought for them, which would measure all ticks again.
        axes.set_title("", y=1)
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_label_coords(0, 0)
        return axes

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        role: str = "ink",
        size: float = FONT,
        align: str = "left",
        weight: str = "normal",
    ) -> Text:
        """Words with their baseline at that point."""
        across, up = self._size
        # What a person wrote may hold a dollar sign; it is not a formula.
        return self.figure.text(
            x / across,
            y / up,
            str(words),
            color=color(role),
            fontsize=size,
            weight=weight,
            ha=align,
            va="baseline",
            parse_math=False,
        )

    def swatch(self, x: float, y: float, *, role: str | None, size: float = 11) -> None:
        """A small square of a role's color; a dashed outline without one."""
        style: FillStyle = {"facecolor": color(role)} if role else dashed(0.9)
        self.rectangle(x, y, size, size, **style)

    def rectangle(self, x: float, y: float, width: float, height: float, **style: Unpack[FillStyle]) -> None:
        """A rectangle beside the axes."""
        across, up = self._size
        place, size = (x / across, y / up), (width / across, height / up)
        self.figure.add_artist(Rectangle(place, *size, transform=self.figure.transFigure, **style))

    def legend(self, x: float, y: float, items: Sequence[tuple[Swatch, str]], *, width: float | None = None) -> int:
        """Swatches with words, flowing from there to the right and down. Returns how many rows they took."""
        right = x + (width or self.paper.width - x)
        row, here = 0, x
        for role, words in items:
            room = 17 + text_width(words, SMALL_FONT) + 12
            if here > x and here + room - 12 > right:
                row, here = row + 1, x
            if callable(role):
                role(self, here, y - 20 * row - 1)
            else:
                self.swatch(here, y - 20 * row - 1, role=role)
            self.text(here + 17, y - 20 * row, words, role="quiet-ink", size=SMALL_FONT)
            here += room
        return row + 1


def text_width(words: str, size: float) -> float:
    """About how wide the words are, in pixels."""
    return len(str(words)) * size * _LETTER


def fitting(words: str, width: float, size: float = FONT, *, weight: str = "normal") -> str:
    """The words, cut off with an ellipsis where there is no room for all of them."""
    letters = int(width / (size * _LETTER * (1.06 if weight == "bold" else 1)))
    return words if len(words) <= letters else words[: max(letters - 1, 1)].rstrip() + "…"


def wrapped(line: str, width: float, size: float = SMALL_FONT) -> list[str]:
    """The words in as many rows as that width needs; a word that is too long alone keeps a row of its own."""
    words, rows = str(line).split(), [""]
    for word in words:
        if rows[-1] and text_width(f"{rows[-1]} {word}", size) > width:
            rows.append("")
        rows[-1] = f"{rows[-1]} {word}".strip()
    return rows


def dashed(width: float) -> FillStyle:
    """The look of what was not answered: an outline, nothing in it."""
    return {
        "facecolor": "none",
        "edgecolor": color("outline"),
        "linewidth": width,
        "linestyle": (0, (2.5, 2)),
    }


def blocks(axes: Axes, rectangles: Sequence[Bounds], *, gid: str = "", **style: Unpack[FillStyle]) -> None:
    """Many rectangles (x, y, width, height) of one look, as one mark: a hundredth of the time of single ones."""
    if rectangles:
        corners = [[(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)] for x, y, w, h in rectangles]
        path = Path.make_compound_path(*(Path(points, closed=True) for points in corners))
        # Not add_patch: measuring the patch for limits that are set anyway takes half the time of a chart.
        axes.add_artist(PathPatch(path, gid=gid or None, clip_on=False, **style))


def hit(axes: Axes, x: float, y: float, width: float, height: float, *, gid: str, url: str | None) -> None:
    """An invisible rectangle that is a link, or without an address only says what it is: easier to meet than the mark
    beneath it."""
    axes.add_artist(
        Rectangle((x, y), width, height, facecolor=color("ink"), alpha=0, linewidth=0, gid=gid, url=url, clip_on=False)
    )


def grid(axes: Axes, values: Sequence[float]) -> None:
    """Quiet lines across at these values, which are also the labels of the axis."""
    axes.set_yticks(values)
    axes.set_yticklabels([number_words(value) for value in values])
    axes.grid(axis="y", color=color("hairline"), linewidth=1)
    axes.set_axisbelow(True)


def whole_ticks(highest: float, most: int = 4) -> list[int]:
    """0 and up to `most` round whole numbers above it, the last one at or above `highest`."""
    for step in (base * 10**power for power in range(9) for base in (1, 2, 5)):
        if step * most >= highest:
            return [step * n for n in range(max(1, -int(-highest // step)) + 1)]
    raise ValueError(f"too high for an axis: {highest}")


def ramp_classes(highest: int) -> Classes:
    """Counts from 1 to `highest` in up to five classes: (lowest, highest, role), the strongest color last."""
    classes = min(max(highest, 1), len(RAMP))
    edges = [-(-highest * n // classes) for n in range(classes + 1)]
    roles = RAMP if classes == len(RAMP) else [RAMP[(n + 1) * len(RAMP) // (classes + 1)] for n in range(classes)]
    return [(edges[n] + 1, max(edges[n + 1], 1), roles[n]) for n in range(classes)]


def ramp_role(count: int, classes: Classes) -> str:
    """The role of a count among the classes; of 0, the empty one."""
    return next((role for low, high, role in classes if low <= count <= high), "spasm-0")


def strength_class(worst: float) -> int:
    """Place in RAMP of a number from 0 to 10."""
    return sum(worst >= lowest for lowest in _LOWEST_OF_STRENGTH) - 1


def strength_edge(role: str) -> str:
    """The color of the edge of a mark of the ramp: what is pale on paper carries one."""
    return color("edge" if role in _PALE else role)


def ramp_legend(classes: Classes) -> list[tuple[str, str]]:
    """The classes as legend items: "1 to 3"."""
    return [
        (role, number_words(low) if low == high else f"{number_words(low)}–{number_words(high)}")
        for low, high, role in classes
    ]


def time_axis(axes: Axes, first: dt.date, last: dt.date, width: float) -> None:
    """Day ordinals along the bottom, from the start of the first day to the end of the last."""
    axes.set_xlim(first.toordinal(), last.toordinal() + 1)
    ticks = date_ticks(first, last, width)
    axes.set_xticks([place for place, _ in ticks])
    axes.set_xticklabels([label for _, label in ticks])


def date_ticks(first: dt.date, last: dt.date, width: float) -> list[tuple[float, str]]:
    """Places (ordinals) and labels that fit on an axis of that width: days, months or years.

    A label stands at the middle of a day, or at the first day of a month or a year.
    """
    days = (last - first).days + 1
    if days <= 62:
        most = max(2, width // 62)
        step = next(step for step in (1, 2, 3, 7, 14, 31) if -(-days // step) <= most or step == 31)
        start = last.toordinal() - (days - 1) // step * step
        places = range(start, last.toordinal() + 1, step)
        ticks = [(place + 0.5, short_date_words(dt.date.fromordinal(place))) for place in places]
        # A label at the very start would lie on those of the other axis.
        at_start = (ticks[0][0] - first.toordinal()) * width / days
        return ticks[1:] if at_start < 0.4 * text_width(ticks[0][1], SMALL_FONT) and len(ticks) > 1 else ticks
    most = max(2, width // 42)
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    step = next((step for step in (1, 2, 3, 6) if -(-len(months) // step) <= most), 0)
    step = step or 12 * int(-(-len(months) // (12 * most)))
    labels = []
    for month in months:
        day = dt.date(month // 12, month % 12 + 1, 1)
        # One that starts at the last few days would stand outside.
        if month % step == 0 and first <= day and (last - day).days * width / days >= 12:
            words = str(day.year) if day.month == 1 else str(SHORT_MONTHS[day.month - 1])
            labels.append((float(day.toordinal()), words))
    return labels
