"""The pages behind a customer's link: read, download, ask, accept."""

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from lumencare.accounts.requests import Request
from lumencare.contracts.actions import accept_by_link
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.domain.text import Text
from lumencare.portal.answering import WRONG, add_problems, attach_pdf, show_picture
from lumencare.portal.doors import by_link
from lumencare.portal.forms import AcceptForm, AskForm
from lumencare.portal.hotline import hotline_of
from lumencare.portal.shown import show_cover, show_lines
from lumencare.sales.actions import Acceptance, ask
from lumencare.sales.links import token_of
from lumencare.sales.queries.offer import (
    Offer,
    note_visit_of,
    page_count_of,
    pdf_of,
    picture_of,
)

CONFLICTING = 409


@require_safe
@by_link
def show(request: Request, offer: Offer) -> HttpResponse:
    """Show the offer, or the confirmation once it is accepted."""
    note_visit_of(offer, request.now)
    return _page(request, offer)


@require_safe
@by_link
def download(request: Request, offer: Offer) -> HttpResponse:
    """Answer with the PDF, to be saved."""
    return attach_pdf(pdf_of(offer), f"{offer.number}-v{offer.version}.pdf")


@require_safe
@by_link
def picture(request: Request, offer: Offer, page: int) -> HttpResponse:
    """Answer with the picture of a page; the same for as long as the link works."""
    return show_picture(picture_of(offer, page), page)


@require_POST
@by_link
def agree(request: Request, offer: Offer) -> HttpResponse:
    """Accept the document that was shown, and lead to the confirmation."""
    form = AcceptForm(request.POST)
    if not form.is_valid():
        return _page(request, offer, accept_form=form, status=WRONG)
    acceptance = Acceptance(form.cleaned_data["name"], form.cleaned_data["sha256"])
    try:
        accept_by_link(offer.link, acceptance, now=request.now)
    except InputProblems as wrong:
        add_problems(form, wrong)
        return _page(request, offer, accept_form=form, status=WRONG)
    except Refused as refused:
        return _page(request, offer, accept_form=form, refused=refused.reason.text, status=WRONG)
    except Conflict as conflict:
        return _page(request, offer, accept_form=form, refused=conflict.text, status=CONFLICTING)
    return redirect("offer", token_of(offer.link))


@require_POST
@by_link
def write(request: Request, offer: Offer) -> HttpResponse:
    """Keep a question, and lead back to where it stands."""
    form = AskForm(request.POST)
    if not form.is_valid():
        return _page(request, offer, ask_form=form, status=WRONG)
    try:
        ask(offer.link, **form.cleaned_data, now=request.now)
    except InputProblems as wrong:
        add_problems(form, wrong)
        return _page(request, offer, ask_form=form, status=WRONG)
    answer = redirect("offer", token_of(offer.link))
    answer["Location"] += "#questions"
    return answer


def _page(
    request: Request,
    offer: Offer,
    *,
    accept_form: Form | None = None,
    ask_form: Form | None = None,
    refused: Text | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "offer": offer,
        "token": token_of(offer.link),
        "quotation": offer.quotation,
        "lines": show_lines(offer.quotation),
        "cover": show_cover(offer.quotation),
        "pages": range(1, page_count_of(offer) + 1),
        "today": request.today,
        "hotline": hotline_of(request),
        "accept_form": accept_form or AcceptForm(initial={"sha256": offer.sha256}),
        "ask_form": ask_form or AskForm(),
        "refused": refused,
    }
    return render(request, "portal/offer.html", context, status=status)
