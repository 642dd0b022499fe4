"""What an archive holds of a person: one list of kinds of rows.

A kind is a model. Its fields come from the model, so a new column is in the archive at once; what is left out is named
here. Rows of details stand within the row that they belong to.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models

from tracker.exchange.archive import ENTRIES, RowData
from tracker.models import (
    ChangeRecord,
    DatedSetting,
    Day,
    DayFactor,
    DayFactorBefore,
    Episode,
    EpisodeFactor,
    EpisodeFollowUp,
    EpisodeNoticed,
    EpisodeRegion,
    EpisodeRelief,
    Evidence,
    FactorRecord,
    GuidanceAnswer,
    ImportAnswer,
    OwnTerm,
    Pause,
    Preferences,
    ProfileItem,
    Question,
    Revision,
    ShareLink,
    ShareOpening,
    ShownAfterSaving,
    Trial,
    TrialAnswer,
    Visit,
)
from tracker.services import archive_checks as checks
from tracker.services.archive_fields import Field, fields_of
from tracker.services.archive_revisions import row_of_revision


@dataclass(frozen=True)
class Part:
    """Rows of details, under a name within the row that they belong to."""

    name: str
    model: type[models.Model]
    of: str
    """The foreign key to that row."""
    key: tuple[str, ...] = ()
    """Of one that has parts in turn: the fields that name it within that row."""
    parts: tuple["Part", ...] = ()

    @cached_property
    def fields(self) -> tuple["Field", ...]:
        """The columns that are written."""
        return fields_of(self.model, {self.of})

    @cached_property
    def names(self) -> frozenset[str]:
        """Of all that stands in a row of it."""
        return frozenset({field.name for field in self.fields} | {part.name for part in self.parts})


@dataclass(frozen=True)
class Kind:
    """A kind of row that belongs to a person."""

    name: str
    """In the file. It is a code: it stays."""
    model: type[models.Model]
    key: tuple[str, ...] = ("uid",)
    """The fields by which a row is known again; of several, the first tells most rows apart. None: there is one row."""
    left_out: frozenset[str] = frozenset()
    """Columns that are not written."""
    not_compared: frozenset[str] = frozenset()
    """Fields that do not make a row differ from the one in the diary."""
    parts: tuple[Part, ...] = ()
    is_unique: bool = True
    """False where two rows may have one key."""
    is_setting: bool = False
    """There before anything was logged; it does not make a diary one that has something in it."""
    holds: Callable[[list[RowData]], bool] = bool
    """False if the values of one of these rows do not fit together."""
    within: Callable[[RowData], tuple[str, RowData]] | None = None
    """What gives a row that this one holds, with the name of its kind."""
    stand_together: Callable[[list[RowData]], bool] | None = None
    """False if these, all of a file, cannot stand beside each other."""

    @cached_property
    def fields(self) -> tuple["Field", ...]:
        """The columns that are written."""
        return fields_of(self.model, {"owner", *self.left_out})

    @cached_property
    def names(self) -> frozenset[str]:
        """Of all that stands in a row of it."""
        return frozenset({field.name for field in self.fields} | {part.name for part in self.parts})

    def key_of(self, row: RowData) -> tuple[Any, ...]:
        """What the row is known by."""
        return tuple(row[name] for name in self.key)

    def compared(self, row: RowData) -> str:
        """Equal for rows that say the same."""
        return json.dumps({name: row[name] for name in row if name not in self.not_compared}, sort_keys=True)


ARCHIVE_KINDS = (
    Kind(
        "preferences",
        Preferences,
        key=(),
        left_out=frozenset({"data_version", "evidence_due_on", "changes_due_on", "downloaded_at"}),
        is_setting=True,
        holds=checks.each(checks.preferences_hold),
    ),
    Kind("settings", DatedSetting, key=("from_on", "name"), is_setting=True, holds=checks.each(checks.setting_holds)),
    Kind("own-words", OwnTerm, key=("code", "vocabulary"), holds=checks.each(checks.own_word_holds)),
    Kind("visits", Visit),
    Kind("questions", Question),
    Kind(
        "profile",
        ProfileItem,
        holds=checks.each(checks.profile_item_holds),
        stand_together=checks.profile_items_stand_together,
    ),
    Kind(
        ENTRIES,
        Episode,
        # Derived from the others when it is written.
        left_out=frozenset({"day", "offset_seconds", "search_text", "may_warn"}),
        parts=(
            Part("regions", EpisodeRegion, "episode"),
            Part("factors", EpisodeFactor, "episode"),
            Part("relief", EpisodeRelief, "episode"),
            Part("noticed", EpisodeNoticed, "episode"),
            Part("follow_ups", EpisodeFollowUp, "episode"),
        ),
        holds=checks.entries_hold,
    ),
    Kind(
        "days",
        Day,
        key=("date",),
        not_compared=frozenset({"uid"}),
        holds=checks.each(checks.day_holds),
        parts=(Part("factors", DayFactor, "day", key=("code",), parts=(Part("before", DayFactorBefore, "factor"),)),),
    ),
    Kind(
        "pauses",
        Pause,
        key=("from_on",),
        not_compared=frozenset({"added_at"}),
        stand_together=checks.pauses_stand_together,
    ),
    Kind("guidance-answers", GuidanceAnswer, holds=checks.each(checks.guidance_answer_holds)),
    Kind("shown-after-saving", ShownAfterSaving, key=("topic",), not_compared=frozenset({"shown_on"}), is_setting=True),
    Kind(
        "import-answers",
        ImportAnswer,
        key=("word", "topic", "signature"),
        is_setting=True,
        holds=checks.each(checks.import_answer_holds),
    ),
    Kind("evidence", Evidence, key=(), holds=checks.each(checks.evidence_holds)),
    Kind(
        "trials",
        Trial,
        holds=checks.each(checks.trial_holds),
        parts=(Part("answers", TrialAnswer, "trial"),),
    ),
    Kind("looks", FactorRecord, key=("code", "at", "kind"), holds=checks.each(checks.look_holds)),
    Kind("changes", ChangeRecord, key=("of", "on", "what"), holds=checks.each(checks.change_holds)),
    Kind(
        "share-links",
        ShareLink,
        # Its secrets: without them nobody opens it. And what this machine did to it.
        left_out=frozenset({"token_hash", "phrase_hash", "tries", "tries_from", "closed_by_restore_at"}),
        not_compared=frozenset({"revoked_at", "openings"}),
        holds=checks.each(checks.share_link_holds),
        parts=(Part("openings", ShareOpening, "link"),),
    ),
    Kind(
        "revisions",
        Revision,
        key=("uid", "at", "action", "kind"),
        is_unique=False,
        holds=checks.each(checks.revision_holds),
        within=row_of_revision,
    ),
)
"""In the order in which they are written and read: a question names its visit, an entry's day follows the settings."""
KINDS_BY_NAME = {kind.name: kind for kind in ARCHIVE_KINDS}

NOT_IN_IT = {
    "tracker.AccessToken": "lets a button or a program in at this very machine; nobody else knows its token",
    "tracker.AccountName": "the name of the account, not of the diary; a restore may be into another account",
    "tracker.Grant": "lets another account into this very diary; a restore may be into another one",
    "tracker.GuidanceResult": "computed anew from the diary",
    "tracker.Import": "what the undo of an import needs, which is over after 30 days; its entries and days are in it",
    "tracker.KeptDiary": "who opens the diary, not what it says",
    "tracker.SentItem": "what devices sent to this installation; says nothing that is not in an entry or a day",
    "tracker.SignedInDevice": "what the account is logged in on",
    "tracker.TrialSeal": "what was drawn for nights that are not told yet; a download would tell them",
    "account.EmailAddress": "belongs to the account",
    "mfa.Authenticator": "a secret of the account",
    "admin.LogEntry": "what staff did on their pages",
}
"""Models with an owner that no archive holds, and why."""
