"""The app's start."""

from django.apps import AppConfig


class TrackerConfig(AppConfig):
    name = "tracker"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.core.signals import request_started

        from tracker import checks  # noqa: F401  registers the checks
        from tracker.middleware import take_charset_off
        from tracker.views import security_log

        request_started.connect(take_charset_off)
        security_log.connect()
