"""What items about a spasm do: each the same as its form, by the same functions.

Called within the transaction of the item. Raises NotStoredError for what is not stored; that transaction is then rolled
back.
"""

import datetime as dt
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from tracker.days import wall_clock
from tracker.formatting import date_time_words, duration_words, list_words
from tracker.forms.episode import EpisodeForm
from tracker.forms.running import AfterForm, StartCorrectionForm, WhereForm
from tracker.forms.stop import StopForm
from tracker.models import Episode, Revision
from tracker.pages import running_writes as writes
from tracker.pages.answer_writes import NoAnswerError, answer_question, notice
from tracker.pages.edits import Difference, Edit, single_units
from tracker.pages.entry_writes import OVERLAP_OK, entry_form, new_record, saved_or_overlapping
from tracker.pages.episode_edit import ENTRY_UNITS, episode_edit_of, of_entry, settled
from tracker.pages.outbox_case import (
    Case,
    NotStoredError,
    bring_back,
    checked,
    conflict,
    conflict_of,
    difference_data,
    entry_of,
)
from tracker.pages.outbox_item import Result, invalid, stored
from tracker.records.episode import EpisodeRecord
from tracker.services import episodes as service
from tracker.services.conflicts import KEEP_MINE, KEEP_STORED, marks_as_text, marks_of, merge
from tracker.services.derived import whole_second
from tracker.services.episode_rows import record_of
from tracker.services.safety import safety_profile
from tracker.vocabulary.episodes import ONGOING, UNKNOWN

SAME_STOP = dt.timedelta(minutes=1)
"""Two taps that stop a spasm so shortly after each other say the same."""
_LOGGED_BEFORE = "same"
"""The name of the difference that asks whether an entry was logged before."""
_END = {"end": ("ended_at", "duration_basis")}
_NUMBER = single_units(["intensity"])


def start(case: Case) -> Result:
    """Starts a spasm; one that this item started before is corrected."""
    uid = case.entry or case.item.uid
    row = Episode.objects.of(case.person.owner).filter(uid=uid).first()
    if row is None or not case.is_corrected:
        return stored(writes.start(case.person, case.data(), uid=uid, at=case.at, now=case.now).uid)
    if row.ended_at and row.ended_at < whole_second(case.at):
        raise NotStoredError(invalid({"tapped_at": [_("End time is before the start. Check the date.")]}))
    where = WhereForm(case.data())
    regions = where.cleaned_data["regions"] if where.is_valid() else ()
    writes.amended(
        case.person,
        row,
        lambda record: replace(record, started_at=case.at, regions=regions or record.regions),
        now=case.now,
    )
    return stored(row.uid)


def say_where(case: Case) -> Result:
    """Says where it is. What a device without a network did not show, it does not take away."""
    row, form = entry_of(case), WhereForm(case.data())
    checked(form)
    drawn = writes.place_drawn_before(case.data()) or {"regions": (), "chest_signs": ""}
    return stored(writes.save_place(case.person, row, form, drawn, now=case.now).episode.uid)


def correct_start(case: Case) -> Result:
    """Changes the start of a running spasm to an earlier one."""
    row = entry_of(case)
    if row.duration_basis != ONGOING:
        raise NotStoredError(invalid({"": [_("This spasm has stopped. Change its start on the page of the entry.")]}))
    form = StartCorrectionForm(case.data(), now=case.at, episode=row)
    checked(form)
    return stored(writes.correct_start(case.person, row, form, now=case.now).uid)


def count_on(case: Case) -> Result:
    """Counts one more in a row, or one less."""
    return stored(writes.count_on(case.person, entry_of(case), case.data(), now=case.now).uid)


