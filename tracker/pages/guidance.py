"""What helps now, the sheet of releases, and the pages about the sources."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tracker.forms.guidance import GuidanceForm
from tracker.guidance.assess import Assessment, assess
from tracker.guidance.browse import (
    by_topic,
)
from tracker.guidance.engine import Help, help_for, with_drawing
from tracker.guidance.entry_facts import EntryFacts
from tracker.guidance.loader import library_in
from tracker.guidance.releases import ReleaseHelp, release_for, releases_to_show
from tracker.guidance.schema import ENTRY_DURING, CitedArticle, Disagreement, Entry, Library, SourceArticle
from tracker.pages.library import LibraryStart, library_start
from tracker.pages.owner import diary_owner
from tracker.pages.request import SignedInRequest
from tracker.pages.safety import Alarm, alarm, safety_profile
from tracker.selectors.recent import newest_regions
from tracker.vocabulary.regions import mark_words
from tracker.vocabulary.relief import MOMENTS
from tracker.vocabulary.terms import NONE_OF_THESE, Term


@dataclass(frozen=True, slots=True)
class GuidancePage:
    """What helps for a place, during or after, and the way into the library."""

    form: GuidanceForm
    assessment: Assessment
    alarm: Alarm | None
    help: Help | None
    """Its drawing, for this place, is in the step that it draws."""
    release_help: ReleaseHelp | None
    """Of a release that no step has, what is said in its place."""
    start: LibraryStart
    during_or_after: tuple["GuideChoice", ...]
    """During or after the spasm."""
    places: tuple["GuideChoice", ...]
    """Where spasms were lately, anywhere, and one to choose from all."""

    @property
    def moment(self) -> str:
        """During or after, as it was asked for."""
        return self.form.moment_asked()

    @property
    def is_anywhere(self) -> bool:
        """No place was asked for: what is drawn is an example."""
        return not self.form.places()

    @property
    def is_elsewhere(self) -> bool:
        """The choice from all places is open: it was asked for, or the place is none of those lately."""
        return self.places[-1].is_chosen


@dataclass(frozen=True, slots=True)
class GuideChoice:
    """One of a few things to choose, which acts at once."""

    words: str
    address: str
    is_chosen: bool


ASKS_FOR_ANOTHER = "another"
"""What the address says where a place is to be chosen from all."""
RECENT_PLACES = 3
"""Recent places to choose from."""
EXAMPLE = ("calf",)
"""What is drawn where no place was asked for. No question comes first there."""


def _during_or_after(form: GuidanceForm) -> tuple[GuideChoice, ...]:
    region, side = form.place_asked()
    return tuple(
        GuideChoice(str(label), _address(region, side, code), code == form.moment_asked())
        for code, label in MOMENTS.choices()
    )


def _usual_first(newest: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The places of the newest entries, each once: the one chosen most often, then the latest ones."""
    usual = [place for place, _n in Counter(newest).most_common(1)]
    return list(dict.fromkeys([*usual, *newest]))


def _places(form: GuidanceForm, lately: Iterable[tuple[str, str]], *, wants_another: bool) -> tuple[GuideChoice, ...]:
    asked, moment = form.place_asked(), form.moment_asked()
    places = [("", ""), *islice(lately, RECENT_PLACES)]
    chosen = None if wants_another or asked not in places else asked
    choices = [
        GuideChoice(
            str(mark_words(region, side)) if region else _("anywhere"),
            _address(region, side, moment),
            (region, side) == chosen,
        )
        for region, side in places
    ]
    another = GuideChoice(_("another place"), f"{_address('', '', moment)}&{ASKS_FOR_ANOTHER}=1", chosen is None)
    return (*choices, another)


def _address(region: str, side: str, moment: str) -> str:
    asked = {"region": region, "side": side, "moment": moment}
    return f"?{urlencode({name: value for name, value in asked.items() if value})}"


def _facts(form: GuidanceForm, flags: frozenset[str]) -> EntryFacts:
    # Where a question comes first, steps appear once it is answered with no.
    cleared = form.cleared()
    return EntryFacts(
        regions=form.places(),
        chest_signs=form.answer(),
        flags=flags,
        follow_up={cleared: frozenset({NONE_OF_THESE})} if cleared else {},
    )


def guidance_page(request: SignedInRequest, now: dt.datetime) -> GuidancePage:
    """What helps for what the address asks: steps only where no question and no alarm comes first.

    Where it asks nothing, what helps for the usual place, unless a question comes first there.
    """
    library, profile = library_in(get_language()), safety_profile(request, now)
    lately = _usual_first(newest_regions(diary_owner(request)))
    form = GuidanceForm(request.GET)
    assessment = assess(_facts(form, profile.flags), library)
    if lately and not request.GET:
        region, side = lately[0]
        usual = GuidanceForm({"region": region, "side": side})
        there = assess(_facts(usual, profile.flags), library)
        if there.shows_steps:
            form, assessment = usual, there
    regions, current = [region for region, _side in form.places()], alarm(request, now)
    help_now = release = None
    if assessment.shows_steps and current is None:
        help_now = help_for(regions, form.moment_asked(), library, conditions=profile.conditions)
        if form.moment_asked() == ENTRY_DURING:
            release = release_for(
                regions or EXAMPLE,
                noticed=(),
                conditions=profile.conditions,
                is_late_pregnancy=profile.is_late_pregnancy,
                library=library,
            )
            help_now = with_drawing(help_now, release)
            release = None if help_now.is_drawn or not regions else release
    return GuidancePage(
        form=form,
        assessment=assessment,
        alarm=current,
        help=help_now,
        release_help=release,
        start=library_start(library),
        during_or_after=_during_or_after(form),
        places=_places(form, lately, wants_another=ASKS_FOR_ANOTHER in request.GET),
    )


@dataclass(frozen=True, slots=True)
class ReleasesPage:
    """The drawn stretches and positions; none while an alarm stands."""

    alarm: Alarm | None
    releases: Sequence[ReleaseHelp]


def releases_page(request: SignedInRequest, now: dt.datetime) -> ReleasesPage:
    """Each release as the health profile lets this person see it."""
    profile, current = safety_profile(request, now), alarm(request, now)
    shown = releases_to_show(
        conditions=profile.conditions,
        is_late_pregnancy=profile.is_late_pregnancy,
        library=library_in(get_language()),
    )
    return ReleasesPage(current, () if current else shown)


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """What the five sources are, and what they are not."""

    sources: Iterable[SourceArticle]


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One source: the kind of text, what it covers, and the entries that rest on it."""

    source: SourceArticle
    shelves: Sequence[tuple[Term, list[tuple[Entry, CitedArticle]]]]
    entry_count: int
    left_out: Sequence[tuple[str, int]]
    """(reason, how many passages) of what is not used."""
    disagreements: Sequence[Disagreement]


def source_page(library: Library, source: SourceArticle) -> SourcePage:
    """The page of this source."""
    cited = {entry.key: cited for entry, cited in library.citing(source.number)}
    return SourcePage(
        source=source,
        shelves=[
            (topic, [(entry, cited[entry.key]) for entry in entries])
            for topic, entries in by_topic(library.entries[key] for key in cited)
        ],
        entry_count=len(cited),
        left_out=sorted(Counter(source.not_used.values()).items()),
        disagreements=[each for each in library.disagreements.values() if each.is_about(source.number)],
    )
