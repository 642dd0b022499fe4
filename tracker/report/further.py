"""Page 2 and on: what was ticked of it, and whole what page 1 had to cut. No number is made here."""

from django.utils.translation import gettext as _

from tracker.analysis.calendar import calendar
from tracker.analysis.duration import Durations, durations
from tracker.analysis.landmarks import LANDMARK_VISIT
from tracker.analysis.listed import Named, latest_keys, may_be_listed, worst_keys
from tracker.analysis.relief import relief
from tracker.analysis.results import NO_ENTRIES, NO_FACTOR, NO_RATING, TooLittle
from tracker.analysis.severity import severity
from tracker.analysis.suspected import suspected_triggers
from tracker.analysis.timing import Timing, timing
from tracker.charts.registry import CHARTS
from tracker.days import ONE_DAY, Period
from tracker.formatting import date_words
from tracker.report import caps, choice, warning_signs
from tracker.report.caps import Caps
from tracker.report.changes import changes_of, others_told
from tracker.report.charted import charted, missing_line
from tracker.report.content import (
    MISSING_TONE,
    QUIET_TONE,
    Block,
    Bullets,
    Heading,
    Paragraph,
    PlannedComparison,
    ReportSection,
    TableBlock,
)
from tracker.report.entries import entry_headers, entry_row
from tracker.report.material import Material, TrialRow
from tracker.report.page_one import change_words, current, remedies_words
from tracker.report.words import dates_words, is_cut, item_words, more_line, one_line, plain
from tracker.vocabulary.profile import CONDITION, MEDICATION, PREGNANCY, PROFILE_KINDS
from tracker.wording import factors as factors_words
from tracker.wording import suspected as suspected_words
from tracker.wording import trial as trial_words
from tracker.wording.change import doctors_beginning, doctors_look, doctors_note, no_looks_words
from tracker.wording.listed import how_many_listed_words, why_these_words
from tracker.wording.missing import nothing_listed
from tracker.wording.readers import DOCTOR
from tracker.wording.warning_signs import sign_lines

IN_FULL = "in-full"


def in_full(
    material: Material, chosen: choice.ReportChoice, period: Period, named: Named, room: Caps
) -> ReportSection | None:
    """What page 1 had to cut of what was ticked, whole; None if it had room for all."""
    blocks: list[Block] = []
    questions = material.questions
    if choice.QUESTIONS_PART in chosen.parts and (
        len(questions) > room.questions or any(is_cut(words, room.question_characters) for words in questions)
    ):
        blocks += [Heading(_("Questions")), Bullets(tuple(plain(words) for words in questions), is_numbered=True)]
    if choice.NEW_PART in chosen.parts:
        signs = warning_signs.signs_in(material, chosen, period)
        lines, short = sign_lines(signs), sign_lines(signs, caps.SIGN_TICKS)
        if lines != warning_signs.that_fit(short, room):
            blocks += [Heading(_("Warning signs")), *(Paragraph(line.words, label=line.label) for line in lines)]
    if choice.PROFILE_PART not in chosen.sections:
        blocks += _background(material, chosen, room)
    if choice.WEEKS_PART in chosen.parts:
        changes = changes_of(material, chosen, period)
        words = tuple(change_words(change) for change in changes)
        if len(changes) > room.changes or any(is_cut(one.words, room.change_characters) for one in changes):
            blocks += [Heading(_("Changes")), Bullets(words)]
    if choice.RELIEF_PART in chosen.parts:
        helped = relief(material.diary, period)
        if not isinstance(helped, TooLittle):
            whole = remedies_words(helped, named)
            if len(whole) > room.remedies or whole != remedies_words(helped, named, room.remedy_characters):
                blocks += [Heading(_("What helped, self-rated")), Bullets(tuple(whole))]
    return ReportSection(IN_FULL, _("In full"), tuple(blocks)) if blocks else None


def _background(material: Material, chosen: choice.ReportChoice, room: Caps) -> list[Block]:
    """Conditions and medicines that page 1 had no room for; the whole profile has them too."""
    blocks: list[Block] = []
    for part, heading, most, kinds in (
        (choice.CONDITIONS_PART, _("Conditions"), room.conditions, (CONDITION, PREGNANCY)),
        (choice.MEDICINES_PART, _("Medicines"), room.medicines, (MEDICATION,)),
    ):
        rows = current(material, *kinds) if part in chosen.parts else []
        words = tuple(item_words(row) for row in rows)
        if len(rows) > most or words != tuple(item_words(row, room.item_characters) for row in rows):
            blocks += [Heading(heading), Bullets(words)]
    return blocks


