""" "Same again": what it copies, what it never copies, and that one tap makes one entry."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_episode
from tests.html import read_page
from tests.outbox import NOON, send_one, tap
from tracker.models import Episode, Revision

LATE = timezone.now() - dt.timedelta(days=3)


@pytest.fixture
def full(alice):
    """An entry with an answer to everything that must not be copied."""
    return make_episode(
        alice,
        regions=(("calf", "left"), ("foot-sole", "right")),
        started_at=LATE,
        ended_at=LATE + dt.timedelta(minutes=4),
        kind="cramp",
        intensity=8,
        count=3,
        at_onset="asleep",
        woke="yes",
        soreness="hours",
        impact="somewhat",
        note="In bed",
        private=True,
        factors=("stress",),
        relief=("heat",),
        noticed=("weakness",),
    )


def again(client, row, **sent):
    return client.post(reverse("episode-start"), {"uid": str(uuid.uuid4()), "again": str(row.uid), **sent})


def made(row):
    return Episode.objects.exclude(pk=row.pk).get()


@pytest.mark.parametrize("name", ["today", "episode", "episode-after"])
def test_one_tap_on_each_page_copies_place_side_and_kind_and_nothing_else(alice_client, full, name):
    page = read_page(alice_client.get(reverse(name, args=[] if name == "today" else [full.uid])))
    (form,) = [form for form in page.forms if "again" in form]
    response = alice_client.post(form.action, form.filled())
    new = made(full)
    assert response.url == f"{reverse('episode-after', args=[new.uid])}?again=1"
    assert [(mark.region, mark.side) for mark in new.regions.all()] == [("calf", "left"), ("foot-sole", "right")]
    assert new.kind == "cramp"
    assert timezone.now() - new.started_at < dt.timedelta(minutes=1)
    left_out = (new.intensity, new.ended_at, new.at_onset, new.woke, new.soreness, new.impact, new.note, new.private)
    assert left_out == (None, None, "", "", "", "", "", False)
    assert (new.count, new.duration_basis) == (1, "unknown")
    assert not (new.factors.exists() or new.relief.exists() or new.noticed.exists() or new.follow_ups.exists())


def test_the_next_page_asks_the_number_and_one_tap_stores_it(alice_client, full):
    page = again(alice_client, full)
    form = read_page(alice_client.get(page.url)).form("")
    assert form.buttons == [str(n) for n in range(11)]
    alice_client.post(page.url, form.filled("6"))
    assert made(full).intensity == 6


def test_pressed_twice_it_makes_one(alice_client, full):
    uid = str(uuid.uuid4())
    for _ in range(2):
        again(alice_client, full, uid=uid)
    assert Episode.objects.count() == 2


def test_a_place_with_a_safety_question_asks_it_before_the_number(alice_client, alice):
    chest = make_episode(alice, regions=(("chest", "left"),), chest_signs="no", started_at=LATE)
    page = read_page(alice_client.get(again(alice_client, chest).url))
    assert made(chest).chest_signs == ""
    assert page.one(".ask-now").place < page.one(".arc").place


def test_undo_takes_it_away_and_can_itself_be_undone(alice_client, full):
    page = read_page(alice_client.get(again(alice_client, full).url))
    form = page.form(reverse("episode-delete", args=[made(full).uid]))
    response = alice_client.post(form.action, form.filled(), follow=True)
    assert response.request["PATH_INFO"] == reverse("today")
    assert list(Episode.objects.all()) == [full]
    back = read_page(response).form(reverse("revision-undo", args=[Revision.objects.get().pk]))
    alice_client.post(back.action, back.filled())
    assert Episode.objects.count() == 2


def test_one_that_still_goes_on_is_timed_from_its_start(alice_client, full):
    page = read_page(alice_client.get(again(alice_client, full).url))
    form = page.form(reverse("episode-resume", args=[made(full).uid]))
    started_at = made(full).started_at
    response = alice_client.post(form.action, form.filled("Time it if it’s still going on"))
    assert response.url == reverse("episode-running", args=[made(full).uid])
    assert (made(full).duration_basis, made(full).started_at) == ("ongoing", started_at)


def test_nobody_copies_from_another_diary(bob_client, bob, full):
    again(bob_client, full)
    new = Episode.objects.of(bob).get()
    assert (new.regions.count(), new.kind, new.duration_basis) == (0, "", "ongoing")


def test_kept_without_a_network_it_keeps_when_it_was_tapped(alice, full):
    fields = {"uid": str(uuid.uuid4()), "again": str(full.uid), "regions": ["calf:left"]}
    result = send_one(alice, tap("start", at=NOON, fields=fields))
    assert result["result"] == "stored"
    assert (made(full).started_at, made(full).kind, made(full).regions.count()) == (NOON, "cramp", 2)
