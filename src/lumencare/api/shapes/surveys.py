"""Shapes of surveys: what one costs, where it stands, its visits, what was found."""

from typing import Annotated, Literal

from pydantic import Field

from lumencare.api.shapes.basic import (
    NO_NUL,
    Asked,
    AskedDay,
    Day,
    Facts,
    Instant,
    Key,
    Money,
    Reason,
    Text,
    Verdict,
    Words,
)
from lumencare.api.shapes.parts import Reasons

SurveyStateCode = Literal["undecided", "offered", "agreed", "done", "cancelled"]
SurveyStepCode = Literal["decide", "agree", "send-again", "record", "finish", "cancel"]
ConditionCode = Literal["good", "worn", "faulty", "missing", "not-seen"]
ShortText = Annotated[str, Field(max_length=500, pattern=NO_NUL)]
Name = Annotated[str, Field(max_length=120, pattern=NO_NUL)]
PhotoSha256 = Annotated[
    str,
    Field(
        pattern=r"^([0-9a-f]{64})?$", description="SHA-256 of a photo of the survey's own visits."
    ),
]


class SurveyOfferShape(Facts):
    """What a survey would cost on this day; `verdict` confirm: staff decide whether it is free."""

    verdict: Verdict
    man_days: int
    free_man_days: int
    net: Money
    because: Reasons
    under_way: str | None


class NewSurvey(Asked):
    """What a survey is asked for, and the day by which it should be."""

    why: ShortText
    wanted_by: AskedDay | None = None


class DecidingFree(Asked):
    """Whether a survey is free, and why."""

    free: bool
    why: ShortText


class AgreeingToPrice(Asked):
    """Who on the customer's side agreed to the price, and how."""

    name: Name
    how: Annotated[str, Field(max_length=200, pattern=NO_NUL)]


class FinishingSurvey(Asked):
    """What the survey comes to: the condition of the system, and what is needed."""

    summary: Text


class CancellingSurvey(Asked):
    """Why a survey is called off."""

    why: ShortText


class NewFinding(Asked):
    """What was found of one kind of component."""

    component: Name
    quantity: Annotated[int, Field(ge=1, le=100_000)] = 1
    condition: ConditionCode
    part_number: Name = ""
    note: ShortText = ""
    photo: PhotoSha256 = ""


class ChangingFinding(Asked):
    """What was found, put right; what is not given stays as it was recorded."""

    component: Name | None = None
    quantity: Annotated[int, Field(ge=1, le=100_000)] | None = None
    condition: ConditionCode | None = None
    part_number: Name | None = None
    note: ShortText | None = None
    photo: PhotoSha256 | None = None


class FindingShape(Facts):
    """What was found of one kind of component; its `version` is what If-Match gives back."""

    id: Annotated[int, Field(validation_alias="pk")]
    component: str
    part_number: str
    quantity: int
    condition: ConditionCode
    condition_name: Words
    note: str
    by: str
    photo: Annotated[str, Field(validation_alias="photo_sha256")]
    version: int


class VisitOfSurveyShape(Facts):
    """A visit of a survey, as the board has it."""

    number: str
    state_name: Words
    starts_at: Instant | None
    free: bool


class SurveyLine(Facts):
    """A survey in a list; `free` null while nobody has decided, `net` where prices are not seen."""

    number: str
    state: SurveyStateCode
    state_name: Words
    system_id: Annotated[Key, Field(validation_alias="system_pk")]
    system_ref: str
    system_name: str
    site_name: str
    free: bool | None
    net: Money | None
    changed_at: Instant


class SurveyShape(SurveyLine):
    """A survey with its visits and findings; `steps` is what this token may do with it now."""

    version: Annotated[int, Field(validation_alias="row_version")]
    site_id: Annotated[int, Field(validation_alias="site_pk")]
    owner: str
    why: str
    wanted_by: Day | None
    man_days: int
    free_man_days: int
    because: list[Reason]
    author: str
    decided_by: str
    decided_at: Instant | None
    decided_why: str
    agreed_name: str
    agreed_how: str
    agreed_at: Instant | None
    summary: Annotated[str, Field(validation_alias="words")]
    ended_at: Instant | None
    ended_why: str
    visits: list[VisitOfSurveyShape]
    findings: list[FindingShape]
    photos: list[str]
    steps: list[SurveyStepCode]
