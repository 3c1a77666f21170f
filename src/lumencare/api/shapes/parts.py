"""Shapes of the parts catalogue: parts, their prices and holders, price lists, last-time buys."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from lumencare.api.shapes.basic import Asked, Day, Facts, Instant, Line, Money, Reason, Words
from lumencare.api.shapes.lists import ProblemShape
from lumencare.api.shapes.sites import DayText
from lumencare.domain.answers import reasons_answer

Reasons = Annotated[list[Reason], BeforeValidator(reasons_answer)]
CatalogueState = Literal["current", "last-time-buy", "obsolete"]
Number = Annotated[str, BeforeValidator(lambda given: format(given.normalize(), "f"))]


class CataloguePart(Facts):
    """A part of the catalogue; `price` null: no list names it, or it may not be seen."""

    number: str
    name: Words
    unit: Words
    state: CatalogueState
    state_name: Words
    last_order_on: Day | None
    supplied_until: Day | None
    successor: str
    systems: list[str]
    frequent: bool
    serialised: bool
    lead_days: int | None
    price: Money | None


class ListPriceShape(Facts):
    """What a part costs by one price list; `holds` where it is the price today."""

    code: str
    valid_from: Day
    unit_net: Money
    holds: bool


class HolderShape(Facts):
    """A system that holds a part, and what cover of parts it has left."""

    pk: int
    ref: str
    site: str
    system_type: str
    quantity: Number
    percent: int
    until: Day | None


class PartChange(Asked):
    """What is to be changed of a part; its number stays, its prices come with price lists."""

    name_zh: Line = ""
    name_en: Line = ""
    unit: Literal["piece", "set", "metre", "pack"] = "piece"
    state: CatalogueState = "current"
    last_order_on: DayText | None = None
    supplied_until: DayText | None = None
    successor: Line = ""
    systems: Annotated[list[Line], Field(max_length=50)] | None = None
    serialised: bool = False
    frequent: bool = False
    lead_days: int | None = None
    weight_grams: int | None = None


class NewCataloguePart(PartChange):
    """A part to be added."""

    number: Line
    name_zh: Line


class PartCardShape(Facts):
    """A part with its prices, what follows on it, and the systems that hold it.

    `version` counts its changes; it is the ETag that a change names.
    """

    line: CataloguePart
    version: int
    weight_grams: int | None
    prices: list[ListPriceShape]
    successors: list[str]
    replaces: list[str]
    holders: list[HolderShape]


class PriceListShape(Facts):
    """A price list of parts; `holds` for the one in force today."""

    code: str
    valid_from: Day
    count: int
    source: str
    sha256: str
    imported_at: Instant
    imported_by: str
    holds: bool


class PriceMoveShape(Facts):
    """A part whose price is another."""

    number: str
    before: Money
    after: Money


class PriceListPreviewShape(Facts):
    """What publishing a list would change; nothing is kept."""

    sha256: str
    count: int
    after: str
    new: list[str]
    dearer: list[PriceMoveShape]
    cheaper: list[PriceMoveShape]
    same: int
    gone: list[str]
    problems: list[ProblemShape]
    may_be_published: bool


class LastBuyShape(Facts):
    """What is expected to be needed of a part, what is to be held, and what is missing of it."""

    installed: Number
    expected: Number
    to_hold: int
    short: int
    days_left: int | None
    orderable: bool
    lead_to_upgrade: bool
    because: Reasons


class RadarLineShape(Facts):
    """A part that is going or gone and still covered somewhere."""

    number: str
    name: Words
    state: CatalogueState
    last_order_on: date | None
    successor: str
    free: int
    on_order: int
    plan: LastBuyShape
    holders: list[HolderShape]
