"""Durations over time on a log axis, with the median of each day's longest. Drawing and its words; no computing."""

from types import SimpleNamespace

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.analysis import duration as analysis
from tracker.analysis.bins import MONTH, WEEK
from tracker.analysis.daily import LEAST_DAYS_FOR_A_MEDIAN
from tracker.analysis.duration import CLASS_EDGES, Durations
from tracker.charts.alone import drawn_alone
from tracker.charts.dots import draw_dots, link_bins
from tracker.charts.middle import bin_words, draw_middle
from tracker.charts.tables import Link, Row, Table, how_counted
from tracker.charts.theme import (
    Caption,
    Paper,
    Sheet,
    blocks,
    color,
    ramp_classes,
    ramp_legend,
    ramp_role,
    time_axis,
)
from tracker.formatting import duration_words, number_words, share_words

NAME = "duration"
analyze = analysis.durations

MAX_DOTS = 1500
_HEIGHT = 210
_TICKS = (1, 10, 60, 600, 3600, 6 * 3600, 86400, 7 * 86400, 30 * 86400, 365 * 86400)
"""Seconds that the axis can name; what lasted less than a second is drawn at one."""
_LEFT = 56


def title(result: Durations) -> str:
    """What is shown."""
    return _("How long")


@drawn_alone
def draw(result: Durations, paper: Paper, link: Link, caption: Caption | None = None) -> Sheet:
    """Dots, or counts where there are too many of them; over them the median and the middle half per bin."""
    is_dense = result.n > MAX_DOTS
    classes = ramp_classes(int(result.density.max(initial=1))) if is_dense else []
    right = 24
    bottom = 34 + 20 * Sheet(paper, 100).legend(_LEFT, 50, _legend(result, classes))
    sheet = Sheet(paper, bottom + _HEIGHT + 30, caption)
    width = paper.width - _LEFT - right
    axes = sheet.axes(_LEFT, bottom, width, _HEIGHT)
    time_axis(axes, result.bins.first, result.bins.last, width)
    ticks = _ticks(result.seconds)
    axes.set_yscale("log")
    # A little room below, so that the lowest label does not stand beside the dates.
    axes.set_ylim(ticks[0] / 1.6, ticks[-1])
    axes.set_yticks(ticks, labels=[duration_words(seconds) for seconds in ticks])
    axes.set_yticks([], minor=True)
    axes.grid(axis="y", color=color("line"), linewidth=1)
    axes.set_axisbelow(True)
    if is_dense:
        _draw_density(result, axes, classes, ticks)
    draw_middle(_middle_above(result, ticks[0]), axes, is_dense=is_dense)
    heights = np.clip(result.seconds, ticks[0], _TICKS[-1])
    if is_dense or not draw_dots(result, heights, axes, paper, link):
        link_bins(result, sheet, axes, (ticks[0], ticks[-1] - ticks[0]), _known_words, link)
    sheet.text(_LEFT, bottom + _HEIGHT + 14, _("Length, on a log scale"), weight="bold")
    sheet.legend(_LEFT, bottom - 46, _legend(result, classes))
    return sheet


def _ticks(seconds: np.ndarray) -> tuple[int, ...]:
    """Those of the axis that the durations lie between, two at least."""
    low, high = max(float(seconds.min()), _TICKS[0]), min(float(seconds.max()), _TICKS[-1])
    first = max(n for n, tick in enumerate(_TICKS) if tick <= low)
    last = min(n for n, tick in enumerate(_TICKS) if tick >= high)
    return _TICKS[min(first, len(_TICKS) - 2) : max(last, first + 1) + 1]


def _middle_above(result: Durations, lowest: float) -> SimpleNamespace:
    """The middle of the days as drawn: what lasted less than the axis shows stands at its foot."""
    names = ("bin_low", "bin_median", "bin_high")
    raised = {name: np.maximum(getattr(result, name), lowest) for name in names}
    return SimpleNamespace(bins=result.bins, **raised)


