"""The habits of a self-trial: harmless, each with its sources, and whom it leaves out."""

import re

import pytest

from tracker.vocabulary.factors import FACTORS
from tracker.vocabulary.relief import RELIEF
from tracker.vocabulary.trials import ENDS, HABITS, STUDIES, UNSUITED

NEVER = (
    r"medicine|medication|\bpills?\b|tablet|dose|magnesium|potassium|calcium|vitamin|supplement|quinine|drink|fluid|"
    "electrolyte|tonic|alcohol|caffeine|coffee|stop taking|skip|leave out|give up|avoid|without food"
)


@pytest.mark.parametrize("code", HABITS)
def test_no_habit_is_a_medicine_a_supplement_a_fluid_or_leaving_something_off(code):
    habit = HABITS[code]
    words = " ".join(map(str, (habit.label, habit.help, habit.with_words, habit.without_words, habit.done_words)))
    assert not re.search(NEVER, words, re.IGNORECASE)
    assert code not in {"medication", "fluids", "nothing"} | set(FACTORS)


@pytest.mark.parametrize("words", ["Take magnesium", "Drink a glass", "Stop taking your tablets", "Skip coffee"])
def test_the_walk_sees_what_is_never_a_habit(words):
    assert re.search(NEVER, words, re.IGNORECASE)


@pytest.mark.parametrize("code", HABITS)
def test_every_habit_says_where_it_is_from(code):
    """A study by author and year, or that it is ours; the articles name none of them for the evening."""
    habit = HABITS[code]
    assert all(study in STUDIES for study in habit.studies)
    assert bool(habit.studies) is not ("ours" in str(habit.known))
    assert {each for each in HABITS if HABITS[each].studies} == {"stretch-before-bed"}


def test_whom_each_leaves_out_is_as_the_methods_say():
    assert {code: set(habit.unsuited) for code, habit in HABITS.items()} == {
        "stretch-before-bed": {"injury"},
        "walk-before-bed": {"fall"},
        "warm-bath": {"numbness", "diabetes", "heart-failure", "fainting"},
        "loose-bedding": set(),
        "pillow-under-knees": set(),
    }
    assert {code for habit in HABITS.values() for code in habit.unsuited} == set(UNSUITED)


def test_a_reason_to_leave_one_out_is_a_reason_to_end_it():
    assert set(UNSUITED) <= set(ENDS)


def test_a_remedy_during_a_cramp_is_no_habit():
    assert not set(HABITS) & set(RELIEF)
