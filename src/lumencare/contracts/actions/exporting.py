"""Invoice requests handed out as one file that the tax bureau takes; each is marked once."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import conflict_about, record
from lumencare.contracts.models import InvoiceItem, InvoiceRequest
from lumencare.documents.invoice_import import (
    ImportedInvoice,
    ImportedItem,
    missing_of,
    write_import,
)
from lumencare.domain.contract.invoicing import InvoiceKind, InvoiceState
from lumencare.domain.money import Money
from lumencare.domain.period import DAY
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text

# What one file of the tax bureau's template takes.
MOST = 1000


def export_invoices(
    numbers: Sequence[str] | None = None, *, by: User, now: datetime
) -> tuple[str, bytes]:
    """Mark requests as exported and return the name of their batch and its file.

    `numbers` None: all that wait. Nothing is marked where invoice data of any is missing:
    InputProblems then names each with what it lacks.
    """
    require_right(by, Right.KEEP_MONEY)
    with transaction.atomic():
        rows = _waiting(numbers)
        invoices = [_invoice(each) for each in rows]
        _require_whole(rows, invoices)
        batch = f"{in_shanghai(now):%Y%m%d-%H%M%S}"
        for each in rows:
            _mark(each, batch, by, now)
    return batch, write_import(invoices)


def batch_file(user: User, batch: str) -> bytes:
    """Return the file of a batch once more; nothing is marked. Empty where there is none."""
    require_right(user, Right.KEEP_MONEY)
    rows = _whole(InvoiceRequest.objects.filter(batch=batch.replace("\x00", "")).exclude(batch=""))
    found = [_invoice(each) for each in rows.exclude(state=InvoiceState.WITHDRAWN.value)]
    return write_import(found) if found else b""


def _waiting(numbers: Sequence[str] | None) -> list[InvoiceRequest]:
    rows = InvoiceRequest.objects.filter(state=InvoiceState.REQUESTED.value)
    if numbers is not None:
        rows = rows.filter(number__in=numbers)
    found = list(_whole(rows).select_for_update(of=("self",))[: MOST + 1])
    if not found or (numbers is not None and len(found) < len(set(numbers))):
        known = {each.number for each in found}
        gone = "、".join(sorted(set(numbers or ()) - known))
        raise InputProblems([Problem("invoices", gone, NOTHING_WAITS)])
    return found[:MOST]


def _whole(rows: "QuerySet[InvoiceRequest]") -> "QuerySet[InvoiceRequest]":
    return rows.select_related("bill_to", "contract").order_by("pk")


def _invoice(row: InvoiceRequest) -> ImportedInvoice:
    buyer = row.bill_to
    items = row.items.select_related("payment__line", "payment__term").order_by("pk")
    return ImportedInvoice(
        serial=row.number,
        kind=InvoiceKind(row.kind),
        name=buyer.name,
        credit_code=buyer.credit_code,
        address=buyer.invoice_address,
        phone=buyer.invoice_phone,
        bank=buyer.bank,
        account=buyer.bank_account,
        note=" ".join(filter(None, (*_about(row, items), row.note))),
        items=tuple(map(_item, items)),
    )


def _about(row: InvoiceRequest, items: Iterable[InvoiceItem]) -> Iterator[str]:
    """Yield what the buyer knows it by: the contract, the bill of a case."""
    if row.contract is not None:
        yield f"合同 {row.contract.number}"
    yield from (f"服务账单 {each.bill}" for each in items if each.bill)


def _item(row: InvoiceItem) -> ImportedItem:
    gross = Money.of_fen(row.net_fen + row.vat_fen)
    if row.payment is None:
        code = settings.INVOICE_TAX_CODES.get(row.vat_kind, "")
        return ImportedItem(row.name, code, "", gross, row.vat_rate or 0)
    line, term = row.payment.line, row.payment.term
    days = "" if term is None else f"{term.starts_on}至{term.ends_on - DAY}"
    code = settings.INVOICE_TAX_CODES.get(line.kind, "")
    return ImportedItem(line.name_zh, code, days, gross, line.vat_rate)


def _require_whole(rows: Sequence[InvoiceRequest], invoices: Sequence[ImportedInvoice]) -> None:
    problems = [
        Problem(f"{row.number} {row.bill_to.name}", "", lacking)
        for row, invoice in zip(rows, invoices, strict=True)
        for lacking in missing_of(invoice)
    ]
    if problems:
        raise InputProblems(problems)


def _mark(row: InvoiceRequest, batch: str, by: User, now: datetime) -> None:
    rows = InvoiceRequest.objects.filter(pk=row.pk, state=row.state, version=row.version)
    after = {"state": InvoiceState.EXPORTED.value, "batch": batch}
    if not rows.update(**after, exported_at=now, version=row.version + 1):
        raise conflict_about(row)
    changes = {name: (getattr(row, name), value) for name, value in after.items()}
    record(row, action="export", by=by, now=now, changes=changes)


NOTHING_WAITS = Text(
    "没有待导出的开票申请，或其中有的已导出。",
    "No such invoice request waits to be exported; some may have been exported already.",
)