def stop(case: Case) -> Result:
    """Stops a running spasm. If it was stopped at another time elsewhere, the person chooses.

    So they do if it had run for hours when it was tapped: then it may have been forgotten.
    """
    row = entry_of(case)
    form = StopForm(case.data(), episode=row, at=case.at)
    checked(form)
    before = record_of(row)
    if before.duration_basis != ONGOING:
        return _stop_again(case, row, before, form)
    if writes.asks_when_it_stopped(row, form):
        if case.keeps_stored:
            return stored(row.uid, words=_("It’s still running. On Today, choose when it stopped."))
        if case.item.keep.get("end") != KEEP_MINE:
            raise _is_end_meant(before, form)
    saved = writes.stop(case.person, row, form, now=case.now, or_at=None)
    is_end_lost = saved.ended_at is None and form.cleaned_data["ended_at"] is not None
    words = _("The end was before the start, so the end time isn’t saved.") if is_end_lost else ""
    return stored(saved.uid, words=words, marks=_end_marks(record_of(saved)))


def _is_end_meant(before: EpisodeRecord, form: StopForm) -> NotStoredError:
    """Asks whether it lasted for so many hours, or is to be stopped at another time later."""
    mine = _end_of(form)
    length = duration_words((mine["ended_at"] - before.started_at).total_seconds())
    there = {name: getattr(before, name) for name in mine}
    words = _("%(end)s, after %(length)s") % {"end": _end_words(replace(before, **mine)), "length": length}
    end = Difference("end", _("When it stopped"), words, _("I’ll choose later"), False)
    return conflict_of([difference_data(end, _END["end"], mine, there)], _end_marks(before))


def _stop_again(case: Case, row: Episode, before: EpisodeRecord, form: StopForm) -> Result:
    """A spasm that was stopped already: nothing new, or another end."""
    mine = _end_of(form)
    ended_at, there = mine["ended_at"], {name: getattr(before, name) for name in mine}
    if ended_at and ended_at < before.started_at:
        raise NotStoredError(invalid({"tapped_at": [_("End time is before the start. Check the date.")]}))
    if not case.is_corrected and (ended_at is None or _is_same_stop(before, ended_at)):
        return stored(row.uid, marks=_end_marks(before))
    seen = case.seen(_END, there, {"ended_at": None, "duration_basis": ONGOING})
    merged = merge(mine, there, seen, _END, case.item.keep)
    if merged.conflicts and before.duration_basis != UNKNOWN:
        end = Difference("end", _("When it stopped"), _end_words(replace(before, **mine)), _end_words(before), False)
        raise conflict_of([difference_data(end, _END["end"], mine, there)], marks_as_text(merged.marks))
    if case.item.keep.get("end") == KEEP_STORED:
        service.keep_other_version(case.person, row, replace(before, **mine), now=case.now)
        return stored(row.uid, marks=_end_marks(before))
    saved = writes.amended(case.person, row, lambda record: replace(record, **mine), now=case.now)
    return stored(saved.uid, marks=_end_marks(record_of(saved)))


def _end_of(form: StopForm) -> dict[str, Any]:
    ended_at = form.cleaned_data["ended_at"]
    return {"ended_at": ended_at and whole_second(ended_at), "duration_basis": form.cleaned_data["duration_basis"]}


def _is_same_stop(before: EpisodeRecord, ended_at: dt.datetime) -> bool:
    return before.ended_at is not None and abs(before.ended_at - ended_at) <= SAME_STOP


def _end_marks(record: EpisodeRecord) -> str:
    return marks_as_text(marks_of({name: getattr(record, name) for name in _END["end"]}, _END))


def _end_words(record: EpisodeRecord) -> str:
    if record.ended_at is None:
        return _("Not known")
    return date_time_words(wall_clock(record.ended_at, record.time_zone))


def number(case: Case) -> Result:
    """Says how strong it was at its worst, whether it stopped already or not, or takes that back."""
    row, data = entry_of(case), case.data()
    # The undo of the page after Stop. Corrected on the device it has a number, which holds.
    if "undo" in data and "intensity" not in data:
        undone = writes.take_back_number(case.person, row, data, now=case.now)
        return stored(undone.uid, marks=marks_as_text(marks_of({"intensity": undone.intensity}, _NUMBER)))
    form = AfterForm(data)
    checked(form)
    edit = Edit(data, form, {"intensity": row.intensity}, _NUMBER)
    case.set_seen(edit, {"intensity": None})
    saved = writes.save_number(case.person, row, edit, now=case.now)
    if saved is None:
        raise conflict(edit)
    if case.keeps_stored:
        _keep_unchosen(case, saved, replace(record_of(saved), intensity=form.cleaned_data["intensity"]))
    return stored(saved.uid, marks=marks_as_text(marks_of({"intensity": saved.intensity}, _NUMBER)))


