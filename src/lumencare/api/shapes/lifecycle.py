"""Shapes of System Care: verdicts, the radar, software on site, leads, the catalogue of systems."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from lumencare.api.shapes.basic import (
    NO_NUL,
    Asked,
    AskedDay,
    Day,
    Facts,
    Instant,
    Key,
    Line,
    Money,
    Words,
)
from lumencare.api.shapes.parts import CatalogueState, Number, Reasons

GradeCode = Literal["fine", "watch", "due", "urgent"]
FindingKind = Literal["old", "parts", "software", "clients", "functions"]
LeadKind = Literal["old", "parts", "software", "clients", "functions", "claim", "stock", "asked"]
LeadStateCode = Literal["open", "proposal", "won", "lost"]
StatusCode = Literal[
    "current", "supported-legacy", "older", "sales-ended", "discontinued", "obsolete"
]
CategoryCode = Literal["commercial", "residential", "both", "hospitality", "component", "shading"]
DatabaseCode = Literal["yes", "no", "partly", "host"]
FromProcessorCode = Literal["yes", "no", "unknown"]
ConfidenceCode = Literal["high", "medium", "low"]
ComponentCode = Literal[
    "processor",
    "server",
    "database",
    "panels",
    "controls",
    "sensors",
    "drivers",
    "shades",
    "interfaces",
    "wiring",
]
ReuseCode = Literal["kept", "adapted", "replaced"]
LossCode = Literal[
    "price", "budget", "competitor", "postponed", "repaired", "closing", "no-answer", "other"
]
Years = Annotated[str, BeforeValidator(str), Field(examples=["2.5"])]
Version = Annotated[int, Field(ge=0, description="0: nothing of the office's own yet.")]
Note = Annotated[str, Field(max_length=500, pattern=NO_NUL)]
Names = Annotated[list[Annotated[str, Field(max_length=80, pattern=NO_NUL)]], Field(max_length=40)]


class StakeShape(Facts):
    """What is at stake; `exposure` is assumed and leaves out the `unpriced` kinds of part."""

    bom: Money
    covered: Money
    exposure: Money
    unpriced: int


class CoverLeftShape(Facts):
    """What cover of parts is left; `stake` null where amounts may not be seen."""

    percent: int
    until: Day | None
    years: Years
    stake: StakeShape | None


class VerdictShape(Facts):
    """A lifecycle verdict; reasons that do not apply say what is not known."""

    grade: GradeCode
    sentence: Words
    kinds: list[FindingKind]
    because: Reasons


class RadarSystem(Facts):
    """A system of the radar with its verdict, what is at stake, and the lead that lives."""

    pk: int
    ref: str
    name: str
    site_pk: int
    site: str
    city: str
    owner: str
    system_type: str
    code: str
    software_version: str
    project_year: int
    verdict: VerdictShape
    cover: CoverLeftShape
    lead: str


class SoftwareNoteShape(Facts):
    """What is known of the software on site; `seen_on` null where nobody noted any."""

    software_version: str
    clients: list[str]
    wanted: list[str]
    seen_on: Day | None
    source: str
    version: Version


class GoingPartShape(Facts):
    """A part on the hardware list that is going or gone."""

    number: str
    state: CatalogueState
    quantity: Number
    last_order_on: Day | None
    successor: str


class LifeShape(Facts):
    """Everything that System Care says of one system."""

    system: int
    code: str
    project_year: int
    verdict: VerdictShape
    cover: CoverLeftShape
    going: list[GoingPartShape]
    software: SoftwareNoteShape


class NotingSoftware(Asked):
    """What somebody saw of a system's software, on which day, and where it is known from."""

    software_version: Annotated[str, Field(max_length=40, pattern=NO_NUL)] = ""
    clients: Names | None = None
    wanted: Names | None = None
    seen_on: AskedDay
    source: Line


class LeadReasonShape(Facts):
    """One reason of a lead as it was found."""

    kind: LeadKind
    rule: str
    text: Words
    claim: str
    part_number: str
    noted_at: Instant


class LeadShape(Facts):
    """A lead to System Care; `can` holds the states that it may go to."""

    number: str
    version: int
    state: LeadStateCode
    system_pk: int
    system_ref: str
    system_type: str
    site_pk: int
    site: str
    customer: str
    owner_pk: int
    owner: str
    next_step: str
    next_on: Day | None
    lost_reason: str
    ended_why: str
    ended_at: Instant | None
    created_at: Instant
    reasons: list[LeadReasonShape]
    can: list[LeadStateCode]


class NewLead(Asked):
    """A lead of a system; without `owner` it is one's own. `why` is needed where all is well."""

    owner: Key | None = None
    next_step: Line = ""
    next_on: AskedDay
    why: Annotated[str, Field(max_length=500, pattern=NO_NUL)] = ""
    part_number: Annotated[str, Field(max_length=80, pattern=NO_NUL)] = ""


