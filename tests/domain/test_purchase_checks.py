"""Purchases that could not have been made are refused with their rule (PW-1, PA-3, D-5, D-22)."""

from datetime import date

import pytest

from lumencare.domain.holding import Holding
from lumencare.domain.problems import InputProblems, Refused
from lumencare.domain.purchase_checks import check_purchases
from tests.builders import edition, holding, system

BASIC = holding("part-care-basic", date(2025, 5, 1))
PLUS = holding("part-care-plus", date(2025, 9, 1))
ANNUAL = holding("part-care-plus-annual", date(2026, 6, 1), 2, 3)
CARE = holding("service-care", date(2028, 5, 1))

ALLOWED = [
    (BASIC,),
    (BASIC, PLUS),  # an upgrade inside the window, to be confirmed by staff
    (ANNUAL, holding("part-care-plus-annual", date(2028, 2, 1), 4)),
    (ANNUAL, holding("part-care-plus-annual", date(2028, 3, 1), 4)),  # the last day to renew
    (PLUS, holding("technology-support", date(2028, 5, 1), 4)),  # staff confirm
    (CARE, holding("technology-support", date(2029, 5, 2), 5)),  # after Service Care has ended
    (holding("technology-support", date(2025, 5, 1), 2, 3, 8),),
    (holding("technology-support", date(2032, 5, 1)),),
    (CARE, holding("service-care", date(2029, 5, 1))),  # the next twelve months
    (
        holding("technology-support", date(2028, 5, 1), 4),
        holding("technology-support", date(2029, 5, 1), 5),
    ),
]
REFUSED = [
    ("PW-1", (holding("part-care-basic", date(2027, 3, 2)),)),
    ("PW-1", (holding("part-care-plus-annual", date(2027, 3, 2)),)),
    ("G-4", (holding("service-care", date(2033, 3, 2)),)),
    ("D-5", (holding("technology-support", date(2028, 5, 1), 3),)),  # over: none is back-charged
    ("D-5", (holding("technology-support", date(2028, 5, 1), 9),)),
    ("D-5", (holding("technology-support", date(2025, 5, 1), 1),)),
    ("D-16", (holding("part-care-basic", date(2025, 5, 1), 3),)),  # one payment, no years
    ("D-6", (holding("service-care", date(2025, 5, 1), 3),)),  # its own twelve months
    ("PA-3", (holding("part-care-plus-annual", date(2026, 6, 1), 2, 4),)),  # a gap
    ("PA-3", (ANNUAL, holding("part-care-plus-annual", date(2028, 3, 2), 4))),  # a day late
    ("PA-3", (ANNUAL, holding("part-care-plus-annual", date(2029, 2, 1), 5))),
    ("PW-1", (holding("part-care-plus-annual", date(2028, 2, 1), 4),)),  # never enrolled
    ("D-22", (PLUS, holding("part-care-basic", date(2025, 10, 1)))),  # Plus, then Basic
    ("D-22", (BASIC, holding("part-care-plus", date(2025, 5, 1)))),  # both on one day
    ("D-22", (holding("part-care-plus", date(2026, 6, 1)), ANNUAL)),
    ("D-22", (CARE, holding("technology-support", date(2028, 6, 1), 4))),
    ("D-22", (holding("service-care", date(2028, 5, 1)), CARE)),  # the same twice
    ("D-22", (holding("service-care", date(2028, 8, 1)), CARE)),  # while the first still runs
    ("D-22", (BASIC, holding("part-care-basic", date(2025, 6, 1)))),
    (
        "D-22",
        (
            holding("technology-support", date(2028, 5, 1), 4),
            holding("technology-support", date(2028, 6, 1), 4, 5),
        ),
    ),
    ("SY-3", (holding("system-care", date(2028, 6, 1)),)),
]


@pytest.mark.parametrize("holdings", ALLOWED)
def test_a_possible_purchase_passes(holdings: tuple[Holding, ...]) -> None:
    """D-5, D-15, D-22."""
    check_purchases(edition(), system(), holdings)


@pytest.mark.parametrize(("rule", "holdings"), REFUSED)
def test_an_impossible_purchase_is_refused_with_its_rule(
    rule: str, holdings: tuple[Holding, ...]
) -> None:
    """PW-1, PA-3, D-5, D-22, G-4."""
    with pytest.raises(Refused) as refused:
        check_purchases(edition(), system(), holdings)
    assert refused.value.reason.rule == rule
    assert not refused.value.reason.applies


def test_a_plan_the_class_does_not_have_is_refused() -> None:
    """TS-2, PC-1."""
    for plan, rule in (("technology-support", "TS-2"), ("part-care-basic", "PC-1")):
        with pytest.raises(Refused) as refused:
            check_purchases(edition(), system("HWQS8"), [holding(plan, date(2025, 6, 1))])
        assert refused.value.reason.rule == rule


def test_a_purchase_before_the_order_is_wrong_input() -> None:
    """Not a refusal: such a date cannot be."""
    with pytest.raises(InputProblems) as wrong:
        check_purchases(edition(), system(), [holding("service-care", date(2025, 2, 28))])
    assert wrong.value.problems[0].where == "--plan"
