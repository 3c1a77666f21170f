"""Shapes of endpoints, what they were told, and every attempt to tell them."""

from typing import Annotated, Any, Literal

from pydantic import Field

from lumencare.api.lists import MOST, refuse_other_fields
from lumencare.api.shapes.basic import NO_NUL, Asked, Facts, Instant, Line

FormCode = Literal["standard", "wecom", "dingtalk"]
StateCode = Literal["waiting", "delivered", "failed"]
Kind = Annotated[str, Field(max_length=40, pattern=NO_NUL, examples=["contract.activated"])]
Kinds = Annotated[
    list[Kind], Field(max_length=100, description="Kinds of events; an empty list stands for all.")
]
Url = Annotated[str, Field(max_length=2000, pattern=NO_NUL)]


class NewEndpoint(Asked):
    """An endpoint to be told of events; `secret` is that of a DingTalk robot."""

    form: FormCode = "standard"
    description: Line
    url: Url
    kinds: Kinds = Field(default=[])
    secret: Line = ""


class EndpointChange(Asked):
    """What changes of an endpoint; what is not given stays."""

    description: Line | None = None
    url: Url | None = None
    kinds: Kinds | None = None
    secret: Line | None = None
    active: bool | None = None


class EndpointShape(Facts):
    """An endpoint; its address without the query, which may hold a password."""

    id: Annotated[int, Field(validation_alias="pk")]
    form: FormCode
    description: str
    url: Annotated[str, Field(validation_alias="address_shown")]
    kinds: list[str]
    active: Annotated[bool, Field(validation_alias="is_active")]
    off_why: str
    last_success_at: Instant | None
    created_at: Instant
    waiting: int
    failed: int
    version: int


class SecretShape(EndpointShape):
    """An endpoint with its signing secret, shown this once; empty for a robot."""

    secret: str


class AttemptShape(Facts):
    """One try; `took_ms` is null while it is under way or where it was interrupted."""

    number: int
    started_at: Instant
    took_ms: int | None
    status: int | None
    answer: str
    error: str


class EventShape(Facts):
    """What happened."""

    id: Annotated[str, Field(validation_alias="pk")]
    kind: str
    subject_kind: str
    subject_key: str
    occurred_at: Instant


class DeliveryShape(Facts):
    """One event for one endpoint."""

    id: Annotated[int, Field(validation_alias="pk")]
    endpoint: Annotated[int, Field(validation_alias="endpoint_id")]
    event: EventShape
    state: StateCode
    tries: int
    try_after: Instant
    created_at: Instant
    ended_at: Instant | None


class WholeDelivery(Facts):
    """A delivery with what is sent and every attempt."""

    delivery: DeliveryShape
    payload: dict[str, Any]
    attempts: list[AttemptShape]


class KindShape(Facts):
    """A kind of event that endpoints can subscribe to."""

    kind: str
    zh: str
    en: str


class ReplayAsked(Asked):
    """Since when what failed is to be sent again."""

    since: Instant


class Replayed(Facts):
    """How many messages are sent again."""

    count: int


class WantedDeliveries(Asked):
    """Which deliveries are wanted."""

    state: StateCode | None = None
    cursor: Annotated[str, Field(max_length=2000)] = ""
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50

    _know_every_field = refuse_other_fields
