"""What an import of CSV is to whoever asks: a file that was recognized, its questions, its rows.

Whose file it is, and how its rows become entries, is the business of `imports`, `mapping` and `apps`.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from tracker.exchange.errors import RowError
from tracker.records.day import DayRecord
from tracker.records.episode import EpisodeRecord

ASK_COLUMNS, ASK_ZONE, ASK_DATE_ORDER, ASK_SUBJECT = "columns", "zone", "date-order", "subject"
ASK_SEVERITY, ASK_PLACE, ASK_FACTOR, ASK_RELIEF, ASK_NOTICED = "severity", "place", "factor", "relief", "noticed"
IMPORT_TOPICS = (
    *(ASK_COLUMNS, ASK_ZONE, ASK_DATE_ORDER, ASK_SUBJECT),
    *(ASK_SEVERITY, ASK_PLACE, ASK_FACTOR, ASK_RELIEF, ASK_NOTICED),
)
"""What a question can be about, in the order in which they are asked."""

DAY_FIRST, MONTH_FIRST = "day-first", "month-first"
DATE_ORDERS = (DAY_FIRST, MONTH_FIRST)
IS_SPASM = "spasm"

Answers = Mapping[tuple[str, str], str]
"""(topic, word): the value. "" is "leave it empty"; a key that is missing was not answered yet."""


class ImportRefused(ValueError):
    """A file of which no row can be read, with a stable code and words that say what to do."""

    def __init__(self, code: str, message: str):
        super().__init__(message)
        self.code, self.message = code, message


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is no entry, and no error either: a mood, or a symptom that the person did not choose."""

    line: int
    reason: str
    message: str


@dataclass(frozen=True, slots=True)
class MappingQuestion:
    """Something in the file that only the person can say. Values by topic:

    columns: one of `COLUMN_ROLES` in apps/other · zone: an IANA name · date-order: day-first, month-first ·
    subject: spasm · severity: 0 to 10 · place: as `write_regions` writes it · factor, relief: a code, also an own one ·
    noticed: a code. "" is "leave it empty": the rows of a subject are left out, any other word goes into the note.
    """

    topic: str
    word: str
    """As the file has it; "" for what is asked once a file (zone, date order)."""
    rows: int
    """In how many rows it occurs."""
    is_required: bool = False
    """True if it cannot be left empty."""


ImportRow = EpisodeRecord | DayRecord | RowError | LeftOut


class ImportFile(Protocol):
    """A file that was recognized. It reads from the file that was opened, so only one thing at a time."""

    @property
    def code(self) -> str:
        """Whose file it is: episodes, days, the code of an app, or other."""

    @property
    def name(self) -> str:
        """The same as a person reads it."""

    @property
    def signature(self) -> str:
        """Files with the same one ask the same questions: what answers are remembered under."""

    def questions(self, answers: Answers) -> tuple[MappingQuestion, ...]:
        """All that must be asked with these answers, those answered already among them."""

    def suggestion(self, question: MappingQuestion) -> str | None:
        """The value of a word where there is little doubt."""

    def records(self, answers: Answers, until: dt.datetime | None = None) -> Iterator[ImportRow]:
        """Entries, days, errors and what is left out, in the order of the rows.

        What is not answered counts as left empty. Raises ValueError, before the first row, where a question that is
        required has no answer, or where a value is none of its topic. What comes after `until` has not happened yet,
        which is an error.
        """
