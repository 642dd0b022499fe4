"""The page of questions for the visit."""

import uuid
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from tests.factories import NOON, make_episode, make_visit
from tests.html import Element, read_page
from tracker.guidance.loader import load_library
from tracker.models import Question
from tracker.models.question import QUESTION_LENGTH
from tracker.pages.question_origins import CAN_WAIT
from tracker.selectors.person import person_of
from tracker.services import questions as service
from tracker.services.episodes import delete_episode, undo
from tracker.vocabulary.regions import REGIONS

TODAY = NOON.date()


@pytest.fixture
def rows(alice):
    return [service.keep_question(alice, text, TODAY) for text in ("First?", "Second?", "Third?")]


def page(client) -> Element:
    return read_page(client.get(reverse("questions")))


def tap(client, name, row, data=None):
    return client.post(reverse(name, args=[row.uid]), data or {}, follow=True)


def texts(owner):
    return list(Question.objects.filter(owner=owner, answered_on=None).values_list("text", flat=True))


def test_an_empty_page_says_what_it_is_for(alice_client):
    assert "Add your questions as they come to mind" in page(alice_client).text


def test_a_question_is_added_once(alice_client, alice):
    data = {"text": "  Is it the magnesium?\r\nReally? ", "uid": str(uuid.uuid4())}
    for _ in range(2):
        response = alice_client.post(reverse("questions"), data, follow=True)
    assert "Saved for your next visit." in read_page(response).text
    assert len(texts(alice)) == 1
    assert "Is it the magnesium?" in page(alice_client).text


@pytest.mark.parametrize("text", ["", "   ", "x" * 501, "\x00"])
def test_what_cannot_be_kept_is_said_beside_the_field(alice_client, text):
    response = alice_client.post(reverse("questions"), {"text": text, "uid": str(uuid.uuid4())})
    assert response.status_code == 422
    field = read_page(response).one("textarea[name=text]")
    assert "is-invalid" in field.classes
    assert read_page(response).one(".invalid-feedback").text
    assert not Question.objects.exists()


def test_a_broken_uid_keeps_nothing_and_breaks_nothing(alice_client):
    assert alice_client.post(reverse("questions"), {"text": "Why?", "uid": "nonsense"}).status_code == 422


def test_markup_is_shown_as_it_was_typed(alice_client, alice):
    service.keep_question(alice, "<b>Why?</b>", TODAY)
    assert "<b>Why?</b>" in page(alice_client).text


def test_one_place_up_and_down(alice_client, alice, rows):
    tap(alice_client, "question-move", rows[2], {"up": "1"})
    assert texts(alice) == ["First?", "Third?", "Second?"]
    tap(alice_client, "question-move", rows[0], {"down": "1"})
    assert texts(alice) == ["Third?", "First?", "Second?"]


def test_ends_cannot_be_moved_over(alice_client, rows):
    shown = page(alice_client)
    assert [row.values("button[disabled]", "name") for row in shown.all(".question")] == [["up"], [], ["down"]]


def test_other_words(alice_client, alice, rows):
    shown = read_page(alice_client.get(reverse("question-change", args=[rows[0].uid])))
    assert shown.one("textarea[name=text]").text == "First?"
    tap(alice_client, "question-change", rows[0], {"text": "And first?"})
    assert texts(alice)[0] == "And first?"
    assert alice_client.post(reverse("question-change", args=[rows[0].uid]), {"text": ""}).status_code == 422


def test_a_question_changed_from_a_visit_leads_back_to_it(alice_client, alice, rows):
    visit = make_visit(alice)
    address = f"{reverse('question-change', args=[rows[0].uid])}?visit={visit.uid}"
    assert address in read_page(alice_client.get(reverse("visit", args=[visit.uid]))).links
    back = f"{reverse('visit', args=[visit.uid])}#questions"
    assert back in read_page(alice_client.get(address)).links
    assert alice_client.post(address, {"text": "And first?"}).url == back


@pytest.mark.parametrize("whose", ["nobody's", "broken", "bob's"])
def test_a_visit_that_is_not_there_leads_to_the_list(alice_client, bob, rows, whose):
    uid = {"nobody's": uuid.uuid4(), "broken": "nonsense", "bob's": make_visit(bob).uid}[whose]
    address = f"{reverse('question-change', args=[rows[0].uid])}?visit={uid}"
    assert alice_client.get(address).context["page"].visit is None
    assert alice_client.post(address, {"text": "And first?"}).url == reverse("questions")


