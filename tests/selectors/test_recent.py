"""What was chosen last, as it is offered first."""

import datetime as dt
import uuid

from tests.factories import NOON, make_episode
from tracker.selectors import recent
from tracker.selectors.recent import REGIONS_OFFERED, Recent, recent_choices, recent_medicines

A_DAY = 24 * 60
"""In minutes."""


def entry(owner, minutes_ago, **details):
    return make_episode(owner, uid=uuid.uuid4(), started_at=NOON - dt.timedelta(minutes=minutes_ago), **details)


def test_nothing_was_chosen_in_an_empty_diary(alice):
    assert recent_choices(alice) == Recent()


def test_the_newest_choice_comes_first_and_each_comes_once(alice):
    """Neither backwards nor by code is this the same order."""
    entry(alice, A_DAY + 1, regions=(("calf", "left"),), factors=("stress",), relief=("heat",))
    entry(alice, 3, regions=(("jaw", "left"),), factors=("alcohol",), relief=("cold",))
    entry(alice, 2, regions=(("calf", "left"),), factors=("stress",), relief=("heat",))
    entry(alice, 1, regions=(("knee", "right"),), factors=("little-fluid",), relief=("massage",))
    assert recent_choices(alice) == Recent(
        regions=(("knee", "right"), ("calf", "left"), ("jaw", "left")),
        factors=("little-fluid", "stress", "alcohol"),
        relief=("massage", "heat", "cold"),
    )


def test_the_day_of_an_entry_counts_before_its_hour(alice):
    entry(alice, A_DAY, regions=(("calf", "left"),), factors=("stress",))
    entry(alice, 60, regions=(("knee", "right"),), factors=("alcohol",))
    chosen = recent_choices(alice)
    assert chosen.regions == (("knee", "right"), ("calf", "left"))
    assert chosen.factors == ("alcohol", "stress")


def test_older_entries_than_those_looked_at_offer_nothing(alice, monkeypatch):
    monkeypatch.setattr(recent, "ENTRIES_LOOKED_AT", 2)
    entry(alice, A_DAY, regions=(("calf", "left"),), factors=("stress",), relief=("heat",))
    entry(alice, 2, regions=(("jaw", "left"),), factors=("alcohol",), relief=("cold",))
    entry(alice, 1, regions=(("knee", "right"),), factors=("little-fluid",), relief=("massage",))
    assert recent_choices(alice) == Recent(
        regions=(("knee", "right"), ("jaw", "left")), factors=("little-fluid", "alcohol"), relief=("massage", "cold")
    )


def test_what_says_nothing_by_itself_is_not_offered(alice):
    entry(
        alice, 1, regions=(("other", ""),), factors=("none",), relief=({"code": "medication", "text": "a"}, "nothing")
    )
    assert recent_choices(alice) == Recent()


def test_no_more_places_than_fit_are_offered(alice):
    for n, side in enumerate(("left", "right", "both")):
        entry(alice, n, regions=(("calf", side), ("foot-sole", side)))
    assert len(recent_choices(alice).regions) == REGIONS_OFFERED


def test_other_people_choose_for_themselves(alice, bob):
    entry(bob, 1, factors=("stress",))
    assert recent_choices(alice) == Recent()


def medicine(owner, minutes_ago, name):
    return entry(owner, minutes_ago, relief=({"code": "medication", "text": name},))


def test_a_medicine_is_named_once_as_it_was_spelled_last(alice):
    medicine(alice, 3, "ibuprofen 400")
    medicine(alice, 2, "Übelin")
    medicine(alice, 1, "Ibuprofen 400")
    medicine(alice, 4, "ÜBELIN")
    assert recent_medicines(alice) == ["Ibuprofen 400", "Übelin"]


def test_nothing_but_a_named_medicine_is_one(alice):
    entry(alice, 1, relief=("medication", "heat", "x-hot-tea"))
    assert recent_medicines(alice) == []


def test_other_people_take_their_own_medicine(alice, bob):
    medicine(bob, 1, "Ibuprofen 400")
    assert recent_medicines(alice) == []


def test_medicines_are_those_of_the_newest_entries(alice, monkeypatch):
    monkeypatch.setattr(recent, "ENTRIES_OF_MEDICINES", 2)
    medicine(alice, 3, "long ago")
    medicine(alice, 2, "Ibuprofen 400")
    entry(alice, 1)
    assert recent_medicines(alice) == ["Ibuprofen 400"]
