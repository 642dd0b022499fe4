"""How the suite runs: tests without database, browser or other programs come first; a skipped test is a failure."""

import gc

import hypothesis
import pytest

_DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_reset_sequences"}


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
    # After pytest-django has put those with a database first: what is quick to fail is to fail soonest.
    items.sort(key=lambda item: (not item.get_closest_marker("pure"), bool(item.get_closest_marker("browser"))))
    # What was imported and collected stays until the end, and so does what tests draw or compute once for all of them:
    # looking through it again and again takes seconds. The youngest garbage alone is collected, and not every moment.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 1000)
    return result


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
