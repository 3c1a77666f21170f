"""The facts of one installed system on which every answer rests, and what is accepted as a fact."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from lumencare.domain.codes import StartUp, WarrantyClass
from lumencare.domain.money import Money
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text

EARLIEST_ORDER = date(1990, 1, 1)
GREATEST_BOM = Money.of(10_000_000_000)

ORDER_DATE_ALLOWED = Text(
    "下单日期应在 1990-01-01 至查询日期之间。",
    "The order date must lie between 1990-01-01 and the day that is asked about.",
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


def check_bom(bom: Money, where: str) -> list[Problem]:
    """Return what is wrong with a hardware list amount."""
    if Money.of(0) < bom <= GREATEST_BOM:
        return []
    return [Problem(where, str(bom), BOM_ALLOWED)]


def check_dates(order_date: date, on: date, today: date, where: str) -> list[Problem]:
    """Return what is wrong with an order date and the day asked about."""
    if not EARLIEST_ORDER <= order_date <= min(on, today):
        return [Problem(where, order_date.isoformat(), ORDER_DATE_ALLOWED)]
    return []


def require(problems: list[Problem]) -> None:
    """Raise InputProblems where there is any."""
    if problems:
        raise InputProblems(problems)
