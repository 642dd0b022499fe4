"""Which backups a rule keeps, and which names are backups at all."""

import datetime as dt

import pytest

from tracker.management.backups import backup_name, forget_all_older, forget_older
from tracker.management.retention import Keep
from tracker.selectors.backup_files import backups_in


def at(day, hour=12, month=6, year=2026):
    return dt.datetime(year, month, day, hour, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "rules"),
    [("7d", (("d", 7),)), ("7d,4w,12m", (("d", 7), ("w", 4), ("m", 12))), (" 2D , 1y ", (("d", 2), ("y", 1)))],
)
def test_rules_are_read(text, rules):
    assert Keep.from_text(text).rules == rules


@pytest.mark.parametrize("text", ["", "7", "d", "0d", "-1d", "7d,", "7d;4w", "7h", "7d 4w", "1.5d", "99999d"])
def test_what_is_no_rule_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        Keep.from_text(text)


def test_the_last_of_each_day_is_kept():
    moments = [at(8), at(9, 8), at(9, 20), at(10, 8), at(10, 9)]
    assert Keep.from_text("2d").kept(moments) == {at(9, 20), at(10, 9)}


def test_days_without_a_backup_are_not_counted():
    assert Keep.from_text("3d").kept([at(1), at(2), at(30)]) == {at(1), at(2), at(30)}


def test_weeks_are_those_of_the_calendar():
    # 8 June 2026 is a Monday.
    assert Keep.from_text("2w").kept([at(6), at(7), at(8), at(10)]) == {at(7), at(10)}


def test_a_week_over_new_year_is_one():
    monday, friday = at(29, month=12, year=2025), at(2, month=1)
    assert Keep.from_text("2w").kept([monday, friday]) == {friday}


def test_rules_add_up():
    moments = [at(1, month=month) for month in range(1, 7)] + [at(2), at(3)]
    kept = Keep.from_text("2d,3m").kept(moments)
    assert kept == {at(3), at(2), at(1, month=5), at(1, month=4)}


def test_nothing_is_kept_of_nothing():
    assert Keep.from_text("1d").kept([]) == set()


def test_days_of_other_backups_are_counted_too():
    assert Keep.from_text("2d").kept([at(1), at(9)], among=[at(9), at(10)]) == {at(9)}


@pytest.mark.parametrize(("text", "days"), [("7d", 7), ("7d,4w,12m", 372), ("40d,1w", 40), ("2y", 732)])
def test_how_long_a_rule_keeps_a_backup_at_most(text, days):
    assert Keep.from_text(text).most_days == days


def test_only_what_has_the_name_of_a_backup_is_deleted(tmp_path):
    older, newer = backup_name(at(1)), backup_name(at(1, 13))
    others = [
        *(backup_name(at(1), "restore"), backup_name(at(1), "tracker-0013_chest_answers")),
        *("spasmlog.sqlite3", "diary.sqlite3", f"my-{older}", f"{older}.gz", "spasmlog-2026-13-41-000000.sqlite3"),
    ]
    for name in (older, newer, *others):
        (tmp_path / name).touch()
    (tmp_path / backup_name(at(1, 5))).symlink_to(tmp_path / "diary.sqlite3")
    (tmp_path / backup_name(at(1, 6))).mkdir()
    assert [path.name for path in forget_older(tmp_path, Keep.from_text("1d"))] == [older]
    assert {path.name for path in tmp_path.iterdir()} >= {newer, *others, backup_name(at(1, 5)), backup_name(at(1, 6))}
    assert not (tmp_path / older).exists()


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_copies_from_before_something_go_when_their_day_goes(tmp_path):
    """The last of each kind stays until then: after a restore, it may be all that is left of a diary."""
    first, second = backup_name(at(8), "restore"), backup_name(at(9), "restore")
    update, nightly = backup_name(at(9, 5), "tracker-0021"), [backup_name(at(9, 20)), backup_name(at(10))]
    for name in (first, second, update, *nightly):
        (tmp_path / name).touch()
    (tmp_path / f"{first}-wal").touch()
    (tmp_path / f"{second}-wal").touch()
    forget_older(tmp_path, Keep.from_text("2d"))
    assert names(tmp_path) == sorted([second, f"{second}-wal", update, *nightly])
    (tmp_path / backup_name(at(11))).touch()
    forget_older(tmp_path, Keep.from_text("2d"))
    assert names(tmp_path) == [backup_name(at(10)), backup_name(at(11))]


def test_copies_in_the_own_folder_follow_the_rule_of_another_one(tmp_path):
    own, disk = tmp_path / "own", tmp_path / "disk"
    own.mkdir()
    disk.mkdir()
    by_hand, copy, late = backup_name(at(1)), backup_name(at(2), "restore"), backup_name(at(9), "restore")
    for name in (by_hand, copy, late):
        (own / name).touch()
    for day in (8, 9, 10):
        (disk / backup_name(at(day))).touch()
    assert [path.name for path in forget_older(disk, Keep.from_text("2d"), own)] == [backup_name(at(8)), copy]
    assert names(own) == [by_hand, late]


def test_all_older_ones_are_deleted_whatever_they_were_made_for(tmp_path):
    own, disk = tmp_path / "own", tmp_path / "disk"
    own.mkdir()
    disk.mkdir()
    made = disk / backup_name(at(10))
    restored = own / backup_name(at(9), "restore")
    for path in (made, disk / backup_name(at(9)), restored, restored.with_name(f"{restored.name}-wal")):
        path.touch()
    for name in (backup_name(at(2)), backup_name(at(8), "tracker-0021"), "mine.sqlite3"):
        (own / name).touch()
    assert len(forget_all_older(made, disk, own)) == 4
    assert (names(own), names(disk)) == (["mine.sqlite3"], [made.name])


def test_a_name_tells_when_and_before_what(tmp_path):
    (tmp_path / backup_name(at(1), "restore")).touch()
    (tmp_path / backup_name(at(2), ending="dump")).touch()
    assert [(found.made_at, found.before) for found in backups_in(tmp_path)] == [(at(2), ""), (at(1), "restore")]


def test_a_name_is_in_utc():
    berlin = dt.timezone(dt.timedelta(hours=2))
    assert backup_name(dt.datetime(2026, 6, 10, 1, tzinfo=berlin)) == "spasmlog-2026-06-09-230000.sqlite3"
