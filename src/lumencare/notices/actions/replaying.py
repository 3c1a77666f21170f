"""Send again what failed or was told already, and try an endpoint out."""

from datetime import datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import record
from lumencare.domain.problems import Conflict
from lumencare.domain.text import Text
from lumencare.notices.kinds import TEST, State
from lumencare.notices.models import Delivery, Endpoint, Event

OFF = Text("请先启用此接收方。", "Switch this endpoint on first.")
WAITS = Text("这条消息已在等待发送。", "This message is waiting to be sent already.")


def send_test(endpoint: Endpoint, *, by: User, now: datetime) -> Delivery:
    """Put a test message down for one endpoint; it goes out within seconds."""
    require_right(by, Right.KEEP_WEBHOOKS)
    _require_on(endpoint)
    said = Text(
        f"{by.name} 发送的测试消息：一切正常。", f"A test message sent by {by.name}: all is well."
    )
    data = {"label": endpoint.description, "text": {"zh": said.zh, "en": said.en}}
    with transaction.atomic():
        event = Event.objects.create(
            kind=TEST,
            subject_kind="webhook",
            subject_key=str(endpoint.pk),
            data=data,
            occurred_at=now,
            spread_at=now,
        )
        record(endpoint, action="send-test", by=by, now=now)
        return Delivery.objects.create(
            event=event, endpoint=endpoint, try_after=now, created_at=now
        )


def replay(delivery: Delivery, *, by: User, now: datetime) -> Delivery:
    """Send one message again under its old id, with all tries anew."""
    require_right(by, Right.KEEP_WEBHOOKS)
    _require_on(delivery.endpoint)
    with transaction.atomic():
        ended = Delivery.objects.filter(pk=delivery.pk).exclude(state=State.WAITING)
        if not ended.update(**_anew(now)):
            raise Conflict(WAITS)
        record(delivery.endpoint, action="replay", by=by, now=now, why=delivery.event_id)
    delivery.refresh_from_db()
    return delivery


def replay_failed(endpoint: Endpoint, *, since: datetime, by: User, now: datetime) -> int:
    """Send again all that failed of what happened since a moment; tell how many there are."""
    require_right(by, Right.KEEP_WEBHOOKS)
    _require_on(endpoint)
    with transaction.atomic():
        failed = Delivery.objects.filter(
            endpoint=endpoint, state=State.FAILED, event__occurred_at__gte=since
        )
        count = failed.update(**_anew(now))
        if count:
            record(endpoint, action="replay", by=by, now=now, why=f"{count} · {since.isoformat()}")
    return count


def _anew(now: datetime) -> dict[str, object]:
    return {"state": State.WAITING, "tries": 0, "try_after": now, "ended_at": None}


def _require_on(endpoint: Endpoint) -> None:
    if not Endpoint.objects.filter(pk=endpoint.pk, is_active=True).exists():
        raise Conflict(OFF)
