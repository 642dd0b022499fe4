"""Questions for the next visit: keep, word anew, put in order, tick off, remove and bring back."""

import datetime as dt
import uuid
from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Max

from tracker.models import Question, Revision, Visit
from tracker.services.revisions import (
    RevisionKind,
    Snapshot,
    created_at_of,
    delete_with_revision,
    keep_revision,
    restore,
)
from tracker.services.versions import diary_write, renew_data_version

UP, DOWN = "up", "down"


def keep_question(
    owner: User, text: str, today: dt.date, *, uid: uuid.UUID | None = None, written_from: str = ""
) -> Question:
    """Stores a question that the person typed, after the others. The same words under the same uid store nothing more;
    others do, for a browser that goes back to a form sends its uid once more.

    `written_from`: code of the page that it was written from; "" for that of the questions.
    """
    with diary_write(owner):
        stored = Question.objects.filter(owner=owner, uid=uid).first() if uid else None
        if stored and stored.text == text:
            return stored
        uid = uid if uid and not stored else uuid.uuid4()
        return _add(owner, today, uid=uid, text=text, written_from=written_from)


def keep_card(owner: User, key: str, about: str, today: dt.date) -> Question:
    """Stores a card of the guidance as a question, unless it is among the open ones already."""
    with diary_write(owner):
        stored = Question.objects.filter(owner=owner, from_key=key, from_about=about, answered_on=None).first()
        return stored or _add(owner, today, from_key=key, from_about=about)


def _add(owner: User, today: dt.date, **fields: Any) -> Question:
    last = Question.objects.filter(owner=owner).aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    question = Question.objects.create(owner=owner, asked_on=today, position=position, **fields)
    renew_data_version(owner)
    return question


def change_question(owner: User, question: Question, text: str, *, now: dt.datetime) -> bool:
    """Words the question anew; its words before are kept as a revision. False if it reads so already, or is gone."""
    with diary_write(owner):
        stored = Question.objects.filter(owner=owner, pk=question.pk).exclude(text=text).first()
        if stored is None:
            return False
        # A card that was never worded reads as the card does: that can be gone back to as well.
        keep_revision(owner, _QUESTION, stored, now=now)
        stored.text = text
        stored.save(update_fields=["text"])
        renew_data_version(owner)
    return True


def move_question(owner: User, question: Question, way: str, *, among: Collection[uuid.UUID] | None = None) -> bool:
    """One place up or down among the open questions, or among those of these uids, such as the ones of a visit.

    False if it stands at that end, or is not one of them. Raises ValueError for another way.
    Example: of all open ones a, x, b, and a and b of this visit, moving b up among these two gives b, x, a.
    """
    if way not in {UP, DOWN}:
        raise ValueError(f"{way!r} is neither {UP!r} nor {DOWN!r}")
    with diary_write(owner):
        every = list(Question.objects.filter(owner=owner))
        places = [
            place for place, row in enumerate(every) if row.answered_on is None and (among is None or row.uid in among)
        ]
        here = next((n for n, place in enumerate(places) if every[place].pk == question.pk), None)
        if here is None:
            return False
        there = here + (-1 if way == UP else 1)
        if not 0 <= there < len(places):
            return False
        one, other = places[here], places[there]
        every[one], every[other] = every[other], every[one]
        # All are numbered anew: one that was brought back may hold the place of another.
        for position, row in enumerate(every):
            row.position = position
        Question.objects.bulk_update(every, ["position"])
        renew_data_version(owner)
    return True


def tick_off(owner: User, question: Question, on: dt.date | None) -> bool:
    """Marks the question as answered on this day; with None, opens it again. False if nothing changes."""
    with diary_write(owner):
        row = Question.objects.filter(owner=owner, pk=question.pk).first()
        if row is None or (row.answered_on is None) == (on is None):
            return False
        row.answered_on = on
        row.save(update_fields=["answered_on"])
        renew_data_version(owner)
    return True


def remove_question(owner: User, question: Question, *, now: dt.datetime) -> Revision | None:
    """Deletes a question; it can be brought back for 30 days. None if it was gone already."""
    with diary_write(owner):
        stored = Question.objects.filter(owner=owner, pk=question.pk).first()
        if stored is None:
            return None
        return delete_with_revision(owner, _QUESTION, stored, now=now)


def restore_question(owner: User, revision: Revision, *, now: dt.datetime) -> Question | None:
    """Brings a removed question back where it stood, and uses its revision up. None if the 30 days are over.

    Going back to before a change gives a question its words of then, and keeps those of now as a revision.
    """

    def rebuild(snapshot: Snapshot) -> Question:
        question, is_new = Question.objects.get_or_create(
            owner=owner, uid=revision.uid, defaults=_from_data(owner, revision)
        )
        if revision.action == Revision.EDIT and not is_new:
            keep_revision(owner, _QUESTION, question, now=now)
            question.text = snapshot["text"]
            question.save(update_fields=["text"])
        return question

    return restore(owner, _QUESTION, revision, rebuild, now=now)


def _as_data(question: Question) -> Snapshot:
    return {
        "text": question.text,
        "asked_on": question.asked_on.isoformat(),
        "from_key": question.from_key,
        "from_about": question.from_about,
        "written_from": question.written_from,
        "position": question.position,
        "answered_on": question.answered_on and question.answered_on.isoformat(),
        "visit": str(question.visit.uid) if question.visit else None,
        "added_at": question.added_at.isoformat(),
    }


_QUESTION = RevisionKind(Revision.QUESTION, 1, _as_data)


def _from_data(owner: User, revision: Revision) -> Snapshot:
    data: Snapshot = revision.snapshot
    dates = {name: data[name] and dt.date.fromisoformat(data[name]) for name in ("asked_on", "answered_on")}
    # Its visit may have been removed meanwhile: then it is for the next one.
    visit = Visit.objects.of(owner).filter(uid=data["visit"]).first()
    return data | dates | {"visit": visit, "added_at": created_at_of(revision)}
