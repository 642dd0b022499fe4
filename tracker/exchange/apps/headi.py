"""Headi: an attack a row, its times in milliseconds since 1970. Nothing is quoted, so a comma breaks a row."""

import datetime as dt

from tracker.exchange.foreign import ASK_PLACE, ASK_SEVERITY
from tracker.exchange.foreign_rows import AppFormat, ForeignCells, ForeignRow, ForeignWord, listed_words, plain_number
from tracker.exchange.local_times import read_epoch
from tracker.records.relief import ReliefUse
from tracker.vocabulary.relief import RELIEF_TEXT_LENGTH, REMEDY_MEDICATION

_ID, _PAIN, _START, _END, _DURATION = "_id", "pain", "start_date", "end_date", "duration"
_STRENGTH, _MEDICINE, _AMOUNT = "strength", "medication", "medication_amount"
_NONE_YET = frozenset({"", "0", "-1", "null"})
"""How programs write a time that is not there."""
_ONE_MS = dt.timedelta(milliseconds=1)


def _read(cells: ForeignCells, is_day_first: bool) -> ForeignRow:
    start = cells.needed(_START, read_epoch)
    end = None if cells[_END].lower() in _NONE_YET else cells.read(_END, read_epoch)
    used = [_ID, _PAIN, _START, _END, _STRENGTH, _MEDICINE, _AMOUNT]
    # Its unit is known only if it fits.
    if cells[_DURATION].lower() in _NONE_YET or (end and cells[_DURATION] == str((end - start) // _ONE_MS)):
        used.append(_DURATION)
    strength = plain_number(cells[_STRENGTH])
    medicine = " ".join(part for part in (cells[_MEDICINE], cells[_AMOUNT]) if part) if cells[_MEDICINE] else ""
    if not medicine or len(medicine) > RELIEF_TEXT_LENGTH:
        medicine, used = "", [name for name in used if name not in {_MEDICINE, _AMOUNT}]
    return ForeignRow(
        start=start,
        start_column=cells.heading(_START),
        end=end,
        end_column=cells.heading(_END),
        words=(
            *((ForeignWord(ASK_SEVERITY, cells.heading(_STRENGTH), strength),) if strength else ()),
            *listed_words(ASK_PLACE, cells, _PAIN, between="\n"),
        ),
        medicines=(ReliefUse(REMEDY_MEDICATION, medicine),) if medicine else (),
        rest=cells.rest(used),
    )


HEADI = AppFormat(
    code="headi",
    name="Headi",
    needs=frozenset({_START, _END, _STRENGTH, _MEDICINE, _AMOUNT}),
    read=_read,
)
