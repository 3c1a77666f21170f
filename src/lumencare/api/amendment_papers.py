"""Papers of amendments: made, handed out, sealed, as those of their contract are."""

from io import BytesIO
from typing import Annotated

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Path, Router
from pydantic import Field

from lumencare.api.kept_answers import once_by_key
from lumencare.api.papers import Contract, Revision
from lumencare.api.records import Sent, sent
from lumencare.api.replies import attach, file_described, reply
from lumencare.api.shapes.basic import shown
from lumencare.api.shapes.papers import PaperShape, SealedShape
from lumencare.api.tokens import Call
from lumencare.contracts import actions
from lumencare.contracts.archive import read_file
from lumencare.contracts.queries.papers import (
    find_amendment,
    find_paper,
    find_sealed,
    papers_of_amendments,
)

router = Router(tags=["contracts"])
Amendment = Annotated[Annotated[int, Field(ge=1, le=32_767)], Path(examples=[1])]


@router.post("/contracts/{contract}/amendments/{amendment}/document", response={201: PaperShape})
@once_by_key
def make_amendment_document(
    request: Call, contract: Contract, amendment: Amendment
) -> HttpResponse:
    """Make and sign the document of an amendment; what did not change is not made again."""
    row = find_amendment(request.user, contract, amendment)
    actions.issue_amendment(row, by=request.user, now=request.now)
    made = papers_of_amendments(request.user, row.contract)[amendment].issued[0]
    return reply(shown(PaperShape, made), 201)


@router.get(
    "/contracts/{contract}/amendments/{amendment}/document",
    response={200: None},
    openapi_extra=file_described("application/pdf"),
)
def amendment_document(
    request: Call, contract: Contract, amendment: Amendment, revision: Revision = None
) -> HttpResponseBase:
    """Download the document of an amendment as it was issued; the latest where none is named."""
    found = find_paper(request.user, contract, revision, amendment=amendment)
    return attach(BytesIO(read_file(found.pdf)), f"{found.number}.pdf", "application/pdf")


@router.post("/contracts/{contract}/amendments/{amendment}/sealed", response={201: SealedShape})
@once_by_key
def seal_amendment(
    request: Call, contract: Contract, amendment: Amendment, file: Sent
) -> HttpResponse:
    """Keep the copy that both signed: PDF, JPEG or PNG of at most 25 MB, by its content."""
    row = find_amendment(request.user, contract, amendment)
    actions.upload_sealed_amendment(row, sent(file), by=request.user, now=request.now)
    kept = papers_of_amendments(request.user, row.contract)[amendment].sealed
    return reply(shown(SealedShape, kept), 201)


@router.get(
    "/contracts/{contract}/amendments/{amendment}/sealed",
    response={200: None},
    openapi_extra=file_described("application/pdf", "image/jpeg", "image/png"),
)
def amendment_sealed(request: Call, contract: Contract, amendment: Amendment) -> HttpResponseBase:
    """Download the copy of an amendment that both signed."""
    found = find_sealed(request.user, contract, amendment=amendment)
    return attach(BytesIO(read_file(found.file)), found.file_name, found.media_type)
