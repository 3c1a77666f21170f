"""What changed in a contract since it began, in words: each amendment with what was and what is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from lumencare.accounts.models import User
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.contracts.models import Amendment
from lumencare.contracts.queries.rows import find_contract
from lumencare.contracts.sides import Side, names_of, sides_of
from lumencare.domain.contract.amendment import AMENDMENT_NAMES, AmendmentKind
from lumencare.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentFacts:
    """One amendment as a person may see it; amounts are left out for those who see no prices."""

    number: int
    kind: str
    name: Text
    effective_on: date
    why: str
    by: str
    at: datetime
    quote: str
    sides: tuple[Side, ...]

    @property
    def sealed_field(self) -> str:
        """The name under which what is wrong with its signed copy is told."""
        return f"sealed-{self.number}"


def amendments_of(user: User, number: str) -> tuple[AmendmentFacts, ...]:
    """Return the amendments of a contract, newest first; Http404 where it may not be seen."""
    contract = find_contract(user, number)
    names, priced = names_of(contract.lines.all()), may(user, Right.SEE_PRICES)
    rows = contract.amendments.select_related("quote_version__quote").order_by("-number")
    return tuple(_facts(each, names, priced=priced) for each in rows)


def _facts(row: Amendment, names: Mapping[str, Text], *, priced: bool) -> AmendmentFacts:
    return AmendmentFacts(
        number=row.number,
        kind=row.kind,
        name=AMENDMENT_NAMES[AmendmentKind(row.kind)],
        effective_on=row.effective_on,
        why=row.why,
        by=row.by_name,
        at=row.at,
        quote=row.quote_version.quote.number if priced and row.quote_version else "",
        sides=tuple(sides_of(row, names, priced=priced)),
    )
