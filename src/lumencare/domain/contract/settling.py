"""What of a payment is still owed when its contract is cancelled (D-17)."""

from dataclasses import dataclass
from datetime import date

from lumencare.domain.contract.credit import Treatment
from lumencare.domain.contract.deferral import earned_through
from lumencare.domain.money import ZERO, Money
from lumencare.domain.period import DAY, Span


@dataclass(frozen=True, slots=True)
class DuePart:
    """A payment, VAT excluded, with what was paid of it.

    `span` is None for work by the day; `is_used` tells whether some of that was done.
    """

    span: Span | None
    net: Money
    paid: Money
    is_used: bool = False


def still_owed(treatment: Treatment, part: DuePart, on: date) -> Money:
    """Return what stays owed of a payment beside what was paid; `on` is the first day without.

    Nothing for what has not begun; by the day, no more than the days that were used.
    """
    unpaid = part.net - part.paid
    if part.span is None:
        return unpaid if part.is_used else ZERO
    if on <= part.span.start:
        return ZERO
    if treatment is not Treatment.BY_DAY:
        return unpaid
    used = earned_through(part.net, part.span, on - DAY)
    return min(max(used - part.paid, ZERO), unpaid)
