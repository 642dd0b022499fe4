"""The library's pages: what they list, how filters combine, what an empty result says, what is on paper."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.html import Element, Form, read_page
from tracker.guidance import schema
from tracker.guidance.browse import BrowseFilters, browse, by_topic, naming
from tracker.guidance.loader import load_library
from tracker.models import Episode

LIBRARY = load_library()
CHEST_QUESTION = "tight, heavy or squeezing?"
PAGES = [("guidance-library", "?full=1"), ("guidance-library", "?q=cramp&where=calf"), ("guidance-disagreements", "")]
ENTRY = re.compile("/guidance/entries/([a-z0-9-]+)/")


def page(client, query="", name="guidance-library", **arguments) -> Element:
    response = client.get(reverse(name, kwargs=arguments) + query)
    assert response.status_code == 200
    return read_page(response)


def listed(part) -> list[str]:
    """The keys of the entries that a list names, in order."""
    return [found[1] for link in part.links if (found := ENTRY.fullmatch(link))]


def place_of(part, key) -> int:
    """Where the link to an entry stands, the first of them."""
    return part.all(f"a[href='{entry_page(key)}']")[0].place


def entry_page(key) -> str:
    return reverse("guidance-entry", kwargs={"key": key})


def keys(**wanted) -> set[str]:
    return {entry.key for entry in browse(BrowseFilters(**wanted), LIBRARY).entries}


@pytest.mark.parametrize(("name", "query"), PAGES)
def test_a_visitor_is_sent_to_the_door(client, name, query):
    response = client.get(reverse(name) + query)
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize(("name", "query"), PAGES)
def test_only_reading_is_allowed(alice_client, name, query):
    assert alice_client.post(reverse(name) + query).status_code == 405


@pytest.mark.parametrize(("name", "query"), PAGES)
def test_a_page_says_that_no_clinician_reviewed_it(alice_client, name, query):
    text = page(alice_client, query, name).text
    assert "No clinician has reviewed this app." in text
    assert "not clinical guidelines" in text


@pytest.mark.parametrize(("name", "query"), PAGES)
def test_a_page_reads_who_is_there_and_nothing_of_a_diary(alice_client, name, query):
    with CaptureQueriesContext(connection) as queries:
        page(alice_client, query, name)
    assert len(queries) <= 5
    # Only whether an entry of the last day takes self-care off is asked of the diary.
    read = [each["sql"] for each in queries if f'FROM "{Episode._meta.db_table}"' in each["sql"]]
    assert len(read) <= 1
    assert all("may_warn" in sql for sql in read)


def test_the_cost_does_not_depend_on_what_is_asked(alice_client):
    counted = []
    for query in ("", "?full=1", "?q=leg&topic=causes&moment=during&where=calf&source=3"):
        with CaptureQueriesContext(connection) as queries:
            page(alice_client, query)
        counted.append(len(queries))
    assert len(set(counted)) == 1


# The start


@pytest.mark.parametrize("name", ["guidance", "guidance-library"])
def test_every_topic_is_a_tap_away_with_its_count(alice_client, name):
    shown = page(alice_client, name=name)
    for topic, entries in by_topic(LIBRARY.entries.values()):
        row = shown.one(f"a[href='{reverse('guidance-library')}?topic={topic.code}']")
        assert str(topic.label) in row.text
        assert row.has("*", str(len(entries)))


def test_the_start_offers_moments_parts_of_the_body_and_sources(alice_client):
    links = page(alice_client).links
    assert {f"?moment={code}" for code in schema.ENTRY_MOMENTS} <= {*links}
    assert "?where=leg" in links
    for number in LIBRARY.sources:
        assert reverse("guidance-source", kwargs={"number": number}) in links
    assert reverse("guidance-disagreements") in links


def test_an_emergency_takes_the_library_off_the_page_of_what_helps(alice_client):
    shown = page(alice_client, "?region=chest&side=left&chest_signs=yes", "guidance")
    assert not [address for address in shown.addresses if "?topic=" in address]
    assert not shown.has(".library-search")


def test_every_entry_stands_under_its_topic(alice_client):
    for topic, entries in by_topic(LIBRARY.entries.values()):
        assert listed(page(alice_client, f"?topic={topic.code}")) == [entry.key for entry in entries]


def test_all_of_it_fits_on_one_page(alice_client):
    shown = page(alice_client, "?full=1")
    assert set(listed(shown)) == set(LIBRARY.entries)
    assert shown.has(".library-full")


# Filters


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("?moment=visit", {"moment": "visit"}),
        ("?topic=causes&source=5", {"topic": "causes", "source": 5}),
        ("?moment=after&source=2&q=heat", {"moment": "after", "source": 2, "words": "heat"}),
        ("?where=calf&topic=what-helps", {"place": "calf", "topic": "what-helps"}),
        ("?q=LEG+cramps", {"words": "LEG cramps"}),
    ],
)
def test_filters_combine(alice_client, query, wanted):
    shown = set(listed(page(alice_client, query)))
    assert shown == keys(**wanted)
    assert 0 < len(shown) < len(LIBRARY.entries)


def test_words_that_are_not_filtered_by_anything_else_find_disagreements(alice_client):
    assert f"{reverse('guidance-disagreements')}#twitch-or-spasm" in page(alice_client, "?q=twitch").links


def test_for_a_place_what_is_meant_for_it_stands_before_what_is_general(alice_client):
    shown = page(alice_client, "?where=calf&topic=what-helps")
    general = shown.place_of("For any part of the body")
    assert shown.place_of("Meant for: calf") < place_of(shown, "legs-and-fluid") < general
    assert general < place_of(shown, "stretch-gently")
    entry = shown.all(f"a[href='{entry_page('legs-and-fluid')}']")[0].closest("li")
    assert f"Meant for: {LIBRARY.entries['legs-and-fluid'].place_words}" in entry.one(".library-body").text


def test_a_place_for_which_nothing_is_meant_says_so(alice_client):
    assert "No entry is about this place alone." in page(alice_client, "?where=head").text


def test_a_long_part_names_its_topics_and_keeps_the_place(alice_client):
    shown = page(alice_client, "?where=calf")
    assert f"{reverse('guidance-library')}?where=calf&topic=causes" in shown.links
    assert "overused-muscle" not in listed(shown)
    assert "legs-and-fluid" in listed(shown)
    assert "overused-muscle" in listed(page(alice_client, "?where=calf&full=1"))


def test_what_was_asked_for_stands_in_the_form_and_can_be_taken_away_one_by_one(alice_client):
    shown = page(alice_client, "?q=leg&topic=causes&moment=&source=3")
    form = Form(shown.one("[type=search][name=q]").closest("form"))
    assert (form["q"], form["topic"]) == ("leg", "causes")
    assert "?topic=causes&moment=&source=3" in shown.links
    assert "?q=leg&moment=&source=3" in shown.links
    assert "?q=leg&topic=causes&moment=" in shown.links


def test_counts_stand_beside_the_choices(alice_client):
    text = page(alice_client, "?topic=tests").text
    assert f"Tests ({len(keys(topic='tests'))})" in text
    assert f"Treatments ({len(keys(topic='treatments'))})" in text
    assert "during a spasm (0)" in text


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("?topic=gossip", "Select a valid choice"),
        ("?moment=never", "Select a valid choice"),
        ("?where=tail", "Select a valid choice"),
        ("?source=6", "Select a valid choice"),
        ("?source=three", "Select a valid choice"),
        ("?q=%3F%21", "Type at least one word"),
        ("?q=" + "a" * 101, "at most 100 characters"),
        ("?q=%00", "Null characters are not allowed"),
    ],
)
def test_what_makes_no_sense_is_said_and_the_rest_still_shown(alice_client, query, message):
    shown = page(alice_client, query + "&full=1")
    assert message in shown.text
    assert set(listed(shown)) == set(LIBRARY.entries)


def test_an_empty_result_says_what_to_do(alice_client):
    shown = page(alice_client, "?q=xyzzy&topic=tests")
    assert "Nothing matches" in shown.text
    assert "Try one word instead of several" in shown.text
    assert "If this could be an emergency, do not look it up. Call 112." in shown.text
    assert "?topic=tests" in shown.links
    assert listed(shown) == []


def test_words_are_shown_as_they_were_typed_and_nothing_more(alice_client):
    response = alice_client.get(reverse("guidance-library"), {"q": "<script>alert(1)</script>"})
    assert b"<script>alert" not in response.content


# Safety and frames


@pytest.mark.parametrize("query", ["?where=chest", "?where=torso-front&moment=during", "?where=breathing-muscles"])
def test_about_the_chest_the_question_stands_before_any_entry(alice_client, query):
    shown = page(alice_client, query)
    assert shown.place_of(CHEST_QUESTION) < place_of(shown, listed(shown)[0])


@pytest.mark.parametrize("query", ["?where=calf", "?where=torso-back", "?topic=causes", ""])
def test_elsewhere_it_is_not_asked(alice_client, query):
    shown = page(alice_client, query)
    assert not shown.has(".ask-now")
    assert CHEST_QUESTION not in shown.text_without(".library-body")


@pytest.mark.parametrize("query", ["?topic=conditions", "?q=ALS", "?q=stroke", "?where=calf", "?full=1"])
def test_illnesses_carry_their_frame_in_every_list(alice_client, query):
    shown = page(alice_client, query)
    first = next(key for key in listed(shown) if LIBRARY.entries[key].topic == "conditions")
    assert shown.place_of("Most spasms come from overuse (sources 2 and 5).") < place_of(shown, first)


def test_other_lists_do_not_speak_of_illness(alice_client):
    assert "It says nothing about you." not in page(alice_client, "?topic=prevention").text


@pytest.mark.parametrize("moment", ["during", "after"])
@pytest.mark.parametrize("region", ["calf", "lower-back", "hand", "jaw-face", ""])
def test_rare_illnesses_are_for_the_library_alone(alice_client, region, moment):
    shown = listed(page(alice_client, f"?region={region}&moment={moment}&chest_signs=no", "guidance"))
    rare = {"als", "multiple-sclerosis", "parkinsons", "stroke", "dystonia"}
    assert shown
    assert not [key for key in shown if rare & set(LIBRARY.entries[key].conditions)]


# Paper


def test_a_list_carries_the_texts_and_sources_for_paper(alice_client):
    shown = page(alice_client, "?topic=what-to-leave")
    text, entry = shown.text, LIBRARY.entries["do-not-force-it"]
    assert not shown.has(".library-full")
    assert entry.text in text
    for cited in LIBRARY.cited(entry.citations):
        assert all(f"“{section}”, paragraph {paragraph}" in text for section, paragraph in cited.places)
    for source in LIBRARY.sources.values():
        assert f"Source {source.number}, “{source.title}”. {source.kind}" in text


# One entry, and where the articles disagree


def test_an_entry_leads_to_what_is_related_and_on_through_its_topic(alice_client):
    shown = page(alice_client, name="guidance-entry", key="what-a-spasm-is")
    assert {entry_page(key) for key in ("what-a-cramp-is", "what-a-twitch-is", "comes-suddenly")} <= {*shown.links}
    assert shown.has("a[rel=next]")
    assert not shown.has("[rel=prev]")
    assert f"{reverse('guidance-library')}?topic=what-it-is" in shown.links


def test_every_disagreement_stands_with_its_sides_its_reading_and_its_entries(alice_client):
    shown = page(alice_client, name="guidance-disagreements")
    for disagreement in LIBRARY.disagreements.values():
        part = shown.section(disagreement.key)
        assert disagreement.reading in part.text
        for side in disagreement.sides:
            assert side.says in part.text
            for cited in LIBRARY.cited(side.citations):
                assert reverse("guidance-source", kwargs={"number": cited.number}) in part.links
        assert listed(part) == [entry.key for entry in naming(disagreement, LIBRARY)]


def test_an_entry_leads_to_its_disagreement(alice_client):
    shown = page(alice_client, name="guidance-entry", key="stretch-gently")
    assert f"{reverse('guidance-disagreements')}#stretch-or-rest" in shown.links


@pytest.mark.parametrize("number", LIBRARY.sources)
def test_a_source_lists_its_entries_by_topic_with_their_places(alice_client, number):
    cited = {entry.key: cited for entry, cited in LIBRARY.citing(number)}
    part = page(alice_client, name="guidance-source", number=number).section("taken-title")
    assert listed(part) == [e.key for _t, entries in by_topic(LIBRARY.entries[k] for k in cited) for e in entries]
    for key, each in cited.items():
        row = part.one(f"a[href='{entry_page(key)}']").closest("li").text
        assert all(f"“{section}”, paragraph {paragraph}" in row for section, paragraph in each.places)
        assert ("only this source says so" in row) == LIBRARY.entries[key].stands_alone


def test_a_source_tells_what_was_left_out_and_why(alice_client):
    left_out, used = (page(alice_client, name="guidance-source", number=number).text for number in (4, 3))
    assert "Left out: 7 (advertising), 1 (leads into a list)." in left_out
    assert "Each of them is used in at least one entry." in used
