"""Entries and spasm days per week, with the days that were not answered. Drawing and its words; no computing."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tracker.analysis import frequency as analysis
from tracker.analysis.bins import DAY, MONTH, WEEK
from tracker.analysis.frequency import FEW_DAYS, LEAST_ANSWERED_DAYS, LOW_SHARE, Frequency, Headline
from tracker.charts import landmarks
from tracker.charts.alone import drawn_alone
from tracker.charts.tables import Link, Row, Table, how_counted
from tracker.charts.theme import (
    Caption,
    Paper,
    Sheet,
    Swatch,
    blocks,
    color,
    dashed,
    grid,
    hit,
    time_axis,
    whole_ticks,
)
from tracker.formatting import (
    about_range_words,
    about_words,
    count_words,
    date_words,
    month_words,
    number_words,
    period_words,
)

NAME = "weekly"
analyze = analysis.frequency

_BARS_HEIGHT, _GAP = 130, 64
_LEFT = 42
_NARROWEST_DASHED = 7


def title(result: Frequency) -> str:
    """What is counted, and by which unit."""
    return {
        DAY: _("Entries and spasm days, day by day"),
        WEEK: _("Entries and spasm days per week"),
        MONTH: _("Entries and spasm days per month"),
    }.get(result.bins.unit, _("Entries and spasm days per year"))


@drawn_alone
def draw(result: Frequency, paper: Paper, link: Link, caption: Caption | None = None) -> Sheet:
    """Bars of entries above; below, the days of each week as a stack: spasm, clear, not answered."""
    is_by_day = result.bins.unit == DAY
    stack_height = 26 if is_by_day else 96
    left, right, bottom = _LEFT, 24, 34 + 20 * _legend_rows(result, paper)
    stack_top = bottom + stack_height
    top = stack_top + _GAP + _BARS_HEIGHT
    sheet = Sheet(paper, top + landmarks.row_of(result) + 24, caption)
    width = paper.width - left - right
    above = sheet.axes(left, stack_top + _GAP, width, _BARS_HEIGHT)
    below = sheet.axes(left, bottom, width, stack_height)
    for axes in (above, below):
        time_axis(axes, result.bins.first, result.bins.last, width)
    above.tick_params(labelbottom=False)

    ticks = whole_ticks(max(1, int(result.entries.max(initial=0))))
    above.set_ylim(0, ticks[-1])
    grid(above, ticks)
    days = max(result.bins.days_of(place) for place in range(len(result.bins)))
    below.set_ylim(0, days)
    if is_by_day:
        below.set_yticks([])
    else:
        grid(below, {7: [0, 7]}.get(days, whole_ticks(days, 2)[:-1] if days in (28, 29, 30) else [0, days]))

    _draw_bars(result, above)
    _draw_stacks(result, below, is_dashed=width / len(result.bins) >= _NARROWEST_DASHED)
    for place in range(len(result.bins)) if not paper.is_for_others else ():
        _link_bin(result, place, sheet, below, link, reach=(top - bottom) / stack_height)
    landmarks.draw_landmarks(result, sheet, (above, below), left=left, width=width, top=top)

    sheet.text(left, top + landmarks.row_of(result) + 10, _("Entries"), weight="bold")
    sheet.text(left, stack_top + 12, _("Days"), weight="bold")
    sheet.legend(left, bottom - 46, _legend(result))
    return sheet


@drawn_alone
def draw_days(result: Frequency, paper: Paper) -> Sheet:
    """The days alone, for where there is half the room: each week's as a stack of spasm, clear, not answered."""
    height, right, bottom = 96, 24, 34 + 20 * _legend_rows(result, paper)
    top = bottom + height
    sheet = Sheet(paper, top + 30)
    width = paper.width - _LEFT - right
    axes = sheet.axes(_LEFT, bottom, width, height)
    time_axis(axes, result.bins.first, result.bins.last, width)
    days = max(result.bins.days_of(place) for place in range(len(result.bins)))
    axes.set_ylim(0, days)
    grid(axes, [0, days])
    _draw_stacks(result, axes, is_dashed=width / len(result.bins) >= _NARROWEST_DASHED)
    sheet.text(_LEFT, top + 12, _("Days"), weight="bold")
    sheet.legend(_LEFT, bottom - 46, _legend(result))
    return sheet


