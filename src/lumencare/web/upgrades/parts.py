"""The parts of an option that have a form: its title, its form, what its choices are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from lumencare.pricebook.queries import edition_in_force
from lumencare.upgrades.held import held_covers
from lumencare.upgrades.queries import ProposalVersion
from lumencare.web.templatetags.words import said
from lumencare.web.upgrades import forms


@dataclass(frozen=True, slots=True, kw_only=True)
class PartForm:
    """The form of one kind of part."""

    title: Any
    form: type[Any]
    offer: Callable[[Any, ProposalVersion, date], None] = lambda _form, _row, _on: None


def _offer_services(form: Any, _row: ProposalVersion, on: date) -> None:
    services = edition_in_force(on).services
    form.fields["service"].widget.choices = [(each.code, said(each.text)) for each in services]


def _offer_contracts(form: Any, row: ProposalVersion, on: date) -> None:
    form.fields["source"].widget.choices = [
        (each.contract, f"{each.contract} {said(each.name)}: ≤ {each.unexpired.grouped}")
        for each in held_covers(row.proposal.system, on)
    ]


FORMS: Mapping[str, PartForm] = {
    "hardware": PartForm(title=_("A line of hardware"), form=forms.GoodsForm),
    "software": PartForm(title=_("A line of software"), form=forms.GoodsForm),
    "days": PartForm(title=_("A line of man-days"), form=forms.WorkForm, offer=_offer_services),
    "given": PartForm(
        title=_("Given for a plan that has not run out"),
        form=forms.GivenForm,
        offer=_offer_contracts,
    ),
    "reuse": PartForm(title=_("What becomes of a component"), form=forms.ReuseForm),
    "step": PartForm(title=_("A step of the change-over"), form=forms.MigrationForm),
}
