"""Income by day: what of a term's amount is earned through a day, and what is still deferred."""

from dataclasses import dataclass
from datetime import date

from lumencare.domain.money import Money
from lumencare.domain.period import DAY, Span


@dataclass(frozen=True, slots=True)
class Closing:
    """The end of a term before its time: its first day without cover, and what of it is kept.

    What is kept is what was paid less what was given back. It settles the term: from that day on
    nothing of it is deferred, and what is not earned by days yet counts on that day.
    """

    on: date
    kept: Money


def earned_through(net: Money, span: Span, day: date, closing: Closing | None = None) -> Money:
    """Return what is earned from the first day of a term through a day, itself included.

    Rounded half up to the fen from the exact share of days (D-2): differences between two days
    always add up to the whole amount.
    """
    if closing is not None and closing.on <= day:
        return closing.kept
    return Money.of_fen(earned_fen(net.fen, (span.end - span.start).days, _elapsed(span, day)))


def earned_fen(net: int, days: int, elapsed: int) -> int:
    """Return the whole fen earned after `elapsed` of `days` days, rounded half up."""
    return (2 * net * elapsed + days) // (2 * days)


def deferred_after(net: Money, span: Span, day: date, closing: Closing | None = None) -> Money:
    """Return what is not yet earned at the end of a day."""
    whole = net if closing is None or day < closing.on else closing.kept
    return whole - earned_through(net, span, day, closing)


def earned_between(net: Money, span: Span, period: Span, closing: Closing | None = None) -> Money:
    """Return what is earned in a period, such as a month; negative where more was given back."""
    before = earned_through(net, span, period.start - DAY, closing)
    return earned_through(net, span, period.last_day, closing) - before


def _elapsed(span: Span, day: date) -> int:
    whole = (span.end - span.start).days
    return min(max((day - span.start).days + 1, 0), whole)
