"""Payments as finance sees them: what is due, late and paid, and what was received."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum
from django.http import Http404

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.contracts.models import DunningNotice, InvoiceItem, Payment, Receipt
from lumencare.domain.money import Money
from lumencare.domain.period import DAY
from lumencare.domain.text import Text
from lumencare.store.pages import DEFAULT_SIZE, Page, cut

EARLIEST_FIRST = ("due_on", "pk")
NEWEST_FIRST = ("-received_on", "-pk")
GROSS = F("net_fen") + F("vat_fen")
UNPAID = Q(cancelled_on=None, paid_fen__lt=GROSS)
STANDINGS: Mapping[str, Text] = {
    "open": Text("未付清", "Not paid in full"),
    "month": Text("本月到期", "Due this month"),
    "overdue": Text("已逾期", "Overdue"),
    "paid": Text("已付清", "Paid"),
    "cancelled": Text("已取消", "Cancelled"),
    "all": Text("全部", "All"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFilters:
    """Which payments are wanted; what is empty does not matter."""

    q: str = ""
    standing: str = "open"
    contract: str = ""
    due_from: date | None = None
    due_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DuePayment:
    """A payment in a list; `left` is what is still to be paid, `rung` the last that was told."""

    pk: int
    contract: str
    owner: str
    bill_to: str
    plan: Text
    starts_on: date | None
    last_day: date | None
    due_on: date
    standing: str
    net: Money
    vat: Money
    gross: Money
    paid: Money
    left: Money
    late_days: int
    rung: int | None
    invoice: str
    invoice_state: str
    version: int


@dataclass(frozen=True, slots=True)
class MoneySums:
    """What is due this month and what is late: amounts that are left to be paid, VAT included."""

    due_this_month: Money
    count_this_month: int
    overdue: Money
    count_overdue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptLine:
    """A receipt in a list; a reversal is negative, what it took back names it."""

    pk: int
    payment: int
    contract: str
    bill_to: str
    plan: Text
    amount: Money
    received_on: date
    reference: str
    why: str
    by_name: str
    at: datetime
    is_reversal: bool
    is_reversed: bool


def list_payments(
    user: User,
    filters: PaymentFilters,
    *,
    on: date,
    cursor: str = "",
    size: int = DEFAULT_SIZE,
) -> Page[DuePayment]:
    """Return the payments that the filters want, those that fall due first on top."""
    require_right(user, Right.SEE_MONEY)
    rows = _whole(_filtered(filters, on))
    return cut(rows, EARLIEST_FIRST, lambda row: _due(row, on), cursor=cursor, size=size)


def sum_payments(user: User, on: date) -> MoneySums:
    """Return what is due this month and what is late."""
    require_right(user, Right.SEE_MONEY)
    month, late = _standing("month", on), _standing("overdue", on)
    return MoneySums(*_sum(month), *_sum(late))


def payment_facts(user: User, pk: int, on: date) -> DuePayment:
    """Return one payment as lists show it; else Http404."""
    require_right(user, Right.SEE_MONEY)
    row = _whole(Payment.objects.filter(pk=pk)).first()
    if row is None:
        raise Http404(f"payment {pk}")
    return _due(row, on)


def find_payment(user: User, pk: int) -> Payment:
    """Return a payment's row for an action; else Http404."""
    require_right(user, Right.SEE_MONEY)
    row = Payment.objects.filter(pk=pk).select_related("contract").first()
    if row is None:
        raise Http404(f"payment {pk}")
    return row


def find_payments(user: User, keys: list[int]) -> list[Payment]:
    """Return payments for an action, those that exist."""
    require_right(user, Right.SEE_MONEY)
    return list(Payment.objects.filter(pk__in=keys).select_related("contract").order_by("pk"))


def find_receipt(user: User, pk: int) -> Receipt:
    """Return a receipt's row for an action; else Http404."""
    require_right(user, Right.SEE_MONEY)
    row = Receipt.objects.filter(pk=pk).select_related("payment__contract").first()
    if row is None:
        raise Http404(f"receipt {pk}")
    return row


def list_receipts(
    user: User,
    *,
    q: str = "",
    payment: int | None = None,
    received: tuple[date | None, date | None] = (None, None),
    cursor: str = "",
    size: int = DEFAULT_SIZE,
) -> Page[ReceiptLine]:
    """Return what was received, newest first; `received` bounds its days."""
    require_right(user, Right.SEE_MONEY)
    rows = Receipt.objects.filter(_words(q, "payment__contract"))
    rows = rows.filter(payment=payment) if payment is not None else rows
    rows = rows.filter(received_on__gte=received[0]) if received[0] else rows
    rows = rows.filter(received_on__lte=received[1]) if received[1] else rows
    whole = rows.select_related("payment__contract__bill_to", "payment__line", "reversal")
    return cut(whole, NEWEST_FIRST, receipt_line, cursor=cursor, size=size)


