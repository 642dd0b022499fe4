"""A medicine for the spasms missed, said in the check-in: the call to make stands on every page at once."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_episode, make_profile_item
from tests.guided import log_stress
from tests.html import Element, read_page
from tests.views.test_episodes import typed
from tests.views.test_safety_stages import SELF_CARE, cards_on
from tracker.models import Episode, ProfileItem
from tracker.selectors.person import person_of
from tracker.services.check_in import set_factors
from tracker.services.versions import renew_data_version

pytestmark = pytest.mark.django_db

EVENING = dt.datetime(2026, 6, 10, 18, tzinfo=dt.UTC)
"""20:00 in Berlin."""
TODAY = dt.date(2026, 6, 10)
DAY = dt.timedelta(days=1)
CARD = "missed-medicine-check-in"
GUIDE = [
    ("guidance", (), "?region=calf&side=left&moment=during"),
    ("guidance-releases", (), ""),
    ("guidance-entry", ("massage-after",), ""),
    ("guidance-library", (), "?topic=what-helps&full=1"),
]


@pytest.fixture
def clock(monkeypatch):
    """Sets the clock of the views; 20:00 in Berlin until told otherwise."""

    def at(instant):
        monkeypatch.setattr(timezone, "now", lambda: instant)

    at(EVENING)
    return at


@pytest.fixture
def person(alice, clock):
    """Alice, who takes a medicine for her spasms and is asked whether she missed it."""
    make_profile_item(alice, "medication", text="Baclofen", for_spasms=True)
    set_factors(person_of(alice), ["missed-medicine", "stress"], {}, TODAY - 9 * DAY)
    return alice


def spasm(owner, *, ago=DAY, **fields):
    row = make_episode(
        owner, uid=uuid.uuid4(), started_at=EVENING - ago, ended_at=EVENING - ago + dt.timedelta(minutes=2), **fields
    )
    renew_data_version(owner)
    return row


def check_in(client, said="yes", date=TODAY, **more):
    return client.post(reverse("check-in-day", args=[date]), {"factor-missed-medicine": said} | more, follow=True)


def page(client, name, *args, query="") -> Element:
    return read_page(client.get(reverse(name, args=args) + query))


def test_right_after_the_check_in_the_message_and_today_say_it(alice_client, person):
    spasm(person)
    shown = read_page(check_in(alice_client))
    assert "You missed a medicine for your spasms. Today, call whoever prescribes it." in shown.text
    assert shown.one("a", "See what to do")["href"] == reverse("today")
    assert cards_on(shown) == [CARD]
    first, then = shown.place_of("Do not take a double dose."), shown.place_of("In the last 2 days you had a spasm")
    assert first < then < shown.place_of("Spasm now")


def test_the_card_needs_no_script_and_stands_on_today_once(alice_client, person):
    spasm(person)
    check_in(alice_client)
    shown = page(alice_client, "today")
    assert cards_on(shown) == [CARD]
    assert not shown.has(".for-you-place[hx-get]")
    assert shown.text.count("You missed a spasm medicine. Call today") == 1


@pytest.mark.parametrize("answer", [{"answer": "unlisted"}, {"answer": "unlisted", "limited": "2"}])
def test_a_spasm_that_only_the_check_in_knows_counts(alice_client, person, answer):
    assert cards_on(read_page(check_in(alice_client, **answer))) == [CARD]


def test_an_answer_after_bedtime_counts(alice_client, person, clock):
    spasm(person)
    clock(EVENING + dt.timedelta(hours=4))
    assert cards_on(read_page(check_in(alice_client))) == [CARD]


def test_yesterdays_check_in_counts(alice_client, person):
    spasm(person)
    assert cards_on(read_page(check_in(alice_client, date=TODAY - DAY))) == [CARD]


def test_where_the_page_of_the_day_follows_its_message_says_it(alice_client, person):
    spasm(person, ago=dt.timedelta(hours=1))
    response = check_in(alice_client, answer="none")
    assert response.redirect_chain == [(reverse("check-in-day", args=[TODAY]), 302)]
    assert "Today, call whoever prescribes it." in read_page(response).text


@pytest.mark.parametrize("said", ["no", ""])
def test_without_a_yes_it_is_quiet(alice_client, person, said):
    spasm(person)
    shown = read_page(check_in(alice_client, said, limited="1"))
    assert cards_on(shown) == []
    assert "prescribes" not in shown.text


def test_without_a_spasm_it_is_quiet(alice_client, person):
    spasm(person, ago=2 * DAY)
    assert cards_on(read_page(check_in(alice_client, answer="none"))) == []


def test_without_a_medicine_for_the_spasms_it_is_quiet(alice_client, person):
    ProfileItem.objects.filter(owner=person).update(for_spasms=False)
    spasm(person)
    shown = read_page(check_in(alice_client))
    assert cards_on(shown) == []
    assert "prescribes" not in shown.text


@pytest.mark.parametrize(("days", "is_missed"), [(14, True), (15, False)])
def test_a_medicine_that_ran_out_lately_counts(alice_client, alice, clock, days, is_missed):
    make_profile_item(alice, "medication", text="Baclofen", for_spasms=True, to_on=TODAY - days * DAY)
    set_factors(person_of(alice), ["missed-medicine"], {}, TODAY)
    spasm(alice)
    assert bool(cards_on(read_page(check_in(alice_client)))) is is_missed


# It takes self-care off


def test_self_care_of_the_log_is_taken_off_today(alice_client, person):
    log_stress(person, EVENING)
    shown = read_page(check_in(alice_client))
    assert cards_on(shown) == [CARD]
    assert "For you now" not in shown.text


def test_the_part_of_today_that_is_loaded_says_it_once(alice_client, person):
    log_stress(person, EVENING)
    check_in(alice_client)
    newest = Episode.objects.order_by("-started_at").first()
    part = page(alice_client, "guidance-for-you", query=f"?saved={newest.uid}")
    assert part.texts("h3").count("You missed a spasm medicine. Call today") == 1
    assert "About what you just logged" not in part.text
    assert part.place_of("Do not take a double dose.") < part.place_of("In the last 2 days you had a spasm")


@pytest.mark.parametrize(("name", "args", "query"), GUIDE)
def test_the_guide_shows_the_card_in_place_of_steps(alice_client, person, name, args, query):
    spasm(person)
    check_in(alice_client)
    shown = page(alice_client, name, *args, query=query)
    assert cards_on(shown) == [CARD]
    assert not shown.has(SELF_CARE)


@pytest.mark.parametrize(("name", "args", "query"), GUIDE)
def test_the_guide_without_it_shows_steps(alice_client, person, name, args, query):
    spasm(person)
    check_in(alice_client, "no")
    assert cards_on(page(alice_client, name, *args, query=query)) == []


def test_the_pages_of_entries_show_the_card_in_place_of_steps(alice_client, person):
    row = spasm(person)
    check_in(alice_client)
    shown = page(alice_client, "episode", row.uid)
    assert cards_on(shown) == [CARD]
    assert not shown.has(SELF_CARE)


def test_a_spasm_that_begins_after_the_check_in_raises_it_on_its_own_page(alice_client, person, clock):
    assert cards_on(read_page(check_in(alice_client, answer="none"))) == []
    clock(EVENING + dt.timedelta(hours=7))
    shown = read_page(alice_client.post(reverse("episode-start"), {"regions": ["calf:left"]}, follow=True))
    assert cards_on(shown) == [CARD]
    assert not shown.has(SELF_CARE)


def test_a_spasm_logged_after_the_check_in_raises_it(alice_client, person):
    check_in(alice_client, answer="none")
    sent = typed(regions=["calf:left"], intensity="4")
    shown = read_page(alice_client.post(reverse("episode-add"), sent, follow=True))
    assert cards_on(shown) == [CARD]
    assert "what may help" not in shown.text


def test_a_medicine_that_is_named_in_the_profile_afterwards_raises_it(alice_client, person):
    ProfileItem.objects.filter(owner=person).delete()
    spasm(person)
    assert cards_on(read_page(check_in(alice_client))) == []
    told = {"uid": str(uuid.uuid4()), "text": "Baclofen", "for_spasms": "on"}
    assert alice_client.post(reverse("profile-add", args=["medication"]), told).status_code == 302
    assert cards_on(page(alice_client, "guidance")) == [CARD]


# It is over, or said already


def test_an_answer_that_is_changed_ends_it(alice_client, person):
    spasm(person)
    check_in(alice_client)
    assert cards_on(read_page(check_in(alice_client, "no"))) == []


def test_an_answer_that_is_taken_back_ends_it(alice_client, person):
    row = spasm(person)
    check_in(alice_client)
    alice_client.post(reverse("check-in-take-back", args=[TODAY]))
    assert cards_on(page(alice_client, "episode", row.uid)) == []
    assert cards_on(page(alice_client, "today")) == []


@pytest.mark.parametrize("name", ["today", "guidance"])
def test_on_the_third_day_it_is_over(alice_client, person, clock, name):
    spasm(person, ago=dt.timedelta(hours=1))
    check_in(alice_client)
    clock(EVENING + DAY)
    assert cards_on(page(alice_client, name)) == [CARD]
    clock(EVENING + 2 * DAY)
    assert cards_on(page(alice_client, name)) == []


def test_an_entry_that_says_it_already_says_it_alone(alice_client, person):
    row = spasm(person, ago=dt.timedelta(hours=1), factors=("missed-medicine",), may_warn=True)
    check_in(alice_client)
    for shown in (page(alice_client, "today"), page(alice_client, "guidance"), page(alice_client, "episode", row.uid)):
        assert cards_on(shown) == ["missed-spasm-medicine"]


def test_it_is_nobody_elses(alice_client, bob_client, person):
    spasm(person)
    check_in(alice_client)
    assert cards_on(page(bob_client, "today")) == cards_on(page(bob_client, "guidance")) == []


def test_why_it_is_shown_names_the_entry_and_the_days(alice_client, person):
    spasm(person)
    check_in(alice_client)
    shown = page(alice_client, "guidance-why", CARD)
    assert "In a check-in from the last 2 days, you said you missed a medicine." in shown.text
    assert "left calf" in shown.text.lower()


def test_today_costs_the_same_with_it(alice_client, person):
    spasm(person)
    counts = []
    for said in ("no", "yes"):
        check_in(alice_client, said)
        with CaptureQueriesContext(connection) as captured:
            page(alice_client, "today")
        counts.append(len(captured))
    assert counts[1] <= counts[0] <= 12
