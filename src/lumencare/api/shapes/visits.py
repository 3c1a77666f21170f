"""Shapes of visits: who goes where and when, what it costs, and which slots fit."""

from typing import Annotated, Any, Literal

from pydantic import Field

from lumencare.api.shapes.basic import (
    Asked,
    AskedDay,
    AskedInstant,
    Facts,
    Instant,
    Key,
    Line,
    Money,
    Reason,
    Text,
    Words,
)

VisitKind = Literal["corrective", "preventive", "training", "survey", "added-value"]
VisitState = Literal["proposed", "booked", "on-the-way", "on-site", "done", "missed", "cancelled"]


class NewVisit(Asked):
    """A visit that should take place; `tenths` of a man-day, `service` a code of AV-1.

    `allowance` is what it draws from when it is done; one of the contracts of its site.
    """

    kind: VisitKind
    summary: Line
    site: Key
    system: Key | None = None
    case: Annotated[str, Field(max_length=40, pattern=r"^[A-Z0-9-]*$")] = ""
    service: Line = ""
    remote: bool = False
    tenths: Annotated[int, Field(ge=1, le=10)] = 5
    allowance: Key | None = None
    wanted_by: AskedDay | None = None


class Placing(Asked):
    """Who comes and when; `why` where something stands against it that may be overruled."""

    engineer: Key
    starts_at: AskedInstant
    ends_at: AskedInstant
    why: Line = ""


class CallingOff(Asked):
    """Why a visit does not take place."""

    why: Text


class VisitShape(Facts):
    """A visit with its times and its price.

    `records_ground` says on what one for programming goes on: there, processor or stated.
    """

    number: str
    version: int
    kind: VisitKind
    kind_name: Words
    service: str
    state: VisitState
    state_name: Words
    case: str
    site_id: Annotated[int, Field(validation_alias="site_pk")]
    site_name: str
    system_id: Annotated[int | None, Field(validation_alias="system_pk")]
    summary: str
    remote: bool
    man_days: str
    engineer_id: Annotated[int | None, Field(validation_alias="engineer_pk")]
    engineer: str
    starts_at: Instant | None
    ends_at: Instant | None
    records_ground: str
    set_out_at: Instant | None
    arrived_at: Instant | None
    finished_at: Instant | None
    ended_why: str
    net: Money
    price_lines: list[dict[str, Any]]
    changed_at: Instant


class SlotShape(Facts):
    """A time with an engineer; `early` is minutes before the promise, below zero late."""

    engineer_id: int
    engineer: str
    starts_at: Instant
    ends_at: Instant
    early: int | None
    on_time: bool
    because: list[Reason]


class FitShape(Facts):
    """The slots that fit a visit, best first, and one sentence about them all."""

    said: Words
    on_time: bool
    slots: list[SlotShape]


class EngineerShape(Facts):
    """Somebody who goes to sites."""

    id: Annotated[int, Field(validation_alias="pk")]
    name: str
    group: Words
    city: str
    skills: list[Words]
    evenings: bool
    weekends: bool
