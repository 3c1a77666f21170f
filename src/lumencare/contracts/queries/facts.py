"""What pages and programs are told of a contract, part by part; amounts None without the right."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from lumencare.domain.money import Money
from lumencare.domain.text import Text


class Standing(StrEnum):
    """Where the days of a term or an allowance lie, seen from a day."""

    WAITING = "waiting"
    AHEAD = "ahead"
    RUNNING = "running"
    OVER = "over"
    ENDED = "ended"


class PaymentStanding(StrEnum):
    """How an amount that falls due stands on a day."""

    AHEAD = "ahead"
    DUE_SOON = "due-soon"
    OVERDUE = "overdue"
    PAID = "paid"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class TermFacts:
    """One year of a line, or all of its days; `ended_on` where it was ended early.

    The days of a `floating` one move until the contract takes effect (D-6).
    """

    project_year: int | None
    starts_on: date
    last_day: date
    floating: bool
    standing: Standing
    standing_name: Text
    net: Money | None
    vat: Money | None
    ended_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFacts:
    """A plan or option with the proof of its price; `before` and `after` name its neighbours."""

    position: int
    state: str
    state_name: Text
    kind: str
    kind_name: Text
    code: str
    name: Text
    system_pk: int
    system_ref: str
    system_name: str
    quantity: int
    unit_net: Money | None
    net: Money | None
    vat: Money | None
    gross: Money | None
    vat_percent: str
    edition: str
    rule: str
    formula: str
    bom: Money | None
    bought_on: date
    ended_on: date | None
    ended_why: str
    quote: str
    quote_version: int
    before: "Neighbour | None"
    after: "Neighbour | None"
    terms: tuple[TermFacts, ...]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The line that a line follows or is followed by, in this contract or another."""

    contract: str
    position: int
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionFacts:
    """Something that must be there, and how it can be met or was; `line` where it is a line's."""

    pk: int
    kind: str
    name: Text
    rule: str
    line: Text | None
    ways: tuple[tuple[str, Text], ...]
    how: str
    how_name: Text | None
    note: str
    met_by: str
    met_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFacts:
    """An amount that falls due once; `left` is what is not paid of the gross amount."""

    pk: int
    due_on: date
    line: Text
    project_year: int | None
    net: Money
    vat: Money
    gross: Money
    paid: Money
    left: Money
    standing: PaymentStanding
    standing_name: Text
    days_late: int
    cancelled_on: date | None


@dataclass(frozen=True, slots=True)
class DrawFacts:
    """One use of an allowance, or its return, in man-days or hours."""

    pk: int
    amount: str
    is_return: bool
    on: date
    why: str
    by: str
    at: datetime
    may_give_back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowanceFacts:
    """How much of a service there is, was used and is left, as text such as `0.5`."""

    pk: int
    code: str
    name: Text
    rule: str
    unit: Text
    system_ref: str
    starts_on: date
    last_day: date
    total: str
    used: str
    left: str
    left_said: Text
    share_used: int
    standing: Standing
    standing_name: Text
    may_draw: bool
    draws: tuple[DrawFacts, ...]


STANDINGS: dict[Standing, Text] = {
    Standing.WAITING: Text("待生效", "waits for the contract"),
    Standing.AHEAD: Text("尚未开始", "still to come"),
    Standing.RUNNING: Text("进行中", "running"),
    Standing.OVER: Text("已结束", "over"),
    Standing.ENDED: Text("提前结束", "ended early"),
}

PAYMENT_STANDINGS: dict[PaymentStanding, Text] = {
    PaymentStanding.AHEAD: Text("未到期", "not due yet"),
    PaymentStanding.DUE_SOON: Text("30 天内到期", "due within 30 days"),
    PaymentStanding.OVERDUE: Text("已逾期", "overdue"),
    PaymentStanding.PAID: Text("已付清", "paid"),
    PaymentStanding.CANCELLED: Text("已取消", "cancelled"),
}
