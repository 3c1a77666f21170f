"""Staff register an acceptance: the option, who accepted, how, and the copy that was signed."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.domain.upgrade.stored import read_content
from lumencare.handovers.actions import Chosen, accept_signed
from lumencare.handovers.queries.page import find_offered
from lumencare.sales.actions import Acceptance
from lumencare.sites.uploads import Upload
from lumencare.web.handovers.forms import SignedForm
from lumencare.web.sites.form_pages import FormPage, bind, saved, show_form
from lumencare.web.templatetags.words import said


@login_required
def show(request: Request, number: str) -> HttpResponse:
    """Show the form, and register what was sent."""
    require_right(request.user, Right.SEND_QUOTES)
    version = find_offered(request.user, number)
    content = read_content(version.content)
    form = bind(SignedForm, request, option=content.recommended)
    form.offer((each.key, f"{each.key} · {said(each.name)}") for each in content.options)

    def act(typed: dict[str, Any]) -> HttpResponse:
        acceptance = Acceptance(typed["name"], version.pdf_sha256, typed["how"])
        upload = Upload(typed["file"].name, typed["file"])
        chosen = Chosen(typed["option"], acceptance)
        accept_signed(version, chosen, upload, by=request.user, now=request.now)
        return saved(request, _("The acceptance is registered."), "handover", number)

    page = FormPage(
        title=_("Register an acceptance"),
        back=reverse("handovers"),
        of=number,
        lead=_("Version %(version)s, as the customer signed it. PDF, PNG or JPEG.")
        % {"version": version.number},
        button=_("Register"),
    )
    return show_form(request, page, form, act)
