"""What is payable in the first twelve months from the day of a quotation."""

from lumencare.domain.money import ZERO, Money, percent_of, total
from lumencare.domain.period import Span, twelve_months_from
from lumencare.domain.quotation.inquiry import Inquiry
from lumencare.domain.quotation.line import LineKind, QuotationLine
from lumencare.domain.quotation.making import Quotation
from lumencare.domain.quotation.purchases import contract_years


def due_within_first_year(quotation: Quotation) -> Money:
    """Return what falls due in the twelve months from the quotation's day, VAT included.

    A year is due on the day on which it begins; what runs once or is booked later, at purchase.
    """
    first = twelve_months_from(quotation.on)
    return total(_due(quotation, line, first) for line in quotation.priced)


def _due(quotation: Quotation, line: QuotationLine, first: Span) -> Money:
    if line.unit_net is None:
        return ZERO
    net = line.unit_net * _units(quotation, line, first)
    return net + percent_of(net, line.vat_rate.percent)


def _units(quotation: Quotation, line: QuotationLine, first: Span) -> int:
    """Return how many units of a line begin within the first twelve months."""
    if line.kind is LineKind.RESPONSE:
        inquiry = Inquiry(quotation.edition, quotation.request, quotation.on, quotation.reach)
        bought = contract_years(inquiry)[: line.quantity]
        return sum(year.start in first for year in bought)
    begins_later = line.span is not None and line.span.start not in first
    return 0 if begins_later else line.quantity
