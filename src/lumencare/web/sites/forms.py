"""The forms of organizations, sites, systems, their people and papers: fields and words alone."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lumencare.web import fields
from lumencare.web.sites.organization_names import organization_field

ORGANIZATION_KINDS = (("end-user", _("End user")), ("partner", _("Partner")))
CLASSES = (
    ("1Y", _("1 year, limited")),
    ("2Y", _("2 years, limited")),
    ("HWQS8", _("HWQS, 8 years, limited")),
)
START_UPS = (
    ("", _("Nobody said: counts as the partner")),
    ("manufacturer", _("The manufacturer")),
    ("partner", _("The partner")),
)
RECORD_KINDS = (
    ("single-line-drawing", _("Single line drawing")),
    ("layout-drawing", _("Layout drawing")),
    ("database", _("Database")),
)


class PlainForm(forms.Form):
    """A form that leaves every judgement to the server, so that all of it comes at once."""

    use_required_attribute = False


class OrganizationForm(PlainForm):
    """An end user or a partner, with what an invoice needs."""

    name = fields.text(_("Name"), needed=True, help_text=_("As it stands on invoices."))
    name_en = fields.text(_("Name in English"))
    credit_code = fields.text(
        _("Unified social credit code"),
        help_text=_("18 characters; the last one checks the others. Individuals have none."),
    )
    invoice_address = fields.text(_("Invoice address"))
    invoice_phone = fields.text(_("Invoice phone"), inputmode="tel")
    bank = fields.text(_("Bank"))
    bank_account = fields.text(_("Bank account"), inputmode="numeric")
    note = fields.lines(_("Note"))
    version = fields.version()


class NewOrganizationForm(OrganizationForm):
    """An organization that is added: what it is to the programme stays as it is said here."""

    field_order = ("kind",)
    kind = fields.choice(_("Kind"), ORGANIZATION_KINDS, needed=True)


class SiteForm(PlainForm):
    """A site: where it lies and who serves it."""

    name = fields.text(_("Name of the site"), needed=True)
    name_en = fields.text(_("Name in English"))
    city = fields.text(
        _("City"),
        needed=True,
        help_text=_("Prefecture-level city, county or district: 苏州, Kunshan."),
    )
    city_unlisted = fields.tick(
        _("Keep this place although the list of cities does not have it"),
        help_text=_("Staff then confirm for the site which response it can have (D-19)."),
    )
    address = fields.text(_("Address"))
    partner = organization_field(_("Partner"), kind="partner")
    partner_may_see = fields.tick(_("The partner may see this site"))
    note = fields.lines(_("Note"))
    version = fields.version()


class NewSiteForm(SiteForm):
    """A site that is added; later its owner changes by a change of owner alone."""

    field_order = ("owner",)
    owner = organization_field(_("End user"), kind="end-user", needed=True)


class SystemForm(PlainForm):
    """An installed system: one order, and what prices and cover are decided from."""

    ref = fields.text(
        _("Reference"), needed=True, help_text=_("The order's or contract's number; each once.")
    )
    name = fields.text(_("Name of the system"), needed=True)
    system_type = fields.text(_("System type"), needed=True, list="system-types")
    software_version = fields.text(_("Software version"))
    warranty_class = fields.choice(_("Initial warranty"), CLASSES, needed=True)
    order_date = fields.day(
        _("Order date"), needed=True, help_text=_("Project years are counted from it (D-1).")
    )
    start_up = fields.choice(_("Started up by"), START_UPS)
    bom = fields.amount(
        _("Hardware list at post-sales prices, RMB without VAT"),
        needed=True,
        help_text=_("The total; once a hardware list is uploaded, its sum holds."),
    )
    list_amount = fields.amount(_("Hardware list at list prices, RMB without VAT"))
    version = fields.version()


class ChangedSystemForm(SystemForm):
    """A system that is changed; another order date or class needs a reason."""

    why = fields.text(_("Reason for the change"))


class ContactForm(PlainForm):
    """Somebody to call at a site."""

    name = fields.text(_("Full name"), needed=True, autocomplete="off")
    position = fields.text(_("Position"), autocomplete="off")
    phone = fields.text(_("Phone"), inputmode="tel", autocomplete="off")
    email = fields.text(_("E-mail"), inputmode="email", autocomplete="off")
    consent_on = fields.day(_("Agreed to be kept here on"))
    consent_how = fields.text(
        _("How they agreed"), help_text=_("For example: by phone, to Chen Lu.")
    )
    version = fields.version()


class OwnerForm(PlainForm):
    """The site passes to another owner."""

    to = organization_field(_("New end user"), kind="end-user", needed=True)
    on = fields.day(_("On which day"), needed=True)
    why = fields.text(_("Reason"), needed=True)
    version = fields.version()


class ReasonForm(PlainForm):
    """A reason, which the trail keeps."""

    why = fields.text(_("Reason"), needed=True)
    version = fields.version()


class RemoveForm(PlainForm):
    """A reason that may stay empty."""

    why = fields.text(_("Reason"))
    version = fields.version()


class RetireForm(PlainForm):
    """A system that is taken out of service."""

    on = fields.day(_("Out of service since"), needed=True)
    why = fields.text(_("Reason"), needed=True)
    version = fields.version()


class RecordForm(PlainForm):
    """A drawing or a database, with the day that its content is of."""

    kind = fields.choice(_("What it is"), RECORD_KINDS, needed=True)
    file = fields.file(
        _("File"),
        accept=".pdf,.png,.jpg,.jpeg,.dwg,.dxf,.zip,.7z,.gz,.db,.bak,.mdb",
        help_text=_(
            "PDF, PNG, JPEG, DWG, DXF, ZIP; databases ZIP, 7z, GZ, DB, BAK, MDB; at most 25 MB."
        ),
    )
    dated_on = fields.day(_("As of which day"), needed=True)
    system = fields.choice(_("Of which system"), ())


class NotApplicableForm(PlainForm):
    """The statement that a site has no such paper."""

    kind = fields.choice(_("What there is none of"), RECORD_KINDS, needed=True)
    system = fields.choice(_("Of which system"), ())
    why = fields.text(_("Reason"), needed=True)


class ProcessorForm(PlainForm):
    """Whether a processor gives the database, and how that is known (X-10)."""

    gives = fields.choice(
        _("Can the database be read out of the processor?"),
        (("yes", _("Yes: nothing is collected for it")), ("no", _("No: somebody must bring it"))),
        needed=True,
    )
    why = fields.text(
        _("On what ground"), needed=True, help_text=_("For example: read out on the visit V-1.")
    )


class BomForm(PlainForm):
    """A hardware list as a file, and the day that it is of."""

    file = fields.file(
        _("Hardware list"),
        accept=".xlsx,.csv",
        help_text=_("XLSX or CSV with the columns part_number, quantity and unit_price."),
    )


class PortfolioForm(PlainForm):
    """The workbook of a portfolio, and whether places beyond the city list are let in."""

    file = fields.file(
        _("Workbook"),
        accept=".xlsx",
        help_text=_("XLSX with the sheet systems, and the sheet bom where parts are listed."),
    )
    cities_may_be_unlisted = forms.BooleanField(
        label=_("Let in places that the city list does not know"),
        required=False,
        help_text=_("Which response they can have is then to be confirmed by hand."),
    )


class BomConfirmForm(PlainForm):
    """The day that a hardware list is of."""

    taken_on = fields.day(_("As of which day"), needed=True)
