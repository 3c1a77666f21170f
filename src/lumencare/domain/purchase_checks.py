"""Whether stated purchases could have been made at all (PW-1, PA-3, D-5, D-22)."""

from collections.abc import Sequence

from lumencare.domain.codes import PaymentBasis, PlanCode
from lumencare.domain.edition import Edition
from lumencare.domain.eligibility import judge
from lumencare.domain.holding import Holding, refuse_years, years_of
from lumencare.domain.overlap import find_overlaps
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.projectyear import project_year
from lumencare.domain.renewal import follow_chain
from lumencare.domain.system import Order
from lumencare.domain.text import Reason, Text, does_not_apply


def check_purchases(edition: Edition, order: Order, holdings: Sequence[Holding]) -> None:
    """Raise where a stated purchase is impossible.

    InputProblems: bought before the order date. Refused: outside the window, a year that is not
    sold or was over, an annual plan taken up after a gap, or plans that may not stand together.
    """
    _require_after_order(order, holdings)
    for holding in holdings:
        _require_sold(edition, order, holding)
    _require_chain(edition, order, holdings)
    for reason in find_overlaps(edition, order, holdings):
        if not reason.applies:
            raise Refused(reason)


def _require_after_order(order: Order, holdings: Sequence[Holding]) -> None:
    allowed = Text(
        f"购买日期不能早于下单日期 {order.order_date}。",
        f"A plan cannot be bought before the order date, {order.order_date}.",
    )
    early = [each for each in holdings if each.bought < order.order_date]
    if early:
        raise InputProblems(
            [Problem("--plan", f"{each.plan}@{each.bought}", allowed) for each in early]
        )


def _require_sold(edition: Edition, order: Order, holding: Holding) -> None:
    if edition.plan_by_code[holding.plan].payment is PaymentBasis.PROPOSAL:
        raise Refused(_BY_PROPOSAL)
    renewal = holding.plan is PlanCode.ANNUAL and _is_renewal(holding)
    verdict = judge(edition, order, holding.plan, holding.bought)
    if not verdict.eligible and not renewal:
        raise Refused(verdict.because[0])
    if holding.years and not edition.terms[holding.plan, order.warranty_class].years:
        raise Refused(refuse_years(edition.plan_by_code[holding.plan]))
    wrong = _unsold_years(edition, order, holding)
    if wrong:
        raise Refused(_unsold(edition, holding, wrong))


def _is_renewal(holding: Holding) -> bool:
    """Later years of the annual plan are renewals: the window is for enrolment only (D-15)."""
    return bool(holding.years) and min(holding.years) > 1


def _unsold_years(edition: Edition, order: Order, holding: Holding) -> list[int]:
    sold = edition.terms[holding.plan, order.warranty_class].years
    if not sold:
        return []
    bought_in = project_year(order.order_date, holding.bought)
    return [
        year for year in years_of(edition, order, holding) if year not in sold or year < bought_in
    ]


def _unsold(edition: Edition, holding: Holding, years: list[int]) -> Reason:
    name = edition.plan_by_code[holding.plan].name
    numbers_zh, numbers = "、".join(map(str, years)), ", ".join(map(str, years))
    text = Text(
        f"{name.zh}在 {holding.bought} 不能购买第 {numbers_zh} 个项目年度："
        "只出售公布价格的年度，已过的年度不补收。",
        f"The {name.en} could not be bought for project year {numbers} on {holding.bought}: only "
        "years with a published price are sold, and none that is over.",
    )
    rule = "D-5" if holding.plan is PlanCode.TECHNOLOGY_SUPPORT else "D-6"
    return does_not_apply(rule, text, years=years)


def _require_chain(edition: Edition, order: Order, holdings: Sequence[Holding]) -> None:
    annual = [each for each in holdings if each.plan is PlanCode.ANNUAL]
    if not annual:
        return
    first = min(annual, key=lambda each: each.bought)
    verdict = judge(edition, order, PlanCode.ANNUAL, first.bought)
    if not verdict.eligible:
        raise Refused(verdict.because[0])
    newest = max(each.bought for each in annual)
    chain = follow_chain(edition, order, annual, newest)
    paid = {year for each in annual for year in years_of(edition, order, each)}
    beyond = sorted(paid - set(chain.paid_years) - set(range(1, chain.paid_years[0])))
    if beyond:
        raise Refused(_broken(chain.paid_years[-1] + 1, beyond))


def _broken(missed: int, beyond: list[int]) -> Reason:
    numbers_zh, numbers = "、".join(map(str, beyond)), ", ".join(map(str, beyond))
    text = Text(
        f"年付计划须逐年连续购买：第 {missed} 个项目年度未按时续保，"
        f"第 {numbers_zh} 个项目年度不能再购买。",
        f"The annual plan is bought year by year: project year {missed} was not renewed before "
        f"it began, so project year {numbers} cannot be bought.",
    )
    return does_not_apply("PA-3", text, missed=missed, years=beyond)


_BY_PROPOSAL = does_not_apply(
    "SY-3",
    Text(
        "系统保障计划按项目方案报价，不作为保障计划持有。",
        "System Care is priced by a proposal for an upgrade; it is not held as cover.",
    ),
)
