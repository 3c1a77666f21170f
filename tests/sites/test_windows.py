"""Purchase windows as the worklist sorts by them."""

from dataclasses import replace
from datetime import date

import pytest

from lumencare.data.edition_files import current_edition
from lumencare.domain.codes import WarrantyClass
from lumencare.domain.money import Money
from lumencare.domain.system import System
from lumencare.sites.models import System as SystemRow
from lumencare.sites.windows import due_on_buying, renew_windows, window_of
from tests.office import site, system

EDITION = current_edition()
ORDERED = date(2024, 2, 29)


@pytest.mark.parametrize(
    ("warranty_class", "last_day", "value"),
    [
        (WarrantyClass.ONE_YEAR, date(2025, 2, 28), 90_000),
        (WarrantyClass.TWO_YEAR, date(2026, 2, 28), 80_000),
        (WarrantyClass.HWQS, date(2026, 2, 28), 50_000),
    ],
)
def test_a_window_ends_with_the_year_that_the_class_gives(
    warranty_class: WarrantyClass, last_day: date, value: int
) -> None:
    """PW-1; what is at stake is the dearest one payment (PP-1): the annual plan's first is 0."""
    found = window_of(EDITION, System(warranty_class, ORDERED, Money.of(1_000_000)))
    assert (found.last_day, found.value, found.edition) == (
        last_day,
        Money.of(value),
        EDITION.code,
    )


def test_a_plan_without_payments_has_nothing_due() -> None:
    facts = System(WarrantyClass.TWO_YEAR, ORDERED, Money.of(1_000_000))
    assert due_on_buying(EDITION, facts, EDITION.plans[-1].code, ORDERED) == Money.of(0)


@pytest.mark.django_db
def test_another_edition_decides_every_window_anew() -> None:
    place = site()
    for number in range(3):
        system(place, f"S-{number}", order_date=date(2025, 3, 1 + number))
    other = replace(EDITION, code="another-edition")
    assert renew_windows(other) == 3
    assert renew_windows(other) == 0
    rows = SystemRow.objects.order_by("ref")
    assert [each.window_ends_on.day for each in rows if each.window_ends_on] == [1, 2, 3]
    assert {each.window_value_fen for each in rows} == {80_000_00}
    assert {each.window_edition for each in rows} == {"another-edition"}
