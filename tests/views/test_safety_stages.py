"""What is on the screen, and what is not, for every red flag as people log it: running, after saving, on Today."""

import datetime as dt
import math
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_episode, make_profile_item
from tests.guidance.red_flags import QUIET_ENTRIES, RED_FLAGS
from tests.html import Element, read_page
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


def cards_on(page: Element) -> list[str]:
    """The raised safety cards of a page, in its order: not those of the log, nor those that wait for a tap."""
    return page.values(".care-card[role=alert]", "data-card")


def question_on(page: Element) -> str:
    """The question that a page asks first."""
    return next(iter(page.values(".ask-now[data-question]", "data-question")), "")


def first_place(page: Element, css: str) -> float:
    """Where the first of them stands; behind everything if there is none."""
    return next((each.place for each in page.all(css)), math.inf)


FIRST = ".ask-now, .care-card[role=alert]"
SELF_CARE = ".self-care"


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
        own: read_page(alice_client.get(reverse(own, args=[episode.uid]))),
        "today": read_page(alice_client.get(reverse("today"))),
    }
    if flag.is_over:
        pages["after"] = read_page(alice_client.get(reverse("episode-after", args=[episode.uid])))
    for name, shown in pages.items():
        assert cards_on(shown) or question_on(shown), name
        if flag.card:
            assert flag.card in cards_on(shown), name
        assert first_place(shown, FIRST) < first_place(shown, SELF_CARE), name
        if flag.card or flag.holds_steps:
            assert not shown.has(SELF_CARE), name
        assert "When to get help" in shown.text, name


@pytest.mark.parametrize("name", [name for name, flag in RED_FLAGS.items() if flag.answers])
def test_each_answer_is_stored_once_and_raises_its_card(alice_client, alice, name):
    flag, now = RED_FLAGS[name], timezone.now().replace(microsecond=0)
    know(alice, flag.flags, now)
    for answer, card in flag.answers.items():
        episode = log(alice, flag, flag.minutes or 5, now)
        sent = {"question": flag.asks, "answer": answer.split("+")}
        answered = read_page(alice_client.post(reverse("episode-answer", args=[episode.uid]), sent, follow=True))
        assert question_on(answered) != flag.asks
        if card:
            assert cards_on(answered)[0] == card
            if LIBRARY.entries[card].care in TAKES_SELF_CARE_OFF:
                assert not answered.has(SELF_CARE)
                assert card in cards_on(read_page(alice_client.get(reverse("today"))))
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
    for shown in (
        read_page(alice_client.get(reverse(page, args=[episode.uid]))),
        read_page(alice_client.get(reverse("today"))),
    ):
        assert (cards_on(shown), question_on(shown)) == ([], "")
    own = read_page(alice_client.get(reverse(page, args=[episode.uid])))
    assert own.has(SELF_CARE) is bool(not is_running or facts.get("regions"))


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
    before = read_page(alice_client.get(path))
    assert "dark-urine" not in cards_on(before)
    urgent(alice)
    shown = read_page(alice_client.get(path))
    assert cards_on(shown) == ["dark-urine"]
    assert not shown.has(SELF_CARE)
    if arguments:
        assert LIBRARY.entries[arguments["key"]].text not in shown.text


def test_the_urgent_card_of_another_person_takes_nothing_off(alice_client, bob):
    urgent(bob)
    shown = read_page(alice_client.get(reverse("guidance") + "?region=calf&moment=during"))
    assert cards_on(shown) == []
    assert shown.has(SELF_CARE)


def test_the_card_leaves_the_other_pages_a_day_later_and_stays_on_its_own(alice_client, alice):
    episode = urgent(alice)
    day_before = episode.ended_at - dt.timedelta(hours=25)
    Episode.objects.filter(pk=episode.pk).update(
        started_at=day_before - dt.timedelta(hours=1), ended_at=day_before, logged_at=day_before
    )
    assert cards_on(read_page(alice_client.get(reverse("today")))) == []
    own = read_page(alice_client.get(reverse("episode", args=[episode.uid])))
    assert cards_on(own) == ["dark-urine"]


@pytest.mark.parametrize("name", ["today", "guidance", "episode-add"])
def test_when_to_get_help_is_one_tap_away(alice_client, name):
    assert reverse("when-to-get-help") in read_page(alice_client.get(reverse(name))).links


def test_when_to_get_help_needs_no_account(client):
    page = read_page(client.get(reverse("when-to-get-help")))
    words = ("Call your local emergency number", "Call a doctor today", "See a doctor")
    places = [page.place_of(each) for each in words]
    assert places == sorted(set(places))
    assert "tel:112" in page.links


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
    assert len(read_page(alice_client.get(reverse("today"))).all(".ask-now")) == 1


def test_an_answer_on_today_comes_back_to_today(alice_client, alice):
    now = timezone.now().replace(microsecond=0)
    episode = make_episode(alice, noticed=("swelling",), started_at=now, ended_at=now, may_warn=True)
    response = alice_client.post(
        reverse("episode-answer", args=[episode.uid]), {"question": "more-swollen", "answer": "no", "back_to": "today"}
    )
    assert response.url == reverse("today")
    assert question_on(read_page(alice_client.get(reverse("today")))) == ""
