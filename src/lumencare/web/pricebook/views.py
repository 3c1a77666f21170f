"""The price book: all editions, and everything that one of them says."""

from io import BytesIO

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.data.edition_files import read_shipped_text
from lumencare.pricebook.standing import edition_before, find_listed, find_text, list_editions
from lumencare.web.downloads import attach
from lumencare.web.pricebook.whole import shown_changes, whole_context


@login_required
def show_all(request: Request) -> HttpResponse:
    """List every edition with where it stands today."""
    context = {
        "editions": list_editions(request.user, request.today),
        "can_draft": may(request.user, Right.DRAFT_EDITIONS),
    }
    return render(request, "pricebook/list.html", context)


@login_required
def show(request: Request, code: str) -> HttpResponse:
    """Show all that one published edition says."""
    listed = find_listed(request.user, code, request.today)
    if listed.edition is None:
        raise Http404
    earlier = edition_before(listed.edition)
    context = {
        **whole_context(listed.edition),
        "listed": listed,
        "earlier": earlier,
        "changes": shown_changes(earlier, listed.edition),
        "can_retire": _can_retire(request, listed.row),
    }
    return render(request, "pricebook/show.html", context)


@login_required
def download(request: Request, code: str) -> FileResponse:
    """Hand out the file of an edition, to make the next one from."""
    listed = find_listed(request.user, code, request.today)
    text = find_text(request.user, listed.code) or read_shipped_text(listed.code)
    return attach(BytesIO(text.encode()), f"{listed.code}.toml")


def _can_retire(request: Request, row: object) -> bool:
    published = getattr(row, "state", "") == "published"
    return published and may(request.user, Right.PUBLISH_EDITIONS)
