"""Two tabs where one tap saves: the place of a running spasm, and answers to safety questions."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_episode
from tests.html import Form, read_page
from tests.views.test_two_tabs import forms
from tracker.models import Episode, Revision

# The place of a running spasm: one tap saves, and nobody is asked


@pytest.fixture
def running(alice):
    return make_episode(alice, duration_basis="ongoing", regions=(("calf", "left"),))


class PlaceTab:
    """A tab with the page of a running spasm, as htmx keeps its form."""

    def __init__(self, client, episode):
        self.client, self.address = client, reverse("episode-where", args=[episode.uid])
        self.keep(client.get(reverse("episode-running", args=[episode.uid])))

    def keep(self, response):
        self.page = read_page(response)
        self.drawn = {name: self.page.one(f"[name={name}]")["value"] for name in ("drawn_regions", "drawn_chest")}

    def tap(self, *regions, **more):
        sent = self.drawn | {"regions": regions} | more
        self.keep(self.client.post(self.address, sent, headers={"hx-request": "true"}))
        return self.page


def places(episode):
    return {f"{region}:{side}" for region, side in episode.regions.values_list("region", "side")}


def test_places_of_two_tabs_are_both_kept_in_one_tap(alice_client, running):
    older, newer = PlaceTab(alice_client, running), PlaceTab(alice_client, running)
    newer.tap("calf:left", "foot-sole:right")
    page = older.tap("calf:left", "calf:right")
    assert places(running) == {"calf:both", "foot-sole:right"}
    assert "Places from another tab were kept, too: right foot, sole." in page.text
    assert page.has("[hx-swap-oob]")


def test_the_next_tap_of_the_older_tab_takes_nothing_away_that_it_does_not_show(alice_client, running):
    older, newer = PlaceTab(alice_client, running), PlaceTab(alice_client, running)
    newer.tap("calf:left", "foot-sole:right")
    older.tap("calf:left", "calf:right")
    older.tap("calf:right")
    assert places(running) == {"calf:right", "foot-sole:right"}


def test_a_place_that_was_unticked_in_the_newer_tab_stays_so(alice_client, running):
    older, newer = PlaceTab(alice_client, running), PlaceTab(alice_client, running)
    newer.tap("foot-sole:right")
    older.tap("calf:left", "thigh-front:left")
    assert places(running) == {"foot-sole:right", "thigh-front:left"}


def test_one_tab_alone_saves_what_it_shows(alice_client, running):
    tab = PlaceTab(alice_client, running)
    for regions in (("calf:left", "calf:right"), ("calf:right",), (), ("foot-sole:left",)):
        page = tab.tap(*regions)
        assert "another tab" not in page.text
    assert places(running) == {"foot-sole:left"}


def test_without_script_a_place_of_another_tab_is_kept_and_said(alice_client, running):
    older, newer = PlaceTab(alice_client, running), PlaceTab(alice_client, running)
    newer.tap("calf:left", "foot-sole:right")
    page = read_page(alice_client.post(older.address, older.drawn | {"regions": ["calf:right"]}, follow=True))
    assert places(running) == {"calf:right", "foot-sole:right"}
    assert "kept, too: right foot, sole." in page.text


def test_a_place_that_is_tapped_takes_back_no_answer_about_the_chest(alice_client, alice):
    episode = make_episode(alice, duration_basis="ongoing", regions=(("chest", "left"),), chest_signs="no")
    older = PlaceTab(alice_client, episode)
    Episode.objects.of(alice).update(chest_signs="yes")
    older.tap("chest:left", "calf:left", chest_signs="no")
    episode.refresh_from_db()
    assert episode.chest_signs == "yes"


# Answers to safety questions


@pytest.fixture
def swollen(alice):
    now = timezone.now().replace(microsecond=0)
    return make_episode(alice, noticed=("swelling",), started_at=now - dt.timedelta(minutes=2), ended_at=now)


def tap_answer(client, episode, *answers, question="more-swollen", **more):
    sent = {"question": question, "answer": answers, "is_open": "1"} | more
    return read_page(client.post(reverse("episode-answer", args=[episode.uid]), sent, follow=True))


def answers_of(episode):
    return sorted(episode.follow_ups.values_list("answer", flat=True))


@pytest.mark.parametrize(("newer", "older"), [("yes", "no"), ("no", "yes")])
def test_of_two_answers_the_graver_one_holds_and_the_person_is_told(alice_client, swollen, newer, older):
    tap_answer(alice_client, swollen, newer)
    page = tap_answer(alice_client, swollen, older)
    assert answers_of(swollen) == ["yes"]
    words = "You answered “No, both sides are the same as usual” in one tab and “Yes” in another. “Yes” is saved."
    assert words in page.text
    assert page.has("button", "Change to “No, both sides are the same as usual”")
    tap_answer(alice_client, swollen, older)
    assert answers_of(swollen) == ["yes"]


def test_the_button_gives_the_other_answer(alice_client, swollen):
    tap_answer(alice_client, swollen, "yes")
    page = tap_answer(alice_client, swollen, "no")
    form = Form(page.one("button", "Change to “No, both sides are the same as usual”").closest("form"))
    sent = {name: values for name, values in form.fields.items() if name != "csrfmiddlewaretoken"}
    assert sent == {"question": ["more-swollen"], "answer": ["no"], "back_to": [""]}
    alice_client.post(reverse("episode-answer", args=[swollen.uid]), sent)
    assert answers_of(swollen) == ["no"]


def test_the_same_answer_in_two_tabs_is_said_by_nobody(alice_client, swollen):
    tap_answer(alice_client, swollen, "no")
    assert "in one tab" not in tap_answer(alice_client, swollen, "no").text
    assert Revision.objects.count() == 0


def test_an_answer_that_does_not_hold_leaves_no_trace_in_the_history(alice_client, swollen):
    tap_answer(alice_client, swollen, "yes")
    tap_answer(alice_client, swollen, "no")
    assert Revision.objects.count() == 0


def test_ticks_of_two_tabs_hold_together(alice, alice_client):
    episode = make_episode(alice, regions=(("jaw-face", "left"),), noticed=("twisting-posture",))
    tap_answer(alice_client, episode, "mouth", question="locked")
    page = tap_answer(alice_client, episode, "wound", question="locked")
    assert answers_of(episode) == ["mouth", "wound"]
    tap_answer(alice_client, episode, "none", question="locked")
    assert answers_of(episode) == ["mouth", "wound"]
    assert "in one tab" in page.text


def test_the_two_lines_about_the_chest_hold_the_graver_answer(alice, alice_client):
    episode = make_episode(alice, regions=(("chest", "left"),), started_at=timezone.now().replace(microsecond=0))
    tap_answer(alice_client, episode, "yes", question="chest-signs")
    tap_answer(alice_client, episode, "no", question="chest-signs")
    episode.refresh_from_db()
    assert episode.chest_signs == "yes"


def test_every_question_says_that_it_is_open(alice_client, swollen):
    page = read_page(alice_client.get(reverse("episode", args=[swollen.uid])))
    form = Form(page.one("[name=question][value=more-swollen]").closest("form"))
    assert form["is_open"] == "1"
    assert len(page.all("[name=is_open]")) == 1


@pytest.mark.parametrize(("sent", "status", "holds"), [("no", 302, "yes"), ("not-sure", 422, "yes")])
def test_an_older_form_of_an_entry_leaves_a_newer_answer(alice, alice_client, sent, status, holds):
    form = forms(alice)["entry"]
    episode = Episode.objects.get(owner=alice)
    episode.noticed.create(code="swelling")
    answer = {"question": "more-swollen", "answer": "no"}
    alice_client.post(reverse("episode-answer", args=[episode.uid]), answer)
    older = form.open(alice_client)
    alice_client.post(reverse("episode-answer", args=[episode.uid]), answer | {"answer": "yes"})
    response = alice_client.post(
        form.address, older | {"note": "first", "also_noticed": "swelling", "follow_up_more-swollen": sent}
    )
    assert response.status_code == status
    assert answers_of(episode) == [holds]
