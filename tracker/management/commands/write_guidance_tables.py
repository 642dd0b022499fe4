"""Writes the tables of thresholds and rules into docs/. Run it after changing one of them, or the title of a card."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tracker.guidance.docs_tables import tables, with_table
from tracker.guidance.loader import load_library

DOCS = Path("docs")


class Command(BaseCommand):
    help = "Writes the tables of thresholds and rules into docs/methods.md and docs/guidance.md."

    def handle(self, *args: object, **options: object) -> None:
        for file, named in tables(load_library()).items():
            path = settings.BASE_DIR / DOCS / file
            page = path.read_text(encoding="utf-8")
            try:
                for name, table in named.items():
                    page = with_table(page, name, table)
            except ValueError as error:
                raise CommandError(f"{file}: {error}") from error
            path.write_text(page, encoding="utf-8")
            self.stdout.write(f"{DOCS / file} is written.")
