"""The forms of System Care: leads, the software on site, entries of the catalogue."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.forms import Select
from django.utils.translation import gettext_lazy as _

from lumencare.domain.lifecycle import kinds
from lumencare.domain.text import Text
from lumencare.domain.upgrade.content import REUSE_NAMES
from lumencare.domain.upgrade.losing import LOSS_NAMES
from lumencare.web import fields
from lumencare.web.sites.forms import PlainForm
from lumencare.web.templatetags.words import said

ONE_EACH = _("One on each line.")
# The closed sets of a form's choices, by field.
Names = Mapping[str, Mapping[Any, Text]]
UNKNOWN = _("Leave blank what is not known.")


class OwnedForm(PlainForm):
    """A form that names who follows a lead."""

    owner = fields.choice(_("Followed by"), (), needed=True)

    def offer_owners(self, owners: Iterable[tuple[int, str]]) -> None:
        """Offer who may follow a lead."""
        offer(self, "owner", [(str(pk), name) for pk, name in owners])


class LeadForm(OwnedForm):
    """Who follows a lead and what comes next."""

    next_step = fields.text(_("Next step"))
    next_on = fields.day(_("Day of the next step"), needed=True)
    version = fields.version()


class NewLeadForm(OwnedForm):
    """A lead that is made."""

    next_step = fields.text(_("Next step"), help_text=_("For example: call the owner."))
    next_on = fields.day(_("Day of the next step"), needed=True)
    part_number = fields.text(_("Part that cannot be had any more"))
    why = fields.text(
        _("Why, in your own words"), help_text=_("Needed where nothing old was found.")
    )


class WhyForm(PlainForm):
    """A reason in one's own words."""

    why = fields.text(_("Reason"), needed=True)


class MoveForm(PlainForm):
    """A lead goes on; the form asks for nothing."""

    version = fields.version()


class EndForm(MoveForm):
    """Words for the end of a lead."""

    why = fields.text(_("Explanation"))


class LostForm(EndForm):
    """Why a lead was lost."""

    field_order = ("lost_reason",)
    lost_reason = fields.choice(_("What decided"), (), needed=True)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offer_names(self, "lost_reason", LOSS_NAMES)


class InstalledForm(PlainForm):
    """What somebody saw of a system's software."""

    software_version = fields.text(_("Software version"), help_text=UNKNOWN)
    clients = fields.lines(
        _("Client operating systems in use"), help_text=_("One on each line, like Windows 11.")
    )
    wanted = fields.lines(_("Functions and modules that the customer asks for"), help_text=ONE_EACH)
    seen_on = fields.day(_("Seen on"), needed=True)
    source = fields.text(
        _("Where it is known from"), needed=True, help_text=_("For example: seen on site.")
    )
    version = fields.version()


class SourcedForm(PlainForm):
    """A fact of the catalogue: where it is from, and how well that supports it."""

    source = fields.text(
        _("Source"), needed=True, help_text=_("A document with its date, or who said so.")
    )
    confidence = fields.choice(_("Confidence"), (), needed=True)
    version = fields.version()

    names: ClassVar[Names] = {}

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for field, names in {**self.names, "confidence": kinds.CONFIDENCES}.items():
            offer_names(self, field, names)


class SystemForm(SourcedForm):
    """A system of the catalogue."""

    field_order = ("code", "name_zh", "name_en", "also", "category", "status")
    name_zh = fields.text(_("Name in Chinese"), needed=True)
    name_en = fields.text(_("Name in English"), needed=True)
    also = fields.lines(_("Also called"), help_text=_("Other names of the type, one on each line."))
    category = fields.choice(_("Category"), (), needed=True)
    status = fields.choice(_("Status"), (), needed=True)
    sales_end_on = fields.day(_("Sales end on"), help_text=UNKNOWN)
    spares_end_on = fields.day(_("Spare parts end on"), help_text=UNKNOWN)
    support_ends_on = fields.day(_("Support ends on"), help_text=UNKNOWN)
    successors = fields.lines(
        _("Successors"), help_text=_("Codes, the nearest first, one on each line.")
    )
    database = fields.choice(_("Database"), (), needed=True)
    from_processor = fields.choice(_("Database from the processor"), (), needed=True)
    note_zh = fields.text(_("Note in Chinese"))
    note_en = fields.text(_("Note in English"))

    names: ClassVar[Names] = {
        "category": kinds.CATEGORIES,
        "status": kinds.STATUSES,
        "database": kinds.DATABASES,
        "from_processor": kinds.FROM_PROCESSORS,
    }


class NewSystemForm(SystemForm):
    """A system that the catalogue does not have yet."""

    code = fields.text(_("Code"), needed=True, help_text=_("Capital letters and digits: ATHENA."))


class SoftwareForm(SourcedForm):
    """A version of a system's software."""

    field_order = (
        "number", "released_on", "support_ends_on", "clients", "functions", "successor",
    )  # fmt: skip
    number = fields.text(_("Version"), needed=True)
    released_on = fields.day(_("Released on"), help_text=UNKNOWN)
    support_ends_on = fields.day(_("Support ends on"), help_text=UNKNOWN)
    clients = fields.lines(_("Client operating systems supported"), help_text=ONE_EACH)
    functions = fields.lines(_("Functions and modules"), help_text=ONE_EACH)
    successor = fields.text(_("Successor version"))


class ReuseForm(SourcedForm):
    """What becomes of a kind of component in an upgrade."""

    field_order = ("target", "component", "reuse", "note_zh", "note_en")
    target = fields.text(_("Goes over to"), needed=True, help_text=_("The code of a system."))
    component = fields.choice(_("Kind of component"), (), needed=True)
    reuse = fields.choice(_("What becomes of it"), (), needed=True)
    note_zh = fields.text(_("Note in Chinese"))
    note_en = fields.text(_("Note in English"))

    names: ClassVar[Names] = {"component": kinds.COMPONENT_KINDS, "reuse": REUSE_NAMES}


class WithdrawForm(PlainForm):
    """Where it is said that a fact does not hold."""

    source = fields.text(_("Source"), needed=True)
    version = fields.version()


def offer(form: Any, field: str, options: list[tuple[str, Any]]) -> None:
    """Let a field offer options, none of them chosen to begin with."""
    form.fields[field].widget = Select(choices=[("", "—"), *options])


def offer_names(form: Any, field: str, names: Mapping[Any, Text]) -> None:
    """Let a field offer the codes of a closed set by their words."""
    offer(form, field, [(each.value, said(name)) for each, name in names.items()])
