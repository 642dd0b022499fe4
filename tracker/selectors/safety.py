"""What the safety rules need to know of the log beyond the entry itself."""

from tracker.models import Episode, EpisodeRegion


def has_other_chest_entry(owner_id: int, but: Episode | None = None) -> bool:
    """True if the person has an entry for the chest other than this one. One query."""
    rows = EpisodeRegion.objects.filter(region="chest", episode__owner_id=owner_id)
    if but is not None and but.pk:
        rows = rows.exclude(episode=but.pk)
    return rows.exists()
