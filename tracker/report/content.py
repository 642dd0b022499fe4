"""What the doctor's page says, as plain blocks. Screen, print and PDF render these same words and add none.

Every text is final: translated, cut to its room, free of control characters, and still plain text that each output
escapes by its own rules. Nothing here is a number to compute with; a chart carries the result that it draws.
"""

import datetime as dt
from dataclasses import dataclass

from tracker.days import Period

PLAIN_TONE, QUIET_TONE, MISSING_TONE, FINDING_TONE = "plain", "quiet", "missing", "finding"
"""Tones of a line: as it is; what has to be kept in mind; that something is not there, and what it would take; what the
page has found, in large letters."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a section."""

    words: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `label` stands before it and says what it is about ("Medicines")."""

    words: str
    label: str = ""
    tone: str = PLAIN_TONE


@dataclass(frozen=True, slots=True)
class NumberLine:
    """One measure in both windows, each number with what it rests on; `before` is "" where nothing is compared."""

    label: str
    now: str
    now_note: str = ""
    before: str = ""
    before_note: str = ""
    caveat: str = ""
    """What has to be kept in mind of this measure, under all of them."""
    see: str = ""
    """The code of the section of this page that its caveat is about; "" for none."""
    key: str = ""
    """What a range in its notes is, under its name."""


@dataclass(frozen=True, slots=True)
class NumberLines:
    """Measures below each other, with the heads of both columns; `before` is "" where nothing is compared."""

    now: str
    before: str
    lines: tuple[NumberLine, ...]
    rests_on: str
    """What all of them are counted in."""


@dataclass(frozen=True, slots=True)
class Bullets:
    """Things below each other, in their order."""

    items: tuple[str, ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """What it is, its number, and what belongs to it; `place` is that of a mark in the drawing beside it."""

    label: str
    value: str
    note: str = ""
    place: str = ""
    is_missing: bool = False
    """Its value says that there is none."""


@dataclass(frozen=True, slots=True)
class FactList:
    """Facts below each other, with the heads of both columns, or without."""

    rows: tuple[Fact, ...]
    heads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeMark:
    """A dated change on a chart's axis of days."""

    on: dt.date
    words: str


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A drawing: the code of its chart (charts/registry.py), and the result that it draws."""

    name: str
    title: str
    reading: str
    """What it shows, in words: below it, and instead of it for who cannot see it."""
    result: object
    is_small: bool = False
    facts: tuple[Fact, ...] = ()
    """A list beside it, whose places are the numbers in the drawing."""
    marks: tuple[ChangeMark, ...] = ()
    """Those that its days hold, ascending; their words stand on the page beside it."""


@dataclass(frozen=True, slots=True)
class TableBlock:
    """Rows of cells; the first cell names its row."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlannedComparison:
    """One comparison: what was compared, what it found, and its numbers beside each other, each with what it is."""

    subject: str
    result: str
    figures: tuple[tuple[str, str], ...]


Block = Heading | Paragraph | NumberLines | Bullets | FactList | ChartBlock | TableBlock | PlannedComparison


@dataclass(frozen=True, slots=True)
class ReportSection:
    """Blocks under one heading; `code` is that of what was ticked, or of what always stands."""

    code: str
    heading: str
    """"" where the section has none."""
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The doctor's page."""

    title: str
    whose: str
    """Beside the title: whose log it is of, and without what."""
    days: Period
    """Those that count: its last day is the one that the page names."""
    foot: str
    """On every page."""
    language: str
    """Code of the language that the words are in."""
    paper: str
    is_large: bool
    """In large print."""
    page_one: tuple[ReportSection, ...]
    """In their order. They fit one page, whatever they hold."""
    further: tuple[ReportSection, ...]
    """Page 2 and on; empty if nothing of it was ticked and page 1 had room for all."""
