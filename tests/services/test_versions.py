"""Every write renews the mark of the person's data, in the transaction that writes: a walk over all services."""

import datetime as dt
import importlib
import inspect
import pkgutil
import uuid
from dataclasses import replace
from pathlib import Path

import pytest

from tests.archived import opened
from tests.factories import NOON, ZONE, make_day, make_episode, make_profile_item, make_visit
from tests.guided import log_stress
from tests.imported import bring_in, entries_csv, entry
from tracker import services
from tracker.models import Day, Episode, Pause, Preferences, Question, Revision, Trial, TrialAnswer, TrialSeal
from tracker.records.episode import EpisodeRecord
from tracker.selectors.person import person_of
from tracker.selectors.trials import Baseline
from tracker.services import (
    archive_restore,
    bulk,
    check_in,
    day_revisions,
    days,
    episodes,
    guidance_answers,
    import_undo,
    pauses,
    preferences,
    profile,
    questions,
    revisions,
    safety,
    several,
    trials,
    visits,
)

TODAY = dt.date(2026, 6, 10)
GOLDEN = Path(__file__).parents[1] / "exchange" / "archives" / "format-1.zip"


def take_back_and_restore_a_day(person, row):
    day = Day.objects.get(owner=person.owner)
    revision = revisions.keep_revision(person.owner, day_revisions.DAY_REVISION, day, now=NOON)
    day_revisions.restore_day(person, revision, now=NOON)


def undo(person, row):
    revision = episodes.delete_episode(person, row, now=NOON)
    episodes.undo(person, revision, now=NOON)


def keep_answers_that_were_not_chosen(person, row):
    date = TODAY - dt.timedelta(days=3)
    days.keep_other_answers(person, date, days.DayAnswers(answer="unlisted"), now=NOON, said_at=NOON)
    assert Revision.objects.get().snapshot["answer"] == "unlisted"
    assert Day.objects.get(owner=person.owner).answer == "none"


def some_pause(person):
    return Pause.objects.create(owner=person.owner, from_on=TODAY - dt.timedelta(days=1))


def some_medicine(person):
    return make_profile_item(person.owner, "medication", text="Baclofen")


def say_none_and_take_it_back(person, row):
    make_profile_item(person.owner, "medication", "none")
    profile.take_back_none(person.owner, "medication")


def remove_and_restore(person, row):
    revision = profile.remove_item(person.owner, some_medicine(person), now=NOON)
    before = Preferences.objects.get(owner=person.owner).data_version
    profile.restore_item(person.owner, revision, now=NOON)
    assert Preferences.objects.get(owner=person.owner).data_version != before


def stress_put_aside(person):
    log_stress(person.owner)
    person.owner.refresh_from_db()
    before = Preferences.objects.get(owner=person.owner).data_version
    row = guidance_answers.answer(person_of(person.owner), "stress", "stress", "aside", now=NOON)
    assert Preferences.objects.get(owner=person.owner).data_version != before
    return row


def answer_and_take_back(person, row):
    answer = stress_put_aside(person)
    before = Preferences.objects.get(owner=person.owner).data_version
    person.owner.refresh_from_db()
    guidance_answers.take_back(person_of(person.owner), answer, now=NOON)
    assert Preferences.objects.get(owner=person.owner).data_version != before


def some_question(person, text="Why?"):
    """Made without a service, which would renew the version by itself."""
    return Question.objects.create(owner=person.owner, text=text, asked_on=TODAY, position=len(text))


def move_the_first_down(person, row):
    first = some_question(person)
    some_question(person, "And how long?")
    questions.move_question(person.owner, first, questions.DOWN)


def remove_and_restore_a_question(person, row):
    revision = questions.remove_question(person.owner, some_question(person), now=NOON)
    before = Preferences.objects.get(owner=person.owner).data_version
    questions.restore_question(person.owner, revision, now=NOON)
    assert Preferences.objects.get(owner=person.owner).data_version != before


