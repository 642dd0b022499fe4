"""Views are functions with a URL; a template gets one dataclass, as `page`."""

import ast
import dataclasses
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.test_urls import OPEN_TO_ALL, OWNED, PLAIN, address, rows
from tracker.pages.offline import release

__all__ = ["rows"]
"""A fixture."""

TRACKER = Path(__file__).resolve().parent.parent / "tracker"
VIEWS = sorted((TRACKER / "views").glob("[!_]*.py"))

SHARED = {
    "access.py": "guards that answer 404 or ask to log in; the decorator of what one button does",
    "another_host.py": "the answer for 400, Django's handler400",
    "answers.py": "answers that the views of several pages give alike",
    "enter.py": "who comes into a diary that is not their own, for the middleware",
    "kept_files.py": "where files wait that were sent",
    "not_stored.py": "the answer where nothing can be stored, and Django's handler500",
    "pressed.py": "when a button was pressed, by our clock",
    "single_sign_on.py": "logging in elsewhere, whose addresses are there only if it is set up",
    "security_log.py": "what allauth tells of an account's safety, as lines of the log",
    "problems.py": "what programs are told that get no answer",
    "tries.py": "counts of tries, by the address that a request comes from",
    "typed_questions.py": "storing a question that was typed, for the two pages that have a field for one",
    "undo.py": "messages with a button, and the second of two taps",
    "unsaved.py": "what the middleware answers to a form that could not be saved",
}
"""Modules of views/ without views of their own, and what they are for."""

OF_ALLAUTH = {
    *("account_change_password", "account_inactive", "account_login", "account_logout", "account_set_password"),
    "account_signup",
    "account_reauthenticate",
    *("mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp"),
    *("mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_add_webauthn", "mfa_edit_webauthn"),
    *("mfa_remove_webauthn", "mfa_login_webauthn", "mfa_reauthenticate_webauthn"),
}
"""Pages of allauth, which decides what their templates get."""


def callbacks(resolver):
    """Every function that a URL names."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from callbacks(entry)
        elif isinstance(entry, URLPattern):
            yield entry.callback


def public_functions(path):
    return {
        f"{path.stem}.{node.name}"
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }


def test_every_public_function_of_a_view_module_has_a_url():
    named = {f"{each.__module__.rpartition('.')[2]}.{each.__name__}" for each in callbacks(get_resolver())}
    without = {path.name: public_functions(path) - named for path in VIEWS if path.name not in SHARED}
    assert {name for name, functions in without.items() if functions} == set()


def contexts(source):
    """The context of every call that renders a template, as a node; None for a call without one."""
    for node in ast.walk(ast.parse(source)):
        name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
        place = {"render": 2, "render_to_string": 1}.get(name)
        if place is not None:
            yield node.args[place] if len(node.args) > place else None


def is_one_name(context):
    """True for {"page": ...}, for {"part": ...} of a part of a page, and for nothing at all."""
    if context is None or (isinstance(context, ast.Name) and context.id == "context"):
        return context is None
    keys = [getattr(key, "value", None) for key in getattr(context, "keys", [None])]
    return keys in ([], ["page"], ["part"])


@pytest.mark.parametrize(
    ("source", "holds"),
    [
        ('render(request, "a.html", {"page": page})', True),
        ('render_to_string("a.html", {"part": part})', True),
        ('render_to_string("a.html")', True),
        ('render(request, "a.html", {"page": page, "form": form})', False),
        ('render(request, "a.html", {"form": form})', False),
        ('render(request, "a.html", context)', False),
        ('render(request, "a.html", {"page": page} | more)', False),
        ('render(request, "a.html", {**more})', False),
    ],
)
def test_a_template_with_other_names_is_seen(source, holds):
    assert [is_one_name(context) for context in contexts(source)] == [holds]


def test_a_template_gets_one_name():
    folders = [*VIEWS, *sorted((TRACKER / "pages").glob("*.py"))]
    assert {path.name for path in folders if not all(map(is_one_name, contexts(path.read_text())))} == set()


@pytest.mark.parametrize("name", sorted(OPEN_TO_ALL | OWNED | PLAIN))
def test_what_a_template_gets_is_a_frozen_dataclass(alice, alice_client, rows, name):
    if name == "styleguide":
        alice.is_staff = True
        alice.save()
    release()  # Made once, in the course of the first page.
    response = alice_client.get(address(name, rows))
    if response.status_code != 200 or response.context is None:
        return
    page = response.context.get("page")
    assert (dataclasses.is_dataclass(page) and page.__dataclass_params__.frozen) is (name not in OF_ALLAUTH)
