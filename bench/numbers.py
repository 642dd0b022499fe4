"""Writes down every number that the demo account's pages show, so that two versions can be compared.

python -m bench.numbers FILE            one line for each page: its route, which one of that route, its numbers
python -m bench.numbers FILE --words    with all words that stand on it

Run it in the checkout before a change and in the one after it, and compare the two files: `diff before.txt after.txt`.
The clock stands still, so that a page of tomorrow says the same.
"""

import argparse
import datetime as dt
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter, deque
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from unittest import mock
from urllib.parse import urljoin, urlsplit

ROOT = Path(__file__).resolve().parent.parent
NOW = dt.datetime(2026, 6, 10, 12, 0, tzinfo=dt.UTC)
OF_A_ROUTE = 40
"""Pages that are looked at of one route: the first that are linked."""
_UNREAD = {"script", "style", "template"}
_TYPED = {"text", "number", "date", "time"}
_LEAVES = {"account_logout", "account_login", "account_signup"}
_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
_SPACES = re.compile(r"\s+")


class _Page(HTMLParser):
    """What somebody reads on a page, and where it leads."""

    def __init__(self, html: str):
        super().__init__()
        self.texts: list[str] = []
        self.addresses: list[tuple[str, bool]] = []
        """(address, whether it is a part of the page, which a script asks for)."""
        self._unread = 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self._unread += tag in _UNREAD
        attributes = dict(attrs)
        if tag == "a" and attributes.get("href"):
            self.addresses.append((attributes["href"], False))
        if attributes.get("hx-get"):
            self.addresses.append((attributes["hx-get"], True))
        self.texts += [attributes[name] for name in ("aria-label", "alt") if attributes.get(name)]
        if attributes.get("type") in _TYPED:
            self.texts.append(attributes.get("value") or "")

    def handle_endtag(self, tag):
        self._unread -= tag in _UNREAD

    def handle_data(self, data):
        if not self._unread:
            self.texts.append(data)

    @property
    def words(self) -> str:
        return _SPACES.sub(" ", " ".join(self.texts)).strip()


def pages(client) -> Iterator[tuple[str, str]]:
    """(name, words) of every page that a person comes to from Today by links, each once, the nearest first.

    A page is named by its route and which one of that route it is: ids are new in every account.
    """
    from django.urls import Resolver404, resolve

    waiting, seen, of_route = deque([("/", False)]), {"/"}, Counter()
    while waiting:
        address, is_part = waiting.popleft()
        try:
            route = resolve(urlsplit(address).path).url_name or ""
        except Resolver404:
            continue
        if route in _LEAVES or of_route[route] >= OF_A_ROUTE:
            continue
        answer = client.get(address, headers={"HX-Request": "true"} if is_part else {})
        if not answer.headers.get("Content-Type", "").startswith("text/html") or answer.streaming:
            continue
        of_route[route] += 1
        page = _Page(answer.content.decode())
        yield f"{route} {of_route[route]}{' part' if is_part else ''} {answer.status_code}", page.words
        for found, is_part_there in page.addresses:
            target = urljoin(address, found).partition("#")[0]
            if target.startswith("/") and target not in seen and not target.startswith("/static/"):
                seen.add(target)
                waiting.append((target, is_part_there))


def numbers(words: str) -> list[str]:
    """The numbers in a text, as they stand there."""
    return _NUMBER.findall(words)


def write(path: Path, *, with_words: bool) -> int:
    """Makes a demo account in the database of this process and writes the file. Returns how many pages it names."""
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.test import Client

    with mock.patch("django.utils.timezone.now", return_value=NOW):
        call_command("demo", password="demo-likes-long-walks", stdout=open(os.devnull, "w"))  # noqa: SIM115
        client = Client(headers={"Host": "localhost"})
        client.force_login(get_user_model().objects.get(username="demo"))
        lines = [f"{name}: {words if with_words else ' '.join(numbers(words))}\n" for name, words in pages(client)]
    path.write_text("".join(lines), encoding="utf-8")
    return len(lines)


def _in_a_folder_of_its_own(arguments: list[str]) -> int:
    """The same command with an empty database, which is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="spasmlog-numbers-") as folder:
        environment = os.environ | {
            "SPASMLOG_VAR": folder,
            "DJANGO_SETTINGS_MODULE": "spasmlog.settings",
            "PYTHONPATH": str(ROOT),
            "PYTHONHASHSEED": "0",
            "SPASMLOG_NUMBERS": "1",
        }
        for command in (
            ["manage.py", "migrate", "--verbosity", "0"],
            ["manage.py", "collectstatic", "--noinput", "--verbosity", "0"],
            ["-m", "bench.numbers", *arguments],
        ):
            subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, check=True)
    return 0


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.numbers", description=__doc__.partition("\n")[0])
    parser.add_argument("file", type=lambda text: Path(text).resolve())
    parser.add_argument("--words", action="store_true", help="with all words of each page")
    options = parser.parse_args(arguments)
    if "SPASMLOG_NUMBERS" not in os.environ:
        return _in_a_folder_of_its_own([str(options.file), *(["--words"] if options.words else [])])
    import django

    django.setup()
    print(f"{write(options.file, with_words=options.words)} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
