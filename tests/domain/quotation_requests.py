"""Requests for quotations to start a test from."""

from datetime import date
from typing import Any

from lumencare.domain.codes import PlanCode
from lumencare.domain.money import Money
from lumencare.domain.place import City, Hub, Place, Verdict
from lumencare.domain.quotation.making import Quotation, make_quotation
from lumencare.domain.quotation.refusals import QuotationRefused, Refusal
from lumencare.domain.reach import Reach, reach_of
from lumencare.domain.request import OptionChoice, PlanChoice, PriceChoice, QuotationRequest
from lumencare.domain.system import System
from lumencare.domain.text import Text
from tests import builders

ON = date(2026, 1, 15)


def plan(code: str, *years: int) -> PlanChoice:
    """Return a choice of a plan."""
    return PlanChoice(PlanCode(code), years)


def option(code: str, quantity: int = 1) -> OptionChoice:
    """Return a choice of an option."""
    return OptionChoice(code, quantity)


def price(code: str, net: str, year: int | None = None, reason: str = "老客户") -> PriceChoice:
    """Return a price that staff set for a line."""
    return PriceChoice(code, year, Money.of(net), reason)


def request(
    *choices: PlanChoice | OptionChoice, system: System | None = None, **more: Any
) -> QuotationRequest:
    """Return a request; by default for the published Quantum case."""
    facts: dict[str, Any] = {
        "ref": "Q-001",
        "project": "滨江中心 A 座",
        "customer": "滨江置业有限公司",
        "city": "上海市",
        "system_type": "Quantum",
        "system": system or builders.system(),
    }
    return QuotationRequest(
        **{**facts, **more},
        plans=tuple(each for each in choices if isinstance(each, PlanChoice)),
        options=tuple(each for each in choices if isinstance(each, OptionChoice)),
    )


def quote(asked: QuotationRequest, on: date = ON, *, at: Reach | None = None) -> Quotation:
    """Return the quotation of a request on the shipped edition."""
    return make_quotation(builders.edition(), asked, on, number="LC-Q-001", reach=at)


def refusals(
    asked: QuotationRequest, on: date = ON, *, at: Reach | None = None
) -> tuple[Refusal, ...]:
    """Return what stands against a request, nothing where it is quoted."""
    try:
        quote(asked, on, at=at)
    except QuotationRefused as refused:
        return refused.refusals
    return ()


def reach(name: str, *, shanghai: Verdict, beijing: Verdict, direct: Verdict) -> Reach:
    """Return the reach of a made-up city with these verdicts."""
    return reach_of(
        builders.edition(),
        Place(
            Text(name, name),
            City(
                adcode="000000",
                name=Text(name, name),
                province=Text("省", "Province"),
                rail_minutes={},
                within_two_hours={Hub.SHANGHAI: shanghai, Hub.BEIJING: beijing},
                direct=direct,
                routes=(),
                basis=Text("测试", "test"),
            ),
        ),
    )
