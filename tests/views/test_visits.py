"""The pages of visits: planned, today and over, each with one next step; the checklist; removing and bringing back."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_day, make_episode, make_profile_item, make_visit
from tests.html import read_page
from tracker.models import Episode, ProfileItem, Question, Revision, Visit
from tracker.services.questions import keep_question
from tracker.services.versions import renew_data_version
from tracker.services.visits import put_question
from tracker.vocabulary.profile import PROFILE_KINDS

NOON_UTC = dt.datetime(2026, 6, 10, 10, tzinfo=dt.UTC)
TODAY = dt.date(2026, 6, 10)
DAY = dt.timedelta(days=1)
PAGE_QUERIES = 17


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON_UTC)


@pytest.fixture
def ahead(alice):
    return make_visit(alice, TODAY + 9 * DAY)


@pytest.fixture
def over(alice):
    return make_visit(alice, TODAY - 20 * DAY, with_whom="Dr. Lee")


@pytest.fixture
def page(alice_client):
    """The page of a visit."""
    return lambda visit: opened(alice_client, reverse("visit", args=[visit.uid]))


def opened(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return read_page(response)


def next_step(page):
    """(address, words) of the one primary way on."""
    link = page.one("main .btn-primary")
    assert link.parent.classes == {"visit-next"}
    return link["href"], link.text


def order(owner):
    return [row.text for row in Question.objects.filter(owner=owner, answered_on=None)]


# The list


def test_without_visits_the_list_says_what_they_are_for(alice_client):
    page = opened(alice_client, reverse("visits"))
    assert "Plan your next visit" in page.text
    assert page.one("main .btn-primary.btn-large")["href"] == reverse("visit-new")


def test_the_list_tells_visits_ahead_from_those_that_are_over(alice_client, ahead, over):
    page = opened(alice_client, reverse("visits"))
    first, second = page.section("ahead-title"), page.section("over-title")
    assert first.place < second.place
    assert {reverse("visit", args=[ahead.uid]), reverse("report")} == {*first.links}
    assert second.one(f"a[href='{reverse('visit', args=[over.uid])}']")
    assert "No notes yet" in second.text
    assert page.text.count("No notes yet") == 1


def test_the_list_says_what_is_ready_for_the_next_visit(alice, alice_client, ahead, over):
    Question.objects.create(owner=alice, text="Why at night?", asked_on=TODAY)
    make_profile_item(alice, "medication", text="Baclofen")
    page = opened(alice_client, reverse("visits"))
    ready = page.section("before-title").text
    assert "1 question for this visit Add or edit questions 1. Why at night?" in ready
    assert f"{len(PROFILE_KINDS) - 1} parts not filled in yet" in ready


def test_the_two_ways_on_say_what_they_are_for(alice_client, ahead, over):
    section = opened(alice_client, reverse("visits")).section("ahead-title")
    prepare, summary = section.all(".btn-two")
    assert prepare.text == "Prepare this visit What may come up"
    assert summary.text == "Doctor’s summary Since 21 May"


def test_a_last_visit_of_another_year_has_its_year(alice, alice_client, ahead):
    make_visit(alice, dt.date(TODAY.year - 1, 8, 30))
    page = opened(alice_client, reverse("visits"))
    assert f"Since 30 August {TODAY.year - 1}" in page.section("ahead-title").text


def test_questions_without_a_visit_ahead_are_for_the_next_one(alice, alice_client, over):
    assert "For your next visit" in opened(alice_client, reverse("visits")).section("before-title").text
    Question.objects.create(owner=alice, text="Why at night?", asked_on=TODAY)
    assert "1 question for your next visit" in opened(alice_client, reverse("visits")).section("before-title").text


def test_the_list_says_what_trends_says_of_the_days_since_the_last_visit(alice, alice_client, over, ahead):
    for days in range(1, 60):
        make_day(alice, TODAY - days * DAY)
    for days in (3, 9, 30, 31, 32, 33):
        make_episode(alice, started_at=NOON_UTC - days * DAY)
    address = f"{reverse('trends')}?window=visit"
    part = opened(alice_client, reverse("visits")).one(".since-visit")
    assert part.one("h2").text == "Since your visit on 21 May"
    assert part.one("a")["href"] == address
    finding = opened(alice_client, reverse("trends-chart", args=["comparison"]) + "?window=visit")
    assert part.one(".since-title").text == finding.one(".finding-title").text
    assert finding.one(".finding-sentence").text in part.text
    assert "2 of the 20 days you answered" in part.text
    # With all that has to be kept in mind.
    assert all(each.text in part.text for each in finding.all(".finding-context > p"))
    sure = part.texts("details p")
    assert sure == finding.texts("details > p")[: len(sure)]
    assert len(sure) >= 3
    # What is written now is in it at once.
    make_episode(alice, started_at=NOON_UTC - 5 * DAY)
    renew_data_version(alice)
    assert "3 of the 20 days you answered" in opened(alice_client, reverse("visits")).text


def test_without_a_past_visit_or_with_nothing_logged_the_list_says_nothing_of_it(alice, alice_client, ahead):
    make_episode(alice, started_at=NOON_UTC - 3 * DAY)
    assert not opened(alice_client, reverse("visits")).has(".since-visit")
    make_visit(alice, TODAY - 20 * DAY)
    Episode.objects.of(alice).delete()
    renew_data_version(alice)
    assert not opened(alice_client, reverse("visits")).has(".since-visit")


def test_visits_of_others_are_not_listed(alice_client, bob):
    make_visit(bob, with_whom="Dr. Nobody")
    assert "Dr. Nobody" not in alice_client.get(reverse("visits")).content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_however_many_there_are(alice, alice_client, django_assert_max_num_queries, count):
    for n in range(count):
        make_visit(alice, TODAY - n * DAY)
    # The first time, the days since the last one are read, too; what is said of them is kept.
    with django_assert_max_num_queries(14):
        alice_client.get(reverse("visits"))
    with django_assert_max_num_queries(9):
        alice_client.get(reverse("visits"))


# Plan


def test_a_plan_that_is_sent_twice_makes_one_visit(alice, alice_client):
    data = {"uid": str(uuid.uuid4()), "on": "2026-07-01", "with_whom": "Dr. Kim"}
    for _n in range(2):
        response = alice_client.post(reverse("visit-new"), data)
        assert response.url == reverse("visit", args=[data["uid"]])
    assert Visit.objects.of(alice).get().with_whom == "Dr. Kim"


def test_a_plan_with_a_mistake_keeps_what_was_typed(alice, alice_client):
    data = {"uid": str(uuid.uuid4()), "on": "", "with_whom": "Dr. <Kim>", "note": "10:40"}
    response = alice_client.post(reverse("visit-new"), data)
    assert response.status_code == 422
    form = read_page(response).form("")
    assert (form["with_whom"], form["note"], form["uid"]) == ("Dr. <Kim>", "10:40", data["uid"])
    assert "Choose the day." in form.element.text
    assert not Visit.objects.of(alice).exists()


def test_a_visit_is_changed_under_its_own_uid(alice, alice_client, ahead):
    data = {"uid": str(uuid.uuid4()), "on": "2026-07-01", "with_whom": "Physio", "private": "on"}
    alice_client.post(reverse("visit-change", args=[ahead.uid]), data)
    visit = Visit.objects.of(alice).get()
    assert (visit.uid, visit.on, visit.with_whom, visit.private) == (ahead.uid, dt.date(2026, 7, 1), "Physio", True)


# One next step


def test_ahead_without_questions_the_next_step_is_to_write_one(page, ahead):
    assert next_step(page(ahead)) == ("#questions", "Add your first question")


def test_ahead_with_questions_the_next_step_is_the_checklist(alice, page, ahead):
    keep_question(alice, "Why?", TODAY)
    assert next_step(page(ahead)) == ("#checklist", "Go through the checklist")


def test_when_all_is_answered_the_next_step_is_the_log(alice, page, ahead, over):
    keep_question(alice, "Why?", TODAY)
    for kind in PROFILE_KINDS:
        make_profile_item(alice, kind, "none", from_on=TODAY)
    for n in range(21):
        make_day(alice, TODAY - n * DAY)
    assert next_step(page(ahead)) == (f"{reverse('trends')}?window=visit", "See how things have gone since")


def test_on_its_day_the_next_step_is_to_note_what_was_said(alice, page):
    visit = make_visit(alice, TODAY)
    assert next_step(page(visit)) == (reverse("visit-after", args=[visit.uid]), "Note what was said")


def test_once_noted_the_next_step_is_the_next_visit(alice, page, over):
    Visit.objects.of(alice).update(said="Stretch")
    assert next_step(page(over)) == (reverse("visit-new"), "Plan the next visit")
    ahead = make_visit(alice, TODAY + DAY)
    assert next_step(page(over)) == (reverse("visit", args=[ahead.uid]), "Go to your next visit")


# Questions


def test_a_question_that_is_typed_is_for_this_visit(alice, alice_client, ahead):
    data = {"uid": str(uuid.uuid4()), "text": "Why?"}
    for _n in range(2):
        assert alice_client.post(reverse("visit", args=[ahead.uid]), data).status_code == 302
    assert Question.objects.get(owner=alice).visit == ahead


def test_an_empty_question_says_so(alice, alice_client, ahead):
    response = alice_client.post(reverse("visit", args=[ahead.uid]), {"uid": str(uuid.uuid4()), "text": " "})
    assert response.status_code == 422
    assert "Enter your question first." in read_page(response).section("questions").text


def test_the_first_three_are_marked_as_on_page_1(alice, page, ahead):
    for text in "abcd":
        keep_question(alice, text, TODAY)
    assert [row.one("p.visit-text").text for row in page(ahead).all(".is-on-page-1")] == ["a", "b", "c"]


def test_a_question_of_the_person_prints_as_text(alice, page, ahead):
    keep_question(alice, "<script>alert(1)</script>", TODAY)
    assert "<script>alert(1)</script>" in page(ahead).section("questions").text


def test_questions_move_among_those_of_the_visit(alice, alice_client, ahead):
    other = make_visit(alice, TODAY + 90 * DAY)
    a, x, b = (keep_question(alice, text, TODAY) for text in "axb")
    put_question(alice, x, other)
    alice_client.post(reverse("visit-question-move", args=[ahead.uid, b.uid]), {"up": "1"})
    assert order(alice) == ["b", "x", "a"]
    alice_client.post(reverse("visit-question-move", args=[ahead.uid, b.uid]), {"down": "1"})
    assert order(alice) == ["a", "x", "b"]
    assert a.uid != b.uid


def test_a_question_moves_to_the_next_visit(alice, alice_client, page, ahead):
    later = make_visit(alice, TODAY + 90 * DAY)
    question = keep_question(alice, "Why?", TODAY)
    address = reverse("visit-question-put", args=[later.uid, question.uid])
    assert page(ahead).form(address)
    alice_client.post(address)
    assert "Why?" in page(later).section("questions").text
    assert "Why?" not in page(ahead).section("questions").text


def test_without_another_visit_there_is_nowhere_to_move_to(alice, page, ahead, over):
    keep_question(alice, "Why?", TODAY)
    assert "Move to" not in page(ahead).text


def test_a_question_is_answered_at_the_visit_and_opened_again(alice, alice_client, page, over):
    question = keep_question(alice, "Why?", over.on)
    address = reverse("visit-question-answered", args=[over.uid, question.uid])
    alice_client.post(address)
    question.refresh_from_db()
    assert (question.visit, question.answered_on) == (over, over.on)
    assert "Reopen" in page(over).form(address).element.text
    alice_client.post(address, {"undo": "1"})
    question.refresh_from_db()
    assert question.answered_on is None


def test_nothing_is_answered_at_a_visit_that_is_still_to_come(alice, alice_client, page, ahead):
    question = keep_question(alice, "Why?", TODAY)
    address = reverse("visit-question-answered", args=[ahead.uid, question.uid])
    assert address not in page(ahead).addresses
    alice_client.post(address)
    question.refresh_from_db()
    assert question.answered_on is None


@pytest.mark.parametrize("name", ["visit-question-move", "visit-question-put", "visit-question-answered"])
def test_a_question_of_another_person_is_not_found_at_ones_own_visit(alice_client, bob, ahead, name):
    question = keep_question(bob, "Why?", TODAY)
    assert alice_client.post(reverse(name, args=[ahead.uid, question.uid])).status_code == 404


# The checklist


@pytest.mark.parametrize("kind", PROFILE_KINDS)
def test_what_is_empty_says_why_it_will_be_asked(page, ahead, kind):
    part = page(ahead).section("checklist")
    assert str(PROFILE_KINDS[kind].why) in part.text
    assert reverse("profile-add", args=[kind]) in part.addresses
    assert all(reverse("guidance-entry", args=[key]) in part.links for key in PROFILE_KINDS[kind].asked_in)


def test_what_is_filled_in_is_said_briefly(alice, page, ahead):
    for name in ("Baclofen", "Magnesium", "Ibuprofen", "Aspirin"):
        make_profile_item(alice, "medication", text=name)
    make_profile_item(alice, "supplement", "none", from_on=TODAY)
    part = page(ahead).section("checklist")
    assert "Baclofen, Magnesium, Ibuprofen and 1 more" in part.text
    assert "You said none." in part.text
    assert reverse("profile-add", args=["medication"]) not in part.addresses
    assert f"{reverse('profile')}#medication" in part.links


def test_coverage_is_said_since_the_last_visit(alice, page, ahead, over):
    make_episode(alice, started_at=NOON_UTC - dt.timedelta(days=60))
    for n in range(5):
        make_day(alice, TODAY - n * DAY)
    assert "5 of 21 days answered since your visit on 21 May 2026" in page(ahead).section("checklist").text


def test_coverage_without_a_visit_is_that_of_the_last_days(alice, page, ahead):
    make_episode(alice, started_at=NOON_UTC - dt.timedelta(days=9))
    assert "1 of 9 days answered in the last 90 days" in page(ahead).section("checklist").text


def test_a_visit_long_ago_is_not_looked_back_to(alice, page, ahead):
    make_visit(alice, TODAY - 900 * DAY)
    make_episode(alice, started_at=NOON_UTC - dt.timedelta(days=9))
    assert "1 of 9 days answered in the last 366 days" in page(ahead).section("checklist").text


def test_entries_that_leave_something_out_are_counted(alice, page, ahead):
    make_episode(alice, intensity=None)
    make_episode(alice, uid=uuid.uuid4(), regions=())
    text = page(ahead).section("checklist").text
    assert text.count("missing from 1 of 2 entries") == 2


def test_an_empty_diary_has_no_numbers(page, ahead):
    text = page(ahead).section("checklist").text
    assert "nothing logged yet" in text
    assert "0 of 0" not in text


def test_a_visit_before_another_one_ahead_counts_from_the_one_that_is_over(alice, page, ahead, over):
    later = make_visit(alice, TODAY + 90 * DAY)
    make_episode(alice, started_at=NOON_UTC - dt.timedelta(days=60))
    assert "since your visit on 21 May 2026" in page(later).section("checklist").text


def test_what_may_come_up_names_doctors_and_tests_with_sources(page, ahead):
    shown = page(ahead)
    for key, words in (
        ("neurologist", "source 3"),
        ("test-blood-count", "sources 2, 3, 5"),
        ("asked-medicines", "1, 4"),
    ):
        assert words in shown.all(f"a[href='{reverse('guidance-entry', args=[key])}']")[-1].text


def test_when_to_see_a_doctor_is_not_a_thing_that_comes_up_there(page, ahead):
    assert reverse("guidance-entry", args=["very-strong-pain"]) not in page(ahead).addresses


# What was said, what changed


def test_what_was_said_is_noted_and_kept(alice, alice_client, page, over):
    data = {"said": "Stretch\r\nevery evening", "tests": "EMG"}
    response = alice_client.post(reverse("visit-after", args=[over.uid]), data)
    assert response.url == reverse("visit", args=[over.uid]) + "#changes"
    over.refresh_from_db()
    assert (over.said, over.tests) == ("Stretch\nevery evening", "EMG")
    assert reverse("profile-add", args=["image-or-test"]) in page(over).links


def test_what_was_said_waits_for_its_day(alice, alice_client, ahead):
    for send in (alice_client.get, alice_client.post):
        response = send(reverse("visit-after", args=[ahead.uid]), {"said": "Stretch", "tests": ""})
        assert response.url == reverse("visit", args=[ahead.uid])
    assert Visit.objects.of(alice).get().said == ""


def test_what_is_new_begins_on_the_day_of_the_visit(alice, alice_client, page, over):
    address = reverse("visit-change-add", args=[over.uid, "medication"])
    form = alice_client.get(address).context["page"].form
    assert (form["since"].value().first, form["since"].value().precision) == (over.on, "day")
    data = {"uid": str(uuid.uuid4()), "text": "Baclofen", "dose": "5 mg", "since_day": "21", "since_month": "5"}
    for _n in range(2):
        alice_client.post(address, data | {"since_year": "2026"})
    item = ProfileItem.objects.of(alice).get()
    assert (item.text, item.dose, item.from_on) == ("Baclofen", "5 mg", over.on)
    assert "Baclofen" in page(over).section("changes").text


def test_a_mistake_keeps_what_was_typed(alice, alice_client, over):
    data = {"uid": str(uuid.uuid4()), "text": "Baclofen", "since_day": "21", "since_year": "2026"}
    response = alice_client.post(reverse("visit-change-add", args=[over.uid, "medication"]), data)
    assert response.status_code == 422
    assert read_page(response).one("[name=text]")["value"] == "Baclofen"
    assert not ProfileItem.objects.of(alice).exists()


def test_a_condition_is_not_what_a_visit_changes(alice_client, over):
    assert alice_client.get(reverse("visit-change-add", args=[over.uid, "condition"])).status_code == 404


def test_what_stopped_ends_on_the_day_of_the_visit(alice, alice_client, page, over):
    item = make_profile_item(alice, "medication", text="Baclofen", from_on=over.on - 50 * DAY)
    assert page(over).form(reverse("visit-change-ended", args=[over.uid, item.uid]))
    alice_client.post(reverse("visit-change-ended", args=[over.uid, item.uid]))
    item.refresh_from_db()
    assert item.to_on == over.on
    assert "ended: 21 May 2026" in page(over).section("changes").text


def test_what_began_after_the_visit_did_not_stop_at_it(alice, alice_client, over):
    item = make_profile_item(alice, "medication", text="Baclofen", from_on=over.on + DAY)
    response = alice_client.post(reverse("visit-change-ended", args=[over.uid, item.uid]), follow=True)
    assert "This can’t end on that day." in read_page(response).text


def test_another_dose_is_told_once(alice, alice_client, over):
    item = make_profile_item(alice, "medication", text="Baclofen", dose="5 mg", from_on=over.on - 50 * DAY)
    data = {"uid": str(uuid.uuid4()), "dose": "10 mg"}
    for _n in range(2):
        alice_client.post(reverse("visit-change-dose", args=[over.uid, item.uid]), data)
    doses = ProfileItem.objects.of(alice).order_by("pk").values_list("dose", "from_on", "to_on")
    assert list(doses) == [("5 mg", over.on - 50 * DAY, over.on), ("10 mg", over.on, None)]


def test_exercise_has_no_dose(alice, alice_client, over):
    item = make_profile_item(alice, "exercise", text="Running")
    assert alice_client.get(reverse("visit-change-dose", args=[over.uid, item.uid])).status_code == 404


@pytest.mark.parametrize("name", ["visit-change-ended", "visit-change-dose"])
def test_a_row_of_another_person_is_not_found_at_ones_own_visit(alice_client, bob, over, name):
    item = make_profile_item(bob, "medication", text="Baclofen")
    assert alice_client.post(reverse(name, args=[over.uid, item.uid]), {"dose": "1"}).status_code == 404


def test_nothing_changes_at_a_visit_that_is_still_to_come(alice, alice_client, ahead):
    item = make_profile_item(alice, "medication", text="Baclofen", dose="5 mg")
    data = {"uid": str(uuid.uuid4()), "dose": "10 mg", "text": "Aspirin"}
    for name, arg in (
        ("visit-change-add", "medication"),
        ("visit-change-dose", item.uid),
        ("visit-change-ended", item.uid),
    ):
        alice_client.post(reverse(name, args=[ahead.uid, arg]), data)
    assert list(ProfileItem.objects.of(alice).values_list("dose", "to_on")) == [("5 mg", None)]


def test_a_past_visit_leads_to_the_log_before_and_since(alice, page, over):
    links = page(over).links
    assert f"{reverse('trends')}?from=2026-02-20&to=2026-05-21" in links
    assert f"{reverse('trends')}?from=2026-05-21&to=2026-06-10" in links


# Remove and bring back


def test_a_removed_visit_is_brought_back_from_the_list(alice, alice_client, over):
    response = alice_client.post(reverse("visit-remove", args=[over.uid]), follow=True)
    revision = Revision.objects.get(owner=alice, kind=Revision.VISIT)
    forms = [form.action for form in read_page(response).forms]
    assert forms.count(reverse("visit-restore", args=[revision.pk])) == 2
    response = alice_client.post(reverse("visit-restore", args=[revision.pk]))
    assert response.url == reverse("visit", args=[over.uid])
    assert Visit.objects.of(alice).get().with_whom == "Dr. Lee"


def test_the_second_of_two_taps_on_remove_is_not_an_error(alice_client, over):
    for _n in range(2):
        assert alice_client.post(reverse("visit-remove", args=[over.uid])).url == reverse("visits")


def test_after_thirty_days_a_visit_cannot_be_brought_back(alice, alice_client, over, monkeypatch):
    alice_client.post(reverse("visit-remove", args=[over.uid]))
    revision = Revision.objects.get(owner=alice, kind=Revision.VISIT)
    monkeypatch.setattr(timezone, "now", lambda: NOON_UTC + dt.timedelta(days=31))
    response = alice_client.post(reverse("visit-restore", args=[revision.pk]), follow=True)
    assert "more than 30 days old" in read_page(response).text
    assert not Visit.objects.of(alice).exists()


# Budgets, and the ways there


@pytest.mark.parametrize("count", [1, 40])
def test_a_visits_page_costs_the_same_however_much_there_is(
    alice, alice_client, ahead, over, django_assert_max_num_queries, count
):
    for n in range(count):
        make_episode(alice, uid=uuid.uuid4(), started_at=NOON_UTC - dt.timedelta(hours=7 * n))
        make_profile_item(alice, "medication", text=f"Number {n}", from_on=TODAY - n * DAY)
        keep_question(alice, f"Number {n}?", TODAY)
        make_visit(alice, TODAY + (100 + n) * DAY)
    for visit in (ahead, over):
        with django_assert_max_num_queries(PAGE_QUERIES):
            alice_client.get(reverse("visit", args=[visit.uid]))


@pytest.mark.parametrize("name", ["today", "diary", "trends", "visits", "guidance"])
def test_visits_the_guide_and_settings_are_one_tap_away(alice_client, name):
    shown = opened(alice_client, reverse(name))
    assert reverse("settings") in shown.one(".tab-icons").links
    assert {reverse("visits"), reverse("guidance")} <= {*shown.one("nav.bar").links}


def test_help_is_one_tap_away_while_a_spasm_runs(alice, alice_client):
    episode = make_episode(alice, started_at=NOON_UTC - dt.timedelta(minutes=3), duration_basis="ongoing")
    shown = opened(alice_client, reverse("episode-running", args=[episode.uid]))
    assert reverse("when-to-get-help") in shown.one("header.running-top").links


def test_of_fifty_past_visits_all_but_the_latest_dozen_are_folded(alice, alice_client):
    for n in range(50):
        make_visit(alice, TODAY - (n + 1) * 30 * DAY)
    page = opened(alice_client, reverse("visits"))
    links = [reverse("visit", args=[visit.uid]) for visit in Visit.objects.order_by("-on")]
    assert [link["href"] for link in page.all("section[aria-labelledby=over-title] a")] == links
    assert [link["href"] for link in page.all("details a")] == links[12:]
    assert "38 earlier visits" in page.text
