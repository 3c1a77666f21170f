"""What is done to a claim, one form each, and the one view that serves them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.claims.queries import claim_facts, find_claim
from lumencare.web.claims.forms import OfferingForm
from lumencare.web.forms import answer_form
from lumencare.web.sites.form_pages import at_version, bind

Typed = dict[str, Any]
Act = Callable[[Request, Any, Typed], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step: its address, the right that opens its form, its words, and what it does.

    `needs` is what the claim must allow for the button to be there.
    """

    slug: str
    needs: str
    title: Any
    done: Any
    act: Act
    form: type[OfferingForm]
    right: Right = Right.KEEP_CLAIMS
    lead: Any = ""
    # What the form begins with, from the claim.
    begins: Callable[[Any], Typed] = lambda _claim: {}


def view_of(step: Step) -> Callable[..., HttpResponse]:
    """Return the view of a step: it shows the form, acts on a sent one, leads back to the claim."""

    @login_required
    @require_http_methods(["GET", "HEAD", "POST"])
    def show(request: Request, number: str) -> HttpResponse:
        require_right(request.user, step.right)
        claim = find_claim(request.user, number)

        def act(typed: Typed) -> HttpResponse:
            step.act(request, at_version(claim, typed), typed)
            messages.success(request, step.done)
            return redirect("claim", number)

        begins = {"version": claim.version, **step.begins(claim), **request.GET.dict()}
        form = bind(step.form, request, **begins)
        form.offer(request, claim)
        return answer_form(
            request,
            form,
            act,
            "claims/step.html",
            version_now=lambda: find_claim(request.user, number).version,
            step=step,
            claim=claim_facts(request.user, number),
        )

    return show
