"""What whoever runs spasmlog may set: values that are understood, values that stop the start, the README's table."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from spasmlog import environment
from spasmlog.folder import prepared
from spasmlog.key import given_key, key_in
from spasmlog.serving import complaint, listening_port

ROOT = Path(__file__).resolve().parent.parent
NAME = "SPASMLOG_TEST_ONLY"


@pytest.fixture
def value(monkeypatch):
    def put(text, name=NAME):
        monkeypatch.setenv(name, text)

    return put


@pytest.mark.parametrize(("text", "meant"), [("yes", True), ("1", True), ("TRUE", True), ("off", False), ("0", False)])
def test_a_flag_is_yes_or_no(value, text, meant):
    value(text)
    assert environment.flag(NAME) is meant


def test_an_empty_variable_is_as_good_as_none(value):
    value("  ")
    assert environment.flag(NAME, default=True) is True
    assert environment.text(NAME, "otherwise") == "otherwise"


def test_a_flag_that_says_neither_stops_the_start(value):
    value("perhaps")
    with pytest.raises(environment.ConfigurationError, match=f"{NAME} is 'perhaps'. Use yes or no"):
        environment.flag(NAME)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("https://diary.example.org", ("https://diary.example.org", "diary.example.org", True)),
        ("https://diary.example.org/", ("https://diary.example.org", "diary.example.org", True)),
        ("http://localhost:8001", ("http://localhost:8001", "localhost", False)),
        ("http://[::1]:8001", ("http://[::1]:8001", "::1", False)),
    ],
)
def test_an_address_gives_origin_host_and_scheme(value, text, meant):
    value(text)
    assert environment.base_url(NAME, "http://localhost") == meant


@pytest.mark.parametrize(
    "text",
    [
        "diary.example.org",
        "ftp://diary.example.org",
        "https://",
        "https://diary.example.org/spasmlog",
        "https://diary.example.org?a=b",
        "https://alice@diary.example.org",
        "http://localhost:99999",
        "http://localhost:eight",
        "http://[::1",
    ],
)
def test_an_address_that_is_none_stops_the_start(value, text):
    value(text)
    with pytest.raises(environment.ConfigurationError, match=NAME):
        environment.base_url(NAME, "http://localhost")


@pytest.mark.parametrize("text", ["0", "65536", "-1", "eight", "8000.5", "٨"])
def test_a_port_that_is_none_stops_the_start(value, text):
    value(text)
    with pytest.raises(environment.ConfigurationError, match="Use a number from 1 to 65535"):
        environment.port(NAME, 8000)


def test_postgresql_is_taken_from_its_address(value):
    value("postgresql://al%40ice:s%3Acret@db.example.org:5433/diary")
    assert environment.postgresql(NAME) == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "diary",
        "USER": "al@ice",
        "PASSWORD": "s:cret",
        "HOST": "db.example.org",
        "PORT": "5433",
    }


@pytest.mark.parametrize(
    "text", ["mysql://localhost/diary", "postgresql://localhost", "postgresql://localhost:x/diary"]
)
def test_a_database_that_is_none_stops_the_start(value, text):
    value(text)
    with pytest.raises(environment.ConfigurationError, match=NAME):
        environment.postgresql(NAME)


@pytest.mark.parametrize(
    ("url", "port", "listens"),
    [
        ("", "", 8000),
        ("http://localhost:8001", "", 8001),
        ("http://localhost:8001", "8002", 8002),
        ("https://diary.example.org:8443", "", 8000),
        ("https://diary.example.org", "9000", 9000),
    ],
)
def test_where_the_server_listens(value, url, port, listens):
    value(url, "SPASMLOG_URL")
    value(port, "SPASMLOG_PORT")
    assert listening_port() == listens


def test_an_address_that_is_not_of_this_machine_is_said_plainly():
    assert "Cannot listen on 203.0.113.1, port 8000" in complaint("203.0.113.1", 8000)


def test_the_folder_is_for_its_owner_alone(tmp_path):
    folder = tmp_path / "deep" / "var"
    folder.mkdir(parents=True, mode=0o755)
    (folder / "spasmlog.sqlite3").touch(mode=0o644)
    prepared(folder)
    modes = [path.stat().st_mode & 0o777 for path in (folder, folder / "spasmlog.sqlite3")]
    assert modes == [0o700, 0o600]


def test_a_folder_that_cannot_be_made_is_said_plainly(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(environment.ConfigurationError, match="No permission to write in"):
        prepared(tmp_path / "file" / "var")


@pytest.mark.parametrize("theirs", ["letter.txt", "static/site.css", "photos/one.jpg"])
def test_a_folder_that_something_else_uses_is_left_as_it_is(tmp_path, theirs):
    (tmp_path / theirs).parent.mkdir(exist_ok=True)
    (tmp_path / theirs).write_text("mine")
    tmp_path.chmod(0o755)
    with pytest.raises(environment.ConfigurationError, match="holds files that are not from spasmlog"):
        prepared(tmp_path)
    assert tmp_path.stat().st_mode & 0o777 == 0o755
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [tmp_path / theirs]


@pytest.mark.parametrize("ours", [".spasmlog", "spasmlog.sqlite3", "static/.stamp", "secret-key", "lost+found"])
def test_a_folder_of_an_older_version_and_one_with_a_backup_are_known(tmp_path, ours):
    (tmp_path / ours).parent.mkdir(exist_ok=True)
    (tmp_path / ours).touch()
    assert prepared(tmp_path) == tmp_path
    assert (tmp_path / ".spasmlog").exists()


def test_once_it_is_ours_other_files_in_it_do_no_harm(tmp_path):
    prepared(tmp_path)
    (tmp_path / "notes.txt").touch()
    assert prepared(tmp_path) == tmp_path


def test_what_waited_for_its_owner_for_an_hour_is_gone_at_the_next_start(tmp_path):
    prepared(tmp_path)
    for name, age in (("1-old", 3601), ("1-young", 60)):
        (tmp_path / "uploads" / name).touch()
        os.utime(tmp_path / "uploads" / name, (time.time() - age,) * 2)
    prepared(tmp_path)
    assert [path.name for path in (tmp_path / "uploads").iterdir()] == ["1-young"]
    assert (tmp_path / "uploads").stat().st_mode & 0o777 == 0o700


def test_an_empty_key_is_made_anew(tmp_path):
    (tmp_path / "secret-key").write_text("\n")
    key = key_in(tmp_path / "secret-key")
    assert len(key) >= 50
    assert key_in(tmp_path / "secret-key") == key
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [b"cut short", b"\xff" * 60])
def test_part_of_a_key_stops_the_start_and_says_what_to_do(tmp_path, content):
    (tmp_path / "secret-key").write_bytes(content)
    with pytest.raises(environment.ConfigurationError, match="damaged or cut short"):
        key_in(tmp_path / "secret-key")
    assert (tmp_path / "secret-key").read_bytes() == content


def test_a_key_as_older_versions_made_it_stays(tmp_path):
    (tmp_path / "secret-key").write_text("a-key-of-an-older-version(#!)" * 3)
    assert key_in(tmp_path / "secret-key") == "a-key-of-an-older-version(#!)" * 3


def test_a_given_key_that_could_be_guessed_stops_the_start(value):
    value("short")
    with pytest.raises(environment.ConfigurationError, match=f"{NAME} is too short"):
        given_key(NAME)


def settings_with(tmp_path, expression, **variables):
    """What an expression over the settings gives in a process of its own, as printed."""
    clean = {name: text for name, text in os.environ.items() if not name.startswith("SPASMLOG_")}
    clean |= {"SPASMLOG_VAR": str(tmp_path / "var"), "DJANGO_SETTINGS_MODULE": "spasmlog.settings"} | variables
    code = f"from django.conf import settings as s; print({expression})"
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=clean, capture_output=True, text=True, check=False, timeout=60
    )
    return answer.stdout.strip() or answer.stderr.strip().splitlines()[-1]


COOKIES = "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS > 0"


@pytest.mark.process
def test_https_turns_on_what_belongs_to_it(tmp_path):
    assert settings_with(tmp_path, COOKIES, SPASMLOG_URL="https://diary.example.org") == "True True True True"


@pytest.mark.process
def test_over_https_cookies_are_of_this_host_alone(tmp_path):
    names = (
        "s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_PATH, s.SESSION_COOKIE_DOMAIN, s.MESSAGE_STORAGE"
    )
    given = settings_with(tmp_path, names, SPASMLOG_URL="https://diary.example.org")
    assert given == "__Host-sessionid __Host-csrftoken / None spasmlog.messages.HostMessages"


@pytest.mark.parametrize(
    ("text", "meant"),
    [("", ""), ("a@example.org", "mailto:a@example.org"), ("https://example.org/tell", "https://example.org/tell")],
)
def test_a_contact_is_an_address(value, text, meant):
    value(text)
    assert environment.contact(NAME) == meant


@pytest.mark.parametrize("text", ["example.org", "http://example.org", "a@b c"])
def test_a_contact_that_is_none_stops_the_start(value, text):
    value(text)
    with pytest.raises(environment.ConfigurationError, match="Write an email address"):
        environment.contact(NAME)


HSTS = "s.SECURE_HSTS_INCLUDE_SUBDOMAINS, s.SECURE_HSTS_PRELOAD"


@pytest.mark.process
@pytest.mark.parametrize(
    ("asked", "subdomains_and_preload"),
    [("", "False False"), ("host", "False False"), ("subdomains", "True False"), ("preload", "True True")],
)
def test_hsts_is_for_this_host_alone_unless_asked(tmp_path, asked, subdomains_and_preload):
    given = {"SPASMLOG_URL": "https://diary.example.org", "SPASMLOG_HSTS": asked}
    assert settings_with(tmp_path, HSTS, **given) == subdomains_and_preload


def test_a_word_that_is_none_of_the_choices_stops_the_start(value):
    value("everything")
    with pytest.raises(
        environment.ConfigurationError, match=f"{NAME} is 'everything'. Choose one of these: host, subdomains."
    ):
        environment.choice(NAME, ("host", "subdomains"))


@pytest.mark.process
def test_addresses_follow_the_port(tmp_path):
    addresses = settings_with(tmp_path, "s.ORIGIN, *s.CSRF_TRUSTED_ORIGINS", SPASMLOG_PORT="8123")
    assert addresses == "http://localhost:8123 http://localhost:8123"


@pytest.mark.process
def test_plain_http_works_without(tmp_path):
    assert settings_with(tmp_path, COOKIES) == "False False False False"


@pytest.mark.process
def test_the_key_is_made_once_and_kept_for_its_owner_alone(tmp_path):
    first = settings_with(tmp_path, "s.SECRET_KEY")
    assert settings_with(tmp_path, "s.SECRET_KEY") == first
    assert len(first) >= 50
    assert (tmp_path / "var" / "secret-key").stat().st_mode & 0o777 == 0o600


@pytest.mark.process
def test_what_is_deleted_is_overwritten_whatever_this_sqlite_does_by_itself(tmp_path):
    pragmas = settings_with(tmp_path, "s.DATABASES['default']['OPTIONS']['init_command']")
    assert "PRAGMA secure_delete=ON;" in pragmas


@pytest.mark.process
def test_debug_is_off_unless_asked_for(tmp_path):
    assert settings_with(tmp_path, "s.DEBUG") == "False"


@pytest.mark.process
def test_a_mistake_is_one_plain_line(tmp_path):
    assert settings_with(tmp_path, "s.DEBUG", SPASMLOG_DEBUG="perhaps") == "SPASMLOG_DEBUG is 'perhaps'. Use yes or no."


def variables_read() -> set[str]:
    """Every SPASMLOG_ variable that the code which starts, tests or photographs spasmlog mentions."""
    files = [
        *(ROOT / "spasmlog").rglob("*.py"),
        *(path for path in (ROOT / "bin").rglob("*") if path.is_file() and path.suffix != ".pyc"),
    ]
    files += [ROOT / "manage.py", *(ROOT / "tests" / "browser").glob("*.py")]
    return set().union(*(re.findall(r"\bSPASMLOG_[A-Z_]+[A-Z]\b", path.read_text()) for path in files))


def test_the_readme_names_every_variable_and_no_other():
    section = (ROOT / "README.md").read_text().partition("\n## Configuration\n")[2].partition("\n## ")[0]
    table = {name for line in section.splitlines() for name in re.findall(r"^\| `(SPASMLOG_[A-Z_]+)`", line)}
    assert table == variables_read()


@pytest.mark.parametrize(
    ("given", "complaint_is"),
    [
        ({"URL": "http://login.example.org"}, "Write it like https://login.example.org"),
        ({"URL": "https://login.example.org"}, "CLIENT_ID is missing"),
        ({"URL": "https://login.example.org", "CLIENT_ID": "a"}, "CLIENT_SECRET is missing"),
    ],
)
def test_single_sign_on_is_set_up_whole_or_stops_the_start(monkeypatch, given, complaint_is):
    names = [f"{NAME}_{part}" for part in ("URL", "CLIENT_ID", "CLIENT_SECRET", "NAME")]
    assert environment.single_sign_on(*names) is None
    for name, text in given.items():
        monkeypatch.setenv(f"{NAME}_{name}", text)
    with pytest.raises(environment.ConfigurationError, match=complaint_is):
        environment.single_sign_on(*names)


@pytest.mark.parametrize(
    ("header", "addresses", "complaint_is"),
    [
        ("Remote-User", "", "belong together"),
        ("", "10.0.0.1", "belong together"),
        ("Remote User", "10.0.0.1", "Write the name of a header"),
        ("Remote-User", "the proxy", "Write addresses"),
    ],
)
def test_a_proxy_is_named_with_its_header_or_stops_the_start(monkeypatch, header, addresses, complaint_is):
    monkeypatch.setenv(f"{NAME}_HEADER", header)
    monkeypatch.setenv(f"{NAME}_ADDRESSES", addresses)
    with pytest.raises(environment.ConfigurationError, match=complaint_is):
        environment.proxy_log_in(f"{NAME}_HEADER", f"{NAME}_ADDRESSES")


@pytest.mark.process
def test_without_them_nothing_is_there_that_asks_another_machine(tmp_path):
    off = "[app for app in s.INSTALLED_APPS if 'social' in app], s.PROXY_HEADER == ''"
    assert settings_with(tmp_path, off) == "[] True"
