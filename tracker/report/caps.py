"""How much page 1 holds, in one place: with the longest of everything it is still one page, and read in a minute.

What is cut, but for a name, is whole on page 2, and page 1 says so.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Caps:
    """The room on page 1 for what has no end by itself: how many of each, and how many characters of one."""

    questions: int
    question_characters: int
    sign_rows: int
    """Of warning signs: rows of SIGN_ROW_CHARACTERS, of which each sign takes one or more."""
    conditions: int
    medicines: int
    item_characters: int
    """Of a condition, or a medicine with its dose; its dates come on top."""
    changes: int
    change_characters: int
    remedies: int
    remedy_characters: int
    name_characters: int
    characters: int
    """Of all of page 1, whatever it holds: what a layout can count on."""


ORDINARY_CAPS = Caps(
    questions=3,
    question_characters=140,
    sign_rows=13,
    conditions=4,
    medicines=6,
    item_characters=60,
    changes=4,
    change_characters=45,
    remedies=5,
    remedy_characters=40,
    name_characters=80,
    characters=4_000,
)
LARGE_CAPS = Caps(
    questions=3,
    question_characters=80,
    sign_rows=8,
    conditions=2,
    medicines=3,
    item_characters=40,
    changes=2,
    change_characters=35,
    remedies=2,
    remedy_characters=30,
    name_characters=50,
    characters=2_700,
)
"""In large print, which has about half the room."""

SIGN_ROW_CHARACTERS = 76
SIGN_TICKS = 2
"""Ticks of one safety question that page 1 names."""
MOST_TIME_ZONES = 3
WORDS_READ_ALOUD = 180
"""Of a page 1 as people have it, besides its numbers and dates: about a minute."""

MOST_LOOKS = 6
MOST_WORST_ENTRIES = 5
MOST_LISTED_ENTRIES = 2_000
"""Entries that one file lists; the rest is in the CSV."""


def caps_of(*, is_large: bool) -> Caps:
    """The room of page 1 in ordinary or large print."""
    return LARGE_CAPS if is_large else ORDINARY_CAPS


MOST_DAYS_WITHOUT_YEAR = 366
"""Over more days than these a date is said with its year: it could be any of several."""
