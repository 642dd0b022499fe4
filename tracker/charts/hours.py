"""At what hour and on which weekday: tints under a profile of the day. Drawing and its words; no computing."""

from itertools import product

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from matplotlib.patches import Rectangle

from tracker.analysis import timing as analysis
from tracker.analysis.timing import LEAST_DAYS_FOR_A_PEAK, PEAK_HOURS, Timing
from tracker.charts.alone import drawn_alone
from tracker.charts.tables import Link, Row, Table, how_counted
from tracker.charts.theme import (
    SMALL_FONT,
    Caption,
    Paper,
    Sheet,
    blocks,
    color,
    grid,
    ramp_classes,
    ramp_legend,
    ramp_role,
    whole_ticks,
)
from tracker.formatting import SHORT_WEEKDAYS, WEEKDAYS, hours_words, number_words, share_words

NAME = "hours"
analyze = analysis.timing

_ROW = 24
_PROFILE = 90


def title(result: Timing) -> str:
    """What is shown."""
    return _("Hour and weekday")


@drawn_alone
def draw(result: Timing, paper: Paper, link: Link, caption: Caption | None = None) -> Sheet:
    """Days by hour as bars; below, a row for every weekday, beginning at the hour at which the person's day does."""
    left, right = 44, 44 if paper.is_narrow else 116
    classes = ramp_classes(int(result.counts.max()))
    legend = _legend(classes)
    bottom = 34 + 20 * Sheet(paper, 100).legend(left, 50, legend)
    rows_top = bottom + 7 * _ROW
    sheet = Sheet(paper, rows_top + 34 + _PROFILE + 26, caption)
    width = paper.width - left - right
    hours = [(result.day_starts_at + n) % 24 for n in range(24)]

    profile = sheet.axes(left, rows_top + 34, width, _PROFILE)
    profile.set_xlim(0, 24)
    profile.set_xticks([])
    by_hour = result.by_hour
    ticks = whole_ticks(int(by_hour.max()), 3)
    profile.set_ylim(0, ticks[-1])
    grid(profile, ticks)
    peak = set() if result.peak_from is None else {(result.peak_from + n) % 24 for n in range(PEAK_HOURS)}
    bars: dict[str, list] = {}
    for place, hour in enumerate(hours):
        role = "accent" if hour in peak or not peak else "clear"
        bars.setdefault(role, []).append((place + 0.1, 0, 0.8, by_hour[hour]))
    for role, places in bars.items():
        blocks(profile, places, gid=f"bars-{role}", facecolor=color(role), linewidth=0)

    cells = sheet.axes(left, bottom, width, 7 * _ROW)
    cells.set_xlim(0, 24)
    cells.set_ylim(7, 0)
    every = 4 if paper.is_narrow else 2
    labeled = [place for place, hour in enumerate(hours) if hour % every == 0]
    cells.set_xticks([place + 0.5 for place in labeled])
    cells.set_xticklabels([f"{hours[place]:02}" for place in labeled])
    cells.set_yticks([day + 0.5 for day in range(7)])
    cells.set_yticklabels([str(words) for words in SHORT_WEEKDAYS])
    _draw_cells(result, hours, classes, sheet, cells, link)
    for day in range(7):
        sheet.text(
            paper.width - right + 8,
            bottom + (6.5 - day) * _ROW - SMALL_FONT * 0.36,
            number_words(result.answered_days[day])
            if paper.is_narrow
            else share_words(result.answered_days[day], result.asked_days[day]),
            role="ink-quiet",
            size=SMALL_FONT,
        )
    known = _("known days") if result.is_filtered else _("answered days")
    days_words = _("days") if paper.is_narrow else known
    sheet.text(paper.width - right + 8, rows_top + 8, days_words, role="ink-quiet", size=SMALL_FONT)
    sheet.text(left, rows_top + 34 + _PROFILE + 12, _("Days by hour"), weight="bold")
    sheet.text(left, rows_top + 8, _("By weekday"), weight="bold")
    sheet.legend(left, bottom - 46, legend)
    return sheet


