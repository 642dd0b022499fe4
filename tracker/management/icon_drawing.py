"""The icon of spasmlog, drawn once here: as SVG for a browser's tab, as PNG for a home screen.

The two bellies of a calf are the pages of an open diary, and the tendon between them is its ribbon. All lengths are
those of a square of 512.
"""

import io
import re
from dataclasses import dataclass

from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, PathPatch
from matplotlib.path import Path

SIDE = 512
CENTER = (256, 280)
"""Of the mark as it is drawn below; every icon moves it to its own middle."""


@dataclass(frozen=True, slots=True)
class IconColors:
    """What the icon is drawn in: tokens of static/css/tokens.css, which a test compares."""

    ground: str
    page: str
    ribbon: str


ON_LIGHT = IconColors(ground="#0b6560", page="#fffdf8", ribbon="#efab74")
ON_DARK = IconColors(ground="#1e1b16", page="#efe8dc", ribbon="#f29a6c")


@dataclass(frozen=True, slots=True)
class MarkShape:
    """An outline or a line of the mark. `d` has M, L, C, Q and Z alone, all absolute."""

    d: str
    role: str
    """Of its color, see IconColors."""
    width: int = 0
    """Of a line; an outline is filled."""


OUTLINES = (
    MarkShape(
        "M244 138C212 106 166 98 126 114C106 190 108 274 138 332C156 366 186 378 212 362C234 348 244 322 244 290Z"
        "M268 138C300 106 346 98 386 114C406 180 402 262 376 314C358 346 326 356 300 342C278 329 268 308 268 278Z",
        "page",
    ),
    MarkShape(
        "M224 388C242 374 252 356 256 334C262 352 274 364 290 368C283 390 281 416 285 462L256 437L227 462"
        "C231 424 231 406 224 388Z",
        "ribbon",
    ),
)
WRITING = (MarkShape("M306 178Q330 169 354 170M304 228Q330 219 358 220", "ground", 18),)


@dataclass(frozen=True, slots=True)
class Icon:
    """One file of the icon: how large the mark stands in it, and how round its corners are."""

    file: str
    scale: float
    corner: int
    side: int = 0
    """In pixels; 0 for a drawing of lines."""
    has_writing: bool = True
    colors: IconColors = ON_LIGHT

    @property
    def shapes(self) -> tuple[MarkShape, ...]:
        return OUTLINES + WRITING if self.has_writing else OUTLINES

    def color(self, role: str) -> str:
        """The color of a shape, or of the ground."""
        color: str = getattr(self.colors, role)
        return color


TABS = (
    # In a tab it is 16 to 32 pixels wide, too small for lines of writing.
    Icon("img/icon.svg", 1.1368, 96, has_writing=False),
    Icon("img/icon-dark.svg", 1.1368, 96, has_writing=False, colors=ON_DARK),
)
SQUARES = (
    Icon("img/icon-192.png", 0.98, 112, 192),
    Icon("img/icon-512.png", 0.98, 112, 512),
    # Devices cut these to their own shape: the first to any, the second to rounded corners.
    Icon("img/icon-maskable-512.png", 0.8, 0, 512),
    Icon("img/apple-touch-icon.png", 0.96, 0, 180),
)


def icon_svg(icon: Icon) -> str:
    """The icon as a drawing of lines."""
    move = (round(SIDE / 2 - middle * icon.scale, 2) for middle in CENTER)
    lines = (
        f'<path d="{shape.d}" fill="none" stroke="{icon.color(shape.role)}" stroke-width="{shape.width}"/>'
        if shape.width
        else f'<path d="{shape.d}" fill="{icon.color(shape.role)}"/>'
        for shape in icon.shapes
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}">'
        f'<rect width="{SIDE}" height="{SIDE}" rx="{icon.corner}" fill="{icon.color("ground")}"/>'
        f'<g transform="translate({" ".join(map(str, move))}) scale({icon.scale})" '
        f'stroke-linecap="round">{"".join(lines)}</g></svg>\n'
    )


def icon_png(icon: Icon) -> bytes:
    """The icon in pixels."""
    # At 72 dots an inch a point is a pixel.
    figure = Figure(figsize=(icon.side / 72, icon.side / 72), dpi=72)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, SIDE), ylim=(SIDE, 0))
    axes.set_axis_off()
    axes.add_patch(_ground(icon))
    for shape in icon.shapes:
        axes.add_patch(
            PathPatch(
                outline(shape, icon.scale),
                facecolor="none" if shape.width else icon.color(shape.role),
                edgecolor=icon.color(shape.role) if shape.width else "none",
                linewidth=shape.width * icon.scale * icon.side / SIDE,
                capstyle="round",
                joinstyle="round",
            )
        )
    file = io.BytesIO()
    # Without the name of the program, which has its version in it.
    figure.savefig(file, format="png", transparent=True, metadata={"Software": None})
    return file.getvalue()


def outline(shape: MarkShape, scale: float) -> Path:
    """The shape as it lies in an icon."""
    points: list[tuple[float, float]] = []
    codes: list[int] = []
    for command, numbers in re.findall(r"([MLCQZ])([^MLCQZ]*)", shape.d):
        values = [float(number) for number in numbers.split()]
        # matplotlib gives the end of an outline a point of its own, and does not look at it.
        added = list(zip(values[::2], values[1::2], strict=True)) or [CENTER]
        code = {"M": Path.MOVETO, "L": Path.LINETO, "C": Path.CURVE4, "Q": Path.CURVE3, "Z": Path.CLOSEPOLY}[command]
        points += [((x - CENTER[0]) * scale + SIDE / 2, (y - CENTER[1]) * scale + SIDE / 2) for x, y in added]
        codes += [int(code)] * len(added)
    return Path(points, codes)


def _ground(icon: Icon) -> FancyBboxPatch:
    corner = icon.corner
    box = f"round,pad={corner}" if corner else "square,pad=0"
    inner = SIDE - 2 * corner
    return FancyBboxPatch((corner, corner), inner, inner, boxstyle=box, facecolor=icon.color("ground"), linewidth=0)
