"""What a person answered about the words of a file, and the entry that a row becomes of it."""

import datetime as dt
import uuid
from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from tracker.days import AmbiguousTimeError, NonexistentTimeError, instant_of, offset_seconds, settled_instant, zone
from tracker.exchange.cells import read_text
from tracker.exchange.errors import CellError
from tracker.exchange.foreign import (
    ASK_FACTOR,
    ASK_NOTICED,
    ASK_PLACE,
    ASK_RELIEF,
    ASK_SEVERITY,
    ASK_SUBJECT,
    ASK_ZONE,
    IS_SPASM,
    Answers,
)
from tracker.exchange.foreign_rows import ForeignRow
from tracker.exchange.lists import read_regions
from tracker.formatting import comma_words
from tracker.records.episode import EpisodeRecord, canonical
from tracker.records.regions import RegionMark
from tracker.records.relief import ReliefUse
from tracker.vocabulary.episodes import ENTRY_NOTE_LENGTH, ESTIMATED, INTENSITY_MAX, INTENSITY_MIN, NOTICED, UNKNOWN
from tracker.vocabulary.factors import is_factor
from tracker.vocabulary.relief import RELIEF_TEXT_LENGTH, REMEDY_MEDICATION, is_relief
from tracker.vocabulary.terms import NONE_OF_THESE

_NUMBERS = {str(number): number for number in range(INTENSITY_MIN, INTENSITY_MAX + 1)}
_FIRST_YEAR, _LAST_YEAR = 1900, 9998
"""Beyond these, a shift of zones leaves what dates can be."""
_read_note = read_text(ENTRY_NOTE_LENGTH)


class WordMeanings:
    """The answers, checked. Raises ValueError for a zone that is missing, and for a value that its topic has not."""

    def __init__(self, answers: Answers):
        self.time_zone = answers.get((ASK_ZONE, ""), "")
        # What it raises is a ValueError, and so is a CellError.
        zone(self.time_zone)
        self.subjects = frozenset(_values(answers, ASK_SUBJECT, lambda value: value == IS_SPASM))
        severities = _values(answers, ASK_SEVERITY, _NUMBERS.__contains__)
        self.severities = {word: _NUMBERS[value] for word, value in severities.items()}
        self.places = {word: read_regions(value) for word, value in _values(answers, ASK_PLACE, bool).items()}
        self.factors = _values(answers, ASK_FACTOR, lambda value: is_factor(value) and value != NONE_OF_THESE)
        self.relief = _values(answers, ASK_RELIEF, is_relief)
        self.noticed = _values(answers, ASK_NOTICED, lambda value: value in NOTICED and value != NONE_OF_THESE)


def _values(answers: Answers, topic: str, is_value: Callable[[str], bool]) -> dict[str, str]:
    """The words of a topic with their values, without those left empty."""
    values = {word: value for (each, word), value in answers.items() if each == topic and value}
    wrong = [value for value in values.values() if not is_value(value)]
    if wrong:
        raise ValueError(f"{topic} has no value {comma_words(wrong)}")
    return values


