"""What the safety rules say of an entry, what takes self-care off a page, and what helps."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language, pgettext_lazy

from tracker.guidance.engine import Help, help_for
from tracker.guidance.entry_facts import ENDED_LATELY, FIRST_CHEST, SPINAL_CORD_INJURY
from tracker.guidance.loader import library_in
from tracker.guidance.releases import ReleaseHelp, release_for
from tracker.guidance.rules.choose import without_repeats
from tracker.guidance.rules.rule import LogCard
from tracker.guidance.schema import AVOID, CARD, ENTRY_DURING, SELF_CARE, STEP, TAKES_SELF_CARE_OFF, Entry
from tracker.models import Episode
from tracker.pages.cards import ShownCard, all_shown
from tracker.pages.owner import diary_owner, diary_person, is_caregiver
from tracker.pages.request import SignedInRequest
from tracker.selectors.person import after_writing
from tracker.selectors.safety import has_other_chest_entry
from tracker.services import guidance
from tracker.services import safety as service
from tracker.services.safety import Assessed
from tracker.vocabulary.episodes import NOTICED, signs_to_offer
from tracker.vocabulary.lazy_text import LazyText

JAW_AND_NECK = frozenset({"jaw-face", "neck-front", "neck-back", "neck-side"})
WORDS_FOR_JAW_AND_NECK = {
    "twisting-posture": pgettext_lazy("sign in the jaw or neck", "locked, pulled or twisted"),
}
SELF_CARE_TOPICS = frozenset({"what-helps", "what-to-leave", "prevention"})


@dataclass(frozen=True, slots=True)
class Alarm:
    """What takes self-care off a page that is about something else. At least one of the two."""

    entry: Assessed | None = None
    """An entry with a card, or with a question that is open."""
    cards: tuple[ShownCard, ...] = ()
    """Urgent cards that the log as a whole raises."""


@dataclass(frozen=True, slots=True)
class HelpShown:
    """What helps, fitted to the person and the entry; nothing where safety comes first."""

    help: Help | None = None
    release: ReleaseHelp | None = None
    alarm: Alarm | None = None
    """Another entry, or a card of the log, that takes the steps off here too."""


def safety_profile(request: SignedInRequest, now: dt.datetime) -> service.SafetyProfile:
    """What the owner's health profile says today. Read once a request."""
    if not hasattr(request, "safety_profile"):
        request.safety_profile = service.safety_profile(diary_person(request), now)
    return request.safety_profile


def assessed(request: SignedInRequest, row: Episode, now: dt.datetime) -> Assessed:
    """What safety says of this entry now."""
    return service.assessed(safety_profile(request, now), row, now)


def assessed_lately(request: SignedInRequest, now: dt.datetime, but: Episode | None = None) -> list[Assessed]:
    """The owner's entries that ask or warn now, the gravest first. Read once a request.

    Without `but`: the page of an entry has assessed that one itself.
    """
    if but is not None:
        return service.assessed_lately(safety_profile(request, now), now, but=but)
    if not hasattr(request, "assessed_lately"):
        request.assessed_lately = service.assessed_lately(safety_profile(request, now), now)
    return request.assessed_lately


def alarm(request: SignedInRequest, now: dt.datetime, but: Episode | None = None) -> Alarm | None:
    """What takes self-care off every page: an entry's card or open question, an urgent card of the log; None if there
    is neither."""
    lately = assessed_lately(request, now, but)
    entry = next((each for each in lately if not each.assessment.shows_steps), None)
    # No query: what the log raises is stored, and comes along with who is signed in.
    stored = guidance.urgent_first(diary_person(request), now)
    cards = all_shown((card for card in beside(lately, stored.cards) if is_urgent(card)), stored.words)
    return Alarm(entry, tuple(cards)) if entry or cards else None


def is_urgent(card: LogCard) -> bool:
    """True for a card that takes self-care off every page."""
    return card.care in TAKES_SELF_CARE_OFF


def beside(lately: Iterable[Assessed], cards: Iterable[LogCard]) -> list[LogCard]:
    """The cards of the log that may stand beside these entries.

    None that an entry's own card says already. Where an entry cannot wait, nothing that can; where a question is open,
    no self-care.
    """
    fresh = without_repeats(cards, [card.entry.key for each in lately for card in each.assessment.cards])
    if any(each.assessment.takes_self_care_off for each in lately):
        return [card for card in fresh if is_urgent(card)]
    if all(each.assessment.shows_steps for each in lately):
        return list(fresh)
    return [card for card in fresh if card.care != SELF_CARE]


def look_for_missed_medicine(request: SignedInRequest, now: dt.datetime) -> guidance.Findings | None:
    """Call after a write of a check-in, an entry or the profile: if a missed medicine is urgent now, every page knows.

    Everything that the log raises, if a check-in of late says that a medicine was missed; else None.
    """
    request.diary_person = after_writing(diary_person(request))
    return guidance.look_for_missed_medicine(request.diary_person, now)


def is_self_care(entry: Entry) -> bool:
    """True for advice that people follow by themselves, without a doctor: an alarm takes it off."""
    acts = entry.role in {STEP, AVOID, CARD} or entry.topic in SELF_CARE_TOPICS
    return acts and entry.care == SELF_CARE


def help_shown(request: SignedInRequest, about: Assessed, moment: str, now: dt.datetime) -> HelpShown:
    """What may be shown for this entry at this moment: nothing before safety has had its answer."""
    if not about.assessment.shows_steps:
        return HelpShown()
    other = alarm(request, now, but=about.episode)
    if other is not None:
        return HelpShown(alarm=other)
    library, conditions = library_in(get_language()), about.profile.conditions
    return HelpShown(
        help_for(about.regions, moment, library, conditions=conditions, noticed=about.details.noticed),
        release_for(
            about.regions,
            noticed=about.details.noticed,
            conditions=conditions,
            is_late_pregnancy=about.profile.is_late_pregnancy,
            library=library,
        )
        if moment == ENTRY_DURING and about.regions
        else None,
    )


def signs_of(about: Assessed) -> list[tuple[str, LazyText, bool]]:
    """(code, words, noticed) of the signs that fit the entry, for "Anything unusual?"."""
    details, episode = about.details, about.episode
    codes = signs_to_offer(
        about.regions,
        factors=details.factors,
        kind=episode.kind,
        noticed=details.noticed,
        soreness=episode.soreness,
        has_begun_medicine=about.profile.has_begun_medicine,
        has_spinal_cord_injury=SPINAL_CORD_INJURY in about.profile.flags,
    )
    words = WORDS_FOR_JAW_AND_NECK if JAW_AND_NECK.intersection(about.regions) else {}
    return [(code, words.get(code, NOTICED.label(code)), code in details.noticed) for code in codes]


def offers_headache(about: Assessed) -> bool:
    """True where a pounding headache is one tap away: with a spinal cord injury, until the question is answered."""
    answered = {question for question, _answer in about.details.follow_up}
    return SPINAL_CORD_INJURY in about.profile.flags and "dysreflexia" not in answered


def form_flags(request: SignedInRequest, now: dt.datetime, but: Episode | None = None) -> list[str]:
    """What a form that logs knows beyond its own fields: flags of the safety rules, for the style sheet."""
    flags = set(safety_profile(request, now).flags)
    if but is None or service.is_recent(but, now):
        flags.add(ENDED_LATELY)
    # A caregiver is not to learn whether there is one: they are asked as if there were none.
    if is_caregiver(request) or not has_other_chest_entry(diary_owner(request).pk, but=but):
        flags.add(FIRST_CHEST)
    return sorted(flags)
