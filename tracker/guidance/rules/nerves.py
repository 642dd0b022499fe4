"""Weakness, numbness and a twisted posture beside spasms; twitches, which raise nothing unless there is weakness."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.analysis.patterns.nerves import Nerves, Twisting
from tracker.analysis.patterns.thresholds import MONTH_DAYS, NERVE_DAYS, TWISTING_DAYS, TWISTING_MINUTES
from tracker.guidance.rules.facts import KNOWN_FROM_THE_NERVES, Facts
from tracker.guidance.rules.rule import LogCard, Rule, RuleMatch, match_by_days

_NERVES, POSTURE = "nerves", "posture"
_PATTERNS = ("weakness-or-numbness", "new-weakness-or-numbness")


def _nerves(facts: Facts) -> Nerves:
    """All weakness and numbness; where it is known from an illness, what is new or worse alone."""
    return facts.pattern(_PATTERNS[facts.profile.knows_nerve_signs], Nerves)


def _weakness_or_numbness(facts: Facts) -> Iterator[RuleMatch]:
    nerves = _nerves(facts)
    values = {"weakness": nerves.weakness, "numbness": nerves.numbness, "is_new": facts.profile.knows_nerve_signs}
    yield from match_by_days(nerves, NERVE_DAYS, values=values)


def _says_weakness_or_numbness(card: LogCard, own_words: Mapping[str, str]) -> str:
    is_new = card.values["is_new"]
    if not card.values["numbness"]:
        plain = _("You noticed weakness with %(n)d spasms in %(days)d days.")
        new = _("Weakness with %(n)d spasms in %(days)d days was new, or worse than usual.")
    elif not card.values["weakness"]:
        plain = _("You noticed numbness with %(n)d spasms in %(days)d days.")
        new = _("Numbness with %(n)d spasms in %(days)d days was new, or worse than usual.")
    else:
        plain = _("You noticed weakness or numbness with %(n)d spasms in %(days)d days.")
        new = _("Weakness or numbness with %(n)d spasms in %(days)d days was new, or worse than usual.")
    return (new if is_new else plain) % {"n": card.n, "days": MONTH_DAYS}


def _weak_twitches(facts: Facts) -> Iterator[RuleMatch]:
    twitches, weak = facts.pattern("twitches-only"), _nerves(facts)
    if twitches.holds and weak.holds:
        yield RuleMatch(weak.weakness, twitches.n, len(weak.on) / NERVE_DAYS, episodes=weak.episodes, on=weak.on)


def _says_weak_twitches(card: LogCard, own_words: Mapping[str, str]) -> str:
    words = _("You noticed weakness with %(n)d of your %(of)d twitches in %(days)d days.")
    return words % {"n": card.n, "of": card.of, "days": MONTH_DAYS}


def _twisting(facts: Facts) -> Iterator[RuleMatch]:
    twisting = facts.pattern("twisting-posture", Twisting)
    yield from match_by_days(twisting, TWISTING_DAYS, values={"long": twisting.long})


def _says_twisting(card: LogCard, own_words: Mapping[str, str]) -> str:
    if not card.values["long"]:
        words = _("You noticed a twisted posture during %(n)d spasms in %(days)d days.")
        return words % {"n": card.n, "days": MONTH_DAYS}
    words = ngettext(
        "You noticed a twisted posture during %(n)d spasm. It lasted %(minutes)d minutes or more.",
        "You noticed a twisted posture during %(n)d spasms in %(days)d days. "
        "Of these, %(long)d lasted %(minutes)d minutes or more.",
        card.n,
    )
    return words % {
        "n": card.n,
        "days": MONTH_DAYS,
        "long": card.values["long"],
        "minutes": TWISTING_MINUTES,
    }


_DAYS = {"days": NERVE_DAYS, "window": MONTH_DAYS}

NERVES_RULES = (
    Rule(
        name="weakness-or-numbness",
        topic=_NERVES,
        when=gettext_lazy(
            "You noticed weakness or numbness on %(days)d or more of %(window)d days. "
            "With a nerve condition in your profile, it counts only if you said it was new or worse."
        ),
        numbers=_DAYS,
        find=_weakness_or_numbness,
        sentence=_says_weakness_or_numbness,
        patterns=_PATTERNS,
        conditions=tuple(sorted(KNOWN_FROM_THE_NERVES)),
    ),
    Rule(
        name="twitches-with-weakness",
        topic=_NERVES,
        when=gettext_lazy(
            "All entries in %(window)d days are twitches, and you noticed weakness on %(days)d or more days. "
            "No card is shown for twitches without weakness."
        ),
        numbers=_DAYS,
        find=_weak_twitches,
        sentence=_says_weak_twitches,
        patterns=("twitches-only", *_PATTERNS),
        conditions=tuple(sorted(KNOWN_FROM_THE_NERVES)),
        is_for_twitches=True,
    ),
    Rule(
        name="twisting-posture",
        topic=POSTURE,
        when=gettext_lazy(
            "You noticed a twisted posture on %(days)d or more of %(window)d days. "
            "Or it lasted %(minutes)d minutes or more once. "
            "Several muscles at once are not enough."
        ),
        numbers={"days": TWISTING_DAYS, "window": MONTH_DAYS, "minutes": TWISTING_MINUTES},
        find=_twisting,
        sentence=_says_twisting,
        patterns=("twisting-posture",),
    ),
)
