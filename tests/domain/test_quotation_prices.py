"""Prices that staff set: offered in place of the computed ones, which stay beside them (D-20)."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumencare.domain.money import ZERO, Money, total
from lumencare.domain.problems import InputProblems
from lumencare.domain.request import PriceChoice
from tests import builders
from tests.domain.quotation_requests import ON, option, plan, price, quote, refusals, request

CARE = plan("service-care")  # from 20,000.00
CASE = (plan("part-care-plus"), CARE, option("24h"))  # 80,000.00 fixed; from; from 10,000.00


def test_a_raised_floor_price_is_offered_and_needs_nobody() -> None:
    """D-20: what is raised is confirmed, so it is a floor no longer."""
    quotation = quote(request(*CASE, prices=(price("service-care", "25000"),)))
    line = quotation.lines[1]
    assert (str(line.unit_net), str(line.computed_unit_net)) == ("25000.00", "20000.00")
    assert (line.formula, line.rule) == ("1,000,000.00 × 2%", "SC-2")
    assert line.set_price == price("service-care", "25000")
    assert not line.from_price
    assert not quotation.needs_approval
    assert quotation.approval_because == ()
    assert str(quotation.net) == "115000.00"
    assert str(quotation.gross) == "121900.00"


def test_the_reasons_tell_the_set_price_before_the_computed_one() -> None:
    quotation = quote(request(CARE, prices=(price("service-care", "25000"),)))
    first, second, *_ = quotation.lines[0].because
    assert (first.rule, second.rule) == ("D-20", "SC-2")
    assert first.text.zh == "单价由原厂定为 25,000.00 元，比计算价 20,000.00 元高 5,000.00 元。"
    assert first.text.en.endswith("25,000.00 RMB, 5,000.00 RMB above the computed 20,000.00 RMB.")
    assert first.facts["difference"] == Money.of(5000)


def test_why_staff_set_a_price_stays_inside() -> None:
    """No reason of the quotation repeats it: reasons are shown to customers."""
    asked = request(CARE, prices=(price("service-care", "15000", reason="机密的理由"),))
    quotation = quote(asked)
    reasons = [*quotation.lines[0].because, *quotation.approval_because, *quotation.notes]
    assert "机密" not in repr(reasons)


@pytest.mark.parametrize(
    ("choice", "code", "net", "year"),
    [
        (CARE, "service-care", "19999.99", None),  # a floor
        (plan("part-care-plus"), "part-care-plus", "1.00", None),  # a published price
        (plan("technology-support", 3), "technology-support", "32999.99", 3),
    ],
)
def test_a_price_below_the_computed_one_needs_an_approver(
    choice: Any, code: str, net: str, year: int | None
) -> None:
    quotation = quote(request(choice, prices=(price(code, net, year),)))
    assert quotation.lines[0].below_floor
    assert quotation.needs_approval
    (reason,) = quotation.approval_because
    assert (reason.rule, reason.applies) == ("D-20", True)
    assert "报价人以外的审批人" in reason.text.zh
    assert Money.of(net).grouped in reason.text.en


def test_a_floor_price_can_be_confirmed_as_it_is() -> None:
    quotation = quote(request(CARE, prices=(price("service-care", "20000"),)))
    line = quotation.lines[0]
    assert not line.from_price
    assert not line.below_floor
    assert "confirmed the computed unit price" in line.because[0].text.en


def test_only_the_year_that_is_named_gets_the_price() -> None:
    asked = request(
        plan("technology-support", 3, 4), prices=(price("technology-support", "40000", 4),)
    )
    lines = quote(asked).lines
    assert [str(each.net) for each in lines] == ["33000.00", "40000.00"]
    assert [each.from_price for each in lines] == [True, False]


def test_a_price_is_that_of_one_unit() -> None:
    """D-20, AV-1: three man-days."""
    asked = request(CARE, option("weekend", 3), prices=(price("weekend", "3500"),))
    line = quote(asked).lines[1]
    assert (str(line.net), str(line.computed_net)) == ("10500.00", "12000.00")
    assert str(line.vat) == "630.00"


def test_a_year_that_costs_nothing_can_be_confirmed_at_nothing() -> None:
    """D-15: enrolment in the annual plan."""
    asked = request(plan("part-care-plus-annual"), prices=(price("part-care-plus-annual", "0", 1),))
    quotation = quote(asked)
    assert quotation.lines[0].net == ZERO
    assert not quotation.needs_approval


@pytest.mark.parametrize(
    ("choices", "prices", "words"),
    [
        (CASE, [price("part-care-plus", "80000.01")], ["公布的价格"]),
        (CASE, [price("service-care", "0")], ["不能改为 0.00"]),
        (CASE, [price("48h", "9000")], ["没有这一行；可定价的行：part-care-plus"]),
        (CASE, [price("service-care", "30000", 1)], ["没有这一行"]),
        ((plan("system-care"),), [price("system-care", "5000")], ["按项目方案报价"]),
        ((plan("system-care"),), [price("24h", "5000")], ["没有可定价的行"]),
        ((), [price("service-care", "20000")], ["没有可定价的行"]),
        (
            (plan("part-care-plus-annual"),),
            [price("part-care-plus-annual", "5", 1)],
            ["公布的价格"],
        ),
        (
            CASE,
            [price("part-care-plus", "90000"), price("72h", "1"), price("24h", "0")],
            ["公布的价格", "没有这一行", "不能改为"],
        ),
    ],
)
def test_a_price_against_the_rule_is_refused(
    choices: tuple[Any, ...], prices: list[PriceChoice], words: list[str]
) -> None:
    """D-20: everything at once, each with the price that it stands against."""
    found = refusals(request(*choices, prices=tuple(prices)))
    assert [each.choices for each in found] == [(each,) for each in prices]
    assert {(each.field, each.reason.rule, each.reason.applies) for each in found} == {
        ("prices", "D-20", False)
    }
    for refusal, word in zip(found, words, strict=True):
        assert word in refusal.reason.text.zh


def test_a_refused_price_is_written_with_its_line_and_year() -> None:
    asked = request(CARE, prices=(price("technology-support", "40000", 4), price("24h", "1")))
    assert [each.given for each in refusals(asked)] == [
        "technology-support:4 = 40000.00",
        "24h = 1.00",
    ]


def test_what_is_wrong_with_prices_themselves_is_collected() -> None:
    asked = request(
        CARE,
        system=builders.system(bom="0"),
        prices=(
            price("service-care", "-0.01"),
            price("service-care", "25000", reason=" \n"),
            price("24h", "10000000000.01", reason="字" * 501),
        ),
    )
    with pytest.raises(InputProblems) as caught:
        quote(asked)
    assert [each.where for each in caught.value.problems] == [
        "bom",
        "prices[0].unit_net",
        "prices[1].reason",
        "prices[1]",
        "prices[2].unit_net",
        "prices[2].reason",
    ]
    assert "nothing is given" in caught.value.problems[2].sentence("en")


def test_an_approver_is_told_which_year_is_low() -> None:
    asked = request(
        plan("technology-support", 3, 4), prices=(price("technology-support", "30000", 4),)
    )
    (reason,) = quote(asked).approval_because
    assert reason.text.zh.startswith("综合保障计划，第 4 个项目年度：单价 30,000.00 元")


@given(
    bom=st.integers(min_value=1, max_value=10**12).map(Money.of_fen),
    fen=st.integers(min_value=1, max_value=10**12),
)
def test_what_is_below_the_computed_price_always_needs_an_approver(bom: Money, fen: int) -> None:
    asked = request(
        CARE,
        option("24h"),
        system=builders.system(bom=str(bom)),
        prices=(price("service-care", str(Money.of_fen(fen))),),
    )
    quotation = quote(asked)
    line, untouched = quotation.lines
    assert line.net == Money.of_fen(fen)
    assert line.computed_net is not None
    assert quotation.needs_approval is (Money.of_fen(fen) < line.computed_net)
    assert quotation.net == total([Money.of_fen(fen), Money.of(10000)])
    assert untouched.from_price


def test_the_comparison_keeps_the_computed_prices() -> None:
    """What the edition publishes does not change with an offer."""
    plain = quote(request(CARE), on=date(2026, 1, 15))
    changed = quote(request(CARE, prices=(price("service-care", "15000"),)), on=ON)
    assert plain.comparison == changed.comparison
    assert plain.finding == changed.finding
