"""The page of one proposal: options beside each other, its versions, and what may be done now."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.audit.queries import lines
from lumencare.domain.reading import read_whole
from lumencare.domain.text import Text
from lumencare.domain.upgrade.losing import LOSS_NAMES
from lumencare.domain.upgrade.states import ProposalStep
from lumencare.upgrades.archive import pages_of
from lumencare.upgrades.making import Offer, offer_of
from lumencare.upgrades.queries import (
    ProposalPage,
    VersionShown,
    differences_of,
    find_version,
    proposal_page,
)
from lumencare.web.upgrades.listing import LOOKS
from lumencare.web.upgrades.shown import compared, option_shown

# The sentence that comes first: where a version stands, and what is waited for.
STANDING: Mapping[str, Text] = {
    "draft": Text(
        "草稿，尚未出具；内容与价格在出具时固定。", "A draft: nothing is fixed until it is issued."
    ),
    "awaiting-approval": Text(
        "等待编制人以外的审批人批准。", "Waits for an approver who is not the author."
    ),
    "approved": Text("已出具，可以发送给客户。", "Issued, and ready to be sent to the customer."),
    "sent": Text("已发送，等待客户选择方案。", "Sent: the customer may accept an option."),
    "accepted": Text("客户已接受，等待实施。", "The customer has accepted an option."),
    "completed": Text("已完工移交。", "The work is done and handed over."),
    "lost": Text("未成交；可修订出新版本。", "Lost; a revision makes a new version."),
    "expired": Text(
        "有效期已过，不能再接受；可修订出新版本。",
        "Its time is over; a revision makes a new version.",
    ),
    "superseded": Text("已被更新的版本取代。", "A newer version has taken its place."),
}


@login_required
@require_safe
def show(request: Request, number: str) -> HttpResponse:
    """Show a proposal by its latest version, or by the one that is asked for."""
    return render_proposal(request, number, read_whole(request.GET.get("version", "")))


def render_proposal(
    request: Request, number: str, wanted: int | None = None, **more: Any
) -> HttpResponse:
    """Return the page of a proposal; `more` holds what stands against what was just asked for."""
    page = proposal_page(request.user, number, request.now)
    version = page.latest if wanted is None else page.version(wanted)
    if version is None:
        raise Http404(f"{number} v{wanted}")
    status = more.pop("status", 200)
    context = {**_context(request, page, version), **more}
    return render(request, "upgrades/proposal.html", context, status=status)


def _context(request: Request, page: ProposalPage, version: VersionShown) -> dict[str, Any]:
    row = find_version(request.user, page.number, version.number)
    offer = offer_of(row, request.today)
    can = {step.value for step in version.steps}
    return {
        "page": page,
        "version": version,
        "look": LOOKS.get(version.state, ""),
        "standing": STANDING[version.state],
        "can": can,
        "can_decide": ProposalStep.APPROVE.value in can or ProposalStep.REFUSE.value in can,
        "options": [option_shown(each, version) for each in offer.options],
        "compared": compared(offer, version),
        "because": _because(offer, version),
        "earlier": page.before(version),
        "differences": differences_of(page, version),
        "papers": [
            reverse("proposals-paper", args=[page.number, version.number, each + 1])
            for each in range(pages_of(row))
        ],
        "losses": [(each.value, name) for each, name in LOSS_NAMES.items()],
        "looks": LOOKS,
        "trail": list(lines(request.user, page.trail)),
    }


def _because(offer: Offer, version: VersionShown) -> list[dict[str, str]]:
    """Return why somebody must approve: as it was issued, of a draft as it would be."""
    if version.answer is not None:
        return list(version.answer["approval_because"])
    return [
        {"rule": each.rule, "zh": each.text.zh, "en": each.text.en}
        for each in offer.approval_because
    ]
