"""Requests for quotations as JSON keeps them: written without loss, read with every problem."""

from dataclasses import dataclass
from typing import Any

from lumencare.domain.answers import Answer, plain_value
from lumencare.domain.codes import PlanCode, StartUp, WarrantyClass
from lumencare.domain.holding import HeldResponse, Holding
from lumencare.domain.period import DAY, Span
from lumencare.domain.request import (
    BomLine,
    OptionChoice,
    PlanChoice,
    PriceChoice,
    QuotationRequest,
)
from lumencare.domain.stored_fields import (
    Field,
    code_of,
    list_of,
    or_none,
    read_day,
    read_flag,
    read_money,
    read_object,
    read_quantity,
    read_text,
    read_whole,
)
from lumencare.domain.system import System

# Far more than one quotation ever holds; each pair of choices is compared with each other.
MOST_CHOICES = 100
MOST_BOM_LINES = 100_000


@dataclass(frozen=True, slots=True)
class Choices:
    """What is wanted and at which prices: the part of a request that a draft changes."""

    plans: tuple[PlanChoice, ...] = ()
    options: tuple[OptionChoice, ...] = ()
    prices: tuple[PriceChoice, ...] = ()


def request_answer(request: QuotationRequest) -> Answer:
    """Return a request as JSON can hold it; `read_request` gives the same request back."""
    system = request.system
    return {
        "ref": request.ref,
        "project": request.project,
        "customer": request.customer,
        "city": request.city,
        "system_type": request.system_type,
        "class": system.warranty_class.value,
        "order_date": system.order_date.isoformat(),
        "bom": str(system.bom),
        "start_up": system.start_up.value,
        "start_up_stated": request.start_up_stated,
        "list_amount": plain_value(request.list_amount),
        **choices_answer(request),
        "bom_lines": [_bom_line_answer(each) for each in request.bom_lines],
        "held": [_held_answer(each) for each in request.held],
        "held_responses": [
            {
                "code": each.code,
                "from": each.span.start.isoformat(),
                "until": each.span.last_day.isoformat(),
            }
            for each in request.held_responses
        ],
    }


def _held_answer(holding: Holding) -> Answer:
    ended = {} if holding.ended is None else {"ended": holding.ended.isoformat()}
    return {
        "plan": holding.plan.value,
        "bought": holding.bought.isoformat(),
        "years": list(holding.years),
        **ended,
    }


def choices_answer(chosen: QuotationRequest | Choices) -> Answer:
    """Return the choices of a request alone, under the names that they have in a request."""
    return {
        "plans": [{"plan": each.plan.value, "years": list(each.years)} for each in chosen.plans],
        "options": [{"code": each.code, "quantity": each.quantity} for each in chosen.options],
        "prices": [
            {
                "code": each.code,
                "project_year": each.project_year,
                "unit_net": str(each.unit_net),
                "reason": each.reason,
            }
            for each in chosen.prices
        ],
    }


def read_request(raw: Any) -> QuotationRequest:
    """Read a request; raises InputProblems that name every field that is wrong.

    What rules say of it is for `make_quotation`: here it only has to be a request.
    """
    values = read_object(raw, REQUEST)
    if values["start_up_stated"] is None:
        values["start_up_stated"] = "start_up" in raw
    system = System(
        warranty_class=values.pop("class"),
        order_date=values.pop("order_date"),
        bom=values.pop("bom"),
        start_up=values.pop("start_up"),
    )
    return QuotationRequest(system=system, **values)


def read_choices(raw: Any) -> Choices:
    """Read the choices of a draft; raises InputProblems that name every field that is wrong."""
    return Choices(**read_object(raw, CHOICES))


def _bom_line_answer(line: BomLine) -> Answer:
    return {
        "part_number": line.part_number,
        "description": line.description,
        "quantity": f"{line.quantity:f}",
        "unit_price": str(line.unit_price),
        "list_unit_price": plain_value(line.list_unit_price),
    }


def _read_plan(raw: Any) -> PlanChoice:
    return PlanChoice(**read_object(raw, PLAN))


def _read_option(raw: Any) -> OptionChoice:
    return OptionChoice(**read_object(raw, OPTION))


def _read_price(raw: Any) -> PriceChoice:
    return PriceChoice(**read_object(raw, PRICE))


def _read_bom_line(raw: Any) -> BomLine:
    return BomLine(**read_object(raw, BOM_LINE))


def _read_held(raw: Any) -> Holding:
    return Holding(**read_object(raw, HELD))


def _read_held_response(raw: Any) -> HeldResponse:
    values = read_object(raw, HELD_RESPONSE)
    return HeldResponse(values["code"], Span(values["from"], values["until"] + DAY))


HELD = {
    "plan": Field(code_of(PlanCode)),
    "bought": Field(read_day),
    "years": Field(list_of(read_whole, MOST_CHOICES), needed=False, default=()),
    "ended": Field(or_none(read_day), needed=False, default=None),
}
HELD_RESPONSE = {
    "code": Field(read_text),
    "from": Field(read_day),
    "until": Field(read_day),
}
PLAN = {
    "plan": Field(code_of(PlanCode)),
    "years": Field(list_of(read_whole, MOST_CHOICES), needed=False, default=()),
}
OPTION = {
    "code": Field(read_text),
    "quantity": Field(read_whole, needed=False, default=1),
}
PRICE = {
    "code": Field(read_text),
    "project_year": Field(or_none(read_whole), needed=False),
    "unit_net": Field(read_money),
    "reason": Field(read_text),
}
BOM_LINE = {
    "part_number": Field(read_text),
    "description": Field(read_text),
    "quantity": Field(read_quantity),
    "unit_price": Field(read_money),
    "list_unit_price": Field(or_none(read_money), needed=False),
}
CHOICES = {
    "plans": Field(list_of(_read_plan, MOST_CHOICES), needed=False, default=()),
    "options": Field(list_of(_read_option, MOST_CHOICES), needed=False, default=()),
    "prices": Field(list_of(_read_price, MOST_CHOICES), needed=False, default=()),
}
REQUEST = {
    "ref": Field(read_text),
    "project": Field(read_text),
    "customer": Field(read_text),
    "city": Field(read_text),
    "system_type": Field(read_text),
    "class": Field(code_of(WarrantyClass)),
    "order_date": Field(read_day),
    "bom": Field(read_money),
    "start_up": Field(code_of(StartUp), needed=False, default=StartUp.PARTNER),
    "start_up_stated": Field(read_flag, needed=False),
    "list_amount": Field(or_none(read_money), needed=False),
    **CHOICES,
    "bom_lines": Field(list_of(_read_bom_line, MOST_BOM_LINES), needed=False, default=()),
    "held": Field(list_of(_read_held, MOST_CHOICES), needed=False, default=()),
    "held_responses": Field(list_of(_read_held_response, MOST_CHOICES), needed=False, default=()),
}
