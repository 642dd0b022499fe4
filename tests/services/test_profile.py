"""Writes of the health profile: a row said, changed, ended, removed and brought back, and "none"."""

import datetime as dt
import uuid

import pytest

from tests.factories import NOON, make_profile_item
from tracker.days import PartialDate
from tracker.models import Preferences, ProfileItem, Revision
from tracker.services import profile as service
from tracker.services.profile import ItemData

TODAY = dt.date(2026, 6, 10)
DAY = dt.timedelta(days=1)
IBUPROFEN = ItemData(text="Ibuprofen", dose="400 mg", since=PartialDate(2024, 2), note="After meals", private=True)


def save(owner, kind="medication", told=IBUPROFEN, uid=None):
    return service.save_item(owner, kind, uid or uuid.uuid4(), told, now=NOON)


def version(owner):
    return Preferences.objects.get(owner=owner).data_version


def test_all_that_was_told_is_stored(alice):
    save(alice)
    item = ProfileItem.objects.get()
    assert (item.owner, item.kind, item.text, item.dose) == (alice, "medication", "Ibuprofen", "400 mg")
    assert (item.from_on, item.from_precision) == (dt.date(2024, 2, 1), "month")
    assert (item.to_on, item.to_precision) == (None, "")
    assert (item.note, item.private) == ("After meals", True)


def test_an_end_is_the_last_day_that_it_can_mean(alice):
    save(alice, told=ItemData(text="Baclofen", since=PartialDate(2020), until=PartialDate(2020)))
    item = ProfileItem.objects.get()
    assert (item.from_on, item.to_on, item.to_precision) == (dt.date(2020, 1, 1), dt.date(2020, 12, 31), "year")


def test_sent_twice_it_is_one_row_and_changes_nothing(alice):
    uid = uuid.uuid4()
    first = save(alice, uid=uid)
    before = version(alice)
    assert save(alice, uid=uid) == first
    assert ProfileItem.objects.count() == 1
    assert version(alice) == before


def test_the_same_uid_changes_the_row(alice):
    uid = save(alice).uid
    save(alice, told=ItemData(text="Ibuprofen", dose="600 mg"), uid=uid)
    item = ProfileItem.objects.get()
    assert (item.dose, item.from_on, item.from_precision, item.note) == ("600 mg", None, "", "")


def test_the_uid_of_another_row_makes_a_row_of_its_own(alice, bob):
    uid = save(alice).uid
    save(alice, "exercise", ItemData(text="Walking"), uid=uid)
    save(bob, uid=uid)
    assert set(ProfileItem.objects.of(alice).values_list("kind", flat=True)) == {"medication", "exercise"}
    assert ProfileItem.objects.of(bob).get().uid == uid


def test_when_the_spasms_began_is_told_once(alice):
    save(alice, "spasms-began", ItemData(since=PartialDate(2019)))
    save(alice, "spasms-began", ItemData(since=PartialDate(2018, 5)))
    item = ProfileItem.objects.get()
    assert (item.code, item.from_on, item.from_precision) == ("spasms-began", dt.date(2018, 5, 1), "month")


def test_an_unknown_kind_is_refused(alice):
    with pytest.raises(KeyError):
        save(alice, "shoe-size")


def test_a_row_ends_today(alice):
    item = make_profile_item(alice, from_on=TODAY - 9 * DAY)
    assert service.end_item(alice, item, TODAY, now=NOON)
    item.refresh_from_db()
    assert (item.to_on, item.to_precision) == (TODAY, "day")


def test_an_end_that_was_still_to_come_is_moved(alice):
    item = make_profile_item(alice, to_on=TODAY + 9 * DAY)
    assert service.end_item(alice, item, TODAY, now=NOON)


@pytest.mark.parametrize(
    "fields",
    [
        {"to_on": TODAY - DAY},
        {"from_on": TODAY + DAY},
        {"kind": "spine-injury", "text": "A fall"},
        {"kind": "medication", "code": "none"},
    ],
)
def test_what_cannot_end_today_stays(alice, fields):
    item = make_profile_item(alice, **fields)
    assert not service.end_item(alice, item, TODAY, now=NOON)
    assert ProfileItem.objects.get().to_on == fields.get("to_on")


def test_a_removed_row_comes_back_whole(alice):
    data = ItemData(text="Baclofen", dose="5 mg", since=PartialDate(2020), until=PartialDate(2021, 3, 5))
    item = save(alice, told=data)
    before = ProfileItem.objects.values().get(pk=item.pk)
    revision = service.remove_item(alice, item, now=NOON)
    assert not ProfileItem.objects.exists()
    service.restore_item(alice, revision, now=NOON + 29 * DAY)
    after = ProfileItem.objects.values().get()
    assert after | {"id": None} == before | {"id": None}
    assert not Revision.objects.exists()


