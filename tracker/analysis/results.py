"""What analyses return besides numbers: that there is too little to say something, and what is missing."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tracker.diary import Diary
from tracker.vocabulary.lazy_text import LazyText

EMPTY_DIARY = "empty-diary"
NO_ENTRIES = "no-entries"
NO_MATCH = "no-match"
NO_RATING = "no-rating"
NO_REGION = "no-region"
NO_DURATION = "no-duration"
NO_FACTOR = "no-factor"
NO_RELIEF = "no-relief"
FEW_USES = "few-uses"
FEW_DAYS = "few-days"
NO_FACTORS_ASKED = "no-factors-asked"
NO_DAYS_BEFORE = "no-days-before"
NO_SLEEP = "no-sleep"
NO_LIMITED = "no-limited"
OF_WHOLE_DAYS = "of-whole-days"
FEW_STRETCHES = "few-stretches"
FEW_WEEKS = "few-weeks"


@dataclass(frozen=True, slots=True)
class TooLittle:
    """Nothing to show, and why; a result of its own, not a zero and not an error.

    `missing`: EMPTY_DIARY (nothing was ever written), NO_ENTRIES (none in these days), NO_MATCH (none in these days
    that the filter asks for), NO_RATING, NO_REGION and NO_DURATION (entries, but none that says how
    strong, where or how long).
    NO_FACTOR and NO_RELIEF: no entry says what was suspected, or what was done. `have` counts the entries that are
    there all the same; with FEW_USES, the rated uses of what was done most often at one moment.
    NO_FACTORS_ASKED: the check-in was never told to ask for a factor.
    NO_DAYS_BEFORE: the diary does not reach back over the whole stretch before; `have` counts its days before.
    NO_SLEEP and NO_LIMITED: no day says whether sleep was broken, or how much spasms limited it. OF_WHOLE_DAYS: what is
    said of days is about all spasms, and the filter asks for some. FEW_DAYS: too few days for a rate or a slope.
    FEW_STRETCHES: fewer earlier stretches of four weeks than it takes to say what is usual; `have` counts them.
    FEW_WEEKS: fewer answered weeks than it takes to say what most were like; `have` counts them.
    """

    missing: str
    have: int = 0


@dataclass(frozen=True, slots=True)
class UsualRange:
    """The middle half of one number in earlier stretches of four weeks."""

    n: int
    """Stretches that say it."""
    low: float
    high: float
    method: LazyText = _(
        "The middle half of your earlier stretches of 28 days, up to 26 of them. A stretch counts if you answered "
        "at least 6 days in 10."
    )
    caveat: LazyText = _("About half of your earlier stretches, or fewer, were outside this range, too.")


def nothing_there(diary: Diary) -> TooLittle:
    """Why a diary without entries in the period has none."""
    if diary.first_on is None:
        return TooLittle(EMPTY_DIARY)
    return TooLittle(NO_MATCH if diary.is_filtered else NO_ENTRIES)
