"""Looks at change are taken once, when their window is complete, and changed by no later edit."""

import datetime as dt
from dataclasses import replace

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from tests.factories import ZONE, make_day, make_profile_item, make_visit
from tracker.analysis.change import VERDICT_FEWER, VERDICT_UNCLEAR, WindowCounts, windows_around
from tracker.analysis.change_records import change_as_data, change_from_data
from tracker.analysis.results import NO_DAYS_BEFORE
from tracker.models import ChangeRecord, Day, Episode, Preferences, ProfileItem, Visit
from tracker.pages.change_looks import looks_at_changes, taken_look_words
from tracker.selectors.person import person_of
from tracker.services import change_looks, episodes
from tracker.services.change_looks import looks_ahead, taken_looks, taken_on
from tracker.services.evidence import factor_write

DAY = dt.timedelta(days=1)
FIRST = dt.date(2026, 1, 5)
ON = FIRST + 100 * DAY
"""A medicine began here: spasms on every third day before, on every sixth from then on."""


def noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(11), tzinfo=dt.UTC)


def keep_diary(owner, first: int = 0, until: int = 190) -> None:
    """Every day from FIRST on is answered."""
    dates = [FIRST + n * DAY for n in range(first, until)]
    spasms = {date for date in dates if (date - ON).days % (3 if date < ON else 6) == 0}
    Episode.objects.bulk_create(
        Episode(
            owner=owner,
            started_at=noon(date),
            time_zone=ZONE,
            logged_at=noon(date),
            intensity=5,
            day=date,
            offset_seconds=3600,
        )
        for date in dates
        if date in spasms
    )
    Day.objects.bulk_create(
        Day(owner=owner, date=date, time_zone=ZONE, answer="none", answered_at=noon(date))
        for date in dates
        if date not in spasms
    )


@pytest.fixture
def marked(alice):
    keep_diary(alice)
    make_profile_item(alice, "medication", text="Baclofen", dose="5 mg", from_on=ON, look_since=True)
    return alice


def write_on(owner, day: dt.date) -> None:
    """A write of the diary that changes nothing."""
    with factor_write(person_now(owner), noon(day)):
        pass


def person_now(owner):
    return person_of(get_user_model().objects.get(pk=owner.pk))


def records(owner):
    return {(row.what, row.of, row.on): row.data for row in ChangeRecord.objects.filter(owner=owner)}


DUE = ON + 92 * DAY
"""The 90 days are over on day 89, and complete two days later."""


def test_a_marked_change_is_looked_at_when_its_90_days_are_complete(marked):
    write_on(marked, DUE - DAY)
    assert records(marked) == {}
    write_on(marked, DUE)
    (taken,) = taken_looks(marked)
    before, after = windows_around(ON)
    assert (taken.what, taken.on, taken.taken_at) == ("began", ON, noon(DUE))
    assert (taken.look.before, taken.look.after) == (WindowCounts(before, 30, 90, 90), WindowCounts(after, 15, 90, 90))
    assert taken.look.verdict.side == VERDICT_FEWER
    assert taken.change.words == "Baclofen 5 mg"


def test_it_is_taken_before_the_write_that_it_comes_with(marked):
    """The first write after it is complete deletes an entry of its days."""
    row = Episode.objects.of(marked).get(day=ON)
    episodes.delete_episode(person_now(marked), row, now=noon(DUE))
    assert taken_looks(marked)[0].look.after.n == 15


def test_a_pause_that_is_added_comes_after_it(marked, client, monkeypatch):
    """It would take days out of the window."""
    monkeypatch.setattr(timezone, "now", lambda: noon(DUE))
    client.force_login(marked)
    dates = {"from_on": ON.isoformat(), "to_on": (ON + 20 * DAY).isoformat()}
    assert client.post(reverse("pauses"), dates).status_code == 302
    assert taken_looks(marked)[0].look.after.asked == 90


def test_no_later_edit_changes_it(marked):
    write_on(marked, DUE)
    stored = records(marked)
    for row in Episode.objects.of(marked).filter(day__gte=ON)[:8]:
        episodes.delete_episode(person_now(marked), row, now=noon(DUE + DAY))
    Day.objects.of(marked).filter(date__gte=ON).delete()
    write_on(marked, DUE + 40 * DAY)
    assert records(marked) == stored


def test_what_is_removed_is_looked_at_without_its_name(marked):
    write_on(marked, DUE)
    ProfileItem.objects.all().delete()
    (taken,) = taken_looks(marked)
    assert taken.change is None


def test_what_is_dated_otherwise_by_now_is_not_said_to_have_begun_then(marked):
    write_on(marked, DUE)
    ProfileItem.objects.update(from_on=ON - 30 * DAY)
    (taken,) = taken_looks(marked)
    words = taken_look_words(taken)
    assert "Since a change on" in words.heading
    assert "Baclofen" not in words.heading


