"""Writes the safety conditions into static/css/safety-rules.css as style rules. Run it after changing a condition."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from tracker.forms.when import DURATIONS, STARTS
from tracker.guidance.form_css import DurationFields, safety_rules, with_rules
from tracker.guidance.loader import load_library

STYLE_SHEET = Path("static") / "css" / "safety-rules.css"


class Command(BaseCommand):
    help = "Writes the safety conditions into static/css/safety-rules.css."

    def handle(self, *args: object, **options: object) -> None:
        path = settings.BASE_DIR / STYLE_SHEET
        rules = safety_rules(load_library(), DurationFields.from_choices(DURATIONS, STARTS))
        path.write_text(with_rules(path.read_text(encoding="utf-8"), rules), encoding="utf-8")
        self.stdout.write(f"{STYLE_SHEET} is written.")
