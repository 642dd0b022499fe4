"""The pages of one entry: the form, all that it says, deleting it; and the list of what was deleted."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from urllib.parse import urlencode

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from tracker.analysis.daily import LEAST_DAYS_FOR_A_MEDIAN
from tracker.days import ONE_DAY, wall_clock
from tracker.diary import OwnWords
from tracker.formatting import WEEKDAYS, comma_words, night_words, number_words
from tracker.forms.episode import EpisodeForm
from tracker.forms.region_picker import list_groups
from tracker.guidance.assess import Assessment
from tracker.guidance.engine import Help
from tracker.guidance.schema import ENTRY_AFTER
from tracker.models import Episode, Revision
from tracker.pages.body_picture import BodyPicture, body_pictures
from tracker.pages.edits import Edit
from tracker.pages.owner import diary_owner, diary_person
from tracker.pages.request import SignedInRequest
from tracker.pages.safety import Alarm, assessed, form_flags, help_shown, offers_headache, signs_of
from tracker.pages.same_again import SameAgain, same_again
from tracker.querysets import EpisodeFilter
from tracker.records.episode import EpisodeRecord
from tracker.selectors.entries import EntryLine, earlier_there, entry_lines, neighbors_of
from tracker.selectors.person import own_words
from tracker.selectors.recent import worst_of_days
from tracker.services.episode_rows import record_of
from tracker.services.revisions import deletions
from tracker.services.safety import is_forgotten, is_recent
from tracker.vocabulary.episodes import ONGOING
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.regions import OTHER_REGION

VERSIONS_SHOWN = 20
DELETED_SHOWN = 200
WORTH_ADDING: dict[str, LazyText] = {
    "duration": pgettext_lazy("in a list of what is not noted", "how long"),
    "at_onset": pgettext_lazy("in a list of what is not noted", "what you were doing"),
    "suspected_factors": pgettext_lazy("in a list of what is not noted", "what may have set it off"),
    "relief": pgettext_lazy("in a list of what is not noted", "what you did"),
}
"""What trends and the doctor's summary make most of: where it is missing, the page of an entry says so. By the field of
the form that asks for it, in the order of the form."""
EARLIER_SHOWN = 3
"""Entries of before in the same spot, on the page of an entry."""
TYPICAL_OF_DAYS = 90
"""Days before an entry whose worst ratings are what is typical beside its own."""


@dataclass(frozen=True, slots=True)
class EpisodeFormPage:
    """The form for an entry, new or stored."""

    form: EpisodeForm
    episode: Episode | None
    edit: Edit | None
    overlapping: tuple[EntryLine, ...]
    """Entries that may be the same one: the person is asked."""
    flags: list[str]
    """What the form knows beyond its fields, for the style sheet."""
    is_history: bool
    """The entry is too old for questions about now."""


def episode_form_page(
    request: SignedInRequest,
    form: EpisodeForm,
    episode: Episode | None,
    edit: Edit | None,
    overlapping: Iterable[EntryLine],
    now: dt.datetime,
) -> EpisodeFormPage:
    """The form as it is drawn first, or as it was sent."""
    return EpisodeFormPage(
        form=form,
        episode=episode,
        edit=edit,
        overlapping=tuple(overlapping),
        flags=form_flags(request, now, but=episode),
        is_history=episode is not None and not is_recent(episode, now),
    )


@dataclass(frozen=True, slots=True)
class EpisodePage:
    """One entry with all that it says, its earlier versions and what fits it."""

    episode: Episode
    record: EpisodeRecord
    line: EntryLine
    pictures: tuple[BodyPicture, ...]
    """Where it was, filled by how strong it was."""
    own_words: OwnWords
    history: tuple[tuple[Revision, EpisodeRecord], ...]
    """(revision, the entry as it was), the newest first."""
    assessment: Assessment
    help: Help | None
    alarm: Alarm | None
    offers_headache: bool
    signs: list[tuple[str, LazyText, bool]]
    """(code, words, noticed) of what may be unusual; none for an entry of long ago."""
    again: SameAgain
    earlier: EntryLine | None
    later: EntryLine | None
    """The entries beside it."""
    same_spot: "SameSpot | None"
    today: dt.date
    is_forgotten: bool
    """It has run so long that its end is asked for."""
    home_zone: str
    """The person’s own time zone: an entry’s is said where it differs."""
    worst_before: tuple[int, ...]
    """The worst rating of each rated day in the TYPICAL_OF_DAYS before it."""

    @property
    def weekday_words(self) -> str:
        """The weekday; a night counts to its evening: "Friday night"."""
        if self.line.is_after_midnight:
            return night_words(self.line.day)
        return str(WEEKDAYS[self.line.day.weekday()])

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Fields of the form that could be added once it is over. How long it was alone is no reason to ask again: "I
        don’t know" was perhaps the answer."""
        if self.line.is_ongoing:
            return ()
        answers = {name: getattr(self.record, name) for name in WORTH_ADDING if name != "duration"}
        answers["duration"] = self.line.duration_seconds is not None
        missing = tuple(name for name in WORTH_ADDING if not answers[name])
        return () if missing == ("duration",) else missing

    @property
    def unanswered_words(self) -> str:
        """The same in words: "Not noted: how long, what you did"."""
        return _("Not noted: %(things)s") % {"things": comma_words(WORTH_ADDING[name] for name in self.unanswered)}

    @property
    def typical_words(self) -> str:
        """What stands beside its strength, or "" with too few rated days for a median."""
        if self.line.intensity is None or len(self.worst_before) < LEAST_DAYS_FOR_A_MEDIAN:
            return ""
        return pgettext("beside the strength of an entry", "your usual worst is %(number)s") % {
            "number": number_words(median(self.worst_before))
        }

    @property
    def month(self) -> str:
        """Where it stands in the diary, as addresses name it."""
        return f"{self.line.day:%Y-%m}"


