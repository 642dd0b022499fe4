"""What the pages of a CSV file show that waits: what it asks, and what an import of it would do."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from tracker.exchange.archive import ENTRIES
from tracker.exchange.foreign import (
    ASK_COLUMNS,
    ASK_DATE_ORDER,
    ASK_FACTOR,
    ASK_NOTICED,
    ASK_PLACE,
    ASK_RELIEF,
    ASK_SEVERITY,
    ASK_SUBJECT,
    ASK_ZONE,
    Answers,
    ImportFile,
)
from tracker.formatting import comma_words, number_words, period_words
from tracker.forms.imports import AnswersForm, CsvForm, answer_name, side_name
from tracker.forms.preferences import ZONE_LIST_ID
from tracker.pages.archive import CountLine, DifferingRows, count_line, differing_rows
from tracker.places import place_words, zone_choices
from tracker.services.import_answers import Asked
from tracker.services.imports import DAYS_FILE, EPISODES_FILE, ImportCheck, LeftOutRows
from tracker.vocabulary.lazy_text import LazyText

_MOST_REASONS = 20


@dataclass(frozen=True, slots=True)
class AskedWord:
    """One question: its field, and for a place the field of its side."""

    field: BoundField
    side: BoundField | None = None
    has_chips: bool = False


@dataclass(frozen=True, slots=True)
class AskedTopic:
    """The questions about one thing."""

    code: str
    heading: LazyText
    words: LazyText
    """What to do; "" if the field says it."""
    asked: list[AskedWord]


@dataclass(frozen=True, slots=True)
class ImportAnswersPage:
    """What a file asks."""

    token: str
    file_name: str
    name: str
    form: AnswersForm
    topics: list[AskedTopic]
    not_asked: str
    """How many words are not asked about; "" for none."""
    zones: Sequence[str]
    zone_list_id: str = ZONE_LIST_ID


@dataclass(frozen=True, slots=True)
class ErrorLine:
    """One error of the file."""

    line: str
    column: str
    words: str


@dataclass(frozen=True, slots=True)
class LeftOutLine:
    """Rows that add nothing, for one reason."""

    words: str
    count: str
    """As words: "12 rows"."""
    lines: str
    """Which rows of the file; "" if that does not help."""


@dataclass(frozen=True, slots=True)
class ImportCheckPage:
    """What an import would do."""

    token: str
    file_name: str
    name: str
    counts: list[CountLine]
    period: str
    """From when to when the entries of the file are; "" without entries."""
    zone: str
    """The place whose clocks the times were read by; "" if the file says that itself."""
    differing: list[DifferingRows]
    left_out: list[LeftOutLine]
    equal: str
    errors: list[ErrorLine]
    errors_words: str
    more_errors: str
    new: int
    asks: bool
    """True if there are answers to change."""
    is_foreign: bool
    form: CsvForm


_SAME = gettext_lazy("Choose what means the same. A word you leave empty goes into the note.")
_TOPIC_WORDS: dict[str, tuple[LazyText, LazyText]] = {
    ASK_COLUMNS: (
        pgettext_lazy("in a file", "Columns"),
        gettext_lazy(
            "Say what each column holds. One must say when a spasm began. Columns without a role go into the note."
        ),
    ),
    ASK_ZONE: (gettext_lazy("Time zone"), gettext_lazy("The file doesn’t say which time zone its times are in.")),
    ASK_DATE_ORDER: (
        pgettext_lazy("in a file", "Dates"),
        gettext_lazy("The dates in this file can be read in two ways."),
    ),
    ASK_SUBJECT: (
        gettext_lazy("What is a spasm"),
        gettext_lazy("This file holds more than spasms. Choose which of these are spasms."),
    ),
    ASK_SEVERITY: (
        gettext_lazy("Pain level"),
        gettext_lazy("Choose a pain level for each. A word you leave empty goes into the note."),
    ),
    ASK_PLACE: (
        gettext_lazy("Where"),
        gettext_lazy("Choose the muscle and its side. A word you leave empty goes into the note."),
    ),
    ASK_FACTOR: (gettext_lazy("What may have set it off"), _SAME),
    ASK_RELIEF: (gettext_lazy("What helped"), _SAME),
    ASK_NOTICED: (gettext_lazy("Also noticed"), _SAME),
}
_CHIPS = frozenset({ASK_DATE_ORDER, ASK_SUBJECT})


def import_answers_page(
    token: str, file_name: str, file: ImportFile, asked: Asked, form: AnswersForm
) -> ImportAnswersPage:
    """The page of a file that asks something."""
    return ImportAnswersPage(
        token=token,
        file_name=file_name,
        name=file.name,
        form=form,
        topics=[
            AskedTopic(topic, *_TOPIC_WORDS[topic], [_asked(form, topic, each.word) for each in questions])
            for topic, questions in groupby(asked.questions, attrgetter("topic"))
        ],
        not_asked=_not_asked(asked.not_asked),
        zones=zone_choices(),
    )


def _asked(form: AnswersForm, topic: str, word: str) -> AskedWord:
    name = answer_name(topic, word)
    return AskedWord(form[name], form[side_name(name)] if topic == ASK_PLACE else None, topic in _CHIPS)


def _not_asked(count: int) -> str:
    if not count:
        return ""
    words = ngettext(
        "%(n)s more word is rare, so it just goes into the note.",
        "%(n)s more words are rare, so they just go into the note.",
        count,
    )
    return words % {"n": number_words(count)}


def import_check_page(
    token: str, file_name: str, file: ImportFile, answers: Answers, check: ImportCheck, form: CsvForm
) -> ImportCheckPage:
    """The page of a file that asks nothing more."""
    counted = (
        (gettext_lazy("Entries"), check.entries),
        (gettext_lazy("Days"), check.days),
        (gettext_lazy("Paused days"), check.paused),
    )
    differing = (differing_rows(ENTRIES, check.entries), differing_rows("days", check.days))
    time_zone = answers.get((ASK_ZONE, ""), "")
    return ImportCheckPage(
        token=token,
        file_name=file_name,
        name=file.name,
        counts=[count_line(label, each) for label, each in counted if each.new or each.known or each.differs],
        period=_period(check.first_on, check.last_on),
        zone=place_words(time_zone) if time_zone else "",
        differing=[rows for rows in differing if rows],
        left_out=_left_out(check.left_out),
        equal=_equal(check.equal),
        errors=[
            ErrorLine(number_words(each.line) if each.line else "", each.column, each.message) for each in check.errors
        ],
        errors_words=_errors(check.error_count),
        more_errors=_more_errors(check.error_count - len(check.errors)),
        new=check.new,
        asks=bool(answers),
        is_foreign=file.code not in {EPISODES_FILE, DAYS_FILE},
        form=form,
    )


def _period(first: dt.date | None, last: dt.date | None) -> str:
    return period_words(first, last) if first and last else ""


def _left_out(rows: dict[str, LeftOutRows]) -> list[LeftOutLine]:
    by_count = sorted(rows.items(), key=lambda each: -each[1].count)
    lines = [LeftOutLine(words, _rows_words(each.count), _lines(each)) for words, each in by_count[:_MOST_REASONS]]
    rest = sum(each.count for _words, each in by_count[_MOST_REASONS:])
    return [*lines, LeftOutLine(_("Other reasons"), _rows_words(rest), "")] if rest else lines


def _rows_words(count: int) -> str:
    return ngettext("%(count)s row", "%(count)s rows", count) % {"count": number_words(count)}


def _lines(rows: LeftOutRows) -> str:
    """The first lines, where they are all or say where to look."""
    if not rows.lines:
        return ""
    shown = comma_words(number_words(line) for line in rows.lines)
    if len(rows.lines) < rows.count:
        return _("Lines %(lines)s and more") % {"lines": shown}
    return ngettext("Line %(lines)s", "Lines %(lines)s", len(rows.lines)) % {"lines": shown}


def _equal(count: int) -> str:
    if not count:
        return ""
    words = ngettext(
        "%(n)s row says the same as an earlier one. It counts as a spasm of its own.",
        "%(n)s rows say the same as an earlier one. Each counts as a spasm of its own.",
        count,
    )
    return words % {"n": number_words(count)}


def _errors(count: int) -> str:
    return ngettext("%(n)s error", "%(n)s errors", count) % {"n": number_words(count)} if count else ""


def _more_errors(count: int) -> str:
    return ngettext("and %(n)s more", "and %(n)s more", count) % {"n": number_words(count)} if count else ""
