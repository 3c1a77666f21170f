"""What happens to a plan that is not renewed by its last day, and what can be bought instead."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from lumencare.domain.codes import PaymentBasis, PlanCode
from lumencare.domain.edition import Edition
from lumencare.domain.eligibility import judge
from lumencare.domain.period import DAY
from lumencare.domain.renewal import ContinuityState
from lumencare.domain.shanghai import say_english_day
from lumencare.domain.system import System
from lumencare.domain.text import Reason, Text, applies, does_not_apply

Say = Callable[[Text, date], Reason]


def after_last_day(
    edition: Edition, system: System, plan: PlanCode, last_day: date
) -> tuple[Reason, ...]:
    """Return what follows where a plan is not renewed by a day, most decisive first (PA-3, D-6)."""
    row = edition.plan_by_code[plan]
    if plan is PlanCode.ANNUAL:
        return (_ends_for_good(row.name, last_day), *_instead(edition, system, last_day + DAY))
    say = _LATER.get(row.payment)
    return () if say is None else (say(row.name, last_day),)


def lawful_choices(
    edition: Edition, system: System, state: ContinuityState, on: date
) -> tuple[Reason, ...]:
    """Return what a holder of the annual plan can lawfully do on a day, by how it stands."""
    if state is ContinuityState.RUNNING:
        text = Text(
            "可在最后一天或之前续保下一年度。", "The next year can be renewed until its last day."
        )
        return (applies("D-15", text),)
    if state is ContinuityState.LAPSED:
        return tuple(_instead(edition, system, on))
    return ()


def _ends_for_good(name: Text, last_day: date) -> Reason:
    over = last_day + DAY
    text = Text(
        f"{last_day} 之后未续保的，{name.zh}自 {over} 起终止，不可恢复。",
        f"Not renewed by {say_english_day(last_day)}, the {name.en} ends on "
        f"{say_english_day(over)} for good and cannot be taken up again.",
    )
    return does_not_apply("PA-3", text)


def _instead(edition: Edition, system: System, on: date) -> Iterator[Reason]:
    """Yield the plan that is offered to those who cannot have Part Care any more (PW-2)."""
    name = edition.plan_by_code[PlanCode.TECHNOLOGY_SUPPORT].name
    judged = judge(edition, system, PlanCode.TECHNOLOGY_SUPPORT, on)
    if judged.eligible:
        text = Text(f"此后可改选{name.zh}。", f"The {name.en} can be chosen instead then.")
        yield applies("PW-2", text)
    else:
        text = Text(f"{name.zh}也不再提供。", f"The {name.en} is not offered then either.")
        yield does_not_apply("PW-2", text)


def _bought_again(name: Text, last_day: date) -> Reason:
    text = Text(
        f"{last_day} 之后没有{name.zh}的服务，之后仍可购买，自购买后开始 12 个月。",
        f"After {say_english_day(last_day)} there is no service by the {name.en}; it can be bought "
        "later, for 12 months from then.",
    )
    return applies("D-6", text)


def _leaves_a_gap(name: Text, last_day: date) -> Reason:
    text = Text(
        f"{last_day} 之后没有{name.zh}的保障，之后的年度仍可购买。",
        f"After {say_english_day(last_day)} the {name.en} covers nothing; later years can still be "
        "bought.",
    )
    return applies("D-5", text)


_LATER: Mapping[PaymentBasis, Say] = {
    PaymentBasis.SERVICE_YEAR: _bought_again,
    PaymentBasis.PROJECT_YEAR: _leaves_a_gap,
}
