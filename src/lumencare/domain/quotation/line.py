"""Lines of a quotation: each chosen plan and option with its price and the proof of it."""

from dataclasses import dataclass
from enum import StrEnum

from lumencare.domain.edition import VatRate
from lumencare.domain.money import ZERO, Money, percent_of
from lumencare.domain.period import Span
from lumencare.domain.request import PriceChoice
from lumencare.domain.shanghai import say_english_day
from lumencare.domain.text import Reason, Text

PER_YEAR = Text("年", "year")
ONCE = Text("项", "once")
PER_MAN_DAY = Text("人天", "man-day")


class LineKind(StrEnum):
    """What a line sells."""

    PLAN = "plan"
    RESPONSE = "response"
    HOURS = "hours"
    ADDED_VALUE = "added-value"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationLine:
    """One line: what is sold, for when, its price and how the price follows from the edition.

    `computed_unit_net` None: priced by a proposal, outside every total (SY-3). It stays beside the
    price that staff may set (D-20). `remark` is what the customer must see beside the line: that
    it is free, or buys less than it seems to.
    """

    kind: LineKind
    code: str
    name: Text
    period: Text
    unit: Text
    rate: Text
    formula: str
    rule: str
    edition: str
    vat_rate: VatRate
    because: tuple[Reason, ...]
    computed_unit_net: Money | None
    set_price: PriceChoice | None = None
    from_price: bool = False
    quantity: int = 1
    project_year: int | None = None
    span: Span | None = None
    remark: Text | None = None

    @property
    def unit_net(self) -> Money | None:
        """The price of one unit as it is offered, VAT excluded."""
        return self.computed_unit_net if self.set_price is None else self.set_price.unit_net

    @property
    def computed_net(self) -> Money | None:
        """The line's amount as the edition computes it, VAT excluded."""
        return None if self.computed_unit_net is None else self.computed_unit_net * self.quantity

    @property
    def below_floor(self) -> bool:
        """Whether the price was set below the computed one: an approver must agree (D-20)."""
        if self.unit_net is None or self.computed_unit_net is None:
            return False
        return self.unit_net < self.computed_unit_net

    @property
    def net(self) -> Money | None:
        """The line's amount, VAT excluded."""
        return None if self.unit_net is None else self.unit_net * self.quantity

    @property
    def vat(self) -> Money:
        """The line's VAT, rounded to the fen by itself (D-2, D-3)."""
        return ZERO if self.net is None else percent_of(self.net, self.vat_rate.percent)

    @property
    def gross(self) -> Money | None:
        """The line's amount with VAT."""
        return None if self.net is None else self.net + self.vat


def say_span(span: Span) -> Text:
    """Name the first and the last day of a span."""
    return Text(
        f"{span.start} 至 {span.last_day}",
        f"{say_english_day(span.start)} to {say_english_day(span.last_day)}",
    )
