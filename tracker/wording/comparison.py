"""What the comparison says: its sentences, and the table of every measure. Words only; no computing, no drawing."""

from collections.abc import Callable
from math import floor

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.analysis.comparison import (
    FALL_AFTER_VISIT_PERCENT,
    FALL_DAYS,
    Comparison,
    DayCount,
    Worst,
    WorstOfDays,
    has_shares_apart,
)
from tracker.analysis.frequency import Headline, InDays
from tracker.analysis.results import TooLittle
from tracker.analysis.trend import LEAST_TREND_DAYS
from tracker.days import Period
from tracker.formatting import (
    about_range_words,
    about_words,
    comma_words,
    count_words,
    duration_range_words,
    long_duration_words,
    number_range_words,
    number_words,
    rate_words,
    sentences_words,
    share_words,
    short_date_words,
)
from tracker.vocabulary.day import LIMITED_MAX
from tracker.wording.comparison_measures import (
    MEASURE_LIMITED,
    MEASURE_LONGEST,
    MEASURE_RATE,
    MEASURE_SLEEP,
    MEASURE_SPASM_DAYS,
    count_of_days_words,
    measure_title,
    sleep_value,
    spasm_days_line,
)
from tracker.wording.coverage import left_out_of_two_words
from tracker.wording.frequency import beginning_words, headline_title, unlisted_words_of_two
from tracker.wording.missing import measure_words, why_no_rate
from tracker.wording.readers import DOCTOR, PERSON, Reader
from tracker.wording.tables import Link, Table, TableRow, how_counted

HEADING = gettext_lazy("Compared with before")
"""What its chart is called on pages."""


def title(result: Comparison) -> str:
    """Spasm days of both, in one denominator: "About 8 spasm days in 30 now, about 19 before". Nothing is judged."""
    here, there = (top.in_days(result.in_days) for top in (result.after, result.before))
    if result.has_all_paused or not (result.after.of and result.before.of):
        # A pause is no stretch without spasms, and neither are days of which nothing is known: their 0 is no number.
        return headline_title(result.after)
    if here is None or there is None:
        values = {"here": number_words(result.after.n), "there": number_words(result.before.n)}
        words = ngettext(
            "%(here)s spasm day now, %(there)s before", "%(here)s spasm days now, %(there)s before", result.after.n
        )
        if result.is_filtered:
            words = ngettext(
                "%(here)s day with a match now, %(there)s before",
                "%(here)s days with a match now, %(there)s before",
                result.after.n,
            )
        return words % values
    values = {
        "here": about_words(here.rate),
        "there": about_words(there.rate),
        "days": number_words(result.in_days),
    }
    if result.is_filtered:
        return _("Entries match on about %(here)s days in %(days)s now, about %(there)s before") % values
    return _("About %(here)s spasm days in %(days)s now, about %(there)s before") % values


def subtitle(result: Comparison) -> str:
    """What one mark is."""
    return _("Two bars for each measure: before, and this period.")


def reading(result: Comparison, reader: Reader) -> str:
    """Both counts in one denominator, and what has to be kept in mind with them. Nothing is judged.

    On the doctor's page the counts stand in lines of measures (comparison_measures.py), with the caveats below them.
    """
    if reader is DOCTOR:
        counts = _counts_for_doctor(result)
    else:
        counts = sentences_words([_counts(result), left_out_of_two_words(result.before, result.after)])
    return " ".join([counts, *caveats(result, reader, begins_at_visit=result.begins_at_visit)])