def test_a_card_reads_as_a_question_until_it_is_worded(alice_client, alice):
    row = service.keep_card(alice, "relief-without-help", "fluids", TODAY)
    assert "drinking something" in page(alice_client).text
    assert reverse("guidance-why", args=["relief-without-help"]) + "?about=fluids" in page(alice_client).links
    form = alice_client.get(reverse("question-change", args=[row.uid])).context["page"].form
    tap(alice_client, "question-change", row, {"text": form.initial["text"]})
    assert Question.objects.get().text == ""
    tap(alice_client, "question-change", row, {"text": "Why not?"})
    assert Question.objects.get().text == "Why not?"


def test_a_card_that_is_gone_from_the_library_is_still_listed(alice_client, alice):
    service.keep_card(alice, "long-gone", "", TODAY)
    shown = page(alice_client)
    assert "long-gone" in shown.text
    assert not [address for address in shown.addresses if "/guidance/why/" in address]


def test_a_card_of_an_earlier_version_still_reads_as_it_did(alice_client, alice):
    service.keep_card(alice, "getting-worse", "", NOON.date())
    shown = page(alice_client)
    assert "What do you think about “More spasms than in the month before, or more severe ones”?" in shown.text
    assert reverse("guidance-why", args=["getting-worse"]) not in shown.addresses


def test_of_a_hundred_questions_all_but_the_first_dozen_are_folded(alice_client, alice):
    for n in range(100):
        service.keep_question(alice, f"Question {n}?", TODAY)
    shown = page(alice_client)
    assert len(shown.all(".question")) == 100
    assert len(shown.all("details .question")) == 88
    assert "88 more questions" in shown.text
    for way, end in (("up", 0), ("down", 99)):
        buttons, off = shown.all(f"button[name={way}]"), shown.all(f"button[name={way}][disabled]")
        assert [n for n, each in enumerate(buttons) if each in off] == [end]


def test_answered_and_open_again(alice_client, alice, rows):
    tap(alice_client, "question-answered", rows[0])
    assert texts(alice) == ["Second?", "Third?"]
    assert "1 answered question" in page(alice_client).text
    tap(alice_client, "question-answered", rows[0], {"undo": "1"})
    assert texts(alice) == ["First?", "Second?", "Third?"]


def test_removed_and_brought_back_by_the_message(alice_client, alice, rows):
    response = tap(alice_client, "question-remove", rows[1])
    assert texts(alice) == ["First?", "Third?"]
    undo = read_page(response).one("form[action^='/questions/removed/']")["action"]
    alice_client.post(undo)
    assert texts(alice) == ["First?", "Second?", "Third?"]


def test_the_second_of_two_taps_is_no_error(alice_client, rows):
    tap(alice_client, "question-remove", rows[1])
    assert tap(alice_client, "question-remove", rows[1]).status_code == 200


def test_another_persons_questions_are_never_there(bob_client, rows):
    assert "First?" not in bob_client.get(reverse("questions")).content.decode()


def ask_about(client, code, **more):
    return client.get(reverse("questions"), {"about": code, **more})


def about(client, code, text, **more):
    address = f"{reverse('questions')}?{urlencode({'about': code, **more})}"
    return client.post(address, {"text": text, "uid": str(uuid.uuid4())})


@pytest.mark.parametrize(
    ("code", "begins", "leads_to", "link"),
    [
        ("day:2026-05-04", "What do you think about 4 May 2026?", "/diary/2026-05-04/", "That day"),
        ("chart:weekly", "What does the chart “How often” tell you?", "/trends/weekly/", "The chart"),
        ("guide:keep-active", "What do you think about “", "/guidance/entries/keep-active/", "In the guide"),
    ],
)
def test_a_question_is_written_from_anywhere_and_leads_back(alice_client, alice, code, begins, leads_to, link):
    assert begins in alice_client.get(reverse("questions"), {"about": code}).context["page"].form["text"].value()
    response = about(alice_client, code, "Is that much?")
    assert (response.status_code, response["Location"]) == (302, leads_to)
    assert Question.objects.get(owner=alice).written_from == code
    assert page(alice_client).one(f"a[href='{leads_to}']").text.startswith(link)


