"""What cases cost: charges shown, agreed and charged, goodwill, and the bills that follow."""

from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Path, Query, Router
from pydantic import Field

from lumencare.api.cases import Number
from lumencare.api.kept_answers import once_by_key
from lumencare.api.lists import Wanted, listed, opened
from lumencare.api.replies import reply
from lumencare.api.shapes.basic import AskedDay, Key, Listed, shown, typed
from lumencare.api.shapes.case_charges import (
    Agreeing,
    BillState,
    CaseBillShape,
    CaseChargesShape,
    DecidingGoodwill,
    InvoicingBill,
    NewCharge,
    NewGoodwill,
    Transferring,
    Waiting,
)
from lumencare.api.shapes.cases import SayingWhy
from lumencare.api.tokens import Call
from lumencare.desk import actions
from lumencare.desk.queries import (
    BillFilters,
    bill_facts,
    charges_of,
    find_bill,
    find_case,
    find_charge,
    find_goodwill,
    goodwill_waiting,
    list_bills,
    totals_of,
)

router = Router(tags=["cases"])
Id = Annotated[Key, Path()]


class WantedBills(Wanted):
    """Which bills are wanted."""

    state: BillState | Literal["overdue"] | None = None
    q: Annotated[str, Field(max_length=200)] = ""
    due_from: AskedDay | None = None
    due_to: AskedDay | None = None


@router.get("/cases/{number}/charges", response=CaseChargesShape)
def case_charges(request: Call, number: Number) -> HttpResponse:
    """List the charges of a case with their goodwill, bills and totals."""
    return show_charges(request, number)


@router.post("/cases/{number}/charges", response={201: CaseChargesShape})
@once_by_key
def show_charge(request: Call, number: Number, charge: NewCharge) -> HttpResponse:
    """Write down that a price was shown; nothing is charged before it is agreed (SC-10, D-9)."""
    case = find_case(request.user, number)
    actions.show_charge(case, typed(charge), by=request.user, now=request.now)
    return show_charges(request, number, 201)


@router.post("/cases/{number}/charges/{id}/agree", response=CaseChargesShape)
@once_by_key
def agree_charge(
    request: Call,
    number: Number,
    id: Id,  # noqa: A002 - the field's own name
    agreeing: Agreeing,
) -> HttpResponse:
    """Write down who of the customer agreed to the price, and how."""
    charge = find_charge(request.user, number, id)
    actions.agree_charge(charge, typed(agreeing), by=request.user, now=request.now)
    return show_charges(request, number)


@router.post("/cases/{number}/charges/{id}/dispute", response=CaseChargesShape)
@once_by_key
def dispute_charge(
    request: Call,
    number: Number,
    id: Id,  # noqa: A002
    saying: SayingWhy,
) -> HttpResponse:
    """Write down that the customer does not agree."""
    charge = find_charge(request.user, number, id)
    actions.dispute_charge(charge, why=saying.why, by=request.user, now=request.now)
    return show_charges(request, number)


@router.post("/cases/{number}/charges/{id}/withdraw", response=CaseChargesShape)
@once_by_key
def withdraw_charge(
    request: Call,
    number: Number,
    id: Id,  # noqa: A002
    saying: SayingWhy,
) -> HttpResponse:
    """Take a charge back that was not charged."""
    charge = find_charge(request.user, number, id)
    actions.withdraw_charge(charge, why=saying.why, by=request.user, now=request.now)
    return show_charges(request, number)


@router.post("/cases/{number}/charges/{id}/charge", response=CaseChargesShape)
@once_by_key
def charge_customer(
    request: Call,
    number: Number,
    id: Id,  # noqa: A002
) -> HttpResponse:
    """Ask the customer to pay what was agreed, less the goodwill; asked again it is one bill."""
    charge = find_charge(request.user, number, id)
    actions.charge_customer(charge, by=request.user, now=request.now)
    return show_charges(request, number)


@router.post("/cases/{number}/charges/{id}/goodwill", response={201: CaseChargesShape})
@once_by_key
def give_goodwill(
    request: Call,
    number: Number,
    id: Id,  # noqa: A002
    given: NewGoodwill,
) -> HttpResponse:
    """Give up all or part of a charge; above the desk's own limit it waits for somebody else."""
    charge = find_charge(request.user, number, id)
    actions.give_goodwill(charge, typed(given), by=request.user, now=request.now)
    return show_charges(request, number, 201)


@router.get("/goodwill", response=Waiting)
def waiting_goodwill(request: Call) -> HttpResponse:
    """List the goodwill that waits for a decision, oldest first."""
    return reply(shown(Waiting, {"items": goodwill_waiting(request.user)}))


@router.post("/goodwill/{id}/decide", response=CaseChargesShape)
@once_by_key
def decide_goodwill(
    request: Call,
    id: Id,  # noqa: A002
    deciding: DecidingGoodwill,
) -> HttpResponse:
    """Approve or refuse goodwill that somebody else asked for."""
    row = find_goodwill(request.user, id)
    actions.decide_goodwill(
        row, approved=deciding.approved, why=deciding.why, by=request.user, now=request.now
    )
    return show_charges(request, row.charge.case.number)


@router.get("/case-bills", response=Listed[CaseBillShape])
def case_bills(request: Call, wanted: Query[WantedBills]) -> HttpResponse:
    """List the bills of cases, newest first; of what is due or overdue the earliest first."""
    filters = BillFilters(
        q=wanted.q, state=wanted.state or "", due_from=wanted.due_from, due_to=wanted.due_to
    )
    page = list_bills(
        request.user,
        filters,
        on=request.today,
        cursor=opened(wanted.cursor),
        size=wanted.limit,
    )
    return listed(page, lambda each: shown(CaseBillShape, each))


@router.post("/case-bills/{id}/invoice", response={201: CaseBillShape})
@once_by_key
def invoice_bill(
    request: Call,
    id: Id,  # noqa: A002 - the field's own name
    asking: InvoicingBill,
) -> HttpResponse:
    """Ask for the invoice of a bill; it goes with the invoice requests of payments."""
    row = find_bill(request.user, id)
    kind, note = asking.kind, asking.note
    actions.invoice_bill(row, kind=kind, note=note, by=request.user, now=request.now)
    return _bill(request, id, 201)


@router.post("/case-bills/{id}/paid", response=CaseBillShape)
@once_by_key
def pay_bill(
    request: Call,
    id: Id,  # noqa: A002
    transfer: Transferring,
) -> HttpResponse:
    """Record that a bill was paid in full; once."""
    row = find_bill(request.user, id)
    actions.pay_bill(row, typed(transfer), by=request.user, now=request.now)
    return _bill(request, id)


@router.post("/case-bills/{id}/refund", response=CaseBillShape)
@once_by_key
def refund_bill(
    request: Call,
    id: Id,  # noqa: A002
    transfer: Transferring,
) -> HttpResponse:
    """Record that what was paid for nothing was given back."""
    row = find_bill(request.user, id)
    actions.refund_bill(row, typed(transfer), by=request.user, now=request.now)
    return _bill(request, id)


def show_charges(request: Call, number: str, status: int = 200) -> HttpResponse:
    """Return the charges of a case as they stand."""
    charges = charges_of(request.user, number)
    sums = totals_of(charges)
    told: dict[str, Any] = {name: getattr(sums, name) for name in sums.__dataclass_fields__}
    return reply(shown(CaseChargesShape, {"charges": charges, **told}), status)


def _bill(request: Call, pk: int, status: int = 200) -> HttpResponse:
    return reply(shown(CaseBillShape, bill_facts(find_bill(request.user, pk))), status)
