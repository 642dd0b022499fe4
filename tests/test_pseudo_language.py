"""Every page in a language that nobody speaks (tests/pseudo_language.py): what still reads as English on it, no
translator was ever asked about.

Names, and what a person typed, are listed below. Texts of the guide are no messages: each language has files of its
own.
"""

import io
import json
import re
from dataclasses import fields, is_dataclass

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from pypdf import PdfReader

from tests.charts.findings import five_states
from tests.factories import make_profile_item, make_visit
from tests.html import read_page
from tests.kept_rows import kept_rows
from tests.personas import thirty_a_day
from tests.pseudo_language import CODE, write_catalog
from tests.report.pages import page_of, usual
from tests.test_urls import NAMES, address, rows  # noqa: F401  a fixture
from tracker.charts.registry import CHARTS
from tracker.days import ONE_DAY as DAY
from tracker.days import PartialDate
from tracker.forms.body_figure import PART
from tracker.guidance.emergency import emergency_number_words, with_number
from tracker.guidance.loader import load_library
from tracker.models import DatedSetting
from tracker.report.choice import FURTHER, PAGE_ONE
from tracker.report.layout import document_of
from tracker.report.material import ProfileRow
from tracker.report.typeset import typeset
from tracker.services.bulk import insert_records
from tracker.vocabulary.body_map import VIEWS
from tracker.vocabulary.body_zones import ZONES

pytestmark = pytest.mark.walk

WHOLE_SUMMARY = {"window": "30", "ticked": "1", "parts": [*PAGE_ONE], "sections": [*FURTHER], "paper": "a4"}
WHOLE_SUMMARY |= {"name": "on", "notes": "on"}
"""The doctor's summary with all that can be ticked."""
_WORD = re.compile(r"[A-Za-z]{2,}(?:[’'-][A-Za-z]+)*")

NAMES_OF_THINGS = {
    "bin/spasmlog backup --forget-older": "a command",
    "spasmlog": "the name of this",
    "alice": "the person's name",
    "Why": "a question that the person wrote",
    "Dr. Kim": "a name that the person wrote",
    "Magnesium": "a medicine that the person wrote",
    "Baclofen": "a medicine that the person wrote",
    "My phone": "a name that the person gave a passkey",
    "Button by the bed": "a name that the person gave a token",
    "Mac": "a kind of device",
    "Europe/Berlin": "a time zone",
    "UTC": "a time zone",
    "Uid": "a hidden field that only a broken client leaves out",
    "Berlin": "a place, as tzdata names it",
    "CSV": "a kind of file",
    "PDF": "a kind of file",
    "SVG": "a kind of file",
    "PNG": "a kind of file",
    "WHAT": "where a script puts the name of a remedy",
}
"""What is called the same in every language, and why."""


def english_in(texts, of_the_guide: tuple[str, ...]) -> list[str]:
    """Those that hold a word in plain letters which is no name, and does not come from the guide."""
    return [text for text in texts if _is_english(text, of_the_guide)]


def _is_english(text: str, of_the_guide: tuple[str, ...]) -> bool:
    if not _WORD.search(text):
        return False
    for known in (*of_the_guide, *NAMES_OF_THINGS):
        text = text.replace(known, "")
    return bool(_WORD.search(text))


def _strings(value):
    """Every text inside of a dataclass, a mapping or a list."""
    if isinstance(value, str):
        yield " ".join(value.split())
    elif is_dataclass(value):
        for field in fields(value):
            yield from _strings(getattr(value, field.name))
    elif hasattr(value, "items"):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for each in value:
            yield from _strings(each)


@pytest.fixture(scope="module")
def of_the_guide():
    """Sentences and titles of the guide, the longest first: translated as files (tests/test_pseudo_guide.py)."""
    texts = {with_number(text, "112") for text in _strings(load_library())}
    texts = {text for text in texts if " " in text or text[:1].isupper()}
    texts |= {reason for source in load_library().sources.values() for reason in source.not_used.values()}
    return tuple(sorted(texts, key=len, reverse=True))


@pytest.fixture(scope="module")
def catalog(tmp_path_factory):
    folder = tmp_path_factory.mktemp("locale")
    write_catalog(folder)
    return folder


@pytest.fixture
def spoken(settings, catalog):
    """The site speaks it, to everybody."""
    settings.LOCALE_PATHS = [catalog]
    settings.LANGUAGES = [("en", "English"), (CODE, "Pseudo")]
    settings.LANGUAGE_CODE = CODE


def fill_diary(owner):
    """Three weeks of the fullest diary there is, and what it leads to."""
    persona = thirty_a_day(40, timezone.localdate())
    DatedSetting.objects.create(
        owner=owner, name=DatedSetting.FACTORS, from_on=persona.days[0].date, value=" ".join(persona.asked)
    )
    insert_records(owner, persona.episodes, persona.days, now=timezone.now())
    make_profile_item(owner, "medication", text="Magnesium")
    make_visit(owner, timezone.localdate() - 10 * DAY)
    return {}


