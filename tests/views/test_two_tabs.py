"""Two tabs over one row: the older one saves last, or one deletes what the other edits. Nothing is lost in silence."""

import datetime as dt
import re
import uuid
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import ZONE, make_episode, make_profile_item, make_visit
from tests.html import Form as SentForm
from tests.html import read_page
from tests.views.test_unsaved import last_form
from tracker.days import local_day
from tracker.forms.when import AS_IT_IS, AT_A_TIME
from tracker.models import Day, DayFactor, Episode, Preferences, ProfileItem, Question, Revision, Visit
from tracker.pages.edits import Edit
from tracker.selectors.person import person_by_now, person_of
from tracker.services import questions as question_service
from tracker.services.check_in import set_factors
from tracker.services.episodes import delete_episode
from tracker.services.profile import remove_item
from tracker.services.visits import remove_visit


def edit_form(response) -> SentForm:
    """The form of the page that edits a row; a message before it may have a button with marks of its own."""
    return [form for form in read_page(response).forms if "drawn_from" in form][-1]


def drawn_from(response) -> str:
    """The marks that the form of the page carries."""
    return edit_form(response)["drawn_from"]


@dataclass
class Form:
    """One form that edits what is stored: its address, a field of it, and how to read that field back."""

    address: str
    field: str
    sent: dict
    stored: object
    kind: str = ""

    def open(self, client):
        """A tab: what the page would send if nothing were touched."""
        return self.sent | {"drawn_from": drawn_from(client.get(self.address))}


def today():
    """The personas' day at this moment: until 04:00, still the one before."""
    return local_day(timezone.now(), ZONE)


def forms(owner):
    """Every form that edits a text of a stored row."""
    person = person_of(owner)
    date = person.today(timezone.now())
    visit = make_visit(owner, date, note="first", said="first")
    question = Question.objects.create(owner=owner, text="first", asked_on=date)
    item = make_profile_item(owner, "medication", text="Baclofen", note="first")
    episode = make_episode(owner, note="first", started_at=timezone.now().replace(microsecond=0) - dt.timedelta(days=1))
    day = Day.objects.create(owner=owner, date=date, time_zone=ZONE, note="first")
    plan = {"on": date.isoformat(), "with_whom": "Dr. Kim", "uid": str(visit.uid)}
    Preferences.objects.filter(owner=owner).update(emergency_country="other", emergency_number="000")
    local = person.wall_clock(episode.started_at)
    entry = {
        "uid": str(episode.uid),
        "started": AT_A_TIME,
        "started_on": local.date().isoformat(),
        "started_time": f"{local:%H:%M:%S}",
        "duration": AS_IT_IS,
        "time_zone": ZONE,
        "intensity": "5",
        "regions": "calf:left",
    }
    settings = {"time_zone": ZONE, "day_start_hour": "4", "deadline": "22:00", "theme": "system", "text_size": "normal"}

    def read(row, name):
        return lambda: type(row).objects.filter(owner=owner).values_list(name, flat=True).first()

    return {
        "check-in": Form(reverse("check-in-day", args=[date]), "note", {}, read(day, "note"), Revision.DAY),
        "plan": Form(reverse("visit-change", args=[visit.uid]), "note", plan, read(visit, "note"), Revision.VISIT),
        "said": Form(reverse("visit-after", args=[visit.uid]), "said", {}, read(visit, "said"), Revision.VISIT),
        "question": Form(
            reverse("question-change", args=[question.uid]), "text", {}, read(question, "text"), Revision.QUESTION
        ),
        "profile": Form(
            reverse("profile-change", args=[item.uid]),
            "note",
            {"uid": str(item.uid), "text": "Baclofen"},
            read(item, "note"),
            Revision.PROFILE,
        ),
        "entry": Form(reverse("episode-edit", args=[episode.uid]), "note", entry, read(episode, "note"), "episode"),
        "settings": Form(
            reverse("settings"),
            "emergency_number",
            settings | {"emergency_country": "other"},
            lambda: Preferences.objects.get(owner=owner).emergency_number,
        ),
    }


NAMES = ("check-in", "plan", "said", "question", "profile", "entry", "settings")
TEXTS = {"settings": ("111", "222", "333")}


@pytest.fixture(params=NAMES)
def form(request, alice, alice_client):
    found = forms(alice)[request.param]
    found.one, found.other, found.third = TEXTS.get(request.param, ("from the newer tab", "from the older tab", "both"))
    return found


