"""The one-tap safety questions: when each is asked, in what words, and what is shown meanwhile. Pure.

One at a time, the most dangerous first, `thresholds.QUESTIONS_AN_ENTRY` an entry at most. An answer is stored and never
asked for twice. Not answered is never a yes: what a yes means stands in the same sentence, so that who needs help now
does not have to tap first.

One concern, the questions; long, since all of their words stand here, where they are proofread side by side.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.guidance.conditions import TWO_LINES
from tracker.guidance.entry_facts import (
    ENDED_LATELY,
    KNOWN_NERVE_DISEASE,
    NEW_MEDICINE,
    PREGNANT,
    SPINAL_CORD_INJURY,
    WALKING_OFTEN,
    EntryCondition,
    EntryFacts,
    When,
)
from tracker.guidance.places import (
    BACK_PLACES,
    BELLY_PLACES,
    HEAD_AND_NECK_PLACES,
    JAW_PLACES,
    LEG_FOOT_OR_HAND,
    LEG_PLACES,
    LIMB_PLACES,
    NECK_PLACES,
    STAYS_TIGHT_FOR_DAYS,
    SidedRegion,
    all_of,
    group,
)
from tracker.guidance.thresholds import (
    BURST_FROM,
    DYSREFLEXIA_FROM_MINUTES,
    EASING_ASKED_FROM_MINUTES,
    LOCKED_FROM_MINUTES,
    STILL_HARD_FROM_MINUTES,
)
from tracker.vocabulary.follow_up import FOLLOW_UPS, NO, NOT_SURE, YES
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.terms import Term, Vocabulary

CHEST_SIGNS_QUESTION = "chest-signs"
"""The two lines about the chest. Their answer has a column of its own, older than the other questions."""

USUAL = pgettext_lazy("answer to a safety question", "No, this is my usual spasm")
_YES = pgettext_lazy("answer to a safety question", "Yes")
_NO = pgettext_lazy("answer to a safety question", "No")
_NOT_SURE = pgettext_lazy("answer to a safety question", "Not sure")

NOT_A_LIMB = group("head", "torso-front", "torso-back", "torso-sides", "torso-whole")
EVERYWHERE_ELSE = (
    group("head", "torso-front", "torso-back", "torso-sides", "torso-whole", "arm", "leg")
    - LIMB_PLACES
    - STAYS_TIGHT_FOR_DAYS
)
"""Where "Is it easing?" is not asked: jaw, face, chest and belly have questions of their own."""


@dataclass(frozen=True, slots=True)
class SafetyQuestion:
    """One safety question. Texts may name the emergency number as {number}."""

    code: str
    """Of vocabulary/follow_up.py, or CHEST_SIGNS."""
    asked: EntryCondition
    text: LazyText
    if_yes: LazyText = ""
    """What a yes means, said with the question."""
    labels: Mapping[str, LazyText] = field(default_factory=dict)
    """On the buttons, where they say more than the answer's own label."""
    holds_steps: bool = True
    """True if no step is shown until it is answered."""
    text_if: tuple[tuple[str, LazyText], ...] = ()
    """(flag, text): what is asked instead where the flag holds."""
    text_in: tuple[tuple[frozenset[SidedRegion], LazyText, LazyText], ...] = ()
    """(places, text, text where a flag of `text_if` holds): what is asked instead in one of these places."""

    @property
    def answers(self) -> Vocabulary[Term]:
        """What can be answered, with the words of the buttons."""
        known = FOLLOW_UPS[self.code].answers if self.code in FOLLOW_UPS else FOLLOW_UPS["easing"].answers
        # The two that lead to help stand together; "no", the longest, has a row of its own below them.
        codes = [code for code in (YES, NOT_SURE, NO) if code in known and not self.takes_several]
        codes += [code for code in known if code not in codes]
        return Vocabulary(*(Term(code, self.labels.get(code, known[code].label)) for code in codes))

    @property
    def takes_several(self) -> bool:
        """True if it takes ticks."""
        return self.code in FOLLOW_UPS and FOLLOW_UPS[self.code].takes_several

    def is_answered(self, facts: EntryFacts) -> bool:
        """True if the entry holds an answer to it."""
        return bool(facts.chest_signs) if self.code == CHEST_SIGNS_QUESTION else self.code in facts.follow_up

    def text_for(self, facts: EntryFacts) -> LazyText:
        """What is asked of this entry."""
        for places, text, known in self.text_in:
            if not places.isdisjoint(facts.regions):
                return known if known and self._knows(facts.flags) else text
        return self.text_known(facts.flags)

    def text_known(self, flags: Collection[str]) -> LazyText:
        """What is asked where no place has a text of its own."""
        return next((text for flag, text in self.text_if if flag in flags), self.text)

    def texts_in(self, flags: Collection[str]) -> list[tuple[frozenset[SidedRegion], LazyText]]:
        """(places, text) of the places that have a text of their own."""
        return [(places, known if known and self._knows(flags) else text) for places, text, known in self.text_in]

    def _knows(self, flags: Collection[str]) -> bool:
        return any(flag in flags for flag, _text in self.text_if)


