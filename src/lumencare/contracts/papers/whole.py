"""A contract as its document shows it, the hash of all that it shows, and where it is checked."""

from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.conf import settings

from lumencare.contracts.models import Contract, ContractLine
from lumencare.contracts.papers.amounts import lines_of, payments_of
from lumencare.contracts.papers.conditions import conditions_of, documents_of
from lumencare.contracts.papers.parties import parties_of
from lumencare.contracts.papers.rights import rights_of
from lumencare.contracts.papers.sold import Sold, sold_by
from lumencare.contracts.papers.systems import systems_of
from lumencare.data.contract_wordings import current_wordings
from lumencare.documents.clause_groups import ClauseGroup, topic_of
from lumencare.documents.contract_clauses import ClauseQuestion, choose_contract_clauses
from lumencare.documents.contract_context import (
    AmendmentContext,
    Contact,
    ContractContext,
    Paper,
    Sealing,
    list_values,
)
from lumencare.documents.visit_report_context import VisitReportContext
from lumencare.domain.contract.clause import CONTRACT
from lumencare.domain.edition import Edition
from lumencare.domain.quotation.line import LineKind
from lumencare.pricebook.queries import edition_by_code

Context = TypeVar("Context", ContractContext, AmendmentContext, VisitReportContext)
# So much of the hash stands in the QR code: it cannot be guessed, and the code stays readable.
IN_ADDRESS = 32
# They say which document it is and when it was made, not what was agreed.
NAMING = {"paper.number", "paper.on", "paper.check_address", "paper.replaces"}


def contract_facts(contract: Contract, *, on: date, sealing: Sealing) -> ContractContext:
    """Return what the document shows, without its number and the address where it is checked.

    Raises InputProblems where the installation does not know who the provider is.
    """
    sold, edition = sold_by(rows_of(contract)), edition_by_code(contract.edition)
    conditions = list(contract.conditions.select_related("line").order_by("pk"))
    marks = [each.mark for each in sold]
    return ContractContext(
        paper=Paper(
            number="",
            on=on,
            edition=edition.code,
            edition_name=edition.name,
            parties=parties_of(contract),
            clauses=clauses_for(sold, edition, CONTRACT),
            check_address="",
            contacts=contacts_of(edition),
            sealing=sealing,
        ),
        quotation="、".join(dict.fromkeys(each.quotation for each in sold)),
        systems=tuple(systems_of(sold, contract.purchased_on)),
        lines=tuple(lines_of(sold)),
        payments=tuple(payments_of(sold)),
        conditions=tuple(conditions_of(conditions)),
        documents=tuple(documents_of(conditions, edition, marks)),
        entitlements=tuple(rights_of(sold)),
    )


def rows_of(contract: Contract) -> list[ContractLine]:
    """Return the lines with all that their document shows of them."""
    rows = contract.lines.select_related("system__site", "quote_version__quote")
    return list(rows.prefetch_related("terms").order_by("position"))


def clauses_for(sold: Sequence[Sold], edition: Edition, document: str) -> tuple[ClauseGroup, ...]:
    """Return the clauses of what was sold."""
    asked = ClauseQuestion(
        edition=edition,
        ours=current_wordings(),
        topics=frozenset(
            topic_of(LineKind(line.kind), line.code) for each in sold for line in each.lines
        ),
        classes=frozenset(each.request.system.warranty_class for each in sold),
        document=document,
    )
    return choose_contract_clauses(asked)


def contacts_of(edition: Edition) -> tuple[Contact, ...]:
    """Return whom to ask."""
    return tuple(Contact(label=each.text, value=each.value) for each in edition.contacts)


def facts_hash(context: ContractContext | AmendmentContext | VisitReportContext) -> str:
    """Return the hash of all that a document shows, but for its number and its day."""
    return hash_of_values(context, NAMING)


def with_address(context: Context, number: str, facts: str) -> Context:
    """Return a document under its number, with the address that its QR code leads to."""
    address = check_address_of(number, facts[:IN_ADDRESS])
    return replace(context, paper=replace(context.paper, number=number, check_address=address))


def check_address_of(number: str, mark: str) -> str:
    """Return the address of the public page where a document is checked by its number and mark."""
    return f"{settings.PUBLIC_URL.rstrip('/')}/check/{number}?{urlencode({'hash': mark})}"


def hash_of_values(context: Any, naming: Set[str]) -> str:
    """Return the hash of all that a document shows, but for what only names it."""
    lines = (f"{where}\0{value!r}\n" for where, value in list_values(context))
    kept = (each for each in lines if each.partition("\0")[0] not in naming)
    return sha256("".join(kept).encode()).hexdigest()
