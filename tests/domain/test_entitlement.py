"""What a plan gives besides parts and labour, by contract year (SC-5, SC-6, SC-7, TS-4, D-23)."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from lumencare.domain.entitlement import entitlements_on, say_tenths
from tests.builders import edition, holding, system


def test_service_care_gives_a_day_an_hour_the_phone_and_the_pool() -> None:
    """SC-5, SC-6, SC-7: counted from its own start."""
    care = holding("service-care", date(2028, 5, 1))
    given = entitlements_on(edition(), system(), [care], date(2028, 6, 1))
    assert [each.service.code for each in given] == [
        "preventive-man-day",
        "training-hour",
        "phone",
        "spare-pool",
    ]
    assert [each.is_allowance for each in given] == [True, True, False, False]
    assert given[0].contract_year.last_day == date(2029, 4, 30)


def test_an_unused_day_is_reminded_of_before_its_year_ends() -> None:
    """D-23: 90, 60 and 30 days before."""
    care = holding("service-care", date(2028, 5, 1))
    given = entitlements_on(edition(), system(), [care], date(2028, 6, 1))
    end = date(2029, 4, 30)
    assert given[0].remind_on == tuple(end - timedelta(days=each) for each in (90, 60, 30))
    assert given[2].remind_on == ()


def test_support_counts_by_project_year_and_only_in_years_bought() -> None:
    """TS-4, D-5, D-6."""
    support = holding("technology-support", date(2026, 5, 1), 2, 3)
    assert entitlements_on(edition(), system(), [support], date(2026, 6, 1)) == ()
    in_year_3 = entitlements_on(edition(), system(), [support], date(2027, 6, 1))
    assert in_year_3[0].contract_year.start == date(2027, 3, 2)
    assert entitlements_on(edition(), system(), [support], date(2028, 6, 1)) == ()


def test_part_care_gives_parts_only() -> None:
    """PC-2: no visit, no training."""
    basic = holding("part-care-basic", date(2025, 5, 1))
    assert entitlements_on(edition(), system(), [basic], date(2026, 6, 1)) == ()


@given(st.integers(min_value=0, max_value=100_000))
@settings(max_examples=50)
def test_tenths_are_said_without_empty_decimals(tenths: int) -> None:
    said = say_tenths(tenths)
    assert round(float(said) * 10) == tenths
    assert not said.endswith(".0")
