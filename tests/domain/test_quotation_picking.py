"""Which project year a plan is picked for where nobody named one."""

from datetime import date

import pytest

from lumencare.domain.codes import PlanCode
from lumencare.domain.quotation.picking import usual_years
from tests import builders
from tests.domain.quotation_requests import plan, quote, request

CASES = [
    ("2Y", "2025-03-01", "part-care-plus-annual", (3,)),
    ("2Y", "2025-03-01", "technology-support", (3,)),
    ("1Y", "2025-03-01", "technology-support", (2,)),
    ("2Y", "2020-03-01", "technology-support", (6,)),
    ("2Y", "2025-03-01", "part-care-plus", ()),
    ("2Y", "2025-03-01", "service-care", ()),
    ("2Y", "2010-03-01", "technology-support", ()),
    ("HWQS8", "2025-03-01", "technology-support", ()),
]


@pytest.mark.parametrize(("of_class", "ordered", "code", "years"), CASES)
def test_a_plan_is_picked_for_the_first_year_in_which_it_gives_anything(
    of_class: str, ordered: str, code: str, years: tuple[int, ...]
) -> None:
    system = builders.system(of_class, order_date=date.fromisoformat(ordered))
    picked = usual_years(builders.edition(), system, PlanCode(code), date(2026, 1, 15))
    assert picked == years


@pytest.mark.parametrize("code", ["part-care-plus-annual", "technology-support"])
def test_what_is_picked_can_be_quoted(code: str) -> None:
    asked = request()
    years = usual_years(builders.edition(), asked.system, PlanCode(code), date(2026, 1, 15))
    lines = quote(request(plan(code, *years))).lines
    assert lines[-1].project_year == 3
    assert lines[-1].net
