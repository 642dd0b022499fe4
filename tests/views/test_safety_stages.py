"""What is on the screen, and what is not, for every red flag as people log it: running, after saving, on Today."""

import datetime as dt
import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_episode, make_profile_item
from tests.guidance.red_flags import QUIET_ENTRIES, RED_FLAGS
from tracker.guidance.entry_facts import (
    BELLY_TWICE,
    FIRST_CHEST,
    KNOWN_NERVE_DISEASE,
    NEW_MEDICINE,
    PREGNANT,
    SPASM_MEDICINE,
    SPINAL_CORD_INJURY,
)
from tracker.guidance.loader import load_library
from tracker.guidance.schema import TAKES_SELF_CARE_OFF
from tracker.models import Episode

pytestmark = pytest.mark.django_db

LIBRARY = load_library()
STAGES = (5, 10, 20, 60)


def know(owner, flags, now):
    """Makes the profile and the log say what the flags say."""
    if FIRST_CHEST not in flags:
        long_ago = now - dt.timedelta(days=60)
        make_episode(owner, uid=uuid.uuid4(), regions=(("chest", "middle"),), started_at=long_ago)
    if PREGNANT in flags:
        make_profile_item(owner, "pregnancy", "pregnancy")
    if SPINAL_CORD_INJURY in flags:
        make_profile_item(owner, "condition", "spinal-cord-injury")
    if KNOWN_NERVE_DISEASE in flags:
        make_profile_item(owner, "condition", "multiple-sclerosis")
    if SPASM_MEDICINE in flags:
        make_profile_item(owner, "medication", text="Baclofen", for_spasms=True)
    if NEW_MEDICINE in flags:
        make_profile_item(owner, "medication", text="Newol", from_on=now.date() - dt.timedelta(days=3))
    if BELLY_TWICE in flags:
        earlier = now - dt.timedelta(hours=3)
        make_episode(
            owner,
            uid=uuid.uuid4(),
            regions=(("pelvis", "middle"),),
            started_at=earlier,
            ended_at=earlier + dt.timedelta(minutes=1),
        )


def log(owner, flag, minutes, now):
    """The entry as people log it: still running for so many minutes, or just over."""
    facts = flag.facts(minutes=minutes)
    started_at = now - dt.timedelta(minutes=minutes or 1)
    ended = {"ended_at": now} if flag.is_over else {"duration_basis": "ongoing"}
    episode = make_episode(
        owner,
        uid=uuid.uuid4(),
        regions=facts.regions,
        noticed=sorted(facts.noticed),
        factors=sorted(facts.factors),
        started_at=started_at,
        logged_at=now,
        intensity=facts.intensity,
        at_onset=facts.at_onset,
        impact=facts.impact,
        soreness=facts.soreness,
        count=facts.count,
        chest_signs=facts.chest_signs,
        may_warn=True,
        **ended,
    )
    for question, answers in facts.follow_up.items():
        for answer in answers:
            episode.follow_ups.create(question=question, answer=answer, answered_at=now)
    return episode


def cards_on(text) -> list[str]:
    return re.findall(r'class="care-card care-[a-z-]+"[^>]*data-card="([a-z-]+)"', text)


def question_on(text) -> str:
    found = re.search(r'class="ask-now[^"]*"[^>]*data-question="([a-z-]+)"', text)
    return found[1] if found else ""


def position(text, pattern) -> int:
    found = re.search(pattern, text)
    return found.start() if found else len(text)


FIRST = r'class="(?:ask-now|care-card)'
SELF_CARE = r'class="self-care'


def rows():
    for name, flag in RED_FLAGS.items():
        due = [flag.minutes or 2] if flag.is_over else [each for each in STAGES if each >= (flag.minutes or 0)]
        for minutes in due:
            yield pytest.param(flag, minutes, id=f"{name}, {minutes} min")


@pytest.mark.parametrize(("flag", "minutes"), list(rows()))
def test_safety_comes_first_on_every_screen(alice_client, alice, flag, minutes):
    now = timezone.now().replace(microsecond=0)
    know(alice, flag.flags, now)
    episode = log(alice, flag, minutes, now)
    alice.refresh_from_db()
    own = "episode" if flag.is_over else "episode-running"
    pages = {
        own: alice_client.get(reverse(own, args=[episode.uid])).content.decode(),
        "today": alice_client.get(reverse("today")).content.decode(),
    }
    if flag.is_over:
        pages["after"] = alice_client.get(reverse("episode-after", args=[episode.uid])).content.decode()
    for name, text in pages.items():
        assert cards_on(text) or question_on(text), name
        if flag.card:
            assert flag.card in cards_on(text), name
        assert position(text, FIRST) < position(text, SELF_CARE), name
        if flag.card or flag.holds_steps:
            assert re.search(SELF_CARE, text) is None, name
        assert "When to get help" in text, name


@pytest.mark.parametrize("name", [name for name, flag in RED_FLAGS.items() if flag.answers])
def test_each_answer_is_stored_once_and_raises_its_card(alice_client, alice, name):
    flag, now = RED_FLAGS[name], timezone.now().replace(microsecond=0)
    know(alice, flag.flags, now)
    for answer, card in flag.answers.items():
        episode = log(alice, flag, flag.minutes or 5, now)
        answered = alice_client.post(
            reverse("episode-answer", args=[episode.uid]),
            {"question": flag.asks, "answer": answer.split("+")},
            follow=True,
        ).content.decode()
        assert question_on(answered) != flag.asks
        if card:
            assert cards_on(answered)[0] == card
            if LIBRARY.entries[card].care in TAKES_SELF_CARE_OFF:
                assert re.search(SELF_CARE, answered) is None
                assert card in cards_on(alice_client.get(reverse("today")).content.decode())
        else:
            assert cards_on(answered) == []
        if flag.asks == "chest-signs":
            assert Episode.objects.get(pk=episode.pk).chest_signs == answer
        else:
            assert set(episode.follow_ups.filter(question=flag.asks).values_list("answer", flat=True)) == set(
                answer.split("+")
            )
        episode.delete()


