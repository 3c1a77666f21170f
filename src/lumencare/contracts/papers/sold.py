"""What a contract or an amendment sells, by system: rows with the quotation that prices them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from lumencare.contracts.models import ContractLine
from lumencare.domain.edition import Edition
from lumencare.domain.quotation.stored import read_request
from lumencare.domain.request import QuotationRequest
from lumencare.domain.text import Text
from lumencare.pricebook.queries import edition_by_code
from lumencare.sales.models import QuoteVersion
from lumencare.sites.models import System


@dataclass(frozen=True)
class Sold:
    """What one accepted quotation sold for one system; `mark` names the system in the document."""

    mark: str
    system: System
    version: QuoteVersion
    lines: tuple[ContractLine, ...]

    @cached_property
    def edition(self) -> Edition:
        """The edition that prices it."""
        return edition_by_code(self.version.edition)

    @cached_property
    def request(self) -> QuotationRequest:
        """The facts of the system as they were priced (D-13)."""
        return read_request(self.version.request)

    @property
    def quoted(self) -> dict[str, Any]:
        """The quotation as it was kept when it was issued."""
        return self.version.quotation or {}

    @property
    def quotation(self) -> str:
        """The quotation's number with its version."""
        return f"{self.version.quote.number} v{self.version.number}"

    @property
    def quoted_on(self) -> date:
        """The day of the quotation."""
        return self.version.quoted_on or self.version.created_at.date()


def sold_by(rows: Iterable[ContractLine]) -> tuple[Sold, ...]:
    """Return lines by the quotation that sold them, in their order; systems are marked S1, S2."""
    grouped: dict[int, list[ContractLine]] = {}
    for each in rows:
        grouped.setdefault(each.quote_version_id, []).append(each)
    marks: dict[int, str] = {}
    for lines in grouped.values():
        marks.setdefault(lines[0].system_id, f"S{len(marks) + 1}")
    return tuple(
        Sold(marks[each[0].system_id], each[0].system, each[0].quote_version, tuple(each))
        for each in grouped.values()
    )


def quoted_lines(sold: Sold) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the priced lines of the quotation with their places; what has no price is not sold."""
    for place, line in enumerate(sold.quoted.get("lines", ()), start=1):
        if line["net"] is not None:
            yield place, line


def said(kept: dict[str, str]) -> Text:
    """Return a wording as the quotation keeps it."""
    return Text(kept["zh"], kept["en"])
