"""What is said of one episode: kind, onset, impact, soreness, waking, how its duration is known."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.regions import REGIONS
from tracker.vocabulary.terms import NONE_TERM, Term, Vocabulary

NOT_SURE = "not-sure"
KINDS = Vocabulary(
    Term("twitch", pgettext_lazy("kind of spasm", "twitch"), _("Part of a muscle jumps. It hardly hurts.")),
    Term(
        "spasm",
        pgettext_lazy("kind of spasm", "spasm"),
        _("A muscle tightens by itself and lets go. If your doctor calls it spasticity, log it here."),
    ),
    Term("cramp", pgettext_lazy("kind of spasm", "cramp"), _("It stays tight until you stretch or wait.")),
    Term("jerk", pgettext_lazy("kind of spasm", "jerk"), _("A limb moves by itself."), False),
    Term(NOT_SURE, pgettext_lazy("kind of spasm", "not sure"), _("That’s an answer, too."), False),
)

ONSETS = Vocabulary(
    Term("asleep", pgettext_lazy("what the person was doing", "asleep")),
    Term("waking-up", pgettext_lazy("what the person was doing", "waking up")),
    Term("resting", pgettext_lazy("what the person was doing", "resting or lying awake")),
    Term("sitting", pgettext_lazy("what the person was doing", "sitting")),
    Term("computer", pgettext_lazy("what the person was doing", "at the computer")),
    Term("driving", pgettext_lazy("what the person was doing", "driving")),
    Term("standing", pgettext_lazy("what the person was doing", "standing")),
    Term("walking", pgettext_lazy("what the person was doing", "walking")),
    Term("exercising", pgettext_lazy("what the person was doing", "exercising")),
    Term("after-exercise", pgettext_lazy("what the person was doing", "after exercise")),
    Term("lifting", pgettext_lazy("what the person was doing", "lifting")),
    Term("repeated-movement", pgettext_lazy("what the person was doing", "the same movement again and again")),
    Term("changing-position", pgettext_lazy("what the person was doing", "changing position")),
    Term("stretching", pgettext_lazy("what the person was doing", "stretching")),
    Term("touch-or-cold", pgettext_lazy("what the person was doing", "touch or cold")),
    Term("coughing-sneezing", pgettext_lazy("what the person was doing", "coughing or sneezing")),
    Term("other", pgettext_lazy("what the person was doing", "something else")),
)

YES, NO = "yes", "no"
YES_NO = Vocabulary(Term(YES, pgettext_lazy("answer", "yes")), Term(NO, pgettext_lazy("answer", "no")))

IMPACTS = Vocabulary(
    Term("none", pgettext_lazy("how much a spasm kept the person from things", "not at all")),
    Term("some", pgettext_lazy("how much a spasm kept the person from things", "somewhat")),
    Term("had-to-stop", pgettext_lazy("how much a spasm kept the person from things", "had to stop")),
)

SORENESS = Vocabulary(
    Term("none", pgettext_lazy("how long the muscle was sore", "not sore")),
    Term("hours", pgettext_lazy("how long the muscle was sore", "a few hours")),
    Term("next-day", pgettext_lazy("how long the muscle was sore", "until the next day")),
    Term("2-3-days", pgettext_lazy("how long the muscle was sore", "2 or 3 days")),
    Term("longer", pgettext_lazy("how long the muscle was sore", "longer")),
)

MEASURED, ESTIMATED, UNKNOWN, ONGOING = "measured", "estimated", "unknown", "ongoing"
DURATION_BASES = Vocabulary(
    Term(MEASURED, pgettext_lazy("how a duration is known", "measured"), _("Started and stopped here.")),
    Term(ESTIMATED, pgettext_lazy("how a duration is known", "estimated"), _("Your own guess.")),
    Term(UNKNOWN, pgettext_lazy("how a duration is known", "unknown")),
    Term(ONGOING, pgettext_lazy("how a duration is known", "still going on")),
)

SAFETY_ANSWERS = Vocabulary(
    Term("yes", pgettext_lazy("answer to a safety question", "yes")),
    Term("not-sure", pgettext_lazy("answer to a safety question", "not sure")),
    Term("no", pgettext_lazy("answer to a safety question", "no, this is my usual spasm")),
)
"""Answers to the two lines shown when the chest or a neighbor is logged (GUIDANCE.md, chest in proportion)."""

INTENSITY_MIN, INTENSITY_MAX = 0, 10
COUNT_MAX = 999
ENTRY_NOTE_LENGTH = 20_000
LOGGED_BY_LENGTH = 150
"""As long as the name of an account."""


def intensity_band(intensity: int) -> LazyText:
    """The band of a 0-10 rating: none, mild 1-3, moderate 4-6, severe 7-10 (bands differ between studies)."""
    if intensity == 0:
        return pgettext("pain level", "none")
    if intensity <= 3:
        return pgettext("pain level", "mild")
    if intensity <= 6:
        return pgettext("pain level", "moderate")
    return pgettext("pain level", "severe")


NOTICED = Vocabulary(
    Term("weakness", pgettext_lazy("sign that was noticed", "weakness")),
    Term("tenderness", pgettext_lazy("sign that was noticed", "tender to the touch")),
    Term("numbness", pgettext_lazy("sign that was noticed", "numbness or tingling")),
    Term("stiffness", pgettext_lazy("sign that was noticed", "stiffness")),
    Term("twisting-posture", pgettext_lazy("sign that was noticed", "twisted posture")),
    Term("several-muscles-at-once", pgettext_lazy("sign that was noticed", "several muscles at once")),
    Term("breathing-difficulty", pgettext_lazy("sign that was noticed", "hard to breathe")),
    Term("chest-pressure", pgettext_lazy("sign that was noticed", "pressure or tightness in the chest")),
    Term("pain-spreads", pgettext_lazy("sign that was noticed", "pain spreads")),
    Term("sweating-faint-sick", pgettext_lazy("sign that was noticed", "sweating, faint or sick"), "", False),
    Term("swelling", pgettext_lazy("sign that was noticed", "swelling"), "", False),
    Term("warmth-color-change", pgettext_lazy("sign that was noticed", "warm or discolored skin"), "", False),
    Term(
        "bladder-bowel-or-saddle-numbness",
        pgettext_lazy("sign that was noticed", "bladder or bowel trouble, or numb between the legs"),
        "",
        False,
    ),
    Term("fever", pgettext_lazy("sign that was noticed", "fever"), "", False),
    Term("fell-or-nearly", pgettext_lazy("sign that was noticed", "fell or nearly fell"), "", False),
    Term("dark-urine", pgettext_lazy("sign that was noticed", "dark urine, like cola"), "", False),
    Term("pale-blue-cold", pgettext_lazy("sign that was noticed", "pale, blue or cold"), "", False),
    Term("blackout", pgettext_lazy("sign that was noticed", "blacked out or lost awareness"), "", False),
    NONE_TERM,
)

_NOTICED_FIRST = ("weakness", "tenderness", "numbness", "stiffness")
_NOTICED_BY_GROUP = {
    "head": ("twisting-posture", "fever"),
    "torso-front": ("breathing-difficulty", "chest-pressure", "pain-spreads", "sweating-faint-sick", "fever"),
    "torso-back": (
        "pain-spreads",
        "bladder-bowel-or-saddle-numbness",
        "breathing-difficulty",
        "chest-pressure",
        "fever",
    ),
    "torso-sides": ("pain-spreads", "breathing-difficulty", "chest-pressure", "fever"),
    "torso-whole": ("breathing-difficulty", "chest-pressure", "sweating-faint-sick"),
    "arm": ("swelling", "warmth-color-change", "pale-blue-cold", "twisting-posture", "pain-spreads"),
    "leg": ("swelling", "warmth-color-change", "pale-blue-cold", "fell-or-nearly", "twisting-posture"),
    "all": ("several-muscles-at-once", "fever", "dark-urine", "blackout", "fell-or-nearly"),
}


def noticed_groups(code: str) -> list[str]:
    """The region groups for which the sign is offered first; every group for the common ones and "none of these"."""
    if code in {*_NOTICED_FIRST, NONE_TERM.code}:
        return list(_NOTICED_BY_GROUP)
    return [group for group, codes in _NOTICED_BY_GROUP.items() if code in codes]


_UNUSUAL_EVERYWHERE = ("weakness", "numbness")
_UNUSUAL_LAST = ("tenderness", "stiffness")
_DARK_URINE_REGIONS = frozenset(
    {
        *("thigh-front", "thigh-back", "thigh-inner", "thigh-outer", "upper-arm-front", "upper-arm-back"),
        *("whole-leg", "whole-arm", "widespread"),
    }
)
_DARK_URINE_FACTORS = frozenset({"hard-exercise", "sudden-increase", "hot-weather"})


_NECK = frozenset({"neck-front", "neck-back", "neck-side"})
_BLADDER_REGIONS = frozenset({"buttock", "flank", "hip"})
_SWEATING_FACTORS = frozenset({"hard-exercise", "hot-weather"})


def signs_to_offer(
    regions: Iterable[str],
    *,
    factors: Iterable[str] = (),
    kind: str = "",
    noticed: Collection[str] = (),
    soreness: str = "",
    has_begun_medicine: bool = False,
    has_spinal_cord_injury: bool = False,
) -> list[str]:
    """The signs that fit an entry, for one line: what is told already first, then those of its place.

    Parameters: region codes; suspected factors; the kind; signs noticed so far; how long it was sore; whether a
    medicine was begun in the last weeks; whether the profile lists a spinal cord injury.
    """
    regions, factors = frozenset(regions), frozenset(factors)
    groups = [REGIONS[region].group for region in regions if region in REGIONS] or ["all"]
    offered = [code for code in noticed if code != NONE_TERM.code]
    for group in sorted(set(groups), key=list(_NOTICED_BY_GROUP).index):
        offered += _NOTICED_BY_GROUP[group]
    more = {
        "twisting-posture": regions & _NECK,
        "bladder-bowel-or-saddle-numbness": regions & _BLADDER_REGIONS,
        "sweating-faint-sick": has_spinal_cord_injury or factors & _SWEATING_FACTORS,
        "dark-urine": has_begun_medicine
        or soreness == "longer"
        or regions & _DARK_URINE_REGIONS
        or factors & _DARK_URINE_FACTORS,
        "blackout": kind == "jerk"
        or "widespread" in regions
        or {"several-muscles-at-once", "fell-or-nearly"} & set(noticed),
    }
    offered += [*_UNUSUAL_EVERYWHERE, *(code for code, fits in more.items() if fits)]
    offered = [code for code in dict.fromkeys(offered) if code not in _UNUSUAL_LAST or code in noticed]
    return [*offered, NONE_TERM.code]
