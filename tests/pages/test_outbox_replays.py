"""Sent again, in parts, with answers lost: what a device kept ends in the same rows as if it had been sent once."""

import datetime as dt
import uuid

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from tests.factories import NOON, make_day, make_episode, make_trial
from tests.guided import log_stress
from tests.outbox import DAY, HOUR, MINUTE, SPASM, codes, rows, send, tap
from tracker.models import DatedSetting, GuidanceAnswer, Preferences, TrialAnswer
from tracker.pages.outbox_item import KIND_OF_ADDRESS

pytestmark = pytest.mark.walk
BOUNDED = settings(
    max_examples=6,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
"""A course takes a second: few of them, and none made smaller once one fails."""
TODAY, YESTERDAY = NOON.date(), NOON.date() - DAY
SECOND_SPASM, LOGGED, DELETED = uuid.UUID(int=9), uuid.UUID(int=10), uuid.UUID(int=11)
SAID_LATE = NOON + 12 * HOUR
"""When the device finds the server again."""

TAPS = [
    tap("start", fields={"uid": str(SPASM), "regions": "calf:left"}),
    tap("device-zone", fields={"zone": "America/New_York", "answer": "use"}),
    tap("where", uid=SPASM, fields={"regions": ["calf:left", "shin:left"], "drawn_regions": "calf:left"}),
    tap("notice", uid=SPASM, fields={"sign": "swelling"}),
    tap("began", uid=SPASM, fields={"minutes": "10"}),
    tap("answer", uid=SPASM, fields={"question": "more-swollen", "answer": "no", "is_open": "1"}),
    tap("notice", uid=SPASM, fields={"sign": "numbness"}),
    tap("notice", uid=SPASM, fields={"sign": "numbness"}),
    tap("count", uid=SPASM),
    tap("count", uid=SPASM),
    tap("count", uid=SPASM, fields={"less": "1"}),
    tap("stop", uid=SPASM),
    tap("number", uid=SPASM, fields={"intensity": "5"}),
    tap("answer", uid=SPASM, fields={"question": "more-swollen", "answer": "yes", "is_open": "1"}),
    tap("number", uid=SPASM, fields={"intensity": "7"}),
    tap("clear", date=YESTERDAY),
    tap("clear", date=YESTERDAY, fields={"undo": "1"}),
    tap("clear", date=YESTERDAY),
    tap("clear-days", fields={"first": str(TODAY - 4 * DAY), "last": str(TODAY - 2 * DAY)}),
    tap("start", fields={"uid": str(SECOND_SPASM), "time_zone": "America/New_York"}),
    tap("stop", uid=SECOND_SPASM, fields={"when": "unknown"}),
    tap("over", item=LOGGED, fields={"started": "15", "overlap_ok": "1", "intensity": "3", "note": "In bed"}),
    tap("check-in", date=TODAY, fields={"answer": "unlisted", "factor-stress": "yes", "limited": "1"}),
    tap("check-in", date=TODAY, fields={"answer": "listed", "factor-stress": "no", "limited": "2"}),
    tap("take-back", date=TODAY),
    tap("check-in", date=TODAY, fields={"answer": "listed"}),
    tap("night", date=YESTERDAY, fields={"answer": "yes"}),
    tap("night", date=YESTERDAY, fields={"undo": "1"}),
    tap("night", date=YESTERDAY, fields={"answer": "no"}),
    tap("card", fields={"key": "stress", "about": "stress", "answer": "aside"}),
    tap("delete", uid=DELETED),
]
"""Of every kind, and of some several that are not the same the other way round."""
TAPS = [
    item | {"tapped_at": (NOON + place * MINUTE).isoformat(), "id": str(uuid.UUID(int=1000 + place))}
    for place, item in enumerate(TAPS)
]


def diary(owner):
    return rows(owner) | {
        "zones": Preferences.objects.get(owner=owner).device_zones,
        "nights": list(TrialAnswer.objects.filter(trial__owner=owner).values_list("number", "had_spasm")),
        "cards": list(GuidanceAnswer.objects.filter(owner=owner).values_list("key", "answer")),
    }


@pytest.fixture
def alice_s_diary(alice):
    log_stress(alice)
    DatedSetting.objects.update_or_create(
        owner=alice, name=DatedSetting.FACTORS, from_on=TODAY - 30 * DAY, defaults={"value": "stress"}
    )
    make_episode(alice, uid=DELETED, started_at=NOON - 20 * DAY)
    make_day(alice, TODAY - 3 * DAY, "unlisted")
    make_trial(alice)
    alice.refresh_from_db()
    return alice


class _UndoneError(Exception):
    """Takes an example back, for the next one."""


def ends_in(owner, course):
    """The rows after the course of a device, which is then undone."""
    after = {}
    try:
        with transaction.atomic():
            course()
            after = diary(owner)
            raise _UndoneError
    except _UndoneError:
        return after


def test_the_taps_are_of_every_kind():
    assert {item["kind"] for item in TAPS} == set(KIND_OF_ADDRESS.values())


@pytest.fixture
def once_each(alice_s_diary):
    """What all taps end in, each sent once, in order, alone."""
    return ends_in(alice_s_diary, lambda: [send(alice_s_diary, item, now=SAID_LATE) for item in TAPS])


def test_once_each_all_are_stored(alice_s_diary):
    assert codes(send(alice_s_diary, *TAPS, now=SAID_LATE)) == ["stored"] * len(TAPS)


BATCHES = st.lists(
    st.tuples(st.integers(0, len(TAPS)), st.integers(0, len(TAPS)), st.sampled_from([1, 2, 3])), max_size=6
)
"""(from which tap, up to which, every how many) of each batch; its answer may be lost."""


def sends(owner, batches):
    """Sends the batches, without skipping a tap that was never sent, and at last all that is left."""
    reached = 0
    for place, (first, last, every) in enumerate(batches):
        new = TAPS[reached:last] if last > reached else []
        old = TAPS[:reached][first::every]
        send(owner, *old, *new, now=SAID_LATE + place * MINUTE)
        reached = max(reached, last)
    send(owner, *TAPS, now=SAID_LATE + DAY)


@given(batches=BATCHES)
@example(batches=[(0, len(TAPS), 1), (0, 0, 1)])
@example(batches=[(0, 8, 1), (7, 8, 1), (7, 14, 1), (12, 14, 1), (20, 22, 1), (21, 22, 1)])
@BOUNDED
def test_however_often_and_in_whatever_parts_it_is_sent(alice_s_diary, once_each, batches):
    assert ends_in(alice_s_diary, lambda: sends(alice_s_diary, batches)) == once_each


INDEPENDENT = [
    item
    for item in TAPS
    if item["kind"] in {"start", "where", "stop", "number", "over", "clear-days", "card", "delete"}
    and item["fields"] != [["intensity", "7"]]
] + [next(item for item in TAPS if item["kind"] == kind) for kind in ("clear", "check-in")]


@given(order=st.permutations(INDEPENDENT), cuts=st.lists(st.integers(0, len(INDEPENDENT)), max_size=3))
@BOUNDED
def test_taps_that_do_not_take_each_other_back_come_in_any_order(alice_s_diary, order, cuts):
    """What is about a spasm that is not there yet stays on the device, and is sent again."""
    owner = alice_s_diary

    def in_any_order():
        left = list(order)
        for cut in sorted({*cuts, len(order)}):
            results = send(owner, *order[:cut], now=SAID_LATE)
            stored = {each["id"] for each in results if each["result"] == "stored"}
            left = [item for item in left if item["id"] not in stored]
        assert codes(send(owner, *left, now=SAID_LATE)) == ["stored"] * len(left)

    in_order = ends_in(owner, lambda: send(owner, *INDEPENDENT, now=SAID_LATE))
    # A place that comes after the end changes an entry that is no longer written: that leaves a revision more.
    assert ends_in(owner, in_any_order) | {"revisions": []} == in_order | {"revisions": []}


@given(waits=st.lists(st.integers(0, 89 * 24 * 60), min_size=1, max_size=3))
@BOUNDED
def test_a_tap_has_its_time_whenever_it_arrives(alice_s_diary, waits):
    """The first arrival counts; whatever the device's clock says, the start is when it was tapped."""
    owner = alice_s_diary

    def arrives():
        for wait in sorted(waits):
            clock = dt.timedelta(minutes=wait % 700 - 350)
            item = TAPS[0] | {"tapped_at": (NOON + clock).isoformat()}
            send(owner, item, now=NOON + dt.timedelta(minutes=wait), clock=clock)

    started = {each["started_at"] for each in ends_in(owner, arrives)["entries"] if each["uid"] == str(SPASM)}
    assert {dt.datetime.fromisoformat(each) for each in started} == {NOON}
