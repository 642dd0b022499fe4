"""Blocks are closed when they are due and stay as they were closed; the rest follows the diary as far as it must."""

import datetime as dt
from dataclasses import replace

import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError

from tests.analysis.test_factor_records import judged, look, repeat
from tests.factories import ZONE, make_day, make_episode
from tracker.analysis.factor_records import SEEN_AGAIN, WORTH_WATCHING
from tracker.analysis.factors import LINKED, TOO_EARLY
from tracker.analysis.results import EMPTY_DIARY, NO_FACTORS_ASKED, TooLittle
from tracker.days import deadline_of
from tracker.models import Day, DayFactor, Episode, Evidence, FactorRecord
from tracker.selectors.person import person_of
from tracker.services import check_in, days, episodes, evidence, preferences
from tracker.services.evidence import earlier_method, factor_findings, factor_findings_at, factor_write
from tracker.wording.factors import next_words

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
    renewed(owner)
    with factor_write(person_of(owner), noon_of(day)):
        pass
    return factor_findings(person_of(owner), noon_of(day))


def change_intensity(owner, now: dt.datetime) -> None:
    row = Episode.objects.of(owner).earliest("started_at")
    episodes.amend_episode(person_of(owner), row, lambda record: replace(record, intensity=7), now=now)


def blocks_of(owner) -> list:
    row = Evidence.objects.filter(owner=owner).first()
    return row.blocks if row else []


def due_on(owner):
    owner.preferences.refresh_from_db()
    return owner.preferences.evidence_due_on


def renewed(owner):
    """As every write through the services does."""
    preferences.renew_data_version(owner)
    owner.preferences.refresh_from_db()


def test_an_empty_diary_and_one_that_never_asked(alice):
    assert found_on(alice, 0) == TooLittle(EMPTY_DIARY)
    make_day(alice, FIRST)
    renewed(alice)
    assert found_on(alice, 3) == TooLittle(NO_FACTORS_ASKED)


def test_of_a_factor_asked_for_yesterday_it_is_too_early_to_say_anything(alice):
    make_day(alice, FIRST)
    check_in.set_factors(person_of(alice), ["stress"], {}, FIRST)
    alice.preferences.refresh_from_db()
    analysis = found_on(alice, 1)
    assert [(each.code, each.state) for each in analysis.results] == [("stress", TOO_EARLY)]


def test_a_window_counts_once_it_is_over(alice):
    keep_diary(alice, 10)
    # Of the days 0 to 9 the last has no check-in after it, the first none before. Day 9's own window begins that night.
    assert found_on(alice, 10).n == 8
    # On the morning of day 9 the window of day 8 is still open.
    assert found_on(alice, 9).n == 7


@pytest.fixture
def linked(alice):
    """Three blocks with a link, which close on day 36, 64 and 92."""
    keep_diary(alice, 92)
    return alice


def test_blocks_are_stored_when_they_close(linked):
    analysis = found_on(linked, 92)
    assert (analysis.closed, analysis.results[0].state) == (3, LINKED)
    assert [sorted(each) for each in blocks_of(linked)] == [["closed_at", "passed", "strata", "weights"]] * 3
    row = Evidence.objects.get(owner=linked)
    assert (row.begins_on, row.weekend_from, row.outcome["kind"]) == (FIRST, 4, "any-spasm")
    assert due_on(linked) == FIRST + 120 * DAY


def test_a_page_stores_no_block_and_shows_what_would_be_stored(linked):
    before_any_write = factor_findings(person_of(linked), noon_of(92))
    assert blocks_of(linked) == []
    assert found_on(linked, 92) == before_any_write
    assert len(blocks_of(linked)) == 3


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
def test_the_first_write_closes_blocks_as_they_were_before_it(linked, write):
    due = factor_findings(person_of(linked), noon_of(92))
    WRITES[write](linked, noon_of(92))
    assert len(blocks_of(linked)) == 3
    linked.preferences.refresh_from_db()
    after = factor_findings(person_of(linked), noon_of(92))
    assert after.results[0].steps == due.results[0].steps


