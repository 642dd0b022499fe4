"""The form of an entry is sent without its long lists: they come when they are asked for, and nothing typed is lost."""

import gzip

import pytest
from django.urls import reverse

from tests.factories import make_episode
from tests.html import read_page
from tracker.models import Episode, EpisodeRegion
from tracker.vocabulary.regions import REGIONS

pytestmark = pytest.mark.django_db

HEAT = {"code": "heat", "moment": "during", "effect": "greatly"}
MOST_BYTES, MOST_BYTES_ON_THE_WIRE = 76_500, 13_300


def boxes(page):
    return page.values("input[name=regions]", "value")


def test_the_form_is_light(alice_client):
    content = alice_client.get(reverse("episode-add")).content
    assert len(content) <= MOST_BYTES
    assert len(gzip.compress(content, 6)) <= MOST_BYTES_ON_THE_WIRE


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
