"""What looks at change say, to the person and to the doctor; why a change cannot be looked at. Words only."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tracker.analysis.change import (
    MARK_DAYS,
    MARKED_EARLY_IN_DIARY,
    MARKED_LATE,
    MARKED_LOOK_DAYS,
    NO_SPASM_DAY,
    SHARES_APART,
    VERDICT_FEWER,
    VERDICT_MORE,
    YEAR_LOOK_DAYS,
    ChangeLook,
    RateRatio,
    WindowCounts,
    overlapping,
)
from tracker.analysis.change_figures import ANSWERED_PERCENT
from tracker.analysis.frequency import NO_CLEAR_DAY, USUAL_DAYS
from tracker.analysis.landmarks import LANDMARK_BEGAN, LANDMARK_DOSE, LANDMARK_ENDED, LANDMARK_VISIT
from tracker.analysis.other_changes import OtherChange
from tracker.analysis.results import NO_DAYS_BEFORE
from tracker.days import Period
from tracker.formatting import (
    comma_words,
    date_words,
    list_words,
    number_range_words,
    number_words,
    period_words,
    rate_words,
    ratio_words,
    sentences_words,
    share_words,
)
from tracker.wording.frequency import beginning_words
from tracker.wording.other_changes import doctors_other_changes_words, other_changes_words
from tracker.wording.readers import DOCTOR, Reader


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """A look, for the person."""

    heading: str
    sentences: str
    """What it says, in one denominator, with the counts behind it."""
    others: str
    """What else changed in the days after; "" where nothing did, and where there is no result."""
    sure: tuple[str, ...]
    """How often such looks are wrong, and what else has to be kept in mind."""


Doses = tuple[str, str]
"""From which dose to which."""


def look_words(
    what: str, name: str, look: ChangeLook, others: Sequence[OtherChange] = (), doses: Doses | None = None
) -> ChangeWords:
    """All that a look says to the person.

    `what`: LANDMARK_BEGAN, LANDMARK_ENDED, LANDMARK_DOSE, LANDMARK_VISIT, or that of a year; `name`: what began or
    ended, or what the dose is of, "" if that is not known; `others`: what else changed in the days after; `doses`: of a
    change of dose.
    """
    says = [_verdict_words(look)]
    if not look.why_none:
        says.append(_behind_words(look))
    says.append(_left_out_words(look))
    beside = "" if look.why_none else other_changes_words(others, is_named=bool(name))
    heading = heading_words(what, name, look.after.days, doses)
    return ChangeWords(heading, sentences_words(says), beside, tuple(_sure(look)))


def heading_words(what: str, name: str, after: Period, doses: Doses | None = None) -> str:
    """What was looked at: "Since you began “magnesium” on 3 September 2026"."""
    if len(after) == YEAR_LOOK_DAYS:
        return _("Your year, %(days)s") % {"days": period_words(after.first, after.last)}
    values = {"what": name, "date": date_words(after.first)}
    if what == LANDMARK_VISIT:
        return _("Since your visit on %(date)s") % values
    if name and what == LANDMARK_BEGAN:
        return _("Since you began “%(what)s” on %(date)s") % values
    if name and what == LANDMARK_ENDED:
        return _("Since you stopped “%(what)s” on %(date)s") % values
    if name and what == LANDMARK_DOSE and doses:
        values |= {"before": doses[0], "after": doses[1]}
        return _("Since you changed the dose of “%(what)s” from %(before)s to %(after)s on %(date)s") % values
    return _("Since a change on %(date)s") % values


def verdict_line(
    what: str, name: str, look: ChangeLook, others: Sequence[OtherChange] = (), doses: Doses | None = None
) -> str:
    """A look that says fewer or more: beside a comparison of nearly the same days."""
    words = _("%(since)s: fewer spasm days, by one comparison planned in advance.")
    if look.verdict.side == VERDICT_MORE:
        words = _("%(since)s: more spasm days, by one comparison planned in advance.")
    verdict = words % {"since": heading_words(what, name, look.after.days, doses)}
    return sentences_words([verdict, other_changes_words(others, is_named=bool(name))])


def doctors_verdict_line(look: ChangeLook, others: Sequence[OtherChange] = ()) -> str:
    """The same beside the doctor's numbers, where what changed stands on page 2; what else did stands here, too."""
    words = _("Fewer spasm days since %(date)s, by a comparison planned in advance (page\u00a02).")
    if look.verdict.side == VERDICT_MORE:
        words = _("More spasm days since %(date)s, by a comparison planned in advance (page\u00a02).")
    verdict = words % {"date": date_words(look.after.days.first, with_year=False)}
    return sentences_words([verdict, doctors_other_changes_words(others, is_named=False)])


