"""Quotes, contracts, invoices and reports of visits: read, and downloaded as they were issued."""

from io import BytesIO

import xlsxwriter
from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.contracts.archive import read_file
from lumencare.contracts.queries.outside import (
    PublicInvoice,
    contracts_of,
    invoices_of,
    paper_of,
    renewals_of,
)
from lumencare.documents.sheets import Column, Kind, write_sheet
from lumencare.domain.text import Text
from lumencare.field.queries.outside import reports_of
from lumencare.handovers.queries.outside import proposals_of
from lumencare.portal.answering import attach
from lumencare.portal.visiting import for_visitor, show
from lumencare.sales.queries.outside import quotes_of
from lumencare.sites.visitors import Visitor

COLUMNS: tuple[Column[PublicInvoice], ...] = (
    Column(Text("发票号码", "Invoice number"), 24, Kind.TEXT, lambda each: each.number),
    Column(Text("合同号", "Contract"), 14, Kind.TEXT, lambda each: each.contract),
    Column(Text("开票日期", "Issued on"), 12, Kind.DAY, lambda each: each.issued_on),
    Column(Text("含税金额", "Amount with VAT"), 16, Kind.MONEY, lambda each: each.gross),
    Column(Text("状态", "State"), 16, Kind.TEXT, lambda each: each.state_name.zh),
)


@require_safe
@for_visitor
def show_all(request: Request, visitor: Visitor) -> HttpResponse:
    """Show every paper of the sites that the visitor sees."""
    shown = {
        "quotes": quotes_of(visitor, request.now),
        "proposals": proposals_of(visitor, request.now),
        "contracts": contracts_of(visitor),
        "invoices": invoices_of(visitor),
        "reports": [each for each in reports_of(visitor, request.now) if each.has_report],
        "renewals": renewals_of(visitor, request.today),
        "today": request.today,
    }
    return show(request, visitor, "portal/papers.html", shown)


@require_safe
@for_visitor
def contract(request: Request, visitor: Visitor, number: str) -> FileResponse:
    """Answer with a contract's latest document, to be saved."""
    paper = paper_of(visitor, number)
    return attach(BytesIO(read_file(paper.pdf)), f"{paper.number}.pdf")


@require_safe
@for_visitor
def invoices(request: Request, visitor: Visitor) -> FileResponse:
    """Answer with a workbook of all invoices, for whoever books them."""
    found: tuple[PublicInvoice, ...] = invoices_of(visitor)
    file = BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.set_properties({"title": _("Your invoices"), "created": request.now})
        write_sheet(book, _("Your invoices"), COLUMNS, found)
    file.seek(0)
    return attach(file, f"invoices-{request.today:%Y-%m-%d}.xlsx")
