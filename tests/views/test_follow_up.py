"""One-tap answers and signs: what they store, where they lead, and what they refuse."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_episode
from tests.html import read_page
from tracker.models import Episode, Revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def swollen(alice):
    now = timezone.now().replace(microsecond=0)
    return make_episode(alice, noticed=("swelling",), started_at=now - dt.timedelta(minutes=2), ended_at=now)


def answer(client, episode, **sent):
    return client.post(reverse("episode-answer", args=[episode.uid]), sent)


def notice(client, episode, sign, **sent):
    return client.post(reverse("episode-notice", args=[episode.uid]), {"sign": sign, **sent})


def said(episode):
    return list(episode.follow_ups.order_by("question", "answer").values_list("question", "answer"))


def noticed(episode):
    return sorted(episode.noticed.values_list("code", flat=True))


def test_an_answer_is_stored_and_completes_the_entry(alice_client, swollen):
    response = answer(alice_client, swollen, question="more-swollen", answer="no")
    assert response.url == reverse("episode", args=[swollen.uid])
    assert said(swollen) == [("more-swollen", "no")]
    assert Revision.objects.count() == 0


def test_the_answer_stands_on_the_entry_and_in_its_history(alice_client, swollen):
    answer(alice_client, swollen, question="more-swollen", answer="no")
    asked = "Newly swollen, warmer or discolored?"
    page = read_page(alice_client.get(reverse("episode", args=[swollen.uid])))
    assert page.one("dt", asked).next.text == "no"
    answer(alice_client, swollen, question="more-swollen", answer="yes")
    page = read_page(alice_client.get(reverse("episode", args=[swollen.uid])))
    assert page.one("dt", asked).next.text == "yes"
    assert f"{asked} no" in page.text


def test_a_second_tap_changes_nothing(alice_client, swollen):
    for _ in range(2):
        answer(alice_client, swollen, question="more-swollen", answer="no")
    assert said(swollen) == [("more-swollen", "no")]
    assert Revision.objects.count() == 0


def test_ticks_are_stored_each(alice_client, swollen):
    answer(alice_client, swollen, question="locked", answer=["mouth", "wound"])
    assert said(swollen) == [("locked", "mouth"), ("locked", "wound")]


def test_a_tick_beside_none_of_these_stays(alice_client, swollen):
    answer(alice_client, swollen, question="locked", answer=["mouth", "none"])
    assert said(swollen) == [("locked", "mouth")]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"question": "locked"}, "Nothing is selected."),
        ({"question": "more-swollen", "answer": "perhaps"}, "Nothing is selected."),
        ({"question": "more-swollen", "answer": ["yes", "no"]}, "Nothing is selected."),
        ({"question": "the-weather", "answer": "yes"}, "Nothing was saved."),
        ({"question": "chest-signs", "answer": "perhaps"}, "Nothing was saved."),
        ({}, "Nothing was saved."),
        ({"question": "a\x00b", "answer": "yes"}, "Nothing was saved."),
    ],
)
def test_nonsense_is_said_and_stores_nothing(alice_client, swollen, sent, words):
    response = alice_client.post(reverse("episode-answer", args=[swollen.uid]), sent, follow=True)
    assert words in response.content.decode()
    assert said(swollen) == []


def test_the_answer_about_the_chest_has_its_own_place(alice_client, alice):
    episode = make_episode(alice, regions=(("chest", "left"),))
    answer(alice_client, episode, question="chest-signs", answer="no")
    assert Episode.objects.get().chest_signs == "no"
    assert said(episode) == []


def test_a_sign_is_one_tap_and_the_same_tap_takes_it_back(alice_client, alice):
    episode = make_episode(alice)
    notice(alice_client, episode, "weakness")
    notice(alice_client, episode, "swelling")
    assert noticed(episode) == ["swelling", "weakness"]
    notice(alice_client, episode, "weakness")
    assert noticed(episode) == ["swelling"]


def test_none_of_these_and_a_sign_take_each_others_place(alice_client, alice):
    episode = make_episode(alice)
    notice(alice_client, episode, "weakness")
    notice(alice_client, episode, "none")
    assert noticed(episode) == ["none"]
    notice(alice_client, episode, "weakness")
    assert noticed(episode) == ["weakness"]


def test_an_unknown_sign_is_said_and_stores_nothing(alice_client, alice):
    episode = make_episode(alice)
    response = alice_client.post(reverse("episode-notice", args=[episode.uid]), {"sign": "wings"}, follow=True)
    assert "Nothing was saved." in read_page(response).text
    assert noticed(episode) == []


def test_a_sign_tapped_beside_the_number_comes_back_to_it_and_asks_its_question(alice_client, alice):
    now = timezone.now().replace(microsecond=0)
    episode = make_episode(alice, intensity=None, started_at=now, ended_at=now)
    response = notice(alice_client, episode, "swelling", back_to="episode-after")
    assert response.url == reverse("episode-after", args=[episode.uid])
    page = read_page(alice_client.get(response.url))
    assert page.one("[data-question]")["data-question"] == "more-swollen"
    assert page.values("[name=sign][aria-pressed=true]", "value") == ["swelling"]


def test_after_stop_the_signs_fit_the_place(alice_client, alice):
    now = timezone.now().replace(microsecond=0)
    episode = make_episode(alice, intensity=None, started_at=now, ended_at=now)
    page = read_page(alice_client.get(reverse("episode-after", args=[episode.uid])))
    signs = page.one("h2", "Anything unusual?").closest("section").values("[name=sign]", "value")
    assert "swelling" in signs
    assert "chest-pressure" not in signs
    assert signs[-1] == "none"


@pytest.mark.parametrize("back_to", ["https://example.org", "settings", "//evil"])
def test_a_tap_leads_nowhere_else(alice_client, swollen, back_to):
    response = answer(alice_client, swollen, question="more-swollen", answer="no", back_to=back_to)
    assert response.url == reverse("episode", args=[swollen.uid])


def test_a_running_one_comes_back_to_its_page(alice_client, alice):
    episode = make_episode(alice, duration_basis="ongoing", started_at=timezone.now())
    assert notice(alice_client, episode, "fever").url == reverse("episode-running", args=[episode.uid])


def test_the_help_of_a_running_one_can_be_looked_at_anew(alice_client, alice):
    episode = make_episode(alice, duration_basis="ongoing", started_at=timezone.now() - dt.timedelta(minutes=11))
    part = read_page(alice_client.get(reverse("episode-running-help", args=[episode.uid])))
    assert part.one("[data-question]")["data-question"] == "easing"
    assert not part.has("html")


@pytest.mark.parametrize(("minutes", "ahead"), [(3, 7 * 60), (11, 9 * 60), (25, 215 * 60)])
def test_the_page_looks_again_when_it_may_have_something_new_to_say(alice_client, alice, minutes, ahead):
    episode = make_episode(alice, duration_basis="ongoing", started_at=timezone.now() - dt.timedelta(minutes=minutes))
    page = alice_client.get(reverse("episode-running", args=[episode.uid])).context["page"]
    assert abs(page.help.look_again_in - ahead) <= 3


def test_nothing_more_is_looked_for_after_that(alice_client, alice):
    episode = make_episode(alice, duration_basis="ongoing", started_at=timezone.now() - dt.timedelta(hours=5))
    assert alice_client.get(reverse("episode-running", args=[episode.uid])).context["page"].help.look_again_in is None
