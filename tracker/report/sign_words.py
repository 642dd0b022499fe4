"""What a doctor calls the warning signs, and the safety questions by what a worrying answer means. No counts here."""

from dataclasses import dataclass

from django.utils.translation import pgettext_lazy

from tracker.analysis.safety_counts import ALARM_ELSEWHERE, HAD_TO_STOP, ON_WALKING, SWOLLEN
from tracker.guidance.thresholds import EASING_ASKED_FROM_MINUTES
from tracker.vocabulary.follow_up import FOLLOW_UPS, NO, NOT_SURE, YES, YES_NO_NOT_SURE
from tracker.vocabulary.terms import NONE_OF_THESE

SIGN_LABELS = {
    "bladder-bowel-or-saddle-numbness": pgettext_lazy("warning sign", "Bladder, bowel or saddle numbness"),
    "blackout": pgettext_lazy("warning sign", "Blackout"),
    "pale-blue-cold": pgettext_lazy("warning sign", "Pale, blue or cold limb"),
    SWOLLEN: pgettext_lazy("warning sign", "Swelling, or warm or discolored skin"),
    "dark-urine": pgettext_lazy("warning sign", "Dark urine"),
    "fever": pgettext_lazy("warning sign", "Fever"),
    "weakness": pgettext_lazy("warning sign", "Weakness"),
    "numbness": pgettext_lazy("warning sign", "Numbness or tingling"),
    "fell-or-nearly": pgettext_lazy("warning sign", "Fall or near fall"),
    "twisting-posture": pgettext_lazy("warning sign", "Twisting posture"),
    ALARM_ELSEWHERE: pgettext_lazy("warning sign", "Pressure, breathlessness or sweating elsewhere"),
    HAD_TO_STOP: pgettext_lazy("warning sign", "Had to stop"),
    ON_WALKING: pgettext_lazy("warning sign", "Leg cramp on walking"),
}
"""By the codes of analysis/safety_counts.py."""

ABSENT_WORDS = {
    "fell-or-nearly": pgettext_lazy("sign that nobody ticked", "fall"),
    "weakness": pgettext_lazy("sign that nobody ticked", "weakness"),
    "numbness": pgettext_lazy("sign that nobody ticked", "numbness"),
    HAD_TO_STOP: pgettext_lazy("sign that nobody ticked", "had to stop"),
}


@dataclass(frozen=True, slots=True)
class AskedSign:
    """What a safety question asks about, as a sign."""

    words: str
    """May name %(minutes)d."""
    yes: str = YES
    """The answer that says that the sign was there; "" where the ticks say which."""
    minutes: int | None = None

    @property
    def label(self) -> str:
        """In the language of the moment."""
        return str(self.words) % {"minutes": self.minutes}

    def shown(self, question: str) -> dict[str, str]:
        """The answers that the page tells, each in words: those that are no all-clear."""
        terms = FOLLOW_UPS[question].answers
        if FOLLOW_UPS[question].takes_several:
            return {code: terms.label(code) for code in terms if code != NONE_OF_THESE}
        return {self.yes: YES_NO_NOT_SURE.label(YES), NOT_SURE: terms.label(NOT_SURE)}


PREGNANCY_SIGNS, EASES_STANDING, PLAN_KNOWN = "pregnancy-signs", "eases-standing", "plan-known"
ASKED_SIGNS = {
    "one-side": AskedSign(pgettext_lazy("warning sign", "Sudden one-sided weakness or numbness, or unclear speech")),
    "fever-neck": AskedSign(
        pgettext_lazy("warning sign", "Fever with stiff neck, bad headache, photophobia, rash or confusion")
    ),
    "fever-belly": AskedSign(pgettext_lazy("warning sign", "Fever with a rigid or very tender abdomen")),
    "locked": AskedSign(pgettext_lazy("warning sign", "Locked jaw or pulled neck"), yes=""),
    "dysreflexia": AskedSign(pgettext_lazy("warning sign", "Pounding headache, flushing or blurred vision")),
    PREGNANCY_SIGNS: AskedSign(pgettext_lazy("warning sign", "In pregnancy"), yes=""),
    "colder": AskedSign(pgettext_lazy("warning sign", "Limb persistently pale, blue or cold")),
    "heat-ill": AskedSign(pgettext_lazy("warning sign", "Heat with headache, dizziness or nausea")),
    "more-swollen": AskedSign(pgettext_lazy("warning sign", "One side newly swollen, warm or discolored")),
    "easing": AskedSign(
        pgettext_lazy("warning sign", "Muscle not easing after %(minutes)d min"), NO, EASING_ASKED_FROM_MINUTES
    ),
    "still-hard": AskedSign(pgettext_lazy("warning sign", "Muscle hard or very sore after it ended")),
    "still-there": AskedSign(pgettext_lazy("warning sign", "Persisting weakness")),
}
"""By question, the most pressing first. EASES_STANDING and PLAN_KNOWN stand in the line of their sign."""
