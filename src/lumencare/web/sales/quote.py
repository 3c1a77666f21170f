"""The page of one quote: its paper, its versions, and what this person may do with it now."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.audit.queries import lines
from lumencare.contracts.queries import contracts_of_quote
from lumencare.domain.money import ZERO, Money
from lumencare.domain.reading import read_whole
from lumencare.domain.text import Text
from lumencare.sales.papers import pages_of
from lumencare.sales.queries import QuotePage, VersionFacts, find_version, quote_page
from lumencare.sales.states import Step
from lumencare.web.sales.differences import find_differences
from lumencare.web.sales.listing import LOOKS

# The sentence that comes first: where a version stands, and what is waited for.
STANDING = {
    "draft": Text(
        "草稿，尚未出具；价格在出具时固定。",
        "A draft: nothing is fixed until it is issued.",
    ),
    "awaiting-approval": Text(
        "等待报价人以外的审批人批准。", "Waits for an approver who is not the author."
    ),
    "approved": Text("已出具，可以发送给客户。", "Issued, and ready to be sent to the customer."),
    "sent": Text("已发送，等待客户接受。", "Sent: the customer may accept it."),
    "accepted": Text("客户已接受。", "The customer has accepted it."),
    "expired": Text(
        "有效期已过，不能再接受；可修订出新版本。",
        "Its time is over; a revision makes a new version.",
    ),
    "superseded": Text("已被更新的版本取代。", "A newer version has taken its place."),
    "withdrawn": Text("已撤回；可修订出新版本。", "Withdrawn; a revision makes a new version."),
}


@dataclass(frozen=True, slots=True)
class SetPrice:
    """A price that staff set: beside the computed one, the difference, and the reason inside."""

    name: dict[str, str]
    year: int | None
    computed: Money
    offered: Money
    below: bool
    why: str

    @property
    def percent(self) -> str:
        """The difference as a share of the computed price, signed."""
        if not self.computed:
            return ""
        share = 100 * (self.offered - self.computed).amount / self.computed.amount
        return f"{share:+.1f}%".replace("-", "−")


@login_required
@require_safe
def show(request: Request, number: str) -> HttpResponse:
    """Show a quote by its latest version, or by the one that is asked for."""
    return render_quote(request, number, _wanted(request))


def render_quote(
    request: Request, number: str, wanted: int | None = None, **more: Any
) -> HttpResponse:
    """Return the page of a quote; `more` holds what stands against what was just asked for."""
    page = quote_page(request.user, number, request.now)
    version = page.latest if wanted is None else page.version(wanted)
    if version is None:
        raise Http404(f"{number} v{wanted}")
    status = more.pop("status", 200)
    return render(
        request, "sales/quote.html", {**_context(request, page, version), **more}, status=status
    )


def _wanted(request: Request) -> int | None:
    return read_whole(request.GET.get("version", ""))


def _context(request: Request, page: QuotePage, version: VersionFacts) -> dict[str, Any]:
    earlier = _earlier(page, version)
    can = {step.value for step in version.steps}
    return {
        "page": page,
        "version": version,
        "look": LOOKS.get(version.state, ""),
        "standing": STANDING[version.state],
        "can": can,
        "can_decide": Step.APPROVE.value in can or Step.REFUSE.value in can,
        "set_prices": _set_prices(version),
        "papers": _papers(request, page, version),
        "earlier": earlier,
        "differences": _differences(earlier, version),
        "looks": LOOKS,
        "contracts": contracts_of_quote(request.user, page.number),
        "trail": list(lines(request.user, page.trail)),
        "edit_address": (f"{reverse('quotes-builder', args=[page.system_pk])}?quote={page.number}"),
    }


def _earlier(page: QuotePage, version: VersionFacts) -> VersionFacts | None:
    """Return the issued version before this one."""
    older = (each for each in page.versions if each.number < version.number and each.quotation)
    return next(older, None)


def _differences(earlier: VersionFacts | None, version: VersionFacts) -> tuple[Text, ...]:
    if earlier is None or earlier.quotation is None or version.quotation is None:
        return ()
    return find_differences(earlier.quotation, version.quotation)


def _papers(request: Request, page: QuotePage, version: VersionFacts) -> list[str]:
    """Return the address of each page's picture."""
    if not version.pdf_sha256:
        return []
    count = pages_of(find_version(request.user, page.number, version.number))
    return [
        reverse("quotes-paper", args=[page.number, version.number, each + 1])
        for each in range(count)
    ]


def _set_prices(version: VersionFacts) -> list[SetPrice]:
    """Return the prices that staff set, with the reasons that only people inside read."""
    reasons = {
        (each["code"], each["project_year"]): each["reason"]
        for each in version.choices.get("prices", ())
    }
    offered = version.quotation["lines"] if version.quotation else ()
    return [
        SetPrice(
            name=line["name"],
            year=line["project_year"],
            computed=Money.of(line["computed_net"]) if line["computed_net"] else ZERO,
            offered=Money.of(line["net"]),
            below=line["below_floor"],
            why=reasons.get((line["code"], line["project_year"]), ""),
        )
        for line in offered
        if line["price_set"]
    ]
