"""All six plans beside each other: what a system may buy, for how much, covering what."""

from dataclasses import dataclass
from datetime import date

from lumencare.domain.codes import PaymentBasis, PlanCode
from lumencare.domain.edition import Edition, Plan, ResponseOption
from lumencare.domain.eligibility import Eligibility, judge
from lumencare.domain.money import Money
from lumencare.domain.place import Verdict
from lumencare.domain.plan_terms import CoverYear
from lumencare.domain.pricing import Payment, payments, total_net
from lumencare.domain.projectyear import project_year
from lumencare.domain.reach import Reach
from lumencare.domain.system import System
from lumencare.domain.text import Reason, Text, does_not_apply


@dataclass(frozen=True, slots=True)
class PlanAnswer:
    """One plan's line in a comparison."""

    plan: Plan
    eligibility: Eligibility
    payments: tuple[Payment, ...]
    total_net: Money | None
    coverage: tuple[CoverYear, ...]

    @property
    def by_proposal(self) -> bool:
        """Whether the plan is priced by a proposal only (SY-3)."""
        return self.plan.payment is PaymentBasis.PROPOSAL


@dataclass(frozen=True, slots=True)
class ResponseAnswer:
    """One response option for the system's site: whether it can be had, and its price a year."""

    option: ResponseOption
    available: str
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a system may buy on a day, what it costs and what it covers."""

    edition: Edition
    system: System
    on: date
    project_year: int
    plans: tuple[PlanAnswer, ...]
    response: tuple[ResponseAnswer, ...] | None


def compare(
    edition: Edition, system: System, on: date, *, reach: Reach | None = None
) -> Comparison:
    """Compare all plans for one system on the day `on`; `reach` adds the response options."""
    plans = tuple(answer_for(edition, system, each.code, on) for each in edition.plans)
    return Comparison(
        edition=edition,
        system=system,
        on=on,
        project_year=project_year(system.order_date, on),
        plans=plans,
        response=None if reach is None else responses(edition, reach, plans),
    )


def answer_for(edition: Edition, system: System, plan: PlanCode, on: date) -> PlanAnswer:
    """Return one plan's line; a plan that may not be bought has no payments and no cover."""
    eligibility = judge(edition, system, plan, on)
    row = edition.plan_by_code[plan]
    if not eligibility.eligible:
        return PlanAnswer(row, eligibility, (), None, ())
    due = payments(edition, system, plan, on)
    return PlanAnswer(
        plan=row,
        eligibility=eligibility,
        payments=due,
        total_net=total_net(due) if due else None,
        coverage=cover_years(edition, system, plan, on),
    )


def cover_years(
    edition: Edition, system: System, plan: PlanCode, on: date
) -> tuple[CoverYear, ...]:
    """Return what parts get in each project year if the plan is bought on `on` and kept up.

    Where the initial warranty gives as much as the plan, the initial warranty is named.
    """
    before = project_year(system.order_date, on) - 1
    terms = edition.terms[plan, system.warranty_class]
    return (*terms.cover_without[:before], *terms.cover_with[before:])


def responses(
    edition: Edition, reach: Reach, plans: tuple[PlanAnswer, ...]
) -> tuple[ResponseAnswer, ...]:
    """Return the response options of a site in the order of the edition (RO-1..RO-5).

    Where no plan can be bought that an option can be added to, none is available (RO-1).
    """
    holders = [each.eligibility for each in plans if each.plan.code in edition.holders]
    can_hold = any(each.eligible for each in holders)
    against = () if can_hold else (NO_HOLDER, *holders[0].because)
    return tuple(
        ResponseAnswer(
            edition.response_by_code[each.commitment],
            each.available if can_hold else Verdict.NO,
            (*against, *each.because),
        )
        for each in reach.options
    )


NO_HOLDER = does_not_apply(
    "RO-1",
    Text(
        "快速响应仅供服务保障计划或综合保障计划客户选购，而该系统已不能购买这两种计划。",
        "A response option is only for holders of a Service Care or Technology Support Plan, and "
        "this system can buy neither any more.",
    ),
)
