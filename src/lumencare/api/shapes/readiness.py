"""Shapes of readiness: the records of systems as they are judged, and what follows (SC-9)."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from lumencare.api.shapes.basic import Asked, Day, Facts, Money, Reason, Text, Words
from lumencare.api.shapes.sites import RecordKind, RecordShape
from lumencare.domain.answers import reasons_answer

Reasons = Annotated[list[Reason], BeforeValidator(reasons_answer)]
Light = Literal["green", "amber", "red"]


class PaperJudged(Facts):
    """How it stands with one record; `ages_on` is the first day on which it counts as old."""

    paper: RecordKind
    state: Literal["current", "aged", "not-applicable", "not-needed", "waived", "missing"]
    light: Light
    ages_on: Day | None
    because: Reasons


class JudgedRecordShape(Facts):
    """One record of a system: what is kept, and how it is judged."""

    record: RecordShape
    answer: PaperJudged


class NeedShape(Facts):
    """What needs records: its code and name."""

    code: str
    text: Words


class WaitsShape(Facts):
    """Something that cannot go on until records are there."""

    need: NeedShape
    papers: list[RecordKind]
    because: Reasons


class CollectionShape(Facts):
    """Collecting on site what is missing; the man-days are assumed, the price is a floor."""

    man_days: int
    man_day: Money
    net: Money
    papers: list[RecordKind]
    because: Reasons


class ReadinessJudged(Facts):
    """The readiness check of a system on a day; `collection` null: nothing is to be collected."""

    on: Day
    light: Light
    missing: list[RecordKind]
    waits: list[WaitsShape]
    collection: CollectionShape | None


class SystemReadinessShape(Facts):
    """A system with its check; `processor_why` is empty where the value is assumed (X-10)."""

    id: Annotated[int, Field(validation_alias="pk")]
    ref: str
    name: str
    system_type: str
    readiness: ReadinessJudged
    papers: list[JudgedRecordShape]
    processor: Literal["yes", "no", "unknown"]
    processor_why: str


class SiteReadinessShape(Facts):
    """The checks of a site's systems in use; `light` null: there is none."""

    id: Annotated[int, Field(validation_alias="site_pk")]
    site: str
    light: Light | None
    systems: list[SystemReadinessShape]


class ReadinessLine(Facts):
    """A site of the list; `plan` tells whether a system of it holds a plan with service."""

    id: Annotated[int, Field(validation_alias="pk")]
    name: str
    city: str
    owner: str
    partner: str
    plan: bool
    light: Light
    found: SiteReadinessShape = Field(serialization_alias="readiness")


class ProcessorSaid(Asked):
    """Whether a processor gives the database, and on what ground that is known."""

    gives_database: bool
    why: Text
