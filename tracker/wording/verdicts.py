"""What may be said of a factor, in words: every page, file and chart takes its phrases from here. No computing.

Never that something is a cause, or certain, or to be avoided: a test holds every phrase to that.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isinf

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.analysis.conditional import OddsRatio
from tracker.analysis.factor_days import HARD_DAY, HARD_LIMITED, Outcome
from tracker.analysis.factors import (
    CANNOT_TELL,
    EXPOSED,
    FIRST_LOOKS,
    LOOK,
    NO_CLEAR_LINK,
    NOT_SEEN_AGAIN,
    OTHERS,
    OUTCOMES,
    OWN_DAYS,
    SEEN_AGAIN,
    UNEXPOSED,
    WORTH_WATCHING,
    Counts,
    FactorAnalysis,
    FactorResult,
    Missing,
    Repeat,
)
from tracker.formatting import number_words, sentences_words
from tracker.vocabulary.day import LIMITED
from tracker.vocabulary.factors import FACTORS
from tracker.vocabulary.lazy_text import LazyText


@dataclass(frozen=True, slots=True)
class VerdictWords:
    """One verdict: in short, as the head of a group with what belongs beside it, and in full."""

    short: LazyText
    head: LazyText
    rest: LazyText
    full: LazyText


VERDICT_WORDS: Mapping[str, VerdictWords] = {
    SEEN_AGAIN: VerdictWords(
        gettext_lazy("seen again"),
        gettext_lazy("seen again in new data"),
        gettext_lazy("a link, not proof of cause"),
        gettext_lazy("seen again in new data (a link, not proof of cause)"),
    ),
    WORTH_WATCHING: VerdictWords(
        gettext_lazy("worth watching"),
        gettext_lazy("worth watching, not a finding"),
        "",
        gettext_lazy("worth watching, not a finding"),
    ),
    NOT_SEEN_AGAIN: VerdictWords(
        gettext_lazy("not seen again"),
        gettext_lazy("not seen again"),
        gettext_lazy("could still be missed"),
        gettext_lazy("not seen again (could still be missed)"),
    ),
    NO_CLEAR_LINK: VerdictWords(
        gettext_lazy("no clear link"),
        gettext_lazy("no clear link with the night and day after"),
        gettext_lazy("a moderate one could be missed; links within the same day are not tested"),
        gettext_lazy(
            "no clear link with the night and day after "
            "(a moderate one could be missed; links within the same day are not tested)"
        ),
    ),
    CANNOT_TELL: VerdictWords(
        gettext_lazy("too early to say"), gettext_lazy("too early to say"), "", gettext_lazy("too early to say")
    ),
}


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


def share_after_words(outcomes: int, days: int) -> str:
    """On how many of the days it followed: "9 of 20"."""
    return _("%(n)s of %(of)s") % {"n": number_words(outcomes), "of": number_words(days)}


def counts_words(counts: Counts) -> tuple[str, str]:
    """After days with the factor, and after days without: ("9 of 20", "10 of 61")."""
    return (
        share_after_words(counts.exposed_outcomes, counts.exposed),
        share_after_words(counts.unexposed_outcomes, counts.unexposed),
    )


def frequency_words(label: str, counts: Counts, outcome: Outcome) -> str:
    """The natural frequencies of one factor, which always come first.

    Example: "with “stress”, there was a spasm in the night and day after on 9 of 20 days; without it, on 10 of 61".
    """
    words = _(
        "with “%(factor)s”, there was %(outcome)s in the night and day after on %(with)s days; without it, on %(not)s"
    )
    with_it, without = counts_words(counts)
    return words % {"factor": label, "outcome": outcome_words(outcome), "with": with_it, "not": without}


def missing_words(missing: Missing) -> str:
    """Why nothing can be told yet, with the counter: "not enough days yet: 41 of 90"."""
    phrases = {
        LOOK: _("not enough days yet: %(have)s of %(need)s"),
        OWN_DAYS: _("not enough days with an answer: %(have)s of %(need)s"),
        OUTCOMES: _("too few days followed by one: %(have)s of %(need)s"),
        OTHERS: _("too few days not followed by one: %(have)s of %(need)s"),
        EXPOSED: _("too few days with it: %(have)s of %(need)s"),
        UNEXPOSED: _("too few days without it: %(have)s of %(need)s"),
    }
    if missing.what not in phrases:
        return _("no days to compare, because within four weeks it was there every day or never")
    return phrases[missing.what] % {"have": number_words(missing.have), "need": number_words(missing.need)}


def repeat_words(repeat: Repeat) -> str:
    """What the new days after the look said so far: "next 90 days: 8 of 18 with it, 9 of 70 without"."""
    if repeat.days < repeat.of:
        return _("new days so far: %(share)s") % {"share": share_after_words(repeat.days, repeat.of)}
    if repeat.is_seen is None:
        return _("the next %(days)d days were too few to tell") % {"days": repeat.of}
    with_it, without = counts_words(repeat.counts)
    words = _("next %(days)d days: %(with)s with it, %(not)s without")
    return words % {"days": repeat.of, "with": with_it, "not": without}


def odds_ratio_words(odds: OddsRatio) -> str:
    """The odds ratio with its 95 % mid-P interval: "3.2 (1.4 to 7.5)"."""
    return _("%(estimate)s (%(low)s to %(high)s)") % {
        "estimate": _ratio(odds.estimate),
        "low": _ratio(odds.low),
        "high": _ratio(odds.high),
    }


def _ratio(value: float) -> str:
    """Two digits that say something: "0.043", "0.85", "3.2", "14"; "∞" where the counts set no bound."""
    if isinf(value):
        return "∞"
    return number_words(round(value) if value >= 10 else value)


def looks_words(analysis: FactorAnalysis) -> str:
    """When was looked, how many factors were tested together, and when is looked next."""
    days = {"days": number_words(analysis.next_look)}
    if not analysis.looks:
        return _("The first look comes at %(days)s days that count.") % days
    taken = ngettext(
        "%(tested)d factor was tested, at %(days)s days that count.",
        "%(tested)d factors were tested together, at %(days)s days that count.",
        analysis.tested,
    )
    taken %= {"tested": analysis.tested, "days": number_words(analysis.looks[-1].at)}
    return sentences_words([taken, _("The next look comes at %(days)s days.") % days])


def rare_words(analysis: FactorAnalysis) -> str:
    """With spasms this rare the first look cannot judge; said until that look is over, else ""."""
    outcome = analysis.outcome
    if not outcome.is_rare or analysis.looks:
        return ""
    words = _(
        "You had a spasm on %(share)s days. That is too few for the first look. It comes at %(days)d days that count."
    )
    return words % {"share": share_after_words(outcome.spasm_days, outcome.of), "days": FIRST_LOOKS[0]}


def both_counts_words(counts: Counts) -> str:
    """The same in one line: "with it 9 of 20 · without it 10 of 61"."""
    with_it, without = counts_words(counts)
    return _("with it %(with)s · without it %(without)s") % {"with": with_it, "without": without}
