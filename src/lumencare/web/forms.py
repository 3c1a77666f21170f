"""One way for every form: read it, act, lead on; or show it again with all that was typed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from lumencare.accounts.requests import Request
from lumencare.domain.problems import Conflict, InputProblems, Problem, Refused
from lumencare.web.templatetags.words import said, short_language

Act = Callable[[dict[str, Any]], HttpResponse]
WRONG, CONFLICTING = 422, 409


def answer_form(
    request: Request,
    form: forms.Form,
    act: Act,
    template: str,
    *,
    version_now: Callable[[], int] | None = None,
    **context: Any,
) -> HttpResponse:
    """Act on a sent form and lead on, or show it: empty, or as it was typed with what is wrong.

    `act` takes the form's values and returns where to go. What it refuses stands at the field that
    it names, or above the form. After a conflict the form is kept; `version_now` gives the version
    that the row has since, so that sending the form again is a choice made with open eyes.
    """
    status = 200
    if form.is_bound:
        status = WRONG
        try:
            if form.is_valid():
                return act(form.cleaned_data)
        except InputProblems as wrong:
            add_problems(form, wrong.problems)
        except Refused as refused:
            form.add_error(None, f"{refused.reason.rule} · {said(refused.reason.text)}")
        except Conflict as conflict:
            status = CONFLICTING
            context["conflict"] = conflict
            if version_now is not None:
                _renew_version(form, version_now())
    return render(request, template, {"form": form, **context}, status=status)


def add_problems(form: forms.Form, problems: list[Problem]) -> None:
    """Put each problem at the field that it names; one that names none stands above the form."""
    for each in problems:
        if each.where in form.fields:
            form.add_error(each.where, said(each.allowed))
        else:
            form.add_error(None, each.sentence(short_language()))


def _renew_version(form: forms.Form, version: int) -> None:
    data = QueryDict(mutable=True)
    data.update(form.data)
    data[form.add_prefix("version")] = str(version)
    form.data = data
