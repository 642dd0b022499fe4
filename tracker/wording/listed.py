"""What is said of entries that are listed one by one, for the doctor: which of them, and why these."""

from django.utils.translation import gettext as _

from tracker.formatting import share_words


def why_these_words() -> str:
    """Under the entries with the highest numbers: they were chosen for that."""
    return _("The highest ratings, newest first when tied. They are not typical.")


def how_many_listed_words(listed: int, of: int) -> str:
    """Under a list that was cut; "" for a whole one."""
    if listed >= of:
        return ""
    return _("The latest %(share)s entries. All of them are in the CSV file.") % {"share": share_words(listed, of)}
