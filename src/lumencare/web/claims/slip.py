"""The slip that goes with a part for a claim, as a PDF to print."""

from io import BytesIO

from django.contrib.auth.decorators import login_required
from django.http import FileResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.claims.queries.slip import slip_of_claim
from lumencare.documents.slip_pdf import render_slip
from lumencare.web.downloads import attach


@require_safe
@login_required
def show(request: Request, number: str) -> FileResponse:
    """Hand out the slip of a claim; its code leads to the claim."""
    address = request.build_absolute_uri(reverse("claim", kwargs={"number": number}))
    context = slip_of_claim(request.user, number, address, request.today)
    return attach(BytesIO(render_slip(context, request.now)), f"{context.number}.pdf")
