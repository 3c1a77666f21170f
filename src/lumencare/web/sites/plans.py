"""What a system may buy now: each plan's price in the words of a list, or why it cannot be had."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lumencare.domain.codes import PaymentBasis
from lumencare.domain.comparison import Comparison, PlanAnswer
from lumencare.domain.money import Money
from lumencare.domain.text import Reason, Text

UNITS = {
    PaymentBasis.ONCE: Text("一次付清", "one payment"),
    PaymentBasis.SERVICE_YEAR: Text("每 12 个月", "for 12 months"),
    PaymentBasis.PROPOSAL: Text("按项目方案报价", "by a proposal"),
}


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One plan: what it costs from today on, until when it can be bought, and why."""

    code: str
    name: Text
    eligible: bool
    price: Money | None
    unit: Text
    from_price: bool
    last_day: date | None
    because: tuple[Reason, ...]


def plan_lines(comparison: Comparison) -> Iterator[PlanLine]:
    """Yield the plans in their order."""
    for each in comparison.plans:
        yield PlanLine(
            code=each.plan.code.value,
            name=each.plan.name,
            eligible=each.eligibility.eligible,
            price=each.total_net,
            unit=_unit(each),
            from_price=any(payment.from_price for payment in each.payments),
            last_day=each.eligibility.last_day_to_buy,
            because=each.eligibility.because,
        )


def _unit(answer: PlanAnswer) -> Text:
    basis = answer.plan.payment
    if basis is not PaymentBasis.PROJECT_YEAR:
        return UNITS[basis]
    charged = sum(1 for each in answer.payments if each.net)
    return Text(
        f"{charged} 个年度合计，逐年付款",
        f"in all for {charged} year{'s' * (charged != 1)}, paid yearly",
    )
