"""How a log came about, in words for the doctor: entered when, where, up to when. No computing."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.analysis.provenance import HowLogged
from tracker.days import Period, wall_clock
from tracker.formatting import (
    comma_words,
    date_words,
    number_words,
    period_words,
    sentences_words,
    share_words,
    short_date_words,
    time_words,
)


def rests_on_words(how: HowLogged) -> str:
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
        parts.append(_("Entries over 48 h late: %(later)s. Edited: %(edited)s.") % values)
    if how.clear:
        parts.append(_("Clear days confirmed late or in bulk: %(late)s.") % values)
    return " ".join(parts)


def before_words(before: Period, *, touches_beginning: bool) -> str:
    """The dates that the period is compared with; that they hold the log's first days is said: people begin one in a
    bad spell."""
    days = {"days": period_words(before.first, before.last)}
    if touches_beginning:
        return _("Before: %(days)s; many logs begin in bad weeks.") % days
    return _("Before: %(days)s.") % days


def as_of_words(how: HowLogged, cut_off: dt.datetime, home: str) -> str:
    """The cut-off (aware) on the clocks of `home`; that zone is named unless it is the only one named already."""
    wall = wall_clock(cut_off, home)
    values = {"date": date_words(wall.date()), "time": time_words(wall), "zone": home}
    if {name for name, _n in how.zones} <= {home}:
        return _("As of %(date)s, %(time)s.") % values
    return _("As of %(date)s, %(time)s (%(zone)s).") % values


def not_over_words() -> str:
    """That the last day, which the cut-off names, is in no count."""
    return _("That day isn’t over, so it isn’t counted.")


def where_and_when_words(how: HowLogged, home: str, most: int) -> str:
    """Zones, at most so many, with their entries if there are several, and the hour at which a day starts."""
    zones = how.zones or ((home, 0),)
    several = len(zones) + how.other_zones
    names_shown = [f"{name} {number_words(n)}" if several > 1 else name for name, n in zones[:most]]
    others = max(len(zones) - most, 0) + how.other_zones
    if others:
        names_shown.append(ngettext("%(n)s other", "%(n)s others", others) % {"n": number_words(others)})
    label = ngettext("Zone: %(zones)s.", "Zones, entries: %(zones)s.", several) % {"zones": comma_words(names_shown)}
    (_first, hour), *later = how.start_hours
    starts = time_words(dt.time(hour))
    if later:
        # With many changes the latest says what holds now.
        on, hour = later[-1]
        starts = _("%(earlier)s, since %(on)s %(hour)s") % {
            "earlier": starts,
            "on": short_date_words(on),
            "hour": time_words(dt.time(hour)),
        }
    return sentences_words([label, _("Day starts at %(hour)s.") % {"hour": starts}])


def by_others_words(how: HowLogged) -> str:
    """How many of the entries somebody else logged for the person; "" for none."""
    if not how.by_others:
        return ""
    return _("Logged by others: %(share)s entries.") % {"share": share_words(how.by_others, how.n)}


def without_private_words() -> str:
    """That no private entry is in any number: of all that somebody takes from another's diary, whether there are any
    or not."""
    return _("Private entries are left out here, so a day counted as clear or unanswered may have had a spasm.")


def private_words(n: int) -> str:
    """That so many private entries are in the numbers and in no list."""
    words = ngettext("%(n)s private entry is counted, not listed.", "%(n)s private entries are counted, not listed.", n)
    return words % {"n": number_words(n)}
