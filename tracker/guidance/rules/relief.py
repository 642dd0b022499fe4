"""What was done against spasms: what did not help, and heat, cold or massage during the attack."""

from collections.abc import Callable, Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.analysis.patterns.relief import Disputed, ReliefWithoutHelp
from tracker.analysis.patterns.thresholds import (
    DISPUTED_DAYS,
    MONTH_DAYS,
    RELIEF_USES,
    RELIEF_WINDOW_DAYS,
    RELIEF_WITHOUT_HELP_SHARE,
    RELIEF_WORSE_USES,
)
from tracker.formatting import list_words
from tracker.guidance.rules.facts import Facts
from tracker.guidance.rules.rule import LogCard, Rule, RuleMatch, match_by_days
from tracker.vocabulary.relief import RELIEF, REMEDY_MEDICATION
from tracker.vocabulary.terms import is_own_code

NO_HELP, MEDICINE, DISPUTED = "relief", "medicine", "relief-when"

NEVER_LEFT_OUT = frozenset({"fluids", "rest", "physio-exercise"})
"""What is good for more than ending a spasm, or was prescribed. Medicines have a card of their own."""


def is_to_be_kept(code: str) -> bool:
    """True if nobody is to leave it out for not easing spasms. What a remedy of one's own is, nobody knows."""
    return code in NEVER_LEFT_OUT or is_own_code(code)


def _can_be_left_out(code: str) -> bool:
    return code != REMEDY_MEDICATION and not is_to_be_kept(code)


def _no_help(facts: Facts, is_meant: Callable[[str], bool]) -> Iterator[RuleMatch]:
    pattern = facts.pattern("relief-without-help", ReliefWithoutHelp)
    for each in pattern.remedies:
        if is_meant(each.code):
            strength = max(each.n / RELIEF_USES, each.worse / RELIEF_WORSE_USES)
            yield RuleMatch(
                each.n,
                each.of,
                strength,
                about=f"{each.code}:{each.text}" if each.text else each.code,
                values={"code": each.code, "text": each.text, "worse": each.worse},
                episodes=each.episodes,
            )


def _says_no_help(card: LogCard, own_words: Mapping[str, str]) -> str:
    thing = card.values["text"] or str(RELIEF.label(card.values["code"], own_words))
    numbers = {"thing": thing, "n": card.n, "of": card.of, "days": RELIEF_WINDOW_DAYS}
    worse = card.values["worse"]
    if not worse:
        words = _("You rated “%(thing)s” %(of)d times in %(days)d days. %(n)d of those times it did not help.")
        return words % numbers
    words = ngettext(
        "You rated “%(thing)s” %(of)d times in %(days)d days. %(n)d of those times it did not help. "
        "That includes %(worse)d time when it made things worse.",
        "You rated “%(thing)s” %(of)d times in %(days)d days. %(n)d of those times it did not help. "
        "That includes %(worse)d times when it made things worse.",
        worse,
    )
    return words % (numbers | {"worse": worse})


def _disputed(facts: Facts) -> Iterator[RuleMatch]:
    disputed = facts.pattern("disputed-relief-during", Disputed)
    yield from match_by_days(disputed, DISPUTED_DAYS, values={"things": list(disputed.things)})


def _says_disputed(card: LogCard, own_words: Mapping[str, str]) -> str:
    words = _("You used %(things)s during %(n)d spasms in %(days)d days.")
    things = list_words([str(RELIEF.label(code)) for code in card.values["things"]])
    return words % {"things": things, "n": card.n, "days": MONTH_DAYS}


_NO_HELP = {
    "window": RELIEF_WINDOW_DAYS,
    "uses": RELIEF_USES,
    "part": RELIEF_WITHOUT_HELP_SHARE.numerator,
    "whole": RELIEF_WITHOUT_HELP_SHARE.denominator,
    "worse": RELIEF_WORSE_USES,
}

RELIEF_RULES = (
    Rule(
        name="relief-without-help",
        topic=NO_HELP,
        when=gettext_lazy(
            "In %(window)d days you rated a remedy %(uses)d or more times. "
            "At least %(part)d out of %(whole)d times, it did not help, or made things worse. "
            "Or it made things worse %(worse)d times."
        ),
        numbers=_NO_HELP,
        find=lambda facts: _no_help(facts, _can_be_left_out),
        sentence=_says_no_help,
        patterns=("relief-without-help",),
    ),
    Rule(
        name="kept-relief-without-help",
        topic=NO_HELP,
        when=gettext_lazy(
            "In %(window)d days you rated drinking, rest, physical therapy or your own remedy %(uses)d or more times. "
            "At least %(part)d out of %(whole)d times, it did not help, or made things worse. "
            "Or it made things worse %(worse)d times."
        ),
        numbers=_NO_HELP,
        find=lambda facts: _no_help(facts, is_to_be_kept),
        sentence=_says_no_help,
        patterns=("relief-without-help",),
    ),
    Rule(
        name="medicine-without-help",
        topic=MEDICINE,
        when=gettext_lazy(
            "You rated a medicine %(uses)d or more times in %(window)d days. "
            "At least %(part)d out of %(whole)d times, it did not help, or made things worse. "
            "Or it made things worse %(worse)d times."
        ),
        numbers=_NO_HELP,
        find=lambda facts: _no_help(facts, lambda code: code == REMEDY_MEDICATION),
        sentence=_says_no_help,
        patterns=("relief-without-help",),
    ),
    Rule(
        name="disputed-relief-during",
        topic=DISPUTED,
        when=gettext_lazy(
            "You used heat, cold or massage during a spasm on %(days)d or more of %(window)d days. "
            "Spasms in the belly and pelvis are left out."
        ),
        numbers={"days": DISPUTED_DAYS, "window": MONTH_DAYS},
        find=_disputed,
        sentence=_says_disputed,
        patterns=("disputed-relief-during",),
    ),
)
