"""The parts of page 1, each from analysis results to blocks, in the words of somebody who reports to a doctor.

Their order and their room are fixed (`choice.PAGE_ONE`, caps.py). No number is made here.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from django.utils.translation import gettext as _

from tracker.analysis.bins import BY_DAY, BY_WEEK, unit_for
from tracker.analysis.comparison import (
    DAYS_AFTER_VISIT,
    Comparison,
    InBoth,
    comparison,
    described,
)
from tracker.analysis.coverage import day_states
from tracker.analysis.duration import durations
from tracker.analysis.frequency import USUAL_DAYS, Frequency, frequency
from tracker.analysis.kinds import kinds_of_entries
from tracker.analysis.listed import Named
from tracker.analysis.places import places
from tracker.analysis.relief import Relief, relief
from tracker.analysis.results import FEW_USES, NO_DAYS_BEFORE, NO_REGION, TooLittle
from tracker.days import Period
from tracker.formatting import period_words
from tracker.report import choice
from tracker.report.caps import Caps
from tracker.report.changes import Change, changes_of
from tracker.report.charted import charted, missing_line
from tracker.report.content import (
    MISSING_TONE,
    QUIET_TONE,
    Block,
    Bullets,
    ChangeMark,
    NumberLine,
    NumberLines,
    Paragraph,
    ReportSection,
)
from tracker.report.material import Material, ProfileRow
from tracker.report.warning_signs import begins_at_visit
from tracker.report.words import (
    and_more,
    cut,
    dates_words,
    item_words,
    more_line,
    one_line,
)
from tracker.vocabulary.profile import BEGAN, CONDITION, MEDICATION, PREGNANCY
from tracker.wording import frequency as frequency_words
from tracker.wording import places as places_words
from tracker.wording import relief as relief_words
from tracker.wording.comparison import caveats
from tracker.wording.comparison_measures import (
    count_of_days_words,
    days_before_words,
    limited_words,
    line_titles,
    spasm_days_words,
    worst_words,
)
from tracker.wording.coverage import answered_words
from tracker.wording.duration import kinds_and_length_words
from tracker.wording.missing import nothing_listed, nothing_to_compare
from tracker.wording.readers import DOCTOR
from tracker.wording.relief import doctors_name, remedy_line

_Part = TypeVar("_Part")

WHO, BACKGROUND = "who", "background"


def who(material: Material, chosen: choice.ReportChoice, period: Period, room: Caps) -> ReportSection:
    """Whose page it is if that was ticked, which days it is about, and how many of them were answered."""
    coverage = day_states(material.diary, period)
    days = period_words(period.first, period.last)
    blocks = [Paragraph(f"{days} · {answered_words(coverage)}")]
    if chosen.with_name and material.name.strip():
        blocks.insert(0, Paragraph(cut(material.name, room.name_characters), label=_("Name")))
    return ReportSection(WHO, "", tuple(blocks))


def questions(material: Material, room: Caps) -> ReportSection:
    """What the person wants today."""
    first = [cut(words, room.question_characters) for words in material.questions[: room.questions]]
    blocks: list[Block] = [Bullets(tuple(first), is_numbered=True)] if first else []
    if not first:
        blocks.append(Paragraph(_("No questions saved."), tone=MISSING_TONE))
    if more := len(material.questions) - len(first):
        blocks.append(more_line(more))
    return ReportSection(choice.QUESTIONS_PART, _("Questions"), tuple(blocks))


def numbers(material: Material, period: Period, before: Period) -> ReportSection:
    """Four measures, now and before, described and not judged; then the kinds of entries, and how long they took."""
    heading = ""
    result = comparison(material.diary, before, period)
    if isinstance(result, TooLittle):
        first_on = material.diary.first_on
        if result.missing != NO_DAYS_BEFORE or first_on is None:
            return ReportSection(choice.NUMBERS_PART, heading, (missing_line(result),))
        alone = described(material.diary, period)
        lines = (
            NumberLine(line_titles()[0], spasm_days_words(alone.top, min(len(period), USUAL_DAYS))),
            NumberLine(line_titles()[1], count_of_days_words(alone.broken_sleep)),
            NumberLine(line_titles()[2], limited_words(alone.limited)),
            NumberLine(line_titles()[3], worst_words(alone.intensity)),
        )
        block = NumberLines(_("Now"), "", lines)
        nothing = Paragraph(nothing_to_compare(first_on, period), tone=MISSING_TONE)
        return ReportSection(choice.NUMBERS_PART, heading, (block, nothing, *_of_entries(material, period)))
    block = NumberLines(_("Now"), days_before_words(before), _compared(result))
    # The page's own visits: one that is private has no part in what it says.
    at_visit = len(result.after_days) < DAYS_AFTER_VISIT and bool(begins_at_visit(material, result.after_days))
    caveat = " ".join(caveats(result, DOCTOR, begins_at_visit=at_visit))
    below = (*_of_entries(material, period), *([Paragraph(caveat, tone=QUIET_TONE)] if caveat else []))
    return ReportSection(choice.NUMBERS_PART, heading, (block, *below))


def _of_entries(material: Material, period: Period) -> list[Paragraph]:
    label, words = kinds_and_length_words(kinds_of_entries(material.diary, period), durations(material.diary, period))
    return [Paragraph(words, label=label)] if words else []


def _compared(result: Comparison) -> tuple[NumberLine, ...]:
    sleep, limited, worst, days = result.broken_sleep, result.limited, result.intensity, result.in_days
    names = line_titles()

    def line(name: str, part: InBoth[_Part] | TooLittle, words: Callable[[_Part | TooLittle], str]) -> NumberLine:
        if isinstance(part, TooLittle):
            return NumberLine(name, words(part), words(part))
        return NumberLine(name, words(part.after), words(part.before))

    return (
        NumberLine(names[0], spasm_days_words(result.after, days), spasm_days_words(result.before, days)),
        line(names[1], sleep, count_of_days_words),
        line(names[2], limited, limited_words),
        line(names[3], worst, worst_words),
    )


def where(material: Material, period: Period, named: Named, room: Caps) -> ReportSection:
    """A small figure, and the most frequent places in words."""
    heading, result = _("Where"), places(material.diary, period)
    if isinstance(result, TooLittle):
        return ReportSection(choice.WHERE_PART, heading, (missing_line(result),))
    shown = tuple(place for place in result.places if place.region in named.regions)
    if not shown:
        return ReportSection(choice.WHERE_PART, heading, (Paragraph(nothing_listed(NO_REGION), tone=MISSING_TONE),))
    chart = charted(
        "body",
        heading,
        replace(result, places=shown),
        lambda result: places_words.reading(result, DOCTOR, room.places),
        is_small=True,
    )
    return ReportSection(choice.WHERE_PART, heading, (chart,))


def background(material: Material, chosen: choice.ReportChoice, room: Caps) -> ReportSection:
    """Since when; conditions; what is taken now, with dose and dates."""
    blocks = []
    if choice.SINCE_PART in chosen.parts:
        blocks.append(_since(material))
    if choice.CONDITIONS_PART in chosen.parts:
        rows, most = current(material, CONDITION, PREGNANCY), room.conditions
        blocks.append(_listed(material, _("Conditions"), CONDITION, rows, most, room.item_characters))
    if choice.MEDICINES_PART in chosen.parts:
        rows, most = current(material, MEDICATION), room.medicines
        blocks.append(_listed(material, _("Medicines"), MEDICATION, rows, most, room.item_characters))
    return ReportSection(BACKGROUND, _("Background"), tuple(blocks))


def current(material: Material, *kinds: str) -> list[ProfileRow]:
    """The rows of these kinds that hold on the last day, in the order of the kinds."""
    return [row for kind in kinds for row in material.profile if row.kind == kind and row.is_current]


def _since(material: Material) -> Paragraph:
    label = _("Onset")
    began = next((row for row in material.profile if row.kind == BEGAN), None)
    if began is not None:
        return Paragraph(dates_words(began) or _("not known"), label=label)
    if BEGAN in material.said_none:
        return Paragraph(_("not known"), label=label)
    return Paragraph(_("not answered"), label=label, tone=MISSING_TONE)


def _listed(material: Material, label: str, kind: str, rows: list[ProfileRow], most: int, characters: int) -> Paragraph:
    if rows:
        items = [item_words(row, characters) for row in rows[:most]]
        return Paragraph(and_more(items, len(rows) - len(items)), label=label)
    if kind in material.said_none:
        return Paragraph(_("none known") if kind == CONDITION else _("none"), label=label)
    if any(row.kind == kind for row in material.profile):
        return Paragraph(_("none at present"), label=label)
    return Paragraph(_("not answered"), label=label, tone=MISSING_TONE)


def weeks(material: Material, chosen: choice.ReportChoice, period: Period, room: Caps) -> ReportSection:
    """The weeks of the period, with the changes of treatment and the visits that fall into it."""
    heading, unit = _("Weeks"), unit_for(period)
    result = frequency(material.diary, period, BY_WEEK if unit == BY_DAY else unit)
    if isinstance(result, TooLittle):
        return ReportSection(choice.WEEKS_PART, heading, (missing_line(result),))
    changes = changes_of(material, chosen, period)
    shown = changes[-room.changes :]
    marks = tuple(ChangeMark(change.on, change_words(change, room.change_characters)) for change in shown if change.on)
    blocks: list[Block] = [
        charted("weekly", heading, result, lambda result: _weeks_reading(result, material.diary.today), marks=marks)
    ]
    if shown:
        words = and_more([change_words(change, room.change_characters) for change in shown], len(changes) - len(shown))
        blocks.append(Paragraph(words, label=_("Changes")))
    return ReportSection(choice.WEEKS_PART, heading, tuple(blocks))


def _weeks_reading(result: Frequency, today: dt.date) -> str:
    return f"{frequency_words.reading(result, DOCTOR)} {frequency_words.paler_bar_words(result, today)}".strip()


def change_words(change: Change, most: int | None = None) -> str:
    """When, and what: "3 Jun: started magnesium, 300 mg"."""
    words = cut(change.words, most) if most else change.words
    return _("%(when)s: %(what)s") % {"when": change.when, "what": words}


def what_helped(material: Material, period: Period, named: Named, room: Caps) -> ReportSection:
    """What was done at least three times with a rating, by own rating."""
    heading, result = _("Helped, self-rated"), relief(material.diary, period)
    if isinstance(result, TooLittle):
        return ReportSection(choice.RELIEF_PART, heading, (missing_line(result),))
    items = remedies_words(result, named, room.remedy_characters)
    if not items:
        return ReportSection(choice.RELIEF_PART, heading, (Paragraph(nothing_listed(FEW_USES), tone=MISSING_TONE),))
    blocks: list[Block] = [Bullets(tuple(items[: room.remedies]))]
    if len(items) > room.remedies:
        blocks.append(more_line(len(items) - room.remedies))
    note = relief_words.reading(result, DOCTOR)
    return ReportSection(choice.RELIEF_PART, heading, (*blocks, Paragraph(note, tone=QUIET_TONE)))


def remedies_words(result: Relief, named: Named, most: int | None = None) -> list[str]:
    """Every remedy with enough rated uses that may be named: "heat: during 6 of 8; after 2 of 4 uses".

    `most`: characters that the remedy itself may take; whole without.
    """
    items = []
    for remedy in result.shown:
        spelled = named.remedy(remedy.code, remedy.text)
        if spelled is not None:
            what = one_line(doctors_name(remedy, spelled, result.words))
            items.append(remedy_line(remedy, cut(what, most) if most else what))
    return items
