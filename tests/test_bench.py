"""The benches run: over the real server, on a short diary, without budgets."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.factories import make_episode

ROOT = Path(__file__).resolve().parent.parent


def smoke(module: str) -> str:
    """What a short run of that bench prints."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SPASMLOG_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "-m", module, "--smoke"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.process
@pytest.mark.server
def test_the_page_bench_measures_and_prints_every_budget():
    printed = smoke("bench.pages")
    for words in (
        *("Today page", "first page", "last page", "rare filter", "Save an episode"),
        *("right after a write", "What the log shows, looked at anew"),
        *("Save a check-in with 8 factors", "All charts of Trends, cold, complete", "Factor analysis, 8 factors"),
        *("Running page", "a spasm running", "an urgent card", "Entry form", "When to get help"),
        *("Answer a safety question", "Safety rules, one entry", "All rules of the diary"),
        *("loaded", "cold", "cached", "first byte", "on the wire", "Memory of a worker"),
    ):
        assert words in printed


def test_a_figure_over_its_budget_makes_the_exit_code_non_zero(capsys):
    from bench.table import Figure, report

    assert report([Figure("a", 1, 2, "ms")]) == 0
    assert report([Figure("a", 1, 2, "ms"), Figure("b", 3, 2, "ms")]) == 1
    assert "Over budget: b" in capsys.readouterr().out


def printed_by(module):
    """What a short run prints."""
    command = [sys.executable, "-m", module, "--quick"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.process
@pytest.mark.server
def test_the_factor_bench_prints_its_table():
    printed = printed_by("bench.factors")
    for words in (
        *("mid-P interval holds no link", "factors in runs of 14 days", "any false link", "any getting clearer"),
        *("brings the factor", "answered less", "skipped", "answered later", "losers replaced half-yearly"),
        *("weekend factors", "season", "that lasts is called weaker", "by 240 evenings", "of 300 ms", "of 10 ms"),
    ):
        assert words in printed


def test_the_trial_bench_prints_its_table(capsys):
    from bench.trial import main

    assert main(["--quick"]) == 0
    printed = capsys.readouterr().out
    for words in (
        *("does nothing, 1 in 3", "spells of 8 nights", "quiet nights answered less", "interval holds the truth"),
        *("halved, 1 night in 4, 112 nights", "done on 7 of 10", "1 in 5 spasms with it hidden"),
    ):
        assert words in printed


@pytest.mark.process
@pytest.mark.server
def test_the_bench_of_looks_at_change_prints_its_table():
    printed = printed_by("bench.change")
    for words in (
        *("365 days, unchanged, spells of 8 days, 80 % answered", "90 days, halved, self-exciting, 97 % answered"),
        *("weekly cycle", "quiet days answered less", "begun in a bad week", "first 7 days were good", "next 7 days"),
    ):
        assert words in printed


def test_what_looks_at_change_print_are_the_numbers_of_the_table():
    """The least and the most of each row of docs/methods.md."""
    from tracker.analysis.change_figures import LOOK_FIGURES, NEXT_WEEK_HELD

    lines = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    table = {cells[0]: [float(cell) for cell in cells[1:]] for cells in rows if cells[0].startswith(("365 d", "90 d"))}
    for days, figures in LOOK_FIGURES.items():
        false = [cell for name, cells in table.items() if name.startswith(f"{days} days, unch") for cell in cells]
        # Halves go to the even number here, and to the nearest that is printed there.
        assert figures.false == (round(min(false) + 0.01), round(max(false) + 0.01))
        for name, pair in (("halved", figures.halved), ("doubled", figures.doubled)):
            cells = table[f"{days} days, {name}, 90 % answered"]
            assert all(abs(shown - cell) <= 0.5 for shown, cell in zip(pair, (min(cells), max(cells)), strict=True))
    weeks = [float(cell) for cells in rows if cells[0].startswith("next 7 days") for cell in cells[1:]]
    assert (round(min(weeks)), round(max(weeks))) == NEXT_WEEK_HELD


@pytest.mark.process
@pytest.mark.server
def test_the_report_bench_measures_and_prints_every_budget():
    printed = smoke("bench.report")
    for words in (
        *("as first suggested", "with charts", "all but the list", "2,000 entries", "right after a write"),
        *("seen again", "first opening", "opened again", "Memory of a worker"),
    ):
        assert words in printed


@pytest.mark.process
@pytest.mark.server
def test_the_bench_of_held_connections_measures_and_prints_every_budget():
    printed = smoke("bench.held")
    for words in (
        *("nothing held", "held: no bytes", "held: slow headers", "held: slow body", "held: a slow reader"),
        *("held: kept alive", "Ten charts asked for at once", "Today while they are drawn"),
        *("Memory of a process", "Memory of all 3 together"),
    ):
        assert words in printed


@pytest.mark.process
@pytest.mark.server
def test_the_bench_of_faults_prints_every_way_of_going_wrong():
    printed = smoke("bench.faults")
    for words in (
        *("lost", "torn", "doubled", "stuck", "kills while writing"),
        *("Cache files cut, emptied, zeroed", "Acknowledged:", "Nothing is lost, torn, doubled or stuck."),
    ):
        assert words in printed


@pytest.mark.process
@pytest.mark.server
def test_the_bench_of_imports_measures_and_prints_every_budget():
    printed = smoke("bench.imports")
    for words in (
        *("Import of 200 entries", "Restore of 200 entries"),
        *("CSV check of 200 entries", "CSV import of 200 entries", "CSV undo of 200 entries"),
        *("Nobody else can write for", "saves meanwhile", "Median of these"),
    ):
        assert words in printed


@pytest.mark.process
@pytest.mark.server
def test_the_bench_of_backups_measures_and_prints_every_budget():
    printed = smoke("bench.backups")
    for words in (
        *("Backup, nobody writes", "Backup beside 50 writes a second", "A writer beside it waits, longest"),
        *("Verify", "Restore", "backups killed: torn", "restores killed: half", "restores killed: lost"),
    ):
        assert words in printed


def test_a_simulated_figure_out_of_its_bounds_is_seen():
    from bench.table import Row

    assert [Row("a", value, 0.94, 0.97).is_out for value in (0.93, 0.94, 0.97, 0.98)] == [True, False, False, True]
    assert not Row("a", 0.5).is_out


@pytest.mark.parametrize("odds", [4.0, 3.0])
def test_what_pages_say_of_power_is_the_number_of_the_table_of_the_methods_page(odds):
    from tracker.analysis.evidence_power import POWER
    from tracker.formatting import about_range_words

    lines = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8").splitlines()
    power = POWER[odds]
    name = f"{about_range_words(*power.with_it)} of 10 with it, {about_range_words(*power.without)} without"
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith(f"| {name}")]
    assert [cells[1] for cells in rows] == ["in bad spells", "otherwise"]
    for place, cells in enumerate(rows):
        assert [int(cell) for cell in cells[2:]] == [power.year[place], *(each[place] for each in power.by.values())]


