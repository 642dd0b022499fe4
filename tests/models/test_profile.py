"""What the database refuses of a health profile, whoever writes."""

import datetime as dt

import pytest
from django.db import IntegrityError

from tests.factories import make_profile_item

DAY = dt.date(2026, 6, 10)
EARLIER = dt.date(2020, 1, 1)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("profile_item_ends_after_it_starts", {"from_on": DAY, "to_on": EARLIER}),
        ("profile_item_from_has_its_precision", {"from_on": DAY, "from_precision": ""}),
        ("profile_item_from_has_its_precision", {"from_precision": "year"}),
        ("profile_item_to_has_its_precision", {"to_on": DAY, "to_precision": ""}),
        ("profile_item_to_has_its_precision", {"to_precision": "day"}),
        ("profile_item_code_or_text", {"code": "sciatica", "text": "the same in words"}),
        ("profile_item_dose_of_what_is_taken", {"dose": "5 mg"}),
        ("profile_item_none_says_no_more", {"kind": "medication", "code": "none", "dose": "5 mg"}),
        ("profile_item_none_says_no_more", {"code": "none", "note": "but"}),
        ("profile_item_none_says_no_more", {"code": "none", "to_on": DAY}),
        ("profile_item_began_at_a_date", {"kind": "spasms-began", "code": "spasms-began"}),
    ],
)
def test_what_does_not_fit_is_refused(alice, constraint, fields):
    with pytest.raises(IntegrityError, match=constraint):
        make_profile_item(alice, **fields)


def test_a_row_says_something(alice):
    from tracker.models import ProfileItem

    with pytest.raises(IntegrityError, match="profile_item_code_or_text"):
        ProfileItem.objects.create(owner=alice, kind="condition")


def test_what_began_and_ended_on_one_day_is_kept(alice):
    assert make_profile_item(alice, from_on=DAY, to_on=DAY).pk


def test_a_dose_of_what_is_taken_is_kept(alice):
    assert make_profile_item(alice, "supplement", text="Magnesium", dose="300 mg").pk


def test_the_spasms_began_once(alice, bob):
    make_profile_item(alice, "spasms-began", "spasms-began", from_on=DAY)
    make_profile_item(bob, "spasms-began", "spasms-began", from_on=DAY)
    with pytest.raises(IntegrityError):
        make_profile_item(alice, "spasms-began", "none")


def test_none_is_said_once_of_a_kind(alice, bob):
    make_profile_item(alice, "condition", "none")
    make_profile_item(alice, "exercise", "none")
    make_profile_item(bob, "condition", "none")
    with pytest.raises(IntegrityError):
        make_profile_item(alice, "condition", "none")


def test_two_people_may_use_the_same_uid(alice, bob):
    item = make_profile_item(alice)
    assert make_profile_item(bob, uid=item.uid).pk
    with pytest.raises(IntegrityError):
        make_profile_item(alice, uid=item.uid)
