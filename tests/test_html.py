"""The parser with which tests read pages, and that no test cuts markup without it."""

import ast
import re
from pathlib import Path

import pytest

from tests.html import read_markup

PAGE = """
<main id="top"><h1>Left  <b>calf</b>s</h1><p class="hint now">One<br>two</p><script>no()</script>
<form action="/a/" id="a"><input type="hidden" name="uid" value="7"><input name="both" value="x"><input type="checkbox"
name="both" value="y" checked><input type="radio" name="off" value="z"><select name="kind"><option value="">any</option>
<option value="mild" selected>mild</option></select><textarea name="note">
 a &amp; <i>b</i>
c</textarea><fieldset disabled><input name="gone" value="1"></fieldset><button name="go" value="1">Go</button></form>
<input form="a" name="outside" value="out"><a href="/b/?x=1&amp;y=2">there</a>
<dl><dt>Lasted</dt><dd>4 minutes</dd></dl></main>
""".replace("<i>b</i>", "b")


@pytest.fixture
def page():
    return read_markup(PAGE)


def test_text_is_what_somebody_reads(page):
    assert page.one("h1").text == "Left calfs"
    assert page.one("p").text == "One two"
    assert "no()" not in page.text
    assert page.one("main").text_without("form, h1, dl, a") == "One two"


@pytest.mark.parametrize(
    ("css", "count"),
    [
        ("main p", 1),
        ("main > p.now.hint", 1),
        ("#top > input", 1),
        ("main input", 6),
        ("body p", 0),
        ("form > [name=gone]", 0),
        ("form [name=gone], h1", 2),
        ("[name^=go]", 2),
        ("a[href$='y=2']", 1),
        ('[class~="now"]', 1),
        ('[class*="int n"]', 1),
        (".hin", 0),
        ("dl *", 2),
    ],
)
def test_selectors(page, css, count):
    assert len(page.all(css)) == count


def test_a_selector_that_is_not_known_is_an_error(page):
    with pytest.raises(ValueError, match="not known"):
        page.all("p:first-child")


def test_only_one_is_one(page):
    assert page.one("option", "mild")["value"] == "mild"
    for css in ("option", "h6"):
        with pytest.raises(AssertionError, match=css):
            page.one(css)


def test_what_stands_first_has_the_smaller_place(page):
    assert page.place_of("One two") == page.one("p").place < page.place_of("there") == page.one("a").place
    assert page.place_of("calfs") == page.one("h1").place


def test_links_and_facts(page):
    assert page.links == ["/b/?x=1&y=2"]
    assert page.facts == {"Lasted": "4 minutes"}


def test_a_form_is_sent_as_a_browser_does(page):
    form = page.form("/a/")
    assert form.fields == {
        "uid": ["7"],
        "both": ["x", "y"],
        "kind": ["mild"],
        "note": [" a & b\r\nc"],
        "outside": ["out"],
    }
    assert form["uid"] == "7"
    assert form.filled("Go", uid="8")["uid"] == "8"
    assert form.filled("Go")["go"] == "1"


@pytest.mark.parametrize("markup", ["<p>", "</p>", "<b><i></b></i>", '<p class="a" class="b"></p>'])
def test_what_a_browser_must_guess_is_an_error(markup):
    with pytest.raises(ValueError, match="<"):
        read_markup(markup)


def test_what_is_read_and_heard_is_collected():
    page = (
        '<p title="a">b <svg><title>c</title><text>d</text></svg></p><script>e</script><input type="submit" value="f">'
    )
    assert read_markup(page).spoken == ["a", "b", "c", "d", "f"]


# No test cuts markup

TESTS = Path(__file__).parent
CUTS = {"count", "split", "rsplit", "partition", "rpartition", "index", "rindex", "find", "rfind"}
REGEX = {"search", "match", "fullmatch", "findall", "finditer", "sub", "split", "compile"}
MARKUP = re.compile(r"""</?[a-zA-Z(\[]|</|[a-z)]=\\?["']""")
"""A tag, or an attribute with its value."""
NO_PAGES = {
    "guidance/test_form_css.py": "style sheets",
    "pseudo_language.py": "messages before they stand on a page",
    "test_html.py": "examples of what is looked for",
    "test_markup.py": "sources of templates, which are no markup yet",
    "views/test_two_tabs.py": "sources of templates, to find forms that no test opens",
}
"""Files that may cut or look for pieces of markup, and what those are of."""


def _words_of(node: ast.expr) -> str:
    """The literal words of a string, of an f-string too."""
    return "".join(
        each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str)
    )


def cuts_in(source: str) -> list[int]:
    """The lines that cut a string at a piece of markup, count one, or look for one in what is no text of a page."""
    return [node.lineno for node in ast.walk(ast.parse(source)) if _cuts(node) or _looks_for_markup(node)]


def _cuts(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
        return False
    is_regex = node.func.attr in REGEX and ast.unparse(node.func.value) == "re"
    is_of_page = is_regex and "content.decode()" in ast.unparse(node)
    return is_of_page or ((is_regex or node.func.attr in CUTS) and bool(MARKUP.search(_words_of(node.args[0]))))


def _looks_for_markup(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Compare) and isinstance(node.ops[0], (ast.In, ast.NotIn))):
        return False
    # A text that somebody typed may look like markup, and is looked for in what is read, or must be nowhere.
    looked_in = ast.unparse(node.comparators[0])
    is_text = looked_in.endswith(".text") or "text_of(" in looked_in
    is_typed = isinstance(node.ops[0], ast.NotIn) and "<b>" in _words_of(node.left)
    is_literal = isinstance(node.left, (ast.Constant, ast.JoinedStr))
    return is_literal and not is_text and not is_typed and bool(MARKUP.search(_words_of(node.left)))


FILES = sorted(str(path.relative_to(TESTS)) for path in TESTS.rglob("*.py") if path.name != "html.py")


def test_no_test_cuts_markup():
    cuts = {name: cuts_in((TESTS / name).read_text()) for name in FILES}
    assert {name: lines for name, lines in cuts.items() if lines and name not in NO_PAGES} == {}
    assert [name for name in NO_PAGES if not cuts[name]] == []


@pytest.mark.parametrize(
    "code",
    [
        'page.split("<p>")',
        "page.index(f'id=\"{x}\"')",
        "re.findall(r'name=\"(a)\"', page)",
        "re.sub('a', 'b', r.content.decode())",
        "assert 'href=\"/a/\"' in page",
        "assert '<svg' not in response.content.decode()",
        "page.count('class=\"entry\"')",
    ],
)
def test_a_cut_is_seen(code):
    assert cuts_in(code) == [1]


@pytest.mark.parametrize(
    "code", ['"<i>a</i>" in page.text', 'address.split("?")', 'text.index("One")', r're.findall(r"\d+ days", text)']
)
def test_plain_text_may_be_cut(code):
    assert cuts_in(code) == []
