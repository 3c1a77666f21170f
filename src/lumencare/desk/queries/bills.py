"""Bills of cases in lists: what is due, late, paid, to be given back, and their invoices."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum
from django.http import Http404

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.contracts.models import InvoiceItem
from lumencare.contracts.queries.money import words_of
from lumencare.desk.models import CaseBill
from lumencare.domain.contract.invoicing import InvoiceState
from lumencare.domain.money import Money
from lumencare.domain.text import Text
from lumencare.store.pages import DEFAULT_SIZE, Page, cut

NEWEST_FIRST = ("-pk",)
EARLIEST_FIRST = ("due_on", "pk")
DUE, ENDED = CaseBill.State.DUE.value, ("cancelled", "to-refund", "refunded")
# An invoice that the tax bureau has, or may have, is taken back by a red-letter one.
WITH_THE_BUREAU = (InvoiceState.EXPORTED.value, InvoiceState.ISSUED.value)
BILL_STANDINGS: Mapping[str, Text] = {
    "due": Text("未付", "Not paid"),
    "overdue": Text("已逾期", "Overdue"),
    "paid": Text("已付", "Paid"),
    "to-refund": Text("待退款", "To be refunded"),
    "refunded": Text("已退款", "Refunded"),
    "cancelled": Text("已取消", "Cancelled"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BillFilters:
    """Which bills are wanted; what is empty does not matter."""

    q: str = ""
    state: str = ""
    due_from: date | None = None
    due_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BillFacts:
    """A charge as the customer is asked to pay it, with the invoice that it is on.

    `needs_red_invoice`: it is not to be paid any more, and the tax bureau has its invoice.
    """

    pk: int
    number: str
    case_number: str
    contract_number: str
    bill_to: str
    bill_to_pk: int
    name: Text
    state: str
    net: Money
    vat: Money
    gross: Money
    due_on: date
    paid_on: date | None
    paid_reference: str
    offered_by: str
    ended_on: date | None
    ended_why: str
    invoice: str
    invoice_state: str
    needs_red_invoice: bool
    version: int

    def standing(self, on: date) -> str:
        """Return the state on a day: what is due may be overdue."""
        return "overdue" if self.late_days(on) else self.state

    def late_days(self, on: date) -> int:
        """Return by how many days it is late."""
        return max((on - self.due_on).days, 0) if self.state == DUE else 0


def visible_bills(user: User) -> QuerySet[CaseBill]:
    """Return the bills that a person may see, with what is shown of them."""
    require_right(user, Right.SEE_MONEY)
    return whole_bills(CaseBill.objects.all())


def whole_bills(rows: QuerySet[CaseBill]) -> QuerySet[CaseBill]:
    """Load all that the facts of bills show."""
    item = InvoiceItem.objects.filter(bill=OuterRef("number"), stands=True)
    return rows.select_related("charge__case", "contract", "bill_to", "offered_by").annotate(
        on_invoice=Subquery(item.values("request__number")[:1]),
        on_invoice_state=Subquery(item.values("request__state")[:1]),
    )


def list_bills(
    user: User,
    filters: BillFilters,
    *,
    on: date,
    cursor: str = "",
    size: int = DEFAULT_SIZE,
) -> Page[BillFacts]:
    """Return the bills that the filters want: of what is to be paid the earliest, else newest."""
    rows = _filtered(visible_bills(user), filters, on)
    order = EARLIEST_FIRST if filters.state in {"due", "overdue"} else NEWEST_FIRST
    return cut(rows, order, bill_facts, cursor=cursor, size=size)


def sum_overdue_bills(user: User, on: date) -> tuple[Money, int]:
    """Return what is left to be paid of the bills that are late, and how many they are."""
    require_right(user, Right.SEE_MONEY)
    rows = CaseBill.objects.filter(_standing("overdue", on))
    found = rows.aggregate(left=Sum(F("net_fen") + F("vat_fen")))["left"]
    return Money.of_fen(found or 0), rows.count()


def bills_to_settle(user: User, on: date, *, most: int) -> tuple[int, list[BillFacts]]:
    """Return how many bills are late or have to be given back, and the first of them."""
    wanted = _standing("overdue", on) | _standing("to-refund", on)
    rows = visible_bills(user).filter(wanted)
    return rows.count(), [bill_facts(each) for each in rows.order_by(*EARLIEST_FIRST)[:most]]


def find_bill(user: User, pk: int) -> CaseBill:
    """Return a bill; else Http404."""
    row = visible_bills(user).filter(pk=pk).first()
    if row is None:
        raise Http404(f"bill {pk}")
    return row


def bill_facts(row: CaseBill) -> BillFacts:
    """Return a bill as it stands; its invoice where `whole_bills` loaded it."""
    invoice_state = getattr(row, "on_invoice_state", None) or ""
    return BillFacts(
        pk=row.pk,
        number=row.number,
        case_number=row.charge.case.number,
        contract_number=row.contract.number if row.contract else "",
        bill_to=row.bill_to.name,
        bill_to_pk=row.bill_to_id,
        name=Text(row.charge.name_zh, row.charge.name_en),
        state=row.state,
        net=Money.of_fen(row.net_fen),
        vat=Money.of_fen(row.vat_fen),
        gross=Money.of_fen(row.net_fen + row.vat_fen),
        due_on=row.due_on,
        paid_on=row.paid_on,
        paid_reference=row.paid_reference,
        offered_by=row.offered_by.name if row.offered_by else "",
        ended_on=row.ended_on,
        ended_why=row.ended_why,
        invoice=getattr(row, "on_invoice", None) or "",
        invoice_state=invoice_state,
        needs_red_invoice=row.state in ENDED and invoice_state in WITH_THE_BUREAU,
        version=row.version,
    )


def _filtered(rows: QuerySet[CaseBill], filters: BillFilters, on: date) -> QuerySet[CaseBill]:
    for word in words_of(filters.q):
        rows = rows.filter(
            Q(number__icontains=word)
            | Q(charge__case__number__icontains=word)
            | Q(contract__number__icontains=word)
            | Q(bill_to__name__icontains=word)
        )
    rows = rows.filter(_standing(filters.state, on)) if filters.state else rows
    rows = rows.filter(due_on__gte=filters.due_from) if filters.due_from else rows
    return rows.filter(due_on__lte=filters.due_to) if filters.due_to else rows


def _standing(state: str, on: date) -> Q:
    return Q(state=DUE, due_on__lt=on) if state == "overdue" else Q(state=state)
