"""What a doctor calls the warning signs, and the safety questions by what a worrying answer means. No counts here."""

from dataclasses import dataclass

from django.utils.translation import pgettext_lazy

from tracker.analysis.profile_signs import PREGNANCY_SIGNS, SIGN_BELLY, SIGN_MISSED_MEDICINE, SIGN_NEW_MEDICINE_FEVER
from tracker.analysis.safety_counts import (
    ALARM_ELSEWHERE,
    FALL,
    FEVER,
    HAD_TO_STOP,
    NOTICED_BLACKOUT,
    NOTICED_DARK_URINE,
    NUMBNESS,
    ON_WALKING,
    PALE,
    SWOLLEN,
    TWISTING,
    WEAKNESS,
)
from tracker.vocabulary.follow_up import AS_ALWAYS, FOLLOW_UPS, NO, NOT_SURE, YES, YES_NO_NOT_SURE
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.terms import NONE_OF_THESE

CHEST_SIGN, WIDESPREAD = "chest", "widespread"

SIGN_LABELS = {
    "bladder-bowel-or-saddle-numbness": pgettext_lazy("warning sign", "Bladder or bowel trouble or saddle numbness"),
    "blackout": pgettext_lazy("warning sign", "Blackout"),
    "pale-blue-cold": pgettext_lazy("warning sign", "Pale, blue or cold limb"),
    SWOLLEN: pgettext_lazy("warning sign", "Swelling, or warm or discolored skin"),
    "dark-urine": pgettext_lazy("warning sign", "Dark urine"),
    "fever": pgettext_lazy("warning sign", "Fever"),
    "weakness": pgettext_lazy("warning sign", "Weakness"),
    "numbness": pgettext_lazy("warning sign", "Numbness or tingling"),
    "fell-or-nearly": pgettext_lazy("warning sign", "Fall or near fall"),
    "twisting-posture": pgettext_lazy("warning sign", "Twisting posture"),
    ALARM_ELSEWHERE: pgettext_lazy("warning sign", "Chest pressure, breathlessness or sweating elsewhere"),
    HAD_TO_STOP: pgettext_lazy("warning sign", "Had to stop"),
    ON_WALKING: pgettext_lazy("warning sign", "Leg cramp on walking"),
    SIGN_NEW_MEDICINE_FEVER: pgettext_lazy(
        "warning sign", "New medicine, then spasms in many places with fever or sweating"
    ),
    SIGN_BELLY: pgettext_lazy("warning sign", "Belly cramps in pregnancy, twice in a day or in a row"),
    SIGN_MISSED_MEDICINE: pgettext_lazy("warning sign", "Missed a medicine for spasms"),
    CHEST_SIGN: pgettext_lazy("warning sign", "Chest or nearby"),
    WIDESPREAD: pgettext_lazy("warning sign", "Widespread"),
}
"""By the codes of analysis/safety_counts.py and analysis/profile_signs.py, and the two of here."""

ABSENT_WORDS = {
    "fell-or-nearly": pgettext_lazy("sign that nobody ticked", "fall"),
    "weakness": pgettext_lazy("sign that nobody ticked", "weakness"),
    "numbness": pgettext_lazy("sign that nobody ticked", "numbness"),
    HAD_TO_STOP: pgettext_lazy("sign that nobody ticked", "had to stop"),
}


