"""What a device kept without a network, as it is stored: each kind of tap, its time, conflicts, what was deleted."""

import datetime as dt
import uuid
from dataclasses import replace

import pytest
from django.db import OperationalError
from django.urls import reverse

from tests.factories import NOON, ZONE, make_day, make_episode, make_trial
from tests.guided import log_stress
from tests.outbox import (
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    SPASM,
    TABLET,
    amend,
    codes,
    entry,
    notes,
    on_page,
    send,
    send_one,
    start,
    tap,
)
from tracker.models import DatedSetting, Day, Episode, GuidanceAnswer, Preferences, Revision, TrialAnswer
from tracker.pages import outbox, outbox_entries
from tracker.pages.outbox_item import KIND_OF_ADDRESS
from tracker.selectors.check_in import is_late
from tracker.selectors.person import person_of
from tracker.services import episodes as service
from tracker.services.outbox import KEPT

TODAY = NOON.date()


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


def test_the_answer_of_a_morning_counts_as_of_its_tap(alice):
    """Three hours later the night would be over; and the later of two answers stays, whichever comes first."""
    make_trial(alice)
    night = NOON.date() - DAY
    item = tap("night", date=night, fields={"answer": "yes"})
    assert codes(send(alice, item, now=NOON + 2 * DAY)) == ["stored"]
    assert TrialAnswer.objects.values_list("had_spasm", "answered_at").get() == (True, NOON)
    earlier = tap("night", date=night, at=NOON - HOUR, fields={"answer": "no"})
    assert codes(send(alice, earlier, now=NOON + 2 * DAY, device=TABLET)) == ["stored"]
    assert TrialAnswer.objects.get().had_spasm is True
    undone = tap("night", date=night, at=NOON + HOUR, fields={"undo": "1"})
    assert codes(send(alice, undone, now=NOON + 2 * DAY)) == ["stored"]
    assert not TrialAnswer.objects.exists()


@pytest.mark.parametrize(
    ("at", "fields", "field"),
    [(NOON + 6 * HOUR, {"answer": "yes"}, ""), (NOON, {"answer": "maybe"}, "answer"), (NOON, {}, "answer")],
)
def test_an_answer_out_of_its_morning_or_that_is_none_is_refused(alice, at, fields, field):
    make_trial(alice)
    refused = send_one(alice, tap("night", date=NOON.date() - DAY, at=at, fields=fields), now=NOON + DAY)
    assert (refused["result"], list(refused["errors"])) == ("invalid", [field])
    assert not TrialAnswer.objects.exists()


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


def test_a_tap_by_a_clock_that_was_never_set_says_so(alice):
    result = send_one(alice, start() | {"tapped_at": "1903-01-01T00:00:00Z", "old": True})
    assert result["errors"]["tapped_at"] == [
        "Your device’s clock was far off when you logged this. Throw this away, and log it again."
    ]
    assert not Episode.objects.filter(owner=alice).exists()


def test_a_stop_that_was_tapped_in_time_keeps_it_however_late_it_is_sent(alice, running):
    assert send_one(alice, tap("stop", uid=SPASM, at=NOON + 5 * MINUTE), now=NOON + 3 * DAY)["result"] == "stored"
    assert entry(alice).ended_at == NOON + 5 * MINUTE


@pytest.mark.parametrize(("choice", "ended_at"), [("mine", NOON + 71 * HOUR), ("stored", None)])
def test_a_stop_after_days_asks_before_it_stores_days(alice, running, choice, ended_at):
    item, now = tap("stop", uid=SPASM, at=NOON + 71 * HOUR), NOON + 72 * HOUR
    result = send_one(alice, item, now=now)
    (difference,) = result["differences"]
    assert result["result"] == "conflict"
    assert "2\u00a0days 23\u00a0h" in difference["mine"]
    assert entry(alice).duration_basis == "ongoing"
    kept = item | {"keep": {"end": choice}, "seen": result["seen"]}
    assert send_one(alice, kept, now=now)["result"] == "stored"
    assert entry(alice).ended_at == ended_at
    assert entry(alice).duration_basis == ("measured" if ended_at else "ongoing")


# The page after Stop takes a number back


def test_a_number_is_taken_back_unless_it_was_changed_since(alice, running):
    amend(alice, lambda record: replace(record, intensity=7))
    undone = {"undo": "7", "before": "4"}
    assert send_one(alice, tap("number", uid=SPASM, fields=undone))["result"] == "stored"
    assert entry(alice).intensity == 4
    assert send_one(alice, tap("number", uid=SPASM, fields=undone))["result"] == "stored"
    assert entry(alice).intensity == 4
    assert send_one(alice, tap("number", uid=SPASM, fields={"undo": "4", "before": ""}))["result"] == "stored"
    assert entry(alice).intensity is None


def test_a_number_that_is_given_after_all_holds_over_the_undo(alice, running):
    amend(alice, lambda record: replace(record, intensity=7))
    item = tap("number", uid=SPASM, fields={"undo": "7", "before": ""})
    assert send_one(alice, item)["result"] == "stored"
    corrected = item | {"fields": [*item["fields"], ["intensity", "3"]]}
    assert send_one(alice, corrected)["result"] == "stored"
    assert entry(alice).intensity == 3
