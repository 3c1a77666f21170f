"""The sentences of a coverage decision: what decided, what was considered, why not."""

from collections.abc import Callable
from datetime import date

from lumencare.domain.codes import PaymentBasis, PlanCode, WarrantyClass
from lumencare.domain.edition import CoverageStep, Edition
from lumencare.domain.holding import Holding, horizon_end, runs_until, spans_of, years_of
from lumencare.domain.money import Money
from lumencare.domain.projectyear import project_year
from lumencare.domain.shanghai import say_english_day
from lumencare.domain.system import Order
from lumencare.domain.text import Reason, Text, applies, does_not_apply


def best_parts(edition: Edition, step: CoverageStep, year: int) -> Reason:
    """Say what replacement parts get, and from whom."""
    name = edition.source_names[step.by]
    text = Text(
        f"第 {year} 个项目年度，{name.zh}减免更换件费用的 {step.percent}%。",
        f"In project year {year} the {name.en} takes {step.percent}% off replacement parts.",
    )
    return applies(step.rule, text, by=step.by, percent=step.percent, project_year=year)


def best_labour(edition: Edition, step: CoverageStep, year: int) -> Reason:
    """Say who carries the diagnostic labour."""
    name = edition.source_names[step.by]
    text = Text(
        f"故障诊断及系统恢复的人工由{name.zh}承担。",
        f"Labour for fault diagnosis and system restoration is covered by the {name.en}.",
    )
    return applies(step.rule, text, by=step.by, project_year=year)


def nothing_covers(year: int) -> Reason:
    """Say that nothing covers parts."""
    text = Text(
        f"第 {year} 个项目年度没有生效的保障，更换件由客户承担。",
        f"Nothing covers replacement parts in project year {year}; the customer pays for them.",
    )
    return does_not_apply("D-11", text, project_year=year)


def over(edition: Edition, order: Order) -> Reason:
    """Say that the horizon is past (G-4)."""
    last = horizon_end(edition, order)
    text = Text(
        f"第 {edition.horizon_years} 个项目年度已于 {last} 结束，各计划均已终止。",
        f"Project year {edition.horizon_years} ended on {say_english_day(last)}; every plan has "
        "ended with it.",
    )
    return does_not_apply("G-4", text, last_day=last)


def not_the_product(charge: Money) -> Reason:
    """Say that the cause is not the product, so neither parts nor the visit are covered."""
    text = Text(
        "问题并非由原厂产品引起：更换件不减免，该次现场诊断可收费。",
        "The product did not cause the problem: nothing is taken off parts and the visit "
        "may be charged.",
    )
    return does_not_apply("SC-10", text, charge=charge)


def visit_charged(charge: Money) -> Reason:
    """Say what a chargeable visit costs (D-12)."""
    text = Text(
        f"现场诊断按一个人天收费：{charge.grouped} 元（不含税）；工作人员说明理由后可以免收。",
        f"The diagnostic visit is charged as one man-day, {charge.grouped} RMB before VAT; staff "
        "may waive it with a reason.",
    )
    return applies("D-12", text, charge=charge)


def several() -> Reason:
    """Say how several coverages at once are weighed (D-11)."""
    return _SEVERAL


def response_reason(edition: Edition, by: str | None, asked: str | None, given: str) -> Reason:
    """Say which response commitment holds, or why there is none (RO-1); `by` is its plan."""
    if by is None:
        return _NO_PLAN_ASKED if asked not in {None, "standard"} else _NO_PLAN
    option, holder = edition.response_by_code[given], edition.source_names[by]
    text = Text(
        f"{holder.zh}有效，按“{option.text.zh}”响应。",
        f"The {holder.en} is in force and promises: {option.text.en}.",
    )
    is_support = by == PlanCode.TECHNOLOGY_SUPPORT.value and option.hours is None
    return applies("TS-4" if is_support else option.price_rule, text, response=given)


def warranty_reason(
    edition: Edition, warranty_class: WarrantyClass, year: int, step: CoverageStep | None
) -> Reason:
    """Say what the initial warranty gives in a year (D-4)."""
    of_class = edition.class_by_code[warranty_class].text
    if step is None:
        text = Text(
            f"原质保（{of_class.zh}）在第 {year} 个项目年度已不再有效。",
            f"The initial warranty ({of_class.en}) no longer runs in project year {year}.",
        )
        return does_not_apply("D-4", text, project_year=year)
    text = Text(
        f"原质保（{of_class.zh}）在第 {year} 个项目年度减免更换件费用的 {step.percent}%。",
        f"The initial warranty ({of_class.en}) gives {step.percent}% on parts in project year "
        f"{year}.",
    )
    return applies(step.rule, text, project_year=year, percent=step.percent)


def set_aside(reason: Reason) -> Reason:
    """Say that a coverage is in force and yet not for a fault of another cause (SC-10)."""
    if not reason.applies:
        return reason
    text = Text(
        f"{reason.text.zh[:-1]}；但问题并非由原厂产品引起，此次不适用。",
        f"{reason.text.en[:-1]}; but the product did not cause this problem, so it does not apply.",
    )
    return does_not_apply(reason.rule, text, **reason.facts)


def not_started_up(step: CoverageStep) -> Reason:
    """Say that the initial warranty's labour needs the manufacturer's start-up (PC-3)."""
    return does_not_apply(step.rule, _NOT_STARTED_UP)


