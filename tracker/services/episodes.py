"""Writes of one episode with its details: save (idempotent by owner and uid), amend, stop, dismiss, delete, undo."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError
from django.db.models import Value

from tracker.models import Episode, OwnTerm, Revision
from tracker.querysets import EpisodeQuerySet
from tracker.records.episode import EPISODE_ANSWERS, EPISODE_SCHEMA, EpisodeRecord, canonical
from tracker.records.regions import RegionMark
from tracker.selectors.person import Person
from tracker.services.derived import could_warn, facts_of_record
from tracker.services.episode_rows import insert_details, record_of, replace_details, row_values
from tracker.services.evidence import factor_write
from tracker.services.revisions import RevisionKind, Snapshot, delete_with_revision, deletions, keep_revision, restore
from tracker.services.versions import diary_write, renew_data_version
from tracker.vocabulary.episodes import MEASURED, ONGOING, UNKNOWN

CREATED, UNCHANGED, COMPLETED, EDITED = "created", "unchanged", "completed", "edited"
STORED, DELETED = "stored", "deleted"
BESIDE = "beside"
"""Where the snapshot of a deleted entry keeps what is stored beside its record."""
BESIDE_COLUMNS = ("leave_open", "safety_said_at", "arrived_at")
"""Columns of an entry that are neither in its record nor derived from it."""
_NO_CHANGE_OF_MEANING = {"private"}
_OwnLabels = Mapping[str, Mapping[str, str]]
"""Labels of own codes, by vocabulary ("factor", "relief") and code."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did: `outcome` is created, unchanged (a replay), completed (gaps filled) or edited."""

    episode: Episode
    outcome: str


class EntryGoneError(LookupError):
    """The entry was deleted in the meantime."""


class EntryDeletedError(LookupError):
    """The entry of this uid was deleted less than 30 days ago: it is not made again unless the person says so."""


def save_episode(
    person: Person, record: EpisodeRecord, *, now: dt.datetime, own_words: _OwnLabels | None = None
) -> Saved:
    """Stores the record as the person's entry of that uid, whole or not at all.

    A new uid makes an entry; a known one with the same content changes nothing; filling what was empty completes
    the entry; changing a stored value keeps the old one as a revision. `own_words`: {"factor": {code: label}, ...}.
    Raises EntryDeletedError.
    """
    record = _stored_form(record)
    try:
        return _save(person, record, now, own_words or {})
    except IntegrityError:
        # Another worker stored the same uid in the meantime (a double tap): now it is there to compare with.
        return _save(person, record, now, own_words or {})


def _save(person: Person, record: EpisodeRecord, now: dt.datetime, own_words: _OwnLabels) -> Saved:
    with factor_write(person, now):
        stored = _stored_or_deleted(person.owner, record.uid, now)
        if isinstance(stored, str):
            raise EntryDeletedError(record.uid)
        return _write_over(stored, person, record, now, own_words)


def _stored_or_deleted(owner: User, uid: uuid.UUID, now: dt.datetime) -> Episode | str | None:
    """The owner's entry of this uid, or DELETED if it can be brought back. One query if there is none of both."""
    rows = Episode.objects.of(owner).filter(uid=uid).order_by()
    deleted = deletions(owner, Revision.EPISODE, now).filter(uid=uid).order_by()
    kinds = dict(rows.values_list("pk", Value(STORED)).union(deleted.values_list(Value(0), Value(DELETED))))
    key = next((key for key, kind in kinds.items() if kind == STORED), None)
    if key is None:
        return DELETED if kinds else None
    return Episode.objects.of(owner).get(pk=key)


def _write_over(
    episode: Episode | None, person: Person, record: EpisodeRecord, now: dt.datetime, own_words: _OwnLabels
) -> Saved:
    """The entry with what the record says; a new one if there is none. Call inside the transaction that found it."""
    if episode is None:
        episode, outcome, before = Episode(owner=person.owner, arrived_at=now), CREATED, None
        record = replace(record, logged_at=record.logged_at or now, logged_by=person.logged_by or record.logged_by)
    else:
        before = record_of(episode)
        outcome = _outcome(before, record)
        if outcome == EDITED:
            keep_revision(person.owner, _ENTRY, episode, now=now, snapshot=before.as_data())
        edited_at = now if outcome == EDITED else before.edited_at
        record = replace(record, logged_at=before.logged_at, logged_by=before.logged_by, edited_at=edited_at)
    if outcome != UNCHANGED:
        if before is None or facts_of_record(before) != facts_of_record(record):
            episode.safety_said_at = now
        _write(episode, record, person, now)
        renew_data_version(person.owner)
    _keep_own_words(person.owner, own_words)
    return Saved(episode, outcome)


