"""Words in signs that no font of the machine has: said beside the button, before a file with boxes is made."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_episode
from tracker.charts import fonts
from tracker.services.questions import keep_question
from tracker.vocabulary.terms import own_code

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:Glyph")]

FORM = {"window": "90", "paper": "a4", "sections": []}
HTMX = {"headers": {"HX-Request": "true"}}
IN_PICTURE = "Some characters will show as boxes in the PNG. Save as SVG to keep them."
IN_PDF = "Some characters will show as boxes in the PDF. Print this page to keep them."


@pytest.fixture(autouse=True)
def no_other_fonts(monkeypatch):
    monkeypatch.setattr(fonts, "machine_fonts", lambda: ())
    fonts._covering.cache_clear()
    fonts.fonts_mark.cache_clear()
    yield
    fonts._covering.cache_clear()
    fonts.fonts_mark.cache_clear()


@pytest.mark.parametrize(("word", "is_said"), [("残業", True), ("🏓", True), ("कसरत", True), ("Überstunden", False)])
def test_at_the_pictures_button(alice, alice_client, word, is_said):
    make_episode(alice, started_at=timezone.now() - dt.timedelta(hours=1), factors=[own_code(word)])
    page = alice_client.get(reverse("trends-chart", args=["suspected"])).content.decode()
    assert word.casefold() in page
    assert (IN_PICTURE in page) is is_said


@pytest.mark.parametrize(("word", "is_said"), [("残業", True), ("Überstunden", False)])
def test_at_the_pdfs_button(alice, alice_client, word, is_said):
    make_episode(alice, started_at=timezone.now() - dt.timedelta(hours=1))
    keep_question(alice, f"What about {word}?", timezone.now().date())
    page = alice_client.get(reverse("report")).content.decode()
    assert word in page
    assert (IN_PDF in page) is is_said
    # As ticked now: what htmx brings replaces the sentence together with the button.
    part = alice_client.post(reverse("report"), FORM | {"parts": ["questions"]}, **HTMX).content.decode()
    assert word in part
    assert (IN_PDF in part) is is_said
    part = alice_client.post(reverse("report"), FORM | {"parts": ["numbers"]}, **HTMX).content.decode()
    assert "report-files" in part
    assert IN_PDF not in part
