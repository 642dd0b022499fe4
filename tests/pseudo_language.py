"""A language that nobody speaks, made of every message there is: "Saved." reads "⟦Šåṽéđšå.⟧".

Every letter changes, so a word in plain letters was never handed to a translator, also in the middle of a sentence;
every word grows by 40 %, as English does in other languages: labels of one word, too, which cannot break anywhere.
Messages are found as makemessages finds them, in Python and in templates, but without the gettext tools, which a
machine that runs the tests may not have.
"""

import ast
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import allauth
import crispy_forms
import django
from django.utils.translation.template import templatize

CODE = "qps"
"""Reserved for private use by the standard of language codes."""
ROOT = Path(__file__).resolve().parent.parent

_NAMES = ("gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy")
_NAMES += ("pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy")
_LITERAL = r"""u?('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
_IN_TEMPLATES = re.compile(rf"\b(_|n?p?gettext)\(\s*{_LITERAL}(?:\s*,\s*{_LITERAL})?(?:\s*,\s*{_LITERAL})?")
_LEFT_AS_IT_IS = re.compile(r"%\(\w+\)[-+ 0-9.]*[a-z]|%%|%[sd]|\{[^{}]*\}|<[^<>]+>|&#?\w+;|https?://\S+")
_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CHANGED = "åƀçđéƒğħîĵķļɱñôþɋŕšţûṽŵẋýžÅƁÇĐÉƑĞĦÎĴĶĻṀÑÔÞɊŔŠŢÛṼŴẊÝŽ"
_SHORT = 3
"""Up to so many letters, as in the name of a day, the marks of a message would take more room than its words."""
_LETTERS = re.compile(r"[^\W\d_]+")
_CHANGE = str.maketrans(_PLAIN, _CHANGED)


@dataclass(frozen=True, slots=True)
class Message:
    """One message as a catalog names it."""

    text: str
    plural: str = ""
    context: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """A call of gettext in Python code: its message (None if no tool could read it out), and where it stands."""

    name: str
    line: int
    message: Message | None
    is_at_import: bool
    """It runs when the module is read, before anybody's language is known."""


def changed(text: str) -> str:
    """The text in this language. What holds no letter, such as a separator, stays as it is."""
    pieces, last = [], 0
    for kept in _LEFT_AS_IT_IS.finditer(text):
        pieces += [_longer(text[last : kept.start()]), kept[0]]
        last = kept.end()
    pieces.append(_longer(text[last:]))
    words = "".join(pieces)
    if words == text:
        return text
    # Spaces at the ends are the page's, not the translator's.
    inner = words.strip()
    return words.replace(inner, f"⟦{inner}⟧" if len(text.strip()) > _SHORT else inner)


def _longer(text: str) -> str:
    """Other letters, and each word with its beginning once more at its end."""
    return _LETTERS.sub(lambda word: word[0] + word[0][: round(0.4 * len(word[0]))].lower(), text.translate(_CHANGE))


def calls_in(source: str) -> Iterator[Call]:
    """The calls of gettext in Python code, under whatever name it was imported."""
    if "gettext" not in source:
        return
    tree = ast.parse(source)
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            names |= {alias.asname or alias.name: alias.name for alias in node.names if alias.name in _NAMES}
    if not names:
        return
    for node, is_at_import in _walked(tree, True):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            name = names[node.func.id]
            yield Call(name, node.lineno, _message(name, node.args), is_at_import)


def _walked(node: ast.AST, is_at_import: bool) -> Iterator[tuple[ast.AST, bool]]:
    """Every node below this one, with whether it runs when the module is read: all but the bodies of functions."""
    yield node, is_at_import
    body = getattr(node, "body", ()) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)) else ()
    later = set(map(id, body)) if isinstance(body, list) else {id(body)}
    for child in ast.iter_child_nodes(node):
        yield from _walked(child, is_at_import and id(child) not in later)


def _message(name: str, arguments: list) -> Message | None:
    has_context, has_plural = "p" in name.partition("gettext")[0], name.startswith("n")
    wanted = arguments[: 1 + has_context + has_plural]
    if not all(isinstance(each, ast.Constant) and isinstance(each.value, str) for each in wanted):
        return None
    return _made([each.value for each in wanted], has_context, has_plural)


def _made(texts: list[str], has_context: bool, has_plural: bool) -> Message:
    context = texts.pop(0) if has_context else ""
    return Message(texts[0], texts[1] if has_plural else "", context)


def _in_template(source: str) -> Iterator[Message]:
    for name, *literals in _IN_TEMPLATES.findall(templatize(source)):
        has_context, has_plural = name.startswith(("p", "np")), name.startswith("n")
        texts = [ast.literal_eval(literal) for literal in literals if literal]
        yield _made(texts[: 1 + has_context + has_plural], has_context, has_plural)


def python_files() -> list[Path]:
    """The code that people of the diary read something of."""
    return sorted(path for folder in ("tracker", "spasmlog") for path in (ROOT / folder).rglob("*.py"))


def _packages() -> Iterator[Path]:
    """Django's own messages and allauth's have translations of their own, in as many languages."""
    for name in ("core", "forms", "utils", "contrib/auth", "db/models/fields"):
        yield Path(django.__file__).parent / name
    yield Path(allauth.__file__).parent / "account"
    yield Path(crispy_forms.__file__).parent


@cache
def messages() -> frozenset[Message]:
    """Every message of pages, and those of Django and allauth that pages can show."""
    result = set()
    for path in (*python_files(), *(path for folder in _packages() for path in folder.rglob("*.py"))):
        result |= {call.message for call in calls_in(path.read_text()) if call.message}
    templates = [ROOT / "templates", *(folder / "templates" for folder in _packages())]
    for path in (path for folder in templates for path in folder.rglob("*.*")):
        if path.suffix in {".html", ".txt"} and re.search(r"trans|_\(", source := path.read_text()):
            result |= set(_in_template(source))
    return frozenset(message for message in result if message.text)


def write_catalog(folder: Path) -> None:
    """Writes the compiled catalog of the language below a folder of settings.LOCALE_PATHS."""
    entries = {"": "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"}
    # Without a plural first: the catalog has one entry a text, and the one with plurals answers for both.
    for message in sorted(messages(), key=lambda each: (each.plural != "", each.text, each.context)):
        start = f"{message.context}\x04" if message.context else ""
        if message.plural:
            entries.pop(start + message.text, None)
            key, words = f"{message.text}\0{message.plural}", f"{changed(message.text)}\0{changed(message.plural)}"
        else:
            key, words = message.text, changed(message.text)
        entries[start + key] = words
    file = folder / CODE / "LC_MESSAGES" / "django.mo"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(_compiled(entries))


def _compiled(entries: dict[str, str]) -> bytes:
    """Entries as gettext reads them: a head, two tables of (length, place), then all the texts."""
    rows = sorted((key.encode(), words.encode()) for key, words in entries.items())
    place, tables, texts = 7 * 4 + 2 * 8 * len(rows), ([], []), b""
    for side in (0, 1):
        for row in rows:
            tables[side].append((len(row[side]), place + len(texts)))
            texts += row[side] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(rows), 28, 28 + 8 * len(rows), 0, 0)
    return head + b"".join(struct.pack("<2I", *entry) for table in tables for entry in table) + texts
