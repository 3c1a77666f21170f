"""The form of an endpoint."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lumencare.notices.endpoints import Typed
from lumencare.notices.kinds import FORM_NAMES, KINDS
from lumencare.web import fields
from lumencare.web.templatetags.words import said


class EndpointForm(forms.Form):
    """What an endpoint is for, where it is and of what it is told."""

    description = fields.text(_("What it is for"), needed=True)
    address = fields.text(
        _("Address"),
        autocomplete="off",
        inputmode="url",
        help_text=_("It begins with https://. It is kept sealed, as it may hold a password."),
    )
    secret = fields.text(
        _("Secret of a DingTalk robot"),
        autocomplete="off",
        help_text=_("Begins with SEC; only where the robot is set to check signatures."),
    )
    kinds = fields.Ticks(label=_("Events"), required=False)

    def __init__(self, *args: Any, is_new: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        options = [(kind, f"{said(words)} · {kind}") for kind, words in KINDS.items()]
        self.fields["kinds"].widget.choices = options
        self.fields["address"].required = is_new
        if is_new:
            forms_offered = [(each.value, said(words)) for each, words in FORM_NAMES.items()]
            self.fields["form"] = fields.choice(_("Form"), forms_offered, needed=True)
            self.order_fields(["form"])
        else:
            self.fields["address"].help_text = _("Leave it blank to keep the one that is there.")
            self.fields["version"] = fields.version()


def typed(values: dict[str, Any]) -> Typed:
    """Return what was typed as the action reads it."""
    return Typed(
        description=values["description"],
        kinds=values["kinds"],
        address=values["address"],
        secret=values["secret"],
    )
