"""What is said to cards: the card rests, it can be taken back, an urgent one hears nothing; one topic after saving."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.factories import NOON
from tests.guided import DAY, log_numbness, log_stress
from tests.services.test_guidance import keys, me, shown
from tracker.guidance.rules.choose import ANSWERS
from tracker.models import GuidanceAnswer, Preferences, Question, ShownAfterSaving
from tracker.services import guidance
from tracker.services import guidance_answers as service
from tracker.services.questions import change_question
from tracker.services.versions import renew_data_version

STRESS = ("stress", "stress")
NUMB = ("weakness-or-numbness", "")


def say(owner, card, said, now=NOON):
    return service.answer(me(owner), *card, said, now=now)


def test_put_aside_is_gone_from_today_at_once(alice):
    log_stress(alice)
    row = say(alice, STRESS, "aside")
    assert (row.key, row.about, row.n, row.answered_on) == ("stress", "stress", 4, NOON.date())
    stored = shown(alice)
    assert (stored.cards, stored.is_current) == ((), True)


def test_what_the_log_shows_is_still_there(alice):
    log_stress(alice)
    say(alice, STRESS, "aside")
    assert guidance.findings(me(alice), NOON).card(*STRESS)


def test_taken_back_it_is_there_again(alice):
    log_stress(alice)
    row = say(alice, STRESS, "aside")
    assert service.take_back(me(alice), row, now=NOON)
    assert keys(shown(alice).cards) == ["stress"]
    assert not service.take_back(me(alice), row, now=NOON)


def test_the_answer_before_counts_again(alice):
    log_numbness(alice, days=4)
    say(alice, NUMB, "doctor-knows", NOON - DAY)
    row = say(alice, NUMB, "aside")
    service.take_back(me(alice), row, now=NOON)
    (latest,) = service.latest_answers(alice)
    assert latest.answer == "doctor-knows"
    assert shown(alice).cards == ()


def test_twice_the_same_is_stored_once(alice):
    log_stress(alice)
    assert say(alice, STRESS, "aside").pk == say(alice, STRESS, "aside").pk
    assert GuidanceAnswer.objects.count() == 1


def test_it_wakes_when_its_count_has_risen_by_half(alice):
    log_stress(alice)
    say(alice, STRESS, "aside")
    log_stress(alice, NOON - DAY, days=2)
    assert keys(guidance.findings(me(alice), NOON).today) == ["stress"]


def test_a_write_in_between_leaves_it_out_of_date(alice, monkeypatch):
    log_stress(alice)
    person = me(alice)
    current = guidance.findings(person, NOON)
    monkeypatch.setattr(service, "findings", lambda *_: current)
    renew_data_version(alice)
    service.answer(person, *STRESS, "aside", now=NOON)
    assert not shown(alice).is_current


@pytest.mark.parametrize("said", ANSWERS)
def test_an_urgent_card_hears_nothing(alice, said):
    log_numbness(alice)
    current = guidance.recompute(me(alice), NOON)
    raised = tuple(replace(card, care="urgent") for card in current.cards)
    guidance.store(replace(current, cards=raised), alice, me(alice).data_version)
    with pytest.raises(service.NoSuchAnswerError):
        say(alice, NUMB, said)
    assert not GuidanceAnswer.objects.exists()


def test_my_doctor_knows_is_for_cards_about_a_doctor(alice):
    log_stress(alice)
    with pytest.raises(service.NoSuchAnswerError):
        say(alice, STRESS, "doctor-knows")
    with pytest.raises(service.NoSuchAnswerError):
        say(alice, STRESS, "nonsense")
    log_numbness(alice, NOON - DAY)
    assert say(alice, NUMB, "doctor-knows").answer == "doctor-knows"


def test_a_card_that_is_not_raised_cannot_be_answered(alice, bob):
    log_stress(bob)
    with pytest.raises(service.NotRaisedError):
        say(alice, STRESS, "aside")


def test_kept_as_a_question_it_is_one_once(alice):
    log_stress(alice)
    say(alice, STRESS, "question", NOON - DAY)
    say(alice, STRESS, "question")
    question = Question.objects.get(owner=alice)
    assert (question.from_key, question.from_about, question.text) == (*STRESS, "")
    assert shown(alice).is_current


def test_taking_that_back_takes_the_question_too(alice):
    log_stress(alice)
    row = say(alice, STRESS, "question")
    service.take_back(me(alice), row, now=NOON)
    assert not Question.objects.exists()


def test_a_question_in_own_words_stays(alice):
    log_stress(alice)
    row = say(alice, STRESS, "question")
    change_question(alice, Question.objects.get(), "Does stress matter?", now=NOON)
    service.take_back(me(alice), row, now=NOON)
    assert Question.objects.get().text == "Does stress matter?"


def test_two_persons_answers_never_mix(alice, bob):
    log_stress(alice)
    log_stress(bob)
    row = say(alice, STRESS, "aside")
    assert service.latest_answers(bob) == []
    assert not service.take_back(me(bob), row, now=NOON)
    assert GuidanceAnswer.objects.filter(owner=alice).exists()
    assert keys(guidance.findings(me(bob), NOON).today) == ["stress"]


# After saving


def fits(owner, row, now=NOON):
    return service.fitting(me(owner), guidance.findings(me(owner), now), row.pk)


def test_a_card_fits_the_entry_it_rests_on(alice):
    newest = log_stress(alice)[0]
    assert fits(alice, newest).key == "stress"


def test_its_topic_rests_for_14_days(alice):
    newest = log_stress(alice)[0]
    card = fits(alice, newest)
    assert fits(alice, newest) is None
    shown_on = ShownAfterSaving.objects.get(owner=alice, topic=card.topic)
    assert shown_on.shown_on == NOON.date()
    ShownAfterSaving.objects.filter(owner=alice).update(shown_on=NOON.date() - 14 * DAY)
    assert fits(alice, newest).key == "stress"
    shown_on.refresh_from_db()
    assert shown_on.shown_on == NOON.date()


def test_what_was_shown_to_another_person_does_not_rest_here(alice, bob):
    newest, other = log_stress(alice)[0], log_stress(bob)[0]
    assert fits(bob, other)
    assert fits(alice, newest)


def test_an_entry_that_nothing_rests_on_gets_no_card(alice):
    from tests.factories import make_episode

    log_stress(alice)
    plain = make_episode(alice, started_at=NOON - dt.timedelta(hours=1))
    renew_data_version(alice)
    assert fits(alice, plain) is None
    assert not ShownAfterSaving.objects.exists()


def test_a_card_that_rests_does_not_come_after_saving(alice):
    newest = log_stress(alice)[0]
    say(alice, STRESS, "aside")
    assert fits(alice, newest) is None


def test_noting_what_was_shown_leaves_the_data_version(alice):
    newest = log_stress(alice)[0]
    before = Preferences.objects.get(owner=alice).data_version
    fits(alice, newest)
    assert Preferences.objects.get(owner=alice).data_version == before
