"""The rows of a portfolio into quotations; a refused choice is a problem of its cell."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lumencare.domain.edition import Edition
from lumencare.domain.problems import Problem
from lumencare.domain.quotation.making import Quotation, make_quotation
from lumencare.domain.quotation.refusals import QuotationRefused
from lumencare.domain.reach import reach_of
from lumencare.exchange.portfolio.partial_row import say_refusals
from lumencare.exchange.portfolio.reading import PortfolioRow


@dataclass(frozen=True, slots=True)
class QuotedRow:
    """A row of the workbook and the quotation that was made of it."""

    row: PortfolioRow
    quotation: Quotation

    def where(self, name: str) -> str:
        """Return the cell of a quotation's field; its number is made of the reference."""
        return self.row.where("ref" if name == "number" else name)


def quote_rows(
    edition: Edition, rows: Iterable[PortfolioRow], on: date
) -> tuple[list[QuotedRow], list[Problem]]:
    """Make a quotation of each row on the day `on`; return them and what rules refuse, by cell."""
    quoted: list[QuotedRow] = []
    problems: list[Problem] = []
    for row in rows:
        reach = reach_of(edition, row.place)
        number = number_of(row.request.ref, on)
        try:
            quotation = make_quotation(edition, row.request, on, number=number, reach=reach)
        except QuotationRefused as refused:
            problems.extend(say_refusals(refused.refusals, row.row, row.written))
        else:
            quoted.append(QuotedRow(row, quotation))
    return quoted, problems


def number_of(ref: str, on: date) -> str:
    """Return the number of a quotation: the same workbook and day give the same number."""
    return f"Q-{on:%Y%m%d}-{ref}"
