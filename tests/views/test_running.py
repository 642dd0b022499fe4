"""A running episode from the first tap to the number."""

import datetime as dt
import uuid
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import ZONE, make_episode
from tests.html import read_page
from tracker.models import Episode, Revision
from tracker.pages.night import is_night
from tracker.selectors.person import person_of


def start(client, **sent):
    return client.post(reverse("episode-start"), {"uid": str(uuid.uuid4()), **sent})


def running(owner, **fields):
    fields.setdefault("started_at", timezone.now().replace(microsecond=0) - dt.timedelta(minutes=5))
    fields.setdefault("regions", ())
    return make_episode(owner, duration_basis="ongoing", intensity=None, **fields)


def test_one_tap_starts(alice_client, alice):
    response = start(alice_client)
    episode = Episode.objects.of(alice).get()
    assert response.url == reverse("episode-running", args=[episode.uid])
    assert episode.duration_basis == "ongoing"
    assert episode.time_zone == ZONE


def test_a_double_tap_starts_once(alice_client, alice):
    uid = str(uuid.uuid4())
    start(alice_client, uid=uid)
    start(alice_client, uid=uid)
    assert Episode.objects.of(alice).count() == 1


def test_the_region_may_come_with_the_tap(alice_client, alice):
    start(alice_client, regions="calf:left")
    assert Episode.objects.of(alice).get().regions.get().side == "left"


def test_the_phone_may_say_when_it_was(alice_client, alice):
    sent_at = timezone.now().replace(microsecond=0)
    at = sent_at - dt.timedelta(hours=2)
    start(alice_client, started_at=at.isoformat(), sent_at=sent_at.isoformat())
    assert abs(Episode.objects.of(alice).get().started_at - at) < dt.timedelta(seconds=10)


@pytest.mark.parametrize(
    ("off", "words"), [(dt.timedelta(hours=2, minutes=10), "2 h 10 min ahead"), (-dt.timedelta(hours=3), "3 h behind")]
)
def test_a_phone_whose_clock_is_wrong_moves_nothing_and_is_told_so(alice_client, alice, off, words):
    at = (timezone.now() + off).isoformat()
    page = alice_client.post(
        reverse("episode-start"), {"uid": str(uuid.uuid4()), "started_at": at, "sent_at": at}, follow=True
    )
    assert f"This device’s clock is {words}, so we used our own time." in read_page(page).text
    episode = Episode.objects.of(alice).get()
    assert abs(episode.started_at - timezone.now()) < dt.timedelta(minutes=1)
    stopped = alice_client.post(
        reverse("episode-stop", args=[episode.uid]), {"ended_at": at, "sent_at": at}, follow=True
    )
    assert "device’s clock is" in stopped.content.decode()
    episode.refresh_from_db()
    assert episode.ended_at - episode.started_at < dt.timedelta(minutes=1)


@pytest.mark.parametrize("reported", ["America/New_York", "UTC", "Atlantic/Reykjavik", "Asia/Nowhere"])
def test_a_phone_in_another_zone_is_not_followed_in_silence(alice_client, alice, reported):
    start(alice_client, time_zone=reported)
    assert Episode.objects.of(alice).get().time_zone == ZONE


def test_a_phone_in_another_zone_is_followed_once_that_was_confirmed(alice_client, alice, bob_client, bob):
    answer = {"zone": "America/New_York", "answer": "use"}
    assert alice_client.post(reverse("device-zone"), answer).url == reverse("today")
    for client in (alice_client, bob_client):
        start(client, time_zone="America/New_York")
    assert Episode.objects.of(alice).get().time_zone == "America/New_York"
    assert Episode.objects.of(bob).get().time_zone == ZONE


@pytest.mark.parametrize(
    "sent", [{"zone": "Europe/Lisbon", "answer": "keep"}, {"zone": "Asia/Nowhere", "answer": "use"}, {"answer": "use"}]
)
def test_what_was_kept_or_is_not_known_stays(alice_client, alice, sent):
    response = alice_client.post(reverse("device-zone"), sent | {"beside": "1"})
    assert response.json() == {"zone": ""}
    start(alice_client, time_zone=sent.get("zone", ""))
    assert Episode.objects.of(alice).get().time_zone == ZONE


