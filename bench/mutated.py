"""Sends changed files to the pages that bring a diary back: no answer may be a 500, and nothing may be written in part.

    python -m bench.mutated                       1,000 changed files of each format: archives, and every CSV
    python -m bench.mutated --times 50 --seed 7   as many; the same seed changes the same
    python -m bench.mutated headi days            of these formats alone
    python -m bench.mutated --seconds 300         each format ends after that

Each file goes the way of a person, see `mutated_archives` and `mutated_csv`. Exits with 1 where anything is not as it
should be.
"""

import argparse
import itertools
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from bench import mutated_archives, mutated_csv
from bench.tried_files import Outcome


class _Sender(Protocol):
    def try_file(self, data: bytes, outcome: Outcome, name: str, *, with_pages: bool) -> None:
        """Goes the whole way with the file; keeps in `outcome` what came of it."""


@dataclass(frozen=True)
class Format:
    """A kind of file that can be brought in."""

    changed: Callable[[int], Iterator[bytes]]
    """Files by a seed, each changed in another way, without end."""
    sender: Callable[[], _Sender]


FORMATS = {"archive": Format(mutated_archives.mutations, mutated_archives.Newcomer)} | {
    name: Format(partial(mutated_csv.mutations, name), partial(mutated_csv.Importer, name))
    for name in mutated_csv.NAMES
}


def try_files(name: str, times: int, seed: int, *, with_pages: bool = True, seconds: float = float("inf")) -> Outcome:
    """So many changed files of a format, in the database that is set up."""
    outcome, sender, began = Outcome(), FORMATS[name].sender(), time.monotonic()
    for number, data in enumerate(itertools.islice(FORMATS[name].changed(seed), times)):
        if time.monotonic() - began > seconds:
            break
        sender.try_file(data, outcome, f"{name} {number} of seed {seed}", with_pages=with_pages)
    return outcome


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.mutated", description=__doc__.partition("\n")[0])
    parser.add_argument("formats", nargs="*", default=[*FORMATS], metavar="FORMAT", help=", ".join(FORMATS))
    parser.add_argument("--times", type=int, default=1_000, help="changed files of each format")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="the most that a format may take")
    asked = parser.parse_args()
    if unknown := {*asked.formats} - {*FORMATS}:
        parser.error(f"no such format: {', '.join(sorted(unknown))}")
    folder = tempfile.mkdtemp(prefix="spasmlog-mutated-")
    try:
        _set_up(folder)
        faults = 0
        for name in asked.formats:
            outcome = try_files(name, asked.times, asked.seed, seconds=asked.seconds)
            counts = ", ".join(f"{number} {what}" for what, number in sorted(outcome.counted.items()))
            print(f"{name}, {outcome.counted.total()} changed files: {counts}; {len(outcome.faults)} faults")
            print("".join(f"  {fault}\n" for fault in outcome.faults[:50]), end="", flush=True)
            faults += len(outcome.faults)
        return int(bool(faults))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _set_up(folder: str) -> None:
    os.environ["SPASMLOG_VAR"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "spasmlog.settings"
    import django

    django.setup()
    import logging
    import threading

    from django.conf import settings
    from django.core.management import call_command

    logging.disable(logging.CRITICAL)
    # Each file that is sent has one for an hour, to be forgotten in time.
    threading.Timer.start = lambda self: None
    Path(folder, "static").mkdir()
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    call_command("migrate", verbosity=0)


if __name__ == "__main__":
    sys.exit(main())
