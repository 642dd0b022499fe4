"""How often and for how long: often, widespread and for weeks; again after a quiet time; more than before."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.analysis.patterns.how_often import More, Spells
from tracker.analysis.patterns.places import Areas
from tracker.analysis.patterns.thresholds import (
    AREAS_FOR_WIDESPREAD,
    DAYS_AN_AREA,
    MONTH_DAYS,
    MORE_DAYS,
    MORE_SHARE,
    OFTEN_DAYS,
    QUIET_DAYS,
    SPELLS,
    SPELLS_WINDOW_DAYS,
    WEEKS_LOOKED_AT,
    WEEKS_WITH_SPASMS,
)
from tracker.guidance.rules.facts import Facts
from tracker.guidance.rules.rule import LogCard, Rule, RuleMatch, match_of_pattern
from tracker.guidance.thresholds import AGAIN_DAYS, REST_DAYS
from tracker.vocabulary.areas import AREAS

HOW_OFTEN, AGAIN, MORE = "how-often", "again", "more"
INJURED_CORD = "spinal-cord-injury"


def _all_three(facts: Facts) -> Iterator[RuleMatch]:
    if facts.pattern("often-widespread-for-weeks").holds:
        areas = facts.pattern("widespread", Areas)
        yield _often(facts, areas=list(areas.areas), everywhere=areas.everywhere_days)


def _often_for_weeks(facts: Facts) -> Iterator[RuleMatch]:
    # Source 4's three together say more; the two of them need no card of their own then.
    if facts.pattern("often-for-weeks").holds and not facts.pattern("often-widespread-for-weeks").holds:
        yield _often(facts)


def _often(facts: Facts, **values: object) -> RuleMatch:
    often, weeks = facts.pattern("often"), facts.pattern("going-on-for-weeks")
    return RuleMatch(
        often.n,
        often.of,
        often.n / OFTEN_DAYS,
        values={"weeks": weeks.n} | values,
        episodes=often.episodes,
        on=often.on,
    )


def _says_all_three(card: LogCard, own_words: Mapping[str, str]) -> str:
    areas = card.values["areas"]
    if len(areas) < AREAS_FOR_WIDESPREAD:
        words = _(
            "In the last %(days)d days, you had spasms on %(n)d of the %(of)d you answered. "
            "You had some in %(weeks)d of the last %(looked)d weeks. "
            "On %(everywhere)d days they were widespread."
        )
        return words % (_numbers(card) | {"everywhere": card.values["everywhere"]})
    words = _(
        "In the last %(days)d days, you had spasms on %(n)d of the %(of)d you answered. "
        "You had some in %(weeks)d of the last %(looked)d weeks. "
        "They came in these parts of your body: %(areas)s."
    )
    return words % (_numbers(card) | {"areas": "; ".join(str(AREAS.label(code)) for code in areas)})


def _says_often_for_weeks(card: LogCard, own_words: Mapping[str, str]) -> str:
    words = _(
        "In the last %(days)d days, you had spasms on %(n)d of the %(of)d you answered. "
        "You had some in %(weeks)d of the last %(looked)d weeks. "
        "Days with only twitches don’t count as spasm days here."
    )
    return words % _numbers(card)


def _numbers(card: LogCard) -> dict[str, object]:
    return {
        "n": card.n,
        "of": card.of,
        "days": MONTH_DAYS,
        "weeks": card.values["weeks"],
        "looked": WEEKS_LOOKED_AT,
    }


def _again(facts: Facts) -> Iterator[RuleMatch]:
    again, often = facts.pattern("again-after-quiet", Spells), facts.pattern("often")
    # Whoever has one now and then always has quiet times between; that is no comeback.
    if again.holds and often.n >= AGAIN_DAYS:
        yield match_of_pattern(again, again.spells / SPELLS, values={"spells": again.spells})


def _says_again(card: LogCard, own_words: Mapping[str, str]) -> str:
    words = _("Your spasms came in %(spells)d spells with a quiet time between.")
    return words % {"spells": card.values["spells"]}


def _more_with_injured_cord(facts: Facts) -> Iterator[RuleMatch]:
    more = facts.pattern("more-spasm-days", More)
    if INJURED_CORD in facts.profile.conditions and more.holds:
        yield match_of_pattern(more, (more.n - more.before_n) / MORE_DAYS, values=before_values(more))


def before_values(more: More) -> dict[str, int]:
    """What its sentence says of the days before."""
    return {"before": more.before_n, "before_of": more.before_of}


def says_more(card: LogCard, own_words: Mapping[str, str]) -> str:
    """Its sentences: "In the last 28 days, you had spasms on 9 of the 27 you answered. In the 28 before, on 4 of 25."

    Without the answered days, days that nobody answered would be read as clear.
    """
    words = _(
        "In the last %(days)d days, you had spasms on %(n)d of the %(of)d you answered. "
        "In the %(days)d before, on %(before)d of %(before_of)d. "
        "Days with only twitches don’t count as spasm days here."
    )
    return words % {"n": card.n, "of": card.of, "days": MONTH_DAYS, **card.values}


_OFTEN = {"days": OFTEN_DAYS, "window": MONTH_DAYS, "weeks": WEEKS_WITH_SPASMS, "looked": WEEKS_LOOKED_AT}

HOW_OFTEN_RULES = (
    Rule(
        name="often-widespread-for-weeks",
        topic=HOW_OFTEN,
        when=gettext_lazy(
            "All three must be true. "
            "You had spasms on %(days)d or more of %(window)d days. "
            "You had them in %(weeks)d or more of the last %(looked)d weeks. "
            "You had them in %(areas)d or more of %(all)d parts of the body, on %(each)d or more days each. "
            "For the last one, %(each)d days marked “widespread” are also enough."
        ),
        numbers=_OFTEN | {"areas": AREAS_FOR_WIDESPREAD, "all": len(AREAS), "each": DAYS_AN_AREA},
        find=_all_three,
        sentence=_says_all_three,
        patterns=("often-widespread-for-weeks", "often", "widespread", "going-on-for-weeks"),
    ),
    Rule(
        name="often-for-weeks",
        topic=HOW_OFTEN,
        when=gettext_lazy(
            "You had spasms on %(days)d or more of %(window)d days. "
            "You had them in %(weeks)d or more of the last %(looked)d weeks. "
            "They were not in many places."
        ),
        numbers=_OFTEN,
        find=_often_for_weeks,
        sentence=_says_often_for_weeks,
        patterns=("often-for-weeks", "often-widespread-for-weeks", "often", "going-on-for-weeks"),
    ),
    Rule(
        name="more-with-spinal-cord-injury",
        topic=MORE,
        when=gettext_lazy(
            "Your profile lists a spinal cord injury. "
            "You had at least %(more)d more spasm days in %(window)d days than in the %(window)d before. "
            "That is at least %(percent)d%% more. "
            "Once you answer it, the card is hidden for %(rest)d days."
        ),
        numbers={"more": MORE_DAYS, "window": MONTH_DAYS, "percent": int(100 * (MORE_SHARE - 1)), "rest": REST_DAYS},
        find=_more_with_injured_cord,
        sentence=says_more,
        patterns=("more-spasm-days",),
        conditions=(INJURED_CORD,),
        rests_days=REST_DAYS,
    ),
    Rule(
        name="again-after-quiet",
        topic=AGAIN,
        when=gettext_lazy(
            "In %(window)d days your spasms came in %(spells)d or more spells, with %(quiet)d clear days in between. "
            "You had spasms on %(days)d or more of the last %(month)d days."
        ),
        numbers={
            "window": SPELLS_WINDOW_DAYS,
            "spells": SPELLS,
            "quiet": QUIET_DAYS,
            "days": AGAIN_DAYS,
            "month": MONTH_DAYS,
        },
        find=_again,
        sentence=_says_again,
        patterns=("again-after-quiet", "often"),
    ),
)
