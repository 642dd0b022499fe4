"""What a device kept without a network, as it is stored: each kind of tap, its time, conflicts, what was deleted."""

import datetime as dt
import uuid
from dataclasses import replace

import pytest
from django.db import OperationalError
from django.urls import reverse

from tests.factories import NOON, ZONE, make_day, make_episode
from tests.guided import log_stress
from tests.outbox import (
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    SPASM,
    TABLET,
    codes,
    entry,
    notes,
    on_page,
    rows,
    send,
    send_one,
    start,
    tap,
)
from tracker.models import DatedSetting, Day, Episode, GuidanceAnswer, Preferences, Revision
from tracker.pages import outbox, outbox_entries
from tracker.pages.outbox_item import KIND_OF_ADDRESS
from tracker.selectors.check_in import is_late
from tracker.selectors.person import person_of
from tracker.services import episodes as service
from tracker.services.conflicts import marks_as_text, marks_of
from tracker.services.episode_rows import record_of
from tracker.services.outbox import KEPT
from tracker.services.revisions import deletion_of

TODAY = NOON.date()


@pytest.fixture
def running(alice):
    return make_episode(alice, uid=SPASM, duration_basis="ongoing", intensity=None, regions=(), started_at=NOON)


def amend(owner, change, now=NOON + HOUR):
    """A change on another device, with a network."""
    row = Episode.objects.get(owner=owner, uid=SPASM)
    return service.amend_episode(person_of(owner), row, change, now=now)


# A whole night, and each kind


def test_a_night_is_stored_with_its_times_in_one_batch(alice):
    results = send(
        alice,
        start(at=NOON - 8 * HOUR, regions="calf:left"),
        tap("where", uid=SPASM, at=NOON - 8 * HOUR + MINUTE, fields={"regions": ["calf:left", "foot-sole:left"]}),
        tap("stop", uid=SPASM, at=NOON - 8 * HOUR + 4 * MINUTE),
        tap("number", uid=SPASM, at=NOON - 8 * HOUR + 5 * MINUTE, fields={"intensity": "7"}),
    )
    assert codes(results) == ["stored"] * 4
    assert {each["uid"] for each in results} == {str(SPASM)}
    record = entry(alice)
    assert (record.started_at, record.ended_at) == (NOON - 8 * HOUR, NOON - 8 * HOUR + 4 * MINUTE)
    assert (record.duration_basis, record.intensity, record.logged_at) == ("measured", 7, NOON - 8 * HOUR)
    assert [mark.region for mark in record.regions] == ["calf", "foot-sole"]
    assert Revision.objects.count() == 0


def test_an_unknown_end(alice, running):
    assert send_one(alice, tap("stop", uid=SPASM, fields={"when": "unknown"}))["result"] == "stored"
    assert (entry(alice).duration_basis, entry(alice).ended_at) == ("unknown", None)


def test_the_start_is_set_right_once(alice, running):
    earlier = tap("began", uid=SPASM, at=NOON + MINUTE, fields={"minutes": "10"})
    send(alice, earlier)
    send(alice, earlier)
    assert entry(alice).started_at == NOON - 10 * MINUTE


def test_a_past_spasm_counts_from_when_it_was_logged(alice):
    fields = {"started": "30", "duration": "300", "regions": "calf:left", "intensity": "4"}
    result = send_one(alice, tap("over", at=NOON - 3 * DAY, item=SPASM, fields=fields), now=NOON)
    assert result == {"id": str(SPASM), "result": "stored", "uid": str(SPASM)}
    record = entry(alice)
    assert (record.started_at, record.ended_at) == (NOON - 3 * DAY - 30 * MINUTE, NOON - 3 * DAY - 25 * MINUTE)
    assert (record.time_zone, record.logged_at) == (ZONE, NOON - 3 * DAY)


def test_a_sign_is_noticed_and_taken_back(alice, running):
    notice = {"sign": "swelling"}
    send(alice, tap("notice", uid=SPASM, fields=notice))
    assert entry(alice).also_noticed == ("swelling",)
    send(alice, tap("notice", uid=SPASM, fields=notice))
    assert entry(alice).also_noticed == ()


def test_a_page_that_showed_no_sign_takes_none_back(alice, running):
    for _time in range(2):
        send(alice, tap("notice", uid=SPASM, fields={"sign": "swelling", "is_drawn": "1"}))
    assert entry(alice).also_noticed == ("swelling",)
    send(alice, tap("notice", uid=SPASM, fields={"sign": "swelling", "is_drawn": "1", "drawn_sign": "swelling"}))
    assert entry(alice).also_noticed == ()


