"""Shapes of contracts: what was sold, for which days, what is due, left and waited for."""

from typing import Annotated, Any, Literal

from pydantic import Field

from lumencare.api.shapes.basic import (
    Asked,
    AskedDay,
    Day,
    Facts,
    Instant,
    Key,
    Line,
    Money,
    Text,
    Words,
)

State = Literal["draft", "signed", "active", "suspended", "lapsed", "ended", "cancelled"]
Amount = Annotated[
    str,
    Field(
        pattern=r"^\d{1,5}(\.\d)?$",
        description="Man-days or hours, with at most one decimal.",
        examples=["0.5"],
    ),
]


class Signing(Asked):
    """Who signed for the customer, and on which day."""

    signed_by: Line
    signed_on: AskedDay


class Meeting(Asked):
    """In what way a condition is met, and on what ground."""

    how: Literal["there", "not-applicable", "collection", "confirmed"]
    note: Text


class Drawing(Asked):
    """A use of an allowance: how much, on which day, what for."""

    allowance: Key
    amount: Amount
    on: AskedDay
    why: Line


class Returning(Asked):
    """Why a use did not happen after all."""

    why: Line


class ContractLineInList(Facts):
    """A contract in a list; amounts null for who sees no prices; `waiting` counts conditions."""

    number: str
    state: State
    state_name: Words
    site_id: Annotated[int, Field(validation_alias="site_pk")]
    site_name: str
    owner: str
    systems: list[str]
    plans: list[Words]
    purchased_on: Day
    signed_on: Day | None
    starts_on: Day | None
    last_day: Day | None
    net: Money | None
    gross: Money | None
    waiting: int
    changed_at: Instant


class TermShape(Facts):
    """One year of a line, or all of its days, and how they lie on the day of the question."""

    project_year: int | None
    starts_on: Day
    last_day: Day
    floating: bool
    standing: str
    net: Money | None
    ended_on: Day | None


class NeighbourShape(Facts):
    """The line that another follows, or is followed by."""

    contract: str
    position: int
    name: Words


class SoldShape(Facts):
    """A plan or option with the proof of its price."""

    position: int
    state: str
    state_name: Words
    kind: str
    code: str
    name: Words
    system_id: Annotated[int, Field(validation_alias="system_pk")]
    system_ref: str
    quantity: int
    unit_net: Money | None
    net: Money | None
    vat: Money | None
    gross: Money | None
    vat_percent: str
    edition: str
    rule: str
    formula: str
    bom: Money | None
    bought_on: Day
    ended_on: Day | None
    ended_why: str
    quote: str
    quote_version: int
    before: NeighbourShape | None
    after: NeighbourShape | None
    terms: list[TermShape]


class ConditionShape(Facts):
    """What must be there; `how` is empty while it is not, `ways` how it can be met."""

    id: Annotated[int, Field(validation_alias="pk")]
    kind: str
    name: Words
    rule: str
    line: Words | None
    ways: list[str]
    how: str
    note: str
    met_by: str
    met_at: Instant | None


class ContractPaymentShape(Facts):
    """An amount that falls due once; `left` of the gross amount."""

    id: Annotated[int, Field(validation_alias="pk")]
    due_on: Day
    line: Words
    project_year: int | None
    net: Money
    vat: Money
    gross: Money
    paid: Money
    left: Money
    standing: str
    days_late: int
    cancelled_on: Day | None


class DrawShape(Facts):
    """A use of an allowance, or its return."""

    id: Annotated[int, Field(validation_alias="pk")]
    amount: str
    is_return: bool
    on: Day
    why: str
    by: str
    at: Instant


class AllowanceShape(Facts):
    """How much of a service there is, was used and is left, in its unit."""

    id: Annotated[int, Field(validation_alias="pk")]
    code: str
    name: Words
    rule: str
    unit: Words
    system_ref: str
    starts_on: Day
    last_day: Day
    total: str
    used: str
    left: str
    standing: str
    draws: list[DrawShape]


class ChainYearShape(Facts):
    """One project year of an annual plan."""

    year: int
    first_day: Day
    last_day: Day
    state: str


class ChainShape(Facts):
    """The chain of paid years of an annual plan, of which a gap is the end (PA-3)."""

    system_ref: str
    plan: Words
    state: str
    years: list[ChainYearShape]
    next_year: int | None
    renew_by: Day | None
    lapsed_on: Day | None


class ContractShape(Facts):
    """A contract; `etag` is what If-Match gives back, `can` what this token may do now."""

    number: str
    etag: str
    state: State
    state_name: Words
    site_id: Annotated[int, Field(validation_alias="site_pk")]
    site_name: str
    owner_id: Annotated[int, Field(validation_alias="owner_pk")]
    owner: str
    bill_to: str
    present_owner: str
    edition: str
    purchased_on: Day
    signed_on: Day | None
    signed_by: str
    activated_at: Instant | None
    starts_on: Day | None
    last_day: Day | None
    ended_at: Instant | None
    ended_why: str
    net: Money | None
    vat: Money | None
    gross: Money | None
    created_at: Instant
    lines: list[SoldShape]
    conditions: list[ConditionShape]
    payments: list[ContractPaymentShape]
    allowances: list[AllowanceShape]
    chains: list[ChainShape]
    covers: list[dict[str, Any]]
    can: list[str]
