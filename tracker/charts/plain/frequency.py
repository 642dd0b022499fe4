"""The days of each week as blocks: spasm, clear, not answered; of longer stretches as columns. Drawing alone."""

from collections.abc import Callable

import numpy as np
from django.utils.translation import pgettext
from matplotlib.axes import Axes

from tracker.analysis.bins import BY_WEEK
from tracker.analysis.frequency import Frequency
from tracker.charts import landmarks
from tracker.charts.alone import drawn_alone
from tracker.charts.plain.marks import (
    PLOT_EDGE,
    THINNEST,
    draw_hatched,
    draw_month_ticks,
    draw_ticks,
    keep_labels_inside,
    target,
)
from tracker.charts.theme import Bounds, Canvas, Caption, FillStyle, Paper, Swatch, blocks, color, date_ticks
from tracker.vocabulary.day import CLEAR, CONTINUED, SPASM, UNANSWERED
from tracker.wording.bins import bin_words
from tracker.wording.coverage import day_words
from tracker.wording.frequency import bin_reading
from tracker.wording.tables import Link

_BLOCK, _NARROW_BLOCK, _PRINTED_BLOCK = 20, 14, 13
_FOOT, _HEAD, _DATES, _LEGEND_ROW = 22, 4, 22, 20
_GAP = 2
_LEAST_FOR_A_TICK = 8


@drawn_alone
def draw(result: Frequency, paper: Paper, link: Link, caption: Caption | None = None) -> Canvas:
    """A column for each week, a block for each of its days; spasm days lie at the bottom."""
    return _draw(result, paper, link, caption, legend=_states_legend(result))


@drawn_alone
def draw_days(result: Frequency, paper: Paper) -> Canvas:
    """The same for a page that has no other legend, with room for dates above."""
    return _draw(result, paper, lambda **_entries: "", None, legend=_legend(result), head=_DATES)


def _draw(
    result: Frequency,
    paper: Paper,
    link: Link,
    caption: Caption | None,
    *,
    legend: list[tuple[Swatch, str]],
    head: int = _HEAD,
) -> Canvas:
    """The columns, with so many pixels above them; under their dates, what the blocks are."""
    is_weekly = result.bins.unit == BY_WEEK
    height = 7 * (_PRINTED_BLOCK if paper.is_for_others else _NARROW_BLOCK if paper.is_narrow else _BLOCK)
    left = PLOT_EDGE
    foot = _FOOT + _LEGEND_ROW * Canvas(paper, 100).legend(left, 50, legend)
    canvas = Canvas(paper, foot + height + head + landmarks.row_of(result), caption)
    width = paper.width - 2 * left
    axes = canvas.axes(left, foot, width, height)
    # In pixels: a gap and a tick are as wide as they are, whatever the weeks.
    axes.set_xlim(0, width)
    axes.set_ylim(0, height)
    axes.set_yticks([])
    cut = result.bins
    column = width / len(cut)
    unit = height / max(cut.days_of(place) for place in range(len(cut)))
    shows_today = _shows_today(result)
    _draw_columns(result, axes, column, unit, is_weekly=is_weekly, shows_today=shows_today)
    across = _label(result, axes, canvas, column, left)
    landmarks.draw_landmarks(result, canvas, (axes,), left=left, width=width, top=foot + height, across=across)
    canvas.across = across
    canvas.legend(left, foot - _FOOT - 14, legend)
    if not paper.is_for_others:
        for place in range(len(cut)):
            first, last = cut.bounds(place)
            words = f"{bin_words(cut, place)}: {bin_reading(result, place)}"
            box = (place * column, 0.0, column, height)
            url = link(**{"from": first, "to": last})
            target(canvas, axes, box, words, number=place, url=url, scale=(1, 1))
    return canvas


def _shows_today(result: Frequency) -> bool:
    """Whether today, which may still be answered, has a block of its own."""
    return result.is_today_open and result.bins.unit == BY_WEEK


def _legend(result: Frequency) -> list[tuple[Swatch, str]]:
    """What the blocks are, and the day of today, where there is one. Others may read it later."""
    days = _states_legend(result)
    return [*days, (_swatch("today"), pgettext("a day in a legend", "not over yet"))] if _shows_today(result) else days


def _states_legend(result: Frequency) -> list[tuple[Swatch, str]]:
    """What the blocks are, "continued" where there is one."""
    states = {"spasm-3": SPASM, "spasm-1": CONTINUED, "clear": CLEAR, "": UNANSWERED}
    shown = [role for role in states if role != "spasm-1" or result.continued_days.any()]
    return [(_swatch(role), day_words(states[role], is_filtered=result.is_filtered)) for role in shown]