def test_a_write_before_the_day_closes_no_block(linked):
    change_intensity(linked, noon_of(35))
    assert (blocks_of(linked), due_on(linked)) == ([], FIRST + 36 * DAY)
    assert Evidence.objects.get(owner=linked).begins_on == FIRST


@pytest.mark.django_db(transaction=True)
def test_on_most_days_a_write_asks_for_nothing_but_a_date(alice, django_assert_max_num_queries):
    keep_diary(alice, 40)
    person = person_of(alice)
    with factor_write(person, noon_of(40)):
        pass
    alice.preferences.refresh_from_db()
    person = person_of(alice)
    # The transaction, the row that makes others wait, and the day in it.
    with django_assert_max_num_queries(3), factor_write(person, noon_of(45)):
        pass


def test_who_is_asked_for_nothing_is_looked_at_once_a_day(alice):
    make_day(alice, FIRST)
    found_on(alice, 3)
    assert due_on(alice) == FIRST + 4 * DAY


def test_while_too_few_check_ins_decide_nothing_the_diary_is_not_read_again(alice, monkeypatch):
    keep_diary(alice, 20)
    found_on(alice, 60)
    with monkeypatch.context() as without:
        without.setattr(evidence, "load_diary", None)
        with factor_write(person_of(alice), noon_of(61)):
            pass
    assert due_on(alice) == FIRST + 62 * DAY
    keep_diary(alice, 8, first=61)
    found_on(alice, 71)
    assert len(blocks_of(alice)) == 2


def test_days_added_before_it_began_do_not_move_the_grid(alice):
    keep_diary(alice, 40, first=20)
    found_on(alice, 40)
    keep_diary(alice, 20)
    assert found_on(alice, 60).closed == 1
    assert Evidence.objects.get(owner=alice).begins_on == FIRST + 20 * DAY
    assert sum(row[0] for row in blocks_of(alice)[0]["strata"]["stress"]) == 28


def test_blocks_are_closed_of_the_diary_as_it_is_by_now(linked):
    """Not as it was when the request began: another one may have written in between."""
    before = person_of(linked)
    of_before = factor_findings(before, noon_of(92))
    Episode.objects.filter(owner=linked, day__lt=FIRST + 40 * DAY).delete()
    renewed(linked)
    by_now = factor_findings(person_of(linked), noon_of(92))
    assert by_now.results != of_before.results
    with factor_write(before, noon_of(92)):
        pass
    assert factor_findings(person_of(linked), noon_of(92)) == by_now


def test_an_entry_is_saved_though_what_is_stored_of_blocks_cannot_be_read(linked):
    found_on(linked, 92)
    Evidence.objects.filter(owner=linked).update(blocks=[{"of": "another program"}])
    change_intensity(linked, noon_of(120))
    assert Episode.objects.of(linked).earliest("started_at").intensity == 7


