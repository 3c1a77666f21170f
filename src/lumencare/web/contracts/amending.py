"""Amending a contract: one form for each change, which says what follows before it is done."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.contracts import actions
from lumencare.contracts.cancelling import Cancellation, Cancelling, cancellation_of
from lumencare.contracts.queries import find_contract
from lumencare.contracts.typed import read_day
from lumencare.domain.contract.credit import TREATMENT_NAMES, Treatment
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.reading import read_whole
from lumencare.domain.text import Text
from lumencare.sales.queries import find_version
from lumencare.sites.queries import find_organization
from lumencare.store import typed as read
from lumencare.web.contracts.amending_forms import (
    AddSystemForm,
    BillToForm,
    CancelForm,
    PurchaseForm,
)
from lumencare.web.forms import answer_form
from lumencare.web.sites.form_pages import at_version, bind, saved
from lumencare.web.sites.forms import ReasonForm
from lumencare.web.sites.organization_names import key_of, lists_of

NO_ORGANIZATION = Text("请从列出的名称中选择。", "Choose one of the names that are offered.")


@dataclass(frozen=True, slots=True)
class Change:
    """The words around one change of a contract."""

    title: Any
    lead: Any
    button: Any
    lists: Any = None


@login_required
def suspend(request: Request, number: str) -> HttpResponse:
    """Suspend a contract, with the reason."""
    words = Change(
        _("Suspend the contract"),
        _("Meanwhile nothing is covered. The time is not extended: years end as they would."),
        _("Suspend"),
    )
    return _reasoned(request, number, words, actions.suspend)


@login_required
def resume(request: Request, number: str) -> HttpResponse:
    """Let a suspended contract cover again, with the reason."""
    words = Change(
        _("Resume the contract"),
        _("From today on it covers again, and what was bought meanwhile takes effect."),
        _("Resume"),
    )
    return _reasoned(request, number, words, actions.resume)


@login_required
def cancel(request: Request, number: str) -> HttpResponse:
    """Cancel a contract on a day; what each treatment gives back is shown before."""
    require_right(request.user, Right.CANCEL_CONTRACTS)
    row = find_contract(request.user, number)
    day = request.GET.get("on", "") or request.POST.get("on", "") or request.today.isoformat()
    form = bind(CancelForm, request, on=day, version=row.version)

    def act(typed: dict[str, Any]) -> HttpResponse:
        at = at_version(row, typed)
        actions.cancel(at, _decided(typed), by=request.user, now=request.now)
        return saved(request, _("The contract is cancelled."), "contract", number)

    words = Change(
        _("Cancel the contract"),
        _("Cover, allowances and what is owed for years that have not begun end on the day."),
        _("Cancel the contract"),
    )
    follows = _choices(request, number, day)
    return _show(request, number, words, form, act, follows=follows)


@login_required
def change_bill_to(request: Request, number: str) -> HttpResponse:
    """Let another organization pay what is not invoiced yet."""
    require_right(request.user, Right.KEEP_CONTRACTS)
    row = find_contract(request.user, number)
    form = bind(BillToForm, request, version=row.version)

    def act(typed: dict[str, Any]) -> HttpResponse:
        key = read_whole(key_of(request.user, "end-user", typed["to"]))
        if key is None:
            raise InputProblems([Problem("to", typed["to"], NO_ORGANIZATION)])
        to = find_organization(request.user, key)
        at = at_version(row, typed)
        actions.change_bill_to(at, to, why=typed["why"], by=request.user, now=request.now)
        return saved(request, _("Saved."), "contract", number)

    words = Change(
        _("Change who pays"),
        _("What is not invoiced yet goes to another organization; both are recorded."),
        _("Save"),
        lists_of(request.user, "end-user"),
    )
    return _show(request, number, words, form, act)


@login_required
def correct_purchase(request: Request, number: str) -> HttpResponse:
    """Put the right day of the purchase on record."""
    require_right(request.user, Right.KEEP_CONTRACTS)
    row = find_contract(request.user, number)
    form = bind(PurchaseForm, request, purchased_on=row.purchased_on, version=row.version)

    def act(typed: dict[str, Any]) -> HttpResponse:
        day = read_day(typed["purchased_on"], "purchased_on")
        at = at_version(row, typed)
        actions.correct_purchase(at, day, why=typed["why"], by=request.user, now=request.now)
        return saved(request, _("Saved."), "contract", number)

    words = Change(
        _("Correct the day of the purchase"),
        _("The right day is put on record. What was issued with the other one stays as it is."),
        _("Save"),
    )
    return _show(request, number, words, form, act)


@login_required
def add_system(request: Request, number: str) -> HttpResponse:
    """Let another system of the site join by its accepted quote (D-13)."""
    require_right(request.user, Right.KEEP_CONTRACTS)
    row = find_contract(request.user, number)
    form = bind(AddSystemForm, request, version=row.version)

    def act(typed: dict[str, Any]) -> HttpResponse:
        version = find_version(request.user, read.line(40, needed=True)(typed["quote"]))
        at = at_version(row, typed)
        actions.add_system(at, version, by=request.user, now=request.now)
        return saved(request, _("The system has joined the contract."), "contract", number)

    words = Change(
        _("Add a system"),
        _("Its quote is accepted already and its own contract is not signed: it joins this one."),
        _("Add"),
    )
    return _show(request, number, words, form, act)


def _reasoned(request: Request, number: str, words: Change, deed: Any) -> HttpResponse:
    require_right(request.user, Right.KEEP_CONTRACTS)
    row = find_contract(request.user, number)
    form = bind(ReasonForm, request, version=row.version)

    def act(typed: dict[str, Any]) -> HttpResponse:
        at = at_version(row, typed)
        deed(at, why=typed["why"], by=request.user, now=request.now)
        return saved(request, _("Saved."), "contract", number)

    return _show(request, number, words, form, act)


def _show(
    request: Request, number: str, words: Change, form: Any, act: Any, **more: Any
) -> HttpResponse:
    return answer_form(
        request,
        form,
        act,
        "contracts/change.html",
        version_now=lambda: find_contract(request.user, number).version,
        words=words,
        number=number,
        back=reverse("contract", args=[number]),
        **more,
    )


def _decided(typed: dict[str, Any]) -> Cancelling:
    found = read.read_all(
        typed, {"treatment": read.one_of(Treatment), "amount": read.if_any(read.amount)}
    )
    on = read_day(typed["on"], "on")
    return Cancelling(
        on=on,
        treatment=Treatment(found["treatment"]),
        why=typed["why"],
        amount=found["amount"],
    )


def _choices(request: Request, number: str, day: str) -> list[tuple[Text, Cancellation]] | None:
    """Return what each treatment would give back on a day; None where it cannot be cancelled."""
    row = find_contract(request.user, number)
    try:
        asked = Cancelling(on=read_day(day, "on"), treatment=Treatment.NONE)
        return [
            (
                TREATMENT_NAMES[each],
                cancellation_of(row, replace(asked, treatment=each), request.now),
            )
            for each in Treatment
            if each is not Treatment.STATED
        ]
    except (InputProblems, Refused):
        return None
