"""Which day decides what a replaced part gets."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumencare.domain.claims.days import CountingBasis, FaultDays, counting_day
from lumencare.domain.desk.parts import decide_part
from lumencare.domain.projectyear import anniversary
from tests.builders import ORDERED, coverage_facts, edition, holding

DAY = timedelta(days=1)
FAILURE, VISIT, REPORT = CountingBasis
BASIC = holding("part-care-basic", ORDERED + 30 * DAY)
REPORTED = date(2027, 3, 10)


def percent_on(on: date) -> int:
    """Return what Part Care Basic takes off a part on a day (PC-2)."""
    return decide_part(edition(), coverage_facts(BASIC, on=on), on_list=True).parts_percent


@pytest.mark.parametrize(
    ("days", "basis", "on"),
    [
        (FaultDays(REPORTED), REPORT, REPORTED),
        (FaultDays(REPORTED, date(2027, 3, 1), "处理器日志"), FAILURE, date(2027, 3, 1)),
        (FaultDays(REPORTED, date(2027, 3, 1), "  "), REPORT, REPORTED),
        (FaultDays(REPORTED, date(2027, 3, 11), "日志"), REPORT, REPORTED),
        (FaultDays(REPORTED, found=date(2027, 2, 26), visit="V-1"), VISIT, date(2027, 2, 26)),
        (FaultDays(REPORTED, found=date(2027, 2, 26)), REPORT, REPORTED),
        (FaultDays(REPORTED, found=date(2027, 3, 11), visit="V-1"), REPORT, REPORTED),
        (
            FaultDays(REPORTED, date(2027, 2, 20), "日志", date(2027, 2, 26), "V-1"),
            FAILURE,
            date(2027, 2, 20),
        ),
        (FaultDays(REPORTED, REPORTED - 60 * DAY, "日志"), FAILURE, REPORTED - 60 * DAY),
        (FaultDays(REPORTED, REPORTED - 61 * DAY, "日志"), REPORT, REPORTED),
    ],
)
def test_what_is_proven_of_the_failure_counts_and_else_the_report(
    days: FaultDays, basis: CountingBasis, on: date
) -> None:
    """D-16: the failure if it is shown and not after the report, a preventive visit, the report."""
    found = counting_day(days)
    assert (found.basis, found.on) == (basis, on)
    assert found.because[0].applies
    assert str(on) in found.because[0].text.zh


def test_a_stated_day_that_does_not_count_is_answered() -> None:
    found = counting_day(FaultDays(REPORTED, date(2027, 3, 1)))
    assert [each.applies for each in found.because] == [True, False]


def test_who_kept_a_failure_to_themselves_gets_the_lower_percent() -> None:
    """D-16: the other day is named, so that waiting for a plan gains nothing."""
    long_ago = REPORTED - 61 * DAY
    assert counting_day(FaultDays(REPORTED, long_ago, "日志")).besides == long_ago
    assert counting_day(FaultDays(REPORTED, REPORTED - DAY, "日志")).besides is None


@pytest.mark.parametrize(("year", "before", "after"), [(2, 100, 50), (5, 50, 25), (8, 25, 0)])
def test_reported_on_the_last_day_of_a_year_it_has_the_percent_of_that_year(
    year: int, before: int, after: int
) -> None:
    """PC-2: at the ends of years 2, 5 and 8; shipped or fitted later changes nothing."""
    last = anniversary(ORDERED, year)
    assert percent_on(counting_day(FaultDays(last)).on) == before
    assert percent_on(counting_day(FaultDays(last + DAY)).on) == after
    late = FaultDays(last + DAY, failed=last, proof="处理器日志")
    assert percent_on(counting_day(late).on) == before
    found = FaultDays(last + 5 * DAY, found=last, visit="V-2027-00001")
    assert percent_on(counting_day(found).on) == before


@given(
    ago=st.integers(0, 60),
    reported=st.dates(ORDERED + 100 * DAY, anniversary(ORDERED, 9)),
)
def test_a_proven_failure_never_makes_it_worse_once_the_plan_was_bought(
    ago: int, reported: date
) -> None:
    """PC-2: the percent falls with the years, so the earlier day serves the customer."""
    failed = reported - ago * DAY
    if failed < BASIC.bought:
        return
    counting = counting_day(FaultDays(reported, failed, "日志"))
    assert percent_on(counting.on) >= percent_on(reported)


@given(st.dates(ORDERED, anniversary(ORDERED, 9)), st.dates(ORDERED, anniversary(ORDERED, 9)))
def test_the_day_that_counts_is_never_after_the_report(reported: date, stated: date) -> None:
    counting = counting_day(FaultDays(reported, stated, "日志", stated, "V-1"))
    assert counting.on <= reported
