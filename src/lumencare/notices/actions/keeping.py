"""Keep the endpoints that are told of events: add, change, switch off and on, change the secret."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.queries import administrators
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import add_row, change_row, record
from lumencare.domain.problems import Refused
from lumencare.domain.text import Text, does_not_apply
from lumencare.notices.actions.reminding import Recipient, Reminder, put_down
from lumencare.notices.addresses import shown
from lumencare.notices.endpoints import Typed, check_change, check_new, fresh_signing_secret
from lumencare.notices.kinds import Form, State
from lumencare.notices.models import Delivery, Endpoint, EndpointSecret
from lumencare.store.sealing import seal

# How long the old secret still signs beside the new one, so that nobody has to hurry.
OVERLAP = timedelta(hours=24)
SECRET_BYTES = 32
ROBOTS_OWN = Text(
    "群机器人的密钥在其平台上更换，然后在此填写。",
    "A group robot's secret is changed on its own platform, and then typed here.",
)


def add_endpoint(form: str, typed: Typed, *, by: User, now: datetime) -> tuple[Endpoint, str]:
    """Add an endpoint; returns it with its signing secret, shown once (none for a robot)."""
    require_right(by, Right.KEEP_WEBHOOKS)
    known = check_new(form, typed)
    address = typed.address.strip()
    endpoint = Endpoint(
        form=known,
        description=typed.description.strip(),
        address_shown=shown(address),
        kinds=sorted(set(typed.kinds)),
        created_by=by,
        created_at=now,
    )
    secret = _fresh_secret() if known is Form.STANDARD else typed.secret.strip()
    with transaction.atomic():
        # The trail holds no address that is also a password.
        add_row(endpoint, by=by, now=now)
        Endpoint.objects.filter(pk=endpoint.pk).update(address_sealed=seal(address))
        if secret:
            _keep_secret(endpoint, secret, now)
    return endpoint, secret if known is Form.STANDARD else ""


def change_endpoint(endpoint: Endpoint, typed: Typed, *, by: User, now: datetime) -> Endpoint:
    """Change what an endpoint is told, where, and a robot's secret; Conflict where it is stale."""
    require_right(by, Right.KEEP_WEBHOOKS)
    check_change(Form(endpoint.form), typed)
    address, secret = typed.address.strip(), typed.secret.strip()
    changes = {
        "description": typed.description.strip(),
        "kinds": sorted(set(typed.kinds)),
        "address_shown": shown(address) if address else endpoint.address_shown,
    }
    with transaction.atomic():
        change_row(endpoint, changes, by=by, now=now)
        if address:
            sealed = {"address_sealed": seal(address)}
            Endpoint.objects.filter(pk=endpoint.pk, version=endpoint.version).update(**sealed)
            record(endpoint, action="set-address", by=by, now=now)
        if secret:
            _end_secrets(endpoint, now)
            _keep_secret(endpoint, secret, now)
            record(endpoint, action="set-secret", by=by, now=now)
    return endpoint


def rotate_secret(endpoint: Endpoint, *, by: User, now: datetime) -> str:
    """Give an endpoint another signing secret and return it; the old one signs for a day more."""
    require_right(by, Right.KEEP_WEBHOOKS)
    if endpoint.form != Form.STANDARD:
        raise Refused(does_not_apply("ROBOT-SECRET", ROBOTS_OWN))
    secret = _fresh_secret()
    with transaction.atomic():
        _end_secrets(endpoint, now + OVERLAP)
        _keep_secret(endpoint, secret, now)
        record(endpoint, action="rotate", by=by, now=now)
    return secret


def switch_off(endpoint: Endpoint, *, by: User, now: datetime) -> Endpoint:
    """Stop telling an endpoint; what waited for it has failed and can be sent again later."""
    require_right(by, Right.KEEP_WEBHOOKS)
    with transaction.atomic():
        change_row(endpoint, {"is_active": False}, by=by, now=now, action="deactivate")
        _fail_waiting(endpoint, now)
    return endpoint


def switch_on(endpoint: Endpoint, *, by: User, now: datetime) -> Endpoint:
    """Tell an endpoint again, from now on."""
    require_right(by, Right.KEEP_WEBHOOKS)
    changes = {"is_active": True, "off_why": ""}
    return change_row(endpoint, changes, by=by, now=now, action="reactivate")


def give_up_on(endpoint: Endpoint, why: str, now: datetime) -> bool:
    """Switch an endpoint off that fails for good, and tell the administrators; once."""
    with transaction.atomic():
        on = Endpoint.objects.filter(pk=endpoint.pk, is_active=True).select_for_update().first()
        if on is None:
            return False
        changes = {"is_active": False, "off_why": why[:200]}
        change_row(on, changes, by=None, now=now, action="deactivate", why=why)
        _fail_waiting(on, now)
        put_down([_reminder(on, each, now) for each in administrators()], now)
    return True


def _reminder(endpoint: Endpoint, user: User, now: datetime) -> Reminder:
    return Reminder(
        key=f"webhook-off:{endpoint.pk}:{now.isoformat()}",
        recipient=Recipient.of(user),
        subject=Text(
            f"已停止推送：{endpoint.description}", f"Switched off: {endpoint.description}"
        ),
        text=Text(
            f"“{endpoint.description}”（{endpoint.address_shown}）一直无法送达，已停用。"
            f"原因：{endpoint.off_why}。修复后请重新启用，并补发失败的消息。",
            f"“{endpoint.description}” ({endpoint.address_shown}) could not be reached for days "
            f"and was switched off. Reason: {endpoint.off_why}. Once it is mended, switch it on "
            "and send again what failed.",
        ),
        due_at=now,
        path=f"/webhooks/{endpoint.pk}/",
    )


def _fail_waiting(endpoint: Endpoint, now: datetime) -> None:
    waiting = Delivery.objects.filter(endpoint=endpoint, state=State.WAITING)
    waiting.update(state=State.FAILED, ended_at=now)


def _fresh_secret() -> str:
    return fresh_signing_secret(secrets.token_bytes(SECRET_BYTES))


def _keep_secret(endpoint: Endpoint, secret: str, now: datetime) -> None:
    EndpointSecret.objects.create(endpoint=endpoint, sealed=seal(secret), made_at=now)


def _end_secrets(endpoint: Endpoint, until: datetime) -> None:
    """Let the secret in force end; one that was to end anyway keeps its own time."""
    EndpointSecret.objects.filter(endpoint=endpoint, ends_at=None).update(ends_at=until)
