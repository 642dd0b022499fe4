"""The default start with others in the way: connections that are held, an end in the middle of a save."""

import http.client
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.test_run import environment, free_port

pytestmark = [pytest.mark.process, pytest.mark.server]

ROOT = Path(__file__).resolve().parent.parent
LOG_IN = "/accounts/login/"
MOST_SECONDS_TO_END = 8
"""For a save that is running; after that, whoever stops a server or a container would end it with force."""


@pytest.fixture(scope="module")
def var(tmp_path_factory):
    """A folder that a start has made: database, key, collected files."""
    folder = tmp_path_factory.mktemp("var")
    for command in (["migrate", "-v", "0"], ["collectstatic", "--noinput", "-v", "0"]):
        settings = environment(SPASMLOG_VAR=str(folder))
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=settings, check=True, timeout=120)
    return folder


class Started:
    """A server that runs: its process and its port."""

    def __init__(self, process: subprocess.Popen, port: int):
        self.process, self.port = process, port

    def ask(self, method: str, path: str, body=None, timeout=30.0, **headers):
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        with closing(client):
            client.request(method, path, body, headers)
            answer = client.getresponse()
            answer.content = answer.read()
        return answer

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def workers(self) -> set[int]:
        pid = self.process.pid
        return {int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}


@contextmanager
def started(var, *options: str):
    """What bin/run ends with, with gunicorn's own options on top."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "python:spasmlog.serving", *options],
        cwd=ROOT,
        env=environment(SPASMLOG_VAR=str(var), SPASMLOG_PORT=str(port)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert "spasmlog is ready" in process.stdout.readline()
        yield Started(process, port)
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(30)
        process.stdout.close()


@pytest.fixture(scope="module")
def server(var):
    with started(var) as server:
        yield server


HELD = {
    "no bytes": b"",
    "slow headers": b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
    "slow body": b"POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500\r\n\r\nlogin=",
    "slow reader": b"GET /static/%(large)s HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "kept alive": b"GET /accounts/login/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
}


@pytest.mark.parametrize("kind", HELD)
def test_connections_that_are_held_stop_nobody(server, var, kind):
    large = max((var / "static").rglob("*.js"), key=lambda path: path.stat().st_size)
    sent = HELD[kind].replace(b"%(large)s", str(large.relative_to(var / "static")).encode())
    held = []
    for _ in range(40):
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        connection.connect(("127.0.0.1", server.port))
        connection.sendall(sent)
        held.append(connection)
    try:
        # More than there are threads, so that one that is held would be met.
        assert {server.ask("GET", LOG_IN).status for _ in range(24)} == {200}
    finally:
        for connection in held:
            connection.close()


def test_a_request_has_a_deadline(var):
    with started(var, "--timeout", "2") as server, server.connect() as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nX-Slow: ")
        connection.settimeout(0.2)
        came, until = b"", time.monotonic() + 30
        while not came and time.monotonic() < until:
            try:
                connection.sendall(b"x")
                came = connection.recv(1000)
            except TimeoutError:
                continue
        assert b"408 Request Timeout" in came
        # The processes are those that answered before: none was ended for it.
        assert server.ask("GET", LOG_IN).status == 200


def test_an_idle_connection_is_closed_after_a_while(var):
    with started(var, "--keep-alive", "1") as server, server.connect() as connection:
        assert connection.recv(1) == b""


def sign_up(server, name: str, answers: list) -> threading.Thread:
    """Sends the form of a new account from a thread of its own; the answer is put into the list."""
    page = server.ask("GET", "/accounts/signup/")
    token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page.content)[1].decode()
    password = f"{name}-likes-long-walks"
    body = urlencode({"csrfmiddlewaretoken": token, "username": name, "password1": password})
    headers = {
        "Cookie": page.headers["Set-Cookie"].partition(";")[0],
        "Content-Type": "application/x-www-form-urlencoded",
    }

    def send():
        # A connection that ends without an answer is none.
        with suppress(OSError, http.client.HTTPException):
            answers.append(server.ask("POST", "/accounts/signup/", body, **headers))

    thread = threading.Thread(target=send, daemon=True)
    thread.start()
    return thread


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_a_save_that_was_sent_is_finished_before_the_end(var, end):
    name, answers = f"carol-{end.name.lower()}", []
    with started(var) as server, closing(sqlite3.connect(var / "spasmlog.sqlite3", isolation_level=None)) as other:
        # Somebody else writes for a while, so that the save is in the middle when the end comes.
        other.execute("BEGIN IMMEDIATE")
        sending = sign_up(server, name, answers)
        time.sleep(1.5)
        server.process.send_signal(end)
        told = time.monotonic()
        for worker in server.workers():
            # As Ctrl-C does, which reaches all processes of a terminal.
            os.kill(worker, end)
        time.sleep(0.5)
        other.execute("COMMIT")
        sending.join(30)
        assert [answer.status for answer in answers] == [302]
        assert server.process.wait(30) == 0
        assert time.monotonic() - told < MOST_SECONDS_TO_END
        said = server.process.stdout.read().splitlines()
        # A worker that is done may be told a second time on its way out, by the server or by the terminal;
        # the server then says so.
        usual = ("INFO spasmlog.events", "was sent SIGQUIT!", f"was sent {end.name}!")
        assert [line for line in said if not any(words in line for words in usual)] == []
        result = other.execute("SELECT count(*) FROM auth_user WHERE username = ?", [name]).fetchone()
    assert result == (1,)


def test_a_save_that_cannot_be_finished_ends_with_the_server_and_is_not_stored(var):
    answers = []
    with started(var) as server, closing(sqlite3.connect(var / "spasmlog.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        sending = sign_up(server, "erin", answers)
        time.sleep(1.5)
        told = time.monotonic()
        server.process.terminate()
        assert server.process.wait(30) == 0
        # And what ends the server itself.
        assert time.monotonic() - told < MOST_SECONDS_TO_END + 2
        sending.join(30)
        other.execute("ROLLBACK")
        # Nobody was told that it is stored.
        assert 302 not in [answer.status for answer in answers]
        stored = other.execute("SELECT count(*) FROM auth_user WHERE username = 'erin'").fetchone()
    assert stored == (0,)


def test_the_end_closes_the_database(var):
    with started(var) as server:
        answers = []
        sign_up(server, "dora", answers).join(30)
        assert answers[0].status == 302
        server.process.terminate()
        assert server.process.wait(30) == 0
    # The last connection that is closed writes everything into the one file.
    assert not [path.name for path in var.glob("spasmlog.sqlite3-*")]


def test_held_connections_do_not_delay_the_end(var):
    with started(var) as server:
        held = [server.connect() for _ in range(20)]
        for connection in held[:10]:
            connection.sendall(b"GET / HTTP/1.1\r\nX-Slow: ")
        assert server.ask("GET", LOG_IN).status == 200
        before = time.monotonic()
        server.process.terminate()
        assert server.process.wait(30) == 0
        assert time.monotonic() - before < 20
        for connection in held:
            connection.close()


def test_a_process_that_dies_is_started_again(var):
    with started(var) as server:
        for worker in server.workers():
            os.kill(worker, signal.SIGKILL)
        until = time.monotonic() + 30
        while True:
            try:
                assert server.ask("GET", LOG_IN).status == 200
                break
            except (ConnectionError, http.client.HTTPException):
                assert time.monotonic() < until
                time.sleep(0.1)


def test_a_process_is_replaced_after_so_many_requests_and_none_is_lost(var):
    with started(var, "--max-requests", "10", "--max-requests-jitter", "0") as server:
        before = server.workers()
        assert {server.ask("GET", LOG_IN).status for _ in range(60)} == {200}
        until = time.monotonic() + 30
        while server.workers() & before and time.monotonic() < until:
            server.ask("GET", LOG_IN)
        assert not server.workers() & before
