"""What stands at the top of every page of a diary that is not one's own: whose it is, what one may do, the way back."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tracker.models import Grant
from tracker.pages.addresses import address_outside
from tracker.selectors.grants import diary_name
from tracker.vocabulary.grants import MAY_BOTH, MAY_KEEP, MAY_LOG, MAY_LOOK
from tracker.vocabulary.lazy_text import LazyText

MAY_WORDS = {
    MAY_LOOK: _("You can look"),
    MAY_LOG: _("You can log"),
    MAY_BOTH: _("You can look and log"),
    MAY_KEEP: _("You keep it"),
}
"""What one may do in another diary, as one is told."""


@dataclass(frozen=True, slots=True)
class WhoseDiary:
    """Another diary than one's own, as every page of it says."""

    name: str
    may: LazyText
    back: str
    """The way to the diaries that one can open, one's own among them."""
    grant: Grant

    @property
    def is_caregivers(self) -> bool:
        """True where only a part of it is open."""
        return not self.grant.keeps


def whose_diary(grant: Grant) -> WhoseDiary:
    """The same for every page that the grant opens."""
    return WhoseDiary(diary_name(grant.owner), MAY_WORDS[grant.may], address_outside("diaries"), grant)
