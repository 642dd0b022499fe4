"""What the check-ins show of each factor, in words and as a table. No computing, no drawing."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from tracker.analysis.factor_power import Power
from tracker.analysis.factors import (
    CANNOT_TELL,
    NO_CLEAR_LINK,
    NOT_SEEN_AGAIN,
    SEEN_AGAIN,
    FactorAnalysis,
    FactorResult,
)
from tracker.analysis.results import TooLittle
from tracker.formatting import about_range_words, about_words, facts_words, number_words, sentences_words, share_words
from tracker.wording.readers import DOCTOR, Reader
from tracker.wording.tables import Link, Table, TableRow, how_counted
from tracker.wording.verdicts import (
    VERDICT_WORDS,
    counted_words,
    counts_words,
    frequency_words,
    label_words,
    looks_words,
    missing_words,
    odds_ratio_words,
    outcome_words,
    rare_words,
    repeat_words,
)

HEADING = gettext_lazy("Seen in your check-ins")
"""What its chart is called on pages."""


def title(result: FactorAnalysis) -> str:
    """The finding: what was seen again in ten days with it and ten without; else that there is none yet."""
    again = next((one for one in result.results if one.verdict == SEEN_AGAIN), None)
    if again:
        return tens_words(result, again)
    if result.looks:
        return _("So far, no link has been seen twice")
    values = {"n": number_words(result.n), "of": number_words(result.next_look)}
    return _("It is too early to say. You have %(n)s of %(of)s days.") % values


def tens_words(result: FactorAnalysis, one: FactorResult) -> str:
    """A factor's days with and without it, both in ten."""
    counts = one.counts
    values = {
        "factor": label_words(result, one),
        "outcome": outcome_words(result.outcome),
        "with": about_words(10 * counts.exposed_outcomes / max(counts.exposed, 1)),
        "without": about_words(10 * counts.unexposed_outcomes / max(counts.unexposed, 1)),
    }
    words = _(
        "About %(with)s in 10 days with “%(factor)s” were followed by %(outcome)s. "
        "Without it, about %(without)s in 10 were."
    )
    return words % values


def with_words() -> str:
    """Before the dots of the days with a factor."""
    return pgettext("days", "with it")


def without_words() -> str:
    """Before the dots of the days without it."""
    return pgettext("days", "without")


def subtitle(result: FactorAnalysis) -> str:
    """What one mark is, and what it does not say."""
    return _("Each dot is 1 day in 10. A link is not proof of a cause.")


def reading(result: FactorAnalysis, reader: Reader) -> str:
    """What was seen again, how many factors cannot be told yet, and on how many days that rests.

    Where the person's opinion and the check-ins differ, it is said. For the doctor what was seen again stands in
    `seen_again_lines`, and this says how to take it, or why there is nothing.
    """
    if reader is DOCTOR:
        return _reading_for_doctor(result)
    words = [*_seen_again_words(result), _waiting_words(result), rare_words(result), _differing_words(result)]
    return " ".join(word for word in words if word)


def _seen_again_words(result: FactorAnalysis) -> list[str]:
    """The counts of what was seen again, a sentence each, and what that means; or that there is none."""
    again = [one for one in result.results if one.verdict == SEEN_AGAIN]
    if not again:
        outcome = outcome_words(result.outcome)
        words = _("So far, no link with %(outcome)s in the night and day after has been seen again in new data.")
        return [words % {"outcome": outcome}] if result.looks else []
    counts = [frequency_words(label_words(result, one), one.counts, result.outcome) for one in again]
    full = str(VERDICT_WORDS[SEEN_AGAIN].full)
    return [f"{words[:1].upper()}{words[1:]}." for words in (*counts, full)]


def _waiting_words(result: FactorAnalysis) -> str:
    if not result.looks:
        words = _("It is too early to say. You have %(n)s of the %(of)s days needed for a first look.")
        return words % {"n": number_words(result.n), "of": number_words(result.next_look)}
    waiting = sum(one.verdict == CANNOT_TELL for one in result.results)
    values = {"of": len(result.results), "waiting": waiting, "n": number_words(result.n)}
    if not waiting:
        return _("This is based on %(n)s days in your whole diary.") % values
    words = _("It is too early to say for %(waiting)d of %(of)d. This is based on %(n)s days in your whole diary.")
    return words % values


def _differing_words(result: FactorAnalysis) -> str:
    """That an opinion and the check-ins say different things, named for the factor that was suspected most."""
    suspected = result.suspected
    differing = [
        one for one in result.results if one.verdict in {NO_CLEAR_LINK, NOT_SEEN_AGAIN} and suspected.get(one.code)
    ]
    if not differing:
        return ""
    most = max(differing, key=lambda one: suspected[one.code])
    words = ngettext(
        "You suspected “%(factor)s” in %(n)s entry. Your check-ins show this: %(verdict)s.",
        "You suspected “%(factor)s” in %(n)s entries. Your check-ins show this: %(verdict)s.",
        suspected[most.code],
    )
    values = {"factor": label_words(result, most), "n": number_words(suspected[most.code])}
    return words % (values | {"verdict": VERDICT_WORDS[most.verdict].full})


