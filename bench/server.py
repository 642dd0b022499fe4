"""The real server over a diary of a chosen length: a folder of its own, the default start, gone afterwards."""

import datetime as dt
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAME, PASSWORD = "bench", "bench-likes-long-walks"

_FILL = """
import datetime as dt, sys
from django.contrib.auth import get_user_model
from bench.ten_years import ASKED, ZONE, ten_years
from tracker.models import DatedSetting, Preferences
from tracker.services.bulk import insert_records
days, today = int(sys.argv[1]), dt.date.fromisoformat(sys.argv[2])
owner = get_user_model().objects.create_user(sys.argv[3], password=sys.argv[4])
Preferences.objects.create(owner=owner, time_zone=ZONE)
episodes, answered = ten_years(days=days, today=today)
first = today - dt.timedelta(days=days - 1)
DatedSetting.objects.create(owner=owner, name=DatedSetting.FACTORS, from_on=first, value=" ".join(ASKED))
insert_records(owner, episodes, answered, now=dt.datetime.now(dt.UTC))
"""

_REFILL = """
import datetime as dt, sys
from django.contrib.auth import get_user_model
from bench.ten_years import ASKED, ten_years
from tracker.models import DatedSetting
from tracker.services.bulk import insert_records
days, today = int(sys.argv[1]), dt.date.today() - dt.timedelta(days=1)
owner = get_user_model().objects.get()
episodes, answered = ten_years(days=days, today=today)
first = today - dt.timedelta(days=days - 1)
DatedSetting.objects.create(owner=owner, name=DatedSetting.FACTORS, from_on=first, value=" ".join(ASKED))
insert_records(owner, episodes, answered, now=dt.datetime.now(dt.UTC))
"""


def fill_script() -> str:
    """Code that fills the one diary there is, with ten entries a day over as many days as it is called with."""
    return f"import django; django.setup()\n{_REFILL}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def served_diary(days: int):
    """Yields a `Served` whose account holds ten entries a day over that many days, up to yesterday."""
    with tempfile.TemporaryDirectory(prefix="spasmlog-bench-") as folder:
        port = _free_port()
        environment = os.environ | {
            "SPASMLOG_VAR": folder,
            "SPASMLOG_URL": f"http://127.0.0.1:{port}",
            "SPASMLOG_PORT": str(port),
            "DJANGO_SETTINGS_MODULE": "spasmlog.settings",
            "PYTHONPATH": str(ROOT),
        }
        yesterday = (dt.date.today() - dt.timedelta(days=1)).isoformat()
        fill = f"import django; django.setup()\n{_FILL}"
        for command in (
            ["manage.py", "migrate", "--verbosity", "0"],
            ["manage.py", "collectstatic", "--noinput", "--verbosity", "0"],
            ["-c", fill, str(days), yesterday, NAME, PASSWORD],
        ):
            subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, check=True)
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "python:spasmlog.serving"],
            cwd=ROOT,
            # As bin/run starts it.
            env={"MALLOC_ARENA_MAX": "2"} | environment,
            stdout=subprocess.DEVNULL,
        )
        try:
            _wait_for(port, server)
            yield Served(port, server.pid, Path(folder), environment)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=30)


def _wait_for(port: int, server: subprocess.Popen) -> None:
    for _ in range(300):
        if server.poll() is not None:
            raise RuntimeError("the server ended before it served")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the server does not answer")


class Served:
    """A running server: its address, its folder, the environment it runs in, and the memory of its workers."""

    def __init__(self, port: int, pid: int, folder: Path, environment: dict[str, str]):
        self.port, self.pid, self.folder, self.environment = port, pid, folder, environment

    def megabytes(self) -> list[float]:
        """Memory of each process, the one that started the workers first, in MB: what several share is divided among
        them (proportional set size)."""
        return [_proportional(pid) for pid in (self.pid, *self._workers())]

    def worker_megabytes(self) -> list[float]:
        """The same of each worker."""
        return [_proportional(pid) for pid in self._workers()]

    def own_worker_megabytes(self) -> list[float]:
        """The same without mapped files: the pages of the database are the kernel's, which takes them back at need."""
        return [_proportional(pid, "Pss_Anon") for pid in self._workers()]

    def _workers(self) -> list[int]:
        return [int(pid) for pid in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()]

    def empty_cache(self) -> None:
        """Removes every cached chart; what a worker holds in memory stays."""
        for file in (self.folder / "cache").glob("*.djcache"):
            file.unlink(missing_ok=True)


def _proportional(pid: int, what: str = "Pss") -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith(f"{what}:"):
            return int(line.split()[1]) / 1000
    raise RuntimeError(f"no memory figure for process {pid}")