def _draw_cells(result: Timing, hours: list[int], classes, sheet: Sheet, axes, link: Link) -> None:
    """A tint for every weekday and hour; each with entries is a link to them, but on paper."""
    edge = {"edgecolor": color("surface"), "linewidth": 1}
    words, of_hours = _("%(weekday)s, %(hours)s: %(days)s"), [hours_words(hour, hour + 1) for hour in range(24)]
    weekdays = [str(weekday) for weekday in WEEKDAYS]
    alike: dict[str, list] = {}
    for day, (place, hour) in product(range(7), enumerate(hours)):
        count = int(result.counts[day, hour])
        role = ramp_role(count, classes)
        if sheet.paper.is_for_others or not count:
            alike.setdefault(role, []).append((place, day, 1, 1))
            continue
        gid = f"mark-{day}-{hour}"
        said = {"weekday": weekdays[day], "hours": of_hours[hour], "days": _days_words(count)}
        sheet.titles[gid] = words % said
        look = {"facecolor": color(role), "gid": gid, "url": link(weekday=day + 1, hour=hour), **edge}
        axes.add_artist(Rectangle((place, day), 1, 1, clip_on=False, zorder=2, **look))
    for role, places in alike.items():
        zorder = 1 if role == "intensity-0" else 2
        blocks(axes, places, gid=f"cells-{role}", facecolor=color(role), zorder=zorder, **edge)


def _legend(classes):
    items = ramp_legend(classes)
    return [
        ("intensity-0", _("none")),
        (items[0][0], _("days: %(counts)s") % {"counts": items[0][1]}),
        *items[1:],
    ]


def _days_words(n: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", n) % {"n": number_words(n)}


def reading(result: Timing) -> str:
    """A few sentences: the fullest hours if they are beyond chance, and how often sleep was broken."""
    if result.n < LEAST_DAYS_FOR_A_PEAK:
        words = ngettext(
            "%(n)s day with an entry, too few to name a time of day.",
            "%(n)s days with an entry, too few to name a time of day.",
            result.n,
        ) % {"n": number_words(result.n)}
    elif result.peak_from is None:
        words = _("On %(n)s days with an entry, no time of day stands out beyond chance.") % {
            "n": number_words(result.n)
        }
    else:
        words = _("Most often between %(from)s and %(to)s. On %(share)s days the first spasm came then.") % {
            "from": f"{result.peak_from:02}:00",
            "to": f"{(result.peak_from + PEAK_HOURS) % 24:02}:00",
            "share": share_words(result.peak_n, result.n),
        }
    return f"{words} {_sleep_words(result)}"


def _sleep_words(result: Timing) -> str:
    """On how many of the days that say it sleep was broken; the others are named beside it, in neither number."""
    if not result.of_days:
        return _("It isn’t noted yet whether sleep was broken.")
    words = _("Asleep or woken on %(share)s days where that was answered.") % {
        "share": share_words(result.broken_sleep_days, result.of_days)
    }
    if not result.sleep_unknown_days:
        return words
    others = ngettext("%(n)s more day is unanswered.", "%(n)s more days are unanswered.", result.sleep_unknown_days)
    return f"{words} {others % {'n': number_words(result.sleep_unknown_days)}}"


def table(result: Timing, link: Link) -> Table:
    """A row for every hour, from the one at which the person's day starts; weekdays across."""
    headers = (
        _("Hour"),
        *(
            _("%(weekday)s, of %(days)s") % {"weekday": words, "days": number_words(days)}
            for words, days in zip(SHORT_WEEKDAYS, result.answered_days.tolist(), strict=True)
        ),
        _("All"),
    )
    rows = tuple(
        Row(
            (
                hours_words(hour, hour + 1),
                *(number_words(n) for n in result.counts[:, hour].tolist()),
                number_words(result.by_hour[hour]),
            ),
            link(hour=hour) if result.by_hour[hour] else "",
        )
        for hour in ((result.day_starts_at + n) % 24 for n in range(24))
    )
    if result.is_filtered:
        known = _("Beside each weekday: of how many of them it is known.")
    else:
        known = _("Beside each weekday: how many of them were answered.")
    return Table(headers, rows, f"{how_counted(result)} {known}")
