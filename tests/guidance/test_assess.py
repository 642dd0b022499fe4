"""Every warning fires on what people really log, at every stage, and ordinary spasms raise nothing."""

import pytest

from tests.guidance.red_flags import CALF, CHEST, LOWER_BACK, QUIET_ENTRIES, RED_FLAGS
from tracker.guidance.assess import assess, entry_cards, may_warn
from tracker.guidance.candidates import Candidates
from tracker.guidance.conditions import CARD_CONDITIONS
from tracker.guidance.entry_facts import ENDED_LATELY, FIRST_CHEST, KNOWN_NERVE_DISEASE, SPINAL_CORD_INJURY, EntryFacts
from tracker.guidance.loader import load_library
from tracker.guidance.questions import SAFETY_QUESTIONS
from tracker.guidance.schema import TAKES_SELF_CARE_OFF

LIBRARY = load_library()
STAGES = (5, 10, 20, 60)


def keys(assessment):
    return [card.entry.key for card in assessment.cards]


def asked(assessment):
    return assessment.asked.code if assessment.asked else ""


def stages(flag):
    """Minutes of running at which the flag is due; only that of the entry for one that is over."""
    if flag.is_over:
        return [flag.minutes]
    return [minutes for minutes in STAGES if minutes >= (flag.minutes or 0)]


ROWS = [
    pytest.param(flag, minutes, full, id=f"{name}, {'full' if full else 'as people log'}, {minutes} min")
    for name, flag in RED_FLAGS.items()
    for full in (False, True)
    for minutes in stages(flag)
]
ANSWERED = [
    pytest.param(flag, answer, card, full, id=f"{name}: {answer}, {'full' if full else 'as people log'}")
    for name, flag in RED_FLAGS.items()
    for answer, card in flag.answers.items()
    for full in (False, True)
]


@pytest.mark.parametrize(("flag", "minutes", "full"), ROWS)
def test_a_red_flag_asks_or_warns_at_every_stage(flag, minutes, full):
    assessment = assess(flag.facts(minutes=minutes, full=full), LIBRARY)
    assert assessment
    if flag.card:
        assert flag.card in keys(assessment)
        assert assessment.takes_self_care_off
    elif not assessment.takes_self_care_off:
        # At 10 minutes another danger may come first; none may be silent.
        assert asked(assessment) == flag.asks
    if flag.holds_steps:
        assert not assessment.shows_steps


@pytest.mark.parametrize(("flag", "answer", "card", "full"), ANSWERED)
def test_an_answer_raises_its_card_or_nothing(flag, answer, card, full):
    minutes = flag.minutes or (None if flag.is_over else 5)
    assessment = assess(flag.facts(minutes=minutes, full=full, answer=answer), LIBRARY)
    if card:
        assert keys(assessment)[0] == card
        assert assessment.shows_steps is (
            LIBRARY.entries[card].care not in TAKES_SELF_CARE_OFF and not assessment.asked
        )
    else:
        assert keys(assessment) == []
    assert asked(assessment) != flag.asks


@pytest.mark.parametrize("name", RED_FLAGS)
def test_what_could_warn_is_looked_at_again(name):
    flag = RED_FLAGS[name]
    assert may_warn(flag.facts())


@pytest.mark.parametrize("name", QUIET_ENTRIES)
def test_a_quiet_entry_is_asked_nothing_and_raises_nothing(name):
    assessment = assess(EntryFacts(**QUIET_ENTRIES[name]), LIBRARY)
    assert (asked(assessment), keys(assessment), assessment.shows_steps) == ("", [], True)


def test_an_ordinary_calf_cramp_never_needs_a_second_look():
    assert not may_warn(EntryFacts(regions=CALF, intensity=9, duration_minutes=5))


@pytest.mark.parametrize("kind", ["question", "card"])
def test_every_question_and_card_has_a_red_flag_in_the_table(kind):
    if kind == "question":
        known = {question.code for question in SAFETY_QUESTIONS}
        assert {flag.asks for flag in RED_FLAGS.values()} - {""} == known - {"eases-standing"}
    else:
        told = {card for flag in RED_FLAGS.values() for card in (flag.card, *flag.answers.values())}
        assert told - {""} == set(CARD_CONDITIONS)


def test_one_question_at_a_time_the_most_dangerous_first():
    facts = EntryFacts(regions=CALF, noticed=frozenset({"swelling", "weakness", "pale-blue-cold"}))
    assert asked(assess(facts, LIBRARY)) == "colder"


ENOUGH = {"colder": frozenset({"as-always"}), "one-side": frozenset({"no"})}


