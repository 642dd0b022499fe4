"""When one entry raises a safety card: named conditions over the facts of that entry, as data.

Framing and proportion are GUIDANCE's, numbers are in `thresholds`, the words of the cards in content/en/safety.toml.
What only asks stands in `questions`; what looks at several days is a rule (`rules/`).

One concern, the conditions; long, since it is a table of all of them, each beside its reason.
"""

from django.utils.translation import gettext_lazy as _

from tracker.guidance.entry_facts import (
    BELLY_TWICE,
    FIRST_CHEST,
    NEW_MEDICINE,
    PREGNANT,
    SPASM_MEDICINE,
    EntryCondition,
    When,
)
from tracker.guidance.places import (
    BACK_OR_FLANK,
    BACK_PLACES,
    BELLY_PLACES,
    BOTH_LEGS,
    CHEST_PLACES,
    LEG_FOOT_OR_HAND,
    LIMB_PLACES,
    NEAR_THE_HEART,
    NECK_PLACES,
    NOWHERE_CLEAR,
    STAYS_TIGHT_FOR_DAYS,
)
from tracker.guidance.thresholds import BURST_FROM, CHEST_INTENSITY_FROM, CHEST_MINUTES_FROM
from tracker.vocabulary.follow_up import FOLLOW_UPS, NO, NOT_SURE, YES
from tracker.vocabulary.terms import NONE_OF_THESE

__all__ = ["CARD_CONDITIONS", "NEAR_THE_HEART", "TWO_LINES"]

YES_OR_NOT_SURE = frozenset({YES, NOT_SURE})
TICKED_LOCKED = frozenset(FOLLOW_UPS["locked"].answers) - {NONE_OF_THESE}
TICKED_IN_PREGNANCY = frozenset(FOLLOW_UPS["pregnancy-signs"].answers) - {NONE_OF_THESE}
PREGNANCY_EMERGENCY = frozenset({"faint", "shoulder-tip", "heavy-bleeding"})
_NERVES = frozenset({"weakness", "numbness"})
ALARMING_WITH_A_TIGHT_BACK = frozenset({"fever", "weakness", "numbness", "fell-or-nearly"})
AFTER_A_BLOW_OR_EFFORT = frozenset({"injury-strain", "hard-exercise", "sudden-increase"})


def _answered(question: str, *answers: str) -> tuple[tuple[str, frozenset[str]], ...]:
    return ((question, frozenset(answers)),)


TWO_LINES = EntryCondition(
    "two-lines",
    (
        When(
            _("It’s in your chest, or in a place where heart trouble can be felt."),
            places=CHEST_PLACES | NEAR_THE_HEART,
        ),
        When(
            _("It’s in your jaw, and came on while you walked or exercised."),
            places=frozenset(("jaw-face", side) for side in ("right", "middle")),
            onsets=frozenset({"walking", "exercising"}),
        ),
        When(
            _("You felt sweaty, faint or sick."),
            places=LEG_FOOT_OR_HAND,
            noticed=frozenset({"sweating-faint-sick"}),
        ),
        # An answer that was given stays in sight, so that it can be taken back.
        When(_("You answered the question."), answers=frozenset({YES, NO, NOT_SURE})),
    ),
)
"""When the question about the chest, two lines of signs, is asked. It is no card; its words are in `questions`."""

HEART_OR_LUNGS = EntryCondition(
    "heart-or-lungs",
    (
        When(_("You answered “yes” or “not sure” about your chest."), answers=YES_OR_NOT_SURE),
        When(_("You noticed pressure or tightness in your chest."), noticed=frozenset({"chest-pressure"})),
        When(_("You found it hard to breathe."), noticed=frozenset({"breathing-difficulty"})),
        When(
            _("You felt sweaty, faint or sick."),
            noticed=frozenset({"sweating-faint-sick"}),
            unless_all_in=LEG_FOOT_OR_HAND,
        ),
        When(
            _("You felt sweaty, faint or sick, and noticed swelling."),
            noticed=frozenset({"sweating-faint-sick", "swelling"}),
        ),
        When(_("It’s your first entry for your chest."), places=CHEST_PLACES, flags=frozenset({FIRST_CHEST})),
        When(
            _("You rated the spasm in your chest %(intensity)d or more."),
            places=CHEST_PLACES,
            intensity_from=CHEST_INTENSITY_FROM,
        ),
        When(
            _("The spasm in your chest has lasted %(minutes)d minutes or more."),
            places=CHEST_PLACES,
            minutes_from=CHEST_MINUTES_FROM,
        ),
    ),
)

