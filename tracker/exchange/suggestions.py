"""What a word of another app most likely means. None wherever a person has to decide: a neck has two sides."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from django.utils.translation import get_language

from tracker.exchange.foreign import ASK_COLUMNS, ASK_FACTOR, ASK_NOTICED, ASK_PLACE, ASK_RELIEF
from tracker.exchange.lists import write_regions
from tracker.records.regions import RegionMark
from tracker.vocabulary.episodes import NOTICED
from tracker.vocabulary.factors import FACTORS
from tracker.vocabulary.folding import folded_text
from tracker.vocabulary.regions import OTHER_REGION, REGIONS, SIDES, mark_words
from tracker.vocabulary.relief import RELIEF
from tracker.vocabulary.terms import NONE_OF_THESE, Term, Vocabulary

_COLUMN_NAMES = {
    "start": "start started start_time started_at begin began timestamp datetime date_time",
    "start-date": "date day start_date",
    "start-time": "time clock",
    "end": "end ended end_time ended_at stop stopped end_date",
    "duration": "duration length lasted how_long",
    "severity": "severity intensity strength pain pain_level rating how_strong",
    "place": "place where location body_part muscle region",
    "factors": "trigger triggers factor factors cause causes",
    "relief": "relief remedy remedies treatment what_helped helped medicine medication",
    "noticed": "symptoms symptom signs",
    "kind": "kind type",
    "note": "note notes comment comments remarks description",
}
_COLUMN_ROLES = {name: role for role, names in _COLUMN_NAMES.items() for name in names.split()}

_MORE_FACTORS = {
    "dehydration": "little-fluid",
    "lack of sleep": "poor-sleep",
    "bad sleep": "poor-sleep",
    "menstruation": "period",
    "fever": "illness-fever",
    "bad posture": "poor-posture",
    "missed medication": "missed-medicine",
}
_MORE_RELIEF = {
    "stretching": "gentle-stretch",
    "stretch": "gentle-stretch",
    "walking": "moving",
    "resting": "rest",
    "drinking water": "fluids",
    "heating pad": "heat",
    "heat pad": "heat",
    "ice": "cold",
    "ice pack": "cold",
    "cold pack": "cold",
}
_MORE_NOTICED = {"tingling": "numbness", "swollen": "swelling", "weak": "weakness", "stiff": "stiffness"}


def suggested(topic: str, word: str) -> str | None:
    """The value of a word of a file, where there is little doubt."""
    known = _KNOWN.get(topic)
    return known(get_language() or "").get(_key(topic, word)) if known else None


def _key(topic: str, word: str) -> str:
    if topic == ASK_COLUMNS:
        return "_".join(folded_text(word).replace("_", " ").split())
    return " ".join(folded_text(word).replace(",", " ").replace("(", " ").replace(")", " ").split())


@lru_cache
def _columns(_language: str) -> Mapping[str, str]:
    return _COLUMN_ROLES


@lru_cache
def _places(_language: str) -> Mapping[str, str]:
    """Regions with their side as the pages call them, and in other orders of the words: calf (left)."""
    known: dict[str, str] = {}
    for code, region in REGIONS.items():
        if code == OTHER_REGION:
            continue
        for side in region.sides:
            value = write_regions((RegionMark(code, side),))
            words = [mark_words(code, side)]
            if side:
                label = SIDES.label(side)
                names = (region.label, code.replace("-", " "))
                words += [words for name in names for words in (f"{label} {name}", f"{name} {label}")]
            known.update({_key(ASK_PLACE, each): value for each in words})
    return known


def _by_label(vocabulary: Vocabulary[Term], more: Mapping[str, str]) -> Callable[[str], Mapping[str, str]]:
    @lru_cache
    def known(_language: str) -> Mapping[str, str]:
        terms = [term for code, term in vocabulary.items() if code != NONE_OF_THESE]
        labels = {_key("", str(term.label)): term.code for term in terms}
        return {**more, **{term.code.replace("-", " "): term.code for term in terms}, **labels}

    return known


_KNOWN: Mapping[str, Callable[[str], Mapping[str, str]]] = {
    ASK_COLUMNS: _columns,
    ASK_PLACE: _places,
    ASK_FACTOR: _by_label(FACTORS, _MORE_FACTORS),
    ASK_RELIEF: _by_label(RELIEF, _MORE_RELIEF),
    ASK_NOTICED: _by_label(NOTICED, _MORE_NOTICED),
}
