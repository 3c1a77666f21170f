"""The page of an agreement; sent again, renewed, its code read out, with one click each."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.domain.problems import Refused
from lumencare.domain.text import does_not_apply
from lumencare.remote import actions
from lumencare.remote.actions.coding import NO_LINK
from lumencare.remote.queries import agreement_page, find_agreement, link_of
from lumencare.remote.queries.pages import paper_of
from lumencare.web.remote.listing import LOOKS


@require_safe
@login_required
def show(request: Request, number: str) -> HttpResponse:
    """Show an agreement with its link, evidence, consent and sessions."""
    return _page(request, number)


@require_safe
@login_required
def paper(request: Request, number: str) -> HttpResponse:
    """Hand out the paper: the signed one where there is one."""
    name, pdf = paper_of(request.user, number)
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_POST
@login_required
def send(request: Request, number: str) -> HttpResponse:
    """Send an agreement to be signed, or once more with a fresh link."""
    require_right(request.user, Right.KEEP_REMOTE)
    row = find_agreement(request.user, number)
    actions.send(row, by=request.user, now=request.now)
    messages.success(request, _("The link is sent; the one before it works no more."))
    return redirect("remote-agreement", number)


@require_POST
@login_required
def renew(request: Request, number: str) -> HttpResponse:
    """Send the link that renews an agreement: same signer, same way in."""
    require_right(request.user, Right.KEEP_REMOTE)
    draft = actions.renewal_of(find_agreement(request.user, number))
    link = actions.ask_for_signature(draft, by=request.user, now=request.now)
    messages.success(
        request,
        _("%(number)s is sent to %(name)s.")
        % {"number": link.agreement.number, "name": link.agreement.signer_name},
    )
    return redirect("remote-agreement", link.agreement.number)


@require_POST
@login_required
def read_code(request: Request, number: str) -> HttpResponse:
    """Show a code once, to be read out at the number on record."""
    require_right(request.user, Right.KEEP_REMOTE)
    link = link_of(find_agreement(request.user, number))
    if link is None:
        raise Refused(does_not_apply("RS-2", NO_LINK))
    digits = actions.read_code_out(link, by=request.user, now=request.now)
    return _page(request, number, digits=digits)


def _page(request: Request, number: str, *, digits: str = "") -> HttpResponse:
    page = agreement_page(request.user, number, request.now)
    context = {
        "page": page,
        "facts": page.facts,
        "look": LOOKS.get(page.facts.state, ""),
        "consent": next((each for each in page.consents if not each.withdrawn_at), None),
        "digits": digits,
    }
    answer = render(request, "remote/agreement.html", context)
    if digits:
        answer["Cache-Control"] = "no-store"
    return answer
