"""What is done to a case, one form each: a table of steps, and the one view that serves them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms as django_forms
from django.http import HttpResponse

from lumencare.accounts.requests import Request
from lumencare.accounts.roles import Right
from lumencare.desk.frame import frame_at
from lumencare.desk.queries import find_case
from lumencare.desk.queries.page import case_page
from lumencare.desk.queries.preview import preview_causes
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.reading import read_instant
from lumencare.domain.text import Text
from lumencare.web.desk.panel import panel_context
from lumencare.web.forms import Act as FormAct
from lumencare.web.forms import answer_form
from lumencare.web.sites.form_pages import bind
from lumencare.web.steps import Typed, step_view

Act = Callable[[Request, Any, Typed], object]
A_MOMENT = Text("例如 2026-01-15 10:30。", "For example 2026-01-15 10:30.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step: its address, who may, its form, its words, and what it does."""

    slug: str
    right: Right
    form: type[django_forms.Form]
    title: Any
    act: Act
    done: Any
    lead: Any = ""
    # What the form begins with, from the case.
    begins: Callable[[Any], Typed] = lambda _case: {}


def view_of(step: Step) -> Callable[..., HttpResponse]:
    """Return the view of a step of a case."""

    def show(request: Request, number: str, case: Any, act: FormAct) -> HttpResponse:
        begins = {"version": case.version, **step.begins(case), **request.GET.dict()}
        return show_step(request, number, step, bind(step.form, request, **begins), act)

    return step_view(step, find=_find, page="case", show=show)


def _find(request: Request, number: str) -> Any:
    return find_case(request.user, number)


def show_step(
    request: Request,
    number: str,
    step: Step,
    form: django_forms.Form,
    act: Callable[[Typed], HttpResponse],
) -> HttpResponse:
    """Show the form of a step below what the case says now."""
    page = case_page(request.user, number, frame_at(request.now))
    case = find_case(request.user, number)
    return answer_form(
        request,
        form,
        act,
        "desk/step.html",
        version_now=lambda: find_case(request.user, number).version,
        step=step,
        causes=preview_causes(case) if step.slug == "cause" else (),
        **panel_context(page, request.now),
    )


def moment_of(typed: Typed, name: str, default: datetime | None = None) -> datetime:
    """Read a moment of a form; empty it is the default, where there is one."""
    text = typed.get(name, "").strip()
    if not text and default is not None:
        return default
    try:
        return read_instant(text)
    except ValueError as wrong:
        raise InputProblems([Problem(name, text, A_MOMENT)]) from wrong
