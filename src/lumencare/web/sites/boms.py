"""Hardware lists: uploaded and looked at first, then recorded; compared; taken back."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.domain.problems import InputProblems
from lumencare.domain.reading import read_whole
from lumencare.sites.actions.boms import BomPreview, preview_bom, record_bom, undo_bom
from lumencare.sites.bom_history import step_to
from lumencare.sites.queries import find_snapshot, find_system
from lumencare.sites.staging import staged
from lumencare.sites.uploads import Upload
from lumencare.store import typed as read
from lumencare.web.forms import answer_form
from lumencare.web.sites.form_pages import FormPage, bind, saved, show_form
from lumencare.web.sites.forms import BomConfirmForm, BomForm, ReasonForm

# What no list is numbered: a form that does not say which list it saw conflicts.
NO_LIST = -1


@login_required
def upload(request: Request, pk: int) -> HttpResponse:
    """Take a hardware list and show what it would change; nothing is recorded yet."""
    require_right(request.user, Right.EDIT_SITES)
    row = find_system(request.user, pk)

    def act(typed: dict[str, Any]) -> HttpResponse:
        sent = Upload(typed["file"].name, typed["file"])
        preview = preview_bom(row, sent, by=request.user)
        form = BomConfirmForm(initial={"taken_on": request.today})
        return render(request, "sites/bom.html", _look(row, preview, form))

    page = FormPage(
        title=_("Upload a hardware list"),
        back=reverse("system", args=[pk]),
        of=row.name,
        button=_("Look at it first"),
        lead=_("You see what it changes before anything is recorded."),
    )
    return show_form(request, page, bind(BomForm, request), act)


@require_POST
@login_required
def keep(request: Request, pk: int) -> HttpResponse:
    """Record the list that was looked at."""
    require_right(request.user, Right.EDIT_SITES)
    row = find_system(request.user, pk)
    sha256, after = request.POST.get("sha256", ""), read_whole(request.POST.get("after", ""))

    def act(typed: dict[str, Any]) -> HttpResponse:
        record_bom(
            row,
            sha256=sha256,
            after=NO_LIST if after is None else after,
            taken_on=read.read_all(typed, {"taken_on": read.day})["taken_on"],
            by=request.user,
            now=request.now,
        )
        return saved(request, _("The hardware list is recorded."), "system", pk)

    # Looked at again only where the page is shown again.
    preview = SimpleLazyObject(lambda: _again(request, pk, sha256))
    context = _look(row, preview, None)
    del context["form"]
    return answer_form(request, bind(BomConfirmForm, request), act, "sites/bom.html", **context)


@require_safe
@login_required
def compare(request: Request, pk: int) -> HttpResponse:
    """Show what a hardware list changed against the one before."""
    step = step_to(request.user, pk)
    return render(request, "sites/bom_step.html", {"step": step, "system": step.snapshot.system})


@login_required
def undo(request: Request, pk: int) -> HttpResponse:
    """Take the list that holds back, with the reason."""
    require_right(request.user, Right.EDIT_SITES)
    row = find_snapshot(request.user, pk)

    def act(typed: dict[str, Any]) -> HttpResponse:
        undo_bom(row, why=typed["why"], by=request.user, now=request.now)
        return saved(request, _("The hardware list is taken back."), "system", row.system_id)

    page = FormPage(
        title=_("Take back list #%(number)s") % {"number": row.number},
        back=reverse("system", args=[row.system_id]),
        of=row.system.name,
        button=_("Take back"),
        lead=_("The amounts before it hold again; the list itself stays readable."),
    )
    return show_form(request, page, bind(ReasonForm, request), act)


def _look(row: Any, preview: Any, form: BomConfirmForm | None) -> dict[str, Any]:
    return {"system": row, "preview": preview, "form": form}


def _again(request: Request, pk: int, sha256: str) -> BomPreview | None:
    """Look at a staged file once more; None where it is gone."""
    try:
        path = staged(sha256, by=request.user)
        with path.open("rb") as file:
            row = find_system(request.user, pk)
            return preview_bom(row, Upload(path.name, file), by=request.user)
    except InputProblems:
        return None
