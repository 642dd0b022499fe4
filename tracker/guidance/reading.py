"""From TOML tables to the dataclasses of `schema`: every field known, of its type, and its codes in the vocabulary.

Each thing is read from two tables: its structure, the same in every language, and its words in one. What concerns one
thing alone is checked here; what concerns several (references, conditions, phrasing) in `proofing`. Nothing raises:
what is wrong is noted as a Problem, so that all of it can be reported at once.
"""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from tracker.guidance import schema
from tracker.guidance.schema import (
    Caution,
    Citation,
    Disagreement,
    DisagreementSide,
    Entry,
    Passage,
    Release,
    SourceArticle,
)
from tracker.vocabulary.conditions import CONDITIONS
from tracker.vocabulary.episodes import KINDS, NOTICED
from tracker.vocabulary.factors import FACTORS
from tracker.vocabulary.regions import GROUPS, REGIONS
from tracker.vocabulary.relief import RELIEF

ENTRY_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CITATION = re.compile(r"([1-9][0-9]*):([1-9][0-9]*)")
_FINDS_NOTHING = "(?!)"
_SHA256 = re.compile(r"[0-9a-f]{64}")


Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where: the file (from the guidance folder on), the entry's key, the reason."""

    file: str
    key: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.reason}" if self.key else f"{self.file}: {self.reason}"


