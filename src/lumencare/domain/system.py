"""The facts of one installed system on which every answer rests, and what is accepted as a fact."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from lumencare.domain.codes import StartUp, WarrantyClass
from lumencare.domain.money import Money
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.replaced import Replaced
from lumencare.domain.text import Text

EARLIEST_ORDER = date(1990, 1, 1)
# Beyond it a question about a day is a slip of the pen.
LATEST_ON = date(2100, 12, 31)
GREATEST_BOM = Money.of(10_000_000_000)

ON_ALLOWED = Text(
    f"查询日期应不晚于 {LATEST_ON}。", f"The day asked about must not lie after {LATEST_ON}."
)
BOM_ALLOWED = Text(
    "硬件清单金额应大于 0，不超过 10,000,000,000.00 元，最多两位小数。",
    "The hardware list amount must be above 0, at most 10,000,000,000.00 RMB, with at most "
    "two decimals.",
)


class Order(Protocol):
    """What rules about time need of a system: its class and its order date."""

    @property
    def warranty_class(self) -> WarrantyClass:
        """The initial warranty class (G-3)."""

    @property
    def order_date(self) -> date:
        """The day that project years are counted from (D-1)."""


@dataclass(frozen=True, slots=True)
class System:
    """One installed system: one order with its class, its date and its hardware list (D-14)."""

    warranty_class: WarrantyClass
    order_date: date
    bom: Money
    # Where nobody said who started it up, nothing is promised that depends on it.
    start_up: StartUp = StartUp.PARTNER
    # That another system took its place as a whole.
    replaced: Replaced | None = None


def check_bom(bom: Money, where: str) -> list[Problem]:
    """Return what is wrong with a hardware list amount."""
    if Money.of(0) < bom <= GREATEST_BOM:
        return []
    return [Problem(where, str(bom), BOM_ALLOWED)]


def check_order_date(order_date: date, today: date, where: str) -> list[Problem]:
    """Return what is wrong with an order date: nothing is ordered tomorrow."""
    if EARLIEST_ORDER <= order_date <= today:
        return []
    allowed = Text(
        f"下单日期应在 {EARLIEST_ORDER} 至 {today} 之间。",
        f"The order date must lie between {EARLIEST_ORDER} and {today}.",
    )
    return [Problem(where, order_date.isoformat(), allowed)]


def check_on(order_date: date, on: date, where: str) -> list[Problem]:
    """Return what is wrong with the day asked about: no year has begun before the order (D-1)."""
    if order_date <= on:
        return []
    allowed = Text(
        f"查询日期不能早于下单日期 {order_date}。",
        f"The day asked about must not be before the order date, {order_date}.",
    )
    return [Problem(where, on.isoformat(), allowed)]


def require(problems: list[Problem]) -> None:
    """Raise InputProblems where there is any."""
    if problems:
        raise InputProblems(problems)
