"""Forms of remote service: who is to sign, when one may connect, what was done."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lumencare.domain.remote.access import MODE_NAMES, SERVER_NAMES
from lumencare.remote.queries.asking import AskFacts
from lumencare.web import fields
from lumencare.web.templatetags.words import said


class AskForm(forms.Form):
    """A request for a signature; what is not changed is as it was known."""

    signer_name = fields.text(_("Who signs"), needed=True, maxlength=80)
    signer_email = fields.text(
        _("Their e-mail address"),
        inputmode="email",
        autocomplete="off",
        help_text=_("The link and the code go there."),
    )
    signer_phone = fields.text(
        _("Their telephone"),
        inputmode="tel",
        autocomplete="off",
        help_text=_("Without an address the hotline reads the code out at this number."),
    )
    organization = fields.choice(_("Signs for"), (), needed=True)
    server = fields.choice(_("The system's server"), (), needed=True)
    mode = fields.choice(_("How we connect"), (), needed=True)
    engineers = fields.Ticks(
        label=_("Who may connect"),
        required=False,
        help_text=_("Nobody ticked: whoever does remote service."),
    )

    def __init__(self, data: Any = None, *, asked: AskFacts) -> None:
        super().__init__(data, initial={name: getattr(asked, name) for name in BEGINS})
        offered = [(str(pk), f"{name} · {said(kind)}") for pk, name, kind in asked.organizations]
        self.fields["organization"].widget.choices = offered
        self.fields["server"].widget.choices = _options(SERVER_NAMES)
        self.fields["mode"].widget.choices = _options(MODE_NAMES)
        self.fields["engineers"].widget.choices = [(str(pk), name) for pk, name in asked.people]


class WindowForm(forms.Form):
    """When the customer lets somebody connect, and who of them said so."""

    starts_at = fields.text(_("From when"), needed=True, type="datetime-local")
    ends_at = fields.text(_("Until when"), needed=True, type="datetime-local")
    given_by = fields.text(_("Who of the customer said so"), needed=True, maxlength=80)
    how = fields.text(_("How, as on the phone"), needed=True, maxlength=200)


class WhoForm(forms.Form):
    """Who of the customer said so."""

    who = fields.text(_("Who of the customer said so"), needed=True, maxlength=80)


class WhyForm(forms.Form):
    """A reason."""

    why = fields.text(_("Why"), needed=True, maxlength=500)


class DropForm(forms.Form):
    """What the connection broke on, if that is known."""

    why = fields.text(_("What it broke on"), maxlength=200)


class NoteForm(forms.Form):
    """What was done just now."""

    text = fields.lines(_("What was done"), needed=True)


class DoneForm(forms.Form):
    """What was done in the whole session."""

    done = fields.lines(_("What was done"), needed=True)


class FileForm(forms.Form):
    """A file that was taken; only its name, size and hash are kept."""

    file = fields.file(
        _("The file"), accept="", help_text=_("Only its name, size and SHA-256 are kept.")
    )
    what_for = fields.text(_("What for"), maxlength=200)


BEGINS = ("signer_name", "signer_email", "signer_phone", "organization", "server", "mode")


def _options(names: dict[Any, Any]) -> list[tuple[str, str]]:
    return [(code.value, said(words)) for code, words in names.items()]
