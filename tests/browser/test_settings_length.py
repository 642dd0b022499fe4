"""Settings stays two phone screens: what is seldom changed is folded, and what is not set up is one link."""

import pytest
from playwright.sync_api import expect

SCREEN = (390, 844)
LENGTH = "document.documentElement.scrollHeight"


@pytest.mark.walk
def test_settings_are_two_phone_screens(browse, alice, axe):
    page = browse(user=alice, viewport=SCREEN, service_workers="allow")
    page.goto("/settings/")
    # What a script shows beside them: logging without a connection.
    expect(page.get_by_text("Without a connection", exact=True)).to_be_visible()
    assert page.evaluate(LENGTH) <= 2 * SCREEN[1]
    headings = page.get_by_role("heading", level=2)
    assert headings.all_inner_texts() == ["Display and day", "Your data", "Sharing and devices", "Account"]
    for fold in page.locator("main details").all():
        fold.locator("summary").click()
    assert axe(page) == []


@pytest.mark.walk
def test_every_row_of_settings_has_its_picture_and_all_words_begin_at_one_edge(browse, alice):
    page = browse(user=alice, viewport=SCREEN, service_workers="allow")
    page.goto("/settings/")
    expect(page.get_by_text("Without a connection", exact=True)).to_be_visible()
    rows = page.locator(".settings-group :is(.row-button, summary, legend):visible")
    edges = rows.evaluate_all("""(rows) => rows.map((row) => {
      const words = document.createRange();
      const picture = row.querySelector("svg").getBoundingClientRect();
      words.setStartAfter(row.querySelector("svg"));
      words.setEndAfter(row.lastChild);
      const texts = document.createTreeWalker(words.commonAncestorContainer, NodeFilter.SHOW_TEXT);
      while (!texts.nextNode().data.trim());
      words.selectNodeContents(texts.currentNode);
      return [Math.round(picture.left), Math.round(words.getBoundingClientRect().left)];
    })""")
    assert len(edges) == 14
    assert max(picture for picture, _words in edges) == min(picture for picture, _words in edges)
    assert max(words for _picture, words in edges) - min(words for _picture, words in edges) <= 1
    # What is chosen at once stands across from its name.
    for field in page.locator(".settings-group > fieldset").all():
        name, choices = field.locator("legend").bounding_box(), field.locator(".segments").bounding_box()
        assert name["x"] + name["width"] <= choices["x"]
        assert choices["y"] <= name["y"] + name["height"] / 2 <= choices["y"] + choices["height"]


@pytest.mark.walk
def test_on_a_phone_settings_has_the_way_back_and_no_way_to_itself(browse, alice):
    page = browse(user=alice, viewport=SCREEN)
    page.goto("/settings/")
    back = page.locator("main").get_by_role("link", name="Today", exact=True)
    top = back.bounding_box()["y"]
    assert page.locator('main a[href="/settings/"]').count() == 0
    page.goto("/profile/")
    assert page.locator(".way .back").bounding_box()["y"] == top, "in one place on every page"
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/settings/")
    assert not back.is_visible()
    # Both columns begin at one height, with no line above them.
    first, second = page.locator("#you"), page.locator("#sharing")
    assert first.bounding_box()["y"] == second.bounding_box()["y"]
    for heading in (first, second):
        assert heading.evaluate("(heading) => getComputedStyle(heading.parentElement).borderTopWidth") == "0px"