@pytest.mark.parametrize(("moved_by", "words"), [(0, "Since your visit on"), (9, "Since a change on")])
def test_a_visit_on_another_date_by_now_is_not_said_to_have_been_then(alice, moved_by, words):
    keep_diary(alice)
    visit = make_visit(alice, on=ON, look=True)
    write_on(alice, DUE)
    Visit.objects.filter(pk=visit.pk).update(on=ON + moved_by * DAY)
    (taken,) = taken_looks(alice)
    assert taken_look_words(taken).heading.startswith(words)


def test_what_is_no_longer_marked_is_not_looked_at(marked):
    ProfileItem.objects.update(look_since=False)
    write_on(marked, DUE)
    assert records(marked) == {}


def test_ends_and_visits_are_looked_at(alice):
    keep_diary(alice)
    make_profile_item(alice, "exercise", text="Swimming", to_on=ON, look_until=True)
    write_on(alice, DUE)
    assert taken_looks(alice)[0].what == "ended"
    ChangeRecord.objects.all().delete()
    ProfileItem.objects.all().delete()
    Preferences.objects.update(changes_due_on=None)
    visit = make_visit(alice, ON, look=True)
    write_on(alice, DUE)
    (taken,) = taken_looks(alice)
    assert (taken.what, taken.change.of, taken.look.begins_at_visit) == ("visit", str(visit.uid), True)


def test_marks_that_share_days_are_looked_at_once(marked):
    make_visit(marked, ON + DAY, look=True)
    write_on(marked, DUE + 10 * DAY)
    assert [what for what, _of, _on in records(marked)] == ["began"]


def test_a_diary_that_begins_within_the_days_before_has_no_verdict(marked):
    Episode.objects.of(marked).filter(day__lt=FIRST + 30 * DAY).delete()
    Day.objects.of(marked).filter(date__lt=FIRST + 30 * DAY).delete()
    write_on(marked, DUE)
    (taken,) = taken_looks(marked)
    assert (taken.look.why_none, taken.look.verdict.side) == (NO_DAYS_BEFORE, VERDICT_UNCLEAR)


def test_the_years_of_a_diary_are_looked_at_in_turn(alice):
    keep_diary(alice, 0, 1100)
    due = FIRST + 732 * DAY
    write_on(alice, due - DAY)
    assert records(alice) == {}
    write_on(alice, due)
    write_on(alice, due + 20 * DAY)
    (first,) = taken_looks(alice)
    assert (first.look.before.days, first.look.after.days) == windows_around(FIRST + 365 * DAY, 365)
    write_on(alice, due + 365 * DAY)
    second, first_again = taken_looks(alice)
    assert first_again == first
    assert (second.look.before.days, second.look.after.days) == windows_around(FIRST + 730 * DAY, 365)


def test_entries_added_before_the_first_move_no_year_that_was_looked_at(alice):
    keep_diary(alice, 0, 735)
    write_on(alice, FIRST + 732 * DAY)
    stored = records(alice)
    make_day(alice, FIRST - 400 * DAY)
    write_on(alice, FIRST + 760 * DAY)
    assert records(alice) == stored


def test_an_older_diary_that_was_added_is_looked_at_within_a_week(alice):
    keep_diary(alice, 730, 740)
    write_on(alice, FIRST + 735 * DAY)
    keep_diary(alice, 0, 730)
    write_on(alice, FIRST + 742 * DAY)
    assert len(records(alice)) == 1


@pytest.mark.django_db(transaction=True)
def test_most_writes_ask_nothing(marked, django_assert_num_queries):
    write_on(marked, DUE)
    person = person_now(marked)
    with django_assert_num_queries(0):
        change_looks.store_due_changes(person, noon(DUE + DAY))


def test_a_look_that_cannot_be_taken_keeps_nobody_from_logging(marked, monkeypatch, caplog):
    monkeypatch.setattr(change_looks, "change_look", lambda *_: 1 / 0)
    row = Episode.objects.of(marked).get(day=ON)
    episodes.amend_episode(person_now(marked), row, lambda record: replace(record, intensity=7), now=noon(DUE))
    row.refresh_from_db()
    assert row.intensity == 7
    assert "could not be taken" in caplog.text


def test_nobody_elses_diary_is_looked_at(marked, bob):
    keep_diary(bob)
    make_visit(bob, ON, look=True)
    write_on(marked, DUE)
    assert records(bob) == {}
    assert [taken.change.words for taken in taken_looks(marked)] == ["Baclofen 5 mg"]
    assert taken_looks(bob) == []


def test_pages_learn_of_it(marked):
    version = Preferences.objects.get(owner=marked).data_version
    write_on(marked, DUE)
    assert Preferences.objects.get(owner=marked).data_version != version


def test_what_is_still_ahead(marked):
    visit = make_visit(marked, ON + 200 * DAY, look=True)
    first, second = looks_ahead(marked)
    assert (first.words, second.of, taken_on(first)) == ("Baclofen 5 mg", str(visit.uid), DUE)
    write_on(marked, DUE)
    assert looks_ahead(marked) == [second]
    Visit.objects.all().delete()
    assert looks_ahead(marked) == []


