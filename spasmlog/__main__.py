"""`spasmlog`, which is `bin/spasmlog` in a checkout: what the person who runs the machine does from a terminal.

Every failure is a sentence on stderr and an exit code that is not 0.
"""

import argparse
import os
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from spasmlog.folder import COMMAND
from tracker import __version__

if TYPE_CHECKING:
    from tracker.management.retention import Keep


def main(arguments: Sequence[str]) -> int:
    """Does what is asked; returns the exit code."""
    asked = _parser().parse_args(arguments or ["run"])
    # A backup is as private as the diary.
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spasmlog.settings")
    if asked.command in {"run", "demo"}:
        from spasmlog.starting import run

        run(with_demo=asked.command == "demo")
        return 0
    if asked.command == "check" and asked.running:
        from spasmlog.checking import check_running

        return check_running()
    return _after_a_failure_says_why(asked)


def _after_a_failure_says_why(asked: argparse.Namespace) -> int:
    from django.core.management.base import CommandError
    from django.db import DatabaseError

    from tracker.management.backups import BackupError

    try:
        return _do(asked)
    except BackupError as error:
        sys.stderr.write(f"{error}\n")
    except (sqlite3.Error, DatabaseError, CommandError) as error:
        sys.stderr.write(f"The database could not be read or written: {str(error).strip()}\n")
    except OSError as error:
        sys.stderr.write(f"{error.filename or 'The disk'}: {error.strerror or error}. Nothing was changed.\n")
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. Nothing was changed.\n")
        return 130
    return 1


def _do(asked: argparse.Namespace) -> int:
    from spasmlog import accounts, checking, keeping

    if asked.command == "restore":
        keeping.restore(asked.file, end_sessions=asked.end_sessions)
    elif asked.command == "backup" and asked.verify:
        keeping.verify(asked.verify)
    elif asked.command == "backup":
        keeping.back_up(asked.to, asked.keep, forgets_older=asked.forget_older)
    elif asked.command == "check":
        return checking.check()
    elif asked.command == "manage":
        from django.core.management import execute_from_command_line

        execute_from_command_line([f"{COMMAND} manage", *asked.arguments])
    elif asked.deed == "add":
        accounts.add(asked.name, is_staff=asked.staff)
    else:
        accounts.change_password(asked.name)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=COMMAND,
        description="A diary for muscle spasms. Without a command: run.",
        epilog=f"{COMMAND} backup --help",
    )
    parser.add_argument("--version", action="version", version=f"spasmlog {__version__}")
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="run | demo | user | backup | restore | check | manage"
    )
    commands.add_parser("run", help="make what is missing, bring the database up to date, and serve")
    commands.add_parser("demo", help="the same, with a demo account that has two years of entries")
    _describe_user(commands.add_parser("user", help="make an account, or set a new password"))
    _describe_backup(
        commands.add_parser("backup", help="back up, also while spasmlog runs; or try a backup with --verify FILE")
    )
    restore = commands.add_parser("restore", help="replace the diary with a backup; spasmlog must be stopped")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--end-sessions", action="store_true", help="log everybody out")
    check = commands.add_parser("check", help="check settings, folder and database, and say what is wrong")
    check.add_argument("--running", action="store_true", help="only ask the server running here whether it is well")
    manage = commands.add_parser("manage", help="run one of Django's own commands, like manage.py")
    manage.add_argument("arguments", nargs=argparse.REMAINDER, metavar="COMMAND ...")
    return parser


def _describe_user(user: argparse.ArgumentParser) -> None:
    deeds = user.add_subparsers(dest="deed", required=True, metavar="add | password")
    add = deeds.add_parser("add", help="make an account; its password is asked for, or read from a pipe")
    add.add_argument("name", metavar="NAME")
    add.add_argument("--staff", action="store_true", help="for somebody who runs spasmlog")
    password = deeds.add_parser("password", help="set a new password; whoever is logged in there is logged out")
    password.add_argument("name", metavar="NAME")


def _describe_backup(backup: argparse.ArgumentParser) -> None:
    backup.add_argument("--to", type=Path, metavar="DIR", help="an existing folder (default: backups/ in var/)")
    backup.add_argument(
        "--keep",
        type=_keep,
        metavar="7d,4w,12m",
        help="afterwards keep only the last backup of each of the latest 7 days, 4 weeks and 12 months",
    )
    backup.add_argument(
        "--forget-older",
        action="store_true",
        help="afterwards delete every older backup, there and in var/, even those from before an update or a restore",
    )
    backup.add_argument("--verify", type=Path, metavar="FILE", help="restore FILE into a scratch folder, and count")


def _keep(text: str) -> "Keep":
    from tracker.management.retention import Keep

    try:
        return Keep.from_text(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not of the form 7d,4w,12m (days, weeks, months, years)"
        ) from None


def command() -> None:
    """What the installed program calls."""
    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    command()