@pytest.mark.parametrize("name", QUIET_ENTRIES)
@pytest.mark.parametrize("is_running", [True, False])
def test_a_quiet_entry_shows_its_help_and_nothing_else(alice_client, alice, name, is_running):
    now, facts = timezone.now().replace(microsecond=0), QUIET_ENTRIES[name]
    know(alice, facts.get("flags", frozenset()), now)
    minutes = min(facts.get("duration_minutes") or 3, 8)
    ended = {"duration_basis": "ongoing"} if is_running else {"ended_at": now}
    episode = make_episode(
        alice,
        uid=uuid.uuid4(),
        regions=facts.get("regions", ()),
        noticed=sorted(facts.get("noticed", ())),
        factors=sorted(facts.get("factors", ())),
        started_at=now - dt.timedelta(minutes=minutes),
        intensity=facts.get("intensity"),
        at_onset=facts.get("at_onset", ""),
        kind=facts.get("kind", ""),
        logged_at=now,
        may_warn=True,
        **ended,
    )
    page = "episode-running" if is_running else "episode"
    for text in (
        alice_client.get(reverse(page, args=[episode.uid])).content.decode(),
        alice_client.get(reverse("today")).content.decode(),
    ):
        assert (cards_on(text), question_on(text)) == ([], "")
    own = alice_client.get(reverse(page, args=[episode.uid])).content.decode()
    assert bool(re.search(SELF_CARE, own)) is bool(not is_running or facts.get("regions"))


def urgent(owner):
    now = timezone.now().replace(microsecond=0)
    return make_episode(
        owner, noticed=("dark-urine",), started_at=now - dt.timedelta(hours=1), ended_at=now, may_warn=True
    )


@pytest.mark.parametrize(
    "address",
    [
        ("guidance", {}, "?region=calf&moment=during"),
        ("guidance", {}, "?region=lower-back&moment=after"),
        ("guidance-entry", {"key": "stretch-gently"}, ""),
        ("guidance-entry", {"key": "massage-after"}, ""),
        ("guidance-releases", {}, ""),
    ],
)
def test_an_urgent_card_takes_self_care_off_the_guide_too(alice_client, alice, address):
    name, arguments, query = address
    path = reverse(name, kwargs=arguments) + query
    before = alice_client.get(path).content.decode()
    assert "dark-urine" not in cards_on(before)
    urgent(alice)
    text = alice_client.get(path).content.decode()
    assert cards_on(text) == ["dark-urine"]
    assert re.search(SELF_CARE, text) is None
    if arguments:
        assert LIBRARY.entries[arguments["key"]].text not in text


def test_the_urgent_card_of_another_person_takes_nothing_off(alice_client, bob):
    urgent(bob)
    text = alice_client.get(reverse("guidance") + "?region=calf&moment=during").content.decode()
    assert cards_on(text) == []
    assert re.search(SELF_CARE, text)


def test_the_card_leaves_the_other_pages_a_day_later_and_stays_on_its_own(alice_client, alice):
    episode = urgent(alice)
    day_before = episode.ended_at - dt.timedelta(hours=25)
    Episode.objects.filter(pk=episode.pk).update(
        started_at=day_before - dt.timedelta(hours=1), ended_at=day_before, logged_at=day_before
    )
    assert cards_on(alice_client.get(reverse("today")).content.decode()) == []
    own = alice_client.get(reverse("episode", args=[episode.uid])).content.decode()
    assert cards_on(own) == ["dark-urine"]


@pytest.mark.parametrize("name", ["today", "guidance", "episode-add"])
def test_when_to_get_help_is_one_tap_away(alice_client, name):
    assert f'href="{reverse("when-to-get-help")}"' in alice_client.get(reverse(name)).content.decode()


def test_when_to_get_help_needs_no_account(client):
    text = client.get(reverse("when-to-get-help")).content.decode()
    assert (
        text.index("Call your local emergency number") < text.index("Call a doctor today") < text.index("See a doctor")
    )
    assert 'href="tel:112"' in text


def test_today_asks_one_question_at_a_time(alice_client, alice):
    now = timezone.now().replace(microsecond=0)
    for hours, sign in ((1, "swelling"), (2, "pale-blue-cold"), (3, "weakness")):
        started_at = now - dt.timedelta(hours=hours)
        make_episode(
            alice,
            uid=uuid.uuid4(),
            noticed=(sign,),
            started_at=started_at,
            ended_at=started_at + dt.timedelta(minutes=2),
            may_warn=True,
        )
    assert alice_client.get(reverse("today")).content.decode().count('class="ask-now') == 1


def test_an_answer_on_today_comes_back_to_today(alice_client, alice):
    now = timezone.now().replace(microsecond=0)
    episode = make_episode(alice, noticed=("swelling",), started_at=now, ended_at=now, may_warn=True)
    response = alice_client.post(
        reverse("episode-answer", args=[episode.uid]), {"question": "more-swollen", "answer": "no", "back_to": "today"}
    )
    assert response.url == reverse("today")
    assert question_on(alice_client.get(reverse("today")).content.decode()) == ""
