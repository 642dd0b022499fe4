"""Answers about words in files: kept for their owner and for files of the same kind."""

import io

from tests.exchange.foreign_files import answers_of, opened
from tracker.exchange.foreign import MappingQuestion
from tracker.exchange.imports import open_import
from tracker.exchange.mapping import ASKED_WORD_LENGTH
from tracker.models import ImportAnswer
from tracker.models.imported import WORD_LENGTH
from tracker.services.import_answers import MOST_QUESTIONS, asked, fits, remember, remembered


def test_what_was_answered_is_there_again(alice, bob):
    for app in ("migraine-buddy", "other"):
        answers = answers_of(app)
        remember(alice, opened(app), answers)
        questions = {(each.topic, each.word) for each in opened(app).questions(answers)}
        assert remembered(alice, opened(app)) == {key: value for key, value in answers.items() if key in questions}
        assert remembered(bob, opened(app)) == {}


def test_the_last_answer_counts(alice):
    file = opened("headi")
    remember(alice, file, {("place", "neck"): "neck-back:left", ("zone", ""): "UTC"})
    remember(alice, file, {("place", "neck"): ""})
    assert remembered(alice, file) == {("place", "neck"): "", ("zone", ""): "UTC"}
    assert ImportAnswer.objects.count() == 2


def test_files_with_other_columns_have_answers_of_their_own(alice):
    one, other = (open_import(io.BytesIO(text)) for text in (b"when,x\n1,2\n", b"when,y\n1,2\n"))
    remember(alice, one, {("columns", "when"): "start"})
    assert remembered(alice, one)
    assert remembered(alice, other) == {}


def test_the_longest_words_have_room(alice):
    columns = ["h" * 200, "h" * 200]
    file = open_import(io.BytesIO(f"when,{','.join(columns)}\n1,2,3\n".encode()))
    words = [question.word for question in file.questions({})]
    assert max(map(len, words)) <= WORD_LENGTH
    assert ASKED_WORD_LENGTH <= WORD_LENGTH
    answers = {("columns", word): "note" for word in words}
    remember(alice, file, answers)
    assert remembered(alice, file) == answers


def test_a_role_that_no_column_has_does_not_fit(alice):
    file = open_import(io.BytesIO(b"when,x\n1,2\n"))
    remember(alice, file, {("columns", "when"): "mood"})
    assert asked(file, remembered(alice, file)).questions
    assert not fits(file, remembered(alice, file))
    assert fits(file, {("columns", "when"): "start", ("zone", ""): "UTC"})


class Many:
    def questions(self, answers):
        words = [MappingQuestion("factor", f"w{n}", n) for n in range(500)]
        return (MappingQuestion("zone", "", 1, True), *words)


def test_the_words_that_occur_most_often_are_asked():
    to_ask = asked(Many(), {})
    assert len(to_ask.questions) == MOST_QUESTIONS
    assert to_ask.not_asked == 501 - MOST_QUESTIONS
    assert to_ask.questions[0].topic == "zone"
    assert {each.word for each in to_ask.questions[1:]} == {f"w{n}" for n in range(301, 500)}
