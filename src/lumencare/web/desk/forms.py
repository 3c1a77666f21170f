"""The forms of what is done to a case: fields and words alone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lumencare.web import fields

# Remote work starts with its session (RS-2).
HOW_STARTED = (("on-site", _("On site")), ("phone", _("By phone")))
HOW_RESOLVED = (*HOW_STARTED, ("withdrawn", _("The customer withdrew it")))
CAUSES = (
    ("product", _("The manufacturer's product")),
    ("other", _("Something else")),
    ("unknown", _("Not found yet")),
)
WINDOWS = (
    ("after-hour", _("Evenings of business days, 18:00–8:00")),
    ("weekend", _("Saturdays and Sundays, 8:00–18:00")),
)
NOW = _("Empty: now. Time of Shanghai.")


def instant(label: Any, *, needed: bool = False, help_text: Any = "") -> fields.Typed:
    """Return a field for a moment; browsers show a calendar and a clock for it."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"})
    return fields.Typed(label, needed=needed, help_text=help_text, widget=widget)


class StepForm(forms.Form):
    """A form of one step; judging is left to the server, so that all of it comes at once."""

    use_required_attribute = False
    version = fields.version()


class StartForm(StepForm):
    """Work began: how, and when."""

    how = fields.choice(_("How"), HOW_STARTED, needed=True)
    at = instant(_("When"), help_text=NOW)


class PauseForm(StepForm):
    """The customer is waited for."""

    reason = fields.text(
        _("What the customer owes us"),
        needed=True,
        help_text=_("For example: access to the control room, a permit, the database."),
    )
    evidence = fields.text(
        _("What shows it"),
        needed=True,
        help_text=_("For example: Mr Wang on the phone at 10:20, his mail of today."),
    )
    at = instant(_("Since when"), help_text=NOW)


class ResumeForm(StepForm):
    """What the customer owed is there."""

    at = instant(_("Since when"), help_text=NOW)


class PastPauseForm(StepForm):
    """A pause that is over and was not written down then."""

    start = instant(_("From when"), needed=True)
    end = instant(_("Until when"), needed=True)
    reason = fields.text(_("What the customer owed us"), needed=True)
    evidence = fields.text(_("What shows it"), needed=True)


class WindowsForm(StepForm):
    """Hours outside business hours that the customer agreed to pay for."""

    windows = fields.Ticks(
        label=_("Agreed hours"),
        widget=forms.CheckboxSelectMultiple(choices=WINDOWS),
        required=False,
    )
    evidence = fields.text(_("Who of the customer agreed, and how"), needed=True)


class ResolveForm(StepForm):
    """How it was solved."""

    how = fields.choice(_("How"), HOW_RESOLVED, needed=True)
    resolution = fields.lines(_("What was done"), needed=True)


class WhyForm(StepForm):
    """A step that needs a reason."""

    why = fields.text(_("Reason"), needed=True)


class BareForm(StepForm):
    """A step that needs no more words."""


class CloseForm(StepForm):
    """The end of a case; the claims that stay open are ticked one by one."""

    knowing = fields.Ticks(
        label=_("These claims for parts stay open"),
        required=False,
        help_text=_("Tick each: parts and old parts are looked after without the case."),
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        claims = self.initial.get("claims", ())
        if not claims:
            del self.fields["knowing"]
            return
        self.fields["knowing"].widget.choices = [
            (each.number, f"{each.number} · {each.faulty_number}") for each in claims
        ]


class CauseForm(StepForm):
    """What the fault came from."""

    cause = fields.choice(_("The fault comes from"), CAUSES, needed=True)
    why = fields.text(_("How that was found"), needed=True)


class PartForm(StepForm):
    """A part that is to be replaced."""

    part_number = fields.text(_("Part number"), needed=True)
    description = fields.text(_("Description"))
    serial = fields.text(_("Serial number"))
    quantity = fields.text(_("Quantity"), inputmode="decimal")
    price = fields.amount(
        _("Unit price, RMB without VAT"), help_text=_("Empty: that of the hardware list.")
    )


class SystemForm(StepForm):
    """Which system a case is about."""

    system = fields.text(
        _("Reference of the system"),
        needed=True,
        help_text=_("As it stands on the page of the system, for example S-001."),
    )


class ReportForm(StepForm):
    """What was taken down."""

    summary = fields.text(_("What is wrong"), needed=True, maxlength=200)
    reporter_name = fields.text(_("Name of the caller"))
    reporter_email = fields.text(_("E-mail"))
    description = fields.lines(_("More about it"))
    urgent = fields.tick(_("Urgent: it orders our work and changes no promise"))


class ManyFiles(forms.FileInput):
    """A field for several files at once."""

    allow_multiple_selected = True


def _files() -> forms.FileField:
    widget = ManyFiles(attrs={"multiple": True})
    return forms.FileField(label=_("Files"), widget=widget, required=False, allow_empty_file=True)


class NoteForm(StepForm):
    """A note for the office."""

    body = fields.lines(_("Note"), needed=True)
    uploads = _files()


class WriteForm(StepForm):
    """A mail to the customer."""

    body = fields.lines(_("Message"), needed=True)
    to = fields.text(
        _("To"), help_text=_("Empty: who wrote last, else who reported."), inputmode="email"
    )
    uploads = _files()


class FilesForm(StepForm):
    """Files of a case."""

    uploads = _files()


class SplitForm(StepForm):
    """What the case that is split off is about."""

    summary = fields.text(_("What is wrong"), needed=True, maxlength=200)


class MergeForm(StepForm):
    """Into which case it is merged, and why."""

    into = fields.text(_("Number of the case that stays"), needed=True)
    why = fields.text(_("Reason"), needed=True)


CHARGES = (
    ("visit", _("The diagnostic visit (SC-10)")),
    ("after-hour", _("Work in the evening (NB-1)")),
    ("weekend", _("Work at a weekend (NB-1)")),
    ("on-request", _("Hours without a published price (D-9)")),
)


class ChargeForm(StepForm):
    """What is to be charged, and to whom of the customer its price was told."""

    code = fields.choice(_("For what"), CHARGES, needed=True)
    shown_to = fields.text(_("Who of the customer was told the price"), needed=True)
    man_days = fields.text(_("Man-days"), inputmode="numeric")
    amount = fields.amount(
        _("Amount, RMB without VAT"), help_text=_("For hours without a published price only (D-9).")
    )
    why = fields.text(_("Reason"), help_text=_("Needed where an amount is typed."))