def entry_of(
    row: ForeignRow, meanings: WordMeanings, uid: uuid.UUID, mark: str, places_of: Mapping[str, int]
) -> EpisodeRecord:
    """The entry of a row. What has no place in it goes into the note, below the mark, in the order of the columns.

    Raises CellError for times that do not fit together, and for a note that would be too long.
    """
    started_at, ended_at = _times(row, meanings.time_zone)
    intensity, unplaced = row.intensity, list(row.rest)
    regions: tuple[RegionMark, ...] = ()
    factors: tuple[str, ...] = ()
    relief = row.medicines
    noticed: tuple[str, ...] = ()
    for word in row.words:
        if word.topic == ASK_SEVERITY and word.text in meanings.severities:
            intensity = meanings.severities[word.text]
        elif word.topic == ASK_PLACE and word.text in meanings.places:
            regions += meanings.places[word.text]
        elif word.topic == ASK_FACTOR and word.text in meanings.factors:
            factors += (meanings.factors[word.text],)
        elif word.topic == ASK_RELIEF and word.text in meanings.relief:
            code = meanings.relief[word.text]
            relief += (ReliefUse(code, _text_of_remedy(code, word.text), "", word.effect),)
        elif word.topic == ASK_NOTICED and word.text in meanings.noticed:
            noticed += (meanings.noticed[word.text],)
        else:
            unplaced.append((word.heading, word.text))
    if row.offset is not None and row.offset.total_seconds() != offset_seconds(started_at, meanings.time_zone):
        unplaced.append((row.offset_column, str(int(row.offset.total_seconds() // 60))))
    entry = EpisodeRecord(
        uid=uid,
        started_at=started_at,
        time_zone=meanings.time_zone,
        ended_at=ended_at,
        duration_basis=ESTIMATED if ended_at else UNKNOWN,
        kind=row.kind,
        intensity=intensity,
        regions=regions,
        suspected_factors=factors,
        relief=relief,
        also_noticed=noticed,
        note=_note(row.note, mark, unplaced, places_of),
    )
    return canonical(entry) if regions or factors or relief or noticed else entry


def _text_of_remedy(code: str, word: str) -> str:
    """A medicine's name; other remedies have none."""
    return word[:RELIEF_TEXT_LENGTH] if code == REMEDY_MEDICATION else ""


def _note(own: str, mark: str, unplaced: list[tuple[str, str]], places_of: Mapping[str, int]) -> str:
    by_heading: dict[str, list[str]] = {}
    for heading, text in sorted(unplaced, key=lambda pair: places_of.get(pair[0], len(places_of))):
        by_heading.setdefault(heading, []).append(text)
    lines = [f"{heading}: {', '.join(texts)}" for heading, texts in by_heading.items()]
    block = "\n".join([f"{mark}:", *lines]) if lines else ""
    return _read_note("\n\n".join(part for part in (own, block) if part))


def _times(row: ForeignRow, zone_name: str) -> tuple[dt.datetime, dt.datetime | None]:
    """(start, end) as instants."""
    started_at = _instant(row.start, zone_name, row, row.start_column)
    ended_at: dt.datetime | None = None
    if row.end is not None:
        ended_at = _instant(row.end, zone_name, row, row.end_column, not_before=started_at)
    elif row.duration is not None:
        try:
            ended_at = started_at + row.duration
            if ended_at.year > _LAST_YEAR:
                raise OverflowError
        except OverflowError:
            raise CellError("out-of-range", _("This is too long to be right."), row.end_column) from None
    if ended_at is not None and ended_at < started_at:
        raise CellError("end-before-start", _("The end is before the start. Correct one of them."), row.end_column)
    return started_at, ended_at


def _instant(
    time: dt.datetime, zone_name: str, row: ForeignRow, column: str, not_before: dt.datetime | None = None
) -> dt.datetime:
    """The instant. Of two with the same time the one that the offset names, else the first that can be."""
    try:
        if not _FIRST_YEAR <= time.year <= _LAST_YEAR:
            raise ValueError("no year of a diary")
        if time.tzinfo:
            return time.astimezone(dt.UTC)
        if not row.is_clock_known:
            return settled_instant(time, zone_name)
        return instant_of(time, zone_name)
    except NonexistentTimeError as gap:
        message = _("The clocks skipped %(time)s there. Did you mean %(forward)s?")
        raise CellError("clock-change", message % {"time": time, "forward": gap.forward}, column) from None
    except AmbiguousTimeError as twice:
        first, second = twice.instants
        is_second = row.offset is not None and offset_seconds(second, zone_name) == row.offset.total_seconds()
        return second if is_second or (not_before and first < not_before) else first
    except (OverflowError, ValueError):
        raise CellError("not-a-time", _("This is too far in the past or the future to be right."), column) from None