SADDLE_NUMBNESS = EntryCondition(
    "saddle-numbness",
    (
        # Wherever the spasm was: who ticks this must not have to tick the back first.
        When(
            _("You noticed bladder or bowel trouble, or numbness between your legs."),
            noticed=frozenset({"bladder-bowel-or-saddle-numbness"}),
        ),
    ),
)

BOTH_LEGS_WEAK = EntryCondition(
    "both-legs-weak",
    (
        When(
            _("You noticed weakness or numbness, with spasms in your back and both legs."),
            places=BACK_PLACES,
            and_places=BOTH_LEGS,
            any_noticed=_NERVES,
        ),
        When(
            _("You answered “yes” or “not sure” about weak or numb legs, with a spasm in your back."),
            places=BACK_PLACES,
            follow_up=(("one-side", YES_OR_NOT_SURE),),
        ),
    ),
)


SUDDEN_WEAKNESS = EntryCondition(
    "one-sided-weakness",
    (
        When(
            _("You answered “yes” about sudden weakness, numbness or unclear speech."),
            follow_up=_answered("one-side", YES),
        ),
    ),
)

MAYBE_SUDDEN_WEAKNESS = EntryCondition(
    "check-for-weakness",
    (
        When(
            _("You weren’t sure about sudden weakness, numbness or unclear speech."),
            follow_up=_answered("one-side", NOT_SURE),
        ),
    ),
)

WEAKNESS_THAT_STAYS = EntryCondition(
    "weakness-that-stays",
    (
        When(
            _("You said the weakness is still there, or you weren’t sure."),
            follow_up=_answered("still-there", YES, NOT_SURE),
        ),
    ),
)

PALE_COLD_LIMB = EntryCondition(
    "pale-cold-limb",
    (When(_("You said it’s still pale, blue or cold."), follow_up=_answered("colder", YES)),),
)
MAYBE_PALE_COLD_LIMB = EntryCondition(
    "maybe-pale-cold-limb",
    (When(_("You weren’t sure whether it’s still pale, blue or cold."), follow_up=_answered("colder", NOT_SURE)),),
)
PALE_COLD_LIMB_PASSED = EntryCondition(
    "pale-cold-limb-passed",
    (When(_("It was pale, blue or cold, but that has passed."), follow_up=_answered("colder", NO)),),
)

LOCKED_CANNOT_WAIT = EntryCondition(
    "locked-cannot-wait",
    (
        When(_("You said it’s hard to breathe or swallow."), follow_up=_answered("locked", "breathe-swallow")),
        When(
            _("You selected a locked or twisted muscle, and a wound or a new medicine."),
            follow_up=(*_answered("locked", "mouth", "tongue-eyes"), *_answered("locked", "wound", "new-medicine")),
        ),
        When(
            _("You selected a locked or twisted muscle, and your profile lists a new medicine or dose."),
            follow_up=_answered("locked", "mouth", "tongue-eyes"),
            flags=frozenset({NEW_MEDICINE}),
        ),
        When(
            _("Your neck is tight or twisted, and you have a new medicine or dose."),
            places=NECK_PLACES,
            follow_up=_answered("locked", "new-medicine"),
        ),
    ),
)
LOCKED = EntryCondition(
    "locked-today",
    (
        When(
            _("You selected a sign of a locked jaw, or weren’t sure."),
            follow_up=(("locked", TICKED_LOCKED),),
        ),
    ),
)

FEVER_AND_NECK = EntryCondition(
    "stiff-neck-or-lockjaw-with-fever",
    (
        When(
            _("You answered “yes” or “not sure” about a stiff neck, headache, rash or confusion."),
            follow_up=(("fever-neck", YES_OR_NOT_SURE),),
        ),
    ),
)

