"""One step of an agreement along the table: a conditional update, its entry, or who was faster."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lumencare.accounts.models import User
from lumencare.audit.actions import conflict_about, record
from lumencare.domain.remote.states import AgreementState, AgreementStep, require_step
from lumencare.remote.models import RemoteAgreement

# What the trail does not repeat: it is in the row, or is where somebody is reached.
UNTOLD = {
    "paper", "sealed", "facts_sha256", "sealed_facts_sha256", "fingerprint", "self_made",
    "sealed_by", "signer_phone", "signer_email",
}  # fmt: skip


def take_step(
    row: RemoteAgreement,
    step: AgreementStep,
    *,
    by: User | str | None,
    now: datetime,
    why: str = "",
    fields: Mapping[str, Any] | None = None,
) -> RemoteAgreement:
    """Take a step and write its fields with it, in the caller's transaction.

    Raises Refused where the table has no such step, Conflict where somebody was faster.
    """
    target = require_step(step, AgreementState(row.state))
    changes = {**(fields or {}), "state": target.value}
    return write(row, changes, action=step.value, by=by, now=now, why=why)


def write(
    row: RemoteAgreement,
    changes: Mapping[str, Any],
    *,
    action: str,
    by: User | str | None,
    now: datetime,
    why: str = "",
) -> RemoteAgreement:
    """Write fields of an agreement on condition that it is as it was read, with an entry."""
    rows = RemoteAgreement.objects.filter(pk=row.pk, state=row.state, version=row.version)
    if not rows.update(**changes, changed_at=now, version=row.version + 1):
        raise conflict_about(row)
    told = {
        name: (getattr(row, name), value)
        for name, value in changes.items()
        if name not in UNTOLD and getattr(row, name) != value
    }
    for name, value in {**changes, "changed_at": now, "version": row.version + 1}.items():
        setattr(row, name, value)
    record(row, action=action, by=by, now=now, changes=told, why=why)
    return row


def lock_agreement(pk: int) -> RemoteAgreement:
    """Return an agreement that no other transaction changes until this one ends."""
    return RemoteAgreement.objects.select_for_update().get(pk=pk)
