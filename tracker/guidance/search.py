"""Finds entries by words: all of them must be there, in the title, in what the entry is about, or in its text. Pure."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import lru_cache

from django.utils.translation import get_language

from tracker.guidance.conditions import CARD_CONDITIONS
from tracker.guidance.emergency import with_number
from tracker.guidance.schema import EMERGENCY, ENTRY_MOMENTS, TAKES_SELF_CARE_OFF, TOPICS, Disagreement, Entry
from tracker.vocabulary.conditions import CONDITIONS
from tracker.vocabulary.factors import FACTORS
from tracker.vocabulary.regions import GROUPS, REGIONS
from tracker.vocabulary.relief import RELIEF

SHORT = 3
"""A word of so many letters must stand there as it is, an s apart: "als" is not found in "also"."""
STEM, ENDING = 5, 3
"""Words that begin with so many equal letters and end in so few of their own count as one: breathe, breathing."""

_APOSTROPHES = re.compile(r"['\u2019]")
_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared: without case, accents and apostrophes.

    Example: "Parkinson's, CAFÉ" gives ["parkinsons", "cafe"].
    """
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text).casefold())
    return _WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))


def search(entries: Iterable[Entry], query: str) -> list[Entry]:
    """The entries that hold every word of the query, best first; none if the query has no word.

    A word counts most in the title, then in what the entry is about (topic, region, factor, relief, condition, sign),
    then in the text. Among equals the gravest comes first, then the order given. A word is found by its beginning.
    The emergency card of a place comes first whenever the place is named, whatever else is asked: "chest pain".

    Example: "calf cramp" finds what is meant for the calf or the leg and speaks of cramps.
    """
    query_words = words_of(query)
    if not query_words:
        return []
    scored = []
    for entry in entries:
        worth = [_worth(word, _shelves(entry, get_language())) for word in query_words]
        if _is_emergency_of(query_words, entry):
            scored.append((-1, False, entry))
        elif None not in worth:
            scored.append(
                (sum(each for each in worth if each is not None), entry.care not in TAKES_SELF_CARE_OFF, entry)
            )
    return [entry for _worth_of_all, _is_mild, entry in sorted(scored, key=lambda each: each[:2])]


def finds(disagreement: Disagreement, query: str) -> bool:
    """True if a disagreement holds every word of the query."""
    query_words = words_of(query)
    words = words_of(" ".join([disagreement.title, disagreement.reading, *(side.says for side in disagreement.sides)]))
    return bool(query_words) and all(any(_matches(word, token) for token in words) for word in query_words)


def _worth(word: str, shelves: Iterable[set[str]]) -> int | None:
    """The place of the first shelf that holds the word: 0 is the title; None: it is nowhere."""
    return next((at for at, shelf in enumerate(shelves) if any(_matches(word, token) for token in shelf)), None)


def _matches(word: str, token: str) -> bool:
    if len(word) <= SHORT:
        return token in {word, f"{word}s"}
    if token.startswith(word) or word == f"{token}s":
        return True
    if word[:STEM] != token[:STEM]:
        return False
    differing = (at for at, (ours, theirs) in enumerate(zip(word, token, strict=False)) if ours != theirs)
    shared = next(differing, min(len(word), len(token)))
    return max(len(word), len(token)) - shared <= ENDING


def _is_emergency_of(query_words: Collection[str], entry: Entry) -> bool:
    condition = CARD_CONDITIONS.get(entry.condition)
    if condition is None or entry.care != EMERGENCY:
        return False
    places = {str(REGIONS.label(region)) for when in condition.whens for region, _side in when.places}
    return not {word for label in places for word in words_of(label)}.isdisjoint(query_words)


@lru_cache(maxsize=2048)
def _shelves(entry: Entry, language: str) -> tuple[set[str], ...]:
    """Its title, what it is about, and its text, as words; the labels are those of the language of the moment."""
    texts = [entry.text, entry.what_to_do, *(caution.text for caution in entry.cautions)]
    return (
        set(words_of(entry.title)),
        set(words_of(" ".join(_labels(entry)))),
        set(words_of(with_number(" ".join(texts), ""))),
    )


def _labels(entry: Entry) -> Iterable[str]:
    """What an entry is about, as the app words it elsewhere."""
    yield str(TOPICS.label(entry.topic))
    for codes, vocabulary in (
        (entry.groups, GROUPS),
        (sorted(entry.places), REGIONS),
        (entry.factors, FACTORS),
        (entry.relief, RELIEF),
        (entry.conditions, CONDITIONS),
        (entry.moments, ENTRY_MOMENTS),
    ):
        yield from (str(vocabulary.label(code)) for code in codes)
    condition = CARD_CONDITIONS.get(entry.condition)
    yield from condition.says if condition else ()
