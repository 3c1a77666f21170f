"""Reports of visits as they were issued, and the photos and the signature that came with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.models import Prefetch
from django.http import Http404

from lumencare.accounts.models import User
from lumencare.accounts.rights import may, require_right
from lumencare.accounts.roles import Right
from lumencare.desk.queries.talk import OpenedFile
from lumencare.documents.thumbnails import shrink_photo
from lumencare.domain.dispatch.states import VisitState
from lumencare.field.models import Visit, VisitPaper, VisitPart, VisitPhoto, VisitReport
from lumencare.field.papers import report_of
from lumencare.field.queries.rows import find_visit, visible_visits
from lumencare.sales.archive import write_durably
from lumencare.sales.papers import FOLDER as PICTURES

ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png"}


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPaperFacts:
    """A report as it was issued; `issued_by` is empty where a job did."""

    visit: str
    number: str
    revision: int
    issued_at: datetime
    issued_by: str
    sha256: str
    signer: str
    fingerprint: str
    self_made: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPhotoFacts:
    """A photo of a visit under the name it is downloaded by."""

    pk: int
    file_name: str
    media_type: str
    size: int
    sha256: str
    taken_at: datetime
    added_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureFacts:
    """Who signed for the customer, and when."""

    signer: str
    signed_at: datetime
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPartFacts:
    """A part that was used; the quantity in thousandths."""

    part_number: str
    quantity_milli: int
    faulty_serial: str
    new_serial: str
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """What was brought back from a visit; reports as issued, the latest first, photos as taken.

    `is_due`: a report is being made. `may_issue`: the person may have it made now.
    """

    cause: str
    findings: str
    checks: tuple[str, ...]
    trained: bool
    fixed: bool | None
    parts: tuple[VisitPartFacts, ...]
    photos: tuple[VisitPhotoFacts, ...]
    signature: SignatureFacts | None
    unsigned_why: str
    issued: tuple[VisitPaperFacts, ...]
    is_due: bool
    may_issue: bool


def report_facts_of(user: User, number: str) -> ReportFacts:
    """Return what was brought back from a visit; Http404 where there is no such visit."""
    visit = find_visit(user, number)
    report = report_of(visit)
    own = visit.engineer is not None and visit.engineer.person_id == user.pk
    allowed = may(user, Right.KEEP_VISITS) or (own and may(user, Right.DO_VISITS))
    photos = visit.photos.select_related("added_by").order_by("taken_at", "pk")
    return ReportFacts(
        cause=report.cause,
        findings=report.findings,
        checks=tuple(report.checks),
        trained=report.trained,
        fixed=report.fixed,
        parts=tuple(_part(each) for each in visit.parts.select_related("claim").order_by("pk")),
        photos=tuple(_photo(each, visit) for each in photos),
        signature=_signature(report),
        unsigned_why=report.unsigned_why,
        issued=_papers(visit.papers.select_related("issued_by").order_by("-revision"), visit),
        is_due=visit.report_due_at is not None,
        may_issue=allowed and visit.state == VisitState.DONE,
    )


def papers_of_case(user: User, number: str) -> tuple[VisitPaperFacts, ...]:
    """Return the latest report of each visit of a case, newest first; none for outsiders."""
    if not may(user, Right.SEE_VISITS):
        return ()
    papers = VisitPaper.objects.select_related("issued_by").order_by("-revision")
    rows = visible_visits(user).filter(case__number=number).order_by("-pk")
    visits = rows.prefetch_related(Prefetch("papers", papers))
    return tuple(each for visit in visits for each in _papers(visit.papers.all(), visit)[:1])


def find_report(user: User, number: str, revision: int | None = None) -> VisitPaper:
    """Return an issued report of a visit, the latest where no revision is named; else Http404."""
    rows = find_visit(user, number).papers.order_by("-revision")
    found = (rows if revision is None else rows.filter(revision=revision)).first()
    if found is None:
        raise Http404(f"report of {number}")
    return found


def open_photo(user: User, pk: int) -> OpenedFile:
    """Return a photo for a download; else Http404."""
    row = _find_photo(user, pk)
    return OpenedFile(_name(row, row.visit), row.media_type, row.size, row.sha256, row.file)


def photo_picture(user: User, pk: int) -> bytes | None:
    """Return a photo as a small JPEG of our own making, drawn once; None where it is broken."""
    row = _find_photo(user, pk)
    kept = Path(settings.MEDIA_ROOT) / PICTURES / f"{row.sha256}-small.jpg"
    if kept.exists():
        return kept.read_bytes()
    with row.file.open("rb") as file:
        drawn = shrink_photo(file)
    if drawn is not None:
        write_durably(kept, drawn)
    return drawn


def open_signature(user: User, number: str) -> OpenedFile:
    """Return the customer's signature for a download; else Http404."""
    visit = find_visit(user, number)
    row = VisitReport.objects.filter(visit=visit).exclude(signature="").first()
    if row is None:
        raise Http404(f"signature of {number}")
    file = row.signature
    name = f"{number}-signature.png"
    return OpenedFile(name, "image/png", file.size, row.signature_sha256, file)


def _find_photo(user: User, pk: int) -> VisitPhoto:
    require_right(user, Right.SEE_VISITS)
    row = VisitPhoto.objects.select_related("visit").filter(pk=pk).first()
    if row is None:
        raise Http404(f"photo {pk}")
    return row


def _papers(rows: Iterable[VisitPaper], visit: Visit) -> tuple[VisitPaperFacts, ...]:
    return tuple(
        VisitPaperFacts(
            visit=visit.number,
            number=each.number,
            revision=each.revision,
            issued_at=each.issued_at,
            issued_by=each.issued_by.name if each.issued_by else "",
            sha256=each.pdf_sha256,
            signer=each.signer,
            fingerprint=each.fingerprint,
            self_made=each.self_made,
        )
        for each in rows
    )


def _name(row: VisitPhoto, visit: Visit) -> str:
    return f"{visit.number}-{row.sha256[:8]}{ENDINGS[row.media_type]}"


def _photo(row: VisitPhoto, visit: Visit) -> VisitPhotoFacts:
    return VisitPhotoFacts(
        pk=row.pk,
        file_name=_name(row, visit),
        media_type=row.media_type,
        size=row.size,
        sha256=row.sha256,
        taken_at=row.taken_at,
        added_by=row.added_by.name,
    )


def _part(row: VisitPart) -> VisitPartFacts:
    return VisitPartFacts(
        part_number=row.part_number,
        quantity_milli=row.quantity_milli,
        faulty_serial=row.faulty_serial,
        new_serial=row.new_serial,
        claim=row.claim.number if row.claim else "",
    )


def _signature(report: VisitReport) -> SignatureFacts | None:
    if report.signed_at is None:
        return None
    return SignatureFacts(
        signer=report.signer, signed_at=report.signed_at, sha256=report.signature_sha256
    )
