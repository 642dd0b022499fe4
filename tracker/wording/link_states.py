"""What may be said of a factor, in words: every page, file and chart takes its phrases from here. No computing.

Never that something is a cause, or certain, or to be avoided: a test holds every phrase to that.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, isinf, log

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.analysis.conditional import LESS_OFTEN
from tracker.analysis.evidence import LikeWithLike
from tracker.analysis.factor_blocks import (
    CLOSING,
    EXPOSED,
    OTHERS,
    OUTCOMES,
    OWN_ANSWERS,
    OWN_DAYS,
    UNEXPOSED,
    Counts,
    Missing,
)
from tracker.analysis.factor_days import HARD_DAY, HARD_LIMITED, Outcome
from tracker.analysis.factor_records import NOT_SEEN_AGAIN, NOTHING_CLEAR, SEEN_AGAIN, WORTH_WATCHING
from tracker.analysis.factors import (
    GETTING_CLEARER,
    LINKED,
    LINKED_EARLIER,
    NO_CLEAR_LINK,
    TOO_EARLY,
    FactorAnalysis,
    FactorResult,
)
from tracker.formatting import date_words, number_words, share_words
from tracker.vocabulary.day import LIMITED
from tracker.vocabulary.factors import FACTORS
from tracker.vocabulary.lazy_text import LazyText

MOST_EVIDENCE = 1_000_000
"""Beyond that a number says nothing more to anybody."""


@dataclass(frozen=True, slots=True)
class StateWords:
    """One state: in short, as the head of a group with what belongs beside it, and in full."""

    short: LazyText
    head: LazyText
    rest: LazyText
    full: LazyText


STATE_WORDS: Mapping[str, StateWords] = {
    LINKED: StateWords(
        gettext_lazy("linked"),
        gettext_lazy("linked in your diary"),
        gettext_lazy("together, not proof of cause"),
        gettext_lazy("linked in your diary (together, not proof of cause)"),
    ),
    LINKED_EARLIER: StateWords(
        gettext_lazy("linked earlier"),
        gettext_lazy("linked earlier, weaker since"),
        gettext_lazy("together, not proof of cause"),
        gettext_lazy("linked earlier, weaker since (together, not proof of cause)"),
    ),
    GETTING_CLEARER: StateWords(
        gettext_lazy("getting clearer"),
        gettext_lazy("getting clearer, not a finding"),
        "",
        gettext_lazy("getting clearer, not a finding"),
    ),
    NO_CLEAR_LINK: StateWords(
        gettext_lazy("no clear link"),
        gettext_lazy("no clear link so far"),
        gettext_lazy("a moderate one could still be missed; links within the same day are not tested"),
        gettext_lazy(
            "no clear link so far (a moderate one could still be missed; links within the same day are not tested)"
        ),
    ),
    TOO_EARLY: StateWords(
        gettext_lazy("too early to say"), gettext_lazy("too early to say"), "", gettext_lazy("too early to say")
    ),
}

EARLIER_WORDS: Mapping[str, LazyText] = {
    SEEN_AGAIN: gettext_lazy("On %(date)s, an earlier method saw it again in new data."),
    NOT_SEEN_AGAIN: gettext_lazy("On %(date)s, an earlier method did not see it again."),
    WORTH_WATCHING: gettext_lazy("On %(date)s, an earlier method called it worth watching, not a finding."),
    NOTHING_CLEAR: gettext_lazy("On %(date)s, an earlier method found no clear link."),
}
"""What looks at fixed numbers of days had said, kept as history."""


def outcome_words(outcome: Outcome) -> str:
    """What is looked for in the night and day after: "a spasm", or a hard day with the line that was frozen.

    Example: "a hard day (limited somewhat or more, or rated 5 or more)".
    """
    if outcome.kind != HARD_DAY:
        return _("a spasm")
    level = LIMITED.label(str(HARD_LIMITED))
    if outcome.hard_from is None:
        return _("a hard day (limited %(level)s or more)") % {"level": level}
    return _("a hard day (limited %(level)s or more, or rated %(rating)d or more)") % {
        "level": level,
        "rating": round(outcome.hard_from),
    }


def counted_words(analysis: FactorAnalysis) -> str:
    """What is counted, as a head over counts."""
    words = _("Days followed by %(outcome)s in the night and day after")
    return words % {"outcome": outcome_words(analysis.outcome)}


def label_words(analysis: FactorAnalysis, result: FactorResult) -> str:
    """The factor's name; the person's own as they spelled it."""
    return str(FACTORS.label(result.code, analysis.words))


def counts_words(counts: Counts) -> tuple[str, str]:
    """After days with the factor, and after days without: ("9 of 20", "10 of 61")."""
    return (
        share_words(counts.exposed_outcomes, counts.exposed),
        share_words(counts.unexposed_outcomes, counts.unexposed),
    )


def both_counts_words(counts: Counts) -> str:
    """The same in one line: "with it 9 of 20 · without it 10 of 61"."""
    with_it, without = counts_words(counts)
    return _("with it %(with)s · without it %(without)s") % {"with": with_it, "without": without}


def natural_words(label: str, compared: LikeWithLike, outcome: Outcome, *, is_link: bool = True) -> str:
    """The natural frequencies of one factor, which always come first, both in one denominator.

    Example: "Of 10 days with “long sitting”, about 7 were followed by a spasm. Of 10 without, about 4."
    """
    words = ngettext(
        "Of %(of)d days with “%(factor)s”, about %(with)s was followed by %(outcome)s. "
        "Of %(of)d without, about %(without)s.",
        "Of %(of)d days with “%(factor)s”, about %(with)s were followed by %(outcome)s. "
        "Of %(of)d without, about %(without)s.",
        natural_days(compared, is_link=is_link).with_it,
    )
    return words % natural_values(label, compared, outcome, is_link=is_link)


def natural_values(
    label: str, compared: LikeWithLike, outcome: Outcome, *, is_link: bool = True
) -> dict[str, str | int]:
    """What such a sentence is filled with."""
    days = natural_days(compared, is_link=is_link)
    return {
        "of": days.of,
        "factor": label,
        "outcome": outcome_words(outcome),
        "with": number_words(days.with_it),
        "without": number_words(days.without),
    }


@dataclass(frozen=True, slots=True)
class NaturalDays:
    """Like with like in whole days: what a title says, dots show and the end of a row repeats. Rounded here alone."""

    of: int
    """10, or 100."""
    with_it: int
    without: int


def natural_days(compared: LikeWithLike, *, is_link: bool) -> NaturalDays:
    """Of so many days with a factor, and of as many without, on about how many it followed.

    Of 100 days where ten would round a few to none, or are too few to tell the two apart; where there is no link, there
    is nothing to tell apart.
    """
    is_alike = round(10 * compared.with_it) == round(10 * compared.without)
    of = 100 if (is_link and is_alike) or min(compared.with_it, compared.without) < 0.05 else 10
    return NaturalDays(of, round(of * compared.with_it), round(of * compared.without))


def natural_rates_words(days: NaturalDays) -> tuple[str, str]:
    """The same at the end of two rows: ("about 7 in 10", "about 3 in 10")."""
    words, of = _("about %(rate)s in %(days)s"), number_words(days.of)
    with_it, without = (words % {"rate": number_words(n), "days": of} for n in (days.with_it, days.without))
    return with_it, without


def frequency_words(label: str, counts: Counts, outcome: Outcome) -> str:
    """The counts as they are, where nothing may be compared yet.

    Example: "with “stress”, there was a spasm in the night and day after on 9 of 20 days; without it, on 10 of 61".
    """
    words = _(
        "with “%(factor)s”, there was %(outcome)s in the night and day after on %(with)s days; without it, on %(not)s"
    )
    with_it, without = counts_words(counts)
    return words % {"factor": label, "outcome": outcome_words(outcome), "with": with_it, "not": without}


def pointed_at_words(analysis: FactorAnalysis, result: FactorResult) -> str:
    """One factor, for who points at it: its frequencies or counts, and its state."""
    label, outcome = label_words(analysis, result), analysis.outcome
    if result.compared:
        frequencies = natural_words(label, result.compared, outcome, is_link=result.is_link).rstrip(".")
    else:
        frequencies = frequency_words(label, result.counts, outcome)
    return f"{frequencies} – {STATE_WORDS[result.state].full}"


def missing_words(missing: Missing, outcome: Outcome) -> str:
    """Why nothing can be said yet, with the counter: "You have 41 of about 90 days."."""
    phrases = {
        OWN_ANSWERS: _("You have %(have)s of about %(need)s days."),
        OWN_DAYS: _("%(have)s days count so far. It takes %(need)s."),
        OUTCOMES: _("A spasm followed on %(have)s days. It takes %(need)s."),
        OTHERS: _("No spasm followed on %(have)s days. It takes %(need)s."),
        EXPOSED: _("You said yes on %(have)s days that count. It takes %(need)s."),
        UNEXPOSED: _("You said no on %(have)s days that count. It takes %(need)s."),
        CLOSING: _("You have enough days. They count once these four weeks are over."),
    }
    if outcome.kind == HARD_DAY:
        phrases |= {
            OUTCOMES: _("A hard day followed on %(have)s days. It takes %(need)s."),
            OTHERS: _("No hard day followed on %(have)s days. It takes %(need)s."),
        }
    if missing.what not in phrases:
        return _(
            "There are no days to compare. In each four-week block, all days that are alike had the same answer, or "
            "ended the same way."
        )
    return phrases[missing.what] % {"have": number_words(missing.have), "need": number_words(missing.need)}


def too_early_words(missing: Missing | None, outcome: Outcome) -> str:
    """Example: "It is too early to say. You have 41 of about 90 days."."""
    words = _("It is too early to say. %(missing)s")
    return words % {"missing": missing_words(missing, outcome)} if missing else _("It is too early to say.")


def evidence_words(log_evidence: float) -> str:
    """Evidence as odds: "34 to 1", "0.2 to 1"; beyond a million no number."""
    if log_evidence > log(MOST_EVIDENCE):
        return _("more than %(n)s to 1") % {"n": number_words(MOST_EVIDENCE)}
    return _("%(n)s to 1") % {"n": _two_digits(exp(log_evidence))}


def range_words(log_range: tuple[float, float]) -> str:
    """The odds ratios that fit, on whatever day one looks: "1.4 to 7.5"."""
    low, high = log_range
    values = {
        "low": "0" if isinf(low) else _two_digits(exp(low)),
        "high": "∞" if isinf(high) else _two_digits(exp(high)),
    }
    return _("%(low)s to %(high)s") % values


def _two_digits(value: float) -> str:
    """Two digits that say something: "0.043", "0.85", "3.2", "14", "210", "43,000"."""
    if value < 10:
        return number_words(value)
    digits = len(str(round(value))) - 2
    return number_words(round(value, -digits))


def day_of(ordinal: int) -> str:
    """The date of an ordinal, with its year."""
    return date_words(dt.date.fromordinal(ordinal))


_LINKED_SENTENCES: Mapping[tuple[bool, bool], LazyText] = {
    (False, False): gettext_lazy(
        "Spasms came more often after days with it. This has counted as a link since %(date)s."
    ),
    (False, True): gettext_lazy(
        "Spasms came less often after days with it. This has counted as a link since %(date)s."
    ),
    (True, False): gettext_lazy(
        "Hard days came more often after days with it. This has counted as a link since %(date)s."
    ),
    (True, True): gettext_lazy(
        "Hard days came less often after days with it. This has counted as a link since %(date)s."
    ),
}
"""By whether hard days are counted, and whether they come less often."""
_TURNED_SENTENCES: Mapping[tuple[bool, bool], LazyText] = {
    (False, False): gettext_lazy(
        "This counted as a link on %(date)s, with more spasms after days with it. Over all days, that is no longer so."
    ),
    (False, True): gettext_lazy(
        "This counted as a link on %(date)s, with fewer spasms after days with it. Over all days, that is no longer so."
    ),
    (True, False): gettext_lazy(
        "This counted as a link on %(date)s, with more hard days after days with it. Over all days, that is no longer "
        "so."
    ),
    (True, True): gettext_lazy(
        "This counted as a link on %(date)s, with fewer hard days after days with it. Over all days, that is no longer "
        "so."
    ),
}
"""The same of a link that its own counts no longer bear out."""
_EARLIER_SENTENCES: Mapping[tuple[bool, bool], LazyText] = {
    (False, False): gettext_lazy(
        "This counted as a link on %(date)s, with more spasms after days with it. It has been weaker since."
    ),
    (False, True): gettext_lazy(
        "This counted as a link on %(date)s, with fewer spasms after days with it. It has been weaker since."
    ),
    (True, False): gettext_lazy(
        "This counted as a link on %(date)s, with more hard days after days with it. It has been weaker since."
    ),
    (True, True): gettext_lazy(
        "This counted as a link on %(date)s, with fewer hard days after days with it. It has been weaker since."
    ),
}


def state_sentence(result: FactorResult, outcome: Outcome) -> str:
    """Where one factor stands, as a sentence that stands alone. It names what was counted: spasms, or hard days."""
    if result.is_link:
        hard, less = outcome.kind == HARD_DAY, result.direction == LESS_OFTEN
        sentences = _LINKED_SENTENCES if result.state == LINKED else _EARLIER_SENTENCES
        if result.has_turned:
            sentences = _TURNED_SENTENCES
        words = str(sentences[hard, less]) % {"date": day_of(result.passed_on)}
    elif result.state == GETTING_CLEARER:
        words = _("This is getting clearer, but it is not a finding yet.")
    elif result.state == NO_CLEAR_LINK:
        words = _(
            "There is no clear link so far. A moderate one could still be missed. "
            "Links within the same day are not tested."
        )
    else:
        words = too_early_words(result.missing, outcome)
    return words


def rare_words(analysis: FactorAnalysis) -> str:
    """With spasms this rare it may take long; said until something is judged, else ""."""
    outcome = analysis.outcome
    if not outcome.is_rare or any(one.state != TOO_EARLY for one in analysis.results):
        return ""
    # It was decided on these days and stays; how it went on since is not in it.
    words = _(
        "You had a spasm on %(n)s of the first %(of)s days you answered. With so few spasms, it may take longer than a "
        "year to say anything."
    )
    return words % {"n": number_words(outcome.spasm_days), "of": number_words(outcome.of)}


def earlier_words(name: str, on: dt.date) -> str:
    """What an earlier method said, as history."""
    return str(EARLIER_WORDS[name]) % {"date": date_words(on)}
