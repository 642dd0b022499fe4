"""Templates and static files keep to the content security policy: nothing inline, nothing from another host.

Scripts are modules, a template links what it needs, and what it links stands in static/.
Templates have lines of a length that can be read; djade and djhtml, which .ci/run asks, see to the rest of their form.
"""

import re
from pathlib import Path

import pytest

from tracker.pages.offline import WORKER_SCRIPTS
from tracker.templatetags.scripts import module_script

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "static"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLES = sorted(STATIC.rglob("*.css"))
SCRIPTS = sorted(STATIC.rglob("*.js"))
TEMPLATE_FILES = sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())
LONGEST_LINE = 160
IMAGES = sorted(STATIC.rglob("*.svg"))

_TEMPLATE_COMMENTS = re.compile(r"{#.*?#}|{% comment.*?{% endcomment %}|<!--.*?-->", re.DOTALL)
_CODE_COMMENTS = re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", re.DOTALL)
_SCRIPT_TAGS = re.compile(r"<script\b[^>]*>")
_IMPORTS = re.compile(r'^(?:import|export)\b[^"]*?"([^"]+)";$', re.MULTILINE)
_NAMESPACES = re.compile(r"http://www\.w3\.org/[\w/.#-]+")

IN_MARKUP = {
    "a style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an htmx handler": re.compile(r"\s(?:data-)?hx-(?:on|vals\s*=\s*[\"']js|headers\s*=\s*[\"']js)", re.IGNORECASE),
    "an inline script": re.compile(r"<script\b(?![^>]*\ssrc=)", re.IGNORECASE),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "an address of another host": re.compile(r"https?://", re.IGNORECASE),
    "an address without scheme": re.compile(r"(?:src|href|action)\s*=\s*[\"']//", re.IGNORECASE),
}
IN_STYLES = {
    "an address of another host": re.compile(r"https?://|url\(\s*[\"']?//", re.IGNORECASE),
    "an import": re.compile(r"@import", re.IGNORECASE),
}
IN_SCRIPTS = {
    "an address of another host": re.compile(r"https?://", re.IGNORECASE),
    "HTML from data": re.compile(r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write)\b"),
    "code from data": re.compile(r"\beval\s*\(|\bnew Function\b|set(?:Timeout|Interval)\s*\(\s*[\"'`]"),
    "a style attribute": re.compile(r"setAttribute\(\s*[\"']style"),
}


def faults(text: str, rules: dict, comments: re.Pattern) -> list[str]:
    """The names of the rules that the text breaks, comments and XML namespaces apart."""
    plain = _NAMESPACES.sub("", comments.sub("", text))
    return [name for name, pattern in rules.items() if pattern.search(plain)]


def faults_in(paths: list[Path], rules: dict, comments: re.Pattern) -> dict[str, list[str]]:
    """The files that break a rule, with the names of the rules."""
    matches = {str(path.relative_to(ROOT)): faults(path.read_text(), rules, comments) for path in paths}
    return {name: broken for name, broken in matches.items() if broken}


def test_markup_is_clean():
    assert faults_in(TEMPLATES + IMAGES, IN_MARKUP, _TEMPLATE_COMMENTS) == {}


def test_lines_of_templates_are_short():
    lines = [(path, number, line) for path in TEMPLATE_FILES for number, line in enumerate(path.open(), start=1)]
    long = [
        f"{path.relative_to(ROOT)}:{number}" for path, number, line in lines if len(line.rstrip("\n")) > LONGEST_LINE
    ]
    assert long == []


def test_a_message_over_several_lines_is_trimmed():
    """Its breaks are the template's, not the message's: a translation has none."""
    untrimmed = re.compile(r"{% blocktranslate(?![^%]* trimmed)[^%]*%}[^{]*\n.*?{% endblocktranslate %}", re.DOTALL)
    assert [str(path.relative_to(ROOT)) for path in TEMPLATE_FILES if untrimmed.search(path.read_text())] == []


def test_style_sheets_are_clean():
    assert faults_in(STYLES, IN_STYLES, _CODE_COMMENTS) == {}


