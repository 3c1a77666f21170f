"""Invoices: requested for payments, handed out in one file, come back with their numbers."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import add_row, change_row, conflict_about
from lumencare.contracts.actions.steps import lock_contract
from lumencare.contracts.models import (
    Contract,
    InvoiceItem,
    InvoiceRequest,
    InvoiceRequestNumber,
    Payment,
)
from lumencare.domain.contract.invoicing import SOURCES, InvoiceKind, InvoiceState
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.sales.written import read_written
from lumencare.store import typed as read
from lumencare.store.numbering import next_number
from lumencare.store.typed import Typed

LONGEST_NOTE = 200
LONGEST_NUMBER = 20
SHORTEST_NUMBER = 8


def request_invoice(
    payments: Sequence[Payment], *, kind: str, note: str = "", by: User, now: datetime
) -> InvoiceRequest:
    """Ask for one invoice for payments of one contract; asked again it is the same one.

    Raises InputProblems that names every payment that cannot be on it.
    """
    require_right(by, Right.KEEP_MONEY)
    found = read_asked(kind, note)
    contract = _one_contract(payments)
    with transaction.atomic():
        lock_contract(contract.pk)
        rows = list(Payment.objects.filter(pk__in=[each.pk for each in payments]).order_by("pk"))
        same = _asked_already(rows)
        if same is not None:
            return same
        _require_free(rows)
        return _add(contract, rows, {**found, "by": by, "created_at": now})


def read_asked(kind: str, note: str) -> dict[str, object]:
    """Return which invoice is asked for, and the note on it."""
    codes = [each.value for each in InvoiceKind]
    readers = {"kind": read.one_of(codes), "note": read.line(LONGEST_NOTE)}
    return read.read_all({"kind": kind, "note": note}, readers)


def mark_issued(row: InvoiceRequest, typed: Typed, *, by: User, now: datetime) -> InvoiceRequest:
    """Record the number and the day of an invoice that the tax bureau issued; once."""
    found = _read_number(typed, ("invoice_number", "issued_on"), by, now)
    return _step(row, InvoiceState.ISSUED, found, action="mark-issued", by=by, now=now)


def mark_red(row: InvoiceRequest, typed: Typed, *, by: User, now: datetime) -> InvoiceRequest:
    """Record the red-letter invoice that takes one back; its payments can be invoiced anew."""
    found = _read_number(typed, ("red_number", "red_on"), by, now)
    found["why"] = read_written(str(typed.get("why", "")), "why", LONGEST_NOTE)
    return _step(row, InvoiceState.RED, found, action="mark-red", by=by, now=now)


def withdraw_invoice(row: InvoiceRequest, *, why: str, by: User, now: datetime) -> InvoiceRequest:
    """Take back a request that was not issued; its payments can be invoiced anew."""
    require_right(by, Right.KEEP_MONEY)
    found: dict[str, object] = {"why": read_written(why, "why", LONGEST_NOTE)}
    return _step(row, InvoiceState.WITHDRAWN, found, action="withdraw", by=by, now=now)


def _one_contract(payments: Sequence[Payment]) -> Contract:
    contracts = {each.contract_id: each.contract for each in payments}
    if len(contracts) != 1:
        numbers = "、".join(sorted(each.number for each in contracts.values()))
        raise InputProblems([Problem("payments", numbers, ONE_CONTRACT)])
    return next(iter(contracts.values()))


def _asked_already(rows: Sequence[Payment]) -> InvoiceRequest | None:
    """Return the request that was made for exactly these payments and not handed out yet."""
    items = InvoiceItem.objects.filter(payment__in=rows, stands=True).select_related("request")
    found = {each.request for each in items}
    if len(found) != 1:
        return None
    one = next(iter(found))
    wanted = {each.pk for each in rows}
    same = set(one.items.values_list("payment_id", flat=True)) == wanted
    return one if same and one.state == InvoiceState.REQUESTED else None


def _require_free(rows: Sequence[Payment]) -> None:
    taken = dict(
        InvoiceItem.objects.filter(payment__in=rows, stands=True).values_list(
            "payment_id", "request__number"
        )
    )
    problems = [
        Problem("payments", f"{each.due_on} #{each.pk}", _why_not(taken.get(each.pk)))
        for each in rows
        if each.pk in taken or each.cancelled_on is not None
    ]
    if problems:
        raise InputProblems(problems)


def _why_not(number: str | None) -> Text:
    if number is None:
        return Text("该款项已取消。", "This payment was cancelled.")
    return Text(f"该款项已在开票申请 {number} 中。", f"It is on invoice request {number} already.")


def _add(contract: Contract, rows: Sequence[Payment], fields: dict[str, object]) -> InvoiceRequest:
    now: datetime = fields["created_at"]  # type: ignore[assignment]
    row = InvoiceRequest(
        number=next_number(InvoiceRequestNumber.objects, "I", in_shanghai(now).date()),
        contract=contract,
        bill_to_id=contract.bill_to_id,
        net_fen=sum(each.net_fen for each in rows),
        vat_fen=sum(each.vat_fen for each in rows),
        **fields,
    )
    add_row(row, by=row.by, now=now)
    InvoiceItem.objects.bulk_create(
        InvoiceItem(request=row, payment=each, net_fen=each.net_fen, vat_fen=each.vat_fen)
        for each in rows
    )
    return row


def _read_number(
    typed: Typed, names: tuple[str, str], by: User, now: datetime
) -> dict[str, object]:
    require_right(by, Right.KEEP_MONEY)
    today = in_shanghai(now).date()
    readers = {names[0]: _invoice_number, names[1]: lambda text: _day_until(text, today)}
    return read.read_all(typed, readers)


def _invoice_number(text: str) -> str:
    number = "".join(text.split())
    fits = number.isascii() and number.isdecimal()
    if not fits or not SHORTEST_NUMBER <= len(number) <= LONGEST_NUMBER:
        raise read.Wrong(NUMBER_ALLOWED)
    return number


def _day_until(text: str, today: date) -> date:
    found = read.day(text)
    if found > today:
        raise read.Wrong(Text("应为不晚于今天的日期。", "A day not later than today is expected."))
    return found


def _step(
    row: InvoiceRequest,
    to: InvoiceState,
    fields: dict[str, object],
    *,
    action: str,
    by: User,
    now: datetime,
) -> InvoiceRequest:
    """Take a step of the table with its fields; taken already with the same, it is answered so."""
    if row.state == to and all(getattr(row, name) == value for name, value in fields.items()):
        return row
    if InvoiceState(row.state) not in SOURCES[to]:
        raise conflict_about(row)
    try:
        with transaction.atomic():
            change_row(row, {"state": to.value, **fields}, by=by, now=now, action=action)
            if to in {InvoiceState.RED, InvoiceState.WITHDRAWN}:
                row.items.update(stands=False)
    except IntegrityError as error:
        number = str(fields.get("invoice_number", ""))
        raise InputProblems([Problem("invoice_number", number, NUMBER_TAKEN)]) from error
    return row


ONE_CONTRACT = Text(
    "请选择同一份合同的一笔或多笔款项。", "Choose one or more payments of one contract."
)
NUMBER_ALLOWED = Text(
    "应为发票号码：8 至 20 位数字。", "An invoice number is expected: 8 to 20 digits."
)
NUMBER_TAKEN = Text(
    "此发票号码已登记在另一份申请中。", "This invoice number stands on another request already."
)
