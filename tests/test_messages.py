"""Messages can be translated: each is whole, is found by the tools, and is put into words when it is shown."""

import ast
import re

import pytest

from tests.pseudo_language import CODE, ROOT, calls_in, changed, messages, python_files

TRACKER = ROOT / "tracker"


def glued_in(source: str) -> list[int]:
    """Lines on which a message is put together with another text, so that no translator sees the whole sentence."""
    tree, names = ast.parse(source), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            names |= {alias.asname or alias.name for alias in node.names if "gettext" in alias.name}

    def is_message(node) -> bool:
        if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Mod, ast.Mult)):
            return is_message(node.left)
        return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names

    def is_glue(node) -> bool:
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return is_message(node.left) or is_message(node.right)
        values = node.values if isinstance(node, ast.JoinedStr) else ()
        return any(isinstance(value, ast.FormattedValue) and is_message(value.value) for value in values)

    return sorted({node.lineno for node in ast.walk(tree) if is_glue(node)})


def thousands_in(source: str) -> list[int]:
    """Lines on which a number is written with English separators."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FormattedValue) and node.format_spec and "," in ast.unparse(node.format_spec)
    ]


def found_in(look) -> dict[str, list[str]]:
    """The places that a rule finds, by room of tracker/."""
    collected = {}
    for path in sorted(TRACKER.rglob("*.py")):
        name = path.relative_to(TRACKER)
        collected.setdefault(name.parts[0].removesuffix(".py"), []).extend(
            f"{name}:{line}" for line in look(path.read_text())
        )
    return {room: places for room, places in collected.items() if places}


def test_no_message_is_put_into_words_when_its_module_is_read():
    """Then nobody's language is known yet, and everybody would read the first one's."""
    eager = [
        f"{path.relative_to(ROOT)}:{call.line}"
        for path in python_files()
        for call in calls_in(path.read_text())
        if call.is_at_import and not call.name.endswith(("_lazy", "_noop"))
    ]
    assert eager == []


def test_every_message_can_be_read_out_of_the_code():
    """A message that is a variable never reaches a translator."""
    hidden = [
        f"{path.relative_to(ROOT)}:{call.line}"
        for path in python_files()
        for call in calls_in(path.read_text())
        if call.message is None
    ]
    assert hidden == []


def test_every_message_is_whole():
    assert found_in(glued_in) == {}


def test_only_one_module_writes_numbers_by_hand():
    assert set(found_in(thousands_in)) <= {"formatting"}


def test_apostrophes_are_of_one_kind():
    """The curved one, in messages and in the words of the guide."""
    straight = re.compile(r"[a-z]'[a-z]")
    calls = ((path, call) for path in python_files() for call in calls_in(path.read_text()))
    texts = [f"{path.name}: {call.message.text}" for path, call in calls if call.message]
    for path in sorted((TRACKER / "guidance" / "content" / "en").glob("*.toml")):
        if path.name != "forbidden.toml":
            lines = path.read_text(encoding="utf-8").splitlines()
            texts += [f"{path.name}: {line}" for line in lines if not line.startswith("#")]
    assert [text for text in texts if straight.search(text)] == []


def test_a_translator_can_change_every_format_of_a_date():
    """Filters of templatetags/diary.py write dates; `date:"j M"` in a template would stay English."""
    for_machines = {"Y-m-d", "c"}
    formats = [
        name
        for path in (ROOT / "templates").rglob("*.html")
        for name in re.findall(r'\|(?:date|time):"([^"]*)"', path.read_text())
        if name not in for_machines
    ]
    assert formats == []


@pytest.mark.parametrize(
    "code", ['_("a") + " " + _("b")', 'x += " " + _("%(n)s more") % {"n": 1}', "f\"{_('a')} and {_('b')}\""]
)
def test_glue_is_seen(code):
    assert glued_in(f"from django.utils.translation import gettext as _\n{code}") == [2]


def test_whole_messages_are_let_through():
    assert glued_in('from django.utils.translation import gettext as _\nwords = _("a %(b)s") % {"b": x + y}') == []


def test_a_message_at_import_is_told_from_one_in_a_function():
    source = """
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

AT_ONCE = _("now")
def later(words=_("as a default")):
    return ngettext("%(n)s day", "%(n)s days", 2)
LATER = lambda: _("then")
"""
    told = {call.message.text: call.is_at_import for call in calls_in(source)}
    assert told == {"now": True, "as a default": True, "%(n)s day": False, "then": False}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Saved.", "⟦Šåṽéđšå.⟧"),
        ("%(n)d of %(total)s", "⟦%(n)d ôƒô %(total)s⟧"),
        (' <a href="/x">Open</a> ', ' ⟦<a href="/x">Ôþéñôþ</a>⟧ '),
        (", ", ", "),
        ("%(hour)02d:%(minute)02d", "%(hour)02d:%(minute)02d"),
    ],
)
def test_the_pseudo_language_changes_letters_alone(text, words):
    assert changed(text) == words


def test_there_are_messages():
    assert len(messages()) > 2000
    assert CODE == "qps"