def test_a_safety_question_is_answered_and_the_graver_answer_holds(alice, running):
    amend(alice, lambda record: replace(record, also_noticed=("swelling",)))
    answers = [
        tap("answer", uid=SPASM, fields={"question": "more-swollen", "answer": given, "is_open": "1"})
        for given in ("yes", "no")
    ]
    first, second = send(alice, *answers)
    assert entry(alice).follow_up_answers == {"more-swollen": {"yes"}}
    assert (first.get("words"), second["words"][-15:]) == (None, "“Yes” is saved.")


def test_an_entry_is_deleted_once(alice, running):
    item = tap("delete", uid=SPASM)
    assert codes([*send(alice, item), *send(alice, item), *send(alice, tap("delete", uid=SPASM))]) == ["stored"] * 3
    assert not Episode.objects.exists()
    assert Revision.objects.count() == 1


def test_days_are_cleared_as_of_the_tap(alice):
    make_episode(alice, started_at=NOON - 30 * DAY)
    item = tap("clear", date=TODAY - 9 * DAY, at=NOON - 8 * DAY)
    several = tap("clear-days", at=NOON - 3 * DAY, fields={"first": str(TODAY - 5 * DAY), "last": str(TODAY - 4 * DAY)})
    results = send(alice, item, several, now=NOON)
    assert codes(results) == ["stored", "stored"]
    assert results[1]["words"] == "2 days marked clear."
    stored = dict(Day.objects.of(alice).values_list("date", "answered_at"))
    assert stored == {
        TODAY - 9 * DAY: NOON - 8 * DAY,
        TODAY - 5 * DAY: NOON - 3 * DAY,
        TODAY - 4 * DAY: NOON - 3 * DAY,
    }


def test_a_clear_day_is_taken_back(alice):
    send(alice, tap("clear", date=TODAY), tap("clear", date=TODAY, fields={"undo": "1"}))
    assert Day.objects.get(owner=alice).answer == ""


def test_a_day_with_an_entry_is_not_clear(alice):
    make_episode(alice)
    result = send_one(alice, tap("clear", date=TODAY))
    assert result["errors"] == {"": ["That day has entries, so it counts as a spasm day."]}


@pytest.mark.parametrize("kind", ["clear", "check-in", "take-back"])
def test_a_day_has_to_be_open_when_it_was_tapped(alice, kind):
    fields = {"answer": "none"}
    result = send_one(alice, tap(kind, date=TODAY - 8 * DAY, fields=fields))
    assert result["errors"] == {"": ["You can only answer for today and the seven days before it."]}
    ahead = send_one(alice, tap(kind, date=TODAY + 1 * DAY, fields=fields))
    assert ahead["result"] == "invalid"
    assert not Day.objects.exists()


def test_a_whole_check_in_and_its_answers_taken_back(alice):
    DatedSetting.objects.create(owner=alice, name=DatedSetting.FACTORS, from_on=TODAY - 9 * DAY, value="stress cold")
    fields = {"answer": "unlisted", "unlisted_count": "1-5", "unlisted_worst": "6", "limited": "2", "note": "Hard"}
    send(alice, tap("check-in", date=TODAY, fields=fields | {"factor-stress": "yes", "none_of_these": "on"}))
    day = Day.objects.get(owner=alice)
    assert (day.answer, day.unlisted_count, day.unlisted_worst, day.limited, day.note) == (
        *("unlisted", "1-5", 6, 2),
        "Hard",
    )
    assert dict(day.factors.values_list("code", "is_yes")) == {"stress": True, "cold": False}
    assert {day.answered_at, day.limited_at, *day.factors.values_list("first_answered_at", flat=True)} == {NOON}
    send(alice, tap("take-back", date=TODAY))
    assert list(Day.objects.of(alice).values_list("answer", "limited", "note")) == [("", None, "Hard")]


def test_the_first_question_alone_leaves_the_rest_open(alice):
    make_day(alice, TODAY, "", limited=3, note="Written on the tablet", private=True)
    send(alice, tap("check-in", date=TODAY, fields={"answer": "none"}))
    day = Day.objects.get(owner=alice)
    assert (day.answer, day.limited, day.note, day.private) == ("none", 3, "Written on the tablet", True)


