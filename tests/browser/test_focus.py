"""Whoever goes through a page by keyboard sees where they are."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.browser.conftest import PHONE
from tests.factories import make_visit
from tracker.services.questions import keep_question

pytestmark = pytest.mark.walk

MOST_STEPS = 80
_HERE = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const drawn = element.type === "radio" || element.type === "checkbox" ? element.closest("label") : element;
  const style = getComputedStyle(drawn);
  const words = (drawn.textContent || drawn.value || drawn.name || "").replace(/\\s+/g, " ").trim();
  return {words: `${drawn.localName} ${words}`, ring: style.outlineStyle === "solid" ? style.outlineWidth : "none"};
}"""


def without_ring(page) -> tuple[list[str], int]:
    """What the tab key reaches and nothing is drawn around, and how many steps it took."""
    missing = []
    for step in range(MOST_STEPS):
        page.keyboard.press("Tab")
        here = page.evaluate(_HERE)
        if here is None:
            return missing, step
        if here["ring"] != "3px":
            missing.append(here["words"])
    return missing, MOST_STEPS


@pytest.mark.parametrize("name", ["today", "visits", "visit", "questions", "report", "share-new", "settings"])
def test_focus_is_drawn_around_everything_the_tab_key_reaches(browse, alice, name):
    today = timezone.now().date()
    keep_question(alice, "Is it the magnesium?", today)
    visit = make_visit(alice, today)
    page = browse(user=alice, viewport=PHONE)
    page.goto(reverse(name, args=[visit.uid] if name == "visit" else []), wait_until="networkidle")
    missing, steps = without_ring(page)
    assert missing == []
    assert steps > 5
