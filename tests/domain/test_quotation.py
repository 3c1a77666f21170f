"""Quotations: lines, totals, VAT and validity of what a customer chose."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumencare.domain.money import Money, total
from lumencare.domain.problems import InputProblems
from lumencare.domain.quotation.line import LineKind
from lumencare.domain.request import OptionChoice, PlanChoice
from tests import builders
from tests.domain.quotation_requests import ON, option, plan, quote, request

CASE = (plan("part-care-plus"), plan("service-care"), option("24h"))


def test_the_chosen_plans_and_options_are_priced_and_added_up() -> None:
    """PP-1, SC-2, RO-1 and the VAT of D-3."""
    quotation = quote(request(*CASE))
    assert [(each.code, str(each.net)) for each in quotation.lines] == [
        ("part-care-plus", "80000.00"),
        ("service-care", "20000.00"),
        ("24h", "10000.00"),
    ]
    assert str(quotation.net) == "110000.00"
    assert str(quotation.vat) == "6600.00"
    assert str(quotation.gross) == "116600.00"


def test_each_line_carries_the_proof_of_its_price() -> None:
    line = quote(request(*CASE)).lines[1]
    assert line.formula == "1,000,000.00 × 2%"
    assert line.rate.zh == "清单 × 2% 起"
    assert (line.rule, line.edition) == ("SC-2", "cn-mainland-1")
    assert line.because[0].rule == "SC-2"
    assert "20,000.00" in line.because[0].text.zh
    assert line.from_price


def test_the_vat_is_rounded_on_each_line_and_then_added() -> None:
    """D-2 and D-3: three lines of 0.305 VAT make 0.93, not 0.92."""
    asked = request(
        plan("service-care"), option("weekend", 3), system=builders.system(bom="800004.25")
    )
    quotation = quote(asked)
    assert [str(each.vat) for each in quotation.lines] == ["960.01", "720.00"]
    assert str(quotation.vat) == "1680.01"
    assert [each.rate.percent for each in quotation.vat_totals] == [Decimal("6.0")]
    assert all(each.rate.assumed for each in quotation.vat_totals)


@pytest.mark.parametrize(
    ("choice", "ordered", "years"),
    [
        (plan("technology-support"), date(2022, 3, 1), [4]),  # D-6: the current year
        (plan("technology-support"), date(2025, 3, 1), [3]),  # D-5: the first year that is served
        (plan("technology-support", 5, 3, 3), date(2025, 3, 1), [3, 5]),  # D-5: with a gap
        (plan("part-care-plus-annual"), date(2025, 3, 1), [1, 2]),  # D-15: both at 0.00
        (plan("part-care-plus-annual", 1, 2, 3), date(2025, 3, 1), [1, 2, 3]),
        (plan("part-care-plus-annual", 3, 4), date(2025, 3, 1), [1, 2, 3, 4]),  # D-15: at 0.00
    ],
)
def test_a_plan_by_project_year_has_a_line_for_each_year(
    choice: PlanChoice, ordered: date, years: list[int]
) -> None:
    asked = request(choice, system=builders.system(order_date=ordered))
    assert [each.project_year for each in quote(asked).lines] == years


def test_service_care_runs_for_twelve_months_from_the_day_of_the_quotation() -> None:
    """D-6; and it is cut at the end of project year 8 (G-4)."""
    line = quote(request(plan("service-care"))).lines[0]
    assert line.period.zh == "2026-01-15 至 2027-01-14"
    old = request(plan("service-care"), system=builders.system(order_date=date(2018, 3, 1)))
    assert quote(old).lines[0].period.en == "15 January 2026 to 1 March 2026"


def test_a_service_year_that_the_horizon_cuts_short_warns_on_its_line() -> None:
    """G-4, D-6: the price stays that of a full year."""
    old = request(plan("service-care"), system=builders.system(order_date=date(2018, 3, 1)))
    remark = quote(old).lines[0].remark
    assert remark is not None
    assert remark.zh.startswith("注意：服务只有 46 天，至 2026-03-01")
    assert "46 days of service" in remark.en
    later = request(plan("service-care"), system=builders.system(order_date=date(2023, 3, 1)))
    assert quote(later).lines[0].remark is None


def test_a_service_that_begins_before_the_compared_years_says_so() -> None:
    """D-6: page 1 counts Service Care from year 3; a line that begins in year 1 comes on top."""
    remark = quote(request(plan("service-care"))).lines[0].remark
    assert remark is not None
    assert "早于首页比较所计的第 3 个项目年度" in remark.zh
    assert "before project year 3" in remark.en


def test_a_comparison_after_every_window_ends_with_what_it_compares() -> None:
    """D-26: nothing is chosen and no Part Care window is open."""
    old = builders.system(order_date=date(2018, 1, 20))
    quotation = quote(request(system=old), on=date(2026, 1, 15))
    assert quotation.valid_until == date(2026, 1, 20)


def test_a_year_that_runs_already_begins_with_the_purchase_and_costs_its_full_price() -> None:
    """D-6, D-16."""
    asked = request(
        plan("technology-support", 4, 5),
        option("72h", 2),
        system=builders.system(order_date=date(2022, 3, 1)),
    )
    now, then, response = quote(asked).lines
    assert now.span is not None
    assert now.span.start == ON
    assert now.period.zh == "自购买之日起至 2026-03-01（第 4 个项目年度，全价）"
    assert now.period.en == "From purchase to 1 March 2026 (project year 4, full price)"
    assert then.period.zh == "第 5 个项目年度，2026-03-02 至 2027-03-01"
    assert response.period.zh == "2026-01-15 至 2026-03-01；2026-03-02 至 2027-03-01"
    assert response.remark is not None


def test_a_one_payment_plan_runs_to_the_end_of_year_8() -> None:
    """D-16, G-4."""
    line = quote(request(plan("part-care-basic"))).lines[0]
    assert line.period.zh == "自购买之日至 2033-03-01（第 8 个项目年度结束）"


def test_a_response_option_is_bought_for_each_contract_year() -> None:
    """D-21: with Technology Support for three years it can be had for up to three."""
    asked = request(plan("technology-support", 3, 4, 5), option("72h", 2))
    line = quote(asked).lines[-1]
    assert line.kind is LineKind.RESPONSE
    assert str(line.net) == "12000.00"
    assert line.period.zh == "2027-03-02 至 2028-03-01；2028-03-02 至 2029-03-01"


def test_hours_outside_business_add_to_the_man_day() -> None:
    """D-10, NB-1, AV-1."""
    asked = request(plan("service-care"), option("onsite-programming", 2), option("weekend", 2))
    lines = quote(asked).lines
    assert [(each.kind, str(each.net)) for each in lines[1:]] == [
        (LineKind.ADDED_VALUE, "9600.00"),
        (LineKind.HOURS, "8000.00"),
    ]
    assert "D-10" in [each.rule for each in lines[2].because]


def test_system_care_has_a_line_without_a_price() -> None:
    """SY-3: it stands in the quotation and outside every total."""
    quotation = quote(request(plan("system-care")))
    assert quotation.lines[0].net is None
    assert (quotation.net, quotation.vat, quotation.gross) == (None, None, None)
    assert quotation.vat_totals == ()


def test_a_quotation_without_choices_compares_and_totals_nothing() -> None:
    quotation = quote(request())
    assert quotation.lines == ()
    assert quotation.gross is None
    assert len(quotation.comparison.plans) == 6


@pytest.mark.parametrize(
    ("choices", "ordered", "valid_until"),
    [
        (CASE, date(2025, 3, 1), date(2026, 2, 14)),  # 30 days
        (CASE, date(2024, 2, 1), date(2026, 2, 1)),  # the Part Care window
        ((plan("service-care"),), date(2024, 2, 1), date(2026, 2, 14)),  # needs no such window
        ((), date(2024, 2, 1), date(2026, 2, 1)),  # what the comparison shows
        ((), date(2023, 2, 1), date(2026, 2, 14)),  # the window is closed already
        ((plan("technology-support", 3),), date(2023, 2, 1), date(2026, 2, 1)),  # the year's end
        ((plan("service-care"),), date(2018, 1, 20), date(2026, 1, 20)),  # the end of year 8
        ((plan("part-care-plus"),), date(2024, 1, 15), date(2026, 1, 15)),  # the very last day
    ],
)
def test_a_quotation_never_outlives_the_window_it_relies_on(
    choices: tuple[PlanChoice | OptionChoice, ...], ordered: date, valid_until: date
) -> None:
    """D-26."""
    quotation = quote(request(*choices, system=builders.system(order_date=ordered)))
    assert quotation.valid_until == valid_until
    assert quotation.valid_because.rule == "D-26"


def test_a_pair_that_staff_may_confirm_is_quoted_with_a_note() -> None:
    """D-22: the parts would be paid for twice."""
    quotation = quote(request(plan("part-care-plus"), plan("technology-support", 3)))
    assert [each.rule for each in quotation.notes] == ["D-22"]
    assert "工作人员确认" in quotation.notes[0].text.zh


def test_a_response_option_for_an_unknown_site_is_quoted_with_a_note() -> None:
    """RO-5, D-19: quotable, and confirmed before the contract."""
    quotation = quote(request(plan("service-care"), option("48h")))
    assert [each.rule for each in quotation.notes] == ["RO-5"]
    assert quote(request(plan("service-care"), option("standard"))).notes == ()


def test_a_system_that_cannot_exist_is_an_input_problem() -> None:
    for facts in ({"bom": "0"}, {"order_date": ON + timedelta(days=1)}):
        with pytest.raises(InputProblems):
            quote(request(system=builders.system(**facts)))


@given(
    bom=st.integers(min_value=1, max_value=10**12).map(Money.of_fen),
    years=st.sets(st.integers(min_value=3, max_value=8), min_size=1),
)
def test_lines_add_up_to_the_totals(bom: Money, years: set[int]) -> None:
    asked = request(
        plan("technology-support", *years), option("24h"), system=builders.system(bom=str(bom))
    )
    quotation = quote(asked)
    assert quotation.net == total(each.net for each in quotation.priced if each.net is not None)
    assert quotation.gross == total(
        each.gross for each in quotation.priced if each.gross is not None
    )
    assert quotation.vat == total(each.vat for each in quotation.vat_totals)
