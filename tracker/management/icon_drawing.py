"""The icon of spasmlog, drawn once here: as SVG for a browser's tab, as PNG for a home screen.

The two bellies of a calf are the pages of an open diary, and the tendon between them is its ribbon. All lengths are
those of a square of 512; colors are those of the light theme.
"""

import io
import re
from dataclasses import dataclass

from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, PathPatch
from matplotlib.path import Path

from tracker.charts.theme import color

SIDE = 512
CENTER = (256, 284)
"""Of the mark as it is drawn below; every icon moves it to its own middle."""
GROUND = "action"


@dataclass(frozen=True, slots=True)
class MarkShape:
    """An outline or a line of the mark. `d` has M, L, C and Z alone, all absolute."""

    d: str
    role: str
    """Of its color, see charts/theme.py."""
    width: int
    """Of the line along it; around an outline it rounds the corners."""
    is_filled: bool = True


OUTLINES = (
    MarkShape(
        "M235 152C203 120 155 104 99 108C85 178 87 258 117 318C137 355 173 375 199 360C223 346 235 318 235 286Z",
        "sheet",
        12,
    ),
    MarkShape(
        "M277 152C309 120 357 104 413 108C427 174 421 242 389 296C369 330 336 344 310 330C287 318 277 294 277 268Z",
        "sheet",
        12,
    ),
    MarkShape(
        "M256 308C260 352 276 394 300 424C294 444 293 458 296 478L256 448L216 478C219 458 218 444 212 424"
        "C236 394 252 352 256 308Z",
        "spasm-2",
        10,
    ),
)
WRITING = (
    MarkShape("M318 190C340 182 361 179 383 180", GROUND, 18, is_filled=False),
    MarkShape("M318 242C336 235 353 232 371 233", GROUND, 18, is_filled=False),
)


@dataclass(frozen=True, slots=True)
class Icon:
    """One file of the icon: how large the mark stands in it, and how round its corners are."""

    file: str
    scale: float
    corner: int
    side: int = 0
    """In pixels; 0 for a drawing of lines."""
    has_writing: bool = True

    @property
    def shapes(self) -> tuple[MarkShape, ...]:
        return OUTLINES + WRITING if self.has_writing else OUTLINES


TAB = Icon("img/icon.svg", 1.16, 96, has_writing=False)
"""In a tab it is 16 to 32 pixels wide, too small for lines of writing."""
SQUARES = (
    Icon("img/icon-192.png", 1.02, 112, 192),
    Icon("img/icon-512.png", 1.02, 112, 512),
    # Devices cut these to their own shape: the first to any, the second to rounded corners.
    Icon("img/icon-maskable-512.png", 0.84, 0, 512),
    Icon("img/apple-touch-icon.png", 1.0, 0, 180),
)


def icon_svg(icon: Icon) -> str:
    """The icon as a drawing of lines."""
    move = (round(SIDE / 2 - middle * icon.scale, 2) for middle in CENTER)
    lines = (
        f'<path d="{shape.d}" fill="{color(shape.role) if shape.is_filled else "none"}" '
        f'stroke="{color(shape.role)}" stroke-width="{shape.width}"/>'
        for shape in icon.shapes
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}">'
        f'<rect width="{SIDE}" height="{SIDE}" rx="{icon.corner}" fill="{color(GROUND)}"/>'
        f'<g transform="translate({" ".join(map(str, move))}) scale({icon.scale})" '
        f'stroke-linecap="round" stroke-linejoin="round">{"".join(lines)}</g></svg>\n'
    )


def icon_png(icon: Icon) -> bytes:
    """The icon in pixels."""
    # At 72 dots an inch a point is a pixel.
    figure = Figure(figsize=(icon.side / 72, icon.side / 72), dpi=72)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, SIDE), ylim=(SIDE, 0))
    axes.set_axis_off()
    axes.add_patch(_ground(icon.corner))
    for shape in icon.shapes:
        axes.add_patch(
            PathPatch(
                outline(shape, icon.scale),
                facecolor=color(shape.role) if shape.is_filled else "none",
                edgecolor=color(shape.role),
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
    for command, numbers in re.findall(r"([MLCZ])([^MLCZ]*)", shape.d):
        values = [float(number) for number in numbers.split()]
        # matplotlib gives the end of an outline a point of its own, and does not look at it.
        added = list(zip(values[::2], values[1::2], strict=True)) or [CENTER]
        code = {"M": Path.MOVETO, "L": Path.LINETO, "C": Path.CURVE4, "Z": Path.CLOSEPOLY}[command]
        points += [((x - CENTER[0]) * scale + SIDE / 2, (y - CENTER[1]) * scale + SIDE / 2) for x, y in added]
        codes += [int(code)] * len(added)
    return Path(points, codes)


def _ground(corner: int) -> FancyBboxPatch:
    box = f"round,pad={corner}" if corner else "square,pad=0"
    inner = SIDE - 2 * corner
    return FancyBboxPatch((corner, corner), inner, inner, boxstyle=box, facecolor=color(GROUND), linewidth=0)
