"""When a safety card is raised by one entry: named conditions, as data, over the facts of that entry alone.

A condition is a list of alternatives (`When`), each a few facts that must hold together. Being data, it is evaluated
here, turned into the style sheet's selectors in `form_css` (so that the card shows while logging, with JavaScript off)
and told to people as reasons; the three cannot drift apart. Framing and proportion are GUIDANCE's, numbers are in
`thresholds`. Conditions over analysis results do not belong here: they get a module of their own beside this one.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tracker.guidance.thresholds import CHEST_INTENSITY_FROM, CHEST_MINUTES_FROM
from tracker.vocabulary.episodes import INTENSITY_MAX, INTENSITY_MIN, NOTICED, SAFETY_ANSWERS
from tracker.vocabulary.regions import BOTH, LEFT, REGIONS, allows_side
from tracker.vocabulary.terms import NONE_OF_THESE

Place = tuple[str, str]
"""(region code, side); "" is no side."""


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """What one entry says, as far as safety needs it. Not answered is None or "" or empty, and raises nothing."""

    regions: tuple[Place, ...] = ()
    kind: str = ""
    intensity: int | None = None
    duration_minutes: float | None = None
    """So far, for one that is still going on."""
    noticed: frozenset[str] = frozenset()
    chest_signs: str = ""
    """The answer to the two lines: yes, not-sure, no, or "" (not answered)."""
    is_first_chest_entry: bool = False
    """No earlier entry of the diary names the chest."""


@dataclass(frozen=True, slots=True)
class When:
    """One alternative: all that is given must hold. Within `places` and `answers` any one will do; `noticed`, all."""

    reason: str
    """What people are told; may name %(intensity)d and %(minutes)d."""
    places: frozenset[Place] = frozenset()
    noticed: frozenset[str] = frozenset()
    answers: frozenset[str] = frozenset()
    intensity_from: int | None = None
    minutes_from: int | None = None
    first_chest: bool = False

    @property
    def says(self) -> str:
        """The reason with its numbers, in the language of the moment."""
        return str(self.reason) % {"intensity": self.intensity_from, "minutes": self.minutes_from}

    def holds(self, facts: EntryFacts) -> bool:
        """True if this alternative is met."""
        return (
            (not self.places or not self.places.isdisjoint(facts.regions))
            and self.noticed <= facts.noticed
            and (not self.answers or facts.chest_signs in self.answers)
            and (not self.first_chest or facts.is_first_chest_entry)
            and _reaches(facts.intensity, self.intensity_from)
            and _reaches(facts.duration_minutes, self.minutes_from)
        )

    def never_because(self) -> list[str]:
        """Why it can never be met: words the diary does not have, numbers out of range. Empty if it can."""
        wrong = [f"no such place: {':'.join(place)}" for place in sorted(self.places) if not allows_side(*place)]
        wrong += [f"no such sign: {code}" for code in sorted(self.noticed) if code not in NOTICED]
        wrong += [f"no such answer: {code}" for code in sorted(self.answers) if code not in SAFETY_ANSWERS]
        if NONE_OF_THESE in self.noticed:
            wrong.append('it wants "none of these" as a sign')
        if self.intensity_from is not None and not INTENSITY_MIN < self.intensity_from <= INTENSITY_MAX:
            wrong.append(f"no intensity tells it apart: {self.intensity_from}")
        if self.minutes_from is not None and self.minutes_from <= 0:
            wrong.append(f"no duration tells it apart: {self.minutes_from}")
        if not (self.places or self.noticed or self.answers):
            wrong.append("it names no place, no sign and no answer")
        return wrong


@dataclass(frozen=True, slots=True)
class EntryCondition:
    """A named condition over one entry: it holds if one of its alternatives does."""

    name: str
    whens: tuple[When, ...]

    def reasons(self, facts: EntryFacts) -> tuple[str, ...]:
        """What raised it, in words; empty if it does not hold."""
        return tuple(when.says for when in self.whens if when.holds(facts))

    @property
    def says(self) -> tuple[str, ...]:
        """All that can raise it, in words."""
        return tuple(when.says for when in self.whens)

    def never_because(self) -> list[str]:
        """Why the condition, or a part of it, cannot fire; empty if all of it can."""
        return [reason for when in self.whens for reason in when.never_because()] or (
            [] if self.whens else ["it has no alternatives"]
        )


def _reaches(value, threshold) -> bool:
    return threshold is None or (value is not None and value >= threshold)


def places_of(region: str, *sides: str) -> frozenset[Place]:
    """The region with these sides, or with every side it has."""
    return frozenset((region, side) for side in (sides or REGIONS[region].sides))


CHEST = places_of("chest")
CHEST_NEIGHBORS = frozenset().union(*(places_of(code, LEFT, BOTH) for code in ("upper-back", "shoulder", "jaw-face")))
"""On the left, which "both" includes. The other side and the middle ask nothing."""
BREATHING = places_of("ribs-side") | places_of("breathing-muscles")
LEG = frozenset().union(*(places_of(code) for code, region in REGIONS.items() if region.group == "leg"))

TWO_LINES = EntryCondition(
    "two-lines",
    (
        When(_("It is in the chest, or beside it on the left."), places=CHEST | CHEST_NEIGHBORS),
        When(_("It is where you breathe."), places=BREATHING),
        # An answer that was given stays in sight, so that it can be taken back.
        When(_("You answered the question."), answers=frozenset(SAFETY_ANSWERS)),
    ),
)
"""When the two lines are asked before saving. Not a card: it stands in the card's own words (`Entry.question`)."""

HEART_OR_LUNGS = EntryCondition(
    "heart-or-lungs",
    (
        When(_("You said yes, or not sure, to the question about the chest."), answers=frozenset({"yes", "not-sure"})),
        When(_("You noticed pressure or tightness in the chest."), noticed=frozenset({"chest-pressure"})),
        When(_("You noticed that it was hard to breathe."), noticed=frozenset({"breathing-difficulty"})),
        When(_("You noticed sweating, or felt faint or sick."), noticed=frozenset({"sweating-faint-sick"})),
        When(_("It is the first entry for the chest in this diary."), places=CHEST, first_chest=True),
        When(
            _("It is in the chest, and its worst moment was %(intensity)d or more."),
            places=CHEST,
            intensity_from=CHEST_INTENSITY_FROM,
        ),
        When(
            _("It is in the chest, and it lasted %(minutes)d minutes or more."),
            places=CHEST,
            minutes_from=CHEST_MINUTES_FROM,
        ),
    ),
)

SADDLE_NUMBNESS = EntryCondition(
    "saddle-numbness",
    (
        # Wherever the spasm was: who ticks this must not have to tick the back first.
        When(
            _("You noticed bladder or bowel trouble, or numbness between the legs."),
            noticed=frozenset({"bladder-bowel-or-saddle-numbness"}),
        ),
    ),
)

SWOLLEN_WARM_LEG = EntryCondition(
    "swollen-warm-leg",
    (
        When(
            _("It is in a leg, and you noticed swelling and warm or discolored skin."),
            places=LEG,
            noticed=frozenset({"swelling", "warmth-color-change"}),
        ),
    ),
)

CARD_CONDITIONS = {condition.name: condition for condition in (HEART_OR_LUNGS, SADDLE_NUMBNESS, SWOLLEN_WARM_LEG)}
"""Every condition that raises a card. Each must have its card in every language; the loader sees to it."""
