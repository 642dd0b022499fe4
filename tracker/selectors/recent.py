"""What the person chose last, so that it can be offered first. Reads the newest entries only."""

from dataclasses import dataclass

from tracker.models import Episode, EpisodeFactor, EpisodeRegion, EpisodeRelief
from tracker.vocabulary.regions import OTHER_REGION
from tracker.vocabulary.relief import MEDICATION, NOTHING
from tracker.vocabulary.terms import NONE_OF_THESE

ENTRIES_LOOKED_AT = 30
ENTRIES_OF_MEDICINES = 500
REGIONS_OFFERED = 4


@dataclass(frozen=True, slots=True)
class Recent:
    """Codes by how lately they were chosen; regions as (region, side)."""

    regions: tuple[tuple[str, str], ...] = ()
    factors: tuple[str, ...] = ()
    relief: tuple[str, ...] = ()


def recent_choices(owner) -> Recent:
    """The latest choices in the newest entries. Four queries, however long the diary."""
    newest = list(Episode.objects.of(owner).in_order().values_list("pk", flat=True)[:ENTRIES_LOOKED_AT])
    place = {pk: n for n, pk in enumerate(newest)}

    def latest_first(model, *fields):
        rows = model.objects.filter(episode__in=newest).values_list("episode_id", *fields)
        chosen = {}
        for episode, *values in sorted(rows, key=lambda row: (place[row[0]], row[1:])):
            chosen.setdefault(tuple(values) if len(values) > 1 else values[0], episode)
        return list(chosen)

    regions = [mark for mark in latest_first(EpisodeRegion, "region", "side") if mark[0] != OTHER_REGION]
    factors = [code for code in latest_first(EpisodeFactor, "code") if code != NONE_OF_THESE]
    relief = [code for code in latest_first(EpisodeRelief, "code") if code not in {MEDICATION, NOTHING}]
    return Recent(tuple(regions[:REGIONS_OFFERED]), tuple(factors), tuple(relief))


def recent_medicines(owner) -> list[str]:
    """Names of the medicines in the newest entries, each once however its letters are cased, as it was spelled last.

    One query, and no more entries are read in a longer diary; in alphabetical order.
    """
    newest = Episode.objects.of(owner).in_order().values("pk")[:ENTRIES_OF_MEDICINES]
    rows = EpisodeRelief.objects.filter(episode__in=newest, code=MEDICATION).exclude(text="")
    spelled: dict[str, str] = {}
    for name in rows.order_by("-episode__day", "-episode__started_at", "-pk").values_list("text", flat=True):
        spelled.setdefault(name.casefold(), name)
    return [spelled[name] for name in sorted(spelled)]
