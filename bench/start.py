"""Measures a start of the installed package and of the checkout: the first in an empty folder, and the ones after it.

`python -m bench.start` prints a table and fails if anything is over its budget. Nothing else should run meanwhile.
"""

import argparse
import os
import socket
import statistics
import sys
import tempfile
import urllib.request
from pathlib import Path

from bench.installed import ROOT, build_wheel, clean_environment, install, started
from bench.table import Figure, print_table, report

FIRST_SECONDS, LATER_SECONDS = 6.0, 2.5
FIRST_OF_CHECKOUT_SECONDS = 12.0
"""A checkout collects its static files and makes the tables itself, which the package brings along. Installing what it
needs, which comes before and takes minutes, is not counted."""
LATER_STARTS = 5


def _seconds_to_ready(command: list[str], folder: Path) -> float:
    """Until it says that it is ready; then it has to answer."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    environment = clean_environment(SPASMLOG_VAR=str(folder / "var"), SPASMLOG_PORT=str(port), HOME=str(folder))
    with started(command, environment, folder) as (_, said, seconds):
        if "spasmlog is ready" not in said:
            raise RuntimeError(said)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=10) as answer:
            answer.read()
    return seconds


def _figures(name: str, command: list[str], starts: int, first_budget: float = FIRST_SECONDS) -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="spasmlog-bench-") as folder:
        first, *later = (_seconds_to_ready(command, Path(folder)) for _ in range(1 + starts))
    return [
        Figure(f"{name}, first start", first, first_budget, "s"),
        Figure(f"{name}, later starts, median", statistics.median(later), LATER_SECONDS, "s"),
    ]


def main() -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="one later start, and no budgets")
    asked = parser.parse_args()
    starts = 1 if asked.smoke else LATER_STARTS
    os.umask(0o022)
    with tempfile.TemporaryDirectory(prefix="spasmlog-bench-") as folder:
        program = install(build_wheel(Path(folder)), Path(folder) / "code")
        figures = _figures("spasmlog", [str(program)], starts)
    figures += _figures("bin/run", [str(ROOT / "bin" / "run")], starts, FIRST_OF_CHECKOUT_SECONDS)
    return report(print_table("Until it is ready", figures), asked.smoke)


if __name__ == "__main__":
    sys.exit(main())
