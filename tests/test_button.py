"""The recipes of docs/button.md, run as they stand there: curl itself, and what each app sends for what it is told.

The server is a real one on this machine. What an app adds by itself (who it is, what it takes) is what it is known to
send: Shortcuts by what servers have logged of it, HTTP Shortcuts and Home Assistant by their sources.
"""

import http.client
import json
import re
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from tests.factories import TOKEN, make_episode, make_token
from tests.program import SPEC
from tracker.models import Day, Episode

PAGE = (Path(__file__).resolve().parent.parent / "docs/button.md").read_text()
BLOCKS = re.findall(r"```(sh|sh read|sh backup|yaml)\n(.*?)```", PAGE, re.DOTALL)
SITE = "https://diary.example.org"

SHORTCUTS = {
    "User-Agent": "BackgroundShortcutRunner/3036.0.4.2 CFNetwork/1568.200.51 Darwin/24.1.0",
    "Accept": "*/*",
    "Accept-Language": "en-US,en;q=0.9",
    "Accept-Encoding": "gzip, deflate, br",
    "Connection": "keep-alive",
}
HTTP_SHORTCUTS = {
    "User-Agent": "HttpShortcuts/3.30.0 (Linux; U; Android 15; Pixel 8 Build/AP4A.250105.002)",
    "Accept-Encoding": "gzip",
    "Connection": "Keep-Alive",
}
HOME_ASSISTANT = {
    "User-Agent": "HomeAssistant/2026.11.2 aiohttp/3.13.2 Python/3.13",
    "Accept": "*/*",
    "Accept-Encoding": "gzip, deflate, br",
}


@pytest.fixture
def site(live_server, alice):
    return live_server.url


def here(recipe, site):
    return recipe.replace(SITE, site).replace("TOKEN", TOKEN)


def section(heading):
    return PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def table(heading, name):
    """What is to be filled in, by its name: the cells of the second column."""
    rows = section(heading).partition(f"| {name} | |\n|---|---|\n")[2].partition("\n\n")[0]
    return dict(tuple(cell.strip() for cell in row.strip("| ").split(" | ", 1)) for row in rows.splitlines())


def quoted(cell):
    """What stands in a cell as code."""
    return re.findall(r"`([^`]+)`", cell)


def send(url, method, headers, body=None):
    """Sends just these headers, and the length of the body."""
    address = urlsplit(url)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=30)
    connection.putrequest(method, address.path, skip_host=True, skip_accept_encoding=True)
    given = headers | ({"Content-Length": str(len(body or b""))} if method == "POST" else {})
    for name, value in given.items():
        connection.putheader(name, value)
    connection.endheaders(body)
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    if answer.headers["Content-Encoding"] == "gzip":
        import gzip

        data = gzip.decompress(data)
    return answer.status, json.loads(data)


def started_and_stopped(owner):
    row = Episode.objects.get(owner=owner)
    return row.duration_basis, row.intensity


@pytest.mark.process
@pytest.mark.parametrize("recipe", [text for kind, text in BLOCKS if kind == "sh"])
def test_curl_logs(alice, site, recipe, tmp_path):
    make_token(alice)
    done = run(recipe, site, tmp_path)
    assert done.returncode == 0
    answers = [json.loads(part) for part in re.findall(r"\{.*?\}(?=\{|\Z)", done.stdout, re.DOTALL)]
    assert len(answers) == recipe.count("curl ")
    assert all("words" in answer for answer in answers)
    if "check-in" in recipe:
        assert Day.objects.get(owner=alice).answer == "unlisted"
    else:
        assert started_and_stopped(alice)[0] == "measured"


def run(recipe, site, folder):
    # Silent, so that what is printed is the answers.
    text = here(recipe, site).replace("curl ", "curl --silent --show-error ")
    return subprocess.run(["sh", "-ec", text], cwd=folder, capture_output=True, text=True, timeout=60)


@pytest.mark.process
def test_curl_reads(alice, site, tmp_path):
    make_token(alice, "read")
    make_episode(alice)
    [recipe] = [text for kind, text in BLOCKS if kind == "sh read"]
    done = run(recipe, site, tmp_path)
    assert [each["intensity"] for each in json.loads(done.stdout)["episodes"]] == [5]


