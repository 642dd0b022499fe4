"""`spasmlog user`: accounts, made and let in again by whoever runs the machine."""

import getpass
import sys

from spasmlog.environment import ConfigurationError
from spasmlog.starting import begin_diary


def add(name: str, *, is_staff: bool) -> None:
    """Makes an account with the password that is typed. Raises ConfigurationError."""
    begin_diary()
    from tracker.management.accounts import AccountError, add_account, name_for_account

    try:
        name = name_for_account(name)
        add_account(name, _typed_password(), is_staff=is_staff)
    except AccountError as error:
        raise ConfigurationError(str(error)) from None
    sys.stdout.write(f"{name} can log in now.\n")


def change_password(name: str) -> None:
    """Sets the password that is typed. Raises ConfigurationError."""
    begin_diary()
    from tracker.management.accounts import AccountError, account_of, set_password

    try:
        person = account_of(name)
        set_password(person, _typed_password())
    except AccountError as error:
        raise ConfigurationError(str(error)) from None
    sys.stdout.write(f"{person.get_username()} has a new password. Every device has to log in again.\n")


def _typed_password() -> str:
    """Typed twice without being shown; or the first line of what is piped in."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    try:
        password, repeated = getpass.getpass("Password: "), getpass.getpass("Repeat password: ")
    except EOFError:
        raise ConfigurationError("\nStopped. Nothing was changed.") from None
    if repeated != password:
        raise ConfigurationError("The two passwords differ. Nothing was changed.")
    return password
