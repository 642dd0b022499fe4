"""What a device kept, where it meets what was changed or deleted elsewhere in the meantime."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.factories import NOON, make_day, make_episode
from tests.outbox import (
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    SPASM,
    TABLET,
    amend,
    entry,
    notes,
    rows,
    send,
    send_one,
    start,
    tap,
)
from tracker.models import DatedSetting, Day, Episode, Revision
from tracker.selectors.person import person_of
from tracker.services import episodes as service
from tracker.services.conflicts import marks_as_text, marks_of
from tracker.services.episode_rows import record_of
from tracker.services.revisions import deletion_of

TODAY = NOON.date()


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


def test_a_device_changes_its_mind_as_often_as_it_likes(alice, running):
    """What it stored last counts, not what it stored first."""
    numbers = [tap("number", uid=SPASM, fields={"intensity": number}) for number in ("5", "7", "6")]
    assert [send_one(alice, item)["result"] for item in numbers] == ["stored"] * 3
    assert entry(alice).intensity == 6
