"""Forms of accepted upgrades: the signed copy, the handover, the reason."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lumencare.domain.codes import StartUp, WarrantyClass
from lumencare.domain.upgrade.content import OptionKind
from lumencare.domain.upgrade.open_things import DECISION_NAMES, OpenThing
from lumencare.handovers.queries.preparing import Prepared
from lumencare.web import fields
from lumencare.web.templatetags.words import said

FILES = ".pdf,.png,.jpg,.jpeg"
LISTED = "hardware"
START_UPS = (
    (StartUp.MANUFACTURER.value, _("The manufacturer")),
    (StartUp.PARTNER.value, _("A partner")),
)


class WhyForm(forms.Form):
    """A reason."""

    why = fields.lines(_("Why"), needed=True)


class SignedForm(forms.Form):
    """The acceptance as it came on paper."""

    option = fields.choice(_("Which option"), (), needed=True)
    name = fields.text(_("Name of who accepts"), needed=True, maxlength=80)
    how = fields.text(_("How it was accepted"), needed=True, maxlength=200)
    file = fields.file(_("The signed copy"), accept=FILES)

    def offer(self, options: Iterable[tuple[str, Any]]) -> None:
        """Let one of the options be chosen."""
        self.fields["option"].widget.choices = list(options)


class CompleteForm(forms.Form):
    """The handover: its day, its evidence, the new system, what is decided about open things."""

    completed_on = fields.day(_("Handed over on"), needed=True)
    handed_to = fields.text(_("Taken over by"), needed=True, maxlength=80)
    evidence = fields.file(_("The signed handover"), accept=FILES)
    software_version = fields.text(_("Software version now"), maxlength=40)
    note = fields.text(_("Note"), maxlength=500)

    def __init__(self, *args: Any, prepared: Prepared, **more: Any) -> None:
        super().__init__(*args, **more)
        if prepared.kind == OptionKind.SYSTEM.value:
            self._add_system(prepared)
        for each in prepared.things:
            self._add_thing(each)
        self.fields["why"] = fields.lines(_("Why something ends"))

    def _add_system(self, prepared: Prepared) -> None:
        classes = [(each.value, each.value) for each in WarrantyClass]
        self.fields |= {
            "ref": fields.text(_("Reference of the new system"), needed=True, maxlength=60),
            "name": fields.text(_("Name of the new system"), needed=True, maxlength=200),
            "system_type": fields.text(_("System type"), needed=True, maxlength=200),
            "warranty_class": fields.choice(_("Warranty class"), classes, needed=True),
            "start_up": fields.choice(_("Started up by"), START_UPS),
            "order_date": fields.day(
                _("Order date"), help_text=_("Left empty: the day of the acceptance.")
            ),
            "whole": fields.tick(_("Nothing of the old system stays")),
        }
        if not prepared.has_list:
            self.fields["remaining"] = fields.amount(_("What stays of the old hardware, RMB"))
        for row in prepared.rows:
            label = f"{row.component} × {row.quantity}"
            # Offered from the hardware list, and typed where it is written otherwise there.
            self.fields[f"part-{row.key}"] = fields.text(
                _("Part number: %(component)s") % {"component": label},
                maxlength=120,
                list=LISTED,
                autocomplete="off",
            )
            self.fields[f"serials-{row.key}"] = fields.text(
                _("Serial numbers: %(component)s") % {"component": label}, maxlength=400
            )

    def _add_thing(self, each: OpenThing) -> None:
        words = [(code.value, said(name)) for code, name in DECISION_NAMES.items()]
        if not each.may_end:
            words = words[:1]
        options = [("", "—"), *words] if each.may_end else words
        self.fields[each.key] = fields.choice(
            f"{each.number} · {said(each.what)}", options, help_text=said(each.told)
        )
