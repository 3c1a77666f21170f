"""`lumencare coverage`: what is covered on a day, and what the customer pays."""

from typing import TYPE_CHECKING, Any

import click

from lumencare.cli.asked import open_inputs
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
from lumencare.domain.coverage import CoverageDecision
from lumencare.domain.edition import Edition
from lumencare.domain.text import Text
from lumencare.exchange.questions.cover import ask_coverage

if TYPE_CHECKING:
    from rich.console import Console

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
    given = {**options, "class": options["warranty_class"]}
    cover = ask_coverage(open_inputs(), given)
    if as_json:
        print_json(coverage_answer(cover.decision, cover.entitlements, cover.continuity))
        return
    console = open_console()
    _print(console, cover.edition, cover.decision, language)
    for each in cover.entitlements:
        until = each.contract_year.last_day
        line = Text(
            f"{each.service.text.zh}（至 {until}）", f"{each.service.text.en}, until {until}"
        )
        print_line(console, f"  · {say(line, language)}")
    if cover.continuity is not None:
        print_reasons(console, cover.continuity.because, language)


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
