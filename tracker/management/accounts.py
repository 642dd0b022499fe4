"""Accounts as whoever runs the machine makes them: by the same rules for names and passwords as on the page."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from tracker.forms.accounts import NAME_LENGTH, account_named, normalized_name, valid_name
from tracker.services.preferences import keep_account_name


class AccountError(Exception):
    """Why an account was not made or changed, in a sentence."""


def name_for_account(name: str) -> str:
    """The name as it will be stored. Raises AccountError if it cannot be one, or is taken."""
    name = normalized_name(name)
    try:
        valid_name(name)
    except ValidationError as error:
        raise AccountError(_sentences(error)) from None
    if not 0 < len(name) <= NAME_LENGTH:
        raise AccountError(f"A name has 1 to {NAME_LENGTH} characters.")
    if account_named(name):
        raise AccountError(f"The name {name} is taken.")
    return name


def add_account(name: str, password: str, *, is_staff: bool) -> None:
    """Makes the account. The time zone is taken from the first device. Raises AccountError for a weak password."""
    people = get_user_model().objects
    with transaction.atomic():
        person = people.create_user(name, is_staff=is_staff, is_superuser=is_staff)
        keep_account_name(person)
        set_password(person, password)


def account_of(name: str) -> User:
    """The account, however the name is cased. Raises AccountError if there is none."""
    stored_name = account_named(normalized_name(name))
    if not stored_name:
        raise AccountError(f"There is no account named {name}.")
    return get_user_model().objects.get(username=stored_name)


def set_password(person: User, password: str) -> None:
    """Stores it, which ends every session. Raises AccountError for one that is too easy to guess."""
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise AccountError(_sentences(error)) from None
    person.set_password(password)
    person.save(update_fields=["password"])


def _sentences(error: ValidationError) -> str:
    return " ".join(error.messages)
