"""Ratings over time, with the median and the middle half of each day's worst. Drawing alone."""

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from matplotlib.axes import Axes

from tracker.analysis.severity import Severity
from tracker.charts import landmarks
from tracker.charts.alone import drawn_alone
from tracker.charts.dots import MAX_DOTS, draw_dots, link_bins
from tracker.charts.middle import draw_middle
from tracker.charts.theme import (
    SMALL_FONT,
    Bounds,
    Canvas,
    Caption,
    Classes,
    Paper,
    Swatch,
    blocks,
    color,
    grid,
    ramp_classes,
    ramp_legend,
    ramp_role,
    time_axis,
)
from tracker.wording.bins import entries_words, median_words, middle_half_words
from tracker.wording.severity import rated_words
from tracker.wording.tables import Link

_HEIGHT = 210
_BANDS = ((0.5, 3.5, gettext_lazy("mild")), (3.5, 6.5, gettext_lazy("moderate")), (6.5, 10.5, gettext_lazy("severe")))


@drawn_alone
def draw(result: Severity, paper: Paper, link: Link, caption: Caption | None = None) -> Canvas:
    """Dots, or counts where there are too many of them; over them the median and the middle half per bin."""
    is_dense = result.n > MAX_DOTS
    classes = ramp_classes(int(result.density.max(initial=1))) if is_dense else []
    left, right = 32, 26
    bottom = 34 + 20 * Canvas(paper, 100).legend(left, 50, _legend(result, classes))
    top = bottom + _HEIGHT
    canvas = Canvas(paper, top + landmarks.row_of(result) + 26, caption)
    width = paper.width - left - right
    axes = canvas.axes(left, bottom, width, _HEIGHT)
    time_axis(axes, result.bins.first, result.bins.last, width)
    axes.set_ylim(-0.5, 10.5)
    grid(axes, range(0, 11, 2))
    _draw_bands(axes)
    if is_dense:
        _draw_density(result, axes, classes)
    draw_middle(result, axes, is_dense=is_dense)
    if is_dense or not (result.n and draw_dots(result, result.rating, axes, paper, link)):
        link_bins(result, canvas, axes, (-0.5, 11), rated_words, link)
    landmarks.draw_landmarks(result, canvas, (axes,), left=left, width=width, top=top)
    canvas.text(left, top + landmarks.row_of(result) + 12, _("Intensity, 0 to 10"), weight="bold")
    canvas.legend(left, bottom - 46, _legend(result, classes))
    return canvas


def _draw_bands(axes: Axes) -> None:
    """Where mild, moderate and severe begin, said at the edge."""
    for low, high, words in _BANDS:
        axes.axhline(low, color=color("outline"), linewidth=0.8, dashes=(1.5, 3), zorder=0.6)
        axes.annotate(
            str(words),
            (1, (low + min(high, 10)) / 2),
            (8, 0),
            xycoords=axes.get_yaxis_transform(),
            textcoords="offset pixels",
            color=color("quiet-ink"),
            fontsize=SMALL_FONT,
            rotation=270,
            rotation_mode="anchor",
            ha="center",
            va="bottom",
            annotation_clip=False,
        )


def _draw_density(result: Severity, axes: Axes, classes: Classes) -> None:
    """A tint for every bin and rating, by how many entries it has."""
    cells: dict[str, list[Bounds]] = {role: [] for _low, _high, role in classes}
    for place, rating in zip(*np.nonzero(result.density), strict=True):
        first, last = result.bins.bounds(place)
        role = ramp_role(int(result.density[place, rating]), classes)
        cells[role].append((first.toordinal(), rating - 0.46, (last - first).days + 1, 0.92))
    for role, rectangles in cells.items():
        blocks(axes, rectangles, gid=f"density-{role}", facecolor=color(role), linewidth=0)


def _legend(result: Severity, classes: Classes) -> list[tuple[Swatch, str]]:
    unit = median_words(result.bins)
    has_median = not np.isnan(result.bin_median).all()
    if classes:
        first, *others = ramp_legend(classes)
        return [("ink", unit), (first[0], entries_words(first[1])), *others, *landmarks.legend(result)]
    items = [("spasm-3", _("an entry"))]
    items += [("quiet-ink", unit), ("hairline", middle_half_words())] if has_median else []
    return [*items, *landmarks.legend(result)]
