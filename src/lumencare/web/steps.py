"""The view of a step of a thing with a page: its form, what a sent one does, the way back."""

from collections.abc import Callable
from typing import Any, Protocol

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.web.forms import Act
from lumencare.web.sites.form_pages import at_version

Typed = dict[str, Any]
Find = Callable[..., Any]
Show = Callable[[Request, str, Any, Act], HttpResponse]


class AnyStep(Protocol):
    """What every step has: who may, what it does, and what is said when it is done."""

    @property
    def right(self) -> Right:
        """The right that opens its form."""

    @property
    def act(self) -> Callable[[Request, Any, Typed], object]:
        """What it does to the thing."""

    @property
    def done(self) -> Any:
        """What is said when it is done."""


def step_view(step: AnyStep, *, find: Find, page: str, show: Show) -> Callable[..., HttpResponse]:
    """Return the view of a step: it shows the form, acts on a sent one, leads back to the page.

    `find` takes the request and the keys of the address, the first of them that of the page;
    `show` answers with the form. A form that names a version acts on the thing as of it.
    """

    @login_required
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: Request, number: str, **keys: Any) -> HttpResponse:
        require_right(request.user, step.right)
        row = find(request, number, **keys)

        def act(typed: Typed) -> HttpResponse:
            step.act(request, at_version(row, typed) if "version" in typed else row, typed)
            messages.success(request, step.done)
            return redirect(page, number)

        return show(request, number, row, act)

    return view
