"""Warning signs on page 1: whatever raised a safety card in these days, or would have. Words only.

Each stands with its count and its own denominator; what did not come up is no line. The rest stands on page 2.
"""

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.analysis.follow_up_counts import FollowUpCount, follow_up_counts
from tracker.analysis.patterns.thresholds import MONTH_DAYS
from tracker.analysis.safety_counts import (
    BLACKOUT,
    HAD_TO_STOP,
    ON_WALKING,
    SafetyCounts,
    Sign,
    Widespread,
    safety_counts,
)
from tracker.days import ONE_DAY, Period
from tracker.formatting import count_words, list_words, number_words, share_words, short_date_words
from tracker.guidance.places import CHEST, NEAR_THE_HEART
from tracker.report import caps, choice
from tracker.report.caps import Caps
from tracker.report.content import MISSING, Line, Section
from tracker.report.material import Material
from tracker.report.sign_words import (
    ABSENT_WORDS,
    ASKED_SIGNS,
    EASES_STANDING,
    PLAN_KNOWN,
    PREGNANCY_SIGNS,
    SIGN_LABELS,
)
from tracker.report.words import more_line
from tracker.vocabulary.areas import AREAS
from tracker.vocabulary.episodes import SAFETY_ANSWERS
from tracker.vocabulary.follow_up import YES
from tracker.vocabulary.profile import PREGNANCY

CHEST_AREA = CHEST | NEAR_THE_HEART
"""Where the two lines about the chest are asked."""


def new(material: Material, chosen: choice.Choice, period: Period, room: Caps) -> Section:
    """The warning signs since the last visit, if that began the period, or of these days."""
    heading = _("Warning signs in these days")
    if visit := begins_at_visit(material, period):
        heading = _("Warning signs since the visit, %(on)s") % {"on": short_date_words(visit)}
    found = signs_in(material, chosen, period)
    lines = sign_lines(found, caps.SIGN_TICKS)
    first = that_fit(lines, room)
    if more := len(lines) - len(first):
        first.append(more_line(more))
    return Section(choice.NEW, heading, (*first, *_not_there(found.counts)))


@dataclass(frozen=True, slots=True)
class SignsFound:
    """What was counted of warning signs, as far as the page may tell it."""

    counts: SafetyCounts
    asked: Mapping[str, FollowUpCount]
    """By question."""


def signs_in(material: Material, chosen: choice.Choice, period: Period) -> SignsFound:
    """The warning signs of these days."""
    asked = {one.question: one for one in follow_up_counts(material.diary, period)}
    if not _is_pregnancy_told(material, chosen):
        asked.pop(PREGNANCY_SIGNS, None)
    return SignsFound(safety_counts(material.diary, period, CHEST_AREA), asked)


def that_fit(lines: list[Line], room: Caps) -> list[Line]:
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


def sign_lines(found: SignsFound, most_ticks: int | None = None) -> list[Line]:
    """Every sign that came up, a line each: the chest first, then what was answered to a question, then what was
    ticked, the most pressing first in each. `most_ticks`: ticks of one question that are named; all without.
    """
    counts, asked = found.counts, found.asked
    lines = [_chest_line(counts), *(_asked_line(asked[code], most_ticks) for code in ASKED_SIGNS if code in asked)]
    lines += [_sign_line(sign, asked) for sign in counts.signs]
    if counts.widespread:
        lines.append(_widespread_line(counts.widespread))
    return [line for line in lines if line]


def _is_pregnancy_told(material: Material, chosen: choice.Choice) -> bool:
    """What is asked in pregnancy tells of it: it stands only where the profile's own row may stand, too."""
    is_ticked = choice.CONDITIONS in chosen.parts or choice.PROFILE in chosen.sections
    return is_ticked and any(row.kind == PREGNANCY for row in material.profile)


def _chest_line(counts: SafetyCounts) -> Line | None:
    """Entries in the chest area, what was noticed with them, and how the two lines were answered."""
    parts = []
    if counts.chest:
        parts.append(count_words(counts.chest))
    if counts.chest_of:
        words = _("pressure, breathlessness, sweating or spreading in %(share)s")
        parts.append(words % {"share": share_words(counts.chest_signs, counts.chest_of)})
    elif counts.chest:
        parts.append(_("pressure, breathlessness, sweating, spreading: not answered"))
    for answer in ("yes", "not-sure"):
        given = counts.answered(answer)
        if given.n:
            words = _("answered “%(answer)s” %(n)s")
            values = {"answer": SAFETY_ANSWERS.label(answer), "n": number_words(given.n)}
            parts.append(with_dates(words % values, given.on))
    return Line("; ".join(parts), label=_("Chest or nearby")) if parts else None


