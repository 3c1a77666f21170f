"""What is low is found by the database, and explained by the rule: both give one answer."""

from itertools import product

import pytest

from lumencare.stock.models import Balance, Part, PartUse, Place, Supply
from lumencare.stock.queries import lines_of, reorder_list
from tests.office import NOW, TODAY
from tests.stock.parts import clerk, place, pool

pytestmark = pytest.mark.django_db

USED = (-3, 0, 1, 8, 100)
LEADS = (None, 0, 1, 200)
FREE = (0, 1, 2, 5, 30, 90)
KEPT = (None, 0, 4)


def many_parts() -> list[Part]:
    """Make a part of each combination, a third of them with an order, some not of the pool."""
    rows = [
        Part(
            number=f"T-{number:04d}", key=f"T-{number:04d}", name_zh="件", changed_at=NOW,
            frequent=number % 10 != 0, lead_days=lead, kept_back=kept,
        )
        for number, (_used, lead, _free, kept) in enumerate(product(USED, LEADS, FREE, KEPT))
    ]  # fmt: skip
    Part.objects.bulk_create(rows)
    return list(Part.objects.select_related("successor").order_by("key"))


def stock_them(parts: list[Part], where: Place, elsewhere: Place) -> None:
    """Put some in the pool and elsewhere, promise some, order some, use some."""
    balances, uses, orders = [], [], []
    for number, (part, (used, _lead, free, _kept)) in enumerate(
        zip(parts, product(USED, LEADS, FREE, KEPT), strict=True)
    ):
        promised = number % 3
        shelf = {"part": part, "place": where}
        if free:
            held = {"on_hand": free - free // 2 + promised, "reserved": promised}
            balances += [
                Balance(**shelf, condition="good", **held),
                Balance(**shelf, condition="refurbished", on_hand=free // 2),
                Balance(**shelf, condition="faulty", on_hand=50),
            ]
        balances.append(Balance(part=part, place=elsewhere, condition="good", on_hand=50))
        uses.append(PartUse(part=part, month=TODAY.replace(day=1), used=used))
        uses.append(PartUse(part=part, month="2025-01-01", used=500))
        if number % 3 == 0:
            orders.append(
                Supply(
                    part=part, place=where, quantity=6, received=3, key=f"o-{number}", at=NOW,
                    ordered_on=TODAY, expected_on=TODAY, state="ordered",
                )
            )  # fmt: skip
    Balance.objects.bulk_create(balances)
    PartUse.objects.bulk_create(uses)
    Supply.objects.bulk_create(orders)


def test_the_database_finds_what_the_rule_finds_in_its_order() -> None:
    """SC-7: use while an order is under way, half as much again, no less than what is kept back."""
    parts = many_parts()
    stock_them(parts, pool(), place("BJ", "office"))
    lines = [each for each in lines_of(parts, TODAY) if each.part.frequent and each.is_low]
    lines.sort(key=lambda each: (each.level.days_left is None, each.level.days_left or 0))
    found = reorder_list(clerk(), TODAY)
    assert list(found.lines) == lines
    assert 50 < found.total == len(lines) < len(parts)


def test_only_as_many_as_are_shown_are_explained() -> None:
    parts = many_parts()
    stock_them(parts, pool(), place("BJ", "office"))
    every = reorder_list(clerk(), TODAY)
    two = reorder_list(clerk(), TODAY, most=2)
    assert (two.total, two.lines) == (every.total, every.lines[:2])
