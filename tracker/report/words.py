"""Phrases that several parts of the doctor's page share. Somebody else reads them: never "you". No computing."""

import re
import unicodedata

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.analysis.change import (
    FEW_WEEKS,
    FEWER,
    LEAST_WEEKS,
    MORE,
    NO_SPASM_DAYS,
    NO_SPREAD,
    SHARES_DIFFER,
    Change,
)
from tracker.analysis.comparison import DayCount, LimitedDays, WorstOfDays
from tracker.analysis.frequency import FEW_DAYS, LEAST_ANSWERED_DAYS, LOW_SHARE, NO_CLEAR_DAY, Headline
from tracker.analysis.regions import Place
from tracker.analysis.results import TooLittle
from tracker.formatting import number_words, partial_date_words, share_words, span_words
from tracker.report.material import ProfileRow
from tracker.vocabulary.regions import BOTH, LEFT, MIDDLE, NO_SIDE, RIGHT, SIDES, mark_words

ELLIPSIS = "…"
_LEFT_OUT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff]")
"""Control characters, halves of characters, the mark of a file's beginning, which PDF/UA forbids, and those that would
turn around the words beside a text, too."""


def plain(text: str) -> str:
    """A person's text without what cannot be printed: control characters, halves of characters; new lines stay.

    Example: "a\\x00b" is "ab".
    """
    return "\n".join(_LEFT_OUT.sub("", line).rstrip() for line in text.replace("\t", " ").splitlines()).strip()


def one_line(text: str) -> str:
    """The same in one line."""
    return " ".join(plain(text).split())


def cut(text: str, most: int) -> str:
    """A person's text in one line of at most `most` characters, with "…" where it was cut: between words, if it can.

    Example: "one two three" to 9 characters is "one two…".
    """
    line = one_line(text)
    if len(line) <= most:
        return line
    end = most - len(ELLIPSIS)
    space = line.rfind(" ", 0, end + 1)
    if space >= most // 2:
        end = space
    # An accent, or the second half of an emoji, is not torn from what it belongs to.
    while end and (unicodedata.combining(line[end]) or line[end] in "\u200d\ufe0f" or line[end - 1] == "\u200d"):
        end -= 1
    return line[:end].rstrip() + ELLIPSIS


def is_cut(text: str, most: int) -> bool:
    """True if `cut` would shorten it, or put its lines into one."""
    return cut(text, most) != plain(text)


def and_more(items: list[str], more: int) -> str:
    """Items in a row, and how many there are besides: "a; b; and 4 more, see page 2"."""
    if more:
        words = ngettext("and %(n)s more, see page 2", "and %(n)s more, see page 2", more)
        items = [*items, words % {"n": number_words(more)}]
    return "; ".join(items)


def days_words(top: Headline) -> str:
    """Spasm days with the range that missing days allow, or counts alone where no rate may be said.

    Example: "9 of 26 (4 unanswered: 9 to 13 of 30)"; "2 days, 5 of 28 answered".
    """
    if top.no_rate_because:
        words = ngettext("%(n)s day, %(known)s answered", "%(n)s days, %(known)s answered", top.n)
        words %= {"n": number_words(top.n), "known": share_words(top.of, top.asked)}
    else:
        words = share_words(top.n, top.of)
    if top.unknown:
        values = {"unknown": top.unknown, "low": top.n, "high": top.highest, "asked": top.asked}
        values = {name: number_words(value) for name, value in values.items()}
        words += " " + _("(%(unknown)s unanswered: %(low)s to %(high)s of %(asked)s)") % values
    if top.outside:
        words += ", " + _("%(n)s more in pauses") % {"n": number_words(top.outside)}
    return words


def verdict_words(change: Change) -> str:
    """The page's only verdict, or why there is none: "fewer: 0.6 times (95 % interval 0.4 to 0.9)"."""
    from tracker.charts.comparison_words import times_words

    ratio = change.spasm_days
    if ratio is None:
        return _("no verdict: %(why)s") % {"why": _why_none(change)}
    values = {name: times_words(getattr(ratio, name)) for name in ("ratio", "low", "high")}
    return {
        MORE: _("more: %(ratio)s times (95 %% interval %(low)s to %(high)s)"),
        FEWER: _("fewer: %(ratio)s times (95 %% interval %(low)s to %(high)s)"),
    }.get(change.verdict, _("no clear change: %(ratio)s times (95 %% interval %(low)s to %(high)s)")) % values


def _why_none(change: Change) -> str:
    """What it would take."""
    return {
        FEW_DAYS: _("it takes %(n)d answered days in each stretch") % {"n": LEAST_ANSWERED_DAYS},
        LOW_SHARE: _("it takes answers on six days of ten"),
        NO_CLEAR_DAY: _("it takes days that are confirmed as clear"),
        SHARES_DIFFER: _("the answered shares differ too much"),
        FEW_WEEKS: _("it takes %(n)d weeks with answers in each stretch") % {"n": LEAST_WEEKS},
        NO_SPASM_DAYS: _("it takes spasm days in both"),
        NO_SPREAD: _("all weeks are alike"),
    }[change.because]


def count_of_days_words(count: DayCount) -> str:
    """Days on which it was so, of those that say: "4 of 20"."""
    return share_words(count.n, count.of) if count.of else _("not said")


def limited_words(part: LimitedDays | TooLittle) -> str:
    """Limited days of those that say: "3 of 20"."""
    return _("not said") if isinstance(part, TooLittle) else count_of_days_words(part.days)


def worst_words(part: WorstOfDays | TooLittle) -> str:
    """The middle and the worst of each day's worst rating: "median 5, worst 8 (8 of 9)"."""
    if isinstance(part, TooLittle):
        return _("not rated")
    values = {"share": share_words(part.n, part.of), "worst": number_words(part.worst)}
    if part.median is None:
        return _("worst %(worst)s (%(share)s; a median takes three)") % values
    values["median"] = number_words(part.median)
    return _("median %(median)s, worst %(worst)s (%(share)s)") % values


def place_words(place: Place) -> str:
    """A region with its entries and sides: "left calf 14", or "calf 22 (left 15, right 8)"."""
    counts = {LEFT: place.left, RIGHT: place.right, BOTH: place.both, MIDDLE: place.middle}
    total = number_words(place.entries)
    for side, n in counts.items():
        if n == place.entries:
            return f"{mark_words(place.region, side)} {total}"
    sides = [f"{SIDES.label(side)} {number_words(place.on(side))}" for side in (LEFT, RIGHT, MIDDLE) if place.on(side)]
    where = mark_words(place.region, NO_SIDE)
    return f"{where} {total} ({', '.join(sides)})" if sides else f"{where} {total}"


def dates_words(row: ProfileRow) -> str:
    """From when to when, no more exactly than it was said: "since May 2019"; "" if it was not said."""
    since, until = (partial_date_words(date.first, date.precision) if date else "" for date in (row.since, row.until))
    return span_words(since, until) if row.goes_on else since


def item_words(row: ProfileRow, most: int | None = None) -> str:
    """A row of the profile with its dose and dates: "magnesium, 300 mg (since May 2026)".

    `most`: characters that name and dose may take; whole without.
    """
    what = ", ".join(part for part in (one_line(row.words), one_line(row.dose)) if part)
    if most is not None:
        what = cut(what, most)
    dates = dates_words(row)
    return f"{what} ({dates})" if dates else what
