"""Whether a document was issued here: upgrade proposals, and all that rooms below know."""

from lumencare.contracts.queries import IssuedDocument
from lumencare.contracts.queries.checking import WHOLE, DocumentKind, DocumentStanding, hash_fits
from lumencare.domain.upgrade.states import ProposalState
from lumencare.field.queries.checking import check_document as check_papers
from lumencare.upgrades.models import ProposalVersion


def check_document(number: str, given: str) -> IssuedDocument | None:
    """Return what is told of the document with a number and a hash; None where there is none.

    Raises InputProblems where the two cannot be a number and a hash.
    """
    return check_papers(number, given, besides=(_proposal,))


def _proposal(name: str, mark: str) -> IssuedDocument | None:
    rows = ProposalVersion.objects.filter(
        hash_fits(mark), proposal__number=name, issued_at__isnull=False
    )
    row = rows.select_related("proposal").order_by("-number").first()
    if row is None or row.issued_at is None:
        return None
    later = row.proposal.versions.filter(number__gt=row.number, issued_at__isnull=False)
    return IssuedDocument(
        number=str(row),
        kind=DocumentKind.PROPOSAL,
        issued_at=row.issued_at,
        standing=_standing_of(row, is_replaced=later.exists()),
        by_file=len(mark) == WHOLE,
    )


def _standing_of(row: ProposalVersion, *, is_replaced: bool) -> DocumentStanding:
    if row.state == ProposalState.LOST:
        return DocumentStanding.WITHDRAWN
    replaced = is_replaced or row.state == ProposalState.SUPERSEDED
    return DocumentStanding.REPLACED if replaced else DocumentStanding.LATEST
