"""What is done to a survey, each a form of its own."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.domain.lifecycle.kinds import COMPONENT_KINDS
from lumencare.domain.problems import Conflict, Refused
from lumencare.domain.upgrade.surveying import Condition
from lumencare.upgrades.actions import (
    Decided,
    Found,
    add_finding,
    agree_price,
    cancel_survey,
    change_finding,
    decide_free,
    drop_finding,
    finish_survey,
    right_to_decide,
    send_again,
    take_over,
)
from lumencare.upgrades.queries import Survey, find_finding, find_survey, survey_page
from lumencare.upgrades.typed import read_code, read_count
from lumencare.web.sites.form_pages import FormPage, at_version, bind, saved, show_form
from lumencare.web.templatetags.words import said, short_language
from lumencare.web.upgrades import forms

Typed = dict[str, Any]
Act = Callable[[Survey, Typed], object]
BOTH_WAYS = ["GET", "HEAD", "POST"]


@login_required
@require_http_methods(BOTH_WAYS)
def decide(request: Request, number: str) -> HttpResponse:
    """Decide whether a survey is free."""

    def act(survey: Survey, typed: Typed) -> object:
        decided = Decided(typed["free"] == "yes", typed["why"])
        return decide_free(survey, decided, by=request.user, now=request.now)

    require_right(request.user, right_to_decide(find_survey(request.user, number)))
    words = (_("Decide whether the survey is free"), _("The decision is kept."))
    return _step(request, number, forms.DecideForm, act, words)


@login_required
@require_http_methods(BOTH_WAYS)
def agree(request: Request, number: str) -> HttpResponse:
    """Keep that the customer agreed to the price."""

    def act(survey: Survey, typed: Typed) -> object:
        name, how = typed["name"], typed["how"]
        return agree_price(survey, name=name, how=how, by=request.user, now=request.now)

    require_right(request.user, Right.KEEP_SURVEYS)
    words = (_("The customer agrees to the price"), _("The visit is on the board now."))
    return _step(request, number, forms.AgreeForm, act, words)


@login_required
@require_http_methods(BOTH_WAYS)
def finish(request: Request, number: str) -> HttpResponse:
    """Close a survey with what it comes to."""

    def act(survey: Survey, typed: Typed) -> object:
        summary = typed["summary"]
        return finish_survey(survey, summary=summary, by=request.user, now=request.now)

    require_right(request.user, Right.RECORD_FINDINGS)
    return _step(
        request, number, forms.FinishForm, act, (_("Finish the survey"), _("The survey is done."))
    )


@login_required
@require_http_methods(BOTH_WAYS)
def cancel(request: Request, number: str) -> HttpResponse:
    """Call a survey off."""

    def act(survey: Survey, typed: Typed) -> object:
        return cancel_survey(survey, why=typed["why"], by=request.user, now=request.now)

    require_right(request.user, Right.KEEP_SURVEYS)
    return _step(
        request, number, forms.CancelForm, act, (_("Cancel the survey"), _("The survey is off."))
    )


@login_required
@require_POST
def again(request: Request, number: str) -> HttpResponse:
    """Propose visits in the place of those that did not come about."""
    require_right(request.user, Right.KEEP_SURVEYS)
    survey = find_survey(request.user, number)
    try:
        send_again(survey, by=request.user, now=request.now)
        messages.success(request, _("The visit is on the board again."))
    except Refused as refused:
        messages.warning(request, said(refused.reason.text))
    except Conflict as conflict:
        messages.warning(request, conflict.text.in_language(short_language()))
    return redirect("survey", number)


@login_required
@require_POST
def take(request: Request, number: str) -> HttpResponse:
    """Record what the engineers ticked on their phones."""
    require_right(request.user, Right.RECORD_FINDINGS)
    survey = find_survey(request.user, number)
    try:
        take_over(survey, by=request.user, now=request.now)
        messages.success(request, _("The checklist is taken over; correct what is known better."))
    except Refused as refused:
        messages.warning(request, said(refused.reason.text))
    return redirect("survey", number)


@login_required
@require_http_methods(BOTH_WAYS)
def add(request: Request, number: str) -> HttpResponse:
    """Record what was found of one kind of component."""
    require_right(request.user, Right.RECORD_FINDINGS)
    survey = find_survey(request.user, number)

    def act(typed: Typed) -> HttpResponse:
        add_finding(survey, _found(typed), by=request.user, now=request.now)
        return saved(request, _("The finding is recorded."), "survey", number)

    form = bind(forms.FoundForm, request, quantity="1")
    return _show_finding(request, number, form, act)


@login_required
@require_http_methods(BOTH_WAYS)
def change(request: Request, number: str, pk: int) -> HttpResponse:
    """Correct what was found."""
    require_right(request.user, Right.RECORD_FINDINGS)
    finding = find_finding(request.user, number, pk)

    def act(typed: Typed) -> HttpResponse:
        row = at_version(finding, typed)
        change_finding(row, _found(typed), by=request.user, now=request.now)
        return saved(request, _("The finding is recorded."), "survey", number)

    form = bind(
        forms.FoundForm,
        request,
        version=finding.version,
        component=finding.component,
        part_number=finding.part_number,
        quantity=finding.quantity,
        condition=finding.condition,
        note=finding.note,
        photo=finding.photo_sha256,
    )
    return _show_finding(request, number, form, act)


@login_required
@require_POST
def drop(request: Request, number: str, pk: int) -> HttpResponse:
    """Take back what was recorded by mistake."""
    require_right(request.user, Right.RECORD_FINDINGS)
    finding = find_finding(request.user, number, pk)
    try:
        drop_finding(finding, by=request.user, now=request.now)
    except Refused as refused:
        messages.warning(request, said(refused.reason.text))
    return redirect("survey", number)


def _found(typed: Typed) -> Found:
    return Found(
        component=typed["component"],
        part_number=typed["part_number"],
        quantity=read_count("quantity", typed["quantity"]),
        condition=read_code(Condition, "condition", typed["condition"]),
        note=typed["note"],
        photo_sha256=typed["photo"],
    )


def _show_finding(
    request: Request, number: str, form: forms.FoundForm, act: Callable[[Typed], HttpResponse]
) -> HttpResponse:
    photos = survey_page(request.user, number).photos
    form.fields["photo"].widget.choices = [("", _("None")), *photos]
    page = FormPage(
        title=_("What was found"),
        back=reverse("survey", args=[number]),
        of=number,
        lists={"component": [said(each) for each in COMPONENT_KINDS.values()]},
    )
    return show_form(request, page, form, act)


def _step(
    request: Request, number: str, form: type[Any], step: Act, words: tuple[Any, Any]
) -> HttpResponse:
    survey = find_survey(request.user, number)
    title, done = words

    def act(typed: Typed) -> HttpResponse:
        step(at_version(survey, typed), typed)
        return saved(request, done, "survey", number)

    page = FormPage(title=title, back=reverse("survey", args=[number]), of=number, button=title)
    return show_form(
        request,
        page,
        bind(form, request, version=survey.version),
        act,
        lambda: find_survey(request.user, number).version,
    )
