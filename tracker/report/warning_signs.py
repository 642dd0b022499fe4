"""Warning signs on page 1: whatever raised a safety card in these days, or would have. Words only.

Which lines stand there, and what did not come up; wording/warning_signs.py says them. The rest stands on page 2.
"""

import datetime as dt
import math
from itertools import accumulate

from django.utils.translation import gettext as _

from tracker.analysis.follow_up_counts import follow_up_counts
from tracker.analysis.profile_signs import PREGNANCY_SIGNS, belly_in_pregnancy, missed_medicine, new_medicine_fever
from tracker.analysis.safety_counts import SafetyCounts, safety_counts
from tracker.days import ONE_DAY, Period
from tracker.formatting import short_date_words
from tracker.guidance.entry_facts import AREAS_FOR_MANY_PLACES
from tracker.guidance.places import BACK_OR_FLANK, BELLY_PLACES, CHEST_PLACES, NEAR_THE_HEART
from tracker.guidance.thresholds import BELLY_ENTRIES, BELLY_HOURS, BURST_FROM, EASING_ASKED_FROM_MINUTES
from tracker.report import caps, choice
from tracker.report.caps import Caps
from tracker.report.content import MISSING_TONE, QUIET_TONE, Block, Fact, FactList, Paragraph, ReportSection
from tracker.report.material import Material
from tracker.report.profile_days import new_medicine_days, pregnant_days, spasm_medicine_days
from tracker.report.words import more_line
from tracker.wording.warning_signs import SignLine, SignsFound, absent_words, sign_lines

CHEST_AREA = CHEST_PLACES | NEAR_THE_HEART
"""Where the two lines about the chest are asked."""


def new(material: Material, chosen: choice.ReportChoice, period: Period, room: Caps) -> ReportSection:
    """The warning signs since the last visit, if that began the period, or of these days."""
    heading = _("Warning signs in this period")
    if visit := begins_at_visit(material, period):
        heading = _("Warning signs since the visit on %(on)s") % {
            "on": short_date_words(visit, with_year=len(period) > caps.MOST_DAYS_WITHOUT_YEAR)
        }
    signs_found = signs_in(material, chosen, period)
    lines = sign_lines(signs_found, caps.SIGN_TICKS)
    first = that_fit(lines, room)
    blocks: list[Block] = []
    if first:
        heads = (_("Sign"), _("Yes of answered"))
        # What was answered stands first; which lines there is room for, their own order decides.
        rows = sorted(first, key=lambda line: not line.is_answered)
        blocks.append(
            FactList(
                tuple(Fact(line.label, line.value, line.note, is_missing=not line.is_answered) for line in rows), heads
            )
        )
    if more := len(lines) - len(first):
        blocks.append(more_line(more))
    # Where private entries alone say something, the words are those for where none does.
    absent = _not_there(signs_found.counts)
    return ReportSection(choice.NEW_PART, heading, (*blocks, *absent) or (_none_says(),))


def signs_in(material: Material, chosen: choice.ReportChoice, period: Period) -> SignsFound:
    """The warning signs of these days. What the health profile has a part in stands where its own row may stand."""
    diary, pregnant = material.diary, pregnant_days(material, chosen)
    asked = {one.question: one for one in follow_up_counts(diary, period)}
    if not pregnant:
        asked.pop(PREGNANCY_SIGNS, None)
    with_profile = (
        new_medicine_fever(
            diary,
            period,
            new_medicine_days(material, chosen),
            least_areas=AREAS_FOR_MANY_PLACES,
            signs=("fever", "sweating-faint-sick"),
        ),
        belly_in_pregnancy(
            diary,
            period,
            pregnant,
            regions={region for region, _side in BELLY_PLACES},
            least_entries=BELLY_ENTRIES,
            hours=BELLY_HOURS,
            burst_from=BURST_FROM,
        ),
        missed_medicine(diary, period, spasm_medicine_days(material, chosen)),
    )
    counts = safety_counts(diary, period, CHEST_AREA, BACK_OR_FLANK)
    return SignsFound(
        counts,
        asked,
        EASING_ASKED_FROM_MINUTES,
        with_year=len(period) > caps.MOST_DAYS_WITHOUT_YEAR,
        with_profile=tuple(sign for sign in with_profile if sign),
    )


def that_fit(lines: list[SignLine], room: Caps) -> list[SignLine]:
    """The first of the lines, as many as there is room for; that there are more takes a row, too."""
    each = (math.ceil(len(f"{line.label}: {line.words}") / caps.SIGN_ROW_CHARACTERS) for line in lines)
    ends = list(accumulate(each))
    if not ends or ends[-1] <= room.sign_rows:
        return lines
    return [line for line, end in zip(lines, ends, strict=True) if end < room.sign_rows]


def begins_at_visit(material: Material, period: Period) -> dt.date | None:
    """Day of the last visit up to the period's end, if the period begins with it, or on the day after."""
    visit = max((visit.on for visit in material.visits if visit.on <= period.last), default=None)
    return visit if visit in {period.first, period.first - ONE_DAY} else None


def _not_there(counts: SafetyCounts) -> list[Paragraph]:
    """That fall, weakness, numbness and having to stop did not come up, of those that say; or that nobody says."""
    if not counts.n:
        return [Paragraph(_("No entries in this period."), tone=MISSING_TONE)]
    absent = absent_words(counts)
    lines = [Paragraph(absent, label=_("None noted"), tone=QUIET_TONE)] if absent else []
    if not counts.of:
        lines.append(_none_says())
    return lines


def _none_says() -> Paragraph:
    return Paragraph(_("No entry shown here says which signs were noticed."), tone=MISSING_TONE)
