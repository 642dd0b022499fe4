"""What the pages about a person's data show: the way out, the way in, and what a file would add."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.days import wall_clock
from tracker.exchange.archive import ENTRIES, MOST_MEGABYTES, MOST_RESTORED, Archive, RowData
from tracker.exchange.tables import IMPORT_MEGABYTES, IMPORT_ROWS
from tracker.formatting import comma_words, date_time_words, date_words, number_words, period_words
from tracker.forms.archive import ArchiveForm, DownloadForm
from tracker.forms.imports import CsvForm
from tracker.pages.import_lines import ImportLine, import_lines
from tracker.selectors.person import Person
from tracker.services.archive import MOST_SHOWN, ArchiveComparison, Compared
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.profile import item_words

_SETTINGS, _GUIDE = gettext_lazy("Settings"), gettext_lazy("Answers to the guide")
KIND_WORDS: dict[str, LazyText] = {
    ENTRIES: gettext_lazy("Entries"),
    "days": gettext_lazy("Days"),
    "pauses": gettext_lazy("Pauses"),
    "visits": gettext_lazy("Visits"),
    "questions": gettext_lazy("Questions"),
    "profile": gettext_lazy("Health profile"),
    "own-words": gettext_lazy("Your own words"),
    "guidance-answers": _GUIDE,
    "evidence": gettext_lazy("Factor results"),
    "looks": gettext_lazy("Factor results of an earlier method"),
    "changes": gettext_lazy("Answers about change"),
    "trials": gettext_lazy("Trials of a habit"),
    "import-answers": gettext_lazy("Answers about CSV files"),
    "share-links": gettext_lazy("Shared links (turned off)"),
    "revisions": gettext_lazy("Earlier versions, for undo"),
    "preferences": _SETTINGS,
    "settings": _SETTINGS,
    "shown-after-saving": _GUIDE,
}
"""By kind of row, in the order of the page. Two kinds may be one thing to the person."""


FACTOR_ANSWERS = gettext_lazy("Evening questions")
FIELD_WORDS: dict[str, LazyText] = {
    "started_at": gettext_lazy("Start"),
    "ended_at": gettext_lazy("How long"),
    "duration_basis": gettext_lazy("How long"),
    "time_zone": gettext_lazy("Time zone"),
    "count": gettext_lazy("How many"),
    "kind": gettext_lazy("Kind"),
    "intensity": gettext_lazy("Pain level"),
    "regions": gettext_lazy("Where"),
    "at_onset": gettext_lazy("What you were doing"),
    "woke": gettext_lazy("Woke you"),
    "factors": gettext_lazy("What may have set it off"),
    "suspected_factors": gettext_lazy("What may have set it off"),
    "relief": gettext_lazy("What helped"),
    "noticed": gettext_lazy("Also noticed"),
    "also_noticed": gettext_lazy("Also noticed"),
    "chest_signs": gettext_lazy("Chest signs"),
    "follow_ups": gettext_lazy("Safety questions"),
    "follow_up": gettext_lazy("Safety questions"),
    "soreness": gettext_lazy("Sore afterwards"),
    "impact": gettext_lazy("Kept you from doing things"),
    "note": gettext_lazy("Note"),
    "private": gettext_lazy("Private"),
    "logged_by": gettext_lazy("Logged by"),
    "answer": gettext_lazy("Your answer"),
    "unlisted_count": gettext_lazy("Your answer"),
    "unlisted_worst": gettext_lazy("Your answer"),
    "limited": gettext_lazy("How much did spasms limit you?"),
    "from_on": gettext_lazy("First day"),
    "to_on": gettext_lazy("Last day"),
    "reason": gettext_lazy("Reason"),
    "on": gettext_lazy("Date"),
    "with_whom": gettext_lazy("Who with"),
    "what_for": gettext_lazy("What for"),
    "said": gettext_lazy("What was said"),
    "tests": gettext_lazy("Tests that were ordered"),
    "text": gettext_lazy("In your words"),
    "dose": gettext_lazy("Dose"),
    "theme": gettext_lazy("Appearance"),
    "text_size": gettext_lazy("Text size"),
    "emergency_country": gettext_lazy("Emergency number"),
    "emergency_number": gettext_lazy("Emergency number"),
}
"""What is said to differ, by field of a row or of a record. Of the others (times of writing, and the like), nothing is
said."""


@dataclass(frozen=True, slots=True)
class YourDataPage:
    """The two ways, and what came in from other files."""

    download: DownloadForm
    restore: ArchiveForm
    bring_in: CsvForm
    imports: list[ImportLine]
    is_file_gone: bool = False
    """True in place of the page of a file that waits no more."""
    most_megabytes: int = MOST_MEGABYTES
    most_entries: str = ""
    most_file_megabytes: int = IMPORT_MEGABYTES
    most_rows: str = ""


@dataclass(frozen=True, slots=True)
class CountLine:
    """How many rows of one thing are new, there already, or differ."""

    label: LazyText
    new: str
    known: str
    differs: str


def count_line(label: LazyText, compared: Compared) -> CountLine:
    """The line of one thing."""
    return CountLine(label, *map(number_words, (compared.new, compared.known, compared.differs)))


@dataclass(frozen=True, slots=True)
class DifferingRow:
    """A row that the diary has in another version, and where that one is shown."""

    words: str
    address: str
    fields: str = ""
    """What differs, in words; "" if there is no more to say."""


@dataclass(frozen=True, slots=True)
class DifferingRows:
    """The rows of one thing that differ, the first ones."""

    label: LazyText
    rows: list[DifferingRow]
    more: int
    """How many are not listed."""


@dataclass(frozen=True, slots=True)
class RestorePage:
    """What a restore would do."""

    saved: str
    """When the file was written."""
    counts: list[CountLine]
    differing: list[DifferingRows]
    is_into_empty: bool
    new: int


def your_data_page(
    person: Person,
    now: dt.datetime,
    *,
    download: DownloadForm | None = None,
    restore: ArchiveForm | None = None,
    bring_in: CsvForm | None = None,
    is_file_gone: bool = False,
) -> YourDataPage:
    """The page, with a form that was sent and has an error."""
    return YourDataPage(
        download or DownloadForm(),
        restore or ArchiveForm(),
        bring_in or CsvForm(),
        import_lines(person, now),
        is_file_gone,
        most_entries=number_words(MOST_RESTORED),
        most_rows=number_words(IMPORT_ROWS),
    )


def restore_page(person: Person, archive: Archive, comparison: ArchiveComparison) -> RestorePage:
    """The page of a file that waits to be restored."""
    counts: dict[str, list[int]] = {}
    for name, label in KIND_WORDS.items():
        each, sums = comparison.by_kind[name], counts.setdefault(str(label), [0, 0, 0])
        for at, count in enumerate((each.new, each.known, each.differs)):
            sums[at] += count
    return RestorePage(
        saved=date_time_words(wall_clock(archive.head.written_at, person.time_zone)),
        counts=[CountLine(label, *map(number_words, sums)) for label, sums in counts.items() if any(sums)],
        differing=_differing(comparison),
        is_into_empty=comparison.is_into_empty,
        new=comparison.new,
    )


def _differing(comparison: ArchiveComparison) -> list[DifferingRows]:
    differing = (differing_rows(name, comparison.by_kind[name]) for name in _WORDS)
    return [rows for rows in differing if rows]


def differing_rows(kind: str, compared: Compared) -> DifferingRows | None:
    """Rows of a kind that differ, in words; None if there are none."""
    words = _WORDS[kind]
    rows = [replace(words(each.row), fields=_field_words(kind, each.fields)) for each in compared.differing]
    if not rows:
        return None
    return DifferingRows(KIND_WORDS[kind], rows, compared.differs - min(compared.differs, MOST_SHOWN))


def _field_words(kind: str, names: Iterable[str]) -> str:
    """What differs, each word once: a form asks for an end and how it is known in one field."""
    labels = (FACTOR_ANSWERS if (kind, name) == ("days", "factors") else FIELD_WORDS.get(name) for name in names)
    return comma_words(dict.fromkeys(str(label) for label in labels if label))


def _entry(row: RowData) -> DifferingRow:
    moment = wall_clock(dt.datetime.fromisoformat(row["started_at"]), row["time_zone"])
    return DifferingRow(date_time_words(moment), reverse("episode", args=[row["uid"]]))


def _day(row: RowData) -> DifferingRow:
    return DifferingRow(date_words(_date(row["date"])), reverse("diary-day", args=[row["date"]]))


def _pause(row: RowData) -> DifferingRow:
    first = _date(row["from_on"])
    words = period_words(first, _date(row["to_on"])) if row["to_on"] else date_words(first)
    return DifferingRow(words, reverse("pauses"))


def _visit(row: RowData) -> DifferingRow:
    return DifferingRow(date_words(_date(row["on"])), reverse("visit", args=[row["uid"]]))


def _question(row: RowData) -> DifferingRow:
    return DifferingRow(row["text"] or _("A question from the guide"), reverse("questions"))


def _profile(row: RowData) -> DifferingRow:
    return DifferingRow(str(item_words(row["kind"], row["code"], row["text"])), reverse("profile"))


def _settings(_row: RowData) -> DifferingRow:
    return DifferingRow(_("Time zone, colors, and the like"), reverse("settings"))


def _date(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


_WORDS: dict[str, Callable[[RowData], DifferingRow]] = {
    ENTRIES: _entry,
    "days": _day,
    "pauses": _pause,
    "visits": _visit,
    "questions": _question,
    "profile": _profile,
    "preferences": _settings,
}
"""What a row that differs is called. Of the other kinds, the number says enough."""
