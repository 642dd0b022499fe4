"""What the check-ins show of each factor, in words and as a table. No computing, no drawing."""

from collections.abc import Callable
from math import ceil, exp

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from tracker.analysis.conditional import LESS_OFTEN
from tracker.analysis.evidence_power import Power
from tracker.analysis.factor_days import FIRST_DAYS, HARD_DAY, Outcome
from tracker.analysis.factors import (
    LINKED,
    LINKED_EARLIER,
    NO_CLEAR_LINK,
    TOO_EARLY,
    FactorAnalysis,
    FactorResult,
)
from tracker.analysis.results import TooLittle
from tracker.formatting import about_range_words, facts_words, number_words, sentences_words
from tracker.wording.link_states import (
    STATE_WORDS,
    counted_words,
    counts_words,
    day_of,
    evidence_words,
    label_words,
    missing_words,
    natural_days,
    natural_values,
    natural_words,
    outcome_words,
    range_words,
    rare_words,
    state_sentence,
    too_early_words,
)
from tracker.wording.readers import DOCTOR, Reader
from tracker.wording.tables import Link, Table, TableRow, how_counted

HEADING = gettext_lazy("Seen in your check-ins")
"""What its chart is called on pages."""


def title(result: FactorAnalysis) -> str:
    """The finding: what is linked in ten days with it and ten without; else that there is none yet."""
    linked = next((one for one in result.results if one.state == LINKED), None)
    if linked and linked.compared:
        return natural_words(label_words(result, linked), linked.compared, result.outcome)
    if any(one.state != TOO_EARLY for one in result.results):
        return _("So far, nothing counts as a link")
    return _early_words(result)


def _early_words(result: FactorAnalysis) -> str:
    """That it is too early, by the factor that was answered most often."""
    most = max(result.results, key=lambda one: result.evenings.get(one.code, 0), default=None)
    return too_early_words(most.missing if most else None, result.outcome)


def with_words() -> str:
    """Before the dots of the days with a factor."""
    return pgettext("days", "with it")


def without_words() -> str:
    """Before the dots of the days without it."""
    return pgettext("days", "without")


def subtitle(result: FactorAnalysis) -> str:
    """Which days, what one mark is, and what it does not say."""
    words = _("%(n)s check-in days count. Each dot is 1 day in 10. Not proof of cause.")
    if _has_several(result):
        words = _("Up to %(n)s check-in days per factor. Each dot is 1 day in 10. Not proof of cause.")
    return words % {"n": number_words(result.n)}


def _has_several(result: FactorAnalysis) -> bool:
    """Whether the days differ from factor to factor: one may have been asked for when another was not."""
    return len(result.results) > 1


def reading(result: FactorAnalysis, reader: Reader) -> str:
    """What is linked, of how many factors it is too early to say, and on how many days that rests.

    Where the person's opinion and the check-ins differ, it is said. For the doctor what is linked stands in
    `linked_lines`, and this says how to take it, or why there is nothing.
    """
    if reader is DOCTOR:
        return _reading_for_doctor(result)
    words = [*_linked_words(result), _waiting_words(result), rare_words(result), _differing_words(result)]
    return sentences_words(word for word in words if word)


def _linked_words(result: FactorAnalysis) -> list[str]:
    """What is linked, with its counts in brackets, and what that means; or that nothing is."""
    linked = [one for one in result.results if one.is_link]
    if not linked:
        if all(one.state == TOO_EARLY for one in result.results):
            return []
        nothing = _("So far, nothing counts as a link with %(outcome)s in the night and day after.")
        return [nothing % {"outcome": outcome_words(result.outcome)}]
    words = []
    for one in linked:
        words.append(with_counts_words(result, one))
        if one.state == LINKED_EARLIER or one.has_turned:
            words.append(state_sentence(one, result.outcome))
    return [*words, _("Together, not proof of cause.")]


def with_counts_words(result: FactorAnalysis, one: FactorResult) -> str:
    """The natural frequencies of a factor that was judged, with the counts behind it in brackets."""
    if one.compared is None:
        return ""
    with_it, without = counts_words(one.counts)
    words = _("%(sentences)s (Counted: %(with)s with it, %(without)s without.)")
    frequencies = natural_words(label_words(result, one), one.compared, result.outcome, is_link=one.is_link)
    return words % {"sentences": frequencies, "with": with_it, "without": without}