def test_what_was_answered_later_elsewhere_keeps_its_time(alice):
    DatedSetting.objects.create(owner=alice, name=DatedSetting.FACTORS, from_on=TODAY - 9 * DAY, value="stress cold")
    later = NOON + 9 * HOUR
    day = make_day(alice, TODAY, "none", answered_at=later, limited=0, limited_at=later)
    day.factors.create(code="stress", is_yes=True, first_answered_at=later)
    send(alice, tap("check-in", date=TODAY, fields={"factor-cold": "no"}), now=NOON + DAY)
    day.refresh_from_db()
    assert (day.answered_at, day.limited_at) == (later, later)
    assert dict(day.factors.values_list("code", "first_answered_at")) == {"stress": later, "cold": NOON}
    send(alice, tap("check-in", date=TODAY, fields={"factor-stress": "yes", "limited": "0"}), now=NOON + DAY)
    day.refresh_from_db()
    assert (day.answered_at, day.limited_at) == (later, NOON)
    assert set(day.factors.values_list("first_answered_at", flat=True)) == {NOON}


def test_a_check_in_without_an_answer_says_so(alice):
    result = send_one(alice, tap("check-in", date=TODAY))
    assert result["errors"] == {"answer": ["You haven’t answered anything yet, so nothing was saved."]}


def test_a_card_is_answered_once(alice):
    log_stress(alice)
    alice.refresh_from_db()
    item = tap("card", fields={"key": "stress", "about": "stress", "answer": "aside"})
    assert codes([*send(alice, item), *send(alice, item)]) == ["stored", "stored"]
    assert GuidanceAnswer.objects.filter(owner=alice).count() == 1
    gone = send_one(alice, tap("card", fields={"key": "cold", "about": "", "answer": "aside"}))
    assert (gone["result"], gone["can_restore"]) == ("gone", False)
    odd = send_one(alice, tap("card", fields={"key": "stress", "about": "stress", "answer": "never"}))
    assert odd["errors"] == {"answer": ["That answer doesn’t fit this card. Nothing was saved."]}


def test_a_device_in_another_zone_is_followed_from_the_next_item_on(alice):
    device = {"zone": "America/New_York", "answer": "use"}
    send(alice, tap("device-zone", fields=device), start(time_zone="America/New_York"))
    assert entry(alice).time_zone == "America/New_York"


def test_every_kind_has_its_function():
    assert set(outbox._ACTS) == set(KIND_OF_ADDRESS.values())


# Taps of pages that were open


def test_a_page_that_was_open_stores_the_same(alice, running):
    stop = on_page(reverse("episode-stop", args=[SPASM]), at=NOON + 5 * MINUTE, fields={"ended_at": "", "sent_at": ""})
    check_in = on_page(reverse("check-in-day", args=[TODAY]), fields={"answer": "listed", "csrfmiddlewaretoken": "x"})
    past = on_page(reverse("episode-add") + "?on=2026-06-09", fields={"started": "60", "time_zone": ZONE})
    assert codes(send(alice, stop, check_in, past)) == ["stored"] * 3
    assert entry(alice).ended_at == NOON + 5 * MINUTE
    assert Day.objects.get(owner=alice).answer == "listed"
    assert entry(alice, past["id"]).started_at == NOON - HOUR


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/nowhere/",
        "/outbox/",
        f"/episodes/{SPASM}/edit/",
        "/settings/",
        "/share/new/",
        "/days/2026-13-45/clear/",
        "http://[",
        "",
        7,
    ],
)
def test_a_page_whose_form_is_not_taken_is_unknown(alice, path):
    assert codes(send(alice, on_page(path))) == ["unknown"]


def test_a_kind_that_is_not_known_keeps_nothing_else_from_being_stored(alice):
    assert codes(send(alice, tap("dance"), start(), tap("", uid=SPASM))) == ["unknown", "stored", "unknown"]


# Once


def test_the_same_item_is_stored_once_and_answers_the_same(alice):
    item = start()
    first, second = send_one(alice, item), send_one(alice, item, now=NOON + DAY)
    assert first == second
    assert notes(alice).count() == 1


def test_a_replay_changes_nothing_that_was_changed_since(alice, running):
    item = tap("number", uid=SPASM, fields={"intensity": "5"})
    send(alice, item)
    amend(alice, lambda record: replace(record, intensity=8))
    assert send_one(alice, item)["result"] == "stored"
    assert entry(alice).intensity == 8


def test_a_replay_brings_nothing_back(alice):
    items = (start(), tap("stop", uid=SPASM, at=NOON + MINUTE))
    send(alice, *items)
    service.delete_episode(person_of(alice), Episode.objects.get(), now=NOON + HOUR)
    assert codes(send(alice, *items)) == ["stored", "stored"]
    assert not Episode.objects.exists()


