"""Renewals: the worklist, and the offer of one line's next year in one step."""

from typing import Annotated, Literal

from django.http import HttpResponse
from ninja import Query, Router
from pydantic import BeforeValidator

from lumencare.api.kept_answers import once_by_key
from lumencare.api.lists import Wanted, listed, opened
from lumencare.api.quotes import show_quote
from lumencare.api.shapes.basic import Day, Key, Listed, Money, PlanCode, shown
from lumencare.api.shapes.quotes import QuoteShape
from lumencare.api.shapes.renewals import RenewalGroupShape, RenewalShape, Renewing
from lumencare.api.tokens import Call
from lumencare.api.worklists import whole
from lumencare.contracts.actions import renew
from lumencare.contracts.queries.renewals import RenewalFilters, find_line, renewal_worklist
from lumencare.sales.actions import Delivery

router = Router(tags=["contracts"])


class RenewalsShape(Listed[RenewalShape]):
    """The worklist: its groups over all that match, what is at stake in 90 days, one page."""

    groups: list[RenewalGroupShape]
    value: Money
    next_day: Day | None


class WantedRenewals(Wanted):
    """Which renewals are wanted; `closes_in` is a group's number of days, 0 the later ones."""

    closes_in: Annotated[Literal[0, 7, 30, 60, 90], BeforeValidator(whole)] | None = None
    plan: PlanCode | None = None
    offer: Literal["not-offered", "made", "sent", "seen", "accepted"] | None = None


@router.get("/renewals", response=RenewalsShape)
def renewals(request: Call, wanted: Query[WantedRenewals]) -> HttpResponse:
    """List what is to be renewed by days left, with the money at stake in 90 days (D-15)."""
    filters = RenewalFilters(
        q=wanted.q, closes_in=wanted.closes_in, plan=wanted.plan or "", offer=wanted.offer or ""
    )
    found = renewal_worklist(
        request.user, filters, on=request.today, cursor=opened(wanted.cursor), size=wanted.limit
    )
    return listed(
        found.page,
        lambda each: shown(RenewalShape, each),
        groups=[shown(RenewalGroupShape, each) for each in found.groups],
        value=str(found.at_stake.value),
        next_day=found.next_day.isoformat() if found.next_day else None,
    )


@router.post("/renewals/{line}", response={201: QuoteShape})
@once_by_key
def offer(request: Call, line: Key, delivery: Renewing) -> HttpResponse:
    """Make, issue and send the quote of a line's next year; what is offered already is given."""
    version = renew(
        find_line(request.user, line),
        by=request.user,
        now=request.now,
        delivery=Delivery(delivery.to, delivery.words),
    )
    return show_quote(request, version.quote.number, 201)