RIGID_BELLY = EntryCondition(
    "rigid-belly",
    (When(_("You said your belly is hard, or too sore to touch."), follow_up=_answered("fever-belly", YES)),),
)
FEVER_AND_BELLY = EntryCondition(
    "fever-and-belly",
    (
        When(
            _("You weren’t sure about your belly, or you can’t stop vomiting."),
            follow_up=_answered("fever-belly", NOT_SURE),
        ),
    ),
)
FEVER_AND_BACK = EntryCondition(
    "fever-and-back",
    (
        When(
            _("You noticed fever with a spasm in your back or side."),
            places=BACK_OR_FLANK,
            noticed=frozenset({"fever"}),
        ),
    ),
)

SWOLLEN_LIMB = EntryCondition(
    "swollen-warm-leg",
    (
        When(
            _("You answered “yes” or “not sure” about swelling, warmth or a different color."),
            follow_up=(("more-swollen", YES_OR_NOT_SURE),),
        ),
    ),
)

DARK_URINE = EntryCondition("dark-urine", (When(_("You noticed dark urine."), noticed=frozenset({"dark-urine"})),))

HEAT_ILLNESS = EntryCondition(
    "heat-illness",
    (
        When(
            _("You answered “yes” or “not sure” about feeling ill in the heat."),
            follow_up=(("heat-ill", YES_OR_NOT_SURE),),
        ),
    ),
)

BLACKOUT = EntryCondition(
    "blackout",
    (
        When(
            _("You blacked out, and you have no plan for it, aren’t back to normal, or aren’t sure."),
            follow_up=_answered("plan-known", NO, NOT_SURE),
        ),
        When(
            _("You blacked out, and your profile says you’re pregnant."),
            noticed=frozenset({"blackout"}),
            flags=frozenset({PREGNANT}),
        ),
    ),
)

BLACKOUT_TODAY = EntryCondition(
    "blackout-today",
    (When(_("You blacked out."), noticed=frozenset({"blackout"}), unanswered="plan-known"),),
)

DYSREFLEXIA = EntryCondition(
    "dysreflexia",
    (
        When(
            _("You answered “yes” or “not sure” about a pounding headache, flushing or blurred vision."),
            follow_up=(("dysreflexia", YES_OR_NOT_SURE),),
        ),
    ),
)

_NOT_EASING = (
    (("easing", frozenset({NO})),),
    (("still-hard", frozenset({YES})),),
)

CANNOT_LET_GO = EntryCondition(
    "does-not-let-go-emergency",
    tuple(
        When(
            _("It isn’t easing, and you noticed numbness after a blow or hard effort."),
            places=LIMB_PLACES | NOWHERE_CLEAR,
            noticed=frozenset({"numbness"}),
            follow_up=answered,
            factors=factors,
            onsets=onsets,
        )
        for answered in _NOT_EASING
        for factors, onsets in (
            (AFTER_A_BLOW_OR_EFFORT, frozenset[str]()),
            (frozenset[str](), frozenset({"exercising", "after-exercise"})),
        )
    ),
)
DOES_NOT_LET_GO = EntryCondition(
    "does-not-let-go",
    (
        *(
            When(reason, unless_all_in=STAYS_TIGHT_FOR_DAYS, follow_up=answered)
            for reason, answered in zip(
                (
                    _("You said it isn’t easing."),
                    _("You said the muscle is still hard or very sore."),
                ),
                _NOT_EASING,
                strict=True,
            )
        ),
        When(
            _("It isn’t easing, and you noticed fever, weakness, numbness, or a fall or near fall."),
            places=STAYS_TIGHT_FOR_DAYS,
            any_noticed=ALARMING_WITH_A_TIGHT_BACK,
            follow_up=_NOT_EASING[0],
        ),
    ),
)
STAYS_TIGHT = EntryCondition(
    "stays-tight",
    (When(_("You said it isn’t easing."), places=STAYS_TIGHT_FOR_DAYS, follow_up=_NOT_EASING[0]),),
)

