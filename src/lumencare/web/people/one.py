"""One person: their roles, whether they may come in, and what happened to their account."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lumencare.accounts.models import User
from lumencare.accounts.queries import open_tokens_of, person_by
from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may, require_right
from lumencare.accounts.roles import ROLE_NAMES, Right, Role
from lumencare.audit.queries import trail_of
from lumencare.people.actions import deactivate, reactivate, set_roles
from lumencare.web import fields
from lumencare.web.fields import read_version
from lumencare.web.forms import answer_form
from lumencare.web.people.roles import options_like


class RolesForm(forms.Form):
    """The roles a person is to hold, and why they change."""

    roles = fields.Ticks(label=gettext_lazy("Roles"), required=False)
    why = fields.text(gettext_lazy("Reason"))
    version = fields.version()


@login_required
def show(request: Request, pk: int) -> HttpResponse:
    """Show one person; with the right to, give them other roles."""
    user = _found(request, pk)
    held = [role for role in Role if role in user.role_set]
    initial = {"roles": held, "version": user.version}
    form = RolesForm(request.POST or None, initial=initial)
    form.fields["roles"].widget.choices = options_like(user.role_set)

    def save(values: dict[str, Any]) -> HttpResponse:
        user.version = read_version(values["version"])
        given = [Role(each) for each in values["roles"] if each in set(Role)]
        set_roles(user, given, by=request.user, now=request.now, why=values["why"])
        messages.success(request, _("The roles are saved."))
        return redirect("people-one", pk)

    if request.method == "POST":
        require_right(request.user, Right.EDIT_PEOPLE)
    return answer_form(
        request,
        form,
        save,
        "people/one.html",
        version_now=lambda: _found(request, pk).version,
        person=user,
        roles=[ROLE_NAMES[role] for role in held],
        trail=trail_of(request.user, user),
        tokens=open_tokens_of(user, request.now),
        may_edit=may(request.user, Right.EDIT_PEOPLE),
    )


@login_required
@require_POST
def keep_out(request: Request, pk: int) -> HttpResponse:
    """Deactivate a person: their sessions and tokens end at once."""
    require_right(request.user, Right.EDIT_PEOPLE)
    why = request.POST.get("why", "").strip()
    deactivate(_as_shown(request, pk), by=request.user, now=request.now, why=why)
    messages.success(request, _("Deactivated: sessions and tokens ended at once."))
    return redirect("people-one", pk)


@login_required
@require_POST
def let_in(request: Request, pk: int) -> HttpResponse:
    """Let a person in again."""
    require_right(request.user, Right.EDIT_PEOPLE)
    reactivate(_as_shown(request, pk), by=request.user, now=request.now)
    messages.success(request, _("This person may sign in again."))
    return redirect("people-one", pk)


def _found(request: Request, pk: int) -> User:
    user = person_by(request.user, pk)
    if user is None:
        raise Http404
    return user


def _as_shown(request: Request, pk: int) -> User:
    user = _found(request, pk)
    shown = request.POST.get("version", "")
    user.version = read_version(shown) if shown else user.version
    return user
