"""A browser's share of the work, timed: cookies, forms, files. One request at a time, on 127.0.0.1 only."""

import datetime as dt
import gzip
import http.client
import re
import statistics
import time
import uuid
from html import unescape
from urllib.parse import urlencode

from bench.server import NAME, PASSWORD, Served

TRENDS = "/trends/?window=all"


class Answer:
    """What came back, and how long it took: to the first byte of the body, and in all, in milliseconds."""

    def __init__(self, status, headers, body, first_byte, total):
        self.status, self.headers, self.body = status, headers, body
        self.first_byte, self.total = first_byte, total

    @property
    def text(self) -> str:
        packed = self.headers.get("Content-Encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


class Client:
    """Logged in as the account that the server was filled for."""

    def __init__(self, served: Served):
        self.served, self.cookies, self.check_ins = served, {}, 0
        page = self.get("/accounts/login/")
        self.token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[1]
        answer = self.post("/accounts/login/", {"login": NAME, "password": PASSWORD})
        if answer.status != 302:
            raise RuntimeError(f"logging in answered {answer.status}")
        page = self.get("/episodes/add/")
        self.token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[1]

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def get_part(self, path: str) -> Answer:
        """What the page's script asks for: a part of the page, not a page of its own."""
        return self._ask("GET", path, headers={"HX-Request": "true"})

    def post(self, path: str, fields: dict) -> Answer:
        body = urlencode({"csrfmiddlewaretoken": self.token, **fields}, doseq=True)
        return self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def post_file(self, path: str, field: str, name: str, content: bytes) -> Answer:
        """Sends a file in the form of that page."""
        mark = uuid.uuid4().hex
        head = 'Content-Disposition: form-data; name="{}"'
        token = f"--{mark}\r\n{head.format('csrfmiddlewaretoken')}\r\n\r\n{self.token}\r\n"
        before = f'--{mark}\r\n{head.format(field)}; filename="{name}"\r\nContent-Type: application/zip\r\n\r\n'
        body = token.encode() + before.encode() + content + f"\r\n--{mark}--\r\n".encode()
        return self._ask("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={mark}"})

    def save_episode(self, **said) -> Answer:
        """Saves an entry with every kind of detail, as the form sends it; `said` beside them, or in their place."""
        answer = self.post(
            "/episodes/add/",
            {
                "uid": str(uuid.uuid4()),
                "started": "15",
                "time_zone": "Europe/Berlin",
                "regions": ["calf:left", "lower-back:middle"],
                "intensity": "6",
                "kind": "cramp",
                "suspected_factors": ["stress", "little-fluid"],
                "relief": ["gentle-stretch"],
                "relief_during_gentle-stretch": "greatly",
                "also_noticed": ["stiffness"],
                "overlap_ok": "1",
                **said,
            },
        )
        if answer.status != 302:
            raise RuntimeError(f"saving answered {answer.status}")
        return answer

    def start_spasm(self, minutes: int) -> str:
        """A calf cramp that runs since so many minutes. Returns its uid."""
        uid, began = str(uuid.uuid4()), dt.datetime.now(dt.UTC) - dt.timedelta(minutes=minutes)
        said = {"uid": uid, "started_at": began.isoformat(), "time_zone": "Europe/Berlin", "regions": "calf:left"}
        answer = self.post("/episodes/start/", said)
        if answer.headers["Location"] != f"/episodes/{uid}/running/":
            raise RuntimeError(f"starting answered {answer.status}")
        return uid

    def answer_question(self, uid: str, question: str, said: str) -> Answer:
        """Answers a safety question of an entry, in one tap."""
        answer = self.post(f"/episodes/{uid}/answer/", {"question": question, "answer": said})
        if answer.status != 302:
            raise RuntimeError(f"the answer to {question} was not taken: {answer.status}")
        return answer

    def delete_episode(self, uid: str) -> None:
        """Removes an entry again."""
        answer = self.post(f"/episodes/{uid}/delete/", {})
        if answer.status != 302:
            raise RuntimeError(f"deleting answered {answer.status}")

    def save_check_in(self, date: dt.date, factors: tuple[str, ...]) -> Answer:
        """Answers the check-in of that day, with every factor; each time otherwise than the last."""
        self.check_ins += 1
        limited, said = str(self.check_ins % 5), ("no", "yes")[self.check_ins % 2]
        answered = {"answer": "listed", "limited": limited, "note": ""} | {f"factor-{code}": said for code in factors}
        answer = self.post(f"/check-in/{date}/", answered)
        if answer.status != 302 or answer.headers["Location"] != "/":
            raise RuntimeError(f"the check-in of {date} was not saved: {answer.status}")
        return answer

    def charts(self) -> list[str]:
        """Addresses of the charts of all days, in the order of the page."""
        return self.charts_of(self.get(TRENDS))

    def charts_of(self, page: Answer) -> list[str]:
        """Addresses of the charts that a page of Trends loads, in its order."""
        return [unescape(address) for address in re.findall(r'hx-get="([^"]+)"', page.text)]

    def _ask(self, method, path, body=None, headers=None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.served.port, timeout=120)
        sent = {
            "Accept-Encoding": "gzip",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            **(headers or {}),
        }
        started = time.perf_counter()
        connection.request(method, path, body, sent)
        response = connection.getresponse()
        first = response.read(1)
        first_byte = time.perf_counter() - started
        content = first + response.read()
        total = time.perf_counter() - started
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        answer = Answer(response.status, dict(response.getheaders()), content, first_byte * 1000, total * 1000)
        connection.close()
        if answer.status >= 400:
            raise RuntimeError(f"{method} {path} answered {answer.status}")
        return answer


def median_ms(ask, times: int, warm: int = 4) -> float:
    """The median time of `ask()` in milliseconds, after some unmeasured ones for both workers to be warm."""
    for _ in range(warm):
        ask()
    return statistics.median(ask().total for _ in range(times))
