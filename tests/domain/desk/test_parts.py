"""What a part gets: as listed, as fitted in place of a listed one, free for a while."""

from datetime import date, timedelta

import pytest

from lumencare.domain.codes import Cause
from lumencare.domain.desk.parts import decide_part, free_until
from lumencare.domain.money import Money
from tests.builders import coverage_facts, edition, holding

DAY = timedelta(days=1)
FITTED = date(2031, 10, 10)
PRICE = Money.of("1000.00")
PLANS = (holding("part-care-basic", date(2025, 4, 1)),)


def decided(on: date, *, on_list: bool | None = True, fitted: date | None = FITTED, **more: object):  # type: ignore[no-untyped-def]
    """Return what a part gets in year 7, where Basic takes 25 % off (PC-2)."""
    facts = coverage_facts(*PLANS, on=on, part_price=PRICE, **more)  # type: ignore[arg-type]
    return decide_part(edition(), facts, on_list=on_list, fitted_on=fitted)


@pytest.mark.parametrize(
    ("on", "percent"),
    [(FITTED, 100), (free_until(FITTED), 100), (free_until(FITTED) + DAY, 25)],
)
def test_a_replacement_is_free_for_ninety_days_and_inherits_the_years_after(
    on: date, percent: int
) -> None:
    """D-13, PC-2: the years of the old part go on; the project year does not begin anew."""
    answer = decided(on)
    assert answer.parts_percent == percent
    assert answer.project_year == 7
    assert answer.customer_pays == PRICE if percent == 0 else answer.customer_pays is not None
    assert "D-13" in {each.rule for each in answer.because}


def test_it_is_free_for_a_while_where_the_old_part_was_not_covered() -> None:
    """D-13: whoever paid the whole price is not asked for it again at once."""
    assert decided(FITTED + DAY, on_list=False).parts_percent == 100
    late = decided(free_until(FITTED) + DAY, on_list=False)
    assert (late.parts_percent, late.customer_pays) == (0, PRICE)


def test_another_cause_is_not_free() -> None:
    """SC-10: water is water, also in the first week."""
    assert decided(FITTED + DAY, cause=Cause.OTHER).parts_percent == 0


def test_a_part_of_no_list_gets_nothing() -> None:
    """D-13."""
    answer = decided(FITTED, on_list=False, fitted=None)
    assert answer.parts_percent == 0
    assert answer.because[0].rule == "D-13"