def _spans(result: Frequency) -> list[tuple[float, float]]:
    """Where the column of every bin begins on the axis of days, and how wide it is."""
    spans = []
    for place in range(len(result.bins)):
        first, last = result.bins.bounds(place)
        days = (last - first).days + 1
        gap = min(0.12 * days, 1.0)
        spans.append((first.toordinal() + gap / 2, days - gap))
    return spans


def _draw_bars(result: Frequency, axes) -> None:
    """A bar for every bin with entries; one that the period cuts off is drawn paler, since it is not whole."""
    whole, cut = [], []
    for place, (start, width) in enumerate(_spans(result)):
        first, last = result.bins.bounds(place)
        bars = whole if (last - first).days + 1 == result.bins.days_of(place) else cut
        if result.entries[place]:
            bars.append((start, 0, width, result.entries[place]))
    blocks(axes, whole, gid="bars", facecolor=color("accent"), linewidth=0)
    blocks(axes, cut, gid="cut-bars", facecolor=color("accent-soft"), edgecolor=color("accent"), linewidth=1)


def _draw_stacks(result: Frequency, axes, *, is_dashed: bool) -> None:
    height = [0] * len(result.bins)
    for role, counts in _stack(result):
        parts = []
        for place, (start, width) in enumerate(_spans(result)):
            if counts[place]:
                parts.append((start, height[place], width, counts[place]))
                height[place] += counts[place]
        look = {"facecolor": color(role), "linewidth": 0} if role else _open_look(is_dashed)
        blocks(axes, parts, gid=f"days-{role or 'unknown'}", **look)


def _open_look(is_dashed: bool) -> dict:
    # Dashes need room; where weeks are a few pixels wide, the empty place is drawn as a pale one.
    return dashed(0.9) if is_dashed else {"facecolor": color("intensity-0"), "linewidth": 0}


def _stack(result: Frequency) -> list[tuple[str | None, object]]:
    """The parts of a column of days from below: (role, days per bin); no role is not answered."""
    return [
        ("intensity-3", result.spasm_days),
        ("intensity-1", result.continued_days),
        ("clear", result.other_days),
        (None, result.unknown_days),
    ]


def _legend(result: Frequency) -> list[tuple[Swatch, str]]:
    words = {
        "intensity-3": _("with a match") if result.is_filtered else _("spasm"),
        "intensity-1": _("went on from the day before"),
        "clear": _("answered, no match") if result.is_filtered else _("clear"),
        None: _("not known") if result.is_filtered else _("not answered"),
    }
    always = {"intensity-3", "clear", None}
    days = [(role, words[role]) for role, counts in _stack(result) if role in always or counts.any()]
    return days + landmarks.legend(result)


def _legend_rows(result: Frequency, paper: Paper) -> int:
    return Sheet(paper, 100).legend(_LEFT, 50, _legend(result))


def _link_bin(result: Frequency, place: int, sheet: Sheet, axes, link: Link, *, reach: float) -> None:
    first, last = result.bins.bounds(place)
    gid = f"mark-{place}"
    sheet.titles[gid] = f"{_bin_words(result, place)}: {_bin_reading(result, place)}"
    url = link(**{"from": first, "to": last})
    top = axes.get_ylim()[1] * reach
    hit(axes, first.toordinal(), 0, (last - first).days + 1, top, gid=gid, url=url)


def _bin_words(result: Frequency, place: int) -> str:
    first, last = result.bins.bounds(place)
    if first == last:
        return date_words(first)
    if result.bins.unit == MONTH and (last - first).days + 1 == result.bins.days_of(place):
        return month_words(first)
    return period_words(first, last)


def _bin_reading(result: Frequency, place: int) -> str:
    days = int(result.spasm_days[place])
    if result.is_filtered:
        words = _("matches on %(n)d of the %(of)d days with an answer")
    else:
        words = _("spasms on %(n)d of the %(of)d days answered")
    known = words % {"n": days, "of": result.answered_days[place]}
    return f"{count_words(int(result.entries[place]), int(result.spasms[place]))}, {known}"


def reading(result: Frequency) -> str:
    """The headline, how much was logged, and what has to be kept in mind with it."""
    top = result.headline
    parts = (_share(top), _amount(top), _why_no_rate(top), _outside(top), _beginning(result))
    return " ".join(part for part in parts if part)


