"""The logic of the scripts in a browser: what tests/test_scripts.py runs in node, where there is a node."""

import json
from urllib.parse import urlsplit

import pytest

from tests.js import ROOT, TESTS

ORIGIN = "http://scripts.test"
IN_PLACE_OF_NODE = {
    "node:test": "/tests/js/in_browser/test.js",
    "node:assert/strict": "/tests/js/in_browser/assert.js",
}


@pytest.fixture
def module_page(chromium):
    """A page without a policy whose address is the project's folder: it may import any of its scripts."""
    context = chromium.new_context()
    page = context.new_page()

    def answer(route):
        path = urlsplit(route.request.url).path
        if path == "/":
            imports = json.dumps({"imports": IN_PLACE_OF_NODE})
            route.fulfill(content_type="text/html", body=f'<script type="importmap">{imports}</script>')
        else:
            route.fulfill(content_type="text/javascript", body=(ROOT / path.lstrip("/")).read_text())

    page.route(f"{ORIGIN}/**", answer)
    page.goto(f"{ORIGIN}/")
    yield page
    context.close()


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.name)
def test_logic_holds_in_a_browser(module_page, path):
    page = module_page
    page.evaluate("(name) => import(name)", f"/{path.relative_to(ROOT)}")
    results = page.evaluate("results")
    assert results["failures"] == []
    assert results["passed"] > 1


def test_a_failure_is_seen(module_page):
    seen = module_page.evaluate(
        """async () => {
          const {default: test, results} = await import("node:test");
          const {default: assert} = await import("node:assert/strict");
          test("right", () => assert.deepEqual({a: [1]}, {a: [1]}));
          test("wrong", () => assert.deepEqual({a: [1]}, {a: [2]}));
          test("wrong too", () => assert.equal(1, "1"));
          return results;
        }"""
    )
    assert seen["passed"] == 1
    assert [failure.split(":")[0] for failure in seen["failures"]] == ["wrong", "wrong too"]