_PREGNANCY = EntryCondition(
    "pregnancy-cramps-or-bleeding",
    (
        When(
            _("Your profile says you’re pregnant, and you selected a sign or weren’t sure."),
            follow_up=(("pregnancy-signs", TICKED_IN_PREGNANCY),),
        ),
        When(
            _("Your profile says you’re pregnant, and you had belly cramps twice within a day."),
            places=BELLY_PLACES,
            unanswered="pregnancy-signs",
            flags=frozenset({PREGNANT, BELLY_TWICE}),
        ),
        When(
            _("Your profile says you’re pregnant, and you had belly cramps one after another."),
            places=BELLY_PLACES,
            unanswered="pregnancy-signs",
            count_from=BURST_FROM,
            flags=frozenset({PREGNANT}),
        ),
    ),
)
PREGNANCY_NOW = EntryCondition(
    "pregnancy-emergency",
    (
        When(
            _("You said you feel faint, bleed heavily, or have pain at the tip of your shoulder."),
            follow_up=(("pregnancy-signs", PREGNANCY_EMERGENCY),),
        ),
    ),
)

MISSED_MEDICINE = EntryCondition(
    "missed-spasm-medicine",
    (
        When(
            _("You missed a medicine, and your profile lists one for your spasms."),
            factors=frozenset({"missed-medicine"}),
            flags=frozenset({SPASM_MEDICINE}),
        ),
    ),
)
MISSED_MEDICINE_AND_FEVER = EntryCondition(
    "missed-spasm-medicine-fever",
    (
        When(
            _("You missed a medicine for your spasms, and you noticed fever."),
            factors=frozenset({"missed-medicine"}),
            noticed=frozenset({"fever"}),
            flags=frozenset({SPASM_MEDICINE}),
        ),
    ),
)
NEW_MEDICINE_AND_FEVER = EntryCondition(
    "new-medicine-fever",
    (
        When(
            _("You had spasms in many places with fever or sweating, and you have a new medicine or dose."),
            in_many_places=True,
            any_noticed=frozenset({"fever", "sweating-faint-sick"}),
            flags=frozenset({NEW_MEDICINE}),
        ),
    ),
)

CARD_CONDITIONS = {
    condition.name: condition
    for condition in (
        HEART_OR_LUNGS,
        DYSREFLEXIA,
        SUDDEN_WEAKNESS,
        MAYBE_SUDDEN_WEAKNESS,
        BOTH_LEGS_WEAK,
        SADDLE_NUMBNESS,
        PALE_COLD_LIMB,
        LOCKED_CANNOT_WAIT,
        FEVER_AND_NECK,
        RIGID_BELLY,
        BLACKOUT,
        PREGNANCY_NOW,
        NEW_MEDICINE_AND_FEVER,
        MISSED_MEDICINE_AND_FEVER,
        CANNOT_LET_GO,
        MAYBE_PALE_COLD_LIMB,
        BLACKOUT_TODAY,
        LOCKED,
        FEVER_AND_BELLY,
        FEVER_AND_BACK,
        SWOLLEN_LIMB,
        DARK_URINE,
        HEAT_ILLNESS,
        WEAKNESS_THAT_STAYS,
        DOES_NOT_LET_GO,
        _PREGNANCY,
        MISSED_MEDICINE,
        STAYS_TIGHT,
        PALE_COLD_LIMB_PASSED,
    )
}
"""Every condition that raises a card. Each must have its card in every language; the loader sees to it."""

GIVES_WAY_TO = {
    "does-not-let-go": frozenset({"does-not-let-go-emergency"}),
    "stays-tight": frozenset({"does-not-let-go"}),
    "locked-today": frozenset({"locked-cannot-wait"}),
    "pregnancy-cramps-or-bleeding": frozenset({"pregnancy-emergency"}),
    "missed-spasm-medicine": frozenset({"missed-spasm-medicine-fever"}),
    "one-sided-weakness": frozenset({"both-legs-weak"}),
    "check-for-weakness": frozenset({"both-legs-weak"}),
    "blackout-today": frozenset({"blackout"}),
}
"""A card is left out where one that says more of the same is raised."""
