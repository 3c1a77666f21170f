"""The summary of a batch of quotations as a workbook: one row a project, one row a line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from os import PathLike
from typing import Any, BinaryIO

import xlsxwriter

from lumencare.documents.quotation_site import name_place
from lumencare.documents.sheets import Column, Kind, write_sheet
from lumencare.domain.codes import PaymentBasis, PlanCode
from lumencare.domain.comparison import PlanAnswer
from lumencare.domain.edition import Edition
from lumencare.domain.money import HUNDRED
from lumencare.domain.quotation.line import QuotationLine
from lumencare.domain.quotation.making import Quotation
from lumencare.domain.shanghai import SHANGHAI
from lumencare.domain.text import Text

PROJECTS, LINES = "项目 Projects", "明细 Lines"
YES, NO = "是 yes", "否 no"
# A plan paid by its own year has no total over the years to come.
TOTAL = Text("合计", "Total, net")
TOTAL_HEADS = {PaymentBasis.SERVICE_YEAR: Text("每年", "A year, net")}
BY_PROPOSAL = "按方案 by proposal"
# A summary of nothing carries the date that the workbook format itself begins with.
NO_DAY = date(1980, 1, 1)


@dataclass(frozen=True, slots=True)
class Project:
    """One quotation and the name of its PDF, which lies beside the workbook."""

    quotation: Quotation
    file: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a quotation."""

    quotation: Quotation
    line: QuotationLine


def write_summary(
    quotations: Sequence[tuple[Quotation, str]], target: str | PathLike[str] | BinaryIO
) -> None:
    """Write quotations, each with its PDF's file name; the same bytes for the same quotations."""
    projects = [Project(*each) for each in quotations]
    day = max((each.quotation.on for each in projects), default=NO_DAY)
    where = str(target) if isinstance(target, str | PathLike) else target
    with xlsxwriter.Workbook(where) as book:
        created = datetime.combine(day, time(12), SHANGHAI)
        book.set_properties({"title": "服务计划报价汇总 Quotations", "created": created})
        write_sheet(book, PROJECTS, list(_project_columns(projects)), projects)
        rows = [Row(each.quotation, line) for each in projects for line in each.quotation.lines]
        write_sheet(book, LINES, LINE_COLUMNS, rows)


def _project_columns(projects: Sequence[Project]) -> Iterator[Column[Project]]:
    yield from SYSTEM_COLUMNS
    if projects:
        for plan in projects[0].quotation.edition.plans:
            yield from _plan_columns(projects[0].quotation.edition, plan.code)
    yield from RESULT_COLUMNS


def _plan_columns(edition: Edition, plan: PlanCode) -> Iterator[Column[Project]]:
    """Yield whether a plan may be bought, for how much in all, and until when."""
    row = edition.plan_by_code[plan]
    name, total_head = row.name, TOTAL_HEADS.get(row.payment, TOTAL)

    def answer(project: Project) -> PlanAnswer:
        found = project.quotation.comparison.plans
        return next(each for each in found if each.plan.code is plan)

    yield Column(Text("可购", "Eligible"), 8, Kind.TEXT, lambda p: _say_eligible(answer(p)), name)
    yield Column(total_head, 14, Kind.MONEY, lambda p: _total(answer(p)), name)
    yield Column(
        Text("最迟购买", "Buy by"),
        11,
        Kind.DAY,
        lambda p: answer(p).eligibility.last_day_to_buy,
        name,
    )


def _say_eligible(answer: PlanAnswer) -> str:
    return YES if answer.eligibility.eligible else NO


def _total(answer: PlanAnswer) -> Any:
    return BY_PROPOSAL if answer.by_proposal else answer.total_net


def _say_floor(quotation: Quotation) -> str | None:
    """Say whether the chosen total is a floor (D-20); nothing where nothing is priced."""
    if quotation.net is None:
        return None
    return YES if quotation.from_price else NO


def _vat_rate(line: QuotationLine) -> Any:
    """Return the VAT rate as a share; a line by proposal has none yet (SY-3)."""
    return None if line.net is None else line.vat_rate.percent / HUNDRED


def _net(line: QuotationLine) -> Any:
    return BY_PROPOSAL if line.net is None else line.net


