"""A whole portfolio from its workbook: looked at first, then all of it recorded, or nothing."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.domain.problems import Conflict, InputProblems
from lumencare.sites.actions.portfolios import (
    Imported,
    PortfolioPreview,
    import_portfolio,
    preview_portfolio,
)
from lumencare.sites.staging import staged
from lumencare.sites.uploads import Upload
from lumencare.web.sites.form_pages import FormPage, bind, show_form
from lumencare.web.sites.forms import PortfolioForm
from lumencare.web.templatetags.words import said

# Shown of each kind; the workbook itself holds the others.
MOST = 200
CONFLICTING = 409


@login_required
def upload(request: Request) -> HttpResponse:
    """Take a workbook and show what it would add and change; nothing is recorded yet."""
    require_right(request.user, Right.IMPORT_PORTFOLIO)

    def act(typed: dict[str, Any]) -> HttpResponse:
        unlisted = bool(typed["cities_may_be_unlisted"])
        sent = Upload(typed["file"].name, typed["file"])
        return _show(request, _look(request, sent, unlisted=unlisted))

    page = FormPage(
        title=_("Import a portfolio"),
        back=reverse("sites"),
        button=_("Look at it first"),
        lead=_("You see all it adds, all it changes and all that is wrong before it is recorded."),
    )
    return show_form(request, page, bind(PortfolioForm, request), act)


@require_POST
@login_required
def keep(request: Request) -> HttpResponse:
    """Record the workbook that was looked at; after a conflict show what it would do now."""
    require_right(request.user, Right.IMPORT_PORTFOLIO)
    sha256, unlisted = request.POST.get("sha256", ""), bool(request.POST.get("unlisted"))
    try:
        done = import_portfolio(
            sha256,
            fingerprint=request.POST.get("fingerprint", ""),
            by=request.user,
            now=request.now,
            cities_may_be_unlisted=unlisted,
        )
    except InputProblems as wrong:
        return _again(request, sha256, wrong=wrong, unlisted=unlisted)
    except Conflict as conflict:
        return _again(request, sha256, conflict=conflict, unlisted=unlisted)
    messages.success(request, _done(done))
    return redirect("sites")


def _again(
    request: Request,
    sha256: str,
    *,
    wrong: InputProblems | None = None,
    conflict: Conflict | None = None,
    unlisted: bool,
) -> HttpResponse:
    """Show a staged workbook once more; where it is gone, lead back to choosing a file."""
    try:
        path = staged(sha256, by=request.user)
    except InputProblems as gone:
        for each in gone.problems:
            messages.error(request, said(each.allowed))
        return redirect("sites-import")
    with path.open("rb") as file:
        preview = _look(request, Upload(path.name, file), unlisted=unlisted)
    if wrong is not None:
        preview = replace(preview, problems=tuple(wrong.problems))
    return _show(request, preview, conflict)


def _look(request: Request, sent: Upload, *, unlisted: bool) -> PortfolioPreview:
    return preview_portfolio(
        sent, by=request.user, now=request.now, cities_may_be_unlisted=unlisted
    )


def _show(
    request: Request, preview: PortfolioPreview, conflict: Conflict | None = None
) -> HttpResponse:
    figures = (
        (_("New customers"), len(preview.new_owners)),
        (_("New sites"), len(preview.new_sites)),
        (_("New systems"), len(preview.new_systems)),
        (_("To change"), len(preview.differences)),
        (_("Unchanged"), preview.unchanged),
        (_("Lines of parts"), preview.part_lines),
    )
    context = {"preview": preview, "figures": figures, "conflict": conflict, "most": MOST}
    status = CONFLICTING if conflict else 200
    return render(request, "sites/import.html", context, status=status)


def _done(done: Imported) -> str:
    added = ngettext("%(number)s system is added", "%(number)s systems are added", done.systems)
    changed = ngettext("%(number)s is changed", "%(number)s are changed", done.changed)
    return "{}{}{}".format(
        added % {"number": done.systems}, _(", "), changed % {"number": done.changed}
    )