def hours(material: Material, period: Period) -> ReportSection:
    """At what time of day, and how often sleep was broken."""
    return _charted(choice.HOURS_PART, "hours", timing(material.diary, period))


def how_long(material: Material, period: Period) -> ReportSection:
    """How long the spasms lasted."""
    return _charted(choice.DURATIONS_PART, "duration", durations(material.diary, period))


def trials(material: Material) -> ReportSection:
    """The person's own trials, stopped ones too. They belong to no period: each stands with its dates."""
    heading = _("Own trial, randomized, not blinded")
    if not material.trials:
        return ReportSection(choice.TRIALS_PART, heading, (Paragraph(_("No trial."), tone=MISSING_TONE),))
    lines = tuple(
        trial_words.doctor_words(row.result, _trial_line(row), is_at_end=row.is_at_end) for row in material.trials
    )
    note = Paragraph(trial_words.design_words(), tone=QUIET_TONE)
    return ReportSection(choice.TRIALS_PART, heading, (Bullets(lines), note))


def _trial_line(row: TrialRow) -> str:
    return _("%(habit)s, %(nights)s nights planned from %(date)s, %(state)s.") % {
        "habit": str(row.habit)[:1].upper() + str(row.habit)[1:],
        "nights": row.length,
        "date": date_words(row.first_on),
        "state": row.state,
    }


def charts(material: Material, period: Period) -> ReportSection:
    """Day by day, and how strong."""
    blocks = (
        charted("calendar", str(CHARTS["calendar"].title), calendar(material.diary, period)),
        charted("intensity", str(CHARTS["intensity"].title), severity(material.diary, period)),
    )
    return ReportSection(choice.CHARTS_PART, _("Day by day, and how strong"), blocks)


def _charted(code: str, name: str, result: Timing | Durations | TooLittle) -> ReportSection:
    heading = str(choice.FURTHER.label(code))
    return ReportSection(code, heading, (charted(name, heading, result),))


def worst(material: Material, period: Period, *, with_notes: bool) -> ReportSection:
    """The entries with the highest numbers, said to be chosen for that."""
    heading, keys = _("Why these entries"), worst_keys(material.diary, period, caps.MOST_WORST_ENTRIES)
    rows = _rows(material, keys, with_notes=with_notes)
    if not rows:
        return ReportSection(choice.WORST_PART, heading, (Paragraph(nothing_listed(NO_RATING), tone=MISSING_TONE),))
    table = TableBlock(entry_headers(with_notes=with_notes), rows, why_these_words())
    return ReportSection(choice.WORST_PART, heading, (table,))


def entries(material: Material, period: Period, *, with_notes: bool) -> ReportSection:
    """The list, the latest first, up to what one file may hold."""
    heading, may = _("Entries"), int(may_be_listed(material.diary, period).sum())
    rows = _rows(material, latest_keys(material.diary, period, caps.MOST_LISTED_ENTRIES), with_notes=with_notes)
    if not rows:
        return ReportSection(choice.ENTRIES_PART, heading, (Paragraph(nothing_listed(NO_ENTRIES), tone=MISSING_TONE),))
    note = how_many_listed_words(caps.MOST_LISTED_ENTRIES, may)
    return ReportSection(choice.ENTRIES_PART, heading, (TableBlock(entry_headers(with_notes=with_notes), rows, note),))


def _rows(material: Material, keys: tuple[int, ...], *, with_notes: bool) -> tuple[tuple[str, ...], ...]:
    """An entry that went between two reads has no row any more."""
    entries = (material.entries.get(key) for key in keys)
    own, home = material.diary.own_words.relief, material.time_zone
    return tuple(entry_row(entry, own, home, with_notes=with_notes) for entry in entries if entry)


