"""A company keeps its own people, and says which partner may see which of its sites."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from lumencare.accounts.models import User
from lumencare.accounts.requests import Request
from lumencare.domain.problems import InputProblems
from lumencare.portal.answering import WRONG, add_problems
from lumencare.portal.letters import mail_invitation
from lumencare.portal.visiting import for_visitor, show
from lumencare.sites.actions.consents import end_consent, give_consent
from lumencare.sites.members import (
    MemberFacts,
    invite_member,
    let_keep,
    member_facts,
    members_of,
    remove_member,
)
from lumencare.sites.queries.consents import consents_of
from lumencare.sites.visitors import Visitor, organization_kept, site_of


class InviteForm(forms.Form):
    """Whom to invite."""

    name = forms.CharField(label=_("Name"), max_length=80)
    email = forms.EmailField(label=_("E-mail"), max_length=254)


@require_safe
@for_visitor
def show_all(request: Request, visitor: Visitor) -> HttpResponse:
    """Show who signs in for the organizations whose people the visitor keeps."""
    return _page(request, visitor)


@require_POST
@for_visitor
def invite(request: Request, visitor: Visitor, pk: int) -> HttpResponse:
    """Invite a colleague; the link is mailed to them alone."""
    organization, form = organization_kept(visitor, pk), InviteForm(request.POST)
    if form.is_valid():
        by = _account(visitor)
        try:
            invited = invite_member(organization, **form.cleaned_data, by=by, now=request.now)
        except InputProblems as wrong:
            add_problems(form, wrong)
        else:
            if invited is not None:
                mail_invitation(invited, organization.name)
            return redirect("portal-people")
    return _page(request, visitor, forms_of={pk: form}, status=WRONG)


@require_POST
@for_visitor
def remove(request: Request, visitor: Visitor, pk: int) -> HttpResponse:
    """End that somebody acts for the organization."""
    for organization in sorted(visitor.administers):
        for each in members_of(_account(visitor), organization_kept(visitor, organization)):
            if each.pk == pk:
                remove_member(each, by=_account(visitor), now=request.now)
                return redirect("portal-people")
    raise Http404(f"member {pk}")


@require_POST
@for_visitor
def keep(request: Request, visitor: Visitor, pk: int) -> HttpResponse:
    """Say whether a colleague keeps the people, too."""
    keeps = request.POST.get("keeps") == "on"
    for organization in sorted(visitor.administers):
        for each in members_of(_account(visitor), organization_kept(visitor, organization)):
            if each.pk == pk:
                let_keep(each, keeps=keeps, by=_account(visitor), now=request.now)
                return redirect("portal-people")
    raise Http404(f"member {pk}")


@require_safe
@for_visitor
def partners(request: Request, visitor: Visitor) -> HttpResponse:
    """Show which partner sees which site, since when, and who agreed to it."""
    shown = {"log": consents_of(visitor)}
    return show(request, visitor, "portal/partners.html", shown)


@require_POST
@for_visitor
def consent(request: Request, visitor: Visitor, pk: int) -> HttpResponse:
    """Give or take back what a partner may see; it holds from the next page on."""
    step = give_consent if request.POST.get("may_see") == "on" else end_consent
    step(site_of(visitor, pk), visitor=visitor, now=request.now)
    return redirect("portal-partners")


def _page(
    request: Request,
    visitor: Visitor,
    *,
    forms_of: dict[int, forms.Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    given = forms_of or {}
    groups = []
    for pk in sorted(visitor.administers):
        organization = organization_kept(visitor, pk)
        people: list[MemberFacts] = member_facts(_account(visitor), organization, request.now)
        groups.append((organization, people, given.get(pk) or InviteForm(prefix=None)))
    return show(request, visitor, "portal/people.html", {"groups": groups}, status=status)


def _account(visitor: Visitor) -> User:
    """Return the person who is signed in; a link keeps nobody's people."""
    if visitor.user is None:
        raise Http404("account")
    return visitor.user
