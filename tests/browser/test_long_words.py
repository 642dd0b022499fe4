"""Every page at 320 pixels, in a language whose words are 40 % longer than English ones (tests/pseudo_language.py):
nothing scrolls sideways, no text is cut, leaves its button or box, or lies on another text."""

import pytest

from tests.browser.conftest import SMALL
from tests.browser.test_pages import BEHIND_ITS_BUTTON, addresses, demo  # noqa: F401  a fixture
from tests.pseudo_language import CODE
from tests.test_pseudo_guide import guide, library  # noqa: F401  fixtures
from tests.test_pseudo_language import catalog, spoken  # noqa: F401  fixtures

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]

PARTS = 4
"""In so many tests, so that several processes share what takes minutes."""
FAULTS = """
() => {
  const CLOSE = 1.5, TALL = 5;  // Pixels; letters are drawn a little higher than their line.
  const UNSEEN = "svg, script, style, template, option, textarea, .visually-hidden";
  const HOLDERS = "button, .btn, label, summary, th, td, li, h1, h2, h3";
  const faults = [];
  const width = document.documentElement.scrollWidth;
  if (width > innerWidth) faults.push(`the page is ${width} wide`);

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const drawn = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest(UNSEEN)) continue;
    if (!parent.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
    if (boxes.length) drawn.push({node, parent, boxes, words: node.data.trim().replace(/\\s+/g, " ").slice(0, 60)});
  }

  const name = (element) => element.tagName.toLowerCase() + [...element.classList].map((each) => `.${each}`).join("");
  for (const text of drawn) {
    text.floats = false;
    for (let box = text.parent; box && box !== document.documentElement; box = box.parentElement) {
      const style = getComputedStyle(box);
      if (["fixed", "sticky", "absolute"].includes(style.position)) text.floats = true;
      if (style.display === "inline" || style.display === "contents") continue;
      const edges = box.getBoundingClientRect();
      if (edges.width <= 1 || edges.height <= 1) { text.floats = true; break; }  // For screen readers alone.
      if (["auto", "scroll"].includes(style.overflowX)) { text.floats = true; break; }
      const left = Math.min(...text.boxes.map((each) => each.left));
      const right = Math.max(...text.boxes.map((each) => each.right));
      if (left < edges.left - CLOSE || right > edges.right + CLOSE) {
        faults.push(`“${text.words}” leaves ${name(box)} sideways (${Math.round(right - edges.right)} px)`);
        break;
      }
      const top = Math.min(...text.boxes.map((each) => each.top));
      const bottom = Math.max(...text.boxes.map((each) => each.bottom));
      const holds = style.overflowY !== "visible" || box.matches(HOLDERS);
      if (holds && (top < edges.top - TALL || bottom > edges.bottom + TALL)) {
        faults.push(`“${text.words}” leaves ${name(box)} above or below`);
        break;
      }
      if (["fixed", "absolute"].includes(style.position)) {  // Placed by itself: in no other box than the screen.
        if (left < 0 || right > innerWidth) faults.push(`“${text.words}” leaves the screen`);
        break;
      }
      if (style.textOverflow === "ellipsis" && box.scrollWidth > box.clientWidth) {
        faults.push(`“${text.words}” is cut in ${name(box)}`);
        break;
      }
    }
  }

  const still = drawn.filter((text) => !text.floats)
    .flatMap((text) => text.boxes.map((box) => ({...text, box}))).sort((a, b) => a.box.top - b.box.top);
  still.forEach((one, at) => {
    for (const other of still.slice(at + 1)) {
      if (other.box.top > one.box.bottom - TALL) break;
      if (other.node === one.node) continue;
      const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const high = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
      if (wide > CLOSE && high > TALL) faults.push(`“${one.words}” and “${other.words}” lie on each other`);
    }
  });
  return [...new Set(faults)];
}
"""


@pytest.fixture
def long_words(guide, settings):  # noqa: F811  the fixture
    """The site speaks it and nothing else, whatever the browser asks for."""
    settings.LANGUAGES = [(CODE, "Pseudo")]


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_has_room_for_long_words(browse, settle, demo, long_words, part):  # noqa: F811  the fixture
    page = browse(user=demo["owner"], viewport=SMALL)
    faults = []
    for address in list(addresses(demo))[part::PARTS]:
        page.goto(address)
        if address.endswith(BEHIND_ITS_BUTTON):
            page.locator("main form button").first.click()
        settle(page)
        page.evaluate("document.querySelectorAll('details').forEach((element) => { element.open = true; })")
        settle(page)
        faults += [f"{address}: {fault}" for fault in page.evaluate(FAULTS)]
    assert "\n".join(faults) == ""


@pytest.mark.parametrize(
    ("markup", "fault"),
    [
        ("<p style='width: 400px'>Wide</p>", "the page is"),
        ("<p style='width: 50px; white-space: nowrap'>Longer than its box</p>", "leaves p sideways"),
        ("<p><button style='height: 10px; width: 60px'>Taller than its button</button></p>", "leaves button above"),
        ("<p style='overflow: hidden; height: 20px'>Cut <br>in <br>two</p>", "leaves p above or below"),
        ("<p>One</p><p style='margin-top: -30px'>Two</p>", "“One” and “Two” lie on each other"),
        ("<p style='width: 50px; overflow: hidden; white-space: nowrap'>Cut at its end</p>", "leaves p sideways"),
    ],
)
def test_what_does_not_fit_is_seen(browse, markup, fault):
    page = browse(viewport=SMALL)
    page.set_content(f"<meta name=viewport content='width=device-width'><body style='margin: 0'>{markup}")
    faults = page.evaluate(FAULTS)
    assert faults
    assert [each for each in faults if fault not in each] == []


def test_what_fits_is_let_through(browse):
    page = browse(viewport=SMALL)
    page.set_content(
        "<meta name=viewport content='width=device-width'><body><p><button>Stop</button> It fits.</p>"
        "<div style='overflow-x: auto'><p style='width: 500px'>A table that scrolls by itself</p></div>"
    )
    assert page.evaluate(FAULTS) == []