def test_what_is_not_stored_is_not_noted(alice):
    send(alice, tap("stop", uid=SPASM), tap("clear", date=TODAY - 9 * DAY))
    assert not notes(alice).exists()


def test_notes_are_removed_when_the_item_would_be_asked_about(alice):
    send(alice, start(), now=NOON)
    send(alice, start(uuid.uuid4()), now=NOON + KEPT)
    assert notes(alice).count() == 2
    send(alice, start(uuid.uuid4(), at=NOON + KEPT), now=NOON + KEPT + SECOND)
    assert notes(alice).count() == 2


def test_one_person_s_notes_are_nothing_to_another(alice, bob):
    item = start()
    send(alice, item)
    send(bob, item)
    assert Episode.objects.of(bob).count() == Episode.objects.of(alice).count() == 1
    assert notes(bob).count() == 1


def test_a_corrected_item_is_stored_over_what_it_stored(alice):
    first = start(regions="calf:left")
    send(alice, first, tap("stop", uid=SPASM, at=NOON + MINUTE))
    corrected = start(at=NOON - 5 * MINUTE, regions="calf:right") | {"id": first["id"]}
    assert codes(send(alice, corrected)) == ["stored"]
    record = entry(alice)
    assert (record.started_at, record.regions[0].side) == (NOON - 5 * MINUTE, "right")
    assert notes(alice).count() == 2


@pytest.mark.parametrize(
    ("kind", "fields", "corrected", "name", "value"),
    [
        ("number", {"intensity": "5"}, {"intensity": "6"}, "intensity", 6),
        ("stop", {}, {"when": "unknown"}, "ended_at", None),
    ],
)
def test_a_corrected_tap_is_no_conflict_and_leaves_a_revision(alice, running, kind, fields, corrected, name, value):
    item = tap(kind, uid=SPASM, at=NOON + MINUTE, fields=fields)
    send(alice, tap("stop", uid=SPASM, at=NOON + MINUTE) if kind == "number" else start(), item)
    assert send_one(alice, item | {"fields": tap("", fields=corrected)["fields"]})["result"] == "stored"
    assert getattr(entry(alice), name) == value
    assert Revision.objects.count() == 1


def test_a_start_cannot_be_corrected_to_after_its_end(alice):
    first = start()
    send(alice, first, tap("stop", uid=SPASM, at=NOON + MINUTE))
    result = send_one(alice, first | {"tapped_at": (NOON + 2 * MINUTE).isoformat()})
    assert result["errors"] == {"tapped_at": ["End time is before the start. Check the date."]}
    assert entry(alice).started_at == NOON


# Times


@pytest.mark.parametrize("clock", [-26 * HOUR, 3 * HOUR, 400 * DAY, dt.timedelta(0)])
def test_a_clock_that_is_wrong_moves_nothing(alice, clock):
    items = tap("start", item=SPASM, clock=clock), tap("stop", uid=SPASM, at=NOON + 3 * SECOND, clock=clock)
    send(alice, *items, now=NOON + 2 * HOUR, clock=clock)
    record = entry(alice)
    assert (record.started_at, record.ended_at) == (NOON, NOON + 3 * SECOND)


def test_a_tap_keeps_its_time_for_ninety_days(alice):
    send(alice, start(), now=NOON + 90 * DAY)
    assert entry(alice).started_at == NOON


def test_a_tap_that_is_older_asks_and_is_stored_once_that_was_said(alice):
    item, now = start(), NOON + 90 * DAY + SECOND
    result = send_one(alice, item, now=now)
    assert (result["result"], result["at"]) == ("ask", NOON.isoformat())
    assert result["words"] == "You logged this on 10 June 2026, more than 90 days ago. Save it with that date?"
    assert not Episode.objects.exists()
    assert send_one(alice, item | {"old": True}, now=now)["result"] == "stored"
    assert entry(alice).started_at == NOON


def test_what_is_stored_is_not_asked_about(alice):
    item = start()
    send(alice, item, now=NOON + 80 * DAY)
    assert send_one(alice, item, now=NOON + 160 * DAY)["result"] == "stored"


@pytest.mark.parametrize("kind", ["start", "over"])
def test_no_time_lies_ahead(alice, kind):
    """The device's clock was put back between the tap and its sending."""
    item = tap(kind, at=NOON + 5 * HOUR, item=SPASM, fields={"started": "0"})
    send(alice, item, now=NOON)
    assert entry(alice).started_at == NOON


