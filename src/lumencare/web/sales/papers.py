"""The paper of an issued quote: its PDF as a download, its pages as pictures."""

from io import BytesIO

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.sales.archive import read_pdf
from lumencare.sales.papers import page_picture
from lumencare.sales.queries import find_version
from lumencare.web.downloads import attach

# An issued document never changes: the browser may keep a picture of it, others may not.
KEPT = "private, max-age=31536000, immutable"


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
    found = find_version(request.user, number, version)
    drawn = page_picture(found, page) if found.pdf else None
    if drawn is None:
        raise Http404(f"{number} v{version} page {page}")
    answer = HttpResponse(drawn, content_type="image/png")
    answer["Cache-Control"] = KEPT
    return answer