def send(client, form, tab, text, **more):
    return client.post(form.address, tab | {form.field: text} | more)


def test_the_older_tab_saves_last_and_both_are_shown(alice_client, form):
    older, newer = form.open(alice_client), form.open(alice_client)
    assert send(alice_client, form, newer, form.one).status_code == 302
    response = send(alice_client, form, older, form.other)
    page = read_page(response)
    assert response.status_code == 422
    assert form.stored() == form.one
    assert form.one in page.text
    assert form.other in page.text
    assert edit_form(response)[form.field] == form.other
    assert "Changed in another tab" in page.text


def test_two_tabs_that_save_at_the_same_moment_are_caught(alice_client, form, monkeypatch):
    older, newer = form.open(alice_client), form.open(alice_client)
    made, tabs = Edit.__post_init__, [newer]

    def made_while_the_newer_tab_saves(edit):
        made(edit)
        while tabs:
            assert send(alice_client, form, tabs.pop(), form.one).status_code == 302

    monkeypatch.setattr(Edit, "__post_init__", made_while_the_newer_tab_saves)
    response = send(alice_client, form, older, form.other)
    assert response.status_code == 422
    assert "Changed in another tab" in read_page(response).text
    assert form.stored() == form.one


@pytest.mark.parametrize(("choice", "wins"), [("mine", "other"), ("stored", "one")])
def test_the_person_chooses(alice_client, form, choice, wins):
    older, newer = form.open(alice_client), form.open(alice_client)
    send(alice_client, form, newer, form.one)
    page = send(alice_client, form, older, form.other)
    (keep,) = set(read_page(page).values("[name^=keep-]", "name"))
    response = send(alice_client, form, older, form.other, drawn_from=drawn_from(page), **{keep: choice})
    assert response.status_code == 302
    assert form.stored() == getattr(form, wins)


def test_a_form_that_was_not_touched_keeps_what_the_newer_tab_saved(alice_client, form):
    older, newer = form.open(alice_client), form.open(alice_client)
    first = form.stored()
    send(alice_client, form, newer, form.one)
    assert send(alice_client, form, older, first).status_code == 302
    assert form.stored() == form.one


def test_what_is_overwritten_is_kept_and_can_be_taken_back(alice, alice_client, form):
    if not form.kind:
        # Settings say nothing of the diary: see below.
        return
    first, tab = form.stored(), form.open(alice_client)
    send(alice_client, form, tab, form.one)
    (revision,) = Revision.objects.filter(owner=alice, kind=form.kind)
    assert revision.action == Revision.EDIT
    address = {
        Revision.DAY: "check-in-restore",
        Revision.VISIT: "visit-restore",
        Revision.QUESTION: "question-restore",
        Revision.PROFILE: "profile-restore",
        "episode": "revision-undo",
    }[form.kind]
    assert alice_client.post(reverse(address, args=[revision.pk])).status_code == 302
    assert form.stored() == first
    assert Revision.objects.filter(owner=alice, kind=form.kind).count() == 2


def undo_of(response) -> SentForm:
    """What the button in the message sends."""
    return SentForm(read_page(response).one("button", "Undo").closest("form"))


def test_settings_are_taken_back_with_one_button(alice, alice_client):
    form = forms(alice)["settings"]
    Preferences.objects.filter(owner=alice).update(theme="dark")
    tab = form.open(alice_client) | {"theme": "light", "deadline": "23:00"}
    page = alice_client.post(form.address, tab | {form.field: "111"}, follow=True)
    assert (form.stored(), person_by_now(alice).theme) == ("111", "light")
    undo = undo_of(page)
    assert alice_client.post(undo.action, undo.fields).status_code == 302
    person = person_by_now(alice)
    assert (form.stored(), person.theme, f"{person.deadlines.on(today()):%H:%M}") == ("000", "dark", "22:00")


def test_taking_settings_back_asks_if_they_were_changed_once_more(alice, alice_client):
    form = forms(alice)["settings"]
    page = alice_client.post(form.address, form.open(alice_client) | {form.field: "111"}, follow=True)
    send(alice_client, form, form.open(alice_client), "222")
    assert alice_client.post(form.address, undo_of(page).fields).status_code == 422
    assert form.stored() == "222"


def test_settings_that_stay_have_nothing_to_take_back(alice, alice_client):
    form = forms(alice)["settings"]
    page = alice_client.post(form.address, form.open(alice_client) | {form.field: "000"}, follow=True)
    assert not read_page(page).has("button", "Undo")