def _when(*whens: When) -> tuple[When, ...]:
    return whens


def _buttons(**labels: LazyText) -> dict[str, LazyText]:
    return {YES: _YES, NOT_SURE: _NOT_SURE, NO: _NO} | {code.replace("_", "-"): text for code, text in labels.items()}


_WEAK = When(_("You noticed weakness."), noticed=frozenset({"weakness"}))

SAFETY_QUESTIONS: tuple[SafetyQuestion, ...] = (
    SafetyQuestion(
        "dysreflexia",
        EntryCondition(
            "ask-dysreflexia",
            tuple(
                When(reason, **facts, flags=frozenset({SPINAL_CORD_INJURY}))
                for reason, facts in (
                    (
                        _("Your profile lists a spinal cord injury, and you felt sweaty, faint or sick."),
                        {"noticed": frozenset({"sweating-faint-sick"})},
                    ),
                    (
                        _("Your profile lists a spinal cord injury, and you had spasms one after another."),
                        {"count_from": BURST_FROM},
                    ),
                    (
                        _(
                            "Your profile lists a spinal cord injury, "
                            "and this spasm has lasted %(minutes)d minutes or more."
                        ),
                        {"minutes_from": DYSREFLEXIA_FROM_MINUTES},
                    ),
                )
            ),
        ),
        _("Do you have a pounding headache, flushing or sweating above your injury, or blurred vision?"),
        _("If yes, sit up and call {number} now."),
        _buttons(),
    ),
    SafetyQuestion(
        CHEST_SIGNS_QUESTION,
        EntryCondition("ask-chest-signs", tuple(when for when in TWO_LINES.whens if not when.answers)),
        _(
            "Does it feel tight, heavy or squeezing? Does it spread to your arm, jaw, neck or back? "
            "Are you short of breath, sweating, sick or faint?"
        ),
        _("If yes to any of these, call {number} now. Do not log first."),
        _buttons(no=USUAL),
        # A cramp in the calf is tight itself: there, the chest is named.
        text_in=(
            (
                LEG_FOOT_OR_HAND,
                _(
                    "Does your chest feel tight, heavy or squeezed? Does it spread to your arm, jaw, neck or back? "
                    "Are you short of breath, sweating, sick or faint?"
                ),
                "",
            ),
        ),
    ),
    SafetyQuestion(
        "colder",
        EntryCondition(
            "ask-colder",
            _when(When(_("You noticed that it was pale, blue or cold."), noticed=frozenset({"pale-blue-cold"}))),
        ),
        _("Is it still pale, blue or cold, and colder than the other side?"),
        _("If yes, call {number} now."),
        _buttons(
            no=pgettext_lazy("answer to a safety question", "No, it has passed"),
            as_always=pgettext_lazy("answer to a safety question", "It’s on both sides, as usual in the cold"),
        ),
    ),
    SafetyQuestion(
        "one-side",
        EntryCondition(
            "ask-one-side",
            _when(
                _WEAK,
                When(
                    _("You noticed numbness with a spasm in your back or buttock."),
                    places=BACK_PLACES,
                    noticed=frozenset({"numbness"}),
                ),
            ),
        ),
        _("Did your face, arm or leg on one side suddenly go weak or numb? Is your speech unclear?"),
        _("If yes to any of these, call {number} now, even if it has passed."),
        _buttons(),
        text_if=(
            (
                KNOWN_NERVE_DISEASE,
                _("Is sudden weakness or numbness on one side, or unclear speech, new or worse than usual for you?"),
            ),
        ),
        text_in=(
            (
                BACK_PLACES,
                _("Are both legs weak or numb? Did one side of your face or body suddenly go weak or numb?"),
                _("Are both legs or one side of your body weak or numb? Is it new or worse than usual for you?"),
            ),
        ),
    ),
    SafetyQuestion(
        "fever-neck",
        EntryCondition(
            "ask-fever-neck",
            _when(
                When(
                    _("You noticed fever with a spasm in your head, jaw or neck."),
                    places=HEAD_AND_NECK_PLACES,
                    noticed=frozenset({"fever"}),
                )
            ),
        ),
        _(
            "Is your neck too stiff to touch your chin to your chest? Do you have a bad headache, a rash or confusion? "
            "Does light hurt?"
        ),
        _("If yes to any of these, call {number} now."),
        _buttons(no=pgettext_lazy("answer to a safety question", "No, none of these")),
    ),
    SafetyQuestion(
        "locked",
        EntryCondition(
            "ask-locked",
            tuple(
                When(reason, places=JAW_PLACES | NECK_PLACES, **facts)
                for reason, facts in (
                    (
                        _("Your jaw, face or neck was twisted."),
                        {"noticed": frozenset({"twisting-posture"})},
                    ),
                    (
                        _("A spasm in your jaw, face or neck made you stop what you were doing."),
                        {"impacts": frozenset({"had-to-stop"})},
                    ),
                    (
                        _("A spasm in your jaw, face or neck has lasted %(minutes)d minutes or more."),
                        {"minutes_from": LOCKED_FROM_MINUTES},
                    ),
                    (
                        _("You have a spasm in your jaw, face or neck, and your profile lists a new medicine or dose."),
                        {"flags": frozenset({NEW_MEDICINE})},
                    ),
                )
            ),
        ),
        _("Do you have any of these?"),
        _("Is it hard to breathe or swallow? Call {number} now."),
        {
            "mouth": pgettext_lazy("sign with a locked jaw", "I can’t open my mouth two fingers wide"),
            "breathe-swallow": pgettext_lazy("sign with a locked jaw", "It’s hard to breathe or swallow"),
            "tongue-eyes": pgettext_lazy("sign with a locked jaw", "My tongue or eyes are being pulled"),
            "wound": pgettext_lazy("sign with a locked jaw", "A dirty wound, bite or burn in the last few weeks"),
            "new-medicine": pgettext_lazy(
                "sign with a locked jaw",
                "A new medicine or higher dose in the last 7 days, especially for nausea, dizziness or mental health",
            ),
            "none": pgettext_lazy("sign with a locked jaw", "None of these"),
            NOT_SURE: _NOT_SURE,
        },
    ),
    SafetyQuestion(
        "plan-known",
        EntryCondition("ask-plan-known", _when(When(_("You blacked out."), noticed=frozenset({"blackout"})))),
        _("Is this a kind of blackout you know and have a plan for? Are you back to normal?"),
        _("If no to either, call {number} now."),
        _buttons(yes=pgettext_lazy("answer to a safety question", "Yes to both. I’ll follow my plan")),
    ),
    SafetyQuestion(
        "pregnancy-signs",
        EntryCondition(
            "ask-pregnancy-signs",
            _when(
                When(
                    _("Your profile says you’re pregnant, and the spasm is in your belly or lower back."),
                    places=BELLY_PLACES | all_of("lower-back"),
                    flags=frozenset({PREGNANT}),
                )
            ),
        ),
        _("Do you have any of these?"),
        _("If yes to any of these, call your midwife or maternity unit now."),
        {
            "come-and-go": pgettext_lazy("sign in pregnancy", "The pains come and go"),
            "constant": pgettext_lazy("sign in pregnancy", "The pain is constant"),
            "bleeding": pgettext_lazy("sign in pregnancy", "Bleeding"),
            "heavy-bleeding": pgettext_lazy("sign in pregnancy", "Heavy bleeding"),
            "fluid": pgettext_lazy("sign in pregnancy", "Leaking fluid"),
            "baby-moves-less": pgettext_lazy("sign in pregnancy", "My baby is moving less"),
            "head-sight-swelling": pgettext_lazy(
                "sign in pregnancy", "A bad headache, blurred vision or sudden swelling"
            ),
            "faint": pgettext_lazy("sign in pregnancy", "I feel faint"),
            "shoulder-tip": pgettext_lazy("sign in pregnancy", "Pain at the tip of my shoulder"),
            "none": pgettext_lazy("sign in pregnancy", "None of these"),
            NOT_SURE: _NOT_SURE,
        },
    ),
    SafetyQuestion(
        "fever-belly",
        EntryCondition(
            "ask-fever-belly",
            _when(
                When(
                    _("You noticed fever with a spasm in your belly."),
                    places=BELLY_PLACES,
                    noticed=frozenset({"fever"}),
                )
            ),
        ),
        _("Is your belly hard as a board, or too sore to touch?"),
        _("If yes, call {number} now."),
        _buttons(not_sure=pgettext_lazy("answer to a safety question", "Not sure, or I can’t stop vomiting")),
    ),
    SafetyQuestion(
        "heat-ill",
        EntryCondition(
            "ask-heat-ill",
            tuple(
                When(reason, factors=frozenset({"hot-weather", "hard-exercise"}), **facts)
                for reason, facts in (
                    (
                        _("You suspect heat or hard exercise, and you felt sweaty, faint or sick."),
                        {"noticed": frozenset({"sweating-faint-sick"})},
                    ),
                    (
                        _("You suspect heat or hard exercise, and you have spasms in more than one place."),
                        {"regions_from": 2},
                    ),
                    (
                        _("You suspect heat or hard exercise, and you have spasms in many places."),
                        {"in_many_places": True},
                    ),
                )
            ),
        ),
        _("Do you have a headache, or feel dizzy, sick or very hot?"),
        _("If yes, stop and cool down now. If you are confused or about to faint, call {number} now."),
        _buttons(),
    ),
    SafetyQuestion(
        "more-swollen",
        EntryCondition(
            "ask-more-swollen",
            _when(
                When(
                    _("You noticed swelling, or warm or discolored skin, on an arm or leg."),
                    unless_all_in=NOT_A_LIMB,
                    any_noticed=frozenset({"swelling", "warmth-color-change"}),
                ),
                When(
                    _("Your calf was sore for more than three days."),
                    places=frozenset({("calf", "left"), ("calf", "right")}),
                    soreness=frozenset({"longer"}),
                ),
            ),
        ),
        _("Is it more swollen, warmer or a different color than the other side, and is that new?"),
        _("If yes, call a doctor today."),
        _buttons(no=pgettext_lazy("answer to a safety question", "No, both sides are the same as usual")),
    ),
    SafetyQuestion(
        "still-there",
        EntryCondition("ask-still-there", _when(_WEAK)),
        _("Is the weakness still there now?"),
        _("If yes, call a doctor today."),
        _buttons(),
        text_if=((KNOWN_NERVE_DISEASE, _("Is the weakness still there now, and is it new or worse than usual?")),),
    ),
    SafetyQuestion(
        "easing",
        EntryCondition(
            "ask-easing",
            _when(
                When(
                    _("It has gone on for %(minutes)d minutes or more."),
                    unless_all_in=EVERYWHERE_ELSE,
                    minutes_from=EASING_ASKED_FROM_MINUTES,
                    running=True,
                )
            ),
        ),
        _("Is it easing?"),
        "",
        _buttons(yes=pgettext_lazy("answer to a safety question", "Yes, it’s easing")),
        text_in=((LIMB_PLACES, _("Is it easing? If not, call a doctor today."), ""),),
        holds_steps=False,
    ),
    SafetyQuestion(
        "still-hard",
        EntryCondition(
            "ask-still-hard",
            _when(
                When(
                    _("It lasted %(minutes)d minutes or more."),
                    places=LIMB_PLACES,
                    minutes_from=STILL_HARD_FROM_MINUTES,
                    running=False,
                    flags=frozenset({ENDED_LATELY}),
                )
            ),
        ),
        _("Is the muscle still hard or very sore?"),
        _("If yes, call a doctor today."),
        _buttons(),
        holds_steps=False,
    ),
    SafetyQuestion(
        "eases-standing",
        EntryCondition(
            "ask-eases-standing",
            _when(
                When(
                    _("On several days, your leg cramped while you were walking."),
                    places=LEG_PLACES,
                    onsets=frozenset({"walking"}),
                    flags=frozenset({WALKING_OFTEN}),
                )
            ),
        ),
        _("Does it ease when you stand still?"),
        "",
        _buttons(),
        holds_steps=False,
    ),
)
"""The most dangerous first: of two that are due, the first is asked."""

QUESTION_OF = {question.code: question for question in SAFETY_QUESTIONS}
if set(QUESTION_OF) != {*FOLLOW_UPS, CHEST_SIGNS_QUESTION} or len(QUESTION_OF) != len(SAFETY_QUESTIONS):
    raise ValueError("every safety question is asked, once")
