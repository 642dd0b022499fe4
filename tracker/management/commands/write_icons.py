"""Writes the icon of spasmlog into static/img/. Run it after changing its drawing, or a color that it has."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from tracker.management.icon_drawing import SQUARES, TAB, icon_png, icon_svg


class Command(BaseCommand):
    help = "Writes the icon into static/img/."

    def handle(self, *args: object, **options: object) -> None:
        static: Path = settings.BASE_DIR / "static"
        (static / TAB.file).write_text(icon_svg(TAB), encoding="utf-8")
        for icon in SQUARES:
            (static / icon.file).write_bytes(icon_png(icon))
            self.stdout.write(f"static/{icon.file} is written.")
        self.stdout.write(f"static/{TAB.file} is written.")
