"""Counts outlast load and restarts, and two who count at once are both counted."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.factories import NOON
from tracker.models import Counter
from tracker.services import counters

LATER = NOON + dt.timedelta(minutes=10)
AT_ONCE = 64


def test_counting_up(db):
    assert [counters.count_up("a", LATER, now=NOON) for _ in range(3)] == [1, 2, 3]
    assert counters.count_up("b", LATER, now=NOON) == 1
    assert counters.value_of("a", now=NOON) == 3


def test_a_count_keeps_the_time_of_its_first_one(db):
    counters.count_up("a", LATER, now=NOON)
    counters.count_up("a", LATER + dt.timedelta(minutes=9), now=NOON + dt.timedelta(minutes=9))
    assert counters.value_of("a", now=LATER) is None
    assert counters.count_up("a", LATER + dt.timedelta(minutes=10), now=LATER) == 1


def test_the_first_one_stores(db):
    assert counters.store_first("a", "mine", LATER, now=NOON)
    assert not counters.store_first("a", "yours", LATER, now=NOON)
    assert counters.value_of("a", now=NOON) == "mine"
    assert counters.store_first("a", "yours", LATER + dt.timedelta(hours=1), now=LATER)
    assert counters.forget("a")
    assert not counters.forget("a")


def test_what_ran_out_goes_when_another_one_is_made(db):
    for n in range(counters.PURGED_AT_ONCE + 5):
        Counter.objects.create(key=f"old-{n}", value=1, until=NOON)
    counters.count_up("new", LATER + dt.timedelta(hours=1), now=LATER)
    assert Counter.objects.count() == 6
    counters.store_value("newer", [1.5], LATER + dt.timedelta(hours=1), now=LATER)
    assert set(Counter.objects.values_list("key", flat=True)) == {"new", "newer"}


def at_once(do):
    """What `do` gives, called by so many threads at the same moment, each with a connection of its own."""

    def done(n):
        try:
            return do(n)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(done, range(AT_ONCE)))


@pytest.mark.django_db(transaction=True)
def test_nobody_who_counts_at_the_same_moment_is_missed():
    assert sorted(at_once(lambda n: counters.count_up("a", LATER, now=NOON))) == list(range(1, AT_ONCE + 1))


@pytest.mark.django_db(transaction=True)
def test_of_many_at_the_same_moment_one_stores():
    assert sum(at_once(lambda n: counters.store_first("a", n, LATER, now=NOON))) == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_passwords_at_the_same_moment_five_are_looked_at(alice, monkeypatch):
    looked_at = []
    monkeypatch.setattr("allauth.account.adapter.authenticate", lambda request, **said: looked_at.append(said))
    # Each from another address, so that only the name is counted.
    told = [{"login": "alice", "password": f"guess number {n}"} for n in range(AT_ONCE)]
    at_once(lambda n: Client(REMOTE_ADDR=f"192.0.2.{n}").post(reverse("account_login"), told[n]))
    assert 1 <= len(looked_at) <= 5


@pytest.mark.django_db(transaction=True)
def test_of_many_pass_phrases_at_the_same_moment_five_are_looked_at(alice, monkeypatch):
    from django.utils import timezone

    from tests.factories import make_share_link
    from tracker.services import share

    looked_at = []
    monkeypatch.setattr(share, "check_password", lambda phrase, _hash: looked_at.append(phrase))
    make_share_link(alice, "guarded", phrase_hash="x", made_at=timezone.now())
    at_once(lambda n: Client().post("/s/guarded", {"phrase": f"guess number {n}"}))
    assert 1 <= len(looked_at) <= 5


def test_no_load_lifts_the_lock_of_a_log_in(client, alice):
    for _ in range(6):
        response = client.post(reverse("account_login"), {"login": "alice", "password": "wrong"})
    assert "Too many tries" in response.content.decode()
    for n in range(600):
        caches["drawings"].set(f"drawing-{n}", b"")
    caches["drawings"].clear()
    right = {"login": "alice", "password": "alice-likes-long-walks"}
    assert "Too many tries" in client.post(reverse("account_login"), right).content.decode()
