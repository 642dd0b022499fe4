"""Page 1 of the page for the doctor is one page in a browser's print, whatever it holds."""

import datetime as dt
import io
from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from tests.factories import make_day, make_episode
from tests.report.pages import EVERYTHING, page_of, usual
from tests.report.test_longest import the_longest
from tracker.pages.report_blocks import shown_report
from tracker.report.content import Report

pytestmark = pytest.mark.walk

STYLES = (
    "bootstrap/css/bootstrap-reboot.min.css",
    "css/tokens.css",
    "css/frame.css",
    "css/controls.css",
    "css/fields.css",
    "css/lists.css",
    "css/trends.css",
    "css/report.css",
    "css/report-further.css",
    "css/report-print.css",
)


def printed(page, live_server, report: Report) -> PdfReader:
    """A report as the browser prints it, in the site's own styles."""
    links = '<link rel="icon" href="data:,">'
    links += "".join(f'<link rel="stylesheet" href="{live_server.url}{static(name)}">' for name in STYLES)
    body = render_to_string("tracker/report/page.html", {"summary": shown_report(report, ("print",))})
    page.goto("/healthz/")
    # As the site's own pages: without a document type, tables would have letters of another size.
    page.set_content(
        f"<!doctype html><html lang='en'><head>{links}</head>"
        f"<body><main class='page page-wide'>{body}</main></body></html>"
    )
    page.wait_for_load_state("networkidle")
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("is_large", [False, True])
@pytest.mark.parametrize("paper", ["a4", "us-letter"])
@pytest.mark.parametrize("material", [usual, the_longest], ids=["usual", "longest"])
def test_page_one_is_one_page(browse, live_server, material, paper, is_large):
    report = page_of(material(), replace(EVERYTHING, is_large=is_large, paper=paper))
    result = printed(browse(), live_server, replace(report, further=()))
    assert len(result.pages) == 1
    # Some fonts have full stops that no text can be read from.
    assert "No diagnosis" in result.pages[0].extract_text().rstrip().splitlines()[-1]
    width = {"a4": 595, "us-letter": 612}[paper]
    assert float(result.pages[0].mediabox.width) == pytest.approx(width, abs=1)


@pytest.mark.django_db(transaction=True)
def test_the_page_of_the_app_is_printed_without_what_is_around_it(browse, alice):
    """Page one, and behind it the part that is suggested; of all that stands around them on the screen nothing."""
    now = timezone.now()
    for n in range(1, 31):
        make_day(alice, now.date() - n * dt.timedelta(1))
    make_episode(alice, started_at=now - dt.timedelta(days=3))
    page = browse(user=alice)
    page.goto(reverse("report"))
    result = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    one, suggested = (each.extract_text() for each in result.pages)
    assert one.startswith("Muscle spasms and cramps")
    assert suggested.startswith("Did spasm days change?")


def test_what_follows_begins_on_page_two(browse, live_server):
    report = page_of(usual(), replace(EVERYTHING, sections=frozenset({"method"})))
    result = printed(browse(), live_server, report)
    assert len(result.pages) == 2
    assert "How it is counted" not in result.pages[0].extract_text()
    assert "How it is counted" in result.pages[1].extract_text()


LOOK = """(element, part) => {
  const { color, backgroundColor, borderColor, content } = getComputedStyle(element, part);
  return [color, backgroundColor, borderColor, content];
}"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["today", "diary"])
def test_days_keep_their_meaning_on_paper_without_backgrounds(browse, alice, name):
    """In dark, too: a number, a tick and a dash, in black, and no buttons between them."""
    now = timezone.now()
    make_episode(alice, started_at=now - dt.timedelta(days=4), intensity=9)
    make_day(alice, (now - dt.timedelta(days=3)).date())
    make_day(alice, (now - dt.timedelta(days=1)).date())
    page = browse(user=alice, dark=True)
    page.goto(reverse(name))
    page.emulate_media(media="print", color_scheme="dark")
    days = page.locator(".recent-days, .diary-list").first
    worst = page.locator(".day-mark.i9, .entry-number.i9").first
    black, nothing = "rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"
    assert worst.evaluate(LOOK)[:3] == [black, nothing, black]
    assert days.locator(".day-mark.unanswered").first.evaluate(LOOK, "::before")[3] == '"–"'
    assert days.locator(".day-mark.clear").first.evaluate(LOOK, "::before")[2] == black
    for css in (".today-actions", ".diary-search", ".bar"):
        assert not page.locator(css).locator("visible=true").count()
