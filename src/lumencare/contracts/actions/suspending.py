"""Suspension: a contract covers nothing meanwhile, and its time is not extended."""

from datetime import datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.contracts.actions.activating import activate_ready
from lumencare.contracts.actions.amending import Amended, write_amendment
from lumencare.contracts.actions.steps import take_step
from lumencare.contracts.models import Contract
from lumencare.domain.contract.amendment import AmendmentKind
from lumencare.domain.contract.states import ContractStep
from lumencare.domain.shanghai import in_shanghai
from lumencare.sales.written import read_written
from lumencare.sites.models import HeldPlan

LONGEST_WHY = 500


def suspend(contract: Contract, *, why: str, by: User, now: datetime) -> Contract:
    """Suspend a contract in force, with the reason; its days go on and end as they would.

    Raises Refused where it is not in force, Conflict where somebody changed it first.
    """
    return _take(contract, AmendmentKind.SUSPEND, why, by=by, now=now)


def resume(contract: Contract, *, why: str, by: User, now: datetime) -> Contract:
    """Let a suspended contract cover again; what was bought meanwhile takes effect."""
    with transaction.atomic():
        _take(contract, AmendmentKind.RESUME, why, by=by, now=now)
        activate_ready(contract, by=by, now=now)
    return contract


def _take(
    contract: Contract, kind: AmendmentKind, why: str, *, by: User, now: datetime
) -> Contract:
    require_right(by, Right.KEEP_CONTRACTS)
    reason = read_written(why, "why", LONGEST_WHY)
    before = contract.state
    with transaction.atomic():
        take_step(contract, ContractStep(kind.value), by=by, now=now, why=reason)
        HeldPlan.objects.filter(source=contract.number, ended_on=None).update(
            suspended=kind is AmendmentKind.SUSPEND
        )
        said = Amended(
            kind=kind,
            on=in_shanghai(now).date(),
            before={"state": before},
            after={"state": contract.state},
            why=reason,
        )
        write_amendment(contract, said, by=by, now=now)
    return contract
