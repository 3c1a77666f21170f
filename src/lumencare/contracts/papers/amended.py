"""An amendment as its document shows it: what was, what is, what it sells and who signs."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from lumencare.contracts.models import Amendment, Contract
from lumencare.contracts.papers.amounts import lines_of, payments_of
from lumencare.contracts.papers.parties import parties_of, party_of
from lumencare.contracts.papers.sold import sold_by
from lumencare.contracts.papers.systems import systems_of
from lumencare.contracts.papers.whole import clauses_for, contacts_of, rows_of
from lumencare.contracts.sides import names_of, sides_of
from lumencare.documents.contract_context import (
    AmendmentContext,
    Change,
    Duty,
    Paper,
    Parties,
    Sealing,
)
from lumencare.domain.contract.amendment import AMENDMENT_NAMES, AmendmentKind
from lumencare.domain.contract.clause import AMENDMENT
from lumencare.domain.text import Text
from lumencare.pricebook.queries import edition_by_code
from lumencare.sites.models import Organization

# By which rule a contract changes so; any other change is a decision (D-17).
RULES: Mapping[AmendmentKind, str] = {
    AmendmentKind.UPGRADE: "D-22",
    AmendmentKind.RESPONSE: "D-21",
    AmendmentKind.RENEWAL: "D-15",
    AmendmentKind.ADD_SYSTEM: "D-13",
    AmendmentKind.OWNER: "D-18",
    AmendmentKind.BILL_TO: "D-18",
    AmendmentKind.REPLACED: "D-13",
}
BY_DECISION = "D-17"
NOTHING = Text("—", "—")


def amendment_facts(amendment: Amendment, *, on: date, sealing: Sealing) -> AmendmentContext:
    """Return what the document shows, without its number and the address where it is checked.

    Raises InputProblems where the installation does not know who the provider is.
    """
    contract, version = amendment.contract, amendment.quote_version
    rows = rows_of(contract)
    sold = sold_by(each for each in rows if version and each.quote_version_id == version.pk)
    edition = edition_by_code(version.edition if version else contract.edition)
    return AmendmentContext(
        paper=Paper(
            number="",
            on=on,
            edition=edition.code,
            edition_name=edition.name,
            parties=_parties(contract, amendment),
            clauses=clauses_for(sold, edition, AMENDMENT),
            check_address="",
            contacts=contacts_of(edition),
            sealing=sealing,
        ),
        contract=contract.number,
        contract_on=contract.signed_on or contract.purchased_on,
        effective=amendment.effective_on,
        reason=_reason(amendment),
        changes=tuple(_changes(amendment, names_of(rows))),
        lines=tuple(lines_of(sold)),
        payments=tuple(payments_of(sold)),
        systems=tuple(systems_of(sold, amendment.effective_on)),
    )


def _reason(amendment: Amendment) -> Text:
    """Return why as it was written; what a quotation brought rests on its acceptance."""
    version = amendment.quote_version
    if amendment.why or version is None:
        return Text(amendment.why, amendment.why) if amendment.why else _kind_of(amendment)
    quoted = f"{version.quote.number} v{version.number}"
    return Text(f"客户接受报价 {quoted}", f"the customer accepted quotation {quoted}")


def _kind_of(amendment: Amendment) -> Text:
    return AMENDMENT_NAMES[AmendmentKind(amendment.kind)]


def _changes(amendment: Amendment, names: Mapping[str, Text]) -> Iterator[Change]:
    """Yield each thing that changes."""
    rule = RULES.get(AmendmentKind(amendment.kind), BY_DECISION)
    for side in sides_of(amendment, names, priced=True):
        yield Change(
            subject=side.label, was=side.was or NOTHING, becomes=side.now or NOTHING, rule=rule
        )


def _parties(contract: Contract, amendment: Amendment) -> Parties:
    """Return who signs; whom the site or the payments pass to is named as of this amendment."""
    parties = parties_of(contract, _payer_then(amendment))
    if amendment.kind != AmendmentKind.OWNER:
        return parties
    buyer = _named(amendment.after, "owner_id")
    if buyer is None or buyer.pk == contract.owner_id:
        return parties
    duties = tuple(each for each in parties.customer.duties if each is not Duty.END_USER)
    customer = replace(parties.customer, duties=duties)
    return replace(
        parties, customer=customer, others=(*parties.others, party_of(buyer, Duty.END_USER))
    )


def _payer_then(amendment: Amendment) -> Organization | None:
    """Return who paid once this amendment was written; None where that never changed."""
    changes = amendment.contract.amendments.filter(kind=AmendmentKind.BILL_TO)
    until = changes.filter(number__lte=amendment.number).order_by("-number").first()
    later = changes.filter(number__gt=amendment.number).order_by("number").first()
    told = until.after if until else later.before if later else {}
    return _named(told, "bill_to_id")


def _named(facts: Mapping[str, Any], name: str) -> Organization | None:
    return Organization.objects.filter(pk=facts[name]).first() if name in facts else None