def test_the_numbers_of_a_text():
    from bench.numbers import numbers

    assert numbers("9 of 26 nights, 1,234.5 at 03:10; 2 to 4") == ["9", "26", "1,234.5", "03:10", "2", "4"]


@pytest.mark.walk
def test_pages_are_named_by_their_route_and_read_without_what_nobody_sees(alice, client, monkeypatch):
    from bench import numbers

    monkeypatch.setattr(numbers, "OF_A_ROUTE", 1)
    make_episode(alice, intensity=7)
    client.force_login(alice)
    read = dict(numbers.pages(client))
    assert {"today 1 200", "diary 1 200", "episode 1 200", "trends-chart 1 part 200"} <= {*read}
    assert "7" in numbers.numbers(read["episode 1 200"])
    assert not any("csrf" in words or "function" in words for words in read.values())


@pytest.mark.process
@pytest.mark.server
def test_what_is_killed_half_way_is_there_as_before_or_as_wanted():
    """A kill amid each of a restore, an import, its undo, an erase and a download of a diary."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.killed_deeds", "--smoke"],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if not name.startswith(("SPASMLOG_", "DJANGO_"))},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    for deed in ("restore", "import", "undo of an import", "erase", "download"):
        assert f"{deed} killed: " in done.stdout
    assert "Nothing is lost, torn, stuck or left over." in done.stdout


@pytest.mark.process
@pytest.mark.server
def test_what_is_logged_offline_is_there_after_chromium_and_the_server_were_killed():
    printed = smoke("bench.offline_killed")
    assert "2 spasms, Chromium killed as often." in printed
    assert "Everything is within budget." in printed


ROUND_STARTS, ROUND_STOPS = [(10.2, 11.1), (20.5, 21.4), (30.0, 31.0)], [(15.7, 16.2), (25.0, 26.0), (35.0, 36.0)]


@pytest.mark.parametrize(
    ("there", "wrong"),
    [
        ([(10, 16), (21, 25), (30, 35)], {}),
        ([(10, 16), (30, 35)], {"lost": 1}),
        ([(10, 16), (21, 25), (21, 25), (30, 35)], {"stored twice": 1}),
        ([(10, 16), (21, 25), (30, 40)], {"lost": 1, "with another time": 1}),
        ([(10, 16), (30, 35), (21, 25)], {"out of order": 1}),
        ([(10, 16), (21, 0), (30, 35)], {"lost": 1, "with another time": 1}),
    ],
)
def test_what_went_wrong_while_killed_is_counted(there, wrong):
    from bench.offline_killed import Rounds, figures

    counted = figures(Rounds(ROUND_STARTS, ROUND_STOPS), there, 1, 2)
    assert {figure.name: figure.value for figure in counted if figure.is_over} == wrong
