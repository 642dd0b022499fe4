"""Entries and spasm days per week, with the days that were not answered. Drawing alone."""

import numpy as np
from django.utils.translation import gettext as _
from matplotlib.axes import Axes

from tracker.analysis.frequency import Frequency
from tracker.charts import landmarks
from tracker.charts.alone import drawn_alone
from tracker.charts.theme import (
    Bounds,
    Canvas,
    Caption,
    FillStyle,
    Paper,
    Swatch,
    blocks,
    color,
    dashed,
    grid,
    hit,
    time_axis,
    whole_ticks,
)
from tracker.vocabulary.day import CLEAR, CONTINUED, SPASM, UNANSWERED
from tracker.wording.bins import bin_words
from tracker.wording.coverage import day_words
from tracker.wording.frequency import bin_reading
from tracker.wording.tables import Link

_BARS_HEIGHT, _GAP = 130, 64
_LEFT = 42
_NARROWEST_DASHED = 7


@drawn_alone
def draw(result: Frequency, paper: Paper, link: Link, caption: Caption | None = None) -> Canvas:
    """Bars of entries above; below, the days of each week as a stack: spasm, clear, not answered."""
    stack_height = 96
    left, right, bottom = _LEFT, 24, 34 + 20 * _legend_rows(result, paper)
    stack_top = bottom + stack_height
    top = stack_top + _GAP + _BARS_HEIGHT
    canvas = Canvas(paper, top + landmarks.row_of(result) + 24, caption)
    width = paper.width - left - right
    above = canvas.axes(left, stack_top + _GAP, width, _BARS_HEIGHT)
    below = canvas.axes(left, bottom, width, stack_height)
    for axes in (above, below):
        time_axis(axes, result.bins.first, result.bins.last, width)
    above.tick_params(labelbottom=False)

    ticks = whole_ticks(max(1, int(result.entries.max(initial=0))))
    above.set_ylim(0, ticks[-1])
    grid(above, ticks)
    days = max(result.bins.days_of(place) for place in range(len(result.bins)))
    below.set_ylim(0, days)
    grid(below, {7: [0, 7]}.get(days, whole_ticks(days, 2)[:-1] if days in (28, 29, 30) else [0, days]))

    _draw_bars(result, above)
    _draw_stacks(result, below, is_dashed=width / len(result.bins) >= _NARROWEST_DASHED)
    for place in range(len(result.bins)) if not paper.is_for_others else ():
        _link_bin(result, place, canvas, below, link, reach=(top - bottom) / stack_height)
    landmarks.draw_landmarks(result, canvas, (above, below), left=left, width=width, top=top)

    canvas.text(left, top + landmarks.row_of(result) + 10, _("Entries"), weight="bold")
    canvas.text(left, stack_top + 12, _("Days"), weight="bold")
    canvas.legend(left, bottom - 46, _legend(result))
    return canvas


def _spans(result: Frequency) -> list[tuple[float, float]]:
    """Where the column of every bin begins on the axis of days, and how wide it is."""
    spans = []
    for place in range(len(result.bins)):
        first, last = result.bins.bounds(place)
        days = (last - first).days + 1
        gap = min(0.12 * days, 1.0)
        spans.append((first.toordinal() + gap / 2, days - gap))
    return spans


def _draw_bars(result: Frequency, axes: Axes) -> None:
    """A bar for every bin with entries; one that the period cuts off is drawn paler, since it is not whole."""
    whole: list[Bounds] = []
    cut: list[Bounds] = []
    for place, (start, width) in enumerate(_spans(result)):
        first, last = result.bins.bounds(place)
        bars = whole if (last - first).days + 1 == result.bins.days_of(place) else cut
        if result.entries[place]:
            bars.append((start, 0, width, result.entries[place]))
    blocks(axes, whole, gid="bars", facecolor=color("quiet-ink"), linewidth=0)
    blocks(axes, cut, gid="cut-bars", facecolor=color("hairline"), edgecolor=color("quiet-ink"), linewidth=1)


def _draw_stacks(result: Frequency, axes: Axes, *, is_dashed: bool) -> None:
    height = [0] * len(result.bins)
    for role, counts in _stack(result):
        parts = []
        for place, (start, width) in enumerate(_spans(result)):
            if counts[place]:
                parts.append((start, height[place], width, counts[place]))
                height[place] += counts[place]
        style: FillStyle = {"facecolor": color(role), "linewidth": 0} if role else _open_look(is_dashed)
        blocks(axes, parts, gid=f"days-{role or 'unknown'}", **style)


def _open_look(is_dashed: bool) -> FillStyle:
    # Dashes need room; where weeks are a few pixels wide, the empty place is drawn as a pale one.
    return dashed(0.9) if is_dashed else {"facecolor": color("spasm-0"), "linewidth": 0}


def _stack(result: Frequency) -> list[tuple[str | None, np.ndarray]]:
    """The parts of a column of days from below: (role, days per bin); no role is not answered."""
    return [
        ("spasm-3", result.spasm_days),
        ("spasm-1", result.continued_days),
        ("clear", result.other_days),
        (None, result.unknown_days),
    ]


def _legend(result: Frequency) -> list[tuple[Swatch, str]]:
    states = {"spasm-3": SPASM, "spasm-1": CONTINUED, "clear": CLEAR, None: UNANSWERED}
    words = {role: day_words(state, is_filtered=result.is_filtered) for role, state in states.items()}
    always = {"spasm-3", "clear", None}
    days = [(role, words[role]) for role, counts in _stack(result) if role in always or counts.any()]
    return [*days, *landmarks.legend(result)]


def _legend_rows(result: Frequency, paper: Paper) -> int:
    return Canvas(paper, 100).legend(_LEFT, 50, _legend(result))


def _link_bin(result: Frequency, place: int, canvas: Canvas, axes: Axes, link: Link, *, reach: float) -> None:
    first, last = result.bins.bounds(place)
    gid = f"mark-{place}"
    canvas.titles[gid] = f"{bin_words(result.bins, place)}: {bin_reading(result, place)}"
    url = link(**{"from": first, "to": last})
    top = axes.get_ylim()[1] * reach
    hit(axes, first.toordinal(), 0, (last - first).days + 1, top, gid=gid, url=url)
