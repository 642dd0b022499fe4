"""What a form of a past entry stores, whether it was sent just now or kept on a device for a while.

As in running_writes: no request here, and `form.now` is when it was sent.
"""

import datetime as dt
from dataclasses import replace

from django.contrib.auth.models import User
from django.http import QueryDict

from tracker.diary import OwnWords
from tracker.forms.episode import EpisodeForm
from tracker.forms.when import AGO, JUST_NOW
from tracker.models import Episode
from tracker.records.episode import EpisodeRecord, canonical
from tracker.selectors.entries import EntryLine, entry_lines
from tracker.selectors.person import Person, own_words
from tracker.selectors.recent import recent_choices
from tracker.services import episodes as service
from tracker.services.derived import without_stray_answers
from tracker.services.episode_rows import record_of
from tracker.vocabulary.episodes import ONGOING

OVERLAP_OK = "overlap_ok"
"""The field that says: another entry at that time is another spasm."""
OVERLAPS_SHOWN = 3
FORM_AGE = dt.timedelta(hours=1)
"""For how long a form that was saved may be sent again from the page before."""


def entry_form(
    person: Person,
    data: QueryDict | None,
    at: dt.datetime,
    *,
    before: EpisodeRecord | None = None,
    on: dt.date | None = None,
    late_list: str = "",
) -> EpisodeForm:
    """The form of an entry: to be drawn, or as it was sent (`data`) at that instant. `before`: the stored entry.

    `late_list`: see EpisodeForm."""
    # A caregiver is offered nothing that was written or chosen before.
    own = OwnWords() if person.logged_by else own_words(person.owner)
    form = EpisodeForm(
        data,
        person=person,
        now=at,
        episode=before,
        on=on,
        recent=None if person.logged_by else recent_choices(person.owner),
        own_factors=list(own.factors.items()),
        own_relief=list(own.relief.items()),
        late_list=late_list,
    )
    if person.logged_by:
        # What is private is the owner's to say: a caregiver would not see it again.
        del form.fields["private"]
    return form


def saved_or_overlapping(
    data: QueryDict,
    person: Person,
    record: EpisodeRecord,
    form: EpisodeForm,
    now: dt.datetime,
    *,
    is_settled: bool = False,
) -> tuple[service.Saved | None, list[EntryLine]]:
    """(what came of saving, entries that may be the same one): one of them. Raises EntryDeletedError.

    `is_settled`: its time is the one that is stored, so nobody is asked.
    """
    overlapping: list[EntryLine] = []
    # Nor are they told what was at that time.
    if not (is_settled or OVERLAP_OK in data or person.logged_by):
        overlapping = _maybe_the_same_entry(person.owner, record, form.now, form.cleaned_data["started"])
    if overlapping:
        return None, overlapping
    return service.save_episode(person, record, now=now, own_words=form.own_words()), []


def new_record(form: EpisodeForm, owner: User) -> EpisodeRecord:
    """The new entry that a valid form describes."""
    record = without_stray_answers(form.record(), None)
    stored = Episode.objects.of(owner).filter(uid=record.uid).first()
    if stored and form.cleaned_data["started"] in {*AGO, JUST_NOW}:
        # The same form once more: "15 min ago" still means what it meant the first time.
        since = form.now - stored.logged_at.replace(microsecond=0)
        return replace(
            record, started_at=record.started_at - since, ended_at=record.ended_at and record.ended_at - since
        )
    return record


def _maybe_the_same_entry(owner: User, record: EpisodeRecord, now: dt.datetime, started: str) -> list[EntryLine]:
    """Entries of which the person is asked whether they are this one: at about the same time, or saved once before.

    A form that a browser draws anew on "Back" has another uid, and "30 min ago" then means another minute.
    """
    until = now if record.duration_basis == ONGOING else record.ended_at
    others = Episode.objects.of(owner).exclude(uid=record.uid)
    alike = [*others.overlapping(record.started_at, until), *others.begun_about(record.started_at)]
    if started in AGO:
        ago = now.replace(microsecond=0) - record.started_at
        # The one that was saved before began earlier, by as much as its form was sent earlier.
        lately = others.begun_between(record.started_at - FORM_AGE, record.started_at).filter(kind=record.kind)
        alike += [row for row in lately if _has_the_same_answers(row, record, ago)]
    newest = sorted({row.pk: row for row in alike}.values(), key=lambda row: (row.day, row.started_at, row.uid))
    return entry_lines(newest[: -OVERLAPS_SHOWN - 1 : -1])


def _has_the_same_answers(row: Episode, record: EpisodeRecord, ago: dt.timedelta) -> bool:
    """True if the stored entry was logged as so long ago, and says all that the record says."""
    if row.logged_at.replace(microsecond=0) - row.started_at != ago:
        return False
    stored = record_of(row)
    names = ("intensity", "kind", "count", "duration_basis", "regions", "suspected_factors", "relief", "note")
    return all(getattr(stored, name) == getattr(canonical(record), name) for name in names)
