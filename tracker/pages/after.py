"""The page just after a spasm: what was saved, how strong it was, the way back, and the same again."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.models import User

from tracker.forms.region_values import mark_value
from tracker.forms.running import AfterForm
from tracker.guidance.assess import Assessment
from tracker.models import Episode
from tracker.pages.body_picture import BodyPicture, body_pictures
from tracker.pages.caregiver import can_be_undone
from tracker.pages.edits import Edit
from tracker.pages.night import is_night
from tracker.pages.owner import diary_person, is_caregiver
from tracker.pages.request import SignedInRequest
from tracker.pages.safety import assessed, offers_headache, signs_of
from tracker.pages.same_again import SameAgain, same_again
from tracker.pages.saved_words import saved_number_words, saved_place_words
from tracker.records.regions import RegionMark
from tracker.selectors.entries import EntryLine, entry_lines
from tracker.selectors.recent import recent_regions
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.regions import mark_words

SECONDS_OF_A_MINUTE = 60
PLACES_OFFERED = 3


@dataclass(frozen=True, slots=True)
class AfterPage:
    """How strong was it at its worst? Once that is answered, the same page says so."""

    episode: Episode
    line: EntryLine
    form: AfterForm
    edit: Edit
    assessment: Assessment
    offers_headache: bool
    signs: list[tuple[str, LazyText, bool]]
    is_again: bool
    """It was started by "Same again", so that its undo is to delete it."""
    number_before: str
    """The number that the present one took the place of, as text; "" if there was none."""
    saved: str
    saved_by_name: str
    same_again: SameAgain
    pictures: tuple[BodyPicture, ...]
    """Where it was, filled by how strong it was; none while no place is known."""
    places: tuple[tuple[str, str], ...]
    """(value, words) of the latest places, one tap each, while no place is known."""
    today: dt.date
    is_night: bool
    """Past the person’s bedtime: the page is dim."""
    can_be_undone: bool
    """A caregiver may delete it."""

    @property
    def chosen(self) -> str:
        """The stored number as its button has it; "" without one."""
        return "" if self.line.intensity is None else str(self.line.intensity)

    @property
    def has_noticed(self) -> bool:
        """True if a sign was noted: the list of them stands open then."""
        return any(is_noticed for _code, _words, is_noticed in self.signs)

    @property
    def is_brief(self) -> bool:
        """It lasted less than a minute: start and end are the same on the clock."""
        return (self.line.duration_seconds or 0) < SECONDS_OF_A_MINUTE

    @property
    def ended(self) -> dt.datetime | None:
        """When it ended, by the clock of its place."""
        seconds = self.line.duration_seconds
        return None if seconds is None else self.line.started + dt.timedelta(seconds=seconds)


def after_page(request: SignedInRequest, row: Episode, now: dt.datetime, form: AfterForm, edit: Edit) -> AfterPage:
    """The question for the number, below what safety says of the entry."""
    safety, person = assessed(request, row, now), diary_person(request)
    today = person.today(now)
    line = entry_lines([row], {row.pk: safety.details})[0]
    return AfterPage(
        episode=row,
        line=line,
        form=form,
        edit=edit,
        assessment=safety.assessment,
        offers_headache=offers_headache(safety),
        signs=signs_of(safety),
        is_again="again" in request.GET and not is_caregiver(request),
        number_before=request.GET.get("before", ""),
        saved=saved_number_words(line.intensity),
        saved_by_name=saved_place_words(line),
        same_again=same_again(line),
        pictures=body_pictures(tuple(RegionMark(*mark) for mark in line.regions), line.intensity),
        places=() if line.regions or is_caregiver(request) else _latest_places(row.owner),
        today=today,
        is_night=is_night(person, now),
        can_be_undone=can_be_undone(request, row, now),
    )


def _latest_places(owner: User) -> tuple[tuple[str, str], ...]:
    marks = [RegionMark(*mark) for mark in recent_regions(owner)[:PLACES_OFFERED]]
    return tuple((mark_value(mark), mark_words(mark.region, mark.side)) for mark in marks)
