"""Shapes of the desk's report and of the promise report."""

from typing import Annotated, Literal

from pydantic import Field

from lumencare.api.shapes.basic import Day, Facts, Instant, Money, Words


class OnTimeShape(Facts):
    """Promises kept in a month of reports; `month` is null for all months together."""

    commitment: str
    month: Day | None
    in_time: int
    total: int
    percent: int | None


class EffortShape(Facts):
    """What went into a contract; its number is empty for cases under none."""

    contract: str
    cases: int
    man_days: str
    charged: Money | None
    waived: Money | None


class DeskReportShape(Facts):
    """The figures of a span of months."""

    months: list[Day]
    cases: int
    on_time: list[OnTimeShape]
    visited: int
    first_time: int
    repeats: int
    rated: int
    stars: str | None
    efforts: list[EffortShape]
    charged: Money | None
    waived: Money | None


class PromiseShape(Facts):
    """An option that a system holds, and what today's data and roster make of it."""

    contract: str
    site_id: Annotated[int, Field(validation_alias="site_pk")]
    site_name: str
    city: str
    system_id: Annotated[int, Field(validation_alias="system_pk")]
    system_name: str
    commitment: str
    until: Day
    keeping: Literal["lost", "nobody", "far", "open", "confirmed", "kept"]
    name: Words
    available: str
    confirmed_by: str
    confirmed_at: Instant | None
    ground: str
    engineers: int
    way: Annotated[
        Words | None,
        Field(description="How the nearest engineer with the skills stands to the promise."),
    ]


class PromiseReportShape(Facts):
    """Every response option in force, those that need somebody first."""

    items: list[PromiseShape]
