"""Asks every address for what nobody would ask: no answer may be a 500.

    python -m bench.fuzz --requests 50000           as many requests, in one process
    python -m bench.fuzz --seconds 60 --seed 7      for a minute; the same seed asks the same

The addresses come from the URL conf, parameters and fields from the pages themselves. Each request changes some of
path, parameters, fields, headers and cookies into something hostile, or leaves them as the page has them. The diary is
the demo's, in a folder that is thrown away. Exits with 1 if an answer was 500 or more, and says how to ask it again.
"""

import argparse
import collections
import html
import os
import random
import re
import shutil
import sys
import tempfile
import time
import traceback
from pathlib import Path

from bench.hostile import CHARSETS, HEADERS, HOSTILE, METHODS, SEGMENTS, TYPES

PUT_BACK_AFTER = 400
"""Requests after which the diary is as it was at first: what was deleted is there to be asked for."""


def main() -> int:
    asked = _arguments()
    folder = tempfile.mkdtemp(prefix="spasmlog-fuzz-")
    os.environ["SPASMLOG_VAR"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "spasmlog.settings"
    try:
        return Fuzzer(asked.seed).run(asked.requests, asked.seconds)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _arguments():
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz", description=__doc__.partition("\n")[0])
    parser.add_argument("--requests", type=int, default=50_000)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after so long")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


class Fuzzer:
    """The diary, the people who ask for it, and what their pages taught."""

    def __init__(self, seed: int):
        import django

        django.setup()
        import logging

        from django.conf import settings
        from django.core.management import call_command

        logging.disable(logging.CRITICAL)
        settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
        settings.STORAGES = settings.STORAGES | {
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        }
        call_command("migrate", verbosity=0)
        with open(os.devnull, "w") as nowhere:
            call_command("demo", stdout=nowhere)
        self.seed, self.random = seed, random.Random(seed)
        self.addresses, self.forms, self.values = [], [], collections.defaultdict(set)
        self.statuses, self.faults, self.went_to = collections.Counter(), {}, ""
        self._meet_people()
        self._learn()
        self._copy()

    def _meet_people(self) -> None:
        from django.contrib.auth import get_user_model
        from django.test import Client

        self.owner = get_user_model().objects.order_by("pk").first()
        type(self.owner).objects.filter(pk=self.owner.pk).update(is_staff=True, is_superuser=True)
        stranger = get_user_model().objects.create_user("stranger")
        self.clients = []
        for user in (self.owner, self.owner, self.owner, stranger, None):
            client = Client(raise_request_exception=False)
            self.clients.append((client, user))
            self._log_in(client, user)

    def _log_in(self, client, user) -> None:
        client.cookies.clear()
        if user is not None:
            if not type(user).objects.filter(pk=user.pk).exists():
                self._put_back()
            user.refresh_from_db()
            client.force_login(user)

    def _copy(self) -> None:
        from django.db import connection

        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.database = Path(connection.settings_dict["NAME"])
        self.copied = self.database.with_suffix(".copy")
        shutil.copyfile(self.database, self.copied)

    def _put_back(self) -> None:
        from django.db import connection

        connection.close()
        for ending in ("-wal", "-shm"):
            self.database.with_name(self.database.name + ending).unlink(missing_ok=True)
        shutil.copyfile(self.copied, self.database)
        # Whoever logged in after the copy was made is logged out by it.
        for client, user in self.clients:
            self._log_in(client, user)

    # What there is to ask for

    def _learn(self) -> None:
        """Every pattern of the URL conf, with values that its pages link to; every form of those pages."""
        client = self.clients[0][0]
        todo, seen = list(self._patterns()), set()
        self.addresses = list(todo)
        while todo and len(seen) < 300:
            address = todo.pop(0)
            shape = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+", "#", address.partition("?")[0])
            if shape in seen:
                continue
            seen.add(shape)
            answer = client.get(address)
            if answer.streaming or "html" not in answer.get("Content-Type", ""):
                continue
            page = answer.content.decode(errors="replace")
            links = [html.unescape(link) for link in re.findall(r'(?:href|hx-get|data-url)="(/[^"#]*)', page)]
            links = [link for link in links if not link.startswith(("/static/", "/accounts/logout"))]
            self.addresses += [link for link in links if link not in self.addresses]
            todo += links
            self._learn_forms(address, page)
        for link in self.addresses:
            for pair in filter(None, link.partition("?")[2].split("&")):
                self.values[pair.partition("=")[0]].add(pair.partition("=")[2])

    def _learn_forms(self, address: str, page: str) -> None:
        for attributes, inside in re.findall(r"<form([^>]*)>(.*?)</form>", page, re.S):
            action = re.search(r'action="([^"]*)"', attributes)
            fields = []
            for tag in re.findall(r"<(?:input|select|textarea|button)[^>]*>", inside):
                name, value = re.search(r' name="([^"]*)"', tag), re.search(r' value="([^"]*)"', tag)
                if name and name[1] != "csrfmiddlewaretoken":
                    fields.append((name[1], html.unescape(value[1]) if value else ""))
                    self.values[name[1]].add(fields[-1][1])
            target = html.unescape(action[1]) if action and action[1] else address
            self.forms.append((target, "POST" if "post" in attributes.lower() else "GET", fields))

    def _patterns(self, resolver=None, before=""):
        from django.urls import URLResolver, get_resolver

        for entry in (resolver or get_resolver()).url_patterns:
            route = before + str(entry.pattern)
            if isinstance(entry, URLResolver):
                yield from self._patterns(entry, route)
            else:
                yield "/" + self._filled(route)

    def _filled(self, route: str) -> str:
        route = route.removesuffix("$").replace("^", "").replace("\\Z", "")
        given = {
            "date": "2026-11-20",
            "uuid": "00000000-0000-0000-0000-000000000000",
            "int": "1",
            "path": "1",
            "str": "1",
        }
        route = re.sub(r"<(\w+):\w+>", lambda kind: given.get(kind[1], "weekly"), route)
        return re.sub(r"\(\?P<\w+>[^)]*\)|<\w+>", "x", route).replace("\\", "")

    # Asking

    def run(self, requests: int, seconds: float) -> int:
        until, done = time.monotonic() + seconds, 0
        while done < requests and time.monotonic() < until:
            self._ask()
            done += 1
            if done % PUT_BACK_AFTER == 0:
                self._put_back()
        per_status = ", ".join(f"{status}: {n}" for status, n in sorted(self.statuses.items()))
        broken = sum(n for status, n in self.statuses.items() if status >= 500)
        print(f"{done} requests (seed {self.seed}) over {len(self.addresses)} addresses and {len(self.forms)} forms")
        print(f"answers {per_status}")
        print(f"{broken} answers of 500 or more, in {len(self.faults)} places")
        for place, (method, path, sent, headers) in self.faults.items():
            print(f"\n{method} {path[:300]}\n  sent {str(sent)[:400]}\n  headers {str(headers)[:300]}\n  {place}")
        return 1 if broken else 0

    def _ask(self) -> None:
        client, user = self.random.choice(self.clients)
        method, path, fields = self._request()
        headers = self._headers()
        sent = fields
        kind = self._content_type() if self.random.random() < 0.1 else None
        try:
            if method in {"GET", "HEAD"}:
                answer = getattr(client, method.lower())(path, **headers)
            elif kind is not None:
                sent = "&".join(f"{name}={value}" for name, value in fields).encode(errors="replace")
                answer = client.generic(method, path, sent, content_type=kind, **headers)
            else:
                data = collections.defaultdict(list)
                for name, value in fields:
                    data[name].append(value.encode(errors="replace").decode())
                call = client.post if method == "POST" else None
                answer = call(path, data, **headers) if call else client.generic(method, path, **headers)
            if answer.streaming:
                collections.deque(answer.streaming_content, maxlen=0)
            self.went_to = answer.get("Location", "")
            status, error = answer.status_code, getattr(answer, "exc_info", None)
            place = "".join(traceback.format_exception(*error)[-3:]) if error else f"status {status}"
        except Exception:
            status, place = 599, "".join(traceback.format_exc().splitlines(keepends=True)[-4:])
        self.statuses[status] += 1
        if status >= 500:
            self.faults.setdefault(place, (method, path, sent, headers))
        # Logging out, a changed password, a closed account: the next request begins as this one did.
        session = client.cookies.get("sessionid")
        if user is not None and (not session or not session.value or "/login/" in self.went_to or "account" in path):
            self._log_in(client, user)

    def _request(self) -> tuple[str, str, list]:
        method = self.random.choice(METHODS)
        if self.forms and self.random.random() < 0.5:
            path, method_of_form, fields = self.random.choice(self.forms)
            method = method_of_form if self.random.random() < 0.9 else method
            fields = self._changed(self._some(fields))
            if method_of_form == "GET":
                return "GET", self._with_query(path.partition("?")[0], fields), []
            return method, path, fields
        path, _, query = self.random.choice(self.addresses).partition("?")
        if self.random.random() < 0.25:
            parts = path.split("/")
            parts[self.random.randrange(len(parts))] = self.random.choice(SEGMENTS)
            path = "/" + "/".join(parts).lstrip("/")
        pairs = [tuple(pair.partition("=")[::2]) for pair in query.split("&") if pair]
        names = list(self.values)
        for _ in range(self.random.choice((0, 1, 1, 2, 4))):
            pairs.append((self.random.choice(names), self._value(None)))
        pairs = self._changed(pairs)
        return method, self._with_query(path, pairs), self._changed(pairs) if method == "POST" else []

    def _some(self, fields: list) -> list:
        return [field for field in fields if self.random.random() < 0.8]

    def _changed(self, fields: list) -> list:
        how_many = self.random.choice((0, 1, 1, 2, 3))
        fields = list(fields)
        for _ in range(how_many if fields else 0):
            place = self.random.randrange(len(fields))
            name = fields[place][0]
            fields[place] = (name, self._value(name))
        return fields

    def _value(self, name) -> str:
        if name is not None and self.values[name] and self.random.random() < 0.3:
            return self.random.choice(sorted(self.values[name]))
        return self.random.choice(HOSTILE)

    def _with_query(self, path: str, pairs: list) -> str:
        from urllib.parse import quote

        query = "&".join(f"{quote(name)}={quote(value.encode(errors='replace'))[:8000]}" for name, value in pairs)
        return f"{path}?{query}" if query else path

    def _headers(self) -> dict[str, str]:
        if self.random.random() < 0.6:
            return {}
        names = self.random.sample(sorted(HEADERS), self.random.choice((1, 1, 2, 3)))
        return {name: self.random.choice(HEADERS[name]) for name in names}

    def _content_type(self) -> str:
        kind = self.random.choice(TYPES)
        return f"{kind}; charset={self.random.choice(CHARSETS)}" if self.random.random() < 0.5 else kind


if __name__ == "__main__":
    sys.exit(main())
