"""Papers of contracts: made, handed out, sealed; and whether a document was issued here."""

from io import BytesIO
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from ninja import Path, Query, Router
from ninja.throttling import BaseThrottle
from pydantic import Field

from lumencare.api.kept_answers import once_by_key
from lumencare.api.records import Sent, sent
from lumencare.api.replies import attach, file_described, reply
from lumencare.api.shapes.basic import NO_NUL, Line, shown
from lumencare.api.shapes.papers import CheckShape, PaperShape, SealedShape
from lumencare.api.tokens import Call
from lumencare.contracts import actions
from lumencare.contracts.archive import read_file
from lumencare.contracts.queries import find_contract
from lumencare.contracts.queries.papers import find_paper, find_sealed, papers_of
from lumencare.store.throttle import CHECKS_WITHIN, checks_too_often
from lumencare.upgrades.queries.checking import check_document

router = Router(tags=["contracts"])
Contract = Annotated[str, Path(max_length=40, pattern=NO_NUL, examples=["C-2601-001"])]
Revision = Annotated[Annotated[int, Field(ge=1, le=32_767)] | None, Query()]


class ByAddress(BaseThrottle):
    """Counts checks of documents by network address, with those on the public page."""

    def allow_request(self, request: HttpRequest) -> bool:
        """Count one more check; False where there were too many."""
        return not checks_too_often(request)

    def wait(self) -> float:
        """Return in how many seconds to try again."""
        return float(CHECKS_WITHIN)


@router.post("/contracts/{contract}/document", response={201: PaperShape})
@once_by_key
def make_document(request: Call, contract: Contract) -> HttpResponse:
    """Make and sign the document of a draft; what did not change since is not made again."""
    row = find_contract(request.user, contract)
    actions.issue_document(row, by=request.user, now=request.now)
    made = papers_of(request.user, row).issued[0]
    return reply(shown(PaperShape, made), 201)


@router.get(
    "/contracts/{contract}/document",
    response={200: None},
    openapi_extra=file_described("application/pdf"),
)
def document(request: Call, contract: Contract, revision: Revision = None) -> HttpResponseBase:
    """Download a document as it was issued; the latest where no revision is named."""
    found = find_paper(request.user, contract, revision)
    return attach(BytesIO(read_file(found.pdf)), f"{found.number}.pdf", "application/pdf")


@router.post("/contracts/{contract}/sealed", response={201: SealedShape})
@once_by_key
def seal(request: Call, contract: Contract, file: Sent) -> HttpResponse:
    """Keep the copy that both signed: PDF, JPEG or PNG of at most 25 MB, by its content."""
    row = find_contract(request.user, contract)
    actions.upload_sealed(row, sent(file), by=request.user, now=request.now)
    return reply(shown(SealedShape, papers_of(request.user, row).sealed), 201)


@router.get(
    "/contracts/{contract}/sealed",
    response={200: None},
    openapi_extra=file_described("application/pdf", "image/jpeg", "image/png"),
)
def sealed(request: Call, contract: Contract) -> HttpResponseBase:
    """Download the copy that both signed."""
    found = find_sealed(request.user, contract)
    return attach(BytesIO(read_file(found.file)), found.file_name, found.media_type)


@router.get("/check", response=CheckShape, auth=None, throttle=ByAddress())
def check(
    request: HttpRequest,
    number: Annotated[Line, Query(examples=["C-2601-001"])],
    hash: Annotated[Line, Query(description="SHA-256 of the file, or its check mark.")],  # noqa: A002
) -> HttpResponse:
    """Tell whether a document was issued here. No token is needed, and nothing else is told."""
    found = check_document(number, hash)
    if found is None:
        return reply({"issued": False})
    return reply(shown(CheckShape, {"issued": True, "document": found}))
