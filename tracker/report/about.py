"""What the doctor's page says of itself: what its numbers rest on, and what it is not (METHODS §5)."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.analysis.frequency import touches_beginning
from tracker.analysis.provenance import HowLogged, provenance
from tracker.days import Period, wall_clock
from tracker.formatting import date_words, number_words, period_words, share_words, short_date_words, time_words
from tracker.report import caps
from tracker.report.choice import METHOD
from tracker.report.content import QUIET, Bullets, Line, Section
from tracker.report.material import Material

ABOUT = "about"


def foot_words() -> str:
    """On every page."""
    return _("Patient-reported, not clinically verified. No diagnosis.")


def about(material: Material, period: Period, before: Period, cut_off: dt.datetime) -> Section:
    """How the log came about, in a few lines; it always stands. `cut_off`: an instant (aware)."""
    how = provenance(material.diary, period)
    lines = [
        # That it is no diagnosis stands at the foot of every page.
        _("Patient-reported, not clinically verified. Counts come from the log; unlogged spasms are missing."),
        f"{_rests_on(how)} {_days_before(material, before)}".strip(),
        f"{_where_and_when(how, material)} {_as_of(how, material, cut_off)}",
    ]
    if how.private:
        words = ngettext(
            "%(n)s private entry is counted, not listed.", "%(n)s private entries are counted, not listed.", how.private
        )
        lines.append(words % {"n": number_words(how.private)})
    return Section(ABOUT, _("About"), tuple(Line(words, tone=QUIET) for words in lines if words))


def _rests_on(how: HowLogged) -> str:
    """What was entered later, edited, and confirmed late or in bulk."""
    if not how.n and not how.clear:
        return ""
    values = {
        "later": share_words(how.entered_later, how.n),
        "edited": number_words(how.edited),
        "late": share_words(how.clear_late_or_in_bulk, how.clear),
    }
    parts = []
    if how.n:
        parts.append(_("Entered over 48 h late: %(later)s entries, edited: %(edited)s.") % values)
    if how.clear:
        parts.append(_("Clear days confirmed late or in bulk: %(late)s.") % values)
    return " ".join(parts)


def _days_before(material: Material, before: Period) -> str:
    """The dates that the period is compared with; "" for a log that does not reach back so far.

    That they hold the log's first days is said: people begin one in a bad spell.
    """
    first_on = material.diary.first_on
    if first_on is None or first_on > before.first:
        return ""
    days = {"days": period_words(before.first, before.last)}
    if touches_beginning(material.diary, before):
        return _("Before: %(days)s; many logs begin in bad weeks.") % days
    return _("Before: %(days)s.") % days


def _as_of(how: HowLogged, material: Material, cut_off: dt.datetime) -> str:
    """The cut-off on the person's clocks; their zone is named unless it is the only one named already."""
    wall, zone = wall_clock(cut_off, material.time_zone), material.time_zone
    values = {"date": date_words(wall.date()), "time": time_words(wall), "zone": zone}
    if {name for name, _n in how.zones} <= {zone}:
        return _("As of %(date)s, %(time)s.") % values
    return _("As of %(date)s, %(time)s (%(zone)s).") % values


def _where_and_when(how: HowLogged, material: Material) -> str:
    """Zones, with their entries if there are several, and the hour at which a day starts."""
    zones = how.zones or ((material.time_zone, 0),)
    several = len(zones) + how.other_zones
    said = [f"{name} {number_words(n)}" if several > 1 else name for name, n in zones[: caps.ZONES]]
    others = max(len(zones) - caps.ZONES, 0) + how.other_zones
    if others:
        said.append(ngettext("%(n)s other", "%(n)s others", others) % {"n": number_words(others)})
    label = ngettext("Zone: %(zones)s.", "Zones, entries: %(zones)s.", several) % {"zones": ", ".join(said)}
    (_first, hour), *later = how.start_hours
    starts = f"{hour:02}:00"
    if later:
        # With many changes the latest says what holds now.
        on, hour = later[-1]
        starts = _("%(earlier)s, since %(on)s %(hour)s") % {
            "earlier": starts,
            "on": short_date_words(on),
            "hour": f"{hour:02}:00",
        }
    return f"{label} {_('Day from %(hour)s.') % {'hour': starts}}"


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