def test_what_was_taken_later_does_not_show_on_a_page_of_before(marked):
    write_on(marked, DUE)
    assert taken_looks(marked, noon(DUE) - DAY) == []
    assert len(taken_looks(marked, noon(DUE))) == 1


def test_a_look_comes_back_as_it_was_stored(marked):
    write_on(marked, DUE)
    (data,) = records(marked).values()
    assert change_as_data(change_from_data(data)) == data
    with_pauses = data | {"after": data["after"] | {"in_pauses": 3, "asked": 80, "of": 70}}
    with_pauses |= {"side": "unclear", "depends_on_pauses": True}
    assert change_as_data(change_from_data(with_pauses)) == with_pauses


@pytest.mark.parametrize(
    "change",
    [
        {"side": "better"},
        {"side": "fewer", "depends_on_pauses": True},
        {"side": "unclear", "depends_on_pauses": "yes"},
        {"ratio": None},
        {"ratio": [0.5, 0.6, 0.7]},
        {"ratio": [0.5, 0.4, float("inf")]},
        {"why_none": "no-days-before"},
        {"before": {"first": "2026-01-15", "last": "2026-04-14", "n": 91, "of": 90, "asked": 90}},
        {"before": {"first": "2026-01-14", "last": "2026-04-14", "n": 30, "of": 90, "asked": 90}},
        {"before": {"first": "0001-01-15", "last": "0001-04-14", "n": 30, "of": 90, "asked": 90}},
        {"touches_beginning": 1},
        {"figures": {"false": [1, 5], "halved": [19, 10], "doubled": [27, 56]}},
        {"figures": {"false": [1, 5], "halved": [10, 190], "doubled": [27, 56]}},
    ],
)
def test_what_no_look_can_be_is_refused(marked, change):
    write_on(marked, DUE)
    (data,) = records(marked).values()
    with pytest.raises((KeyError, TypeError, ValueError)):
        change_from_data(data | change)


def test_what_else_changed_in_the_days_after_stands_beside_a_look_and_changes_none_of_it(marked):
    write_on(marked, DUE)
    before = records(marked)
    ProfileItem.objects.of(marked).update(to_on=ON + 19 * DAY, to_precision="day")
    make_profile_item(marked, "medication", text="Quinine", from_on=ON + 20 * DAY)
    make_profile_item(marked, "supplement", text="Magnesium", from_on=ON + 90 * DAY)
    make_profile_item(marked, "supplement", code="none", from_on=ON + 30 * DAY)
    make_profile_item(marked, "condition", text="Sciatica", from_on=ON + 30 * DAY)
    (taken,) = taken_looks(marked)
    assert [(other.what, other.words) for other in taken.others] == [("ended", "Baclofen 5 mg"), ("began", "Quinine")]
    assert taken_look_words(taken).others == (
        "You stopped it on 4 May 2026. You began “Quinine” on 5 May 2026, within the same 90 days."
    )
    assert records(marked) == before


def test_what_was_added_after_an_instant_is_not_told_of_before_it(marked):
    write_on(marked, DUE)
    item = make_profile_item(marked, "medication", text="Quinine", from_on=ON + 20 * DAY)
    ProfileItem.objects.filter(pk=item.pk).update(added_at=noon(DUE + DAY))
    assert [len(taken_looks(marked, noon(DUE + n * DAY))[0].others) for n in (0, 1)] == [0, 1]


def test_a_changed_dose_in_the_days_after_is_one_change(marked):
    write_on(marked, DUE)
    ProfileItem.objects.of(marked).update(to_on=ON + 19 * DAY, to_precision="day")
    make_profile_item(marked, "medication", text="baclofen", dose="10 mg", from_on=ON + 19 * DAY)
    (taken,) = taken_looks(marked)
    assert [other.what for other in taken.others] == ["dose"]
    assert taken_look_words(taken).others == "You changed its dose from 5 mg to 10 mg on 4 May 2026."


@pytest.mark.parametrize("is_end", [False, True])
def test_a_look_at_a_changed_dose_says_so(marked, is_end):
    """Whether the end of the old dose was marked, or the beginning of the new one."""
    if is_end:
        new = {"from_on": ON}
        ProfileItem.objects.of(marked).update(
            from_on=FIRST, to_on=ON, to_precision="day", look_since=False, look_until=True
        )
    else:
        new = {"from_on": FIRST, "to_on": ON}
    make_profile_item(marked, "medication", text="Baclofen", dose="10 mg", **new)
    doses = "from 5 mg to 10 mg" if is_end else "from 10 mg to 5 mg"
    heading = f"Since you changed the dose of “Baclofen” {doses} on 15 April 2026"
    of = [str(uid) for uid in ProfileItem.objects.of(marked).values_list("uid", flat=True)]
    assert [look.heading for look in looks_at_changes(marked, of, is_any_marked=True).ahead] == [heading]
    write_on(marked, DUE)
    (taken,) = taken_looks(marked)
    words = taken_look_words(taken)
    assert (words.heading, words.others) == (heading, "")
