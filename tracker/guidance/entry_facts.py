"""What one entry says as far as safety is concerned, and conditions over it: named alternatives, as data.

A condition is a list of alternatives (`When`), each a few facts that must hold together. Being data, it is evaluated
here, turned into the style sheet's selectors in `form_css` (so that questions and cards show while logging, with
JavaScript off) and told to people as reasons; the three cannot drift apart.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from tracker.guidance.places import SidedRegion
from tracker.vocabulary.areas import AREA_OF, EVERYWHERE
from tracker.vocabulary.episodes import (
    IMPACTS,
    INTENSITY_MAX,
    INTENSITY_MIN,
    NOTICED,
    ONSETS,
    SAFETY_ANSWERS,
    SORENESS,
)
from tracker.vocabulary.factors import FACTORS
from tracker.vocabulary.follow_up import FOLLOW_UPS
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.regions import BOTH, allows_side
from tracker.vocabulary.terms import NONE_OF_THESE

FIRST_CHEST = "first-chest"
"""No earlier entry of the diary names the chest."""
PREGNANT = "pregnant"
SPINAL_CORD_INJURY = "spinal-cord-injury"
SPASM_MEDICINE = "takes-spasm-medicine"
NEW_MEDICINE = "new-medicine"
"""A medicine or a higher dose was begun in the last days (`thresholds.NEW_MEDICINE_DAYS`)."""
KNOWN_NERVE_DISEASE = "known-nerve-disease"
BELLY_TWICE = "belly-twice"
"""Two or more entries in the belly within a day, this one among them."""
WALKING_OFTEN = "often-on-walking"
"""A leg on walking on as many days as `analysis.patterns.thresholds` asks for."""
ENDED_LATELY = "ended-lately"
"""It ended within the last day, or goes on."""
FLAGS = frozenset(
    {
        FIRST_CHEST,
        PREGNANT,
        SPINAL_CORD_INJURY,
        SPASM_MEDICINE,
        NEW_MEDICINE,
        KNOWN_NERVE_DISEASE,
        BELLY_TWICE,
        WALKING_OFTEN,
        ENDED_LATELY,
    }
)
"""What is known beyond the entry itself: from the profile, from other entries, from the clock."""
PROFILE_FLAGS = frozenset({PREGNANT, SPINAL_CORD_INJURY, SPASM_MEDICINE, NEW_MEDICINE, KNOWN_NERVE_DISEASE})
"""Of these, what the health profile tells."""

AREAS_FOR_MANY_PLACES = 3
_NO_ANSWERS: Mapping[str, frozenset[str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """What one entry says, as far as safety needs it. Not answered is None or "" or empty, and raises nothing."""

    regions: tuple[SidedRegion, ...] = ()
    kind: str = ""
    intensity: int | None = None
    duration_minutes: float | None = None
    """So far, for one that is still going on; None if nobody knows."""
    is_running: bool = False
    noticed: frozenset[str] = frozenset()
    chest_signs: str = ""
    """The answer to the two lines: yes, not-sure, no, or "" (not answered)."""
    factors: frozenset[str] = frozenset()
    at_onset: str = ""
    impact: str = ""
    soreness: str = ""
    count: int = 1
    follow_up: Mapping[str, frozenset[str]] = field(default_factory=lambda: _NO_ANSWERS)
    """Answers to the other safety questions, by question."""
    flags: frozenset[str] = frozenset()
    """Of FLAGS, those that hold."""

    @property
    def is_in_many_places(self) -> bool:
        """True if it is said to be all over, or names three of the five areas of the body."""
        regions = {region for region, _side in self.regions}
        areas = {AREA_OF[region] for region in regions if region in AREA_OF}
        return EVERYWHERE in regions or "several-muscles-at-once" in self.noticed or len(areas) >= AREAS_FOR_MANY_PLACES

    @property
    def place_count(self) -> int:
        """How many places it names; both sides are two."""
        return sum(2 if side == BOTH else 1 for _region, side in self.regions)


@dataclass(frozen=True, slots=True)
class When:
    """One alternative: all that is given must hold. Of several places, factors and the like any one will do."""

    reason: LazyText
    """What people are told; may name %(intensity)d, %(minutes)d and %(count)d."""
    places: frozenset[SidedRegion] = frozenset()
    and_places: frozenset[SidedRegion] = frozenset()
    unless_all_in: frozenset[SidedRegion] = frozenset()
    """Does not hold if places are named and all of them are among these."""
    in_many_places: bool = False
    regions_from: int | None = None
    """So many places are named."""
    noticed: frozenset[str] = frozenset()
    """All of these signs."""
    any_noticed: frozenset[str] = frozenset()
    factors: frozenset[str] = frozenset()
    onsets: frozenset[str] = frozenset()
    impacts: frozenset[str] = frozenset()
    soreness: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    answers: frozenset[str] = frozenset()
    """To the two lines about the chest."""
    follow_up: tuple[tuple[str, frozenset[str]], ...] = ()
    """(question, answers): to each of these questions any one of these."""
    unanswered: str = ""
    """A question that was not answered."""
    intensity_from: int | None = None
    minutes_from: int | None = None
    count_from: int | None = None
    running: bool | None = None
    flags: frozenset[str] = frozenset()
    """All of these."""

    @property
    def says(self) -> str:
        """The reason with its numbers, in the language of the moment."""
        numbers = {"intensity": self.intensity_from, "minutes": self.minutes_from, "count": self.count_from}
        return str(self.reason) % numbers

    def holds(self, facts: EntryFacts) -> bool:
        """True if this alternative is met."""
        return (
            self._fits_entry(facts)
            and self.flags <= facts.flags
            and (not self.unanswered or self.unanswered not in facts.follow_up)
            and (self.running is None or self.running is facts.is_running)
            and _reaches(facts.duration_minutes, self.minutes_from)
        )

    def could_hold(self, facts: EntryFacts) -> bool:
        """True if it is met or could be, whatever the profile, other entries and the clock say.

        An entry for which nothing could hold never needs a second look.
        """
        return self._fits_entry(facts) and (facts.is_running or _reaches(facts.duration_minutes, self.minutes_from))

    def _fits_entry(self, facts: EntryFacts) -> bool:
        return (
            (not self.places or not self.places.isdisjoint(facts.regions))
            and (not self.and_places or not self.and_places.isdisjoint(facts.regions))
            and not (self.unless_all_in and facts.regions and self.unless_all_in.issuperset(facts.regions))
            and (not self.in_many_places or facts.is_in_many_places)
            and (self.regions_from is None or facts.place_count >= self.regions_from)
            and self.noticed <= facts.noticed
            and (not self.any_noticed or not self.any_noticed.isdisjoint(facts.noticed))
            and (not self.factors or not self.factors.isdisjoint(facts.factors))
            and (not self.onsets or facts.at_onset in self.onsets)
            and (not self.impacts or facts.impact in self.impacts)
            and (not self.soreness or facts.soreness in self.soreness)
            and (not self.kinds or facts.kind in self.kinds)
            and (not self.answers or facts.chest_signs in self.answers)
            and all(not facts.follow_up.get(name, _NONE).isdisjoint(answers) for name, answers in self.follow_up)
            and _reaches(facts.intensity, self.intensity_from)
            and _reaches(facts.count, self.count_from)
        )

    def problems(self) -> list[str]:
        """Why it can never be met: words the diary does not have, numbers out of range. Empty if it can."""
        places = self.places | self.and_places | self.unless_all_in
        wrong = [f"no such place: {':'.join(place)}" for place in sorted(places) if not allows_side(*place)]
        for what, named, known in (
            ("sign", self.noticed | self.any_noticed, NOTICED),
            ("factor", self.factors, FACTORS),
            ("onset", self.onsets, ONSETS),
            ("impact", self.impacts, IMPACTS),
            ("soreness", self.soreness, SORENESS),
            ("answer", self.answers, SAFETY_ANSWERS),
            ("flag", self.flags, FLAGS),
        ):
            wrong += [f"no such {what}: {code}" for code in sorted(named) if code not in known]
        for question, answers in self.follow_up:
            known_answers: Collection[str] = FOLLOW_UPS[question].answers if question in FOLLOW_UPS else ()
            wrong += [f"no such answer: {question}:{code}" for code in sorted(answers) if code not in known_answers]
        if self.unanswered and self.unanswered not in FOLLOW_UPS:
            wrong.append(f"no such question: {self.unanswered}")
        if NONE_OF_THESE in self.noticed | self.any_noticed:
            wrong.append('it wants "none of these" as a sign')
        if self.intensity_from is not None and not INTENSITY_MIN < self.intensity_from <= INTENSITY_MAX:
            wrong.append(f"no intensity tells it apart: {self.intensity_from}")
        if self.minutes_from is not None and self.minutes_from <= 0:
            wrong.append(f"no duration tells it apart: {self.minutes_from}")
        signs = self.noticed | self.any_noticed | self.answers | self.factors | self.flags
        if not (places or signs or self.follow_up):
            wrong.append("it names no place, no sign and no answer")
        return wrong


_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class EntryCondition:
    """A named condition over one entry: it holds if one of its alternatives does."""

    name: str
    whens: tuple[When, ...]

    def reasons(self, facts: EntryFacts) -> tuple[str, ...]:
        """What raised it, in words, each once; empty if it does not hold."""
        return tuple(dict.fromkeys(when.says for when in self.whens if when.holds(facts)))

    def holds(self, facts: EntryFacts) -> bool:
        """True if one of its alternatives is met."""
        return any(when.holds(facts) for when in self.whens)

    def could_hold(self, facts: EntryFacts) -> bool:
        """True if one of its alternatives is met or could be, whatever is known beyond the entry."""
        return any(when.could_hold(facts) for when in self.whens)

    @property
    def says(self) -> tuple[str, ...]:
        """All that can raise it, in words."""
        return tuple(dict.fromkeys(when.says for when in self.whens))

    def problems(self) -> list[str]:
        """Why the condition, or a part of it, cannot fire; empty if all of it can."""
        return [reason for when in self.whens for reason in when.problems()] or (
            [] if self.whens else ["it has no alternatives"]
        )


def _reaches(value: float | None, threshold: float | None) -> bool:
    return threshold is None or (value is not None and value >= threshold)
