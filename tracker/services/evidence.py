"""What the check-ins say of factors. A block of 28 days is closed by the first write after it is due.

A page never closes one: until that write it shows what would be stored.
"""

import datetime as dt
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from django.contrib.auth.models import User
from django.db import Error
from django.db.models import Count

from tracker.analysis.factor_blocks import ClosedBlock, Grid, decided, due_blocks, start_of
from tracker.analysis.factor_days import FIRST_DAYS, FRIDAY, CheckIns, check_ins_of
from tracker.analysis.factor_records import (
    block_as_data,
    block_from_data,
    earlier_results,
    look_from_data,
    outcome_as_data,
    outcome_from_data,
    repeat_from_data,
)
from tracker.analysis.factors import FactorAnalysis, factor_analysis
from tracker.analysis.results import EMPTY_DIARY, NO_FACTORS_ASKED, TooLittle
from tracker.days import LONGEST_EPISODE_DAYS, ONE_DAY, Period, day_bounds
from tracker.models import Day, DayFactor, Evidence, FactorRecord, Preferences
from tracker.querysets import EpisodeFilter
from tracker.selectors.diary import first_day, load_diary
from tracker.selectors.person import Person, own_words, person_by_now
from tracker.services.change_looks import store_due_changes
from tracker.services.derived import whole_second
from tracker.services.versions import diary_write

log = logging.getLogger(__name__)


def factor_findings(person: Person, now: dt.datetime) -> FactorAnalysis | TooLittle:
    """What may be said of each factor, as of the start of the person's day. Stores nothing.

    Blocks that are stored stay as they were closed, whatever was changed in the diary since. Those that are due and not
    stored yet follow the diary as it stands.
    """
    return _findings(person, now, None)


def factor_findings_at(person: Person, cut_off: dt.datetime) -> FactorAnalysis | TooLittle:
    """The same as it was said at an earlier instant (aware): nothing that was written down or closed later counts.

    Stores nothing. What was deleted or changed since is gone or changed here too.
    """
    return _findings(person, cut_off, cut_off)


@contextmanager
def factor_write(person: Person, now: dt.datetime) -> Iterator[None]:
    """A `diary_write` of what the factor analysis and looks at change rest on: entries, days and pauses.

    Before it changes anything, blocks that are due are closed and looks that are due are taken, so that it cannot
    change what they say. Most days none is: the row that is locked anyway says when the next one may be.
    """
    with diary_write(person.owner) as due_on:
        store_due_changes(person, now)
        if due_on is None or due_on <= person.today(now):
            close_due_blocks(person, now)
        yield


def close_due_blocks(person: Person, now: dt.datetime) -> None:
    """Closes the blocks that are due. Call it in the transaction of a write, before that changes anything.

    That one cannot be closed keeps nobody from logging a spasm: only a database that fails stops a write. The next
    write tries again. Nothing that a page shows changes by it, so the data version stays.
    """
    try:
        # What the request read of the person at its beginning may be out of date by now, and so may its diary.
        due_on = _close(person_by_now(person.owner), now)
    except Error:
        raise
    except Exception:
        log.exception("Person %s: the blocks that are due could not be closed", person.owner.pk)
    else:
        Preferences.objects.filter(owner=person.owner).update(evidence_due_on=due_on)


def earlier_method(owner: User) -> dict[str, tuple[str, dt.datetime]]:
    """By factor: what the method before said of it last, and when (an instant, aware). One query."""
    rows = list(FactorRecord.objects.filter(owner=owner))
    looks = [look_from_data(row.data) for row in rows if row.kind == FactorRecord.LOOK]
    repeats = [repeat_from_data(row.data) for row in rows if row.kind == FactorRecord.REPEAT]
    taken = {(row.at, row.code): row.taken_at for row in rows if row.kind != FactorRecord.OUTCOME}
    results = earlier_results(looks, repeats)
    return {code: (name, taken.get((at, code)) or taken[at, ""]) for code, (name, at) in results.items()}


@dataclass(frozen=True, slots=True)
class _Closed:
    """What is stored of a person by an instant."""

    grid: Grid
    blocks: tuple[ClosedBlock, ...]


def _closed_by(row: Evidence, cut_off: dt.datetime | None) -> _Closed:
    blocks = [each for each in row.blocks if not cut_off or dt.datetime.fromisoformat(each["closed_at"]) <= cut_off]
    fixed = outcome_from_data(row.outcome) if row.outcome and (blocks or not row.blocks) else None
    weekend = FRIDAY if row.weekend_from is None else row.weekend_from
    grid = Grid(row.begins_on.toordinal(), weekend, fixed, tuple(row.founders))
    return _Closed(grid, tuple(block_from_data(each) for each in blocks))


