"""Looks are taken when they are due and stay as they were said; the rest follows the diary as far as it must."""

import datetime as dt
from dataclasses import replace

import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError

from tests.factories import ZONE, make_day, make_episode
from tracker.analysis.factors import CANNOT_TELL, SEEN_AGAIN, WORTH_WATCHING
from tracker.analysis.results import EMPTY_DIARY, NO_FACTORS_ASKED, TooLittle
from tracker.days import deadline_of
from tracker.models import Day, DayFactor, Episode, FactorRecord
from tracker.selectors.person import person_of
from tracker.services import check_in, days, episodes, preferences
from tracker.services.looks import factor_findings, factor_write

DAY = dt.timedelta(days=1)
FIRST = dt.date(2026, 1, 5)
PATTERN = "1100100"
"""Of each seven days, the ones with the factor; a spasm in the night after each, and now and then the other way."""


def evening(date: dt.date) -> dt.datetime:
    """Half an hour before the deadline."""
    return deadline_of(date, ZONE) - dt.timedelta(minutes=30)


def keep_diary(owner, days: int, first: int = 0, code: str = "stress") -> None:
    """So many evenings in a row from FIRST on, answered in time, with a link between the factor and the night after."""
    dates = [FIRST + n * DAY for n in range(first, first + days)]
    exposed = {date: PATTERN[(date - FIRST).days % 7] == "1" for date in dates}
    spasm = [date for date in dates if exposed[date] != ((date - FIRST).days % 19 == 3)]
    Episode.objects.bulk_create(
        Episode(
            owner=owner,
            started_at=evening(date) + dt.timedelta(hours=4),
            time_zone=ZONE,
            logged_at=evening(date),
            intensity=5,
            day=date,
            offset_seconds=3600,
        )
        for date in spasm
    )
    rows = Day.objects.bulk_create(
        Day(owner=owner, date=date, time_zone=ZONE, answer="listed", answered_at=evening(date)) for date in dates
    )
    DayFactor.objects.bulk_create(
        DayFactor(day=row, code=code, is_yes=exposed[row.date], first_answered_at=row.answered_at) for row in rows
    )


def noon_of(day: int) -> dt.datetime:
    """Noon of the day that is `day` days after FIRST."""
    return dt.datetime.combine(FIRST + day * DAY, dt.time(11), tzinfo=dt.UTC)


def found_on(owner, day: int):
    """What is said at noon of that day, after a write which changes nothing."""
    raised(owner)
    with factor_write(person_of(owner), noon_of(day)):
        pass
    return factor_findings(person_of(owner), noon_of(day))


def change_intensity(owner, now: dt.datetime) -> None:
    row = Episode.objects.of(owner).earliest("started_at")
    episodes.amend_episode(person_of(owner), row, lambda record: replace(record, intensity=7), now=now)


def written(owner) -> dict:
    return {(row.kind, row.at, row.code): row.data for row in FactorRecord.objects.filter(owner=owner)}


def raised(owner):
    """As every write through the services does."""
    preferences.renew_data_version(owner)
    owner.preferences.refresh_from_db()


def test_an_empty_diary_and_one_that_never_asked(alice):
    assert found_on(alice, 0) == TooLittle(EMPTY_DIARY)
    make_day(alice, FIRST)
    raised(alice)
    assert found_on(alice, 3) == TooLittle(NO_FACTORS_ASKED)


def test_a_factor_asked_for_yesterday_cannot_be_told(alice):
    make_day(alice, FIRST)
    check_in.set_factors(person_of(alice), ["stress"], {}, FIRST)
    alice.preferences.refresh_from_db()
    analysis = found_on(alice, 1)
    assert [(each.code, each.verdict) for each in analysis.results] == [("stress", CANNOT_TELL)]


def test_a_window_counts_once_it_is_over(alice):
    keep_diary(alice, 10)
    # Of the days 0 to 9 the last has no check-in after it, the first none before. Day 9's own window begins that night.
    assert found_on(alice, 10).n == 8
    # On the morning of day 9 the window of day 8 is still open.
    assert found_on(alice, 9).n == 7


@pytest.fixture
def linked(alice):
    """Ninety usable days with a link."""
    keep_diary(alice, 92)
    return alice


def test_a_look_is_stored_when_it_is_taken(linked):
    analysis = found_on(linked, 92)
    assert (analysis.n, analysis.results[0].verdict) == (90, WORTH_WATCHING)
    assert set(written(linked)) == {("look", 90, ""), ("outcome", 0, "")}


