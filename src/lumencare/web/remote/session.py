"""The page of a session: its state and log stay live; stopped from elsewhere, it shows at once."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lumencare.accounts.requests import Request
from lumencare.remote import actions
from lumencare.remote.queries import find_session, session_page
from lumencare.web.remote import forms


@require_safe
@login_required
def show(request: Request, number: str) -> HttpResponse:
    """Show a session with its log, and what can be done in it."""
    page = session_page(request.user, number)
    context = {"page": page, "facts": page.facts, "note": forms.NoteForm()}
    return render(request, "remote/session.html", context)


@require_safe
@login_required
def live(request: Request, number: str) -> HttpResponse:
    """Show the log alone; where the state is another than the page shows, load it anew."""
    page = session_page(request.user, number)
    answer = render(request, "remote/_log.html", {"page": page, "facts": page.facts})
    if request.htmx and request.GET.get("state") != page.facts.state:
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
@login_required
def go_on(request: Request, number: str) -> HttpResponse:
    """Resume a session that dropped; the gate is asked again."""
    session = find_session(request.user, number)
    actions.resume(session, by=request.user, now=request.now)
    messages.success(request, _("The session goes on."))
    return redirect("remote-session", number)
