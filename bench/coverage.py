"""How long a coverage decision takes, its explanation included."""

from datetime import date

from _measure import least_seconds, show

from lumencare.data.edition_files import current_edition
from lumencare.domain.codes import PlanCode, StartUp, WarrantyClass
from lumencare.domain.coverage import CoverageFacts, decide
from lumencare.domain.holding import Holding
from lumencare.domain.money import Money

BOUGHT = date(2025, 5, 10)
HOLDINGS = {
    "no plan": (),
    "one plan": (Holding(PlanCode.BASIC, BOUGHT, ()),),
    "two plans": (
        Holding(PlanCode.BASIC, BOUGHT, ()),
        Holding(PlanCode.SERVICE_CARE, date(2026, 2, 1), ()),
    ),
    "five purchases": (
        Holding(PlanCode.ANNUAL, BOUGHT, ()),
        Holding(PlanCode.ANNUAL, date(2026, 2, 1), (3,)),
        Holding(PlanCode.SERVICE_CARE, date(2024, 6, 1), ()),
        Holding(PlanCode.SERVICE_CARE, date(2025, 6, 1), ()),
        Holding(PlanCode.SERVICE_CARE, date(2026, 6, 1), ()),
    ),
}
CALLS = 2_000


def main() -> None:
    """Measure."""
    edition = current_edition()
    for name, holdings in HOLDINGS.items():
        facts = CoverageFacts(
            warranty_class=WarrantyClass.TWO_YEAR,
            order_date=date(2024, 3, 1),
            on=date(2026, 11, 23),
            start_up=StartUp.MANUFACTURER,
            holdings=holdings,
            part_price=Money.of(1000),
        )

        def some(facts: CoverageFacts = facts) -> None:
            for _ in range(CALLS):
                decide(edition, facts)

        show(f"coverage decision, {name}", 1e6 * least_seconds(some) / CALLS, "µs", "<= 50 µs")


if __name__ == "__main__":
    main()
