"""The handover of an accepted upgrade: one form, everything that is wrong told at once."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lumencare.accounts.requests import Request
from lumencare.domain.upgrade.content import OptionKind
from lumencare.handovers.actions import complete
from lumencare.handovers.queries.preparing import Prepared, prepare
from lumencare.handovers.stated import Completing
from lumencare.sites.uploads import Upload
from lumencare.web.forms import answer_form
from lumencare.web.handovers.forms import CompleteForm
from lumencare.web.sites.form_pages import FormPage, saved


@login_required
def show(request: Request, number: str) -> HttpResponse:
    """Show what is known, and record the handover."""
    prepared = prepare(request.user, number)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = CompleteForm(*sent, prepared=prepared, initial=_begins(prepared, request))

    def act(typed: dict[str, Any]) -> HttpResponse:
        completing = _stated(prepared, typed)
        complete(prepared.version, completing, by=request.user, now=request.now)
        return saved(request, _("The upgrade is handed over."), "handover", number)

    page = FormPage(
        title=_("Hand the upgrade over"),
        back=reverse("handover", args=[number]),
        of=number,
        button=_("Record the handover"),
        lead=LEADS[prepared.kind](),
    )
    return answer_form(request, form, act, "handovers/complete.html", page=page, prepared=prepared)


LEADS = {
    OptionKind.SYSTEM.value: lambda: _(
        "The new system begins with its own warranty and purchase window. What is replaced leaves "
        "cover on this day; what is kept stays with the old system."
    ),
    OptionKind.SOFTWARE.value: lambda: _(
        "The system keeps its order date, its warranty and its plans; the software version changes."
    ),
}


def _begins(prepared: Prepared, request: Request) -> dict[str, Any]:
    return {
        "completed_on": request.today,
        "ref": prepared.ref,
        "name": prepared.name,
        "system_type": prepared.system_type,
        "warranty_class": prepared.warranty_class,
        "start_up": prepared.start_up,
        "whole": "on" if prepared.whole else "",
        **{f"part-{each.key}": each.part_number for each in prepared.rows},
    }


def _stated(prepared: Prepared, typed: dict[str, Any]) -> Completing:
    """Return what was typed as the action takes it; what was not decided stays open to say."""
    file = typed["evidence"]
    return Completing(
        typed=typed,
        evidence=Upload(file.name, file),
        whole=bool(typed.get("whole")),
        parts={
            each.key: (typed[f"part-{each.key}"], typed[f"serials-{each.key}"])
            for each in prepared.rows
        },
        decisions={each.key: typed[each.key] for each in prepared.things if typed[each.key]},
    )
