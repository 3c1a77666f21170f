"""What an option comes to: each line with its VAT, the totals, and why somebody must approve."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from lumencare.domain.edition import Edition, VatRate
from lumencare.domain.money import ZERO, Money, percent_of, total
from lumencare.domain.quotation.making import VatTotal
from lumencare.domain.text import Reason, Text, applies
from lumencare.domain.upgrade.content import Content, Option
from lumencare.domain.upgrade.lines import VAT_KINDS, Line, LineKind, Standing


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line with the VAT that falls on it, rounded by itself (D-2, D-3)."""

    line: Line
    rate: VatRate

    @property
    def net(self) -> Money:
        """The amount without VAT."""
        return self.line.net

    @property
    def vat(self) -> Money:
        """The VAT of the line."""
        return percent_of(self.line.net, self.rate.percent)


@dataclass(frozen=True, slots=True)
class PricedOption:
    """An option with its amounts; `approval_because` is empty where nobody needs to approve."""

    option: Option
    lines: tuple[PricedLine, ...]
    approval_because: tuple[Reason, ...]

    @property
    def net(self) -> Money:
        """The total without VAT."""
        return total(each.net for each in self.lines)

    @property
    def vat(self) -> Money:
        """The VAT of all lines."""
        return total(each.vat for each in self.lines)

    @property
    def gross(self) -> Money:
        """The total with VAT."""
        return self.net + self.vat

    @property
    def vat_totals(self) -> tuple[VatTotal, ...]:
        """The VAT by rate, lowest rate first."""
        rates = {each.rate.percent: each.rate for each in self.lines}
        return tuple(
            VatTotal(
                rate=rates[percent],
                net=total(each.net for each in self._at(percent)),
                vat=total(each.vat for each in self._at(percent)),
            )
            for percent in sorted(rates)
        )

    @property
    def discount(self) -> Money:
        """How much less than at list prices is asked, over the lines that have one."""
        return total(
            each.line.listed_net - each.net
            for each in self.lines
            if each.line.listed_net is not None and each.line.standing is Standing.BELOW
        )

    def net_of(self, kind: LineKind) -> Money:
        """Return the total of the lines of a kind."""
        return total(each.net for each in self.lines if each.line.kind is kind)

    def _at(self, percent: Decimal) -> Iterator[PricedLine]:
        return (each for each in self.lines if each.rate.percent == percent)


def price_option(edition: Edition, option: Option) -> PricedOption:
    """Return what an option comes to under an edition's VAT rates."""
    lines = tuple(
        PricedLine(each, edition.vat_by_kind[VAT_KINDS[each.kind]]) for each in in_order(option)
    )
    return PricedOption(option, lines, tuple(_approvals(option)))


def price_content(edition: Edition, content: Content) -> tuple[PricedOption, ...]:
    """Return what each option comes to."""
    return tuple(price_option(edition, each) for each in content.options)


def in_order(option: Option) -> tuple[Line, ...]:
    """Return the lines in the order of their kinds, those of one kind as they were written."""
    kinds = list(LineKind)
    return tuple(sorted(option.lines, key=lambda each: (kinds.index(each.kind), each.key)))


def _approvals(option: Option) -> Iterator[Reason]:
    """Yield why an approver must agree, a reason for each line that needs one (D-20)."""
    for line in in_order(option):
        if line.kind is LineKind.TRADE_IN:
            yield _trade_in(option, line)
        elif line.standing is Standing.BELOW:
            yield _below(option, line)
        elif line.standing is Standing.TYPED:
            yield _typed(option, line)


def _below(option: Option, line: Line) -> Reason:
    listed = line.listed or ZERO
    text = Text(
        f"方案 {option.key}：{line.text} 单价 {line.price.grouped} 元低于列表价 "
        f"{listed.grouped} 元：{line.why}",
        f"Option {option.key}: {line.text} at {line.price.grouped} RMB lies below the list price "
        f"of {listed.grouped} RMB: {line.why}",
    )
    return applies("D-20", text, option=option.key, price=line.price, listed=listed)


def _typed(option: Option, line: Line) -> Reason:
    text = Text(
        f"方案 {option.key}：{line.text} 没有列表价，单价 {line.price.grouped} 元"
        f"由人填写：{line.why}",
        f"Option {option.key}: {line.text} has no list price; {line.price.grouped} RMB was "
        f"entered: {line.why}",
    )
    return applies("SY-3", text, option=option.key, price=line.price)


def _trade_in(option: Option, line: Line) -> Reason:
    given = ZERO - line.net
    text = Text(
        f"方案 {option.key}：为未到期计划（{line.source}）抵扣 {given.grouped} 元：{line.why}",
        f"Option {option.key}: {given.grouped} RMB is given for the plan of {line.source} that "
        f"has not run out: {line.why}",
    )
    return applies("D-17", text, option=option.key, given=given)
