"""A quotation: chosen plans and options priced, the comparison beside them, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from lumencare.domain.codes import PART_CARE, PlanCode
from lumencare.domain.commitments import Commitment
from lumencare.domain.comparison import Comparison, PlanAnswer, compare
from lumencare.domain.edition import Edition, VatRate
from lumencare.domain.money import Money, total
from lumencare.domain.place import Verdict
from lumencare.domain.quotation.finding import Finding, find_best_cover
from lumencare.domain.quotation.held import held_chain, service_years_held
from lumencare.domain.quotation.inquiry import Inquiry
from lumencare.domain.quotation.line import LineKind, QuotationLine
from lumencare.domain.quotation.next_due import find_next_due
from lumencare.domain.quotation.options import quote_option
from lumencare.domain.quotation.plans import quote_plan
from lumencare.domain.quotation.prices import (
    check_prices,
    find_approvals,
    refuse_prices,
    set_prices,
)
from lumencare.domain.quotation.refusals import (
    QuotationRefused,
    Refusal,
    find_refusals,
    overlaps,
)
from lumencare.domain.reach import Reach
from lumencare.domain.request import QuotationRequest
from lumencare.domain.shanghai import say_english_day
from lumencare.domain.system import check_bom, check_order_date, require
from lumencare.domain.text import Reason, Text, applies


@dataclass(frozen=True, slots=True)
class VatTotal:
    """The VAT of all lines with one rate (D-3)."""

    rate: VatRate
    net: Money
    vat: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """What is offered to a customer on a day, with everything that it follows from.

    `notes` are what staff or the customer must know before signing, `next_due` what falls due
    after it; `valid_because` says why the quotation ends when it does.
    """

    number: str
    version: int
    edition: Edition
    request: QuotationRequest
    on: date
    valid_until: date
    valid_because: Reason
    comparison: Comparison
    reach: Reach | None
    finding: Finding
    lines: tuple[QuotationLine, ...]
    notes: tuple[Reason, ...]
    next_due: tuple[Reason, ...]

    @property
    def priced(self) -> tuple[QuotationLine, ...]:
        """The lines that have a price: those by proposal stand outside every total."""
        return tuple(each for each in self.lines if each.net is not None)

    @property
    def net(self) -> Money | None:
        """The total without VAT; None where nothing is priced."""
        return (
            total(each.net for each in self.lines if each.net is not None) if self.priced else None
        )

    @property
    def vat(self) -> Money | None:
        """The VAT of all lines, each rounded by itself (D-2)."""
        return total(each.vat for each in self.priced) if self.priced else None

    @property
    def gross(self) -> Money | None:
        """The total with VAT."""
        return None if self.net is None or self.vat is None else self.net + self.vat

    @property
    def vat_totals(self) -> tuple[VatTotal, ...]:
        """The VAT by rate, lowest rate first."""
        rates = {each.vat_rate.percent: each.vat_rate for each in self.priced}
        return tuple(
            VatTotal(
                rate=rates[percent],
                net=total(each.net for each in self._at(percent) if each.net is not None),
                vat=total(each.vat for each in self._at(percent)),
            )
            for percent in sorted(rates)
        )

    @property
    def from_price(self) -> bool:
        """Whether a line is a floor that the manufacturer confirms (D-20)."""
        return any(each.from_price for each in self.lines)

    @property
    def needs_approval(self) -> bool:
        """Whether a price lies below the computed one, so that an approver must agree (D-20)."""
        return any(each.below_floor for each in self.lines)

    @property
    def approval_because(self) -> tuple[Reason, ...]:
        """Why an approver must agree; nothing where none is needed."""
        return find_approvals(self.lines)

    def _at(self, percent: Decimal) -> Iterator[QuotationLine]:
        return (each for each in self.priced if each.vat_rate.percent == percent)


def make_quotation(
    edition: Edition,
    request: QuotationRequest,
    on: date,
    *,
    number: str,
    reach: Reach | None = None,
    version: int = 1,
) -> Quotation:
    """Price what is asked for on the day `on`, beside the comparison of all plans.

    Raises QuotationRefused with every rule that stands against a choice, and InputProblems where
    the system's own facts or a set price cannot be right. Without `reach` the site's response is
    to be confirmed.
    """
    system = request.system
    problems = check_order_date(system.order_date, on, "order_date")
    require([*problems, *check_bom(system.bom, "bom"), *check_prices(request.prices)])
    inquiry = Inquiry(edition, request, on, reach)
    lines = _price(inquiry)
    comparison = compare(edition, system, on, reach=reach)
    valid_until, valid_because = _validity(inquiry, comparison, lines)
    return Quotation(
        number=number,
        version=version,
        edition=edition,
        request=request,
        on=on,
        valid_until=valid_until,
        valid_because=valid_because,
        comparison=comparison,
        reach=reach,
        finding=find_best_cover(edition, system, on),
        lines=lines,
        notes=tuple(_notes(inquiry, lines)),
        next_due=find_next_due(inquiry, lines),
    )


def _price(inquiry: Inquiry) -> tuple[QuotationLine, ...]:
    """Return the lines with the prices that staff set; there are none before nothing is refused."""
    prices = inquiry.request.prices
    _require_none(find_refusals(inquiry))
    lines = tuple(_lines(inquiry))
    _require_none(refuse_prices(lines, prices))
    return set_prices(lines, prices)


def _require_none(refusals: tuple[Refusal, ...]) -> None:
    if refusals:
        raise QuotationRefused(refusals)


def _lines(inquiry: Inquiry) -> Iterator[QuotationLine]:
    """Yield the lines in the order of the edition's plans, the options after them."""
    order = list(PlanCode)
    for choice in sorted(inquiry.request.plans, key=lambda each: order.index(each.plan)):
        yield from quote_plan(inquiry, choice)
    for option in inquiry.request.options:
        yield quote_option(inquiry, option)


