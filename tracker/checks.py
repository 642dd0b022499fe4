"""System checks of our own: what must be right before the first request."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.core.checks import Error, register

from tracker.guidance.loader import GuidanceError, languages, load_library

BROKEN_GUIDANCE = "tracker.E001"


@register
def guidance_is_whole(app_configs: Sequence[AppConfig] | None = None, **kwargs: object) -> list[Error]:
    """One error for each broken entry of the guidance, with file, key and reason, in every language there is."""
    errors = []
    for language in languages():
        try:
            load_library(language)
        except GuidanceError as broken:
            errors += [
                Error(
                    str(problem),
                    hint="Mend it in tracker/guidance; docs/sources.md says which passage is which.",
                    id=BROKEN_GUIDANCE,
                )
                for problem in broken.problems
            ]
    return errors
