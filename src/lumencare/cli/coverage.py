"""`lumencare coverage`: what is covered on a day, and what the customer pays."""

import re
from typing import TYPE_CHECKING, Any

import click

from lumencare.cli.clock import today
from lumencare.cli.language import json_option, language_option
from lumencare.cli.output import (
    new_table,
    open_console,
    print_json,
    print_line,
    print_reasons,
    print_table,
    say,
)
from lumencare.domain.answers import coverage_answer
from lumencare.domain.codes import Cause, EditionUse, PlanCode, StartUp, WarrantyClass
from lumencare.domain.commitments import Commitment
from lumencare.domain.coverage import CoverageDecision, CoverageFacts, decide
from lumencare.domain.edition import Edition
from lumencare.domain.entitlement import entitlements_on
from lumencare.domain.holding import Holding
from lumencare.domain.problems import Refused
from lumencare.domain.purchase_checks import check_purchases
from lumencare.domain.reading import plain, read_date
from lumencare.domain.renewal import Continuity, follow_chain
from lumencare.domain.text import Text, does_not_apply
from lumencare.exchange.questions.inputs import Inputs

if TYPE_CHECKING:
    from rich.console import Console

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
LABOUR = {
    True: Text("不收费", "covered"),
    False: Text("收费", "chargeable"),
}


@click.command()
@click.option("--class", "warranty_class", help="1Y, 2Y or HWQS8.  原质保类别")
@click.option("--order-date", help="Day of the order.  下单日期")
@click.option("--on", help="Day asked about; else today.  查询日期")
@click.option(
    "--plan",
    "plans",
    multiple=True,
    metavar="PLAN@BOUGHT[:YEAR,YEAR...]",
    help="A plan that is held, the day it was bought and the project years it was bought "
    "for; may be given again.  已购计划",
)
@click.option("--cause", default="product", show_default=True, help="product or other.  故障原因")
@click.option(
    "--start-up", default="partner", show_default=True, help="manufacturer or partner.  调试方"
)
@click.option("--part-price", help="Price of the replacement part, RMB.  更换件价格")
@click.option(
    "--response",
    "responses",
    multiple=True,
    help="Response option that was bought: 24h, 48h, 72h; one per contract year.  快速响应",
)
@click.option("--edition", help="Edition of the offer; else the current one.  计划版本")
@language_option
@json_option
def command(language: str, *, as_json: bool, **options: Any) -> None:
    """Decide what is covered on a day: parts, diagnostic labour, the visit, the response.

    Refuses (exit status 1) a plan that could not have been bought as stated, naming the rule.

    \b
    Examples:
      lumencare coverage --class 2Y --order-date 2024-03-01 --plan part-care-basic@2024-05-10 \\
          --plan service-care@2026-08-01 --response 24h --part-price 1000
      lumencare coverage --class 1Y --order-date 2023-06-01 \\
          --plan technology-support@2025-06-20:3,4 --cause other --json
    """
    facts, edition = _read(options)
    check_purchases(edition, facts, facts.holdings)
    decision = decide(edition, facts)
    entitlements = entitlements_on(edition, facts, facts.holdings, facts.on)
    continuity = _continuity(edition, facts)
    if as_json:
        print_json(coverage_answer(decision, entitlements, continuity))
        return
    console = open_console()
    _print(console, edition, decision, language)
    for each in entitlements:
        until = each.contract_year.last_day
        line = Text(
            f"{each.service.text.zh}（至 {until}）", f"{each.service.text.en}, until {until}"
        )
        print_line(console, f"  · {say(line, language)}")
    if continuity is not None:
        print_reasons(console, continuity.because, language)


def _continuity(edition: Edition, facts: CoverageFacts) -> Continuity | None:
    annual = [each for each in facts.holdings if each.plan is PlanCode.ANNUAL]
    known = any(each.bought <= facts.on for each in annual)
    return follow_chain(edition, facts, annual, facts.on) if known else None


def _read(options: dict[str, Any]) -> tuple[CoverageFacts, Edition]:
    inputs = Inputs(today())
    order_date, on = inputs.order_and_on(options["order_date"], options["on"])
    price = options["part_price"]
    facts = CoverageFacts(
        warranty_class=inputs.choice("--class", options["warranty_class"], WarrantyClass),
        order_date=order_date,
        on=on,
        start_up=inputs.choice("--start-up", options["start_up"], StartUp),
        holdings=tuple(_holdings(inputs, options["plans"])),
        cause=inputs.choice("--cause", options["cause"], Cause),
        part_price=None if price is None else inputs.amount("--part-price", price),
        response=_response(inputs, options["responses"]),
    )
    edition = inputs.edition("--edition", options["edition"], on, EditionUse.RUNNING_CONTRACTS)
    inputs.require()
    return facts, edition


def _response(inputs: Inputs, responses: tuple[str, ...]) -> Commitment | None:
    chosen = [inputs.choice("--response", each, Commitment) for each in responses]
    if len(chosen) > 1:
        inputs.refused = Refused(ONE_RESPONSE)
    return chosen[0] if chosen else None


def _holdings(inputs: Inputs, plans: tuple[str, ...]) -> list[Holding]:
    read = (inputs.read("--plan", each, read_holding, PLAN_ALLOWED) for each in plans)
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


def _print(console: "Console", edition: Edition, decision: CoverageDecision, language: str) -> None:
    table = new_table("", "", right=[1])
    for label, value in _rows(edition, decision, language):
        table.add_row(label, value)
    table.show_header = False
    print_table(console, table)
    console.print()
    print_reasons(console, decision.because, language)


def _rows(edition: Edition, decision: CoverageDecision, language: str) -> list[tuple[str, str]]:
    held = edition.response_by_code.get(decision.response)
    none = Text("没有承诺", "no commitment")
    rows = [
        (Text("项目年度", "Project year"), str(decision.project_year)),
        (Text("更换件减免", "Taken off parts"), f"{decision.parts_percent}%"),
        (Text("故障诊断人工", "Diagnostic labour"), say(LABOUR[decision.labour_covered], language)),
        (Text("上门费用（不含税）", "Visit, net"), f"¥{decision.visit_charge.grouped}"),
        (Text("响应时限", "Response"), say(held.text if held else none, language)),
    ]
    if decision.part_price is not None and decision.customer_pays is not None:
        price = f"¥{decision.customer_pays.grouped} / ¥{decision.part_price.grouped}"
        rows.insert(2, (Text("客户支付 / 更换件价格", "Customer pays / part price"), price))
    return [(say(label, language), value) for label, value in rows]