def receipt_line(row: Receipt) -> ReceiptLine:
    """Return a receipt as lists show it."""
    contract, line = row.payment.contract, row.payment.line
    return ReceiptLine(
        pk=row.pk,
        payment=row.payment_id,
        contract=contract.number,
        bill_to=contract.bill_to.name,
        plan=Text(line.name_zh, line.name_en),
        amount=Money.of_fen(row.fen),
        received_on=row.received_on,
        reference=row.reference,
        why=row.why,
        by_name=row.by_name,
        at=row.at,
        is_reversal=row.reverses_id is not None,
        is_reversed=hasattr(row, "reversal"),
    )


def words_of(q: str) -> list[str]:
    """Return the words to be found; a NUL is none, and PostgreSQL takes none."""
    return q.replace("\x00", " ").split()


def _filtered(filters: PaymentFilters, on: date) -> QuerySet[Payment]:
    rows = _standing(filters.standing, on).filter(_words(filters.q, "contract"))
    rows = rows.filter(contract__number=filters.contract) if filters.contract else rows
    rows = rows.filter(due_on__gte=filters.due_from) if filters.due_from else rows
    return rows.filter(due_on__lte=filters.due_to) if filters.due_to else rows


def _standing(standing: str, on: date) -> QuerySet[Payment]:
    first = on.replace(day=1)
    following = (first + 31 * DAY).replace(day=1)
    wanted: Mapping[str, Q] = {
        "open": UNPAID,
        "month": UNPAID & Q(due_on__gte=first, due_on__lt=following),
        "overdue": UNPAID & Q(due_on__lt=on),
        "paid": Q(cancelled_on=None, paid_fen__gte=GROSS),
        "cancelled": Q(cancelled_on__isnull=False),
    }
    return Payment.objects.filter(wanted.get(standing, Q()))


def _words(q: str, contract: str) -> Q:
    found = Q()
    for word in words_of(q):
        found &= Q(**{f"{contract}__number__icontains": word}) | Q(
            **{f"{contract}__bill_to__name__icontains": word}
        )
    return found


def _whole(rows: QuerySet[Payment]) -> QuerySet[Payment]:
    item = InvoiceItem.objects.filter(payment=OuterRef("pk"), stands=True)
    told = DunningNotice.objects.filter(payment=OuterRef("pk")).order_by("-rung")
    return rows.select_related("contract__owner", "contract__bill_to", "line", "term").annotate(
        told_rung=Subquery(told.values("rung")[:1]),
        on_invoice=Subquery(item.values("request__number")[:1]),
        on_invoice_state=Subquery(item.values("request__state")[:1]),
    )


def _sum(rows: QuerySet[Payment]) -> tuple[Money, int]:
    found = rows.aggregate(left=Sum(GROSS - F("paid_fen")))["left"]
    return Money.of_fen(found or 0), rows.count()


def _due(row: Payment, on: date) -> DuePayment:
    contract, line, term = row.contract, row.line, row.term
    left = 0 if row.cancelled_on else row.net_fen + row.vat_fen - row.paid_fen
    late = max((on - row.due_on).days, 0) if left else 0
    return DuePayment(
        pk=row.pk,
        contract=contract.number,
        owner=contract.owner.name,
        bill_to=contract.bill_to.name,
        plan=Text(line.name_zh, line.name_en),
        starts_on=term.starts_on if term else None,
        last_day=term.ends_on - DAY if term else None,
        due_on=row.due_on,
        standing=_standing_of(row, left, late),
        net=Money.of_fen(row.net_fen),
        vat=Money.of_fen(row.vat_fen),
        gross=Money.of_fen(row.net_fen + row.vat_fen),
        paid=Money.of_fen(row.paid_fen),
        left=Money.of_fen(left),
        late_days=late,
        rung=getattr(row, "told_rung", None),
        invoice=getattr(row, "on_invoice", None) or "",
        invoice_state=getattr(row, "on_invoice_state", None) or "",
        version=row.version,
    )


def _standing_of(row: Payment, left: int, late: int) -> str:
    if row.cancelled_on:
        return "cancelled"
    return "paid" if not left else "overdue" if late else "open"