def remove_and_restore_a_visit(person, row):
    revision = visits.remove_visit(person.owner, make_visit(person.owner), now=NOON)
    before = Preferences.objects.get(owner=person.owner).data_version
    visits.restore_visit(person.owner, revision, now=NOON)
    assert Preferences.objects.get(owner=person.owner).data_version != before


def import_and_take_back(person, row):
    made = bring_in(person.owner, entries_csv(entry(uuid.uuid4())))
    before = Preferences.objects.get(owner=person.owner).data_version
    import_undo.undo_import(person, made, now=NOON)
    assert Preferences.objects.get(owner=person.owner).data_version != before


NIGHT = TODAY - dt.timedelta(days=1)


def some_trial(person):
    """One whose first night is asked about at NOON, made without a service."""
    trial = Trial.objects.create(
        owner=person.owner,
        habit="warm-bath",
        length=84,
        first_on=NIGHT,
        baseline_spasms=7,
        baseline_nights=14,
        commitment="c" * 64,
        started_at=NOON - dt.timedelta(days=1),
    )
    return TrialSeal.objects.create(owner=person.owner, trial=trial, sequence="10" * 42, secret="5" * 64)


def start_a_trial(person, row):
    trials.start_trial(person, "warm-bath", 84, Baseline(7, 14), uid=uuid.uuid4(), now=NOON)


def answer_a_night(person, row):
    some_trial(person)
    trials.answer_night(person, NIGHT, True, at=NOON, now=NOON)


def say_that_it_was_done(person, row):
    seal = some_trial(person)
    TrialAnswer.objects.create(trial=seal.trial, number=0, is_with=True, had_spasm=True, answered_at=NOON)
    trials.say_done(person, NIGHT, True, now=NOON)


def stop_a_trial(person, row):
    some_trial(person)
    trials.stop_trial(person, now=NOON)


def end_a_trial(person, row):
    trials.see_to(person, some_trial(person), safety.safety_profile(person, NOON), NOON, is_urgent=True)