def _is_year(look: ChangeLook) -> bool:
    return len(look.after.days) == YEAR_LOOK_DAYS


def _verdict_words(look: ChangeLook) -> str:
    if look.why_none:
        return _why_none_words(look)
    values = {
        "there": _rate(look.before),
        "here": _rate(look.after),
        "days": number_words(MARKED_LOOK_DAYS),
    }
    if _is_year(look):
        words = {
            VERDICT_FEWER: _("You had fewer spasm days than in the year before: %(there)s then, %(here)s in this one."),
            VERDICT_MORE: _("You had more spasm days than in the year before: %(there)s then, %(here)s in this one."),
        }.get(
            look.verdict.side,
            _("No clear difference: %(there)s in the year before, %(here)s in this one. This could be chance."),
        )
    else:
        words = {
            VERDICT_FEWER: _("You had fewer spasm days: %(there)s in the %(days)s days before, %(here)s after."),
            VERDICT_MORE: _("You had more spasm days: %(there)s in the %(days)s days before, %(here)s after."),
        }.get(
            look.verdict.side,
            _("No clear difference: %(there)s in the %(days)s days before, %(here)s after. This could be chance."),
        )
    return words % values


def _rate(part: WindowCounts) -> str:
    return rate_words(USUAL_DAYS * part.n / part.of, USUAL_DAYS)


def _why_none_words(look: ChangeLook) -> str:
    """Why there is no result: never a result of its own."""
    if look.why_none == SHARES_APART:
        words = _(
            "There is no result. You answered %(there)s days before, %(here)s after. That alone can make a difference."
        )
        return words % {
            "there": share_words(look.before.of, look.before.asked),
            "here": share_words(look.after.of, look.after.asked),
        }
    reasons = {
        NO_SPASM_DAY: _("There is no result, because no day you answered was a spasm day, before or after."),
        NO_DAYS_BEFORE: _no_days_before_words(look),
        NO_CLEAR_DAY: _("There is no result, because no day was marked clear."),
    }
    few = _("There is no result, because too few days were answered before or after.")
    return reasons.get(look.why_none, few)


def _no_days_before_words(look: ChangeLook) -> str:
    if _is_year(look):
        return _("There is no result, because your diary doesn’t go back a full year before that.")
    words = _("There is no result, because your diary doesn’t go back %(days)s days before that.")
    return words % {"days": number_words(MARKED_LOOK_DAYS)}


def _behind_words(look: ChangeLook) -> str:
    """The counts behind it."""
    words = _(
        "You had spasms on %(there)s of the %(of)s days you answered before, and on %(here)s of %(of_here)s after."
    )
    return words % {
        "there": number_words(look.before.n),
        "of": number_words(look.before.of),
        "here": number_words(look.after.n),
        "of_here": number_words(look.after.of),
    }


def _left_out_words(look: ChangeLook) -> str:
    """What is in none of the counts; "" without a pause. Days that were paused afterward may be the bad ones."""
    if not look.before.paused + look.after.paused:
        return ""
    words = _("This leaves out the days you paused, %(before)s before and %(after)s after.")
    paused = words % {"before": number_words(look.before.paused), "after": number_words(look.after.paused)}
    there, here = look.before.in_pauses, look.after.in_pauses
    if not there + here:
        return paused
    words = _("Of these, %(before)s before and %(after)s after were spasm days.")
    return sentences_words([paused, words % {"before": number_words(there), "after": number_words(here)}])


