"""What falls due after a quotation: renewals, further years, and offers that cost nothing."""

from datetime import date

import pytest

from lumencare.domain.request import PlanChoice
from tests import builders
from tests.domain.quotation_requests import ON, plan, quote, request

LATE = date(2018, 3, 1)


@pytest.mark.parametrize(
    ("choices", "rules", "zh", "en"),
    [
        (
            (plan("part-care-plus-annual"),),
            ["D-15", "D-15"],
            "第 3 个项目年度 ¥15,000，须在 2027-03-01 或之前续保",
            "must be renewed by 1 March 2027",
        ),
        (
            (plan("technology-support", 3, 5),),
            ["D-5"],
            "第 6 个项目年度，自 2030-03-02 起，价格 ¥39,000 起",
            "begins on 2 March 2030 and costs from ¥39,000",
        ),
        (
            (plan("service-care"),),
            ["D-6"],
            "下一服务年度自 2027-01-15 起，价格 ¥20,000 起",
            "begins on 15 January 2027 and costs from ¥20,000",
        ),
    ],
)
def test_each_plan_paid_by_the_year_says_what_it_costs_next(
    choices: tuple[PlanChoice, ...], rules: list[str], zh: str, en: str
) -> None:
    found = quote(request(*choices)).next_due
    assert [each.rule for each in found] == rules
    assert zh in found[-1].text.zh
    assert en in found[-1].text.en


@pytest.mark.parametrize(
    "choices",
    [
        (plan("part-care-plus"),),
        (plan("technology-support", 8),),
        (plan("system-care"),),
        (),
    ],
)
def test_what_is_paid_once_or_to_the_end_has_nothing_due_next(
    choices: tuple[PlanChoice, ...],
) -> None:
    assert quote(request(*choices)).next_due == ()


def test_service_care_has_no_next_year_after_the_horizon_or_before_technology_support() -> None:
    """G-4, D-22."""
    late = request(plan("service-care"), system=builders.system(order_date=LATE))
    assert quote(late).next_due == ()
    both = request(plan("service-care"), plan("technology-support", 3))
    assert [each.rule for each in quote(both).next_due] == ["D-5"]


def test_an_offer_of_free_years_alone_says_that_it_is_an_enrolment() -> None:
    """D-15."""
    enrolment = quote(request(plan("part-care-plus-annual")))
    assert "免费登记：第 1 至 2 个项目年度不收费用" in enrolment.next_due[0].text.zh
    assert [each.remark is not None for each in enrolment.lines] == [True, True]
    paid = quote(request(plan("part-care-plus-annual", 3)))
    assert "免费登记" not in paid.next_due[0].text.zh


def test_a_year_under_the_initial_warranty_is_called_free() -> None:
    """D-5: nothing is due for year 2 of a 2-year warranty."""
    found = quote(request(plan("technology-support", 2)), ON).next_due
    assert "第 2 个项目年度仍由原质保保障" in found[0].text.zh