def test_a_page_stores_no_look_and_shows_what_would_be_stored(linked):
    before_any_write = factor_findings(person_of(linked), noon_of(92))
    assert written(linked) == {}
    assert found_on(linked, 92).looks == before_any_write.looks
    assert written(linked) != {}


WRITES = {
    "an entry is changed": change_intensity,
    "an entry is deleted": lambda owner, now: episodes.delete_episode(
        person_of(owner), Episode.objects.of(owner).earliest("started_at"), now=now
    ),
    "a day is clear": lambda owner, now: days.confirm_clear(person_of(owner), now.date(), now=now),
    "a check-in": lambda owner, now: days.save_check_in(
        person_of(owner), now.date(), days.DayAnswers(answer="none", factors={"stress": True}), now=now
    ),
    "a check-in is taken back": lambda owner, now: days.withdraw_check_in(person_of(owner), now.date() - DAY, now=now),
}


@pytest.mark.parametrize("write", sorted(WRITES))
def test_the_first_write_stores_the_look_as_it_was_before_it(linked, write):
    due = factor_findings(person_of(linked), noon_of(92))
    WRITES[write](linked, noon_of(92))
    assert set(written(linked)) == {("look", 90, ""), ("outcome", 0, "")}
    linked.preferences.refresh_from_db()
    assert factor_findings(person_of(linked), noon_of(92)).looks == due.looks


def test_a_write_before_the_day_stores_no_look(linked):
    change_intensity(linked, noon_of(91))
    assert not FactorRecord.objects.filter(owner=linked, kind=FactorRecord.LOOK).exists()


@pytest.mark.django_db(transaction=True)
def test_it_is_seen_to_once_a_day(alice, django_assert_max_num_queries):
    keep_diary(alice, 40)
    person = person_of(alice)
    with factor_write(person, noon_of(40)):
        pass
    alice.preferences.refresh_from_db()
    person = person_of(alice)
    # The transaction, the row that makes others wait, and the day in it.
    with django_assert_max_num_queries(4), factor_write(person, noon_of(40)):
        pass


def test_what_was_seen_to_is_seen_to_again_after_another_write(linked):
    """Answers that came from elsewhere."""
    answers = list(DayFactor.objects.filter(day__owner=linked))
    DayFactor.objects.filter(day__owner=linked).delete()
    with factor_write(person_of(linked), noon_of(92)):
        pass
    DayFactor.objects.bulk_create(answers)
    raised(linked)
    change_intensity(linked, noon_of(92))
    assert set(written(linked)) == {("look", 90, ""), ("outcome", 0, "")}


def test_a_look_is_taken_of_the_diary_as_it_is_by_now(linked):
    """Not as it was when the request began: another one may have written in between."""
    before = person_of(linked)
    of_before = factor_findings(before, noon_of(92))
    Episode.objects.filter(owner=linked, day__lt=FIRST + 40 * DAY).delete()
    raised(linked)
    by_now = factor_findings(person_of(linked), noon_of(92))
    assert by_now.looks != of_before.looks
    with factor_write(before, noon_of(92)):
        pass
    assert factor_findings(person_of(linked), noon_of(92)).looks == by_now.looks


def test_an_entry_is_saved_though_what_is_stored_of_looks_cannot_be_read(linked):
    found_on(linked, 92)
    FactorRecord.objects.filter(owner=linked, kind=FactorRecord.LOOK).update(data={"of": "another program"})
    raised(linked)
    change_intensity(linked, noon_of(92))
    assert Episode.objects.of(linked).earliest("started_at").intensity == 7


