"""Logging in with an OpenID Connect provider, which the test itself runs; the app in a process of its own, as its
address is a setting."""

import base64
import hashlib
import json
import os
import socket
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

ROOT = Path(__file__).resolve().parent.parent
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)

VISIT = """
import json, sys, urllib.request
import django
django.setup()
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from allauth.socialaccount.models import SocialToken
from django.test import Client
from tests.html import read_page
from tracker.models import Preferences

settings.ALLOWED_HOSTS = ["testserver"]
call_command("migrate", verbosity=0)
User.objects.create_user("carol", password="carol-likes-long-walks")

class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None

def at_the_provider(address):
    try:
        urllib.request.build_opener(Stay).open(address)
    except urllib.error.HTTPError as answer:
        return answer.headers["Location"]

def back_of(address):
    return "/" + at_the_provider(address).split("/", 3)[3]

def name_of(client):
    number = client.session.get("_auth_user_id")
    return User.objects.get(pk=number).username if number else ""

told = {}
client = Client()
link = read_page(client.get("/accounts/login/?next=/visits/")).one("a[href^='/accounts/sso/']")
told["words"], address = link.text, link["href"]
sent_to = client.get(address).url
back = back_of(sent_to)
told["went_on"] = client.get(back).url
told["first"] = name_of(client)
told["has_preferences"] = Preferences.objects.filter(owner__username=told["first"]).exists()
told["has_password"] = User.objects.get(username=told["first"]).has_usable_password()
told["tokens"] = SocialToken.objects.count()
told["twice"] = name_of(other) if (other := Client()).get(back) else ""
again = Client()
again.get(back_of(again.get(address).url))
told["again"] = name_of(again)
for wrong in ("audience", "issuer", "old"):
    victim = Client()
    back = back_of(victim.get(address).url + "&login_hint=" + wrong)
    told[wrong] = [victim.get(back).status_code, name_of(victim)]
closed = Client()
told["connect"] = again.get("/accounts/sso/sso/?process=connect").status_code
told["elsewhere"] = Client().get("/accounts/sso/another/").status_code
settings.SIGNUP_IS_OPEN = False
newcomer = Client()
newcomer.get(back_of(newcomer.get(address).url + "&login_hint=newcomer"))
told["newcomer"] = name_of(newcomer)
told["people"] = sorted(User.objects.values_list("username", flat=True))
print(json.dumps(told))
"""


class Provider(BaseHTTPRequestHandler):
    """Knows one person, who is called as somebody else is here already."""

    asked = {}

    def log_message(self, *args):
        pass

    @property
    def issuer(self):
        return f"http://127.0.0.1:{self.server.server_port}"

    def answer(self, data, status=200, **headers):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(json.dumps(data).encode())

    def do_GET(self):
        path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        if path == "/.well-known/openid-configuration":
            places = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
            data = {f"{name}_endpoint": f"{self.issuer}/{place}" for name, place in places.items()}
            methods = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
            self.answer(data | methods | {"issuer": self.issuer, "jwks_uri": f"{self.issuer}/keys"})
        elif path == "/authorize":
            code = f"code-{len(self.asked)}"
            self.asked[code] = {name: values[0] for name, values in query.items()}
            back = f"{query['redirect_uri'][0]}?code={code}&state={query['state'][0]}"
            self.answer({}, 302, Location=back)
        elif path == "/userinfo":
            self.answer({"sub": self.headers["Authorization"].split("-")[-1], "preferred_username": "carol"})

    def do_POST(self):
        sent = {
            name: values[0]
            for name, values in parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()).items()
        }
        asked = self.asked.pop(sent["code"], None)
        verifier = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).decode().rstrip("=")
        if not asked or sent.get("client_secret") != "a-secret" or asked["code_challenge"] != challenge:
            self.answer({"error": "invalid_grant"}, 400)
            return
        hint, now = asked.get("login_hint", ""), int(time.time())
        number = "9" if hint == "newcomer" else "7"
        claims = {"iss": self.issuer, "aud": "spasmlog", "sub": number, "iat": now, "exp": now + 60}
        claims |= {
            "issuer": {"iss": "http://127.0.0.1:1"},
            "audience": {"aud": "another"},
            "old": {"exp": now - 60},
        }.get(hint, {})
        token = jwt.encode(claims, KEY, algorithm="RS256", headers={"kid": "1"})
        self.answer({"access_token": f"token-{number}", "token_type": "Bearer", "id_token": token})


@pytest.fixture(scope="module")
def told():
    """What a run through it came to."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    given = {name: value for name, value in os.environ.items() if not name.startswith("SPASMLOG_")}
    given["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    given |= {"SPASMLOG_OIDC_URL": f"http://127.0.0.1:{server.server_port}", "SPASMLOG_OIDC_CLIENT_ID": "spasmlog"}
    given |= {"SPASMLOG_OIDC_CLIENT_SECRET": "a-secret", "SPASMLOG_OIDC_NAME": "our house"}
    run = subprocess.run(
        [sys.executable, "-c", VISIT], cwd=ROOT, env=given, capture_output=True, text=True, timeout=120, check=False
    )
    server.shutdown()
    server.server_close()
    assert run.returncode == 0, run.stderr[-3000:]
    return json.loads(run.stdout.splitlines()[-1])


pytestmark = pytest.mark.process


def test_somebody_logs_in_there_and_goes_on_here(told):
    assert told["words"] == "Log in with our house"
    assert told["went_on"] == "/visits/"
    assert told["has_preferences"]
    assert not told["has_password"]


def test_no_token_of_the_provider_is_kept(told):
    assert told["tokens"] == 0


def test_they_are_known_again_by_number_and_never_by_name(told):
    """Carol was here before; the provider's carol is somebody else."""
    assert told["first"] == told["again"] != "carol"
    assert told["people"] == sorted(["carol", told["first"]])


def test_an_answer_works_in_one_browser_and_once(told):
    assert told["twice"] == ""


@pytest.mark.parametrize("wrong", ["audience", "issuer", "old"])
def test_a_token_that_is_not_for_us_logs_nobody_in(told, wrong):
    assert told[wrong] == [401, ""]


def test_nothing_is_connected_and_no_other_provider_is_known(told):
    assert (told["connect"], told["elsewhere"]) == (404, 404)


def test_nobody_new_once_sign_up_is_closed(told):
    assert told["newcomer"] == ""


def test_the_suite_asks_no_other_machine():
    with socket.socket() as made, pytest.raises(AssertionError, match="would leave"):
        made.connect(("192.0.2.1", 80))
