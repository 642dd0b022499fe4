"""Which entries say something, as masks of the diary's entries, shape (entries,). Pure.

Each comes with its counterpart: which entries answered the question at all. "None of these" is an answer.
"""

from collections.abc import Collection

import numpy as np

from tracker.analysis.relief import HELPED_FROM
from tracker.diary import NOT_ANSWERED, NOTICED_CODES, ONSET_CODES, REGION_CODES, Diary


def _named(diary: Diary, episode: np.ndarray) -> np.ndarray:
    """A mask of the entries whose rows are given."""
    named = np.zeros(len(diary.episodes), bool)
    named[episode] = True
    return named


def _among(places: np.ndarray, codes: Collection[str], known: tuple[str, ...]) -> np.ndarray:
    """Which of these places are those of the codes."""
    return np.isin(places, [known.index(code) for code in codes if code in known])


def noticed(diary: Diary, *codes: str) -> np.ndarray:
    """Entries that noticed at least one of these signs."""
    signs = diary.signs
    return _named(diary, signs.episode[_among(signs.sign, codes, NOTICED_CODES)])


def says_what_was_noticed(diary: Diary) -> np.ndarray:
    return _named(diary, diary.signs.episode)


def followed_up(diary: Diary, question: str, answer: str) -> np.ndarray:
    """Entries that answered this safety question so."""
    answers = diary.follow_ups
    matching = [place for place, pair in enumerate(answers.pairs) if pair == (question, answer)]
    return _named(diary, answers.episode[np.isin(answers.what, matching)])


def in_regions(diary: Diary, codes: Collection[str]) -> np.ndarray:
    """Entries in at least one of these regions, on whichever side."""
    marks = diary.marks
    return _named(diary, marks.episode[_among(marks.region, codes, REGION_CODES)])


def says_where(diary: Diary) -> np.ndarray:
    return _named(diary, diary.marks.episode[diary.marks.region != NOT_ANSWERED])


def suspecting(diary: Diary, *codes: str) -> np.ndarray:
    """Entries that suspect at least one of these factors."""
    suspects = diary.suspects
    return _named(diary, suspects.episode[_among(suspects.factor, codes, suspects.codes)])


def says_what_is_suspected(diary: Diary) -> np.ndarray:
    return _named(diary, diary.suspects.episode)


def at_onset(diary: Diary, *codes: str) -> np.ndarray:
    """Entries that began during one of these."""
    return _among(diary.onsets.at_onset, codes, ONSET_CODES)


def says_onset(diary: Diary) -> np.ndarray:
    says: np.ndarray = diary.onsets.at_onset != NOT_ANSWERED
    return says


def used(diary: Diary, codes: Collection[str]) -> np.ndarray:
    """Which uses, shape (uses,), are of one of these things, whatever their text."""
    return np.isin(diary.uses.what, [place for place, (code, _text) in enumerate(diary.uses.things) if code in codes])


def with_uses(diary: Diary, which: np.ndarray) -> np.ndarray:
    """Entries with at least one of these uses, given as a mask of shape (uses,)."""
    return _named(diary, diary.uses.episode[which])


def is_rated(diary: Diary) -> np.ndarray:
    """Which uses, shape (uses,), say how well they helped."""
    rated: np.ndarray = diary.uses.effect != NOT_ANSWERED
    return rated


def has_helped(diary: Diary) -> np.ndarray:
    """Which uses, shape (uses,), are rated as having helped, slightly at least."""
    return diary.uses.effect >= HELPED_FROM