def table(result: FactorAnalysis, link: Link) -> Table:
    """A row for every factor with its counts, its odds ratio and where it stands; last, how often it was suspected."""
    headers = [
        _("Factor"),
        _("After days with"),
        _("After days without"),
        _("Result so far"),
        _("New days, or what’s missing"),
        _("Odds ratio (95% mid-P interval)"),
        _("Days that count"),
        _("Days when tested"),
        _("Suspected by you"),
    ]
    rows = []
    for one in result.results:
        cells = [
            label_words(result, one),
            *counts_words(one.counts),
            str(VERDICT_WORDS[one.verdict].short),
            _standing_words(one),
            odds_ratio_words(one.odds_ratio) if one.odds_ratio else "–",
            number_words(one.n),
            number_words(one.look) if one.look else "–",
        ]
        n = result.suspected.get(one.code, 0)
        cells.append(ngettext("in %(n)s entry", "in %(n)s entries", n) % {"n": number_words(n)})
        rows.append(TableRow(tuple(cells)))
    return Table(tuple(headers), tuple(rows), _note(result), has_words=True)


def _standing_words(one: FactorResult) -> str:
    if one.repeat:
        return repeat_words(one.repeat)
    return missing_words(one.missing) if one.missing else "–"


def _note(result: FactorAnalysis) -> str:
    """How it was counted, on which days, when it was looked, and what each verdict has to be read with."""
    words = [f"{counted_words(result)}.", how_counted(result), looks_words(result)]
    words.append(
        _("In your whole diary, %(n)s of the %(of)s days with a check-in count here.")
        % {"n": number_words(result.n), "of": number_words(result.of)}
    )
    for verdict in dict.fromkeys(one.verdict for one in result.results):
        full = str(VERDICT_WORDS[verdict].full)
        if VERDICT_WORDS[verdict].rest:
            words.append(f"{full[:1].upper()}{full[1:]}.")
    if result.suspected:
        words.append(_("What you suspected is your opinion at the time. The check-ins compare all days."))
    return sentences_words(words)


def power_words(power: Power) -> str:
    """How often a year of evenings finds a true link, said before anybody begins."""
    words = _(
        "When spasms followed on %(with_it)s of 10 days with it and on %(without)s of 10 without it, "
        "about %(otherwise)s of 100 diaries found the link. When spasms came in bad spells, %(spells)s of 100 did."
    )
    return words % {
        "with_it": number_words(power.with_it),
        "without": about_range_words(*power.without),
        "otherwise": number_words(power.otherwise),
        "spells": number_words(power.in_spells),
    }


def full_length_words() -> str:
    """What the length of a whole track stands for."""
    return _("Full bar: all days with it, or all days without it")


def _reading_for_doctor(result: FactorAnalysis) -> str:
    if any(one.verdict == SEEN_AGAIN for one in result.results):
        full = str(VERDICT_WORDS[SEEN_AGAIN].full)
        return f"{full[:1].upper()}{full[1:]}."
    if result.looks:
        return _("So far, no link has been seen again in new data.")
    words = _("It is too early to say. The log has %(share)s days needed for a first look.")
    return words % {"share": share_words(result.n, result.next_look)}


def seen_again_lines(result: FactorAnalysis, name: Callable[[str], str]) -> list[str]:
    """A line for the doctor for each factor that was seen again in new data; `name` fits its name to the page."""
    lines = []
    for one in result.results:
        if one.verdict == SEEN_AGAIN:
            words = [frequency_words(name(label_words(result, one)), one.counts, result.outcome)]
            words += [repeat_words(one.repeat)] if one.repeat else []
            lines.append(facts_words(words))
    return lines


def rests_on_words(result: FactorAnalysis) -> str:
    """For the doctor: on how many evenings it rests, and when it was looked."""
    words = _("Based on %(n)s days of evening check-ins, from the whole log.") % {"n": number_words(result.n)}
    return sentences_words([words, looks_words(result)])


def check_ins_beside_suspicions(result: FactorAnalysis | TooLittle) -> dict[str, str]:
    """What may stand beside an opinion, by factor; what is only worth watching is no finding and is not said."""
    if isinstance(result, TooLittle):
        return {}
    verdicts = {SEEN_AGAIN, NO_CLEAR_LINK, NOT_SEEN_AGAIN}
    return {one.code: str(VERDICT_WORDS[one.verdict].full) for one in result.results if one.verdict in verdicts}
