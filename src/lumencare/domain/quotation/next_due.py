"""What falls due after a quotation: the next year of each plan that is not paid once."""

from collections.abc import Callable, Iterator

from lumencare.domain.codes import PlanCode
from lumencare.domain.edition import PlanTerms
from lumencare.domain.holding import spans_of, years_of
from lumencare.domain.pricing import pay
from lumencare.domain.projectyear import year_span
from lumencare.domain.quotation.finding import say_amount, say_years
from lumencare.domain.quotation.inquiry import Inquiry
from lumencare.domain.quotation.line import QuotationLine
from lumencare.domain.quotation.purchases import holding_of
from lumencare.domain.renewal import last_day_to_renew
from lumencare.domain.request import PlanChoice
from lumencare.domain.shanghai import say_english_day
from lumencare.domain.text import Reason, Text, applies


def find_next_due(inquiry: Inquiry, lines: tuple[QuotationLine, ...]) -> tuple[Reason, ...]:
    """Say what an offer of 0.00 is, and what each chosen plan costs next and when."""
    return (*_nothing_due(inquiry, lines), *_next_years(inquiry))


def _nothing_due(inquiry: Inquiry, lines: tuple[QuotationLine, ...]) -> Iterator[Reason]:
    """An offer of free years alone is an enrolment: nothing is paid for it (D-5, D-15)."""
    free = [each for each in lines if each.project_year is not None and each.net is not None]
    if len(free) < len(lines) or any(each.net for each in lines):
        return
    for plan in dict.fromkeys(PlanCode(each.code) for each in free):
        years = tuple(each.project_year or 0 for each in free if each.code == plan)
        said, name = say_years(years), inquiry.edition.plan_by_code[plan].name
        if plan is PlanCode.ANNUAL:
            yield applies("D-15", _enrolment(name, said))
        else:
            yield applies("D-5", _warranty_year(name, said))


def _enrolment(name: Text, years: Text) -> Text:
    return Text(
        f"本报价为{name.zh}的免费登记：{years.zh}不收费用，本次无须付款。",
        f"This is an enrolment in the {name.en} at no charge: nothing is charged for {years.en}, "
        "and nothing is to be paid now.",
    )


def _warranty_year(name: Text, years: Text) -> Text:
    return Text(
        f"{years.zh}仍由原质保保障，{name.zh}不收费用，本次无须付款。",
        f"The initial warranty covers {years.en}: the {name.en} charges nothing for it, and "
        "nothing is to be paid now.",
    )


def _next_years(inquiry: Inquiry) -> Iterator[Reason]:
    chosen = {each.plan for each in inquiry.request.plans}
    for plan, say in SAY_NEXT.items():
        if plan in chosen:
            yield from say(inquiry, plan)


def _next_year(inquiry: Inquiry, plan: PlanCode) -> int | None:
    """Return the project year after the last one chosen, None where that was the last."""
    years = {
        year
        for each in _choices(inquiry, plan)
        for year in years_of(inquiry.edition, inquiry.system, holding_of(inquiry, each))
    }
    following = max(years) + 1
    return following if following <= inquiry.edition.horizon_years else None


def _choices(inquiry: Inquiry, plan: PlanCode) -> Iterator[PlanChoice]:
    return (each for each in inquiry.request.plans if each.plan is plan)


def _terms(inquiry: Inquiry, plan: PlanCode) -> PlanTerms:
    return inquiry.edition.terms[plan, inquiry.system.warranty_class]


def _renewal(inquiry: Inquiry, plan: PlanCode) -> Iterator[Reason]:
    year = _next_year(inquiry, plan)
    if year is None:
        return
    terms = _terms(inquiry, plan)
    net = pay(terms, year, inquiry.system.bom).net
    due = last_day_to_renew(inquiry.edition, inquiry.system, year)
    text = Text(
        f"{terms.plan.name.zh}：第 {year} 个项目年度 {say_amount(net)}，须在 {due} 或之前续保；"
        "逾期未续的，计划终止，不可恢复。",
        f"{terms.plan.name.en}: project year {year} costs {say_amount(net)} and must be renewed by "
        f"{say_english_day(due)}; a year that is missed ends the plan for good.",
    )
    yield applies("D-15", text, net=net, renew_by=due)


def _another_year(inquiry: Inquiry, plan: PlanCode) -> Iterator[Reason]:
    year = _next_year(inquiry, plan)
    if year is None:
        return
    terms = _terms(inquiry, plan)
    price = _say_price(inquiry, terms, year)
    starts = year_span(inquiry.system.order_date, year).start
    text = Text(
        f"{terms.plan.name.zh}：下一个是第 {year} 个项目年度，自 {starts} 起，价格 {price.zh}，"
        "选购后有效。",
        f"{terms.plan.name.en}: project year {year} is next. It begins on "
        f"{say_english_day(starts)} and costs {price.en}, if it is bought.",
    )
    yield applies("D-5", text, starts=starts)


def _another_term(inquiry: Inquiry, plan: PlanCode) -> Iterator[Reason]:
    edition, system = inquiry.edition, inquiry.system
    choice = next(_choices(inquiry, plan))
    (span,) = spans_of(edition, system, holding_of(inquiry, choice))
    # Labour of the years after it is Technology Support's where that was chosen too (D-22).
    is_followed = any(_choices(inquiry, PlanCode.TECHNOLOGY_SUPPORT))
    if is_followed or span.end == year_span(system.order_date, edition.horizon_years).end:
        return
    terms = _terms(inquiry, plan)
    price = _say_price(inquiry, terms, None)
    text = Text(
        f"{terms.plan.name.zh}：本次服务至 {span.last_day}；下一服务年度自 {span.end} 起，"
        f"价格 {price.zh}，续购后有效。",
        f"{terms.plan.name.en}: this year of service ends on {say_english_day(span.last_day)}. The "
        f"next begins on {say_english_day(span.end)} and costs {price.en}, if it is bought.",
    )
    yield applies("D-6", text, starts=span.end)


def _say_price(inquiry: Inquiry, terms: PlanTerms, year: int | None) -> Text:
    payment = pay(terms, year, inquiry.system.bom)
    amount = say_amount(payment.net)
    if not payment.from_price:
        return Text(amount, amount)
    return Text(f"{amount} 起", f"from {amount}")


SAY_NEXT: dict[PlanCode, Callable[[Inquiry, PlanCode], Iterator[Reason]]] = {
    PlanCode.ANNUAL: _renewal,
    PlanCode.SERVICE_CARE: _another_term,
    PlanCode.TECHNOLOGY_SUPPORT: _another_year,
}