def test_what_it_is_taken_for_is_stored_and_changed(alice):
    uid = save(alice, told=ItemData(text="Baclofen", for_spasms=True)).uid
    assert ProfileItem.objects.get().for_spasms
    before = version(alice)
    save(alice, told=ItemData(text="Baclofen"), uid=uid)
    assert not ProfileItem.objects.get().for_spasms
    assert version(alice) != before


def test_what_it_is_taken_for_comes_back_with_it(alice):
    revision = service.remove_item(alice, save(alice, told=ItemData(text="Baclofen", for_spasms=True)), now=NOON)
    assert service.restore_item(alice, revision, now=NOON).for_spasms
    assert ProfileItem.objects.get().for_spasms


def test_what_was_removed_before_it_was_asked_for_still_comes_back(alice):
    revision = service.remove_item(alice, save(alice), now=NOON)
    del revision.snapshot["for_spasms"]
    revision.save()
    assert not service.restore_item(alice, Revision.objects.get(), now=NOON).for_spasms


def test_after_30_days_it_is_gone(alice):
    revision = service.remove_item(alice, save(alice), now=NOON)
    late = NOON + 31 * DAY
    assert service.restore_item(alice, revision, now=late) is None
    assert service.removed_items(alice, now=late) == []
    service.remove_item(alice, save(alice), now=late)
    assert Revision.objects.count() == 1


def test_what_was_removed_is_listed_the_latest_first(alice, bob):
    for text in ("first", "second"):
        service.remove_item(alice, save(alice, told=ItemData(text=text)), now=NOON)
    service.remove_item(bob, save(bob), now=NOON)
    assert [item.text for _revision, item in service.removed_items(alice, now=NOON)] == ["second", "first"]


def test_an_entry_that_was_deleted_is_not_among_them(alice):
    from tests.factories import make_episode
    from tracker.selectors.person import person_of
    from tracker.services.episodes import delete_episode

    delete_episode(person_of(alice), make_episode(alice), now=NOON)
    assert service.removed_items(alice, now=NOON) == []


def test_removed_twice_it_is_kept_once(alice):
    item = save(alice)
    service.remove_item(alice, item, now=NOON)
    item.pk = 1
    assert service.remove_item(alice, item, now=NOON) is None
    assert Revision.objects.count() == 1


def test_what_was_told_since_of_a_thing_told_once_can_be_brought_back_too(alice):
    revision = service.remove_item(alice, save(alice, "spasms-began", ItemData(since=PartialDate(2018))), now=NOON)
    save(alice, "spasms-began", ItemData(since=PartialDate(2019)))
    service.restore_item(alice, revision, now=NOON)
    assert ProfileItem.objects.get().from_on.year == 2018
    ((_revision, other),) = service.removed_items(alice, now=NOON)
    assert other.from_on.year == 2019


def test_a_snapshot_of_a_later_version_is_not_guessed_at(alice):
    revision = service.remove_item(alice, save(alice), now=NOON)
    revision.schema = 99
    with pytest.raises(ValueError, match="99"):
        service.restore_item(alice, revision, now=NOON)


def test_none_is_stored_with_its_day_and_said_once(alice):
    service.say_none(alice, "supplement", TODAY)
    service.say_none(alice, "supplement", TODAY + DAY)
    item = ProfileItem.objects.get()
    assert (item.kind, item.code, item.from_on) == ("supplement", "none", TODAY)


def test_a_row_takes_the_place_of_none(alice):
    service.say_none(alice, "medication", TODAY)
    service.say_none(alice, "supplement", TODAY)
    save(alice)
    assert set(ProfileItem.objects.values_list("kind", "code")) == {("medication", ""), ("supplement", "none")}


def test_none_does_not_take_the_place_of_rows(alice):
    make_profile_item(alice, "medication", text="Baclofen", to_on=TODAY - DAY)
    with pytest.raises(service.KindAnsweredError):
        service.say_none(alice, "medication", TODAY)
    assert ProfileItem.objects.get().text == "Baclofen"


def test_none_of_an_unknown_kind_is_refused(alice):
    with pytest.raises(KeyError):
        service.say_none(alice, "shoe-size", TODAY)


def test_none_can_be_taken_back(alice):
    service.say_none(alice, "medication", TODAY)
    assert service.take_back_none(alice, "medication")
    assert not service.take_back_none(alice, "medication")
    assert not ProfileItem.objects.exists()


def test_taking_none_back_takes_nothing_else(alice, bob):
    service.say_none(bob, "medication", TODAY)
    save(alice)
    assert not service.take_back_none(alice, "medication")
    assert ProfileItem.objects.count() == 2