def _asked_line(count: FollowUpCount, most: int | None) -> Line | None:
    """How a question was answered, but for the all-clear: "yes 2 of 3 answered (12 May, 19 May)"."""
    sign, found, on = ASKED_SIGNS[count.question], [], set()
    for code, label in sign.shown(count.question).items():
        given = count.answered(code)
        if given.n:
            found.append(_("%(answer)s %(n)s") % {"answer": label, "n": number_words(given.n)})
            on.update(given.on)
    if not found:
        return None
    if most and (more := len(found) - most) > 0:
        found[most:] = [ngettext("%(n)s other", "%(n)s others", more) % {"n": number_words(more)}]
    words = _("%(answers)s of %(of)s answered") % {"answers": list_words(found), "of": number_words(count.of)}
    return Line(with_dates(words, tuple(sorted(on))), label=sign.label)


def _sign_line(sign: Sign, asked: Mapping[str, FollowUpCount]) -> Line:
    """A sign with its denominator: "3 of 18 that say"."""
    share = share_words(sign.n, sign.of)
    if sign.code == ON_WALKING:
        words = _("%(share)s leg entries with an onset stated") % {"share": share}
        words += _also(asked.get(EASES_STANDING), _("eased on standing still in %(share)s answered"))
    else:
        words = _("%(share)s that say") % {"share": share}
    if sign.code == BLACKOUT:
        words += _also(asked.get(PLAN_KNOWN), _("covered by a known plan in %(share)s answered"))
    return Line(words, label=str(SIGN_LABELS[sign.code]))


def _also(count: FollowUpCount | None, words: str) -> str:
    """What was answered to the sign's own question; "" if it was not, or in a private entry as in no other."""
    if count is None or sum(given.n for given in count.answers) < count.of:
        return ""
    return "; " + words % {"share": share_words(count.answered(YES).n, count.of)}


def _widespread_line(found: Widespread) -> Line:
    """In how much of the body: "3 of 5 areas of the body within 28 days (head and neck; arms; legs)"."""
    parts = []
    if found.areas:
        areas = "; ".join(str(AREAS.label(code)) for code in found.areas)
        words = _("%(share)s areas of the body within %(days)d days")
        words %= {"share": share_words(len(found.areas), len(AREAS)), "days": MONTH_DAYS}
        parts.append(words if len(found.areas) == len(AREAS) else f"{words} ({areas})")
    if found.everywhere:
        words = ngettext("“widespread” in %(n)s entry", "“widespread” in %(n)s entries", found.everywhere)
        parts.append(words % {"n": number_words(found.everywhere)})
    return Line("; ".join(parts), label=_("Widespread"))


def _not_there(counts: SafetyCounts) -> list[Line]:
    """That fall, weakness, numbness and having to stop did not come up, of those that say; or that nobody says."""
    if not counts.n:
        return [Line(_("No entries in these days."), tone=MISSING)]
    parts = []
    if counts.absent and counts.absent_of:
        signs = ", ".join(str(ABSENT_WORDS[code]) for code in counts.absent)
        parts.append(_("%(signs)s (of %(of)s that say)") % {"signs": signs, "of": number_words(counts.absent_of)})
    if counts.impact_of and not counts.sign(HAD_TO_STOP):
        values = {"signs": ABSENT_WORDS[HAD_TO_STOP], "of": number_words(counts.impact_of)}
        parts.append(_("%(signs)s (of %(of)s that say)") % values)
    lines = [Line("; ".join(parts), label=_("None noted"))] if parts else []
    if not counts.of:
        lines.append(Line(_("No entry says what else was noticed."), tone=MISSING))
    return lines


def with_dates(words: str, on: tuple[dt.date, ...]) -> str:
    """The latest few dates behind the words: "yes 4 (…, 12 May, 19 May, 2 Jun)"."""
    if not on:
        return words
    dates = [short_date_words(one) for one in on[-caps.ANSWER_DATES :]]
    return f"{words} ({'…, ' if len(on) > len(dates) else ''}{', '.join(dates)})"
