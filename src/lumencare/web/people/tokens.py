"""One's own tokens for programs: make one, see it once, revoke it."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lumencare.accounts.queries import myself, open_tokens_of
from lumencare.accounts.requests import Request
from lumencare.accounts.roles import ROLE_NAMES, Role
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.shanghai import SHANGHAI
from lumencare.domain.text import Text
from lumencare.people.tokens import make_token, revoke_token
from lumencare.web import fields
from lumencare.web.forms import answer_form
from lumencare.web.templatetags.words import said


class TokenForm(forms.Form):
    """What a token is for, in which role, and until when."""

    name = fields.text(
        gettext_lazy("What it is for"),
        needed=True,
        help_text=gettext_lazy("For example the name of the program that will use it."),
    )
    expires_at = fields.day(
        gettext_lazy("Works up to and including"),
        needed=True,
        help_text=gettext_lazy("One year from today at most."),
    )

    def __init__(self, *args: Any, roles: list[Role], **more: Any) -> None:
        super().__init__(*args, **more)
        options = [(role.value, said(ROLE_NAMES[role])) for role in roles]
        self.fields["role"] = fields.choice(
            _("Role"),
            options,
            needed=True,
            help_text=_("The token may do what this role may do, and nothing else."),
        )


@login_required
def make(request: Request) -> HttpResponse:
    """Show one's tokens and make another; its secret is on the page that answers, only there."""
    user = myself(request.user)
    initial = {"expires_at": request.today + timedelta(days=90)}
    mine = [role for role in Role if role in user.role_set]
    form = TokenForm(request.POST or None, roles=mine, initial=initial)
    tokens = [(each, ROLE_NAMES[Role(each.role)]) for each in open_tokens_of(user, request.now)]

    def add(values: dict[str, Any]) -> HttpResponse:
        token, secret = make_token(
            user,
            name=values["name"],
            role=_role(values["role"], mine),
            expires_at=_end_of(values["expires_at"]),
            now=request.now,
        )
        return render(request, "people/token_made.html", {"token": token, "secret": secret})

    return answer_form(request, form, add, "people/tokens.html", tokens=tokens)


@login_required
@require_POST
def revoke(request: Request, pk: int) -> HttpResponse:
    """Revoke one of one's own tokens."""
    token = open_tokens_of(request.user, request.now).filter(pk=pk).first()
    if token is None:
        raise Http404
    revoke_token(token, by=request.user, now=request.now)
    messages.success(request, _("The token is revoked; it stopped working at once."))
    return redirect("account_tokens")


def _role(typed: str, mine: list[Role]) -> Role:
    if typed in mine:
        return Role(typed)
    allowed = Text("只能选择自己的角色。", "Choose one of your own roles.")
    raise InputProblems([Problem("role", typed, allowed)])


def _end_of(typed: str) -> datetime:
    """Return the end of the day that was typed: the token works up to and including it."""
    try:
        return datetime.combine(date.fromisoformat(typed) + timedelta(days=1), time(), SHANGHAI)
    except (ValueError, OverflowError) as error:
        allowed = Text("请输入日期，例如 2027-03-31。", "Type a day, as 2027-03-31.")
        raise InputProblems([Problem("expires_at", typed, allowed)]) from error
