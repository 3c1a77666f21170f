"""Shapes that many answers share: words, reasons, money, days, pages of a list."""

from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Item = TypeVar("Item")

Money = Annotated[
    str,
    Field(
        pattern=r"^-?\d+\.\d{2}$",
        description="RMB, VAT excluded, two decimals.",
        examples=["30000.00"],
    ),
]
Day = Annotated[str, Field(json_schema_extra={"format": "date"}, examples=["2026-01-15"])]
Instant = Annotated[
    str, Field(json_schema_extra={"format": "date-time"}, examples=["2026-01-15T10:00:00+08:00"])
]
# Bounded as the database is: a number that no row can have is not looked for.
Key = Annotated[int, Field(ge=1, le=2**63 - 1)]
Text = Annotated[str, Field(max_length=5000, pattern=r"^[^\x00]*$")]

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


class Words(BaseModel):
    """A wording in both languages."""

    zh: str
    en: str


class Reason(Words):
    """Why: a rule, whether it applies, a sentence, the facts that it used."""

    rule: str
    applies: bool
    facts: dict[str, Any]


class Page(BaseModel, Generic[Item]):
    """One page of a list; `next` is the cursor of the one after it, null at the end."""

    items: list[Item]
    next: str | None