def amend_episode(
    person: Person, episode: Episode, change: Callable[[EpisodeRecord], EpisodeRecord], *, now: dt.datetime
) -> Saved | None:
    """Stores what `change` makes of the entry as it stands by now. None if it was deleted in the meantime.

    For a page that says one thing of an entry: what another tab says of it at the same moment is kept.
    """
    with factor_write(person, now):
        stored = Episode.objects.of(person.owner).filter(pk=episode.pk).first()
        if stored is None:
            return None
        return _write_over(stored, person, _stored_form(change(record_of(stored))), now, {})


def _outcome(before: EpisodeRecord, after: EpisodeRecord) -> str:
    changed = [name for name in EPISODE_ANSWERS if getattr(before, name) != getattr(after, name)]
    if not changed:
        return UNCHANGED
    if before.duration_basis == ONGOING:
        # While it runs the entry is still being written: a start set right or a mistaken tap is not an edit.
        return COMPLETED
    filled = all(
        _is_gap(before, name) or name in _NO_CHANGE_OF_MEANING or (name == "follow_up" and _only_adds(before, after))
        for name in changed
    )
    return COMPLETED if filled else EDITED


def _is_gap(record: EpisodeRecord, name: str) -> bool:
    """True if the field is still empty in the stored entry, so that filling it loses nothing."""
    if name == "duration_basis":
        return record.duration_basis == UNKNOWN
    return getattr(record, name) in ("", None, ())


def _only_adds(before: EpisodeRecord, after: EpisodeRecord) -> bool:
    """True if what was answered to each safety question is still answered to it."""
    return before.follow_up_answers.items() <= after.follow_up_answers.items()


def _stored_form(record: EpisodeRecord) -> EpisodeRecord:
    # Files hold seconds; storing more would make an entry differ from its own export.
    return canonical(
        replace(
            record,
            started_at=record.started_at.replace(microsecond=0),
            ended_at=record.ended_at and record.ended_at.replace(microsecond=0),
        )
    )


def _write(episode: Episode, record: EpisodeRecord, person: Person, now: dt.datetime) -> None:
    for name, value in row_values(record, person.starts).items():
        setattr(episode, name, value)
    is_new = episode.pk is None
    episode.save()
    if is_new:
        insert_details(episode, record, now)
    else:
        replace_details(episode, record, now)


def _keep_own_words(owner: User, own_words: _OwnLabels) -> None:
    rows = [
        OwnTerm(owner=owner, vocabulary=vocabulary, code=code, label=label)
        for vocabulary, words in own_words.items()
        for code, label in words.items()
    ]
    if rows:
        OwnTerm.objects.bulk_create(rows, ignore_conflicts=True)


def _beside(episode: Episode) -> Snapshot:
    """What is stored of an entry beside its record: kept when it is deleted, so that it comes back as it was."""
    return {
        "leave_open": episode.leave_open,
        "safety_said_at": episode.safety_said_at and episode.safety_said_at.isoformat(),
        "arrived_at": episode.arrived_at and episode.arrived_at.isoformat(),
        "answered": [[row.question, row.answer, row.answered_at.isoformat()] for row in episode.follow_ups.all()],
    }


def _put_beside(episode: Episode, beside: Snapshot) -> None:
    """The opposite of `_beside`, for an entry that was just rebuilt."""
    # Of before this column an entry arrived when it was logged.
    said_at, arrived_at = beside["safety_said_at"], beside.get("arrived_at")
    episode.leave_open = beside["leave_open"]
    episode.safety_said_at = said_at and dt.datetime.fromisoformat(said_at)
    episode.arrived_at = arrived_at and dt.datetime.fromisoformat(arrived_at)
    episode.save(update_fields=BESIDE_COLUMNS)
    for question, answer, at in beside["answered"]:
        answers = episode.follow_ups.filter(question=question, answer=answer)
        answers.update(answered_at=dt.datetime.fromisoformat(at))


def _as_data(episode: Episode) -> Snapshot:
    return record_of(episode).as_data() | {BESIDE: _beside(episode)}


_ENTRY = RevisionKind(Revision.EPISODE, EPISODE_SCHEMA, _as_data)


def start_episode(
    person: Person,
    *,
    uid: uuid.UUID,
    started_at: dt.datetime,
    time_zone: str,
    regions: Iterable[RegionMark] = (),
    now: dt.datetime,
    said_at: dt.datetime | None = None,
    like: Episode | None = None,
) -> Episode:
    """Stores a running episode. The same uid again is the same episode, whatever was changed since.

    After it was deleted, the same page starts another one: a tap says that there is a spasm now. `said_at`: when it was
    logged, if that was before now, without a network.

    `like`: an entry of the person's that this one is the same as. Its place, side and kind are copied, nothing else;
    how long the new one takes is not known until it is timed.
    """
    stored = _stored_or_deleted(person.owner, uid, now)
    if isinstance(stored, Episode):
        return stored
    uid = uuid.uuid4() if stored == DELETED else uid
    record = EpisodeRecord(
        uid=uid,
        started_at=started_at,
        time_zone=time_zone,
        duration_basis=ONGOING,
        regions=tuple(regions),
        logged_at=said_at,
    )
    if like is not None:
        copied = record_of(like)
        record = replace(record, regions=copied.regions, kind=copied.kind, duration_basis=UNKNOWN)
    return save_episode(person, record, now=now).episode


