"""What is stored. Fields, named constraints and indexes; no rules over several rows and nothing clever in save()."""

from tracker.models.day import Day, DayFactor, DayFactorBefore, Pause
from tracker.models.episode import Episode, EpisodeFactor, EpisodeNoticed, EpisodeRegion, EpisodeRelief
from tracker.models.factor_record import FactorRecord
from tracker.models.person import DatedSetting, OwnTerm, Preferences
from tracker.models.revision import Revision

__all__ = [
    "DatedSetting",
    "Day",
    "DayFactor",
    "DayFactorBefore",
    "Episode",
    "EpisodeFactor",
    "EpisodeNoticed",
    "EpisodeRegion",
    "EpisodeRelief",
    "FactorRecord",
    "OwnTerm",
    "Pause",
    "Preferences",
    "Revision",
]