def _waiting_words(result: FactorAnalysis) -> str:
    waiting = [one for one in result.results if one.state == TOO_EARLY]
    if len(waiting) == len(result.results):
        return _early_words(result)
    values = {"of": len(result.results), "waiting": len(waiting), "n": number_words(result.n)}
    rests_on = _("This is based on %(n)s days in your whole diary.")
    if _has_several(result):
        rests_on = _("This is based on up to %(n)s days per factor in your whole diary.")
    too_early = _("It is too early to say for %(waiting)d of %(of)d.") % values if waiting else ""
    return sentences_words([too_early, rests_on % values])


def _differing_words(result: FactorAnalysis) -> str:
    """That an opinion and the check-ins say different things, named for the factor that was suspected most."""
    suspected = result.suspected
    differing = [one for one in result.results if one.state == NO_CLEAR_LINK and suspected.get(one.code)]
    if not differing:
        return ""
    most = max(differing, key=lambda one: suspected[one.code])
    words = ngettext(
        "You suspected “%(factor)s” in %(n)s entry. Your check-ins show no clear link so far. A moderate one could "
        "still be missed, and links within the same day are not tested.",
        "You suspected “%(factor)s” in %(n)s entries. Your check-ins show no clear link so far. A moderate one could "
        "still be missed, and links within the same day are not tested.",
        suspected[most.code],
    )
    return words % {"factor": label_words(result, most), "n": number_words(suspected[most.code])}


def table(result: FactorAnalysis, link: Link) -> Table:
    """A row for every factor with its counts, its evidence and where it stands; last, how often it was suspected."""
    headers = [
        _("Factor"),
        _("With it, plain count"),
        _("Without, plain count"),
        _("Result so far"),
        _("Since when, or what’s missing"),
        _("Evidence"),
        _("Odds ratios that fit"),
        _("Days that count"),
        _("Suspected by you"),
    ]
    rows = []
    for one in result.results:
        is_judged = one.state != TOO_EARLY
        cells = [
            label_words(result, one),
            *counts_words(one.counts),
            str(STATE_WORDS[one.state].short),
            standing_words(result, one),
            evidence_words(one.log_evidence) if is_judged else "–",
            range_words(one.log_range) if is_judged else "–",
            number_words(one.n),
        ]
        n = result.suspected.get(one.code, 0)
        cells.append(ngettext("in %(n)s entry", "in %(n)s entries", n) % {"n": number_words(n)})
        rows.append(TableRow(tuple(cells)))
    return Table(tuple(headers), tuple(rows), _note(result), has_words=True)


def standing_words(result: FactorAnalysis, one: FactorResult) -> str:
    """Since when it is a link, from which evidence on it would be, or what is missing."""
    if one.is_link:
        return _("since %(date)s") % {"date": day_of(one.passed_on)}
    if one.missing:
        return missing_words(one.missing, result.outcome)
    return _("counts as a link at %(evidence)s or more") % {"evidence": evidence_words(one.log_mark)}


def _note(result: FactorAnalysis) -> str:
    """How it was counted, on which days, and what each state has to be read with."""
    words = [f"{counted_words(result)}.", how_counted(result), next_words(result)]
    if any(one.compared for one in result.results):
        alike = _("“About 7 in 10” compares days that are alike, so the plain counts can say something else.")
        words.insert(1, alike)
    for state in dict.fromkeys(one.state for one in result.results):
        full = str(STATE_WORDS[state].full)
        if STATE_WORDS[state].rest:
            words.append(f"{full[:1].upper()}{full[1:]}.")
    if result.suspected:
        words.append(_("What you suspected is your opinion at the time. The check-ins compare all days."))
    return sentences_words(words)


def next_words(result: FactorAnalysis) -> str:
    """When more days are added, and that those which were added stay; before the first four weeks, what they still wait
    for, since their date alone may have passed."""
    if result.closed == 0 and result.outcome.of < FIRST_DAYS:
        words = _("The first four weeks count once you have checked in on %(need)s evenings. So far you have %(n)s.")
        return words % {"need": number_words(FIRST_DAYS), "n": number_words(result.outcome.of)}
    words = _("The next four weeks are added on %(date)s.") % {"date": day_of(result.closes_on)}
    if not result.closed:
        return words
    return sentences_words(
        [words, _("The weeks added so far stay as they were counted, even if you change or delete entries later.")]
    )


