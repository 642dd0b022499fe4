"""The log of what concerns an account's safety: who by number, what by kind; no name, no token, no word that was typed.

allauth tells of it in signals; a line here for each. Log-ins and failed ones are in accounts.py, exports in answers.py,
deletions in services/versions.py.
"""

import logging

from allauth.account import signals as account
from allauth.mfa import signals as steps
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_out

log = logging.getLogger("spasmlog.events")


def connect() -> None:
    """Begins to listen; called once at the start."""
    user_logged_out.connect(_logged_out)
    account.password_changed.connect(_password_changed)
    account.password_set.connect(_password_changed)
    steps.authenticator_added.connect(_step_added)
    steps.authenticator_removed.connect(_step_removed)
    steps.authenticator_reset.connect(_step_reset)
    steps.authentication_failed.connect(_step_failed)


def _logged_out(user: User | None, **_more: object) -> None:
    if user:
        log.info("Person %s logged out.", user.pk)


def _password_changed(user: User, **_more: object) -> None:
    log.info("Person %s changed their password.", user.pk)


def _step_added(user: User, authenticator: Authenticator, **_more: object) -> None:
    log.info("Person %s added: %s", user.pk, authenticator.type)


def _step_removed(user: User, authenticator: Authenticator, **_more: object) -> None:
    log.info("Person %s removed: %s", user.pk, authenticator.type)


def _step_reset(user: User, authenticator: Authenticator, **_more: object) -> None:
    log.info("Person %s made anew: %s", user.pk, authenticator.type)


def _step_failed(user: User, authenticator: Authenticator, **_more: object) -> None:
    log.warning("Person %s: a second step failed (%s).", user.pk, authenticator.type)
