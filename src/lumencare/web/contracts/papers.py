"""The papers of a contract: made, downloaded, looked at; and the copy that both signed."""

from collections.abc import Callable
from io import BytesIO

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.contracts.actions import (
    issue_amendment,
    issue_document,
    upload_sealed,
    upload_sealed_amendment,
)
from lumencare.contracts.archive import read_file
from lumencare.contracts.queries import find_contract
from lumencare.contracts.queries.papers import (
    find_amendment,
    find_paper,
    find_sealed,
    paper_picture,
)
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.domain.text import Text
from lumencare.sites.uploads import Upload
from lumencare.web.contracts.contract import render_contract
from lumencare.web.downloads import attach

WRONG, CONFLICTING = 422, 409
# An issued document never changes: the browser may keep a picture of it, others may not.
KEPT = "private, max-age=31536000, immutable"
NO_FILE = Text("请选择文件。", "Choose a file.")


@login_required
@require_POST
def make(request: Request, number: str) -> HttpResponse:
    """Make the document of a draft; what did not change since is not made again."""
    require_right(request.user, Right.KEEP_CONTRACTS)
    row = find_contract(request.user, number)
    return _make(request, number, lambda: issue_document(row, by=request.user, now=request.now))


@login_required
@require_POST
def make_amendment(request: Request, number: str, amendment: int) -> HttpResponse:
    """Make the document of an amendment; what did not change since is not made again."""
    require_right(request.user, Right.KEEP_CONTRACTS)
    row = find_amendment(request.user, number, amendment)
    return _make(request, number, lambda: issue_amendment(row, by=request.user, now=request.now))


@login_required
@require_POST
def seal(request: Request, number: str) -> HttpResponse:
    """Keep the copy that both signed and stamped."""
    require_right(request.user, Right.KEEP_CONTRACTS)
    row = find_contract(request.user, number)

    def keep(upload: Upload) -> object:
        return upload_sealed(row, upload, by=request.user, now=request.now)

    return _seal(request, number, "sealed", keep)


@login_required
@require_POST
def seal_amendment(request: Request, number: str, amendment: int) -> HttpResponse:
    """Keep the copy of an amendment that both signed and stamped."""
    require_right(request.user, Right.KEEP_CONTRACTS)
    row = find_amendment(request.user, number, amendment)

    def keep(upload: Upload) -> object:
        return upload_sealed_amendment(row, upload, by=request.user, now=request.now)

    return _seal(request, number, f"sealed-{amendment}", keep)


def _make(request: Request, number: str, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except InputProblems as wrong:
        return render_contract(request, number, status=WRONG, unmade=wrong.problems)
    except Refused as refused:
        return render_contract(request, number, status=WRONG, refused=refused.reason)
    except Conflict as conflict:
        return render_contract(request, number, status=CONFLICTING, conflict=conflict)
    messages.success(request, _("The document is made and signed."))
    return redirect("contract", number)


def _seal(
    request: Request, number: str, field: str, keep: Callable[[Upload], object]
) -> HttpResponse:
    file = request.FILES.get("file")
    if file is None:
        return _unkept(request, number, field, NO_FILE)
    try:
        keep(Upload(file.name or "", file))
    except InputProblems as wrong:
        return _unkept(request, number, field, wrong.problems[0].allowed)
    except Refused as refused:
        return render_contract(request, number, status=WRONG, refused=refused.reason)
    except Conflict as conflict:
        return render_contract(request, number, status=CONFLICTING, conflict=conflict)
    messages.success(request, _("The signed copy is kept."))
    return redirect("contract", number)


def _unkept(request: Request, number: str, field: str, said: Text) -> HttpResponse:
    return render_contract(request, number, status=WRONG, problems={field: said}, unkept=field)


@require_safe
@login_required
def download(request: Request, number: str, revision: int) -> HttpResponseBase:
    """Hand out a document as it was issued."""
    found = find_paper(request.user, number, revision)
    return attach(BytesIO(read_file(found.pdf)), f"{found.number}.pdf")


@require_safe
@login_required
def picture(request: Request, number: str, revision: int, page: int) -> HttpResponse:
    """Show one page of a document as a picture."""
    drawn = paper_picture(find_paper(request.user, number, revision), page)
    if drawn is None:
        raise Http404(f"{number} page {page}")
    answer = HttpResponse(drawn, content_type="image/png")
    answer["Cache-Control"] = KEPT
    return answer


@require_safe
@login_required
def download_sealed(request: Request, number: str) -> HttpResponseBase:
    """Hand out the copy that both signed, to be saved, never to be shown in our own pages."""
    found = find_sealed(request.user, number)
    return attach(BytesIO(read_file(found.file)), found.file_name)


@require_safe
@login_required
def download_amendment(
    request: Request, number: str, amendment: int, revision: int
) -> HttpResponseBase:
    """Hand out the document of an amendment as it was issued."""
    found = find_paper(request.user, number, revision, amendment=amendment)
    return attach(BytesIO(read_file(found.pdf)), f"{found.number}.pdf")


@require_safe
@login_required
def download_sealed_amendment(request: Request, number: str, amendment: int) -> HttpResponseBase:
    """Hand out the copy of an amendment that both signed."""
    found = find_sealed(request.user, number, amendment=amendment)
    return attach(BytesIO(read_file(found.file)), found.file_name)
