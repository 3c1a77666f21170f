"""Why a choice cannot be quoted: every rule that refuses it, found at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

from lumencare.domain.codes import PaymentBasis, PlanCode
from lumencare.domain.edition import COLLECTION, PlanTerms
from lumencare.domain.eligibility import judge
from lumencare.domain.holding import horizon_end, refuse_years
from lumencare.domain.money import ZERO
from lumencare.domain.overlap import find_overlaps
from lumencare.domain.place import Verdict
from lumencare.domain.pricing import pay
from lumencare.domain.problems import Problem, Refused
from lumencare.domain.projectyear import anniversary, project_year
from lumencare.domain.quotation.held import held_chain, response_upgrade, service_years_held
from lumencare.domain.quotation.inquiry import Inquiry, man_days
from lumencare.domain.quotation.purchases import contract_years, first_annual_year, holding_of
from lumencare.domain.renewal import ContinuityState
from lumencare.domain.request import OptionChoice, PlanChoice, PriceChoice
from lumencare.domain.shanghai import say_english_day
from lumencare.domain.text import Reason, Text, does_not_apply

PLANS, OPTIONS, PRICES = "plans", "options", "prices"

Choice = PlanChoice | OptionChoice | PriceChoice


@dataclass(frozen=True, slots=True)
class Refusal:
    """Choices that a rule refuses together; `field` is the request's field that holds them."""

    field: str
    choices: tuple[Choice, ...]
    because: tuple[Reason, ...]

    @property
    def given(self) -> str:
        """The choices as codes, with their years and quantities."""
        return "; ".join(map(_written, self.choices))

    @property
    def reason(self) -> Reason:
        """The most decisive reason."""
        return self.because[0]

    def as_problem(self, where: str, given: str | None = None) -> Problem:
        """Return it as a problem of the place where the choices were written, as `given`."""
        words = [each.text for each in self.because]
        text = Text("".join(each.zh for each in words), " ".join(each.en for each in words))
        return Problem(where, self.given if given is None else given, text)


