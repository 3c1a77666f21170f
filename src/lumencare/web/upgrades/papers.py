"""The paper of a proposal: its PDF as a download, its pages as pictures, a draft's as well."""

from io import BytesIO

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.domain.upgrade.checks import check_whole
from lumencare.domain.upgrade.states import ProposalState
from lumencare.upgrades.archive import page_picture, read_pdf
from lumencare.upgrades.making import offer_of, picture_draft
from lumencare.upgrades.queries import find_version
from lumencare.web.downloads import attach
from lumencare.web.sales.papers import KEPT


@require_safe
@login_required
def download(request: Request, number: str, version: int) -> HttpResponseBase:
    """Hand out the PDF as it was issued."""
    found = find_version(request.user, number, version)
    if not found.pdf:
        raise Http404(f"{number} v{version}")
    return attach(BytesIO(read_pdf(found)), f"{number}-v{version}.pdf")


@require_safe
@login_required
def picture(request: Request, number: str, version: int, page: int) -> HttpResponse:
    """Show one page of the PDF as a picture."""
    drawn = page_picture(find_version(request.user, number, version), page)
    if drawn is None:
        raise Http404(f"{number} v{version} page {page}")
    return _picture(drawn, KEPT)


@require_safe
@login_required
def draft_picture(request: Request, number: str, page: int) -> HttpResponse:
    """Show one page of a draft as it would be issued today; nothing of it is kept."""
    found = find_version(request.user, number)
    if found.state != ProposalState.DRAFT:
        raise Http404(f"{number} is no draft")
    offer = offer_of(found, request.today)
    if check_whole(offer.content):
        raise Http404(f"{number} is not whole")
    pages = picture_draft(found, offer)
    if not 1 <= page <= len(pages):
        raise Http404(f"{number} page {page}")
    return _picture(pages[page - 1], "private, no-store")


def _picture(drawn: bytes, kept: str) -> HttpResponse:
    answer = HttpResponse(drawn, content_type="image/png")
    answer["Cache-Control"] = kept
    return answer