@pytest.fixture
def long_diary(alice):
    kept_rows(fill_diary, alice)
    return alice


def left_in(response, of_the_guide) -> list[str]:
    if not response["Content-Type"].startswith(("text/html", "image/svg")):
        return []
    # The offline page does not know the person's emergency number.
    with translation.override(CODE):
        unknown = emergency_number_words("")
    return english_in([text.replace(unknown, "112") for text in read_page(response).spoken], of_the_guide)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_translated(name, alice_client, rows, spoken, of_the_guide):  # noqa: F811  the fixture
    assert left_in(alice_client.get(address(name, rows), follow=True), of_the_guide) == []


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_is_translated(name, alice_client, rows, spoken, of_the_guide):  # noqa: F811  the fixture
    """What is said to a tap, and to a form that was sent empty."""
    assert left_in(alice_client.post(address(name, rows), follow=True), of_the_guide) == []


@pytest.mark.parametrize("name", sorted({"account_login", "account_signup", "today", "when-to-get-help", "profile"}))
def test_a_visitor_reads_it_translated(name, client, spoken, of_the_guide, db):
    for send in (client.get, client.post):
        assert left_in(send(reverse(name), follow=True), of_the_guide) == []


def test_a_page_that_is_not_there_is_translated(alice_client, spoken, of_the_guide):
    assert left_in(alice_client.get("/nowhere/"), of_the_guide) == []


@pytest.mark.parametrize(
    "name", ["today", "diary", "trends", "check-in", "check-in-factors", "guidance-for-you", "visits"]
)
def test_a_page_of_a_long_diary_is_translated(name, long_diary, alice_client, spoken, of_the_guide):
    assert left_in(alice_client.get(reverse(name)), of_the_guide) == []


def test_the_names_in_the_drawn_body_are_translated(alice_client, spoken, of_the_guide):
    """A script puts them into the drawing: they stand in the page as data."""
    page = read_page(alice_client.get(reverse("episode-add")))
    names = [*json.loads(page.one("[data-names]")["data-names"]).values()]
    labels = [label.replace(PART, "") for label in page.values("[data-part-label]", "data-part-label")]
    assert len(names) == len(ZONES)
    assert len(labels) == len(VIEWS)
    assert english_in(names + labels, of_the_guide) == []


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_is_translated(chart, long_diary, alice_client, spoken, of_the_guide):
    for page in (
        reverse("trends-chart", args=[chart]),
        reverse("trends-table", args=[chart]),
        reverse("trends-file", args=[chart, "svg"]),
    ):
        assert left_in(alice_client.get(f"{page}?window=7"), of_the_guide) == []


def test_the_doctors_page_is_translated(long_diary, alice_client, spoken, of_the_guide):
    assert left_in(alice_client.get(reverse("report"), WHOLE_SUMMARY), of_the_guide) == []


def read_pdf(content: bytes) -> list[str]:
    """What somebody reads or hears of a PDF: its pages, its title, and what stands for each picture."""
    reader = PdfReader(io.BytesIO(content))
    texts = [reader.metadata.title, *(line for page in reader.pages for line in page.extract_text().splitlines())]
    objects = (reader.get_object(number) for number in range(1, reader.trailer["/Size"]))
    texts += [each["/Alt"] for each in objects if isinstance(each, dict) and "/Alt" in each]
    return [text for text in texts if text]


@pytest.mark.process
def test_the_pdf_for_a_doctor_is_translated(long_diary, alice_client, spoken, of_the_guide):
    texts = read_pdf(alice_client.get(reverse("report-pdf"), WHOLE_SUMMARY).content)
    assert len(texts) > 1000
    assert english_in(texts, of_the_guide) == []


@pytest.mark.process
def test_the_pdf_of_two_windows_with_verdicts_is_translated(spoken, of_the_guide):
    """What a diary of three weeks is too short for: a comparison, and factors of every verdict."""
    with translation.override(CODE):
        profile = (ProfileRow("medication", "Magnesium", since=PartialDate(2026, 7)),)
        report = page_of(usual(factors=five_states(), name="alice", questions=("Why",), profile=profile))
        texts = read_pdf(typeset(json.dumps(document_of(report))))
    assert english_in(texts, of_the_guide) == []


@pytest.mark.parametrize("text", ["Saved.", "⟦Šåṽéđšå: left calf⟧"])
def test_english_is_seen(text):
    assert english_in([text], ("Stretch the calf.",)) == [text]


@pytest.mark.parametrize("text", ["⟦Šåṽéđšå.⟧", "Stretch the calf.", "⟦ŵîţħŵî Dr. Kim⟧", "4 · 12:30"])
def test_what_is_translated_or_a_name_is_let_through(text):
    assert english_in([text], ("Stretch the calf.",)) == []
