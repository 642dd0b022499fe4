"""At what hour and on which weekday: tints under a profile of the day. Drawing alone."""

from itertools import product

from django.utils.translation import gettext as _
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from tracker.analysis.timing import PEAK_HOURS, Timing
from tracker.charts.alone import drawn_alone
from tracker.charts.theme import (
    SMALL_FONT,
    Bounds,
    Canvas,
    Caption,
    Classes,
    FillStyle,
    Paper,
    blocks,
    color,
    grid,
    ramp_classes,
    ramp_legend,
    ramp_role,
    whole_ticks,
)
from tracker.formatting import SHORT_WEEKDAYS, WEEKDAYS, hours_words, number_words, share_words
from tracker.wording.tables import Link
from tracker.wording.timing import cell_message, days_words

_ROW = 24
_PROFILE = 90


@drawn_alone
def draw(result: Timing, paper: Paper, link: Link, caption: Caption | None = None) -> Canvas:
    """Days by hour as bars; below, a row for every weekday, beginning at the hour at which the person's day does."""
    left, right = 44, 44 if paper.is_narrow else 116
    classes = ramp_classes(int(result.counts.max()))
    legend = _legend(classes)
    bottom = 34 + 20 * Canvas(paper, 100).legend(left, 50, legend)
    rows_top = bottom + 7 * _ROW
    canvas = Canvas(paper, rows_top + 34 + _PROFILE + 26, caption)
    width = paper.width - left - right
    hours = [(result.day_starts_at + n) % 24 for n in range(24)]

    profile = canvas.axes(left, rows_top + 34, width, _PROFILE)
    profile.set_xlim(0, 24)
    profile.set_xticks([])
    by_hour = result.by_hour
    ticks = whole_ticks(int(by_hour.max()), 3)
    profile.set_ylim(0, ticks[-1])
    grid(profile, ticks)
    peak = set() if result.peak_from is None else {(result.peak_from + n) % 24 for n in range(PEAK_HOURS)}
    bars: dict[str, list[Bounds]] = {}
    for place, hour in enumerate(hours):
        role = "quiet-ink" if hour in peak or not peak else "outline"
        bars.setdefault(role, []).append((place + 0.1, 0, 0.8, by_hour[hour]))
    for role, places in bars.items():
        blocks(profile, places, gid=f"bars-{role}", facecolor=color(role), linewidth=0)

    cells = canvas.axes(left, bottom, width, 7 * _ROW)
    cells.set_xlim(0, 24)
    cells.set_ylim(7, 0)
    every = 4 if paper.is_narrow else 2
    labeled = [place for place, hour in enumerate(hours) if hour % every == 0]
    cells.set_xticks([place + 0.5 for place in labeled])
    cells.set_xticklabels([f"{hours[place]:02}" for place in labeled])
    cells.set_yticks([day + 0.5 for day in range(7)])
    cells.set_yticklabels([str(words) for words in SHORT_WEEKDAYS])
    _draw_cells(result, hours, classes, canvas, cells, link)
    for day in range(7):
        canvas.text(
            paper.width - right + 8,
            bottom + (6.5 - day) * _ROW - SMALL_FONT * 0.36,
            number_words(result.answered_days[day])
            if paper.is_narrow
            else share_words(result.answered_days[day], result.asked_days[day]),
            role="quiet-ink",
            size=SMALL_FONT,
        )
    known = _("known days") if result.is_filtered else _("answered days")
    days_words = _("days") if paper.is_narrow else known
    canvas.text(paper.width - right + 8, rows_top + 8, days_words, role="quiet-ink", size=SMALL_FONT)
    canvas.text(left, rows_top + 34 + _PROFILE + 12, _("Days by hour"), weight="bold")
    canvas.text(left, rows_top + 8, _("By weekday"), weight="bold")
    canvas.legend(left, bottom - 46, legend)
    return canvas


def _draw_cells(result: Timing, hours: list[int], classes: Classes, canvas: Canvas, axes: Axes, link: Link) -> None:
    """A tint for every weekday and hour; each with entries is a link to them, but on paper."""
    edge: FillStyle = {"edgecolor": color("paper"), "linewidth": 1}
    words, of_hours = cell_message(), [hours_words(hour, hour + 1) for hour in range(24)]
    weekdays = [str(weekday) for weekday in WEEKDAYS]
    alike: dict[str, list[Bounds]] = {}
    for day, (place, hour) in product(range(7), enumerate(hours)):
        count = int(result.counts[day, hour])
        role = ramp_role(count, classes)
        if canvas.paper.is_for_others or not count:
            alike.setdefault(role, []).append((place, day, 1, 1))
            continue
        gid = f"mark-{day}-{hour}"
        values = {"weekday": weekdays[day], "hours": of_hours[hour], "days": days_words(count)}
        canvas.titles[gid] = words % values
        style: FillStyle = {"facecolor": color(role), "zorder": 2, **edge}
        url = link(weekday=day + 1, hour=hour)
        axes.add_artist(Rectangle((place, day), 1, 1, clip_on=False, gid=gid, url=url, **style))
    for role, places in alike.items():
        tint: FillStyle = {"facecolor": color(role), "zorder": 1 if role == "spasm-0" else 2, **edge}
        blocks(axes, places, gid=f"cells-{role}", **tint)


def _legend(classes: Classes) -> list[tuple[str, str]]:
    items = ramp_legend(classes)
    return [
        ("spasm-0", _("none")),
        (items[0][0], _("days: %(counts)s") % {"counts": items[0][1]}),
        *items[1:],
    ]