def change(material: Material, chosen: choice.ReportChoice) -> ReportSection:
    """Looks at change, each as it was taken. A medicine is named only if medicines are ticked."""
    heading = str(choice.FURTHER.label(choice.CHANGE_PART))
    looks = material.looks[: caps.MOST_LOOKS]
    if not looks:
        nothing = Paragraph(no_looks_words(DOCTOR), tone=MISSING_TONE)
        return ReportSection(choice.CHANGE_PART, heading, (nothing,))
    blocks: list[Block] = [Paragraph(doctors_beginning(len(looks)), tone=QUIET_TONE)]
    for row in looks:
        is_named = row.kind != MEDICATION or chosen.tells_medicines
        # The page's own visits: one that is private has no part in what it says.
        begins = row.look.after.days.first
        at_visit = row.what == LANDMARK_VISIT or any(
            visit.on in {begins, begins - ONE_DAY} for visit in material.visits
        )
        words = one_line(row.words) if is_named else ""
        doses = (one_line(row.doses[0]), one_line(row.doses[1])) if row.doses and is_named else None
        shown = doctors_look(row.what, words, row.look, others_told(row, chosen), doses, begins_at_visit=at_visit)
        blocks.append(PlannedComparison(shown.subject, shown.result, shown.figures))
    blocks.append(Paragraph(doctors_note(row.look for row in looks), tone=QUIET_TONE))
    if more := len(material.looks) - len(looks):
        blocks.append(more_line(more))
    return ReportSection(choice.CHANGE_PART, heading, tuple(blocks))


def factors(material: Material) -> ReportSection:
    """What is linked, also if it is weaker since, and nothing else: only that stands as a finding."""
    heading, result = str(choice.FURTHER.label(choice.FACTORS_PART)), material.factors
    if isinstance(result, TooLittle):
        return ReportSection(choice.FACTORS_PART, heading, (missing_line(result),))
    linked = factors_words.linked_lines(result, one_line)
    blocks: list[Block] = [Bullets((line,)) for line in linked]
    blocks.append(Paragraph(factors_words.reading(result, DOCTOR), tone=QUIET_TONE if linked else MISSING_TONE))
    if rests_on := factors_words.rests_on_words(result):
        blocks.append(Paragraph(rests_on, tone=QUIET_TONE))
    return ReportSection(choice.FACTORS_PART, heading, tuple(blocks))


def suspected(material: Material, period: Period, named: Named) -> ReportSection:
    """What the person suspected, as an opinion; where the check-ins show a link, that stands beside it."""
    heading, result = _("Suspected (the person’s opinion)"), suspected_triggers(material.diary, period)
    if isinstance(result, TooLittle):
        return ReportSection(choice.SUSPECTED_PART, heading, (missing_line(result),))
    beside = factors_words.check_ins_beside_suspicions(material.factors)
    table = suspected_words.table_beside_check_ins(result, named.factors, beside)
    note = suspected_words.reading(result, DOCTOR)
    if not table.rows:
        nothing = Paragraph(nothing_listed(NO_FACTOR), tone=MISSING_TONE)
        return ReportSection(choice.SUSPECTED_PART, heading, (nothing, Paragraph(note, tone=QUIET_TONE)))
    rows = tuple(tuple(one_line(cell) for cell in row.cells) for row in table.rows)
    return ReportSection(choice.SUSPECTED_PART, heading, (TableBlock(table.headers, rows, note),))


def profile(material: Material) -> ReportSection:
    """The health profile, what is over in it too, and what was not answered."""
    blocks: list[Block] = []
    for code, kind in PROFILE_KINDS.items():
        items = []
        for row in (row for row in material.profile if row.kind == code):
            # When the spasms began, or a pregnancy, says no more than its kind does.
            words = dates_words(row) if row.words == kind.label else ""
            words, note = words or item_words(row), plain(row.note)
            items.append(f"{words}: {note}" if note else words)
        if items:
            blocks += [Heading(str(kind.label)), Bullets(tuple(items))]
    none = [str(kind.label) for code, kind in PROFILE_KINDS.items() if code in material.said_none]
    if none:
        blocks.append(Paragraph("; ".join(none), label=_("None, or not known")))
    has_row = {row.kind for row in material.profile}
    not_said = [str(kind.label) for code, kind in PROFILE_KINDS.items() if code not in has_row | material.said_none]
    if not_said:
        blocks.append(Paragraph("; ".join(not_said), label=_("Unanswered"), tone=MISSING_TONE))
    return ReportSection(choice.PROFILE_PART, _("Health profile"), tuple(blocks))
