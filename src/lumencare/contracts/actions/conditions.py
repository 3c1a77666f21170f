"""What must be there before a contract takes effect: signature, documents, reach, confirmation."""

from collections.abc import Iterable, Iterator, Sequence

from lumencare.contracts.condition_kinds import (
    NOT_APPLICABLE,
    OVERLAP,
    REACH,
    SIGNATURE,
    THERE,
)
from lumencare.contracts.models import Condition, Contract, ContractLine
from lumencare.domain.edition import Edition
from lumencare.domain.place import Verdict
from lumencare.domain.quotation.line import LineKind
from lumencare.pricebook.queries import edition_by_code
from lumencare.sales.models import QuoteVersion
from lumencare.sites.facts import reach_of_site
from lumencare.sites.models import SiteRecord


def add_conditions(
    contract: Contract, lines: Sequence[ContractLine], version: QuoteVersion, *, is_new: bool
) -> None:
    """Insert what must be there; documents that the site has are met at once (SC-9)."""
    edition = edition_by_code(version.edition)
    if is_new:
        Condition.objects.create(contract=contract, kind=SIGNATURE, rule="G-2")
    Condition.objects.bulk_create(
        [
            *_documents(contract, lines, edition, version),
            *_reach(contract, lines, edition),
            *_overlap(contract, lines, version),
        ]
    )


def _documents(
    contract: Contract, lines: Sequence[ContractLine], edition: Edition, version: QuoteVersion
) -> Iterator[Condition]:
    """Yield the documents of SC-9 where a plan with service is among the lines, once a contract."""
    holders = {each.value for each in edition.holders}
    if not any(each.code in holders for each in lines):
        return
    known = set(contract.conditions.filter(line=None).values_list("kind", flat=True))
    systems = {each.system_id for each in lines if each.code in holders}
    records = _records(contract)
    for document in edition.documents:
        if document.code in known:
            continue
        found = _newest(records, document.code, systems)
        met = {} if found is None else _met_by(found)
        yield Condition(contract=contract, kind=document.code, rule=document.rule, **met)


def _records(contract: Contract) -> list[SiteRecord]:
    rows = SiteRecord.objects.filter(site=contract.site_id).order_by("number")
    return list(rows.select_related("recorded_by"))


def _newest(records: Sequence[SiteRecord], kind: str, systems: set[int]) -> SiteRecord | None:
    """Return the newest record of a kind; None where one of the systems has none of its own.

    A record of one system says nothing of another; one of the whole site is of all of them.
    """
    of_kind = [each for each in records if each.kind == kind]
    for system in systems:
        if not any(each.system_id in {None, system} for each in of_kind):
            return None
    counted = [each for each in of_kind if each.system_id in {None, *systems}]
    return counted[-1] if counted else None


def _met_by(record: SiteRecord) -> dict[str, object]:
    return {
        "how": NOT_APPLICABLE if record.not_applicable else THERE,
        "note": record.why or record.file_name,
        "met_by": record.recorded_by,
        "met_by_name": record.by_name[:80],
        "met_at": record.recorded_at,
    }


def _reach(
    contract: Contract, lines: Iterable[ContractLine], edition: Edition
) -> Iterator[Condition]:
    """Yield a confirmation for each response option that the data leaves open (D-19, RO-5)."""
    verdicts = {
        each.commitment.value: each.available
        for each in reach_of_site(edition, contract.site).options
    }
    for line in lines:
        if line.kind == LineKind.RESPONSE and verdicts.get(line.code) is not Verdict.YES:
            yield Condition(contract=contract, line=line, kind=REACH, rule="D-19")


def _overlap(
    contract: Contract, lines: Sequence[ContractLine], version: QuoteVersion
) -> Iterator[Condition]:
    """Yield a confirmation where plans stand together only if staff agree (D-22)."""
    notes = (version.quotation or {}).get("notes", ())
    plans = [each for each in lines if each.kind == LineKind.PLAN]
    if plans and any(each["rule"] == "D-22" for each in notes):
        yield Condition(contract=contract, line=plans[-1], kind=OVERLAP, rule="D-22")
