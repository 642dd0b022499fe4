"""Several entries in one write: all of them, or none."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence

from tracker.models import Episode
from tracker.records.episode import EpisodeRecord
from tracker.selectors.person import Person
from tracker.services.episodes import Saved, delete_episode, save_episode
from tracker.services.versions import diary_write


def save_several(person: Person, records: Sequence[EpisodeRecord], *, now: dt.datetime) -> list[Saved]:
    """Stores all of the records; sent twice, they make the same entries. Raises EntryDeletedError, and stores none."""
    with diary_write(person.owner):
        return [save_episode(person, record, now=now) for record in records]


def delete_several(person: Person, uids: Iterable[uuid.UUID], *, now: dt.datetime) -> int:
    """Deletes those of the entries that are there; each can be restored. Returns how many they were."""
    with diary_write(person.owner):
        rows = list(Episode.objects.of(person.owner).filter(uid__in=list(uids)))
        return sum(delete_episode(person, row, now=now) is not None for row in rows)
