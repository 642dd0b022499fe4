"""What the doctor's page says of itself: what its numbers rest on, and what it is not (METHODS §5)."""

import datetime as dt

from django.utils.translation import gettext as _

from tracker.analysis.frequency import touches_beginning
from tracker.analysis.provenance import provenance
from tracker.days import Period
from tracker.report import caps
from tracker.report.choice import METHOD
from tracker.report.content import QUIET, Bullets, Line, Section
from tracker.report.material import Material
from tracker.wording.provenance import as_of_words, before_words, private_words, rests_on_words, where_and_when_words

ABOUT = "about"


def foot_words() -> str:
    """On every page."""
    return _("Patient-reported, not clinically verified. No diagnosis.")


def about(material: Material, period: Period, before: Period, cut_off: dt.datetime) -> Section:
    """How the log came about, in a few lines; it always stands. `cut_off`: an instant (aware)."""
    how, home = provenance(material.diary, period), material.time_zone
    lines = [
        # That it is no diagnosis stands at the foot of every page.
        _("Patient-reported, not clinically verified. Counts come from the log; unlogged spasms are missing."),
        f"{rests_on_words(how)} {_days_before(material, before)}".strip(),
        f"{where_and_when_words(how, home, caps.ZONES)} {as_of_words(how, cut_off, home)}",
    ]
    if how.private:
        lines.append(private_words(how.private))
    return Section(ABOUT, _("About"), tuple(Line(words, tone=QUIET) for words in lines if words))


def _days_before(material: Material, before: Period) -> str:
    """The dates that the period is compared with; "" for a log that does not reach back so far."""
    first_on = material.diary.first_on
    if first_on is None or first_on > before.first:
        return ""
    return before_words(before, touches_beginning=touches_beginning(material.diary, before))


def method() -> Section:
    """How it is counted, in three sentences."""
    sentences = (
        _(
            "A day counts as a spasm day if an entry began on it or the evening check-in says so, and as clear only if "
            "that was confirmed; unanswered days are in neither number, and the range shows what they may have been."
        ),
        _(
            "Two periods stand side by side in one denominator, each with the range that unanswered days allow; "
            "nothing is judged, since over less than a year a difference is often chance."
        ),
        _(
            "Intensity is each day’s worst number from 0 to 10, relief is by own rating, and factors are compared "
            "within four weeks, by evening answers given before the night that followed, at looks fixed in advance."
        ),
    )
    return Section(METHOD, _("How it is counted"), (Bullets(sentences),))
