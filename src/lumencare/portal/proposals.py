"""The pages behind a customer's link to an upgrade proposal: read, compare, download, accept."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from lumencare.accounts.requests import Request
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.handovers.actions import Chosen, accept_by_link
from lumencare.handovers.queries.offer import (
    ProposalOffer,
    note_visit_of,
    page_count_of,
    pdf_of,
    picture_of,
)
from lumencare.portal.answering import (
    WRONG,
    add_problems,
    attach_pdf,
    offer_choices,
    refuse,
    say,
    show_picture,
)
from lumencare.portal.doors import by_proposal_link
from lumencare.portal.forms import LONGEST_NAME
from lumencare.portal.hotline import hotline_of
from lumencare.sales.actions import Acceptance
from lumencare.upgrades.links import token_of

CONFLICTING = 409


class ChooseForm(forms.Form):
    """An acceptance: which option, who, of which document, and that it is meant."""

    prefix = "accept"
    sha256 = forms.CharField(widget=forms.HiddenInput)
    option = forms.ChoiceField(label=gettext_lazy("Which option"), widget=forms.RadioSelect)
    name = forms.CharField(label=gettext_lazy("Name of who accepts"), max_length=LONGEST_NAME)
    agree = forms.BooleanField(
        label=gettext_lazy("I have read this proposal and accept the option that I chose.")
    )


@require_safe
@by_proposal_link
def show(request: Request, offer: ProposalOffer) -> HttpResponse:
    """Show the options, or the confirmation once one is accepted."""
    note_visit_of(offer, request.now)
    return _page(request, offer, _form(offer), 200)


@require_safe
@by_proposal_link
def download(request: Request, offer: ProposalOffer) -> HttpResponse:
    """Answer with the PDF, to be saved."""
    return attach_pdf(pdf_of(offer), f"{offer.number}-v{offer.version}.pdf")


@require_safe
@by_proposal_link
def picture(request: Request, offer: ProposalOffer, page: int) -> HttpResponse:
    """Answer with the picture of a page; the same for as long as the link works."""
    return show_picture(picture_of(offer, page), page)


@require_POST
@by_proposal_link
def agree(request: Request, offer: ProposalOffer) -> HttpResponse:
    """Accept an option of the document that was shown, and lead to the confirmation."""
    form, status = _form(offer, request), WRONG
    if form.is_valid():
        typed = form.cleaned_data
        chosen = Chosen(typed["option"], Acceptance(typed["name"], typed["sha256"]))
        try:
            accept_by_link(offer.link, chosen, now=request.now)
        except InputProblems as wrong:
            add_problems(form, wrong)
        except (Refused, Conflict) as refused:
            refuse(form, refused)
            status = CONFLICTING if isinstance(refused, Conflict) else WRONG
        else:
            return redirect("proposal-offer", token_of(offer.link))
    return _page(request, offer, form, status)


def _form(offer: ProposalOffer, request: Request | None = None) -> ChooseForm:
    recommended = next((each.key for each in offer.options if each.recommended), "")
    form = ChooseForm(
        None if request is None else request.POST,
        initial={"sha256": offer.sha256, "option": recommended},
    )
    choices = [(each.key, _words(each.key, say(each.name))) for each in offer.options]
    offer_choices(form, "option", choices)
    return form


def _words(key: str, name: str) -> str:
    return _("Option %(key)s: %(name)s") % {"key": key, "name": name}


def _page(request: Request, offer: ProposalOffer, form: ChooseForm, status: int) -> HttpResponse:
    context = {
        "offer": offer,
        "token": token_of(offer.link),
        "pages": range(1, page_count_of(offer) + 1),
        "today": request.today,
        "form": form,
        "hotline": hotline_of(request),
    }
    return render(request, "portal/proposal.html", context, status=status)
