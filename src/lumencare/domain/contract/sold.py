"""What an accepted quotation sells: lines with their terms, from the day of the purchase."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lumencare.domain.codes import PaymentBasis, PlanCode
from lumencare.domain.edition import Edition
from lumencare.domain.holding import horizon_end
from lumencare.domain.money import Money, total
from lumencare.domain.period import DAY, Span, twelve_months_from
from lumencare.domain.projectyear import year_span
from lumencare.domain.quotation.line import LineKind
from lumencare.domain.system import Order
from lumencare.domain.text import Text


@dataclass(frozen=True, slots=True)
class AcceptedLine:
    """One line of an accepted quotation, as it was kept; amounts are those that were accepted.

    `starts` is the first day where the quotation names a later one than its own (D-6).
    """

    kind: LineKind
    code: str
    name: Text
    quantity: int
    unit_net: Money
    net: Money
    vat: Money
    vat_percent: Decimal
    rule: str
    formula: str
    project_year: int | None = None
    starts: date | None = None


@dataclass(frozen=True, slots=True)
class SoldTerm:
    """The days that a line, or one year of it, runs for, and what they cost.

    A `floating` one of 12 months begins when the contract takes effect: what is missing before
    does not eat up what was paid for (D-6). None: work by the day, booked later.
    """

    code: str
    span: Span | None
    net: Money
    vat: Money
    project_year: int | None = None
    floating: bool = False


@dataclass(frozen=True, slots=True)
class SoldLine:
    """A plan or an option as it was sold, with its terms in order."""

    kind: LineKind
    code: str
    name: Text
    quantity: int
    unit_net: Money
    vat_percent: Decimal
    rule: str
    formula: str
    terms: tuple[SoldTerm, ...]

    @property
    def net(self) -> Money:
        """The amount of all terms, VAT excluded."""
        return total(each.net for each in self.terms)

    @property
    def vat(self) -> Money:
        """The VAT of all terms."""
        return total(each.vat for each in self.terms)


@dataclass(frozen=True, slots=True)
class Sale:
    """A system, the edition it was sold under, the day, and the contract years that it has."""

    edition: Edition
    order: Order
    bought: date
    # Years of plans that were held before, to which options can be added.
    running_years: tuple[Span, ...] = ()


def lines_sold(sale: Sale, accepted: Iterable[AcceptedLine]) -> tuple[SoldLine, ...]:
    """Return what was sold, the years of a plan brought together in one line."""
    lines = list(accepted)
    plans = [each for each in lines if each.kind is LineKind.PLAN]
    grouped: dict[str, list[AcceptedLine]] = {}
    for each in plans:
        grouped.setdefault(each.code, []).append(each)
    sold = [_plan(sale, each) for each in grouped.values()]
    years = _service_years(sale, sold)
    options = (each for each in lines if each.kind is not LineKind.PLAN)
    return (*sold, *(_option(each, years) for each in options))


def own_year(sale: Sale, start: date) -> Span:
    """Return 12 months from a day, cut at the end of the horizon (D-6, G-4)."""
    span = twelve_months_from(start)
    return Span(start, min(span.end, horizon_end(sale.edition, sale.order) + DAY))


def _plan(sale: Sale, years: list[AcceptedLine]) -> SoldLine:
    first = years[0]
    terms = tuple(_term(sale, each) for each in years)
    return _line(first, terms)


def _term(sale: Sale, line: AcceptedLine) -> SoldTerm:
    if line.project_year is not None:
        whole = year_span(sale.order.order_date, line.project_year)
        span = Span(max(whole.start, sale.bought), whole.end)
        return SoldTerm(line.code, span, line.net, line.vat, line.project_year)
    basis = sale.edition.plan_by_code[PlanCode(line.code)].payment
    if basis is PaymentBasis.SERVICE_YEAR:
        goes_on = line.starts is not None and sale.bought < line.starts
        start = line.starts if goes_on and line.starts is not None else sale.bought
        span = own_year(sale, start)
        return SoldTerm(line.code, span, line.net, line.vat, floating=not goes_on)
    span = Span(sale.bought, horizon_end(sale.edition, sale.order) + DAY)
    return SoldTerm(line.code, span, line.net, line.vat)


def _service_years(sale: Sale, sold: list[SoldLine]) -> list[tuple[Span, bool]]:
    """Return the contract years with service, earliest first, and whether each still floats."""
    terms = sale.edition.terms
    found: list[tuple[Span, bool]] = []
    for line in sold:
        plan = PlanCode(line.code)
        if plan not in sale.edition.holders:
            continue
        labour = terms[plan, sale.order.warranty_class].labour
        found.extend(
            (each.span, each.floating)
            for each in line.terms
            if each.span is not None and (each.project_year is None or each.project_year in labour)
        )
    return sorted(found or [(each, False) for each in sale.running_years])


def _option(line: AcceptedLine, years: list[tuple[Span, bool]]) -> SoldLine:
    if line.kind is not LineKind.RESPONSE:
        return _line(line, (SoldTerm(line.code, None, line.net, line.vat),))
    spans = years[: line.quantity]
    vats = list(_shares(line.vat, len(spans)))
    terms = tuple(
        SoldTerm(line.code, span, line.unit_net, vat, floating=floating)
        for (span, floating), vat in zip(spans, vats, strict=True)
    )
    return _line(line, terms)


def _shares(amount: Money, count: int) -> Iterator[Money]:
    """Yield equal parts of an amount that add up to it; the last takes what is left over."""
    share = amount.fen // count if count else 0
    for index in range(count):
        last = index == count - 1
        yield Money.of_fen(amount.fen - share * (count - 1) if last else share)


def _line(line: AcceptedLine, terms: tuple[SoldTerm, ...]) -> SoldLine:
    return SoldLine(
        kind=line.kind,
        code=line.code,
        name=line.name,
        quantity=line.quantity,
        unit_net=line.unit_net,
        vat_percent=line.vat_percent,
        rule=line.rule,
        formula=line.formula,
        terms=terms,
    )