def _counts(result: Comparison) -> str:
    """Spasm days of both: "You had spasms on about 8 in 30 days. In the 90 days before, it was about 19 in 30.".

    Counts alone where no rate may be said.
    """
    before, after, days = result.before, result.after, len(result.before_days)
    here, there = (top.in_days(result.in_days) for top in (after, before))
    if here is None or there is None:
        values = {"here": _bare(after), "there": _bare(before), "days": number_words(days)}
        if result.is_filtered:
            words = ngettext(
                "Entries that match: %(here)s. On the day before: %(there)s.",
                "Entries that match: %(here)s. In the %(days)s days before: %(there)s.",
                days,
            )
        else:
            words = ngettext(
                "Spasm days: %(here)s. On the day before: %(there)s.",
                "Spasm days: %(here)s. In the %(days)s days before: %(there)s.",
                days,
            )
        reason = before.no_rate_reason or after.no_rate_reason
        return f"{words % values} {why_no_rate(reason, is_filtered=result.is_filtered, of_two=True)}"
    values = {"here": _in_days(here), "there": _in_days(there), "days": number_words(days)}
    if result.is_filtered:
        words = _("Entries match on %(here)s days. In the %(days)s days before, it was %(there)s.")
    else:
        words = _("You had spasms on %(here)s days. In the %(days)s days before, it was %(there)s.")
    return words % values


def _counts_for_doctor(result: Comparison) -> str:
    """Spasm days of both: "Spasm days: before 19 of 28, about 20 in 30, now 8 of 27, about 9 in 30."."""
    there, here = (
        comma_words(part for part in spasm_days_line(top, result.in_days) if part)
        for top in (result.before, result.after)
    )
    return _("Spasm days: before %(there)s, now %(here)s.") % {"there": there, "here": here}


def _in_days(part: InDays) -> str:
    """One side: "about 8 in 30", with the range that missing days allow: "about 8 (8 to 12) in 30"."""
    if part.low == part.high:
        return rate_words(part.rate, part.days)
    return _("about %(rate)s (%(range)s) in %(days)s") % {
        "rate": about_words(part.rate),
        "range": about_range_words(part.low, part.high),
        "days": number_words(part.days),
    }


def _bare(top: Headline) -> str:
    """Counts where no rate may be said: "2, with 5 of 28 days answered"; with a filter "2, known for 5 of 28 days"."""
    if top.is_all_paused:
        return _("all paused")
    if top.is_filtered:
        words = ngettext("%(n)s, known for %(known)s day", "%(n)s, known for %(known)s days", top.asked)
    else:
        words = ngettext("%(n)s, with %(known)s day answered", "%(n)s, with %(known)s days answered", top.asked)
    return words % {"n": number_words(top.n), "known": share_words(top.of, top.asked)}


def caveats(result: Comparison, reader: Reader, *, begins_at_visit: bool) -> list[str]:
    """What has to be kept in mind with two counts, nothing that does not apply. Nothing is judged.

    `begins_at_visit`: the later days begin with a visit, as far as the reader may know of it.
    """
    sentences = []
    if result.is_often_chance:
        sentences.append(_("Over so few days, a difference like this is often chance."))
    if has_shares_apart(result.before, result.after):
        sentences.append(_shares_apart_words(result, reader))
    if begins_at_visit:
        sentences.append(_after_visit_words(reader))
    if result.touches_beginning and reader is PERSON:
        # For the doctor this stands beside the dates that are compared.
        sentences.append(beginning_words())
    return sentences


def _shares_apart_words(result: Comparison, reader: Reader) -> str:
    if reader is DOCTOR:
        return _("One period has a larger share of answered days. That alone can make a difference.")
    if result.is_filtered:
        words = _("Now %(here)s days are known. Before, it was %(there)s. That alone can make a difference.")
    else:
        words = _("You answered %(here)s days in this period, and %(there)s before. That alone can make a difference.")
    here, there = (share_words(top.of, top.asked) for top in (result.after, result.before))
    return words % {"here": here, "there": there}


def _after_visit_words(reader: Reader) -> str:
    low, high = FALL_AFTER_VISIT_PERCENT
    if reader is DOCTOR:
        words = _("After a visit, a drop of %(low)d to %(high)d%% is typical.")
    else:
        words = _(
            "People see a doctor in bad weeks. In the %(days)d days after, spasm days fall by "
            "%(low)d%% to %(high)d%%, even if nothing helps."
        )
    return words % {"days": FALL_DAYS, "low": low, "high": high}