def _keep_unchosen(case: Case, row: Episode, other: EpisodeRecord) -> None:
    if other != record_of(row):
        service.keep_other_version(case.person, row, other, now=case.now)


def over(case: Case) -> Result:
    """Logs a past spasm, as of when it was tapped. Changed elsewhere since, or logged before, the person chooses."""
    person, uid, data = case.person, case.entry or case.item.uid, case.data()
    data["uid"] = str(uid)
    data.setdefault("time_zone", person.time_zone)
    form = entry_form(person, data, case.at)
    checked(form)
    row = Episode.objects.of(person.owner).filter(uid=uid).first()
    if row is None and bring_back(case, uid):
        row = Episode.objects.of(person.owner).get(uid=uid)
    record = replace(new_record(form, person.owner), logged_at=whole_second(case.at))
    if row is None:
        return _save_new(case, form, record)
    before = record_of(row)
    edit = episode_edit_of(data, form, before)
    bare = EpisodeRecord(uid=uid, started_at=record.started_at, time_zone=record.time_zone)
    # A time is always said: another one that is stored is no time that was left open.
    case.set_seen(edit, of_entry(bare) | {"started_at": None})
    wanted = settled(edit, replace(record, logged_at=before.logged_at), before)
    if wanted is None:
        raise conflict(edit)
    saved = service.save_episode(person, wanted, now=case.now, own_words=form.own_words()).episode
    if case.keeps_stored:
        _keep_unchosen(case, saved, replace(record, logged_at=before.logged_at, edited_at=before.edited_at))
    return _over_stored(saved)


def _save_new(case: Case, form: EpisodeForm, record: EpisodeRecord) -> Result:
    data, choice = case.data(), case.item.keep.get(_LOGGED_BEFORE)
    if choice == KEEP_MINE:
        data[OVERLAP_OK] = "1"
    saved, alike = saved_or_overlapping(data, case.person, record, form, case.now)
    if saved is not None:
        return _over_stored(saved.episode)
    if choice == KEEP_STORED:
        # As if it had been made and deleted: it can be brought back for 30 days.
        row = Episode(owner=case.person.owner, uid=record.uid)
        service.keep_other_version(case.person, row, record, now=case.now, action=Revision.DELETE)
        return stored()
    mine = date_time_words(wall_clock(record.started_at, record.time_zone))
    there = list_words([date_time_words(line.started) for line in alike])
    same = Difference(_LOGGED_BEFORE, _("You may have logged this spasm before"), mine, there, False)
    values = {"started_at": record.started_at}, {"started_at": [line.started_at for line in alike]}
    raise conflict_of([difference_data(same, ("started_at",), *values)], "")


def _over_stored(row: Episode) -> Result:
    return stored(row.uid, marks=marks_as_text(marks_of(of_entry(record_of(row)), ENTRY_UNITS)))


def answer(case: Case) -> Result:
    """Answers a safety question. Of two different answers the graver one holds, and the device is told."""
    row = entry_of(case)
    try:
        both = answer_question(case.person, safety_profile(case.person, case.now), row, case.data(), now=case.now)
    except NoAnswerError as error:
        raise NotStoredError(invalid({"answer": [str(error)]})) from None
    return stored(row.uid, words=both.words if both else "")


def say_noticed(case: Case) -> Result:
    """Notes a sign, or takes it back."""
    row = entry_of(case)
    try:
        return stored(notice(case.person, row, case.data(), now=case.now).uid)
    except NoAnswerError as error:
        raise NotStoredError(invalid({"sign": [str(error)]})) from None


def delete(case: Case) -> Result:
    """Deletes the entry; what was deleted already is done."""
    try:
        row = entry_of(case)
    except NotStoredError as error:
        if error.result.more.get("can_restore"):
            return stored(case.entry)
        raise
    service.delete_episode(case.person, row, now=case.now)
    return stored(case.entry)
