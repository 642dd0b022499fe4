"""Any other table: the person says what each column is. One of them at least says when it started."""

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.exchange.foreign import (
    ASK_COLUMNS,
    ASK_FACTOR,
    ASK_NOTICED,
    ASK_PLACE,
    ASK_RELIEF,
    ASK_SEVERITY,
    Answers,
    ImportRow,
    MappingQuestion,
)
from tracker.exchange.foreign_rows import (
    AppFormat,
    ForeignCells,
    ForeignRow,
    ForeignWord,
    is_filled,
    listed_words,
    plain_number,
)
from tracker.exchange.local_times import (
    A_DATE,
    A_TIME,
    has_clock_time,
    is_clock_alone,
    read_clock,
    read_duration,
    read_time,
    unit_named_in,
)
from tracker.exchange.mapping import ForeignFile
from tracker.exchange.suggestions import suggested
from tracker.exchange.tables import FileTable
from tracker.vocabulary.episodes import INTENSITY_MAX, INTENSITY_MIN, KINDS
from tracker.vocabulary.folding import folded_text
from tracker.vocabulary.terms import Term, Vocabulary

COLUMN_ROLES = Vocabulary(
    Term("start", pgettext_lazy("what a column holds", "start, date and time")),
    Term("start-date", pgettext_lazy("what a column holds", "start, date alone")),
    Term("start-time", pgettext_lazy("what a column holds", "start, time alone")),
    Term("end", pgettext_lazy("what a column holds", "end")),
    Term("duration", pgettext_lazy("what a column holds", "how long")),
    Term("severity", pgettext_lazy("what a column holds", "pain level, 0 to 10")),
    Term("place", pgettext_lazy("what a column holds", "place")),
    Term("factors", pgettext_lazy("what a column holds", "suspected triggers")),
    Term("relief", pgettext_lazy("what a column holds", "remedies")),
    Term("noticed", pgettext_lazy("what a column holds", "also noticed")),
    Term("kind", pgettext_lazy("what a column holds", "kind: twitch, spasm, cramp or jerk")),
    Term("note", pgettext_lazy("what a column holds", "note")),
)
"""What a column of a table can be. Of the first five, severity and kind one counts; the others may have several."""
COLUMNS_OF_START = frozenset({"start", "start-date"})
"""One of them is needed."""
_LISTS = {
    # A comma stands inside of a place: calf, left.
    "place": (ASK_PLACE, r"[;|\n]"),
    "factors": (ASK_FACTOR, r"[,;|\n]"),
    "relief": (ASK_RELIEF, r"[,;|\n]"),
    "noticed": (ASK_NOTICED, r"[,;|\n]"),
}
_NOON = dt.time(12)
_MARK = "CSV"
_RATINGS = frozenset(str(number) for number in range(INTENSITY_MIN, INTENSITY_MAX + 1))
_Roles = Mapping[str, str]
"""The role of each column that has one, by the column's name in small letters."""


class OtherFile(ForeignFile):
    """A table that no app is known for. What it asks depends on what the columns are."""

    def __init__(self, table: FileTable):
        super().__init__(_format({}), table)
        header = json.dumps(self._header).encode()
        self._signature = f"{self.code}-{hashlib.sha256(header).hexdigest()[:16]}"
        self._roles: _Roles = {}
        self._filled: Counter[str] | None = None

    @property
    def signature(self) -> str:
        return self._signature

    def questions(self, answers: Answers) -> tuple[MappingQuestion, ...]:
        filled = self._count_filled()
        columns = tuple(MappingQuestion(ASK_COLUMNS, name, filled[name]) for name in self._header)
        self._take_roles(answers)
        if COLUMNS_OF_START.isdisjoint(self._roles.values()):
            return columns
        return (*columns, *super().questions(answers))

    def suggestion(self, question: MappingQuestion) -> str | None:
        if question.topic == ASK_SEVERITY and question.word in _RATINGS:
            # The person chose a column of numbers from 0 to 10.
            return question.word
        return suggested(question.topic, question.word)

    def records(self, answers: Answers, until: dt.datetime | None = None) -> Iterator[ImportRow]:
        self._take_roles(answers)
        if COLUMNS_OF_START.isdisjoint(self._roles.values()):
            raise ValueError("no column says when it started")
        return super().records(answers, until)

    def _take_roles(self, answers: Answers) -> None:
        """Reads the rows by the columns of these answers from now on."""
        pairs = ((word.lower(), role) for (topic, word), role in answers.items() if topic == ASK_COLUMNS)
        roles = {name: role for name, role in pairs if name in self._places and role in COLUMN_ROLES}
        if roles != self._roles:
            self._roles, self._app = roles, _format(roles)

    def _count_filled(self) -> Counter[str]:
        """In how many rows each column has something in it."""
        if self._filled is None:
            counts: Counter[str] = Counter()
            for cells in self._each_row():
                counts.update(name for name in self._header if is_filled(cells, name.lower()))
            self._filled = counts
        return self._filled


