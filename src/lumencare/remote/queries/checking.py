"""Whether a remote agreement was issued here: by number and hash, and no more than that is told."""

from django.db.models import Q

from lumencare.contracts.queries.checking import (
    WHOLE,
    DocumentKind,
    DocumentStanding,
    IssuedDocument,
)
from lumencare.domain.remote.states import AgreementState
from lumencare.remote.models import RemoteAgreement

STANDINGS = {
    AgreementState.REVOKED: DocumentStanding.WITHDRAWN,
    AgreementState.SUPERSEDED: DocumentStanding.REPLACED,
}


def look_for_agreement(name: str, mark: str) -> IssuedDocument | None:
    """Return what is told of the agreement with a number and a hash; None where there is none."""
    by_file = len(mark) == WHOLE
    signed = Q(sealed_sha256=mark) if by_file else Q(sealed_facts_sha256__startswith=mark)
    unsigned = Q(paper_sha256=mark) if by_file else Q(facts_sha256__startswith=mark)
    row = RemoteAgreement.objects.filter(signed | unsigned, number=name).first()
    if row is None or row.sent_at is None:
        return None
    is_signed = (row.sealed_sha256 if by_file else row.sealed_facts_sha256).startswith(mark)
    standing = STANDINGS.get(AgreementState(row.state), DocumentStanding.LATEST)
    if row.sealed_sha256 and not is_signed and standing is DocumentStanding.LATEST:
        # The text as it was before it was signed: the signed one took its place.
        standing = DocumentStanding.REPLACED
    return IssuedDocument(
        number=row.number,
        kind=DocumentKind.REMOTE_AGREEMENT,
        issued_at=(row.valid_from if is_signed else None) or row.sent_at,
        standing=standing,
        by_file=by_file,
        signer=row.sealed_by if is_signed else "",
        fingerprint=row.fingerprint if is_signed else "",
        self_made=row.self_made if is_signed else False,
    )
