"""Valid facts to start a test from."""

from datetime import date

from lumencare.data.edition_files import current_edition
from lumencare.domain.codes import PlanCode, StartUp, WarrantyClass
from lumencare.domain.coverage import CoverageFacts
from lumencare.domain.edition import Edition, ResponseOption
from lumencare.domain.holding import Holding
from lumencare.domain.money import Money
from lumencare.domain.system import System

ORDERED = date(2025, 3, 1)


def edition() -> Edition:
    """Return the shipped edition."""
    return current_edition()


def system(warranty_class: str = "2Y", bom: str = "1000000", order_date: date = ORDERED) -> System:
    """Return a system; by default the published Quantum case, ordered 2025-03-01."""
    return System(WarrantyClass(warranty_class), order_date, Money.of(bom))


def promise(commitment: str) -> ResponseOption:
    """Return a response commitment as the shipped edition promises it."""
    return edition().response_by_code[commitment]


def holding(plan: str, bought: date, *years: int) -> Holding:
    """Return a purchase of a plan."""
    return Holding(PlanCode(plan), bought, years)


def coverage_facts(
    *holdings: Holding,
    on: date,
    warranty_class: str = "2Y",
    order_date: date = ORDERED,
    start_up: str = "partner",
    **more: object,
) -> CoverageFacts:
    """Return the facts of a coverage decision."""
    return CoverageFacts(
        warranty_class=WarrantyClass(warranty_class),
        order_date=order_date,
        on=on,
        start_up=StartUp(start_up),
        holdings=holdings,
        **more,  # type: ignore[arg-type]
    )
