"""A file of another app: which words are asked, and its rows as entries by the answers. One pass for each."""

import datetime as dt
import hashlib
import json
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from tracker.exchange.errors import CellError, RowError
from tracker.exchange.foreign import (
    ASK_DATE_ORDER,
    ASK_PLACE,
    ASK_SUBJECT,
    ASK_ZONE,
    DATE_ORDERS,
    DAY_FIRST,
    IMPORT_TOPICS,
    IS_SPASM,
    MONTH_FIRST,
    Answers,
    ImportRow,
    LeftOut,
    MappingQuestion,
)
from tracker.exchange.foreign_rows import AppFormat, ForeignCells, ForeignRow, ForeignWord, is_filled
from tracker.exchange.future import not_in_the_future
from tracker.exchange.local_times import date_order
from tracker.exchange.meanings import WordMeanings, entry_of
from tracker.exchange.suggestions import suggested
from tracker.exchange.tables import FileTable

MOST_ASKED_WORDS = 100
"""A topic: the most frequent. Nobody answers more, and the others go into the note."""
ASKED_WORD_LENGTH = 100
"""A longer one is no word but a sentence, and goes into the note."""
_NAMESPACE = uuid.UUID("2f6a7c1e-3c1b-5f5a-9a43-6f1d5b0c8e21")
_A_SUBJECT = (ASK_SUBJECT, IS_SPASM)


class ForeignFile:
    """A file of another app. `ImportFile` says what its methods are for."""

    def __init__(self, app: AppFormat, table: FileTable):
        self._app, self._table = app, table
        self._header = unique_names(table.header)
        self._places = {name.lower(): place for place, name in reversed(list(enumerate(self._header)))}
        self._rows = 0
        self._orders: dict[tuple[str, ...], str | None] = {}
        self._words_of: tuple[object, Counter[tuple[str, str]]] | None = None

    @property
    def code(self) -> str:
        return self._app.code

    @property
    def name(self) -> str:
        return str(self._app.name)

    @property
    def signature(self) -> str:
        return self._app.code

    def questions(self, answers: Answers) -> tuple[MappingQuestion, ...]:
        rows = self._rows = self._rows or sum(1 for _row in self._table.rows())
        asked = [MappingQuestion(ASK_ZONE, "", rows, True)]
        order = self._order_of_dates()
        if order == "":
            asked.append(MappingQuestion(ASK_DATE_ORDER, "", rows, True))
        words = self._count_words(answers, order == DAY_FIRST or answers.get((ASK_DATE_ORDER, "")) == DAY_FIRST)
        for topic in IMPORT_TOPICS:
            of_topic = [(word, count) for (each, word), count in words.items() if each == topic]
            of_topic.sort(key=lambda pair: (-pair[1], pair[0]))
            asked += [MappingQuestion(topic, word, count) for word, count in of_topic[:MOST_ASKED_WORDS]]
        return tuple(asked)

    def suggestion(self, question: MappingQuestion) -> str | None:
        return suggested(question.topic, question.word)

    def records(self, answers: Answers, until: dt.datetime | None = None) -> Iterator[ImportRow]:
        order = self._order_of_dates()
        if order == "":
            order = answers.get((ASK_DATE_ORDER, ""), "")
            if order not in DATE_ORDERS:
                raise ValueError(f"no order of dates: {order!r}")
        return self._read(WordMeanings(answers), order == DAY_FIRST, until)

    def _read(self, meanings: WordMeanings, is_day_first: bool, until: dt.datetime | None) -> Iterator[ImportRow]:
        app = self._app
        equal_before: Counter[bytes] = Counter()
        heading_places = {name: place for place, name in enumerate(self._header)}
        for row in self._table.rows():
            if isinstance(row, RowError):
                yield row
                continue
            raw = json.dumps([self.signature, *row.cells], ensure_ascii=True)
            key = hashlib.sha256(raw.encode()).digest()
            uid = uuid.uuid5(_NAMESPACE, f"{equal_before[key]} {raw}")
            equal_before[key] += 1
            cells = ForeignCells(self._places, self._header, row.cells)
            try:
                subjects = app.subjects(cells) if app.subjects else ()
                chosen = tuple(subject for subject in subjects if subject in meanings.subjects)
                left_out = _left_out(app, row.line, subjects, chosen)
                if left_out:
                    yield left_out
                    continue
                foreign = app.read(cells, is_day_first)
                if subjects:
                    foreign = _with_subjects(foreign, app, cells, subjects, chosen)
                entry = entry_of(foreign, meanings, uid, app.mark or str(app.name), heading_places)
                yield not_in_the_future(entry, until, foreign.start_column, foreign.end_column)
            except CellError as error:
                yield RowError(row.line, error.column, error.code, error.message)

    def _order_of_dates(self) -> str | None:
        """Which number comes first in the file's dates: "" if no date shows it, None if there are no such dates."""
        app = self._app
        if app.dates and app.dates not in self._orders:
            texts = (cells[name] for cells in self._each_row() for name in app.dates if is_filled(cells, name))
            orders = {date_order(text) for text in texts}
            # With both in one file, the rows with the day first are errors.
            self._orders[app.dates] = next((each for each in (MONTH_FIRST, DAY_FIRST, "") if each in orders), None)
        return self._orders.get(app.dates)

    def _count_words(self, answers: Answers, is_day_first: bool) -> Counter[tuple[str, str]]:
        """In how many rows each word occurs, of those that are spasms by the answers."""
        app = self._app
        subjects = frozenset(word for (topic, word), value in answers.items() if (topic, value) == _A_SUBJECT)
        wanted = (app, subjects, is_day_first)
        if self._words_of and self._words_of[0] == wanted:
            return self._words_of[1]
        counts: Counter[tuple[str, str]] = Counter()
        for cells in self._each_row():
            try:
                named = app.subjects(cells) if app.subjects else ()
                counts.update((ASK_SUBJECT, word) for word in set(named) if _is_asked(word))
                chosen = subjects.intersection(named)
                if app.subjects and not chosen and (named or app.no_subject):
                    continue
                words = {(each.topic, each.text) for each in app.read(cells, is_day_first).words}
            except CellError:
                # An error of its own, when the rows are read. It may stand in a column that says nothing here.
                continue
            if app.is_subject_a_place:
                words |= {(ASK_PLACE, subject) for subject in chosen}
            counts.update((topic, word) for topic, word in words if _is_asked(word))
        self._words_of = wanted, counts
        return counts

    def _each_row(self) -> Iterator[ForeignCells]:
        for row in self._table.rows():
            if not isinstance(row, RowError):
                yield ForeignCells(self._places, self._header, row.cells)


