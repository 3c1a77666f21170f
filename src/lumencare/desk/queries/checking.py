"""Whether a document was issued here: coverage passports, beside all that contracts know."""

from lumencare.contracts.queries.checking import (
    WHOLE,
    DocumentKind,
    DocumentStanding,
    IssuedDocument,
    hash_fits,
)
from lumencare.desk.models import PassportPaper


def look_for_passport(name: str, mark: str) -> IssuedDocument | None:
    """Return what is told of the passport with a number and a hash; None where there is none.

    One that was made later for the same day and says something else has taken its place.
    """
    row = PassportPaper.objects.filter(hash_fits(mark), number=name).first()
    if row is None:
        return None
    later = PassportPaper.objects.filter(system=row.system_id, on=row.on, pk__gt=row.pk)
    return IssuedDocument(
        number=row.number,
        kind=DocumentKind.PASSPORT,
        issued_at=row.made_at,
        standing=DocumentStanding.REPLACED if later.exists() else DocumentStanding.LATEST,
        by_file=len(mark) == WHOLE,
        signer=row.signer,
        fingerprint=row.fingerprint,
        self_made=row.self_made,
    )
