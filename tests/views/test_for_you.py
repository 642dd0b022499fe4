"""Where guidance surfaces: Today, after saving, the page of what a card rests on, and what is said to it."""

import datetime as dt
import re
import uuid
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import ZONE, make_day, make_episode
from tests.guided import DAY, log_numbness, log_stress
from tests.html import read_page
from tracker.guidance.loader import load_library
from tracker.models import GuidanceAnswer, GuidanceResult, Question
from tracker.services.versions import renew_data_version

HTMX = {"hx-request": "true"}
STRESS = {"key": "stress", "about": "stress"}
NUMB = {"key": "weakness-or-numbness", "about": ""}


@pytest.fixture
def now():
    return timezone.now().replace(microsecond=0)


def plain(response) -> str:
    """What the page says."""
    return read_page(response).text


@pytest.fixture
def today(alice_client):
    """Today as it shows after its part was loaded: {"text", "titles"}."""

    def load(query=""):
        alice_client.get(reverse("guidance-for-you") + query, headers=HTMX)
        return alice_client.get(reverse("today"))

    return load


def titles(response) -> list[str]:
    return read_page(response).texts("h3[id^=card-]")


def title(key) -> str:
    return load_library().entries[key].title


def answer(client, said, card=STRESS, **more):
    return client.post(reverse("guidance-answer"), card | {"answer": said} | more, follow=True)


# Today


def test_nothing_raised_shows_nothing(alice_client, alice, today):
    make_episode(alice, started_at=timezone.now() - DAY)
    renew_data_version(alice)
    page = today()
    assert titles(page) == []
    assert "For you now" not in plain(page)
    assert not read_page(page).has("[hx-trigger=load]")


def test_an_empty_diary_asks_for_nothing_more(alice_client):
    page = read_page(alice_client.get(reverse("today")))
    assert not page.has("[hx-get]")
    assert page.has("head script")
    assert not page.has("script[src*=htmx]")


def test_a_stale_page_asks_for_its_part(alice_client, alice, now):
    log_stress(alice, now)
    page = read_page(alice_client.get(reverse("today")))
    assert page.one("[hx-trigger=load]")["hx-get"] == reverse("guidance-for-you")
    assert page.one("script[src*='htmx-2.min']")
    assert titles(alice_client.get(reverse("today"))) == []


def test_without_scripts_a_link_leads_there(alice_client, alice, now):
    log_stress(alice, now)
    (address,) = read_page(alice_client.get(reverse("today"))).one("noscript").links
    full = alice_client.get(address)
    assert read_page(full).has("html")
    assert titles(full) == [title("stress")]
    # It was stored, so Today needs no script any more.
    assert titles(alice_client.get(reverse("today"))) == [title("stress")]


def test_the_part_is_no_page(alice_client, alice, now):
    log_stress(alice, now)
    part = alice_client.get(reverse("guidance-for-you"), headers=HTMX)
    assert not read_page(part).has("html")
    assert titles(part) == [title("stress")]


def test_a_card_says_why_with_numbers_and_what_to_do(alice, now, today):
    log_stress(alice, now)
    text = plain(today())
    assert "In the last 28 days, you selected it for 4 of 4 spasms. Source 3 names it." in text
    assert load_library().entries["stress"].what_to_do in text


def answers_offered(page) -> list[str]:
    """What can be answered to the cards of the page."""
    return read_page(page).values(f"form[action='{reverse('guidance-answer')}'] [name=answer]", "value")


def test_a_self_care_card_can_be_put_aside_or_kept(alice, now, today):
    log_stress(alice, now)
    assert answers_offered(today()) == ["aside", "question"]


def test_a_card_about_a_doctor_can_be_known_to_them(alice, now, today):
    log_numbness(alice, now)
    assert answers_offered(today()) == ["aside", "doctor-knows", "question"]


def test_beside_an_entry_that_cannot_wait_nothing_of_the_log_is_shown(alice, now, today):
    log_stress(alice, now)
    log_numbness(alice, now - DAY)
    assert titles(today()) == [title("weakness-or-numbness"), title("stress")]
    make_episode(alice, started_at=now - dt.timedelta(hours=1), noticed=("chest-pressure",), may_warn=True)
    renew_data_version(alice)
    assert titles(today()) == []


def test_the_gravest_first_and_three_at_most(alice, now, today):
    log_stress(alice, now, days=5)
    for row in log_numbness(alice, now - dt.timedelta(hours=1), days=5):
        row.factors.create(code="little-rest")
        row.factors.create(code="low-minerals")
    renew_data_version(alice)
    shown = titles(today())
    assert len(shown) == 3
    assert shown[0] == title("weakness-or-numbness")


def test_another_persons_cards_are_never_there(bob_client, alice, alice_client, now):
    log_stress(alice, now)
    alice_client.get(reverse("guidance-for-you"), headers=HTMX)
    for name in ("today", "guidance-for-you", "guidance-answers", "questions"):
        assert title("stress") not in unescape(bob_client.get(reverse(name)).content.decode())


