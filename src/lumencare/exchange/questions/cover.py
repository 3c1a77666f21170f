"""The question of `coverage`: what is covered on a day, and what the customer pays."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lumencare.domain.codes import Cause, EditionUse, PlanCode, StartUp, WarrantyClass
from lumencare.domain.commitments import Commitment
from lumencare.domain.coverage import CoverageDecision, CoverageFacts, decide
from lumencare.domain.edition import Edition
from lumencare.domain.entitlement import Entitlement, entitlements_on
from lumencare.domain.holding import Holding
from lumencare.domain.problems import Refused
from lumencare.domain.purchase_checks import check_purchases
from lumencare.domain.reading import plain, read_date
from lumencare.domain.renewal import Continuity, follow_chain
from lumencare.domain.text import Text, does_not_apply
from lumencare.exchange.questions.inputs import Inputs

YEARS = re.compile(r"\d{1,2}(?:,\d{1,2})*")
PLAN_ALLOWED = Text(
    f"应为 计划@购买日期 或 计划@购买日期:年度,年度；计划可用：{'、'.join(PlanCode)}。",
    "PLAN@BOUGHT or PLAN@BOUGHT:YEAR,YEAR is expected, with one of these plans: "
    f"{', '.join(PlanCode)}.",
)
ONE_RESPONSE = does_not_apply(
    "D-21",
    Text(
        "每个合同年度只能有一项快速响应。",
        "There can be only one response option in a contract year.",
    ),
)


@dataclass(frozen=True, slots=True)
class Cover:
    """What was decided, with what the plans give besides and how the annual plan stands."""

    edition: Edition
    decision: CoverageDecision
    entitlements: tuple[Entitlement, ...]
    continuity: Continuity | None


def ask_coverage(inputs: Inputs, given: Mapping[str, Any]) -> Cover:
    """Decide what is covered; refuses a plan that could not have been bought as stated."""
    facts, edition = _read(inputs, given)
    check_purchases(edition, facts, facts.holdings)
    return Cover(
        edition=edition,
        decision=decide(edition, facts),
        entitlements=tuple(entitlements_on(edition, facts, facts.holdings, facts.on)),
        continuity=_continuity(edition, facts),
    )


def _continuity(edition: Edition, facts: CoverageFacts) -> Continuity | None:
    annual = [each for each in facts.holdings if each.plan is PlanCode.ANNUAL]
    known = any(each.bought <= facts.on for each in annual)
    return follow_chain(edition, facts, annual, facts.on) if known else None


def _read(inputs: Inputs, given: Mapping[str, Any]) -> tuple[CoverageFacts, Edition]:
    order_date, on = inputs.order_and_on(given["order_date"], given["on"])
    price = given["part_price"]
    facts = CoverageFacts(
        warranty_class=inputs.choice("class", given["class"], WarrantyClass),
        order_date=order_date,
        on=on,
        start_up=inputs.choice("start_up", given["start_up"], StartUp),
        holdings=tuple(_holdings(inputs, given["plan"])),
        cause=inputs.choice("cause", given["cause"], Cause),
        part_price=None if price is None else inputs.amount("part_price", price),
        response=_response(inputs, given["response"]),
    )
    edition = inputs.edition(given["edition"], on, EditionUse.RUNNING_CONTRACTS)
    inputs.require()
    return facts, edition


def _response(inputs: Inputs, responses: tuple[str, ...]) -> Commitment | None:
    chosen = [inputs.choice("response", each, Commitment) for each in responses]
    if len(chosen) > 1:
        inputs.refused = Refused(ONE_RESPONSE)
    return chosen[0] if chosen else None


def _holdings(inputs: Inputs, plans: tuple[str, ...]) -> list[Holding]:
    read = (inputs.read("plan", each, read_holding, PLAN_ALLOWED) for each in plans)
    return [each for each in read if each is not None]


def read_holding(text: str) -> Holding:
    """Read `PLAN@BOUGHT[:YEAR,YEAR...]`; ValueError where it is not of that form."""
    plan, _, rest = text.strip().partition("@")
    bought, colon, years = rest.partition(":")
    if colon and not YEARS.fullmatch(plain(years)):
        raise ValueError(text)
    numbers = tuple(int(each) for each in plain(years).split(",")) if colon else ()
    if len(set(numbers)) < len(numbers):
        raise ValueError(text)
    return Holding(PlanCode(plain(plan).lower()), read_date(bought), numbers)
