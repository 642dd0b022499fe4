"""What the person suspects, counted: an opinion, the sources that name it too, and what the evening check-ins say.

The verdict of the factor analysis is told wherever there is one. Where it does not agree with the ticks, the sentence
says so, and the card stands further back: the two never contradict each other silently.
"""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.analysis.conditional import LESS_OFTEN
from tracker.analysis.factors import GETTING_CLEARER, LINKED, LINKED_EARLIER, NO_CLEAR_LINK, TOO_EARLY
from tracker.analysis.patterns.factors import Suspected
from tracker.analysis.patterns.thresholds import MONTH_DAYS, SUSPECTED_DAYS
from tracker.formatting import list_words
from tracker.guidance.rules.facts import Facts
from tracker.guidance.rules.rule import LogCard, RuleMatch, match_of_pattern
from tracker.vocabulary.factors import FACTORS

_STRENGTH_WHERE_IT_DIFFERS = 0.5
_OF_LEGS = frozenset({"legs-fluid-heat-effort", "legs-fluid-ask-first"})
_OF_LOWER_BACK = "overworked-lower-back"


def ticks(facts: Facts, name: str, about: str = "") -> Iterator[RuleMatch]:
    """What the pattern of this name found, if it holds: of its factors those that were ticked at all."""
    pattern = facts.pattern(name, Suspected)
    if not pattern.holds:
        return
    ticked = [code for code in pattern.factors if _is_ticked(facts, pattern, code)]
    verdicts = [
        [code, facts.verdicts[code], facts.directions.get(code, "")] for code in ticked if code in facts.verdicts
    ]
    judged = [(verdict, way) for _code, verdict, way in verdicts if verdict != TOO_EARLY]
    strength = max(1.0, len(pattern.on) / SUSPECTED_DAYS)
    if judged and not any(_agrees(verdict, way) for verdict, way in judged):
        strength *= _STRENGTH_WHERE_IT_DIFFERS
    values = {"factors": ticked, "verdicts": verdicts} | ({"of_hard_days": True} if facts.are_of_hard_days else {})
    # Where what was being done says it and no tick does, the sources are those of all that the pattern looks for.
    yield match_of_pattern(pattern, strength, about=about, values=values, factors=tuple(ticked) or pattern.factors)


def _is_ticked(facts: Facts, pattern: Suspected, code: str) -> bool:
    return len(pattern.factors) == 1 or facts.pattern(f"suspected-{code}").n > 0


def _agrees(verdict: str, direction: str) -> bool:
    return verdict in {LINKED, GETTING_CLEARER} and direction != LESS_OFTEN


def says_ticks(card: LogCard, own_words: Mapping[str, str]) -> str:
    """Its sentences: "In the last 28 days, you selected it for 6 of 9 spasms. Source 3 names it.", then the check-ins.

    A factor that the card's title does not name is named: "… you selected “alcohol” for 3 of 9 spasms." So is the place
    where only spasms of one are counted.
    """
    if card.rule in _OF_LEGS:
        words = _("In the last %(days)d days, you selected %(factors)s for %(n)d of %(of)d leg spasms.")
    elif card.rule == _OF_LOWER_BACK:
        words = _("In the last %(days)d days, you selected %(factors)s for %(n)d of %(of)d lower back spasms.")
    elif card.rule == card.about:
        words = _("In the last %(days)d days, you selected it for %(n)d of %(of)d spasms.")
    else:
        words = _("In the last %(days)d days, you selected %(factors)s for %(n)d of %(of)d spasms.")
    return _sentences(words, card, own_words)


def says_ticks_or_onset(card: LogCard, own_words: Mapping[str, str]) -> str:
    """The same, where sitting, driving or the computer at the onset count beside the ticks."""
    if card.values["factors"]:
        words = _(
            "For %(n)d of %(of)d spasms in the last %(days)d days, you selected %(factors)s. "
            "Sitting, driving or using a computer as it began counts, too."
        )
    else:
        words = _(
            "In the last %(days)d days, you were sitting, driving or at a computer when %(n)d of %(of)d spasms began."
        )
    return _sentences(words, card, own_words)