def test_an_answer_given_in_time_is_on_time_however_late_it_comes(alice):
    evening = NOON + 8 * HOUR
    send(alice, tap("check-in", date=TODAY, at=evening, fields={"answer": "none"}), now=NOON + 5 * DAY)
    day = Day.objects.get(owner=alice)
    assert day.answered_at == evening
    assert not is_late(person_of(alice), day)


def test_the_earlier_of_two_equal_answers_counts(alice):
    make_day(alice, TODAY, "none", answered_at=NOON + 3 * DAY)
    for fields, kind in (({"answer": "none"}, "check-in"), ({}, "clear")):
        send(alice, tap(kind, date=TODAY, at=NOON + 8 * HOUR, fields=fields), now=NOON + 5 * DAY)
        assert Day.objects.get(owner=alice).answered_at == NOON + 8 * HOUR
    assert Revision.objects.count() == 0


def test_a_stop_before_the_start_has_no_end(alice, running):
    result = send_one(alice, tap("stop", uid=SPASM, at=NOON - MINUTE))
    assert result["words"] == "The end was before the start, so the end time isn’t saved."
    assert entry(alice).duration_basis == "unknown"


# Conflicts


def drawn(**values):
    """What a page carries of the values that it was drawn from."""
    return marks_as_text(marks_of(values, {name: (name,) for name in values}))


def test_a_number_of_another_device_is_shown_and_chosen(alice, running):
    amend(alice, lambda record: replace(record, intensity=8))
    item = tap("number", uid=SPASM, fields={"intensity": "5"})
    result = send_one(alice, item)
    assert result["result"] == "conflict"
    (difference,) = result["differences"]
    assert {name: difference[name] for name in ("name", "mine", "stored", "mine_data", "stored_data")} == {
        "name": "intensity",
        "mine": "5",
        "stored": "8",
        "mine_data": {"intensity": 5},
        "stored_data": {"intensity": 8},
    }
    assert entry(alice).intensity == 8
    assert not notes(alice).exists()


def stop_elsewhere(owner):
    service.stop_episode(
        person_of(owner), Episode.objects.get(owner=owner), ended_at=NOON + 30 * MINUTE, now=NOON + 30 * MINUTE
    )


def rate_elsewhere(owner):
    stop_elsewhere(owner)
    amend(owner, lambda record: replace(record, intensity=8))


def answer_elsewhere(owner):
    Episode.objects.of(owner).delete()
    make_day(owner, TODAY, "unlisted", unlisted_count="1-5", note="Kept")


def log_elsewhere(owner):
    stop_elsewhere(owner)
    amend(owner, lambda record: replace(record, note="The other", intensity=8))


CONFLICTS = {
    "number": (rate_elsewhere, tap("number", uid=SPASM, fields={"intensity": "5"}), "intensity", ("5", "8")),
    "stop": (stop_elsewhere, tap("stop", uid=SPASM, at=NOON + 20 * MINUTE), "end", None),
    "clear": (answer_elsewhere, tap("clear", date=TODAY), "answer", ("no spasm", "yes, but I didn’t log each one")),
    "check-in": (answer_elsewhere, tap("check-in", date=TODAY, fields={"answer": "none"}), "answer", None),
    "over": (
        log_elsewhere,
        tap("over", item=SPASM, fields={"started": "0", "duration": "ongoing", "note": "Mine", "intensity": "8"}),
        "note",
        ("Mine", "The other"),
    ),
}


@pytest.mark.parametrize("kind", sorted(CONFLICTS))
@pytest.mark.parametrize("choice", ["mine", "stored"])
def test_either_choice_is_stored_and_leaves_the_other_version(alice, running, kind, choice):
    elsewhere, item, name, words = CONFLICTS[kind]
    elsewhere(alice)
    before = rows(alice)
    result = send_one(alice, item)
    assert result["result"] == "conflict"
    assert rows(alice) == before
    told = {each["name"]: each for each in result["differences"]}
    if words:
        assert (told[name]["mine"], told[name]["stored"]) == words
    keep = {"keep": dict.fromkeys(told, choice), "seen": result["seen"]}
    assert send_one(alice, item | keep, now=NOON + 2 * HOUR)["result"] == "stored"
    after = rows(alice)
    changed = {**after, "revisions": before["revisions"]} != before
    assert changed is (choice == "mine")
    (revision,) = Revision.objects.filter(at=NOON + 2 * HOUR)
    other = {"number": ("intensity", 8, 5), "over": ("note", "The other", "Mine")}.get(kind)
    if other:
        field, stored, mine = other
        assert revision.snapshot[field] == (stored if choice == "mine" else mine)
    elif kind == "stop":
        minutes = 30 if choice == "mine" else 20
        assert dt.datetime.fromisoformat(revision.snapshot["ended_at"]) == NOON + minutes * MINUTE
    else:
        assert revision.snapshot["answer"] == ("unlisted" if choice == "mine" else "none")
        assert Day.objects.get(owner=alice).note == "Kept"
    # Sent once more, the choice is no second one.
    send(alice, item | keep, now=NOON + 3 * HOUR)
    assert rows(alice) == after


