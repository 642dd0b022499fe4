"""The pages of the guidance, and the parts that other pages include."""

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import NOON, make_episode, make_profile_item
from tests.html import Element, read_markup, read_page
from tracker.forms.episode import EpisodeForm
from tracker.guidance.assess import assess
from tracker.guidance.conditions import CARD_CONDITIONS
from tracker.guidance.engine import help_for
from tracker.guidance.entry_facts import EntryFacts
from tracker.guidance.loader import load_library
from tracker.guidance.questions import SAFETY_QUESTIONS
from tracker.models import Episode
from tracker.selectors.person import person_of

LIBRARY = load_library()
PAGES = [
    ("guidance", {}),
    ("guidance-entry", {"key": "stretch-gently"}),
    ("guidance-sources", {}),
    ("guidance-source", {"number": 1}),
]


def page(client, name, query="", **arguments) -> Element:
    response = client.get(reverse(name, kwargs=arguments) + query)
    assert response.status_code == 200
    return read_page(response)


@pytest.mark.parametrize(("name", "arguments"), PAGES)
def test_a_visitor_is_sent_to_the_door(client, name, arguments):
    response = client.get(reverse(name, kwargs=arguments))
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize(("name", "arguments"), PAGES)
def test_only_reading_is_allowed(alice_client, name, arguments):
    assert alice_client.post(reverse(name, kwargs=arguments)).status_code == 405


@pytest.mark.parametrize(("name", "arguments"), PAGES)
def test_a_page_says_that_no_clinician_reviewed_it(alice_client, name, arguments):
    text = page(alice_client, name, **arguments).text
    assert "clinician" in text
    assert "clinical guideline" in text


@pytest.mark.parametrize(("name", "arguments"), PAGES)
def test_a_page_reads_no_entry_of_a_diary_but_those_that_warn(alice_client, name, arguments):
    with CaptureQueriesContext(connection) as queries:
        page(alice_client, name, **arguments)
    read = [each["sql"] for each in queries if f'FROM "{Episode._meta.db_table}"' in each["sql"]]
    assert all("may_warn" in sql for sql in read)


def test_what_helps_for_a_calf(alice_client):
    shown = page(alice_client, "guidance", "?region=calf&side=left&moment=during")
    steps = ("Stretch or move", "For leg spasms, sip water", "Stop what you are doing")
    places = [shown.place_of(step) for step in steps]
    assert places == sorted(set(places))
    assert "Not during the spasm" in shown.text
    assert "Where the articles disagree" in shown.text
    assert not shown.has(".ask-now")


@pytest.mark.parametrize(("region", "title"), [("calf", "Stretch your calf in bed"), ("neck-back", "Rest your neck")])
def test_the_first_step_has_the_drawing_of_the_place_with_its_acts(alice_client, region, title):
    shown = page(alice_client, "guidance", f"?region={region}&side=middle" if region != "calf" else "?region=calf")
    first, *others = shown.all(".help-steps > li")
    assert [each.text for each in first.all("h4")] == [title]
    assert len(first.all(".release-figure")) == 1
    assert len(first.all(".release-acts > li")) == (3 if region == "calf" else 2)
    assert "The drawing is our own advice." in first.text
    assert "Example" not in first.text
    assert not any(other.has(".release-figure") for other in others)
    assert len(shown.all(".release-figure")) == 1


def test_the_drawn_step_leads_to_the_other_position(alice_client):
    first = page(alice_client, "guidance", "?region=calf").all(".help-steps > li")[0]
    assert f"{reverse('guidance-releases')}#calf-wall" in first.links


def test_anywhere_the_calf_is_an_example_that_is_folded(alice_client):
    first = page(alice_client, "guidance").all(".help-steps > li")[0]
    example = first.all("details")[0]
    assert example.one("summary").text == "Example: Stretch your calf in bed"
    assert "open" not in example.attributes
    assert example.has(".release-figure")
    assert example.one(".release-other").text == "Stretches for other muscles"
    assert not first.has("h4")


def test_anywhere_nothing_is_drawn_for_who_is_to_ask_a_physical_therapist(alice, alice_client):
    make_profile_item(alice, "condition", code="osteoporosis")
    shown = page(alice_client, "guidance")
    assert "Do only the stretches your physical therapist has shown you." in shown.text
    assert not shown.has(".release-figure")


