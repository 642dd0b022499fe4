"""A day's timeline: its entries on the clock, each with its number and where it was. Drawing and its words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from matplotlib.patches import Circle, Ellipse, Polygon, Rectangle

from tracker.analysis import timeline as analysis
from tracker.analysis.timeline import Placed, Timeline
from tracker.charts.alone import drawn_alone
from tracker.charts.lanes import ARROW, BAR, BELOW, GAP, LEFT, Spot, number_room, spots_of
from tracker.charts.tables import Link, Row, Table, how_counted
from tracker.charts.theme import (
    SMALL_FONT,
    Caption,
    Paper,
    Sheet,
    blocks,
    color,
    dashed,
    hit,
    text_width,
)
from tracker.formatting import (
    SHORT_WEEKDAYS,
    WEEKDAYS,
    date_words,
    duration_words,
    list_words,
    number_words,
    time_words,
)
from tracker.vocabulary.regions import mark_words

NAME = "timeline"
analyze = analysis.timeline

_ROW = 26
_STUMP = ((0, 0.44), (0.54, 0.16), (0.79, 0.09))
"""An entry without an end goes over into pieces: where each starts and how wide it is, as shares."""


def title(result: Timeline) -> str:
    """What is shown: the day."""
    return f"{WEEKDAYS[result.date.weekday()]}, {date_words(result.date)}"


@drawn_alone
def draw(result: Timeline, paper: Paper, link: Link, caption: Caption | None = None) -> Sheet:
    """A bar or a dot for every entry, its number and its place beside it; rows as many as it takes."""
    side = 14 if paper.is_narrow else 26
    width = paper.width - 2 * side
    spots, rest = spots_of(result, width)
    rows = 1 + max(spot.words_row for spot in spots)
    legend = _legend(result)
    legend_rows = Sheet(paper, 100).legend(8, 50, legend) if legend else 0
    note = _note(spots, rest)
    foot = 20 * legend_rows + 20 * bool(note)
    bottom, height = foot + 36, rows * _ROW
    sheet = Sheet(paper, bottom + height + 12, caption)
    axes = sheet.axes(side, bottom, width, height)
    # Data are pixels, so that circles are round and words can be kept apart.
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.set_yticks([])
    _clock(result, axes, width, paper)
    for place, spot in enumerate(spots):
        _draw_mark(spot, axes)
        _draw_words(spot, axes)
        gid = f"mark-{place}"
        sheet.titles[gid] = _said(result, spot.entry)
        left, top, right, low = _extent(spot)
        hit(axes, left, top, right - left, low - top, gid=gid, url=link(uid=spot.entry.uid))
    if legend:
        sheet.legend(8, foot - 14, legend)
    if note:
        sheet.text(8, 6, note, role="ink-quiet", size=SMALL_FONT)
    return sheet


def _note(spots: list[Spot], rest: int) -> str:
    """What a full day leaves to the table."""
    if rest:
        return ngettext("%(n)d more is in the table.", "%(n)d more are in the table.", rest) % {"n": rest}
    return "" if any(spot.words for spot in spots) else _("Where each was, the table says.")


def _clock(result: Timeline, axes, width: float, paper: Paper) -> None:
    """The hours along the bottom, and a quiet line up from each that is named."""
    every = 4 if paper.is_narrow else 2
    room = text_width("00" if paper.is_narrow else "00:00", SMALL_FONT) + 6
    labeled: list[tuple[float, int]] = []
    for place, hour in result.ticks:
        x = place / result.hours * width
        # An hour that came twice is named once, where two names would touch.
        if (hour - result.ticks[0][1]) % every == 0 and (not labeled or x - labeled[-1][0] >= room):
            labeled.append((x, hour))
    axes.set_xticks([x for x, _hour in labeled])
    axes.set_xticklabels([f"{hour:02}" if paper.is_narrow else f"{hour:02}:00" for _x, hour in labeled])
    axes.grid(axis="x", color=color("line"), linewidth=1)
    axes.set_axisbelow(True)


def _look(entry: Placed) -> dict:
    """Filled by how strong it was; a dashed outline without a number."""
    if entry.intensity is None:
        return dashed(1.1)
    # The steps of the squares that stand before the entries of a list.
    return {
        "facecolor": color(f"intensity-{(entry.intensity + 1) // 2}"),
        "edgecolor": color("line-strong"),
        "linewidth": 0.8,
    }


def _draw_mark(spot: Spot, axes) -> None:
    entry, look = spot.entry, _look(spot.entry)
    top, middle = spot.row * _ROW + (_ROW - BAR) / 2, spot.row * _ROW + _ROW / 2
    left, right = spot.left + ARROW * entry.came_in, spot.right - ARROW * entry.runs_on
    shared = {"clip_on": False, "zorder": 3}
    if entry.is_ongoing:
        pieces = [(left + start * (right - left), top, share * (right - left), BAR) for start, share in _STUMP]
        blocks(axes, pieces, gid=f"open-{entry.uid}", **(look | {"linestyle": "-", "zorder": 3}))
    elif entry.ends is None:
        axes.add_artist(Circle(((left + right) / 2, middle), BAR / 2 - 0.5, gid=f"dot-{entry.uid}", **look, **shared))
    else:
        axes.add_artist(Rectangle((left, top), right - left, BAR, gid=f"bar-{entry.uid}", **look, **shared))
    for is_there, edge, tip in (
        (entry.came_in, left - 2, left - ARROW),
        (entry.runs_on, right + 2, right + ARROW),
    ):
        if is_there:
            corners = [(edge, top + 1), (tip, middle), (edge, top + BAR - 1)]
            axes.add_artist(Polygon(corners, facecolor=color("ink"), linewidth=0, gid=f"arrow-{entry.uid}", **shared))


def _draw_words(spot: Spot, axes) -> None:
    """The number in bold, next to its mark where there is room; then where and how long."""
    look = {"fontsize": SMALL_FONT, "va": "baseline", "parse_math": False, "clip_on": False, "zorder": 4}
    base = spot.row * _ROW + _ROW / 2 + SMALL_FONT * 0.36
    look |= {"color": color("ink"), "ha": "right" if spot.side == LEFT else "left"}
    lower = base + _ROW * (spot.words_row - spot.row)
    x, y = (spot.label_left, lower) if spot.side == BELOW else (spot.right + GAP, base)
    if spot.side == LEFT:
        x = spot.left - GAP
    axes.text(x, y, spot.number, weight="bold", **look)
    if not spot.words:
        return
    if lower > y:
        axes.text(spot.label_left, lower, spot.words, **(look | {"ha": "left"}))
    else:
        step = number_room(spot.number) * (-1 if spot.side == LEFT else 1)
        axes.text(x + step, y, spot.words, **look)


def _extent(spot: Spot) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the mark with its words."""
    left, right = min(spot.left, spot.label_left), max(spot.right, spot.label_right)
    return left, spot.row * _ROW, right, (spot.words_row + 1) * _ROW