def _share(top: Headline) -> str:
    """Days of the days of which it is known, with the range that the others allow."""
    values = {
        "n": number_words(top.n),
        "of": number_words(top.of),
        "unknown": number_words(top.unknown),
        "high": number_words(top.highest),
        "asked": number_words(top.asked),
    }
    if top.no_rate_because:
        if top.is_filtered:
            words = ngettext(
                "Entries match on %(n)s day. %(of)s of %(asked)s days have an answer.",
                "Entries match on %(n)s days. %(of)s of %(asked)s days have an answer.",
                top.n,
            )
        else:
            words = ngettext(
                "%(n)s spasm day. You answered %(of)s of %(asked)s days.",
                "%(n)s spasm days. You answered %(of)s of %(asked)s days.",
                top.n,
            )
    elif top.is_filtered and top.unknown:
        words = _(
            "Entries match on %(n)s of the %(of)s days with an answer "
            "(%(unknown)s unknown, so %(n)s to %(high)s of %(asked)s)."
        )
    elif top.is_filtered:
        words = _("Entries match on %(n)s of the %(of)s days you answered.")
    elif top.unknown:
        words = _(
            "You had spasms on %(n)s of the %(of)s days you answered "
            "(%(unknown)s unanswered, so %(n)s to %(high)s of %(asked)s)."
        )
    else:
        words = _("You had spasms on %(n)s of the %(of)s days you answered.")
    return words % values


def _amount(top: Headline) -> str:
    words = count_words(top.entries, top.spasms)
    if top.per_30_days is None:
        return f"{words}."
    values = {"entries": words, "rate": about_words(top.per_30_days)}
    if not top.unknown:
        return _("%(entries)s. That is about %(rate)s in 30 days.") % values
    values["range"] = about_range_words(top.per_30_low, top.per_30_high)
    if top.is_filtered:
        said = _(
            "%(entries)s. That is about %(rate)s in 30 days with an answer, or %(range)s with the others. "
            "Unanswered days tend to be quiet, so the low end is more likely."
        )
    else:
        said = _(
            "%(entries)s. That is about %(rate)s in 30 days you answered, or %(range)s with the others. "
            "Unanswered days tend to be quiet, so the low end is more likely."
        )
    return said % values


def _beginning(result: Frequency) -> str:
    if not result.touches_beginning:
        return ""
    return _("People often begin a diary in a bad spell, so its first days tend to be worse than later ones.")


def _why_no_rate(top: Headline) -> str:
    if not top.no_rate_because:
        return ""
    if top.no_rate_because == FEW_DAYS:
        return _("After %(least)d answered days you’ll see how often.") % {"least": LEAST_ANSWERED_DAYS}
    if top.no_rate_because == LOW_SHARE:
        return _("We can’t say how often. That takes answers on at least 6 days in 10.")
    return _("We can’t say how often yet. Mark the days without a spasm.")


def _outside(top: Headline) -> str:
    if not top.outside:
        return ""
    return ngettext(
        "%(n)d more in a pause is not counted in.", "%(n)d more in pauses are not counted in.", top.outside
    ) % {"n": top.outside}


def table(result: Frequency, link: Link) -> Table:
    """A row for every bin, the latest first."""
    unit = {DAY: _("Day"), WEEK: _("Week"), MONTH: _("Month")}.get(
        result.bins.unit, pgettext("a table's column", "Year")
    )
    headers = (
        unit,
        _("Entries"),
        _("Spasms"),
        _("Days with a match") if result.is_filtered else _("Spasm days"),
        _("Days with an answer") if result.is_filtered else _("Answered days"),
        _("Asked days"),
        *([landmarks.marks_header()] if result.landmarks else ()),
    )
    rows = []
    for place in reversed(range(len(result.bins))):
        first, last = result.bins.bounds(place)
        columns = (result.entries, result.spasms, result.spasm_days, result.answered_days, result.asked_days)
        rows.append(
            Row(
                (
                    _bin_words(result, place),
                    *(number_words(column[place]) for column in columns),
                    *([landmarks.bin_marks(result, place)] if result.landmarks else ()),
                ),
                link(**{"from": first, "to": last}) if result.entries[place] else "",
            )
        )
    return Table(headers, tuple(rows), how_counted(result))
