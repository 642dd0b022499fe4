"""Phrases that several parts of the doctor's page share. Somebody else reads them: never "you". No computing."""

import re
import unicodedata

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tracker.analysis.comparison import DayCount, LimitedDays, WorstOfDays
from tracker.analysis.daily import LEAST_DAYS_FOR_A_MEDIAN
from tracker.analysis.duration import Durations
from tracker.analysis.frequency import Headline
from tracker.analysis.kinds import KindsOfEntries
from tracker.analysis.regions import Place
from tracker.analysis.results import TooLittle
from tracker.formatting import (
    about_range_words,
    duration_words,
    number_words,
    partial_date_words,
    rate_words,
    share_words,
    span_words,
)
from tracker.report.content import QUIET, Line
from tracker.report.material import ProfileRow
from tracker.vocabulary.episodes import NOT_SURE
from tracker.vocabulary.regions import BOTH, LEFT, MIDDLE, NO_SIDE, RIGHT, mark_words

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


def more_line(more: int) -> Line:
    """That so many more stand on page 2."""
    words = ngettext("%(n)s more on page 2.", "%(n)s more on page 2.", more)
    return Line(words % {"n": number_words(more)}, tone=QUIET)


def days_words(top: Headline, days: int) -> str:
    """Spasm days in so many days, a denominator that "now" and "before" share, with the range that missing days allow.

    Counts alone where no rate may be said.
    Example: "about 10 in 30 (9 to 13; 9 of 26)"; "9 in 28", all answered; "2 days, 5 of 28 answered".
    """
    rate = top.in_days(days)
    if rate is None:
        words = ngettext("%(n)s day, %(known)s answered", "%(n)s days, %(known)s answered", top.n)
        words %= {"n": number_words(top.n), "known": share_words(top.of, top.asked)}
        if top.unknown:
            values = {"low": number_words(top.n), "high": number_words(top.highest), "asked": number_words(top.asked)}
            words += " " + _("(%(low)s to %(high)s of %(asked)s)") % values
    else:
        words, share = rate_words(rate.rate, days), share_words(top.n, top.of)
        if top.unknown:
            values = {"range": about_range_words(rate.low, rate.high), "share": share}
            words += " " + _("(%(range)s; %(share)s)") % values
        elif top.of != days:
            words += f" ({share})"
    if top.outside:
        words += ", " + _("%(n)s more in pauses") % {"n": number_words(top.outside)}
    return words


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
        values["least"] = LEAST_DAYS_FOR_A_MEDIAN
        words = ngettext(
            "worst %(worst)s (%(share)s day rated; no median under %(least)d)",
            "worst %(worst)s (%(share)s days rated; no median under %(least)d)",
            part.of,
        )
        return words % values
    values["median"] = number_words(part.median)
    return _("median %(median)s, worst %(worst)s (%(share)s)") % values


def kinds_words(found: KindsOfEntries) -> str:
    """The kinds told apart: "18 cramps, 4 spasms, 2 not stated", or "21 days, all twitches"."""
    if found.only:
        days = ngettext("%(n)s day", "%(n)s days", found.days) % {"n": number_words(found.days)}
        all_of = {
            "twitch": _("%(days)s, all twitches"),
            "spasm": _("%(days)s, all spasms"),
            "cramp": _("%(days)s, all cramps"),
            "jerk": _("%(days)s, all jerks"),
            NOT_SURE: _("%(days)s, not sure of the kind"),
        }
        return all_of.get(found.only, _("%(days)s, of a kind not known")) % {"days": days}
    parts = [_kind_words(kind, n) for kind, n in found.counts]
    if found.not_stated:
        parts.append(_("%(n)s not stated") % {"n": number_words(found.not_stated)})
    if found.withheld:
        parts.append(_("%(n)s private") % {"n": number_words(found.withheld)})
    return ", ".join(parts)


def _kind_words(kind: str, n: int) -> str:
    words = {
        "twitch": ngettext("%(n)s twitch", "%(n)s twitches", n),
        "spasm": ngettext("%(n)s spasm", "%(n)s spasms", n),
        "cramp": ngettext("%(n)s cramp", "%(n)s cramps", n),
        "jerk": ngettext("%(n)s jerk", "%(n)s jerks", n),
        NOT_SURE: ngettext("%(n)s not sure", "%(n)s not sure", n),
    }
    return words.get(kind, _("%(n)s of a kind not known")) % {"n": number_words(n)}


def typical_duration_words(found: Durations) -> str:
    """The middle of each day's longest: "median 4 min (IQR 2–5), 14 of 18 entries with known end"."""
    known = ngettext("%(share)s entry with known end", "%(share)s entries with known end", found.of)
    known %= {"share": share_words(found.n, found.of)}
    if len(found.longest) < LEAST_DAYS_FOR_A_MEDIAN:
        words = _("up to %(longest)s, %(known)s")
        return words % {"longest": duration_words(float(found.longest.max())), "known": known}
    median, low, high = (duration_words(seconds) for seconds in (found.median, found.low, found.high))
    parts = [words.split(" ") for words in (median, low, high)]
    if all(len(part) == 2 and part[1] == parts[0][1] for part in parts):
        # A unit that all of them have stands once.
        low, high = parts[1][0], parts[2][0]
    words = _("median %(median)s (IQR %(low)s–%(high)s), %(known)s")
    return words % {"median": median, "low": low, "high": high, "known": known}


def place_words(place: Place) -> str:
    """A region with its entries and sides, which add up: "left calf 14", or "calf 11: left 10, right 0, both 1".

    Left and right are said even where they are 0, the others where they occur. Only "somewhere else" can be on several
    sides in one entry; they would not add up, and are not said.
    """
    counts = {LEFT: place.left, RIGHT: place.right, BOTH: place.both, MIDDLE: place.middle}
    where, total = mark_words(place.region, NO_SIDE), number_words(place.entries)
    if place.no_side == place.entries or sum(counts.values()) + place.no_side != place.entries:
        return f"{where} {total}"
    for side, n in counts.items():
        if n == place.entries:
            return f"{mark_words(place.region, side)} {total}"
    sides = [side_count_words(side, n) for side, n in counts.items() if n or side in {LEFT, RIGHT}]
    if place.no_side:
        sides.append(_("no side %(n)s") % {"n": number_words(place.no_side)})
    return _("%(where)s: %(sides)s") % {"where": f"{where} {total}", "sides": ", ".join(sides)}


def side_count_words(side: str, n: int) -> str:
    """Entries on one side: "left 10"."""
    words = {
        LEFT: _("left %(n)s"),
        RIGHT: _("right %(n)s"),
        BOTH: pgettext("side", "both %(n)s"),
        MIDDLE: _("middle %(n)s"),
    }
    return words[side] % {"n": number_words(n)}


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
