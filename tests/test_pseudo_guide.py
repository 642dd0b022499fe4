"""The guide in a language that nobody speaks: files of words beside the English ones, nothing else. What still reads
as English on its pages and cards is a text that no translator could give."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from shutil import copytree

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_profile_item
from tests.guidance.files import lines
from tests.guidance.red_flags import RED_FLAGS
from tests.html import read_page
from tests.pseudo_language import CODE, changed
from tests.test_pseudo_language import (  # noqa: F401  fixtures
    catalog,
    english_in,
    long_diary,
    spoken,
)
from tests.views.test_safety_stages import know, log
from tracker.guidance import loader
from tracker.guidance.loader import GUIDANCE_FOLDER, languages, library_in, load_library
from tracker.guidance.schema import CARD

pytestmark = pytest.mark.walk

ENGLISH = load_library()
CARDS = [key for key, entry in ENGLISH.entries.items() if entry.role == CARD]
NAMES_OF_ARTICLES = tuple(
    sorted(
        {source.title for source in ENGLISH.sources.values()}
        | {passage.section for source in ENGLISH.sources.values() for passage in source.passages.values()},
        key=len,
        reverse=True,
    )
)
"""Titles and headings of the articles, which are English."""


def translated(value):
    if isinstance(value, str):
        return changed(value)
    if isinstance(value, Mapping):
        return {name: translated(each) for name, each in value.items()}
    return [translated(each) for each in value]


def write_words(folder, *, but=()):
    """The words of this language, as a translator would write them, without those of the entries named."""
    copytree(GUIDANCE_FOLDER / "content", folder / "content")
    (folder / "sources.toml").write_bytes((GUIDANCE_FOLDER / "sources.toml").read_bytes())
    there = folder / "content" / CODE
    there.mkdir()
    for path in (folder / "content" / "en").glob("*.toml"):
        text = ""
        for kind, tables in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if kind == "forbidden":
                text += "".join(lines("[[forbidden]]", each) for each in tables)
            elif kind == "not_used":
                text += lines(f"[{kind}]", translated(tables))
            else:
                text += "".join(
                    lines(f"[{kind}.{key}]", translated(each)) for key, each in tables.items() if key not in but
                )
        (there / path.name).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """The guide in this language."""
    folder = tmp_path_factory.mktemp("guide")
    write_words(folder)
    return load_library(CODE, folder)


@pytest.fixture
def guide(library, spoken, monkeypatch):  # noqa: F811  the fixture
    """The site speaks it, and so does the guide."""
    monkeypatch.setattr(loader, "languages", lambda: ("en", CODE))
    monkeypatch.setattr(loader, "load_library", lambda language="en": library if language == CODE else ENGLISH)
    return library


def left_on(client, page) -> list[str]:
    response = client.get(page, follow=True)
    assert response.status_code == 200
    return english_in(read_page(response).spoken, NAMES_OF_ARTICLES)


def test_the_library_has_the_same_structure_in_both_languages(library):
    assert library.language == CODE
    assert list(library.entries) == list(ENGLISH.entries)
    assert library.entries["relax"].title == changed(ENGLISH.entries["relax"].title)
    assert library.entries["relax"].citations == ENGLISH.entries["relax"].citations


def test_an_entry_without_words_in_a_language_is_in_english(tmp_path):
    write_words(tmp_path, but=["relax"])
    entries = load_library(CODE, tmp_path).entries
    assert entries["relax"] == ENGLISH.entries["relax"]
    assert entries["stretch-gently"].title != ENGLISH.entries["stretch-gently"].title
    assert languages(tmp_path) == tuple(sorted((*languages(), CODE)))


LACKING = ("relax", "weakness-or-numbness", "what-a-spasm-is")
"""Entries that the language has no words for: a step, a card and a fact."""


@pytest.fixture
def partial_guide(tmp_path, spoken, monkeypatch):  # noqa: F811  the fixture
    """The same without the words of some entries."""
    write_words(tmp_path, but=LACKING)
    library = load_library(CODE, tmp_path)
    monkeypatch.setattr(loader, "languages", lambda: ("en", CODE))
    monkeypatch.setattr(loader, "load_library", lambda language="en": library if language == CODE else ENGLISH)
    return library


@pytest.mark.parametrize("key", LACKING)
def test_english_words_on_a_page_of_another_language_say_so(key, alice_client, partial_guide):
    assert {partial_guide.entries[each].language for each in LACKING} == {"en"}
    for page in (reverse("guidance-entry", args=[key]), reverse("guidance-library") + "?full=1"):
        shown = read_page(alice_client.get(page, follow=True))
        marked = shown.all("[lang=en]")
        assert marked
        for each in marked:
            each.parent.children.remove(each)
        assert english_in(shown.spoken, NAMES_OF_ARTICLES) == []


def test_no_page_in_one_language_marks_any_word(alice_client, guide):
    for key in LACKING:
        shown = read_page(alice_client.get(reverse("guidance-entry", args=[key])))
        assert not shown.has("main [lang=en]")


def test_a_reader_gets_the_guide_in_their_language(guide):
    assert library_in(CODE) is guide
    assert library_in("en") is library_in("fr") is ENGLISH


@pytest.mark.parametrize("key", ENGLISH.entries)
def test_an_entry_is_translated(key, alice_client, guide):
    assert left_on(alice_client, reverse("guidance-entry", args=[key])) == []


@pytest.mark.parametrize(
    "name",
    [
        "guidance",
        "guidance-library",
        "guidance-releases",
        "guidance-disagreements",
        "guidance-sources",
        "guidance-for-you",
        "when-to-get-help",
    ],
)
def test_a_page_of_the_guide_is_translated(name, long_diary, alice_client, guide):  # noqa: F811  the fixture
    assert left_on(alice_client, reverse(name)) == []


@pytest.mark.parametrize("number", ENGLISH.sources)
def test_a_source_is_translated(number, alice_client, guide):
    assert left_on(alice_client, reverse("guidance-source", args=[number])) == []


@pytest.mark.parametrize("key", CARDS)
def test_why_a_card_is_raised_is_translated(key, long_diary, alice_client, guide):  # noqa: F811  the fixture
    assert left_on(alice_client, reverse("guidance-why", args=[key])) == []


@pytest.mark.parametrize("name", RED_FLAGS)
def test_a_card_about_an_entry_is_translated(name, alice, alice_client, guide):
    flag, now = RED_FLAGS[name], timezone.now().replace(microsecond=0)
    know(alice, flag.flags, now)
    episode = log(alice, flag, (flag.minutes or 2) + (0 if flag.is_over else 1), now)
    own = "episode-after" if flag.is_over else "episode-running"
    assert left_on(alice_client, reverse(own, args=[episode.uid])) == []
    assert left_on(alice_client, reverse("today")) == []


def test_what_the_profile_says_of_a_medicine_is_translated(alice, alice_client, guide):
    make_profile_item(alice, "medication", text="Baclofen", from_on=timezone.localdate() - dt.timedelta(days=3))
    make_profile_item(alice, "condition", "spinal-stenosis")
    for name in ("profile", "visits", "questions"):
        assert left_on(alice_client, reverse(name)) == []
