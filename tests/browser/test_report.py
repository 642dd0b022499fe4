"""The way to a visit: it is planned, questions are kept, the page for the doctor is made, saved, sent, taken back."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.factories import make_day, make_episode
from tracker.days import ONE_DAY
from tracker.selectors.person import person_of

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]
QUESTIONS = ("Why at night?", "Is it the new tablet?", "May I swim?")
DAY = dt.timedelta(days=1)


@pytest.fixture
def alice(transactional_db):
    from tests.conftest import _person

    alice = _person("alice")
    now = timezone.now()
    # Until the day begins, tonight is still that of the evening.
    today = person_of(alice).today(now)
    for n in range(1, 31):
        if n % 4:
            make_day(alice, today - n * DAY)
        else:
            make_episode(alice, started_at=now - n * DAY, note="Trampoline")
    return alice


def log_in(page):
    page.goto(reverse("account_login"))
    page.get_by_label("Name").fill("alice")
    page.get_by_label("Password").fill("alice-likes-long-walks")
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("button", name="Log in").wait_for(state="detached")


def plan_a_visit(page):
    page.goto(reverse("visit-new"))
    page.get_by_label("Which day?").fill((timezone.now().date() + 9 * DAY).isoformat())
    page.get_by_role("button", name="Save").click()
    for question in QUESTIONS:
        page.get_by_role("textbox", name="Your question").fill(question)
        page.get_by_role("button", name="Save question").click()
        page.locator("#questions ol").get_by_text(question, exact=True).wait_for()


def section(page, code):
    return page.locator(f"#page .report-of-{code}")


def tick(page, label):
    """A tap on what is included, and the answer to it. The page itself stays: what was written into it is there."""
    with page.expect_response(lambda response: response.request.method == "POST") as answer:
        page.locator(".report-form .chip", has_text=re.compile(f"^\\s*{label}\\s*$")).click()
    assert answer.value.ok
    assert answer.value.request.headers["hx-request"] == "true"
    page.locator("#report-status").get_by_text("Page updated").wait_for()
    assert page.evaluate("window.wasLoadedBefore")


def open_report(page):
    page.goto(reverse("report"))
    page.get_by_text("What is included").click()
    page.evaluate("window.wasLoadedBefore = true")


def test_questions_of_a_planned_visit_stand_on_the_page_in_their_order(browse, alice):
    page = browse(viewport=DESKTOP)
    log_in(page)
    plan_a_visit(page)
    page.get_by_role("link", name="Doctor’s summary").first.click()
    expect(section(page, "questions").get_by_role("listitem")).to_have_text(list(QUESTIONS))


def test_the_page_follows_every_tick_and_keeps_it(browse, alice):
    page = browse(user=alice, viewport=DESKTOP)
    open_report(page)
    expect(section(page, "numbers")).to_have_count(1)
    expect(section(page, "entries")).to_have_count(0)
    tick(page, "Key numbers")
    section(page, "numbers").wait_for(state="detached")
    tick(page, "The list of entries")
    section(page, "entries").wait_for()
    expect(section(page, "entries").get_by_text("Trampoline")).to_have_count(0)
    tick(page, "Notes on the entries listed")
    section(page, "entries").get_by_text("Trampoline").first.wait_for()
    page.reload()
    expect(section(page, "numbers")).to_have_count(0)
    assert section(page, "entries").get_by_text("Trampoline").count() > 0
    expect(page.get_by_label("Key numbers")).not_to_be_checked()


def test_other_days_are_those_of_the_page_its_file_and_its_link(browse, alice):
    page, elsewhere = browse(user=alice, viewport=DESKTOP, accept_downloads=True), browse()
    open_report(page)
    tick(page, "30 days")
    tick(page, "Where on the body")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save as PDF").click()
    # Nothing is known of today yet, so that it does not count.
    last_on = person_of(alice).today(timezone.now()) - ONE_DAY
    assert saved.value.suggested_filename.endswith(f"-to-{last_on}.pdf")
    assert saved.value.path().read_bytes().startswith(b"%PDF-")
    days = section(page, "who").text_content()
    page.get_by_role("link", name="Share a link").click()
    page.get_by_role("button", name="Make link").click()
    elsewhere.goto(page.get_by_role("textbox", name="Link address").input_value())
    elsewhere.get_by_role("button", name="Open the summary").click()
    assert elsewhere.locator(".report-of-who").text_content() == days
    expect(elsewhere.locator(".report-of-numbers")).to_have_count(1)
    expect(elsewhere.locator(".report-of-where")).to_have_count(0)
    page.goto(reverse("share-links"))
    page.get_by_role("button", name=re.compile("^Turn off")).click()
    elsewhere.reload()
    expect(elsewhere.get_by_role("heading", name="This link doesn’t work")).to_be_visible()
    expect(elsewhere.locator(".report")).to_have_count(0)


def test_on_a_phone_the_sheet_begins_high_with_what_may_be_urgent(browse, alice):
    make_episode(alice, started_at=timezone.now() - 2 * DAY, noticed=("numbness",), regions=(("calf", "left"),))
    page = browse(user=alice, viewport=PHONE)
    page.goto(reverse("report"))

    def top(locator):
        return locator.bounding_box()["y"]

    assert top(page.locator(".report-preview")) < 180
    title, who = page.locator(".report-head h2"), section(page, "who")
    line_height = "(element) => element.clientHeight / parseFloat(getComputedStyle(element).lineHeight)"
    assert title.evaluate(line_height) < 1.5
    assert who.bounding_box()["height"] < 5 * title.bounding_box()["height"]
    assert top(section(page, "finding")) < top(section(page, "new")) < top(section(page, "questions"))
    # Print is with what can be changed, which opens across from the way back.
    change, paper = page.locator(".report-change > summary"), page.get_by_role("button", name="Print", exact=True)
    assert top(change) == top(page.locator(".way .back"))
    expect(paper).to_be_hidden()
    change.click()
    assert top(page.locator(".report-form")) < top(paper) < top(page.locator(".report-first"))
    # Beside each other, questions come first, and on paper, too.
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(paper).to_be_visible()
    assert top(section(page, "new")) == top(section(page, "questions"))
    page.set_viewport_size({"width": 794, "height": 1123})
    page.emulate_media(media="print")
    assert top(section(page, "new")) == top(section(page, "questions"))
    assert section(page, "questions").bounding_box()["x"] < section(page, "new").bounding_box()["x"]