def _legend(result: Timeline) -> list:
    """What marks mean, as far as it is not said beside them: only of those that occur."""
    items = [
        (any(entry.intensity is None for entry in result.entries), None, _("no number")),
        (any(entry.ends is None and not entry.is_ongoing for entry in result.entries), _dot, _("length not known")),
        (any(entry.is_ongoing for entry in result.entries), _open_bar, _("no end yet")),
        (result.from_before, _arrow(-1), _("from an earlier day")),
        (result.runs_on, _arrow(1), _("into the next day")),
    ]
    return [(swatch, words) for is_there, swatch, words in items if is_there]


def _dot(sheet: Sheet, x: float, y: float) -> None:
    across, up = sheet.figure.get_size_inches() * sheet.figure.dpi
    # Measured in shares of the figure, a circle on the sheet is an ellipse.
    place, size = ((x + 5.5) / across, (y + 5.5) / up), (11 / across, 11 / up)
    look = {"facecolor": color("intensity-2"), "edgecolor": color("line-strong"), "linewidth": 0.8}
    sheet.figure.add_artist(Ellipse(place, *size, transform=sheet.figure.transFigure, **look))


def _open_bar(sheet: Sheet, x: float, y: float) -> None:
    for start, share in _STUMP:
        look = {"facecolor": color("intensity-2"), "edgecolor": color("line-strong"), "linewidth": 0.6}
        sheet.rectangle(x + 13 * start, y, 13 * share, 11, **look)


