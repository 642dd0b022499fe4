"""The page of questions for the visit."""

import re
import uuid

import pytest
from django.urls import reverse

from tests.factories import NOON
from tracker.models import Question
from tracker.services import questions as service

TODAY = NOON.date()


@pytest.fixture
def rows(alice):
    return [service.keep_question(alice, text, TODAY) for text in ("First?", "Second?", "Third?")]


def page(client) -> str:
    return client.get(reverse("questions")).content.decode()


def tap(client, name, row, data=None):
    return client.post(reverse(name, args=[row.uid]), data or {}, follow=True)


def texts(owner):
    return list(Question.objects.filter(owner=owner, answered_on=None).values_list("text", flat=True))


def test_an_empty_page_says_what_it_is_for(alice_client):
    assert "Write down what you want to ask" in page(alice_client)


def test_a_question_is_added_once(alice_client, alice):
    data = {"text": "  Is it the magnesium?\r\nReally? ", "uid": str(uuid.uuid4())}
    for _ in range(2):
        response = alice_client.post(reverse("questions"), data, follow=True)
    assert "Kept for your next visit." in response.content.decode()
    assert len(texts(alice)) == 1
    assert "Is it the magnesium?" in page(alice_client)


@pytest.mark.parametrize("text", ["", "   ", "x" * 501, "\x00"])
def test_what_cannot_be_kept_is_said_beside_the_field(alice_client, text):
    response = alice_client.post(reverse("questions"), {"text": text, "uid": str(uuid.uuid4())})
    assert response.status_code == 422
    assert "invalid-feedback" in response.content.decode()
    assert not Question.objects.exists()


def test_a_broken_uid_keeps_nothing_and_breaks_nothing(alice_client):
    assert alice_client.post(reverse("questions"), {"text": "Why?", "uid": "nonsense"}).status_code == 422


def test_markup_is_shown_as_it_was_typed(alice_client, alice):
    service.keep_question(alice, "<b>Why?</b>", TODAY)
    assert "&lt;b&gt;Why?&lt;/b&gt;" in page(alice_client)


def test_one_place_up_and_down(alice_client, alice, rows):
    tap(alice_client, "question-move", rows[2], {"up": "1"})
    assert texts(alice) == ["First?", "Third?", "Second?"]
    tap(alice_client, "question-move", rows[0], {"down": "1"})
    assert texts(alice) == ["Third?", "First?", "Second?"]


def test_ends_cannot_be_moved_over(alice_client, rows):
    found = page(alice_client)
    assert re.findall(r'name="(up|down)" value="1" disabled', found) == ["up", "down"]


def test_other_words(alice_client, alice, rows):
    assert "First?" in alice_client.get(reverse("question-change", args=[rows[0].uid])).content.decode()
    tap(alice_client, "question-change", rows[0], {"text": "And first?"})
    assert texts(alice)[0] == "And first?"
    assert alice_client.post(reverse("question-change", args=[rows[0].uid]), {"text": ""}).status_code == 422


def test_a_card_reads_as_a_question_until_it_is_worded(alice_client, alice):
    row = service.keep_card(alice, "relief-without-help", "fluids", TODAY)
    assert "drinking something" in page(alice_client)
    assert reverse("guidance-why", args=["relief-without-help"]) + "?about=fluids" in page(alice_client)
    form = alice_client.get(reverse("question-change", args=[row.uid])).context["form"]
    tap(alice_client, "question-change", row, {"text": form.initial["text"]})
    assert Question.objects.get().text == ""
    tap(alice_client, "question-change", row, {"text": "Why not?"})
    assert Question.objects.get().text == "Why not?"


def test_a_card_that_is_gone_from_the_library_is_still_listed(alice_client, alice):
    service.keep_card(alice, "long-gone", "", TODAY)
    found = page(alice_client)
    assert "long-gone" in found
    assert "/guidance/why/" not in found


def test_answered_and_open_again(alice_client, alice, rows):
    tap(alice_client, "question-answered", rows[0])
    assert texts(alice) == ["Second?", "Third?"]
    assert "1 answered question" in page(alice_client)
    tap(alice_client, "question-answered", rows[0], {"undo": "1"})
    assert texts(alice) == ["First?", "Second?", "Third?"]


def test_removed_and_brought_back_by_the_message(alice_client, alice, rows):
    response = tap(alice_client, "question-remove", rows[1])
    assert texts(alice) == ["First?", "Third?"]
    (undo,) = re.findall(r'action="(/questions/removed/[^"]+)"', response.content.decode())
    alice_client.post(undo)
    assert texts(alice) == ["First?", "Second?", "Third?"]


def test_the_second_of_two_taps_is_no_error(alice_client, rows):
    tap(alice_client, "question-remove", rows[1])
    assert tap(alice_client, "question-remove", rows[1]).status_code == 200


def test_another_persons_questions_are_never_there(bob_client, rows):
    assert "First?" not in page(bob_client)
