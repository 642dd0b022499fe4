"""Hands an entry to the safety rules and the guidance, and back: what stands on the screen first, and what helps."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from tracker.guidance.engine import Help, help_for
from tracker.guidance.entry_facts import ENDED_LATELY, FIRST_CHEST
from tracker.guidance.loader import library_in
from tracker.guidance.releases import ReleaseHelp, release_for
from tracker.guidance.schema import DURING
from tracker.models import Episode
from tracker.selectors.safety import has_other_chest_entry
from tracker.services import safety as service
from tracker.services.safety import Assessed
from tracker.views.access import diary_owner, diary_person
from tracker.vocabulary.episodes import NOTICED, signs_to_offer
from tracker.vocabulary.regions import REGIONS


@dataclass(frozen=True, slots=True)
class HelpShown:
    """What helps, fitted to the person and the entry; nothing where safety comes first."""

    help: Help | None = None
    release: ReleaseHelp | None = None


def assessed(request, row: Episode) -> Assessed:
    """What safety says of this entry now."""
    return service.assessed(diary_person(request), row, timezone.now())


def assessed_lately(request) -> list[Assessed]:
    """The owner's entries that ask or warn now, the gravest first. Read once a request."""
    if not hasattr(request, "assessed_lately"):
        request.assessed_lately = service.assessed_lately(diary_person(request), timezone.now())
    return request.assessed_lately


def alarm(request) -> Assessed | None:
    """The owner's entry whose urgent or emergency card takes self-care off every page; None if there is none."""
    return next((each for each in assessed_lately(request) if each.assessment.takes_self_care_off), None)


def help_shown(found: Assessed, moment: str) -> HelpShown:
    """What may be shown for this entry at this moment: nothing before safety has had its answer."""
    if not found.assessment.shows_steps:
        return HelpShown()
    library, conditions = library_in(get_language()), found.profile.conditions
    return HelpShown(
        help_for(found.regions, moment, library, conditions=conditions, noticed=found.details.noticed),
        release_for(
            found.regions,
            noticed=found.details.noticed,
            conditions=conditions,
            is_late_pregnancy=found.profile.is_late_pregnancy,
            library=library,
        )
        if moment == DURING and found.regions
        else None,
    )


def signs_of(found: Assessed) -> list[tuple[str, str, bool]]:
    """(code, words, noticed) of the signs that fit the entry, for "Anything unusual?"."""
    details = found.details
    groups = [REGIONS[region].group for region in found.regions if region in REGIONS]
    codes = signs_to_offer(found.regions, groups, details.factors, found.episode.kind, details.noticed)
    return [(code, NOTICED.label(code), code in details.noticed) for code in codes]


def form_flags(request, but: Episode | None = None) -> list[str]:
    """What a form that logs knows beyond its own fields: flags of the safety rules, for the style sheet."""
    flags = {ENDED_LATELY, *service.safety_profile(diary_person(request), timezone.now()).flags}
    if not has_other_chest_entry(diary_owner(request).pk, but=but):
        flags.add(FIRST_CHEST)
    return sorted(flags)


def safety_address(row: Episode) -> str:
    """Where an entry shows its question or card: the running page, or its own."""
    return reverse("episode-running" if row.duration_basis == "ongoing" else "episode", args=[row.uid])
