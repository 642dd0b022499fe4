"""A look that went through JSON and back is the same look."""

import json
from dataclasses import replace

from tests.analysis.test_factors import linked
from tracker.analysis.factor_records import as_data, look_from_data, outcome_from_data, repeat_from_data
from tracker.analysis.factors import factor_analysis


def through_json(value):
    return json.loads(json.dumps(as_data(value), allow_nan=False))


def test_looks_repeats_and_the_outcome_come_back_as_they_were():
    analysis = factor_analysis(linked(182))
    assert len(analysis.looks) == 2
    assert tuple(look_from_data(through_json(look)) for look in analysis.looks) == analysis.looks
    assert [repeat_from_data(through_json(each)) for each in analysis.repeats] == list(analysis.repeats) != []
    assert outcome_from_data(through_json(analysis.outcome)) == analysis.outcome


def test_an_infinite_bound_comes_back():
    look = factor_analysis(linked(92)).looks[0]
    judged = replace(look.judged[0], odds_ratio=replace(look.judged[0].odds_ratio, estimate=float("inf")))
    endless = replace(look, judged=(judged,))
    assert look_from_data(through_json(endless)) == endless


def test_no_words_are_stored():
    assert "method" not in json.dumps(as_data(factor_analysis(linked(92)).looks[0]))
