"""One system priced on two editions side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from lumencare.accounts.requests import Request
from lumencare.domain.codes import WarrantyClass
from lumencare.domain.comparison import PlanAnswer, compare
from lumencare.domain.edition import Edition
from lumencare.domain.money import Money
from lumencare.domain.problems import InputProblems
from lumencare.domain.system import System
from lumencare.domain.text import Text
from lumencare.exchange.questions.inputs import Inputs
from lumencare.pricebook.standing import comparable_editions
from lumencare.web import fields
from lumencare.web.forms import WRONG, add_problems
from lumencare.web.templatetags.words import said

Editions = Mapping[str, tuple[Text, Edition]]


@dataclass(frozen=True, slots=True)
class Beside:
    """One plan on two editions; `more` is what the second costs more, None where one has none."""

    left: "Side"
    right: "Side"
    more: Money | None


@dataclass(frozen=True, slots=True)
class Side:
    """What one edition says of a plan, and whether any of its prices is a floor (D-20)."""

    answer: PlanAnswer

    @property
    def is_floor(self) -> bool:
        """Whether the manufacturer confirms the price."""
        return any(each.from_price for each in self.answer.payments)


class SimulationForm(forms.Form):
    """One system, and the two editions to price it on."""

    bom = fields.amount(_("Hardware list at post-sales prices (RMB)"), needed=True)
    order_date = fields.day(_("Order date"), needed=True)
    on = fields.day(_("Bought on"), needed=True)

    def __init__(self, data: Mapping[str, str], editions: Editions, *, bound: bool) -> None:
        super().__init__(data=data if bound else None, initial=None if bound else dict(data))
        offered = [(key, said(words)) for key, (words, _edition) in editions.items()]
        classes = [(each.value, each.value) for each in WarrantyClass]
        self.fields["class"] = fields.choice(_("Initial warranty"), classes)
        self.fields["left"] = fields.choice(_("Edition"), offered)
        self.fields["right"] = fields.choice(_("Beside edition"), offered)


@login_required
def show(request: Request) -> HttpResponse:
    """Ask for a system and two editions, and show what each plan costs on both."""
    editions = comparable_editions(request.user, request.today)
    given = {**_usual(editions, request), **request.GET.dict()}
    bound = "bom" in given
    form = SimulationForm(given, editions, bound=bound)
    context: dict[str, Any] = {"form": form}
    if bound:
        try:
            context |= _compared(given, editions, Inputs(request.today))
        except InputProblems as wrong:
            form.full_clean()
            add_problems(form, wrong.problems)
    status = WRONG if bound and "rows" not in context else 200
    return render(request, "pricebook/simulate.html", context, status=status)


def _usual(editions: Editions, request: Request) -> dict[str, str]:
    """Return what the form opens with: the edition in force beside the next in the list."""
    keys = list(editions)
    return {
        "left": keys[0],
        "right": keys[1] if len(keys) > 1 else keys[0],
        "class": WarrantyClass.TWO_YEAR.value,
        "on": request.today.isoformat(),
    }


def _compared(given: Mapping[str, str], editions: Editions, inputs: Inputs) -> dict[str, Any]:
    warranty_class = inputs.choice("class", given["class"], WarrantyClass)
    bom = inputs.bom("bom", given["bom"])
    order_date, on = inputs.order_and_on(given.get("order_date", ""), given.get("on", ""))
    sides = [_edition(inputs, editions, given, name) for name in ("left", "right")]
    inputs.require()
    system = System(warranty_class, order_date, bom)
    left, right = (compare(edition, system, on) for edition in sides)
    return {
        "left": left,
        "right": right,
        "rows": [_beside(*each) for each in zip(left.plans, right.plans, strict=True)],
    }


def _edition(inputs: Inputs, editions: Editions, given: Mapping[str, str], name: str) -> Edition:
    key = given[name]
    if key in editions:
        return editions[key][1]
    known = ", ".join(editions)
    inputs.note(name, key, Text(f"可用：{known}。", f"Allowed: {known}."))
    return next(iter(editions.values()))[1]


def _beside(left: PlanAnswer, right: PlanAnswer) -> Beside:
    known = left.total_net is not None and right.total_net is not None
    more = right.total_net - left.total_net if known else None  # type: ignore[operator]
    return Beside(Side(left), Side(right), more)
