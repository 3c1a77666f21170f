"""The one writer of amendments, and those that an accepted quote brings to a running contract."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Min

from lumencare.accounts.models import User
from lumencare.contracts.models import Amendment, Contract, ContractLine, Term
from lumencare.domain.contract.amendment import AmendmentKind, Joining, joining_kind
from lumencare.domain.contract.sold import SoldLine
from lumencare.domain.shanghai import in_shanghai
from lumencare.sales.models import QuoteVersion

SYSTEM_NAME = "Lumencare"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """What an amendment says: from which day, what was, what is, why, and by which quote."""

    kind: AmendmentKind
    on: date
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    why: str = ""
    version: QuoteVersion | None = None


def write_amendment(
    contract: Contract, said: Amended, *, by: User | str | None, now: datetime
) -> Amendment:
    """Write one amendment under the next number of its contract.

    Called in the transaction of the change, once that has written the contract's row: whoever
    amends the contract beside it waits for it, so that numbers have no twin.
    """
    last: int = contract.amendments.aggregate(last=Max("number"))["last"] or 0
    return Amendment.objects.create(
        contract=contract,
        number=last + 1,
        kind=said.kind.value,
        effective_on=said.on,
        before=_plain(said.before),
        after=_plain(said.after),
        why=said.why,
        quote_version=said.version,
        by=by if isinstance(by, User) else None,
        by_name=by.name if isinstance(by, User) else by or SYSTEM_NAME,
        at=now,
    )


def amend_by_quote(
    contract: Contract,
    lines: Sequence[ContractLine],
    sold: Sequence[SoldLine],
    *,
    by: User | str | None,
    now: datetime,
) -> Amendment:
    """Write what a quote brought to a running contract: an upgrade, a renewal, options."""
    replaced = [each.predecessor for each in lines]
    pairs = [
        (before.code, line.code)
        for line, before in zip(lines, replaced, strict=True)
        if before is not None
    ]
    said = Amended(
        kind=joining_kind(Joining(sold, pairs)),
        on=_first_day(lines, in_shanghai(now).date()),
        before={"lines": [each.code for each in replaced if each is not None]},
        after=sold_facts(lines),
        version=lines[0].quote_version,
    )
    return write_amendment(contract, said, by=by, now=now)


def sold_facts(lines: Sequence[ContractLine]) -> dict[str, Any]:
    """Return what lines add to their contract."""
    return {
        "lines": [each.code for each in lines],
        "system": lines[0].system.ref,
        "net_fen": sum(each.net_fen for each in lines),
        "vat_fen": sum(each.vat_fen for each in lines),
    }


def _first_day(lines: Sequence[ContractLine], today: date) -> date:
    terms = Term.objects.filter(line__in=[each.pk for each in lines])
    first: date | None = terms.aggregate(first=Min("starts_on"))["first"]
    return max(first or today, today)


def _plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in facts.items()
    }
