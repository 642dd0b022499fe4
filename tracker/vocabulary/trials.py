"""What a self-trial can be about: a fixed list of harmless habits before bed, with its sources and who leaves it out.

Never a medicine, a supplement, something to drink, or leaving something off. A habit is added here with its sources
and the codes of whom it does not suit; a test walks the list.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.terms import Term, Vocabulary

BY_NUMBNESS, BY_DIABETES, BY_HEART_FAILURE, BY_FAINTING = "numbness", "diabetes", "heart-failure", "fainting"
BY_FALL, BY_INJURY, BY_PREGNANCY = "fall", "injury", "pregnancy"

UNSUITED = Vocabulary(
    Term(BY_NUMBNESS, pgettext_lazy("why a habit is left out", "numb skin or nerve damage")),
    Term(BY_DIABETES, pgettext_lazy("why a habit is left out", "diabetes")),
    Term(BY_HEART_FAILURE, pgettext_lazy("why a habit is left out", "heart failure")),
    Term(BY_FAINTING, pgettext_lazy("why a habit is left out", "fainting, or feeling faint")),
    Term(BY_FALL, pgettext_lazy("why a habit is left out", "a fall or near fall")),
    Term(
        BY_INJURY,
        pgettext_lazy("why a habit is left out", "an operation, an injury or an artificial joint in a leg or hip"),
        # The profile does not say where as a code.
        pgettext_lazy("why a habit is left out", "an injury or an operation"),
    ),
)
"""Why one habit does not suit somebody while another may. `help`: what the profile says of it, where that is less."""


@dataclass(frozen=True, slots=True)
class Habit(Term):
    """One habit. `help` says how it is done."""

    with_words: LazyText = ""
    """For a night with it, on the line of the evening."""
    without_words: LazyText = ""
    done_words: LazyText = ""
    """The question of the morning."""
    kept_words: LazyText = ""
    """What a night with it had, as the value after "Last night:"."""
    left_words: LazyText = ""
    """What a night without it had."""
    known: LazyText = ""
    """What trials and the articles say of it."""
    studies: tuple[str, ...] = ()
    """Codes of STUDIES."""
    unsuited: frozenset[str] = frozenset()
    """Codes of UNSUITED."""


HALLEGRAEFF, COCHRANE = "hallegraeff-2012", "cochrane-2021"
STUDIES = Vocabulary(
    Term(HALLEGRAEFF, _("Hallegraeff 2012, a trial with 80 people"), from_sources=False),
    Term(COCHRANE, _("Cochrane review CD008496, 2021: 3 trials, 201 people, low certainty"), from_sources=False),
)

_OURS = _("This idea is ours. None of the five articles names it for the evening.")

HABITS = Vocabulary(
    Habit(
        "stretch-before-bed",
        pgettext_lazy("habit before bed", "stretching before bed"),
        _("Stretch your calves and the backs of your thighs. Hold each for 15 to 30 seconds, up to three times."),
        with_words=_("Tonight, stretch before bed"),
        without_words=_("Tonight, do not stretch before bed"),
        done_words=_("Did you stretch before bed?"),
        kept_words=pgettext_lazy("what last night had", "stretching"),
        left_words=pgettext_lazy("what last night had", "no stretching"),
        known=_(
            "In one trial, people who stretched every night for six weeks had about 1 fewer cramp a night. "
            "A later review of three trials calls the evidence weak."
        ),
        studies=(HALLEGRAEFF, COCHRANE),
        unsuited=frozenset({BY_INJURY}),
    ),
    Habit(
        "walk-before-bed",
        pgettext_lazy("habit before bed", "a short walk before bed"),
        _("Walk for about 10 minutes on level, well-lit ground, in the last hour before bed."),
        with_words=_("Tonight, take a short walk before bed"),
        without_words=_("Tonight, do not take a walk before bed"),
        done_words=_("Did you take a walk before bed?"),
        kept_words=pgettext_lazy("what last night had", "a walk"),
        left_words=pgettext_lazy("what last night had", "no walk"),
        known=_OURS,
        unsuited=frozenset({BY_FALL}),
    ),
    Habit(
        "warm-bath",
        pgettext_lazy("habit before bed", "a warm bath or shower before bed"),
        _("Take 10 minutes in warm, not hot, water in the last hour before bed. Get up slowly."),
        with_words=_("Tonight, take a warm bath or shower before bed"),
        without_words=_("Tonight, do not take a bath or shower before bed"),
        done_words=_("Did you take a warm bath or shower before bed?"),
        kept_words=pgettext_lazy("what last night had", "a bath or shower"),
        left_words=pgettext_lazy("what last night had", "no bath or shower"),
        known=_OURS,
        unsuited=frozenset({BY_NUMBNESS, BY_DIABETES, BY_HEART_FAILURE, BY_FAINTING}),
    ),
    Habit(
        "loose-bedding",
        pgettext_lazy("habit before bed", "loose bedding around your feet"),
        _("Pull the bedding out at the foot of the bed, so that nothing presses on your toes."),
        with_words=_("Tonight, loosen the bedding around your feet"),
        without_words=_("Tonight, leave your bedding as usual"),
        done_words=_("Was your bedding loose around your feet?"),
        kept_words=pgettext_lazy("what last night had", "loose bedding"),
        left_words=pgettext_lazy("what last night had", "usual bedding"),
        known=_OURS,
    ),
    Habit(
        "pillow-under-knees",
        pgettext_lazy("habit before bed", "a pillow under your knees"),
        _("Put a pillow under your knees when you lie on your back, or between them when you lie on your side."),
        with_words=_("Tonight, sleep with a pillow under your knees"),
        without_words=_("Tonight, sleep without a pillow under your knees"),
        done_words=_("Did you use a pillow for your knees?"),
        kept_words=pgettext_lazy("what last night had", "a pillow"),
        left_words=pgettext_lazy("what last night had", "no pillow"),
        known=_OURS,
    ),
)

ALL_NIGHTS_OVER, BY_PERSON, BY_URGENT_CARD, BY_MORE_SPASMS = "complete", "person", "urgent", "more"
ENDS = Vocabulary(
    Term(ALL_NIGHTS_OVER, pgettext_lazy("how a trial ended", "All nights are over.")),
    Term(BY_PERSON, pgettext_lazy("how a trial ended", "You stopped it.")),
    Term(
        BY_URGENT_CARD,
        pgettext_lazy("how a trial ended", "It ended by itself, because something needs a doctor first."),
    ),
    Term(
        BY_MORE_SPASMS,
        pgettext_lazy(
            "how a trial ended",
            "It ended by itself halfway, because spasms came more often on the night drawn for the habit than on the "
            "other night of its pair.",
        ),
    ),
    Term(BY_PREGNANCY, pgettext_lazy("how a trial ended", "It ended by itself, because of a pregnancy.")),
    Term(BY_FALL, pgettext_lazy("how a trial ended", "It ended by itself, because you fell or nearly fell.")),
    *(
        Term(code, pgettext_lazy("how a trial ended", "It ended by itself, because it no longer suits you."))
        for code in (BY_NUMBNESS, BY_DIABETES, BY_HEART_FAILURE, BY_FAINTING, BY_INJURY)
    ),
)
RUNNING = "running"
ENDS_FOR_OTHERS = Vocabulary(
    Term(RUNNING, pgettext_lazy("a trial, for the doctor", "not finished")),
    Term(ALL_NIGHTS_OVER, pgettext_lazy("a trial, for the doctor", "finished")),
    Term(BY_PERSON, pgettext_lazy("a trial, for the doctor", "stopped early by the person")),
    *(
        Term(code, pgettext_lazy("a trial, for the doctor", "stopped early for safety"))
        for code in ENDS
        if code not in {ALL_NIGHTS_OVER, BY_PERSON}
    ),
)
"""The same, not spoken to the person."""
