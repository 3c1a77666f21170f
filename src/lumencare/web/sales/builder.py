"""Making a quote: every change is priced by the server, and what stands is saved or issued."""

from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from lumencare.accounts.requests import Request
from lumencare.documents.quotation_pdf import picture_quotation
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.domain.quotation.stored import Choices
from lumencare.domain.text import Text
from lumencare.sales.actions import change_draft, issue, start_quote
from lumencare.sales.basis import Basis, quoting_basis
from lumencare.sales.drafts import choices_of, draft_of
from lumencare.web.fields import read_version
from lumencare.web.sales.once import make_once, new_mark
from lumencare.web.sales.page import page_of
from lumencare.web.sales.priced import Fault, Priced, price_typed
from lumencare.web.sales.typed import PLAN, write_choices

NOTHING_PICKED = Text("请先选择一项计划。", "Pick a plan first.")
QUOTE, VERSION = "quote", "version"
WRONG, CONFLICTING = 422, 409


@login_required
@require_safe
def show(request: Request, pk: int) -> HttpResponse:
    """Show what a system may have, priced; after a change only the parts that change."""
    basis = quoting_basis(request.user, pk, request.today)
    data: QueryDict = request.GET
    if data.get(QUOTE) and PLAN not in data:
        data = _draft_as_typed(request, basis)
    return _page(request, basis, price_typed(basis, data), data)


@login_required
@require_safe
def preview(request: Request, pk: int) -> HttpResponse:
    """Show page 1 of the quotation that would be issued now: the document's own picture."""
    basis = quoting_basis(request.user, pk, request.today)
    quotation = price_typed(basis, request.GET).quotation
    answer = HttpResponse(picture_quotation(quotation)[0], content_type="image/png")
    answer["Cache-Control"] = "private, no-store"
    return answer


@login_required
@require_POST
def save(request: Request, pk: int) -> HttpResponse:
    """Keep what is typed as a draft."""
    return _send(request, pk, issued=False)


@login_required
@require_POST
def send_out(request: Request, pk: int) -> HttpResponse:
    """Keep what is typed and issue it: facts, lines and PDF are fixed from then on."""
    return _send(request, pk, issued=True)


def _send(request: Request, pk: int, *, issued: bool) -> HttpResponse:
    basis, data = quoting_basis(request.user, pk, request.today), request.POST.copy()
    priced = price_typed(basis, data)
    if priced.choices is None or not priced.quotation.lines:
        missing = () if priced.faults else (Fault(PLAN, "", NOTHING_PICKED),)
        return _page(request, basis, priced.with_faults(missing), data, status=WRONG)
    try:
        number = make_once(
            request, partial(_make, request, pk, priced.choices, data, issued=issued)
        )
    except InputProblems as wrong:
        against = tuple(Fault(PLAN, "", each.allowed) for each in wrong.problems)
    except Refused as refused:
        against = (Fault(PLAN, refused.reason.rule, refused.reason.text),)
    except Conflict as conflict:
        data[VERSION] = _version_now(request, data)
        return _page(request, basis, priced, data, status=CONFLICTING, conflict=conflict)
    else:
        return redirect("quote", number) if number else redirect("quotes")
    return _page(request, basis, priced.with_faults(against), data, status=WRONG)


def _make(request: Request, pk: int, choices: Choices, data: QueryDict, *, issued: bool) -> str:
    """Keep the choices, issue them where that is wanted, and return the quote's number."""
    number = _keep(request, pk, choices, data)
    if issued:
        issue(draft_of(request.user, number), by=request.user, now=request.now)
    return number


def _keep(request: Request, pk: int, choices: Choices, data: QueryDict) -> str:
    """Write the choices into the draft that the form names, or into a new quote; remember which."""
    if data.get(QUOTE):
        draft = draft_of(request.user, str(data[QUOTE]))
        # The version that the form showed: a draft that was changed since is not overwritten.
        shown = str(data.get(VERSION, ""))
        draft.version = read_version(shown) if shown else draft.version
        change_draft(draft, choices, by=request.user, now=request.now)
    else:
        draft = start_quote(pk, by=request.user, now=request.now, choices=choices)
        data[QUOTE] = draft.quote.number
    data[VERSION] = str(draft.version)
    return str(data[QUOTE])


def _version_now(request: Request, data: QueryDict) -> str:
    """Return the version that the draft has since, so that saving again is a choice."""
    number = str(data.get(QUOTE, ""))
    return str(draft_of(request.user, number).version) if number else ""


def _draft_as_typed(request: Request, basis: Basis) -> QueryDict:
    draft = draft_of(request.user, str(request.GET[QUOTE]))
    data = write_choices(choices_of(draft), basis.edition)
    data[QUOTE], data[VERSION] = draft.quote.number, str(draft.version)
    return data


def _page(
    request: Request, basis: Basis, priced: Priced, data: QueryDict, **more: Any
) -> HttpResponse:
    template = "sales/_fragments.html" if request.htmx else "sales/builder.html"
    context = page_of(basis, priced, data)
    form = {"number": data.get(QUOTE, ""), "version": data.get(VERSION, ""), "once": new_mark()}
    status = more.pop("status", 200)
    return render(request, template, {**context, **form, **more}, status=status)