def _sentences(words: str, card: LogCard, own_words: Mapping[str, str]) -> str:
    labels = {code: str(FACTORS.label(code, own_words)) for code in card.values["factors"]}
    counted = words % {
        "factors": _one_of([f"“{label}”" for label in labels.values()]),
        "n": card.n,
        "of": card.of,
        "days": MONTH_DAYS,
    }
    sources = _sources_words(card.values["sources"], is_one=len(labels) < 2)
    return " ".join([counted, sources, *_verdicts_words(card, labels)])


def _one_of(items: list[str]) -> str:
    if len(items) < 2:
        return "".join(items)
    return _("%(first)s or %(last)s") % {"first": ", ".join(items[:-1]), "last": items[-1]}


def _sources_words(sources: list[int], *, is_one: bool) -> str:
    if not sources:
        return _("None of the five sources names it.") if is_one else _("None of the five sources names them.")
    one = ngettext("Source %(sources)s names it.", "Sources %(sources)s name it.", len(sources))
    several = ngettext("Source %(sources)s names them.", "Sources %(sources)s name them.", len(sources))
    return (one if is_one else several) % {"sources": list_words([str(number) for number in sources])}


def _verdicts_words(card: LogCard, labels: Mapping[str, str]) -> Iterator[str]:
    is_hard = card.values.get("of_hard_days", False)
    for code, verdict, direction in card.values["verdicts"]:
        is_less = direction == LESS_OFTEN
        words = _hard_words(verdict, is_less=is_less) if is_hard else _state_words(verdict, is_less=is_less)
        yield words % {"factor": labels[code]}


def _state_words(verdict: str, *, is_less: bool) -> str:
    """What the check-ins say so far; never a word more than the verdict of the analysis."""
    if verdict == TOO_EARLY:
        return _("It is too early for your check-ins to say anything about “%(factor)s”.")
    if verdict == NO_CLEAR_LINK:
        return _(
            "Your check-ins show no clear link between “%(factor)s” and spasms in the night and day after. "
            "A moderate link could still be missed, and links within the same day are not tested."
        )
    if verdict == GETTING_CLEARER and is_less:
        return _(
            "In your check-ins, a link of “%(factor)s” with fewer spasms afterward is getting clearer. "
            "It is not a finding yet."
        )
    if verdict == GETTING_CLEARER:
        return _(
            "In your check-ins, a link of “%(factor)s” with more spasms afterward is getting clearer. "
            "It is not a finding yet."
        )
    if verdict == LINKED_EARLIER and is_less:
        return _("Earlier, your check-ins showed fewer spasms after “%(factor)s”. That link has been weaker since.")
    if verdict == LINKED_EARLIER:
        return _("Earlier, your check-ins showed more spasms after “%(factor)s”. That link has been weaker since.")
    if is_less:
        return _("Your check-ins show fewer spasms after “%(factor)s”. That is a link, not proof of cause.")
    return _("Your check-ins show more spasms after “%(factor)s”. That is a link, not proof of cause.")


def _hard_words(verdict: str, *, is_less: bool) -> str:
    """The same where it is hard days that are counted."""
    if verdict == NO_CLEAR_LINK:
        return _(
            "Your check-ins show no clear link between “%(factor)s” and a hard day after it. "
            "A moderate link could still be missed, and links within the same day are not tested."
        )
    if verdict == GETTING_CLEARER and is_less:
        return _(
            "In your check-ins, a link of “%(factor)s” with fewer hard days afterward is getting clearer. "
            "It is not a finding yet."
        )
    if verdict == GETTING_CLEARER:
        return _(
            "In your check-ins, a link of “%(factor)s” with more hard days afterward is getting clearer. "
            "It is not a finding yet."
        )
    if verdict == LINKED_EARLIER and is_less:
        return _("Earlier, your check-ins showed fewer hard days after “%(factor)s”. That link has been weaker since.")
    if verdict == LINKED_EARLIER:
        return _("Earlier, your check-ins showed more hard days after “%(factor)s”. That link has been weaker since.")
    if verdict != LINKED:
        return _state_words(verdict, is_less=is_less)
    if is_less:
        return _("Your check-ins show fewer hard days after “%(factor)s”. That is a link, not proof of cause.")
    return _("Your check-ins show more hard days after “%(factor)s”. That is a link, not proof of cause.")
