"""Where a spasm was: a region with its side."""

from dataclasses import dataclass

from tracker.vocabulary.regions import BOTH, LEFT, REGIONS, RIGHT, SIDES


@dataclass(frozen=True, slots=True)
class RegionMark:
    """A region with its side ("" where it has none) and, for "other", the person's words."""

    region: str
    side: str = ""
    text: str = ""


def canonical_regions(marks: tuple[RegionMark, ...]) -> tuple[RegionMark, ...]:
    """Marks in vocabulary order; the left and the right of one region become both."""
    merged: dict[tuple[str, str], set[str]] = {}
    for mark in marks:
        merged.setdefault((mark.region, mark.text), set()).add(mark.side)
    result: list[RegionMark] = []
    for (region, text), sides in merged.items():
        if BOTH in sides or {LEFT, RIGHT} <= sides:
            sides = (sides - {LEFT, RIGHT}) | {BOTH}
        result.extend(RegionMark(region, side, text) for side in sides)
    return tuple(sorted(result, key=lambda m: (REGIONS.sort_key(m.region), m.text, SIDES.sort_key(m.side))))
