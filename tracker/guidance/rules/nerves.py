"""Weakness, numbness and a twisted posture beside spasms; twitches, which raise nothing unless there is weakness."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.analysis.patterns.thresholds import MONTH_DAYS, NERVE_DAYS, TWISTING_DAYS, TWISTING_MINUTES
from tracker.guidance.rules.facts import Facts
from tracker.guidance.rules.found import by_days
from tracker.guidance.rules.raised import Raised
from tracker.guidance.rules.rule import Found, Rule

NERVES, POSTURE = "nerves", "posture"


def _weakness_or_numbness(facts: Facts) -> Iterator[Found]:
    nerves = facts.pattern("weakness-or-numbness")
    yield from by_days(nerves, NERVE_DAYS, values={"weakness": nerves.weakness, "numbness": nerves.numbness})


def _says_weakness_or_numbness(raised: Raised, own_words: Mapping[str, str]) -> str:
    weak, numb = raised.values["weakness"], raised.values["numbness"]
    if not numb:
        words = _("Weakness in %(weak)d of the %(of)d entries of %(days)d days that say what you noticed.")
    elif not weak:
        words = _("Numbness in %(numb)d of the %(of)d entries of %(days)d days that say what you noticed.")
    else:
        words = _(
            "Weakness in %(weak)d and numbness in %(numb)d of the %(of)d entries of %(days)d days that say what you "
            "noticed."
        )
    return words % {"weak": weak, "numb": numb, "of": raised.of, "days": MONTH_DAYS}


def _weak_twitches(facts: Facts) -> Iterator[Found]:
    twitches, weak = facts.pattern("twitches-only"), facts.pattern("weakness-or-numbness")
    if twitches.holds and weak.holds:
        yield Found(twitches.weak, twitches.n, len(weak.on) / NERVE_DAYS, episodes=weak.episodes, on=weak.on)


def _says_weak_twitches(raised: Raised, own_words: Mapping[str, str]) -> str:
    words = _("Weakness beside %(n)d of your %(of)d twitches of %(days)d days.")
    return words % {"n": raised.n, "of": raised.of, "days": MONTH_DAYS}


def _twisting(facts: Facts) -> Iterator[Found]:
    twisting = facts.pattern("twisting-posture")
    yield from by_days(twisting, TWISTING_DAYS, values={"long": twisting.long})


def _says_twisting(raised: Raised, own_words: Mapping[str, str]) -> str:
    words = ngettext(
        "Twisted into a posture in %(n)d of %(of)d entry of %(days)d days that says what you noticed.",
        "Twisted into a posture in %(n)d of the %(of)d entries of %(days)d days that say what you noticed.",
        raised.of,
    )
    said = words % {"n": raised.n, "of": raised.of, "days": MONTH_DAYS}
    if not raised.values["long"]:
        return said
    more = _("%(n)d lasted %(minutes)d minutes or more.")
    return f"{said} {more % {'n': raised.values['long'], 'minutes': TWISTING_MINUTES}}"


RULES = (
    Rule(
        name="weakness-or-numbness",
        topic=NERVES,
        when=gettext_lazy("Weakness or numbness beside a spasm on 2 or more of 28 days."),
        find=_weakness_or_numbness,
        sentence=_says_weakness_or_numbness,
        patterns=("weakness-or-numbness",),
    ),
    Rule(
        name="twitches-with-weakness",
        topic=NERVES,
        when=gettext_lazy(
            "All entries of 28 days are twitches, and weakness was noticed on 2 or more days. Without weakness, "
            "twitches alone raise nothing at all."
        ),
        find=_weak_twitches,
        sentence=_says_weak_twitches,
        patterns=("twitches-only", "weakness-or-numbness"),
        is_for_twitches=True,
    ),
    Rule(
        name="twisting-posture",
        topic=POSTURE,
        when=gettext_lazy(
            "Twisted into a posture on 2 or more of 28 days, or once for 10 minutes or more. Several muscles at once "
            "are not enough."
        ),
        find=_twisting,
        sentence=_says_twisting,
        patterns=("twisting-posture",),
    ),
)