def test_a_factor_that_is_chosen_late_changes_nothing_that_held_before(alice):
    DatedSetting.objects.create(owner=alice, name=DatedSetting.FACTORS, from_on=TODAY - 9 * DAY, value="stress")
    evening = NOON + 9 * HOUR
    row = make_day(alice, TODAY).factors.create(code="stress", is_yes=True, first_answered_at=evening)
    item = tap("check-in", date=TODAY, fields={"factor-stress": "no"})
    seen = send_one(alice, item, now=NOON + DAY)["seen"]
    send(alice, item | {"seen": seen, "keep": {"factor-stress": "mine"}}, now=NOON + DAY)
    row.refresh_from_db()
    assert (row.is_yes, row.first_answered_at, row.changed_at) == (False, evening, evening)
    assert list(row.before.values_list("was_yes", "until")) == [(True, evening)]


def test_a_time_that_differs_is_asked_about(alice, running):
    item = tap("over", item=SPASM, at=NOON, fields={"started": "30"})
    (difference,) = send_one(alice, item)["differences"]
    assert (difference["name"], difference["stored_data"]["duration_basis"]) == ("when", "ongoing")


def test_changed_once_more_it_is_a_conflict_again(alice, running):
    rate_elsewhere(alice)
    item = CONFLICTS["number"][1]
    seen = send_one(alice, item)["seen"]
    amend(alice, lambda record: replace(record, intensity=9))
    assert send_one(alice, item | {"keep": {"intensity": "mine"}, "seen": seen})["result"] == "conflict"


def test_a_page_that_has_seen_what_is_stored_changes_it(alice, running):
    rate_elsewhere(alice)
    item = CONFLICTS["number"][1]
    fields = [*item["fields"], ["drawn_from", drawn(intensity=8)]]
    assert send_one(alice, item | {"fields": fields})["result"] == "stored"
    assert entry(alice).intensity == 5


def test_what_is_the_same_on_both_sides_is_no_conflict(alice, running):
    rate_elsewhere(alice)
    assert send_one(alice, tap("number", uid=SPASM, fields={"intensity": "8"}))["result"] == "stored"
    assert send_one(alice, tap("stop", uid=SPASM, at=NOON + 30 * MINUTE + 50 * SECOND))["result"] == "stored"
    assert entry(alice).ended_at == NOON + 30 * MINUTE


def test_what_the_device_stored_itself_is_no_conflict(alice, running):
    for given in ("5", "7"):
        assert send_one(alice, tap("number", uid=SPASM, fields={"intensity": given}))["result"] == "stored"
    other = tap("number", uid=SPASM, fields={"intensity": "2"})
    assert send_one(alice, other, device=TABLET)["result"] == "conflict"
    assert entry(alice).intensity == 7


def test_a_change_elsewhere_since_the_device_stored_it_is_a_conflict(alice, running):
    send(alice, tap("number", uid=SPASM, fields={"intensity": "5"}))
    amend(alice, lambda record: replace(record, intensity=8))
    assert send_one(alice, tap("number", uid=SPASM, fields={"intensity": "6"}))["result"] == "conflict"


def test_an_end_that_nobody_knew_is_filled_in_without_asking(alice, running):
    amend(alice, lambda record: replace(record, duration_basis="unknown"))
    assert send_one(alice, tap("stop", uid=SPASM, at=NOON + MINUTE))["result"] == "stored"
    assert entry(alice).ended_at == NOON + MINUTE


def test_places_of_both_sides_are_kept(alice, running):
    send(alice, tap("where", uid=SPASM, fields={"regions": "calf:left"}))
    send(alice, tap("where", uid=SPASM, fields={"regions": "foot-sole:left"}), device=TABLET)
    assert {mark.region for mark in entry(alice).regions} == {"calf", "foot-sole"}
    moved = {"regions": "shin:left", "drawn_regions": "calf:left"}
    send(alice, tap("where", uid=SPASM, fields=moved))
    assert {mark.region for mark in entry(alice).regions} == {"shin", "foot-sole"}