def _findings(person: Person, now: dt.datetime, cut_off: dt.datetime | None) -> FactorAnalysis | TooLittle:
    today = person.today(now)
    begins = first_day(person.owner, cut_off)
    if begins is None:
        return TooLittle(EMPTY_DIARY)
    row = Evidence.objects.filter(owner=person.owner).first()
    if row and row.begins_on > today:
        row = None
    closed = _closed_by(row, cut_off) if row else None
    check_ins = _check_ins(person, closed, begins, today, cut_off)
    if not check_ins.factors and not (closed and closed.blocks):
        return TooLittle(NO_FACTORS_ASKED)
    stored = closed or _begun(person, check_ins, today)
    grid, blocks = _with_due(stored, check_ins, today)
    evenings = DayFactor.objects.filter(day__owner=person.owner)
    evenings = evenings.filter(first_answered_at__lte=cut_off) if cut_off else evenings
    counts = dict(evenings.order_by().values_list("code").annotate(n=Count("pk")))
    return replace(factor_analysis(check_ins, grid, blocks, counts), words=own_words(person.owner).factors)


def _check_ins(
    person: Person, closed: _Closed | None, begins: dt.date, today: dt.date, cut_off: dt.datetime | None = None
) -> CheckIns:
    """The check-ins from where they are needed: what is closed is not read again."""
    first = min(begins, today)
    if closed and closed.grid.outcome:
        # A day before, for the window before; and as long before that as an entry may still go on.
        first_open = dt.date.fromordinal(closed.grid.first_day(len(closed.blocks)))
        first = max(first, min(first_open, today) - (1 + LONGEST_EPISODE_DAYS) * ONE_DAY)
    diary = load_diary(person, EpisodeFilter(), Period(first, today), today, cut_off)
    # As of the day's start, so that what is said stays the same until the person writes something.
    morning, _end = day_bounds(today, person.time_zone, person.starts)
    return check_ins_of(diary, morning.timestamp())


def _begun(person: Person, check_ins: CheckIns, today: dt.date) -> _Closed:
    """What would be stored first. Nobody answered yet: as if it began today."""
    weekend = person.weekend_from
    return _Closed(start_of(check_ins, weekend) or Grid(today.toordinal(), weekend), ())


def _with_due(stored: _Closed, check_ins: CheckIns, today: dt.date) -> tuple[Grid, tuple[ClosedBlock, ...]]:
    """The grid and all blocks, with those that are due."""
    grid = stored.grid
    if grid.closing_day(0) <= today.toordinal():
        grid = decided(grid, check_ins)
    return grid, (*stored.blocks, *due_blocks(check_ins, grid, stored.blocks, today.toordinal()))


def _check_in_count(owner: User) -> int:
    return Day.objects.of(owner).exclude(answer="").count()


def _close(person: Person, now: dt.datetime) -> dt.date:
    """Stores the blocks that are due; the day from which on there may be something to do again."""
    today = person.today(now)
    row = Evidence.objects.filter(owner=person.owner).first()
    # Asked before the whole diary is read; the answers of an imported diary need no setting.
    if row is None and not DayFactor.objects.filter(day__owner=person.owner).exists():
        return today + ONE_DAY
    closed = _closed_by(row, None) if row else None
    if (
        row
        and closed
        and row.weekend_from is not None
        and closed.grid.closing_day(len(closed.blocks)) > today.toordinal()
    ):
        return dt.date.fromordinal(closed.grid.closing_day(len(closed.blocks)))
    if row and row.weekend_from is not None and not row.outcome and _check_in_count(person.owner) < FIRST_DAYS:
        # Nothing can be decided yet: the whole diary is not read for that once a day.
        return today + ONE_DAY
    check_ins = _check_ins(person, closed, first_day(person.owner) or today, today)
    if row is None:
        start = start_of(check_ins, person.weekend_from)
        if start is None:
            return today + ONE_DAY
        row = Evidence(owner=person.owner, begins_on=dt.date.fromordinal(start.begins))
    if row.weekend_from is None:
        row.weekend_from = person.weekend_from
    grid, blocks = _with_due(_closed_by(row, None), check_ins, today)
    if blocks and grid.outcome:
        row.outcome = outcome_as_data(grid.outcome)
    at = whole_second(now).isoformat()
    row.blocks = [*row.blocks, *({"closed_at": at} | block_as_data(each) for each in blocks[len(row.blocks) :])]
    row.save()
    # What is due and could not be closed waits for days to decide on.
    return max(dt.date.fromordinal(grid.closing_day(len(blocks))), today + ONE_DAY)