def test_two_questions_an_entry_at_most_and_the_next_is_said_with_what_a_yes_means():
    facts = EntryFacts(regions=CALF, noticed=frozenset({"swelling", "weakness", "pale-blue-cold"}), follow_up=ENOUGH)
    assessment = assess(facts, LIBRARY)
    # The second question about the weakness belongs to the first.
    assert asked(assessment) == ""
    assert assessment.beyond_limit.code == "more-swollen"
    assert not assessment.shows_steps


def test_the_second_question_about_weakness_counts_with_the_first():
    answered = {"one-side": frozenset({"no"}), "still-there": frozenset({"no"})}
    facts = EntryFacts(regions=CALF, noticed=frozenset({"swelling", "weakness"}), follow_up=answered)
    assert asked(assess(facts, LIBRARY)) == "more-swollen"


def test_after_two_answers_twenty_minutes_still_send_to_a_doctor():
    answered = {"one-side": frozenset({"no"}), "still-there": frozenset({"no"})}
    facts = EntryFacts(
        regions=CALF, noticed=frozenset({"weakness"}), follow_up=answered, is_running=True, duration_minutes=25
    )
    assert assess(facts, LIBRARY).reminds_of_doctor


def test_what_was_never_answered_holds_the_steps_back_later_too():
    facts = EntryFacts(regions=CALF, noticed=frozenset({"swelling"}))
    assessment = assess(facts, LIBRARY, may_ask=False)
    assert (assessment.asked, assessment.shows_steps) == (None, False)


def test_sitting_up_is_asked_about_beside_an_emergency():
    facts = EntryFacts(noticed=frozenset({"sweating-faint-sick"}), flags=frozenset({SPINAL_CORD_INJURY}))
    assessment = assess(facts, LIBRARY)
    assert (keys(assessment), asked(assessment)) == (["heart-or-lungs"], "dysreflexia")


def test_nothing_is_asked_beside_an_emergency():
    facts = EntryFacts(regions=CALF, noticed=frozenset({"chest-pressure", "swelling"}))
    assessment = assess(facts, LIBRARY)
    assert (keys(assessment), assessment.asked) == (["heart-or-lungs"], None)


def test_nothing_is_asked_of_an_entry_too_long_past_and_its_cards_stay():
    facts = EntryFacts(regions=LOWER_BACK, noticed=frozenset({"weakness", "dark-urine"}))
    assessment = assess(facts, LIBRARY, may_ask=False)
    assert (assessment.asked, keys(assessment)) == (None, ["dark-urine"])


def test_a_place_answered_as_usual_often_shows_its_steps_under_the_question():
    facts = EntryFacts(regions=(("shoulder", "left"),))
    assessment = assess(facts, LIBRARY, usual_places={("shoulder", "left")})
    assert (asked(assessment), assessment.shows_steps) == ("chest-signs", True)


@pytest.mark.parametrize(
    "facts",
    [
        {"regions": CHEST},
        {"regions": (("shoulder", "left"), ("upper-arm-front", "left"))},
        {"regions": (("shoulder", "left"), ("calf", "left")), "noticed": frozenset({"sweating-faint-sick", "fever"})},
    ],
    ids=["the chest", "another place besides", "a sign of its own"],
)
def test_never_where_more_is_new(facts):
    assessment = assess(EntryFacts(**facts), LIBRARY, usual_places={("shoulder", "left"), ("chest", "left")})
    assert not assessment.shows_steps


@pytest.mark.parametrize(("minutes", "reminds"), [(10, False), (19.9, False), (20, True), (60, True)])
def test_from_twenty_minutes_the_doctor_stands_beside_the_question(minutes, reminds):
    assessment = assess(EntryFacts(regions=CALF, is_running=True, duration_minutes=minutes), LIBRARY)
    assert (asked(assessment), assessment.reminds_of_doctor, assessment.shows_steps) == ("easing", reminds, True)


@pytest.mark.parametrize("answer", ["yes", "not-sure"])
def test_easing_is_reminded_of_unless_it_eases(answer):
    facts = EntryFacts(regions=CALF, is_running=True, duration_minutes=25, follow_up={"easing": frozenset({answer})})
    assert assess(facts, LIBRARY).reminds_of_doctor is (answer == "not-sure")


@pytest.mark.parametrize(("minutes", "question"), [(9.9, ""), (10, "easing")])
def test_easing_is_asked_from_ten_minutes_on(minutes, question):
    assert asked(assess(EntryFacts(regions=CALF, is_running=True, duration_minutes=minutes), LIBRARY)) == question


