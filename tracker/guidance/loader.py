"""Reads the guidance of one language and checks all of it. What does not validate is not served: it raises.

The folder holds `sources.toml`, `content/*.toml` and `content/<language>/*.toml`.

- `content/*.toml` is the same in every language: [[entry]], [[disagreement]] and [[release]] tables in any number.
- `content/<language>/*.toml` has their words: [entry.<key>], [disagreement.<key>], [release.<key>]; of the sources,
  [source.<number>] and [not_used]; and the [[forbidden]] phrasings of the language.

English has words for everything. Where another language has none, the English ones stand in. A release is drawn in the
folder DRAWINGS.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from tracker.guidance.conditions import CARD_CONDITIONS
from tracker.guidance.proofing import (
    CardTrigger,
    wrong_with_disagreement,
    wrong_with_disagreement_words,
    wrong_with_entry,
    wrong_with_entry_words,
    wrong_with_release,
    wrong_with_release_words,
    wrong_with_triggers,
)
from tracker.guidance.reading import (
    Forbidden,
    Problem,
    TomlTable,
    read_disagreement,
    read_entry,
    read_forbidden,
    read_release,
    read_source,
)
from tracker.guidance.rules.registry import RULES
from tracker.guidance.schema import DEFAULT_LANGUAGE, TRANSLATION_ROOM, Entry, Library, SourceArticle

GUIDANCE_FOLDER = Path(__file__).resolve().parent
SOURCES_FILE = "sources.toml"
CONTENT = "content"
_PROJECT = GUIDANCE_FOLDER.parent.parent
_PACKED = _PROJECT / "spasmlog" / "site"
"""Where templates lie once spasmlog is installed as a package: see bin/parts/wheel.py."""
DRAWINGS = (_PACKED if _PACKED.is_dir() else _PROJECT) / "templates" / "tracker" / "releases"
CARD_TRIGGERS: Mapping[str, CardTrigger] = {**CARD_CONDITIONS, **RULES}
"""All that raises a card: conditions over one entry, and rules over the log."""
_ENTRY, _DISAGREEMENT, _RELEASE, _SOURCE = "entry", "disagreement", "release", "source"
FORBIDDEN, NOT_USED = "forbidden", "not_used"
_READERS: dict[str, Callable[[TomlTable, TomlTable, list[Problem]], Any]] = {
    _ENTRY: read_entry,
    _DISAGREEMENT: read_disagreement,
    _RELEASE: read_release,
}


class GuidanceError(ValueError):
    """The guidance is broken. `.problems` lists every one with file, key and reason; the message does too."""

    def __init__(self, problems: list[Problem]):
        self.problems = tuple(problems)
        super().__init__("the guidance is broken:\n" + "\n".join(f"  {problem}" for problem in problems))


@dataclass(frozen=True, slots=True)
class _Words:
    """All words of one language, as they stand in its files."""

    folder: str
    tables: dict[tuple[str, str], TomlTable] = field(default_factory=dict)
    """By kind and key."""
    forbidden: list[TomlTable] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)
    """Why no entry rests on a passage, by code."""

    @property
    def language(self) -> str:
        return self.folder.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class _Item:
    """An entry, a disagreement or a release, and the files that it was read from."""

    kind: str
    item: Any
    file: str
    words: TomlTable
    is_translated: bool
    """Its words are of the language asked for. If not, they are English, and checked where English is read."""


@cache
def load_library(language: str = DEFAULT_LANGUAGE, folder: Path | None = None) -> Library:
    """The checked library of a language, read once. Raises GuidanceError, which lists all that is wrong."""
    return read_library(language, folder or GUIDANCE_FOLDER, CARD_TRIGGERS)


@cache
def languages(folder: Path | None = None) -> tuple[str, ...]:
    """The languages that have a folder of words."""
    return tuple(sorted(path.name for path in ((folder or GUIDANCE_FOLDER) / CONTENT).iterdir() if path.is_dir()))


def library_in(language: str | None) -> Library:
    """The library for a reader of this language ("de", "pt-br"): in it where there is one, else in English."""
    for candidate in (language or "", (language or "").partition("-")[0]):
        if candidate in languages():
            return load_library(candidate)
    return load_library()


def read_library(language: str, folder: Path, conditions: Mapping[str, CardTrigger]) -> Library:
    """Reads and checks one language against the conditions and rules that raise cards. Raises GuidanceError."""
    problems: list[Problem] = []
    english = _read_words(DEFAULT_LANGUAGE, folder, problems)
    words = english if language == DEFAULT_LANGUAGE else _read_words(language, folder, problems)
    if words is not english:
        problems += _differences(words, english)
    sources = _read_sources(folder, words, english, problems)
    items = _read_items(folder, words, english, problems)
    library = Library(
        language,
        sources,
        {each.item.key: each.item for each in items if each.kind == _ENTRY},
        {each.item.key: each.item for each in items if each.kind == _DISAGREEMENT},
        {each.item.key: each.item for each in items if each.kind == _RELEASE},
    )
    known = {(each.kind, each.item.key) for each in items} | {(_SOURCE, str(number)) for number in sources}
    for (kind, key), table in words.tables.items():
        if (kind, key) not in known:
            problems.append(Problem(table.file, key, f"words for no {kind}: {CONTENT}/*.toml has none of this key"))
    _proof(library, items, words, conditions, problems)
    if problems:
        raise GuidanceError(problems)
    return library


def _read_words(language: str, folder: Path, problems: list[Problem]) -> _Words:
    words = _Words(f"{CONTENT}/{language}")
    room = 1 if language == DEFAULT_LANGUAGE else TRANSLATION_ROOM
    files = sorted((folder / CONTENT / language).glob("*.toml"))
    if not files:
        problems.append(Problem(words.folder, "", "no content in this language"))
    for path in files:
        file = path.relative_to(folder).as_posix()
        for kind, tables in _tables(path, file, problems).items():
            if kind == FORBIDDEN:
                words.forbidden.extend(_listed(tables, kind, file, problems))
            elif kind not in {*_READERS, _SOURCE, NOT_USED}:
                problems.append(Problem(file, kind, "unknown kind of table"))
            elif kind == NOT_USED:
                words.reasons.update({code: str(reason) for code, reason in tables.items()})
            elif not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
                problems.append(Problem(file, kind, f"write it as [{kind}.<key>]"))
            else:
                for key, data in tables.items():
                    before = words.tables.setdefault((kind, key), TomlTable(data, file, room))
                    if before.data is not data:
                        problems.append(Problem(file, key, f"duplicate key, also in {before.file}"))
    return words


def _read_sources(folder: Path, words: _Words, english: _Words, problems: list[Problem]) -> dict[int, SourceArticle]:
    tables = _tables(folder / SOURCES_FILE, SOURCES_FILE, problems).get(_SOURCE, [])
    reasons = english.reasons | words.reasons
    sources = []
    for data in tables:
        texts = _words_of(_SOURCE, str(data.get("number", "")), words, english)
        sources.append(read_source(TomlTable(data, SOURCES_FILE), texts, reasons, problems))
    if [source.number for source in sources] != list(range(1, len(sources) + 1)) or not sources:
        problems.append(Problem(SOURCES_FILE, "", "sources are numbered from 1, in order"))
    return {source.number: source for source in sources}


def _read_items(folder: Path, words: _Words, english: _Words, problems: list[Problem]) -> list[_Item]:
    """All entries, disagreements and releases, in the order of the files."""
    items: list[_Item] = []
    files: dict[str, str] = {}
    for path in sorted((folder / CONTENT).glob("*.toml")):
        file = path.relative_to(folder).as_posix()
        for kind, tables in _tables(path, file, problems).items():
            if kind not in _READERS:
                problems.append(Problem(file, kind, "unknown kind of table"))
                continue
            for table in _listed(tables, kind, file, problems):
                key = str(table.data.get("key", ""))
                texts = _words_of(kind, key, words, english)
                item, is_translated = _READERS[kind](table, texts, problems), (kind, key) in words.tables
                if isinstance(item, Entry) and is_translated:
                    item = replace(item, language=words.language)
                items.append(_Item(kind, item, file, texts, is_translated))
                if key in files:
                    problems.append(Problem(file, key, f"duplicate key, also in {files[key]}"))
                files.setdefault(key, file)
    return items


def _words_of(kind: str, key: str, words: _Words, english: _Words) -> TomlTable:
    """The words of a thing, in English where the language has none; empty if nobody wrote any: the reader tells."""
    return words.tables.get((kind, key)) or english.tables.get((kind, key)) or TomlTable({}, english.folder)


def _differences(words: _Words, english: _Words) -> Iterator[Problem]:
    """Where a translation has not the texts that English has: part of a caution would be missing, or one too many."""
    for place, table in words.tables.items():
        original = english.tables.get(place)
        if original is not None:
            ours, theirs = set(_names(original.data)), set(_names(table.data))
            for name in sorted(ours - theirs):
                yield Problem(table.file, place[1], f"{name} is not translated")
            for name in sorted(theirs - ours):
                yield Problem(table.file, place[1], f"English has no {name}")


def _names(data: dict[str, Any], prefix: str = "") -> Iterator[str]:
    """The names of all texts in a table: "title", "cautions.everyone.text", "acts (3)"."""
    for name, value in data.items():
        if isinstance(value, dict):
            yield from _names(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name} ({len(value)})" if isinstance(value, list) else f"{prefix}{name}"


def _listed(tables: object, kind: str, file: str, problems: list[Problem]) -> list[TomlTable]:
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        problems.append(Problem(file, kind, f"write it as [[{kind}]]"))
        return []
    return [TomlTable(data, file) for data in tables]


def _tables(path: Path, file: str, problems: list[Problem]) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        problems.append(Problem(file, "", f"cannot be read: {error}"))
        return {}


def _proof(
    library: Library, items: list[_Item], words: _Words, conditions: Mapping[str, CardTrigger], problems: list[Problem]
) -> None:
    """Checks between the parts. A part that could not be read may echo here as a dead reference."""
    forbidden = [read_forbidden(table, problems) for table in words.forbidden]
    if not forbidden:
        problems.append(Problem(words.folder, "", "no list of forbidden phrasings"))
    drawings = frozenset(path.stem for path in DRAWINGS.glob("*.svg"))
    for each in items:
        key = each.item.key
        reasons = _wrong_with(each, library, conditions, drawings)
        problems += [Problem(each.file, key, reason) for reason in reasons]
        if each.is_translated:
            reasons = _wrong_with_words(each, forbidden)
            problems += [Problem(each.words.file, key, reason) for reason in reasons]
    for name, reason in wrong_with_triggers(library, conditions):
        problems.append(Problem(CONTENT, name, reason))


def _wrong_with(
    each: _Item, library: Library, conditions: Mapping[str, CardTrigger], drawings: frozenset[str]
) -> Iterator[str]:
    if each.kind == _ENTRY:
        return wrong_with_entry(each.item, library, conditions)
    if each.kind == _DISAGREEMENT:
        return wrong_with_disagreement(each.item, library)
    return wrong_with_release(each.item, library, drawings)


def _wrong_with_words(each: _Item, forbidden: list[Forbidden]) -> Iterator[str]:
    if each.kind == _ENTRY:
        return wrong_with_entry_words(each.item, forbidden)
    if each.kind == _DISAGREEMENT:
        return wrong_with_disagreement_words(each.item, forbidden)
    return wrong_with_release_words(each.item, forbidden, each.words.room)
