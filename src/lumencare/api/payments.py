"""Payments and receipts, and deferred income by day."""

from datetime import date
from typing import Annotated

from django.http import HttpResponse
from ninja import Query, Router
from pydantic import Field

from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.api.kept_answers import once_by_key
from lumencare.api.lists import Wanted, close, listed, opened
from lumencare.api.replies import reply
from lumencare.api.shapes.basic import AskedDay, Key, Line, Listed, shown, typed
from lumencare.api.shapes.money import (
    ContractIncomeShape,
    DuePayment,
    IncomeShape,
    NewReceipt,
    PlanIncomeShape,
    ReceiptShape,
    TakingBack,
    WantedStanding,
)
from lumencare.api.tokens import Call
from lumencare.contracts.actions.paying import record_receipt, reverse_receipt
from lumencare.contracts.queries.income import IncomeReport, income_report
from lumencare.contracts.queries.money import (
    PaymentFilters,
    find_payment,
    find_receipt,
    list_payments,
    list_receipts,
    payment_facts,
    receipt_line,
)
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.reading import read_whole
from lumencare.domain.text import Text

router = Router(tags=["money"])
EARLIEST, LATEST = date(1990, 1, 1), date(2200, 12, 31)
LAST_PLACE = 9_999_999


class WantedPayments(Wanted):
    """Which payments are wanted; all where no standing is named."""

    standing: WantedStanding = "all"
    contract: Line = ""
    due_from: AskedDay | None = None
    due_to: AskedDay | None = None


class WantedReceipts(Wanted):
    """Which receipts are wanted."""

    payment: Key | None = None
    received_from: AskedDay | None = None
    received_to: AskedDay | None = None


class WantedIncome(Wanted):
    """Through which day: the month's last gives the month; today where none is named."""

    on: AskedDay | None = None
    plan: Annotated[Line, Field(max_length=40)] = ""


@router.get("/payments", response=Listed[DuePayment])
def payments(request: Call, wanted: Query[WantedPayments]) -> HttpResponse:
    """List payments, those that fall due first on top, with what is left and late."""
    filters = PaymentFilters(
        q=wanted.q,
        standing=wanted.standing,
        contract=wanted.contract,
        due_from=wanted.due_from,
        due_to=wanted.due_to,
    )
    page = list_payments(
        request.user, filters, on=request.today, cursor=opened(wanted.cursor), size=wanted.limit
    )
    return listed(page, lambda each: shown(DuePayment, each))


@router.get("/payments/{id}", response=DuePayment)
def payment(request: Call, id: Key) -> HttpResponse:  # noqa: A002 - the name of the address
    """Give one payment."""
    return reply(shown(DuePayment, payment_facts(request.user, id, request.today)))


@router.post("/payments/{id}/receipts", response={201: ReceiptShape})
@once_by_key
def receive(request: Call, id: Key, receipt: NewReceipt) -> HttpResponse:  # noqa: A002
    """Record money received, whole or in part; sent again with its `key` it counts once."""
    require_right(request.user, Right.KEEP_MONEY)
    row = find_payment(request.user, id)
    given = typed(receipt)
    made = record_receipt(row, given, key=receipt.key, by=request.user, now=request.now)
    return reply(shown(ReceiptShape, receipt_line(find_receipt(request.user, made.pk))), 201)


@router.get("/receipts", response=Listed[ReceiptShape])
def receipts(request: Call, wanted: Query[WantedReceipts]) -> HttpResponse:
    """List receipts and their reversals, newest first."""
    page = list_receipts(
        request.user,
        q=wanted.q,
        payment=wanted.payment,
        received=(wanted.received_from, wanted.received_to),
        cursor=opened(wanted.cursor),
        size=wanted.limit,
    )
    return listed(page, lambda each: shown(ReceiptShape, each))


@router.post("/receipts/{id}/reverse", response={201: ReceiptShape})
@once_by_key
def reverse(request: Call, id: Key, reason: TakingBack) -> HttpResponse:  # noqa: A002
    """Take a receipt back by a negative one, once."""
    require_right(request.user, Right.KEEP_MONEY)
    row = find_receipt(request.user, id)
    made = reverse_receipt(row, why=reason.why, by=request.user, now=request.now)
    return reply(shown(ReceiptShape, receipt_line(find_receipt(request.user, made.pk))), 201)


@router.get("/deferred-income", response=IncomeShape)
def deferred_income(request: Call, wanted: Query[WantedIncome]) -> HttpResponse:
    """Tell what terms earned by day in a month through a day, and what is deferred after it."""
    on = wanted.on or request.today
    if not EARLIEST <= on <= LATEST:
        raise InputProblems([Problem("on", on.isoformat(), DAY_ALLOWED)])
    report = income_report(request.user, on, q=wanted.q, plan=wanted.plan)
    start = read_whole(opened(wanted.cursor), LAST_PLACE) or 0
    return reply(_income(report, start, wanted.limit))


def _income(report: IncomeReport, start: int, size: int) -> dict[str, object]:
    following = start + size
    return {
        "items": [shown(ContractIncomeShape, each) for each in report.lines(start, size)],
        "total": report.count,
        "next": close(str(following)) if following < report.count else None,
        "starts_on": report.period.start.isoformat(),
        "through": report.period.last_day.isoformat(),
        "earned": str(report.earned),
        "earned_to_date": str(report.earned_to_date),
        "deferred": str(report.deferred),
        "by_plan": [shown(PlanIncomeShape, each) for each in report.by_plan],
    }


DAY_ALLOWED = Text("应为 1990 至 2200 年的日期。", "A day of the years 1990 to 2200 is expected.")
