"""One step of a contract along the table: a conditional update, its entry, or who was faster."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.audit.actions import conflict_about, record
from lumencare.contracts.models import Contract
from lumencare.domain.contract.states import (
    TRANSITIONS,
    ContractState,
    ContractStep,
    require_step,
)
from lumencare.notices.actions import announce

EVENTS = {
    ContractStep.SIGN: "contract.signed",
    ContractStep.ACTIVATE: "contract.activated",
    ContractStep.SUSPEND: "contract.suspended",
    ContractStep.RESUME: "contract.resumed",
    ContractStep.AMEND: "contract.amended",
    ContractStep.END: "contract.ended",
    ContractStep.LAPSE: "contract.ended",
    ContractStep.CANCEL: "contract.cancelled",
}
# What the trail does not repeat: it changes with every step.
UNTOLD = {"changed_at"}


def take_step(
    contract: Contract,
    step: ContractStep,
    *,
    by: User | str | None,
    now: datetime,
    why: str = "",
    fields: Mapping[str, Any] | None = None,
) -> Contract:
    """Take a step and write its fields with it, if the contract is still as it was read.

    Raises Refused where the table has no such step, Conflict where somebody was faster.
    """
    require_step(step, ContractState(contract.state))
    target = TRANSITIONS[step].target
    changes = {**(fields or {}), "changed_at": now}
    if target is not None:
        changes["state"] = target.value
    with transaction.atomic():
        rows = Contract.objects.filter(
            pk=contract.pk, state=contract.state, version=contract.version
        )
        if not rows.update(**changes, version=contract.version + 1):
            raise conflict_about(contract)
        told = {
            name: (getattr(contract, name), value)
            for name, value in changes.items()
            if name not in UNTOLD
        }
        for name, value in {**changes, "version": contract.version + 1}.items():
            setattr(contract, name, value)
        record(contract, action=step.value, by=by, now=now, changes=told, why=why)
        if step in EVENTS:
            tell(EVENTS[step], contract, now)
    return contract


def tell(kind: str, contract: Contract, now: datetime, **more: Any) -> None:
    """Let others be told what happened to a contract, in the same transaction."""
    facts = {"label": contract.number, "state": contract.state, "ends_on": contract.ends_on}
    announce(
        kind, subject_kind="contract", subject_key=contract.number, data={**facts, **more}, now=now
    )


def lock_contract(pk: int) -> Contract:
    """Return a contract that no other transaction changes until this one ends."""
    return Contract.objects.select_for_update().get(pk=pk)
