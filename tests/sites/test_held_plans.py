"""What a system holds, as the rules take it: for cover, for quotes, on the phone."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from lumencare.data.edition_files import current_edition
from lumencare.domain.codes import PlanCode
from lumencare.domain.holding import Holding
from lumencare.sites.covering import cover_today
from lumencare.sites.facts import system_of
from lumencare.sites.holdings import (
    covering_rows,
    held_rows,
    holdings_of,
    response_on,
    responses_of,
)
from lumencare.sites.models import HeldPlan, System
from tests.office import system

pytestmark = pytest.mark.django_db
ON = date(2027, 6, 1)


def held(of: System, code: str, bought: date, year: int | None = None, **more: Any) -> HeldPlan:
    """Return a row of what a system holds; by default it runs a year from its purchase."""
    facts = {"starts_on": bought, "ends_on": bought.replace(year=bought.year + 1), **more}
    return HeldPlan.objects.create(
        system=of, code=code, bought_on=bought, project_year=year, source="C-1", **facts
    )


def test_years_of_one_purchase_are_one_holding() -> None:
    one, day = system(), date(2026, 2, 1)
    for year in (4, 3):
        held(one, "technology-support", day, year)
    held(one, "service-care", date(2026, 1, 1))
    assert holdings_of(held_rows(one, ON)) == (
        Holding(PlanCode.SERVICE_CARE, date(2026, 1, 1)),
        Holding(PlanCode.TECHNOLOGY_SUPPORT, day, (3, 4)),
    )


def test_what_staff_ended_is_known_up_to_that_day() -> None:
    one = system()
    held(one, "service-care", date(2027, 1, 1), ended_on=ON)
    assert held_rows(one, ON) == []
    assert len(held_rows(one, date(2027, 5, 31))) == 1


def test_what_is_suspended_is_held_and_covers_nothing() -> None:
    one = system()
    held(one, "service-care", date(2027, 1, 1), suspended=True)
    assert (len(held_rows(one, ON)), covering_rows(one, ON)) == (1, [])


def test_the_cover_of_a_day_counts_the_plans_that_are_held() -> None:
    """D-11: parts by Part Care Plus in year 3, labour and response by Service Care."""
    one = system()
    day = date(2027, 1, 10)
    held(one, "part-care-plus", day, ends_on=date(2033, 3, 2))
    held(one, "service-care", day)
    held(one, "48h", day)
    rows = covering_rows(one, ON)
    cover = cover_today(current_edition(), system_of(one), ON, rows)
    assert cover.sentence.zh == "第 3 年，更换件免费，诊断人工免费。"
    assert (cover.decision.response, response_on(rows, ON)) == ("48h", "48h")
    assert [each.parts_percent for each in cover.years] == [100] * 8


def test_a_response_option_is_no_plan() -> None:
    one = system()
    held(one, "24h", date(2027, 1, 1))
    rows = held_rows(one, ON)
    assert holdings_of(rows) == ()
    assert [each.code for each in responses_of(rows)] == ["24h"]
    assert response_on(rows, date(2028, 1, 1)) is None


def test_the_database_holds_no_year_twice() -> None:
    """D-22."""
    one = system()
    held(one, "technology-support", date(2026, 2, 1), 3)
    with pytest.raises(IntegrityError, match=r"held_plan|project_year"), transaction.atomic():
        held(one, "technology-support", date(2026, 3, 1), 3)
    with pytest.raises(IntegrityError, match="held_plan"), transaction.atomic():
        held(one, "service-care", date(2026, 3, 1), ends_on=date(2026, 3, 1))
