"""What a quotation refuses: all at once, each with its rule and the field it stands in."""

from datetime import date

import pytest

from lumencare.domain.place import Verdict
from lumencare.domain.problems import Refused
from lumencare.domain.quotation.refusals import QuotationRefused
from lumencare.domain.request import OptionChoice, PlanChoice
from lumencare.domain.system import System
from tests import builders
from tests.domain.quotation_requests import option, plan, quote, reach, refusals, request

OLD = builders.system(order_date=date(2020, 3, 1))
VILLA = builders.system("HWQS8", "300000")
PAST = builders.system(order_date=date(2015, 3, 1))
CARE = plan("service-care")
Choices = tuple[PlanChoice | OptionChoice, ...]


@pytest.mark.parametrize(
    ("choices", "system", "field", "rules"),
    [
        ((plan("part-care-plus"),), OLD, "plans", ["PW-1"]),
        ((plan("technology-support"),), VILLA, "plans", ["TS-2"]),
        ((plan("part-care-basic"),), VILLA, "plans", ["PC-1"]),
        ((CARE,), PAST, "plans", ["G-4"]),
        ((plan("technology-support", 4),), OLD, "plans", ["D-5"]),  # past, not back-charged
        ((plan("technology-support", 1),), None, "plans", ["TS-1"]),
        ((plan("technology-support", 9),), None, "plans", ["TS-1"]),
        ((plan("part-care-plus-annual", 5),), None, "plans", ["PA-3"]),
        ((plan("service-care", 3),), None, "plans", ["D-6"]),
        ((plan("part-care-plus", 3),), None, "plans", ["D-16"]),
        ((plan("system-care", 3),), None, "plans", ["SY-3"]),
        ((CARE, CARE), None, "plans", ["D-22"]),
        ((plan("part-care-basic"), plan("part-care-plus")), None, "plans", ["D-22"]),
        ((CARE, plan("technology-support", 2)), None, "plans", ["D-22"]),
        ((option("24h"),), None, "options", ["RO-1"]),
        ((plan("part-care-plus"), option("weekend")), None, "options", ["RO-1"]),
        ((plan("part-care-plus"), option("record-collection")), None, "options", ["RO-1"]),
        ((plan("system-care"), option("weekend")), None, "options", ["RO-1"]),
        ((CARE, option("24h"), option("72h")), None, "options", ["D-21"]),
        ((CARE, option("24h"), option("24h")), None, "options", ["D-21"]),
        ((CARE, option("24h", 2)), None, "options", ["D-21"]),
        ((plan("technology-support", 2), option("24h")), None, "options", ["D-21"]),
        ((CARE, option("weekend", 0)), None, "options", ["D-10"]),
        ((CARE, option("teleport")), None, "options", ["AV-1"]),
    ],
)
def test_a_choice_against_a_rule_is_refused(
    choices: Choices, system: System | None, field: str, rules: list[str]
) -> None:
    found = refusals(request(*choices, system=system))
    assert [each.reason.rule for each in found] == rules
    assert {each.field for each in found} == {field}
    assert not any(each.reason.applies for each in found)


@pytest.mark.parametrize(
    "choices",
    [
        (CARE, plan("technology-support", 3)),  # Service Care ends before year 3 begins
        (plan("part-care-plus"), CARE),
        (plan("part-care-plus-annual"), CARE),
        (plan("technology-support", 3), plan("technology-support", 4)),
        (plan("technology-support", 8),),
        (plan("system-care"),),
    ],
)
def test_choices_that_stand_together_are_quoted(choices: Choices) -> None:
    """D-5, D-22."""
    assert refusals(request(*choices)) == ()


def test_every_refusal_is_told_not_only_the_first() -> None:
    asked = request(
        plan("part-care-plus"),
        plan("technology-support", 3, 9),
        option("24h", 0),
        option("48h"),
        system=OLD,
    )
    with pytest.raises(QuotationRefused) as caught:
        quote(asked)
    rules = [each.reason.rule for each in caught.value.refusals]
    assert rules == ["PW-1", "D-5", "TS-1", "D-10", "D-21"]
    assert isinstance(caught.value, Refused)
    assert caught.value.reason.rule == "PW-1"


def test_a_refusal_can_be_told_as_a_problem_of_its_cell() -> None:
    """PW-1 and, beside it, what is offered instead (PW-2)."""
    (found,) = refusals(request(plan("part-care-plus"), system=OLD))
    problem = found.as_problem("systems!L4")
    assert problem.where == "systems!L4"
    assert problem.given == "part-care-plus"
    assert "2022-03-01" in problem.allowed.zh
    assert "Technology Support" in problem.allowed.en


def test_a_pair_that_clashes_is_named_without_the_others() -> None:
    """D-22."""
    asked = request(plan("part-care-plus"), CARE, plan("technology-support", 2))
    (found,) = refusals(asked)
    assert found.given == "service-care; technology-support:2"


@pytest.mark.parametrize(("code", "rule"), [("24h", "RO-2"), ("48h", "RO-3"), ("72h", "RO-4")])
def test_a_response_option_that_the_site_cannot_have_is_refused(code: str, rule: str) -> None:
    far = reach("远方", shanghai=Verdict.NO, beijing=Verdict.NO, direct=Verdict.NO)
    (found,) = refusals(request(CARE, option(code)), at=far)
    assert found.reason.rule == rule
    near = reach("近处", shanghai=Verdict.YES, beijing=Verdict.YES, direct=Verdict.YES)
    quotation = quote(request(CARE, option(code)), at=near)
    assert quotation.notes == ()
    assert rule in [each.rule for each in quotation.lines[-1].because]


def test_a_response_option_that_is_to_be_confirmed_is_quoted() -> None:
    """RO-5, D-19."""
    site = reach("待定", shanghai=Verdict.CONFIRM, beijing=Verdict.NO, direct=Verdict.CONFIRM)
    quotation = quote(request(CARE, option("24h")), at=site)
    assert [each.rule for each in quotation.notes] == ["RO-5"]


def test_records_are_collected_for_a_proposal_as_well() -> None:
    """SY-4, SC-9, D-20: System Care needs them too; the price is a floor."""
    found = quote(request(plan("system-care"), option("record-collection", 2)))
    line = found.lines[-1]
    assert (line.code, str(line.net), line.from_price) == ("record-collection", "9600.00", True)
