"""The sentence that Trends begins with: how often, beside the days before and beside what is usual. No computing."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.analysis.comparison import Comparison
from tracker.analysis.finding import Finding
from tracker.analysis.frequency import Headline
from tracker.analysis.results import FEW_STRETCHES, TooLittle, UsualRange
from tracker.formatting import about_range_words, number_words, sentences_words, share_words
from tracker.wording import comparison as comparison_words
from tracker.wording.coverage import left_out_of_two_words, left_out_words, logged_while_paused_words, went_on_words
from tracker.wording.frequency import days_range_words, headline_title, known_days_words
from tracker.wording.missing import why_no_rate
from tracker.wording.readers import PERSON
from tracker.wording.tables import how_counted


@dataclass(frozen=True, slots=True)
class FindingWords:
    """A title, what it rests on, what has to be kept in mind, and what is behind "How sure is this?"."""

    title: str
    sentences: str
    range: str
    """What the unanswered days allow, in quiet ink; "" without a rate."""
    context: str
    sure: tuple[str, ...]


def finding_words(finding: Finding) -> FindingWords:
    """All that the head of Trends says."""
    top, compared = finding.headline, finding.compared
    is_told = top.no_rate_reason and not top.is_all_paused
    why = why_no_rate(top.no_rate_reason, is_filtered=top.is_filtered) if is_told else ""
    if isinstance(compared, TooLittle):
        counted = (*_usual(finding), how_counted(top))
        return FindingWords(
            headline_title(top),
            sentences_words(filter(None, [*_here_words(top), _left_out(top), why])),
            days_range_words(top, is_compared=False),
            "",
            counted,
        )
    parts = (
        comparison_words.reading(compared, PERSON),
        *_usual(finding),
        how_counted(top),
        how_counted(compared),
    )
    is_of_two = bool(compared.before.outside) and not compared.before.is_all_paused
    chance = _("Over so few days, a difference like this is often chance.") if compared.is_often_chance else ""
    return FindingWords(
        comparison_words.title(compared),
        sentences_words(
            filter(
                None,
                [
                    *_here_words(top),
                    "" if is_of_two else _left_out(top),
                    *_before_words(compared),
                    left_out_of_two_words(compared.before, top) if is_of_two else "",
                    why,
                ],
            )
        ),
        days_range_words(top, is_compared=True),
        chance,
        parts,
    )


def _here_words(top: Headline) -> list[str]:
    """The days themselves."""
    if top.is_all_paused:
        # Of no day was an answer asked, so there is nothing to count them against.
        return [logged_while_paused_words(top.spasms, is_filtered=top.is_filtered)]
    return [known_days_words(top), went_on_words(top.continued)]


def _left_out(top: Headline) -> str:
    return "" if top.is_all_paused else left_out_words(top.outside)


def _before_words(compared: Comparison) -> list[str]:
    """Of as many days before: "Before, it was 55 of 85.". Where no rate may be said, the sentence before it ends with
    the days that were answered, and these would be read as more of them."""
    before: Headline = compared.before
    days = len(compared.before_days)
    if before.is_all_paused:
        words = ngettext("You paused the day before.", "You paused all %(days)s days before.", days)
        # Of a single day, "on them" would be said of one.
        is_told = before.spasms and days > 1
        logged = logged_while_paused_words(before.spasms, is_filtered=before.is_filtered) if is_told else ""
        return [words % {"days": number_words(days)}, logged]
    if not before.of and not before.is_filtered:
        words = ngettext("You didn’t answer the day before.", "You answered none of the %(days)s days before.", days)
    elif not compared.after.no_rate_reason:
        words = _("Before, it was %(share)s.")
    elif before.is_filtered:
        words = ngettext(
            "On the day before, entries matched on %(share)s known day.",
            "In the %(days)s days before, entries matched on %(share)s known days.",
            days,
        )
    else:
        words = ngettext(
            "On the day before, you had spasms on %(share)s answered day.",
            "In the %(days)s days before, you had spasms on %(share)s answered days.",
            days,
        )
    counts = words % {"days": number_words(days), "share": share_words(before.n, before.of)}
    return [counts, went_on_words(before.continued)]


def _usual(finding: Finding) -> tuple[str, ...]:
    """What was usual, and how that is counted."""
    words = sentences_words([_usual_words(finding), _usual_counted(finding)])
    return (words,) if words else ()


def _usual_words(finding: Finding) -> str:
    """What was usual: "Usual for you: 6 to 9 spasm days in 28 (15 earlier stretches)."."""
    usual = finding.usual
    if isinstance(usual, TooLittle):
        return ""
    words = _("Usual for you: %(range)s spasm days in 28 (%(n)s earlier stretches).")
    if finding.headline.is_filtered:
        words = _("Usual for you: matches on %(range)s days in 28 (%(n)s earlier stretches).")
    return words % {"n": number_words(usual.n), "range": about_range_words(usual.low, usual.high)}


def _usual_counted(finding: Finding) -> str:
    """How the usual range is counted; how many stretches there are, while they are too few."""
    usual = finding.usual
    if isinstance(usual, UsualRange):
        return how_counted(usual)
    if usual.missing == FEW_STRETCHES and usual.have:
        words = ngettext(
            "Your usual range appears once 8 earlier stretches of 28 days have enough answers. So far, %(n)s has.",
            "Your usual range appears once 8 earlier stretches of 28 days have enough answers. So far, %(n)s have.",
            usual.have,
        )
        return words % {"n": number_words(usual.have)}
    return ""