def in_force(
    edition: Edition, order: Order, holding: Holding, on: date, year: int
) -> tuple[bool, Reason]:
    """Tell whether a purchase runs on a day, and say why (D-16, D-6, PA-3, D-5).

    `year` is the project year of `on`.
    """
    name = edition.plan_by_code[holding.plan].name
    if on < holding.bought:
        text = Text(
            f"{name.zh}于 {holding.bought} 才购买，{on} 尚未生效。",
            f"The {name.en} was bought on {say_english_day(holding.bought)} and does not help "
            f"on {say_english_day(on)} yet.",
        )
        return False, does_not_apply("D-16", text, plan=holding.plan)
    last_day = runs_until(edition, order, holding, on, year)
    if last_day is None:
        return False, _MISSED[_missed_key(edition, holding)](edition, order, holding, on)
    first_served = edition.terms[holding.plan, order.warranty_class].first_served
    if year < first_served:
        text = Text(
            f"{name.zh}的保障自第 {first_served} 个项目年度开始，此前由原质保保障。",
            f"Cover by the {name.en} begins with project year {first_served}; until then it is "
            "the initial warranty's.",
        )
        return True, does_not_apply(_first_rule(holding.plan), text, plan=holding.plan)
    text = Text(
        f"{name.zh}有效，本期至 {last_day}。",
        f"The {name.en} is in force; this period runs until {say_english_day(last_day)}.",
    )
    rule = edition.plan_by_code[holding.plan].rule
    return True, applies(_RULE_IN_FORCE.get(holding.plan, rule), text, plan=holding.plan)


def _first_rule(plan: PlanCode) -> str:
    return "D-5" if plan is PlanCode.TECHNOLOGY_SUPPORT else _RULE_IN_FORCE[plan]


def _missed_key(edition: Edition, holding: Holding) -> str:
    if holding.plan is PlanCode.ANNUAL:
        return "annual"
    return edition.plan_by_code[holding.plan].payment


def _not_bought_for_year(edition: Edition, order: Order, holding: Holding, on: date) -> Reason:
    name = edition.plan_by_code[holding.plan].name
    year = project_year(order.order_date, on)
    bought = [str(each) for each in years_of(edition, order, holding)]
    text = Text(
        f"{name.zh}只购买了第 {'、'.join(bought)} 个项目年度，第 {year} 个项目年度未购买。",
        f"The {name.en} was bought for project year {', '.join(bought)}, not for year {year}.",
    )
    return does_not_apply("D-5", text, plan=holding.plan, project_year=year)


def _annual_not_paid(edition: Edition, order: Order, holding: Holding, on: date) -> Reason:
    name = edition.plan_by_code[holding.plan].name
    year = project_year(order.order_date, on)
    paid = [str(each) for each in years_of(edition, order, holding)]
    text = Text(
        f"{name.zh}这次购买的是第 {'、'.join(paid)} 个项目年度；第 {year} "
        "个项目年度未续保即告终止。",
        f"This purchase of the {name.en} pays for project year {', '.join(paid)}; without a "
        "renewal for "
        f"year {year} the plan has ended.",
    )
    return does_not_apply("PA-3", text, plan=holding.plan, project_year=year)


def _term_ended(edition: Edition, order: Order, holding: Holding, on: date) -> Reason:
    name = edition.plan_by_code[holding.plan].name
    last = spans_of(edition, order, holding)[-1].last_day
    text = Text(
        f"{name.zh}自 {holding.bought} 起 12 个月，已于 {last} 结束，{on} 不在其内。",
        f"The {name.en} ran for 12 months from {say_english_day(holding.bought)} and ended on "
        f"{say_english_day(last)}; {say_english_day(on)} is not "
        "part of it.",
    )
    return does_not_apply("D-6", text, plan=holding.plan, last_day=last)


def _horizon_past(edition: Edition, order: Order, holding: Holding, on: date) -> Reason:
    name = edition.plan_by_code[holding.plan].name
    last = horizon_end(edition, order)
    text = Text(
        f"{name.zh}已随第 {edition.horizon_years} 个项目年度于 {last} 结束，{on} 不再有效。",
        f"The {name.en} ended with project year {edition.horizon_years} on "
        f"{say_english_day(last)} and no longer "
        f"helps on {say_english_day(on)}.",
    )
    return does_not_apply("G-4", text, plan=holding.plan, last_day=last)


Missed = Callable[[Edition, Order, Holding, date], Reason]
_MISSED: dict[str, Missed] = {
    "annual": _annual_not_paid,
    PaymentBasis.PROJECT_YEAR: _not_bought_for_year,
    PaymentBasis.SERVICE_YEAR: _term_ended,
    PaymentBasis.ONCE: _horizon_past,
}
_RULE_IN_FORCE = {
    PlanCode.BASIC: "PC-2",
    PlanCode.PLUS: "PP-2",
    PlanCode.ANNUAL: "PA-2",
    PlanCode.SERVICE_CARE: "D-6",
    PlanCode.TECHNOLOGY_SUPPORT: "TS-3",
}


_SEVERAL = applies(
    "D-11",
    Text(
        "同时有多项保障时，更换件、人工、响应各取其中最优的一项。",
        "Where several coverages stand at once, parts, labour and response each take the best.",
    ),
)
_NOT_STARTED_UP = Text(
    "原质保期内的故障诊断人工仅限原厂调试的系统；请核实调试方。",
    "The initial warranty carries diagnostic labour only where the manufacturer started the "
    "system up; check who did.",
)
_NO_PLAN = does_not_apply(
    "SC-4",
    Text(
        "没有生效的服务保障计划或综合保障计划，因此没有响应时限承诺。",
        "No Service Care or Technology Support Plan is in force, so there is no response "
        "commitment.",
    ),
)
_NO_PLAN_ASKED = does_not_apply(
    "RO-1",
    Text(
        "快速响应仅供服务保障计划或综合保障计划客户选购；当前没有生效的计划。",
        "A response option is only for holders of a Service Care or Technology Support Plan; "
        "none is in force.",
    ),
)