class QuotationRefused(Refused):
    """Rules refuse what a quotation was asked for; carries every refusal, not only the first."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        super().__init__(refusals[0].reason)
        self.refusals = refusals


Check = Callable[[Inquiry], Iterator[Refusal]]


def find_refusals(inquiry: Inquiry) -> tuple[Refusal, ...]:
    """Return everything that stands against the choices of an inquiry."""
    return tuple(each for check in CHECKS for each in check(inquiry))


def _not_eligible(inquiry: Inquiry) -> Iterator[Refusal]:
    for choice in inquiry.request.plans:
        against = _against_renewal(inquiry, choice)
        if against is None:
            found = judge(inquiry.edition, inquiry.system, choice.plan, inquiry.on)
            against = () if found.eligible else found.because
        if against:
            yield Refusal(PLANS, (choice,), against)


def _against_renewal(inquiry: Inquiry, choice: PlanChoice) -> tuple[Reason, ...] | None:
    """Return what stands against the next year of a held annual plan; None where none is held.

    The window is for enrolment only: each next year is renewed before it begins (D-15).
    """
    chain = held_chain(inquiry) if choice.plan is PlanCode.ANNUAL else None
    if chain is None:
        return None
    return () if chain.state is ContinuityState.RUNNING else chain.because


def _years_where_none_belong(inquiry: Inquiry) -> Iterator[Refusal]:
    for choice in inquiry.request.plans:
        plan = inquiry.edition.plan_by_code[choice.plan]
        if not choice.years or _is_by_year(inquiry, choice):
            continue
        yield Refusal(PLANS, (choice,), (refuse_years(plan),))


def _years_not_sold(inquiry: Inquiry) -> Iterator[Refusal]:
    for choice in inquiry.request.plans:
        terms = _terms(inquiry, choice)
        if not _is_by_year(inquiry, choice) or not terms.offer.offered:
            continue
        current = project_year(inquiry.system.order_date, inquiry.on)
        past = [year for year in choice.years if year in terms.years and year < current]
        without_price = [year for year in choice.years if year not in terms.years]
        if past:
            yield Refusal(PLANS, (choice,), (_past(inquiry, past),))
        if without_price:
            yield Refusal(PLANS, (choice,), (_without_price(terms, without_price),))


def _no_days_left(inquiry: Inquiry) -> Iterator[Refusal]:
    """Service that runs until the horizon has no next 12 months (G-4, D-6)."""
    horizon = horizon_end(inquiry.edition, inquiry.system)
    for choice in inquiry.request.plans:
        plan = inquiry.edition.plan_by_code[choice.plan]
        if plan.payment is not PaymentBasis.SERVICE_YEAR:
            continue
        if inquiry.on <= horizon < holding_of(inquiry, choice).bought:
            text = Text(
                f"{plan.name.zh}已购买至 {horizon}，即第 {inquiry.edition.horizon_years} "
                "个项目年度结束，此后没有可购买的服务。",
                f"The {plan.name.en} is held until {say_english_day(horizon)}, the end of project "
                f"year {inquiry.edition.horizon_years}: nothing follows it.",
            )
            yield Refusal(PLANS, (choice,), (does_not_apply("G-4", text, last_day=horizon),))


def _past(inquiry: Inquiry, years: list[int]) -> Reason:
    zh, en = _listed(years)
    ended = anniversary(inquiry.system.order_date, years[-1])
    day = say_english_day(ended)
    over = (
        Text(f"第 {zh} 个项目年度已于 {ended} 结束", f"Project year {en} ended on {day}")
        if len(years) == 1
        else Text(
            f"第 {zh} 个项目年度已结束，最后一个于 {ended} 结束",
            f"Project years {en} are over, the last ended on {day}",
        )
    )
    text = Text(
        f"{over.zh}，过去的年度不再出售，也不补收费用。",
        f"{over.en}; past years are neither sold nor charged.",
    )
    return does_not_apply("D-5", text, years=tuple(years), ended=ended)


def _without_price(terms: PlanTerms, years: list[int]) -> Reason:
    (zh, en), name, (first, *_, last) = _listed(years), terms.plan.name, terms.years
    text = Text(
        f"{name.zh}只有第 {first} 至 {last} 个项目年度的价格，没有第 {zh} 个。",
        f"The {name.en} has prices for project years {first} to {last}, none for {en}.",
    )
    return does_not_apply(terms.plan.rule, text, years=tuple(years))


def _listed(years: list[int]) -> tuple[str, str]:
    return "、".join(map(str, years)), ", ".join(map(str, years))


def _gaps(inquiry: Inquiry) -> Iterator[Refusal]:
    """The annual plan runs without a gap; years of 0.00 need not be named (PA-3, D-15)."""
    for choice in inquiry.request.plans:
        if choice.plan is not PlanCode.ANNUAL or not choice.years:
            continue
        terms = _terms(inquiry, choice)
        first = first_annual_year(inquiry)
        missing = [
            year
            for year in terms.years
            if first <= year < max(choice.years)
            and year not in choice.years
            and pay(terms, year, inquiry.system.bom).net
        ]
        if missing:
            zh, en = _listed(missing)
            text = Text(
                f"{terms.plan.name.zh}须逐年连续购买，缺少第 {zh} 个项目年度。",
                f"The {terms.plan.name.en} is bought year by year without a gap; missing project "
                f"years: {en}.",
            )
            yield Refusal(PLANS, (choice,), (does_not_apply("PA-3", text),))


def _overlapping(inquiry: Inquiry) -> Iterator[Refusal]:
    for pair, reason in overlaps(inquiry):
        if not reason.applies:
            yield Refusal(PLANS, pair, (reason,))


def overlaps(inquiry: Inquiry) -> Iterator[tuple[tuple[PlanChoice, ...], Reason]]:
    """Yield each pair of chosen plans that D-22 speaks about, and what it says."""
    for pair in combinations(inquiry.request.plans, 2):
        holdings = [holding_of(inquiry, each) for each in pair]
        for reason in find_overlaps(inquiry.edition, inquiry.system, holdings):
            yield pair, reason
    for choice in inquiry.request.plans:
        bought = holding_of(inquiry, choice)
        for held in inquiry.request.held:
            for reason in find_overlaps(inquiry.edition, inquiry.system, (held, bought)):
                yield (choice,), reason


def _unknown_options(inquiry: Inquiry) -> Iterator[Refusal]:
    known = [*inquiry.edition.response_by_code, *man_days(inquiry.edition)]
    for choice in inquiry.request.options:
        if choice.code not in known:
            text = Text(f"可选：{'、'.join(known)}。", f"Allowed: {', '.join(known)}.")
            yield Refusal(OPTIONS, (choice,), (does_not_apply("AV-1", text),))


def _wrong_quantities(inquiry: Inquiry) -> Iterator[Refusal]:
    for choice in inquiry.request.options:
        if choice.quantity < 1:
            text = Text("数量应为不小于 1 的整数。", "The quantity must be a whole number from 1.")
            yield Refusal(OPTIONS, (choice,), (does_not_apply("D-10", text),))


def _without_holder(inquiry: Inquiry) -> Iterator[Refusal]:
    holders = [inquiry.edition.plan_by_code[each].name for each in inquiry.edition.holders]
    if _has_holder(inquiry):
        return
    chosen = {each.plan for each in inquiry.request.plans}
    for choice in inquiry.request.options:
        if choice.code == COLLECTION and PlanCode.SYSTEM_CARE in chosen:
            # A proposal needs the records as well (SY-4).
            continue
        text = Text(
            f"选项只能与{'或'.join(each.zh for each in holders)}一起购买。",
            f"Options are only for those who hold the {' or the '.join(e.en for e in holders)}.",
        )
        yield Refusal(OPTIONS, (choice,), (does_not_apply("RO-1", text),))


def _has_holder(inquiry: Inquiry) -> bool:
    chosen = {each.plan for each in inquiry.request.plans}
    return bool(chosen & inquiry.edition.holders.keys() or any(service_years_held(inquiry)))


def _several_responses(inquiry: Inquiry) -> Iterator[Refusal]:
    chosen = tuple(_responses(inquiry))
    if len(chosen) > 1:
        text = Text(
            "每个合同年度只能选择一项快速响应。",
            "Only one response option can be chosen for a contract year.",
        )
        yield Refusal(OPTIONS, chosen, (does_not_apply("D-21", text),))


def _more_responses_than_years(inquiry: Inquiry) -> Iterator[Refusal]:
    if not _has_holder(inquiry):
        return
    years = len(contract_years(inquiry))
    for choice in _responses(inquiry):
        if choice.quantity > years:
            text = Text(
                f"所选计划有 {years} 个可提供服务的合同年度，快速响应按年购买，不能多于此数。",
                "A response option is bought per contract year; contract years with service in "
                f"the chosen plans: {years}.",
            )
            yield Refusal(OPTIONS, (choice,), (does_not_apply("D-21", text, years=years),))


def _held_response(inquiry: Inquiry) -> Iterator[Refusal]:
    """One option a contract year: only a faster one for the current year can follow (D-21)."""
    for choice in _responses(inquiry):
        option = inquiry.edition.response_by_code[choice.code]
        for span in contract_years(inquiry)[: choice.quantity]:
            upgrade = response_upgrade(inquiry, option, span)
            if upgrade is None or (upgrade[0] > ZERO and choice.quantity == 1):
                continue
            held = upgrade[1].text
            text = Text(
                f"该合同年度已购买{held.zh}：只能为一个合同年度改为更快的选项，补差价。",
                f"This contract year has the option “{held.en}” already: it can only be changed "
                "to a faster one, for one contract year, at the difference.",
            )
            yield Refusal(OPTIONS, (choice,), (does_not_apply("D-21", text),))
            break


def _out_of_reach(inquiry: Inquiry) -> Iterator[Refusal]:
    if inquiry.reach is None:
        return
    verdicts = {each.commitment.value: each for each in inquiry.reach.options}
    for choice in _responses(inquiry):
        verdict = verdicts.get(choice.code)
        if verdict is not None and verdict.available is Verdict.NO:
            yield Refusal(OPTIONS, (choice,), verdict.because)


def _responses(inquiry: Inquiry) -> Iterator[OptionChoice]:
    known = inquiry.edition.response_by_code
    return (each for each in inquiry.request.options if each.code in known)


def _terms(inquiry: Inquiry, choice: PlanChoice) -> PlanTerms:
    return inquiry.edition.terms[choice.plan, inquiry.system.warranty_class]


def _is_by_year(inquiry: Inquiry, choice: PlanChoice) -> bool:
    return inquiry.edition.plan_by_code[choice.plan].payment is PaymentBasis.PROJECT_YEAR


def write_key(code: str, year: int | None) -> str:
    """Return what tells a line from the others: `technology-support:3`."""
    return code if year is None else f"{code}:{year}"


def _written(choice: Choice) -> str:
    if isinstance(choice, OptionChoice):
        return choice.code if choice.quantity == 1 else f"{choice.code} × {choice.quantity}"
    if isinstance(choice, PriceChoice):
        return f"{write_key(choice.code, choice.project_year)} = {choice.unit_net}"
    years = ",".join(map(str, choice.years))
    return f"{choice.plan}:{years}" if years else str(choice.plan)


CHECKS: tuple[Check, ...] = (
    _not_eligible,
    _years_where_none_belong,
    _years_not_sold,
    _no_days_left,
    _gaps,
    _overlapping,
    _unknown_options,
    _wrong_quantities,
    _without_holder,
    _several_responses,
    _more_responses_than_years,
    _held_response,
    _out_of_reach,
)
