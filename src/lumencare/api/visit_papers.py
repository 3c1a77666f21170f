"""What engineers bring back from visits, for programs: reports as issued, photos, signatures."""

from io import BytesIO
from typing import Annotated

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Path, Router

from lumencare.api.kept_answers import once_by_key
from lumencare.api.papers import Revision
from lumencare.api.replies import attach, file_described, reply
from lumencare.api.shapes.basic import Key, shown
from lumencare.api.shapes.visit_papers import VisitPaperShape, VisitReportShape
from lumencare.api.tokens import Call
from lumencare.api.visits import Number
from lumencare.contracts.archive import read_file
from lumencare.field import actions
from lumencare.field.queries.papers import (
    find_report,
    open_photo,
    open_signature,
    report_facts_of,
)
from lumencare.field.queries.rows import find_visit

router = Router(tags=["visits"])
Id = Annotated[Key, Path()]


@router.get("/visits/{number}/report", response=VisitReportShape)
def report(request: Call, number: Number) -> HttpResponse:
    """Give what was brought back from a visit: findings, parts, photos, reports as issued."""
    return reply(shown(VisitReportShape, report_facts_of(request.user, number)))


@router.post("/visits/{number}/report", response={201: VisitPaperShape})
@once_by_key
def issue(request: Call, number: Number) -> HttpResponse:
    """Issue the report of a visit that is done; what did not change since is not made again."""
    row = find_visit(request.user, number)
    actions.issue_report(row, by=request.user, now=request.now)
    issued = report_facts_of(request.user, number).issued[0]
    return reply(shown(VisitPaperShape, issued), 201)


@router.get(
    "/visits/{number}/report.pdf",
    response={200: None},
    openapi_extra=file_described("application/pdf"),
)
def report_file(request: Call, number: Number, revision: Revision = None) -> HttpResponseBase:
    """Download a report as it was issued; the latest where no revision is named."""
    found = find_report(request.user, number, revision)
    return attach(BytesIO(read_file(found.pdf)), f"{found.number}.pdf", "application/pdf")


@router.get(
    "/visits/{number}/signature", response={200: None}, openapi_extra=file_described("image/png")
)
def signature(request: Call, number: Number) -> HttpResponseBase:
    """Download the customer's signature as it was sent."""
    found = open_signature(request.user, number)
    return attach(found.file.open("rb"), found.file_name, found.media_type)


@router.get(
    "/visit-photos/{id}/file",
    response={200: None},
    openapi_extra=file_described("image/jpeg", "image/png"),
)
def photo(request: Call, id: Id) -> HttpResponseBase:  # noqa: A002
    """Download a photo as it was sent."""
    found = open_photo(request.user, id)
    return attach(found.file.open("rb"), found.file_name, found.media_type)
