"""What happens to a plan that is not renewed by its last day, and what can be bought instead."""

from datetime import date

import pytest

from lumencare.domain.codes import PlanCode
from lumencare.domain.contract.after import after_last_day, lawful_choices
from lumencare.domain.renewal import ContinuityState
from tests.builders import edition, system

LAST = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("plan", "warranty_class", "rules"),
    [
        (PlanCode.ANNUAL, "2Y", ["PA-3", "PW-2"]),
        (PlanCode.SERVICE_CARE, "2Y", ["D-6"]),
        (PlanCode.TECHNOLOGY_SUPPORT, "2Y", ["D-5"]),
        (PlanCode.PLUS, "2Y", []),
    ],
)
def test_each_plan_ends_by_a_rule_of_its_own(
    plan: PlanCode, warranty_class: str, rules: list[str]
) -> None:
    """PA-3, PW-2, D-6, D-5"""
    found = after_last_day(edition(), system(warranty_class=warranty_class), plan, LAST)
    assert [each.rule for each in found] == rules


def test_the_annual_plan_ends_the_day_after_and_says_so() -> None:
    """PA-3: in both languages, with the exact day."""
    first, second = after_last_day(edition(), system(), PlanCode.ANNUAL, LAST)
    assert "2027-03-02" in first.text.zh
    assert "2 March 2027 for good" in first.text.en
    assert second.applies
    assert "Technology Support" in second.text.en


def test_what_a_holder_can_do_follows_from_how_the_plan_stands() -> None:
    """D-15, PW-2"""
    one = system()
    running = lawful_choices(edition(), one, ContinuityState.RUNNING, LAST)
    lapsed = lawful_choices(edition(), one, ContinuityState.LAPSED, LAST)
    complete = lawful_choices(edition(), one, ContinuityState.COMPLETE, LAST)
    assert [each.rule for each in running] == ["D-15"]
    assert [(each.rule, each.applies) for each in lapsed] == [("PW-2", True)]
    assert complete == ()