def test_a_sentence_in_place_of_the_drawing_stands_before_the_steps(alice, alice_client):
    make_profile_item(alice, "condition", code="osteoporosis")
    shown = page(alice_client, "guidance", "?region=lower-back&side=middle")
    assert shown.one(".release-instead").place < shown.one(".help-steps").place
    assert not shown.has(".release-figure")


@pytest.mark.parametrize("query", ["?region=shin", "?region=calf&moment=after", "?moment=after", "?region=chest"])
def test_nothing_is_drawn_where_no_drawing_fits_and_after_a_spasm(alice_client, query):
    assert not page(alice_client, "guidance", query).has(".release-figure")


def chosen_place(shown):
    return shown.texts(".guide-filter a[aria-current]")


def test_the_usual_place_is_drawn_until_another_is_asked_for(alice, alice_client):
    for region, times in (("foot-sole", 1), ("calf", 2), ("thigh-front", 1)):
        for _n in range(times):
            make_episode(alice, regions=[(region, "left")])
    shown = page(alice_client, "guidance")
    assert chosen_place(shown) == ["left calf"]
    assert shown.one(".help-steps h4").text == "Stretch your calf in bed"
    # The first of the places, and what is chosen beside it keeps it.
    anywhere, usual = shown.all(".guide-filter a")[:2]
    assert usual.text == "left calf"
    assert all("region=calf&side=left" in link["href"] for link in shown.all(".guide-head .segments a"))
    assert chosen_place(page(alice_client, "guidance", anywhere["href"])) == ["anywhere"]
    assert chosen_place(page(alice_client, "guidance", "?moment=after")) == ["anywhere"]


def test_where_a_question_comes_first_the_usual_place_is_not_chosen_unasked(alice, alice_client):
    make_episode(alice, regions=[("chest", "left")])
    shown = page(alice_client, "guidance")
    assert chosen_place(shown) == ["anywhere"]
    assert not shown.has(".ask-now")


def test_what_helps_after(alice_client):
    text = page(alice_client, "guidance", "?region=calf&moment=after").text
    assert "What may help now that it’s over" in text
    assert "Not during the spasm" not in text


@pytest.mark.parametrize("query", ["?region=chest&side=right", "?region=upper-back", "?region=breathing-muscles"])
def test_about_the_chest_the_question_comes_before_any_step(alice_client, query):
    shown = page(alice_client, "guidance", query)
    assert "Does it feel tight, heavy or squeezing?" in shown.one(".ask-now").text
    assert not shown.has(".guidance-help")


def test_the_answer_no_shows_the_steps(alice_client):
    shown = page(alice_client, "guidance", "?region=chest&side=right&chest_signs=no")
    assert shown.has(".guidance-help")
    assert not shown.has(".care-emergency")


@pytest.mark.parametrize("answer", ["yes", "not-sure"])
def test_any_other_answer_shows_the_card_and_no_step(alice_client, answer):
    shown = page(alice_client, "guidance", f"?region=chest&side=right&chest_signs={answer}")
    assert shown.has(".care-emergency")
    assert not shown.has(".guidance-help")
    assert reverse("guidance-entry", kwargs={"key": "rest-a-few-days"}) not in shown.addresses


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("?region=tail", "Select a valid choice"),
        ("?side=up", "Select a valid choice"),
        ("?region=calf&side=middle", "Choose another side for this place: calf."),
        ("?moment=never", "Select a valid choice"),
        ("?region=%00&side=%F0%9F%A6%B5", "Select a valid choice"),
    ],
)
def test_a_query_that_makes_no_sense_is_said_and_still_helps(alice_client, query, message):
    text = page(alice_client, "guidance", query).text
    assert message in text
    assert "Stretch or move" in text


@pytest.mark.parametrize("key", LIBRARY.entries)
def test_every_entry_has_its_page(alice_client, key):
    entry = LIBRARY.entries[key]
    shown = page(alice_client, "guidance-entry", key=key)
    text = shown.text
    assert shown.one("h1").text == entry.title
    assert all(f"Source {number}," in text for number in entry.source_numbers)
    assert ("not from the five articles" in text) >= entry.is_general_safety


def test_an_entry_of_one_source_says_so(alice_client):
    text = page(alice_client, "guidance-entry", key="comfortable-wrap").text
    assert "Of the five articles, only source 2 says this." in text


def test_a_card_tells_when_it_is_shown(alice_client):
    text = page(alice_client, "guidance-entry", key="heart-or-lungs").text
    assert "You rated the spasm in your chest 7 or more" in text
    assert "A clinician has not reviewed them yet." in text