def test_a_question_about_an_entry_names_its_place_and_day(alice_client, alice):
    entry = make_episode(alice, regions=[("calf", "left")], note="A trombone")
    code = f"entry:{entry.uid}"
    shown = read_page(alice_client.get(reverse("episode", args=[entry.uid])))
    assert f"{reverse('questions')}?about={code}" in shown.links
    asked = ask_about(alice_client, code).context["page"].form["text"].value()
    assert " (left calf)?" in asked
    assert "trombone" not in asked
    assert about(alice_client, code, asked)["Location"] == reverse("episode", args=[entry.uid])
    assert page(alice_client).one(f"a[href='{reverse('episode', args=[entry.uid])}']").text.startswith("The entry")


def test_nothing_of_a_private_entry_is_put_into_a_question(alice_client, alice):
    entry = make_episode(alice, regions=[("calf", "left")], private=True)
    assert ask_about(alice_client, f"entry:{entry.uid}").context["page"].form["text"].value() == ""


def test_the_longest_entry_leaves_room_for_the_question(alice_client, alice):
    places = [(region, each.sides[0]) for region, each in REGIONS.items() if each.sides]
    entry = make_episode(alice, regions=places)
    asked = ask_about(alice_client, f"entry:{entry.uid}").context["page"].form["text"].value()
    assert 0 < len(asked) < QUESTION_LENGTH / 2


def test_the_way_back_to_the_charts_shows_the_same_days(alice_client):
    response = about(alice_client, "chart:hours", "Why at night?", window="365", region="calf")
    assert response["Location"] == "/trends/hours/?window=365&region=calf"


@pytest.mark.parametrize(
    "code",
    ["entry:nonsense", f"entry:{uuid.UUID(int=7)}", "day:x", "chart:", "guide:no-such", "other:x", "entry", "\x00"],
)
def test_what_is_not_there_cannot_be_asked_about_but_no_question_is_lost(alice_client, alice, code):
    assert ask_about(alice_client, code).status_code == 404
    assert about(alice_client, code, "And now?")["Location"] == reverse("questions")
    assert Question.objects.get(owner=alice).written_from == ""


def test_another_persons_entry_cannot_be_asked_about(alice_client, bob):
    assert ask_about(alice_client, f"entry:{make_episode(bob).uid}").status_code == 404


def test_the_link_goes_with_its_entry_and_comes_back_with_it(alice_client, alice):
    person = person_of(alice)
    entry = make_episode(alice, regions=[("calf", "left")])
    about(alice_client, f"entry:{entry.uid}", "Why there?")
    revision = delete_episode(person, entry, now=NOON)
    assert "Why there?" in page(alice_client).text
    assert reverse("episode", args=[entry.uid]) not in page(alice_client).addresses
    assert "The entry" not in page(alice_client).text
    undo(person, revision, now=NOON)
    assert page(alice_client).one(f"a[href='{reverse('episode', args=[entry.uid])}']").text.startswith("The entry")


def test_a_removed_question_comes_back_with_where_it_is_from(alice, rows):
    question = service.keep_question(alice, "Why?", TODAY, written_from="chart:body")
    revision = service.remove_question(alice, question, now=NOON)
    assert service.restore_question(alice, revision, now=NOON).written_from == "chart:body"


def test_what_must_not_wait_for_a_visit_is_no_question_for_one(alice_client):
    urgent = next(entry for entry in load_library().entries.values() if entry.care not in CAN_WAIT)
    addresses = read_page(alice_client.get(reverse("guidance-entry", args=[urgent.key]))).addresses
    assert not [address for address in addresses if "?about=" in address]
    assert ask_about(alice_client, f"guide:{urgent.key}").status_code == 404


def test_many_questions_take_no_more_queries(alice_client, alice, django_assert_max_num_queries):
    for _ in range(12):
        service.keep_question(alice, "Why?", TODAY, written_from=f"entry:{make_episode(alice).uid}")
    with django_assert_max_num_queries(9):
        page(alice_client)
