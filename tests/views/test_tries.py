"""Misses are counted by address, within ten minutes of the clock."""

import pytest
from django.test import RequestFactory, override_settings

from tests.factories import NOON
from tracker.views import tries


def request_from(address="192.0.2.7", **headers):
    return RequestFactory().get("/s/x", REMOTE_ADDR=address, **headers)


def miss(request, times, now=NOON):
    for _ in range(times):
        tries.count_miss(request, now)


def test_up_to_twenty_misses_nothing_happens():
    miss(request_from(), tries.MISSES - 1)
    assert not tries.are_used_up(request_from(), NOON)
    miss(request_from(), 1)
    assert tries.are_used_up(request_from(), NOON)


def test_another_address_has_its_own_count():
    miss(request_from(), tries.MISSES)
    assert not tries.are_used_up(request_from("192.0.2.8"), NOON)


def test_it_is_forgiven_after_the_ten_minutes():
    miss(request_from(), tries.MISSES)
    assert tries.are_used_up(request_from(), NOON + tries.WINDOW * 0.99)
    assert not tries.are_used_up(request_from(), NOON + tries.WINDOW)


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
