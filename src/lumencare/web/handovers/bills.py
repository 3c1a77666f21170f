"""Bills of accepted upgrades in finance: recorded as paid, and their invoices asked for."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.domain.contract.invoicing import KIND_NAMES
from lumencare.domain.text import Text
from lumencare.handovers.actions import invoice_upgrade_bill, pay_upgrade_bill
from lumencare.handovers.queries.page import find_bill, list_bills
from lumencare.web.finance.failures import NONE, Failure, try_it
from lumencare.web.finance.frame import render_room

PAGE = "finance-upgrade-bills"
STATES = {"due": Text("应收", "Due"), "paid": Text("已收款", "Paid")}
LOOKS = {"due": "warn", "paid": "ok"}


@require_safe
@login_required
def show(request: Request) -> HttpResponse:
    """Show the bills of upgrades, those due longest first."""
    return render_bills(request, NONE, 200)


def render_bills(request: Request, failure: Failure, status: int) -> HttpResponse:
    """Return the list of bills, with the form that was refused, if one was."""
    state = request.GET.get("state", "")
    page = list_bills(
        request.user,
        state=state if state in STATES else "",
        cursor=request.GET.get("cursor", ""),
    )
    return render_room(
        request,
        PAGE,
        failure,
        status,
        page=page,
        rows=[(each, STATES[each.state], LOOKS[each.state], str(each.pk)) for each in page.rows],
        state=state,
        states=STATES.items(),
        kinds=[(each.value, name) for each, name in KIND_NAMES.items()],
    )


@login_required
@require_POST
def pay(request: Request, pk: int) -> HttpResponse:
    """Record that a bill was paid."""
    require_right(request.user, Right.KEEP_MONEY)
    row, typed = find_bill(request.user, pk), request.POST.dict()
    return try_it(
        request,
        lambda: pay_upgrade_bill(row, typed, by=request.user, now=request.now),
        _("The bill is paid."),
        form=str(pk),
        page=PAGE,
        show=render_bills,
    )


@login_required
@require_POST
def ask_invoice(request: Request, pk: int) -> HttpResponse:
    """Ask for the invoice of a bill."""
    require_right(request.user, Right.KEEP_MONEY)
    row, kind = find_bill(request.user, pk), request.POST.get("kind", "")
    return try_it(
        request,
        lambda: invoice_upgrade_bill(row, kind=kind, by=request.user, now=request.now),
        _("The invoice is asked for."),
        form=str(pk),
        page=PAGE,
        show=render_bills,
    )
