"""Forms of claims; judging is left to the server, so that all of it comes at once."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from lumencare.accounts.requests import Request
from lumencare.claims.queries import supply_choices
from lumencare.claims.queries.supply import open_places
from lumencare.domain.claims.damage import DAMAGE_NAMES
from lumencare.field.queries.found import visits_that_may_find
from lumencare.web import fields
from lumencare.web.claims.words import CONDITIONS
from lumencare.web.desk.forms import StepForm
from lumencare.web.templatetags.words import said

UNDAMAGED = ("", _("The product itself failed"))


def damages() -> list[tuple[str, Any]]:
    """Return what a part can have been damaged by."""
    return [UNDAMAGED, *((each.value, said(name)) for each, name in DAMAGE_NAMES.items())]


def places(request: Request) -> list[tuple[str, str]]:
    """Return where parts can be put."""
    return [(code, f"{code} {said(name)}") for code, name in open_places(request.user)]


class OfferingForm(StepForm):
    """A form that offers what there is for a claim."""

    def offer(self, request: Request, claim: Any) -> None:
        """Fill the choices; a form that offers nothing keeps none."""


class AskForm(StepForm):
    """What failed, where, since when, and what it was found by."""

    part_number = fields.text(_("Part number"), needed=True, autocomplete="off")
    serial = fields.text(
        _("Serial number of the faulty part"),
        help_text=_("Scan or type it; without one the place tells parts apart."),
        autocomplete="off",
    )
    place = fields.text(_("Place in the building"), help_text=_("Floor, room, cabinet."))
    quantity = fields.text(_("Quantity"), inputmode="numeric")
    damage = fields.choice(
        _("What it failed from"),
        (),
        help_text=_("Another cause than the product is not covered (SC-10)."),
    )
    failed_on = fields.day(
        _("Day of the failure"),
        help_text=_("Only where something shows it; else the day of the report counts."),
    )
    failed_proof = fields.text(
        _("What shows that day"), help_text=_("For example the processor's log.")
    )
    found_at = fields.choice(_("Found at a preventive visit"), ())
    note = fields.text(_("Note"))

    def offer(self, request: Request, case: Any) -> None:
        """Offer damages and the preventive visits at the system."""
        self.fields["damage"].widget.choices = damages()
        visits = visits_that_may_find(request.user, case) if case.system_id else ()
        found = [(each.number, f"{each.number} · {each.on}") for each in visits]
        self.fields["found_at"].widget.choices = [("", _("No")), *found]


class ChangeForm(OfferingForm):
    """What is put right about a claim."""

    serial = fields.text(_("Serial number of the faulty part"), autocomplete="off")
    place = fields.text(_("Place in the building"))
    damage = fields.choice(_("What it failed from"), ())
    failed_on = fields.day(_("Day of the failure"))
    failed_proof = fields.text(_("What shows that day"))
    supplied = fields.text(
        _("Part that is supplied"),
        help_text=_("The part itself or a successor of the catalogue; empty: the usual one."),
    )
    note = fields.text(_("Note"))
    why = fields.text(_("Reason"), needed=True)

    def offer(self, request: Request, claim: Any) -> None:
        """Offer damages."""
        self.fields["damage"].widget.choices = damages()


class WhyForm(OfferingForm):
    """A reason."""

    why = fields.text(_("Reason"), needed=True)


class BareForm(OfferingForm):
    """Nothing but the deed."""


class PriceForm(OfferingForm):
    """A price by hand."""

    amount = fields.amount(_("Unit price, RMB without VAT"), needed=True)
    why = fields.text(_("Reason"), needed=True, help_text=_("For example the factory's quote."))


class ShownForm(OfferingForm):
    """To whom the share was told."""

    shown_to = fields.text(_("Told to"), needed=True)


class AgreeForm(OfferingForm):
    """Who of the customer agreed, and how."""

    agreed_by = fields.text(_("Who of the customer agreed"), needed=True)
    agreed_how = fields.text(
        _("How"), needed=True, help_text=_("On the phone, by mail, by signature on site.")
    )


class ReserveForm(OfferingForm):
    """Which place keeps a part."""

    shelf = fields.choice(_("From place"), (), needed=True)
    until = fields.day(_("Keep until"), help_text=_("Empty: 30 days."))

    def offer(self, request: Request, claim: Any) -> None:
        """Offer the places that have one; with none, those that could be asked, to be told why."""
        found = [each for each in supply_choices(request.user, claim) if each.kind != "bag"]
        shelves = [
            (
                f"{each.code}:{each.condition}",
                f"{said(each.name)} · {each.free} · {said(CONDITIONS[each.condition])}",
            )
            for each in found
        ]
        if not shelves:
            shelves = [
                (f"{code}:good", f"{said(name)} · 0") for code, name in open_places(request.user)
            ]
        self.fields["shelf"].widget.choices = shelves


class OrderForm(OfferingForm):
    """Where an order goes and when it comes."""

    place = fields.choice(_("Deliver to"), (), needed=True)
    expected_on = fields.day(_("Expected on"), needed=True)

    def offer(self, request: Request, claim: Any) -> None:
        """Offer the places."""
        self.fields["place"].widget.choices = places(request)


class IssueForm(OfferingForm):
    """Which unit leaves, and with whom."""

    serial = fields.text(
        _("Serial number of the new part"),
        help_text=_("Scan it; needed where the part is kept by serial number."),
        autocomplete="off",
    )
    issued_to = fields.text(_("Given to"))


class BagForm(OfferingForm):
    """Which unit of one's own bag."""

    serial = fields.text(_("Serial number of the new part"), autocomplete="off")


class FitForm(OfferingForm):
    """What went in, and when."""

    serial = fields.text(
        _("Serial number of the new part"),
        help_text=_("Empty: the one that was issued."),
        autocomplete="off",
    )
    fitted_on = fields.day(_("Fitted on"), help_text=_("Empty: today."))
    visit = fields.text(_("Visit"))


class ReturnForm(OfferingForm):
    """Until when the old part is asked for."""

    due_on = fields.day(_("Due back on"), help_text=_("Empty: in 14 days."))


class ReceiveForm(OfferingForm):
    """Where the old part lies now."""

    place = fields.choice(_("Put on"), (), needed=True)
    serial = fields.text(
        _("Serial number of the old part"),
        help_text=_("Scan it; empty: the one that was claimed."),
        autocomplete="off",
    )

    def offer(self, request: Request, claim: Any) -> None:
        """Offer the places."""
        self.fields["place"].widget.choices = places(request)
