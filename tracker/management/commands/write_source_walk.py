"""Writes docs/sources.md from the citations of the guidance. Run it after changing its content."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tracker.guidance.loader import load_library
from tracker.guidance.walk import walk

PAGE = Path("docs") / "sources.md"


class Command(BaseCommand):
    help = "Writes the walk through the sources into docs/sources.md."

    def handle(self, *args: object, **options: object) -> None:
        try:
            text = walk(load_library())
        except ValueError as error:
            raise CommandError(str(error)) from error
        (settings.BASE_DIR / PAGE).write_text(text, encoding="utf-8")
        self.stdout.write(f"{PAGE} is written.")
