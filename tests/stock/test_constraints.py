"""What the database itself does not let in, whatever an action forgets."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from lumencare.stock.models import Balance, Move, Part, Place, Reservation, Serial
from tests.office import NOW, TODAY


def a_part() -> Part:
    return Part.objects.create(number="QSM-4W", key="QSM-4W", name_zh="传感器模块", changed_at=NOW)


def a_place() -> Place:
    return Place.objects.get_or_create(
        code="SH",
        defaults={"name_zh": "上海", "name_en": "Shanghai", "kind": "pool", "created_at": NOW},
    )[0]


def held(**more: Any) -> Reservation:
    facts = {"reference": "C-2601-001", "plan_customer": True, "until": TODAY, "at": NOW}
    return Reservation(quantity=1, key="k", **facts, **more)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("on_hand", "reserved", "name"),
    [(-1, 0, "balance_"), (1, 2, "balance_promised_once"), (1, -1, "balance_promised_once")],
)
def test_stock_is_never_negative_and_never_promised_twice(
    on_hand: int, reserved: int, name: str
) -> None:
    """SC-7."""
    row = Balance(part=a_part(), place=a_place(), condition="good")
    row.on_hand, row.reserved = on_hand, reserved
    with pytest.raises(IntegrityError, match=name):
        row.save()


@pytest.mark.django_db
def test_an_open_reservation_has_its_key_alone() -> None:
    part, place = a_part(), a_place()
    held(part=part, place=place).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        held(part=part, place=place).save()
    Reservation.objects.update(state="released", ended_at=NOW)
    held(part=part, place=place).save()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"to_place": None, "to_condition": ""}, "move_has_a_place"),
        ({"to_condition": ""}, "move_side_has_condition"),
        ({"quantity": 0}, "move_of_something"),
        ({"kind": "scrap"}, "move_says_why"),
        ({"kind": "magic"}, "move_kind"),
    ],
)
def test_a_move_says_what_came_or_went(facts: dict[str, Any], name: str) -> None:
    whole = {"to_place": a_place(), "to_condition": "good", "quantity": 1, "kind": "receipt"}
    with pytest.raises(IntegrityError, match=name):
        Move.objects.create(part=a_part(), key="k", at=NOW, **{**whole, **facts})


@pytest.mark.django_db
def test_a_unit_is_in_stock_at_a_place_or_gone() -> None:
    facts = {"part": a_part(), "serial": "A1", "condition": "good", "changed_at": NOW}
    with pytest.raises(IntegrityError, match="serial_in_stock_at_place"):
        Serial.objects.create(state="out", place=a_place(), **facts)
