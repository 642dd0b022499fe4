"""What spasms keep from being done, and nights that they break."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.analysis.patterns.daily_life import Calf
from tracker.analysis.patterns.thresholds import (
    FUNCTION_DAYS,
    FUNCTION_WINDOW_DAYS,
    LIMITED_FROM,
    MONTH_DAYS,
    NIGHT_CALF_NIGHTS,
    NIGHT_CALF_SHARE,
    WOKEN_NIGHTS,
)
from tracker.guidance.rules.facts import Facts
from tracker.guidance.rules.rule import LogCard, Rule, RuleMatch, match_by_days, match_of_pattern

DAILY_LIFE, _NIGHTS = "daily-life", "nights"


def _unable(facts: Facts) -> Iterator[RuleMatch]:
    yield from match_by_days(facts.pattern("unable-to-function"), FUNCTION_DAYS)


def _says_unable(card: LogCard, own_words: Mapping[str, str]) -> str:
    words = _("On %(n)d of the last %(days)d days you had to stop what you were doing, or were limited a lot.")
    return words % {"n": card.n, "days": FUNCTION_WINDOW_DAYS}


def _woken(facts: Facts) -> Iterator[RuleMatch]:
    woken = facts.pattern("woken")
    if woken.holds:
        yield match_of_pattern(woken, woken.n / WOKEN_NIGHTS)


def _says_woken(card: LogCard, own_words: Mapping[str, str]) -> str:
    words = _("Spasms woke you on %(n)d nights in the last %(days)d days.")
    return words % {"n": card.n, "days": MONTH_DAYS}


def _night_calf(facts: Facts) -> Iterator[RuleMatch]:
    calf = facts.pattern("night-calf", Calf)
    if calf.holds:
        yield match_of_pattern(calf, calf.nights / NIGHT_CALF_NIGHTS, values={"nights": calf.nights})


def _says_night_calf(card: LogCard, own_words: Mapping[str, str]) -> str:
    words = _("On %(nights)d nights a calf cramp woke you or began in your sleep.")
    return words % {"nights": card.values["nights"]}


DAILY_LIFE_RULES = (
    Rule(
        name="unable-to-function",
        topic=DAILY_LIFE,
        when=gettext_lazy(
            "You had to stop, or were limited a lot, on %(days)d or more of the last %(window)d days. "
            "“A lot” means %(level)d or more on the scale. "
            "It does not matter how severe the spasm was."
        ),
        numbers={"days": FUNCTION_DAYS, "window": FUNCTION_WINDOW_DAYS, "level": LIMITED_FROM},
        find=_unable,
        sentence=_says_unable,
        patterns=("unable-to-function",),
    ),
    Rule(
        name="woken",
        topic=_NIGHTS,
        when=gettext_lazy("A spasm woke you on %(nights)d or more nights in %(window)d days."),
        numbers={"nights": WOKEN_NIGHTS, "window": MONTH_DAYS},
        find=_woken,
        sentence=_says_woken,
        patterns=("woken",),
    ),
    Rule(
        name="night-calf",
        # As for broken nights: the same cramps are not told twice.
        topic=_NIGHTS,
        when=gettext_lazy(
            "A calf cramp woke you or began in your sleep on %(nights)d or more nights in %(window)d days. "
            "At least %(part)d in %(whole)d of your night entries were in a calf."
        ),
        numbers={
            "nights": NIGHT_CALF_NIGHTS,
            "window": MONTH_DAYS,
            "part": NIGHT_CALF_SHARE.numerator,
            "whole": NIGHT_CALF_SHARE.denominator,
        },
        find=_night_calf,
        sentence=_says_night_calf,
        patterns=("night-calf",),
    ),
)
