"""Inviting somebody, taking it back, and the page on which they accept."""

from typing import Any

from allauth.account.utils import perform_login
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lumencare.accounts.queries import open_invitation, open_invitations
from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right, Role
from lumencare.people.invitations import invite, revoke_invitation
from lumencare.sites.members import join, organization_of
from lumencare.web import fields
from lumencare.web.forms import answer_form
from lumencare.web.people.letters import address_for, send_invitation
from lumencare.web.people.roles import options_like


class InviteForm(forms.Form):
    """Whom to invite, and as what."""

    email = fields.text(gettext_lazy("E-mail"), needed=True, type="email", autocomplete="off")
    name = fields.text(gettext_lazy("Name"), needed=True, autocomplete="off")
    roles = fields.Ticks(label=gettext_lazy("Roles"), required=False)


class AcceptForm(forms.Form):
    """Who somebody is, and the password they choose."""

    name = fields.text(gettext_lazy("Name"), needed=True, autocomplete="name")
    password = fields.Typed(
        gettext_lazy("Password"),
        needed=True,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


@login_required
def invite_somebody(request: Request) -> HttpResponse:
    """Invite a colleague; the link is mailed, and shown this once to be copied."""
    require_right(request.user, Right.EDIT_PEOPLE)
    form = InviteForm(request.POST or None)
    form.fields["roles"].widget.choices = options_like([])

    def send(values: dict[str, Any]) -> HttpResponse:
        given = [Role(each) for each in values["roles"] if each in set(Role)]
        invited = invite(
            values["email"], name=values["name"], roles=given, by=request.user, now=request.now
        )
        send_invitation(invited)
        context = {"invitation": invited.invitation, "secret": address_for(invited.secret)}
        return render(request, "people/invited.html", context)

    return answer_form(request, form, send, "people/invite.html")


@login_required
@require_POST
def revoke(request: Request, pk: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = open_invitations(request.user).filter(pk=pk).first()
    if invitation is None:
        raise Http404
    revoke_invitation(invitation, by=request.user, now=request.now)
    messages.success(request, _("The invitation is taken back; its link stopped working."))
    return redirect("people")


@never_cache
def accept(request: Request, secret: str) -> HttpResponse:
    """Let somebody who was invited choose their name and password, and sign them in."""
    invitation = open_invitation(secret, request.now)
    if invitation is None:
        return render(request, "people/invitation_gone.html", status=404)
    form = AcceptForm(request.POST or None, initial={"name": invitation.name})

    def come_in(values: dict[str, Any]) -> HttpResponse:
        user = join(secret, name=values["name"], password=values["password"], now=request.now)
        answer: HttpResponse = perform_login(request, user, "none")
        return answer

    return answer_form(
        request,
        form,
        come_in,
        "people/accept.html",
        invitation=invitation,
        organization=organization_of(secret, request.now),
    )