def test_what_the_check_in_asks_is_taken_back_with_one_button(alice, alice_client):
    set_factors(person_of(alice), ["stress", "cold"], {}, today())
    page = alice_client.post(reverse("check-in-factors"), {"others": ["cold"]}, follow=True)
    undo = undo_of(page)
    assert alice_client.post(undo.action, undo.fields).status_code == 302
    assert set(person_of(alice).factors.on(today())) == {"stress", "cold"}


def test_long_texts_can_be_kept_both(alice, alice_client):
    form = forms(alice)["said"]
    older, newer = form.open(alice_client), form.open(alice_client)
    send(alice_client, form, newer, "theirs")
    page = send(alice_client, form, older, "mine")
    assert read_page(page).has("[name=keep-said][value=both]")
    send(alice_client, form, older, "mine", drawn_from=drawn_from(page), **{"keep-said": "both"})
    assert form.stored() == "theirs\n\nmine"


# Edit beside delete

DELETE = {
    "plan": lambda owner: remove_visit(owner, Visit.objects.get(owner=owner), now=timezone.now()),
    "said": lambda owner: remove_visit(owner, Visit.objects.get(owner=owner), now=timezone.now()),
    "question": lambda owner: question_service.remove_question(owner, Question.objects.get(), now=timezone.now()),
    "profile": lambda owner: remove_item(owner, ProfileItem.objects.get(owner=owner), now=timezone.now()),
    "entry": lambda owner: delete_episode(person_of(owner), Episode.objects.get(owner=owner), now=timezone.now()),
}


@pytest.mark.parametrize("name", sorted(DELETE))
def test_a_form_about_something_deleted_keeps_the_text_and_brings_nothing_back_by_itself(alice, alice_client, name):
    form = forms(alice)[name]
    tab = form.open(alice_client)
    DELETE[name](alice)
    response = send(alice_client, form, tab, "typed for long")
    page = read_page(response)
    assert response.status_code == 409
    assert "deleted in another tab" in page.text
    assert page.text.count("typed for long") == 1
    assert last_form(response)[form.field] == "typed for long"
    assert form.stored() is None


@pytest.mark.parametrize("name", sorted(DELETE))
def test_one_button_brings_it_back_with_the_text(alice, alice_client, name):
    form = forms(alice)[name]
    tab = form.open(alice_client)
    DELETE[name](alice)
    held = last_form(send(alice_client, form, tab, "typed for long"))
    response = alice_client.post(held.action, held.filled(bring_back="1"))
    assert response.status_code == 302
    assert form.stored() == "typed for long"


@pytest.mark.parametrize("name", sorted(DELETE))
def test_after_thirty_days_there_is_nothing_to_bring_back(alice, alice_client, name):
    form = forms(alice)[name]
    tab = form.open(alice_client)
    DELETE[name](alice)
    Revision.objects.update(at=timezone.now() - dt.timedelta(days=31))
    assert send(alice_client, form, tab, "typed", bring_back="1").status_code == 404


@pytest.mark.parametrize("name", sorted(DELETE))
def test_nobody_else_brings_it_back(alice, alice_client, bob_client, name):
    form = forms(alice)[name]
    tab = form.open(alice_client)
    DELETE[name](alice)
    assert send(bob_client, form, tab, "typed", bring_back="1").status_code == 404
    assert form.stored() is None


@dataclass
class NewForm:
    """One form that makes a row: its address, what it sends, the text in it, and where that is stored."""

    address: str
    sent: dict
    field: str
    rows: object
    delete: object


