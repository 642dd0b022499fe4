"""Where the marks of a day's timeline stand, so that no words touch: rows from above, pixels from the left."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from tracker.analysis.day import Placed, Timeline
from tracker.charts.theme import SMALL_FONT, fitting, text_width
from tracker.wording.day import wordings_of

MOST_ROWS = 60
"""With more, words are left out; with more still, the table has the rest."""
BAR, ARROW = 14, 8
"""Pixels: how high a bar and how wide a dot is; how far an arrow reaches."""
SHORTEST, STUMP = 6, 40
"""Pixels: the shortest bar, so that one of half a minute can be seen, and the bar of one without an end."""
LANE_GAP, _BETWEEN = 6, 14
ON_THE_RIGHT, ON_THE_LEFT, BELOW = 1, -1, 0
_Span: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an entry is drawn: rows from above, pixels from the left."""

    entry: Placed
    row: int
    left: float
    right: float
    """Ends of the mark, with its arrows."""
    number: str
    side: int
    """ON_THE_RIGHT, ON_THE_LEFT or BELOW: on which side of the mark the number is. Words come beyond it."""
    words: str
    words_row: int
    """The row of the mark, or the one below."""
    label_left: float
    label_right: float
    """Ends of the words, with the number if it stands with them."""


def spots_of(result: Timeline, width: float) -> tuple[list[Spot], int]:
    """A place for every entry where nothing touches, and how many found none. Words give way before entries do."""
    for with_words in (True, False):
        taken: dict[int, list[_Span]] = {}
        spots = []
        for entry in result.entries:
            spot = _spot(entry, result, width, taken, with_words=with_words)
            if spot:
                spots.append(spot)
            elif with_words:
                break
        if len(spots) == len(result.entries):
            break
    return spots, len(result.entries) - len(spots)


def _spot(
    entry: Placed, result: Timeline, width: float, taken: dict[int, list[_Span]], *, with_words: bool
) -> Spot | None:
    """The first row in which the mark and its words have room; None if no row of MOST_ROWS has."""
    left, right = _ends(entry, result, width)
    number = "?" if entry.intensity is None else str(entry.intensity)
    on_right, on_left = width - right - LANE_GAP, left - LANE_GAP
    wordings = wordings_of(entry) if with_words else [""]
    beside = _beside(wordings, number_room(number), on_right, on_left)
    is_below = beside is None
    if beside is None:
        # Never cut off beside the mark: the side would be lost first.
        side = next(
            (side for side, room in ((ON_THE_RIGHT, on_right), (ON_THE_LEFT, on_left)) if room >= number_room(number)),
            BELOW,
        )
        with_number = number_room(number) if side == BELOW else 0
        room = width - with_number
        fullest = next((words for words in wordings if text_width(words, SMALL_FONT) <= room), wordings[-1])
        words = fitting(fullest, room, SMALL_FONT)
        label_width = with_number + text_width(words, SMALL_FONT)
        label_left = max(0, min(left, width - label_width))
    else:
        words, label_width, side = beside
        label_left = right + LANE_GAP if side == ON_THE_RIGHT else left - LANE_GAP - label_width
    label = (label_left, label_left + label_width)
    number_ends = {
        ON_THE_RIGHT: right + LANE_GAP + number_room(number),
        ON_THE_LEFT: left - LANE_GAP - number_room(number),
        BELOW: left,
    }
    span = (min(left, number_ends[side], label[0]), max(right, number_ends[side], label[1]))
    rows = 1 + is_below
    # Words below a mark keep its own row free above them, so that they are nobody else's.
    free = (
        row for row in range(MOST_ROWS - is_below) if all(_is_free(taken.get(row + n, ()), span) for n in range(rows))
    )
    row = next(free, None)
    if row is None:
        return None
    for n in range(rows):
        taken.setdefault(row + n, []).append(span)
    return Spot(entry, row, left, right, number, side, words, row + is_below, *label)


def number_room(number: str) -> float:
    """How much room a number takes, in bold, with the space between it and words."""
    return text_width(number, SMALL_FONT) * 1.2 + 5


def _ends(entry: Placed, result: Timeline, width: float) -> tuple[float, float]:
    """Left and right end of the mark."""
    left = entry.begins / result.hours * width
    if entry.is_ongoing:
        left = min(left, width - SHORTEST)
        right = min(left + STUMP, width)
    elif entry.ends is None:
        left = min(left, width - BAR)
        right = left + BAR
    else:
        right = max(entry.ends / result.hours * width, left + SHORTEST)
        left, right = (left, right) if right <= width else (width - (right - left), width)
    return left - ARROW * entry.came_in, right + ARROW * entry.runs_on


def _beside(wordings: list[str], number_width: float, on_right: float, on_left: float) -> tuple[str, float, int] | None:
    """The fullest wording that fits beside the mark, its width with the number, and on which side; None: none."""
    for words in wordings:
        needed = number_width + text_width(words, SMALL_FONT)
        if needed <= on_right or needed <= on_left:
            return words, needed, ON_THE_RIGHT if needed <= on_right else ON_THE_LEFT
    return None


def _is_free(taken: Iterable[_Span], span: _Span) -> bool:
    return all(span[1] + _BETWEEN <= left or right + _BETWEEN <= span[0] for left, right in taken)
