"""What a case costs its customer: shown, agreed, disputed, charged, given up, taken back."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _

from lumencare.accounts.requests import Request
from lumencare.accounts.roles import Right
from lumencare.desk import actions
from lumencare.desk.queries import find_charge, find_goodwill
from lumencare.web import fields
from lumencare.web.desk.forms import BareForm, StepForm, WhyForm
from lumencare.web.desk.steps import Step, show_step
from lumencare.web.forms import Act as FormAct
from lumencare.web.sites.form_pages import bind
from lumencare.web.steps import Find, Typed, step_view


class AgreeForm(StepForm):
    """Who of the customer agreed, and how."""

    agreed_by = fields.text(_("Who of the customer agreed"), needed=True)
    agreed_how = fields.text(
        _("How"), needed=True, help_text=_("On the phone, by mail, by signature on site.")
    )


class GoodwillForm(StepForm):
    """How much is given up, and why."""

    amount = fields.amount(_("Amount, RMB without VAT"), help_text=_("Empty: all that is left."))
    why = fields.text(_("Reason"), needed=True)


class DecideForm(StepForm):
    """Whether goodwill is approved."""

    answer = fields.choice(
        _("Decision"), (("approve", _("Approve")), ("refuse", _("Refuse"))), needed=True
    )
    why = fields.text(_("Reason"), help_text=_("Needed to refuse."))


def _agree(request: Request, row: Any, typed: Typed) -> object:
    return actions.agree_charge(row, typed, by=request.user, now=request.now)


def _dispute(request: Request, row: Any, typed: Typed) -> object:
    return actions.dispute_charge(row, why=typed["why"], by=request.user, now=request.now)


def _withdraw(request: Request, row: Any, typed: Typed) -> object:
    return actions.withdraw_charge(row, why=typed["why"], by=request.user, now=request.now)


def _bill(request: Request, row: Any, _typed: Typed) -> object:
    return actions.charge_customer(row, by=request.user, now=request.now)


def _give(request: Request, row: Any, typed: Typed) -> object:
    return actions.give_goodwill(row, typed, by=request.user, now=request.now)


def _decide(request: Request, row: Any, typed: Typed) -> object:
    approved = typed["answer"] == "approve"
    why = typed["why"]
    return actions.decide_goodwill(
        row, approved=approved, why=why, by=request.user, now=request.now
    )


def _charge(request: Request, number: str, pk: int) -> Any:
    return find_charge(request.user, number, pk)


def _goodwill(request: Request, number: str, pk: int) -> Any:
    row = find_goodwill(request.user, pk)
    if row.charge.case.number != number:
        raise Http404(f"goodwill {pk} of {number}")
    return row


def _step(slug: str, right: Right, form: type[django_forms.Form], act: Any, words: Any) -> Step:
    title, done = words
    return Step(slug=slug, right=right, form=form, title=title, act=act, done=done)


WORK, KEEP, WAIVE = Right.WORK_CASES, Right.KEEP_CASES, Right.WAIVE_CHARGES
OF_A_CHARGE: tuple[Step, ...] = (
    _step("agree", WORK, AgreeForm, _agree, (_("The customer agrees"), _("It is agreed."))),
    _step("dispute", WORK, WhyForm, _dispute, (_("The customer disputes it"), _("Recorded."))),
    _step("withdraw", KEEP, WhyForm, _withdraw, (_("Take back the charge"), _("Taken back."))),
    _step("bill", KEEP, BareForm, _bill, (_("Charge the customer"), _("The bill is made."))),
    _step("goodwill", WAIVE, GoodwillForm, _give, (_("Give goodwill"), _("Recorded."))),
)
DECIDE = _step(
    "decide",
    Right.APPROVE_GOODWILL,
    DecideForm,
    _decide,
    (_("Decide on goodwill"), _("It is decided.")),
)


def view_of_row(step: Step, find: Find) -> Callable[..., HttpResponse]:
    """Return the view of a step that belongs to a charge or to goodwill of a case."""

    def show(request: Request, number: str, row: Any, act: FormAct) -> HttpResponse:
        return show_step(request, number, step, bind(step.form, request, version=row.version), act)

    return step_view(step, find=find, page="case", show=show)


CHARGE_VIEWS = {each.slug: view_of_row(each, _charge) for each in OF_A_CHARGE}
decide = view_of_row(DECIDE, _goodwill)