def test_scripts_are_clean():
    assert faults_in(SCRIPTS, IN_SCRIPTS, _CODE_COMMENTS) == {}


@pytest.mark.parametrize(
    ("markup", "fault"),
    [
        ('<p style="color: red">', "a style attribute"),
        ("<style>p {}</style>", "a style element"),
        ('<a href="/" onclick="go()">', "an event handler"),
        ('<a hx-on:click="go()">', "an htmx handler"),
        ("<script>go()</script>", "an inline script"),
        ('<a href="javascript:go()">', "a javascript address"),
        ('<img src="https://elsewhere.example/a.png">', "an address of another host"),
        ('<script src="//elsewhere.example/a.js"></script>', "an address without scheme"),
    ],
)
def test_a_fault_in_markup_is_seen(markup, fault):
    assert faults(markup, IN_MARKUP, _TEMPLATE_COMMENTS) == [fault]


@pytest.mark.parametrize(
    "markup",
    [
        '<script type="module" src="{% static "js/a.js" %}"></script>',
        "{# see https://example.org #}<!-- http://example.org -->",
        '<svg xmlns="http://www.w3.org/2000/svg">',
        '<input name="one" data-once="yes">',
    ],
)
def test_clean_markup_is_let_through(markup):
    assert faults(markup, IN_MARKUP, _TEMPLATE_COMMENTS) == []


def test_the_sites_own_scripts_are_modules():
    tags = [tag for path in TEMPLATES for tag in _SCRIPT_TAGS.findall(path.read_text())]
    own = [tag for tag in tags if '"js/' in tag]
    assert own
    assert [tag for tag in own if 'type="module"' not in tag or " defer" in tag] == []


def linked(kind: str) -> set[str]:
    """The site's own files of a kind ("js", "css") that templates link."""
    links = (re.findall(rf'{{% (?:static|module_script) "({kind}/[^"]+)" %}}', path.read_text()) for path in TEMPLATES)
    return {name for names in links for name in names}


def imported(names: set[str]) -> set[str]:
    """These scripts and all that they import."""
    reached, waiting = set(), list(names)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            folder = (STATIC / name).parent
            paths = [folder / path for path in _IMPORTS.findall((STATIC / name).read_text())]
            waiting += [path.resolve().relative_to(STATIC).as_posix() for path in paths]
    return reached


def test_every_script_is_used_and_there():
    assert imported(linked("js") | {*WORKER_SCRIPTS}) == {path.relative_to(STATIC).as_posix() for path in SCRIPTS}


@pytest.mark.parametrize("name", ["js/today.js", "js/running.js", "js/episode-form.js", "js/behaviors/fresh-page.js"])
def test_all_that_a_script_imports_is_asked_for_at_once(name):
    tags = module_script(name)
    assert tags.endswith(f'<script type="module" src="/static/{name}"></script>')
    preloaded = re.findall(r'<link rel="modulepreload" href="/static/([^"]+)">', tags)
    assert sorted(preloaded) == sorted(imported({name}) - {name})


def test_every_style_sheet_is_used_and_there():
    assert linked("css") == {path.relative_to(STATIC).as_posix() for path in STYLES}


def test_logic_knows_nothing_of_pages():
    """So that it runs in node; what a page has belongs to a behavior."""
    texts = {path.name: _CODE_COMMENTS.sub("", path.read_text()) for path in SCRIPTS if path.parent.name == "logic"}
    assert texts
    assert [name for name, text in texts.items() if re.search(r"\b(?:window|document|fetch|navigator)\b", text)] == []


@pytest.mark.parametrize("code", ['a.innerHTML = "x"', 'eval("x")', 'fetch("https://elsewhere.example/")'])
def test_a_fault_in_a_script_is_seen(code):
    assert faults(code, IN_SCRIPTS, _CODE_COMMENTS)


def test_there_is_something_to_look_at():
    assert len(TEMPLATES) > 5
    assert STYLES
    assert SCRIPTS
