"""The file that brings a diary back, and the passphrase that locks one."""

from typing import Any, BinaryIO

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.exchange.archive import MOST_BYTES, MOST_MEGABYTES, ArchiveError, open_archive
from tracker.exchange.locked import MOST_ADDED, is_locked, unlocked
from tracker.forms.share import phrase_field
from tracker.models.share import PHRASE_LENGTH_LEAST


class DownloadForm(forms.Form):
    """How the archive is written."""

    use_required_attribute = False

    phrase = phrase_field(
        required=False,
        label=gettext_lazy("Passphrase (optional)"),
        help_text=gettext_lazy(
            "Locks the file. Use at least 8 characters, and write the passphrase down. Without it, nobody can open the "
            "file, not even you."
        ),
    )

    def clean_phrase(self) -> str:
        phrase: str = self.cleaned_data["phrase"]
        if phrase and len(phrase) < PHRASE_LENGTH_LEAST:
            raise forms.ValidationError(_("This is too short. Use 8 characters or more, such as three words."), "short")
        return phrase


class ArchiveForm(forms.Form):
    """A file that was chosen. Once valid, `opened` is the archive in it: its form, sizes and sums were found right."""

    use_required_attribute = False

    file = forms.FileField(
        label=gettext_lazy("Your file"),
        # Without `accept`: a phone that does not know a kind of file would not let it be chosen.
        widget=forms.FileInput(),
        error_messages={
            "required": gettext_lazy("Choose the file that you saved with “Download everything”."),
            "missing": gettext_lazy("Choose the file that you saved with “Download everything”."),
            "invalid": gettext_lazy("Choose the file that you saved with “Download everything”."),
            "empty": gettext_lazy("This file is empty. Use another copy of it."),
        },
    )
    unlock_phrase = phrase_field(required=False, label=gettext_lazy("Passphrase (if you set one)"))
    opened: BinaryIO

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES + MOST_ADDED:
            message = _("This file is larger than %(most)s MB. spasmlog can’t restore a file that large.")
            raise forms.ValidationError(message % {"most": MOST_MEGABYTES}, "too-large")
        return file

    def clean(self) -> dict[str, Any]:
        super().clean()
        file, phrase = self.cleaned_data.get("file"), self.cleaned_data.get("unlock_phrase")
        if file is None or phrase is None:
            return self.cleaned_data
        self.opened = file.file
        if is_locked(self.opened) and not phrase:
            locked_words = _("This file is locked. Choose it again, and enter its passphrase.")
            self.add_error("unlock_phrase", forms.ValidationError(locked_words, "needed"))
            return self.cleaned_data
        try:
            if is_locked(self.opened):
                self.opened = unlocked(self.opened, phrase)
            open_archive(self.opened)
        except ArchiveError as error:
            self.refuse(error)
        return self.cleaned_data

    def refuse(self, error: ArchiveError) -> None:
        """Says beside its field what is wrong with the file."""
        # A file that waited was sent with another form.
        self.cleaned_data = getattr(self, "cleaned_data", {})
        field = "unlock_phrase" if error.code == "phrase" else "file"
        self.add_error(field, forms.ValidationError(error.message, error.code))