def power_words(power: Power) -> str:
    """How often a year of evenings shows a true link, said before anybody begins."""
    spells, alike = power.year
    words = _(
        "Say spasms follow %(with_it)s of 10 days with a factor, and %(without)s of 10 without. With three questions "
        "answered 9 evenings in 10, a year finds that link in about %(alike)s of 100 diaries, or in about %(spells)s "
        "when spasms come in bad spells."
    )
    return words % {
        "with_it": about_range_words(*power.with_it),
        "without": about_range_words(*power.without),
        "spells": number_words(spells),
        "alike": number_words(alike),
    }


def progress_words(power: Power, evenings: int) -> str:
    """How many of 100 diaries show such a link by the next row of the table."""
    row = power.next_row(evenings)
    spells, alike = power.by[row]
    words = _(
        "Say spasms follow %(with_it)s of 10 days with a factor, and %(without)s of 10 without. With three questions "
        "answered 9 evenings in 10, about %(alike)s of 100 diaries show that link by %(row)s answered evenings, or "
        "about %(spells)s when spasms come in bad spells."
    )
    return words % {
        "with_it": about_range_words(*power.with_it),
        "without": about_range_words(*power.without),
        "spells": number_words(spells),
        "alike": number_words(alike),
        "row": number_words(row),
    }


def since_words(result: FactorAnalysis, one: FactorResult) -> str:
    """The days since it passed alone: those before made it pass, and flatter it. "" before they are enough."""
    if one.since is None or one.since_counts is None:
        return ""
    with_it, without = counts_words(one.since_counts)
    words = ngettext(
        "Since then, of %(of)d days with “%(factor)s”, about %(with)s was followed by %(outcome)s. Of %(of)d without, "
        "about %(without)s. (Counted: %(counted_with)s with it, %(counted_without)s without.)",
        "Since then, of %(of)d days with “%(factor)s”, about %(with)s were followed by %(outcome)s. Of %(of)d without, "
        "about %(without)s. (Counted: %(counted_with)s with it, %(counted_without)s without.)",
        natural_days(one.since, is_link=True).with_it,
    )
    values = natural_values(label_words(result, one), one.since, result.outcome)
    return words % (values | {"counted_with": with_it, "counted_without": without})


def by_chance_words(one: FactorResult) -> str:
    """What the mark means."""
    words = _(
        "Every four weeks the evidence grows or falls. Once there are enough days, %(n)s to 1 or more counts as a "
        "link. By chance alone, at most 1 diary in %(n)s ever gets that far. "
        "Where both your spasms and this come in long runs, it may be more."
    )
    return words % {"n": number_words(ceil(exp(one.log_mark) - 1e-6))}


def have_words(evenings: int) -> str:
    """Where the person stands on the way to that."""
    words = ngettext("You have answered this on %(n)s evening.", "You have answered this on %(n)s evenings.", evenings)
    return sentences_words([words % {"n": number_words(evenings)}, _("Only answers given before your bedtime count.")])


def full_length_words() -> str:
    """What the length of a whole track stands for."""
    return _("Full bar: all days with it, or all days without it")


def _reading_for_doctor(result: FactorAnalysis) -> str:
    if any(one.is_link for one in result.results):
        return _("Together, not proof of cause.")
    if any(one.state != TOO_EARLY for one in result.results):
        return _("So far, nothing counts as a link.")
    evenings = max(result.evenings.values(), default=0)
    if _has_several(result):
        words = _("It is too early to say. For any one factor, the log has answers on at most %(n)s evenings.")
        return words % {"n": number_words(evenings)}
    words = ngettext(
        "It is too early to say. The log has %(n)s evening with an answer about factors.",
        "It is too early to say. The log has %(n)s evenings with an answer about factors.",
        evenings,
    )
    return words % {"n": number_words(evenings)}


