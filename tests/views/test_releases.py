"""The sheet of drawn stretches and positions, and the part that other pages include."""

import re

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from tests.factories import make_episode, make_profile_item
from tracker.guidance.loader import load_library
from tracker.guidance.releases import release_for

LIBRARY = load_library()


def sheet(client) -> str:
    response = client.get(reverse("guidance-releases"))
    assert response.status_code == 200
    return response.content.decode()


def part(*regions, conditions=()) -> str:
    help_ = release_for(regions, noticed=(), conditions=conditions, is_late_pregnancy=False, library=LIBRARY)
    return render_to_string("tracker/parts/release.html", {"release_help": help_})


def test_a_visitor_is_sent_to_the_door(client, db):
    response = client.get(reverse("guidance-releases"))
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_only_reading_is_allowed(alice_client):
    assert alice_client.post(reverse("guidance-releases")).status_code == 405


@pytest.mark.parametrize("release", LIBRARY.releases.values(), ids=lambda each: each.key)
def test_each_has_its_place_its_drawing_and_its_words(alice_client, release):
    text = sheet(alice_client)
    assert f'id="{release.key}"' in text
    assert f'<title id="drawn-{release.key}">{escape(release.alt)}</title>' in text
    assert f'role="img" aria-labelledby="drawn-{release.key}"' in text
    assert escape(release.acts[0]) in text
    assert escape(release.caution) in text


def test_no_id_stands_twice(alice_client):
    ids = re.findall(r'\sid="([^"]+)"', sheet(alice_client))
    assert sorted(ids) == sorted(set(ids))


def test_it_says_whose_advice_it_is(alice_client):
    assert "Our own advice. A clinician has not reviewed it yet." in sheet(alice_client)


def test_it_can_be_printed(alice_client):
    assert "data-print" in sheet(alice_client)


def test_the_emergency_number_takes_the_place_of_its_token(alice_client):
    text = sheet(alice_client)
    assert "{number}" not in text
    assert "Call 112 now if you go numb between the legs" in text


def test_the_profile_puts_a_sentence_in_place_of_a_drawing(alice, alice_client):
    make_profile_item(alice, "condition", code="osteoporosis")
    text = sheet(alice_client)
    assert "Do only what your physical therapist has shown you." in text
    assert 'id="drawn-lower-back"' not in text
    assert 'id="drawn-calf-bed"' in text


def test_beside_an_urgent_card_nothing_is_drawn(alice, alice_client):
    make_episode(alice, regions=[("chest", "left")], chest_signs="yes", started_at=timezone.now(), may_warn=True)
    text = sheet(alice_client)
    assert "care-emergency" in text
    assert "release-figure" not in text


def test_the_guide_leads_to_the_sheet(alice_client):
    text = alice_client.get(reverse("guidance")).content.decode()
    assert f'href="{reverse("guidance-releases")}"' in text


# The part for other pages


def test_the_part_has_title_drawing_acts_caution_and_origin_in_this_order():
    text, release = part("calf"), LIBRARY.releases["calf-bed"]
    found = [release.title, "<svg", *release.acts, release.caution, "Our own advice."]
    places = [text.index(escape(each)) if each != "<svg" else text.index(each) for each in found]
    assert places == sorted(places)


def test_the_part_leads_to_the_other_position():
    assert f'href="{reverse("guidance-releases")}#calf-wall"' in part("calf")


def test_the_part_without_another_position_leads_nowhere():
    assert "release-other" not in part("hand")


def test_the_part_says_another_way_in_a_sentence():
    assert "lay one arm across your chest" in part("upper-back")


def test_the_part_with_a_sentence_has_no_drawing_and_no_acts():
    text = part("hip", conditions=["joint-replacement"])
    assert "Do only the stretches your physical therapist has shown you." in text
    assert "<svg" not in text
    assert "<ol" not in text


def test_the_part_is_self_care():
    assert 'class="self-care release"' in part("calf")
