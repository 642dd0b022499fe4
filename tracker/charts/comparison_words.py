"""What the comparison says: its sentences, and the table of every measure. Words only; no computing, no drawing."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.analysis.change import (
    FEW_WEEKS,
    FEWER,
    LEAST_WEEKS,
    MORE,
    NO_SPASM_DAYS,
    SHARES_DIFFER,
    Change,
)
from tracker.analysis.comparison import Comparison, DayCount, Worst, WorstOfDays
from tracker.analysis.frequency import FEW_DAYS, LEAST_ANSWERED_DAYS, LOW_SHARE, NO_CLEAR_DAY, Headline
from tracker.analysis.results import TooLittle
from tracker.analysis.trend import LEAST_DAYS
from tracker.charts.comparison_panels import missing_words, range_words
from tracker.charts.tables import Link, Row, Table, how_counted
from tracker.formatting import count_words, duration_words, number_words, share_words
from tracker.vocabulary.day import LIMITED_MAX


def reading(result: Comparison) -> str:
    """The counts of both stretches, what they say and how sure that is, and what is to be expected anyway."""
    expected = _("People book visits in bad weeks, so some improvement afterwards is expected.")
    return f"{_counts(result)} {_verdict(result)} {expected}"


def times_words(ratio: float) -> str:
    """How many times as many, in as few digits as tell it from 1: "0.5", "1.3", "0.96", "24"."""
    if ratio >= 10:
        return f"{ratio:,.0f}"
    for digits in (1, 2, 3, 4):
        words = f"{ratio:.{digits}f}"
        if (float(words) == 1) == (ratio == 1) and float(words) > 0:
            break
    return words


def _counts(result: Comparison) -> str:
    before, after = result.change.before, result.change.after
    days = ngettext("on the day before", "in the %(n)s days before", len(result.before_days))
    stretch = days % {"n": number_words(len(result.before_days))}
    if before.no_rate_because or after.no_rate_because:
        here, there = _bare(after), _bare(before)
        if result.is_filtered:
            words = _("Entries that match on %(here)s; %(stretch)s on %(there)s.")
        else:
            words = _("Spasm on %(here)s; %(stretch)s on %(there)s.")
    else:
        here, there = share_words(after.n, after.of), share_words(before.n, before.of)
        if result.is_filtered:
            words = _("Entries that match on %(here)s answered days; %(stretch)s on %(there)s.")
        else:
            words = _("Spasm on %(here)s answered days; %(stretch)s on %(there)s.")
    return words % {"here": here, "stretch": stretch, "there": there}


def _bare(top: Headline) -> str:
    """Counts where no rate may be said: "2 days, with 5 of 28 answered"."""
    words = ngettext("%(n)s day, with %(known)s answered", "%(n)s days, with %(known)s answered", top.n)
    return words % {"n": number_words(top.n), "known": share_words(top.of, top.asked)}


def _verdict(result: Comparison) -> str:
    ratio = result.change.spasm_days
    if ratio is None:
        return _why_none(result.change, len(result.after_days))
    values = {name: times_words(getattr(ratio, name)) for name in ("ratio", "low", "high")}
    words = {
        MORE: _("That is more: %(ratio)s times as many. How the weeks differ leaves room for %(low)s to %(high)s."),
        FEWER: _("That is fewer: %(ratio)s times as many. How the weeks differ leaves room for %(low)s to %(high)s."),
    }.get(
        result.change.verdict,
        _("That is no clear change: how the weeks differ leaves room for %(low)s to %(high)s times as many."),
    )
    return words % values


def _why_none(change: Change, days: int) -> str:
    """Why there is no verdict, and what it would take."""
    here, there = (share_words(top.of, top.asked) for top in (change.after, change.before))
    because = change.because
    if because == FEW_DAYS:
        words = _("More or fewer cannot be said yet: that takes %(least)d answered days in each stretch.")
        if days < LEAST_ANSWERED_DAYS:
            words = _("More or fewer cannot be said of so few days: choose %(least)d days or more.")
            return words % {"least": LEAST_WEEKS * 7}
        return words % {"least": LEAST_ANSWERED_DAYS}
    if because == LOW_SHARE:
        return _("More or fewer cannot be said: that takes answers on six days of ten in each stretch.")
    if because == NO_CLEAR_DAY:
        return _(
            "More or fewer cannot be said: no day was confirmed as clear so far, so a day without an entry may mean "
            "either."
        )
    if because == SHARES_DIFFER:
        return _(
            "More or fewer cannot be said: %(here)s days are answered, before it was %(there)s, "
            "so it may be the answering that changed."
        ) % {"here": here, "there": there}
    if because == FEW_WEEKS:
        words = _("More or fewer cannot be said: that takes %(least)d weeks with answers in each stretch.")
        return words % {"least": LEAST_WEEKS}
    if because == NO_SPASM_DAYS:
        if change.before.n or change.after.n:
            return _("One of the two has none at all, so no ratio can be said: the counts stand for themselves.")
        return _("There is none in either of them.")
    return _("More or fewer cannot be said: all weeks are alike, so nothing shows how much they differ by themselves.")


def table(result: Comparison, link: Link) -> Table:
    """A row for every measure, with what it rests on and how it was counted."""
    headers = (_("Measure"), _("Before"), _("These days"), _("Side by side"), _("How it is counted"))
    rows = (
        *_counted_rows(result),
        *_part_rows(result),
        *_worst_rows(
            result.intensity, number_words, (_("Daily worst, median"), _("Daily worst, the highest")), _("was worse")
        ),
        *_worst_rows(
            result.duration,
            duration_words,
            (_("Daily longest, median"), _("Daily longest, the longest")),
            _("had the longer one"),
        ),
        _slope_row(result),
    )
    return Table(headers, rows, how_counted(result))


def _counted_rows(result: Comparison) -> list[Row]:
    change, tops = result.change, (result.change.before, result.change.after)
    rates = [_("not said") if top.per_30_days is None else number_words(top.per_30_days) for top in tops]
    days = _("Days with a match") if result.is_filtered else _("Spasm days")
    amounts = [count_words(top.entries, top.spasms) for top in tops]
    described = _("described, without a verdict")
    return [
        Row((days, *(_days_words(top) for top in tops), _verdict_words(change), how_counted(change))),
        Row((_("Entries"), *amounts, described, _("All that were written down, those in pauses too."))),
        Row((_("Entries in 30 answered days"), *rates, described, _("Entries of the answered days, in 30 of them."))),
    ]


def _days_words(top: Headline) -> str:
    words = share_words(top.n, top.of)
    if top.unknown:
        values = {"share": words, "n": number_words(top.unknown), "range": range_words(top)}
        words = _("%(share)s (%(n)s unanswered: %(range)s)") % values
    if top.outside:
        words += " " + _("and %(n)s in a pause") % {"n": number_words(top.outside)}
    return words


def _verdict_words(change: Change) -> str:
    ratio = change.spasm_days
    if ratio is None:
        return _("no verdict")
    values = {name: times_words(getattr(ratio, name)) for name in ("ratio", "low", "high")}
    words = {
        MORE: _("more: %(ratio)s times as many (95 %% interval %(low)s to %(high)s, %(weeks)s weeks)"),
        FEWER: _("fewer: %(ratio)s times as many (95 %% interval %(low)s to %(high)s, %(weeks)s weeks)"),
    }.get(
        change.verdict,
        _("no clear change: %(ratio)s times as many (95 %% interval %(low)s to %(high)s, %(weeks)s weeks)"),
    )
    return words % (values | {"weeks": number_words(ratio.n)})


def _part_rows(result: Comparison) -> list[Row]:
    sleep, limited = result.broken_sleep, result.limited
    names = _("Days with broken sleep"), _("Days limited “somewhat” or more"), _("How limited, median")
    described = _("described, without a verdict")
    rows = []
    if isinstance(sleep, TooLittle):
        rows.append(_missing_row(names[0], sleep))
    else:
        counts = [_count_words(count) for count in (sleep.before, sleep.after)]
        rows.append(Row((names[0], *counts, described, how_counted(sleep))))
    if isinstance(limited, TooLittle):
        return [*rows, _missing_row(names[1], limited)]
    parts = (limited.before, limited.after)
    most = {"most": number_words(LIMITED_MAX)}
    medians = [
        _("not said") if part.median is None else _("%(n)s of %(most)s") % (most | {"n": number_words(part.median)})
        for part in parts
    ]
    return [
        *rows,
        Row((names[1], *(_count_words(part.days) for part in parts), described, how_counted(limited))),
        Row((names[2], *medians, described, _("0 is not at all, 4 is completely; over the days that say."))),
    ]


def _count_words(count: DayCount) -> str:
    words = share_words(count.n, count.of) if count.of else _("not said")
    if not count.open:
        return words
    return ngettext("%(share)s (%(n)s leaves it open)", "%(share)s (%(n)s leave it open)", count.open) % {
        "share": words,
        "n": number_words(count.open),
    }


def _worst_rows(part: Worst | TooLittle, words, names: tuple[str, str], worse: str) -> list[Row]:
    if isinstance(part, TooLittle):
        return [_missing_row(names[0], part)]
    windows, how = (part.before, part.after), how_counted(part)
    return [
        Row((names[0], *(_middle_words(days, words) for days in windows), _shift_words(part, worse), how)),
        Row((names[1], *(_highest_words(days, words) for days in windows), _("described, without a verdict"), how)),
    ]


def _middle_words(days: WorstOfDays | TooLittle, words) -> str:
    if isinstance(days, TooLittle):
        return missing_words(days)
    known = _("known of %(share)s days") % {"share": share_words(days.n, days.of)}
    if days.median is None:
        return _("too few; %(known)s") % {"known": known}
    return _("%(median)s, middle half %(low)s to %(high)s; %(known)s") % {
        "median": words(days.median),
        "low": words(days.low),
        "high": words(days.high),
        "known": known,
    }


def _highest_words(days: WorstOfDays | TooLittle, words) -> str:
    return missing_words(days) if isinstance(days, TooLittle) else words(days.worst)


def _shift_words(part: Worst, worse: str) -> str:
    """The share of pairs as a sentence; ties count half in it."""
    if isinstance(part.shift, TooLittle):
        return _("too few days with a value to compare by rank: that takes %(least)d in each") % {"least": LEAST_DAYS}
    return _(
        "of all pairs of a day here and a day before, the one here %(worse)s in %(share)s %% (ties count half); %(how)s"
    ) % {
        "worse": worse,
        "share": number_words(round(100 * part.shift.share_higher)),
        "how": part.shift.method,
    }


def _slope_row(result: Comparison) -> Row:
    name, found = _("Daily worst, within these days"), result.slope
    if isinstance(found, TooLittle):
        return Row((name, "", _("too few days with a number"), "", ""))
    values = {name: _signed(getattr(found, name)) for name in ("per_30_days", "low", "high")}
    words = _("%(per_30_days)s in 30 days; middle half of the pairs of days %(low)s to %(high)s") % values
    return Row((name, "", words, _("described, without a verdict"), how_counted(found)))


def _signed(number: float) -> str:
    """With its sign, at one decimal: "+1.2", "−0.4", "0"."""
    return f"{number:+.1f}".replace("-", "−") if round(number, 1) else "0"


def _missing_row(name: str, part: TooLittle) -> Row:
    return Row((name, _("nothing"), _("nothing"), "", missing_words(part)))
