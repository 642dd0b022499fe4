"""What "private" means is said in the same words wherever it is chosen or shown, and they are what the summary does."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import ZONE, make_visit
from tests.html import read_page
from tests.pseudo_language import messages
from tracker.days import local_day

pytestmark = pytest.mark.django_db

COUNTED = "The doctor’s summary counts it, but never lists or names it."
LEFT_OUT = "The doctor’s summary leaves it out."


@pytest.fixture
def addresses(alice):
    today = local_day(timezone.now(), ZONE)
    visit = make_visit(alice, today - dt.timedelta(days=3))
    return {
        reverse("episode-add"): COUNTED,
        reverse("check-in-day", args=[today]): COUNTED,
        reverse("visit-new"): LEFT_OUT,
        reverse("visit-change-add", args=[visit.uid, "medication"]): LEFT_OUT,
        reverse("profile-add", args=["condition"]): LEFT_OUT,
    }


def test_every_tick_says_below_it_what_private_means(alice_client, addresses):
    for address, words in addresses.items():
        page = read_page(alice_client.get(address))
        tick = page.one("input[name=private]")
        described = page.one(f"#{tick['aria-describedby']}")
        label = page.one(f"label[for={tick['id']}]")
        assert (label.text, described.text) == ("Private", words), address


@pytest.mark.parametrize("name", ["report", "share-new"])
def test_the_summary_and_the_page_of_a_new_link_say_both(alice_client, name):
    text = read_page(alice_client.get(reverse(name))).text
    assert "Private entries and days are counted but never listed or named." in text
    assert "Private visits and rows of your health profile are left out." in text


def test_no_other_message_says_it_in_words_of_its_own():
    private = {each.text for each in messages() if "private" in each.text.lower() or "never list" in each.text}
    assert not {text for text in private if "share" in text}
    counted = {COUNTED, "Private entries and days are counted but never listed or named."}
    assert {text for text in private if "never list" in text} == counted
