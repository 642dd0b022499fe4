"""Where: one place at one activity, a leg on walking, the back."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.analysis.patterns.places import Activities, Walking
from tracker.analysis.patterns.thresholds import (
    ACTIVITY_DAYS,
    ACTIVITY_SHARE,
    ACTIVITY_WINDOW_DAYS,
    BACK_DAYS,
    MONTH_DAYS,
    WALKING_DAYS,
    WALKING_DAYS_WITH_NARROWED_VESSELS,
)
from tracker.formatting import list_words
from tracker.guidance.rules.facts import Facts
from tracker.guidance.rules.rule import LogCard, Rule, RuleMatch, match_by_days, match_of_pattern
from tracker.vocabulary.areas import LEGS, regions_of
from tracker.vocabulary.conditions import CONDITIONS
from tracker.vocabulary.episodes import ONSETS
from tracker.vocabulary.regions import your_words

PLACE, CIRCULATION, _BACK = "place", "circulation", "back"
NARROWED_VESSELS = "atherosclerosis"

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

_SPINE_INJURY = "spine-injury"
"""Stands among the conditions that the sentence names; it is no code of theirs."""


def _same_place(facts: Facts) -> Iterator[RuleMatch]:
    legs, has_walking = regions_of(LEGS), any(_walking(facts))
    for same in facts.pattern("same-area-same-activity", Activities).activities:
        if has_walking and same.onset == "walking" and same.region in legs:
            # The card about the leg on walking says it, and more.
            continue
        yield RuleMatch(
            same.n,
            same.of,
            len(same.on) / ACTIVITY_DAYS,
            about=":".join((same.region, same.side, same.onset)),
            values={"region": same.region, "side": same.side, "onset": same.onset},
            episodes=same.episodes,
            on=same.on,
        )


def _says_same_place(card: LogCard, own_words: Mapping[str, str]) -> str:
    words = _("In the last %(days)d days, %(n)d of %(of)d spasms in %(where)s began the same way: %(onset)s.")
    return words % {
        "days": ACTIVITY_WINDOW_DAYS,
        "n": card.n,
        "of": card.of,
        "where": your_words(card.values["region"], card.values["side"]),
        "onset": ONSETS.label(card.values["onset"]),
    }


def _walking(facts: Facts) -> Iterator[RuleMatch]:
    walking = facts.pattern("leg-on-walking", Walking)
    has_narrowed = NARROWED_VESSELS in facts.profile.conditions
    least_days = WALKING_DAYS_WITH_NARROWED_VESSELS if has_narrowed else WALKING_DAYS
    if walking.eases and len(walking.on) >= least_days:
        yield match_of_pattern(walking, len(walking.on) / least_days)


def _says_walking(card: LogCard, own_words: Mapping[str, str]) -> str:
    if card.n < card.of:
        words = ngettext(
            "%(of)d leg cramps came on while walking. You said that %(n)d of them eased when you rested.",
            "%(of)d leg cramps came on while walking. You said that %(n)d of them eased when you rested.",
            card.n,
        )
    else:
        words = _("%(of)d leg cramps came on while walking, and all %(n)d eased when you rested.")
    return words % {"n": card.n, "of": card.of}


def _back_and_spine(facts: Facts) -> Iterator[RuleMatch]:
    profile = facts.profile
    named = [_SPINE_INJURY] * profile.has_spine_injury
    named += [code for code in OF_THE_SPINE if code in profile.conditions]
    if named:
        yield from match_by_days(facts.pattern("back"), BACK_DAYS, values={"named": named})


def _says_back_and_spine(card: LogCard, own_words: Mapping[str, str]) -> str:
    labels = {_SPINE_INJURY: _("a spine injury")}
    named = [labels.get(code) or str(CONDITIONS.label(code)) for code in card.values["named"]]
    words = _(
        "Your profile lists %(named)s. In the last %(days)d days, %(n)d of the %(of)d spasms with a place noted were "
        "in your back."
    )
    return words % {"named": list_words(named), "n": card.n, "of": card.of, "days": MONTH_DAYS}


PLACES_RULES = (
    Rule(
        name="same-area-same-activity",
        topic=PLACE,
        when=gettext_lazy(
            "Spasms began in the same place, during the same activity, on %(days)d or more of %(window)d days. "
            "That is at least %(share)d%% of your entries for that place. "
            "“Asleep”, “resting”, “waking up” and “something else” do not count as activities."
        ),
        numbers={"days": ACTIVITY_DAYS, "window": ACTIVITY_WINDOW_DAYS, "share": int(100 * ACTIVITY_SHARE)},
        find=_same_place,
        sentence=_says_same_place,
        patterns=("same-area-same-activity", "leg-on-walking"),
    ),
    Rule(
        name="leg-on-walking",
        topic=CIRCULATION,
        when=gettext_lazy(
            "Your leg cramped while you were walking on %(days)d or more of %(window)d days. "
            "With narrowed blood vessels in your profile, %(fewer)d days are enough. "
            "At least once you said that it eased when you stood still, or that rest helped."
        ),
        numbers={
            "days": WALKING_DAYS,
            "window": ACTIVITY_WINDOW_DAYS,
            "fewer": WALKING_DAYS_WITH_NARROWED_VESSELS,
        },
        find=_walking,
        sentence=_says_walking,
        patterns=("leg-on-walking",),
        conditions=(NARROWED_VESSELS,),
    ),
    Rule(
        name="back-and-spine",
        topic=_BACK,
        when=gettext_lazy(
            "Your profile lists a spine injury or a spine condition. You had spasms in your back on %(days)d "
            "or more of %(window)d days."
        ),
        numbers={"days": BACK_DAYS, "window": MONTH_DAYS},
        find=_back_and_spine,
        sentence=_says_back_and_spine,
        patterns=("back",),
        conditions=OF_THE_SPINE,
    ),
)
