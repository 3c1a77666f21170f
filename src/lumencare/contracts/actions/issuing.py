"""Issuing: a contract as a signed document, fixed for ever, and the copy that both have signed."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import change_row, conflict_about, record
from lumencare.contracts.archive import keep_file
from lumencare.contracts.models import Amendment, Contract, Paper
from lumencare.contracts.papers import amendment_facts, contract_facts, facts_hash, with_address
from lumencare.documents.certificate import Certificate
from lumencare.documents.clause_groups import ClauseGroup, mark_all, mark_clauses
from lumencare.documents.contract_context import Sealing
from lumencare.documents.contract_pdf import render_amendment, render_contract
from lumencare.documents.signing import sign_pdf
from lumencare.domain.contract.amendment import AmendmentKind
from lumencare.domain.contract.states import ContractState
from lumencare.domain.problems import Refused
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text, does_not_apply
from lumencare.sales.archive import Kept
from lumencare.store.signing_certificate import signing_certificate

ENDING = ".pdf"
CANCELLED = Text("合同已取消。", "The contract is cancelled.")
NOT_A_DRAFT = Text(
    "合同已签署或已结束，文件不能再出具。",
    "The contract is signed or over; its document is not made again.",
)
SEALED_ALREADY = Text(
    "双方签署的文本已存档，文件不能再出具。",
    "The copy that both signed is here already; the document is not made again.",
)


@dataclass(frozen=True, slots=True)
class _Made:
    """A document in the archive, before any row names it."""

    number: str
    clauses: tuple[ClauseGroup, ...]
    revision: int
    facts: str
    kept: Kept
    certificate: Certificate


def issue_document(contract: Contract, *, by: User, now: datetime) -> Paper:
    """Make the document of a draft, signed and archived; as long as nothing changed, it stays.

    What was agreed since follows in a new revision, and none is ever made again. Raises Refused
    once the contract is signed, InputProblems as the document does, Conflict where somebody
    changed the contract meanwhile.
    """
    require_right(by, Right.KEEP_CONTRACTS)
    _require_draft(contract)
    certificate = signing_certificate(now)
    sealing = Sealing(signer=certificate.signer, is_self_made=certificate.is_self_made)
    context = contract_facts(contract, on=in_shanghai(now).date(), sealing=sealing)
    facts = facts_hash(context)
    last = contract.papers.filter(amendment=None).order_by("-revision").first()
    if last is not None and last.facts_sha256 == facts:
        return last
    revision = 1 if last is None else last.revision + 1
    context = with_address(context, number_of(contract.number, revision), facts)
    pdf = sign_pdf(render_contract(context, now), certificate, now)
    kept = keep_file(pdf, context.paper.number, ENDING, now)
    paper = context.paper
    made = _Made(paper.number, paper.clauses, revision, facts, kept, certificate)
    changes = {"pdf": kept.name, "pdf_sha256": kept.sha256, "changed_at": now}
    with transaction.atomic():
        change_row(contract, changes, by=by, now=now, action="issue")
        return _write(contract, None, made, by=by, now=now)


def issue_amendment(amendment: Amendment, *, by: User, now: datetime) -> Paper:
    """Make the document of an amendment, signed and archived; as long as nothing changed, it stays.

    Raises Refused once both signed it or the contract was cancelled by a later one, InputProblems
    as the document does, Conflict where somebody changed the contract meanwhile.
    """
    require_right(by, Right.KEEP_CONTRACTS)
    contract = amendment.contract
    require_open(amendment)
    if amendment.sealed_copies.exists():
        raise Refused(does_not_apply("D-17", SEALED_ALREADY))
    certificate = signing_certificate(now)
    sealing = Sealing(signer=certificate.signer, is_self_made=certificate.is_self_made)
    context = amendment_facts(amendment, on=in_shanghai(now).date(), sealing=sealing)
    facts = facts_hash(context)
    last = amendment.papers.order_by("-revision").first()
    if last is not None and last.facts_sha256 == facts:
        return last
    revision = 1 if last is None else last.revision + 1
    context = with_address(context, number_of(str(amendment), revision), facts)
    paper = context.paper
    pdf = sign_pdf(render_amendment(context, now), certificate, now)
    kept = keep_file(pdf, paper.number, ENDING, now)
    made = _Made(paper.number, paper.clauses, revision, facts, kept, certificate)
    with transaction.atomic():
        told = f"{paper.number} · SHA-256 {kept.sha256}"
        touch(contract, action="issue", why=told, by=by, now=now)
        return _write(contract, amendment, made, by=by, now=now)


def touch(contract: Contract, *, action: str, why: str, by: User, now: datetime) -> None:
    """Tell the trail of a contract what came to it; Conflict where somebody changed it first."""
    rows = Contract.objects.filter(pk=contract.pk, version=contract.version)
    if not rows.update(version=contract.version + 1, changed_at=now):
        raise conflict_about(contract)
    contract.version, contract.changed_at = contract.version + 1, now
    record(contract, action=action, by=by, now=now, why=why)


def require_open(amendment: Amendment) -> None:
    """Raise Refused in a cancelled contract for all that is not its cancellation."""
    is_cancelled = amendment.contract.state == ContractState.CANCELLED
    if is_cancelled and amendment.kind != AmendmentKind.CANCEL:
        raise Refused(does_not_apply("D-17", CANCELLED))


def number_of(base: str, revision: int) -> str:
    """Return the number of a document: that of the contract, with later revisions marked."""
    return base if revision == 1 else f"{base}-R{revision}"


def _require_draft(contract: Contract) -> None:
    if contract.state != ContractState.DRAFT:
        raise Refused(does_not_apply("D-17", NOT_A_DRAFT, state=contract.state))
    if contract.sealed_sha256:
        raise Refused(does_not_apply("D-17", SEALED_ALREADY))


def _write(
    contract: Contract, amendment: Amendment | None, made: _Made, *, by: User, now: datetime
) -> Paper:
    return Paper.objects.create(
        contract=contract,
        amendment=amendment,
        number=made.number,
        revision=made.revision,
        pdf=made.kept.name,
        pdf_sha256=made.kept.sha256,
        facts_sha256=made.facts,
        clauses=[{"id": each.id, "sha256": each.sha256} for each in mark_clauses(made.clauses)],
        clauses_sha256=mark_all(made.clauses),
        signer=made.certificate.signer,
        fingerprint=made.certificate.fingerprint,
        self_made=made.certificate.is_self_made,
        issued_by=by,
        issued_at=now,
    )
