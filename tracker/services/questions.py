"""Questions for the next visit: keep, word anew, put in order, tick off, remove and bring back."""

import datetime as dt
import uuid

from django.db.models import Max

from tracker.models import Question, Revision, Visit
from tracker.services.episodes import UNDO_AGE
from tracker.services.removed import came_to_be, take_away
from tracker.services.versions import diary_write, raise_data_version

SCHEMA = 1
"""Of the snapshots below."""
UP, DOWN = "up", "down"


def keep_question(
    owner, text: str, today: dt.date, *, uid: uuid.UUID | None = None, written_from: str = ""
) -> Question:
    """Stores a question that the person typed, after the others. The same uid once more stores nothing.

    `written_from`: code of the page that it was written from; "" for that of the questions.
    """
    with diary_write(owner):
        stored = Question.objects.filter(owner=owner, uid=uid).first() if uid else None
        return stored or _add(owner, today, uid=uid or uuid.uuid4(), text=text, written_from=written_from)


def keep_card(owner, key: str, about: str, today: dt.date) -> Question:
    """Stores a card of the guidance as a question, unless it is among the open ones already."""
    with diary_write(owner):
        stored = Question.objects.filter(owner=owner, from_key=key, from_about=about, answered_on=None).first()
        return stored or _add(owner, today, from_key=key, from_about=about)


def _add(owner, today, **fields) -> Question:
    last = Question.objects.filter(owner=owner).aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    question = Question.objects.create(owner=owner, asked_on=today, position=position, **fields)
    raise_data_version(owner)
    return question


def change_question(owner, question: Question, text: str) -> bool:
    """The question in these words. False if it reads so already, or is gone."""
    with diary_write(owner):
        changed = Question.objects.filter(owner=owner, pk=question.pk).exclude(text=text).update(text=text)
        if changed:
            raise_data_version(owner)
    return bool(changed)


def move_question(owner, question: Question, way: str) -> bool:
    """One place up or down among the open questions. False if it stands at that end. Raises ValueError for another way.

    Example: of a, b, c, moving c up gives a, c, b.
    """
    if way not in {UP, DOWN}:
        raise ValueError(f"{way!r} is neither {UP!r} nor {DOWN!r}")
    with diary_write(owner):
        rows = list(Question.objects.filter(owner=owner, answered_on=None))
        place = next((place for place, row in enumerate(rows) if row.pk == question.pk), None)
        other = None if place is None else place + (-1 if way == UP else 1)
        if other is None or not 0 <= other < len(rows):
            return False
        # Renumbered from the places they hold, so that those of answered questions stay as they are.
        positions = sorted(row.position for row in rows)
        rows[place], rows[other] = rows[other], rows[place]
        for row, position in zip(rows, positions, strict=True):
            row.position = position
        Question.objects.bulk_update(rows, ["position"])
        raise_data_version(owner)
    return True


def tick_off(owner, question: Question, on: dt.date | None) -> bool:
    """Answered on this day; None opens it again. False if it was so already, or is gone."""
    with diary_write(owner):
        row = Question.objects.filter(owner=owner, pk=question.pk).first()
        if row is None or (row.answered_on is None) == (on is None):
            return False
        row.answered_on = on
        row.save(update_fields=["answered_on"])
        raise_data_version(owner)
    return True


def remove_question(owner, question: Question, *, now: dt.datetime) -> Revision | None:
    """Takes a question away and keeps it for 30 days, to be brought back. None if it was gone already."""
    with diary_write(owner):
        stored = Question.objects.filter(owner=owner, pk=question.pk).first()
        if stored is None:
            return None
        return take_away(owner, stored, kind=Revision.QUESTION, schema=SCHEMA, snapshot=_to_json(stored), now=now)


def restore_question(owner, revision: Revision, *, now: dt.datetime) -> Question | None:
    """Brings a removed question back where it stood, and uses its revision up. None if the 30 days are over."""
    if revision.at < now - UNDO_AGE:
        return None
    if revision.schema != SCHEMA:
        raise ValueError(f"a question of schema {revision.schema}; this version reads {SCHEMA}")
    with diary_write(owner):
        question, _made = Question.objects.get_or_create(
            owner=owner, uid=revision.uid, defaults=_from_json(owner, revision)
        )
        Revision.objects.filter(owner=owner, pk=revision.pk).delete()
        raise_data_version(owner)
    return question


def _to_json(question: Question) -> dict:
    return {
        "text": question.text,
        "asked_on": question.asked_on.isoformat(),
        "from_key": question.from_key,
        "from_about": question.from_about,
        "written_from": question.written_from,
        "position": question.position,
        "answered_on": question.answered_on and question.answered_on.isoformat(),
        "visit": question.visit_id and str(question.visit.uid),
    }


def _from_json(owner, revision: Revision) -> dict:
    said = revision.snapshot
    dates = {name: said[name] and dt.date.fromisoformat(said[name]) for name in ("asked_on", "answered_on")}
    # Its visit may have been removed meanwhile: then it is for the next one.
    visit = Visit.objects.of(owner).filter(uid=said["visit"]).first()
    return said | dates | {"visit": visit, "added_at": came_to_be(revision)}
