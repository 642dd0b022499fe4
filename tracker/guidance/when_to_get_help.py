"""The page "When to get help": three short lists of plain signs, the gravest first. General safety information.

Everything that a card can raise has its line here, and what no entry can show. No clinician has reviewed it yet.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tracker.guidance.schema import EMERGENCY, SEE_A_DOCTOR, URGENT


@dataclass(frozen=True, slots=True)
class HelpList:
    """One list: how urgent, its heading, and its signs."""

    care: str
    title: str
    """May name the emergency number as {number}."""
    signs: tuple[str, ...]
    raised_by: tuple[str, ...] = ()
    """Keys of the cards that its signs stand for."""


HELP_LISTS: tuple[HelpList, ...] = (
    HelpList(
        EMERGENCY,
        _("Call {number} now"),
        (
            _("Your chest is tight, heavy or squeezing, or you're short of breath, sweating or faint."),
            _("One side of your face or body is suddenly weak or numb, or your speech is unclear."),
            _("Both legs are weak or numb, together with your back."),
            _("You're numb between the legs, or have new trouble with bladder or bowel."),
            _("An arm or leg is newly pale or blue, and colder than the other."),
            _("A muscle is hard and more painful by the minute, or numb, after a blow or in a cast."),
            _("Your jaw or neck is locked, and it's hard to breathe or swallow."),
            _("Your jaw, tongue or eyes lock or pull after a wound, or after a new medicine."),
            _("You have fever with a stiff neck, a bad headache, a rash or confusion."),
            _("Your belly is hard as a board, or too sore to touch."),
            _("You blacked out for the first time, for more than 5 minutes, or twice in a day."),
            _("Your muscles are stiff in many places, with fever, soon after a new medicine."),
            _("You missed a medicine for your spasms, and have fever, itching or confusion."),
            _("You're in the heat, and confused, fainting, or having a fit."),
            _("You're pregnant, and faint, bleeding heavily, or have pain at the tip of your shoulder."),
            _("You have a spinal cord injury, and a pounding headache or blurred vision. Sit up first."),
            _("You had a serious accident, or sudden bad neck pain or headache with dizziness or trouble seeing."),
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
            _("A cramp in an arm or leg isn't easing, or the muscle is still hard or very sore."),
            _("An arm or leg is newly swollen, warm or a different color than the other side."),
            _("Weakness stays after the spasm."),
            _("Your mouth opens less than two fingers."),
            _("You have fever with pain in your back or flank, or vomiting that won't stop."),
            _("Your urine is dark like cola."),
            _("You missed a medicine for your spasms, it ran out, or your pump sounds an alarm."),
            _("You're pregnant, with cramps in your belly or back, bleeding or fluid, or the baby moves less."),
            _("You have a spasm after a bad fall or an accident."),
            _("You have kidney disease, and new weakness."),
            _("Your mouth tingles, and so do both hands or both feet."),
        ),
        (
            "does-not-let-go",
            "swollen-warm-leg",
            "weakness-that-stays",
            "locked-today",
            "fever-and-back",
            "fever-and-belly",
            "dark-urine",
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
            _("Your spasms are frequent, in many places, and go on for weeks."),
            _("They often stop you from doing things, or wake you on many nights."),
            _("Weakness or numbness comes with them again and again."),
            _("A muscle twists you into a posture."),
            _("Your leg cramps when you walk, and eases when you stand still."),
            _("A back or neck stays tight for days."),
            _("Your limb turned pale, blue or cold, and it has passed."),
            _("A muscle stays sore for days after each spasm."),
            _("Your back hurts, and you have or had cancer, lose weight, or take steroids."),
            _("Your back hurts in every position, or since a fall."),
        ),
        ("stays-tight", "pale-cold-limb-passed"),
    ),
)

FOR_A_CHILD = _(
    "For a child, call sooner. A child with calf pain who won't walk, or with dark urine, should be seen today."
)
FOR_WHOM = _("This is written for people of 16 and over.")
