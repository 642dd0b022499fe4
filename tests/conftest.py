"""Personas: alice owns a diary, bob is a stranger with one of his own."""

import socket
from ipaddress import ip_address

import pytest
from django.core.cache import caches
from django.utils import timezone

from tests.factories import ZONE
from tests.suite import (  # noqa: F401  pytest finds its hooks here
    pytest_addoption,
    pytest_collection,
    pytest_collection_modifyitems,
    pytest_configure,
    pytest_sessionfinish,
    pytest_terminal_summary,
    pytest_xdist_make_scheduler,
)
from tracker.middleware import NOTED_AS, RENEWED_ON
from tracker.selectors.diary import forget_diaries


@pytest.fixture(autouse=True)
def empty_cache(request):
    """No test sees what another one cached; the pure ones cache nothing."""
    yield
    if request.node.get_closest_marker("pure"):
        return
    caches["drawings"].clear()
    forget_diaries()


@pytest.fixture(autouse=True, scope="session")
def no_request_leaves_the_machine():
    """Nothing that a test runs in this process may ask another machine."""
    connect = socket.socket.connect

    def guarded(self, address):
        host = address[0] if isinstance(address, tuple) else ""
        if host not in {"", "localhost"} and not ip_address(host).is_loopback:
            raise AssertionError(f"A request would leave this machine: {address}")
        return connect(self, address)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(socket.socket, "connect", guarded)
        yield


def _person(name):
    from django.contrib.auth import get_user_model

    from tracker.models import Preferences

    user = get_user_model().objects.create_user(name, password=f"{name}-likes-long-walks")
    Preferences.objects.create(owner=user, time_zone=ZONE)
    return user


@pytest.fixture
def alice(db):
    return _person("alice")


@pytest.fixture
def bob(db):
    return _person("bob")


def _signed_in(user):
    from django.test import Client

    from tests.second_step import just_logged_in

    client = Client()
    just_logged_in(client, user)
    session = client.session
    # As after the first page of the week, so that the next ones only read.
    session[RENEWED_ON], session[NOTED_AS] = timezone.now().date().isoformat(), session.session_key
    session.save()
    return client


@pytest.fixture
def alice_client(alice):
    return _signed_in(alice)


@pytest.fixture
def bob_client(bob):
    return _signed_in(bob)
