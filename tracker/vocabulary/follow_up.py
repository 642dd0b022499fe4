"""The one-tap safety questions about an entry, and what can be answered to each. Codes and short labels only.

When each is asked and how it is worded on the screen is the guidance's business (guidance/questions.py). The labels
here are for the history, the entry's page and the doctor's page.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import pgettext_lazy

from tracker.vocabulary.episodes import NO as NO
from tracker.vocabulary.episodes import NOT_SURE as NOT_SURE
from tracker.vocabulary.episodes import YES as YES
from tracker.vocabulary.terms import NONE_OF_THESE, Term, Vocabulary

AS_ALWAYS = "as-always"

YES_NO_NOT_SURE = Vocabulary(
    Term(YES, pgettext_lazy("answer to a safety question", "yes")),
    Term(NO, pgettext_lazy("answer to a safety question", "no")),
    Term(NOT_SURE, pgettext_lazy("answer to a safety question", "not sure")),
)
WITH_AS_ALWAYS = Vocabulary(
    *YES_NO_NOT_SURE.values(),
    Term(AS_ALWAYS, pgettext_lazy("answer to a safety question", "both sides, as usual in the cold")),
)

LOCKED_TICKS = Vocabulary(
    Term("mouth", pgettext_lazy("sign with a locked jaw", "mouth opens less than two fingers wide")),
    Term("breathe-swallow", pgettext_lazy("sign with a locked jaw", "hard to breathe or swallow")),
    Term("tongue-eyes", pgettext_lazy("sign with a locked jaw", "tongue or eyes pulled")),
    Term("wound", pgettext_lazy("sign with a locked jaw", "dirty wound, bite or burn in the last few weeks")),
    Term("new-medicine", pgettext_lazy("sign with a locked jaw", "new medicine or higher dose in the last 7 days")),
    Term(NONE_OF_THESE, pgettext_lazy("sign with a locked jaw", "none of these")),
    Term(NOT_SURE, pgettext_lazy("sign with a locked jaw", "not sure")),
)

PREGNANCY_TICKS = Vocabulary(
    Term("come-and-go", pgettext_lazy("sign in pregnancy", "the pains come and go")),
    Term("constant", pgettext_lazy("sign in pregnancy", "the pain is constant")),
    Term("bleeding", pgettext_lazy("sign in pregnancy", "bleeding")),
    Term("heavy-bleeding", pgettext_lazy("sign in pregnancy", "heavy bleeding")),
    Term("fluid", pgettext_lazy("sign in pregnancy", "leaking fluid")),
    Term("baby-moves-less", pgettext_lazy("sign in pregnancy", "baby moving less")),
    Term("head-sight-swelling", pgettext_lazy("sign in pregnancy", "bad headache, blurred vision or sudden swelling")),
    Term("faint", pgettext_lazy("sign in pregnancy", "faint")),
    Term("shoulder-tip", pgettext_lazy("sign in pregnancy", "pain at the tip of the shoulder")),
    Term(NONE_OF_THESE, pgettext_lazy("sign in pregnancy", "none of these")),
    Term(NOT_SURE, pgettext_lazy("sign in pregnancy", "not sure")),
)

ALONE = frozenset({NONE_OF_THESE, NOT_SURE})
"""Ticks that stand by themselves: beside any other they would say two things."""


@dataclass(frozen=True, slots=True)
class FollowUpTerm(Term):
    """One question: its label, and what can be answered to it."""

    answers: Vocabulary[Term] = field(default_factory=lambda: YES_NO_NOT_SURE)
    takes_several: bool = False
    """True if its answers are ticks."""


FOLLOW_UPS = Vocabulary(
    FollowUpTerm("easing", pgettext_lazy("safety question", "Easing?")),
    FollowUpTerm("still-hard", pgettext_lazy("safety question", "Muscle still hard or very sore?")),
    FollowUpTerm("still-there", pgettext_lazy("safety question", "Weakness still there?")),
    FollowUpTerm(
        "one-side", pgettext_lazy("safety question", "One side or both legs suddenly weak or numb, or unclear speech?")
    ),
    FollowUpTerm("more-swollen", pgettext_lazy("safety question", "Newly swollen, warmer or discolored?")),
    FollowUpTerm("colder", pgettext_lazy("safety question", "Still pale, blue or cold?"), answers=WITH_AS_ALWAYS),
    FollowUpTerm("eases-standing", pgettext_lazy("safety question", "Eases when standing still?")),
    FollowUpTerm("fever-neck", pgettext_lazy("safety question", "Fever with stiff neck, headache, rash or confusion?")),
    FollowUpTerm("fever-belly", pgettext_lazy("safety question", "Fever with a hard or very sore belly?")),
    FollowUpTerm(
        "locked",
        pgettext_lazy("safety question", "Locked or twisted muscles"),
        answers=LOCKED_TICKS,
        takes_several=True,
    ),
    FollowUpTerm("heat-ill", pgettext_lazy("safety question", "Headache, dizzy, sick or very hot in the heat?")),
    FollowUpTerm("plan-known", pgettext_lazy("safety question", "Known blackout, covered by a plan?")),
    FollowUpTerm("dysreflexia", pgettext_lazy("safety question", "Pounding headache, flushing or blurred vision?")),
    FollowUpTerm(
        "pregnancy-signs",
        pgettext_lazy("safety question", "Signs in pregnancy"),
        answers=PREGNANCY_TICKS,
        takes_several=True,
    ),
)


def allows_answers(question: str, answers: Iterable[str]) -> bool:
    """True if these can be the answers to the question: known, as many as it takes, and none that contradict."""
    term, answers = FOLLOW_UPS.get(question), set(answers)
    if term is None or not answers or not answers <= set(term.answers):
        return False
    if not term.takes_several:
        return len(answers) == 1
    return len(answers) == 1 or answers.isdisjoint(ALONE)