def test_blocks_that_could_not_be_closed_are_tried_again(linked, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("tracker.services.evidence.due_blocks", lambda *arguments: 1 / 0)
        change_intensity(linked, noon_of(92))
    assert blocks_of(linked) == []
    change_intensity(linked, noon_of(92))
    assert len(blocks_of(linked)) == 3


@pytest.mark.django_db(transaction=True)
def test_blocks_of_someone_without_settings_are_closed(linked):
    linked.preferences.delete()
    person = person_of(get_user_model().objects.get(pk=linked.pk))
    with factor_write(person, noon_of(92)):
        pass
    assert blocks_of(linked) != []


@pytest.mark.django_db(transaction=True)
def test_a_database_that_fails_while_a_block_is_closed_saves_nothing(linked, monkeypatch):
    def fails(*arguments, **named):
        raise DatabaseError

    monkeypatch.setattr("tracker.services.evidence.load_diary", fails)
    with pytest.raises(DatabaseError):
        change_intensity(linked, noon_of(92))
    assert not Episode.objects.of(linked).filter(intensity=7).exists()


def test_what_closed_stays_when_entries_go(linked):
    before = found_on(linked, 92)
    stored = blocks_of(linked)
    Episode.objects.filter(owner=linked).delete()
    renewed(linked)
    after = found_on(linked, 92)
    assert after.results == before.results
    assert blocks_of(linked) == stored


def test_without_stored_blocks_the_same_entries_decide(linked):
    """What the test above holds would mean nothing if blocks did not depend on the entries."""
    before = found_on(linked, 92)
    Evidence.objects.filter(owner=linked).delete()
    Episode.objects.filter(owner=linked).delete()
    renewed(linked)
    assert found_on(linked, 92).results != before.results


def test_blocks_are_added_to_those_that_are_there(linked):
    found_on(linked, 92)
    stored = blocks_of(linked)
    keep_diary(linked, 90, first=92)
    assert found_on(linked, 182).results[0].state == LINKED
    assert blocks_of(linked)[:3] == stored
    assert len(blocks_of(linked)) == 6


def test_only_what_is_not_closed_is_read_again(linked, monkeypatch):
    found_on(linked, 92)
    keep_diary(linked, 150, first=92)
    found_on(linked, 242)
    read = []
    real = evidence.load_diary
    monkeypatch.setattr(evidence, "load_diary", lambda *a, **k: read.append(a[2]) or real(*a, **k))
    factor_findings(person_of(linked), noon_of(242))
    assert [period.first for period in read] == [FIRST + (28 * 8 - 93) * DAY]


def test_looking_again_writes_nothing(linked):
    found_on(linked, 92)
    before = blocks_of(linked)
    found_on(linked, 92)
    assert blocks_of(linked) == before


def test_what_is_said_as_of_an_earlier_instant_leaves_out_blocks_that_closed_later(linked):
    found_on(linked, 70)
    found_on(linked, 92)
    assert factor_findings_at(person_of(linked), noon_of(91)).closed == 2
    assert factor_findings_at(person_of(linked), noon_of(93)).closed == 3


def test_two_persons_blocks_never_mix(linked, bob):
    found_on(linked, 92)
    keep_diary(bob, 92, code="alcohol")
    assert [each.code for each in found_on(bob, 92).results] == ["alcohol"]
    assert [each.code for each in found_on(linked, 92).results] == ["stress"]


def test_the_weekend_is_that_of_the_zone_when_it_began(alice):
    preferences.save_preferences(alice, time_zone="Asia/Riyadh", theme="system", text_size="normal")
    alice.refresh_from_db()
    keep_diary(alice, 40)
    found_on(alice, 40)
    preferences.save_preferences(alice, time_zone="Europe/Berlin", theme="system", text_size="normal")
    alice.refresh_from_db()
    found_on(alice, 80)
    assert Evidence.objects.get(owner=alice).weekend_from == 3


def test_what_an_earlier_method_said_is_kept_with_its_date(alice):
    FactorRecord.objects.create(
        owner=alice, kind="look", at=90, taken_at=noon_of(92), data=look(90, judged("stress", passes=True))
    )
    assert earlier_method(alice) == {"stress": (WORTH_WATCHING, noon_of(92))}
    again = repeat("stress", 90, is_seen=True)
    FactorRecord.objects.create(owner=alice, kind="repeat", at=90, code="stress", taken_at=noon_of(182), data=again)
    assert earlier_method(alice) == {"stress": (SEEN_AGAIN, noon_of(182))}


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
    renewed(alice)
    after = found_on(alice, 20).results[0].counts
    assert after == replace(before, unexposed_outcomes=before.unexposed_outcomes + 1)


def test_who_answers_every_other_evening_is_promised_no_day_that_is_over(alice):
    for n in range(0, 50, 2):
        keep_diary(alice, 1, first=n)
    analysis = found_on(alice, 50)
    assert (analysis.closed, analysis.outcome.of) == (0, 25)
    assert dt.date.fromordinal(analysis.closes_on) < FIRST + 50 * DAY
    assert "25" in next_words(analysis)
    assert "are added on" not in next_words(analysis)
