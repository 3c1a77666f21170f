"""The papers of a contract: documents as they were issued, and the copy that both signed."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.http import Http404

from lumencare.accounts.models import User
from lumencare.accounts.rights import is_outsider, may, require_right
from lumencare.accounts.roles import Right
from lumencare.contracts.archive import read_file
from lumencare.contracts.models import Amendment, Contract, Paper, SealedCopy
from lumencare.contracts.queries.rows import find_contract
from lumencare.documents.page_pictures import count_pages
from lumencare.domain.contract.amendment import AmendmentKind
from lumencare.domain.contract.states import ContractState
from lumencare.sales.papers import picture_file
from lumencare.sites.models import Membership


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFacts:
    """A document as it was issued; `pages` counts those of the latest, 0 for earlier ones."""

    number: str
    revision: int
    issued_at: datetime
    issued_by: str
    sha256: str
    clauses_sha256: str
    signer: str
    fingerprint: str
    self_made: bool
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedFacts:
    """The copy that both signed, as it was uploaded."""

    file_name: str
    media_type: str
    size: int
    sha256: str
    uploaded_at: datetime
    uploaded_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """What there is on paper, the latest document first; `can` holds `issue` and `seal`."""

    issued: tuple[PaperFacts, ...]
    sealed: SealedFacts | None
    may_read: bool
    can: frozenset[str]


def papers_of(user: User, contract: Contract) -> Papers:
    """Return the papers of a contract as a person may see them: nothing for those who may not."""
    may_read, can = may_read_papers(user, contract), _steps(user, contract)
    if not may_read:
        return Papers(issued=(), sealed=None, may_read=False, can=can)
    rows = contract.papers.filter(amendment=None).select_related("issued_by")
    issued = tuple(
        _facts(row, with_pages=place == 0) for place, row in enumerate(rows.order_by("-revision"))
    )
    return Papers(issued=issued, sealed=_sealed(contract), may_read=True, can=can)


def may_read_papers(user: User, contract: Contract) -> bool:
    """Tell whether a person reads what was agreed: staff with prices, and the parties' people.

    Who owns the site today is not enough: the paper holds the bank data of who signed it (D-18).
    """
    if not may(user, Right.SEE_PRICES):
        return False
    parties = [contract.owner_id, contract.bill_to_id]
    own = Membership.objects.filter(user=user, organization__in=parties)
    return not is_outsider(user) or own.exists()


def papers_of_amendments(user: User, contract: Contract) -> dict[int, Papers]:
    """Return the papers of each amendment, by its number, as those of the contract are seen."""
    may_read, keeps = may_read_papers(user, contract), may(user, Right.KEEP_CONTRACTS)
    if not (may_read or keeps):
        return {}
    papers = contract.papers.exclude(amendment=None).select_related("issued_by")
    copies = contract.sealed_copies.exclude(amendment=None).select_related("uploaded_by")
    issued: dict[int | None, list[Paper]] = defaultdict(list)
    for paper in papers.order_by("-revision"):
        issued[paper.amendment_id].append(paper)
    sealed = {each.amendment_id: each for each in copies.order_by("pk")}
    return {
        row.number: Papers(
            issued=tuple(_facts(each, with_pages=False) for each in issued[row.pk])
            if may_read
            else (),
            sealed=_sealed_facts(sealed.get(row.pk)) if may_read else None,
            may_read=may_read,
            can=_amendment_steps(row, contract, issued[row.pk], sealed.get(row.pk))
            if keeps
            else frozenset(),
        )
        for row in contract.amendments.all()
    }


def _amendment_steps(
    row: Amendment, contract: Contract, issued: list[Paper], sealed: SealedCopy | None
) -> frozenset[str]:
    if contract.state == ContractState.CANCELLED and row.kind != AmendmentKind.CANCEL:
        return frozenset()
    allowed = {"issue": sealed is None, "seal": bool(issued)}
    return frozenset(name for name, is_so in allowed.items() if is_so)


def find_amendment(user: User, number: str, amendment: int) -> Amendment:
    """Return an amendment of a contract that may be seen; else Http404."""
    rows = find_contract(user, number).amendments.filter(number=amendment)
    found = rows.select_related("contract", "quote_version__quote").first()
    if found is None:
        raise Http404(f"amendment {amendment} of {number}")
    return found


def find_paper(
    user: User, number: str, revision: int | None = None, *, amendment: int | None = None
) -> Paper:
    """Return a document of a contract or of its amendment, the latest where none is named."""
    rows = _readable(user, number).papers.filter(_about(amendment))
    if revision is not None:
        rows = rows.filter(revision=revision)
    found = rows.order_by("-revision").first()
    if found is None:
        raise Http404(f"document of {number}")
    return found


def find_sealed(user: User, number: str, *, amendment: int | None = None) -> SealedCopy:
    """Return the latest copy that both signed, of a contract or of its amendment; else Http404."""
    copies = _readable(user, number).sealed_copies.filter(_about(amendment))
    found = copies.order_by("-pk").first()
    if found is None:
        raise Http404(f"sealed copy of {number}")
    return found


def _about(amendment: int | None) -> Q:
    return Q(amendment=None) if amendment is None else Q(amendment__number=amendment)


def paper_picture(paper: Paper, page: int) -> bytes | None:
    """Return a page of an issued document as a PNG; None where there is none."""
    return picture_file(str(paper.pdf), paper.pdf_sha256, page)


def _readable(user: User, number: str) -> Contract:
    require_right(user, Right.SEE_PRICES)
    contract = find_contract(user, number)
    if not may_read_papers(user, contract):
        raise Http404(f"papers of {number}")
    return contract


def _steps(user: User, contract: Contract) -> frozenset[str]:
    if not may(user, Right.KEEP_CONTRACTS):
        return frozenset()
    is_draft = contract.state == ContractState.DRAFT and not contract.sealed_sha256
    may_seal = bool(contract.pdf_sha256) and contract.state != ContractState.CANCELLED
    allowed = {"issue": is_draft, "seal": may_seal}
    return frozenset(name for name, is_so in allowed.items() if is_so)


def _facts(row: Paper, *, with_pages: bool) -> PaperFacts:
    return PaperFacts(
        number=row.number,
        revision=row.revision,
        issued_at=row.issued_at,
        issued_by=row.issued_by.name,
        sha256=row.pdf_sha256,
        clauses_sha256=row.clauses_sha256,
        signer=row.signer,
        fingerprint=row.fingerprint,
        self_made=row.self_made,
        pages=_pages(row) if with_pages else 0,
    )


def _pages(row: Paper) -> int:
    try:
        return count_pages(read_file(row.pdf))
    except OSError:
        return 0


def _sealed(contract: Contract) -> SealedFacts | None:
    rows = contract.sealed_copies.filter(amendment=None).select_related("uploaded_by")
    return _sealed_facts(rows.order_by("-pk").first())


def _sealed_facts(row: SealedCopy | None) -> SealedFacts | None:
    if row is None:
        return None
    return SealedFacts(
        file_name=row.file_name,
        media_type=row.media_type,
        size=row.size,
        sha256=row.sha256,
        uploaded_at=row.uploaded_at,
        uploaded_by=row.uploaded_by.name,
    )
