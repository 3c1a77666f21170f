"""What every page of finance shows: its rooms, and what the person may do there."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.web.finance.failures import Failure
from lumencare.web.sales.once import new_mark

ROOMS = (
    ("finance", _("Payments")),
    ("finance-receipts", _("Received")),
    ("finance-invoices", _("Invoices")),
    ("finance-case-bills", _("Bills of cases")),
    ("finance-upgrade-bills", _("Bills of upgrades")),
    ("finance-credits", _("Credits")),
    ("finance-income", _("Deferred income")),
)


def render_room(
    request: Request, room: str, failure: Failure, status: int, **context: Any
) -> HttpResponse:
    """Return a page of finance; forms on it carry a mark, so that none counts twice."""
    query = request.GET.copy()
    query.pop("cursor", None)
    shown = {
        "rooms": ROOMS,
        "room": room,
        "failed": failure,
        "can_keep": may(request.user, Right.KEEP_MONEY),
        "can_credit": may(request.user, Right.CANCEL_CONTRACTS),
        "mark": new_mark(),
        "query": f"?{query.urlencode()}" if query else "",
        "here": f"?{request.GET.urlencode()}" if request.GET else "",
        "today": request.today,
        **context,
    }
    return render(request, f"finance/{room.removeprefix('finance-')}.html", shown, status=status)
