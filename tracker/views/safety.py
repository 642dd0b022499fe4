"""Hands an entry to the guidance and back: the safety cards of the entry alone, and what helps where it is."""

from django.utils import timezone

from tracker.guidance.engine import EntryFacts, help_for, safety_for_entry
from tracker.guidance.loader import load_library
from tracker.guidance.schema import AFTER, DURING
from tracker.models import Episode
from tracker.selectors.safety import has_other_chest_entry
from tracker.services.episodes import record_of
from tracker.vocabulary.episodes import ONGOING


def safety_of(request, row: Episode):
    """The safety cards that this entry raises, from the entry alone (and whether it is the first for the chest)."""
    record = record_of(row)
    regions = tuple((mark.region, mark.side) for mark in record.regions)
    in_chest = any(region == "chest" for region, side in regions)
    facts = EntryFacts(
        regions=regions,
        kind=record.kind,
        intensity=record.intensity,
        duration_minutes=_minutes(record),
        noticed=frozenset(record.also_noticed),
        chest_signs=record.chest_signs,
        is_first_chest_entry=in_chest and not has_other_chest_entry(row.owner_id, but=row),
    )
    return safety_for_entry(facts, load_library())


def _minutes(record) -> float | None:
    """How long it lasted, or has been going on; None if nobody knows."""
    until = timezone.now() if record.duration_basis == ONGOING else record.ended_at
    return (until - record.started_at).total_seconds() / 60 if until else None


def needs_first_chest_card(owner, but: Episode | None = None) -> bool:
    """True if the chest has never been logged before, so that its full card shows as soon as it is chosen."""
    return not has_other_chest_entry(owner.pk, but=but)


def help_during(marks):
    """What the sources name for during a spasm in these regions."""
    return help_for([mark.region for mark in marks], DURING, load_library())


def help_after(marks):
    """What the sources name for the time after a spasm in these regions."""
    return help_for([mark.region for mark in marks], AFTER, load_library())
