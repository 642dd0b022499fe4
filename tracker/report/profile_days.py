"""On which days the health profile says what some warning signs need beside the entry. Only rows that may be told."""

import datetime as dt

from tracker.days import Period
from tracker.guidance.thresholds import MISSED_FOR_DAYS, NEW_MEDICINE_DAYS
from tracker.report.choice import CONDITIONS_PART, MEDICINES_PART, PROFILE_PART, ReportChoice
from tracker.report.material import Material, ProfileRow
from tracker.vocabulary.profile import MEDICATION, PREGNANCY


def pregnant_days(material: Material, chosen: ReportChoice) -> list[Period]:
    """The days of a pregnancy, if the page may tell of it."""
    return [_held(row, 0) for row in _ticked_rows(material, chosen, CONDITIONS_PART, PREGNANCY)]


def spasm_medicine_days(material: Material, chosen: ReportChoice) -> list[Period]:
    """The days on which a medicine for the spasms is taken, or ended so lately that it can be missed."""
    rows = _ticked_rows(material, chosen, MEDICINES_PART, MEDICATION)
    return [_held(row, MISSED_FOR_DAYS) for row in rows if row.for_spasms]


def new_medicine_days(material: Material, chosen: ReportChoice) -> list[Period]:
    """The days on which a medicine or a dose is new; one without a date never is."""
    periods = []
    for row in _ticked_rows(material, chosen, MEDICINES_PART, MEDICATION):
        if row.since:
            held, newest = _held(row, NEW_MEDICINE_DAYS), row.since.last + dt.timedelta(NEW_MEDICINE_DAYS)
            periods.append(Period(held.first, min(held.last, newest)))
    return periods


def _ticked_rows(material: Material, chosen: ReportChoice, part: str, kind: str) -> list[ProfileRow]:
    """The rows of a kind, where their part of page 1 or the whole profile is ticked."""
    is_ticked = part in chosen.parts or PROFILE_PART in chosen.sections
    return [row for row in material.profile if row.kind == kind] if is_ticked else []


def _held(row: ProfileRow, days_after: int) -> Period:
    """From when to when it may hold, and so many days beyond."""
    first = row.since.first if row.since else dt.date.min
    last = row.last_on or (row.until.last if row.until else None)
    return Period(first, max(first, last + dt.timedelta(days_after)) if last else dt.date.max)
