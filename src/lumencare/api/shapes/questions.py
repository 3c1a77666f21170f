"""Shapes of the questions that need no row: the fields are those of the command line."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from lumencare.api.shapes.basic import (
    Asked,
    Commitment,
    Day,
    Instant,
    Money,
    PlanCode,
    Reason,
    Verdict,
    WarrantyClass,
    Words,
)

Given = Annotated[str | None, Field(max_length=200)]


def _shown(required: list[str], **fields: Any) -> ConfigDict:
    """Describe fields that are read by hand, so that all that is wrong is told at once."""

    def describe(schema: dict[str, Any]) -> None:
        schema["required"] = required
        for name, shape in fields.items():
            # What need not be given and is nothing by default may be null.
            is_needed = name in required or "default" in shape
            described = shape if is_needed else {"anyOf": [shape, {"type": "null"}]}
            schema["properties"][name] = {**described, "title": name}

    return ConfigDict(extra="forbid", json_schema_extra=describe)


DAY = {"type": "string", "format": "date", "examples": ["2025-03-01"]}
AMOUNT = {
    "anyOf": [
        {"type": "string", "pattern": r"^\d{1,10}(\.\d{1,2})?$"},
        {"type": "integer", "minimum": 0, "maximum": 10**10},
    ],
    "description": "RMB, VAT excluded: text, or a whole number.",
    "examples": ["1000000.00"],
}
CLASS = {"enum": ["1Y", "2Y", "HWQS8"]}
START_UP = {"enum": ["manufacturer", "partner"], "default": "partner"}
OPTION = {"enum": ["standard", "24h", "48h", "72h"]}
CITY = {"type": "string", "examples": ["苏州", "Kunshan"], "maxLength": 200}
EDITION = {"type": "string", "examples": ["cn-mainland-1"], "maxLength": 200}


class CompareQuestion(BaseModel):
    """What may this system buy: `on` is today where it is not given."""

    model_config = _shown(
        ["class", "bom", "order_date"],
        **{"class": CLASS, "bom": AMOUNT, "order_date": DAY, "on": DAY},
        city=CITY,
        start_up=START_UP,
        edition=EDITION,
    )
    warranty_class: Given = Field(default=None, alias="class")
    bom: str | int | None = None
    order_date: Given = None
    on: Given = None
    city: Given = None
    start_up: Given = "partner"
    edition: Given = None


class HeldPlan(Asked):
    """A plan that is held: the day it was bought, and the project years it was bought for."""

    plan: PlanCode
    bought: Annotated[str, Field(max_length=40, json_schema_extra={"format": "date"})]
    years: list[Annotated[int, Field(ge=1, le=99)]] = Field(default=[], max_length=50)


PLAN_TEXT = {"type": "string", "examples": ["technology-support@2027-01-05:3,4"], "maxLength": 200}


class CoverageQuestion(BaseModel):
    """What is covered on a day; `plan` is text like `service-care@2026-08-01`, or objects."""

    model_config = _shown(
        ["class", "order_date", "on"],
        **{"class": CLASS, "order_date": DAY, "on": DAY},
        cause={"enum": ["product", "other"], "default": "product"},
        start_up=START_UP,
        part_price=AMOUNT,
        edition=EDITION,
    )
    warranty_class: Given = Field(default=None, alias="class")
    order_date: Given = None
    on: Given = None
    plan: list[Annotated[str, Field(max_length=200)] | HeldPlan] = Field(default=[], max_length=50)
    cause: Given = "product"
    start_up: Given = "partner"
    part_price: str | int | None = None
    response: str | list[str] | None = Field(default=None, max_length=20)
    edition: Given = None


class DueQuestion(BaseModel):
    """By when must work have started after a report."""

    model_config = _shown(
        ["reported", "commitment"],
        reported={"type": "string", "examples": ["2026-09-30T17:00"]},
        commitment=OPTION,
        **{"with": {"type": "array", "items": {"enum": ["after-hour", "weekend"]}, "default": []}},
        edition=EDITION,
    )
    reported: Given = None
    commitment: Given = None
    windows: list[Annotated[str, Field(max_length=200)]] = Field(
        default=[], alias="with", max_length=20
    )
    edition: Given = None


class PaymentShape(BaseModel):
    """One payment: for a project year, or for the whole (null)."""

    project_year: int | None
    net: Money
    from_price: bool
    rule: str


class CoverYearShape(BaseModel):
    """What replacement parts get in a project year, and from what."""

    project_year: int
    parts_percent: int
    by: str


class PlanShape(BaseModel):
    """One plan for a system."""

    plan: PlanCode
    name: Words
    eligible: bool
    by_proposal: bool
    last_day_to_buy: Day | None
    because: list[Reason]
    payments: list[PaymentShape]
    total_net: Money | None
    coverage: list[CoverYearShape]


class ResponseShape(BaseModel):
    """One response option at a city."""

    commitment: Commitment
    available: Verdict
    net_per_year: Money
    from_price: bool
    because: list[Reason]


class ComparisonShape(BaseModel):
    """All plans for one system; `response` where a city was given."""

    edition: str
    warranty_class: WarrantyClass = Field(alias="class")
    bom: Money
    order_date: Day
    on: Day
    project_year: int
    plans: list[PlanShape]
    response: list[ResponseShape] = []


class EntitlementShape(BaseModel):
    """Something that a plan gives besides, in one contract year."""

    service: str
    plan: PlanCode
    name: Words
    allowance: bool
    per_year: int | None
    since: Day = Field(alias="from")
    until: Day
    remind_on: Day | None
    rule: str


class ContinuityShape(BaseModel):
    """How the annual plan stands: kept up, to be renewed, lapsed."""

    state: str
    paid_years: list[int]
    next_year: int | None
    renew_by: Day | None
    lapsed_on: Day | None
    because: list[Reason]


class CoverageShape(BaseModel):
    """What is covered on a day, and what the customer pays."""

    project_year: int
    parts_percent: int
    part_price: Money | None
    customer_pays: Money | None
    diagnostic_labour: Literal["covered", "chargeable"]
    visit_charge: Money
    response: Literal["standard", "24h", "48h", "72h", "none"]
    because: list[Reason]
    entitlements: list[EntitlementShape]
    continuity: ContinuityShape | None


class DueShape(BaseModel):
    """By when work must have started; null where the calendar does not reach."""

    due: Instant | None
    calendar_certain: bool
    because: list[Reason]


class ReachOptionShape(BaseModel):
    """Whether a response option can be had at a place."""

    commitment: Commitment
    available: Verdict
    because: list[Reason]


class ReachShape(BaseModel):
    """How a city is reached, and what follows from it."""

    city: str
    rail_minutes: dict[str, int | None]
    options: list[ReachOptionShape]
    free_survey: Verdict


class ReconciledShape(BaseModel):
    """One published case figure beside the computed one."""

    case: str
    plan: PlanCode
    published: Money
    computed: Money
    agrees: bool
    note: Words


class DifferenceShape(BaseModel):
    """One place where the two languages of the offer differ."""

    id: str
    rules: list[str]
    english: Words
    chinese: Words
    outcome: Words
    clauses: list[str]
