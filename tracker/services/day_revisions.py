"""What was answered of a day before it was changed or taken back: a snapshot, with when each answer was given."""

import datetime as dt
from collections.abc import Iterable, Mapping

from tracker.models import Day, DayFactor, DayFactorBefore, Revision
from tracker.records.day import DAY_ANSWERS, DAY_VALUES, DayRecord
from tracker.records.fields import INSTANT
from tracker.selectors.person import Person
from tracker.services.revisions import RevisionKind, Snapshot, keep_revision, restore

_TIMES = ("limited_at", "arrived_at")
"""Columns that are not in the record of a day."""


def day_as_data(day: Day) -> Snapshot:
    """All answers of a stored day, with when each was given."""
    record = DayRecord(**{name: getattr(day, name) for name in DAY_VALUES})
    factors = [_factor(row) for row in day.factors.prefetch_related("before")]
    times = {name: INSTANT.as_data(getattr(day, name)) for name in _TIMES}
    return record.as_data() | times | {"factors": factors}


DAY_REVISION = RevisionKind(Revision.DAY, 1, day_as_data)


def _factor(row: DayFactor) -> Snapshot:
    return {
        "code": row.code,
        "is_yes": row.is_yes,
        "first_answered_at": INSTANT.as_data(row.first_answered_at),
        "changed_at": INSTANT.as_data(row.changed_at),
        "before": [{"was_yes": each.was_yes, "until": INSTANT.as_data(each.until)} for each in row.before.all()],
    }


def with_factors(snapshot: Snapshot, answers: Mapping[str, bool], said_at: dt.datetime) -> Snapshot:
    """The snapshot with other answers to factors, given at that instant."""
    rows = {row["code"]: row for row in snapshot["factors"]}
    given = {"first_answered_at": INSTANT.as_data(said_at), "changed_at": None, "before": []}
    for code, is_yes in answers.items():
        if code not in rows or rows[code]["is_yes"] != is_yes:
            rows[code] = {"code": code, "is_yes": is_yes} | given
    return snapshot | {"factors": list(rows.values())}


def answers_of(snapshot: Snapshot) -> Snapshot:
    """The answers in a snapshot, without their times; a factor as "yes" or "no" under its code."""
    factors = {f"factor-{row['code']}": "yes" if row["is_yes"] else "no" for row in snapshot["factors"]}
    return {name: snapshot[name] for name in DAY_ANSWERS if name != "factors"} | factors


def restore_day(person: Person, revision: Revision, *, now: dt.datetime) -> Day | None:
    """The day as the revision holds it; how it was until now is kept as a revision in turn. None if the 30 days are
    over. Raises ValueError for a snapshot of another schema."""

    def rebuild(snapshot: Snapshot) -> Day:
        record = DayRecord.from_data(snapshot | {"factors": ()})
        day = Day.objects.of(person.owner).filter(date=record.date).first()
        if day is None:
            day = Day(owner=person.owner, uid=revision.uid)
        else:
            keep_revision(person.owner, DAY_REVISION, day, now=now)
        for name in DAY_VALUES:
            setattr(day, name, getattr(record, name))
        for name in _TIMES:
            # Of before `arrived_at` an answer arrived when it was given.
            setattr(day, name, INSTANT.from_data(snapshot.get(name)))
        day.save()
        day.factors.all().delete()
        _write_factors(day, snapshot["factors"])
        return day

    return restore(person.owner, DAY_REVISION, revision, rebuild, now=now)


def _write_factors(day: Day, factors: Iterable[Snapshot]) -> None:
    for factor in factors:
        row = DayFactor.objects.create(
            day=day,
            code=factor["code"],
            is_yes=factor["is_yes"],
            first_answered_at=INSTANT.from_data(factor["first_answered_at"]),
            changed_at=INSTANT.from_data(factor["changed_at"]),
        )
        DayFactorBefore.objects.bulk_create(
            DayFactorBefore(factor=row, was_yes=each["was_yes"], until=INSTANT.from_data(each["until"]))
            for each in factor["before"]
        )
