"""What the buttons of a running entry store, whether they were pressed just now or kept on a device for a while.

No request here: whose diary it is, what was sent, and both times are arguments. `at` is when it was pressed, `now` when
it is stored.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from tracker.exchange.errors import CellError
from tracker.exchange.lists import read_regions
from tracker.forms.datetimes import parse_instant
from tracker.forms.running import AfterForm, StartCorrectionForm, WhereForm
from tracker.forms.stop import StopForm
from tracker.models import Episode
from tracker.pages.edits import Edit
from tracker.records.episode import EpisodeRecord
from tracker.records.regions import RegionMark
from tracker.selectors.person import Person
from tracker.services import episodes as service
from tracker.services.conflicts import merge_chest_signs, merge_places
from tracker.services.derived import asked_again_about_the_chest
from tracker.services.episodes import EntryGoneError
from tracker.services.safety import is_forgotten
from tracker.services.versions import diary_write
from tracker.vocabulary.episodes import COUNT_MAX, ONGOING


@dataclass(frozen=True, slots=True)
class PlaceSaved:
    """The entry with its place."""

    episode: Episode
    kept: tuple[RegionMark, ...]
    """Places of another tab that were kept, too."""


def uid_sent(data: QueryDict, name: str = "uid") -> uuid.UUID | None:
    """The uid that a form chose for what it makes, or that it names; None if it is none."""
    try:
        return uuid.UUID(data.get(name, ""))
    except ValueError:
        return None


def amended(
    person: Person, row: Episode, change: Callable[[EpisodeRecord], EpisodeRecord], *, now: dt.datetime
) -> Episode:
    """The entry with that one thing changed. Raises EntryGoneError."""
    saved = service.amend_episode(person, row, change, now=now)
    if saved is None:
        raise EntryGoneError(row.uid)
    return saved.episode


def start(person: Person, data: QueryDict, *, uid: uuid.UUID, at: dt.datetime, now: dt.datetime) -> Episode:
    """Starts an entry. Never refuses: what a device sends wrong is replaced by what the server knows."""
    where = WhereForm(data)
    return service.start_episode(
        person,
        uid=uid,
        started_at=at,
        time_zone=person.zone_on_device(data.get("time_zone", "")),
        regions=where.cleaned_data["regions"] if where.is_valid() else (),
        now=now,
        said_at=at,
        like=_same_as(person, data),
    )


def _same_as(person: Person, data: QueryDict) -> Episode | None:
    """The entry that "Same again" copies; None where another button started it, or that entry is gone."""
    # What an entry of before was is not a caregiver's to copy.
    source = None if person.logged_by else uid_sent(data, "again")
    return Episode.objects.of(person.owner).filter(uid=source).first() if source else None


def save_place(
    person: Person, row: Episode, form: WhereForm, drawn: Mapping[str, Any] | None, *, now: dt.datetime
) -> PlaceSaved:
    """Says where it is, by a valid form. `drawn`: what the form showed before. Raises EntryGoneError."""
    sent = form.cleaned_data
    kept: tuple[RegionMark, ...] = ()

    def with_place(record: EpisodeRecord) -> EpisodeRecord:
        nonlocal kept
        regions, chest_signs = sent["regions"], sent["chest_signs"] or record.chest_signs
        if drawn:
            regions, kept = merge_places(regions, record.regions, drawn["regions"])
            chest_signs = merge_chest_signs(sent["chest_signs"], record.chest_signs, drawn["chest_signs"])
        return asked_again_about_the_chest(replace(record, regions=regions, chest_signs=chest_signs), record)

    episode = amended(person, row, with_place, now=now)
    return PlaceSaved(episode, kept)


def place_drawn_before(data: QueryDict) -> dict[str, Any] | None:
    """What the form of the place showed before it was changed; None if it does not say."""
    regions = data.get("drawn_regions")
    if regions is None:
        return None
    try:
        return {"regions": read_regions(regions), "chest_signs": data.get("drawn_chest", "")}
    except CellError:
        return None


def correct_start(person: Person, row: Episode, form: StartCorrectionForm, *, now: dt.datetime) -> Episode:
    """Changes the start to that of a valid form. Raises EntryGoneError."""
    started_at = form.cleaned_data["started_at"]
    return amended(
        person,
        row,
        # Stopped in the meantime, perhaps before that start: then the entry's own form is the place.
        lambda record: replace(record, started_at=started_at) if record.duration_basis == ONGOING else record,
        now=now,
    )


def count_on(person: Person, row: Episode, data: QueryDict, *, now: dt.datetime) -> Episode:
    """One more in a row, or one less with `less`. Raises EntryGoneError."""
    step = -1 if "less" in data else 1
    return amended(
        person, row, lambda record: replace(record, count=min(max(1, record.count + step), COUNT_MAX)), now=now
    )


def asks_when_it_stopped(row: Episode, form: StopForm) -> bool:
    """True for the plain button of a spasm that had run for hours when it was pressed.

    Most likely it was forgotten, so the person says first when it stopped: one tap never stores days.
    """
    return not form.is_chosen and is_forgotten(row, form.at)


def stop(person: Person, row: Episode, form: StopForm, *, now: dt.datetime, or_at: dt.datetime | None) -> Episode:
    """Stops the entry as a valid form says.

    `or_at`: when it ended if the button was pressed before the start, by a clock that is wrong; None: unknown.
    Raises EntryGoneError.
    """
    ended_at, basis = form.cleaned_data["ended_at"], form.cleaned_data["duration_basis"]
    try:
        episode = service.stop_episode(person, row, ended_at=ended_at, basis=basis, now=now)
    except ValueError:
        episode = service.stop_episode(person, row, ended_at=or_at, now=now)
    if episode is None:
        raise EntryGoneError(row.uid)
    return episode


def resume(person: Person, row: Episode, ended: str, *, now: dt.datetime) -> Episode:
    """Undoes a stop, if the end is still the one that it stored (`ended`: as text). Raises EntryGoneError."""
    was = {"ended_at": parse_instant(ended), "duration_basis": row.duration_basis}
    back = {"ended_at": None, "duration_basis": ONGOING}
    episode = service.take_back_answers(person, row, was, back, now=now)
    if episode is None:
        raise EntryGoneError(row.uid)
    return episode


def take_back_number(person: Person, row: Episode, data: QueryDict, *, now: dt.datetime) -> Episode:
    """Undoes a number, if it is still that one: back to the one before it, or to none. Raises EntryGoneError."""
    was, before = AfterForm({"intensity": data.get("undo")}), AfterForm({"intensity": data.get("before")})
    if not was.is_valid():
        return row
    back = before.cleaned_data["intensity"] if before.is_valid() else None
    number = {"intensity": was.cleaned_data["intensity"]}
    episode = service.take_back_answers(person, row, number, {"intensity": back}, now=now)
    if episode is None:
        raise EntryGoneError(row.uid)
    return episode


def save_number(person: Person, row: Episode, edit: Edit, *, now: dt.datetime) -> Episode | None:
    """The entry with the number of a valid form; None if another tab gave it another one. Raises EntryGoneError."""
    with diary_write(person.owner):
        stored = Episode.objects.of(person.owner).filter(pk=row.pk).first()
        if stored is None:
            raise EntryGoneError(row.uid)
        settled = edit.settle(edit.form.cleaned_data, {"intensity": stored.intensity})
        if settled is None:
            return None
        return amended(person, row, lambda record: replace(record, intensity=settled["intensity"]), now=now)
