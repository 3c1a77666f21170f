"""One step of a version along the table: a conditional update, its entry, or who was faster."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.audit.actions import conflict_about, record
from lumencare.domain.upgrade.states import TRANSITIONS, ProposalStep, require_step
from lumencare.upgrades.models import ProposalVersion, UpgradeProposal

# What the trail does not repeat: the version holds it, or it changes with every step.
UNTOLD = {"content", "answer", "changed_at"}


def take_step(
    version: ProposalVersion,
    step: ProposalStep,
    *,
    by: User | str | None,
    now: datetime,
    why: str = "",
    fields: Mapping[str, Any] | None = None,
) -> ProposalVersion:
    """Take a step and write its fields with it, if the version is still as it was read.

    `fields` may name the state where a step leads to several. Raises Refused where the table has
    no such step, Conflict where somebody was faster.
    """
    require_step(step, version.state)
    changes = {**_target(step), **(fields or {}), "changed_at": now}
    with transaction.atomic():
        lock_proposal(version)
        rows = ProposalVersion.objects.filter(
            pk=version.pk, state=version.state, version=version.version
        )
        if not rows.update(**changes, version=version.version + 1):
            raise conflict_about(version)
        sides = {
            name: (getattr(version, name), value)
            for name, value in changes.items()
            if name not in UNTOLD and getattr(version, name) != value
        }
        for name, value in {**changes, "version": version.version + 1}.items():
            setattr(version, name, value)
        record(version, action=step.value, by=by, now=now, changes=sides, why=why)
    return version


def lock_proposal(version: ProposalVersion) -> None:
    """Let no other transaction change the versions of this proposal until this one ends."""
    UpgradeProposal.objects.select_for_update().get(pk=version.proposal_id)


def _target(step: ProposalStep) -> dict[str, str]:
    targets = TRANSITIONS[step].targets
    return {"state": next(iter(targets)).value} if len(targets) == 1 else {}