def new_forms(owner):
    """Every form that makes a row which can be brought back."""
    visit = make_visit(owner, today() - dt.timedelta(days=2))
    taken = make_profile_item(owner, "medication", text="Baclofen", dose="10 mg")
    uid = str(uuid.uuid4())

    def remove(row):
        return remove_item(owner, row, now=timezone.now())

    return {
        "entry": NewForm(
            reverse("episode-add"),
            {"uid": uid, "started": "15", "time_zone": ZONE, "note": "typed"},
            "note",
            Episode.objects.of(owner),
            lambda row: delete_episode(person_of(owner), row, now=timezone.now()),
        ),
        "plan": NewForm(
            reverse("visit-new"),
            {"uid": uid, "on": today().isoformat(), "note": "typed"},
            "note",
            Visit.objects.of(owner).exclude(pk=visit.pk),
            lambda row: remove_visit(owner, row, now=timezone.now()),
        ),
        "question": NewForm(
            reverse("questions"),
            {"uid": uid, "text": "typed"},
            "text",
            Question.objects.filter(owner=owner),
            lambda row: question_service.remove_question(owner, row, now=timezone.now()),
        ),
        "question of a visit": NewForm(
            reverse("visit", args=[visit.uid]),
            {"uid": uid, "text": "typed"},
            "text",
            Question.objects.filter(owner=owner),
            lambda row: question_service.remove_question(owner, row, now=timezone.now()),
        ),
        "profile": NewForm(
            reverse("profile-add", args=["medication"]),
            {"uid": uid, "text": "Tizanidine", "note": "typed"},
            "note",
            ProfileItem.objects.of(owner).exclude(pk=taken.pk),
            remove,
        ),
        "new medicine": NewForm(
            reverse("visit-change-add", args=[visit.uid, "medication"]),
            {"uid": uid, "text": "Tizanidine", "note": "typed"},
            "note",
            ProfileItem.objects.of(owner).exclude(pk=taken.pk),
            remove,
        ),
        "new dose": NewForm(
            reverse("visit-change-dose", args=[visit.uid, taken.uid]),
            {"uid": uid, "dose": "typed"},
            "dose",
            ProfileItem.objects.of(owner).exclude(pk=taken.pk),
            remove,
        ),
    }


NEW_NAMES = ("entry", "plan", "question", "question of a visit", "profile", "new medicine", "new dose")


@pytest.mark.parametrize("name", NEW_NAMES)
def test_a_form_for_something_new_does_not_make_it_again_after_it_was_deleted(alice, alice_client, name):
    form = new_forms(alice)[name]
    assert alice_client.post(form.address, form.sent).status_code == 302
    form.delete(form.rows.get())
    held = alice_client.post(form.address, form.sent)
    assert held.status_code == 409
    assert "deleted in another tab" in read_page(held).text
    assert not form.rows.exists()
    back = last_form(held)
    assert alice_client.post(back.action, back.filled(bring_back="1")).status_code == 302
    assert form.rows.values_list("uid", form.field).get() == (uuid.UUID(form.sent["uid"]), "typed")
    assert not Revision.objects.filter(owner=alice, action=Revision.DELETE).exists()


@pytest.mark.parametrize("name", NEW_NAMES)
def test_bringing_back_saves_what_was_typed_since(alice, alice_client, name):
    form = new_forms(alice)[name]
    alice_client.post(form.address, form.sent)
    form.delete(form.rows.get())
    alice_client.post(form.address, form.sent | {form.field: "typed anew", "bring_back": "1"})
    assert "typed anew" in form.rows.values_list(form.field, flat=True)


def test_after_thirty_days_a_form_for_something_new_makes_it(alice, alice_client):
    form = new_forms(alice)["entry"]
    alice_client.post(form.address, form.sent)
    form.delete(form.rows.get())
    Revision.objects.update(at=timezone.now() - dt.timedelta(days=31))
    assert alice_client.post(form.address, form.sent).status_code == 302


def test_other_words_in_a_form_whose_question_was_removed_are_another_question(alice, alice_client):
    form = new_forms(alice)["question"]
    alice_client.post(form.address, form.sent)
    form.delete(form.rows.get())
    assert alice_client.post(form.address, form.sent | {"text": "another"}).status_code == 302
    assert form.rows.get().text == "another"


def test_a_new_entry_is_looked_up_in_one_query(alice, alice_client):
    with CaptureQueriesContext(connection) as captured:
        alice_client.post(reverse("episode-add"), new_forms(alice)["entry"].sent)
    read = [each["sql"] for each in captured if 'FROM "tracker_revision"' in each["sql"]]
    assert [sql for sql in read if "UNION" not in sql] == []
    assert len(read) == 1


def test_a_page_whose_spasm_was_deleted_starts_another(alice, alice_client):
    sent = {"uid": str(uuid.uuid4())}
    alice_client.post(reverse("episode-start"), sent)
    delete_episode(person_of(alice), Episode.objects.of(alice).get(), now=timezone.now())
    assert alice_client.post(reverse("episode-start"), sent).url.endswith("/running/")
    assert str(Episode.objects.of(alice).get().uid) != sent["uid"]
    assert Revision.objects.filter(owner=alice, action=Revision.DELETE).count() == 1


