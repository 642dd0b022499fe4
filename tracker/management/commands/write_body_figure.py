"""Writes the lines of the body into static/img/body-figure.svg. Run it after changing a shape or a zone."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from tracker.forms.body_drawing import FIGURE_FILE, figure_svg

DRAWING = Path("static") / FIGURE_FILE


class Command(BaseCommand):
    help = "Writes the lines of the body into static/img/body-figure.svg."

    def handle(self, *args: object, **options: object) -> None:
        (settings.BASE_DIR / DRAWING).write_text(figure_svg(), encoding="utf-8")
        self.stdout.write(f"{DRAWING} is written.")
