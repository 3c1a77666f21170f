"""`lumencare quote`: a workbook of projects into one bilingual PDF quotation each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lumencare.cli.asked import open_inputs
from lumencare.cli.language import json_option, language_option
from lumencare.cli.output import (
    new_table,
    open_console,
    print_json,
    print_line,
    print_table,
    say,
    say_price,
    short_amount,
)
from lumencare.cli.progress import track
from lumencare.domain.answers import plain_value
from lumencare.domain.edition import Edition
from lumencare.domain.money import Money
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.quotation.making import Quotation
from lumencare.domain.text import Text
from lumencare.exchange.output_folder import FOLDER_WANTED, FileNames, fill_folder

if TYPE_CHECKING:
    from lumencare.exchange.portfolio.quotations import QuotedRow

COLUMNS = {
    "zh": ("编号", "项目", "质保", "年度", "硬件清单", "所选（不含税）", "含税", "有效期至"),
    "en": ("Ref", "Project", "Class", "Year", "List", "Chosen, net", "Gross", "Valid until"),
}
SUMMARY = "summary.xlsx"


@dataclass(frozen=True, slots=True)
class QuotationFile:
    """A quotation and the name of the file that it goes into."""

    quotation: Quotation
    name: str


@click.command()
@click.argument("file")
@click.option("--out", help="Folder for the quotations and summary.xlsx.  输出目录")
@click.option("--date", "day", help="Date of the quotations; else today.  报价日期")
@click.option(
    "--keep-going",
    is_flag=True,
    help="Produce the right rows although others are "
    "wrong; the wrong ones are still reported.  跳过有误的行",
)
@click.option("--edition", help="Edition of the offer; else the current one.  计划版本")
@language_option
@json_option
def command(language: str, file: str, *, as_json: bool, keep_going: bool, **options: Any) -> None:
    """Make one bilingual PDF quotation for each system of a workbook, and summary.xlsx.

    The sheet `systems` has a row for each system, the sheet `bom` its part lines; headers may be
    Chinese or English. Every wrong cell is reported at once. Without --keep-going nothing is
    written while a cell is wrong; with it, the exit status is still 2.

    \b
    Examples:
      lumencare quote examples/portfolio.xlsx --out quotations
      lumencare quote 项目清单.xlsx --out 报价 --date 2026-11-23 --keep-going
    """
    path, edition, on = _read_options(file, options)
    files, problems = _quote(path, edition, on)
    if problems and not (keep_going and files):
        raise InputProblems(problems)
    _write(files, Path(options["out"]))
    if as_json:
        print_json([_answer(each) for each in files])
    else:
        _print(files, Path(options["out"]), language)
    if problems:
        raise InputProblems(problems)


def _read_options(file: str, options: dict[str, Any]) -> tuple[Path, Edition, date]:
    inputs = open_inputs()
    path = inputs.file("FILE", file)
    on = inputs.day("date", options["day"])
    edition = inputs.edition(options["edition"], on)
    if not (options["out"] or "").strip():
        inputs.note("out", options["out"], FOLDER_WANTED)
    inputs.require()
    return path, edition, on


def _quote(path: Path, edition: Edition, on: date) -> tuple[list[QuotationFile], list[Problem]]:
    # The workbook reader is loaded here, so that --help and shell completion stay quick.
    from lumencare.exchange.portfolio.order import in_sheet_order  # noqa: PLC0415
    from lumencare.exchange.portfolio.quotations import quote_rows  # noqa: PLC0415
    from lumencare.exchange.portfolio.reading import read_portfolio  # noqa: PLC0415

    portfolio = read_portfolio(path, edition=edition, today=on)
    quoted, problems = quote_rows(edition, portfolio.rows, on)
    printable, unprintable = _sort_out(quoted)
    found = in_sheet_order([*portfolio.problems, *problems, *unprintable])
    return _name_files(printable), found


def _sort_out(quoted: "Sequence[QuotedRow]") -> tuple[list[Quotation], list[Problem]]:
    """Part what can be printed from what holds a character that the document's font has not."""
    from lumencare.documents.quotation_pdf import check_printable  # noqa: PLC0415

    printable: list[Quotation] = []
    problems: list[Problem] = []
    for each in quoted:
        found = check_printable(each.quotation)
        problems.extend(Problem(each.where(p.where), p.given, p.allowed) for p in found)
        if not found:
            printable.append(each.quotation)
    return printable, problems


def _name_files(quotations: Sequence[Quotation]) -> list[QuotationFile]:
    names = FileNames()
    names.name_for(SUMMARY, "")
    return [
        QuotationFile(each, names.name_for(f"{each.request.ref} {each.request.project}", ".pdf"))
        for each in quotations
    ]


def _write(files: Sequence[QuotationFile], folder: Path) -> None:
    from lumencare.documents.quotation_pdf import render_quotation  # noqa: PLC0415
    from lumencare.documents.summary_workbook import write_summary  # noqa: PLC0415

    with fill_folder(folder) as staging:
        for each in track(files, "PDF"):
            (staging / each.name).write_bytes(render_quotation(each.quotation))
        write_summary([(each.quotation, each.name) for each in files], staging / SUMMARY)


def _answer(file: QuotationFile) -> dict[str, Any]:
    quotation = file.quotation
    return {
        "ref": quotation.request.ref,
        "number": quotation.number,
        "file": file.name,
        "net": plain_value(quotation.net),
        "vat": plain_value(quotation.vat),
        "gross": plain_value(quotation.gross),
        "valid_until": plain_value(quotation.valid_until),
    }


def _price(amount: Money | None, quotation: Quotation, language: str) -> str:
    return "-" if amount is None else say_price(amount, language, is_floor=quotation.from_price)


def _print(files: Sequence[QuotationFile], folder: Path, language: str) -> None:
    table = new_table(*COLUMNS[language], right=[3, 4, 5, 6])
    for each in files:
        quotation = each.quotation
        request, system = quotation.request, quotation.request.system
        table.add_row(
            request.ref,
            request.project,
            system.warranty_class,
            str(quotation.comparison.project_year),
            short_amount(system.bom),
            _price(quotation.net, quotation, language),
            _price(quotation.gross, quotation, language),
            quotation.valid_until.isoformat(),
        )
    console = open_console()
    print_table(console, table)
    where = Text(
        f"{len(files)} 份报价单（PDF，文件名以编号开头）和 {SUMMARY} 已写入 {folder}",
        f"{len(files)} quotations (PDF, named by their ref) and {SUMMARY} are in {folder}",
    )
    print_line(console, say(where, language))
