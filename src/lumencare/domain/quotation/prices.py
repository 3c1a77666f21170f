"""Prices that staff set for lines of a quotation: what is accepted, and what it leads to (D-20)."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from lumencare.domain.money import ZERO, Money
from lumencare.domain.problems import Problem
from lumencare.domain.quotation.line import QuotationLine
from lumencare.domain.quotation.refusals import PRICES, Refusal, write_key
from lumencare.domain.request import PriceChoice
from lumencare.domain.system import GREATEST_BOM
from lumencare.domain.text import Reason, Text, applies, does_not_apply

LONGEST_REASON = 500
Key = tuple[str, int | None]

PRICE_ALLOWED = Text(
    f"价格应为 0.00 至 {GREATEST_BOM.grouped} 元，不含税。",
    f"A price from 0.00 to {GREATEST_BOM.grouped} RMB is expected, VAT excluded.",
)
REASON_ALLOWED = Text(
    f"请写明改价理由，最多 {LONGEST_REASON} 个字。",
    f"Say why the price is set, in at most {LONGEST_REASON} characters.",
)
ONE_PRICE = Text("每一行只能定一个价格。", "One price can be set for a line.")


def check_prices(prices: Sequence[PriceChoice], where: str = PRICES) -> list[Problem]:
    """Return what is wrong with set prices whatever they are for; places count from 0."""
    problems: list[Problem] = []
    seen: set[Key] = set()
    for index, price in enumerate(prices):
        place, key = f"{where}[{index}]", (price.code, price.project_year)
        if not ZERO <= price.unit_net <= GREATEST_BOM:
            problems.append(Problem(f"{place}.unit_net", str(price.unit_net), PRICE_ALLOWED))
        if not price.reason.strip() or len(price.reason) > LONGEST_REASON:
            problems.append(Problem(f"{place}.reason", price.reason.strip(), REASON_ALLOWED))
        if key in seen:
            problems.append(Problem(place, write_key(*key), ONE_PRICE))
        seen.add(key)
    return problems


def refuse_prices(
    lines: Sequence[QuotationLine], prices: Sequence[PriceChoice]
) -> tuple[Refusal, ...]:
    """Return what stands against set prices, given the lines as the edition computes them."""
    return tuple(
        Refusal(PRICES, (price,), (reason,))
        for price in prices
        if (reason := _refuse(lines, price)) is not None
    )


def set_prices(
    lines: Sequence[QuotationLine], prices: Sequence[PriceChoice]
) -> tuple[QuotationLine, ...]:
    """Return the lines with the set prices; a price that was set is a floor no longer."""
    by_key = {(each.code, each.project_year): each for each in prices}
    return tuple(
        _with_price(line, by_key[_key(line)]) if _key(line) in by_key else line for line in lines
    )


def find_approvals(lines: Sequence[QuotationLine]) -> tuple[Reason, ...]:
    """Return why an approver must agree, one reason for each line below its computed price."""
    return tuple(_below(line) for line in lines if line.below_floor)


def name_line(line: QuotationLine) -> Text:
    """Name a line so that it is told from the other years of its plan."""
    if line.project_year is None:
        return line.name
    return Text(
        f"{line.name.zh}，第 {line.project_year} 个项目年度",
        f"{line.name.en}, project year {line.project_year}",
    )


def _key(line: QuotationLine) -> Key:
    return line.code, line.project_year


def _refuse(lines: Sequence[QuotationLine], price: PriceChoice) -> Reason | None:
    line = next((each for each in lines if _key(each) == (price.code, price.project_year)), None)
    if line is None:
        return does_not_apply("D-20", _no_such_line(lines))
    found = (say(line) for stands_against, say in AGAINST if stands_against(line, price.unit_net))
    text = next(found, None)
    return None if text is None else does_not_apply("D-20", text, computed=line.computed_unit_net)


def _is_by_proposal(line: QuotationLine, _: Money) -> bool:
    return line.computed_unit_net is None


def _raises_published(line: QuotationLine, price: Money) -> bool:
    return not line.from_price and price > _computed(line)


def _gives_away(line: QuotationLine, price: Money) -> bool:
    return not price and bool(_computed(line))


def _computed(line: QuotationLine) -> Money:
    return line.computed_unit_net or ZERO


def _no_such_line(lines: Sequence[QuotationLine]) -> Text:
    priced = [write_key(*_key(each)) for each in lines if each.computed_unit_net is not None]
    known = list(dict.fromkeys(priced))
    if not known:
        return Text("本报价没有可定价的行。", "This quotation has no line with a price.")
    return Text(
        f"本报价没有这一行；可定价的行：{'、'.join(known)}。",
        f"This quotation has no such line; lines with a price: {', '.join(known)}.",
    )


def _say_by_proposal(line: QuotationLine) -> Text:
    return Text(
        f"{line.name.zh}按项目方案报价，不在此定价。",
        f"{line.name.en}: priced by a proposal, not here.",
    )


def _say_published(line: QuotationLine) -> Text:
    name, price = name_line(line), _computed(line).grouped
    return Text(
        f"{name.zh}：{price} 元是公布的价格，不能提高。",
        f"{name.en}: {price} RMB is the published price and cannot be raised.",
    )


def _say_given_away(line: QuotationLine) -> Text:
    name, price = name_line(line), _computed(line).grouped
    return Text(
        f"{name.zh}：计算价为 {price} 元，不能改为 0.00 元。",
        f"{name.en}: the computed price is {price} RMB and cannot become 0.00.",
    )


# What refuses a price of a line that is there, and in which words; the first match counts.
AGAINST: tuple[
    tuple[Callable[[QuotationLine, Money], bool], Callable[[QuotationLine], Text]], ...
] = (
    (_is_by_proposal, _say_by_proposal),
    (_raises_published, _say_published),
    (_gives_away, _say_given_away),
)


def _with_price(line: QuotationLine, price: PriceChoice) -> QuotationLine:
    computed = _computed(line)
    reason = applies(
        "D-20",
        _say_set(computed, price.unit_net),
        computed=computed,
        unit_net=price.unit_net,
        difference=price.unit_net - computed,
    )
    return replace(line, set_price=price, from_price=False, because=(reason, *line.because))


def _say_set(computed: Money, price: Money) -> Text:
    if price == computed:
        return Text(
            f"原厂确认单价为计算价 {computed.grouped} 元。",
            f"The manufacturer confirmed the computed unit price, {computed.grouped} RMB.",
        )
    zh, en = ("高", "above") if price > computed else ("低", "below")
    gap = price - computed if price > computed else computed - price
    return Text(
        f"单价由原厂定为 {price.grouped} 元，比计算价 {computed.grouped} 元{zh} {gap.grouped} 元。",
        f"The unit price was set by the manufacturer at {price.grouped} RMB, {gap.grouped} RMB "
        f"{en} the computed {computed.grouped} RMB.",
    )


def _below(line: QuotationLine) -> Reason:
    name, computed, price = name_line(line), _computed(line), line.unit_net or ZERO
    text = Text(
        f"{name.zh}：单价 {price.grouped} 元低于计算价 {computed.grouped} 元，"
        "须由报价人以外的审批人批准。",
        f"{name.en}: the unit price of {price.grouped} RMB is below the computed "
        f"{computed.grouped} RMB; an approver who is not the author must agree.",
    )
    return applies("D-20", text, computed=computed, unit_net=price)
