"""The page of one contract: what runs, what is paid, what is left, and what it waits for."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.contracts.queries import Chain, ContractPage, contract_page
from lumencare.contracts.queries.chain import ChainYearState
from lumencare.contracts.queries.facts import PaymentStanding, Standing
from lumencare.contracts.queries.page import SystemCover
from lumencare.domain.contract.states import ContractState
from lumencare.domain.money import Money, total
from lumencare.domain.shanghai import say_english_day
from lumencare.domain.text import Text
from lumencare.web.contracts.amendments import amending_context
from lumencare.web.contracts.drift import drift_on_contract
from lumencare.web.contracts.listing import LOOKS
from lumencare.web.sales.once import new_mark
from lumencare.web.strip import Strip, strip_of

LINE_LOOKS = {"pending": "lamp", "active": "ok", "lapsed": "bad"}
TERM_LOOKS = {Standing.RUNNING: "ok", Standing.WAITING: "lamp"}
PAYMENT_LOOKS = {
    PaymentStanding.OVERDUE: "bad",
    PaymentStanding.DUE_SOON: "warn",
    PaymentStanding.PAID: "ok",
}


@dataclass(frozen=True, slots=True)
class CoverStrip:
    """What a system has year by year, as windows."""

    of: SystemCover
    strip: Strip


@require_safe
@login_required
def show(request: Request, number: str) -> HttpResponse:
    """Show a contract with all that this person may know and do."""
    return render_contract(request, number)


def render_contract(request: Request, number: str, **more: Any) -> HttpResponse:
    """Return the page of a contract; `more` holds what stands against what was asked for."""
    page = contract_page(request.user, number, request.now)
    status = more.pop("status", 200)
    return render(
        request, "contracts/contract.html", {**_context(request, page), **more}, status=status
    )


def _context(request: Request, page: ContractPage) -> dict[str, Any]:
    return {
        "page": page,
        "today": request.today,
        "look": LOOKS.get(page.state, ""),
        "standing": standing_of(page),
        "covers": [
            CoverStrip(each, strip_of(each.cover.years, each.cover.decision.project_year))
            for each in page.covers
        ],
        "chains": [(each, say_chain(each)) for each in page.chains],
        "lines": [(each, LINE_LOOKS.get(each.state, "")) for each in page.lines],
        "terms": [
            (line, term, TERM_LOOKS.get(term.standing, ""))
            for line in page.lines
            for term in line.terms
        ],
        "payments": [(each, PAYMENT_LOOKS.get(each.standing, "")) for each in page.payments],
        "left_to_pay": left_to_pay(page),
        "pages": range(1, page.papers.issued[0].pages + 1) if page.papers.issued else (),
        "priced": may(request.user, Right.SEE_PRICES),
        "drift": drift_on_contract(request, page.number),
        "mark": new_mark(),
        "trail": page.trail,
        **amending_context(request.user, page.number, page.state),
    }


def left_to_pay(page: ContractPage) -> Money:
    """Return what is not paid yet of everything that falls due."""
    return total(each.left for each in page.payments)


def standing_of(page: ContractPage) -> Text:
    """Say in one sentence where a contract stands, and what it waits for."""
    open_ones = len(page.waiting)
    if page.state == ContractState.SIGNED:
        return Text(
            f"已签署，还有 {open_ones} 项条件未满足，满足后即生效。",
            f"Signed. It takes effect when {open_ones} more "
            f"{'condition is' if open_ones == 1 else 'conditions are'} met.",
        )
    if page.state == ContractState.ACTIVE and page.last_day is not None:
        return Text(
            f"生效中，至 {page.last_day}。", f"In force until {say_english_day(page.last_day)}."
        )
    return STANDING[ContractState(page.state)]


STANDING = {
    ContractState.DRAFT: Text("等待客户签署；签署后才会生效。", "Waits to be signed."),
    ContractState.SIGNED: Text("已签署，待生效。", "Signed, and not in force yet."),
    ContractState.ACTIVE: Text("生效中。", "In force."),
    ContractState.SUSPENDED: Text(
        "已中止，期间不提供保障。", "Suspended: it covers nothing meanwhile."
    ),
    ContractState.LAPSED: Text(
        "未按时续保，已断保，不可恢复。",
        "A year was not renewed in time: it has lapsed and cannot be taken up again.",
    ),
    ContractState.ENDED: Text("已到期。", "Ended: all of its days have passed."),
    ContractState.CANCELLED: Text("已取消。", "Cancelled."),
}


def say_chain(chain: Chain) -> Text:
    """Say how the chain of paid years stands: a gap is its end."""
    if chain.lapsed_on is not None:
        return Text(
            f"链条已于 {chain.lapsed_on} 断开，不可恢复。",
            f"The chain broke on {say_english_day(chain.lapsed_on)} and cannot be mended.",
        )
    if chain.renew_by is None:
        last = [each for each in chain.years if each.state is ChainYearState.PAID][-1]
        return Text(
            f"各年度均已购买，保障至 {last.last_day}。",
            f"Every year is bought, until {say_english_day(last.last_day)}.",
        )
    return Text(
        f"第 {chain.next_year} 年须在 {chain.renew_by} 或之前续保，否则断保且不可恢复。",
        f"Year {chain.next_year} must be renewed by {say_english_day(chain.renew_by)}; "
        "a gap ends the plan for good.",
    )
