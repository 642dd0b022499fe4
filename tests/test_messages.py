"""Messages can be translated: each is whole, is found by the tools, and is put into words when it is shown."""

import ast
import re

import pytest

from tests.pseudo_language import CODE, ROOT, calls_in, changed, messages, python_files

TRACKER = ROOT / "tracker"

LEFT_FOR_THE_NEXT_SLICE = {
    "glued": ({"charts", "report", "wording"}, 15),
    "thousands": ({"analysis", "wording"}, 8),
}
"""What is still put together by hand: the rooms of sentences that are being rebuilt, and how often at most. These
numbers only get smaller."""
DATES_LEFT_IN_TEMPLATES = 0
"""Formats of dates in templates that no language can change; filters of templatetags/diary.py take their place."""


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


@pytest.mark.parametrize(("rule", "look"), [("glued", glued_in), ("thousands", thousands_in)])
def test_what_is_put_together_by_hand_gets_less(rule, look):
    rooms, most = LEFT_FOR_THE_NEXT_SLICE[rule]
    result = found_in(look)
    allowed_in = rooms | ({"formatting"} if rule == "thousands" else set())
    assert {room: places for room, places in result.items() if room not in allowed_in} == {}
    assert sum(len(result.get(room, ())) for room in rooms) <= most


def test_formats_of_dates_in_templates_get_less():
    for_machines = {"Y-m-d", "c"}
    formats = [
        name
        for path in (ROOT / "templates").rglob("*.html")
        for name in re.findall(r'\|(?:date|time):"([^"]*)"', path.read_text())
        if name not in for_machines
    ]
    assert len(formats) <= DATES_LEFT_IN_TEMPLATES


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
