"""The sheet of drawn stretches and positions, and the part that other pages include."""

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_episode, make_profile_item
from tests.html import Element, read_markup, read_page
from tracker.guidance.loader import load_library
from tracker.guidance.releases import release_for

LIBRARY = load_library()


def sheet(client) -> Element:
    response = client.get(reverse("guidance-releases"))
    assert response.status_code == 200
    return read_page(response)


def part(*regions, conditions=()) -> Element:
    help_ = release_for(regions, noticed=(), conditions=conditions, is_late_pregnancy=False, library=LIBRARY)
    return read_markup(render_to_string("tracker/parts/release.html", {"release_help": help_}))


def test_a_visitor_is_sent_to_the_door(client, db):
    response = client.get(reverse("guidance-releases"))
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_only_reading_is_allowed(alice_client):
    assert alice_client.post(reverse("guidance-releases")).status_code == 405


@pytest.mark.parametrize("release", LIBRARY.releases.values(), ids=lambda each: each.key)
def test_each_has_its_place_its_drawing_and_its_words(alice_client, release):
    place = sheet(alice_client).one(f"#{release.key}")
    drawing = place.one("[role=img]")
    assert drawing["aria-labelledby"] == f"drawn-{release.key}"
    assert drawing.one(f"title#drawn-{release.key}").text == release.alt
    assert release.acts[0] in place.text
    assert release.caution in place.text


def test_no_id_stands_twice(alice_client):
    ids = sheet(alice_client).values("[id]", "id")
    assert sorted(ids) == sorted(set(ids))


def test_it_says_whose_advice_it_is(alice_client):
    assert "Our own advice. A clinician has not reviewed it yet." in sheet(alice_client).text


def test_it_can_be_printed(alice_client):
    assert sheet(alice_client).one("[data-print]")


def test_the_emergency_number_takes_the_place_of_its_token(alice_client):
    text = sheet(alice_client).text
    assert "{number}" not in text
    assert "Call 112 now if you go numb between the legs" in text


def test_the_profile_puts_a_sentence_in_place_of_a_drawing(alice, alice_client):
    make_profile_item(alice, "condition", code="osteoporosis")
    page = sheet(alice_client)
    assert "Do only what your physical therapist has shown you." in page.text
    assert not page.has("#drawn-lower-back")
    assert page.has("#drawn-calf-bed")


def test_beside_an_urgent_card_nothing_is_drawn(alice, alice_client):
    make_episode(alice, regions=[("chest", "left")], chest_signs="yes", started_at=timezone.now(), may_warn=True)
    page = sheet(alice_client)
    assert page.has(".care-emergency")
    assert not page.has(".release-figure")


def test_the_guide_leads_to_the_sheet(alice_client):
    assert reverse("guidance-releases") in read_page(alice_client.get(reverse("guidance"))).links


# The part for other pages


def test_the_part_has_title_drawing_acts_caution_and_origin_in_this_order():
    shown, release = part("calf"), LIBRARY.releases["calf-bed"]
    places = [shown.place_of(words) for words in (release.caution, *release.acts, release.stop, "Our own advice.")]
    places = [shown.place_of(release.title), shown.one("svg").place, *places]
    assert places == sorted(set(places))


def test_the_part_leads_to_the_other_position():
    assert f"{reverse('guidance-releases')}#calf-wall" in part("calf").links


def test_the_part_without_another_position_leads_nowhere():
    assert not part("hand").has(".release-other")


def test_the_part_says_another_way_in_a_sentence():
    assert "lay one arm across your chest" in part("upper-back").text


def test_the_part_with_a_sentence_has_no_drawing_and_no_acts():
    shown = part("hip", conditions=["joint-replacement"])
    assert "Do only the stretches your physical therapist has shown you." in shown.text
    assert not shown.has("svg")
    assert not shown.has("ol")


def test_the_part_is_self_care():
    assert part("calf").one("section.self-care.release")
