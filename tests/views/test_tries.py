"""Tries are counted by address, for ten minutes from the first one."""

import re

import pytest
from django.test import RequestFactory, override_settings

from tests.factories import NOON
from tracker.models import Counter
from tracker.views import tries


def request_from(address="192.0.2.7", **headers):
    return RequestFactory().get("/s/x", REMOTE_ADDR=address, **headers)


def miss(request, times, now=NOON):
    return [tries.is_miss_too_many(request, now) for _ in range(times)]


def test_up_to_twenty_misses_nothing_happens(db):
    assert miss(request_from(), tries.MISSES + 2) == [False] * tries.MISSES + [True] * 2


def test_another_address_has_its_own_count(db):
    miss(request_from(), tries.MISSES)
    assert miss(request_from("192.0.2.8"), 1) == [False]


def test_it_is_forgiven_after_the_ten_minutes(db):
    miss(request_from(), tries.MISSES)
    assert miss(request_from(), 1, NOON + tries.WINDOW * 0.99) == [True]
    assert miss(request_from(), 1, NOON + tries.WINDOW) == [False]


def test_no_address_is_stored(db):
    miss(request_from(), 1)
    (row,) = Counter.objects.all()
    assert re.fullmatch("[0-9a-f]{64}", row.key)
    assert row.value == 1


def test_one_machine_has_a_whole_network_of_ipv6():
    assert tries.address_of(request_from("2001:db8:1:2:aaaa::1")) == tries.address_of(request_from("2001:db8:1:2::9"))
    assert tries.address_of(request_from("2001:db8:1:3::9")) != tries.address_of(request_from("2001:db8:1:2::9"))


@pytest.mark.parametrize("address", ["", "not an address"])
def test_who_tells_no_address_is_counted_with_all_who_do_not(address):
    assert tries.address_of(request_from(address)) == tries.NOBODY


@override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1)
def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_saw():
    told = request_from("127.0.0.1", HTTP_X_FORWARDED_FOR="10.0.0.1, 198.51.100.4")
    assert tries.address_of(told) == "198.51.100.4"


def test_without_a_proxy_nobody_chooses_their_address():
    assert tries.address_of(request_from("192.0.2.7", HTTP_X_FORWARDED_FOR="198.51.100.4")) == "192.0.2.7"


def test_who_goes_on_trying_writes_nothing_any_more(db):
    miss(request_from(), tries.MISSES + 3)
    assert Counter.objects.get().value == tries.MISSES
