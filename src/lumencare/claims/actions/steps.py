"""One step of a claim along its tables: a conditional update, its entry, and who is told."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.audit.actions import change_row
from lumencare.claims.models import Claim
from lumencare.domain.claims.states import (
    ClaimState,
    ClaimStep,
    ReturnState,
    ReturnStep,
    Standing,
    return_target,
    target_of,
)
from lumencare.notices.actions import announce

EVENTS: Mapping[ClaimStep | ReturnStep, str] = {
    ClaimStep.DECIDE: "claim.decided",
    ClaimStep.AGREE: "claim.agreed",
    ClaimStep.RESERVE: "claim.reserved",
    ClaimStep.ORDER: "claim.ordered",
    ClaimStep.ISSUE: "claim.issued",
    ClaimStep.FIT: "claim.fitted",
    ClaimStep.CLOSE: "claim.closed",
    ClaimStep.REFUSE: "claim.refused",
    ClaimStep.WITHDRAW: "claim.withdrawn",
    ReturnStep.ASK: "claim.return-asked",
    ReturnStep.REMIND: "claim.return-overdue",
    ReturnStep.RECEIVE: "claim.return-received",
}


def take(
    claim: Claim,
    step: ClaimStep,
    changes: Mapping[str, Any],
    *,
    by: User | None,
    now: datetime,
    why: str = "",
) -> Claim:
    """Take a step and write its fields with it, if the claim is still as it was read.

    Raises Refused where the table has no such step, Conflict where somebody was faster.
    """
    target = target_of(step, ClaimState(claim.state))
    fields = {**changes, "state": target.value}
    return _write(claim, step, fields, by=by, now=now, why=why)


def take_return(
    claim: Claim,
    step: ReturnStep,
    changes: Mapping[str, Any],
    *,
    by: User | None,
    now: datetime,
    why: str = "",
) -> Claim:
    """Take a step of the old part's return, in the same way."""
    target = return_target(step, standing_of(claim))
    fields = {**changes, "returned": target.value}
    return _write(claim, step, fields, by=by, now=now, why=why)


@contextmanager
def held(claim: Claim) -> Iterator[None]:
    """Hold a claim for a step that moves stock as well, all or nothing.

    Every such step takes the claim first and the stock after it: in another order two steps on
    one part would wait for each other, and PostgreSQL would end one of them.
    """
    with transaction.atomic():
        Claim.objects.select_for_update().only("pk").get(pk=claim.pk)
        yield


def standing_of(claim: Claim) -> Standing:
    """Return where a claim and its return stand."""
    return Standing(ClaimState(claim.state), ReturnState(claim.returned))


def tell(kind: str, claim: Claim, now: datetime) -> None:
    """Let others be told what happened to a claim, in the same transaction."""
    facts = {
        "label": f"{claim.number} {claim.faulty_number}",
        "case": claim.case.number,
        "system": claim.system.ref,
        "state": claim.state,
        "faulty_number": claim.faulty_number,
        "faulty_serial": claim.faulty_serial,
        "supplied_number": claim.supplied.number if claim.supplied else "",
        "supplied_serial": claim.supplied_serial,
        "percent": claim.percent,
        "returned": claim.returned,
        "return_due_on": claim.return_due_on,
    }
    announce(kind, subject_kind="claim", subject_key=claim.number, data=facts, now=now)


def _write(
    claim: Claim,
    step: ClaimStep | ReturnStep,
    fields: Mapping[str, Any],
    *,
    by: User | None,
    now: datetime,
    why: str,
) -> Claim:
    with transaction.atomic():
        change_row(claim, fields, by=by, now=now, action=step.value, why=why)
        if step in EVENTS:
            tell(EVENTS[step], claim, now)
    return claim
