"""Which plans may not stand together on one system, and which only when staff confirm (D-22)."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from lumencare.domain.codes import OverlapVerdict, OverlapWhen
from lumencare.domain.edition import Edition, Overlap
from lumencare.domain.holding import Holding, spans_of, years_of
from lumencare.domain.system import Order
from lumencare.domain.text import Reason, Text, applies, does_not_apply


def find_overlaps(edition: Edition, order: Order, holdings: Sequence[Holding]) -> Iterator[Reason]:
    """Yield a reason for each pair that clashes: refused (applies False) or to be confirmed.

    Two purchases of one plan clash where they pay for the same time.
    """
    for first, second in combinations(sorted(holdings, key=lambda each: each.bought), 2):
        if first.plan == second.plan:
            if _buy_the_same(edition, order, first, second):
                yield _twice(edition, first)
            continue
        rule = edition.overlap_of.get(frozenset((first.plan, second.plan)))
        if rule is not None and _clash(edition, order, rule, (first, second)):
            yield _reason(edition, rule, first, second)


def _buy_the_same(edition: Edition, order: Order, first: Holding, second: Holding) -> bool:
    """Tell whether two purchases of one plan pay for the same time.

    A renewal may hold a free year again, which costs nothing twice (D-15); what was cancelled is
    renewed by nothing (D-17).
    """
    terms = edition.terms[first.plan, order.warranty_class]
    if not terms.years:
        return _share_days(edition, order, first, second)
    years = set(years_of(edition, order, first)) & set(years_of(edition, order, second))
    is_renewal = first.bought < second.bought and first.ended is None
    return bool(years - set(terms.free_years)) if is_renewal else bool(years)


def _twice(edition: Edition, holding: Holding) -> Reason:
    name = edition.plan_by_code[holding.plan].name
    text = Text(
        f"同一期间的{name.zh}购买了不止一次。",
        f"The {name.en} is bought more than once for the same time.",
    )
    return does_not_apply("D-22", text)


def _clash(edition: Edition, order: Order, rule: Overlap, pair: tuple[Holding, Holding]) -> bool:
    return rule.when is OverlapWhen.EVER or _share_days(edition, order, *pair)


def _share_days(edition: Edition, order: Order, first: Holding, second: Holding) -> bool:
    return any(
        one.overlaps(other)
        for one in spans_of(edition, order, first)
        for other in spans_of(edition, order, second)
    )


def _reason(edition: Edition, rule: Overlap, first: Holding, second: Holding) -> Reason:
    names = [edition.plan_by_code[each.plan].name for each in (first, second)]
    is_later = first.bought < second.bought and first.ended is None
    if is_later and rule.upgrade and (first.plan, second.plan) == rule.plans:
        text = Text(
            f"由{names[0].zh}改为{names[1].zh}：补两者差价，须由工作人员确认。",
            f"Moving from {names[0].en} to {names[1].en} costs the difference of the two prices "
            "and is confirmed by staff.",
        )
        return applies(rule.rule, text)
    if rule.verdict is OverlapVerdict.REFUSED:
        text = Text(
            f"{names[0].zh}与{names[1].zh}不能同时购买：两者保障同一内容。",
            f"The {names[0].en} and the {names[1].en} cannot be held together: they cover the "
            "same thing.",
        )
        return does_not_apply(rule.rule, text)
    text = Text(
        f"{names[0].zh}与{names[1].zh}在同一年度重复保障更换件，须由工作人员确认。",
        f"The {names[0].en} and the {names[1].en} pay for parts twice in the same year; staff "
        "must confirm it.",
    )
    return applies(rule.rule, text)
