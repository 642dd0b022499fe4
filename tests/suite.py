"""How the suite runs: tests without database, browser or other programs come first; a skipped test is a failure.

With --longest-first, those that start the whole server come first, and then those in a browser.
"""

import gc

import hypothesis
import pytest
from xdist.scheduler import LoadScopeScheduling

_DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_reset_sequences"}

KEPT_TOGETHER = {
    *("tests/management/test_migrate.py", "tests/test_backup.py", "tests/test_run.py", "tests/test_serving.py"),
    *("tests/test_several.py", "tests/test_wheel.py", "tests/test_pseudo_guide.py", "tests/test_pseudo_language.py"),
    *("tests/browser/test_offline_answers.py", "tests/browser/test_offline_log_out.py"),
    *("tests/browser/test_offline_shell.py", "tests/browser/test_offline_taps.py"),
}
"""Files that make once, for all of their tests, what takes seconds: servers, a package, a language, a device."""


def _is_pure(item) -> bool:
    """True for a test that needs nothing but Python."""
    uses_database = _DATABASE_FIXTURES & set(item.fixturenames) or item.get_closest_marker("django_db")
    return not (uses_database or item.get_closest_marker("browser") or item.get_closest_marker("process"))


def pytest_addoption(parser):
    parser.addoption(
        "--only-database",
        action="store_true",
        help="leave out what needs no database, starts programs of its own or drives a browser",
    )
    parser.addoption(
        "--longest-first",
        action="store_true",
        help="begin with what takes longest, and share out test by test, so that no process works alone at the end",
    )


def _leave_out_other_databases(items, config) -> None:
    """Takes out what is about the other kind of database and, if asked for, what is about none."""
    from django.db import connection

    other = "postgresql_only" if connection.vendor == "sqlite" else "sqlite_only"
    unwanted = {other, *(("pure", "process", "browser") if config.getoption("only_database") else ())}
    kept, left_out = [], []
    for item in items:
        (left_out if any(item.get_closest_marker(mark) for mark in unwanted) else kept).append(item)
    items[:] = kept
    config.hook.pytest_deselected(items=left_out)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection(session):
    """Twenty thousand tests are made, and none is garbage: looking for it takes a fifth of the time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def _in_a_browser(item) -> bool:
    return bool(item.get_closest_marker("browser"))


def _quickest_first(item):
    """What is quick to fail is to fail soonest."""
    return not item.get_closest_marker("pure"), _in_a_browser(item)


def _longest_first(item):
    return not item.get_closest_marker("server"), not _in_a_browser(item)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items, config):
    """Marks by what a test needs, before `-m` looks. In the end pure tests come first and browser tests last."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
        if _is_pure(item):
            item.add_marker(pytest.mark.pure)
    _leave_out_other_databases(items, config)
    result = yield
    # After pytest-django has put those with a database first.
    items.sort(key=_longest_first if config.getoption("longest_first") else _quickest_first)
    # What was imported and collected stays until the end, and so does what tests draw or compute once for all of them:
    # looking through it again and again takes seconds. The youngest garbage alone is collected, and not every moment.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 1000)
    return result


class _TestByTest(LoadScopeScheduling):
    """Each process gets the next test once it is done, but files that are kept together as a whole, and first."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if file in KEPT_TOGETHER else nodeid


def pytest_xdist_make_scheduler(config, log):
    return _TestByTest(config, log) if config.getoption("longest_first") else None


def pytest_configure():
    # Half the usual number of examples: the pure tests are to take seconds. No deadlines: nothing here is timed.
    hypothesis.settings.register_profile("suite", max_examples=50, deadline=None)
    hypothesis.settings.load_profile("suite")


def _skipped(config) -> list[str]:
    """What was left out: tests, and whole files."""
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    return [report.nodeid for report in terminal.stats.get("skipped", [])] if terminal else []


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    """A test that was left out did not pass."""
    if exitstatus in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED} and _skipped(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter, config):
    skipped = _skipped(config)
    # From the reports, which come from every process that ran tests.
    parts = [
        part
        for status, parts in terminalreporter.stats.items()
        for part in parts
        if status != "deselected" and "pure" in getattr(part, "keywords", ())
    ]
    if skipped:
        terminalreporter.write_line(f"Skipped, which counts as failed: {', '.join(skipped)}", red=True)
    if parts:
        count, seconds = len({part.nodeid for part in parts}), sum(part.duration for part in parts)
        terminalreporter.write_line(f"{count} pure tests took {seconds:.1f} s of one core")
