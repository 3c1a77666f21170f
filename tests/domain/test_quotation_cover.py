"""Cover by project year, as quotations draw it: parts, labour, and what is over already."""

from datetime import date

from lumencare.domain.codes import PlanCode, StartUp, WarrantyClass
from lumencare.domain.money import Money
from lumencare.domain.period import Span
from lumencare.domain.quotation.cover import (
    CoverQuestion,
    Held,
    Labour,
    cover_by_year,
    held_by_lines,
    held_by_way,
    paid_in,
)
from lumencare.domain.quotation.ways import plan_way
from lumencare.domain.system import System
from tests import builders
from tests.domain.quotation_requests import ON, option, plan, quote, request

F, P, N = Labour.FULL, Labour.PART, Labour.NONE


def covers(system: System, held: tuple[Held, ...], on: date = ON) -> list[tuple[int, Labour]]:
    question = CoverQuestion(builders.edition(), system, on, held)
    return [(each.parts_percent, each.labour) for each in cover_by_year(question)]


def test_a_way_covers_parts_in_full_and_labour_in_the_years_it_is_counted_for() -> None:
    """PP-2, SC-4."""
    system = builders.system()
    way = plan_way(builders.edition(), system, (PlanCode.PLUS, PlanCode.SERVICE_CARE), ON)
    held = held_by_way(builders.edition(), system, way, ON)
    assert covers(system, held) == [(100, N), (100, N), *[(100, F)] * 6]
    assert [str(paid_in(way, year, 1)) for year in (1, 2, 3)] == ["80000.00", "0.00", "20000.00"]


def test_the_initial_warranty_of_a_system_started_up_by_the_manufacturer_holds_labour() -> None:
    """PC-3, PP-3: only for the 2-year class, in years 1 and 2."""
    system = System(WarrantyClass.TWO_YEAR, date(2025, 3, 1), Money.of(1), StartUp.MANUFACTURER)
    assert covers(system, ()) == [(100, F), (100, F), *[(0, N)] * 6]


def test_a_service_year_that_ends_inside_a_project_year_covers_part_of_it() -> None:
    """D-6: Service Care runs from its own start."""
    quotation = quote(request(plan("service-care"), option("weekend")))
    cover = covers(builders.system(), held_by_lines(quotation.lines))
    assert cover[:3] == [(100, F), (100, P), (0, N)]


def test_years_that_are_over_count_no_plan() -> None:
    """D-5: Technology Support for years 7 and 8, quoted in year 6."""
    system = builders.system(order_date=date(2020, 3, 1))
    quotation = quote(request(plan("technology-support", 7, 8), system=system))
    cover = covers(system, held_by_lines(quotation.lines))
    assert cover == [(100, N), (100, N), *[(0, N)] * 4, (100, F), (100, F)]


def test_basic_steps_down_and_counts_from_its_purchase() -> None:
    """PC-2, D-16."""
    held = (Held(PlanCode.BASIC, Span(ON, date(2033, 3, 2))),)
    percents = [parts for parts, _ in covers(builders.system(), held)]
    assert percents == [100, 100, 50, 50, 50, 25, 25, 25]
