"""Changed CSV files: each is refused, or imported whole and taken back without a trace."""

import datetime as dt
import io
import random
from collections import Counter
from itertools import islice

import pytest

from bench import mutated_csv
from bench.tried_files import all_tables
from tests.exchange.foreign_files import APPS, answers_of
from tracker.exchange.foreign import ImportRefused
from tracker.exchange.imports import open_import
from tracker.selectors.person import person_by_now
from tracker.services.import_undo import undo_import
from tracker.services.imports import ImportHasErrorsError, check_import, run_import

pytestmark = pytest.mark.walk
TIMES = 50
NOW = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)
"""After all that is in the files."""


def answered(name, chance):
    """What the unchanged file needs; for some files nothing, or something odd."""
    right = (answers_of(name) if name in APPS else {}) | {("date-order", ""): "day-first"}
    way = chance.random()
    if way < 0.1:
        return {}
    if way < 0.3:
        odd = mutated_csv.ODD_CELLS
        return {question: chance.choice((value, chance.choice(odd))) for question, value in right.items()}
    return right


def brought_in(person, data, answers):
    """What came of it."""
    try:
        file = open_import(io.BytesIO(data))
    except ImportRefused:
        return "refused"
    file.questions(answers)
    try:
        check = check_import(person, file, answers, now=NOW)
    except ValueError:
        with pytest.raises(ValueError):
            run_import(person, file, answers, "diary.csv", now=NOW)
        return "not answered"
    if check.error_count:
        with pytest.raises(ImportHasErrorsError):
            run_import(person, file, answers, "diary.csv", now=NOW)
        return "errors"
    made = run_import(person, file, answers, "diary.csv", now=NOW)
    if made is None:
        assert check.new == 0
        return "nothing new"
    again = check_import(person, file, answers, now=NOW)
    assert (again.new, again.error_count) == (0, 0)
    assert again.entries.differs == check.entries.differs
    assert undo_import(person, made, now=NOW).kept == 0
    return "imported"


@pytest.mark.django_db
@pytest.mark.parametrize("name", mutated_csv.NAMES)
def test_fifty_changed_files_are_whole_in_the_diary_or_not_in_it(alice, name):
    chance, person, came_to = random.Random(name), person_by_now(alice), Counter()
    everything, diary = all_tables(), all_tables(mutated_csv.AFTER_AN_UNDO)
    for data in islice(mutated_csv.mutations(name, seed=5), TIMES):
        what = brought_in(person, data, answered(name, chance))
        came_to[what] += 1
        if what == "imported":
            assert all_tables(mutated_csv.AFTER_AN_UNDO) == diary
            everything = all_tables()
        else:
            assert all_tables() == everything, what
    assert {"imported", "errors"} <= {*came_to}
    assert came_to["refused"] < TIMES / 3
