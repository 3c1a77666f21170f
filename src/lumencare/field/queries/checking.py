"""Whether a document was issued here: reports of visits, and all that rooms below know."""

from collections.abc import Sequence

from django.db.models import Q

from lumencare.contracts.queries import IssuedDocument
from lumencare.contracts.queries import check_document as check_papers
from lumencare.contracts.queries.checking import (
    WHOLE,
    DocumentKind,
    DocumentStanding,
    Look,
    hash_fits,
)
from lumencare.desk.queries.checking import look_for_passport
from lumencare.field.models import VisitPaper
from lumencare.remote.queries.checking import look_for_agreement


def check_document(number: str, given: str, besides: Sequence[Look] = ()) -> IssuedDocument | None:
    """Return what is told of the document with a number and a hash; None where there is none.

    `besides` looks where rooms above keep theirs. Raises InputProblems where the two cannot be a
    number and a hash.
    """
    looks = (_report, look_for_passport, look_for_agreement, *besides)
    return check_papers(number, given, besides=looks)


def _report(name: str, mark: str) -> IssuedDocument | None:
    rows = VisitPaper.objects.filter(hash_fits(mark), Q(number=name) | Q(visit__number=name))
    row = rows.order_by("-revision").first()
    if row is None:
        return None
    later = VisitPaper.objects.filter(visit=row.visit_id, revision__gt=row.revision)
    return IssuedDocument(
        number=row.number,
        kind=DocumentKind.VISIT_REPORT,
        issued_at=row.issued_at,
        standing=DocumentStanding.REPLACED if later.exists() else DocumentStanding.LATEST,
        by_file=len(mark) == WHOLE,
        signer=row.signer,
        fingerprint=row.fingerprint,
        self_made=row.self_made,
    )