def _format(roles: _Roles) -> AppFormat:
    columns: dict[str, list[str]] = {}
    for name, role in roles.items():
        columns.setdefault(role, []).append(name)
    reader = _RowReader(columns)
    return AppFormat(
        code="other",
        name=_("CSV file"),
        mark=_MARK,
        needs=frozenset(),
        read=reader.row,
        dates=tuple(name for role in ("start", "start-date", "end") for name in columns.get(role, ())[:1]),
    )


class _RowReader:
    """Reads rows by the columns of each role."""

    def __init__(self, columns: Mapping[str, list[str]]):
        self._columns = columns
        self._one = {role: names[0] for role, names in columns.items()}
        # A second column of a role that takes one goes into the note, and so does a date beside a whole time.
        self._used = {name for role in ("end", "duration", "severity") for name in columns.get(role, ())[:1]}
        self._used |= {name for role in (*_LISTS, "note") for name in columns.get(role, ())}

    def row(self, cells: ForeignCells, is_day_first: bool) -> ForeignRow:
        used = set(self._used)
        kind_column = self._one.get("kind", "")
        kind = _KIND_CODES.get(folded_text(cells[kind_column]), "")
        if kind:
            used.add(kind_column)
        start, is_clock_known, start_column = self._start(cells, is_day_first, used)
        end_column, duration_column = self._one.get("end", ""), self._one.get("duration", "")
        end = cells.read(end_column, lambda text: _end(text, start, is_day_first)) if cells[end_column] else None
        duration: dt.timedelta | None = None
        if cells[duration_column]:
            unit = unit_named_in(cells.heading(duration_column))
            if end is None:
                duration = cells.read(duration_column, lambda text: read_duration(text, unit))
            else:
                used.discard(duration_column)
        rest = cells.rest(used)
        if not is_clock_known:
            rest = (*rest, (cells.heading(start_column), f"{cells[start_column]} ({_NOON:%H:%M})"))
        return ForeignRow(
            start=start,
            start_column=cells.heading(start_column),
            is_clock_known=is_clock_known,
            end=end,
            end_column=cells.heading(end_column if end else duration_column),
            duration=duration,
            kind=kind,
            words=(*self._severity(cells), *self._listed(cells)),
            note="\n\n".join(cells[name] for name in self._columns.get("note", ()) if cells[name]),
            rest=rest,
        )

    def _start(self, cells: ForeignCells, is_day_first: bool, used: set[str]) -> tuple[dt.datetime, bool, str]:
        """(the start, whether its time of day is known, its column)."""
        column = self._one.get("start") or self._one.get("start-date", "")
        used.add(column)
        example = A_TIME if "start" in self._one else A_DATE
        start = cells.needed(column, lambda text: read_time(text, is_day_first=is_day_first, example=example))
        if has_clock_time(cells[column]):
            return start, True, column
        time_column = self._one.get("start-time", "")
        is_clock_known = bool(cells[time_column])
        used.add(time_column)
        time = cells.read(time_column, read_clock) if is_clock_known else _NOON
        return dt.datetime.combine(start.date(), time), is_clock_known, column

    def _severity(self, cells: ForeignCells) -> Iterator[ForeignWord]:
        column = self._one.get("severity", "")
        if cells[column]:
            yield ForeignWord(ASK_SEVERITY, cells.heading(column), plain_number(cells[column]))

    def _listed(self, cells: ForeignCells) -> Iterator[ForeignWord]:
        for role, (topic, between) in _LISTS.items():
            for name in self._columns.get(role, ()):
                yield from listed_words(topic, cells, name, between)


def _end(text: str, start: dt.datetime, is_day_first: bool) -> dt.datetime:
    """The end. A time alone is of the day of the start, or of the next one if it is earlier."""
    if not is_clock_alone(text):
        return read_time(text, is_day_first=is_day_first)
    clock = read_clock(text)
    end = dt.datetime.combine(start.date(), clock, tzinfo=start.tzinfo)
    if end < start and start.date() < dt.date.max:
        return end + dt.timedelta(days=1)
    return end


_KIND_CODES = {folded_text(each): code for code in KINDS for each in (code, code.replace("-", " "))}
