"""What is raised can be stored and read again, without words; and no sentence says what may not be said."""

import json
import re

import pytest

from tests.analysis.patterns.logs import each
from tests.guidance.files import forbidden_phrasings
from tests.guidance.rules.diary_cards import card_of_rule, facts
from tests.guidance.rules.test_thresholds_of_rules import FIRES, card_of, raised_where_it_fires
from tracker.analysis.factors import LINK_STATES
from tracker.guidance.rules.registry import explain
from tracker.guidance.rules.rule import LogCard

FORBIDDEN = forbidden_phrasings()
NEVER = r"\bcauses?\b|\bproven\b|trigger|\bavoid\b|95 ?%|confidence|\bsure\b|diagnos|\bunanswered\b"


def test_it_comes_back_from_json_as_it_was():
    matches = [each for name in FIRES for each in raised_where_it_fires(name)]
    again = [LogCard.from_data(json.loads(json.dumps(each.as_data()))) for each in matches]
    assert again == matches
    assert [explain(each) for each in again] == [explain(each) for each in matches]


def test_it_stores_no_words():
    stored = {name: json.dumps(card_of(name).as_data(), ensure_ascii=False) for name in FIRES}
    assert [name for name, data in stored.items() if explain(card_of(name)) in data] == []


@pytest.mark.parametrize("data", [None, [], {}, {"key": "stress"}, LogCard("a", "b").as_data() | {"color": "red"}])
def test_data_of_another_version_is_refused(data):
    with pytest.raises(ValueError, match="another version"):
        LogCard.from_data(data)


def sentences():
    for name in FIRES:
        yield from (explain(each) for each in raised_where_it_fires(name))
    for verdict in LINK_STATES:
        for way in ("more", "less", ""):
            entries = each(range(6), factors=("stress",))
            yield explain(card_of_rule("stress", *entries, verdicts={"stress": verdict}, directions={"stress": way}))


def test_no_sentence_diagnoses_promises_prescribes_or_frightens():
    said = list(sentences())
    assert len(said) > len(FIRES)
    patterns = [NEVER, *(each.pattern for each in FORBIDDEN)]
    # "Not proof of cause" is what a verdict says: the one place where the word stands, to deny it.
    plain = [sentence.replace("not proof of cause", "") for sentence in said]
    matches = [(sentence, pattern) for sentence in plain for pattern in patterns if re.search(pattern, sentence, re.I)]
    assert matches == []


def test_a_sentence_that_says_so_would_be_found():
    assert re.search(NEVER, "Stress is the cause of your spasms.")


def test_every_sentence_has_its_numbers():
    counted = {name: explain(card_of(name)) for name in FIRES if name != "profile-condition"}
    assert [sentence for sentence in counted.values() if not re.search(r"\d", sentence)] == []


def test_a_pattern_that_was_not_computed_is_no_pattern_that_does_not_hold():
    with pytest.raises(KeyError, match="no 'weather'"):
        facts().pattern("weather")


def test_no_sentence_is_longer_than_twenty_words():
    long = {part for sentence in sentences() for part in re.split(r"(?<=[.!?]) ", sentence) if len(part.split()) > 20}
    assert long == set()
