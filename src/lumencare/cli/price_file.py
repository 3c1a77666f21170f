"""`lumencare price-file`: prices of every plan for a file of systems, millions of rows."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lumencare.cli.asked import open_inputs
from lumencare.cli.language import json_option, language_option
from lumencare.cli.output import print_json, say
from lumencare.domain.text import Text

if TYPE_CHECKING:
    from lumencare.exchange.price_file.pricing import PriceFileResult

SOME_REJECTED = 2
READING, PRICING, WRITING = (
    Text("读取", "Reading"),
    Text("计价", "Pricing"),
    Text("写出", "Writing"),
)


@click.command()
@click.argument("source", metavar="IN")
@click.argument("target", metavar="OUT")
@click.option("--on", help="Day for rows that name none; else today.  查询日期")
@click.option("--edition", help="Edition of the offer; else the current one.  计划版本")
@language_option
@json_option
def command(language: str, source: str, target: str, *, as_json: bool, **options: Any) -> None:
    """Price all six plans for every system of a file, millions of rows in one go.

    IN and OUT are .csv (UTF-8 or GB18030), .xlsx (the first sheet) or .parquet, each by its
    ending. IN has the columns ref, class, bom, order_date and, if wanted, on (编号、质保类别、
    硬件清单金额、下单日期、查询日期). OUT has one row for each ref and plan: ref, plan, eligible,
    project_year, net (what falls due this project year) and total_net.

    A wrong row does not stop the file: it goes to OUT's .rejects.csv with line, column and reason,
    and the exit status is 2. In CSV, a ref that a spreadsheet would calculate is written with an
    apostrophe before it.

    \b
    Examples:
      lumencare price-file systems.csv prices.csv
      lumencare price-file 系统清单.xlsx 价格.xlsx --on 2026-12-31
      lumencare price-file systems.parquet prices.parquet --json
    """
    from lumencare.exchange.price_file.pricing import price_file  # noqa: PLC0415 - loads numpy

    inputs = open_inputs()
    on = inputs.day("on", options["on"])
    edition = inputs.edition(options["edition"], on)
    inputs.require()
    with _progress(language) as report:
        result = price_file(
            edition, Path(source), Path(target), on=on, today=inputs.today, report=report
        )
    if as_json:
        print_json(_answer(result))
    else:
        click.echo(say(_summary(result), language))
    if result.rejects is not None:
        click.echo(say(_rejected(result, result.rejects), language), err=True)
        sys.exit(SOME_REJECTED)


def _answer(result: "PriceFileResult") -> dict[str, Any]:
    return {
        "rows": result.rows,
        "prices": result.prices,
        "rejected": result.rejected,
        "out": str(result.out),
        "rejects": None if result.rejects is None else str(result.rejects),
    }


def _summary(result: "PriceFileResult") -> Text:
    systems = result.rows - result.rejected
    return Text(
        f"{systems:,} 个系统、{result.prices:,} 行价格已写入 {result.out}",
        f"{systems:,} systems, {result.prices:,} rows of prices are in {result.out}",
    )


def _rejected(result: "PriceFileResult", rejects: Path) -> Text:
    return Text(
        f"{result.rows:,} 行中有 {result.rejected:,} 行未计价，原因见 {rejects}",
        f"{result.rejected:,} of {result.rows:,} rows were not priced; for the reasons see "
        f"{rejects}",
    )


@contextmanager
def _progress(language: str) -> Iterator[Callable[[int, int], None]]:
    """Show on the error terminal how far the work is; nowhere else."""
    if not sys.stderr.isatty():
        yield lambda _done, _of: None
        return
    from rich.console import Console  # noqa: PLC0415 - only for people, it costs start-up
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(READING.in_language(language), total=None)

        def report(done: int, of: int) -> None:
            stage = PRICING if done < of else WRITING
            bar.update(task, description=stage.in_language(language), completed=done, total=of)

        yield report
