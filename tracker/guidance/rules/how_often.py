"""How often and for how long: often, widespread and for weeks; again after a quiet time; getting worse."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.analysis.patterns.thresholds import (
    AREAS_FOR_WIDESPREAD,
    OFTEN_DAYS,
    SPELLS,
    SPELLS_WINDOW_DAYS,
    WEEKS_LOOKED_AT,
    WORSE_BY,
    WORSE_WINDOW_DAYS,
)
from tracker.formatting import number_words
from tracker.guidance.rules.facts import Facts
from tracker.guidance.rules.raised import Raised
from tracker.guidance.rules.rule import Found, Rule
from tracker.guidance.thresholds import AGAIN_DAYS
from tracker.vocabulary.areas import AREAS

HOW_OFTEN, AGAIN, WORSE = "how-often", "again", "worse"


def _all_three(facts: Facts) -> Iterator[Found]:
    if facts.pattern("often-widespread-for-weeks").holds:
        areas = facts.pattern("widespread")
        yield _often(facts, areas=list(areas.areas), everywhere=areas.everywhere_days)


def _often_for_weeks(facts: Facts) -> Iterator[Found]:
    # Source 4's three together say more; the two of them need no card of their own then.
    if facts.pattern("often-for-weeks").holds and not facts.pattern("often-widespread-for-weeks").holds:
        yield _often(facts)


def _often(facts: Facts, **values) -> Found:
    often, weeks = facts.pattern("often"), facts.pattern("going-on-for-weeks")
    return Found(
        often.n,
        often.of,
        often.n / OFTEN_DAYS,
        values={"weeks": weeks.n} | values,
        episodes=often.episodes,
        on=often.on,
    )


def _says_all_three(raised: Raised, own_words: Mapping[str, str]) -> str:
    areas = raised.values["areas"]
    if len(areas) < AREAS_FOR_WIDESPREAD:
        words = _(
            "Spasms on %(n)d of %(of)d answered days and in %(weeks)d of the last %(looked)d weeks, "
            "and “widespread” on %(everywhere)d days."
        )
        return words % (_numbers(raised) | {"everywhere": raised.values["everywhere"]})
    words = _(
        "Spasms on %(n)d of %(of)d answered days and in %(weeks)d of the last %(looked)d weeks, "
        "in these parts of the body: %(areas)s."
    )
    return words % (_numbers(raised) | {"areas": "; ".join(str(AREAS.label(code)) for code in areas)})


def _says_often_for_weeks(raised: Raised, own_words: Mapping[str, str]) -> str:
    words = _("Spasms on %(n)d of %(of)d answered days, and in %(weeks)d of the last %(looked)d weeks.")
    return words % _numbers(raised)


def _numbers(raised: Raised) -> dict:
    return {"n": raised.n, "of": raised.of, "weeks": raised.values["weeks"], "looked": WEEKS_LOOKED_AT}


def _again(facts: Facts) -> Iterator[Found]:
    again, often = facts.pattern("again-after-quiet"), facts.pattern("often")
    # Whoever has one now and then always has quiet times between; that is no comeback.
    if again.holds and often.n >= AGAIN_DAYS:
        yield Found(
            again.n,
            again.of,
            again.spells / SPELLS,
            values={"spells": again.spells},
            episodes=again.episodes,
            on=again.on,
        )


def _says_again(raised: Raised, own_words: Mapping[str, str]) -> str:
    words = _(
        "In the last %(days)d days spasms came %(spells)d times with a quiet time between: "
        "on %(n)d of %(of)d answered days."
    )
    return words % {
        "days": SPELLS_WINDOW_DAYS,
        "spells": raised.values["spells"],
        "n": raised.n,
        "of": raised.of,
    }


def _worse(facts: Facts) -> Iterator[Found]:
    worse = facts.pattern("getting-worse")
    if not worse.holds:
        return
    values = {"more": worse.more_days, "before_n": worse.before_n, "before_of": worse.before_of}
    strength = 1.0
    if worse.more_days and worse.ratio is not None:
        strength = worse.ratio.ratio
    if worse.stronger:
        values |= {"median_before": worse.median_before, "median_after": worse.median_after}
        strength = max(strength, (worse.median_after - worse.median_before) / WORSE_BY)
    yield Found(worse.n, worse.of, strength, values=values, episodes=worse.episodes, on=worse.on)


def _says_worse(raised: Raised, own_words: Mapping[str, str]) -> str:
    said = []
    if raised.values["more"]:
        words = _("Spasms on %(n)d of %(of)d answered days in the last %(days)d, on %(before)d of %(asked)d before.")
        said.append(
            words
            % {
                "n": raised.n,
                "of": raised.of,
                "days": WORSE_WINDOW_DAYS,
                "before": raised.values["before_n"],
                "asked": raised.values["before_of"],
            }
        )
    if "median_after" in raised.values:
        words = _("The middle of each day's worst rating rose from %(before)s to %(after)s in %(days)d days.")
        said.append(
            words
            % {
                "before": number_words(raised.values["median_before"]),
                "after": number_words(raised.values["median_after"]),
                "days": WORSE_WINDOW_DAYS,
            }
        )
    return " ".join(said)


RULES = (
    Rule(
        name="often-widespread-for-weeks",
        topic=HOW_OFTEN,
        when=gettext_lazy(
            "Spasms on 8 or more of 28 days, in 3 of 5 parts of the body (or “widespread” on 2 days), and in 5 of "
            "the last 6 weeks: all three."
        ),
        find=_all_three,
        sentence=_says_all_three,
        patterns=("often-widespread-for-weeks", "often", "widespread", "going-on-for-weeks"),
    ),
    Rule(
        name="often-for-weeks",
        topic=HOW_OFTEN,
        when=gettext_lazy("Spasms on 8 or more of 28 days and in 5 of the last 6 weeks, but not in many places."),
        find=_often_for_weeks,
        sentence=_says_often_for_weeks,
        patterns=("often-for-weeks", "often-widespread-for-weeks", "often", "going-on-for-weeks"),
    ),
    Rule(
        name="again-after-quiet",
        topic=AGAIN,
        when=gettext_lazy(
            "In 90 days, spasms in 2 or more spells with 14 quiet answered days between, and on 3 or more of the last "
            "28 days."
        ),
        find=_again,
        sentence=_says_again,
        patterns=("again-after-quiet", "often"),
    ),
    Rule(
        name="getting-worse",
        topic=WORSE,
        when=gettext_lazy(
            "More spasm days in the last 30 days than in the 30 before, the whole interval above 1; or the middle of "
            "the days' worst ratings up by 2 or more, with 8 rated spasm days in each."
        ),
        find=_worse,
        sentence=_says_worse,
        patterns=("getting-worse",),
    ),
)