class ChangingLead(Asked):
    """Who follows a lead and what comes next; what is not given stays."""

    owner: Key | None = None
    next_step: Line = ""
    next_on: AskedDay | None = None


class MovingLead(Asked):
    """Where a lead goes; a lost one needs its reason."""

    to: LeadStateCode
    lost_reason: Literal["", LossCode] = ""
    why: Annotated[str, Field(max_length=500, pattern=NO_NUL)] = ""


class AddingReason(Asked):
    """A reason in one's own words."""

    why: Annotated[str, Field(min_length=1, max_length=500, pattern=NO_NUL)]


class SoftwareShape(Facts):
    """A version of a system's software; an empty list or null day is unknown."""

    number: str
    released_on: Day | None
    support_ends_on: Day | None
    clients: list[str]
    functions: list[str]
    successor: str
    source: str
    confidence: ConfidenceCode
    version: Annotated[int, Field(validation_alias="row_version")]


class ReuseShape(Facts):
    """What becomes of one kind of component between two systems."""

    target: str
    component: ComponentCode
    reuse: ReuseCode
    note: Words
    source: str
    confidence: ConfidenceCode
    version: Annotated[int, Field(validation_alias="row_version")]


class CatalogueSystemShape(Facts):
    """A system of the catalogue; a null day is unknown, `version` 0 is as shipped."""

    code: str
    name: Words
    also: list[str]
    category: CategoryCode
    status: StatusCode
    sales_end_on: Day | None
    spares_end_on: Day | None
    support_ends_on: Day | None
    successors: list[str]
    database: DatabaseCode
    from_processor: FromProcessorCode
    note: Words
    source: str
    confidence: ConfidenceCode
    version: Annotated[int, Field(validation_alias="row_version")]


class WholeCatalogueSystem(CatalogueSystemShape):
    """A system of the catalogue with its software and what a successor reuses."""

    software: list[SoftwareShape]
    reuse: list[ReuseShape]


Name = Annotated[str, Field(min_length=1, max_length=200, pattern=NO_NUL)]


class NewCatalogueSystem(Asked):
    """A system that the catalogue does not have; a day that is not given is unknown."""

    code: Annotated[str, Field(max_length=20, pattern=r"^[A-Za-z0-9][A-Za-z0-9-]*$")]
    name_zh: Name
    name_en: Name
    also: Names | None = None
    category: CategoryCode
    status: StatusCode
    sales_end_on: AskedDay | None = None
    spares_end_on: AskedDay | None = None
    support_ends_on: AskedDay | None = None
    successors: Names | None = None
    database: DatabaseCode
    from_processor: FromProcessorCode
    note_zh: Note = ""
    note_en: Note = ""
    source: Line
    confidence: ConfidenceCode


class KeepingSystem(Asked):
    """What is known better of a system; a day that is given as null becomes unknown."""

    name_zh: Name | None = None
    name_en: Name | None = None
    also: Names | None = None
    category: CategoryCode | None = None
    status: StatusCode | None = None
    sales_end_on: AskedDay | None = None
    spares_end_on: AskedDay | None = None
    support_ends_on: AskedDay | None = None
    successors: Names | None = None
    database: DatabaseCode | None = None
    from_processor: FromProcessorCode | None = None
    note_zh: Note = ""
    note_en: Note = ""
    source: Line
    confidence: ConfidenceCode


class KeepingSoftware(Asked):
    """What the office knows of a version of a system's software, whole."""

    number: Annotated[str, Field(min_length=1, max_length=40, pattern=NO_NUL)]
    released_on: AskedDay | None = None
    support_ends_on: AskedDay | None = None
    clients: Names | None = None
    functions: Names | None = None
    successor: Annotated[str, Field(max_length=40, pattern=NO_NUL)] = ""
    source: Line
    confidence: ConfidenceCode
    version: Version = 0


class KeepingReuse(Asked):
    """What becomes of a kind of component when a system goes over to `target`."""

    target: Line
    component: ComponentCode
    reuse: ReuseCode
    note_zh: Note = ""
    note_en: Note = ""
    source: Line
    confidence: ConfidenceCode
    version: Version = 0


class WithdrawingSoftware(Asked):
    """A version that the catalogue names wrongly, and the source that says so."""

    number: Annotated[str, Field(min_length=1, max_length=40, pattern=NO_NUL)]
    source: Line
    version: Version = 0


class WithdrawingReuse(Asked):
    """What is wrongly said of a component, and the source that says so."""

    target: Line
    component: ComponentCode
    source: Line
    version: Version = 0


def typed_lists(asked: Asked) -> dict[str, Any]:
    """Return what was asked as forms give it: text, and lists a line each."""
    given = asked.model_dump(exclude_unset=True)
    return {
        name: "\n".join(value) if isinstance(value, list) else "" if value is None else str(value)
        for name, value in given.items()
    }
