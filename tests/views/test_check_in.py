"""The check-in's pages: one screen, partial answers, several clear days, what to ask, pauses, the reminder."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import ZONE, make_day, make_episode
from tests.html import read_page
from tracker.days import ONE_DAY, local_day, wall_clock
from tracker.models import DatedSetting, Day, DayFactor, OwnTerm, Pause
from tracker.selectors.person import person_of
from tracker.services.check_in import set_factors

DAY = ONE_DAY
NOON_UTC = dt.datetime(2026, 6, 10, 10, tzinfo=dt.UTC)
EVENING_UTC = dt.datetime(2026, 6, 10, 18, tzinfo=dt.UTC)
"""20:00 in Berlin."""
NIGHT_UTC = dt.datetime(2026, 6, 10, 20, 30, tzinfo=dt.UTC)
"""22:30: after the usual deadline."""
TODAY = dt.date(2026, 6, 10)


@pytest.fixture
def clock(monkeypatch):
    """Sets the clock of the views; 20:00 in Berlin until told otherwise."""

    def at(instant):
        monkeypatch.setattr(timezone, "now", lambda: instant)

    at(EVENING_UTC)
    return at


@pytest.fixture
def page(alice_client, clock):
    return lambda name="check-in", *args: alice_client.get(reverse(name, args=args)).content.decode()


@pytest.fixture
def answer(alice_client, clock):
    return lambda data, date=TODAY: alice_client.post(reverse("check-in-day", args=[date]), data, follow=True)


def test_nothing_is_preselected(page, alice):
    set_factors(person_of(alice), ["stress"], {}, TODAY)
    make_episode(alice, started_at=NOON_UTC)
    assert "checked" not in page()


def test_it_asks_since_the_last_check_in_and_shows_what_is_listed(page, alice, alice_client):
    assert "Any spasms today?" in page()
    answers = read_page(alice_client.get(reverse("check-in"))).texts(".big-answer")
    assert answers == ["No spasm, a clear day", "Yes, but I didn’t log each one"]
    assert "only these" not in page()
    assert "What you logged" not in page()
    make_day(alice, TODAY - DAY, answered_at=EVENING_UTC - DAY + dt.timedelta(minutes=15))
    make_episode(alice, started_at=NOON_UTC, regions=(("toes", "right"),))
    text = page()
    assert "Was that all since your last check-in (yesterday 20:15)?" in text
    assert read_page(alice_client.get(reverse("check-in"))).texts(".big-answer") == [
        "Yes, that was all",
        "No, there were more",
    ]
    assert "No spasm" not in text
    assert text.lower().index("right toes") < text.index("Was that all")


@pytest.mark.parametrize(
    ("ago", "question"),
    [(0, "all today?"), (1, "all yesterday?"), (2, "all on Monday?"), (7, "all on 3 June?")],
)
def test_where_something_is_logged_it_asks_whether_that_was_all(page, alice, ago, question):
    make_episode(alice, started_at=NOON_UTC - ago * DAY)
    assert f"Was that {question}" in page("check-in-day", TODAY - ago * DAY)


def test_an_answer_is_saved_and_leads_to_today(answer, alice):
    response = answer({"answer": "none", "limited": "0"})
    assert response.redirect_chain == [(reverse("today"), 302)]
    day = Day.objects.get()
    assert (day.owner, day.date, day.answer, day.limited, day.answered_at) == (alice, TODAY, "none", 0, EVENING_UTC)


def test_none_of_these_is_no_for_what_was_left_open(answer, alice):
    set_factors(person_of(alice), ["stress", "alcohol"], {}, TODAY)
    answer({"factor-stress": "yes", "none_of_these": "on"})
    assert dict(DayFactor.objects.values_list("code", "is_yes")) == {"stress": True, "alcohol": False}


def test_left_open_is_not_stored_as_no(answer, alice):
    set_factors(person_of(alice), ["stress", "alcohol"], {}, TODAY)
    answer({"factor-stress": "no"})
    assert dict(DayFactor.objects.values_list("code", "is_yes")) == {"stress": False}


def test_an_empty_form_says_that_nothing_is_saved(answer):
    assert b"nothing was saved" in answer({}).content
    assert not Day.objects.exists()


def test_what_was_answered_is_shown_again(answer, page):
    answer({"answer": "unlisted", "unlisted_count": "6-10", "unlisted_worst": "7", "note": "calm"})
    text = page()
    assert text.count("checked") == 3
    assert "calm" in text


def test_a_mistake_keeps_what_was_typed(alice_client, clock):
    response = alice_client.post(reverse("check-in-day", args=[TODAY]), {"limited": "9", "note": "kept as typed"})
    assert response.status_code == 422
    assert b"kept as typed" in response.content
    assert not Day.objects.exists()


def test_an_entry_overrides_none_and_the_page_says_so(answer, alice):
    make_episode(alice, started_at=NOON_UTC)
    response = answer({"answer": "none"})
    assert Day.objects.get().answer == "none"
    assert b"The entry counts, so this is a spasm day." in response.content


def test_an_answer_after_bedtime_is_marked_late(clock, answer, page):
    clock(NIGHT_UTC)
    assert "It’s after 22:00, so this is marked as late." in page()
    answer({"answer": "none"})
    assert "You answered late." in page()


def test_an_earlier_day_can_be_answered_late(answer, page, alice):
    make_episode(alice, started_at=NOON_UTC - 6 * DAY)
    assert "Any spasms on Monday?" in page("check-in-day", TODAY - 2 * DAY)
    answer({"answer": "none"}, TODAY - 2 * DAY)
    assert Day.objects.get().date == TODAY - 2 * DAY
    assert "answered late" in page()


def test_days_that_are_still_open_are_marked_among_the_days_and_said_there(alice_client, alice, clock):
    make_day(alice, TODAY - 5 * DAY, answered_at=EVENING_UTC - 5 * DAY)
    make_day(alice, TODAY - DAY, answered_at=EVENING_UTC - DAY)
    days = read_page(alice_client.get(reverse("check-in"))).all(".check-in-days a")
    waiting = [day for day in days if "not answered yet" in day.text]
    assert [day["href"] for day in waiting[:-1]] == [reverse("check-in-day", args=[TODAY - n * DAY]) for n in (4, 3, 2)]
    assert all(day.has(".day-mark.unanswered") for day in waiting[:-1])
    # Today's own mark is that of today.
    assert waiting[-1].has(".day-mark.today-open")


@pytest.mark.parametrize("ago", [-1, 8])
def test_a_far_day_is_not_asked(alice_client, clock, answer, ago):
    address = reverse("check-in-day", args=[TODAY - ago * DAY])
    assert b"only answer for today" in alice_client.get(address, follow=True).content
    assert b"only answer for today" in answer({"answer": "none"}, TODAY - ago * DAY).content
    assert not Day.objects.exists()


def test_a_day_asks_what_was_asked_then(page, alice):
    set_factors(person_of(alice), ["stress"], {}, TODAY - 3 * DAY)
    set_factors(person_of(alice), ["alcohol"], {}, TODAY)
    assert "factor-alcohol" in page()
    earlier = page("check-in-day", TODAY - DAY)
    assert "factor-stress" in earlier
    assert "factor-alcohol" not in earlier


def test_answers_can_be_taken_back(alice_client, answer):
    answer({"answer": "none"})
    response = alice_client.post(reverse("check-in-take-back", args=[TODAY]), follow=True)
    assert b"Answers removed" in response.content
    assert not Day.objects.exists()


def test_several_clear_days_in_one_tap(alice_client, page, alice):
    make_episode(alice, started_at=NOON_UTC - 3 * DAY)
    text = page()
    assert "No spasms since Monday?" in text
    assert "Mark these 3 days clear" in text
    data = {"first": TODAY - 2 * DAY, "last": TODAY}
    response = alice_client.post(reverse("check-in-clear"), data, follow=True)
    assert b"3 days marked clear" in response.content
    assert Day.objects.of(alice).filter(answer="none").count() == 3
    assert "No spasms since" not in page()


def test_no_spasms_since_never_spans_a_spasm(page, alice):
    make_episode(alice, started_at=NOON_UTC - 6 * DAY)
    make_episode(alice, started_at=NOON_UTC - 2 * DAY)
    text = page()
    assert "No spasms since yesterday?" in text
    assert "Mark these 2 days clear" in text


def test_before_the_evening_today_is_not_called_clear(page, clock, alice):
    make_episode(alice, started_at=NOON_UTC - 3 * DAY)
    clock(NOON_UTC)
    assert "Mark these 2 days clear" in page()


@pytest.mark.parametrize("data", [{}, {"first": "soon", "last": "2026-06-10"}])
def test_a_tap_without_days_changes_nothing(alice_client, clock, data):
    assert alice_client.post(reverse("check-in-clear"), data).status_code == 302
    assert not Day.objects.exists()


def test_the_page_costs_the_same_at_any_length(alice_client, alice, clock):
    from tests.views.test_diary import many

    counts = []
    for number in (10, 300):
        many(alice, number, first=NOON_UTC - 80 * DAY)
        with CaptureQueriesContext(connection) as captured:
            alice_client.get(reverse("check-in"))
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert counts[0] <= 16


# What to ask in the evening


def test_the_own_suspected_factors_are_proposed_with_their_counts(page, alice):
    for n in range(3):
        make_episode(alice, started_at=NOON_UTC - n * DAY, factors=("stress", "low-minerals"))
    text = page("check-in-factors")
    assert "stress (3 entries)" in text
    assert "low in minerals" not in text


def test_the_vocabulary_is_proposed_where_nothing_was_suspected(page):
    assert "Some to start with" in page("check-in-factors")


def test_what_it_takes_is_said_before_the_start(page):
    text = page("check-in-factors")
    for words in (
        "this takes months",
        "about 64 of 100 diaries, or in about 47 when spasms come in bad spells.",
        "Answering every evening matters more than any method.",
        "With fewer you’re done sooner",
    ):
        assert words in text


def test_choosing_stores_a_dated_setting_and_the_own_words(alice_client, alice, clock):
    data = {"proposed": ["overuse"], "others": ["stress"], "own": "Late coffee"}
    response = alice_client.post(reverse("check-in-factors"), data, follow=True)
    assert b"asks about 3 more things" in response.content
    row = DatedSetting.objects.get(owner=alice)
    assert (row.name, row.from_on, row.value) == ("factors", TODAY, "overuse stress x-late-coffee")
    assert OwnTerm.objects.get(owner=alice).label == "Late coffee"
    assert b"Late coffee" in response.content


def test_any_word_of_the_persons_own_can_be_asked_for_and_answered(alice_client, answer, alice, clock):
    words = '<5 °C & ">1" = 50 %: a; b-c'
    alice_client.post(reverse("check-in-factors"), {"own": words})
    code = OwnTerm.objects.get(owner=alice).code
    page = read_page(alice_client.get(reverse("check-in")))
    assert f"factor-{code}" in page.values("[name]", "name")
    assert words in page.text
    answer({f"factor-{code}": "yes"})
    assert list(DayFactor.objects.values_list("code", "is_yes")) == [(code, True)]


def test_what_is_asked_is_ticked(page, alice):
    set_factors(person_of(alice), ["stress", "overuse"], {}, TODAY)
    assert page("check-in-factors").count("checked") == 2


def test_nine_are_refused_in_words(alice_client, clock):
    from tracker.vocabulary.factors import FACTORS

    data = {"proposed": list(FACTORS)[:3], "others": list(FACTORS)[3:9]}
    response = alice_client.post(reverse("check-in-factors"), data)
    assert response.status_code == 422
    assert b"Choose 8 at most" in response.content
    assert not DatedSetting.objects.exists()


def test_what_nobody_can_answer_is_refused(alice_client, clock):
    assert alice_client.post(reverse("check-in-factors"), {"others": ["low-minerals"]}).status_code == 422


def test_who_has_few_spasms_is_told_before_the_start(page, alice):
    for n in range(1, 20):
        make_day(alice, TODAY - n * DAY)
    make_episode(alice, started_at=NOON_UTC)
    assert "fewer than 1 in 9" in page("check-in-factors")
    for n in range(1, 6):
        make_episode(alice, started_at=NOON_UTC - n * DAY)
    from tracker.services.versions import renew_data_version

    renew_data_version(alice)
    assert "fewer than 1 in 9" not in page("check-in-factors")


# The reminder


def test_the_reminder_opens_the_check_in_of_this_site(alice_client, clock, settings):
    settings.ORIGIN = "https://diary.example.org"
    response = alice_client.get(reverse("check-in-reminder"), {"at": "21:15"})
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    text = response.content.decode()
    assert "DTSTART:20260610T211500\r\n" in text
    assert "URL:https://diary.example.org/check-in/\r\n" in text
    assert "spasm" not in text.replace("-//spasmlog//", "")


def test_two_people_have_different_reminders(alice_client, bob_client, clock):
    address = reverse("check-in-reminder") + "?at=21:15"
    assert alice_client.get(address).content != bob_client.get(address).content


def test_a_reminder_without_a_time_says_so(alice_client, clock):
    response = alice_client.get(reverse("check-in-reminder"), {"at": ""})
    assert response.status_code == 422
    assert b"Choose a time." in response.content


# Today


def test_today_offers_the_check_in_in_the_evening_alone(page, clock, alice):
    offer = "Start today’s check-in"
    assert offer in page("today")
    clock(NOON_UTC)
    assert offer not in page("today")
    clock(EVENING_UTC)
    make_day(alice, TODAY)
    from tracker.services.versions import renew_data_version

    renew_data_version(alice)
    assert offer not in page("today")


MORNING_UTC = dt.datetime(2026, 6, 10, 5, tzinfo=dt.UTC)
"""07:00 in Berlin."""


def test_before_noon_yesterday_is_asked_first_and_today_is_one_tap_away(alice_client, clock, alice):
    make_episode(alice, started_at=NOON_UTC - 6 * DAY)
    clock(MORNING_UTC)
    assert read_page(alice_client.get(reverse("today"))).one(f"a[href='{reverse('check-in')}']", YESTERDAYS)
    page = read_page(alice_client.get(reverse("check-in")))
    assert "Any spasms yesterday?" in page.text
    assert page.form(reverse("check-in-day", args=[TODAY - DAY]))
    assert reverse("check-in-day", args=[TODAY]) in page.links
    alice_client.post(reverse("check-in-day", args=[TODAY - DAY]), {"answer": "none"})
    assert "Any spasms today?" in read_page(alice_client.get(reverse("check-in"))).text
    assert not read_page(alice_client.get(reverse("today"))).has("a", YESTERDAYS)


YESTERDAYS = "Start yesterday’s check-in"


@pytest.mark.parametrize("why", ["noon", "before the diary", "paused"])
def test_yesterday_is_not_asked_first(page, clock, alice, why):
    make_episode(alice, started_at=MORNING_UTC if why == "before the diary" else NOON_UTC - 6 * DAY)
    if why == "paused":
        Pause.objects.create(owner=alice, from_on=TODAY - DAY, to_on=TODAY - DAY)
    clock(NOON_UTC if why == "noon" else MORNING_UTC)
    assert "yesterday’s check-in" not in page("today")
    assert ("Was that all today?" if why == "before the diary" else "Any spasms today?") in page()


def test_today_offers_nothing_in_a_pause(page, alice):
    Pause.objects.create(owner=alice, from_on=TODAY)
    assert "Start today’s check-in" not in page("today")


# Pauses


@pytest.mark.parametrize(
    ("to_on", "words"),
    [
        (dt.date(2026, 11, 30), "1 to 30 November 2026"),
        (dt.date(2026, 11, 1), "1 November 2026"),
        (None, "Since 1 November 2026"),
    ],
)
def test_the_days_of_a_pause_are_said_once(alice_client, alice, to_on, words):
    Pause.objects.create(owner=alice, from_on=dt.date(2026, 11, 1), to_on=to_on)
    assert read_page(alice_client.get(reverse("pauses"))).one(".entries strong").text == words


def test_a_pause_is_begun_shown_ended_and_removed(alice_client, alice):
    today = local_day(timezone.now(), ZONE)
    data = {"from_on": today - 3 * DAY, "to_on": "", "reason": "Knee operation"}
    assert b"Knee operation" in alice_client.post(reverse("pauses"), data, follow=True).content
    pause = Pause.objects.get(owner=alice)
    alice_client.post(reverse("pause-end", args=[pause.pk]))
    pause.refresh_from_db()
    assert pause.to_on == today - DAY
    alice_client.post(reverse("pause-remove", args=[pause.pk]))
    assert not Pause.objects.exists()


def test_an_overlap_is_said_beside_the_field(alice_client, alice):
    today = wall_clock(timezone.now(), ZONE).date()
    Pause.objects.create(owner=alice, from_on=today - 3 * DAY)
    response = alice_client.post(reverse("pauses"), {"from_on": today, "to_on": today})
    assert response.status_code == 422
    assert "End it first" in str(response.context["page"].form.errors["from_on"])


def test_a_paused_day_is_not_open(page, alice):
    make_episode(alice, started_at=NOON_UTC - 3 * DAY)
    Pause.objects.create(owner=alice, from_on=TODAY - 2 * DAY, to_on=TODAY - DAY)
    text = page()
    assert "No spasms since" not in text
    assert "not asked" in text


# The counter of usable days


def days_in_time(owner, *ago: int) -> None:
    """Check-ins at eight in the evening, so many days before TODAY."""
    for days in ago:
        make_day(owner, TODAY - days * DAY, answered_at=EVENING_UTC - days * DAY)


def test_without_factors_there_is_nothing_to_count(answer, page, alice):
    days_in_time(alice, 1, 2, 3)
    assert b"usable day" not in answer({"answer": "none"}).content
    assert "usable day" not in page("check-in-factors")


def test_the_last_word_of_the_day_is_good_night_and_nothing_is_counted(answer, alice):
    set_factors(person_of(alice), ["stress"], {}, TODAY - 9 * DAY)
    days_in_time(alice, 1, 2, 3, 4, 5)
    page = answer({"answer": "none"}).content
    assert b"Saved. Good night." in page
    assert b"days needed" not in page


def test_an_earlier_day_is_no_good_night(answer, alice):
    page = answer({"answer": "none"}, TODAY - 3 * DAY).content
    assert b"Saved." in page
    assert b"Good night" not in page


def test_by_day_nobody_is_sent_to_bed(answer, clock):
    clock(NOON_UTC)
    assert b"Good night" not in answer({"answer": "none"}).content


def test_the_page_of_what_is_asked_counts_them(page, alice):
    set_factors(person_of(alice), ["stress"], {}, TODAY - 9 * DAY)
    days_in_time(alice, 1, 2, 3, 4)
    assert "So far" not in page("check-in-factors")
    for day in Day.objects.filter(owner=alice):
        DayFactor.objects.create(day=day, code="stress", is_yes=False, first_answered_at=day.answered_at)
    assert "You have answered on 4 evenings so far." in page("check-in-factors")
