"""`lumencare compare`: all plans for one system, eight years side by side."""

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
    say_price,
    short_amount,
)
from lumencare.domain.answers import comparison_answer
from lumencare.domain.codes import PaymentBasis, StartUp, WarrantyClass
from lumencare.domain.comparison import Comparison, PlanAnswer
from lumencare.domain.text import Text
from lumencare.exchange.questions.comparison import ask_comparison

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

WORDS = {
    "plan": Text("计划", "Plan"),
    "until": Text("最后购买日", "Last day"),
    "total": Text("合计（不含税）", "Total, net"),
    "by_proposal": Text("按方案", "by proposal"),
    "no": Text("不可购买", "not for sale"),
    "a_year": Text("/年", " a year"),
    "response": Text("快速响应（每年）", "Response options (a year)"),
    "yes": Text("可选", "available"),
    "none": Text("不可选", "not available"),
    "confirm": Text("待确认", "to be confirmed"),
}


@click.command()
@click.option(
    "--class",
    "warranty_class",
    help="1Y, 2Y or HWQS8.  原质保类别",
    shell_complete=lambda *_: [each.value for each in WarrantyClass],
)
@click.option("--bom", help="Hardware list at post-sales prices, RMB.  硬件清单金额")
@click.option("--order-date", help="Day of the order, 2025-03-01.  下单日期")
@click.option("--on", help="Day asked about; else today.  查询日期")
@click.option(
    "--city", help="City of the site, Chinese or English: adds the response options.  城市"
)
@click.option(
    "--start-up",
    default="partner",
    show_default=True,
    help="manufacturer or partner.  调试方",
    shell_complete=lambda *_: [each.value for each in StartUp],
)
@click.option("--edition", help="Edition of the offer; else the current one.  计划版本")
@language_option
@json_option
def command(language: str, *, as_json: bool, **options: Any) -> None:
    """Compare all plans for one system: what it may buy, until when, for how much, covering what.

    \b
    Examples:
      lumencare compare --class 2Y --bom 1000000 --order-date 2025-03-01
      lumencare compare --class 1Y --bom 500,000 --order-date 2025-03-01 --city 昆山 --lang zh
      lumencare compare --class HWQS8 --bom 300000 --order-date 2025-03-01 --on 2026-01-15 --json
    """
    given = {**options, "class": options["warranty_class"]}
    comparison = ask_comparison(open_inputs(), given)
    if as_json:
        print_json(comparison_answer(comparison))
    else:
        _print(comparison, language)


def _print(comparison: Comparison, language: str) -> None:
    console = open_console()
    print_line(console, _headline(comparison, language), "bold")
    console.print()
    print_table(console, _plan_table(comparison, language))
    for answer in comparison.plans:
        console.print()
        print_line(console, say(answer.plan.name, language), "bold")
        print_reasons(console, answer.eligibility.because, language)
    _print_responses(console, comparison, language)


def _headline(comparison: Comparison, language: str) -> str:
    system = comparison.system
    of_class = comparison.edition.class_by_code[system.warranty_class].text
    headline = Text(
        f"第 {comparison.project_year} 个项目年度 · {of_class.zh} · 硬件清单 "
        f"¥{system.bom.grouped} · 下单 {system.order_date} · 查询 {comparison.on} · "
        f"{comparison.edition.code}",
        f"Project year {comparison.project_year} · {of_class.en} · hardware list "
        f"¥{system.bom.grouped} · ordered {system.order_date} · on {comparison.on} · "
        f"{comparison.edition.code}",
    )
    return say(headline, language)


def _plan_table(comparison: Comparison, language: str) -> "Table":
    years = range(1, comparison.edition.horizon_years + 1)
    table = new_table(
        WORDS["plan"].in_language(language),
        *(str(year) for year in years),
        WORDS["total"].in_language(language),
        WORDS["until"].in_language(language),
        right=range(1, len(years) + 2),
    )
    for answer in comparison.plans:
        last_day = answer.eligibility.last_day_to_buy
        table.add_row(
            say(answer.plan.name, language),
            *(_cell(answer, year) for year in years),
            _total(answer, language),
            "" if last_day is None else last_day.isoformat(),
        )
    return table


def _cell(answer: PlanAnswer, year: int) -> str:
    """Return what parts get in a year and, under it, what falls due for it."""
    cover = next((each for each in answer.coverage if each.project_year == year), None)
    if cover is None:
        return "-"
    due = next((each for each in answer.payments if each.project_year == year), None)
    percent = f"{cover.parts_percent}%"
    return f"{percent}\n{short_amount(due.net)}" if due else percent


def _total(answer: PlanAnswer, language: str) -> str:
    if not answer.eligibility.eligible:
        return WORDS["no"].in_language(language)
    if answer.total_net is None:
        return WORDS["by_proposal"].in_language(language)
    is_floor = any(each.from_price for each in answer.payments)
    amount = say_price(answer.total_net, language, is_floor=is_floor)
    is_yearly = answer.plan.payment is PaymentBasis.SERVICE_YEAR
    return f"{amount}{WORDS['a_year'].in_language(language)}" if is_yearly else amount


def _print_responses(console: "Console", comparison: Comparison, language: str) -> None:
    if comparison.response is None:
        return
    console.print()
    print_line(console, WORDS["response"].in_language(language), "bold")
    for each in comparison.response:
        verdict = WORDS["none" if each.available == "no" else each.available]
        amount = say_price(each.option.net, language, is_floor=each.option.from_price)
        print_line(
            console, f"{say(each.option.text, language)}  {amount}  {verdict.in_language(language)}"
        )
        print_reasons(console, each.because, language)
