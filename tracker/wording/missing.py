"""Why there is nothing to show, and what it takes: once, for charts, their pages and the doctor's summary."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.analysis.frequency import LEAST_ANSWERED_DAYS, LOW_SHARE
from tracker.analysis.relief import LEAST_USES
from tracker.analysis.results import (
    EMPTY_DIARY,
    FEW_DAYS,
    FEW_USES,
    NO_DAYS_BEFORE,
    NO_DURATION,
    NO_ENTRIES,
    NO_FACTOR,
    NO_FACTORS_ASKED,
    NO_LIMITED,
    NO_MATCH,
    NO_RATING,
    NO_REGION,
    NO_RELIEF,
    NO_SLEEP,
    OF_WHOLE_DAYS,
    TooLittle,
)
from tracker.days import Period
from tracker.formatting import date_words, number_words
from tracker.wording.readers import PERSON, Reader


def why_nothing(part: TooLittle, reader: Reader) -> str:
    """Why a chart or a section has nothing to show, and what it takes.

    Example: TooLittle("few-uses", 2), for the doctor: "Shown once something has been rated 3 times; the most so far is
    2."
    """
    words = _for_person(part) if reader is PERSON else _for_doctor(part)
    return words % {"n": number_words(part.have), "least": LEAST_USES}


def _for_person(part: TooLittle) -> str:
    n = part.have
    words = {
        NO_MATCH: _("No entries on these days match the filter."),
        # Spasms there may have been: in an answer alone, or one that ran on.
        NO_ENTRIES: _("There are no entries on these days."),
        NO_RATING: ngettext(
            "There is %(n)s entry, but it has no rating from 0 to 10. Rate it to see it here.",
            "There are %(n)s entries, but none has a rating from 0 to 10. Rate any of them to see it here.",
            n,
        ),
        NO_REGION: ngettext(
            "There is %(n)s entry, but it doesn’t say where. Add the place to see it here.",
            "There are %(n)s entries, but none says where. Add a place to any of them to see it here.",
            n,
        ),
        NO_DURATION: ngettext(
            "There is %(n)s entry, but it doesn’t say how long it lasted. Add when it stopped to see it here.",
            "There are %(n)s entries, but none says how long it lasted. Add when one of them stopped to see it here.",
            n,
        ),
        NO_FACTOR: ngettext(
            "There is %(n)s entry, but it doesn’t say what may have set it off. Answer that to count it here. "
            "“None of these” counts, too.",
            "There are %(n)s entries, but none says what may have set it off. "
            "Answer that in any of them to count it here. “None of these” counts, too.",
            n,
        ),
        NO_RELIEF: ngettext(
            "There is %(n)s entry, but it doesn’t say what you tried. "
            "A remedy shows here once you have rated it %(least)d times.",
            "There are %(n)s entries, but none says what you tried. "
            "A remedy shows here once you have rated it %(least)d times.",
            n,
        ),
        FEW_USES: _(
            "A remedy shows here once you have rated it %(least)d times, during a spasm or after "
            "it. The most so far is %(n)s."
        ),
        NO_FACTORS_ASKED: _(
            "Do you wonder what goes with your spasms? The check-in can ask about a few things every evening, "
            "on days with a spasm and on days without. You’ll see both compared here."
        ),
    }
    if part.missing == NO_DAYS_BEFORE:
        return _no_days_before(n)
    return words.get(part.missing, _("Nothing logged yet. It fills in once you log a spasm."))


def _no_days_before(n: int) -> str:
    if not n:
        return _("Your diary begins in this period, so there is nothing before it to compare.")
    return ngettext(
        "These days are compared with the same number of days right before them. "
        "So far your diary has %(n)s day before them.",
        "These days are compared with the same number of days right before them. "
        "So far your diary has %(n)s days before them.",
        n,
    )


def _for_doctor(part: TooLittle) -> str:
    n = part.have
    return {
        EMPTY_DIARY: _("Nothing logged yet. It fills in with the first entry."),
        NO_ENTRIES: _("No entries in this period."),
        NO_RATING: ngettext("%(n)s entry, not rated from 0 to 10.", "%(n)s entries, none rated from 0 to 10.", n),
        NO_DURATION: ngettext("%(n)s entry, with no end noted.", "%(n)s entries, none with an end noted.", n),
        NO_REGION: ngettext("%(n)s entry, with no place noted.", "%(n)s entries, none with a place noted.", n),
        NO_FACTOR: ngettext(
            "%(n)s entry, with no suspected trigger.", "%(n)s entries, none with a suspected trigger.", n
        ),
        NO_RELIEF: ngettext(
            "%(n)s entry, with no remedy noted. Shown once something has been rated %(least)d times.",
            "%(n)s entries, none with a remedy noted. Shown once something has been rated %(least)d times.",
            n,
        ),
        FEW_USES: _("Shown once something has been rated %(least)d times. The most so far is %(n)s."),
        NO_FACTORS_ASKED: _(
            "The evening check-in does not ask about factors. It takes about 90 evenings before anything can be said."
        ),
    }.get(part.missing, _("Too little has been logged for this so far."))


def nothing_listed(missing: str) -> str:
    """For the doctor: why nothing can be named where private entries alone say it, by the code of a TooLittle."""
    return {
        NO_ENTRIES: _("No entries to list in this period."),
        NO_RATING: _("No listed entry is rated from 0 to 10 yet."),
        NO_REGION: _("No listed entry has a place noted."),
        NO_FACTOR: _("No listed entry names a suspected trigger."),
        FEW_USES: _("Shown once something listed has been rated %(least)d times.") % {"least": LEAST_USES},
    }[missing]


def what_it_takes(part: TooLittle) -> str:
    """What has to be known before somebody begins with it, for the person; "" where nothing has.

    For NO_DAYS_BEFORE it is said where no shorter stretch can be compared either.
    """
    return {
        NO_DAYS_BEFORE: _("Once your diary has 14 days, you can compare the last 7 with the 7 before."),
        NO_FACTORS_ASKED: _(
            "This takes patience. It is too early to say anything before about 90 such evenings, and a small link may "
            "never show. Your diary is complete without it."
        ),
    }.get(part.missing, "")


def measure_words(missing: str) -> str:
    """What one measure of several would need, in one short sentence, by the code of a TooLittle."""
    return {
        NO_RATING: _("No entry has a number from 0 to 10."),
        NO_DURATION: _("No entry says how long it lasted."),
        NO_SLEEP: _("It isn’t noted yet whether sleep was broken."),
        NO_LIMITED: _("No check-in says how limited the day was."),
        OF_WHOLE_DAYS: _("This is about whole days, so a filter cannot narrow it."),
    }.get(missing, _("Nothing logged."))


def why_no_rate(reason: str, *, is_filtered: bool, of_two: bool = False) -> str:
    """What it takes to say how often, by the code of a headline; `of_two`: where two stretches stand side by side.

    With a filter, an answered day may leave open what is asked for: then it is not known.
    """
    if reason == FEW_DAYS:
        if of_two and is_filtered:
            words = _("It takes %(least)d known days in each stretch to say how often.")
        elif of_two:
            words = _("It takes %(least)d answered days in each stretch to say how often.")
        elif is_filtered:
            words = _("It takes %(least)d known days to say how often.")
        else:
            words = _("It takes %(least)d answered days to say how often.")
        return words % {"least": LEAST_ANSWERED_DAYS}
    if reason == LOW_SHARE and is_filtered:
        return _("Too many days are unknown to say how often.")
    if reason == LOW_SHARE:
        return _("We can’t say how often. That takes answers on at least 6 days in 10.")
    return _("We can’t say how often yet. Mark the days without a spasm.")


def nothing_to_compare(first_on: dt.date, period: Period) -> str:
    """For the doctor, what it takes to have as much before `period` as it is long: a log of twice as many days.

    No date is named: while the log is shorter than what was asked for, `period` grows with it.
    """
    words = _(
        "Nothing to compare with yet. The log begins on %(first)s. To compare with as many days before, the log "
        "has to cover %(days)s days."
    )
    return words % {"first": date_words(first_on), "days": number_words(2 * len(period))}
