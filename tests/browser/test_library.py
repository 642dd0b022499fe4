"""The library in the browser: filters without scripts, the print button, and what comes out on paper."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]


def test_filters_work_without_scripts(browse, alice):
    page = browse(user=alice, scripts=False)
    page.goto("/guidance/")
    page.get_by_label("Search the library").fill("magnesium")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/library/?q=magnesium")
    expect(page.get_by_role("link", name="Magnesium, potassium and calcium")).to_be_visible()
    page.get_by_text("Narrow it down").click()
    page.get_by_label("Topic").select_option("tests")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("heading", name="Nothing matches").wait_for()
    page.get_by_role("link", name="“magnesium”").click()
    page.get_by_role("link", name="Blood count").wait_for()
    assert "topic=tests" in page.url


def test_only_titles_are_shown_until_all_is_asked_for(alice_page):
    alice_page.goto("/guidance/library/?topic=what-to-leave")
    bodies = alice_page.locator(".library-body")
    assert bodies.count() > 1
    expect(bodies.first).not_to_be_visible()
    alice_page.get_by_role("link", name="Show full text").click()
    alice_page.get_by_role("link", name="Show titles only").wait_for()
    expect(bodies.first).to_be_visible()
    alice_page.get_by_role("link", name="Show titles only").click()
    alice_page.get_by_role("link", name="Show full text").wait_for()
    expect(bodies.first).not_to_be_visible()


def test_the_print_button_needs_the_script_and_prints(browse, alice):
    address = "/guidance/entries/stretch-gently/"
    plain = browse(user=alice, scripts=False)
    plain.goto(address)
    expect(plain.locator("[data-print]")).not_to_be_visible()
    page = browse(user=alice)
    page.add_init_script("window.print = () => { window.printed = (window.printed || 0) + 1; };")
    page.goto(address)
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed") == 1


_COLORS = """
(selector) => {
  const style = getComputedStyle(document.querySelector(selector));
  return [style.color, style.backgroundColor];
}
"""


@pytest.mark.parametrize(
    "address",
    ["/guidance/entries/heart-or-lungs/", "/guidance/library/?topic=safety", "/guidance/disagreements/"],
)
def test_on_paper_it_is_black_on_white_without_anything_to_tap(browse, alice, address):
    page = browse(user=alice, dark=True)
    page.goto(address)
    assert page.evaluate(_COLORS, "body")[1] != "rgb(255, 255, 255)"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(_COLORS, "body") == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    # A section lies on the ground of the page.
    assert page.evaluate(_COLORS, ".sheet") == ["rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"]
    for selector in (".bar", ".top", "form", "button", ".no-print", ".back"):
        visible = [each for each in page.locator(selector).all() if each.is_visible()]
        assert visible == [], selector


def test_on_paper_a_topic_has_its_texts_and_its_sources(alice_page):
    alice_page.goto("/guidance/library/?topic=what-to-leave")
    alice_page.emulate_media(media="print")
    assert all(body.is_visible() for body in alice_page.locator(".library-body").all())
    expect(alice_page.get_by_text("“Treatment for Muscle Spasms”, paragraph 9").first).to_be_visible()
    sources = alice_page.locator(".paper-only")
    expect(sources).to_be_visible()
    assert "affiliate advertising" in sources.inner_text()


def test_on_paper_the_topics_of_a_source_are_open(alice_page):
    alice_page.goto("/guidance/sources/2/")
    first = alice_page.locator(".shelf .library a").first
    expect(first).not_to_be_visible()
    alice_page.emulate_media(media="print")
    assert first.bounding_box()["height"] > 0


def test_a_link_to_a_disagreement_goes_to_it(alice_page):
    alice_page.goto("/guidance/entries/what-a-twitch-is/")
    alice_page.get_by_role("link", name="Show all disagreements").click()
    alice_page.wait_for_url("**/disagreements/**")
    assert alice_page.url.endswith("/guidance/disagreements/#twitch-or-spasm")
    assert alice_page.locator("#twitch-or-spasm").evaluate("e => e.getBoundingClientRect().top < innerHeight")
