"""The form of an entry is sent without its long lists: they come when they are asked for, and nothing typed is lost."""

import gzip
import hashlib
import re

import pytest
from django.urls import reverse

from tests.factories import make_episode
from tests.html import read_page
from tracker.countries import OWN_NUMBER
from tracker.models import Episode, EpisodeRegion, OwnTerm, Preferences
from tracker.vocabulary.regions import REGIONS

pytestmark = pytest.mark.django_db

HEAT = {"code": "heat", "moment": "during", "effect": "greatly"}
MOST_BYTES, MOST_BYTES_ON_THE_WIRE = 70_000, 11_800
MOST_QUERIES = 9


def boxes(page):
    return page.values("input[name=regions]", "value")


def as_served(content):
    """The page with the names that its files have once they are collected: each with a mark of what is in it."""

    def named(match):
        return b"".join([match[1], b".", hashlib.md5(match[0]).hexdigest()[:12].encode(), match[2]])

    return re.sub(rb"(/static/[^\"]+?)(\.\w+)(?=\")", named, content)


@pytest.fixture
def used(alice):
    """A diary that fills all that the form offers first: four places, remedies, a word of alice's own."""
    places = (("calf", "left"), ("lower-back", "middle"), ("calf", "both"), ("eyelid", "left"))
    make_episode(alice, regions=places, factors=("stress", "x-late-coffee"), relief=(HEAT, "x-hot-bath"))
    OwnTerm.objects.create(owner=alice, vocabulary=OwnTerm.FACTOR, code="x-late-coffee", label="late coffee")
    OwnTerm.objects.create(owner=alice, vocabulary=OwnTerm.RELIEF, code="x-hot-bath", label="hot bath")


@pytest.mark.parametrize("is_edit", [False, True], ids=["new", "edit"])
def test_the_form_is_light(alice_client, used, is_edit):
    address = reverse("episode-edit", args=[Episode.objects.get().uid]) if is_edit else reverse("episode-add")
    content = as_served(alice_client.get(address).content)
    assert len(content) <= MOST_BYTES
    assert len(gzip.compress(content, 6)) <= MOST_BYTES_ON_THE_WIRE


def test_the_form_asks_the_database_little(alice_client, used, django_assert_num_queries):
    with django_assert_num_queries(MOST_QUERIES):
        alice_client.get(reverse("episode-add"))


def test_the_safety_questions_are_written_once_and_keep_no_answer(alice_client):
    """What one form was answered stands on no other."""
    answered = {"started": "now", "chest_signs": "yes", "follow_up_locked": ["mouth", "wound"], "lists": "all"}
    for _time in range(2):
        page = read_page(alice_client.post(reverse("episode-add"), answered))
        checked = page.all(".asks input[checked]")
        assert [(box["name"], box["value"]) for box in checked] == [
            ("chest_signs", "yes"),
            ("follow_up_locked", "mouth"),
            ("follow_up_locked", "wound"),
        ]
    assert not read_page(alice_client.get(reverse("episode-add"))).has(".asks input[checked]")


def test_an_answer_that_no_question_has_is_not_written(alice_client):
    sent = {"started": "now", "chest_signs": 'yes"><b>', "lists": "all"}
    page = read_page(alice_client.post(reverse("episode-add"), sent))
    assert page.has(".asks")
    assert not page.has(".asks input[checked], .asks b")


def test_each_person_is_told_their_own_number(alice_client, alice):
    """Although what stands around it is written once."""
    for number in ("999", "000", "999"):
        chosen = {"emergency_country": OWN_NUMBER, "emergency_number": number}
        Preferences.objects.update_or_create(owner=alice, defaults=chosen)
        page = read_page(alice_client.get(reverse("episode-add")))
        assert {link["href"] for link in page.all(".safety a[href^='tel:']")} == {f"tel:{number}"}


def test_it_says_where_its_list_of_places_is(alice_client):
    page = read_page(alice_client.get(reverse("episode-add")))
    assert boxes(page) == []
    part = read_page(alice_client.get(page.one("[data-late]")["data-late"]))
    assert len(boxes(part)) == sum(len(region.sides) for region in REGIONS.values())
    assert not part.has("html")


@pytest.mark.parametrize("ask", ["get", "post"])
def test_whoever_asks_gets_all_lists_on_the_page(alice_client, ask):
    page = read_page(getattr(alice_client, ask)(reverse("episode-add"), {"lists": "all"}))
    assert len(boxes(page)) > 100
    assert len(page.all("select[name^=relief_during]")) > 10
    assert not page.has("[data-late], [data-ask-all], .errors")


def test_asking_for_lists_stores_nothing_and_keeps_what_was_typed(alice_client, alice):
    typed = {"note": "half typed", "regions": ["calf:left"], "relief": ["heat"], "started": "now", "lists": "all"}
    response = alice_client.post(reverse("episode-add"), typed)
    page = read_page(response)
    assert response.status_code == 200
    assert not Episode.objects.of(alice).exists()
    assert page.one("textarea[name=note]").text.strip() == "half typed"
    assert page.values("input[name=regions][checked]", "value") == ["calf:left"]
    assert page.values("input[name=relief][checked]", "value") == ["heat"]


def test_what_is_stored_stands_on_the_light_form_too(alice_client, alice):
    episode = make_episode(alice, regions=(("calf", "left"), ("shin", "both")), relief=[HEAT])
    page = read_page(alice_client.get(reverse("episode-edit", args=[episode.uid])))
    assert sorted(page.values("input[name=regions][checked]", "value")) == ["calf:left", "shin:both"]
    assert page.has("[data-late]")
    assert page.one("select[name=relief_during_heat] option[selected]")["value"] == "greatly"


def test_words_for_somewhere_else_bring_the_whole_list(alice_client, alice):
    episode = make_episode(alice, regions=())
    EpisodeRegion.objects.create(episode=episode, region="other", text="left ear")
    page = read_page(alice_client.get(reverse("episode-edit", args=[episode.uid])))
    assert page.one("input[name=regions_other_text]")["value"] == "left ear"
    assert not page.has("[data-late]")
