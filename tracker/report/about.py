"""What the doctor's page says of itself: what its numbers rest on, and what it is not (METHODS §5)."""

import datetime as dt

from django.utils.translation import gettext as _

from tracker.analysis.comparison import counted_days_before
from tracker.analysis.coverage import day_states
from tracker.analysis.frequency import touches_beginning
from tracker.analysis.provenance import provenance
from tracker.days import Period
from tracker.formatting import sentences_words
from tracker.report import caps
from tracker.report.choice import METHOD_PART
from tracker.report.content import QUIET_TONE, Bullets, Paragraph, ReportSection
from tracker.report.material import Material
from tracker.wording.provenance import (
    as_of_words,
    before_words,
    by_others_words,
    not_over_words,
    private_words,
    rests_on_words,
    where_and_when_words,
    without_private_words,
)

ABOUT = "about"


def foot_words() -> str:
    """On every page."""
    return _("Patient-reported, not clinically verified. No diagnosis.")


def whose_words(material: Material) -> str:
    """Beside the title, so that the sheet says it wherever it goes."""
    if material.leaves_private_out:
        return _("Patient’s own diary, without private entries")
    return _("Patient’s own diary")


def about(material: Material, period: Period, before: Period, cut_off: dt.datetime) -> ReportSection:
    """How the log came about, in a few lines; it always stands. `cut_off`: an instant (aware)."""
    how, home = provenance(material.diary, period), material.time_zone
    until = [as_of_words(how, cut_off, home)]
    if day_states(material.diary, period).is_today_open:
        until.append(not_over_words())
    lines = [
        # Who reported it, and that it is no diagnosis, stands at the foot of every page.
        _("Unlogged spasms are missing."),
        # Said of every caregiver's page: else its absence would tell that there are none.
        without_private_words() if material.leaves_private_out else "",
        f"{rests_on_words(how)} {_days_before(material, before, period)}".strip(),
        f"{where_and_when_words(how, home, caps.MOST_TIME_ZONES)} {sentences_words(until)}",
    ]
    lines.append(by_others_words(how))
    if how.private:
        lines.append(private_words(how.private))
    return ReportSection(ABOUT, _("About"), tuple(Paragraph(words, tone=QUIET_TONE) for words in lines if words))


def _days_before(material: Material, before: Period, period: Period) -> str:
    """The dates that the period is compared with; "" for a log that does not reach back so far."""
    first_on = material.diary.first_on
    if first_on is None or first_on > before.first:
        return ""
    before = counted_days_before(material.diary, before, period)
    return before_words(before, touches_beginning=touches_beginning(material.diary, before))


def method() -> ReportSection:
    """How it is counted, in three points."""
    sentences = (
        _(
            "On a spasm day, an entry began or the evening check-in reports a spasm. A clear day was confirmed as "
            "clear. Unanswered days count as neither. The range shows what they may have been."
        ),
        _(
            "Both periods share one denominator, with ranges for unanswered days. They are described, not tested. "
            "Over less than a year, a difference is often chance."
        ),
        _(
            "Intensity is each day’s worst number from 0 to 10. Relief is self-rated. Factors are compared within "
            "four weeks, at points fixed in advance, using evening answers given before the night."
        ),
    )
    return ReportSection(METHOD_PART, _("How it is counted"), (Bullets(sentences),))