def stop_episode(
    person: Person, episode: Episode, *, ended_at: dt.datetime | None, now: dt.datetime, basis: str = MEASURED
) -> Episode | None:
    """Ends a running episode: at the instant, or "stopped, I do not know when" with None. An ended one stays as it is.

    `basis`: how an end that is known is known. None if it was deleted in the meantime. Raises ValueError for an end
    before the start.
    """
    with factor_write(person, now):
        stored = Episode.objects.of(person.owner).filter(pk=episode.pk).first()
        if stored is None or stored.duration_basis != ONGOING:
            return stored
        ended_at = ended_at and ended_at.replace(microsecond=0)
        if ended_at and ended_at < stored.started_at:
            raise ValueError("an episode ends before it starts")
        stored.ended_at = ended_at
        stored.duration_basis = basis if ended_at else UNKNOWN
        stored.may_warn = could_warn(record_of(stored))
        stored.save(update_fields=["ended_at", "duration_basis", "may_warn"])
        renew_data_version(person.owner)
    return stored


def take_back_answers(
    person: Person, episode: Episode, was: Mapping[str, Any], back: Mapping[str, Any], *, now: dt.datetime
) -> Episode | None:
    """Undoes what one tap filled in: `was` becomes `back`, if the entry still says `was`; else it stays as it is.

    No edit, and nothing to restore: the entry is as if that had not been tapped. None if it was deleted.
    """
    with factor_write(person, now):
        stored = Episode.objects.of(person.owner).filter(pk=episode.pk).first()
        if stored is None:
            return None
        record = record_of(stored)
        if all(getattr(record, name) == value for name, value in was.items()):
            _write(stored, replace(record, **back), person, now)
            renew_data_version(person.owner)
        return stored


def dismiss(person: Person, episodes: EpisodeQuerySet) -> int:
    """Dismisses the entries of the query from the list of incomplete ones. Returns how many they were."""
    with diary_write(person.owner):
        dismissed = episodes.of(person.owner).filter(leave_open=False).update(leave_open=True)
        if dismissed:
            renew_data_version(person.owner)
    return dismissed


def delete_episode(person: Person, episode: Episode, *, now: dt.datetime) -> Revision | None:
    """Deletes the entry; it can be brought back for 30 days. None if it was gone already."""
    with factor_write(person, now):
        # Read anew: of two taps the second must not keep an emptied entry, nor one that was changed since.
        stored = Episode.objects.of(person.owner).filter(pk=episode.pk).first()
        if stored is None:
            return None
        return delete_with_revision(person.owner, _ENTRY, stored, now=now)


def keep_other_version(
    person: Person, episode: Episode, other: EpisodeRecord, *, now: dt.datetime, action: str = Revision.EDIT
) -> Revision:
    """Keeps a version of the entry that the person did not choose, as if it had been stored before this one.

    With the action of a deletion: an entry that was not made, and can be brought back.
    """
    with diary_write(person.owner):
        revision = keep_revision(
            person.owner, _ENTRY, episode, now=now, action=action, snapshot=_stored_form(other).as_data()
        )
        renew_data_version(person.owner)
    return revision


def undo(person: Person, revision: Revision, *, now: dt.datetime) -> Episode | None:
    """Rebuilds the entry as the revision holds it. None if the 30 days are over.

    Undoing a deletion uses its revision up; going back to an earlier state keeps the present one as a revision.
    """

    def rebuild(snapshot: Snapshot) -> Episode:
        record = EpisodeRecord.from_data(snapshot)
        stored = Episode.objects.of(person.owner).filter(uid=record.uid).first()
        was_only_filled = stored is not None and _outcome(record, record_of(stored)) == COMPLETED
        saved = _write_over(stored, person, _stored_form(record), now, {})
        if was_only_filled:
            # Nothing that was said is another now: the entry is no more edited than it was.
            saved.episode.edited_at = record.edited_at
            saved.episode.save(update_fields=["edited_at"])
        if saved.outcome == CREATED and BESIDE in snapshot:
            _put_beside(saved.episode, snapshot[BESIDE])
        return saved.episode

    with factor_write(person, now):
        return restore(person.owner, _ENTRY, revision, rebuild, now=now)