@pytest.mark.parametrize(
    "sent",
    [
        {"uid": "nonsense"},
        {"started_at": "soon"},
        {"started_at": "2999-01-01T00:00:00Z"},
        {"started_at": "0001-01-01T00:00:00+23:59"},
        {"time_zone": "Mars/Olympus"},
        {"regions": "tail:left"},
        {"time_zone": "a\x00b"},
    ],
)
def test_a_start_is_never_refused(alice_client, alice, sent):
    assert start(alice_client, **sent).status_code == 302
    episode = Episode.objects.of(alice).get()
    assert abs(episode.started_at - timezone.now()) < dt.timedelta(minutes=1)
    assert episode.time_zone == ZONE


def test_the_running_page_shows_time_stop_and_help(alice_client, alice):
    episode = running(alice, regions=(("calf", "left"),))
    page = read_page(alice_client.get(reverse("episode-running", args=[episode.uid])))
    assert page.one("button", "Stop")
    assert page.one("[data-running-since]")
    assert "stretch" in page.one(".guidance-help").text.lower()


def test_saying_where_saves_it_and_answers_what_helps_there(alice_client, alice):
    episode = running(alice)
    response = alice_client.post(
        reverse("episode-where", args=[episode.uid]), {"regions": "calf:left"}, headers={"hx-request": "true"}
    )
    assert response.status_code == 200
    assert "stretch" in read_page(response).one(".guidance-help").text.lower()
    assert Episode.objects.get().regions.get().region == "calf"
    assert Revision.objects.count() == 0


def test_without_javascript_saying_where_comes_back_to_the_page(alice_client, alice):
    episode = running(alice)
    response = alice_client.post(reverse("episode-where", args=[episode.uid]), {"regions": "calf:left"})
    assert response.url == reverse("episode-running", args=[episode.uid])


def test_trouble_breathing_takes_the_self_care_off(alice_client, alice):
    episode = running(alice, regions=(("chest", "middle"),), noticed=("breathing-difficulty",))
    page = read_page(alice_client.get(reverse("episode-running", args=[episode.uid])))
    assert page.has(".care-card.care-emergency")
    assert not page.has(".self-care")


def test_a_chest_spasm_that_has_been_running_for_ten_minutes_shows_the_emergency_card(alice_client, alice):
    make_episode(alice, regions=(("chest", "left"),), started_at=timezone.now() - dt.timedelta(days=90))
    episode = running(
        alice,
        regions=(("chest", "left"),),
        chest_signs="no",
        started_at=timezone.now() - dt.timedelta(minutes=9),
    )
    address = reverse("episode-running", args=[episode.uid])
    raised = 'class="care-card care-emergency"'
    assert raised not in alice_client.get(address).content.decode()
    Episode.objects.filter(pk=episode.pk).update(started_at=timezone.now() - dt.timedelta(minutes=11))
    assert raised in alice_client.get(address).content.decode()


def test_it_began_earlier(alice_client, alice):
    episode = running(alice)
    alice_client.post(reverse("episode-correct-start", args=[episode.uid]), {"minutes": "10"})
    assert Episode.objects.get().started_at == episode.started_at - dt.timedelta(minutes=10)


def test_a_start_that_is_no_time_is_said_beside_the_field(alice_client, alice):
    episode = running(alice)
    response = alice_client.post(reverse("episode-correct-start", args=[episode.uid]), {"at": "late"})
    assert response.status_code == 422
    assert b"Enter a valid time" in response.content


def test_the_answer_about_the_chest_stays_when_the_place_is_said_once_more(alice_client, alice):
    episode = running(alice, regions=(("chest", "left"),), chest_signs="no")
    alice_client.post(reverse("episode-where", args=[episode.uid]), {"regions": ["chest:left", "calf:left"]})
    assert Episode.objects.get().chest_signs == "no"


