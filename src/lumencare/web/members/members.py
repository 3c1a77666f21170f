"""Letting somebody outside in for a customer or a partner, and seeing them out."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.sites.members import invite_member, members_of, remove_member
from lumencare.sites.queries import find_organization
from lumencare.web import fields
from lumencare.web.people.letters import address_for, send_invitation
from lumencare.web.sites.form_pages import FormPage, bind, saved, show_form


class MemberForm(forms.Form):
    """Whom to let in."""

    email = fields.text(gettext_lazy("E-mail"), needed=True, type="email", autocomplete="off")
    name = fields.text(gettext_lazy("Name"), needed=True, autocomplete="off")


@login_required
def let_in(request: Request, pk: int) -> HttpResponse:
    """Invite somebody for an organization; the link is mailed, and shown this once."""
    require_right(request.user, Right.INVITE_OUTSIDERS)
    row = find_organization(request.user, pk)

    def act(typed: dict[str, Any]) -> HttpResponse:
        invited = invite_member(row, **typed, by=request.user, now=request.now)
        if invited is None:
            return saved(request, _("Added: this person has an account already."), page.back)
        send_invitation(invited)
        context = {
            "invitation": invited.invitation,
            "secret": address_for(invited.secret),
            "organization": row,
        }
        return render(request, "members/invited.html", context)

    page = FormPage(
        title=_("Invite somebody"),
        back=reverse("organization", args=[pk]),
        of=row.name,
        button=_("Send the invitation"),
        lead=_("They see what this organization owns or serves, and nothing else."),
    )
    return show_form(request, page, bind(MemberForm, request), act)


@login_required
@require_POST
def see_out(request: Request, pk: int, member: int) -> HttpResponse:
    """End that somebody acts for an organization, or take their invitation back."""
    require_right(request.user, Right.INVITE_OUTSIDERS)
    everybody = members_of(request.user, find_organization(request.user, pk))
    found = next((each for each in everybody if each.pk == member), None)
    if found is None:
        raise Http404
    remove_member(found, by=request.user, now=request.now)
    messages.success(request, _("Removed: nothing of this organization is shown to them any more."))
    return redirect("organization", pk)
