"""Dated changes that split a period: treatment begun or ended, and visits. From the profile and visits, no numbers."""

import datetime as dt
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from tracker.analysis.other_changes import OtherChange
from tracker.days import PartialDate, Period
from tracker.formatting import partial_date_words, short_date_words
from tracker.report.caps import MOST_DAYS_WITHOUT_YEAR
from tracker.report.choice import ReportChoice
from tracker.report.material import LookRow, Material, ProfileRow
from tracker.report.words import cut, item_words, one_line
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
    """Treatment that began or ended in the period, and the visits in it, in the order of their dates.

    Medicines only if they are ticked, here or with the whole profile: a change must not tell what was left out.

    Example: magnesium since 3 June and a visit on 12 June, period June: "3 Jun", "12 Jun".
    What is known by its month or year counts if all of that lies in the period: else it may have been before.
    """
    kinds = {SUPPLEMENT, EXERCISE, *([MEDICATION] if chosen.tells_medicines else [])}
    dated = []
    for row in material.profile:
        if row.kind in kinds:
            dated += _ends_of(row)
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
    return tuple(
        replace(other, words=one_line(other.words) if most is None else cut(other.words, most))
        for other in row.others
        if other.kind != MEDICATION or chosen.tells_medicines
    )


def _ends_of(row: ProfileRow) -> list[tuple[PartialDate, str]]:
    what = item_words(ProfileRow(row.kind, row.words, row.dose))
    ends = []
    if row.since:
        ends.append((row.since, _("started %(what)s") % {"what": what}))
    if row.until:
        ends.append((row.until, _("stopped %(what)s") % {"what": what}))
    return ends


def _visit_words(words: str) -> str:
    text = one_line(words)
    return _("visit, %(words)s") % {"words": text} if text else _("visit")


def _change(date: PartialDate, words: str, *, with_year: bool) -> Change:
    if date.day:
        return Change(short_date_words(date.first, with_year=with_year), words, date.first, date.first)
    return Change(partial_date_words(date.first, date.precision), words, date.first, None)