@pytest.mark.parametrize(("minutes", "question"), [(29.9, ""), (30, "still-hard")])
def test_one_that_let_go_is_asked_about_from_thirty_minutes_on(minutes, question):
    facts = EntryFacts(regions=CALF, duration_minutes=minutes, flags=frozenset({ENDED_LATELY}))
    assert asked(assess(facts, LIBRARY)) == question


def test_one_that_ended_long_ago_is_not():
    assert asked(assess(EntryFacts(regions=CALF, duration_minutes=90), LIBRARY)) == ""


def test_with_a_known_nerve_disease_the_question_says_new_or_worse():
    facts = EntryFacts(regions=CALF, noticed=frozenset({"weakness"}), flags=frozenset({KNOWN_NERVE_DISEASE}))
    assert "new or worse than usual" in assess(facts, LIBRARY).asked.text


def test_with_the_back_both_legs_are_asked_about():
    facts = EntryFacts(regions=LOWER_BACK, noticed=frozenset({"weakness"}))
    assert "both legs" in assess(facts, LIBRARY).asked.text


def test_a_leg_is_tight_itself_so_the_two_lines_name_the_chest():
    facts = EntryFacts(regions=CALF, noticed=frozenset({"sweating-faint-sick"}))
    assert assess(facts, LIBRARY).asked.text.startswith("Does your chest feel tight")


def test_the_first_chest_entry_keeps_its_card_whatever_is_answered():
    facts = EntryFacts(regions=CHEST, chest_signs="no", flags=frozenset({FIRST_CHEST}))
    assert keys(assess(facts, LIBRARY)) == ["heart-or-lungs"]


def test_a_card_that_says_more_takes_the_place_of_one_that_says_less():
    facts = EntryFacts(regions=(("jaw-face", "left"),), follow_up={"locked": frozenset({"mouth", "wound"})})
    assert keys(assess(facts, LIBRARY)) == ["locked-cannot-wait"]


def test_the_gravest_card_stands_first():
    facts = EntryFacts(regions=CALF, noticed=frozenset({"dark-urine", "chest-pressure"}))
    assert keys(assess(facts, LIBRARY)) == ["heart-or-lungs", "dark-urine"]


def test_a_card_says_why_once():
    facts = EntryFacts(regions=CHEST, intensity=8, duration_minutes=12, noticed=frozenset({"chest-pressure"}))
    (card,) = assess(facts, LIBRARY).cards
    assert card.reasons == (
        "You noticed pressure or tightness in your chest.",
        "You rated the spasm in your chest 7 or more.",
        "The spasm in your chest has lasted 10 minutes or more.",
    )


def test_a_form_carries_every_card():
    assert {card.entry.condition for card in entry_cards(LIBRARY)} == set(CARD_CONDITIONS)


@pytest.mark.parametrize("condition", CARD_CONDITIONS.values(), ids=lambda condition: condition.name)
def test_no_condition_is_dead(condition):
    assert condition.problems() == []


@pytest.mark.parametrize("question", SAFETY_QUESTIONS, ids=lambda question: question.code)
def test_no_question_is_dead(question):
    assert question.asked.problems() == []


@pytest.mark.parametrize("question", SAFETY_QUESTIONS, ids=lambda question: question.code)
def test_a_question_that_can_end_in_an_emergency_says_so_at_once(question):
    raising = [
        LIBRARY.entries[name].care
        for name, condition in CARD_CONDITIONS.items()
        for when in condition.whens
        for code, _answers in when.follow_up
        if code == question.code
    ]
    if "emergency" in raising and question.code not in {"easing", "still-hard"}:
        assert "{number}" in question.if_yes or "maternity unit now" in question.if_yes


# What is looked at first


@pytest.mark.parametrize("name", [*RED_FLAGS, *QUIET_ENTRIES])
def test_no_condition_that_holds_is_passed_over(name):
    """Against every condition, one after the other."""
    facts = [EntryFacts(**QUIET_ENTRIES[name])] if name in QUIET_ENTRIES else []
    if name in RED_FLAGS:
        facts = [
            RED_FLAGS[name].facts(full=full, answer=answer)
            for full in (False, True)
            for answer in ("", *RED_FLAGS[name].answers)
        ]
    for conditions in (CARD_CONDITIONS.values(), [question.asked for question in SAFETY_QUESTIONS]):
        result = Candidates(conditions)
        for each in facts:
            assert {condition.name for condition in conditions if condition.holds(each)} <= result.of(each)


def test_most_conditions_are_passed_over():
    calf = EntryFacts(regions=(("calf", "left"),), kind="cramp", intensity=9, duration_minutes=2)
    assert len(Candidates(CARD_CONDITIONS.values()).of(calf)) < len(CARD_CONDITIONS) / 3