def test_logging_stays_first(alice, now, today):
    log_stress(alice, now)
    page = read_page(today())
    places = [page.place_of(words) for words in ("Spasm now", "spasm days in the", "For you now", "Latest entries")]
    assert places == sorted(set(places))


def test_own_words_are_spelled_as_the_person_did(alice, now, today):
    from tracker.models import OwnTerm

    OwnTerm.objects.create(owner=alice, vocabulary="factor", code="x-late", label="Late nights")
    for row in log_stress(alice, now):
        row.factors.update(code="x-late")
    renew_data_version(alice)
    assert "“Late nights”" in plain(today())


@pytest.mark.parametrize("name", ["guidance-for-you", "guidance-answers"])
def test_only_reading(alice_client, name):
    assert alice_client.post(reverse(name)).status_code == 405


def test_reading_a_part_that_is_current_is_cheap(alice_client, alice, now):
    log_stress(alice, now)
    alice_client.get(reverse("guidance-for-you"), headers=HTMX)
    with CaptureQueriesContext(connection) as queries:
        alice_client.get(reverse("guidance-for-you"), headers=HTMX)
    assert len(queries) <= 6


# After saving


def saved(row):
    return f"?saved={row.uid}"


def test_the_card_that_fits_comes_first_and_once(alice_client, alice, now):
    newest = log_stress(alice, now)[0]
    part = alice_client.get(reverse("guidance-for-you") + saved(newest), headers=HTMX)
    assert "About what you just logged" in plain(part)
    assert titles(part) == [title("stress")]
    again = alice_client.get(reverse("guidance-for-you") + saved(newest), headers=HTMX)
    assert "About what you just logged" not in plain(again)


def test_three_cards_in_all_beside_it(alice_client, alice, now):
    for row in log_stress(alice, now, days=5):
        for code in ("little-rest", "low-minerals", "poor-sleep"):
            row.factors.create(code=code)
    renew_data_version(alice)
    part = alice_client.get(reverse("guidance-for-you") + saved(row), headers=HTMX)
    assert "About what you just logged" in plain(part)
    assert len(titles(part)) == len(set(titles(part))) == 3


def test_saving_hands_the_entry_on(alice_client, alice, now):
    log_stress(alice, now)
    response = alice_client.post(
        reverse("episode-add"),
        {"uid": str(uuid.uuid4()), "started": "15", "time_zone": ZONE, "suspected_factors": ["stress"]},
        follow=True,
    )
    (address, _status) = response.redirect_chain[-1]
    uid = address.partition("?saved=")[2]
    assert f"{reverse('guidance-for-you')}?saved={uid}" in read_page(response).values("[hx-get]", "hx-get")
    part = alice_client.get(f"{reverse('guidance-for-you')}?saved={uid}", headers=HTMX)
    assert "About what you just logged" in plain(part)


def test_an_entry_with_safety_cards_of_its_own_gets_no_other(alice_client, alice, now):
    newest = log_stress(alice, now)[0]
    newest.noticed.create(code="chest-pressure")
    renew_data_version(alice)
    part = alice_client.get(reverse("guidance-for-you") + saved(newest), headers=HTMX)
    assert "About what you just logged" not in plain(part)


@pytest.mark.parametrize("query", ["?saved=", "?saved=nonsense", f"?saved={uuid.UUID(int=1)}"])
def test_an_entry_that_is_not_there_is_passed_over(alice_client, alice, now, query):
    log_stress(alice, now)
    part = alice_client.get(reverse("guidance-for-you") + query, headers=HTMX)
    assert titles(part) == [title("stress")]
    assert alice_client.get(reverse("today") + query).status_code == 200


def test_another_persons_entry_is_passed_over(alice_client, alice, bob, now):
    log_stress(alice, now)
    part = alice_client.get(reverse("guidance-for-you") + saved(log_stress(bob, now)[0]), headers=HTMX)
    assert "About what you just logged" not in plain(part)


# What a card rests on


def why(client, key="stress", **query):
    return client.get(reverse("guidance-why", args=[key]), query)


def test_the_entries_it_rests_on_and_no_others(alice_client, alice, bob, now):
    rows = log_stress(alice, now)
    other = make_episode(alice, started_at=now - dt.timedelta(hours=1))
    renew_data_version(alice)
    log_stress(bob, now)
    response = why(alice_client, about="stress")
    page = read_page(response)
    assert page.values("a.entry", "href") == [reverse("episode", args=[row.uid]) for row in rows]
    assert str(other.uid) not in response.content.decode()
    assert "4 entries" in page.text


def test_its_threshold_in_words_and_whose_it_is(alice_client, alice, now):
    log_stress(alice, now)
    text = plain(why(alice_client, about="stress"))
    assert "on 3 or more of 28 days" in text
    assert "A clinician has not reviewed them yet." in text


