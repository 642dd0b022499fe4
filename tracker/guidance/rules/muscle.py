"""The muscle itself: one that does not let go, cramps that stay tight, soreness, an injured muscle."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.analysis.patterns.thresholds import (
    LETTING_GO_MINUTES,
    MONTH_DAYS,
    SORE_NEXT_MORNING_DAYS,
    SUSTAINED_DAYS,
)
from tracker.guidance.rules.facts import Facts
from tracker.guidance.rules.found import by_days, of_pattern
from tracker.guidance.rules.raised import Raised
from tracker.guidance.rules.rule import Found, Rule

LETTING_GO, CRAMPS, SORENESS, INJURY = "letting-go", "cramps", "soreness", "injury"


def _does_not_let_go(facts: Facts) -> Iterator[Found]:
    holding = facts.pattern("does-not-let-go")
    if holding.holds:
        yield of_pattern(holding, holding.n, values={"goes_on": holding.goes_on})


def _says_does_not_let_go(raised: Raised, own_words: Mapping[str, str]) -> str:
    if raised.values["goes_on"]:
        words = ngettext(
            "%(n)d entry since yesterday has gone on for %(minutes)d minutes or more, and nothing that you rated "
            "eased it.",
            "%(n)d entries since yesterday went on for %(minutes)d minutes or more, and nothing that you rated "
            "eased them.",
            raised.n,
        )
    else:
        words = ngettext(
            "%(n)d entry since yesterday lasted %(minutes)d minutes or more, and by your own rating nothing eased it.",
            "%(n)d entries since yesterday lasted %(minutes)d minutes or more, and by your own rating nothing eased "
            "them.",
            raised.n,
        )
    return words % {"n": raised.n, "minutes": LETTING_GO_MINUTES}


def _sustained(facts: Facts) -> Iterator[Found]:
    yield from by_days(facts.pattern("sustained"), SUSTAINED_DAYS)


def _says_sustained(raised: Raised, own_words: Mapping[str, str]) -> str:
    words = _(
        "%(n)d of the %(of)d entries of %(days)d days that say their kind or length were cramps, or lasted "
        "%(minutes)d minutes or more."
    )
    return words % {"n": raised.n, "of": raised.of, "days": MONTH_DAYS, "minutes": LETTING_GO_MINUTES}


def _soreness(facts: Facts) -> Iterator[Found]:
    sore = facts.pattern("lasting-soreness")
    yield from by_days(sore, SORE_NEXT_MORNING_DAYS, values={"longer": sore.longer})


def _says_soreness(raised: Raised, own_words: Mapping[str, str]) -> str:
    words = ngettext(
        "Sore until the next day or longer: %(n)d of %(of)d entry that says how long.",
        "Sore until the next day or longer: %(n)d of the %(of)d entries that say how long.",
        raised.of,
    )
    said = words % {"n": raised.n, "of": raised.of}
    if not raised.values["longer"]:
        return said
    more = ngettext(
        "%(n)d was sore for more than three days.",
        "%(n)d were sore for more than three days.",
        raised.values["longer"],
    )
    return f"{said} {more % {'n': raised.values['longer']}}"


def _injured(facts: Facts) -> Iterator[Found]:
    often = facts.pattern("often")
    if facts.profile.has_muscle_injury and often.n:
        yield of_pattern(often, 1)


def _says_injured(raised: Raised, own_words: Mapping[str, str]) -> str:
    words = ngettext(
        "Your profile names a muscle injury, and there were spasms on %(n)d of %(of)d answered day.",
        "Your profile names a muscle injury, and there were spasms on %(n)d of %(of)d answered days.",
        raised.of,
    )
    return words % {"n": raised.n, "of": raised.of}


RULES = (
    Rule(
        name="does-not-let-go",
        topic=LETTING_GO,
        when=gettext_lazy(
            "Today or yesterday, a spasm of 10 minutes or more that still goes on with nothing rated as having "
            "helped, or that is over and by your rating nothing helped."
        ),
        find=_does_not_let_go,
        sentence=_says_does_not_let_go,
        patterns=("does-not-let-go",),
    ),
    Rule(
        name="sustained",
        topic=CRAMPS,
        when=gettext_lazy("A cramp, or a spasm of 10 minutes or more, on 3 or more of 28 days."),
        find=_sustained,
        sentence=_says_sustained,
        patterns=("sustained",),
    ),
    Rule(
        name="lasting-soreness",
        topic=SORENESS,
        when=gettext_lazy("Sore for more than three days once, or until the next day or longer on 3 of 28 days."),
        find=_soreness,
        sentence=_says_soreness,
        patterns=("lasting-soreness",),
    ),
    Rule(
        name="injured-muscle",
        topic=INJURY,
        when=gettext_lazy("A muscle injury in the profile, and a spasm on 1 or more of 28 days."),
        find=_injured,
        sentence=_says_injured,
        patterns=("often",),
    ),
)