def _draw_density(result: Durations, axes, classes, ticks: tuple[int, ...]) -> None:
    """A tint for every bin and class of durations, by how many entries it has."""
    edges = np.clip([*CLASS_EDGES, ticks[-1]], ticks[0], ticks[-1]).tolist()
    cells = {role: [] for _low, _high, role in classes}
    for place, step in zip(*np.nonzero(result.density), strict=True):
        first, last = result.bins.bounds(place)
        low, high = edges[step], edges[step + 1]
        role = ramp_role(int(result.density[place, step]), classes)
        # A sliver is left free between two classes.
        cells[role].append((first.toordinal(), low, (last - first).days + 1, (high - low) * 0.94))
    for role, rectangles in cells.items():
        blocks(axes, rectangles, gid=f"density-{role}", facecolor=color(role), linewidth=0)


def _known_words(n: int) -> str:
    return ngettext("%(n)s entry of known length", "%(n)s entries of known length", n) % {"n": number_words(n)}


def _legend(result: Durations, classes) -> list[tuple[str, str]]:
    unit = {
        WEEK: _("median of the days, by week"),
        MONTH: _("median of the days, by month"),
    }.get(result.bins.unit, _("median of the days, by year"))
    if classes:
        first, *others = ramp_legend(classes)
        return [("ink", unit), (first[0], _("entries: %(counts)s") % {"counts": first[1]}), *others]
    items = [("intensity-3", _("an entry"))]
    has_median = not np.isnan(result.bin_median).all()
    return [*items, ("accent", unit), ("accent-soft", _("middle half of the days"))] if has_median else items


def reading(result: Durations) -> str:
    """Two or three sentences: the middle of the daily longest, what it rests on, and what is left out."""
    days = len(result.longest_day)
    if days < LEAST_DAYS_FOR_A_MEDIAN:
        words = ngettext(
            "The longest so far took %(longest)s, on %(n)d day with a known length.",
            "The longest so far took %(longest)s, on %(n)d days with a known length.",
            days,
        ) % {"longest": duration_words(result.longest.max()), "n": days}
    else:
        words = _(
            "On the %(n)s days with a known length the longest took %(median)s in the median, "
            "%(low)s to %(high)s on the middle half of them."
        ) % {
            "n": number_words(days),
            "median": duration_words(result.median),
            "low": duration_words(result.low),
            "high": duration_words(result.high),
        }
    return f"{words} {_left_out_words(result)}".strip()


def _left_out_words(result: Durations) -> str:
    """How many entries this says nothing of, and why."""
    if not result.left_out:
        return ""
    share = share_words(result.left_out, result.of)
    if not result.ongoing:
        return _("Left out: %(share)s entries, of unknown length.") % {"share": share}
    if not result.unknown:
        return _("Left out: %(share)s entries, still going on.") % {"share": share}
    return _("Left out: %(share)s entries (%(unknown)s of unknown length, %(ongoing)s still going on).") % {
        "share": share,
        "unknown": number_words(result.unknown),
        "ongoing": number_words(result.ongoing),
    }


def table(result: Durations, link: Link) -> Table:
    """A row for every bin with a known duration, the latest first."""
    unit = {WEEK: _("Week"), MONTH: _("Month")}.get(result.bins.unit, _("Year"))
    headers = (
        unit,
        _("Days with a known length"),
        _("Median of the longest"),
        _("Middle half"),
        _("Entries of known length"),
    )
    rows = []
    for place in reversed(range(len(result.bins))):
        if not result.bin_days[place]:
            continue
        first, last = result.bins.bounds(place)
        median, low, high = (column[place] for column in (result.bin_median, result.bin_low, result.bin_high))
        too_few = np.isnan(median)
        cells = (
            bin_words(result.bins, place),
            number_words(result.bin_days[place]),
            _("too few days") if too_few else duration_words(median),
            "–"
            if too_few
            else _("%(first)s to %(last)s") % {"first": duration_words(low), "last": duration_words(high)},
            number_words(result.density[place].sum()),
        )
        rows.append(Row(cells, link(**{"from": first, "to": last})))
    return Table(headers, tuple(rows), f"{how_counted(result)} {_left_out_words(result)}".strip())
