"""Shapes that many answers share: words, reasons, money, days, pages of a list."""

import re
from dataclasses import fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Generic, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from lumencare.domain.answers import plain_value
from lumencare.domain.shanghai import in_shanghai

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Item = TypeVar("Item")

Money = Annotated[
    str,
    BeforeValidator(plain_value),
    Field(
        pattern=r"^-?\d+\.\d{2}$",
        description="RMB, VAT excluded, two decimals.",
        examples=["30000.00"],
    ),
]
Day = Annotated[date, Field(examples=["2026-01-15"])]


def _iso_day(given: object) -> object:
    """Take days as ISO 8601 writes them: a bare number would be read as seconds since 1970."""
    return given if isinstance(given, str) and ISO_DAY.fullmatch(given) else ""


ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
AskedDay = Annotated[date, BeforeValidator(_iso_day), Field(examples=["2026-01-15"])]


def _iso_instant(given: object) -> object:
    """Take instants as ISO 8601 writes them, for the same reason."""
    return given if isinstance(given, str) and ISO_INSTANT.fullmatch(given) else ""


ISO_INSTANT = re.compile(
    r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?", re.ASCII
)
AskedInstant = Annotated[
    datetime,
    BeforeValidator(_iso_instant),
    AfterValidator(in_shanghai),
    Field(examples=["2026-01-15T10:00:00+08:00"]),
]
Instant = Annotated[
    datetime, AfterValidator(in_shanghai), Field(examples=["2026-01-15T10:00:00+08:00"])
]
# Bounded as the database is: a number that no row can have is not looked for.
Key = Annotated[int, Field(ge=1, le=2**63 - 1)]
# PostgreSQL keeps no NUL in text, and nobody means one.
NO_NUL = r"^[^\x00]*$"
Text = Annotated[str, Field(max_length=5000, pattern=NO_NUL)]
Line = Annotated[str, Field(max_length=300, pattern=NO_NUL)]

PlanCode = Literal[
    "part-care-basic",
    "part-care-plus",
    "part-care-plus-annual",
    "service-care",
    "technology-support",
    "system-care",
]
WarrantyClass = Literal["1Y", "2Y", "HWQS8"]
StartUp = Literal["manufacturer", "partner"]
Commitment = Literal["standard", "24h", "48h", "72h"]
Verdict = Literal["yes", "no", "confirm"]


class Asked(BaseModel):
    """What a request holds: a field with another name is a mistake, and is told."""

    model_config = ConfigDict(extra="forbid")


class Wording(BaseModel):
    """A wording in both languages."""

    zh: str
    en: str


Words = Annotated[Wording, BeforeValidator(plain_value)]


class Reason(Wording):
    """Why: a rule, whether it applies, a sentence, the facts that it used."""

    rule: str
    applies: bool
    facts: dict[str, Any]


class Facts(BaseModel):
    """An answer that is read off the facts of a query: each field by its name."""

    model_config = ConfigDict(from_attributes=True, populate_by_name=True)


class Listed(Facts, Generic[Item]):
    """One page of a list; `next` is the cursor of the one after it, null at the end."""

    items: list[Item]
    total: int
    next: str | None


def shown(shape: type[BaseModel], facts: object) -> dict[str, Any]:
    """Return facts as JSON holds them, in a shape; what the shape does not name stays inside."""
    found = shape.model_validate(facts, from_attributes=True)
    return found.model_dump(mode="json", by_alias=True)


def by_name(facts: "DataclassInstance") -> dict[str, Any]:
    """Return facts by their names, for an answer that says more than they hold."""
    return {each.name: getattr(facts, each.name) for each in fields(facts)}


def typed(asked: BaseModel) -> dict[str, str]:
    """Return the fields that were given as forms give them: text, ticked or blank."""
    given = asked.model_dump(exclude_unset=True)
    return {name: _typed(value) for name, value in given.items()}


def _typed(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else str(value)
