"""The worklist of renewals: what is due first, with the money at stake (screen 7)."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.contracts.queries.offers import OFFER_STATES, OfferState
from lumencare.contracts.queries.renewals import (
    RenewalFilters,
    RenewalList,
    RenewalSummary,
    renewal_worklist,
)
from lumencare.documents.sheets import Column, Kind
from lumencare.domain.codes import PaymentBasis
from lumencare.domain.text import Text
from lumencare.pricebook.queries import edition_in_force
from lumencare.web.downloads import attach_sheet
from lumencare.web.filters import all_pages
from lumencare.web.nearness import chosen_days, look_of, shown_group, under_heads
from lumencare.web.sites.exports import all_rows

# How the state of an offer is shown: colour where somebody has done something.
LOOKS = {OfferState.SEEN: "warn", OfferState.ACCEPTED: "ok"}


@require_safe
@login_required
def show(request: Request) -> HttpResponse:
    """Show what is to be renewed, what is due first on top."""
    filters, cursor = _filters(request), request.GET.get("cursor", "")
    found = renewal_worklist(request.user, filters, on=request.today, cursor=cursor)
    groups = [shown_group(each, filters.closes_in) for each in found.groups]
    context = {
        "groups": groups,
        "stake": found.at_stake,
        "rows": list(_rows(found, groups)),
        "page": found.page,
        "next_day": found.next_day,
        "filters": filters,
        "filtered": filters != RenewalFilters(),
        "plans": _plans(request),
        "offers": [(each.value, words) for each, words in OFFER_STATES.items()],
        "query": all_pages(request.GET),
        "can_quote": may(request.user, Right.MAKE_QUOTES),
        "today": request.today,
    }
    return render(request, "renewals/list.html", context)


@require_safe
@login_required
def export(request: Request) -> FileResponse:
    """Hand out the renewals that match as a workbook."""
    filters = _filters(request)
    rows = all_rows(
        lambda after: (
            renewal_worklist(request.user, filters, on=request.today, cursor=after, size=200).page
        )
    )
    return attach_sheet("renewals", "续保 Renewals", COLUMNS, rows, request.now)


def _filters(request: Request) -> RenewalFilters:
    """Return what the address filters by; what is none does not filter."""
    plan, offer = request.GET.get("plan", ""), request.GET.get("offer", "")
    return RenewalFilters(
        q=request.GET.get("q", "").strip(),
        closes_in=chosen_days(request.GET),
        plan=plan if plan in dict(_plans(request)) else "",
        offer=offer if offer in set(OfferState) else "",
    )


def _plans(request: Request) -> list[tuple[str, Text]]:
    """Return the plans that are renewed at all: those that are paid year by year."""
    yearly = {PaymentBasis.PROJECT_YEAR, PaymentBasis.SERVICE_YEAR}
    plans = edition_in_force(request.today).plan_by_code.values()
    return [(each.code.value, each.name) for each in plans if each.payment in yearly]


def _rows(found: RenewalList, groups: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield each renewal; the first of a group brings the group's head."""
    renewals = ((each.days_left, each) for each in found.page.rows)
    for row, days, head in under_heads(renewals, groups):
        yield {
            "renewal": row,
            "starts": head,
            "look": look_of(days),
            "offer_look": LOOKS.get(row.offer.state, ""),
            "may_be_offered": row.offer.state is OfferState.NONE,
        }


COLUMNS: tuple[Column[RenewalSummary], ...] = (
    Column(Text("合同", "Contract"), 14, Kind.TEXT, lambda row: row.contract),
    Column(Text("编号", "Reference"), 18, Kind.TEXT, lambda row: row.system_ref),
    Column(Text("系统", "System"), 28, Kind.TEXT, lambda row: row.system_name),
    Column(Text("项目", "Site"), 28, Kind.TEXT, lambda row: row.site),
    Column(Text("最终用户", "End user"), 28, Kind.TEXT, lambda row: row.owner),
    Column(Text("城市", "City"), 12, Kind.TEXT, lambda row: row.city),
    Column(Text("计划", "Plan"), 28, Kind.TEXT, lambda row: row.plan_name.zh),
    Column(Text("最后续保日", "Last day to renew"), 12, Kind.DAY, lambda row: row.renew_by),
    Column(Text("剩余天数", "Days left"), 9, Kind.COUNT, lambda row: row.days_left),
    Column(Text("下一年度价格", "Next year's price"), 15, Kind.MONEY, lambda row: row.net),
    Column(Text("上一年度价格", "Last year's price"), 15, Kind.MONEY, lambda row: row.last_net),
    Column(Text("差额", "Difference"), 14, Kind.MONEY, lambda row: row.difference),
    Column(Text("报价状态", "Offer"), 16, Kind.TEXT, lambda row: row.offer.state_name.zh),
    Column(Text("报价单", "Quote"), 14, Kind.TEXT, lambda row: row.offer.quote),
)