WRITES = {
    "trials.start_trial": start_a_trial,
    "trials.answer_night": answer_a_night,
    "trials.say_done": say_that_it_was_done,
    "trials.stop_trial": stop_a_trial,
    "trials.see_to": end_a_trial,
    "bulk.insert_records": lambda person, row: bulk.insert_records(
        person.owner, [EpisodeRecord(uid=uuid.uuid4(), started_at=NOON, time_zone=ZONE)], now=NOON
    ),
    "archive_restore.restore": lambda person, row: archive_restore.restore(
        person.owner, opened(GOLDEN.read_bytes()), now=NOON
    ),
    "imports.run_import": lambda person, row: bring_in(person.owner, entries_csv(entry(uuid.uuid4()))),
    "import_undo.undo_import": import_and_take_back,
    "days.save_check_in": lambda person, row: days.save_check_in(
        person, TODAY, days.DayAnswers(factors={"stress": True}), now=NOON
    ),
    "days.withdraw_check_in": lambda person, row: days.withdraw_check_in(
        person, TODAY - dt.timedelta(days=3), now=NOON
    ),
    "days.confirm_clear_since": lambda person, row: days.confirm_clear_since(
        person, TODAY - dt.timedelta(days=2), TODAY, now=NOON
    ),
    "check_in.set_factors": lambda person, row: check_in.set_factors(person, ["stress"], {}, TODAY),
    "pauses.add_pause": lambda person, row: pauses.add_pause(person.owner, TODAY, None),
    "pauses.end_pause": lambda person, row: pauses.end_pause(person.owner, some_pause(person), TODAY),
    "pauses.remove_pause": lambda person, row: pauses.remove_pause(person.owner, some_pause(person)),
    "day_revisions.restore_day": take_back_and_restore_a_day,
    "days.confirm_clear": lambda person, row: days.confirm_clear(person, TODAY - dt.timedelta(days=1), now=NOON),
    "days.keep_other_answers": keep_answers_that_were_not_chosen,
    "days.withdraw_clear": lambda person, row: days.withdraw_clear(person, TODAY - dt.timedelta(days=3), now=NOON),
    "days.withdraw_clear_days": lambda person, row: days.withdraw_clear_days(
        person, [TODAY - dt.timedelta(days=3)], now=NOON
    ),
    "episodes.save_episode": lambda person, row: episodes.save_episode(
        person, EpisodeRecord(uid=uuid.uuid4(), started_at=NOON, time_zone=ZONE), now=NOON
    ),
    "episodes.amend_episode": lambda person, row: episodes.amend_episode(
        person, row, lambda record: replace(record, intensity=3), now=NOON
    ),
    "episodes.start_episode": lambda person, row: episodes.start_episode(
        person, uid=uuid.uuid4(), started_at=NOON, time_zone=ZONE, now=NOON
    ),
    "episodes.stop_episode": lambda person, row: episodes.stop_episode(person, row, ended_at=NOON, now=NOON),
    "episodes.take_back_answers": lambda person, row: episodes.take_back_answers(
        person, row, {"intensity": None}, {"intensity": 3}, now=NOON
    ),
    "several.save_several": lambda person, row: several.save_several(
        person, [EpisodeRecord(uid=uuid.uuid4(), started_at=NOON, time_zone=ZONE)], now=NOON
    ),
    "several.delete_several": lambda person, row: several.delete_several(person, [row.uid], now=NOON),
    "episodes.dismiss": lambda person, row: episodes.dismiss(person, Episode.objects.all()),
    "episodes.delete_episode": lambda person, row: episodes.delete_episode(person, row, now=NOON),
    "episodes.keep_other_version": lambda person, row: episodes.keep_other_version(
        person, row, EpisodeRecord(uid=row.uid, started_at=NOON, time_zone=ZONE), now=NOON
    ),
    "episodes.undo": undo,
    "guidance_answers.answer": lambda person, row: stress_put_aside(person),
    "guidance_answers.take_back": answer_and_take_back,
    "questions.keep_question": lambda person, row: questions.keep_question(person.owner, "Why?", TODAY),
    "questions.keep_card": lambda person, row: questions.keep_card(person.owner, "stress", "stress", TODAY),
    "questions.change_question": lambda person, row: questions.change_question(
        person.owner, some_question(person), "How?", now=NOON
    ),
    "questions.move_question": move_the_first_down,
    "questions.tick_off": lambda person, row: questions.tick_off(person.owner, some_question(person), TODAY),
    "questions.remove_question": lambda person, row: questions.remove_question(
        person.owner, some_question(person), now=NOON
    ),
    "questions.restore_question": remove_and_restore_a_question,
    "visits.save_visit": lambda person, row: visits.save_visit(
        person.owner, uuid.uuid4(), visits.VisitPlan(on=TODAY), now=NOON
    ),
    "visits.note_after": lambda person, row: visits.note_after(
        person.owner, make_visit(person.owner), said="Stretch", tests="", now=NOON
    ),
    "visits.remove_visit": lambda person, row: visits.remove_visit(person.owner, make_visit(person.owner), now=NOON),
    "visits.restore_visit": remove_and_restore_a_visit,
    "visits.put_question": lambda person, row: visits.put_question(
        person.owner, some_question(person), make_visit(person.owner)
    ),
    "visits.mark_answered": lambda person, row: visits.mark_answered(
        person.owner, some_question(person), make_visit(person.owner)
    ),
    "visits.change_dose": lambda person, row: visits.change_dose(
        person.owner, some_medicine(person), "10 mg", TODAY, uuid.uuid4(), now=NOON
    ),
    "revisions.delete_with_revision": lambda person, row: revisions.delete_with_revision(
        person.owner, revisions.RevisionKind(Revision.VISIT, 1, lambda row: {}), make_visit(person.owner), now=NOON
    ),
    "revisions.restore": remove_and_restore_a_visit,
    "preferences.save_preferences": lambda person, row: preferences.save_preferences(
        person.owner, time_zone="UTC", theme="dark", text_size="large"
    ),
    "preferences.set_emergency_number": lambda person, row: preferences.set_emergency_number(person, "GB", ""),
    "preferences.set_day_start": lambda person, row: preferences.set_day_start(person.owner, 2, TODAY),
    "profile.save_item": lambda person, row: profile.save_item(
        person.owner, "exercise", uuid.uuid4(), profile.ItemData(text="Walking"), now=NOON
    ),
    "profile.end_item": lambda person, row: profile.end_item(person.owner, some_medicine(person), TODAY, now=NOON),
    "profile.remove_item": lambda person, row: profile.remove_item(person.owner, some_medicine(person), now=NOON),
    "profile.restore_item": remove_and_restore,
    "profile.say_none": lambda person, row: profile.say_none(person.owner, "medication", TODAY),
    "profile.take_back_none": say_none_and_take_it_back,
    "preferences.answer_device_zone": lambda person, row: preferences.answer_device_zone(
        person, "Europe/Lisbon", use=True
    ),
    "preferences.set_deadline": lambda person, row: preferences.set_deadline(person, dt.time(23), TODAY),
}