def test_a_question_written_for_a_visit_that_was_deleted_is_kept(alice, alice_client):
    visit = make_visit(alice, today())
    remove_visit(alice, visit, now=timezone.now())
    held = alice_client.post(reverse("visit", args=[visit.uid]), {"text": "Why at night?"})
    assert held.status_code == 409
    form = last_form(held)
    alice_client.post(form.action, form.filled(bring_back="1"))
    assert Question.objects.get(owner=alice).visit.uid == visit.uid


# The check-in


@pytest.fixture
def evening(alice, alice_client):
    set_factors(person_of(alice), ["stress", "cold"], {}, person_of(alice).today(timezone.now()))
    date = person_of(alice).today(timezone.now())
    return Form(reverse("check-in-day", args=[date]), "note", {}, lambda: Day.objects.get(owner=alice))


def test_answers_of_two_tabs_to_different_questions_are_both_kept(alice, alice_client, evening):
    older, newer = evening.open(alice_client), evening.open(alice_client)
    alice_client.post(evening.address, newer | {"answer": "none", "factor-stress": "yes"})
    response = alice_client.post(evening.address, older | {"limited": "2", "factor-cold": "no"})
    assert response.status_code == 302
    day = evening.stored()
    assert (day.answer, day.limited) == ("none", 2)
    assert dict(DayFactor.objects.values_list("code", "is_yes")) == {"stress": True, "cold": False}


def test_no_to_the_rest_means_what_is_open_by_now(alice, alice_client, evening):
    older, newer = evening.open(alice_client), evening.open(alice_client)
    alice_client.post(evening.address, newer | {"factor-stress": "yes"})
    alice_client.post(evening.address, older | {"answer": "none", "none_of_these": "on"})
    assert dict(DayFactor.objects.values_list("code", "is_yes")) == {"stress": True, "cold": False}


def test_answers_that_were_taken_back_do_not_return_with_a_note(alice, alice_client, evening):
    alice_client.post(evening.address, evening.open(alice_client) | {"answer": "none", "limited": "1"})
    older = evening.open(alice_client) | {"answer": "none", "limited": "1"}
    alice_client.post(reverse("check-in-take-back", args=[evening.address.strip("/").rpartition("/")[2]]))
    assert send(alice_client, evening, older, "slept badly").status_code == 302
    day = evening.stored()
    assert (day.answer, day.limited, day.note) == ("", None, "slept badly")


def test_answers_taken_back_come_again_with_when_they_were_given(alice, alice_client, evening):
    answers = {"answer": "unlisted", "unlisted_worst": "4", "limited": "1", "factor-stress": "yes", "private": "on"}
    alice_client.post(evening.address, evening.open(alice_client) | answers)
    alice_client.post(evening.address, evening.open(alice_client) | answers | {"factor-stress": "no"})

    def said():
        names = ("answer", "answered_at", "unlisted_worst", "limited", "limited_at", "private", "note")
        factors = DayFactor.objects.values_list("code", "is_yes", "first_answered_at", "changed_at", "before__was_yes")
        return Day.objects.values_list(*names).get(), list(factors)

    before = said()
    alice_client.post(reverse("check-in-take-back", args=[evening.address.strip("/").rpartition("/")[2]]))
    assert not DayFactor.objects.exists()
    revision = Revision.objects.filter(owner=alice, kind=Revision.DAY).first()
    assert alice_client.post(reverse("check-in-restore", args=[revision.pk])).status_code == 302
    assert said() == before


def test_a_mistake_in_the_form_does_not_make_it_newer(alice, alice_client):
    form = forms(alice)["plan"]
    older, newer = form.open(alice_client), form.open(alice_client)
    send(alice_client, form, newer, "theirs")
    wrong = send(alice_client, form, older, "mine", on="")
    assert send(alice_client, form, older, "mine", drawn_from=drawn_from(wrong)).status_code == 422
    assert form.stored() == "theirs"


def test_a_choice_outlives_a_mistake_in_the_form(alice, alice_client):
    form = forms(alice)["plan"]
    older, newer = form.open(alice_client), form.open(alice_client)
    send(alice_client, form, newer, "theirs")
    drawn = drawn_from(send(alice_client, form, older, "mine"))
    wrong = send(alice_client, form, older, "mine", drawn_from=drawn, on="", **{"keep-note": "stored"})
    assert read_page(wrong).one("[type=hidden][name=keep-note]")["value"] == "stored"


