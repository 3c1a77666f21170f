"""What a replacement part costs its customer: the price less the percent, rounded once (D-2)."""

from dataclasses import dataclass
from decimal import Decimal

from lumencare.domain.money import Money, percent_of
from lumencare.domain.quotation.finding import say_amount
from lumencare.domain.text import Reason, Text, applies


@dataclass(frozen=True, slots=True)
class PartPrices:
    """Unit prices on the day that counts; None: none is published.

    `supplied` is of the part that goes out, `asked` of the one that failed where it is another.
    """

    supplied: Money | None
    asked: Money | None = None
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class Share:
    """The price of a line, what its customer pays of it, and why; None while there is no price."""

    price: Money | None
    customer: Money | None
    because: tuple[Reason, ...] = ()


def share_of(prices: PartPrices, percent: int) -> Share:
    """Return the customer's share of a line (X-7): never more for a successor than for the part.

    A dearer successor is the manufacturer's choice: the customer pays as for the part that failed.
    A cheaper one lowers the share.
    """
    if prices.supplied is None:
        return Share(None, None)
    price = prices.supplied * prices.quantity
    share = _left(price, percent)
    if prices.asked is None or prices.asked == prices.supplied:
        return Share(price, share)
    as_asked = _left(prices.asked * prices.quantity, percent)
    if as_asked < share:
        return Share(price, as_asked, (_dearer(share, as_asked),))
    return Share(price, share, (_cheaper(as_asked, share),))


def _left(price: Money, percent: int) -> Money:
    return percent_of(price, Decimal(100 - percent))


def _dearer(full: Money, kept: Money) -> Reason:
    text = Text(
        f"替代型号价格较高；客户仍按原型号承担 {say_amount(kept)}，而不是 {say_amount(full)}。",
        f"The successor is dearer; the customer still pays as for the part asked for, "
        f"{say_amount(kept)} and not {say_amount(full)}.",
    )
    return applies("X-7", text, share=kept, share_of_successor=full)


def _cheaper(before: Money, now: Money) -> Reason:
    text = Text(
        f"替代型号价格不高于原型号，客户承担 {say_amount(now)}（原型号为 {say_amount(before)}）。",
        f"The successor costs no more, so the customer pays {say_amount(now)} (it would be "
        f"{say_amount(before)} for the part asked for).",
    )
    return applies("X-7", text, share=now, share_of_asked=before)
