"""What the person suspects, counted: an opinion, the sources that name it too, and what the evening check-ins say.

The verdict of the factor analysis is told wherever there is one. Where it does not agree with the ticks, the sentence
says so, and the card stands further back: the two never contradict each other silently.
"""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.analysis.conditional import LESS
from tracker.analysis.factor_words import VERDICT_WORDS
from tracker.analysis.factors import CANNOT_TELL, NO_CLEAR_LINK, NOT_SEEN_AGAIN
from tracker.analysis.patterns.suspects import Suspected
from tracker.analysis.patterns.thresholds import SUSPECTED_DAYS
from tracker.formatting import list_words
from tracker.guidance.rules.facts import Facts
from tracker.guidance.rules.found import of_pattern
from tracker.guidance.rules.raised import Raised
from tracker.guidance.rules.rule import Found
from tracker.vocabulary.factors import FACTORS

AGREES, DIFFERS, OTHER_WAY = "agrees", "differs", "other-way"
_STRENGTH_WHERE_IT_DIFFERS = 0.5


def ticks(facts: Facts, name: str, about: str = "") -> Iterator[Found]:
    """What the pattern of this name found, if it holds: of its factors those that were ticked at all."""
    pattern = facts.pattern(name)
    if not pattern.holds:
        return
    ticked = [code for code in pattern.factors if _is_ticked(facts, pattern, code)]
    judged = [code for code in ticked if facts.verdicts.get(code, CANNOT_TELL) != CANNOT_TELL]
    verdicts = [[code, facts.verdicts[code], facts.directions.get(code, "")] for code in judged]
    strength = max(1.0, len(pattern.on) / SUSPECTED_DAYS)
    if verdicts and all(_agreement(verdict, way) != AGREES for _code, verdict, way in verdicts):
        strength *= _STRENGTH_WHERE_IT_DIFFERS
    values = {"factors": ticked, "verdicts": verdicts}
    # Where what was being done says it and no tick does, the sources are those of all that the pattern looks for.
    yield of_pattern(pattern, strength, about=about, values=values, factors=tuple(ticked) or pattern.factors)


def _is_ticked(facts: Facts, pattern: Suspected, code: str) -> bool:
    return len(pattern.factors) == 1 or facts.pattern(f"suspected-{code}").n > 0


def _agreement(verdict: str, direction: str) -> str:
    if verdict in {NO_CLEAR_LINK, NOT_SEEN_AGAIN}:
        return DIFFERS
    return OTHER_WAY if direction == LESS else AGREES


def says_ticks(raised: Raised, own_words: Mapping[str, str]) -> str:
    """Its sentence: "Your own ticks: “stress” in 6 of 9 answered entries; source 3 names it.", then the verdict."""
    words = _("Your own ticks: %(factors)s in %(n)d of %(of)d answered entries; %(sources)s.")
    return _said(words, raised, own_words)


def says_ticks_or_onset(raised: Raised, own_words: Mapping[str, str]) -> str:
    """The same, where sitting, driving or the computer at the onset count beside the ticks."""
    if raised.values["factors"]:
        words = _(
            "Your own ticks: %(factors)s, or sitting, driving or at the computer when it began, in %(n)d of %(of)d "
            "answered entries; %(sources)s."
        )
    else:
        words = _(
            "Sitting, driving or at the computer when it began, in %(n)d of %(of)d answered entries; %(sources)s."
        )
    return _said(words, raised, own_words)


def _said(words: str, raised: Raised, own_words: Mapping[str, str]) -> str:
    labels = {code: str(FACTORS.label(code, own_words)) for code in raised.values["factors"]}
    said = words % {
        "factors": _one_of([f"“{label}”" for label in labels.values()]),
        "n": raised.n,
        "of": raised.of,
        "sources": _sources_words(raised.values["sources"]),
    }
    return " ".join([said, *(_verdict_words(labels, *verdict) for verdict in raised.values["verdicts"])])


def _one_of(items: list[str]) -> str:
    if len(items) < 2:
        return "".join(items)
    return _("%(first)s or %(last)s") % {"first": ", ".join(items[:-1]), "last": items[-1]}


def _sources_words(sources: list[int]) -> str:
    if not sources:
        return _("none of the five sources names it")
    words = ngettext("source %(sources)s names it", "sources %(sources)s name it", len(sources))
    return words % {"sources": list_words([str(number) for number in sources])}


def _verdict_words(labels: Mapping[str, str], code: str, verdict: str, direction: str) -> str:
    words = {
        AGREES: _("Your evening check-ins point the same way for “%(factor)s”: %(verdict)s."),
        DIFFERS: _("Your evening check-ins do not bear this out for “%(factor)s”: %(verdict)s."),
        OTHER_WAY: _(
            "Your evening check-ins point the other way for “%(factor)s”, to fewer spasms after it: %(verdict)s."
        ),
    }[_agreement(verdict, direction)]
    return words % {"factor": labels[code], "verdict": VERDICT_WORDS[verdict].full}
