"""What spasms keep from being done, and nights that they break."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.analysis.patterns.thresholds import FUNCTION_DAYS, FUNCTION_WINDOW_DAYS, MONTH_DAYS, WOKEN_NIGHTS
from tracker.guidance.rules.facts import Facts
from tracker.guidance.rules.found import by_days, of_pattern
from tracker.guidance.rules.raised import Raised
from tracker.guidance.rules.rule import Found, Rule

DAILY_LIFE, NIGHTS = "daily-life", "nights"


def _unable(facts: Facts) -> Iterator[Found]:
    yield from by_days(facts.pattern("unable-to-function"), FUNCTION_DAYS)


def _says_unable(raised: Raised, own_words: Mapping[str, str]) -> str:
    words = _(
        "On %(n)d of the %(of)d days of the last %(days)d that say so, something had to stop or the day was limited "
        "a lot."
    )
    return words % {"n": raised.n, "of": raised.of, "days": FUNCTION_WINDOW_DAYS}


def _woken(facts: Facts) -> Iterator[Found]:
    woken = facts.pattern("woken")
    if woken.holds:
        yield of_pattern(woken, woken.n / WOKEN_NIGHTS)


def _says_woken(raised: Raised, own_words: Mapping[str, str]) -> str:
    words = _("Spasms woke you in %(n)d of the %(of)d nights of the last %(days)d days that say so.")
    return words % {"n": raised.n, "of": raised.of, "days": MONTH_DAYS}


RULES = (
    Rule(
        name="unable-to-function",
        topic=DAILY_LIFE,
        when=gettext_lazy(
            "“Had to stop”, or a day limited 3 or 4 of 4, on 3 or more of 14 days. How strong it was plays no part."
        ),
        find=_unable,
        sentence=_says_unable,
        patterns=("unable-to-function",),
    ),
    Rule(
        name="woken",
        topic=NIGHTS,
        when=gettext_lazy("“Woke me: yes” in 8 or more nights in 28 days."),
        find=_woken,
        sentence=_says_woken,
        patterns=("woken",),
    ),
)
