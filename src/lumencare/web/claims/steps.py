"""What is done to a claim, one form each, and the one view that serves them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse

from lumencare.accounts.requests import Request
from lumencare.accounts.roles import Right
from lumencare.claims.queries import claim_facts, find_claim
from lumencare.web.claims.forms import OfferingForm
from lumencare.web.forms import Act as FormAct
from lumencare.web.forms import answer_form
from lumencare.web.sites.form_pages import bind
from lumencare.web.steps import Typed, step_view

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
    """Return the view of a step of a claim."""

    def show(request: Request, number: str, claim: Any, act: FormAct) -> HttpResponse:
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

    return step_view(step, find=_find, page="claim", show=show)


def _find(request: Request, number: str) -> Any:
    return find_claim(request.user, number)