def table(result: Comparison, link: Link) -> Table:
    """A row for every measure, with what it rests on and how it was counted."""
    headers = (_("Measure"), _("Before"), _("This period"), _("Side by side"), _("How it is counted"))
    rows = (
        *_counted_rows(result),
        *_part_rows(result),
        *_worst_rows(
            result.intensity,
            number_words,
            number_range_words,
            (_("Typical daily worst"), _("Highest rating")),
            _("In %(share)s%% of all pairs of days, the later one was worse. Ties count half. %(how)s"),
        ),
        *_worst_rows(
            result.duration,
            long_duration_words,
            duration_range_words,
            (measure_title(MEASURE_LONGEST), _("Longest of all")),
            _("In %(share)s%% of all pairs of days, the later one had a longer spasm. Ties count half. %(how)s"),
        ),
        _slope_row(result),
    )
    return Table(headers, rows, how_counted(result), has_sentences=True)


def _counted_rows(result: Comparison) -> list[TableRow]:
    tops = (result.before, result.after)
    rates = [_entry_rate_words(top) for top in tops]
    days = measure_title(MEASURE_SPASM_DAYS, is_filtered=result.is_filtered)
    rate = measure_title(MEASURE_RATE, is_filtered=result.is_filtered)
    amounts = [count_words(top.entries, top.spasms) for top in tops]
    sides = _("%(before)s, then %(after)s") % {
        "before": _rate_or_not(result.before, result.in_days),
        "after": _rate_or_not(result.after, result.in_days),
    }
    described = _("description only")
    if result.is_filtered:
        how = _("Entries that match, per 30 known days.")
    else:
        quiet = _("Unanswered days tend to be quiet.") if result.after.is_quiet_likelier else ""
        how = sentences_words([_("Entries on answered days, per 30 answered days."), quiet])
    all_entries, left_out = _("All logged entries, including those in pauses."), unlisted_words_of_two(*tops)
    return [
        TableRow((days, *(_days_words(top) for top in tops), sides, how_counted(result.after))),
        TableRow((_("Entries"), *amounts, described, sentences_words([all_entries, left_out]))),
        TableRow((rate, *rates, described, sentences_words([how, left_out]))),
    ]


def _rate_or_not(top: Headline, days: int) -> str:
    rate = top.in_days(days)
    return _("no rate") if rate is None else rate_words(rate.rate, days)


def _entry_rate_words(top: Headline) -> str:
    """Entries per 30 answered days with the range that the others allow: "12 (8 to 20)"."""
    rate = top.entry_rate
    if rate is None:
        return _("no rate")
    if not top.unknown:
        return number_words(rate.rate)
    return _("%(rate)s (%(range)s)") % {
        "rate": number_words(rate.rate),
        "range": about_range_words(rate.low, rate.high),
    }


def _days_words(top: Headline) -> str:
    if top.is_all_paused:
        return _("%(n)s in a pause") % {"n": number_words(top.outside)}
    words = share_words(top.n, top.of)
    if top.unknown:
        counts = {"low": top.n, "high": top.highest, "asked": top.asked, "n": top.unknown}
        values = {name: number_words(value) for name, value in counts.items()} | {"share": words}
        if top.is_filtered:
            words = _("%(share)s (%(n)s unknown, so %(low)s to %(high)s of %(asked)s)") % values
        else:
            words = _("%(share)s (%(n)s unanswered, so %(low)s to %(high)s of %(asked)s)") % values
    if top.outside:
        words = _("%(days)s and %(n)s in a pause") % {"days": words, "n": number_words(top.outside)}
    return words


def _part_rows(result: Comparison) -> list[TableRow]:
    sleep, limited = result.broken_sleep, result.limited
    names = measure_title(MEASURE_SLEEP), measure_title(MEASURE_LIMITED), _("How limited, typically")
    described = _("description only")
    rows = []
    if isinstance(sleep, TooLittle):
        rows.append(_missing_row(names[0], sleep))
    else:
        counts = [_sleep_words(count) for count in (sleep.before, sleep.after)]
        rows.append(TableRow((names[0], *counts, described, how_counted(sleep))))
    if isinstance(limited, TooLittle):
        return [*rows, _missing_row(names[1], limited)]
    parts = (limited.before, limited.after)
    most = {"most": number_words(LIMITED_MAX)}
    medians = [
        _("unanswered") if part.median is None else _("%(n)s of %(most)s") % (most | {"n": number_words(part.median)})
        for part in parts
    ]
    return [
        *rows,
        TableRow((names[1], *(_count_words(part.days) for part in parts), described, how_counted(limited))),
        TableRow((names[2], *medians, described, _("0 is not at all, 4 is completely. Only answered days count."))),
    ]


