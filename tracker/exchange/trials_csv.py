"""Self-trials as lines of CSV, one for each night that was told. Only out: nobody brings a trial in by hand."""

import csv
import datetime as dt
import io
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tracker.exchange.cells import neutralized
from tracker.vocabulary.episodes import NO, YES

TRIAL_COLUMNS = ("trial_id", "habit", "night", "date", "arm", "spasm", "entry", "done", "answered_at", "ended")
WITH, WITHOUT = "with", "without"


@dataclass(frozen=True, slots=True)
class TrialNightRecord:
    """One night of a trial, as the file has it."""

    trial: uuid.UUID
    habit: str
    number: int
    """1 is the first night."""
    date: dt.date
    is_with: bool
    had_spasm: bool | None
    """The answer of the morning."""
    has_entry: bool
    """An entry began in it, which makes an answered night one with a spasm whatever was answered."""
    was_done: bool | None
    answered_at: str
    ended: str
    """How the trial ended, a code; "" while it runs."""


def write_trials(nights: Iterable[TrialNightRecord]) -> Iterator[str]:
    """The lines, the header first."""
    yield _line(TRIAL_COLUMNS)
    for night in nights:
        cells = [str(night.trial), night.habit, str(night.number), night.date.isoformat()]
        cells += [WITH if night.is_with else WITHOUT, _cell(night.had_spasm)]
        cells += [_cell(night.has_entry), _cell(night.was_done)]
        yield _line(neutralized([*cells, night.answered_at, night.ended]))


def _cell(value: bool | None) -> str:
    return "" if value is None else YES if value else NO


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