@dataclass(frozen=True, slots=True)
class TomlTable:
    """A table of a TOML file, and the name of the file (from the guidance folder on)."""

    data: dict[str, Any]
    file: str
    room: float = 1
    """How many times as long as in English its texts may be."""


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A phrasing that no entry may use, and why. `example` proves that the pattern finds what it is for."""

    key: str
    pattern: str
    why: str
    example: str


@dataclass(slots=True)
class TableReader:
    """Takes the fields of one table and notes what is wrong with them; `finish` notes the ones nobody asked for."""

    table: dict[str, Any]
    file: str
    key: str
    problems: list[Problem]
    room: float = 1
    _asked: set[str] = field(default_factory=set)

    def wrong(self, reason: str) -> None:
        self.problems.append(Problem(self.file, self.key, reason))

    def text(
        self,
        name: str,
        *,
        default: str | None = None,
        vocabulary: Container[str] | None = None,
        longest: int | None = None,
    ) -> str:
        """A string; with a vocabulary, one of its codes. Without a default it is required."""
        value = self._value(name, str, default, "a text")
        if default is None and not value.strip():
            self.wrong(f"{name} is empty")
        elif vocabulary is not None and value and value not in vocabulary:
            self.wrong(f"{name}: unknown code {value!r}")
        elif longest is not None and len(value) > longest * self.room:
            self.wrong(f"{name} is too long: {len(value)} characters, at most {longest * self.room:.0f}")
        return " ".join(value.split())

    def number(self, name: str, *, default: int | None = None) -> int:
        """A whole number. Without a default it is required."""
        return self._value(name, int, default, "a whole number")

    def flag(self, name: str) -> bool:
        """true or false. Left out: false."""
        self._asked.add(name)
        value = self.table.get(name, False)
        if not isinstance(value, bool):
            self.wrong(f"{name} is not true or false")
        return value is True

    def texts(self, name: str, vocabulary: Container[str] | None = None) -> tuple[str, ...]:
        """A list of strings, each once; with a vocabulary, codes of it. Left out: empty."""
        values: list[Any] = self._value(name, list, [], "a list")
        if not all(isinstance(value, str) for value in values):
            self.wrong(f"{name} is not a list of texts")
            return ()
        for value in values:
            if vocabulary is not None and value not in vocabulary:
                self.wrong(f"{name}: unknown code {value!r}")
            if values.count(value) > 1:
                self.wrong(f"{name} names {value!r} twice")
        return tuple(values)

    def tables(self, name: str) -> list["TableReader"]:
        """A list of tables, each to be read in turn. Left out: empty."""
        values: list[Any] = self._value(name, list, [], "a list of tables")
        if not all(isinstance(value, dict) for value in values):
            self.wrong(f"{name} is not a list of tables")
            return []
        return [TableReader(value, self.file, self.key, self.problems) for value in values]

    def parts(self, name: str, words: "TableReader") -> list[tuple["TableReader", "TableReader"]]:
        """A list of tables with a key each, beside their words, which stand under `name` and this key."""
        pairs = []
        texts: dict[str, Any] = dict(words._value(name, dict, {}, "a table of tables"))
        for part in self.tables(name):
            key = part.text("key")
            data = texts.pop(key, None)
            if not isinstance(data, dict):
                words.wrong(f"{name}.{key} is missing")
                data = {}
            pairs.append((part, TableReader(data, words.file, self.key, self.problems, words.room)))
        for key in texts:
            words.wrong(f"unknown part {name}.{key}")
        return pairs

    def citations(self) -> tuple[Citation, ...]:
        """The field `citations`: texts of the form "1:33"."""
        citations = []
        for text in self.texts("citations"):
            match = _CITATION.fullmatch(text)
            if match:
                citations.append(Citation(int(match[1]), int(match[2])))
            else:
                self.wrong(f'citations: {text!r} is not of the form "source:passage"')
        return tuple(sorted(citations))

    def finish(self) -> None:
        for name in self.table.keys() - self._asked:
            self.wrong(f"unknown field {name!r}")

    def _value(self, name: str, kind: type[Value], default: Value | None, words: str) -> Value:
        self._asked.add(name)
        if name not in self.table:
            if default is None:
                self.wrong(f"{name} is missing")
            return kind() if default is None else default
        value = self.table[name]
        if not isinstance(value, kind) or isinstance(value, bool):
            self.wrong(f"{name} is not {words}")
            return kind() if default is None else default
        return value


def read_entry(table: TomlTable, texts: TomlTable, problems: list[Problem]) -> Entry:
    """One [[entry]] and its words, [entry.<key>]."""
    reader, words = _keyed(table, texts, problems)
    entry = Entry(
        key=reader.key,
        origin=reader.text("origin", vocabulary=schema.ORIGINS),
        role=reader.text("role", vocabulary=schema.ENTRY_ROLES),
        topic=reader.text("topic", vocabulary=schema.TOPICS),
        title=words.text("title", longest=schema.TITLE_LENGTH),
        text=words.text("text", longest=schema.TEXT_LENGTH),
        care=reader.text("care", default=schema.SELF_CARE, vocabulary=schema.CARE_LEVELS),
        moments=reader.texts("moments", schema.ENTRY_MOMENTS),
        rank=reader.number("rank", default=50),
        what_to_do=words.text("what_to_do", default="", longest=schema.WHAT_TO_DO_LENGTH),
        beyond_sources=words.text("beyond_sources", default="", longest=schema.WHAT_TO_DO_LENGTH),
        citations=reader.citations(),
        regions=reader.texts("regions", REGIONS),
        groups=reader.texts("groups", GROUPS),
        except_regions=reader.texts("except_regions", REGIONS),
        kinds=reader.texts("kinds", KINDS),
        factors=reader.texts("factors", FACTORS),
        relief=reader.texts("relief", RELIEF),
        conditions=reader.texts("conditions", CONDITIONS),
        condition=reader.text("condition", default=""),
        cautions=tuple(_caution(*each) for each in reader.parts("cautions", words)),
        disagreements=reader.texts("disagreements"),
        see_also=reader.texts("see_also"),
        instead_of=reader.text("instead_of", default=""),
    )
    reader.finish()
    words.finish()
    return entry


def _caution(reader: TableReader, words: TableReader) -> Caution:
    caution = Caution(
        text=words.text("text", longest=schema.WHAT_TO_DO_LENGTH),
        conditions=reader.texts("conditions", CONDITIONS),
        noticed=reader.texts("noticed", NOTICED),
        regions=reader.texts("regions", REGIONS),
        instead=words.text("instead", default="", longest=schema.WHAT_TO_DO_LENGTH),
        withhold=reader.flag("withhold"),
        beside=reader.flag("beside"),
    )
    reader.finish()
    words.finish()
    return caution


def read_disagreement(table: TomlTable, texts: TomlTable, problems: list[Problem]) -> Disagreement:
    """One [[disagreement]] with its sides, and its words, [disagreement.<key>]."""
    reader, words = _keyed(table, texts, problems)
    sides = []
    for each, says in reader.parts("sides", words):
        sides.append(DisagreementSide(says=says.text("says", longest=schema.TEXT_LENGTH), citations=each.citations()))
        each.finish()
        says.finish()
    disagreement = Disagreement(
        key=reader.key,
        title=words.text("title", longest=schema.TITLE_LENGTH),
        sides=tuple(sides),
        reading=words.text("reading", longest=schema.TEXT_LENGTH),
    )
    reader.finish()
    words.finish()
    return disagreement


def read_release(table: TomlTable, texts: TomlTable, problems: list[Problem]) -> Release:
    """One [[release]]: a drawn stretch or position, and its words with the acts, [release.<key>]."""
    reader, words = _keyed(table, texts, problems)
    release = Release(
        key=reader.key,
        title=words.text("title", longest=schema.TITLE_LENGTH),
        alt=words.text("alt", longest=schema.TEXT_LENGTH),
        acts=words.texts("acts"),
        stop=words.text("stop", longest=schema.ACT_LENGTH),
        caution=words.text("caution", longest=schema.WHAT_TO_DO_LENGTH),
        regions=reader.texts("regions", REGIONS),
        step=reader.text("step", default=""),
        second_for=reader.text("second_for", default=""),
        variant=words.text("variant", default="", longest=schema.WHAT_TO_DO_LENGTH),
        instead_with=reader.texts("instead_with", CONDITIONS),
        instead=words.text("instead", default="", longest=schema.WHAT_TO_DO_LENGTH),
        is_flat_on_back=reader.flag("is_flat_on_back"),
    )
    reader.finish()
    words.finish()
    return release


def read_forbidden(table: TomlTable, problems: list[Problem]) -> Forbidden:
    """One [[forbidden]] of a language: a pattern that works, as its example shows."""
    reader = _with_key(table, problems)
    forbidden = Forbidden(reader.key, reader.text("pattern"), reader.text("why"), reader.text("example"))
    reader.finish()
    try:
        if not re.search(forbidden.pattern, forbidden.example, re.IGNORECASE):
            reader.wrong("the pattern does not find its own example")
    except re.error as error:
        reader.wrong(f"the pattern is no regular expression: {error}")
        return replace(forbidden, pattern=_FINDS_NOTHING)
    return forbidden


def read_source(
    table: TomlTable, texts: TomlTable, reasons: Mapping[str, str], problems: list[Problem]
) -> SourceArticle:
    """One [[source]] with its passages, and its words, [source.<number>].

    `reasons`: the words for why no entry rests on a passage, by code.
    """
    key = f"source {table.data.get('number')}"
    reader, words = (TableReader(each.data, each.file, key, problems) for each in (table, texts))
    sections = reader.texts("sections")
    passages: dict[int, Passage] = {}
    for each in reader.tables("passages"):
        place = each.number("number"), each.number("section"), each.number("paragraph")
        sha256 = each.text("sha256")
        each.finish()
        if place[0] != len(passages) + 1:
            reader.wrong(f"passage {place[0]} stands where {len(passages) + 1} is due")
        if not 1 <= place[1] <= len(sections):
            reader.wrong(f"passage {place[0]}: no section {place[1]}")
            continue
        if not _SHA256.fullmatch(sha256):
            reader.wrong(f"passage {place[0]}: sha256 is not 64 hexadecimal digits")
        passages[place[0]] = Passage(place[0], sections[place[1] - 1], place[2], sha256)
    not_used = _not_used(reader, passages, reasons)
    source = SourceArticle(
        number=reader.number("number"),
        file=reader.text("file"),
        title=reader.text("title"),
        kind=words.text("kind"),
        covers=words.text("covers"),
        passages=passages,
        not_used=not_used,
    )
    reader.finish()
    words.finish()
    return source


def _not_used(reader: TableReader, passages: dict[int, Passage], words: Mapping[str, str]) -> dict[int, str]:
    """{passage: why no entry rests on it} from ranges "first to last"."""
    reasons: dict[int, str] = {}
    for each in reader.tables("not_used"):
        first, last, reason = each.number("first"), each.number("last"), each.text("reason")
        each.finish()
        if reason and reason not in words:
            reader.wrong(f"not_used: no words for the reason {reason!r}")
        numbers = range(first, last + 1)
        if not numbers or not passages.keys() >= set(numbers):
            reader.wrong(f"not_used: no passages {first} to {last}")
        elif reasons.keys() & set(numbers):
            reader.wrong(f"not_used: names a passage of {first} to {last} twice")
        reasons |= dict.fromkeys(numbers, words.get(reason, reason))
    return reasons


def _keyed(table: TomlTable, texts: TomlTable, problems: list[Problem]) -> tuple[TableReader, TableReader]:
    """Readers of the structure and of the words of one thing."""
    reader = _with_key(table, problems)
    return reader, TableReader(texts.data, texts.file, reader.key, problems, texts.room)


def _with_key(table: TomlTable, problems: list[Problem]) -> TableReader:
    reader = TableReader(table.data, table.file, str(table.data.get("key", "")), problems)
    if not ENTRY_KEY.fullmatch(reader.text("key")):
        reader.wrong("key is not lower-case words joined by hyphens")
    return reader
