"""What is done to a contract: each form comes back with what stands against it, or leads on."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.contracts.actions import Use, draw, give_back, meet_condition, sign
from lumencare.contracts.queries import (
    find_allowance,
    find_condition,
    find_contract,
    find_draw,
)
from lumencare.contracts.typed import read_day, read_tenths
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.web.contracts.contract import render_contract

WRONG, CONFLICTING = 422, 409


@login_required
@require_POST
def record_signature(request: Request, number: str) -> HttpResponse:
    """Keep that the customer signed: who, and on which day."""
    require_right(request.user, Right.KEEP_CONTRACTS)
    row, posted = find_contract(request.user, number), request.POST

    def done() -> str:
        day = read_day(posted.get("signed_on", ""), "signed_on")
        name = posted.get("signed_by", "")
        sign(row, signed_on=day, signed_by=name, by=request.user, now=request.now)
        return _("The signature is recorded.")

    return _tell(request, number, "sign", done)


@login_required
@require_POST
def meet(request: Request, number: str, condition: int) -> HttpResponse:
    """Keep that a condition is met: how, and on what ground."""
    require_right(request.user, Right.KEEP_CONTRACTS)
    row, posted = find_condition(request.user, number, condition), request.POST

    def done() -> str:
        how, note = posted.get("how", ""), posted.get("note", "")
        meet_condition(row, how=how, note=note, by=request.user, now=request.now)
        return _("The condition is met.")

    return _tell(request, number, f"{condition}-meet", done)


@login_required
@require_POST
def use(request: Request, number: str, allowance: int) -> HttpResponse:
    """Write a use of an allowance; the mark of the form makes a double click one use."""
    require_right(request.user, Right.DRAW_ALLOWANCES)
    row, posted = find_allowance(request.user, number, allowance), request.POST

    def done() -> str:
        used = Use(
            tenths=read_tenths(posted.get("amount", ""), "amount"),
            on=read_day(posted.get("on", ""), "on"),
            why=posted.get("why", ""),
            key=posted.get("key", ""),
        )
        draw(row, used, by=request.user, now=request.now)
        return _("The use is recorded.")

    return _tell(request, number, f"{allowance}-draw", done)


@login_required
@require_POST
def take_back(request: Request, number: str, used: int) -> HttpResponse:
    """Give back what a use took; once, however often it is asked."""
    require_right(request.user, Right.DRAW_ALLOWANCES)
    row, why = find_draw(request.user, number, used), request.POST.get("why", "")

    def done() -> str:
        give_back(row, why=why, by=request.user, now=request.now)
        return _("It is given back.")

    return _tell(request, number, f"{used}-return", done)


def _tell(request: Request, number: str, form: str, done: Callable[[], str]) -> HttpResponse:
    """Do it and lead on; or show the page again, with what was typed in its form."""
    shown = {"form": form, "typed": request.POST}
    try:
        messages.success(request, done())
    except InputProblems as wrong:
        problems = {each.where: each.allowed for each in wrong.problems}
        return render_contract(request, number, status=WRONG, problems=problems, **shown)
    except Refused as refused:
        return render_contract(request, number, status=WRONG, refused=refused.reason, **shown)
    except Conflict as conflict:
        return render_contract(request, number, status=CONFLICTING, conflict=conflict, **shown)
    return redirect("contract", number)
