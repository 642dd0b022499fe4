"""What the database refuses of a share link, whoever writes; and when one is open."""

import datetime as dt

import pytest
from django.db import IntegrityError

from tests.factories import NOON, make_share_link
from tracker.days import ONE_DAY

SECOND = dt.timedelta(seconds=1)
TODAY = NOON.date()


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("share_link_days_allowed", {"days": 0}),
        ("share_link_days_allowed", {"days": 91}),
        ("share_link_cut_off_is_past", {"cut_off": NOON + SECOND}),
        ("share_link_revoked_after_made", {"revoked_at": NOON - SECOND}),
        ("share_link_period_in_order", {"first_on": TODAY, "last_on": TODAY - ONE_DAY}),
        ("share_link_before_lies_before", {"before_last_on": TODAY}),
        (
            "share_link_before_lies_before",
            {"before_first_on": TODAY - 91 * ONE_DAY, "before_last_on": dt.date(2020, 1, 1)},
        ),
    ],
)
def test_what_does_not_fit_is_refused(alice, constraint, fields):
    with pytest.raises(IntegrityError, match=constraint):
        make_share_link(alice, **fields)


@pytest.mark.parametrize("days", [1, 90])
def test_the_shortest_and_the_longest_are_kept(alice, days):
    assert make_share_link(alice, days=days).pk


def test_a_token_opens_one_link(alice, bob):
    make_share_link(alice, "the-same")
    with pytest.raises(IntegrityError):
        make_share_link(bob, "the-same")


def test_two_people_may_use_the_same_uid(alice, bob):
    link = make_share_link(alice, "one")
    assert make_share_link(bob, "two", uid=link.uid).pk
    with pytest.raises(IntegrityError):
        make_share_link(alice, "three", uid=link.uid)


def test_it_is_open_up_to_the_second_at_which_it_runs_out(alice):
    link = make_share_link(alice, days=7)
    assert link.is_open(NOON)
    assert link.is_open(NOON + 7 * ONE_DAY - SECOND)
    assert not link.is_open(NOON + 7 * ONE_DAY)


def test_a_revoked_one_is_not_open(alice):
    assert not make_share_link(alice, revoked_at=NOON).is_open(NOON)


def test_whose_account_is_erased_leaves_no_link_behind(alice):
    link = make_share_link(alice)
    link.openings.create(at=NOON)
    alice.delete()
    assert not type(link).objects.with_token_hash(link.token_hash).exists()
