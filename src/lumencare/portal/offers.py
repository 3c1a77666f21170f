"""What can be bought: plans while their window is open, a quote on request, renewal in two taps."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from lumencare.accounts.requests import Request
from lumencare.contracts.actions.renewing_outside import ask_renewal, renewal_seen
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.portal.answering import WRONG, add_problems, offer_choices, refuse, say
from lumencare.portal.visiting import for_visitor, show
from lumencare.sales.actions.wishing import LONGEST_WORDS, ask_quote, wish_of
from lumencare.sales.queries.outside import working_token
from lumencare.sites.queries.windows_outside import Offering, offering_of
from lumencare.sites.visitors import Visitor


class WishForm(forms.Form):
    """Which plan a quote is wanted of."""

    plan = forms.ChoiceField(label=_("Plan"), required=False, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Anything we should know"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_visitor
def show_plans(request: Request, visitor: Visitor, pk: int) -> HttpResponse:
    """Show what can be bought for a system, and keep that a quote is wanted."""
    offering = offering_of(visitor, pk, request.today)
    form = _wish_form(request, offering)
    status = 200
    if request.method == "POST":
        status = WRONG
        if form.is_valid():
            try:
                ask_quote(pk, **form.cleaned_data, visitor=visitor, now=request.now)
            except InputProblems as wrong:
                add_problems(form, wrong)
            else:
                return redirect("portal-plans", pk)
    shown = {
        "offering": offering,
        "wish": wish_of(visitor, pk),
        "form": form,
        "today": request.today,
        "here": offering.site,
    }
    return show(request, visitor, "portal/plans.html", shown, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_visitor
def renew(request: Request, visitor: Visitor, pk: int) -> HttpResponse:
    """Show what the next year costs; once more, and its quotation is there to be accepted."""
    form = forms.Form()
    if request.method == "POST":
        try:
            version = ask_renewal(pk, visitor=visitor, now=request.now)
        except (Refused, Conflict) as refused:
            form = forms.Form({})
            refuse(form, refused)
        else:
            token = working_token(version, request.now)
            # Without a link somebody has to approve it first; the quote is in the list then.
            return redirect("offer", token) if token else redirect("portal-papers")
    try:
        offer = renewal_seen(visitor, pk, request.now)
    except Refused as refused:
        return show(request, visitor, "portal/renew.html", {"against": refused}, status=WRONG)
    shown = {"offer": offer, "form": form, "line": pk}
    return show(request, visitor, "portal/renew.html", shown, status=WRONG if form.errors else 200)


def _wish_form(request: Request, offering: Offering) -> WishForm:
    form = WishForm(request.POST or None)
    offer_choices(form, "plan", [(each.code, say(each.name)) for each in offering.plans])
    return form