def test_dates_of_the_profile_go_together(alice, alice_client):
    item = make_profile_item(alice, "medication", text="Baclofen", from_on=dt.date(2020, 1, 1))
    form = Form(reverse("profile-change", args=[item.uid]), "", {"uid": str(item.uid), "text": "Baclofen"}, None)
    since = {"since_year": "2020", "since_month": "1", "since_day": "1"}
    older, newer = form.open(alice_client) | since, form.open(alice_client) | since
    alice_client.post(form.address, newer | {"until_year": "2021"})
    response = alice_client.post(form.address, older | {"since_year": "2022"})
    assert response.status_code == 422
    assert "1 January 2020 · 2021" in read_page(response).text
    item.refresh_from_db()
    assert item.from_on.year == 2020


def test_the_time_of_an_entry_goes_together(alice, alice_client):
    form = forms(alice)["entry"]
    older, newer = form.open(alice_client), form.open(alice_client)
    alice_client.post(form.address, newer | {"note": "first", "duration": "60"})
    moved = older | {"note": "first", "started_time": "00:00:01", "duration": "unknown"}
    response = alice_client.post(form.address, moved)
    assert response.status_code == 422
    assert "When, and how long" in read_page(response).text
    assert Episode.objects.get(owner=alice).ended_at is not None


def test_an_unknown_uid_is_still_not_found(alice_client):
    for name in ("visit-change", "visit-after", "question-change", "profile-change", "episode-edit"):
        assert alice_client.post(reverse(name, args=[uuid.uuid4()]), {"note": "x"}).status_code == 404


def test_the_number_of_two_tabs_is_asked_for_once_more(alice, alice_client):
    episode = make_episode(alice, intensity=None)
    form = Form(reverse("episode-after", args=[episode.uid]), "intensity", {}, None)
    older, newer = form.open(alice_client), form.open(alice_client)
    send(alice_client, form, newer, "7")
    page = send(alice_client, form, older, "4")
    assert page.status_code == 422
    assert "Another tab saved 7. Here you tapped 4." in read_page(page).text
    episode.refresh_from_db()
    assert episode.intensity == 7
    assert send(alice_client, form, {"drawn_from": drawn_from(page)}, "4").status_code == 302
    episode.refresh_from_db()
    assert episode.intensity == 4


def test_what_the_check_in_asks_is_one_choice(alice, alice_client):
    form = Form(reverse("check-in-factors"), "others", {}, None)
    older, newer = form.open(alice_client), form.open(alice_client)

    def asked():
        return set(person_of(alice).factors.on(person_of(alice).today(timezone.now())))

    alice_client.post(form.address, newer | {"others": ["cold"], "own": "Moon"})
    response = alice_client.post(form.address, older | {"proposed": ["stress"]})
    assert response.status_code == 422
    assert "cold" in asked()
    assert "Moon" in read_page(response).text
    drawn = drawn_from(response)
    before = asked()
    alice_client.post(form.address, {"drawn_from": drawn, "proposed": ["stress"], "keep-codes": "stored"})
    assert asked() == before
    last = alice_client.post(form.address, {"drawn_from": drawn, "proposed": ["stress"], "keep-codes": "mine"})
    assert last.status_code == 302, last.context["page"].form.errors
    assert asked() == {"stress"}


# Every form that edits knows what it was drawn from


def test_every_page_over_stored_values_carries_its_marks(alice, alice_client):
    """A form that came without its marks would be taken as up to date."""
    pages = {name: form.address for name, form in forms(alice).items()}
    pages["number"] = reverse("episode-after", args=[Episode.objects.get(owner=alice).uid])
    pages["factors"] = reverse("check-in-factors")
    for name, address in pages.items():
        marked = [form for form in read_page(alice_client.get(address)).forms if "drawn_from" in form]
        assert len(marked) == 1, name
        assert re.match("[^:]+:[0-9a-f]{12}", marked[0]["drawn_from"]), name


def test_every_view_with_an_edit_is_among_these_pages():
    """A new page or view that makes an `Edit` belongs into the walk above."""
    root = Path(__file__).resolve().parents[2]
    files = [path for room in ("pages", "views") for path in (root / "tracker" / room).glob("*.py")]
    views = {path.stem for path in files if " Edit(" in path.read_text()}
    # What a device kept is drawn by that device: tests/pages/test_outbox.py.
    views -= {"outbox_entries"}
    assert views == {
        *("after", "check_in_edit", "check_in_setup", "episode_edit", "preferences", "profile", "questions"),
        "visits",
    }
    drawn = [path.name for path in (root / "templates").rglob("*.html") if 'name="drawn_from"' in path.read_text()]
    assert sorted(drawn) == ["episode_after.html", "form_version.html"]
