"""Dated changes that split a period: of treatment, and visits. From the profile and visits, no numbers."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from tracker.analysis.other_changes import OtherChange
from tracker.days import PartialDate, Period
from tracker.formatting import partial_date_words, short_date_words
from tracker.report.caps import MOST_DAYS_WITHOUT_YEAR
from tracker.report.choice import ReportChoice
from tracker.report.material import LookRow, Material, ProfileRow
from tracker.report.words import cut, item_words, one_line
from tracker.treatments import dose_changes
from tracker.vocabulary.profile import EXERCISE, MEDICATION, SUPPLEMENT


@dataclass(frozen=True, slots=True)
class Change:
    """Something that changed in the period."""

    when: str
    """The date in words, no more exactly than it was said."""
    words: str
    first: dt.date
    """The earliest day that it can mean: what orders them."""
    on: dt.date | None
    """The day, if it is known to the day: only then it can be marked on a chart."""


def changes_of(material: Material, chosen: ReportChoice, period: Period) -> tuple[Change, ...]:
    """Treatment that began, ended or had its dose changed in the period, and the visits in it, by date.

    Medicines only if they are ticked, here or with the whole profile: a change must not tell what was left out.

    Example: magnesium since 3 June and a visit on 12 June, period June: "3 Jun", "12 Jun".
    What is known by its month or year counts if all of that lies in the period: else it may have been before.
    """
    kinds = {SUPPLEMENT, EXERCISE, *([MEDICATION] if chosen.tells_medicines else [])}
    dated = _treatment_changes([row for row in material.profile if row.kind in kinds])
    dated += [
        (PartialDate.from_data(visit.on, PartialDate.DAY), _visit_words(visit.words)) for visit in material.visits
    ]
    # Over more than a year, "3 Jun" would be any of several.
    with_year = len(period) > MOST_DAYS_WITHOUT_YEAR
    inside = [
        _change(date, words, with_year=with_year)
        for date, words in dated
        if date.first in period and date.last in period
    ]
    return tuple(sorted(inside, key=lambda change: (change.first, change.words)))


def others_told(row: LookRow, chosen: ReportChoice, most: int | None = None) -> tuple[OtherChange, ...]:
    """What else changed in the days after a change that was looked at, as far as it may be told here.

    `most`: characters that each of them may take; whole without.
    """
    return tuple(_in_lines(other, most) for other in row.others if other.kind != MEDICATION or chosen.tells_medicines)


def _in_lines(other: OtherChange, most: int | None) -> OtherChange:
    if most is not None and other.doses:
        # Three texts share the room of one.
        most //= 3

    def short(text: str) -> str:
        return one_line(text) if most is None else cut(text, most)

    doses = (short(other.doses[0]), short(other.doses[1])) if other.doses else None
    return replace(other, words=short(other.words), doses=doses)


def _treatment_changes(rows: Sequence[ProfileRow]) -> list[tuple[PartialDate, str]]:
    """(when, what) of each beginning and end; a dose that was changed is one of them, not an end and a beginning."""
    changes: list[tuple[PartialDate, str]] = []
    begun, ended = [], []
    for before, after in dose_changes(rows):
        if before.tells_end and after.since:
            begun.append(id(after))
            ended.append(id(before))
            values = {"what": one_line(after.words), "before": one_line(before.dose), "after": one_line(after.dose)}
            changes.append((after.since, _("%(what)s, %(before)s to %(after)s") % values))
    for row in rows:
        what = item_words(ProfileRow(row.kind, row.words, row.dose))
        if row.since and id(row) not in begun:
            changes.append((row.since, _("started %(what)s") % {"what": what}))
        if row.until and row.tells_end and id(row) not in ended:
            changes.append((row.until, _("stopped %(what)s") % {"what": what}))
    return changes


def _visit_words(words: str) -> str:
    text = one_line(words)
    return _("visit, %(words)s") % {"words": text} if text else _("visit")


def _change(date: PartialDate, words: str, *, with_year: bool) -> Change:
    if date.day:
        return Change(short_date_words(date.first, with_year=with_year), words, date.first, date.first)
    return Change(partial_date_words(date.first, date.precision), words, date.first, None)
