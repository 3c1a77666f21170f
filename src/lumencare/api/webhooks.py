"""Endpoints that are told of events: kept, tried out, looked into, and told again."""

import json
from typing import Annotated

from django.db import transaction
from django.http import HttpResponse
from ninja import Path, Query, Router

from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.api.lists import listed, opened
from lumencare.api.replies import reply
from lumencare.api.shapes.basic import Key, Listed, shown
from lumencare.api.shapes.webhooks import (
    AttemptShape,
    DeliveryShape,
    EndpointChange,
    EndpointShape,
    KindShape,
    NewEndpoint,
    ReplayAsked,
    Replayed,
    SecretShape,
    WantedDeliveries,
    WholeDelivery,
)
from lumencare.api.tokens import Call
from lumencare.api.versions import IfMatch, expect
from lumencare.notices import actions
from lumencare.notices.endpoints import Typed
from lumencare.notices.kinds import KINDS
from lumencare.notices.messages import payload_of
from lumencare.notices.models import Delivery, Endpoint
from lumencare.notices.queries import (
    attempts_of,
    deliveries_of,
    find_delivery,
    find_endpoint,
    list_endpoints,
)

router = Router(tags=["webhooks"])
Id = Annotated[Key, Path()]


@router.get("/webhooks", response=list[EndpointShape])
def endpoints(request: Call) -> HttpResponse:
    """List the endpoints, active ones first."""
    return reply([shown(EndpointShape, each) for each in list_endpoints(request.user)])


@router.get("/webhooks/kinds", response=list[KindShape])
def kinds(request: Call) -> HttpResponse:
    """List the kinds of events that can be subscribed to."""
    require_right(request.user, Right.KEEP_WEBHOOKS)
    return reply([{"kind": kind, "zh": each.zh, "en": each.en} for kind, each in KINDS.items()])


@router.post("/webhooks", response={201: SecretShape})
def add_endpoint(request: Call, endpoint: NewEndpoint) -> HttpResponse:
    """Add an endpoint; the answer alone holds its signing secret."""
    typed = Typed(
        description=endpoint.description,
        address=endpoint.url,
        kinds=endpoint.kinds,
        secret=endpoint.secret,
    )
    row, secret = actions.add_endpoint(endpoint.form, typed, by=request.user, now=request.now)
    return _with_secret(request, row.pk, secret, 201)


@router.get("/webhooks/{id}", response=EndpointShape)
def endpoint(request: Call, id: Id) -> HttpResponse:  # noqa: A002 - the field's own name
    """Give an endpoint."""
    return _shown(request, id)


@router.patch("/webhooks/{id}", response=EndpointShape)
def change_endpoint(
    request: Call,
    id: Id,  # noqa: A002
    change: EndpointChange,
    if_match: IfMatch = None,
) -> HttpResponse:
    """Change the fields that are given; `active` switches it off and on."""
    row = expect(find_endpoint(request.user, id), if_match)
    typed = Typed(
        description=row.description if change.description is None else change.description,
        kinds=row.kinds if change.kinds is None else change.kinds,
        address=change.url or "",
        secret=change.secret or "",
    )
    with transaction.atomic():
        actions.change_endpoint(row, typed, by=request.user, now=request.now)
        _switch(request, row, to=change.active)
    return _shown(request, id)


@router.post("/webhooks/{id}/rotate", response=SecretShape)
def rotate(request: Call, id: Id) -> HttpResponse:  # noqa: A002
    """Give a webhook another secret; the old one signs beside it for 24 hours."""
    row = find_endpoint(request.user, id)
    secret = actions.rotate_secret(row, by=request.user, now=request.now)
    return _with_secret(request, id, secret)


@router.post("/webhooks/{id}/test", response={202: DeliveryShape})
def test(request: Call, id: Id) -> HttpResponse:  # noqa: A002
    """Put a test message down; it goes out within seconds."""
    row = find_endpoint(request.user, id)
    delivery = actions.send_test(row, by=request.user, now=request.now)
    return reply(shown(DeliveryShape, delivery), 202)


@router.post("/webhooks/{id}/replay", response={202: Replayed})
def replay_failed(request: Call, id: Id, asked: ReplayAsked) -> HttpResponse:  # noqa: A002
    """Send again what failed of everything that happened since a moment."""
    row = find_endpoint(request.user, id)
    count = actions.replay_failed(row, since=asked.since, by=request.user, now=request.now)
    return reply({"count": count}, 202)


@router.get("/webhooks/{id}/deliveries", response=Listed[DeliveryShape])
def deliveries(
    request: Call,
    id: Id,  # noqa: A002
    wanted: Query[WantedDeliveries],
) -> HttpResponse:
    """List what an endpoint was told, newest first."""
    cursor = opened(wanted.cursor)
    part = deliveries_of(
        request.user,
        find_endpoint(request.user, id),
        state=wanted.state or "",
        before=int(cursor) if cursor else None,
        most=wanted.limit,
    )
    return listed(part, lambda each: shown(DeliveryShape, each))


@router.get("/webhook-deliveries/{id}", response=WholeDelivery)
def delivery(request: Call, id: Id) -> HttpResponse:  # noqa: A002
    """Give a delivery with what is sent and every attempt."""
    return _whole(request, find_delivery(request.user, id))


@router.post("/webhook-deliveries/{id}/replay", response={202: WholeDelivery})
def replay(request: Call, id: Id) -> HttpResponse:  # noqa: A002
    """Send one message again, under its old id."""
    row = find_delivery(request.user, id)
    return _whole(request, actions.replay(row, by=request.user, now=request.now), 202)


def _shown(request: Call, pk: int, status: int = 200) -> HttpResponse:
    row = find_endpoint(request.user, pk)
    return reply(shown(EndpointShape, row), status, row.version)


def _with_secret(request: Call, pk: int, secret: str, status: int = 200) -> HttpResponse:
    row: Endpoint = find_endpoint(request.user, pk)
    answer = {**shown(EndpointShape, row), "secret": secret}
    return reply(answer, status, row.version)


def _whole(request: Call, row: Delivery, status: int = 200) -> HttpResponse:
    attempts = [shown(AttemptShape, each) for each in attempts_of(request.user, row)]
    answer = {
        "delivery": shown(DeliveryShape, row),
        "payload": json.loads(payload_of(row.event)),
        "attempts": attempts,
    }
    return reply(answer, status)


def _switch(request: Call, row: Endpoint, *, to: bool | None) -> None:
    if to is not None and to != row.is_active:
        switch = actions.switch_on if to else actions.switch_off
        switch(row, by=request.user, now=request.now)