def test_the_first_entry_for_the_chest_is_the_first_until_there_is_another(alice_client, alice):
    episode = running(alice, regions=(("chest", "middle"),))
    address = reverse("episode-running", args=[episode.uid])
    assert "first-chest" in alice_client.get(address).context["page"].flags
    make_episode(alice, regions=(("chest", "left"),), uid=uuid.uuid4())
    assert "first-chest" not in alice_client.get(address).context["page"].flags


@pytest.mark.parametrize(("hours", "asks"), [(3.9, False), (4.1, True)])
def test_it_asks_from_four_hours_on(alice_client, alice, hours, asks):
    episode = running(alice, started_at=timezone.now() - dt.timedelta(hours=hours))
    page = read_page(alice_client.get(reverse("episode-running", args=[episode.uid])))
    assert ("Did it stop?" in page.text) is asks


def test_after_four_hours_it_asks_and_is_never_ended_by_itself(alice_client, alice):
    episode = running(alice, started_at=timezone.now() - dt.timedelta(hours=5))
    for address in (reverse("episode-running", args=[episode.uid]), reverse("today")):
        assert "Did it stop?" in read_page(alice_client.get(address)).text
    assert Episode.objects.get().duration_basis == "ongoing"


def test_before_four_hours_it_does_not_ask(alice_client, alice):
    episode = running(alice)
    assert b"Did it stop?" not in alice_client.get(reverse("episode-running", args=[episode.uid])).content


def test_stopping_asks_only_the_number(alice_client, alice):
    episode = running(alice)
    response = alice_client.post(reverse("episode-stop", args=[episode.uid]))
    assert response.url == reverse("episode-after", args=[episode.uid])
    assert Episode.objects.get().duration_basis == "measured"
    assert b"How strong" in alice_client.get(response.url).content


def test_stopped_at_a_time_nobody_knows(alice_client, alice):
    episode = running(alice)
    alice_client.post(reverse("episode-stop", args=[episode.uid]), {"when": "unknown"})
    stopped = Episode.objects.get()
    assert (stopped.duration_basis, stopped.ended_at) == ("unknown", None)


def test_one_tap_on_the_number_saves_it(alice_client, alice):
    episode = running(alice)
    alice_client.post(reverse("episode-stop", args=[episode.uid]))
    response = alice_client.post(reverse("episode-after", args=[episode.uid]), {"intensity": "0"})
    assert response.url == reverse("episode-after", args=[episode.uid])
    assert read_page(alice_client.get(response.url)).one("button[aria-pressed=true]").text == "0"
    assert Episode.objects.get().intensity == 0
    assert Revision.objects.count() == 0


@pytest.mark.parametrize("number", ["11", "-1", "abc", ""])
def test_a_number_that_is_none_is_said(alice_client, alice, number):
    episode = running(alice)
    alice_client.post(reverse("episode-stop", args=[episode.uid]))
    response = alice_client.post(reverse("episode-after", args=[episode.uid]), {"intensity": number})
    assert response.status_code == 422
    assert Episode.objects.get().intensity is None


def test_a_stopped_episode_is_running_no_more(alice_client, alice):
    episode = make_episode(alice)
    response = alice_client.get(reverse("episode-running", args=[episode.uid]))
    assert response.url == reverse("episode", args=[episode.uid])


def test_the_form_of_the_place_carries_the_cards_that_a_place_can_raise(alice_client, alice):
    cards = read_page(alice_client.get(reverse("episode-running", args=[running(alice).uid])))
    assert cards.has("[data-card=heart-or-lungs]")
    assert not cards.has("[data-card=dark-urine]")


def test_without_scripts_the_page_is_asked_for_again_when_it_may_have_something_new_to_say(alice_client, alice):
    episode = running(alice, started_at=timezone.now() - dt.timedelta(minutes=3))
    response = alice_client.get(reverse("episode-running", args=[episode.uid]))
    seconds = response.context["page"].help.look_again_in
    assert read_page(response).one("meta[http-equiv=refresh]")["content"] == str(seconds)


