"""What is stored. Fields, named constraints and indexes; no rules over several rows and nothing clever in save()."""

from tracker.models.account import AccountName
from tracker.models.change_record import ChangeRecord
from tracker.models.counter import Counter
from tracker.models.day import Day, DayFactor, DayFactorBefore, Pause
from tracker.models.device import SignedInDevice
from tracker.models.episode import (
    Episode,
    EpisodeFactor,
    EpisodeFollowUp,
    EpisodeNoticed,
    EpisodeRegion,
    EpisodeRelief,
)
from tracker.models.evidence import Evidence
from tracker.models.factor_record import FactorRecord
from tracker.models.grant import Grant, GrantOpening, KeptDiary
from tracker.models.guidance import GuidanceAnswer, GuidanceResult, ShownAfterSaving
from tracker.models.imported import Import, ImportAnswer, ImportedRow
from tracker.models.person import DatedSetting, OwnTerm, Preferences
from tracker.models.profile import ProfileItem
from tracker.models.question import Question
from tracker.models.revision import Revision
from tracker.models.sent_item import SentItem
from tracker.models.share import ShareLink, ShareOpening
from tracker.models.token import AccessToken
from tracker.models.trial import Trial, TrialAnswer, TrialSeal
from tracker.models.visit import Visit

__all__ = [
    "AccessToken",
    "AccountName",
    "ChangeRecord",
    "Counter",
    "DatedSetting",
    "Day",
    "DayFactor",
    "DayFactorBefore",
    "Episode",
    "EpisodeFactor",
    "EpisodeFollowUp",
    "EpisodeNoticed",
    "EpisodeRegion",
    "EpisodeRelief",
    "Evidence",
    "FactorRecord",
    "Grant",
    "GrantOpening",
    "GuidanceAnswer",
    "GuidanceResult",
    "Import",
    "ImportAnswer",
    "ImportedRow",
    "KeptDiary",
    "OwnTerm",
    "Pause",
    "Preferences",
    "ProfileItem",
    "Question",
    "Revision",
    "SentItem",
    "ShareLink",
    "ShareOpening",
    "ShownAfterSaving",
    "SignedInDevice",
    "Trial",
    "TrialAnswer",
    "TrialSeal",
    "Visit",
]
