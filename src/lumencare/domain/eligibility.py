"""What a system may buy on a day, with every reason for and against (PW-1, PW-2, G-4, D-5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lumencare.domain.codes import PART_CARE, PaymentBasis, PlanCode
from lumencare.domain.edition import Edition, PlanTerms
from lumencare.domain.holding import horizon_end
from lumencare.domain.projectyear import anniversary, project_year
from lumencare.domain.shanghai import say_days_left, say_english_day
from lumencare.domain.system import Order
from lumencare.domain.text import Reason, Text, applies, does_not_apply


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Whether a plan may be bought on a day, until when, and why."""

    plan: PlanCode
    eligible: bool
    last_day_to_buy: date | None
    because: tuple[Reason, ...]


def judge(edition: Edition, system: Order, plan: PlanCode, on: date) -> Eligibility:
    """Judge one plan for one system on the day `on`; ValueError where `on` is before the order."""
    terms = edition.terms[plan, system.warranty_class]
    year = project_year(system.order_date, on)
    if not terms.offer.offered:
        return _no(plan, None, (_not_offered(edition, system, terms),))
    if terms.window is None:
        return _yes(plan, None, (_by_proposal(terms),))
    last_day = anniversary(system.order_date, terms.window.last_year)
    if year > terms.window.last_year:
        reasons = tuple(_closed(edition, system, terms, last_day, on))
        return _no(plan, last_day, reasons)
    reasons = (
        _open(edition, system, terms, last_day, on),
        *_notes(edition, system, terms, year),
    )
    return _yes(plan, last_day, reasons)


def _yes(plan: PlanCode, last_day: date | None, because: tuple[Reason, ...]) -> Eligibility:
    return Eligibility(plan=plan, eligible=True, last_day_to_buy=last_day, because=because)


def _no(plan: PlanCode, last_day: date | None, because: tuple[Reason, ...]) -> Eligibility:
    return Eligibility(plan=plan, eligible=False, last_day_to_buy=last_day, because=because)


def window_missed(edition: Edition, system: Order, year: int) -> bool:
    """Tell whether every Part Care plan that the class may have can no longer be bought (PW-2)."""
    windows = (edition.terms[plan, system.warranty_class].window for plan in PART_CARE)
    return all(window is None or year > window.last_year for window in windows)


def _not_offered(edition: Edition, system: Order, terms: PlanTerms) -> Reason:
    name, of_class = terms.plan.name, edition.class_by_code[system.warranty_class].text
    text = Text(
        f"{name.zh}不面向{of_class.zh}的系统。",
        f"The {name.en} is not offered for systems with the {of_class.en}.",
    )
    return does_not_apply(
        terms.offer.rule, text, plan=terms.plan.code, warranty_class=system.warranty_class
    )


def _by_proposal(terms: PlanTerms) -> Reason:
    text = Text(
        f"{terms.plan.name.zh}面向年代较早或部分硬件已停产的系统，按项目方案报价，不受购买期限制。",
        f"The {terms.plan.name.en} is for systems that are old or hold obsolete parts; it is "
        "priced by a proposal and has no purchase window.",
    )
    return applies(terms.offer.rule, text)


def _closed(
    edition: Edition, system: Order, terms: PlanTerms, last_day: date, on: date
) -> Iterator[Reason]:
    name = terms.plan.name
    if terms.window is not None and terms.plan.code in PART_CARE:
        last_year = terms.window.last_year
        text = Text(
            f"{name.zh}只能在第 {last_year} 个项目年度结束前购买，购买期已于 {last_day} 截止。",
            f"The {name.en} can only be bought until the end of project year {last_year}; its "
            f"purchase window closed on {say_english_day(last_day)}.",
        )
        yield does_not_apply(terms.window.rule, text, last_day_to_buy=last_day)
    horizon = horizon_end(edition, system)
    if on <= horizon:
        yield _instead(edition, system)
        return
    text = Text(
        f"各计划最迟于第 {edition.horizon_years} 个项目年度结束时（{horizon}）终止，"
        f"此后不再出售{name.zh}。",
        f"Every plan ends with project year {edition.horizon_years}, on "
        f"{say_english_day(horizon)}; the {name.en} "
        "is not sold after it.",
    )
    yield does_not_apply("G-4", text, last_day=horizon)


