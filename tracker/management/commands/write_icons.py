"""Writes the icon of spasmlog into static/img/. Run it after changing its drawing, or a color that it has."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from tracker.management.icon_drawing import SQUARES, TABS, icon_png, icon_svg


class Command(BaseCommand):
    help = "Writes the icon into static/img/."

    def handle(self, *args: object, **options: object) -> None:
        static: Path = settings.BASE_DIR / "static"
        for icon in (*TABS, *SQUARES):
            content = icon_png(icon) if icon.side else icon_svg(icon).encode()
            (static / icon.file).write_bytes(content)
            self.stdout.write(f"static/{icon.file} is written.")
