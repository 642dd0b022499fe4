"""The emergency number on the pages: the person's own, and honest words where it is unknown."""

import pytest
from django.template import Context, Template
from django.urls import reverse

from tests.html import read_markup
from tracker.models import Preferences

UNKNOWN = "your local emergency number (112 works from many mobile phones)"


def rendered(source: str, **context) -> str:
    return Template("{% load emergency %}" + source).render(Context(context))


class Look:
    def __init__(self, number):
        self.emergency_number = number


def test_a_text_has_the_persons_number():
    assert rendered("{% says text %}", text="Call {number} now.", look=Look("999")) == "Call 999 now."


@pytest.mark.parametrize("context", [{}, {"look": Look("")}])
def test_a_text_says_so_where_the_number_is_unknown(context):
    assert rendered("{% says text %}", text="Call {number} now.", **context) == f"Call {UNKNOWN} now."


def test_a_text_is_escaped():
    assert rendered("{% says text %}", text="<b> {number}", look=Look("999")) == "&lt;b&gt; 999"


def test_the_link_dials_the_persons_number():
    call = read_markup(rendered("{% emergency_call %}", look=Look("999")))
    assert call.one("a.care-number", "Call 999")["href"] == "tel:999"
    assert "112" not in call.text


def test_the_link_says_why_it_dials_112_where_the_number_is_unknown():
    call = read_markup(rendered("{% emergency_call %}"))
    assert call.one("a.care-number", "Call 112")["href"] == "tel:112"
    assert "112 works from many mobile phones. If you know your local emergency number, call that." in call.text


def library_entry(client, key="heart-or-lungs") -> str:
    return client.get(reverse("guidance-entry", args=[key])).content.decode()


def test_a_page_of_the_guide_has_the_number_of_the_time_zone(alice_client):
    page = library_entry(alice_client)
    assert "Call 112" in page
    assert "{number}" not in page


def test_a_page_of_the_guide_has_the_number_that_was_chosen(alice, alice_client):
    Preferences.objects.filter(owner=alice).update(emergency_country="GB")
    assert "Call 999" in library_entry(alice_client)


def test_an_emergency_says_not_to_drive_and_to_unlock_the_door(alice_client):
    assert "Do not drive yourself. If you are alone, unlock the door." in library_entry(alice_client)


def test_what_is_no_emergency_says_nothing_of_the_door(alice_client):
    assert "unlock the door" not in library_entry(alice_client, "swollen-warm-leg")


def test_no_entry_shows_the_token(alice_client):
    page = alice_client.get(reverse("guidance-library") + "?full=1").content.decode()
    assert "Call 112" in page
    assert "{number}" not in page
