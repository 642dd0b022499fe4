"""The page "When to get help": three short lists of plain signs, the gravest first. General safety information.

Everything that a card can raise has its line here, and what no entry can show. No clinician has reviewed it yet.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tracker.guidance.schema import EMERGENCY, SEE_A_DOCTOR, URGENT
from tracker.vocabulary.lazy_text import LazyText


@dataclass(frozen=True, slots=True)
class HelpList:
    """One list: how urgent, its heading, and its signs."""

    care: str
    title: LazyText
    """May name the emergency number as {number}."""
    signs: tuple[LazyText, ...]
    raised_by: tuple[str, ...] = ()
    """Keys of the cards that its signs stand for."""


HELP_LISTS: tuple[HelpList, ...] = (
    HelpList(
        EMERGENCY,
        _("Call {number} now"),
        (
            _("A tight, heavy or squeezing feeling in the chest, or pain that spreads to an arm or the jaw."),
            _("Trouble breathing. Sweating, or feeling sick or faint, with a spasm in the upper body."),
            _("A face, arm or leg that suddenly goes weak or numb on one side, or unclear speech."),
            _("Both legs weak or numb, numbness between the legs, or new bladder or bowel trouble."),
            _("An arm or leg that has turned pale or blue, and cold."),
            _(
                "A muscle that gets harder and more painful by the minute, or numb, after a blow or in a cast. "
                "The same goes for a muscle after extreme effort."
            ),
            _("A swollen arm or leg with chest pain, trouble breathing, fainting or coughing up blood."),
            _("A locked jaw, tongue or neck that makes it hard to breathe or swallow."),
            _("Locking or pulling in the jaw, tongue, neck or eyes after a wound or a new medicine."),
            _("Fever with a stiff neck, a bad headache, a rash or confusion."),
            _("A belly as hard as a board, or too sore to touch."),
            _("A first blackout, one longer than 5 minutes, or two in a day."),
            _("Stiff or jerking muscles in many places with fever, sweating or confusion, soon after a new medicine."),
            _("A missed spasm medicine, with fever, itching or confusion."),
            _("Confusion, fainting or a seizure in the heat. Dark urine, if you pass hardly any or feel very weak."),
            _("In pregnancy, feeling faint, heavy bleeding, or pain at the tip of the shoulder."),
            _("A spinal cord injury with a pounding headache or blurred vision. Sit up first."),
            _("A serious accident. Sudden bad neck pain or headache with dizziness or trouble seeing."),
        ),
        (
            "heart-or-lungs",
            "one-sided-weakness",
            "check-for-weakness",
            "both-legs-weak",
            "saddle-numbness",
            "pale-cold-limb",
            "does-not-let-go-emergency",
            "locked-cannot-wait",
            "stiff-neck-or-lockjaw-with-fever",
            "rigid-belly",
            "blackout",
            "new-medicine-fever",
            "missed-spasm-medicine-fever",
            "heat-illness",
            "pregnancy-emergency",
            "dysreflexia",
        ),
    ),
    HelpList(
        URGENT,
        _("Call a doctor today"),
        (
            _("A cramp in an arm or leg that isn’t easing, or a muscle that is still hard or very sore."),
            _("An arm or leg that is newly swollen, warm or discolored."),
            _("Weakness that remains after the spasm."),
            _("A mouth that you can’t open two fingers wide."),
            _("Fever with pain in the back or side, or with vomiting that won’t stop."),
            _("Urine as dark as cola."),
            _("A blackout, even if you feel well again."),
            _("A spasm medicine that you missed or ran out of, or a pump alarm."),
            _("In pregnancy, belly or back cramps, bleeding, leaking fluid, or a baby that moves less."),
            _("In pregnancy, a bad headache, blurred vision or sudden swelling."),
            _("A spasm after a bad fall or an accident."),
            _("Kidney disease with new weakness. Tingling around the mouth and in both hands or feet."),
        ),
        (
            "does-not-let-go",
            "swollen-warm-leg",
            "weakness-that-stays",
            "locked-today",
            "fever-and-back",
            "fever-and-belly",
            "dark-urine",
            "blackout-today",
            "missed-spasm-medicine",
            "pregnancy-cramps-or-bleeding",
            "after-accident",
            "maybe-pale-cold-limb",
        ),
    ),
    HelpList(
        SEE_A_DOCTOR,
        _("See a doctor"),
        (
            _("Spasms that come often, in many places, and go on for weeks."),
            _("Spasms that often stop you from doing things, or wake you on many nights."),
            _("Weakness or numbness that keeps coming back."),
            _("A muscle that twists your body, or holds it in an odd position."),
            _("Leg cramps that come with walking and ease when you stand still."),
            _("A back or neck that stays tight for days."),
            _("An arm or leg that turned pale, blue or cold, even if it has passed."),
            _("A muscle that is still sore more than three days after a spasm."),
            _(
                "Back pain after a fall, or in every position. "
                "Back pain with weight loss, steroids, or cancer now or in the past."
            ),
        ),
        ("stays-tight", "pale-cold-limb-passed"),
    ),
)

FOR_A_CHILD = _(
    "For a child, call sooner. A child with calf pain who won’t walk, or with dark urine, should be seen today."
)
FOR_WHOM = _("This page is for people aged 16 and over.")
