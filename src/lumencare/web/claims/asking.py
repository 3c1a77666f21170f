"""Asking for a part: from a part line in one click, or with a form."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.claims.actions import Asked
from lumencare.claims.actions import ask as ask_for
from lumencare.desk.queries import find_case, find_part
from lumencare.domain.problems import InputProblems
from lumencare.field.queries.found import visit_that_found
from lumencare.web.claims.forms import AskForm
from lumencare.web.forms import answer_form
from lumencare.web.sites.form_pages import bind
from lumencare.web.templatetags.words import short_language

ASKED = _("The claim is open and decided.")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request, number: str) -> HttpResponse:
    """Show the form of a claim for a part of a case, or open what was sent."""
    require_right(request.user, Right.ASK_CLAIMS)
    case = find_case(request.user, number)

    def act(typed: dict[str, Any]) -> HttpResponse:
        found = visit_that_found(request.user, case, typed.get("found_at", ""))
        asked = Asked(
            typed=typed,
            found_on=found.on if found else None,
            found_at=found.number if found else "",
        )
        claim = ask_for(case, asked, by=request.user, now=request.now)
        messages.success(request, ASKED)
        return redirect("claim", claim.number)

    form = bind(AskForm, request, **request.GET.dict())
    form.offer(request, case)
    return answer_form(request, form, act, "claims/ask.html", case=case)


@require_POST
@login_required
def ask_line(request: Request, number: str, part: int) -> HttpResponse:
    """Claim a part line of a case at once; where something is missing, show the form with why."""
    require_right(request.user, Right.ASK_CLAIMS)
    line = find_part(request.user, number, part)
    asked = Asked(line=line, key=f"line:{line.pk}")
    try:
        claim = ask_for(find_case(request.user, number), asked, by=request.user, now=request.now)
    except InputProblems as wrong:
        for each in wrong.problems:
            messages.error(request, each.sentence(short_language()))
        begins = urlencode({"part_number": line.part_number, "serial": line.serial})
        return redirect(f"{reverse('claim-ask', args=[number])}?{begins}")
    messages.success(request, ASKED)
    return redirect("claim", claim.number)