def test_looks_that_could_not_be_taken_are_tried_again(linked, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("tracker.services.looks.factor_analysis", lambda *arguments: 1 / 0)
        change_intensity(linked, noon_of(92))
    assert written(linked) == {}
    change_intensity(linked, noon_of(92))
    assert set(written(linked)) == {("look", 90, ""), ("outcome", 0, "")}


@pytest.mark.django_db(transaction=True)
def test_looks_of_someone_without_settings_are_taken(linked):
    linked.preferences.delete()
    person = person_of(get_user_model().objects.get(pk=linked.pk))
    with factor_write(person, noon_of(92)):
        pass
    assert written(linked) != {}


@pytest.mark.django_db(transaction=True)
def test_a_database_that_fails_while_a_look_is_stored_saves_nothing(linked, monkeypatch):
    def fails(*arguments, **named):
        raise DatabaseError

    monkeypatch.setattr("tracker.services.looks.load_diary", fails)
    with pytest.raises(DatabaseError):
        change_intensity(linked, noon_of(92))
    assert not Episode.objects.of(linked).filter(intensity=7).exists()


def test_a_stored_look_stays_when_entries_go(linked):
    before = found_on(linked, 92)
    said = written(linked)
    Episode.objects.filter(owner=linked).delete()
    raised(linked)
    after = found_on(linked, 92)
    assert after.looks == before.looks
    assert written(linked) == said


def test_without_a_stored_look_the_same_entries_decide(linked):
    """What the test above holds would mean nothing if the look did not depend on the entries."""
    before = found_on(linked, 92)
    FactorRecord.objects.filter(owner=linked).delete()
    Episode.objects.filter(owner=linked).delete()
    raised(linked)
    assert found_on(linked, 92).looks != before.looks


def test_the_next_90_days_are_stored_as_a_repeat(linked):
    found_on(linked, 92)
    keep_diary(linked, 90, first=92)
    raised(linked)
    analysis = found_on(linked, 182)
    assert analysis.results[0].verdict == SEEN_AGAIN
    assert set(written(linked)) >= {("look", 180, ""), ("repeat", 90, "stress")}


def test_looking_again_writes_nothing(linked):
    found_on(linked, 92)
    said = FactorRecord.objects.filter(owner=linked).values_list("pk", "taken_at")
    before = list(said)
    found_on(linked, 92)
    assert list(said.all()) == before


def test_two_persons_looks_never_mix(linked, bob):
    found_on(linked, 92)
    keep_diary(bob, 92, code="alcohol")
    assert [each.code for each in found_on(bob, 92).results] == ["alcohol"]
    assert [each.code for each in found_on(linked, 92).results] == ["stress"]


# Changing a setting changes what it must, and nothing else


def usable(owner, day: int) -> int:
    return found_on(owner, day).n


def test_a_later_bedtime_changes_the_days_from_its_date_on(alice):
    keep_diary(alice, 20)
    Day.objects.filter(owner=alice, date__gte=FIRST + 10 * DAY).update(answered_at=None, answer="")
    for n in range(10, 20):
        date = FIRST + n * DAY
        late = evening(date) + dt.timedelta(minutes=45)
        Day.objects.filter(owner=alice, date=date).update(answer="listed", answered_at=late)
    assert usable(alice, 20) == 9
    preferences.set_deadline(person_of(alice), dt.time(23), FIRST + 15 * DAY)
    alice.preferences.refresh_from_db()
    # Days 15 to 18 are on time now; the evenings before keep the bedtime that they had.
    assert usable(alice, 20) == 9 + 4


def test_an_earlier_bedtime_takes_no_earlier_day_away(alice):
    keep_diary(alice, 20)
    before = usable(alice, 20)
    preferences.set_deadline(person_of(alice), dt.time(21), FIRST + 19 * DAY)
    alice.preferences.refresh_from_db()
    assert usable(alice, 20) == before


def test_another_list_of_factors_keeps_the_answers_of_earlier_days(alice):
    keep_diary(alice, 20)
    before = found_on(alice, 20).results[0]
    check_in.set_factors(person_of(alice), ["alcohol"], {}, FIRST + 19 * DAY)
    alice.preferences.refresh_from_db()
    after = {each.code: each for each in found_on(alice, 20).results}
    assert after["stress"].counts == before.counts
    assert after["alcohol"].counts.n == 0


def test_moving_home_leaves_the_earlier_days_as_they_are(alice):
    keep_diary(alice, 20)
    before = found_on(alice, 21)
    preferences.save_preferences(alice, time_zone="Asia/Tokyo", theme="system", text_size="normal")
    alice.refresh_from_db()
    after = found_on(alice, 21)
    assert (after.n, after.results) == (before.n, before.results)


def test_another_start_of_the_day_leaves_the_windows_as_they_are(alice):
    keep_diary(alice, 20)
    before = found_on(alice, 20)
    preferences.set_day_start(alice, 6, FIRST + 19 * DAY)
    alice.preferences.refresh_from_db()
    after = found_on(alice, 20)
    assert (after.n, after.results) == (before.n, before.results)


def test_one_entry_more_changes_its_own_window_alone(alice):
    keep_diary(alice, 20)
    before = found_on(alice, 20).results[0].counts
    # Day 5 has no spasm in the night after, and no stress.
    make_episode(alice, started_at=evening(FIRST + 5 * DAY) + dt.timedelta(hours=2))
    raised(alice)
    after = found_on(alice, 20).results[0].counts
    assert after == replace(before, unexposed_outcomes=before.unexposed_outcomes + 1)
