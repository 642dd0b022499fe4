"""Reads the site's style sheets, and what pages give for classes: for tests that nothing in them is dead."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CSS = ROOT / "static" / "css"
SHEETS = sorted(CSS.glob("*.css"))
MADE_ELSEWHERE = ("crispy_forms", "crispy_bootstrap5")
"""Packages whose fields bring classes of their own."""

_COMMENTS = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULES = re.compile(r"([^{};]+)\{([^{}]*)\}")
_STRINGS = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_CLASSES = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_TEMPLATE_TAGS = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
_CLASS_ATTRIBUTE = re.compile(r"class=[\"']([^\"']*)[\"']")
_CLASS_BLOCK = re.compile(r"{% block \w+_class %}([^{]*)")
_LIKE_CLASSES = re.compile(r"[A-Za-z0-9_{} -]+")
_GAP = "{}"
"""What a template or a program puts into a name."""


def plain(sheet: Path) -> str:
    """The text of a style sheet without comments."""
    return _COMMENTS.sub("", sheet.read_text())


def rules(sheet: Path) -> Iterator[tuple[str, str]]:
    """Each rule's selector and what stands in it, in order; those inside @media and the like too."""
    for selector, body in _RULES.findall(plain(sheet)):
        if not selector.strip().startswith("@"):
            yield " ".join(selector.split()), body


def styled_classes(sheet: Path) -> set[str]:
    """Every class that a selector of the sheet names."""
    return {name for selector, _ in rules(sheet) for name in _CLASSES.findall(_STRINGS.sub("", selector))}


def is_on_a_page(name: str) -> bool:
    """True if a template, a program or a script gives the class, whole or put together of a beginning and a value."""
    words = _words()
    if name in words:
        return True
    beginnings = (word.removesuffix(_GAP) for word in words if word.count(_GAP) == 1 and word.endswith(_GAP))
    ends = {name.removeprefix(start) for start in beginnings if start and name.startswith(start)}
    return any(end in words or re.fullmatch(r"\d+(-\d+)?", end) for end in ends)


def _themes() -> dict[str, dict[str, str]]:
    """The colors of tokens.css by theme. Of the two dark blocks the second; a test compares them."""
    names = {":root": "light", ':root[data-theme="dark"]': "dark", ":root[data-night]": "night"}
    blocks = [(selector, body) for selector, body in rules(CSS / "tokens.css") if "color-scheme:" in body]
    return {
        names[selector]: dict(re.findall(r"--([\w-]+): (#\w{6});", body))
        for selector, body in blocks
        if selector in names
    }


TOKENS = _themes()
"""Every color of the pages, by theme."""


def luminance(color: str) -> float:
    """Relative luminance of "#rrggbb", from 0 to 1 (WCAG 2)."""
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How much two colors differ, from 1 to 21 (WCAG 2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@cache
def _words() -> frozenset[str]:
    """Every word that may be a class or a part of one; `{}` stands where something is put in."""
    templates = [*(ROOT / "templates").rglob("*.*")]
    programs = [*(ROOT / "tracker").rglob("*.py")]
    for package in MADE_ELSEWHERE:
        folder = Path(find_spec(package).origin).parent
        templates += folder.rglob("*.html")
        programs += folder.rglob("*.py")
    scripts = (ROOT / "static" / "js").rglob("*.js")
    texts = [*_in_templates(templates), *_in_programs(programs), *_in_scripts(scripts)]
    return frozenset(word for text in texts if _LIKE_CLASSES.fullmatch(text) for word in text.split())


def _in_templates(paths: Iterable[Path]) -> Iterator[str]:
    """What stands in class="…" and in blocks for it, and what tags hold in quotes."""
    for path in paths:
        text = path.read_text()
        yield from _CLASS_BLOCK.findall(text)
        for tag in _TEMPLATE_TAGS.findall(text):
            yield from _quoted(tag)
        yield from _CLASS_ATTRIBUTE.findall(_TEMPLATE_TAGS.sub(lambda tag: _GAP if tag[0][1] == "{" else " ", text))


def _in_programs(paths: Iterable[Path]) -> Iterator[str]:
    """Every string but docstrings, and what stands in class="…" in one."""
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text())):
            for child in ast.iter_child_nodes(node):
                text = "" if isinstance(node, ast.Expr) else _text_of(child)
                yield from (text, *_CLASS_ATTRIBUTE.findall(text))


def _text_of(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else _GAP for part in node.values)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.sub(r"\{\w*\}", _GAP, node.value)
    return ""


def _in_scripts(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        yield from _quoted(path.read_text())


def _quoted(text: str) -> Iterator[str]:
    return (double or single for double, single in _STRINGS.findall(text))
