"""The forms of the work calendar."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lumencare.web import fields


class NoticeForm(forms.Form):
    """A holiday notice as it was announced."""

    text = fields.lines(
        _("Notice"),
        needed=True,
        help_text=_(
            "Paste the whole notice of the State Council, or a table with the columns"
            " first, last, kind, zh, en."
        ),
    )
    source = fields.text(
        _("Where it was announced"),
        needed=True,
        help_text=_("Its number or address, such as 国办发明电〔2025〕7号."),
    )
    year = fields.text(
        _("Year"), help_text=_("Only where the text does not name it."), inputmode="numeric"
    )

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["text"].widget.attrs["rows"] = 14


class CorrectForm(NoticeForm):
    """Another text for a draft that is there."""

    version = fields.version()


class ReasonForm(forms.Form):
    """Why a notice is withdrawn."""

    why = fields.lines(_("Reason"), needed=True)
    version = fields.version()