@pytest.mark.process
def test_curl_backs_up(alice, site, tmp_path):
    make_token(alice, "backup")
    [recipe] = [text for kind, text in BLOCKS if kind == "sh backup"]
    done = run(recipe, site, tmp_path)
    assert done.returncode == 0
    [file] = tmp_path.iterdir()
    assert file.name.startswith("spasmlog-alice-")
    assert file.read_bytes().startswith(b"PK")


def shortcuts(name):
    """(address, method, headers, body) of *Get Contents of URL* as filled in."""
    filled = table("iPhone, Apple Watch, Siri, Action button", name)
    header, value = quoted(filled["Headers"])
    fields = dict.fromkeys(quoted(filled["Request Body"]), 6)
    body = json.dumps(fields, separators=(",", ":")).encode()
    return quoted(filled["URL"])[0], filled["Method"], {header: value, "Content-Type": "application/json"}, body


def test_shortcuts_on_a_watch(alice, site):
    make_token(alice)
    for name, status in (("start", 201), ("stop", 200)):
        url, method, headers, body = shortcuts(name)
        headers = {key: here(value, site) for key, value in headers.items()}
        answer = send(here(url, site), method, {"Host": urlsplit(site).netloc} | SHORTCUTS | headers, body)
        assert (answer[0], answer[1]["words"].partition(" ")[0]) == (status, {201: "Started", 200: "Stopped"}[status])
    assert started_and_stopped(alice) == ("measured", 6)


def android(name):
    filled = table("Android: HTTP Shortcuts", name)
    kind, token = filled["Authentication"].split(": ")
    body = quoted(filled["Request Body"])
    # Without a body it sends an empty one of this kind.
    content_type, text = body or ("text/plain", "")
    headers = {"Authorization": f"{kind} {token.strip('`')}", "Content-Type": content_type}
    return quoted(filled["URL"])[0], filled["Method"], headers, text.encode()


def test_http_shortcuts_on_android(alice, site):
    make_token(alice)
    for name, status in (("start", 201), ("stop", 200)):
        url, method, headers, body = android(name)
        headers = {key: here(value, site) for key, value in headers.items()}
        answer = send(here(url, site), method, {"Host": urlsplit(site).netloc} | HTTP_SHORTCUTS | headers, body)
        assert answer[0] == status
    assert started_and_stopped(alice) == ("measured", 6)


def test_home_assistant(alice, site):
    make_token(alice)
    [text] = [text for kind, text in BLOCKS if kind == "yaml"]
    configuration = yaml.safe_load(here(text, site))
    [sensor] = configuration["rest"]
    commands = configuration["rest_command"]
    host = {"Host": urlsplit(site).netloc}

    def call(command):
        payload = command.get("payload", "").replace("{{ intensity }}", "6").encode()
        # aiohttp calls a body of no kind so.
        kind = command.get("content_type", "application/octet-stream")
        headers = host | HOME_ASSISTANT | command["headers"] | {"Content-Type": kind}
        return send(command["url"], command["method"].upper(), headers, payload or None)

    def runs():
        status, answer = send(sensor["resource"], "GET", host | HOME_ASSISTANT | sensor["headers"])
        assert status == 200
        assert sensor["binary_sensor"][0]["value_template"] == "{{ value_json.running | length > 0 }}"
        return len(answer["running"]) > 0

    assert not runs()
    assert call(commands["spasm_start"])[0] == 201
    assert runs()
    assert call(commands["spasm_stop"])[0] == 200
    assert not runs()
    assert started_and_stopped(alice) == ("measured", 6)


def test_the_page_names_every_address_and_its_token():
    rows = re.findall(r"^\| `(GET|POST) /api/v1(/[a-z-]+)` \| ([a-z, ]+) \|", PAGE, re.MULTILINE)
    words = {"log": "log", "read": "read", "back up": "backup"}
    named = {(path, method.lower()): [words[each] for each in tokens.split(", ")] for method, path, tokens in rows}
    assert named == {
        (path, method): operation["description"].rpartition("Scope: ")[2].rstrip(".").split(" or ")
        for path, methods in SPEC["paths"].items()
        for method, operation in methods.items()
    }
