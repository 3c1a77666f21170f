"""Sending somebody to a case from the desk: who could go, by when, and one click that sends."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may, require_right
from lumencare.accounts.roles import Right
from lumencare.desk.queries import find_case
from lumencare.field import actions
from lumencare.field.queries import Visit, find_visit, wanted_visit
from lumencare.field.queries.of_case import best_of_each, candidates, visits_of_case
from lumencare.web.desk.words import say_when
from lumencare.web.dispatch.sending import send_to_slot
from lumencare.web.dispatch.slots import read_slot

# So many are seen at a glance; the others are a click away.
AT_ONCE = 3


@require_safe
@login_required
def show(request: Request, number: str) -> HttpResponse:
    """Show who could be sent to a case, the best first; or who is sent already."""
    require_right(request.user, Right.SEE_CASES)
    case = find_case(request.user, number)
    wanted, fit = candidates(request.user, number, request.now)
    slots = [(each, say_when(each.start, request.now)) for each in best_of_each(fit)] if fit else []
    context = {
        "number": number,
        "summary": case.summary,
        "wanted": wanted,
        "fit": fit,
        "slots": slots[:AT_ONCE],
        "others": slots[AT_ONCE:],
        "visits": [
            (each, say_when(each.starts_at, request.now) if each.starts_at else None)
            for each in visits_of_case(request.user, number)
        ],
        "can_send": may(request.user, Right.KEEP_VISITS),
    }
    template = "desk/_candidates.html" if request.htmx else "desk/candidates.html"
    return render(request, template, context)


@require_POST
@login_required
def send(request: Request, number: str) -> HttpResponse:
    """Send an engineer; the server checks the slot again and says why where it is gone."""
    require_right(request.user, Right.KEEP_VISITS)
    find_case(request.user, number)
    slot = read_slot(request.POST.get("slot", ""))
    visit = wanted_visit(request.user, slot.number)
    if visit.case is None or visit.case.number != number:
        raise Http404(slot.number)

    def done(sent: Visit) -> HttpResponse:
        said = {"name": str(sent.engineer), "visit": sent.number}
        messages.success(request, _("%(name)s is sent: %(visit)s.") % said)
        return redirect(f"{reverse('desk')}?case={number}#detail")

    return send_to_slot(request, visit, slot, done)


@require_POST
@login_required
def take_back(request: Request, number: str) -> HttpResponse:
    """Take the last assignment of a visit back, if nothing has happened to it since."""
    require_right(request.user, Right.KEEP_VISITS)
    find_case(request.user, number)
    visit = find_visit(request.user, request.POST.get("visit", ""))
    if visit.case is None or visit.case.number != number:
        raise Http404(number)
    actions.undo(visit, by=request.user, now=request.now)
    messages.success(request, _("It is taken back: nobody is sent now."))
    return redirect(f"{reverse('desk')}?case={number}#detail")
