"""Income by day: what of a term's amount is earned through a day, and what is still deferred."""

from datetime import date

from lumencare.domain.money import Money
from lumencare.domain.period import DAY, Span


def earned_through(net: Money, span: Span, day: date) -> Money:
    """Return what is earned from the first day of a term through a day, itself included.

    Rounded half up to the fen from the exact share of days (D-2): differences between two days
    always add up to the whole amount.
    """
    return Money.of_fen(earned_fen(net.fen, (span.end - span.start).days, _elapsed(span, day)))


def earned_fen(net: int, days: int, elapsed: int) -> int:
    """Return the whole fen earned after `elapsed` of `days` days, rounded half up."""
    return (2 * net * elapsed + days) // (2 * days)


def deferred_after(net: Money, span: Span, day: date) -> Money:
    """Return what is not yet earned at the end of a day."""
    return net - earned_through(net, span, day)


def earned_between(net: Money, span: Span, period: Span) -> Money:
    """Return what is earned in a period, such as a month."""
    before = earned_through(net, span, period.start - DAY)
    return earned_through(net, span, period.last_day) - before


def _elapsed(span: Span, day: date) -> int:
    whole = (span.end - span.start).days
    return min(max((day - span.start).days + 1, 0), whole)