def _sure(look: ChangeLook) -> list[str]:
    figures = look.figures
    sentences = [_("This comparison was planned in advance. It is made once, and its result stays.")]
    if not look.why_none:
        if _depends_on_unanswered(look):
            sentences.append(_("The answer could change with the days you didn’t answer."))
        if look.verdict.depends_on_pauses:
            sentences.append(_("The answer could change with the days you paused."))
        sentences.append(
            _(
                "We tried it on made-up diaries with spasms on 1 day in 5. Where nothing changed, %(range)s of 100 "
                "such comparisons still said fewer or more."
            )
            % {"range": number_range_words(*figures.false)}
        )
        sentences.append(
            _("Where spasm days halved, %(halved)s of 100 said so. Where they doubled, %(doubled)s of 100 did.")
            % {
                "halved": number_range_words(*figures.halved),
                "doubled": number_range_words(*figures.doubled),
            }
        )
    sentences.append(_("It says whether spasm days changed, not why."))
    if look.begins_at_visit:
        sentences.append(_("People see a doctor in bad weeks, so some improvement afterwards is to be expected."))
    if look.touches_beginning:
        sentences.append(beginning_words())
    return sentences


def _depends_on_unanswered(look: ChangeLook) -> bool:
    ratio, if_quiet = look.verdict.ratio, look.verdict.if_quiet
    return bool(ratio and if_quiet and ratio.side != if_quiet.side)


@dataclass(frozen=True, slots=True)
class DoctorsLook:
    """A look, for the doctor."""

    subject: str
    """What was compared, and when."""
    result: str
    figures: tuple[tuple[str, str], ...]
    """(what it is, number): spasm days of answered days in both windows, and their ratio where there is one."""


def doctors_look(
    what: str,
    name: str,
    look: ChangeLook,
    others: Sequence[OtherChange] = (),
    doses: Doses | None = None,
    *,
    begins_at_visit: bool = False,
) -> DoctorsLook:
    """All that a look says to the doctor.

    `others`: what else changed in the days after, as far as the reader may know of it.
    `begins_at_visit`: the later window begins with a visit, as far as the reader may know of it.
    """
    figures = [
        (pgettext("days before a change", "Before"), _spasm_days_words(look.before)),
        (pgettext("days after a change", "After"), _spasm_days_words(look.after)),
    ]
    ratio = look.verdict.ratio
    if not look.why_none and ratio is not None:
        values = {"ratio": ratio_words(ratio.ratio), "interval": _interval(ratio)}
        figures.append((_("Rate ratio (95% CI)"), _("%(ratio)s (%(interval)s)") % values))
    beside = "" if look.why_none else doctors_other_changes_words(others, is_named=bool(name))
    result = sentences_words([*_doctors_result(look, begins_at_visit=begins_at_visit), beside])
    return DoctorsLook(_doctors_subject(what, name, look, doses), result, tuple(figures))


def _spasm_days_words(part: WindowCounts) -> str:
    """ "2 of 62", and "28 paused" and "24 more in pauses" where there are any."""
    paused = _("%(n)s paused") % {"n": number_words(part.paused)} if part.paused else ""
    more = _("%(n)s more in pauses") % {"n": number_words(part.in_pauses)} if part.in_pauses else ""
    return comma_words(words for words in (share_words(part.n, part.of), paused, more) if words)


def doctors_beginning(n: int) -> str:
    """What stands before n looks: that they were planned, and why their counts are not those of page 1."""
    return ngettext(
        "This comparison was planned in advance. It covers its own days, so counts differ from page 1.",
        "These comparisons were planned in advance. Each covers its own days, so counts differ from page 1.",
        n,
    )


def _doctors_result(look: ChangeLook, *, begins_at_visit: bool) -> list[str]:
    """Which way, and what has to be kept in mind."""
    if look.why_none:
        words = _("No verdict. Answered %(known)s days before, %(known_here)s after.")
        values = {
            "known": share_words(look.before.of, look.before.asked),
            "known_here": share_words(look.after.of, look.after.asked),
        }
        return [words % values]
    ratio, if_quiet = look.verdict.ratio, look.verdict.if_quiet
    sides = {VERDICT_FEWER: _("Fewer spasm days."), VERDICT_MORE: _("More spasm days.")}
    parts = [sides.get(look.verdict.side, _("No clear difference."))]
    if ratio is None:
        parts.append(_("There is no ratio without a spasm day."))
    if if_quiet and _depends_on_unanswered(look):
        words = _("With unanswered days taken as clear, 95%% CI %(interval)s.")
        parts.append(words % {"interval": _interval(if_quiet)})
    if look.verdict.depends_on_pauses:
        parts.append(_("The answer could change with the days in pauses."))
    if begins_at_visit:
        parts.append(_("Begins at a visit, so some improvement is to be expected."))
    if look.touches_beginning:
        parts.append(_("The days before include the first of the log, often a bad spell."))
    return parts


