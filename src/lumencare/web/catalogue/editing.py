"""Adding a part to the catalogue and changing one, on a page of its own."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import CheckboxSelectMultiple, Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.catalogue.keeping import add_part, change_part
from lumencare.catalogue.queries import part_row
from lumencare.data.system_catalogue import system_families
from lumencare.domain.stock.kinds import PART_STATES, UNITS
from lumencare.domain.text import Text
from lumencare.web import fields
from lumencare.web.forms import answer_form
from lumencare.web.sites.form_pages import at_version, bind
from lumencare.web.templatetags.words import said


class PartForm(Form):
    """A part: its names, its life, and how it is kept."""

    use_required_attribute = False
    name_zh = fields.text(lazy("Chinese name"), needed=True)
    name_en = fields.text(lazy("English name"))
    unit = fields.choice(lazy("Unit"), ())
    state = fields.choice(lazy("State"), ())
    last_order_on = fields.day(
        lazy("Last order"), help_text=lazy("The last day on which the supplier takes orders.")
    )
    supplied_until = fields.day(lazy("Supplied until"))
    successor = fields.text(
        lazy("Successor"), help_text=lazy("Part number of what takes its place; blank for none.")
    )
    systems = fields.Ticks(label=lazy("Used in"), required=False, widget=CheckboxSelectMultiple)
    serialised = fields.tick(
        lazy("Kept by serial"), help_text=lazy("Each piece is moved by its serial number.")
    )
    frequent = fields.tick(lazy("Kept in the spare pool"))
    lead_days = fields.text(lazy("Lead time, days"), inputmode="numeric")
    weight_grams = fields.text(lazy("Weight, grams"), inputmode="numeric")
    version = fields.version()

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        words: dict[str, Mapping[str, Text]] = {
            "unit": {code.value: text for code, text in UNITS.items()},
            "state": {code.value: text for code, text in PART_STATES.items()},
            "systems": {code: each.name for code, each in system_families().items()},
        }
        for name, texts in words.items():
            # In the language of who asks: that is known only now.
            options = [(code, said(text)) for code, text in texts.items()]
            self.fields[name].widget.choices = options


class NewPartForm(PartForm):
    """A part that is added, with its number, which stays."""

    field_order = ("number",)
    number = fields.text(
        lazy("Part number"),
        needed=True,
        help_text=lazy("It stays: another number is another part, which may succeed this one."),
    )


@login_required
def add(request: Request) -> HttpResponse:
    """Add a part."""
    require_right(request.user, Right.KEEP_PARTS)

    def act(typed: dict[str, Any]) -> HttpResponse:
        row = add_part(_said(typed), by=request.user, now=request.now)
        messages.success(request, _("%(part)s is in the catalogue.") % {"part": row.number})
        return redirect("stock-catalogue-part", row.number)

    form = bind(NewPartForm, request, unit="piece", state="current")
    return _answer(request, form, act)


@login_required
def change(request: Request, number: str) -> HttpResponse:
    """Change a part as of the version that its form showed."""
    row = part_row(request.user, number)
    shown = {name: getattr(row, name) for name in PartForm.base_fields if name != "successor"}
    shown["successor"] = row.successor.number if row.successor else ""

    def act(typed: dict[str, Any]) -> HttpResponse:
        change_part(at_version(row, typed), _said(typed), by=request.user, now=request.now)
        messages.success(request, _("Saved."))
        return redirect("stock-catalogue-part", row.number)

    form = bind(PartForm, request, **shown)
    latest = lambda: part_row(request.user, number).version  # noqa: E731 - said where it is used
    return _answer(request, form, act, part=row.number, version_now=latest)


def _said(typed: dict[str, Any]) -> dict[str, Any]:
    return {**typed, "systems": ",".join(typed["systems"])}


def _answer(request: Request, form: Form, act: Any, **more: Any) -> HttpResponse:
    return answer_form(request, form, act, "catalogue/form.html", **more)
