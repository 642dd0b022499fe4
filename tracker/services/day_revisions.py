"""What was said of a day before it was changed or taken back: a snapshot, with when each answer was given."""

import datetime as dt
from collections.abc import Iterable

from tracker.models import Day, DayFactor, DayFactorBefore, Revision
from tracker.selectors.person import Person
from tracker.services.revisions import is_over, keep_revision
from tracker.services.versions import diary_write, renew_data_version

SCHEMA = 1
"""Of the snapshots below."""
_PLAIN = ("time_zone", "answer", "unlisted_count", "unlisted_worst", "limited", "note", "private")
_INSTANTS = ("answered_at", "limited_at")
_ANSWERS = ("answer", "unlisted_count", "unlisted_worst", "limited", "note")


def keep_day(day: Day, action: str, now: dt.datetime) -> Revision:
    """Keeps the day as it is stored. Call inside the transaction that changes it."""
    return keep_snapshot(day, day_to_json(day), action, now)


def keep_snapshot(day: Day, snapshot: dict, action: str, now: dt.datetime) -> Revision:
    """Keeps what `day_to_json` gave of the day before."""
    return keep_revision(day.owner, day, action=action, kind=Revision.DAY, schema=SCHEMA, snapshot=snapshot, now=now)


def day_to_json(day: Day) -> dict:
    """All that was said of a stored day, with when it was said."""
    plain = {name: getattr(day, name) for name in _PLAIN} | {"date": day.date.isoformat()}
    instants = {name: _text(getattr(day, name)) for name in _INSTANTS}
    return plain | instants | {"factors": [_factor(row) for row in day.factors.prefetch_related("before")]}


def _factor(row: DayFactor) -> dict:
    return {
        "code": row.code,
        "is_yes": row.is_yes,
        "first_answered_at": _text(row.first_answered_at),
        "changed_at": _text(row.changed_at),
        "before": [{"was_yes": each.was_yes, "until": _text(each.until)} for each in row.before.all()],
    }


def _text(instant: dt.datetime | None) -> str | None:
    return instant and instant.astimezone(dt.UTC).isoformat()


def _instant(text: str | None) -> dt.datetime | None:
    return text and dt.datetime.fromisoformat(text)


def answers_of(snapshot: dict) -> dict:
    """What a snapshot says, without when it was said; a factor as "yes" or "no" under its code, "" if not answered."""
    factors = {f"factor-{row['code']}": "yes" if row["is_yes"] else "no" for row in snapshot["factors"]}
    return {name: snapshot[name] for name in _ANSWERS} | factors


def restore_day(person: Person, revision: Revision, *, now: dt.datetime) -> Day | None:
    """The day as the revision holds it; what was said since is kept as a revision in turn. None if the 30 days are
    over. Raises ValueError for a snapshot of another schema."""
    if is_over(revision, now):
        return None
    if revision.schema != SCHEMA:
        raise ValueError(f"a day of schema {revision.schema}; this version reads {SCHEMA}")
    said = revision.snapshot
    date = dt.date.fromisoformat(said["date"])
    with diary_write(person.owner):
        day = Day.objects.of(person.owner).filter(date=date).first()
        if day is None:
            day = Day(owner=person.owner, uid=revision.uid, date=date)
        else:
            keep_day(day, Revision.EDIT, now)
        for name in _PLAIN:
            setattr(day, name, said[name])
        for name in _INSTANTS:
            setattr(day, name, _instant(said[name]))
        day.save()
        day.factors.all().delete()
        _write_factors(day, said["factors"])
        renew_data_version(person.owner)
    return day


def _write_factors(day: Day, factors: Iterable[dict]) -> None:
    for said in factors:
        row = DayFactor.objects.create(
            day=day,
            code=said["code"],
            is_yes=said["is_yes"],
            first_answered_at=_instant(said["first_answered_at"]),
            changed_at=_instant(said["changed_at"]),
        )
        DayFactorBefore.objects.bulk_create(
            DayFactorBefore(factor=row, was_yes=each["was_yes"], until=_instant(each["until"]))
            for each in said["before"]
        )