def _both(text: Text) -> str:
    return f"{text.zh} {text.en}"


SYSTEM_COLUMNS: tuple[Column[Project], ...] = (
    Column(Text("编号", "Ref"), 12, Kind.TEXT, lambda p: p.quotation.request.ref),
    Column(Text("项目", "Project"), 30, Kind.TEXT, lambda p: p.quotation.request.project),
    Column(Text("客户", "Customer"), 26, Kind.TEXT, lambda p: p.quotation.request.customer),
    Column(Text("城市", "City"), 12, Kind.TEXT, lambda p: name_place(p.quotation).zh),
    Column(
        Text("系统类型", "System type"), 16, Kind.TEXT, lambda p: p.quotation.request.system_type
    ),
    Column(
        Text("原质保", "Class"), 8, Kind.TEXT, lambda p: p.quotation.request.system.warranty_class
    ),
    Column(
        Text("订单之日", "Order date"),
        11,
        Kind.DAY,
        lambda p: p.quotation.request.system.order_date,
    ),
    Column(
        Text("项目年度", "Project year"),
        9,
        Kind.COUNT,
        lambda p: p.quotation.comparison.project_year,
    ),
    Column(
        Text("硬件清单", "List amount"), 16, Kind.MONEY, lambda p: p.quotation.request.system.bom
    ),
)
RESULT_COLUMNS: tuple[Column[Project], ...] = (
    Column(Text("所选，不含税", "Chosen, net"), 15, Kind.MONEY, lambda p: p.quotation.net),
    Column(Text("起价", "From price"), 10, Kind.TEXT, lambda p: _say_floor(p.quotation)),
    Column(Text("增值税", "VAT"), 13, Kind.MONEY, lambda p: p.quotation.vat),
    Column(Text("价税合计", "Gross"), 15, Kind.MONEY, lambda p: p.quotation.gross),
    Column(Text("有效期至", "Valid until"), 11, Kind.DAY, lambda p: p.quotation.valid_until),
    Column(Text("文件", "File"), 36, Kind.LINK, lambda p: p.file),
    Column(Text("结论", "Finding (zh)"), 60, Kind.TEXT, lambda p: p.quotation.finding.sentence.zh),
    Column(
        Text("结论（英文）", "Finding (en)"),
        60,
        Kind.TEXT,
        lambda p: p.quotation.finding.sentence.en,
    ),
)
LINE_COLUMNS: tuple[Column[Row], ...] = (
    Column(Text("编号", "Ref"), 12, Kind.TEXT, lambda r: r.quotation.request.ref),
    Column(Text("报价单号", "Number"), 22, Kind.TEXT, lambda r: r.quotation.number),
    Column(Text("项目", "Item"), 40, Kind.TEXT, lambda r: _both(r.line.name)),
    Column(Text("期间", "Period"), 40, Kind.TEXT, lambda r: _both(r.line.period)),
    Column(Text("费率", "Rate"), 34, Kind.TEXT, lambda r: _both(r.line.rate)),
    Column(Text("数量", "Quantity"), 9, Kind.COUNT, lambda r: r.line.quantity),
    Column(Text("单价", "Unit, net"), 14, Kind.MONEY, lambda r: r.line.unit_net),
    Column(Text("不含税", "Net"), 14, Kind.MONEY, lambda r: _net(r.line)),
    Column(Text("起价", "From price"), 10, Kind.TEXT, lambda r: YES if r.line.from_price else NO),
    Column(Text("税率", "VAT rate"), 9, Kind.PERCENT, lambda r: _vat_rate(r.line)),
    Column(
        Text("增值税", "VAT"), 13, Kind.MONEY, lambda r: None if r.line.net is None else r.line.vat
    ),
    Column(Text("含税", "Gross"), 14, Kind.MONEY, lambda r: r.line.gross),
    Column(Text("算式", "Formula"), 30, Kind.TEXT, lambda r: r.line.formula),
    Column(Text("规则", "Rule"), 8, Kind.TEXT, lambda r: r.line.rule),
    Column(Text("计划版本", "Edition"), 16, Kind.TEXT, lambda r: r.line.edition),
)
