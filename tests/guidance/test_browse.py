"""The library narrowed: each filter alone, several at once, the order of reading, counts, and what stands beside."""

import pytest

from tracker.guidance.browse import (
    FACETS,
    BrowseFilters,
    browse,
    by_topic,
    counts,
    naming,
    neighbors,
    reading_order,
    regions_of_place,
    related,
)
from tracker.guidance.loader import load_library
from tracker.guidance.schema import Citation, Entry, Library
from tracker.vocabulary.regions import GROUPS, REGIONS

LIBRARY = load_library()


def entry(key, topic="causes", role="fact", **more):
    return Entry(key, "sources", role, topic, f"Title of {key}", "A text.", **more)


def library(*entries):
    return Library("en", {}, {each.key: each for each in entries}, {})


SMALL = library(
    entry("general", moments=("during", "after"), citations=(Citation(1, 1), Citation(2, 1))),
    entry("leg", groups=("leg",), moments=("during",), citations=(Citation(1, 1),)),
    entry("calf", regions=("calf",), topic="tests", citations=(Citation(2, 1),)),
    entry("not-calf", except_regions=("calf",), topic="tests"),
)


def browsed(**wanted):
    result = browse(BrowseFilters(**wanted), SMALL)
    return [each.key for each in result.meant], [each.key for each in result.general]


@pytest.mark.parametrize(
    ("wanted", "meant", "general"),
    [
        ({}, ["general", "leg", "calf", "not-calf"], []),
        ({"topic": "tests"}, ["calf", "not-calf"], []),
        ({"moment": "after"}, ["general"], []),
        ({"source": 2}, ["general", "calf"], []),
        ({"place": "calf"}, ["leg", "calf"], ["general"]),
        ({"place": "leg"}, ["leg", "calf"], ["general", "not-calf"]),
        ({"place": "shin"}, ["leg"], ["general", "not-calf"]),
        ({"place": "arm"}, [], ["general", "not-calf"]),
        ({"place": "calf", "moment": "during"}, ["leg"], ["general"]),
        ({"place": "calf", "source": 2, "topic": "causes"}, [], ["general"]),
        ({"words": "title leg"}, ["leg"], []),
        ({"words": "title", "topic": "tests", "place": "calf"}, ["calf"], []),
    ],
)
def test_what_is_asked_for_holds_together(wanted, meant, general):
    assert browsed(**wanted) == (meant, general)


def test_nothing_asked_is_everything():
    assert not BrowseFilters()
    assert len(browse(BrowseFilters(), LIBRARY).entries) == len(LIBRARY.entries)


def test_each_entry_is_found_once_at_most():
    for code in (*GROUPS, *REGIONS):
        keys = [each.key for each in browse(BrowseFilters(place=code), LIBRARY).entries]
        assert len(keys) == len(set(keys))


def test_words_alone_find_disagreements_too():
    result = browse(BrowseFilters(words="massage"), LIBRARY)
    assert [each.key for each in result.disagreements] == ["heat-cold-massage-when"]
    assert browse(BrowseFilters(words="massage", moment="after"), LIBRARY).disagreements == ()


def test_nothing_that_fits_is_empty():
    assert not browse(BrowseFilters(words="xyzzy"), LIBRARY)


def test_the_order_of_reading():
    mixed = [
        entry("fact", "what-helps", rank=1),
        entry("after", "what-helps", "step", moments=("after",), rank=1),
        entry("second", "what-helps", "step", moments=("during",), rank=20),
        entry("first", "what-helps", "avoid", moments=("during", "after"), rank=10),
        entry("card", "safety", "card", rank=90),
    ]
    assert [each.key for each in reading_order(mixed)] == ["card", "first", "second", "after", "fact"]


def test_when_to_get_help_is_read_by_how_urgent_it_is():
    mixed = [
        entry("doctor", "safety", "card", care="see-a-doctor", rank=1),
        entry("today", "safety", "card", care="urgent", rank=2),
        entry("now", "safety", care="emergency", rank=3),
        entry("now-raised", "safety", "card", care="emergency", rank=4),
        entry("heart", "conditions", care="emergency"),
        entry("other", "conditions", rank=10),
    ]
    assert [each.key for each in reading_order(mixed)] == ["now-raised", "now", "today", "doctor", "other", "heart"]


def test_the_rank_of_a_visit_does_not_order_the_library():
    mixed = [entry("one", moments=("visit",), rank=200), entry("two"), entry("early", rank=10)]
    assert [each.key for each in reading_order(mixed)] == ["early", "one", "two"]


def test_topics_without_an_entry_are_left_out():
    assert [(term.code, len(entries)) for term, entries in by_topic(SMALL.entries.values())] == [
        ("causes", 2),
        ("tests", 2),
    ]


def test_counts_beside_what_else_is_asked():
    assert counts("topic", BrowseFilters(), SMALL) == {"causes": 2, "tests": 2}
    assert counts("topic", BrowseFilters(topic="tests", source=2), SMALL) == {"causes": 1, "tests": 1}
    assert counts("moment", BrowseFilters(place="calf"), SMALL) == {"during": 2, "after": 1}
    assert counts("source", BrowseFilters(source=2), SMALL) == {1: 2, 2: 2}


def test_a_place_counts_what_is_meant_for_it():
    by_place = counts("place", BrowseFilters(), SMALL)
    assert (by_place["leg"], by_place["calf"], by_place["shin"], by_place["arm"]) == (2, 2, 1, 0)


def test_a_count_is_what_the_choice_then_shows():
    for topic, number in counts("topic", BrowseFilters(moment="after"), LIBRARY).items():
        assert len(browse(BrowseFilters(topic=topic, moment="after"), LIBRARY).entries) == number
    by_place = counts("place", BrowseFilters(), LIBRARY)
    for group in GROUPS:
        assert len(browse(BrowseFilters(place=group), LIBRARY).meant) == by_place[group]


def test_an_unknown_facet_is_refused():
    with pytest.raises(ValueError, match="'kind'"):
        counts("kind", BrowseFilters(), SMALL)
    assert "kind" not in FACETS


def test_the_regions_of_a_place():
    assert regions_of_place("calf") == ("calf",)
    assert set(regions_of_place("head")) == {"jaw-face", "eyelid"}
    assert regions_of_place("tail") == ()


def test_what_is_related_points_here_or_is_pointed_to_each_once():
    small = library(
        entry("one", see_also=("two",)),
        entry("two", see_also=("one",)),
        entry("three", see_also=("one",)),
        entry("special", instead_of="one"),
        entry("apart"),
    )
    assert [each.key for each in related(small.entries["one"], small)] == ["two", "three", "special"]
    assert [each.key for each in related(small.entries["special"], small)] == ["one"]
    assert related(small.entries["apart"], small) == []


def test_neighbors_stay_within_the_topic():
    calf, not_calf = SMALL.entries["calf"], SMALL.entries["not-calf"]
    assert neighbors(calf, SMALL) == (None, not_calf)
    assert neighbors(not_calf, SMALL) == (calf, None)


def test_the_entries_that_name_a_disagreement():
    for disagreement in LIBRARY.disagreements.values():
        named = naming(disagreement, LIBRARY)
        assert named
        assert all(disagreement.key in each.disagreements for each in named)
