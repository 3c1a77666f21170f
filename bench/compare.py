"""How long a comparison of all plans takes inside the process, reasons included."""

from collections.abc import Callable
from datetime import date

from _measure import least_seconds, show

from lumencare.data.edition_files import current_edition
from lumencare.data.places import find_place
from lumencare.domain.answers import comparison_answer
from lumencare.domain.codes import WarrantyClass
from lumencare.domain.comparison import compare
from lumencare.domain.money import Money
from lumencare.domain.reach import reach_of
from lumencare.domain.system import System

ON = date(2026, 11, 23)
# All classes, sizes on both sides of the bracket edge, ages from the first to the last window.
SYSTEMS = [
    System(each, date(year, 3, 1), Money.of(bom))
    for each in WarrantyClass
    for year in (2018, 2020, 2023, 2025, 2026)
    for bom in ("333333.33", "1000000.00")
]
ROUNDS = 20


def main() -> None:
    """Measure."""
    edition = current_edition()
    reach = reach_of(edition, find_place("苏州"))
    forms: dict[str, Callable[[System], object]] = {
        "compare": lambda system: compare(edition, system, ON),
        "compare, with the response options of a city": lambda system: compare(
            edition, system, ON, reach=reach
        ),
        "the same, made into the JSON answer": lambda system: comparison_answer(
            compare(edition, system, ON, reach=reach)
        ),
    }
    for name, form in forms.items():
        seconds = least_seconds(lambda form=form: compare_all(form))
        target = "-" if "JSON" in name else "<= 150 µs"
        show(name, 1e6 * seconds / (ROUNDS * len(SYSTEMS)), "µs", target)


def compare_all(form: Callable[[System], object]) -> None:
    """Compare every system some times over."""
    for _ in range(ROUNDS):
        for system in SYSTEMS:
            form(system)


if __name__ == "__main__":
    main()
