"""The steps of a request: checked by one, carried out by another, corrected or refused."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from lumencare.accounts.requests import Request
from lumencare.privacy.actions import settling
from lumencare.web import fields
from lumencare.web.forms import answer_form
from lumencare.web.sites.form_pages import bind


class CheckForm(forms.Form):
    """How it was made sure who asks."""

    why = fields.lines(
        _("How you made sure who asks, and that nothing stands against it"), needed=True
    )


class CorrectForm(forms.Form):
    """What was corrected; it is written to the person."""

    why = fields.lines(_("What was corrected; the person reads it"), needed=True)


class RefuseForm(forms.Form):
    """Why it is refused; it is written to the person."""

    why = fields.lines(_("Why it is refused; the person reads it"), needed=True)


class CarryOutForm(forms.Form):
    """That it is meant: there is no way back."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its form, its words, and what it does."""

    form: type[forms.Form]
    title: Any
    lead: Any
    act: Callable[..., object]
    done: Any


def view_of(step: Step) -> Callable[..., HttpResponse]:
    """Return the view of a step: it shows the form, acts on a sent one, leads back."""

    @login_required
    @require_http_methods(["GET", "HEAD", "POST"])
    def show(request: Request, pk: int) -> HttpResponse:
        row = settling.find_request(request.user, pk)

        def act(typed: dict[str, Any]) -> HttpResponse:
            step.act(row, **typed, by=request.user, now=request.now)
            messages.success(request, step.done)
            return redirect("privacy-request", pk)

        return answer_form(
            request, bind(step.form, request), act, "privacy/step.html", step=step, row=row
        )

    return show


check = view_of(
    Step(
        CheckForm,
        _("Checked: may be carried out"),
        _("Somebody else carries it out afterwards."),
        settling.check,
        _("Checked. Somebody else can carry it out now."),
    )
)
correct = view_of(
    Step(
        CorrectForm,
        _("Correct as asked"),
        _("Name, position, number and address go to the contact, the name to the account."),
        settling.correct,
        _("Corrected, and the person was told."),
    )
)
refuse = view_of(
    Step(
        RefuseForm,
        _("Refuse"),
        _("A refusal names the law or contract that stands against it."),
        settling.refuse,
        _("Refused, and the person was told why."),
    )
)
carry_out = view_of(
    Step(
        CarryOutForm,
        _("Erase this person now"),
        _("What may go is erased at once and for good; the proof is mailed to the person."),
        settling.carry_out,
        _("Carried out. The proof is below."),
    )
)
