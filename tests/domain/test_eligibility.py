"""What may be bought until when, and the reasons (PW-1, PW-2, G-3, G-4, D-5, D-14, X-11)."""

from datetime import date, timedelta

import pytest

from lumencare.domain.codes import PlanCode
from lumencare.domain.eligibility import judge, window_missed
from lumencare.domain.text import Reason
from tests.builders import edition, system

ORDERED = date(2025, 3, 1)


def rules(reasons: tuple[Reason, ...]) -> list[tuple[str, bool]]:
    """Return rule ids with whether they hold, in order."""
    return [(each.rule, each.applies) for each in reasons]


@pytest.mark.parametrize(
    ("warranty_class", "last_day"),
    [
        ("1Y", date(2026, 3, 1)),
        ("2Y", date(2027, 3, 1)),
        ("HWQS8", date(2027, 3, 1)),
    ],
)
def test_part_care_is_sold_to_the_last_day_of_its_window(
    warranty_class: str, last_day: date
) -> None:
    """PW-1, X-11: within the 1-year, the 2-year warranty, the first 2 of 8 years."""
    item = system(warranty_class)
    inside = judge(edition(), item, PlanCode.PLUS, last_day)
    assert (inside.eligible, inside.last_day_to_buy) == (True, last_day)
    outside = judge(edition(), item, PlanCode.PLUS, last_day + timedelta(days=1))
    assert (outside.eligible, outside.last_day_to_buy) == (False, last_day)
    assert rules(outside.because)[0] == ("PW-1", False)


def test_a_missed_window_is_answered_with_technology_support() -> None:
    """PW-2: and the plan itself says that it is recommended."""
    on = date(2028, 1, 1)
    assert ("PW-2", True) in rules(judge(edition(), system(), PlanCode.BASIC, on).because)
    support = judge(edition(), system(), PlanCode.TECHNOLOGY_SUPPORT, on)
    assert support.eligible
    assert ("PW-2", True) in rules(support.because)


def test_a_villa_that_missed_the_window_is_told_that_support_is_not_for_it() -> None:
    """PW-2, TS-2: nothing is promised that cannot be bought."""
    verdict = judge(edition(), system("HWQS8"), PlanCode.PLUS, date(2028, 1, 1))
    assert rules(verdict.because) == [("PW-1", False), ("PW-2", False)]


@pytest.mark.parametrize(
    ("plan", "rule"), [(PlanCode.BASIC, "PC-1"), (PlanCode.TECHNOLOGY_SUPPORT, "TS-2")]
)
def test_what_a_class_is_not_offered_has_no_last_day(plan: PlanCode, rule: str) -> None:
    """PC-1, TS-2: HWQS has neither Basic nor Technology Support."""
    verdict = judge(edition(), system("HWQS8"), plan, ORDERED)
    assert not verdict.eligible
    assert verdict.last_day_to_buy is None
    assert rules(verdict.because) == [(rule, False)]


def test_nothing_but_system_care_is_sold_after_year_8() -> None:
    """G-4, SY-1: every plan ends with project year 8."""
    last, after = date(2033, 3, 1), date(2033, 3, 2)
    service = judge(edition(), system(), PlanCode.SERVICE_CARE, last)
    assert service.eligible
    assert ("G-4", True) in rules(service.because)  # less than 12 months are left
    for plan in PlanCode:
        eligible = judge(edition(), system(), plan, after).eligible
        assert eligible == (plan is PlanCode.SYSTEM_CARE)
    late = judge(edition(), system(), PlanCode.SERVICE_CARE, after)
    assert rules(late.because) == [("G-4", False)]
    part_care = judge(edition(), system(), PlanCode.PLUS, after)
    assert rules(part_care.because) == [("PW-1", False), ("G-4", False)]


def test_system_care_is_by_proposal_and_never_closes() -> None:
    """SY-1, SY-3."""
    verdict = judge(edition(), system(), PlanCode.SYSTEM_CARE, date(2045, 1, 1))
    assert (verdict.eligible, verdict.last_day_to_buy) == (True, None)
    assert rules(verdict.because) == [("SY-1", True)]


def test_support_in_a_running_2_year_warranty_begins_with_year_3() -> None:
    """D-5: and a 1-year system is served from year 2, without back charges."""
    early = judge(edition(), system(), PlanCode.TECHNOLOGY_SUPPORT, date(2025, 6, 1))
    assert "year 3" in early.because[-1].text.en
    assert rules(early.because)[-1] == ("D-5", True)


def test_service_care_is_for_every_class() -> None:
    """SC-1."""
    for warranty_class in ("1Y", "2Y", "HWQS8"):
        verdict = judge(edition(), system(warranty_class), PlanCode.SERVICE_CARE, ORDERED)
        assert verdict.eligible
        assert verdict.because[0].rule == "SC-1"


def test_an_order_of_29_february_closes_its_window_on_28_february() -> None:
    """D-1, PW-1."""
    item = system("1Y", order_date=date(2024, 2, 29))
    verdict = judge(edition(), item, PlanCode.PLUS, date(2025, 2, 28))
    assert (verdict.eligible, verdict.last_day_to_buy) == (True, date(2025, 2, 28))
    assert not judge(edition(), item, PlanCode.PLUS, date(2025, 3, 1)).eligible


def test_a_reason_says_its_facts_in_both_languages() -> None:
    """G-2: a salesperson can read it out."""
    (first, *_) = judge(edition(), system(), PlanCode.PLUS, date(2027, 2, 1)).because
    assert first.facts == {"last_day_to_buy": date(2027, 3, 1), "days_left": 28}
    assert "2027-03-01" in first.text.zh
    assert "28 天" in first.text.zh
    assert "28 days" in first.text.en


def test_the_window_is_missed_only_when_every_part_care_plan_is_closed() -> None:
    """PW-2."""
    assert not window_missed(edition(), system("HWQS8"), 2)
    assert window_missed(edition(), system("HWQS8"), 3)
    assert window_missed(edition(), system("1Y"), 2)
