"""Phrases that several parts of the doctor's page share. Somebody else reads them: never "you". No computing."""

import re
import unicodedata

from django.utils.translation import ngettext

from tracker.formatting import (
    number_words,
    partial_date_words,
    span_words,
)
from tracker.report.content import QUIET_TONE, Paragraph
from tracker.report.material import ProfileRow

ELLIPSIS = "…"
_LEFT_OUT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff]")
"""Control characters, halves of characters, the mark of a file's beginning, which PDF/UA forbids, and those that would
turn around the words beside a text, too."""
_NO_BREAK = "\u00a0"
_IN_SHARE = re.compile(r"(?<!\d{3})(\d) (\w{1,3}) (?=\d)")
"""No share begins with a year: two dates stand beside each other, and a line may end between them."""
_IN_DATE = re.compile(r"\b(\d{1,2}) ([^\W\d]+) (?=\d{4}\b)")
_BEFORE_UNIT = re.compile(r"(?<=\d) (?=(?:mg|g|kg|µg|mcg|ml|l|IU|IE|h|min|s)\b)")
"""Units as people write them beside a dose, and those of lengths of time; no list of words of one language."""


def plain(text: str) -> str:
    """A person's text without what cannot be printed: control characters, halves of characters; new lines stay.

    Example: "a\\x00b" is "ab".
    """
    return "\n".join(_LEFT_OUT.sub("", line).rstrip() for line in text.replace("\t", " ").splitlines()).strip()


def one_line(text: str) -> str:
    """The same in one line."""
    return " ".join(plain(text).split())


def held_together(text: str) -> str:
    """No line ends within "8 of 25", "9 December 2026" or "400 mg"; it may end before each of them."""
    pair = rf"\1{_NO_BREAK}\2{_NO_BREAK}"
    return _BEFORE_UNIT.sub(_NO_BREAK, _IN_DATE.sub(pair, _IN_SHARE.sub(pair, text)))


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


def more_line(more: int) -> Paragraph:
    """That so many more stand on page 2."""
    words = ngettext("%(n)s more on page 2.", "%(n)s more on page 2.", more)
    return Paragraph(words % {"n": number_words(more)}, tone=QUIET_TONE)


def dates_words(row: ProfileRow) -> str:
    """From when to when, no more exactly than it was said: "since May 2019"; "" if it was not said."""
    since, until = (partial_date_words(date.first, date.precision) if date else "" for date in (row.since, row.until))
    if row.goes_on_unseen:
        return span_words(since, "")
    return span_words(since, until) if row.goes_on and row.tells_end else since


def item_words(row: ProfileRow, most: int | None = None) -> str:
    """A row of the profile with its dose and dates: "magnesium, 300 mg (since May 2026)".

    `most`: characters that name and dose may take; whole without.
    """
    dose = "" if row.goes_on_unseen else one_line(row.dose)
    what = ", ".join(part for part in (one_line(row.words), dose) if part)
    if most is not None:
        what = cut(what, most)
    dates = dates_words(row)
    return f"{what} ({dates})" if dates else what
