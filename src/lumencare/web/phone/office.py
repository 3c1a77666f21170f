"""What phones sent and was refused or differs: the office looks at it, and says that it did."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lumencare.accounts.requests import Request
from lumencare.domain.text import Text
from lumencare.field.phone import Unsettled, settle, unsettled
from lumencare.web.phone.shown import KINDS

# Of what was sent, people read the words; answers of cover and marks are for the machine.
READ = ("why", "findings", "part_number", "faulty_serial", "new_serial", "signer", "unsigned_why")
OUTCOMES = {
    "refused": Text("未被接受", "Not accepted"),
    "differs": Text("与现场显示不同", "Differs from what was shown"),
}


@require_safe
@login_required
def show(request: Request) -> HttpResponse:
    """List what waits to be settled, newest first."""
    rows, total = unsettled(request.user)
    shown = {"rows": [_shown(each) for each in rows], "total": total, "more": total - len(rows)}
    return render(request, "phone/sent.html", shown)


@login_required
@require_POST
def settle_one(request: Request, pk: int) -> HttpResponse:
    """Keep that somebody has seen to it."""
    settle(request.user, pk, now=request.now)
    messages.success(request, _("It is settled."))
    return redirect("dispatch-sent")


def _shown(row: Unsettled) -> dict[str, object]:
    words = [str(row.payload[name]) for name in READ if row.payload.get(name)]
    return {
        "row": row,
        "kind": KINDS[row.kind],
        "outcome": OUTCOMES[row.outcome],
        "look": "bad" if row.outcome == "refused" else "warn",
        "words": " · ".join(words),
    }