def test_a_long_list_comes_in_pages(alice_client, alice, now, monkeypatch):
    from tracker.pages import for_you
    from tracker.selectors import guidance as selector

    for module in (selector, for_you):
        monkeypatch.setattr(module, "CARD_ENTRIES_SHOWN", 3)
    log_stress(alice, now, days=7)

    def shown(page):
        part = read_page(why(alice_client, about="stress", page=page))
        return len(part.all(".entry")), part.has("a", "Newer"), part.has("a", "Older")

    assert [shown(page) for page in ("", "2", "3")] == [(3, False, True), (3, True, True), (1, True, False)]
    assert shown("99") == shown("3")
    assert shown("-1") == shown("nonsense") == shown("0") == shown("²") == (3, False, True)


def test_days_that_the_check_in_answered(alice_client, alice, now):
    first = timezone.localdate() - 3 * DAY
    for n in range(3):
        make_day(alice, first + n * DAY, limited=4)
    renew_data_version(alice)
    text = plain(why(alice_client, "unable-to-function"))
    assert "3 days from your check-ins" in text


def test_what_is_not_raised_is_said_to_be_so(alice_client, bob, now):
    log_stress(bob, now)
    page = why(alice_client, about="stress")
    assert page.status_code == 200
    assert "Your log doesn’t show this right now." in plain(page)
    assert not read_page(page).has(".entry")


def test_no_such_card_is_not_found(alice_client):
    assert why(alice_client, "nonsense").status_code == 404


# Answers


def test_put_aside_and_undone_in_one_tap_each(alice_client, alice, now):
    log_stress(alice, now)
    page = answer(alice_client, "aside", back_to="today")
    assert page.redirect_chain == [(reverse("today"), 302)]
    assert titles(page) == []
    undo = read_page(page).one("form[action^='/guidance/answers/']")["action"]
    page = alice_client.post(undo, {"back_to": "today"}, follow=True)
    assert "Undone." in plain(page)
    assert titles(page) == [title("stress")]


def test_the_doctor_knows(alice_client, alice, now):
    log_numbness(alice, now)
    assert "Your doctor knows" in plain(answer(alice_client, "doctor-knows", NUMB))
    assert GuidanceAnswer.objects.get().owner == alice


def test_kept_as_a_question_it_stands_on_the_list(alice_client, alice, now):
    log_stress(alice, now)
    answer(alice_client, "question")
    assert title("stress") in plain(alice_client.get(reverse("questions")))


def test_an_answer_leads_back_to_where_it_was_given(alice_client, alice, now):
    log_stress(alice, now)
    page = answer(alice_client, "aside", back_to="guidance-why")
    assert page.request["PATH_INFO"] == reverse("guidance-why", args=["stress"])
    assert re.search(r"Your answer on .+: hidden", plain(page))
    assert answer(alice_client, "aside", back_to="https://elsewhere.example/").redirect_chain[-1][0] == reverse("today")


def test_a_card_that_is_not_raised_hears_nothing(alice_client, alice, now):
    log_stress(alice, now)
    page = answer(alice_client, "aside", {"key": "weakness-or-numbness", "about": ""})
    assert "nothing to answer" in plain(page)
    assert not GuidanceAnswer.objects.exists()


@pytest.mark.parametrize("data", [{}, {"key": "stress"}, {"key": "x" * 500, "answer": "aside", "about": "\x00"}])
def test_what_makes_no_sense_stores_nothing(alice_client, alice, now, data):
    log_stress(alice, now)
    assert alice_client.post(reverse("guidance-answer"), data, follow=True).status_code == 200
    assert not GuidanceAnswer.objects.exists()


def test_another_persons_card_cannot_be_answered(bob_client, alice, now):
    log_stress(alice, now)
    assert "no longer shows this" in plain(answer(bob_client, "aside"))
    assert not GuidanceAnswer.objects.exists()


def test_what_was_put_aside_is_listed_to_be_taken_back(alice_client, alice, bob_client, bob, now):
    for owner, client in ((alice, alice_client), (bob, bob_client)):
        log_stress(owner, now)
        answer(client, "aside")
    page = read_page(alice_client.get(reverse("guidance-answers")))
    address = page.one("form[action^='/guidance/answers/']")["action"]
    assert str(GuidanceAnswer.objects.get(owner=alice).uid) in address
    page = alice_client.post(address, {"back_to": "guidance-answers"}, follow=True)
    assert "You haven’t answered any cards." in plain(page)
    assert GuidanceAnswer.objects.filter(owner=bob).exists()


def test_what_no_longer_rests_is_not_listed(alice_client, alice, now):
    log_stress(alice, now)
    answer(alice_client, "aside")
    GuidanceAnswer.objects.update(answered_on=timezone.localdate() - 91 * DAY)
    assert "You haven’t answered any cards." in plain(alice_client.get(reverse("guidance-answers")))


def test_results_hold_no_sentence(alice_client, alice, now):
    """Sentences are made in the language of the moment, so none may be stored."""
    log_stress(alice, now)
    alice_client.get(reverse("guidance-for-you"), headers=HTMX)
    answer(alice_client, "question")
    stored = GuidanceResult.objects.get(owner=alice)
    assert "ticks" not in f"{stored.raised}{stored.shown}"
    assert Question.objects.get().text == ""