@dataclass(frozen=True, slots=True)
class AskedSign:
    """What a safety question asks about, as a sign."""

    words: LazyText
    """May name %(minutes)d."""
    yes: str = YES
    """The answer that says that the sign was there; "" where the ticks say which."""

    def label(self, easing_minutes: int) -> str:
        """In the language of the moment. `easing_minutes`: minutes from which "Is it easing?" is asked."""
        return str(self.words) % {"minutes": easing_minutes}

    def shown(self, question: str) -> dict[str, LazyText]:
        """The answers that the page tells, each in words: those that are no all-clear."""
        terms = FOLLOW_UPS[question].answers
        if FOLLOW_UPS[question].takes_several:
            return {code: terms.label(code) for code in terms if code != NONE_OF_THESE}
        return {self.yes: YES_NO_NOT_SURE.label(YES), NOT_SURE: terms.label(NOT_SURE)}

    def all_clear(self, question: str) -> dict[str, LazyText]:
        """The answers that say that the sign was not there, each in words."""
        terms = FOLLOW_UPS[question].answers
        if FOLLOW_UPS[question].takes_several:
            return {NONE_OF_THESE: terms.label(NONE_OF_THESE)}
        clear = {YES if self.yes == NO else NO: YES_NO_NOT_SURE.label(NO)}
        return clear | ({AS_ALWAYS: terms.label(AS_ALWAYS)} if AS_ALWAYS in terms else {})


EASES_STANDING, PLAN_KNOWN = "eases-standing", "plan-known"
ASKED_SIGNS = {
    "one-side": AskedSign(
        pgettext_lazy("warning sign", "Sudden weakness or numbness (one side or both legs), or unclear speech")
    ),
    "fever-neck": AskedSign(
        pgettext_lazy("warning sign", "Fever with stiff neck, bad headache, photophobia, rash or confusion")
    ),
    "fever-belly": AskedSign(pgettext_lazy("warning sign", "Fever with a rigid or very tender abdomen")),
    "locked": AskedSign(pgettext_lazy("warning sign", "Locked jaw or twisted neck"), yes=""),
    "dysreflexia": AskedSign(pgettext_lazy("warning sign", "Pounding headache, flushing or blurred vision")),
    PREGNANCY_SIGNS: AskedSign(pgettext_lazy("warning sign", "Signs in pregnancy"), yes=""),
    "colder": AskedSign(pgettext_lazy("warning sign", "Limb persistently pale, blue or cold")),
    "heat-ill": AskedSign(pgettext_lazy("warning sign", "Heat with headache, dizziness or nausea")),
    "more-swollen": AskedSign(pgettext_lazy("warning sign", "One side newly swollen, warm or discolored")),
    "easing": AskedSign(pgettext_lazy("warning sign", "Muscle not easing after %(minutes)d min"), NO),
    "still-hard": AskedSign(pgettext_lazy("warning sign", "Muscle hard or very sore after the spasm")),
    "still-there": AskedSign(pgettext_lazy("warning sign", "Persistent weakness")),
}
"""By question. EASES_STANDING and PLAN_KNOWN stand in the line of their sign."""

ASKED_OF_SIGN = {
    PALE: ("colder", pgettext_lazy("warning sign", "still present, and colder than the other side: %(answers)s")),
    SWOLLEN: ("more-swollen", pgettext_lazy("warning sign", "newly worse than the other side: %(answers)s")),
    WEAKNESS: ("still-there", pgettext_lazy("warning sign", "still there: %(answers)s")),
}
"""By sign: its own question, and how the answers stand in its line. Where the sign was not ticked, the question has a
line of its own."""

MOST_PRESSING_FIRST = (
    *(
        CHEST_SIGN,
        "one-side",
        "fever-neck",
        "bladder-bowel-or-saddle-numbness",
        "fever-belly",
        "locked",
        NOTICED_BLACKOUT,
    ),
    *(SIGN_NEW_MEDICINE_FEVER, "dysreflexia", ALARM_ELSEWHERE, PREGNANCY_SIGNS, SIGN_BELLY, PALE, "colder", "heat-ill"),
    *(
        SWOLLEN,
        "more-swollen",
        NOTICED_DARK_URINE,
        SIGN_MISSED_MEDICINE,
        "easing",
        "still-hard",
        FEVER,
        WEAKNESS,
        "still-there",
    ),
    *(NUMBNESS, ON_WALKING, TWISTING, HAD_TO_STOP, WIDESPREAD, FALL),
)
"""Signs and questions: the order of their lines."""
