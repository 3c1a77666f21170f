"""Shapes of what engineers bring back from visits: reports, photos, parts, the signature."""

from typing import Annotated, Literal

from pydantic import Field

from lumencare.api.shapes.basic import Facts, Instant
from lumencare.api.shapes.papers import Sha256


class VisitPaperShape(Facts):
    """A report of a visit as it was issued; `issued_by` is empty where the office's job did."""

    visit: str
    number: str
    revision: int
    issued_at: Instant
    issued_by: str
    sha256: Sha256
    signer: str
    fingerprint: Sha256
    self_made: bool


class VisitPhotoShape(Facts):
    """A photo of a visit; `GET /visit-photos/{id}/file` downloads it."""

    id: Annotated[int, Field(validation_alias="pk")]
    file_name: str
    media_type: str
    size: int
    sha256: Sha256
    taken_at: Instant
    added_by: str


class VisitPartShape(Facts):
    """A part that was used; `quantity_milli` in thousandths."""

    part_number: str
    quantity_milli: int
    faulty_serial: str
    claim: str
    new_serial: str


class VisitSignatureShape(Facts):
    """Who signed for the customer; `GET /visits/{number}/signature` downloads the picture."""

    signer: str
    signed_at: Instant
    sha256: Sha256


class VisitReportShape(Facts):
    """What was brought back from a visit; `issued`, the latest first, are its reports as PDF.

    `is_due`: a report is being made and is there within a minute.
    """

    cause: Literal["", "unknown", "product", "other"]
    findings: str
    checks: list[str]
    trained: bool
    fixed: bool | None
    parts: list[VisitPartShape]
    photos: list[VisitPhotoShape]
    signature: VisitSignatureShape | None
    unsigned_why: str
    issued: list[VisitPaperShape]
    is_due: bool
