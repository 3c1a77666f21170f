"""The annual plan stays continuous or ends for good (PA-3, D-15)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumencare.domain.holding import Holding
from lumencare.domain.renewal import ContinuityState, follow_chain, last_day_to_renew
from tests.builders import edition, holding, system

ENROLLED = holding("part-care-plus-annual", date(2025, 6, 1))


def chain(on: date, *holdings: Holding):  # type: ignore[no-untyped-def]
    """Follow the chain of a 2-year system ordered on 2025-03-01."""
    return follow_chain(edition(), system(), holdings, on)


def test_free_years_belong_to_the_chain_without_a_purchase() -> None:
    """D-15: enrolment at 0 for years 1 and 2; year 3 must be renewed before it begins."""
    found = chain(date(2026, 12, 1), ENROLLED)
    assert found.state is ContinuityState.RUNNING
    assert found.paid_years == (1, 2)
    assert (found.next_year, found.renew_by) == (3, date(2027, 3, 1))


def test_a_year_that_is_not_renewed_ends_the_plan_the_day_it_would_begin() -> None:
    """PA-3: final, and the way on is shown (PW-2)."""
    last = chain(date(2027, 3, 1), ENROLLED)
    assert last.state is ContinuityState.RUNNING
    lapsed = chain(date(2027, 3, 2), ENROLLED)
    assert lapsed.state is ContinuityState.LAPSED
    assert lapsed.lapsed_on == date(2027, 3, 2)
    assert [each.rule for each in lapsed.because] == ["PA-3", "PW-2"]


def test_a_villa_that_lapsed_is_offered_nothing_instead() -> None:
    """PA-3, TS-2."""
    found = follow_chain(edition(), system("HWQS8"), [ENROLLED], date(2027, 3, 2))
    assert [each.rule for each in found.because] == ["PA-3"]


def test_a_late_renewal_does_not_mend_the_chain() -> None:
    """PA-3, D-15: grace is no day."""
    late = holding("part-care-plus-annual", date(2027, 3, 2), 3)
    found = chain(date(2027, 6, 1), ENROLLED, late)
    assert found.state is ContinuityState.LAPSED
    assert found.paid_years == (1, 2)


def test_every_year_paid_completes_the_plan() -> None:
    """PA-2, G-4."""
    prepaid = holding("part-care-plus-annual", date(2025, 6, 1), *range(1, 9))
    found = chain(date(2026, 1, 1), prepaid)
    assert found.state is ContinuityState.COMPLETE
    assert (found.next_year, found.renew_by, found.lapsed_on) == (None, None, None)


def test_a_1_year_system_must_renew_for_year_2() -> None:
    """PA-1: only year 1 is free."""
    found = follow_chain(edition(), system("1Y"), [ENROLLED], date(2025, 12, 1))
    assert (found.next_year, found.renew_by) == (2, date(2026, 3, 1))


def test_a_chain_needs_a_purchase() -> None:
    """Nothing is guessed."""
    with pytest.raises(ValueError, match="no purchase"):
        chain(date(2025, 5, 31), ENROLLED)


@given(st.integers(2, 8), st.integers(0, 400))
def test_a_lapse_is_final_whatever_is_bought_later(missed: int, days: int) -> None:
    """PA-3."""
    paid = holding("part-care-plus-annual", date(2025, 6, 1), *range(1, missed))
    after = last_day_to_renew(edition(), system("1Y"), missed) + timedelta(days=1 + days)
    rest = holding("part-care-plus-annual", after, *range(missed, 9))
    found = follow_chain(edition(), system("1Y"), [paid, rest], after)
    assert found.state is ContinuityState.LAPSED
    assert found.paid_years == tuple(range(1, missed))
