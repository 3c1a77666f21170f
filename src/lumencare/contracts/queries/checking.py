"""Whether a document was issued here: by number and hash, and nothing but that is told."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Q

from lumencare.contracts.models import Paper, SealedCopy
from lumencare.contracts.papers.whole import IN_ADDRESS
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.sales.models import QuoteState, QuoteVersion

LONGEST_NUMBER = 40
WHOLE = 64
NUMBER = re.compile(rf"[A-Z0-9-]{{1,{LONGEST_NUMBER}}}")
HASH = re.compile(rf"[0-9a-f]{{{WHOLE}}}|[0-9a-f]{{{IN_ADDRESS}}}")
# People write the version behind the number of a quotation, as its file's name does.
OF_VERSION = re.compile(r"[-\s]*V\d+$")
NUMBER_ALLOWED = Text(
    "请填写文件上的编号，如 C-2601-001。", "Write the number on the document: C-2601-001."
)
HASH_ALLOWED = Text(
    f"应为 {WHOLE} 位的 SHA-256 或二维码中 {IN_ADDRESS} 位的核验码，十六进制。",
    f"The SHA-256 of the file ({WHOLE} hexadecimal digits) or the check mark of the QR code "
    f"({IN_ADDRESS}) is expected.",
)


class DocumentKind(StrEnum):
    """What was issued."""

    CONTRACT = "contract"
    AMENDMENT = "amendment"
    SEALED_COPY = "sealed-copy"
    QUOTATION = "quotation"
    VISIT_REPORT = "visit-report"
    PASSPORT = "passport"
    REMOTE_AGREEMENT = "remote-agreement"
    PROPOSAL = "proposal"


class DocumentStanding(StrEnum):
    """Whether it is the latest under its number."""

    LATEST = "latest"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedDocument:
    """What is told of a document that was issued here; `signer` is empty where none signed it.

    `by_file`: the hash was that of the whole file, so not one byte of it was changed. The check
    mark of a QR code only tells that such a document was issued.
    """

    number: str
    kind: DocumentKind
    issued_at: datetime
    standing: DocumentStanding
    by_file: bool
    signer: str = ""
    fingerprint: str = ""
    self_made: bool = False


Look = Callable[[str, str], IssuedDocument | None]


def check_document(number: str, given: str, besides: Sequence[Look] = ()) -> IssuedDocument | None:
    """Return what is told of the document with a number and a hash; None where there is none.

    `besides` looks where rooms above keep theirs. Raises InputProblems where the two cannot be a
    number and a hash. Whether only the number is known here is not told.
    """
    name, mark = _read(number, given)
    looks = (*_LOOKS, *besides)
    return next((found for look in looks if (found := look(name, mark)) is not None), None)


def hash_fits(mark: str) -> Q:
    """Return what tells the document of a whole hash, or of the check mark of a QR code."""
    return Q(pdf_sha256=mark) if len(mark) == WHOLE else Q(facts_sha256__startswith=mark)


def _read(number: str, given: str) -> tuple[str, str]:
    name = OF_VERSION.sub("", number.strip().upper())
    mark = re.sub(r"[\s:]", "", given).lower()
    problems = []
    if not NUMBER.fullmatch(name):
        problems.append(Problem("number", number[:LONGEST_NUMBER], NUMBER_ALLOWED))
    if not HASH.fullmatch(mark):
        problems.append(Problem("hash", given[:WHOLE], HASH_ALLOWED))
    if problems:
        raise InputProblems(problems)
    return name, mark


def _paper(name: str, mark: str) -> IssuedDocument | None:
    rows = Paper.objects.filter(hash_fits(mark), Q(number=name) | Q(contract__number=name))
    row = rows.order_by("-revision").first()
    if row is None:
        return None
    later = Paper.objects.filter(
        contract=row.contract_id, amendment=row.amendment_id, revision__gt=row.revision
    )
    return IssuedDocument(
        number=row.number,
        kind=DocumentKind.CONTRACT if row.amendment_id is None else DocumentKind.AMENDMENT,
        issued_at=row.issued_at,
        standing=DocumentStanding.REPLACED if later.exists() else DocumentStanding.LATEST,
        by_file=len(mark) == WHOLE,
        signer=row.signer,
        fingerprint=row.fingerprint,
        self_made=row.self_made,
    )


def _sealed(name: str, mark: str) -> IssuedDocument | None:
    rows = SealedCopy.objects.filter(sha256=mark).select_related("contract", "amendment__contract")
    row = next((each for each in rows if name in {each.contract.number, _number_of(each)}), None)
    if row is None:
        return None
    later = SealedCopy.objects.filter(
        contract=row.contract_id, amendment=row.amendment_id, pk__gt=row.pk
    )
    return IssuedDocument(
        number=_number_of(row),
        kind=DocumentKind.SEALED_COPY,
        issued_at=row.uploaded_at,
        standing=DocumentStanding.REPLACED if later.exists() else DocumentStanding.LATEST,
        by_file=True,
    )


def _number_of(row: SealedCopy) -> str:
    return row.contract.number if row.amendment is None else str(row.amendment)


def _quotation(name: str, mark: str) -> IssuedDocument | None:
    rows = QuoteVersion.objects.filter(quote__number=name, pdf_sha256=mark)
    row = rows.select_related("quote").first()
    if row is None or row.issued_at is None:
        return None
    later = row.quote.versions.filter(number__gt=row.number, issued_at__isnull=False)
    return IssuedDocument(
        number=f"{row.quote.number} v{row.number}",
        kind=DocumentKind.QUOTATION,
        issued_at=row.issued_at,
        standing=_standing_of(row, is_replaced=later.exists()),
        by_file=True,
    )


def _standing_of(row: QuoteVersion, *, is_replaced: bool) -> DocumentStanding:
    if row.state == QuoteState.WITHDRAWN:
        return DocumentStanding.WITHDRAWN
    return DocumentStanding.REPLACED if is_replaced else DocumentStanding.LATEST


_LOOKS: tuple[Look, ...] = (_paper, _sealed, _quotation)
