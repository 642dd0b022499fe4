"""The parts of page 1, each from analysis results to blocks, in the words of somebody who reports to a doctor.

Their order and their room are fixed (`choice.PAGE_ONE`, caps.py). No number is made here.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from typing import TypeVar

from django.utils.translation import gettext as _

from tracker.analysis.answered import is_answered_by, with_answer
from tracker.analysis.bins import BY_DAY, BY_WEEK, unit_for
from tracker.analysis.comparison import (
    DAYS_AFTER_VISIT,
    Comparison,
    InBoth,
    comparison,
    described,
)
from tracker.analysis.coverage import counted_days, day_states
from tracker.analysis.duration import durations
from tracker.analysis.frequency import USUAL_DAYS, frequency
from tracker.analysis.kinds import kinds_of_entries
from tracker.analysis.listed import Named
from tracker.analysis.places import Places, places
from tracker.analysis.relief import Relief, Remedy, relief
from tracker.analysis.results import FEW_USES, NO_DAYS_BEFORE, NO_REGION, TooLittle
from tracker.days import Period
from tracker.formatting import comma_words, date_words, number_words, period_words, sentences_words
from tracker.report import choice
from tracker.report.caps import MOST_DAYS_WITHOUT_YEAR, MOST_LOOKS, Caps
from tracker.report.changes import Change, changes_of, others_told
from tracker.report.charted import charted, missing_line
from tracker.report.content import (
    FINDING_TONE,
    MISSING_TONE,
    QUIET_TONE,
    Block,
    Bullets,
    ChangeMark,
    Fact,
    FactList,
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
from tracker.vocabulary.body_map import NOT_DRAWN
from tracker.vocabulary.profile import BEGAN, CONDITION, MEDICATION, PREGNANCY
from tracker.wording import frequency as frequency_words
from tracker.wording import places as places_words
from tracker.wording import relief as relief_words
from tracker.wording.change import doctors_verdict_line
from tracker.wording.comparison import caveats
from tracker.wording.comparison_measures import (
    before_finding,
    days_before_words,
    limited_line,
    line_titles,
    of_answered_words,
    range_key_words,
    since_words,
    sleep_line,
    spasm_days_finding,
    spasm_days_line,
    worst_line,
)
from tracker.wording.coverage import answered_words, went_on_words
from tracker.wording.duration import kinds_and_length_words
from tracker.wording.missing import nothing_listed, nothing_to_compare
from tracker.wording.readers import DOCTOR
from tracker.wording.relief import doctors_name, remedy_line

_Part = TypeVar("_Part")

WHO, FIRST_SENTENCE, BACKGROUND = "who", "finding", "background"


def who(material: Material, chosen: choice.ReportChoice, period: Period, room: Caps) -> ReportSection:
    """Whose page it is if that was ticked, for which visit, which days it is about, and how many were answered."""
    coverage, counted = day_states(material.diary, period), counted_days(material.diary, period)
    days = period_words(counted.first, counted.last)
    blocks = [Paragraph(comma_words([days, answered_words(coverage)]))]
    if material.next_visit:
        on = date_words(material.next_visit.on)
        words = cut(one_line(material.next_visit.words), room.name_characters)
        blocks.insert(0, Paragraph(comma_words([words, on] if words else [on]), label=_("For the visit")))
    if chosen.with_name and material.name.strip():
        blocks.insert(0, Paragraph(cut(material.name, room.name_characters), label=_("Name")))
    return ReportSection(WHO, "", tuple(blocks))


def finding(material: Material, period: Period, before: Period) -> ReportSection | None:
    """The first sentence: on how many days there were spasms, and on how many before; None where nothing is counted."""
    result = comparison(material.diary, before, period)
    if isinstance(result, TooLittle):
        top, earlier, days = described(material.diary, period).top, "", min(len(period), USUAL_DAYS)
    else:
        top, days = result.after, result.in_days
        before_words = before_finding(result.before, days, result.before_days)
        earlier = sentences_words([before_words, went_on_words(result.before.continued)])
    words = spasm_days_finding(top, days) if top.of else ""
    if not words:
        return None
    paragraph = Paragraph(sentences_words([words, went_on_words(top.continued), earlier]), tone=FINDING_TONE)
    return ReportSection(FIRST_SENTENCE, "", (paragraph,))


def questions(material: Material, room: Caps) -> ReportSection:
    """What the person wants today."""
    first = [cut(words, room.question_characters) for words in material.questions[: room.questions]]
    blocks: list[Block] = [Bullets(tuple(first), is_numbered=True)] if first else []
    if not first:
        blocks.append(Paragraph(_("No questions saved."), tone=MISSING_TONE))
    if more := len(material.questions) - len(first):
        blocks.append(more_line(more))
    return ReportSection(choice.QUESTIONS_PART, _("Questions"), tuple(blocks))


def numbers(
    material: Material, chosen: choice.ReportChoice, period: Period, before: Period, room: Caps
) -> ReportSection:
    """Four measures, now and before, described and not judged; then the kinds of entries, and how long they took."""
    heading = ""
    result = comparison(material.diary, before, period)
    if isinstance(result, TooLittle):
        first_on = material.diary.first_on
        if result.missing != NO_DAYS_BEFORE or first_on is None:
            return ReportSection(choice.NUMBERS_PART, heading, (missing_line(result),))
        alone = described(material.diary, period)
        lines = (
            NumberLine(
                line_titles()[0],
                *spasm_days_line(alone.top, min(len(period), USUAL_DAYS)),
                key=range_key_words(alone.top),
            ),
            NumberLine(line_titles()[1], *sleep_line(alone.broken_sleep)),
            NumberLine(line_titles()[2], *limited_line(alone.limited)),
            NumberLine(line_titles()[3], *worst_line(alone.intensity)),
        )
        block = NumberLines(_since_words(period), "", lines, of_answered_words())
        nothing = Paragraph(nothing_to_compare(first_on, period), tone=MISSING_TONE)
        return ReportSection(choice.NUMBERS_PART, heading, (block, nothing, *_of_entries(material, period)))
    # The page's own visits: one that is private has no part in what it says.
    at_visit = len(result.after_days) < DAYS_AFTER_VISIT and bool(begins_at_visit(material, result.after_days))
    spasm_days, *others = _compared(result)
    # It speaks of the spasm days alone. What page 2 judges is said here, too, so that the two never disagree.
    rows = material.looks[:MOST_LOOKS] if choice.CHANGE_PART in chosen.sections else ()
    looks = [row.look for row in rows]
    verdicts = [
        doctors_verdict_line(row.look, others_told(row, chosen, room.change_characters))
        for row in rows
        if is_answered_by(result, row.look)
    ][:1]
    sentences = [*verdicts, *caveats(with_answer(result, looks), DOCTOR, begins_at_visit=at_visit)]
    see = choice.CHANGE_PART if verdicts else ""
    key = range_key_words(result.after, result.before)
    spasm_days = replace(spasm_days, caveat=sentences_words(sentences), see=see, key=key)
    heads = _since_words(period), days_before_words(result.before_days)
    block = NumberLines(*heads, (spasm_days, *others), of_answered_words())
    return ReportSection(choice.NUMBERS_PART, heading, (block, *_of_entries(material, period)))


def _since_words(period: Period) -> str:
    return since_words(period, with_year=len(period) > MOST_DAYS_WITHOUT_YEAR)


def _of_entries(material: Material, period: Period) -> list[Paragraph]:
    label, words = kinds_and_length_words(kinds_of_entries(material.diary, period), durations(material.diary, period))
    return [Paragraph(words, label=label)] if words else []


def _compared(result: Comparison) -> tuple[NumberLine, ...]:
    sleep, limited, worst, days = result.broken_sleep, result.limited, result.intensity, result.in_days
    names = line_titles()

    def line(
        name: str, part: InBoth[_Part] | TooLittle, words: Callable[[_Part | TooLittle], tuple[str, str]]
    ) -> NumberLine:
        if isinstance(part, TooLittle):
            return NumberLine(name, *words(part), *words(part))
        return NumberLine(name, *words(part.after), *words(part.before))

    return (
        NumberLine(names[0], *spasm_days_line(result.after, days), *spasm_days_line(result.before, days)),
        line(names[1], sleep, sleep_line),
        line(names[2], limited, limited_line),
        line(names[3], worst, worst_line),
    )


def where(material: Material, period: Period, named: Named, room: Caps) -> ReportSection:
    """A small figure, and the most frequent places as a list."""
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
        lambda result: places_words.reading(result, DOCTOR, places_words.NUMBERED),
        facts=_spots(replace(result, places=shown)),
        is_small=True,
    )
    return ReportSection(choice.WHERE_PART, heading, (chart,))


def _spots(result: Places) -> tuple[Fact, ...]:
    """The places of the list. Those that are drawn are numbered as they are in the figure."""
    numbers = count(1)
    return tuple(
        Fact(
            places_words.spot_words(spot),
            number_words(spot.entries),
            place="" if spot.region in NOT_DRAWN else number_words(next(numbers)),
        )
        for spot in result.spots[: places_words.NUMBERED]
    )


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
    return Paragraph(_("unanswered"), label=label, tone=MISSING_TONE)


def _listed(material: Material, label: str, kind: str, rows: list[ProfileRow], most: int, characters: int) -> Paragraph:
    if rows:
        items = [item_words(row, characters) for row in rows[:most]]
        return Paragraph(and_more(items, len(rows) - len(items)), label=label)
    if kind in material.said_none:
        return Paragraph(_("none known") if kind == CONDITION else _("none"), label=label)
    # What holds and is private reads as not answered, as a kind does whose rows are all private.
    kinds = {CONDITION, PREGNANCY} if kind == CONDITION else {kind}
    if any(row.kind == kind for row in material.profile) and not kinds & material.unseen:
        return Paragraph(_("none at present"), label=label)
    return Paragraph(_("unanswered"), label=label, tone=MISSING_TONE)


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
        charted("weekly", heading, result, lambda result: frequency_words.reading(result, DOCTOR), marks=marks)
    ]
    if shown:
        words = and_more([change_words(change, room.change_characters) for change in shown], len(changes) - len(shown))
        blocks.append(Paragraph(words, label=_("Changes")))
    return ReportSection(choice.WEEKS_PART, heading, tuple(blocks))


def change_words(change: Change, most: int | None = None) -> str:
    """When, and what: "3 Jun: started magnesium, 300 mg"."""
    words = cut(change.words, most) if most else change.words
    return _("%(when)s: %(what)s") % {"when": change.when, "what": words}


def what_helped(material: Material, period: Period, named: Named, room: Caps) -> ReportSection:
    """What was done at least three times with a rating, by own rating."""
    heading, result = _("What helped, self-rated"), relief(material.diary, period)
    if isinstance(result, TooLittle):
        return ReportSection(choice.RELIEF_PART, heading, (missing_line(result),))
    items = [
        Fact(cut(name[:1].upper() + name[1:], room.remedy_characters), *relief_words.uses_line(remedy))
        for remedy, name in _remedies(result, named)
    ]
    if not items:
        return ReportSection(choice.RELIEF_PART, heading, (Paragraph(nothing_listed(FEW_USES), tone=MISSING_TONE),))
    blocks: list[Block] = [FactList(tuple(items[: room.remedies]))]
    if len(items) > room.remedies:
        blocks.append(more_line(len(items) - room.remedies))
    note = relief_words.reading(result, DOCTOR)
    return ReportSection(choice.RELIEF_PART, heading, (*blocks, Paragraph(note, tone=QUIET_TONE)))


def remedies_words(result: Relief, named: Named, most: int | None = None) -> list[str]:
    """Every remedy with enough rated uses that may be named: "heat: during 6 of 8; after 2 of 4 uses".

    `most`: characters that the remedy itself may take; whole without.
    """
    return [remedy_line(remedy, cut(what, most) if most else what) for remedy, what in _remedies(result, named)]


def _remedies(result: Relief, named: Named) -> Iterator[tuple[Remedy, str]]:
    """Those that may be named, with what they are called."""
    for remedy in result.shown:
        spelled = named.remedy(remedy.code, remedy.text)
        if spelled is not None:
            yield remedy, one_line(doctors_name(remedy, spelled, result.words))
