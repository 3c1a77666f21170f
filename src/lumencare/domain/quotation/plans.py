"""The lines of the chosen plans, one for each payment, each with its proof."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lumencare.domain.codes import PaymentBasis
from lumencare.domain.edition import Plan
from lumencare.domain.eligibility import judge
from lumencare.domain.holding import spans_of, years_of
from lumencare.domain.period import Span, twelve_months_from
from lumencare.domain.pricing import Payment, formula, pay, rate_words
from lumencare.domain.projectyear import project_year, year_span
from lumencare.domain.quotation.held import upgrade_reason, upgraded_from
from lumencare.domain.quotation.inquiry import Inquiry
from lumencare.domain.quotation.line import ONCE, PER_YEAR, LineKind, QuotationLine, say_span
from lumencare.domain.quotation.purchases import holding_of, year_left, years_to_pay
from lumencare.domain.quotation.ways import years_to_cover
from lumencare.domain.request import PlanChoice
from lumencare.domain.shanghai import say_english_day
from lumencare.domain.text import Reason, Text, applies

NO_CHARGE = Text("不收费用", "no charge")


@dataclass(frozen=True, slots=True)
class Term:
    """What one line of a plan runs for."""

    period: Text
    unit: Text
    span: Span
    project_year: int | None = None
    remark: Text | None = None


def quote_plan(inquiry: Inquiry, choice: PlanChoice) -> Iterator[QuotationLine]:
    """Yield the lines of a plan that may be bought: one, or one for each project year."""
    plan = inquiry.edition.plan_by_code[choice.plan]
    terms = inquiry.edition.terms[choice.plan, inquiry.system.warranty_class]
    match plan.payment:
        case PaymentBasis.PROPOSAL:
            yield _by_proposal(inquiry, plan)
        case PaymentBasis.PROJECT_YEAR:
            years = years_of(inquiry.edition, inquiry.system, holding_of(inquiry, choice))
            for year in years_to_pay(inquiry, choice, years):
                payment = pay(terms, year, inquiry.system.bom)
                yield _plan_line(inquiry, plan, payment, _year_term(inquiry, payment, year))
        case _:
            payment = pay(terms, None, inquiry.system.bom)
            line = _plan_line(inquiry, plan, payment, _own_term(inquiry, choice, plan))
            yield _as_upgrade(inquiry, choice, line, payment)


def _own_term(inquiry: Inquiry, choice: PlanChoice, plan: Plan) -> Term:
    edition = inquiry.edition
    (span,) = spans_of(edition, inquiry.system, holding_of(inquiry, choice))
    if plan.payment is not PaymentBasis.ONCE:
        return Term(
            say_span(span),
            PER_YEAR,
            span,
            remark=_short_term(inquiry, span) or _early_term(inquiry, plan, span),
        )
    period = Text(
        f"自购买之日至 {span.last_day}（第 {edition.horizon_years} 个项目年度结束）",
        f"From purchase to {say_english_day(span.last_day)}, "
        f"the end of project year {edition.horizon_years}",
    )
    return Term(period, ONCE, span)


def _short_term(inquiry: Inquiry, span: Span) -> Text | None:
    """Warn where the horizon leaves less than the 12 months that are paid for (G-4, D-6)."""
    if span == twelve_months_from(span.start):
        return None
    days, last_year = (span.end - span.start).days, inquiry.edition.horizon_years
    return Text(
        f"注意：服务只有 {days} 天，至 {span.last_day} 第 {last_year} 个项目年度结束为止，"
        "价格仍为全年价。",
        f"Please note: this buys {days} {'day' if days == 1 else 'days'} of service, until project "
        f"year {last_year} ends on {say_english_day(span.last_day)}, at the price of a full year.",
    )


def _early_term(inquiry: Inquiry, plan: Plan, span: Span) -> Text | None:
    """Say that a service begins before the years in which the comparison counts it."""
    edition, system = inquiry.edition, inquiry.system
    counted = years_to_cover(edition, system, inquiry.on)
    if not counted or project_year(system.order_date, span.start) >= counted[0]:
        return None
    return Text(
        f"本次服务自 {span.start} 开始，早于首页比较所计的第 {counted[0]} 个项目年度；"
        f"此前各年度的{plan.name.zh}另计，不在首页合计之内。",
        f"This service begins on {say_english_day(span.start)}, before project year {counted[0]}, "
        f"from which page 1 compares; earlier years of the {plan.name.en} come on top of its "
        "totals.",
    )


def _year_term(inquiry: Inquiry, payment: Payment, year: int) -> Term:
    whole = year_span(inquiry.system.order_date, year)
    span, remark = year_left(inquiry, year), _free_year(inquiry, payment, year)
    if span == whole:
        days = say_span(span)
        period = Text(f"第 {year} 个项目年度，{days.zh}", f"Project year {year}, {days.en}")
        return Term(period, PER_YEAR, span, year, remark)
    price = Text("，全价", ", full price") if payment.net else Text("", "")
    period = Text(
        f"自购买之日起至 {span.last_day}（第 {year} 个项目年度{price.zh}）",
        f"From purchase to {say_english_day(span.last_day)} (project year {year}{price.en})",
    )
    return Term(period, PER_YEAR, span, year, remark)


def _free_year(inquiry: Inquiry, payment: Payment, year: int) -> Text | None:
    """Say why a year costs nothing: the initial warranty still runs (D-5, D-15)."""
    if _costs(payment):
        return None
    terms = inquiry.edition.terms[payment.row.plan, inquiry.system.warranty_class]
    return Text(
        f"本年度由原质保保障，不收费用；{terms.plan.name.zh}的保障自第 {terms.first_served} "
        "个项目年度开始。",
        f"The initial warranty covers this year and nothing is charged; cover by the "
        f"{terms.plan.name.en} begins with project year {terms.first_served}.",
    )


def _costs(payment: Payment) -> bool:
    """Tell whether the rate row charges anything at all."""
    return bool(payment.row.percent or payment.row.base)


def _plan_line(inquiry: Inquiry, plan: Plan, payment: Payment, term: Term) -> QuotationLine:
    return QuotationLine(
        kind=LineKind.PLAN,
        code=plan.code,
        name=plan.name,
        period=term.period,
        unit=term.unit,
        rate=rate_words(payment.row) if _costs(payment) else NO_CHARGE,
        formula=formula(payment, inquiry.system.bom),
        rule=payment.row.rule,
        edition=inquiry.edition.code,
        vat_rate=inquiry.edition.vat_by_kind[plan.vat],
        because=(_price_reason(inquiry, payment), *_judged(inquiry, plan)),
        computed_unit_net=payment.net,
        from_price=payment.from_price,
        project_year=term.project_year,
        span=term.span,
        remark=term.remark,
    )


def _as_upgrade(
    inquiry: Inquiry, choice: PlanChoice, line: QuotationLine, payment: Payment
) -> QuotationLine:
    """Return the line at the difference of two prices where a held plan is upgraded (D-22)."""
    rule = upgraded_from(inquiry, choice)
    if rule is None:
        return line
    net, arithmetic, reason = upgrade_reason(inquiry, rule, payment.net)
    because = (reason, *line.because)
    return replace(line, computed_unit_net=net, formula=arithmetic, because=because)


def _by_proposal(inquiry: Inquiry, plan: Plan) -> QuotationLine:
    return QuotationLine(
        kind=LineKind.PLAN,
        code=plan.code,
        name=plan.name,
        period=Text("以方案为准", "As the proposal says"),
        unit=ONCE,
        rate=Text("按项目方案", "by proposal"),
        formula="",
        rule=plan.rule,
        edition=inquiry.edition.code,
        vat_rate=inquiry.edition.vat_by_kind[plan.vat],
        because=_judged(inquiry, plan),
        computed_unit_net=None,
    )


def _judged(inquiry: Inquiry, plan: Plan) -> tuple[Reason, ...]:
    return judge(inquiry.edition, inquiry.system, plan.code, inquiry.on).because


def _price_reason(inquiry: Inquiry, payment: Payment) -> Reason:
    bom, rate = inquiry.system.bom, rate_words(payment.row)
    product = f"{formula(payment, bom)} = {payment.net.grouped}"
    text = Text(
        f"硬件清单为 {bom.grouped} 元，费率为“{rate.zh}”：{product} 元。",
        f"The hardware list is {bom.grouped} RMB and the rate “{rate.en}”: {product} RMB.",
    )
    return applies(payment.row.rule, text, net=payment.net, bom=bom)