@dataclass(frozen=True, slots=True)
class SameSpot:
    """The last entries before one in the first of its places."""

    entries: tuple[EntryLine, ...]
    query: str
    """What the diary's address says to list all entries of that place."""


def _same_spot(row: Episode, line: EntryLine) -> SameSpot | None:
    place = next(((region, side) for region, side, _text in line.regions if region != OTHER_REGION), None)
    if place is None:
        return None
    region, side = place
    entries = earlier_there(row, EpisodeFilter(region=region, side=side), EARLIER_SHOWN)
    return SameSpot(entries, urlencode({"region": region, "side": side})) if entries else None


def episode_page(request: SignedInRequest, row: Episode, now: dt.datetime) -> EpisodePage:
    """The page of this entry."""
    owner, person, record = diary_owner(request), diary_person(request), record_of(row)
    revisions = Revision.objects.filter(owner=owner, kind=Revision.EPISODE, uid=row.uid)[:VERSIONS_SHOWN]
    safety = assessed(request, row, now)
    shown = help_shown(request, safety, ENTRY_AFTER, now)
    line = entry_lines([row])[0]
    earlier, later = neighbors_of(row)
    return EpisodePage(
        episode=row,
        record=record,
        line=line,
        pictures=body_pictures(record.regions, record.intensity),
        own_words=own_words(owner),
        history=tuple((each, EpisodeRecord.from_data(each.snapshot, each.schema)) for each in revisions),
        assessment=safety.assessment,
        help=shown.help if row.duration_basis != ONGOING else None,
        alarm=shown.alarm,
        offers_headache=offers_headache(safety),
        signs=signs_of(safety) if is_recent(row, now) else [],
        again=same_again(line),
        earlier=earlier,
        later=later,
        same_spot=_same_spot(row, line),
        today=person.today(now),
        is_forgotten=is_forgotten(row, now),
        home_zone=person.time_zone,
        worst_before=worst_of_days(owner, row.day - TYPICAL_OF_DAYS * ONE_DAY, row.day),
    )


@dataclass(frozen=True, slots=True)
class PlacesPage:
    """The list of all places, nothing ticked, as a part of the form of an entry."""

    groups: tuple[SafeString, ...]


def places_page() -> PlacesPage:
    """The list in the reader's language."""
    return PlacesPage(list_groups("regions", "id_regions"))


@dataclass(frozen=True, slots=True)
class EpisodeDeletePage:
    """Asks once before an entry is deleted."""

    episode: Episode
    line: EntryLine


@dataclass(frozen=True, slots=True)
class DeletedPage:
    """What was deleted in the last 30 days."""

    entries: tuple[tuple[Revision, EpisodeRecord, dt.datetime], ...]
    """(revision, the entry as it was, its start by the clock on the wall)."""


def deleted_page(request: SignedInRequest, now: dt.datetime) -> DeletedPage:
    """The entries that can be restored, the latest deleted first."""
    entries = []
    for row in deletions(diary_owner(request), Revision.EPISODE, now)[:DELETED_SHOWN]:
        before = EpisodeRecord.from_data(row.snapshot, row.schema)
        entries.append((row, before, wall_clock(before.started_at, before.time_zone)))
    return DeletedPage(tuple(entries))