def _instead(edition: Edition, system: Order) -> Reason:
    support = edition.terms[PlanCode.TECHNOLOGY_SUPPORT, system.warranty_class]
    name = support.plan.name
    if support.offer.offered:
        text = Text(
            f"错过购买期的系统可以选择{name.zh}。",
            f"A system that missed the window can choose the {name.en} instead.",
        )
        return applies("PW-2", text)
    of_class = edition.class_by_code[system.warranty_class].text
    text = Text(
        f"错过购买期后通常改选{name.zh}，但该计划不面向{of_class.zh}。",
        f"The {name.en}, the usual choice after the window, is not offered for the {of_class.en}.",
    )
    return does_not_apply("PW-2", text)


def _open(edition: Edition, system: Order, terms: PlanTerms, last_day: date, on: date) -> Reason:
    name, left = terms.plan.name, say_days_left(on, last_day)
    of_class = edition.class_by_code[system.warranty_class].text
    text = Text(
        f"{of_class.zh}的系统可购买{name.zh}，最后一天是 {last_day}，{left.zh}。",
        f"A system with the {of_class.en} can buy the {name.en} until {say_english_day(last_day)}: "
        f"{left.en}.",
    )
    rule = terms.window.rule if terms.window and terms.plan.code in PART_CARE else terms.offer.rule
    return applies(rule, text, last_day_to_buy=last_day, days_left=(last_day - on).days)


def _notes(edition: Edition, system: Order, terms: PlanTerms, year: int) -> Iterator[Reason]:
    """What a salesperson should add when the plan may be bought."""
    if terms.plan.code is PlanCode.ANNUAL:
        yield CONTINUITY
    elif terms.plan.code is PlanCode.TECHNOLOGY_SUPPORT:
        if window_missed(edition, system, year):
            yield RECOMMENDED
        yield from _support_years(terms, year)
    elif terms.plan.payment is PaymentBasis.SERVICE_YEAR:
        yield OWN_YEAR
        if year == edition.horizon_years:
            last = horizon_end(edition, system)
            yield applies(
                "G-4",
                Text(
                    f"服务最迟到第 {year} 个项目年度结束（{last}），不足 12 个月的价格不变。",
                    f"The service ends with project year {year}, on {say_english_day(last)}, at "
                    "the same price "
                    "where that is less than 12 months.",
                ),
                last_day=last,
            )


def _support_years(terms: PlanTerms, year: int) -> Iterator[Reason]:
    first_served = min(terms.parts)
    yield ANY_YEAR
    if year < first_served:
        text = Text(
            f"服务自第 {first_served} 个项目年度开始，此前仍由原质保保障，不收费用。",
            f"Its services begin with project year {first_served}; until then the initial "
            "warranty runs and nothing is charged.",
        )
        yield applies("D-5", text, first_year=first_served)


CONTINUITY = applies(
    "PA-3",
    Text(
        "须逐年连续购买：每个年度开始前续保，中断一年即终止，不可恢复。",
        "It must be bought year by year: each year is renewed before it begins, and a year "
        "that is missed ends the plan for good.",
    ),
)
RECOMMENDED = applies(
    "PW-2",
    Text(
        "硬件保障计划的购买期已过，推荐选择本计划。",
        "The purchase window of the Part Care plans has passed, so this plan is recommended.",
    ),
)
ANY_YEAR = applies(
    "D-5",
    Text(
        "剩余的任一项目年度均可购买，不必连续，也不补收以前年度的费用。",
        "Any remaining project year can be bought; years need not be continuous and past "
        "years are not charged.",
    ),
)
OWN_YEAR = applies(
    "D-6",
    Text("自开始之日起 12 个月有效。", "It runs for 12 months from its own start date."),
)
