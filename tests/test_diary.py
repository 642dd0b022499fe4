"""A diary's columns, where several threads ask for them: a page's charts do."""

import datetime as dt
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import get_type_hints

from tracker.days import Period
from tracker.diary import Diary, DiaryColumn
from tracker.selectors.diary import _Rows

TODAY = dt.date(2026, 6, 10)


class SlowSource:
    """Counts how often a column is read."""

    def __init__(self):
        self.read = 0

    def onsets(self):
        self.read += 1
        # As a database does: others may go on meanwhile.
        time.sleep(0.05)
        return object()


def test_a_column_that_two_threads_want_is_read_once():
    source = SlowSource()
    diary = Diary(source=source, today=TODAY, period=Period(TODAY, TODAY))
    start = threading.Barrier(4)

    def ask():
        start.wait(20)
        return diary.onsets

    with ThreadPoolExecutor(4) as threads:
        matches = [each.result(20) for each in [threads.submit(ask) for _ in range(4)]]
    assert source.read == 1
    assert len({id(each) for each in matches}) == 1


def test_a_column_of_one_diary_is_read_while_that_of_another_is():
    inside = threading.Barrier(2)

    class Meeting:
        def onsets(self):
            inside.wait(20)
            return object()

    diaries = [Diary(source=Meeting(), today=TODAY, period=Period(TODAY, TODAY)) for _ in range(2)]
    with ThreadPoolExecutor(2) as threads:
        assert all(threads.map(lambda diary: diary.onsets, diaries))


def test_the_database_has_every_column_with_its_type():
    columns = {name: column.kind for name, column in vars(Diary).items() if isinstance(column, DiaryColumn)}
    assert len(columns) == 18
    assert {name: get_type_hints(getattr(_Rows, name))["return"] for name in columns} == columns
