"""The form that notes the software of an installed system."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.lifecycle.actions import note_software
from lumencare.lifecycle.queries import installed_software
from lumencare.sites.queries import find_system
from lumencare.web.lifecycle.forms import InstalledForm
from lumencare.web.lifecycle.frame import show_form, shown_version
from lumencare.web.sites.form_pages import FormPage, bind, saved


@login_required
def note(request: Request, pk: int) -> HttpResponse:
    """Note what was seen of a system's software: its version, its clients, what is asked for."""
    require_right(request.user, Right.KEEP_RECORDS)
    row, known = find_system(request.user, pk), installed_software(request.user, pk)
    form = bind(
        InstalledForm,
        request,
        software_version=known.software_version,
        clients="\n".join(known.clients),
        wanted="\n".join(known.wanted),
        seen_on=request.today,
        source=known.source,
        version=known.version,
    )

    def act(typed: dict[str, Any]) -> HttpResponse:
        note_software(row, typed, version=shown_version(typed), by=request.user, now=request.now)
        return saved(request, _("Saved."), "system", pk)

    page = FormPage(
        title=_("Software on site"),
        back=reverse("system", args=[pk]),
        of=row.name,
        lead=_("The verdict of the system is made from it at once."),
    )
    return show_form(
        request,
        page,
        form,
        act,
        version_now=lambda: installed_software(request.user, pk).version,
    )
