"""What a case costs beside its cover: a visit that is charged, hours by the man-day, on request."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from lumencare.domain.edition import Edition
from lumencare.domain.money import Money
from lumencare.domain.problems import Refused
from lumencare.domain.text import Text, does_not_apply


class ChargeCode(StrEnum):
    """What is charged."""

    VISIT = "visit"
    AFTER_HOUR = "after-hour"
    WEEKEND = "weekend"
    ON_REQUEST = "on-request"


# The customer's share of a replacement part: it follows from a claim, nobody types it.
PART = "part"


@dataclass(frozen=True, slots=True)
class ChargeAsked:
    """What is to be charged: the price of the decision's visit, man-days, an amount by hand.

    `is_holder`: a plan that lets its holder buy hours was in force on the day of the report.
    """

    code: ChargeCode
    visit: Money
    man_days: int
    amount: Money | None
    is_holder: bool


@dataclass(frozen=True, slots=True)
class Price:
    """An amount, VAT excluded, with the rule it comes from and its name."""

    net: Money
    rule: str
    name: Text


def price_charge(asked: ChargeAsked, edition: Edition) -> Price:
    """Return what is charged; Refused where the rules do not charge it."""
    return _PRICERS[asked.code](asked, edition)


def _visit(asked: ChargeAsked, _: Edition) -> Price:
    if not asked.visit:
        raise Refused(does_not_apply("SC-10", COVERED))
    return Price(asked.visit, "SC-10", VISIT)


def _hours(asked: ChargeAsked, edition: Edition) -> Price:
    if not asked.is_holder:
        raise Refused(does_not_apply("NB-1", NO_HOLDER))
    row = next(each for each in edition.hours if each.code == asked.code.value)
    return Price(row.net * asked.man_days, row.rule, row.text)


def _on_request(asked: ChargeAsked, _: Edition) -> Price:
    if asked.amount is None or asked.amount.fen <= 0:
        raise Refused(does_not_apply("D-9", NO_AMOUNT))
    return Price(asked.amount, "D-9", ON_REQUEST)


VISIT = Text("上门诊断（非产品原因）", "On-site diagnostic visit (not caused by the product)")
ON_REQUEST = Text("未公布价格时段的服务", "Work at hours without a published price")
COVERED = Text(
    "按现有判定，上门不收费；查明原因并非产品后方可收费。",
    "By the decision that holds the visit costs nothing; another cause has to be found first.",
)
NO_HOLDER = Text(
    "报修当日没有可加购时段服务的计划，价格未公布，请按“另行报价”处理。",
    "No plan whose holder may buy hours was in force on the day of the report; enter a price on "
    "request.",
)
NO_AMOUNT = Text(
    "该时段没有公布价格，须由人员填写金额与理由。",
    "These hours have no published price: enter an amount and a reason.",
)
_PRICERS: Mapping[ChargeCode, Callable[[ChargeAsked, Edition], Price]] = {
    ChargeCode.VISIT: _visit,
    ChargeCode.AFTER_HOUR: _hours,
    ChargeCode.WEEKEND: _hours,
    ChargeCode.ON_REQUEST: _on_request,
}
CHARGE_STATE_NAMES: Mapping[str, Text] = {
    "shown": Text("已告知", "shown"),
    "agreed": Text("客户已同意", "agreed"),
    "disputed": Text("客户有异议", "disputed"),
    "charged": Text("已收费", "charged"),
    "waived": Text("已减免", "waived"),
    "withdrawn": Text("已撤回", "taken back"),
}