@pytest.mark.parametrize("key", ["unknown", "stretch-gentlyy", "STRETCH-GENTLY"])
def test_an_unknown_entry_is_not_found(alice_client, key):
    assert alice_client.get(f"/guidance/entries/{key}/").status_code == 404


@pytest.mark.parametrize("number", ["0", "6", "99999999999999999999"])
def test_an_unknown_source_is_not_found(alice_client, number):
    assert alice_client.get(f"/guidance/sources/{number}/").status_code == 404


@pytest.mark.parametrize("number", LIBRARY.sources)
def test_a_source_says_what_it_is_and_what_rests_on_it(alice_client, number):
    source = LIBRARY.sources[number]
    shown = page(alice_client, "guidance-source", number=number)
    assert source.kind.split(",")[0] in shown.text
    for entry, _cited in LIBRARY.citing(number):
        assert reverse("guidance-entry", kwargs={"key": entry.key}) in shown.links


def test_the_kinds_of_text_are_told(alice_client):
    text = page(alice_client, "guidance-sources").text
    assert "affiliate advertising" in text
    assert "clinic’s own page" in text


# Parts of other pages


def raised(**facts):
    return assess(EntryFacts(**facts), LIBRARY)


def test_a_raised_card_is_an_alert_that_begins_with_what_to_do_and_ends_with_where_it_is_from():
    card = raised(noticed=frozenset({"breathing-difficulty"})).cards[0]
    (alert,) = read_markup(render_to_string("tracker/parts/guidance_card.html", {"card": card})).all("[role=alert]")
    assert alert.name == "section"
    assert "Emergency. Get help now" in alert.text
    words = ("speak to a doctor today", "You found it hard to breathe.", "heart vessel")
    places = [alert.all("a[href='tel:112']")[0].place, *(alert.place_of(each) for each in words)]
    assert places == sorted(set(places))


@pytest.fixture
def logging(alice):
    def rendered(data=None, **context):
        form = EpisodeForm(data, person=person_of(alice), now=NOON)
        return read_markup(render_to_string("tracker/parts/safety_while_logging.html", {"form": form, **context}))

    return rendered


def test_the_form_carries_every_question_and_card_and_nothing_chosen(logging):
    part = logging()
    assert len(part.all(".live-card")) == len(CARD_CONDITIONS)
    assert len(part.all(".ask")) == len(SAFETY_QUESTIONS)
    assert len(part.all("[name=chest_signs]")) == 3
    assert not part.has("[checked]")
    assert not part.has("[role=alert]")
    assert not part.has("[class*=knows-]")


def test_the_form_tells_the_style_sheet_what_is_known(logging):
    assert logging(flags=["first-chest", "pregnant"]).one(".knows-first-chest.knows-pregnant")


@pytest.mark.parametrize(
    ("data", "chosen"),
    [
        ({"chest_signs": "not-sure"}, [("chest_signs", "not-sure")]),
        ({"follow_up_colder": "as-always"}, [("follow_up_colder", "as-always")]),
        ({"follow_up_locked": ["mouth", "wound"]}, [("follow_up_locked", "mouth"), ("follow_up_locked", "wound")]),
    ],
)
def test_the_form_keeps_the_answers(logging, data, chosen):
    assert [(box["name"], box["value"]) for box in logging(data).all("[checked]")] == chosen


def test_with_a_known_nerve_disease_the_form_asks_for_what_is_new(logging):
    assert "new or worse than usual" in logging(flags=["known-nerve-disease"]).text
    assert "new or worse than usual" not in logging().text


def test_no_link_leads_away_from_a_form_that_is_being_filled_in(logging):
    assert not logging().has("[href^='/']")


def test_help_has_its_steps_its_sources_and_can_be_taken_off():
    given = {"help": help_for(["calf"], "during", LIBRARY)}
    part = read_markup(render_to_string("tracker/parts/guidance_help.html", given)).one(".self-care")
    assert len(part.all("li .advice-title")) >= 5
    assert reverse("guidance-entry", kwargs={"key": "stretch-gently"}) in part.links


def test_another_place_is_chosen_from_all_once_it_is_asked_for(alice_client):
    page = read_page(alice_client.get(reverse("guidance")))
    assert not page.has("select[name=region]")
    (link,) = [each for each in page.all(".guide-filter a") if each.text == "another place"]
    page = read_page(alice_client.get(reverse("guidance") + link["href"]))
    assert page.has("select[name=region]")
    assert page.texts(".guide-filter a[aria-current]") == ["another place"]
    assert page.texts(".guide-head a[aria-current]") == ["During"]
