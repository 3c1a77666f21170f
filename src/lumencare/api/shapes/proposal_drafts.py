"""Shapes of what is written into a draft: its head, options, lines, reuse, steps."""

from typing import Annotated, Literal

from pydantic import Field

from lumencare.api.shapes.basic import NO_NUL, Asked
from lumencare.api.shapes.lifecycle import ReuseCode
from lumencare.api.shapes.proposals import DoerCode, HoursCode, OptionKey, ScopeCode
from lumencare.api.shapes.surveys import Name, ShortText

Quantity = Annotated[str, Field(max_length=20, pattern=NO_NUL, examples=["2", "1.5"])]
Price = Annotated[
    str,
    Field(
        max_length=40,
        pattern=NO_NUL,
        description="Of one, in RMB without VAT; null: the list's price.",
        examples=["32000.00"],
    ),
]
Count = Annotated[int, Field(ge=1, le=100_000)]
Days = Annotated[int, Field(ge=1, le=400)]
OutHours = Annotated[int, Field(ge=0, le=2000)]


class ChangingDraft(Asked):
    """What the customer needs, and which option is recommended; what is not given stays."""

    need: Annotated[str, Field(max_length=2000, pattern=NO_NUL)] | None = None
    recommended: OptionKey | None = None


class ChangingOption(Asked):
    """What an option says of itself, in both languages; what is not given stays."""

    name_zh: ShortText | None = None
    name_en: ShortText | None = None
    gains_zh: ShortText | None = None
    gains_en: ShortText | None = None
    scope: Annotated[list[ScopeCode], Field(max_length=4)] | None = None
    no_exploration_why: ShortText | None = None


class Discounting(Asked):
    """How many percent come off every line that has a list price, and why (D-20)."""

    percent: Quantity
    why: ShortText


class ChangingLine(Asked):
    """A line, as far as it changes. Which fields there are follows from its kind:

    hardware and software have `part_number` and `text`, man-days `service`, `hours` and `text`, a
    trade-in the contract that it is for in `source`; all have `price` and `why`.
    """

    part_number: Name | None = None
    text: ShortText | None = None
    service: Name | None = None
    hours: HoursCode | None = None
    source: Name | None = None
    quantity: Quantity | None = None
    price: Price | None = None
    why: ShortText | None = None


class NewLine(ChangingLine):
    """A line to add; man-days of the service of exploration become exploration (SY-4)."""

    kind: Literal["hardware", "software", "man-days", "trade-in"]


class NewReuse(Asked):
    """What becomes of a kind of component; `why` is needed where the catalogue says otherwise."""

    component: Name
    part_number: Name = ""
    quantity: Count = 1
    verdict: ReuseCode
    replacement: Name = ""
    why: ShortText = ""


class ChangingReuse(Asked):
    """A row of the reuse table, as far as it changes."""

    component: Name | None = None
    part_number: Name | None = None
    quantity: Count | None = None
    verdict: ReuseCode | None = None
    replacement: Name | None = None
    why: ShortText | None = None


class NewStep(Asked):
    """A step of the change-over; `out_of_service` is said where something is out for hours."""

    text_zh: ShortText
    text_en: ShortText
    doer: DoerCode = "manufacturer"
    days: Days = 1
    out_hours: OutHours = 0
    out_of_service_zh: ShortText = ""
    out_of_service_en: ShortText = ""


class ChangingStep(Asked):
    """A step of the change-over, as far as it changes."""

    text_zh: ShortText | None = None
    text_en: ShortText | None = None
    doer: DoerCode | None = None
    days: Days | None = None
    out_hours: OutHours | None = None
    out_of_service_zh: ShortText | None = None
    out_of_service_en: ShortText | None = None
