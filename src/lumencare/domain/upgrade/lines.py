"""Lines of a proposal: hardware, software, man-days, exploration, and what is given for a plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lumencare.domain.counting import MAN_DAYS, Unit
from lumencare.domain.dispatch.mandays import Hours
from lumencare.domain.edition import Edition
from lumencare.domain.money import ZERO, Money, round_to_fen
from lumencare.domain.text import Text


class LineKind(StrEnum):
    """What a line of a proposal is for, in the order in which it is printed."""

    HARDWARE = "hardware"
    SOFTWARE = "software"
    MAN_DAYS = "man-days"
    EXPLORATION = "exploration"
    TRADE_IN = "trade-in"


KIND_NAMES: Mapping[LineKind, Text] = {
    LineKind.HARDWARE: Text("硬件", "Hardware"),
    LineKind.SOFTWARE: Text("软件", "Software"),
    LineKind.MAN_DAYS: Text("人天", "Man-days"),
    LineKind.EXPLORATION: Text("现场摸查人天", "Exploration man-days"),
    LineKind.TRADE_IN: Text("未到期计划抵扣", "Given for the plan that has not run out"),
}
# Software is sold as a good, like hardware; work, and what is given back of a plan, is service.
VAT_KINDS: Mapping[LineKind, str] = {
    LineKind.HARDWARE: "replacement-part",
    LineKind.SOFTWARE: "replacement-part",
    LineKind.MAN_DAYS: "service",
    LineKind.EXPLORATION: "service",
    LineKind.TRADE_IN: "service",
}
GOODS = frozenset({LineKind.HARDWARE, LineKind.SOFTWARE})
WORK = frozenset({LineKind.MAN_DAYS, LineKind.EXPLORATION})
UNITS: Mapping[LineKind, Unit] = {
    LineKind.HARDWARE: Unit("件", "pc", "pcs"),
    LineKind.SOFTWARE: Unit("套", "set", "sets"),
    LineKind.MAN_DAYS: MAN_DAYS,
    LineKind.EXPLORATION: MAN_DAYS,
    LineKind.TRADE_IN: Unit("项", "item", "items"),
}
HOUR_NAMES: Mapping[Hours, Text] = {
    Hours.BUSINESS: Text("工作日 8:00-18:00", "business day 8:00-18:00"),
    Hours.AFTER_HOUR: Text("工作日夜间 18:00-8:00", "after hours, 18:00-8:00"),
    Hours.WEEKEND: Text("周末 8:00-18:00", "weekend 8:00-18:00"),
    Hours.ON_REQUEST: Text("未列价格的时段", "hours without a published price"),
}


class Standing(StrEnum):
    """How a price stands to the list: `typed` where the list has none."""

    LISTED = "listed"
    ABOVE = "above"
    BELOW = "below"
    TYPED = "typed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of an option; `key` names it within the option for as long as the proposal lives.

    `price` is of one unit, VAT excluded, `listed` what the list had for it on the day when the
    line was written (None: nothing). `service` and `hours` say what a man-day is and when;
    `source` from where a trade-in comes (the number of a contract).
    """

    key: int
    kind: LineKind
    text: str
    quantity: Decimal
    price: Money
    listed: Money | None = None
    why: str = ""
    part_number: str = ""
    service: str = ""
    hours: Hours | None = None
    source: str = ""

    @property
    def net(self) -> Money:
        """The amount of the line, VAT excluded; what is given for a plan comes off (D-2)."""
        amount = round_to_fen(self.price.amount * self.quantity)
        return ZERO - amount if self.kind is LineKind.TRADE_IN else amount

    @property
    def unit(self) -> Text:
        """What its quantity is counted in."""
        return UNITS[self.kind].of(self.quantity)

    @property
    def listed_net(self) -> Money | None:
        """The amount at the list's price."""
        if self.listed is None:
            return None
        return round_to_fen(self.listed.amount * self.quantity)

    @property
    def standing(self) -> Standing:
        """How the price stands to the list."""
        if self.listed is None:
            return Standing.TYPED
        if self.price == self.listed:
            return Standing.LISTED
        return Standing.BELOW if self.price < self.listed else Standing.ABOVE


def man_day_price(edition: Edition, service: str, hours: Hours) -> Money | None:
    """Return the price of a man-day by when it is: AV-1 and NB-1 add up (D-10).

    None where hours have no published price (D-9), or the edition has no such service.
    """
    found = next((each.net for each in edition.visit_services if each.code == service), None)
    if found is None or hours is Hours.ON_REQUEST:
        return None
    extra = next((each.net for each in edition.hours if each.code == hours.value), ZERO)
    return found + extra
