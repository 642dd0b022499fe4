"""Which drawn stretch or position fits a spasm, and whether one may be shown at all. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from tracker.guidance.schema import Library, Release
from tracker.vocabulary.regions import REGIONS

WITHHELD_WITH = frozenset(
    {
        "swelling",
        "warmth-color-change",
        "weakness",
        "numbness",
        "fever",
        "pale-blue-cold",
        "dark-urine",
        "fell-or-nearly",
    }
)
"""Signs with which nothing is stretched and nothing is drawn."""
_LEG = "leg"


@dataclass(frozen=True, slots=True)
class ReleaseHelp:
    """A release to show, in the library's language: drawing and acts, or a sentence in their place."""

    release: Release
    alternatives: tuple[Release, ...] = ()
    """Other positions for the same muscle; each has a place of its own on the page of all drawings."""
    sentence_instead: str = ""
    """Said in place of drawing and acts, to a person whose profile asks for it."""

    @property
    def acts(self) -> tuple[str, ...]:
        """What to do, in order. None where a sentence stands instead."""
        return () if self.sentence_instead else self.release.acts


def release_for(
    regions: Iterable[str],
    *,
    noticed: Collection[str],
    conditions: Collection[str],
    is_late_pregnancy: bool,
    library: Library,
) -> ReleaseHelp | None:
    """The release for these regions: the first that has one, legs first. None where none may be drawn.

    `noticed` and `conditions` are codes of the entry and of the profile. From mid-pregnancy (`is_late_pregnancy`)
    nobody is drawn flat on the back: another position of the same muscle takes the place.
    Example: calf and lower back give the calf in bed, with the calf at a wall as the other position.
    """
    if not WITHHELD_WITH.isdisjoint(noticed):
        return None
    release = _first_with_release(regions, library)
    if release is None:
        return None
    positions = [release, *library.other_positions(release)]
    return _fitted([each for each in positions if _may_lie_so(each, is_late_pregnancy)], conditions)


def releases_to_show(
    *, conditions: Collection[str], is_late_pregnancy: bool, library: Library
) -> tuple[ReleaseHelp, ...]:
    """All releases as this person may see them, in the order of the file: none flat on the back from mid-pregnancy,
    and the sentence where the profile asks for it, once for a muscle."""
    by_place: dict[str, ReleaseHelp] = {}
    for release in library.releases.values():
        if _may_lie_so(release, is_late_pregnancy):
            shown = _fitted([release], conditions)
            by_place.setdefault(release.second_for or release.key if shown.sentence_instead else release.key, shown)
    return tuple(by_place.values())


def _may_lie_so(release: Release, is_late_pregnancy: bool) -> bool:
    return not (is_late_pregnancy and release.is_flat_on_back)


def _fitted(positions: list[Release], conditions: Collection[str]) -> ReleaseHelp:
    release, *alternatives = positions
    if not frozenset(release.instead_with).isdisjoint(conditions):
        return ReleaseHelp(release, sentence_instead=release.instead)
    return ReleaseHelp(release, tuple(alternatives))


def _first_with_release(regions: Iterable[str], library: Library) -> Release | None:
    by_region = {region: release for release in library.releases.values() for region in release.regions}
    with_release = [region for region in regions if region in by_region]
    if not with_release:
        return None
    return by_region[min(with_release, key=_legs_first)]


def _legs_first(region: str) -> tuple[bool, int]:
    return REGIONS[region].group != _LEG, list(REGIONS).index(region)
