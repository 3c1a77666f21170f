"""Drift as programs read it: hardware as built against what running plans were priced on."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from lumencare.api.shapes.basic import Day, Facts, Money, Reason, Words
from lumencare.api.shapes.lists import Fraction, PartDifferenceShape, PartTotalShape
from lumencare.domain.answers import reasons_answer

Reasons = Annotated[list[Reason], BeforeValidator(reasons_answer)]


class BothPricesShape(Facts):
    """The same price on the contracted list and on the list as built, at the floor."""

    contracted: Money
    as_built: Money
    difference: Money


class PlanDriftShape(Facts):
    """The years not over yet, and the year that follows; null where it has no such price."""

    now: BothPricesShape | None
    renewal: BothPricesShape | None
    renew_by: Day | None
    because: Reasons


class LineDriftShape(Facts):
    """A running plan of a system; `parts` is null where a list is known by its total alone."""

    contract: str
    position: int
    plan: Words
    contracted: Money
    as_built: Money
    amount: Annotated[Money, Field(description="By how much the hardware grew since.")]
    list_number: int | None
    parts: PartDifferenceShape | None
    price: PlanDriftShape


class UncoveredShape(Facts):
    """A part as built, and how many of it are on no covered list (D-13)."""

    part: PartTotalShape
    quantity: Fraction


class SystemDriftShape(Facts):
    """A system that drifted; `uncovered` is null where it cannot be told part by part."""

    system_id: Annotated[int, Field(validation_alias="system_pk")]
    system_ref: str
    system_name: str
    as_built: Money
    list_number: int | None
    taken_on: Day | None
    lines: list[LineDriftShape]
    uncovered: list[UncoveredShape] | None
