"""Static files as they are served: those that pages name, and nothing that was left beside them to manage them."""

from pathlib import PurePosixPath

from whitenoise.middleware import WhiteNoiseMiddleware


class StaticFilesMiddleware(WhiteNoiseMiddleware):
    """Does not serve the list of all files, with which Django finds their names, nor hidden ones such as `.stamp`."""

    def add_file_to_dictionary(self, url, path, stat_cache=None):
        if not _is_for_management(url):
            super().add_file_to_dictionary(url, path, stat_cache=stat_cache)

    def find_file(self, url):
        return None if _is_for_management(url) else super().find_file(url)


def _is_for_management(url: str) -> bool:
    name = PurePosixPath(url).name
    return name.startswith(".") or name.removesuffix(".gz") == "staticfiles.json"