@pytest.mark.parametrize(("choice", "entries", "deleted"), [("mine", 2, 0), ("stored", 1, 1)])
def test_a_spasm_that_may_be_logged_already_is_asked_about(alice, choice, entries, deleted):
    make_episode(alice, started_at=NOON - 15 * MINUTE)
    item = tap("over", item=SPASM, fields={"started": "15", "intensity": "4"})
    result = send_one(alice, item)
    assert [each["name"] for each in result["differences"]] == ["same"]
    assert result["differences"][0]["mine"] == "10 June 2026, 11:45"
    assert send_one(alice, item | {"keep": {"same": choice}})["result"] == "stored"
    assert Episode.objects.of(alice).count() == entries
    assert Revision.objects.filter(action=Revision.DELETE).count() == deleted
    if deleted:
        revision = deletion_of(alice, Revision.EPISODE, SPASM, NOON + 2 * HOUR)
        assert record_of(service.undo(person_of(alice), revision, now=NOON + 2 * HOUR)).intensity == 4


# Deleted meanwhile


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("where", {"regions": "calf:left"}),
        ("began", {"minutes": "5"}),
        ("stop", {}),
        ("number", {"intensity": "3"}),
        ("answer", {"question": "chest-signs", "answer": "no"}),
        ("notice", {"sign": "swelling"}),
        ("over", {"started": "0", "uid": str(SPASM)}),
    ],
)
def test_what_was_deleted_is_brought_back_if_the_person_says_so(alice, running, kind, fields):
    service.delete_episode(person_of(alice), running, now=NOON)
    item = tap(kind, uid=SPASM, at=NOON + MINUTE, fields=fields)
    result = send_one(alice, item)
    assert (result["result"], result["can_restore"]) == ("gone", True)
    assert not Episode.objects.exists()
    result = send_one(alice, item | {"restore": True})
    if result["result"] == "conflict":
        assert not Episode.objects.exists()
        keep = dict.fromkeys((each["name"] for each in result["differences"]), "mine")
        result = send_one(alice, item | {"restore": True, "keep": keep, "seen": result["seen"]})
    assert result["result"] == "stored"
    assert Episode.objects.get().uid == SPASM


def test_after_its_entry_was_deleted_a_page_starts_another_one_that_later_taps_are_about(alice, running):
    service.delete_episode(person_of(alice), running, now=NOON)
    items = start(at=NOON + MINUTE), tap("stop", uid=SPASM, at=NOON + 2 * MINUTE)
    for _time in range(2):
        first, second = send(alice, *items)
        assert first["uid"] == second["uid"] != str(SPASM)
    row = Episode.objects.get()
    assert (str(row.uid), row.ended_at) == (first["uid"], NOON + 2 * MINUTE)


@pytest.mark.parametrize("kind", ["where", "began", "stop", "number", "answer", "notice", "delete"])
def test_the_spasm_of_somebody_else_is_not_there(alice, bob, running, kind):
    before = rows(alice)
    fields = {"intensity": "3", "minutes": "5", "regions": "calf:right", "sign": "swelling", "when": "unknown"}
    result = send_one(bob, tap(kind, uid=SPASM, fields=fields, restore=True))
    assert (result["result"], result["can_restore"]) == ("gone", False)
    assert rows(alice) == before
    assert rows(bob) == {"entries": [], "days": [], "revisions": []}


@pytest.mark.parametrize("kind", ["start", "over"])
def test_the_same_uid_makes_everybody_their_own(alice, bob, running, kind):
    before = rows(alice)
    send(bob, tap(kind, fields={"uid": str(SPASM), "started": "0", "note": "Bob’s"}))
    assert rows(alice) == before
    assert Episode.objects.get(owner=bob).uid == SPASM


def test_somebody_elses_deleted_spasm_is_not_brought_back(alice, bob, running):
    service.delete_episode(person_of(alice), running, now=NOON)
    assert send_one(bob, tap("stop", uid=SPASM, restore=True))["can_restore"] is False
    assert not Episode.objects.exists()
    assert Revision.objects.filter(owner=alice).count() == 1


# What cannot be stored


def test_a_tap_waits_for_the_start_that_is_asked_about(alice):
    old = start(at=NOON - 100 * DAY)
    later = tap("number", uid=SPASM, at=NOON, fields={"intensity": "3"})
    assert codes(send(alice, old, later)) == ["ask", "waits"]
    assert codes(send(alice, old | {"old": True}, later)) == ["stored", "stored"]