@pytest.mark.parametrize("hours", [1, 5])
def test_only_one_that_has_not_run_for_hours_stops_at_once(alice_client, alice, hours):
    episode = running(alice, started_at=timezone.now() - dt.timedelta(hours=hours))
    page = read_page(alice_client.get(reverse("episode-running", args=[episode.uid])))
    assert page.has("button", "Stop") is (hours == 1)
    assert page.has("a", "Choose when it stopped") is (hours == 5)


@pytest.mark.parametrize(
    ("clock", "theme", "is_dim"),
    [("12:00", "system", False), ("23:30", "system", True), ("03:00", "system", True), ("03:00", "light", False)],
)
def test_past_bedtime_the_page_is_dim_unless_light_was_chosen(alice, clock, theme, is_dim):
    hour, minute = map(int, clock.split(":"))
    person = replace(person_of(alice), theme=theme)
    now = dt.datetime(2026, 6, 10, hour, minute, tzinfo=ZoneInfo(ZONE))
    assert is_night(person, now) is is_dim


def test_one_more_in_a_row_is_counted_and_can_be_taken_back(alice_client, alice):
    episode = running(alice)
    address = reverse("episode-count", args=[episode.uid])
    for _ in range(2):
        assert alice_client.post(address).url == reverse("episode-running", args=[episode.uid])
    page = read_page(alice_client.get(reverse("episode-running", args=[episode.uid])))
    assert "3 in a row" in page.text
    (less,) = [form for form in page.forms if form.action == address and "less" in form]
    for count in (2, 1, 1):
        alice_client.post(less.action, less.filled())
        assert Episode.objects.get().count == count


def test_undo_of_a_number_goes_back_to_the_one_before(alice_client, alice):
    episode = make_episode(alice, started_at=timezone.now(), ended_at=timezone.now(), intensity=None)
    address = reverse("episode-after", args=[episode.uid])
    for number, back in (("5", None), ("7", 5)):
        form = read_page(alice_client.get(address))
        response = alice_client.post(address, sent_by_number(form, number), follow=True)
        assert Episode.objects.get().intensity == int(number)
        (undo,) = [form for form in read_page(response).forms if "undo" in form]
        alice_client.post(address, undo.filled())
        assert Episode.objects.get().intensity == back
        Episode.objects.update(intensity=5)


def test_the_place_can_be_added_beside_the_number(alice_client, alice):
    make_episode(alice, started_at=timezone.now() - dt.timedelta(days=1), regions=(("calf", "left"),))
    row = make_episode(alice, started_at=timezone.now(), ended_at=timezone.now(), regions=(), intensity=None)
    address = reverse("episode-after", args=[row.uid])
    page = read_page(alice_client.get(address))
    form = page.form(reverse("episode-where", args=[row.uid]))
    assert form.buttons == ["Left calf"]
    assert not page.has(".after-figure")
    assert alice_client.post(form.action, form.filled("Left calf")).url == address
    assert [(mark.region, mark.side) for mark in row.regions.all()] == [("calf", "left")]
    page = read_page(alice_client.get(address))
    assert not page.has(".after-where")
    assert page.has(".after-figure .still-unrated")


@pytest.mark.parametrize(
    ("regions", "number", "words", "acts"),
    [
        ((), "7", "Saved: 7 of 10Saved: a spasm, 7 of 10", ["Same again"]),
        ((), None, "Spasm saved.Saved: a spasm", []),
        ((("calf", "left"),), "7", "Saved: 7 of 10Saved: left calf, 7 of 10", ["Same again"]),
    ],
)
def test_what_was_saved_is_one_line_with_its_undo(alice_client, alice, regions, number, words, acts):
    row = make_episode(alice, started_at=timezone.now(), ended_at=timezone.now(), regions=regions, intensity=number)
    page = read_page(alice_client.get(reverse("episode-after", args=[row.uid])))
    toast = page.one(".toast-line")
    assert toast.one("p").text == words
    assert toast.texts("button") == ["Undo"]
    assert page.one(".after-ends").texts("button") == acts
    assert page.has("a.btn-done", "Done" if number else "Skip for now")


def sent_by_number(page, number):
    (form,) = [form for form in page.forms if number in form.buttons]
    return form.filled(number)
