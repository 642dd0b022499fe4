"""The muscle itself: soreness, and an injured muscle."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.analysis.patterns.muscle import Soreness
from tracker.analysis.patterns.thresholds import MONTH_DAYS, SORE_LONGER_ENTRIES, SORE_NEXT_MORNING_DAYS
from tracker.guidance.rules.facts import Facts
from tracker.guidance.rules.rule import LogCard, Rule, RuleMatch, match_by_days, match_of_pattern
from tracker.guidance.thresholds import INJURED_SPASM_DAYS, INJURY_DAYS

_SORENESS, INJURY = "soreness", "injury"


def _soreness(facts: Facts) -> Iterator[RuleMatch]:
    sore = facts.pattern("lasting-soreness", Soreness)
    yield from match_by_days(sore, SORE_NEXT_MORNING_DAYS, values={"longer": sore.longer})


def _says_soreness(card: LogCard, own_words: Mapping[str, str]) -> str:
    longer = card.values["longer"]
    if longer:
        words = ngettext(
            "You were still sore more than three days after %(n)d spasm.",
            "You were still sore more than three days after %(n)d spasms.",
            longer,
        )
        return words % {"n": longer}
    words = _("You were sore until the next day or longer after %(n)d spasms in %(days)d days.")
    return words % {"n": card.n, "days": MONTH_DAYS}


def _injured(facts: Facts) -> Iterator[RuleMatch]:
    often = facts.pattern("often")
    if facts.profile.has_muscle_injury and often.n >= INJURED_SPASM_DAYS:
        yield match_of_pattern(often, 1)


def _says_injured(card: LogCard, own_words: Mapping[str, str]) -> str:
    words = _("Your profile lists a muscle injury. You had spasms on %(n)d of the last %(days)d days.")
    return words % {"n": card.n, "days": MONTH_DAYS}


MUSCLE_RULES = (
    Rule(
        name="lasting-soreness",
        topic=_SORENESS,
        when=gettext_lazy(
            "You were still sore more than three days after %(once)d or more spasms. "
            "Or you were sore until the next day or longer, on %(days)d or more of %(window)d days."
        ),
        numbers={"once": SORE_LONGER_ENTRIES, "days": SORE_NEXT_MORNING_DAYS, "window": MONTH_DAYS},
        find=_soreness,
        sentence=_says_soreness,
        patterns=("lasting-soreness",),
    ),
    Rule(
        name="injured-muscle",
        topic=INJURY,
        when=gettext_lazy(
            "Your profile lists a muscle injury from the last %(old)d days, or one without a date. You had spasms on "
            "%(days)d or more of %(window)d days."
        ),
        numbers={"old": INJURY_DAYS, "days": INJURED_SPASM_DAYS, "window": MONTH_DAYS},
        find=_injured,
        sentence=_says_injured,
        patterns=("often",),
    ),
)