def _arrow(direction: int):
    def swatch(sheet: Sheet, x: float, y: float) -> None:
        across, up = sheet.figure.get_size_inches() * sheet.figure.dpi
        edge, tip = (x + 3, x + 9) if direction > 0 else (x + 9, x + 3)
        corners = [(edge / across, y / up), (tip / across, (y + 5.5) / up), (edge / across, (y + 11) / up)]
        look = {"facecolor": color("ink"), "linewidth": 0}
        sheet.figure.add_artist(Polygon(corners, transform=sheet.figure.transFigure, **look))

    return swatch


def _began(result: Timeline, entry: Placed) -> str:
    """When it began, with the weekday or the date if that was on an earlier day."""
    time = time_words(entry.started)
    if not entry.came_in:
        return time
    ago = (result.date - entry.started.date()).days
    day = SHORT_WEEKDAYS[entry.started.weekday()] if ago < 7 else date_words(entry.started.date())
    return f"{day} {time}"


def _lasted(entry: Placed) -> str:
    return _("still going on") if entry.is_ongoing else duration_words(entry.duration_seconds) or _("not known")


def _where(entry: Placed) -> str:
    return ", ".join(mark_words(*region) for region in entry.regions) or _("somewhere")


def _said(result: Timeline, entry: Placed) -> str:
    """All of an entry, for who points at it."""
    rated = _("no number") if entry.intensity is None else _("%(n)d of 10") % {"n": entry.intensity}
    lasted = _lasted(entry) if entry.is_ongoing or entry.duration_seconds is not None else _("length not known")
    return ", ".join(part for part in (_began(result, entry), _where(entry), rated, lasted, entry.zone) if part)


def reading(result: Timeline) -> str:
    """When, and the worst of it; then what runs over the edges of the day, and clocks of other places."""
    own = [entry for entry in result.entries if not entry.came_in]
    sentences = []
    if not own:
        sentences.append(_("No entry began on this day."))
    elif len(own) == 1:
        sentences.append(_("1 entry, at %(time)s.") % {"time": time_words(own[0].started)})
    else:
        values = {"n": number_words(len(own))}
        values |= {"first": time_words(own[0].started), "last": time_words(own[-1].started)}
        words = _("%(n)s entries, the first at %(first)s, the last at %(last)s.")
        if result.is_cut:
            words = _("The first %(n)s entries, from %(first)s to %(last)s; there are more.")
        sentences.append(words % values)
    if result.worst:
        values = {"n": result.worst.intensity, "time": time_words(result.worst.started)}
        words = _("It was %(n)d of 10 at its worst.")
        if len(own) > 1:
            words = _("The worst of them was %(n)d of 10, at %(time)s.")
        sentences.append(words % values)
    if result.from_before:
        sentences.append(
            ngettext(
                "%(n)s entry of an earlier day went on into this one.",
                "%(n)s entries of earlier days went on into this one.",
                result.from_before,
            )
            % {"n": number_words(result.from_before)}
        )
    if result.runs_on:
        sentences.append(
            ngettext("%(n)s went on into the next day.", "%(n)s went on into the next day.", result.runs_on)
            % {"n": number_words(result.runs_on)}
        )
    if result.zones:
        sentences.append(
            _("What was in %(zones)s stands where the clock there stood.") % {"zones": list_words(list(result.zones))}
        )
    if result.clock_moved:
        words = _("The clocks were put forward on this day: it had %(hours)s hours.")
        if result.clock_moved < 0:
            words = _("The clocks were put back on this day: it had %(hours)s hours.")
        sentences.append(words % {"hours": number_words(result.hours)})
    return " ".join(sentences)


def table(result: Timeline, link: Link) -> Table:
    """A row for every entry, as they lie on the clock."""
    headers = [_("Began"), _("Where"), _("Worst, of 10"), _("Lasted")]
    if result.zones:
        headers.append(_("Clock of"))
    rows = []
    for entry in result.entries:
        rated = "–" if entry.intensity is None else str(entry.intensity)
        cells = [_began(result, entry), _where(entry), rated, _lasted(entry)]
        if result.zones:
            cells.append(entry.zone or "–")
        rows.append(Row(tuple(cells), link(uid=entry.uid)))
    return Table(tuple(headers), tuple(rows), how_counted(result))
