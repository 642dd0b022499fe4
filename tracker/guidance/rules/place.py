"""Where: one place at one activity, a leg on walking, calves at night, the back; legs and belly in pregnancy."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.analysis.patterns.thresholds import (
    ACTIVITY_DAYS,
    ACTIVITY_WINDOW_DAYS,
    LOWER_BELLY_ENTRIES,
    MONTH_DAYS,
    NIGHT_CALF_NIGHTS,
    WALKING_DAYS,
)
from tracker.formatting import list_words
from tracker.guidance.rules.facts import Facts
from tracker.guidance.rules.found import by_days, of_pattern
from tracker.guidance.rules.raised import Raised
from tracker.guidance.rules.rule import Found, Rule
from tracker.vocabulary.conditions import CONDITIONS
from tracker.vocabulary.episodes import ONSETS
from tracker.vocabulary.regions import your_words

PLACE, CIRCULATION, CALVES, BACK, PREGNANCY = "place", "circulation", "calves", "back", "pregnancy"

OF_THE_SPINE = (
    "chronic-back-pain",
    "osteochondrosis",
    "spinal-stenosis",
    "herniated-disc",
    "facet-joint-trouble",
    "scoliosis",
    "sciatica",
    "pinched-nerve",
)
"""Conditions that sources 3 and 4 tie to spasms by way of the back. An injury of the spinal cord is one of nerves."""

SPINE_INJURY = "spine-injury"
"""Stands among the conditions that the sentence names; it is no code of theirs."""


def _same_place(facts: Facts) -> Iterator[Found]:
    for same in facts.pattern("same-area-same-activity").found:
        yield Found(
            same.n,
            same.of,
            len(same.on) / ACTIVITY_DAYS,
            about=":".join((same.region, same.side, same.onset)),
            values={"region": same.region, "side": same.side, "onset": same.onset, "days": len(same.on)},
            episodes=same.episodes,
            on=same.on,
        )


def _says_same_place(raised: Raised, own_words: Mapping[str, str]) -> str:
    words = _(
        "%(n)d of the %(of)d entries for %(where)s that say how it began name “%(onset)s”, on %(days)d of the last "
        "%(looked)d days."
    )
    return words % {
        "n": raised.n,
        "of": raised.of,
        "where": your_words(raised.values["region"], raised.values["side"]),
        "onset": ONSETS.label(raised.values["onset"]),
        "days": raised.values["days"],
        "looked": ACTIVITY_WINDOW_DAYS,
    }


def _walking(facts: Facts) -> Iterator[Found]:
    yield from by_days(facts.pattern("leg-on-walking"), WALKING_DAYS)


def _says_walking(raised: Raised, own_words: Mapping[str, str]) -> str:
    words = _("Rest eased %(n)d of the %(of)d spasms of a leg on walking for which you rated rest.")
    return words % {"n": raised.n, "of": raised.of}


def _night_calf(facts: Facts) -> Iterator[Found]:
    calf = facts.pattern("night-calf")
    if calf.holds:
        yield of_pattern(calf, calf.nights / NIGHT_CALF_NIGHTS, values={"nights": calf.nights})


def _says_night_calf(raised: Raised, own_words: Mapping[str, str]) -> str:
    words = _("%(n)d of your %(of)d entries of the night were in a calf, in %(nights)d nights.")
    return words % {"n": raised.n, "of": raised.of, "nights": raised.values["nights"]}


def _back_and_spine(facts: Facts) -> Iterator[Found]:
    profile = facts.profile
    named = [SPINE_INJURY] * profile.has_spine_injury
    named += [code for code in OF_THE_SPINE if code in profile.conditions]
    back = facts.pattern("back")
    if named and back.holds:
        yield of_pattern(back, 1, values={"named": named})


def _says_back_and_spine(raised: Raised, own_words: Mapping[str, str]) -> str:
    labels = {SPINE_INJURY: _("a spine injury")}
    named = [labels.get(code) or str(CONDITIONS.label(code)) for code in raised.values["named"]]
    words = ngettext(
        "Your profile names %(named)s, and %(n)d of %(of)d entry of %(days)d days that says where is in the back.",
        "Your profile names %(named)s, and %(n)d of %(of)d entries of %(days)d days that say where are in the back.",
        raised.of,
    )
    return words % {"named": list_words(named), "n": raised.n, "of": raised.of, "days": MONTH_DAYS}


def _pregnancy_and_legs(facts: Facts) -> Iterator[Found]:
    legs = facts.pattern("legs")
    if "pregnancy" in facts.profile.named and legs.holds:
        yield of_pattern(legs, 1)


def _pregnancy_and_belly(facts: Facts) -> Iterator[Found]:
    belly = facts.pattern("lower-belly")
    if "pregnancy" in facts.profile.named and belly.holds:
        yield of_pattern(belly, belly.n / LOWER_BELLY_ENTRIES)


def _says_pregnancy_and_belly(raised: Raised, own_words: Mapping[str, str]) -> str:
    words = _(
        "Your profile names a pregnancy, and %(n)d of %(of)d entries since yesterday that say where are in the lower "
        "belly or the pelvis."
    )
    return words % {"n": raised.n, "of": raised.of}


def _says_pregnancy_and_legs(raised: Raised, own_words: Mapping[str, str]) -> str:
    words = _(
        "Your profile names a pregnancy, and %(n)d of %(of)d entries of %(days)d days that say where are in a leg."
    )
    return words % {"n": raised.n, "of": raised.of, "days": MONTH_DAYS}


RULES = (
    Rule(
        name="same-area-same-activity",
        topic=PLACE,
        when=gettext_lazy(
            "The same region, side and onset on 4 or more of 56 days, and in 60 % of the entries there that say how "
            "they began; not asleep, resting, waking up or something else."
        ),
        find=_same_place,
        sentence=_says_same_place,
        patterns=("same-area-same-activity",),
    ),
    Rule(
        name="leg-on-walking",
        topic=CIRCULATION,
        when=gettext_lazy("A leg, on walking, that rest eased (slightly or more), on 3 or more of 56 days."),
        find=_walking,
        sentence=_says_walking,
        patterns=("leg-on-walking",),
    ),
    Rule(
        name="night-calf",
        topic=CALVES,
        when=gettext_lazy(
            "A third or more of the entries in sleep, or that woke you, in a calf; in 3 or more nights in 28 days."
        ),
        find=_night_calf,
        sentence=_says_night_calf,
        patterns=("night-calf",),
    ),
    Rule(
        name="back-and-spine",
        topic=BACK,
        when=gettext_lazy(
            "A spine injury or a condition of the spine in the profile, and a spasm in the back on 1 or more of "
            "28 days."
        ),
        find=_back_and_spine,
        sentence=_says_back_and_spine,
        patterns=("back",),
        conditions=OF_THE_SPINE,
    ),
    Rule(
        name="pregnancy-cramps-or-bleeding",
        topic=PREGNANCY,
        when=gettext_lazy(
            "A pregnancy in the profile, and 2 or more spasms in the lower belly or the pelvis, today or yesterday. "
            "Bleeding is not asked for."
        ),
        find=_pregnancy_and_belly,
        sentence=_says_pregnancy_and_belly,
        patterns=("lower-belly",),
        conditions=("pregnancy",),
    ),
    Rule(
        name="pregnancy-and-legs",
        topic=PREGNANCY,
        when=gettext_lazy("A pregnancy in the profile, and a spasm in a leg on 2 or more of 28 days."),
        find=_pregnancy_and_legs,
        sentence=_says_pregnancy_and_legs,
        patterns=("legs",),
        conditions=("pregnancy",),
    ),
)
