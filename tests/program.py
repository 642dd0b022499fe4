"""A program that calls the API with a token. Each answer is compared with docs/openapi.json."""

import json
from functools import cache
from pathlib import Path

import jsonschema_rs
from django.test import Client

from tests.factories import TOKEN

SPEC = json.loads((Path(__file__).resolve().parent.parent / "docs/openapi.json").read_text())
BASE = SPEC["servers"][0]["url"]
NOBODY = object()


@cache
def validator_of(path, method, status, kind):
    """What checks the JSON of an answer; the answer has to be in the document."""
    response = SPEC["paths"][path][method]["responses"][str(status)]
    if "$ref" in response:
        response = SPEC["components"]["responses"][response["$ref"].rpartition("/")[2]]
    schema = response["content"][kind]["schema"]
    return jsonschema_rs.Draft202012Validator(schema | {"components": SPEC["components"]}, validate_formats=True)


class Program:
    """Calls by path, such as "/now"; what is given by name is the JSON that is sent, or the fields of the address."""

    def __init__(self, secret=TOKEN, **client):
        self.client = Client(**client)
        self.headers = {} if secret is NOBODY else {"Authorization": f"Bearer {secret}"}

    def get(self, path, headers=(), **query):
        return self._checked(path, "get", self.client.get(BASE + path, query, headers=self.headers | dict(headers)))

    def post(self, path, raw=None, kind="application/json", headers=(), **sent):
        body = json.dumps(sent) if raw is None else raw
        answer = self.client.post(BASE + path, body, content_type=kind, headers=self.headers | dict(headers))
        return self._checked(path, "post", answer)

    @staticmethod
    def _checked(path, method, answer):
        kind = answer["Content-Type"]
        validator = validator_of(path, method, answer.status_code, kind)
        if kind.endswith("json"):
            validator.validate(answer.json())
            assert answer.status_code < 400 or answer.json()["status"] == answer.status_code
        return answer
