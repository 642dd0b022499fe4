"""What the person ticked for the doctor's page. It is stored with a visit and in share links: codes never change.

What is marked private is no choice: it never leaves. Period, coverage and what the page says of itself always stand.
"""

from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext_lazy as _

from tracker.vocabulary.terms import Term, Vocabulary

QUESTIONS_PART, NEW_PART, NUMBERS_PART, WHERE_PART = "questions", "new", "numbers", "where"
SINCE_PART, CONDITIONS_PART, MEDICINES_PART = "since", "conditions", "medicines"
WEEKS_PART, RELIEF_PART = "weeks", "relief"
PAGE_ONE = Vocabulary(
    Term(QUESTIONS_PART, _("My questions"), _("The first three. All of them are on page 2.")),
    Term(NEW_PART, _("Warning signs"), _("Those you noted, such as fever, falls or weakness, and what you answered.")),
    Term(NUMBERS_PART, _("Key numbers")),
    Term(WHERE_PART, _("Where on the body")),
    Term(SINCE_PART, _("When they began")),
    Term(CONDITIONS_PART, _("Illnesses, conditions, pregnancy")),
    Term(MEDICINES_PART, _("Medicines, with dose and dates")),
    Term(WEEKS_PART, _("Week by week"), _("Visits, supplements, exercise. Medicines, if you select them.")),
    Term(RELIEF_PART, _("What helped")),
)
"""Parts of page 1 in their order."""

CHANGE_PART = "change"
HOURS_PART, DURATIONS_PART, WORST_PART, FACTORS_PART, SUSPECTED_PART = (
    "hours",
    "durations",
    "worst",
    "factors",
    "suspected",
)
CHARTS_PART, ENTRIES_PART, PROFILE_PART, METHOD_PART = "charts", "entries", "profile", "method"
TRIALS_PART = "trials"
FURTHER = Vocabulary(
    Term(
        CHANGE_PART,
        _("Did spasm days change?"),
        _("Year by year, and around changes you marked. Medicines, if you select them."),
    ),
    Term(HOURS_PART, _("Hours and weekdays")),
    Term(DURATIONS_PART, _("How long they lasted")),
    Term(WORST_PART, _("Worst entries")),
    Term(FACTORS_PART, _("Factors linked in the check-ins")),
    Term(SUSPECTED_PART, _("What I suspected")),
    Term(TRIALS_PART, _("My trials of a habit")),
    Term(CHARTS_PART, _("Charts: day by day, and how strong")),
    Term(ENTRIES_PART, _("The list of entries")),
    Term(PROFILE_PART, _("My health profile")),
    Term(METHOD_PART, _("How it is counted")),
)
"""Sections of page 2 and on, in their order."""

A4, LETTER = "a4", "us-letter"
PAPER_SIZES = Vocabulary(Term(A4, _("A4")), Term(LETTER, _("Letter")))


@dataclass(frozen=True, slots=True)
class ReportChoice:
    """What is included. Nothing is, unless it was ticked. Raises ValueError for codes that do not exist."""

    parts: frozenset[str] = frozenset()
    """Codes of PAGE_ONE."""
    sections: frozenset[str] = frozenset()
    """Codes of FURTHER."""
    with_name: bool = False
    with_notes: bool = False
    """The entries' own notes, where entries are listed."""
    is_large: bool = False
    paper: str = A4

    def __post_init__(self) -> None:
        unknown = {*self.parts} - {*PAGE_ONE} | {*self.sections} - {*FURTHER} | {self.paper} - {*PAPER_SIZES}
        if unknown:
            raise ValueError(f"nothing of the doctor's page has these codes: {', '.join(sorted(unknown))}")

    @property
    def tells_medicines(self) -> bool:
        """Medicines are ticked, by themselves or with the whole profile."""
        return MEDICINES_PART in self.parts or PROFILE_PART in self.sections

    def as_data(self) -> dict[str, list[str] | bool | str]:
        """The choice as dicts, lists and texts that can be stored as JSON; equal choices give equal data."""
        return {
            "parts": sorted(self.parts, key=PAGE_ONE.sort_key),
            "sections": sorted(self.sections, key=FURTHER.sort_key),
            "name": self.with_name,
            "notes": self.with_notes,
            "large": self.is_large,
            "paper": self.paper,
        }

    @classmethod
    def from_data(cls, data: object) -> Self:
        """The choice that `as_data` wrote, maybe in another version.

        Whatever is missing, of another shape or not known is not ticked: rather less is shown than somebody meant to
        show. Raises TypeError if the data are no dict.
        """
        if not isinstance(data, dict):
            raise TypeError(f"a choice is stored as a dict, not as {type(data).__name__}")

        def known(name: str, codes: Vocabulary[Term]) -> frozenset[str]:
            ticked = data.get(name)
            return frozenset(code for code in codes if code in ticked) if isinstance(ticked, list) else frozenset()

        paper = data.get("paper")
        return cls(
            parts=known("parts", PAGE_ONE),
            sections=known("sections", FURTHER),
            with_name=data.get("name") is True,
            with_notes=data.get("notes") is True,
            is_large=data.get("large") is True,
            paper=paper if isinstance(paper, str) and paper in PAPER_SIZES else A4,
        )


SUGGESTED = ReportChoice(parts=frozenset(PAGE_ONE), sections=frozenset({CHANGE_PART}), with_name=True)
"""What is ticked when somebody opens the page for the first time: one page, with whose it is, and what changed, where a
look was taken."""
