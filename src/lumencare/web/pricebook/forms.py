"""The forms of the price book."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lumencare.web import fields


class UploadForm(forms.Form):
    """A file with the text of an edition."""

    file = fields.file(
        _("Edition file (TOML)"),
        accept=".toml",
        help_text=_("Take the file of the edition in force and give it a new code and number."),
    )


class ReplaceForm(UploadForm):
    """Another file for a draft that is there."""

    version = fields.version()


class ReasonForm(forms.Form):
    """Why something is given up or sent back."""

    why = fields.lines(_("Reason"), needed=True)
    version = fields.version()


class RetireForm(ReasonForm):
    """From which day an edition is no longer sold, and why."""

    from_day = fields.day(_("No longer sold from"), needed=True)
    field_order = ("from_day", "why", "version")
