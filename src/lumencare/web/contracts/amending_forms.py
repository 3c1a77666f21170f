"""The forms by which a contract is amended: fields and words alone."""

from django.utils.translation import gettext_lazy as _

from lumencare.domain.contract.credit import Treatment
from lumencare.web import fields
from lumencare.web.sites.forms import PlainForm, ReasonForm
from lumencare.web.sites.organization_names import organization_field

TREATMENTS = (
    (Treatment.NONE.value, _("No credit")),
    (Treatment.BY_DAY.value, _("By the days that are left")),
    (Treatment.REMAINING_YEARS.value, _("The years that have not begun")),
    (Treatment.STATED.value, _("A stated amount")),
)


class CancelForm(PlainForm):
    """A cancellation: from which day on nothing is covered, what is given back, and why."""

    on = fields.day(_("First day without cover"), needed=True)
    treatment = fields.choice(_("What is given back"), TREATMENTS, needed=True)
    amount = fields.amount(_("Stated amount, VAT excluded"))
    why = fields.text(_("Reason"), needed=True)
    version = fields.version()


class BillToForm(ReasonForm):
    """Who pays what is not invoiced yet."""

    field_order = ("to",)
    to = organization_field(_("Who pays"), kind="end-user", needed=True)


class PurchaseForm(ReasonForm):
    """The right day of the purchase."""

    field_order = ("purchased_on",)
    purchased_on = fields.day(_("Bought on"), needed=True)


class AddSystemForm(PlainForm):
    """The accepted quote of another system of the site."""

    quote = fields.text(_("Number of the accepted quote"), needed=True)
    version = fields.version()
