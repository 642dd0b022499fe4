"""Undo stands wherever a form saved something: also where it only filled gaps, which is no edit, and where a row is
new."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import ZONE, make_day, make_episode, make_profile_item, make_visit
from tests.html import read_page
from tracker.days import local_day
from tracker.models import Day, Episode, Pause, ProfileItem, Question, Visit

pytestmark = pytest.mark.django_db


def saved(client, address, **values):
    """Sends the form of a page to itself with these values, and presses Undo in the message that follows."""
    form = next(form for form in read_page(client.get(address)).forms if form.action in {"", address})
    answer = client.post(address, form.filled(**values), follow=True)
    message = read_page(answer).one(".message")
    assert message.one("button").text == "Undo"
    assert client.post(message.one("form")["action"], follow=True).status_code == 200


@pytest.fixture
def today():
    return local_day(timezone.now(), ZONE)


def test_gaps_that_were_filled_in_an_entry_are_empty_again_and_it_was_never_edited(alice, alice_client):
    at = timezone.now().replace(second=0, microsecond=0) - dt.timedelta(days=2)
    row = make_episode(alice, started_at=at, ended_at=at + dt.timedelta(minutes=3), intensity=None, regions=())
    address = reverse("episode-edit", args=[row.uid])
    saved(alice_client, address, intensity="6", note="after the walk")
    row = Episode.objects.get(owner=alice)
    assert (row.intensity, row.note, row.edited_at) == (None, "", None)
    # What was filled in is one of the earlier versions, so that undoing by mistake loses nothing.
    page = read_page(alice_client.get(reverse("episode", args=[row.uid])))
    assert "after the walk" in page.text


def test_of_a_visit(alice, alice_client, today):
    visit = make_visit(alice, today - dt.timedelta(days=3), with_whom="")
    address = reverse("visit-after", args=[visit.uid])
    saved(alice_client, address, said="Stretch")
    assert Visit.objects.get(owner=alice).said == ""
    address = reverse("visit-change", args=[visit.uid])
    saved(alice_client, address, with_whom="Dr. Lee")
    assert Visit.objects.get(owner=alice).with_whom == ""


def test_of_a_row_of_the_profile(alice, alice_client):
    item = make_profile_item(alice, "medication", text="Magnesium")
    address = reverse("profile-change", args=[item.uid])
    saved(alice_client, address, dose="5 mg")
    assert ProfileItem.objects.get(owner=alice).dose == ""


def test_of_a_day(alice, alice_client, today):
    make_day(alice, today)
    address = reverse("check-in-day", args=[today])
    saved(alice_client, address, limited="0")
    assert Day.objects.get(owner=alice).limited is None


def test_what_is_new_is_gone_again(alice, alice_client, today):
    day = reverse("check-in-day", args=[today])
    saved(alice_client, day, answer="none")
    visit = reverse("visit-new")
    saved(alice_client, visit, on=str(today))
    profile = reverse("profile-add", args=["medication"])
    saved(alice_client, profile, text="Magnesium")
    questions = reverse("questions")
    saved(alice_client, questions, text="Is it the magnesium?")
    pauses = reverse("pauses")
    saved(alice_client, pauses, from_on=str(today))
    for rows in (Day, Visit, ProfileItem, Question, Pause):
        assert not rows.objects.filter(owner=alice).exists(), rows


def test_what_ended_or_was_removed_is_back(alice, alice_client, today):
    item = make_profile_item(alice, "medication", text="Magnesium", from_on=today - dt.timedelta(days=9))
    for name in ("profile-over", "profile-remove"):
        message = read_page(alice_client.post(reverse(name, args=[item.uid]), follow=True)).one(".message")
        alice_client.post(message.one("form")["action"], follow=True)
        assert ProfileItem.objects.get(owner=alice).to_on is None, name
