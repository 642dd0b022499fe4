"""Illnesses and what spasms can lead to: all that the profile can name is told, by its sources, and in proportion."""

import pytest

from tracker.guidance import schema
from tracker.guidance.engine import help_for
from tracker.guidance.loader import load_library
from tracker.guidance.schema import Citation
from tracker.vocabulary.conditions import CONDITIONS
from tracker.vocabulary.regions import REGIONS

LIBRARY = load_library()
OURS = [entry for entry in LIBRARY.entries.values() if entry.topic in {"conditions", "complications"}]
FRAME = "Most spasms come from overuse (sources 2 and 5)."
OVERUSE = {Citation(2, 3), Citation(2, 7), Citation(5, 6)}
"""What the frame rests on."""
NO_SOURCE_TIES_THEM = {"osteoporosis", "joint-replacement"}
"""In the profile because they change what can be stretched, not because an article names them."""
RARE = {"als", "multiple-sclerosis", "parkinsons", "stroke", "dystonia"}
ABOUT_RARE = [entry for entry in OURS if RARE & set(entry.conditions)]


@pytest.mark.parametrize(
    ("condition", "sources"),
    [
        ("diabetes", {1, 2, 3, 5}),
        ("anemia", {2, 5}),
        ("atherosclerosis", {1, 2, 5}),
        ("kidney-failure", {1, 3}),
        ("heart-failure", {3}),
        ("thyroid-disorder", {3}),
        ("hormonal-disorder", {1}),
        ("multiple-sclerosis", {1, 2, 3, 5}),
        ("parkinsons", {5}),
        ("stroke", {1, 3}),
        ("als", {3}),
        ("spinal-cord-injury", {1, 5}),
        ("dystonia", {1, 2}),
        ("nerve-disorder", {1, 2, 3, 5}),
        ("fibromyalgia", {1, 3}),
        ("myofascial-pain", {3}),
        ("myositis", {3}),
        ("chronic-back-pain", {3}),
        ("osteochondrosis", {3}),
        ("spinal-stenosis", {3}),
        ("herniated-disc", {3, 4}),
        ("facet-joint-trouble", {4}),
        ("scoliosis", {4}),
        ("sciatica", {4}),
        ("pinched-nerve", {3, 4}),
        ("tendinitis", {3}),
        ("arthritis", {3}),
        ("restless-legs", {3}),
        ("pregnancy", {5}),
    ],
)
def test_an_illness_is_told_with_the_sources_that_name_it(condition, sources):
    cited = {each for entry in OURS if condition in entry.conditions for each in entry.citations}
    assert {each.source for each in cited - OVERUSE} == sources


def test_every_illness_of_the_profile_is_told():
    told = {code for entry in LIBRARY.entries.values() for code in entry.conditions}
    assert set(CONDITIONS) - told == NO_SOURCE_TIES_THEM


def test_a_condition_that_no_source_ties_to_spasms_changes_a_step():
    cautions = [caution for entry in LIBRARY.entries.values() for caution in entry.cautions]
    assert {code for caution in cautions if caution.instead for code in caution.conditions} >= NO_SOURCE_TIES_THEM


def test_a_rare_illness_comes_after_what_is_common():
    assert {code for entry in ABOUT_RARE for code in entry.conditions} >= RARE
    assert [entry.key for entry in ABOUT_RARE if not entry.text.startswith(FRAME)] == []
    assert [entry.key for entry in ABOUT_RARE if not set(entry.citations) >= OVERUSE] == []


def test_that_most_spasms_come_from_overuse_is_said_by_sources_2_and_5():
    framed = [entry for entry in LIBRARY.entries.values() if "ost spasms come from overuse" in entry.text]
    assert framed
    for entry in framed:
        assert "ost spasms come from overuse (sources 2 and 5)." in entry.text, entry.key
        assert Citation(4, 4) not in entry.citations, entry.key
        assert {2, 5} <= set(entry.source_numbers), entry.key


def test_a_rare_illness_is_for_the_library_and_for_who_has_it():
    assert [entry.key for entry in ABOUT_RARE if entry.moments or entry.role != schema.FACT] == []


@pytest.mark.parametrize("moment", ["during", "after"])
def test_no_illness_is_told_beside_a_spasm(moment):
    ours = {entry.key for entry in OURS}
    shown = {(region, advice.entry.key) for region in REGIONS for advice in help_for([region], moment, LIBRARY).more}
    assert {(region, key) for region, key in shown if key in ours} == set()


def test_an_illness_is_a_fact_and_raises_nothing():
    assert [entry.key for entry in OURS if (entry.role, entry.origin) != (schema.FACT, schema.SOURCES)] == []


def test_in_pregnancy_the_reason_is_not_known():
    entry = LIBRARY.entries["pregnancy"]
    assert "The cause is not known (source 5)." in entry.text
    assert "bleeding" in entry.cautions[0].text


def test_weight_in_pregnancy_is_in_the_library_alone():
    entry = LIBRARY.entries["leg-cramps-in-pregnancy"]
    assert (entry.conditions, entry.moments, entry.care) == ((), (), schema.SELF_CARE)
    assert [each.key for each in OURS if "weight" in each.text] == ["leg-cramps-in-pregnancy"]


def test_kidney_disease_comes_with_the_caution_about_drinks_and_minerals():
    caution = LIBRARY.entries["kidney-disease"].cautions[0]
    assert "Ask your doctor" in caution.text
    assert caution.conditions == ("kidney-failure",)


def test_a_heart_vessel_is_a_different_thing_and_an_emergency():
    entry = LIBRARY.entries["spasm-of-a-heart-vessel"]
    assert "not a muscle you can stretch" in entry.text
    assert entry.care == schema.EMERGENCY
    assert "{number}" in entry.what_to_do
    assert "not from the five articles" in entry.beyond_sources


def test_what_lasting_pain_does_is_put_gently():
    entry = LIBRARY.entries["pain-wears-people-down"]
    assert "tell your doctor" in entry.text
    assert schema.ENTRY_VISIT in entry.moments
