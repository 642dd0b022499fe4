"""How often: entries and spasm days in words, and as a table. No computing, no drawing."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.analysis.bins import BY_MONTH, BY_QUARTER, BY_WEEK
from tracker.analysis.frequency import USUAL_DAYS, Frequency, Headline, InDays
from tracker.formatting import (
    about_range_words,
    about_words,
    count_words,
    number_words,
    sentences_words,
)
from tracker.wording.bins import short_bin_words, unit_header
from tracker.wording.coverage import all_paused_words, left_out_words, spasm_days_title, went_on_words
from tracker.wording.landmarks import bin_marks, marks_header
from tracker.wording.missing import why_no_rate
from tracker.wording.readers import DOCTOR, Reader
from tracker.wording.tables import Link, Table, TableRow, how_counted

HEADING = gettext_lazy("How often")
"""What its chart is called on pages."""


def title(result: Frequency) -> str:
    """The finding: from how few to how many spasm days a week; about how many where no week or few are known whole.

    Without a rate the count stands above it already, and this says what the columns are.
    """
    top, weeks = result.headline, result.full_weeks
    if top.no_rate_reason and not top.is_all_paused:
        return str(_("Week by week") if result.bins.unit == BY_WEEK else HEADING)
    if weeks is None or top.is_filtered or not weeks.most:
        return headline_title(top)
    values = {"fewest": number_words(weeks.fewest), "most": number_words(weeks.most)}
    if weeks.fewest == weeks.most:
        return ngettext("%(most)s spasm day a week", "%(most)s spasm days a week", weeks.most) % values
    return (
        ngettext("%(fewest)s to %(most)s spasm day a week", "%(fewest)s to %(most)s spasm days a week", weeks.most)
        % values
    )


def headline_title(top: Headline) -> str:
    """How often in a few words: "About 2 spasm days a week", or "4 spasm days in the 11 you answered"."""
    if top.is_all_paused:
        return _("You paused all these days")
    rate = top.in_days(7)
    if rate is None:
        return spasm_days_title(top.n, top.of, top.continued, is_filtered=top.is_filtered)
    if not top.n:
        if top.is_filtered:
            return _("No match on any known day")
        return _("No new spasms on the days you answered") if top.continued else _("No spasms on the days you answered")
    is_weekly, month = rate.rate >= 1, top.in_days(USUAL_DAYS)
    n = round(rate.rate) if is_weekly else round(month.rate) if month else 0
    if top.is_filtered and is_weekly:
        words = ngettext("Entries match on about %(n)s day a week", "Entries match on about %(n)s days a week", n)
    elif top.is_filtered:
        words = ngettext("Entries match on about %(n)s day in 30", "Entries match on about %(n)s days in 30", n)
    elif is_weekly:
        words = ngettext("About %(n)s spasm day a week", "About %(n)s spasm days a week", n)
    else:
        words = ngettext("About %(n)s spasm day in 30", "About %(n)s spasm days in 30", n)
    if not n:
        words = _("Entries match on less than 1 day in 30") if top.is_filtered else _("Less than 1 spasm day in 30")
    return words % {"n": number_words(n)}


def subtitle(result: Frequency) -> str:
    """What one mark is."""
    return {
        BY_WEEK: _("Each block is a day. The empty one is today.")
        if result.is_today_open
        else _("Each block is a day."),
        BY_MONTH: _("Each column is one month. The more days, the taller the block."),
        BY_QUARTER: _("Each column is three months. The more days, the taller the block."),
    }.get(result.bins.unit, _("Each column is one year. The more days, the taller the block."))


def bin_reading(result: Frequency, place: int) -> str:
    """One bin, for who points at it: "4 entries, spasms on 3 of the 7 days answered"."""
    counted = count_words(int(result.entries[place]), int(result.spasms[place]))
    if not result.answered_days[place]:
        # What was logged on days that nobody was asked about was logged in a pause.
        is_paused = result.entries[place] and not result.asked_days[place]
        words = _("%(entries)s, on paused days") if is_paused else _("%(entries)s, no days answered")
        return words % {"entries": counted}
    days = int(result.spasm_days[place])
    if result.is_filtered:
        words = _("matches on %(n)d of the %(of)d known days")
    else:
        words = _("spasms on %(n)d of the %(of)d days answered")
    known = words % {"n": days, "of": result.answered_days[place]}
    return f"{counted}, {known}"


def reading(result: Frequency, reader: Reader) -> str:
    """The headline, how much was logged, and what has to be kept in mind with it."""
    top = result.headline
    if reader is DOCTOR:
        return _reading_for_doctor(result)
    if top.is_all_paused:
        return all_paused_words(top.spasms, reader, is_filtered=top.is_filtered)
    reason = top.no_rate_reason
    why = why_no_rate(reason, is_filtered=top.is_filtered) if reason else ""
    beginning = beginning_words() if result.touches_beginning else ""
    parts = (
        days_words(top),
        went_on_words(top.continued),
        _full_weeks_words(result),
        _amount(top),
        _unlisted_words(top),
        why,
        left_out_words(top.outside),
        beginning,
    )
    return " ".join(part for part in parts if part)


def _days_values(top: Headline) -> dict[str, str]:
    return {
        "n": number_words(top.n),
        "of": number_words(top.of),
        "unknown": number_words(top.unknown),
        "high": number_words(top.highest),
        "asked": number_words(top.asked),
    }


def known_days_words(top: Headline) -> str:
    """Days of the days of which it is known, where the range that the others allow stands beside it."""
    if top.no_rate_reason:
        return days_words(top)
    if top.is_filtered and top.unknown:
        return _("Entries match on %(n)s of the %(of)s known days.") % _days_values(top)
    return days_words(replace(top, unknown=0))


def days_range_words(top: Headline, *, is_compared: bool) -> str:
    """That range: "It could be 22 to 30 of 89 now (8 unanswered)."; "" where no rate is said, or nothing is open.

    "Now" only where the days before were said last: it would be read as theirs.
    """
    if top.no_rate_reason or not top.unknown:
        return ""
    if top.is_filtered and is_compared:
        words = ngettext(
            "It could be %(n)s to %(high)s of %(asked)s now (%(unknown)s unknown).",
            "It could be %(n)s to %(high)s of %(asked)s now (%(unknown)s unknown).",
            top.unknown,
        )
    elif top.is_filtered:
        words = ngettext(
            "It could be %(n)s to %(high)s of %(asked)s (%(unknown)s unknown).",
            "It could be %(n)s to %(high)s of %(asked)s (%(unknown)s unknown).",
            top.unknown,
        )
    elif is_compared:
        words = ngettext(
            "It could be %(n)s to %(high)s of %(asked)s now (%(unknown)s unanswered).",
            "It could be %(n)s to %(high)s of %(asked)s now (%(unknown)s unanswered).",
            top.unknown,
        )
    else:
        words = ngettext(
            "It could be %(n)s to %(high)s of %(asked)s (%(unknown)s unanswered).",
            "It could be %(n)s to %(high)s of %(asked)s (%(unknown)s unanswered).",
            top.unknown,
        )
    return words % _days_values(top)


def days_words(top: Headline) -> str:
    """Days of the days of which it is known, with the range that the others allow."""
    values = _days_values(top)
    if top.no_rate_reason:
        if top.is_filtered:
            words = ngettext(
                "Entries match on %(n)s day. %(of)s of %(asked)s days are known.",
                "Entries match on %(n)s days. %(of)s of %(asked)s days are known.",
                top.n,
            )
        else:
            words = ngettext(
                "%(n)s spasm day. You answered %(of)s of %(asked)s days.",
                "%(n)s spasm days. You answered %(of)s of %(asked)s days.",
                top.n,
            )
    elif top.is_filtered and top.unknown:
        words = _(
            "Entries match on %(n)s of the %(of)s known days (%(unknown)s unknown, so %(n)s to %(high)s of %(asked)s)."
        )
    elif top.is_filtered:
        words = _("Entries match on %(n)s of the %(of)s days you answered.")
    elif top.unknown:
        words = _(
            "You had spasms on %(n)s of the %(of)s days you answered "
            "(%(unknown)s unanswered, so %(n)s to %(high)s of %(asked)s)."
        )
    else:
        words = _("You had spasms on %(n)s of the %(of)s days you answered.")
    return words % values


def _unlisted_words(top: Headline) -> str:
    """What the number of entries leaves out."""
    if not top.unlisted:
        return ""
    words = ngettext(
        "This leaves out spasms you didn’t log one by one, on %(n)s day.",
        "This leaves out spasms you didn’t log one by one, on %(n)s days.",
        top.unlisted,
    )
    return words % {"n": number_words(top.unlisted)}


def unlisted_words_of_two(before: Headline, after: Headline) -> str:
    """The same of two windows beside each other; "" if neither has such days."""
    if not (before.unlisted or after.unlisted):
        return ""
    words = ngettext(
        "This leaves out spasms you didn’t log one by one, on %(before)s day before and %(after)s in this period.",
        "This leaves out spasms you didn’t log one by one, on %(before)s days before and %(after)s in this period.",
        before.unlisted,
    )
    return words % {"before": number_words(before.unlisted), "after": number_words(after.unlisted)}


def _full_weeks_words(result: Frequency) -> str:
    """What the title rests on: the weeks with every day known."""
    weeks = result.full_weeks
    if weeks is None or result.is_filtered or result.headline.no_rate_reason:
        return ""
    words = _("In the %(n)s weeks with all 7 days answered, you had %(range)s spasm days a week.")
    return words % {"n": number_words(weeks.n), "range": about_range_words(weeks.fewest, weeks.most)}


def _amount(top: Headline) -> str:
    words = count_words(top.entries, top.spasms)
    rate = top.entry_rate
    if rate is None:
        return f"{words}."
    if top.outside:
        return sentences_words([f"{words}.", *_rate_outside_pauses(top, rate)])
    values = {"entries": words, "rate": _rate_of_entries(top, rate)}
    if not top.unknown:
        return _("%(entries)s. That is about %(rate)s in 30 days.") % values
    values["range"] = about_range_words(rate.low, rate.high)
    if top.is_filtered:
        sentence = _("%(entries)s. That is about %(rate)s in 30 known days, or %(range)s counting the other days.")
    else:
        sentence = _(
            "%(entries)s. That is about %(rate)s in 30 days you answered, or %(range)s counting the other days."
        )
    return sentences_words([sentence % values, _likelier_words(top)])


def _rate_of_entries(top: Headline, rate: InDays) -> str:
    """The rate, named as that of entries where there were more spasms: "17 entries"; it would be read as theirs."""
    words = about_words(rate.rate)
    if top.spasms == top.entries and not top.unlisted:
        return words
    return ngettext("%(n)s entry", "%(n)s entries", 1 if words == number_words(1) else 2) % {"n": words}


def _rate_outside_pauses(top: Headline, rate: InDays) -> list[str]:
    """The rate where some of the entries lie in pauses: it is no rate of them all."""
    values = {"rate": _rate_of_entries(top, rate), "range": about_range_words(rate.low, rate.high)}
    if not top.unknown:
        return [_("Outside pauses, that is about %(rate)s in 30 days.") % values]
    sentence = _(
        "Outside pauses, that is about %(rate)s in 30 days you answered, or %(range)s counting the other days."
    )
    if top.is_filtered:
        sentence = _("Outside pauses, that is about %(rate)s in 30 known days, or %(range)s counting the other days.")
    return [sentence % values, _likelier_words(top)]


def _likelier_words(top: Headline) -> str:
    """Which end of a range is the likelier. An entry that leaves it open may match as well as any other, and a day
    whose private entries are left out may be a spasm day: then neither is."""
    return _("Unanswered days tend to be quiet, so the low end is more likely.") if top.is_quiet_likelier else ""


def beginning_words() -> str:
    """What has to be kept in mind with the first days of a diary."""
    return _("People often begin a diary in a bad spell, so its first days tend to be worse than later ones.")


def table(result: Frequency, link: Link) -> Table:
    """A row for every bin, the latest first."""
    headers = (
        unit_header(result.bins),
        _("Entries"),
        _("Spasms"),
        _("Days with a match") if result.is_filtered else _("Spasm days"),
        _("Known days") if result.is_filtered else _("Answered days"),
        _("Days asked about"),
        *([marks_header()] if result.landmarks else ()),
    )
    rows = []
    for place in reversed(range(len(result.bins))):
        first, last = result.bins.bounds(place)
        columns = (result.entries, result.spasms, result.spasm_days, result.answered_days, result.asked_days)
        rows.append(
            TableRow(
                (
                    short_bin_words(result.bins, place),
                    *(number_words(column[place]) for column in columns),
                    *([bin_marks(result, place)] if result.landmarks else ()),
                ),
                link(**{"from": first, "to": last}) if result.entries[place] else "",
            )
        )
    return Table(headers, tuple(rows), sentences_words([how_counted(result), _unlisted_words(result.headline)]))


def _reading_for_doctor(result: Frequency) -> str:
    """How much was logged: the rate of days stands in the key numbers, and a second one would look like another."""
    top = result.headline
    words = _("Logged: %(entries)s.") % {"entries": count_words(top.entries, top.spasms)}
    if not top.unlisted:
        return words
    more = ngettext(
        "On %(n)s day, spasms were not logged one by one.",
        "On %(n)s days, spasms were not logged one by one.",
        top.unlisted,
    )
    return sentences_words([words, more % {"n": number_words(top.unlisted)}])
