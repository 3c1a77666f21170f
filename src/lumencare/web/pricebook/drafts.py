"""Drafts of editions: uploaded, looked at with all their flaws, mended."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may, require_right
from lumencare.accounts.roles import Right
from lumencare.pricebook.actions import ANOTHER, replace_draft, upload_draft
from lumencare.pricebook.drafts import Examined
from lumencare.pricebook.standing import (
    STANDING_NAMES,
    Standing,
    edition_before,
    examine_row,
    find_draft,
)
from lumencare.web.fields import read_version
from lumencare.web.forms import answer_form
from lumencare.web.pricebook.forms import ReplaceForm, UploadForm
from lumencare.web.pricebook.whole import shown_changes, whole_context

MOST_FLAWS_SHOWN = 200


@login_required
def upload(request: Request) -> HttpResponse:
    """Take a new draft."""
    require_right(request.user, Right.DRAFT_EDITIONS)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()

    def act(values: dict[str, Any]) -> HttpResponse:
        row = upload_draft(values["file"].read(), by=request.user, now=request.now)
        return redirect("editions-draft", row.pk)

    title, button = _("Upload a draft"), _("Upload")
    return answer_form(request, form, act, "pricebook/form.html", title=title, button=button)


@login_required
def replace(request: Request, pk: int) -> HttpResponse:
    """Take a mended file in place of a draft's."""
    require_right(request.user, Right.DRAFT_EDITIONS)
    row = find_draft(request.user, pk)
    if request.method == "POST":
        form = ReplaceForm(request.POST, request.FILES)
    else:
        form = ReplaceForm(initial={"version": row.version})

    def act(values: dict[str, Any]) -> HttpResponse:
        row.version = read_version(values["version"])
        replace_draft(row, content=values["file"].read(), by=request.user, now=request.now)
        return redirect("editions-draft", row.pk)

    return answer_form(
        request,
        form,
        act,
        "pricebook/form.html",
        version_now=lambda: find_draft(request.user, pk).version,
        title=_("Replace the draft %(code)s") % {"code": row.code},
        button=_("Replace"),
        row=row,
    )


@login_required
def show(request: Request, pk: int) -> HttpResponse:
    """Show a draft: its flaws with their lines, or what it would be and change."""
    row = find_draft(request.user, pk)
    if row.state in {"published", "retired"}:
        return redirect("editions-one", row.code)
    examined = examine_row(row, request.today)
    context: dict[str, Any] = {
        "row": row,
        "standing": Standing(row.state),
        "standing_name": STANDING_NAMES[Standing(row.state)],
        "flaws": examined.flaws[:MOST_FLAWS_SHOWN],
        "flaw_count": len(examined.flaws),
        **_may(request, row.state, row.proposed_by_id, examined),
    }
    if examined.edition is not None and not examined.flaws:
        earlier = edition_before(examined.edition)
        context |= whole_context(examined.edition)
        context |= {"earlier": earlier, "changes": shown_changes(earlier, examined.edition)}
    return render(request, "pricebook/draft.html", context)


def _may(
    request: Request, state: str, proposed_by: int | None, examined: Examined
) -> dict[str, Any]:
    """Return which steps this person can take now, and why one of them not."""
    drafts = may(request.user, Right.DRAFT_EDITIONS)
    publishes = may(request.user, Right.PUBLISH_EDITIONS)
    own = proposed_by == request.user.pk
    proposed, sound = state == "proposed", not examined.flaws
    return {
        "can_rehearse": sound and may(request.user, Right.SEE_PRICES),
        "can_replace": state == "draft" and drafts,
        "can_propose": state == "draft" and drafts and sound,
        "can_publish": proposed and publishes and not own and sound,
        "why_not_publish": ANOTHER if proposed and publishes and own else None,
        "can_send_back": proposed,
        "can_withdraw": state in {"draft", "proposed"},
    }