def _sleep_words(count: DayCount) -> str:
    words, others = sleep_value(count)
    return _("%(share)s (%(others)s)") % {"share": words, "others": others} if others else words


def _count_words(count: DayCount) -> str:
    words = count_of_days_words(count)
    if not count.open:
        return words
    return ngettext("%(share)s (%(n)s unknown)", "%(share)s (%(n)s unknown)", count.open) % {
        "share": words,
        "n": number_words(count.open),
    }


def _worst_rows(
    part: Worst | TooLittle,
    words: Callable[[float], str],
    between: Callable[[float, float], str],
    names: tuple[str, str],
    pairs: str,
) -> list[TableRow]:
    if isinstance(part, TooLittle):
        return [_missing_row(names[0], part)]
    windows, how = (part.before, part.after), how_counted(part)
    return [
        TableRow(
            (names[0], *(_middle_words(days, words, between) for days in windows), _shift_words(part, pairs), how)
        ),
        TableRow((names[1], *(_highest_words(days, words) for days in windows), _("description only"), how)),
    ]


def _middle_words(
    days: WorstOfDays | TooLittle, words: Callable[[float], str], between: Callable[[float, float], str]
) -> str:
    if isinstance(days, TooLittle):
        return measure_words(days.missing)
    known = _("known for %(share)s days") % {"share": share_words(days.n, days.of)}
    if days.median is None or days.low is None or days.high is None:
        return _("too few; %(known)s") % {"known": known}
    return _("%(median)s, middle half %(range)s; %(known)s") % {
        "median": words(days.median),
        "range": between(days.low, days.high),
        "known": known,
    }


def _highest_words(days: WorstOfDays | TooLittle, words: Callable[[float], str]) -> str:
    return measure_words(days.missing) if isinstance(days, TooLittle) else words(days.worst)


def _shift_words(part: Worst, pairs: str) -> str:
    """The share of pairs in the sentence `pairs`; ties count half in it."""
    if isinstance(part.shift, TooLittle):
        return _("too few days to compare by rank, which takes %(least)d in each period") % {"least": LEAST_TREND_DAYS}
    return pairs % {"share": _percent_words(part.shift.share_higher), "how": part.shift.method}


def _percent_words(share: float) -> str:
    """Of 100; nearly all is never said to be all: 0.997 is "99.7"."""
    return number_words(floor(1000 * share) / 10) if 0.99 < share < 1 else about_words(100 * share)


def _slope_row(result: Comparison) -> TableRow:
    name, slope = _("Daily worst, within this period"), result.slope
    if isinstance(slope, TooLittle):
        return TableRow((name, "", _("too few rated days"), "", ""))
    values = {name: _signed(getattr(slope, name)) for name in ("per_30_days", "low", "high")}
    words = _("%(per_30_days)s in 30 days (middle half of the pairs of days: %(low)s to %(high)s)") % values
    return TableRow((name, "", words, _("description only"), how_counted(slope)))


def _signed(number: float) -> str:
    """With its sign, at one decimal: "+1.2", "−0.4", "0"."""
    return f"{number:+.1f}".replace("-", "−") if round(number, 1) else "0"


def _missing_row(name: str, part: TooLittle) -> TableRow:
    return TableRow((name, "–", "–", "", measure_words(part.missing)))


def short_period_words(days: Period) -> str:
    """A stretch where there is little room: "1 Jun 2026 to 28 Jun 2026"."""
    first, last = (f"{short_date_words(day)} {day.year}" for day in (days.first, days.last))
    return _("%(first)s to %(last)s") % {"first": first, "last": last}
