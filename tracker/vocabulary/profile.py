"""What the health profile holds: its kinds, what is asked of each, and why a doctor asks for it.

The words under `why` are ours; what they rest on stands in the guidance entries that `asked_in` names.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tracker.vocabulary.conditions import CONDITIONS
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.terms import NONE_OF_THESE, Term, Vocabulary

BEGAN, CONDITION, PREGNANCY = "spasms-began", "condition", "pregnancy"
MEDICATION, SUPPLEMENT, EXERCISE = "medication", "supplement", "exercise"
SPINE_INJURY, MUSCLE_INJURY, IMAGE_OR_TEST = "spine-injury", "muscle-injury", "image-or-test"

PROFILE_TEXT_LENGTH, DOSE_LENGTH, PROFILE_NOTE_LENGTH = 200, 80, 2000


@dataclass(frozen=True, slots=True)
class ProfileKind(Term):
    """One kind of row. `help` says what belongs there."""

    none: LazyText = ""
    """On the button that answers with "none"."""
    said_none: LazyText = ""
    """The same answer, read back."""
    why: LazyText = ""
    """Why it will be asked at a visit."""
    asked_in: tuple[str, ...] = ()
    """Keys of the guidance entries that say so, with their sources."""
    text_label: LazyText = ""
    """What to write; empty where nothing is written but dates."""
    example: LazyText = ""
    has_dose: bool = False
    spans: bool = True
    """True if it goes on from one date to another; else it has one date."""
    since: LazyText = ""
    """What its first or only date is called."""
    until: LazyText = ""
    is_once: bool = False
    """True if there is one at most."""


PROFILE_KINDS = Vocabulary(
    ProfileKind(
        BEGAN,
        _("When the spasms began"),
        _("When you first had them, even if that was long before this diary. A year is enough."),
        none=_("I don’t know"),
        said_none=_("You said you don’t know."),
        why=_("Source 4 asks when it began."),  # 4:17
        asked_in=("asked-since-when",),
        spans=False,
        since=_("When did they begin?"),
        is_once=True,
    ),
    ProfileKind(
        CONDITION,
        _("Illnesses and conditions"),
        _("What a doctor has told you that you have, or used to have."),
        none=_("None that I know of"),
        said_none=_("You said there are none that you know of."),
        why=_("Source 3 asks about long-term illnesses. Sources 1, 3 and 4 ask about your medical history."),
        # 3:25, 3:42; 1:29, 3:24, 4:19, 4:27
        asked_in=("asked-long-illnesses", "asked-medical-history"),
        text_label=_("Another one, in your own words"),
        since=_("When did it start?"),
        until=_("When did it end?"),
    ),
    ProfileKind(
        PREGNANCY,
        _("Pregnancy"),
        _("Now or in the past. If it doesn’t apply to you, choose “No”."),
        none=_("No"),
        said_none=_("You said no."),
        # 5:24; no source lists it among the questions.
        why=_("Source 5 says spasms are common in pregnancy. It is only our guess that a doctor will ask."),
        asked_in=("pregnancy",),
        since=_("When did it start?"),
        until=_("Due date, or when it ended"),
    ),
    ProfileKind(
        MEDICATION,
        _("Medicines"),
        _("Everything you take or used to take, with the dose. Include what you get without a prescription."),
        none=_("I don’t take any"),
        said_none=_("You said none."),
        why=_("Source 1 asks what you take now. Source 4 also asks what you took before."),  # 1:29, 4:21
        asked_in=("asked-medicines",),
        text_label=_("Name of the medicine"),
        has_dose=True,
        example=_("400 mg, twice a day"),
        since=_("When did you start?"),
        until=_("When did you stop?"),
    ),
    ProfileKind(
        SUPPLEMENT,
        _("Supplements"),
        _("Minerals, vitamins, powders, teas."),
        none=_("I don’t take any"),
        said_none=_("You said none."),
        why=_("Source 1 asks about food supplements, too."),  # 1:29
        asked_in=("asked-supplements",),
        text_label=_("Name of the supplement"),
        has_dose=True,
        example=_("1 tablet in the evening"),
        since=_("When did you start?"),
        until=_("When did you stop?"),
    ),
    ProfileKind(
        EXERCISE,
        _("Exercise"),
        _("What you do, and how often. Walking and gardening count."),
        none=_("I don’t do any"),
        said_none=_("You said none."),
        why=_("Source 1 asks what kinds of exercise you do."),  # 1:29
        asked_in=("asked-exercise",),
        text_label=_("What, and how often"),
        since=_("When did you start?"),
        until=_("When did you stop?"),
    ),
    ProfileKind(
        SPINE_INJURY,
        _("Spine injuries"),
        _("Anywhere from the neck to the tailbone: a fall, an accident, an operation."),
        none=_("None that I know of"),
        said_none=_("You said there are none that you know of."),
        why=_("Source 4 asks whether it began with a spine injury."),  # 4:17
        asked_in=("asked-injury",),
        text_label=_("What happened, and where"),
        spans=False,
        since=_("When was it?"),
    ),
    ProfileKind(
        MUSCLE_INJURY,
        _("Muscle injuries"),
        _("Strained, torn, bruised, operated on."),
        none=_("None that I know of"),
        said_none=_("You said there are none that you know of."),
        why=_("Source 4 asks whether it began with a muscle injury, in sports or elsewhere."),  # 4:17
        asked_in=("asked-injury",),
        text_label=_("What happened, and where"),
        spans=False,
        since=_("When was it?"),
    ),
    ProfileKind(
        IMAGE_OR_TEST,
        _("Scans and tests"),
        _("X-rays, MRIs, blood tests and others: what it was, which part of the body, and where it was done."),
        none=_("None so far"),
        said_none=_("You said none so far."),
        why=_("Source 4 asks about X-rays, films, MRIs and other tests you have had."),  # 4:22, 4:24 to 4:26
        asked_in=("looked-at-images", "looked-at-other-tests"),
        text_label=_("What was done"),
        spans=False,
        since=_("When was it?"),
    ),
)

WITH_DOSE = frozenset(code for code, kind in PROFILE_KINDS.items() if kind.has_dose)
SPANS = frozenset(code for code, kind in PROFILE_KINDS.items() if kind.spans)
TREATMENTS = (MEDICATION, SUPPLEMENT, EXERCISE)
"""Kinds whose dated changes mark the charts."""
FIXED_CODES = {BEGAN: BEGAN, PREGNANCY: PREGNANCY}
"""The code of kinds that say nothing but when."""

CHOSEN_CONDITIONS = Vocabulary(*(term for code, term in CONDITIONS.items() if code != PREGNANCY))
"""What the section of conditions offers: pregnancy has a section of its own."""


def codes_of(kind: str) -> Mapping[str, Term]:
    """The codes that a row of this kind can carry, "none" apart; empty where the person writes text."""
    if kind == CONDITION:
        return CHOSEN_CONDITIONS
    return {kind: PROFILE_KINDS[kind]} if kind in FIXED_CODES else {}


def item_words(kind: str, code: str, text: str) -> LazyText:
    """What a row says, in words: the person's own text, or the label of its code.

    Example: ("condition", "sciatica", "") is "sciatica"; ("spasms-began", "spasms-began", "") names its kind.
    """
    if text:
        return text
    if code == NONE_OF_THESE:
        return PROFILE_KINDS[kind].said_none
    return codes_of(kind)[code].label if code in codes_of(kind) else CONDITIONS.label(code)
