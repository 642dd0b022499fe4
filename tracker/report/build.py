"""The doctor's page, built once for screen, print and PDF. Pure: what it rests on comes as `Material`."""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tracker.analysis.coverage import counted_days
from tracker.analysis.listed import Named, latest_keys, named, worst_keys
from tracker.days import Period
from tracker.diary import Diary
from tracker.report import about, caps, choice, further, page_one, warning_signs
from tracker.report.content import Report, ReportSection
from tracker.report.material import Material


def build(
    material: Material, chosen: choice.ReportChoice, period: Period, before: Period, cut_off: dt.datetime
) -> Report:
    """The doctor's page: what was ticked, of these days, beside those before.

    Parameters: what the page is made of; what the person ticked; both windows, fixed in advance, `before` the earlier
    one, both loaded in the diary; the instant up to which things were written down (aware).
    Returns page 1 in its fixed order, and what follows it. Every number comes from tracker/analysis, so it is the one
    that Trends shows for the same days.
    Private entries count, and no word of them appears; the page says how many there are. A caregiver's page has none of
    them in any number, and says that.
    Raises ValueError for a filtered diary, for windows that overlap or are not loaded.
    """
    if material.diary.is_filtered:
        raise ValueError("the doctor's page is built from the whole diary, not from a filtered one")
    if before.last >= period.first:
        raise ValueError(f"the windows overlap: {before}, {period}")
    parts, what_is_named = chosen.parts, named(material.diary, period)
    room = caps.caps_of(is_large=chosen.is_large)
    first: list[ReportSection] = [page_one.who(material, chosen, period, room)]
    if choice.NUMBERS_PART in parts and (finding := page_one.finding(material, period, before)):
        first.append(finding)
    if choice.QUESTIONS_PART in parts:
        first.append(page_one.questions(material, room))
    if parts & {choice.SINCE_PART, choice.CONDITIONS_PART, choice.MEDICINES_PART}:
        first.append(page_one.background(material, chosen, room))
    if choice.NEW_PART in parts:
        first.append(warning_signs.new(material, chosen, period, room))
    if choice.NUMBERS_PART in parts:
        first.append(page_one.numbers(material, chosen, period, before, room))
    if choice.WHERE_PART in parts:
        first.append(page_one.where(material, period, what_is_named, room))
    if choice.WEEKS_PART in parts:
        first.append(page_one.weeks(material, chosen, period, room))
    if choice.RELIEF_PART in parts:
        first.append(page_one.what_helped(material, period, what_is_named, room))
    first.append(about.about(material, period, before, cut_off))
    return Report(
        title=_("Muscle spasms and cramps"),
        whose=about.whose_words(material),
        days=counted_days(material.diary, period),
        foot=about.foot_words(),
        language=get_language() or "en",
        paper=chosen.paper,
        is_large=chosen.is_large,
        page_one=tuple(first),
        further=tuple(_further(material, chosen, period, what_is_named)),
    )


def _further(
    material: Material, chosen: choice.ReportChoice, period: Period, what_is_named: Named
) -> Iterator[ReportSection]:
    whole = further.in_full(material, chosen, period, what_is_named, caps.caps_of(is_large=chosen.is_large))
    if whole:
        yield whole
    make = {
        choice.CHANGE_PART: lambda: further.change(material, chosen),
        choice.HOURS_PART: lambda: further.hours(material, period),
        choice.DURATIONS_PART: lambda: further.how_long(material, period),
        choice.WORST_PART: lambda: further.worst(material, period, with_notes=chosen.with_notes),
        choice.FACTORS_PART: lambda: further.factors(material),
        choice.SUSPECTED_PART: lambda: further.suspected(material, period, what_is_named),
        choice.TRIALS_PART: lambda: further.trials(material),
        choice.CHARTS_PART: lambda: further.charts(material, period),
        choice.ENTRIES_PART: lambda: further.entries(material, period, with_notes=chosen.with_notes),
        choice.PROFILE_PART: lambda: further.profile(material),
        choice.METHOD_PART: about.method,
    }
    for code in choice.FURTHER:
        if code in chosen.sections:
            yield make[code]()


def entry_keys(diary: Diary, chosen: choice.ReportChoice, period: Period) -> frozenset[int]:
    """Keys of the entries whose rows the page will list: those that `Material.entries` needs, none of them private."""
    keys: set[int] = set()
    if choice.WORST_PART in chosen.sections:
        keys.update(worst_keys(diary, period, caps.MOST_WORST_ENTRIES))
    if choice.ENTRIES_PART in chosen.sections:
        keys.update(latest_keys(diary, period, caps.MOST_LISTED_ENTRIES))
    return frozenset(keys)
