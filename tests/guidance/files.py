"""Writes guidance as files for tests: what stands in one table there is cut into structure and words here."""

import json
import tomllib

from tracker.guidance.loader import GUIDANCE_FOLDER
from tracker.guidance.reading import TomlTable, read_forbidden

WORDS = {
    "entry": {"title", "text", "what_to_do", "beyond_sources"},
    "disagreement": {"title", "reading"},
    "release": {"title", "alt", "acts", "stop", "caution", "variant", "instead"},
    "cautions": {"text", "instead"},
    "sides": {"says"},
}
"""Fields of a table that are words. "cautions" and "sides" are parts: tables in it, each with a key of its own."""


def split(kind: str, table: dict) -> tuple[dict, dict]:
    """Its structure and its words. A part without a key is named after its place: "part-1"."""
    structure = {name: value for name, value in table.items() if name not in WORDS[kind]}
    words = {name: value for name, value in table.items() if name in WORDS[kind]}
    for parts in {"cautions", "sides"} & structure.keys():
        both = {each.get("key", f"part-{at}"): split(parts, each) for at, each in enumerate(table[parts], start=1)}
        structure[parts] = [{"key": key} | each for key, (each, _words) in both.items()]
        words[parts] = {key: each for key, (_structure, each) in both.items()}
    return structure, words


def toml(value) -> str:
    """A value as it stands in a TOML file."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(name)} = {toml(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(toml(each) for each in value) + "]"
    return json.dumps(value)


def lines(heading: str, table: dict) -> str:
    return f"{heading}\n" + "".join(f"{name} = {toml(value)}\n" for name, value in table.items())


def write_content(folder, *tables, forbidden=(), sources=None, language="en", more="", more_words=""):
    """Writes (kind, table) pairs as content/one.toml and content/<language>/one.toml.

    `sources`: {number: words}. `more` and `more_words` are added to the two files as they are.
    """
    structure, words = [], {}
    for kind, table in tables:
        its_structure, its_words = split(kind, table)
        structure.append(lines(f"[[{kind}]]", its_structure))
        words[(kind, table.get("key", ""))] = its_words
    for number, its_words in (sources or {}).items():
        words[("source", str(number))] = its_words
    there = folder / "content" / language
    there.mkdir(parents=True, exist_ok=True)
    (folder / "content" / "one.toml").write_text("".join(structure) + more, encoding="utf-8")
    texts = [lines(f"[{kind}.{json.dumps(key)}]", table) for (kind, key), table in words.items()]
    texts += [lines("[[forbidden]]", table) for table in forbidden]
    (there / "one.toml").write_text("".join(texts) + more_words, encoding="utf-8")


def forbidden_phrasings(language: str = "en"):
    """What no text of a language may say."""
    file = GUIDANCE_FOLDER / "content" / language / "forbidden.toml"
    tables = tomllib.loads(file.read_text(encoding="utf-8"))["forbidden"]
    return [read_forbidden(TomlTable(table, file.name), []) for table in tables]
