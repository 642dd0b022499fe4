"""What is new on page 1: falls, weakness or numbness, and what raised a safety card, or would have. Words only."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.analysis.safety_counts import SafetyCounts, safety_counts
from tracker.days import ONE_DAY, Period
from tracker.formatting import count_words, number_words, share_words, short_date_words
from tracker.guidance.conditions import LEG, TWO_LINES
from tracker.report import caps, choice
from tracker.report.content import MISSING, Line, Section
from tracker.report.material import Material
from tracker.vocabulary.episodes import SAFETY_ANSWERS

CHEST_AREA = frozenset().union(*(when.places for when in TWO_LINES.whens))
"""Where the two lines about the chest are asked."""


def new(material: Material, period: Period) -> Section:
    """Falls, weakness or numbness, and what was said of the chest: since the last visit, if that began the period."""
    counts = safety_counts(material.diary, period, CHEST_AREA, LEG)
    visit = last_visit(material, period)
    heading = _("New in these days")
    if visit is not None and visit in {period.first, period.first - ONE_DAY}:
        heading = _("New since the last visit, %(on)s") % {"on": short_date_words(visit)}
    lines = []
    if counts.of:
        entries = ngettext("of %(n)s entry that says", "of %(n)s entries that say", counts.of)
        of = entries % {"n": number_words(counts.of)}
        lines = [
            Line(f"{number_words(counts.falls)} {of}", label=_("Falls, or nearly")),
            Line(share_words(counts.weak_or_numb, counts.of), label=_("Weakness or numbness")),
        ]
    elif counts.n:
        words = _("No entry says what else was noticed: falls, weakness, numbness.")
        lines = [Line(words, tone=MISSING)]
    else:
        lines = [Line(_("No entry in these days. From the first on it is counted."), tone=MISSING)]
    return Section(choice.NEW, heading, (*lines, *_safety_lines(counts)))


def last_visit(material: Material, period: Period) -> dt.date | None:
    """Day of the last visit up to the period's end."""
    return max((visit.on for visit in material.visits if visit.on <= period.last), default=None)


def _safety_lines(counts: SafetyCounts) -> list[Line]:
    """What raised, or would have raised, a safety card. The line about the chest always stands."""
    entries = count_words(counts.chest) if counts.chest else _("no entry")
    parts = [entries]
    if counts.chest_of:
        words = _("pressure, breathlessness, sweating or spreading ticked in %(share)s")
        parts.append(words % {"share": share_words(counts.chest_signs, counts.chest_of)})
    elif counts.chest:
        parts.append(_("pressure, breathlessness, sweating, spreading: not answered"))
    parts += [words for words in (_answer_words(counts, answer) for answer in ("yes", "not-sure")) if words]
    lines = [Line("; ".join(parts), label=_("Chest area"))]
    if counts.elsewhere:
        label = _("Pressure, breathlessness or sweating elsewhere")
        lines.append(Line(share_words(counts.elsewhere, counts.of), label=label))
    if counts.saddle:
        label = _("Bladder or bowel trouble, or numb between the legs")
        lines.append(Line(share_words(counts.saddle, counts.of), label=label))
    if counts.swollen_legs:
        lines.append(Line(share_words(counts.swollen_legs, counts.of), label=_("Swollen, warm leg")))
    return lines


def _answer_words(counts: SafetyCounts, answer: str) -> str:
    """How often the two lines were answered like that, and when: "answered “not sure” 1 (12 May)"."""
    given = counts.answered(answer)
    if not given.n:
        return ""
    values = {"answer": SAFETY_ANSWERS.label(answer), "n": number_words(given.n)}
    words = _("answered “%(answer)s” %(n)s") % values
    if not given.on:
        return words
    dates = [short_date_words(on) for on in given.on[-caps.ANSWER_DATES :]]
    return f"{words} ({'…, ' if len(given.on) > len(dates) else ''}{', '.join(dates)})"