def linked_lines(result: FactorAnalysis, name: Callable[[str], str]) -> list[str]:
    """A line for the doctor for each factor that is linked; `name` fits its name to the page."""
    lines = []
    for one in result.results:
        if one.is_link and one.compared:
            with_it, without = counts_words(one.counts)
            counted = _("counted: %(with)s with it, %(without)s without") % {"with": with_it, "without": without}
            words = [natural_words(name(label_words(result, one)), one.compared, result.outcome).rstrip("."), counted]
            lines.append(facts_words([*words, *_since_words(one, result.outcome)]))
    return lines


def _since_words(one: FactorResult, outcome: Outcome) -> list[str]:
    is_hard, is_fewer = outcome.kind == HARD_DAY, one.direction == LESS_OFTEN
    if one.has_turned:
        words = {
            (False, False): _("linked on %(date)s with more spasms afterward, no longer so over all days"),
            (False, True): _("linked on %(date)s with fewer spasms afterward, no longer so over all days"),
            (True, False): _("linked on %(date)s with more hard days afterward, no longer so over all days"),
            (True, True): _("linked on %(date)s with fewer hard days afterward, no longer so over all days"),
        }[is_hard, is_fewer]
    elif one.state == LINKED_EARLIER:
        words = {
            (False, False): _("linked on %(date)s with more spasms afterward, weaker since"),
            (False, True): _("linked on %(date)s with fewer spasms afterward, weaker since"),
            (True, False): _("linked on %(date)s with more hard days afterward, weaker since"),
            (True, True): _("linked on %(date)s with fewer hard days afterward, weaker since"),
        }[is_hard, is_fewer]
    else:
        words = _("linked since %(date)s, evidence %(evidence)s")
    return [words % {"date": day_of(one.passed_on), "evidence": evidence_words(one.log_evidence)}]


def rests_on_words(result: FactorAnalysis) -> str:
    """For the doctor: on how many evenings it rests, and how it is said; "" while it is too early."""
    if all(one.state == TOO_EARLY for one in result.results):
        return ""
    words = _("Based on %(n)s days of evening check-ins, from the whole log.")
    if _has_several(result):
        words = _("Based on up to %(n)s days of evening check-ins for each factor, from the whole log.")
    return sentences_words(
        [
            words % {"n": number_words(result.n)},
            _("Each four-week block counts as logged a week after it ended."),
            _("Evidence is an e-value. It can be checked on any day."),
        ]
    )


def check_ins_beside_suspicions(result: FactorAnalysis | TooLittle) -> dict[str, str]:
    """What may stand beside an opinion, by factor: for the doctor, links alone, and which way they point. One that
    points the other way would be read as what the opinion says."""
    if isinstance(result, TooLittle):
        return {}
    return {one.code: _beside_suspicion(one, result.outcome) for one in result.results if one.is_link}


def _beside_suspicion(one: FactorResult, outcome: Outcome) -> str:
    is_hard, is_fewer = outcome.kind == HARD_DAY, one.direction == LESS_OFTEN
    if one.has_turned:
        words = {
            (False, False): _("linked earlier with more spasms afterward, no longer so over all days"),
            (False, True): _("linked earlier with fewer spasms afterward, no longer so over all days"),
            (True, False): _("linked earlier with more hard days afterward, no longer so over all days"),
            (True, True): _("linked earlier with fewer hard days afterward, no longer so over all days"),
        }
    elif one.state == LINKED_EARLIER:
        words = {
            (False, False): _("linked earlier with more spasms afterward, weaker since (not proof of cause)"),
            (False, True): _("linked earlier with fewer spasms afterward, weaker since (not proof of cause)"),
            (True, False): _("linked earlier with more hard days afterward, weaker since (not proof of cause)"),
            (True, True): _("linked earlier with fewer hard days afterward, weaker since (not proof of cause)"),
        }
    else:
        words = {
            (False, False): _("check-ins: linked with more spasms afterward (not proof of cause)"),
            (False, True): _("check-ins: linked with fewer spasms afterward (not proof of cause)"),
            (True, False): _("check-ins: linked with more hard days afterward (not proof of cause)"),
            (True, True): _("check-ins: linked with fewer hard days afterward (not proof of cause)"),
        }
    return words[is_hard, is_fewer]