def unique_names(header: tuple[str, ...]) -> tuple[str, ...]:
    """The names of columns, each once: what has no name is #3, and what comes again is Note (2)."""
    names: list[str] = []
    lower: Counter[str] = Counter()
    for place, name in enumerate(header, 1):
        name = name or f"#{place}"
        lower[name.lower()] += 1
        while (again := lower[name.lower()]) > 1:
            name = f"{name} ({again})"
            lower[name.lower()] += 1
        names.append(name)
    return tuple(names)


def _is_asked(word: str) -> bool:
    return 0 < len(word) <= ASKED_WORD_LENGTH


def _left_out(app: AppFormat, line: int, subjects: tuple[str, ...], chosen: tuple[str, ...]) -> LeftOut | None:
    if not app.subjects or chosen:
        return None
    if subjects:
        return LeftOut(line, "not-chosen", str(app.not_chosen))
    return LeftOut(line, "other-kind", str(app.no_subject)) if app.no_subject else None


def _with_subjects(
    row: ForeignRow, app: AppFormat, cells: ForeignCells, subjects: tuple[str, ...], chosen: tuple[str, ...]
) -> ForeignRow:
    """The row with what it is about: the name of a spasm may be a place, and the rest goes into the note."""
    heading = cells.heading(app.subject_column)
    places = chosen if app.is_subject_a_place else ()
    others = tuple((heading, subject) for subject in subjects if subject not in places)
    words = tuple(ForeignWord(ASK_PLACE, heading, place) for place in places)
    return replace(row, words=(*words, *row.words), rest=(*row.rest, *others))
