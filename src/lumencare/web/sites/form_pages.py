"""A page that is one form: its words, where it leads back to, and how a sent one is answered."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from lumencare.accounts.requests import Request
from lumencare.web.fields import read_version
from lumencare.web.forms import Act, answer_form

AnyForm = TypeVar("AnyForm", bound=forms.Form)


SAVE = _("Save")


@dataclass(frozen=True, slots=True)
class FormPage:
    """The words around one form; `of` names what it belongs to, `back` leads there."""

    title: Any
    back: str
    of: str = ""
    button: Any = SAVE
    lead: Any = ""
    lists: dict[str, list[str]] = field(default_factory=dict)
    besides: tuple[tuple[str, Any], ...] = ()


def bind(form: type[AnyForm], request: Request, **initial: Any) -> AnyForm:
    """Return the form as it was sent, or with what the fields begin with."""
    if request.method == "POST":
        return form(request.POST, request.FILES, initial=initial)
    return form(initial=initial)


def show_form(
    request: Request,
    page: FormPage,
    form: forms.Form,
    act: Act,
    version_now: Callable[[], int] | None = None,
) -> HttpResponse:
    """Show a form on its page, or act on what was sent."""
    return answer_form(request, form, act, "sites/form.html", version_now=version_now, page=page)


def at_version(row: Any, typed: dict[str, Any]) -> Any:
    """Return a row as of the version that the form showed, so that a stale form conflicts."""
    row.version = read_version(str(typed.get("version", "")))
    return row


def saved(request: Request, words: Any, to: Any, *args: Any) -> HttpResponseRedirect:
    """Lead on after something was done, and say that it was."""
    messages.success(request, words)
    return redirect(to, *args)
