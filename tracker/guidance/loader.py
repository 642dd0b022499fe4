"""Reads the guidance of one language and checks all of it. What does not validate is not served: it raises.

The folder holds `sources.toml` and `content/<language>/*.toml`; a file may hold [[entry]], [[disagreement]],
[[release]] and [[forbidden]] tables in any number. A release is drawn in the folder DRAWINGS.
"""

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from tracker.guidance.conditions import CARD_CONDITIONS
from tracker.guidance.proofing import (
    Raising,
    wrong_with_disagreement,
    wrong_with_entry,
    wrong_with_raising,
    wrong_with_release,
)
from tracker.guidance.reading import (
    Problem,
    read_disagreement,
    read_entry,
    read_forbidden,
    read_release,
    read_source,
)
from tracker.guidance.rules.registry import RULES
from tracker.guidance.schema import Library, Source

FOLDER = Path(__file__).resolve().parent
SOURCES_FILE = "sources.toml"
CONTENT = "content"
DEFAULT_LANGUAGE = "en"
DRAWINGS = FOLDER.parent.parent / "templates" / "tracker" / "releases"
RAISING: Mapping[str, Raising] = {**CARD_CONDITIONS, **RULES}
"""All that raises a card: conditions over one entry, and rules over the log."""
Read: TypeAlias = dict[str, list[tuple[Any, str]]]
"""What was read, by the name of its tables, each with its file. What is what is looked at when it is checked."""
_READERS: dict[str, Callable[[dict[str, Any], str, list[Problem]], object]] = {
    "entry": read_entry,
    "disagreement": read_disagreement,
    "release": read_release,
    "forbidden": read_forbidden,
}


class GuidanceError(ValueError):
    """The guidance is broken. `.problems` lists every one with file, key and reason; the message does too."""

    def __init__(self, problems: list[Problem]):
        self.problems = tuple(problems)
        super().__init__("the guidance is broken:\n" + "\n".join(f"  {problem}" for problem in problems))


@cache
def load_library(language: str = DEFAULT_LANGUAGE, folder: Path | None = None) -> Library:
    """The checked library of a language, read once. Raises GuidanceError, which lists all that is wrong."""
    return read_library(language, folder or FOLDER, RAISING)


@cache
def languages(folder: Path | None = None) -> tuple[str, ...]:
    """The languages that have a folder of content."""
    return tuple(sorted(path.name for path in ((folder or FOLDER) / CONTENT).iterdir() if path.is_dir()))


def library_in(language: str | None) -> Library:
    """The library for a reader of this language ("de", "pt-br"): in it where there is one, else in English."""
    for candidate in (language or "", (language or "").partition("-")[0]):
        if candidate in languages():
            return load_library(candidate)
    return load_library()


def read_library(language: str, folder: Path, conditions: Mapping[str, Raising]) -> Library:
    """Reads and checks one language against the conditions and rules that raise cards. Raises GuidanceError."""
    problems: list[Problem] = []
    sources = _read_sources(folder, problems)
    read: Read = {name: [] for name in _READERS}
    files = sorted((folder / CONTENT / language).glob("*.toml"))
    if not files:
        problems.append(Problem(f"{CONTENT}/{language}", "", "no content in this language"))
    for path in files:
        file = path.relative_to(folder).as_posix()
        for name, tables in _tables(path, file, problems).items():
            if name not in _READERS:
                problems.append(Problem(file, name, "unknown kind of table"))
            elif not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
                problems.append(Problem(file, name, f"write it as [[{name}]]"))
            else:
                read[name] += [(_READERS[name](table, file, problems), file) for table in tables]
    _note_duplicates(read["entry"] + read["disagreement"] + read["release"], problems)
    library = Library(
        language,
        sources,
        {entry.key: entry for entry, _file in read["entry"]},
        {disagreement.key: disagreement for disagreement, _file in read["disagreement"]},
        {release.key: release for release, _file in read["release"]},
    )
    _proof(library, read, conditions, problems)
    if problems:
        raise GuidanceError(problems)
    return library


def _read_sources(folder: Path, problems: list[Problem]) -> dict[int, Source]:
    tables = _tables(folder / SOURCES_FILE, SOURCES_FILE, problems).get("source", [])
    sources = [read_source(table, SOURCES_FILE, problems) for table in tables]
    if [source.number for source in sources] != list(range(1, len(sources) + 1)) or not sources:
        problems.append(Problem(SOURCES_FILE, "", "sources are numbered from 1, in order"))
    return {source.number: source for source in sources}


def _tables(path: Path, file: str, problems: list[Problem]) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        problems.append(Problem(file, "", f"cannot be read: {error}"))
        return {}


def _note_duplicates(items: list[tuple[Any, str]], problems: list[Problem]) -> None:
    seen: dict[str, str] = {}
    for item, file in items:
        if item.key in seen:
            problems.append(Problem(file, item.key, f"duplicate key, also in {seen[item.key]}"))
        seen.setdefault(item.key, file)


def _proof(library: Library, read: Read, conditions: Mapping[str, Raising], problems: list[Problem]) -> None:
    """Checks between the parts. A part that could not be read may echo here as a dead reference."""
    forbidden = [each for each, _file in read["forbidden"]]
    if not forbidden:
        problems.append(Problem(f"{CONTENT}/{library.language}", "", "no list of forbidden phrasings"))
    for entry, file in read["entry"]:
        reasons = wrong_with_entry(entry, library, conditions, forbidden)
        problems += [Problem(file, entry.key, reason) for reason in reasons]
    for disagreement, file in read["disagreement"]:
        reasons = wrong_with_disagreement(disagreement, library, forbidden)
        problems += [Problem(file, disagreement.key, reason) for reason in reasons]
    drawings = frozenset(path.stem for path in DRAWINGS.glob("*.svg"))
    for release, file in read["release"]:
        reasons = wrong_with_release(release, library, drawings, forbidden)
        problems += [Problem(file, release.key, reason) for reason in reasons]
    for name, reason in wrong_with_raising(library, conditions):
        problems.append(Problem(f"{CONTENT}/{library.language}", name, reason))
