"""Who is signed in is read by a query of its own, and is the same as Django would read."""

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ObjectDoesNotExist

from spasmlog.backend import PersonBackend
from tracker.models import GuidanceResult, Preferences

pytestmark = pytest.mark.django_db


def values_of(row):
    """What all of its columns hold, read or not."""
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


@pytest.fixture
def known(alice):
    alice.last_login = dt.datetime(2026, 6, 1, 3, 12, 9, 250, tzinfo=dt.UTC)
    alice.is_staff = True
    alice.save()
    chosen = {"theme": "dark", "device_zones": {"UTC": "Europe/Berlin"}, "report_choice": {"notes": True}}
    Preferences.objects.update_or_create(owner=alice, defaults=chosen)
    result = {"for_on": dt.date(2026, 6, 1), "shown": [{"key": "dark-urine"}], "words": {"x-tea": "Tea"}}
    GuidanceResult.objects.create(owner=alice, data_version=7, raised=[{"n": 3}], **result)
    return alice


def test_it_is_who_django_would_read_with_what_comes_along(known, django_assert_num_queries):
    with django_assert_num_queries(1):
        user = PersonBackend().get_user(known.pk)
        preferences, result = user.preferences, user.guidance_result
        assert (preferences.owner, result.owner) == (user, user)
        assert preferences.theme == "dark"
        assert result.shown == [{"key": "dark-urine"}]
    assert values_of(user) == values_of(User.objects.get(pk=known.pk))
    assert values_of(preferences) == values_of(Preferences.objects.get(owner=known))
    assert values_of(result) == values_of(GuidanceResult.objects.get(owner=known))


def test_what_is_long_is_read_where_it_is_asked_for(known, django_assert_num_queries):
    result = PersonBackend().get_user(known.pk).guidance_result
    with django_assert_num_queries(1):
        assert result.raised == [{"n": 3}]


def test_what_somebody_lacks_is_not_asked_for(alice, django_assert_num_queries):
    Preferences.objects.filter(owner=alice).delete()
    user = PersonBackend().get_user(alice.pk)
    with django_assert_num_queries(0):
        for name in ("preferences", "guidance_result"):
            with pytest.raises(ObjectDoesNotExist):
                getattr(user, name)


def test_what_was_read_can_be_changed_and_stored(known):
    preferences = PersonBackend().get_user(known.pk).preferences
    preferences.theme = "light"
    preferences.save()
    assert Preferences.objects.get(owner=known).theme == "light"
    assert Preferences.objects.count() == 1


def test_nobody_is_nobody_and_who_is_locked_out_too(alice):
    assert PersonBackend().get_user(alice.pk + 1) is None
    alice.is_active = False
    alice.save()
    assert PersonBackend().get_user(alice.pk) is None