NO_WRITE_TO_THE_DIARY = {
    "archive": {"blocks_of", "compare", "ended", "is_empty", "nothing_compared", "sort_out", "stream_archive"},
    "archive_checks": {
        "change_holds",
        *(
            "day_holds",
            "each",
            "evidence_holds",
            "entries_hold",
            "guidance_answer_holds",
            "import_answer_holds",
            "look_holds",
            "own_word_holds",
        ),
        *("pauses_stand_together", "preferences_hold", "profile_item_holds", "profile_items_stand_together"),
        *("record_of_row", "revision_holds", "setting_holds", "share_link_holds", "trial_holds"),
    },
    "archive_fields": {"fields_of"},
    "archive_revisions": {"row_of_revision"},
    "archive_rows": {"checked", "completed", "rows_known", "rows_of", "values_of"},
    "constraints": {"fits_checks", "once_keys"},
    "snapshots": {"read_snapshot", "snapshot_file"},
    "shared_uploads": {"shared_uploads", "put", "take", "forget"},
    "uploads": {"drop_upload", "forget_uploads", "forget_uploads_of", "keep_upload", "open_upload", "upload_name"},
    "imports": {"check_import"},
    # What words in files mean shows on no page of the diary.
    "import_answers": {"asked", "fits", "key_of", "own_terms_of", "remember", "remembered"},
    "import_undo": {"can_undo", "imports_of", "purge_imported_rows", "stored_days"},
    "digests": {"digest_of", "digest_of_data", "digest_of_pause"},
    "bulk": set(),
    "staging": {"staging"},
    # A look at change that is due goes with a write of the diary.
    "change_looks": {"days_looked_at", "looks_ahead", "store_due_changes", "taken_looks", "taken_on"},
    "check_in": set(),
    "conflicts": {"marks_of", "marks_as_text", "marks_from_text", "merge", "merge_chest_signs", "merge_places"},
    "day_revisions": {"day_as_data", "answers_of", "with_factors"},
    "days": {"is_day_open"},
    "derived": {
        "asked_again_about_the_chest",
        "could_warn",
        "derived_fields",
        "facts_of_record",
        "search_text",
        "stored_answers_to",
        "whole_second",
        "with_answer",
        "with_stored_answers",
        "without_answers_taken_back",
        "without_stray_answers",
    },
    "episode_rows": {"detail_values", "insert_details", "record_of", "replace_details", "row_values"},
    "episodes": set(),
    # What an account is logged in on shows on no page of the diary.
    "devices": {"log_out_device", "log_out_others", "note_device", "signed_in_devices"},
    "export": {"stream_episodes", "stream_days", "episode_records", "day_records"},
    "guidance": {
        "stored_for_today",
        "urgent_first",
        "look_for_missed_medicine",
        "findings",
        "recompute",
        "profile_facts",
        "store",
        "answered",
    },
    "guidance_answers": {"answers_to", "latest_answers", "fitting"},
    # After it, there is no diary and no version of it.
    "leaving": {"clear_away", "erase", "finish_erase", "finish_erases"},
    "evidence": {"factor_findings", "factor_findings_at", "factor_write", "close_due_blocks", "earlier_method"},
    "preferences": {"ensure_preferences", "keep_account_name", "note_download"},
    "profile": {"removed_items"},
    "revisions": {
        *("keep_revision", "purge_revisions", "edit_kept", "deletions", "deletion_of", "created_at_of"),
    },
    "report": {"remember_choice"},
    # A link shows the diary and is no part of it: no page that is cached by the version shows links or openings.
    "share": {"make_link", "link_of", "hash_of", "record_opening", "reopen", "try_phrase", "revoke"},
    # Who may open a diary shows on no page that is cached.
    "grants": {
        *("accept", "begin_kept_diary", "give_up_grant", "grant_of", "invitation_of", "invite", "note_opening"),
        *("owners_kept_by", "rename_kept_diary", "revoke_grant"),
    },
    # Nor does one show tokens.
    "tokens": {"make_calendar_token", "make_token", "note_use", "revoke_token", "token_of"},
    "safety": {
        "assessed",
        "assessed_entries",
        "assessed_lately",
        "assessed_rows",
        "can_miss_spasm_medicine",
        "entries_lately",
        "facts_of",
        "is_forgotten",
        "is_recent",
        "safety_profile",
    },
    # The pointer on Today to a result that was opened goes with the seal; nothing cached shows it.
    "trials": {
        *(
            "commitment_of",
            "drawn",
            "due_at",
            "is_with_tonight",
            "look_at",
            "night_asked",
            "night_told",
            "nights_begun",
        ),
        *("nights_of", "number_of", "put_away", "trial_records", "unsuited"),
    },
    # What devices sent shows on no page.
    "outbox": {"latest_note", "note_of", "note_stored", "purge_notes"},
    "counters": {"count_up", "forget", "store_first", "store_value", "value_of"},
    "storage": {"is_beyond_numbers", "kept_if_possible", "trouble_of"},
    "versions": {"renew_data_version", "diary_write", "log_deletion"},
    "visits": {"removed_visits"},
}
"""Public functions that only read, or write nothing that a page of the diary shows."""


def public_functions():
    for module_info in pkgutil.iter_modules(services.__path__):
        module = importlib.import_module(f"tracker.services.{module_info.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and not name.startswith("_"):
                yield module_info.name, name


def test_the_walk_knows_every_public_function():
    known = {tuple(name.split(".")) for name in WRITES}
    known |= {(module, name) for module, names in NO_WRITE_TO_THE_DIARY.items() for name in names}
    assert set(public_functions()) == known


@pytest.mark.parametrize("name", sorted(WRITES))
def test_a_write_renews_the_version_of_its_owner_alone(alice, bob, name):
    row = make_episode(alice, started_at=NOON - dt.timedelta(hours=1), duration_basis="ongoing", intensity=None)
    make_day(alice, TODAY - dt.timedelta(days=3))
    person = person_of(alice)
    versions = {owner: Preferences.objects.get(owner=owner).data_version for owner in (alice, bob)}
    WRITES[name](person, row)
    assert Preferences.objects.get(owner=alice).data_version != versions[alice]
    assert Preferences.objects.get(owner=bob).data_version == versions[bob]
