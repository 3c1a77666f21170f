"""Links into the customers' own door: made at a site for one of its people, and revoked."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.reading import read_whole
from lumencare.domain.text import Text
from lumencare.sites.portal_links import USUAL, find_link, make_link, note_sent, revoke_link
from lumencare.sites.queries import find_contact, find_organization, find_site
from lumencare.sites.visitors import sites_for_link
from lumencare.web import fields
from lumencare.web.sites.form_pages import FormPage, bind, saved, show_form
from lumencare.web.sites.letters import mail_link
from lumencare.web.templatetags.words import said

HERE, ALL = "here", "all"


class LinkForm(forms.Form):
    """For whom a link is, what it shows, and how long it works."""

    contact = fields.choice(gettext_lazy("For whom"), [], needed=True)
    organization = fields.choice(gettext_lazy("Acts for"), [], needed=True)
    sites = fields.choice(
        gettext_lazy("Shows"),
        [(HERE, gettext_lazy("this site")), (ALL, gettext_lazy("all sites of the organization"))],
        needed=True,
    )
    days = fields.text(gettext_lazy("Works for days"), needed=True, inputmode="numeric")


@login_required
def make(request: Request, pk: int) -> HttpResponse:
    """Make a link for somebody at a site; its address then stands at the site."""
    require_right(request.user, Right.INVITE_OUTSIDERS)
    site = find_site(request.user, pk)
    form = bind(LinkForm, request, days=str(USUAL))
    people = [(str(each.pk), each.name) for each in site.contacts.order_by("name", "pk")]
    acting = [(str(site.owner_id), site.owner.name)]
    if site.partner is not None and site.partner_may_see:
        acting.append((str(site.partner_id), site.partner.name))
    form.fields["contact"].widget.choices = people
    form.fields["organization"].widget.choices = acting

    def act(typed: dict[str, Any]) -> HttpResponse:
        contact = find_contact(request.user, _key(typed, "contact", people))
        organization = find_organization(request.user, _key(typed, "organization", acting))
        shown = sites_for_link(organization) if typed["sites"] == ALL else [site]
        make_link(
            contact,
            organization,
            shown,
            days=read_whole(typed["days"]) or 0,
            by=request.user,
            now=request.now,
        )
        return saved(request, _("The link is made; copy its address below."), "site", pk)

    page = FormPage(
        title=_("Make a link to the portal"),
        back=reverse("site", args=[pk]),
        of=site.name,
        button=_("Make the link"),
        lead=_("Whoever holds the link sees these sites without an account, until it ends."),
    )
    return show_form(request, page, form, act)


@require_POST
@login_required
def send(request: Request, pk: int) -> HttpResponse:
    """Mail a link to its contact, once more where it was mailed before; it stays the same."""
    link = find_link(request.user, pk)
    try:
        letter = note_sent(link, by=request.user, now=request.now)
    except InputProblems as wrong:
        messages.error(request, said(wrong.problems[0].allowed))
    else:
        mail_link(letter, request.user)
        messages.success(request, _("The link is mailed to %(name)s.") % {"name": letter.name})
    return _back(request, link)


@require_POST
@login_required
def revoke(request: Request, pk: int) -> HttpResponse:
    """Take a link back at once."""
    link = find_link(request.user, pk)
    revoke_link(link, by=request.user, now=request.now)
    messages.success(request, _("The link is taken back; nobody comes in by it any more."))
    return _back(request, link)


def _back(request: Request, link: Any) -> HttpResponse:
    """Lead back to where the list stood: at the organization, or at a site of the link."""
    if "organization" in request.POST:
        return redirect("organization", link.organization_id)
    site = link.sites.order_by("pk").first()
    return redirect("site", site.pk) if site else redirect("sites")


def _key(typed: dict[str, Any], name: str, offered: list[tuple[str, str]]) -> int:
    if typed[name] not in dict(offered):
        raise InputProblems([Problem(name, typed[name], ONE_OF_THEM)])
    return int(typed[name])


ONE_OF_THEM = Text("请从列表中选择。", "Choose one of the list.")
