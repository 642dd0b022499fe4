"""Bearable: a value a row, of many kinds; symptoms have a name and a word for how bad. It knows no time of day."""

import datetime as dt
import re

from django.utils.translation import gettext_lazy

from tracker.exchange.foreign import ASK_SEVERITY
from tracker.exchange.foreign_rows import AppFormat, ForeignCells, ForeignRow, ForeignWord, plain_number
from tracker.exchange.local_times import A_DATE, read_time

_DATE, _PART, _CATEGORY = "date", "time of day", "category"
_RATING, _DETAIL, _NOTES = "rating/amount", "detail", "notes"
_NOT_TAKEN = ("weekday", "date formatted")
"""The date says the same."""
_SYMPTOM = "symptom"
_WITH_SEVERITY = re.compile(
    r"(?P<name>.*\S)\s*(?:\s[-–—]\s*|\()\s*(?P<severity>(?:very\s+)?(?:none|mild|moderate|severe|unbearable|extreme))\s*\)?",
    re.IGNORECASE | re.DOTALL,
)
_HOURS = {"pre": 3, "am": 9, "mid": 15, "pm": 21}
"""The middle of each quarter of the day."""
_NOON = 12


def _name_and_severity(detail: str) -> tuple[str, str]:
    match = _WITH_SEVERITY.fullmatch(detail)
    return (match["name"], match["severity"]) if match else (detail, "")


def _read(cells: ForeignCells, is_day_first: bool) -> ForeignRow:
    _name, severity = _name_and_severity(cells[_DETAIL])
    date = cells.needed(_DATE, lambda text: read_time(text, is_day_first=is_day_first, example=A_DATE))
    part = cells[_PART]
    hour = _HOURS.get(part.lower(), _NOON)
    rest = [(cells.heading(_PART), f"{part or '?'} ({hour:02}:00)")]
    words: tuple[ForeignWord, ...] = ()
    if severity:
        words = (ForeignWord(ASK_SEVERITY, cells.heading(_DETAIL), severity),)
        rest += [(cells.heading(_RATING), cells[_RATING])] if cells[_RATING] else []
    elif cells[_RATING]:
        words = (ForeignWord(ASK_SEVERITY, cells.heading(_RATING), plain_number(cells[_RATING])),)
    return ForeignRow(
        start=dt.datetime.combine(date.date(), dt.time(hour)),
        start_column=cells.heading(_DATE),
        is_clock_known=False,
        words=words,
        note=cells[_NOTES],
        rest=(*rest, *cells.rest((_DATE, _PART, _CATEGORY, _RATING, _DETAIL, _NOTES, *_NOT_TAKEN))),
    )


def _symptom(cells: ForeignCells) -> tuple[str, ...]:
    if not cells[_CATEGORY].lower().startswith(_SYMPTOM):
        return ()
    name, _severity = _name_and_severity(cells[_DETAIL])
    return (name,) if name else ()


BEARABLE = AppFormat(
    code="bearable",
    name="Bearable",
    needs=frozenset({_DATE, _PART, _CATEGORY, _RATING, _DETAIL}),
    read=_read,
    subjects=_symptom,
    subject_column=_DETAIL,
    no_subject=gettext_lazy("This is not a symptom."),
    not_chosen=gettext_lazy("You didn’t choose this symptom."),
    dates=(_DATE,),
)