def _swatch(role: str) -> Swatch:
    def draw_it(canvas: Canvas, x: float, y: float) -> None:
        axes = canvas.axes(x, y, 12, 12)
        axes.set_xlim(0, 12)
        axes.set_ylim(0, 12)
        axes.set_axis_off()
        if not role:
            draw_hatched(axes, [(0, 0, 12, 12)], gid="legend-open")
            return
        if role == "today":
            _draw_today(axes, [(0, 0, 12, 12)], gid="legend-today")
            return
        _blocks(axes, [(0, 0, 12, 12)], role, None if role == "clear" else "edge", gid=f"legend-{role}")
        if role == "clear":
            draw_ticks(axes, [(6, 6)], (7, 6), gid="legend-tick")

    return draw_it


def _draw_columns(
    result: Frequency, axes: Axes, column: float, unit: float, *, is_weekly: bool, shows_today: bool
) -> None:
    """The parts of every column from below; what there is is never thinner than can be seen."""
    parts: dict[str, list[Bounds]] = {role: [] for role in ("spasm", "continued", "clear", "open", "today")}
    ticks: list[tuple[float, float]] = []
    counted = (
        ("spasm", result.spasm_days),
        ("continued", result.continued_days),
        ("clear", result.other_days),
        ("open", result.unknown_days),
    )
    gap = _GAP if column >= 3 * _GAP else 0.4 * column / 2
    for place in range(len(result.bins)):
        left, wide, y = place * column + gap / 2, column - gap, 0.0
        for role, counts in counted:
            days = int(counts[place])
            if is_weekly:
                pieces = [(left, y + n * unit + _GAP / 2, wide, unit - _GAP) for n in range(days)]
            else:
                pieces = [(left, y + 0.5, wide, max(days * unit - 1, THINNEST))] if days else []
            parts[role].extend(pieces)
            if role == "clear" and is_weekly and wide >= _LEAST_FOR_A_TICK:
                ticks.extend((x + w / 2, low + h / 2) for x, low, w, h in pieces)
            y += days * unit
    if shows_today:
        # The last day of the last week; it is in none of the counts.
        place = len(result.bins) - 1
        days = sum(int(counts[place]) for _role, counts in counted)
        parts["today"].append((place * column + gap / 2, days * unit + _GAP / 2, column - gap, unit - _GAP))
    _blocks(axes, parts["spasm"], "spasm-3", "edge", gid="days-spasm")
    _blocks(axes, parts["continued"], "spasm-1", "edge", gid="days-continued")
    _blocks(axes, parts["clear"], "clear", None if ticks else "tick", gid="days-clear")
    draw_ticks(axes, ticks, (min(column * 0.36, 7.5), 6), gid="ticks")
    draw_hatched(axes, parts["open"], gid="days-open")
    _draw_today(axes, parts["today"], gid="days-today")


def _draw_today(axes: Axes, rectangles: list[Bounds], *, gid: str) -> None:
    blocks(axes, rectangles, gid=gid, facecolor=color("paper"), edgecolor=color("ink"), linewidth=1.4)


def _blocks(axes: Axes, rectangles: list[Bounds], role: str, edge: str | None, *, gid: str) -> None:
    style: FillStyle = {"facecolor": color(role), "linewidth": 0}
    if edge:
        style |= {"edgecolor": color(edge), "linewidth": 0.8}
    blocks(axes, rectangles, gid=gid, **style)


def _label(result: Frequency, axes: Axes, canvas: Canvas, column: float, left: int) -> Callable[[float], float]:
    """Dates below, where they belong along uneven stretches. A week that the days cut off has room for all of its own.

    Returns where what happened on a day is marked: in a week, whose days lie over each other, at its left edge.
    """
    cut = result.bins
    starts = [day.toordinal() for day in (*cut.starts, cut.after)]
    edges = np.arange(len(starts)) * column

    def across(ordinal: float) -> float:
        return float(np.interp(ordinal, starts, edges))

    ends = across(cut.first.toordinal()), across(cut.last.toordinal() + 1)
    ticks = date_ticks(cut.first, cut.last, edges[-1])
    axes.set_xticks([across(place) for place, _words in ticks])
    axes.set_xticklabels([words for _place, words in ticks])
    draw_month_ticks(axes)
    keep_labels_inside(axes, edges[-1])
    canvas.days = (cut.first, cut.last, left + ends[0], left + ends[1])
    if cut.unit != BY_WEEK:
        return across
    return lambda ordinal: float(edges[np.searchsorted(starts, ordinal, side="right") - 1])