def doctors_note(looks: Iterable[ChangeLook]) -> str:
    """One note for some looks: how often such looks see a halving or report a false change, by their length; what
    follows for one that says nothing; and where that is from."""
    first = _(
        "Over %(days)s days, such comparisons find %(halved)s of 100 true halvings of spasm days and report a change "
        "in %(false)s of 100 steady diaries."
    )
    others = _("Over %(days)s days: %(halved)s, and %(false)s.")
    sentences: list[str] = []
    for days, figures in dict.fromkeys((len(look.after.days), look.figures) for look in looks):
        values = {
            "days": number_words(days),
            "halved": number_range_words(*figures.halved),
            "false": number_range_words(*figures.false),
        }
        sentences.append((others if sentences else first) % values)
    words = _(
        "So no clear difference does not rule out a halving. From simulated diaries with spasms on 1 day in 5, "
        "%(percent)s%% of days answered."
    )
    return sentences_words([*sentences, words % {"percent": number_words(ANSWERED_PERCENT)}])


def _doctors_subject(what: str, name: str, look: ChangeLook, doses: Doses | None) -> str:
    """What was looked at: "Starting magnesium, 3 September 2026, 90 days each side"."""
    values = {"what": name, "date": date_words(look.after.days.first), "days": number_words(len(look.after.days))}
    if _is_year(look):
        return _("%(days)s days before and from %(date)s") % values
    if what == LANDMARK_VISIT:
        return _("Visit, %(date)s, %(days)s days each side") % values
    if name and what == LANDMARK_BEGAN:
        return _("Starting “%(what)s”, %(date)s, %(days)s days each side") % values
    if name and what == LANDMARK_ENDED:
        return _("Stopping “%(what)s”, %(date)s, %(days)s days each side") % values
    if name and what == LANDMARK_DOSE and doses:
        values |= {"before": doses[0], "after": doses[1]}
        return _("Changing “%(what)s” from %(before)s to %(after)s, %(date)s, %(days)s days each side") % values
    return _("A change, %(date)s, %(days)s days each side") % values


def _interval(ratio: RateRatio) -> str:
    return _("%(low)s–%(high)s") % {"low": ratio_words(ratio.low), "high": ratio_words(ratio.high)}


def no_looks_words(reader: Reader) -> str:
    """That there is none to show, and when there will be: the doctor is not told of one that is private."""
    if reader is DOCTOR:
        return _("None to show. Spasm days are compared after two years, and 90 days after a change marked in advance.")
    return _(
        "spasmlog compares your spasm days after two years, and 90 days after a change that you marked in advance."
    )


def ahead_words(until: dt.date) -> str:
    """That a marked change is still to be looked at, and when."""
    words = _(
        "You asked for a before-and-after comparison. The result comes when you log something on or after %(until)s."
    )
    return words % {"until": date_words(until)}


def not_to_the_day_words() -> str:
    """Why a change without an exact date cannot be marked."""
    return _("This comparison needs the exact day. Enter it, or uncheck this.")


def not_marked_words(why: str, on: dt.date, first_on: dt.date | None, others: Iterable[dt.date]) -> str:
    """Why a change on this day cannot be marked, and what to do."""
    if why == MARKED_LATE:
        words = ngettext(
            "That was more than %(n)d day ago, so part of the result is known. Uncheck this to save.",
            "That was more than %(n)d days ago, so part of the result is known. Uncheck this to save.",
            MARK_DAYS,
        )
        return words % {"n": MARK_DAYS}
    if why == MARKED_EARLY_IN_DIARY:
        if first_on is None:
            return _(
                "This comparison needs 90 days of diary before the date. Yours is still empty. Uncheck this to save."
            )
        words = _(
            "This comparison needs 90 days of diary before the date. Yours begins on %(date)s. Uncheck this to save."
        )
        return words % {"date": date_words(first_on)}
    words = _(
        "You already have a comparison around %(dates)s. Two can’t share days, and there are two a year at most. "
        "Uncheck this to save."
    )
    return words % {"dates": list_words([date_words(day) for day in overlapping(on, others)])}
