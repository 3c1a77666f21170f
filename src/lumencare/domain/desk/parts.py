"""What is covered of one part: as its system is, if a list has it; what a replacement inherits."""

from dataclasses import replace
from datetime import date, timedelta

from lumencare.domain.codes import Cause
from lumencare.domain.coverage import CoverageDecision, CoverageFacts, decide
from lumencare.domain.edition import Edition
from lumencare.domain.money import ZERO
from lumencare.domain.replaced import Replaced, part_replaced, part_was_still_there
from lumencare.domain.shanghai import say_english_day
from lumencare.domain.text import Reason, Text, applies, does_not_apply

# Assumed, decision 0033: a part that fails this soon after it was fitted is replaced for nothing.
FREE_FOR = timedelta(days=90)
NOT_LISTED = Text(
    "该部件不在任何受保障的硬件清单上，不予减免；补充到清单后方可保障。",
    "The part is on no covered hardware list, so its price is not reduced; a supplement to the "
    "list can cover it.",
)


def free_until(fitted_on: date) -> date:
    """Return the last day on which a fitted part is replaced for nothing; the first is not counted.

    What the old part's cover gives beyond it, it gives besides.
    """
    return fitted_on + FREE_FOR


def decide_part(
    edition: Edition,
    facts: CoverageFacts,
    *,
    on_list: bool | None,
    fitted_on: date | None = None,
    replaced: Replaced | None = None,
) -> CoverageDecision:
    """Decide what a part gets; `on_list` None: there is no list that could say (D-13).

    A part that replaced another inherits the list and so the years of the old one; besides, it is
    free for a while after it was fitted (0033). One that an upgrade replaced is gone from that day
    on, whatever its system has; a fault before is decided as the list was then.
    """
    decision = decide(edition, facts)
    if replaced is not None and replaced.holds_on(facts.on):
        return _with(decision, 0, part_replaced(replaced))
    if replaced is not None:
        told = (*decision.because, part_was_still_there(replaced))
        decision = replace(decision, because=told)
    if on_list is False and decision.parts_percent:
        reason = does_not_apply("D-13", NOT_LISTED)
        decision = _with(decision, 0, reason)
    if fitted_on is None or facts.cause is not Cause.PRODUCT:
        return decision
    last = free_until(fitted_on)
    if facts.on <= last and decision.parts_percent < 100:
        return _with(decision, 100, _free(fitted_on, last))
    return replace(decision, because=(*decision.because, _inherited(fitted_on, last)))


def _with(decision: CoverageDecision, percent: int, reason: Reason) -> CoverageDecision:
    price = decision.part_price
    pays = price if percent == 0 or price is None else ZERO
    because = (reason, *decision.because)
    return replace(decision, parts_percent=percent, customer_pays=pays, because=because)


def _free(fitted_on: date, last: date) -> Reason:
    days = FREE_FOR.days
    text = Text(
        f"该部件于 {fitted_on} 更换，更换后 {days} 天内（至 {last}）再次故障，免费更换。",
        f"The part was fitted on {say_english_day(fitted_on)}; failing within {days} days, until "
        f"{say_english_day(last)}, it is replaced for nothing.",
    )
    return applies("D-13", text, fitted_on=fitted_on, last_day=last)


def _inherited(fitted_on: date, last: date) -> Reason:
    text = Text(
        f"该部件于 {fitted_on} 更换，沿用原部件剩余的保障，项目年度不重新起算；"
        f"更换后免费更换期至 {last}。",
        f"The part was fitted on {say_english_day(fitted_on)} and inherits what was left of the "
        f"old one's cover: the years do not begin anew. It is replaced for nothing until "
        f"{say_english_day(last)}.",
    )
    return applies("D-13", text, fitted_on=fitted_on, last_day=last)