@pytest.mark.parametrize(
    ("item", "fields"),
    [
        (tap("number", uid=SPASM, fields={"intensity": "11"}), {"intensity"}),
        (tap("number", uid=SPASM), {"intensity"}),
        (tap("where", uid=SPASM, fields={"regions": "tail:left"}), {"regions"}),
        (tap("began", uid=SPASM, fields={"at": "late"}), {"at"}),
        (tap("over", fields={"started": "soon"}), {"started"}),
        (tap("answer", uid=SPASM, fields={"question": "dance", "answer": "yes"}), {"answer"}),
        (tap("notice", uid=SPASM, fields={"sign": "wings"}), {"sign"}),
        (tap("check-in", date=TODAY, fields={"answer": "maybe"}), {"answer"}),
        (tap("clear-days", fields={"first": "soon"}), {""}),
        (tap("stop"), {"uid"}),
        (tap("stop", uid="all"), {"uid"}),
        (tap("clear"), {"date"}),
        (tap("clear", date="2026-02-30"), {"date"}),
        (tap("start") | {"tapped_at": "soon"}, {"tapped_at"}),
        (tap("start") | {"tapped_at": 5}, {"tapped_at"}),
        (tap("start") | {"fields": {"uid": 1}}, {""}),
        (tap("start") | {"fields": [["uid", 1]]}, {""}),
        (tap("start") | {"fields": [["uid", "1"]] * 501}, {""}),
        (tap("over", fields={"started": "0", "note": "half \ud800"}), {"note"}),
        (tap("over", fields={"started": "0", "count": "9" * 40}), {"count"}),
        (tap("start") | {"id": "one"}, {"id"}),
    ],
)
def test_a_bad_item_is_told_by_field_and_keeps_no_other_from_being_stored(alice, running, item, fields):
    other = start(uuid.uuid4())
    result, second = send(alice, item, other)
    assert result["result"] == "invalid"
    assert set(result["errors"]) == fields
    assert all(words and all(each.endswith(".") for each in words) for words in result["errors"].values())
    assert second["result"] == "stored"
    assert Episode.objects.count() == 2


@pytest.mark.parametrize("raw", [None, 7, "start", [], {}, {"id": ["x"]}, {"id": "x" * 99}])
def test_an_item_that_is_none_is_invalid(alice, raw):
    batch = outbox.Batch("", TABLET, NOON, [raw])
    (result,) = outbox.store_batch(alice, batch, now=NOON)
    assert (result["id"], result["result"]) == (None, "invalid")


def test_a_spasm_that_has_stopped_keeps_its_start(alice):
    make_episode(alice, uid=SPASM, ended_at=NOON + MINUTE)
    result = send_one(alice, tap("began", uid=SPASM, fields={"minutes": "5"}))
    assert result["errors"] == {"": ["This spasm has stopped. Change its start on the page of the entry."]}


def test_a_fault_in_one_item_is_one_failure(alice, running, monkeypatch):
    def fails(*args, **kwargs):
        raise RuntimeError("a fault")

    monkeypatch.setattr(outbox_entries.writes, "stop", fails)
    results = send(alice, tap("stop", uid=SPASM), start(uuid.uuid4()))
    assert codes(results) == ["failed", "stored"]
    assert results[0]["words"] == "Something went wrong while saving this. It stays on this device."


def test_a_full_disk_fails_the_rest_at_once(alice, monkeypatch):
    tries = []

    def fails(*args, **kwargs):
        tries.append(1)
        error = OperationalError("full")
        error.__cause__ = type("SqliteError", (Exception,), {"sqlite_errorname": "SQLITE_FULL"})()
        raise error

    monkeypatch.setattr(outbox_entries.writes, "start", fails)
    results = send(alice, start(), start(uuid.uuid4()))
    assert codes(results) == ["failed", "failed"]
    assert results[1]["words"].startswith("The diary’s disk is full.")
    assert len(tries) == 1


def test_what_follows_the_storing_fails_alone(alice, monkeypatch):
    monkeypatch.setattr(outbox, "look_for_missed_medicine", lambda *args: 1 / 0)
    assert codes(send(alice, start())) == ["stored"]


def test_a_replay_leaves_the_data_version(alice):
    item = start()
    send(alice, item)
    before = Preferences.objects.get(owner=alice).data_version
    send(alice, item)
    assert Preferences.objects.get(owner=alice).data_version == before