def _validity(
    inquiry: Inquiry, comparison: Comparison, lines: tuple[QuotationLine, ...]
) -> tuple[date, Reason]:
    """Return the last day of validity: never past what the quotation relies on (D-26)."""
    days = int(inquiry.edition.setting_by_name["quotation_valid_days"].value)
    until = inquiry.on + timedelta(days=days)
    relied = min(_relied_on(inquiry, comparison, lines), default=until)
    if relied < until:
        text = Text(
            f"有效期至 {relied}：所依据的购买期或项目年度于当日结束。",
            f"Valid until {say_english_day(relied)}, when the purchase window or project year it "
            "relies on ends.",
        )
        return relied, applies("D-26", text, valid_until=relied)
    text = Text(
        f"自 {inquiry.on} 起 {days} 天内有效，至 {until}。",
        f"Valid for {days} days from {say_english_day(inquiry.on)}, "
        f"until {say_english_day(until)}.",
    )
    return until, applies("D-26", text, valid_until=until)


def _relied_on(
    inquiry: Inquiry, comparison: Comparison, lines: tuple[QuotationLine, ...]
) -> Iterator[date]:
    """Yield the last days on which what is chosen, or else compared, can be bought as priced."""
    chosen = {each.plan for each in inquiry.request.plans}
    open_plans = {each.plan.code for each in comparison.plans if each.eligibility.eligible}
    # A comparison relies on the Part Care window while it is open, else on all that it compares.
    relied_on = chosen or open_plans & PART_CARE or open_plans
    for answer in comparison.plans:
        last_day = _last_day_to_buy(inquiry, answer)
        if answer.plan.code in relied_on and last_day is not None:
            yield last_day
    for line in lines:
        is_of_a_year = line.project_year is not None or line.kind is LineKind.RESPONSE
        if is_of_a_year and line.span is not None:
            yield line.span.last_day
    if lines and not chosen:
        # Options alone need a plan with service that still runs (RO-1).
        yield max(each.last_day for each in service_years_held(inquiry))


def _last_day_to_buy(inquiry: Inquiry, answer: PlanAnswer) -> date | None:
    """Return the end of a plan's window; the next year of an annual plan has its own (D-15)."""
    chain = held_chain(inquiry) if answer.plan.code is PlanCode.ANNUAL else None
    return answer.eligibility.last_day_to_buy if chain is None else chain.renew_by


def _notes(inquiry: Inquiry, lines: tuple[QuotationLine, ...]) -> Iterator[Reason]:
    yield from (reason for _, reason in overlaps(inquiry))
    for line in lines:
        if line.kind is LineKind.RESPONSE and _is_unconfirmed(inquiry, line.code):
            text = Text(
                f"{line.name.zh}：项目地点是否适用，须由工作人员在签约前确认。",
                f"{line.name.en}: whether the site qualifies is to be confirmed by staff before "
                "the contract.",
            )
            yield applies("RO-5", text, rule_for_unknown_sites="D-19")


def _is_unconfirmed(inquiry: Inquiry, code: str) -> bool:
    """Tell whether the site's reach is open; the standard commitment needs none (SC-4)."""
    if inquiry.edition.response_by_code[code].hours is None:
        return False
    options = inquiry.reach.options if inquiry.reach else ()
    verdicts = {each.commitment: each.available for each in options}
    return verdicts.get(Commitment(code), Verdict.CONFIRM) is Verdict.CONFIRM
