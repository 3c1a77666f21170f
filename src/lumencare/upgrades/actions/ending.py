"""How a proposal ends without being accepted: it is lost, with the reason, or its time runs out."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.domain.lifecycle.kinds import LeadState
from lumencare.domain.problems import Conflict, InputProblems, Problem
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.domain.upgrade.losing import LossReason
from lumencare.domain.upgrade.states import TRANSITIONS, ProposalStep, require_step
from lumencare.lifecycle.actions.following import end_lead_with_proposal
from lumencare.sales.written import read_written
from lumencare.upgrades.actions.steps import lock_proposal, take_step
from lumencare.upgrades.models import ProposalVersion
from lumencare.upgrades.told import tell_lost

BATCH = 200


@dataclass(frozen=True, slots=True)
class Loss:
    """Why a proposal was lost: a code of the list, and words besides."""

    reason: str
    words: str


def lose(version: ProposalVersion, loss: Loss, *, by: User, now: datetime) -> ProposalVersion:
    """Close a proposal as lost; every other version of it that is still open ends with it."""
    require_right(by, Right.MAKE_PROPOSALS)
    require_step(ProposalStep.LOSE, version.state)
    if loss.reason not in set(LossReason):
        raise InputProblems([Problem("reason", loss.reason, SOME_REASON)])
    words = read_written(loss.words, "lost_words")
    with transaction.atomic():
        lock_proposal(version)
        others = ProposalVersion.objects.select_related("proposal").filter(
            proposal=version.proposal_id, state__in=_sources(ProposalStep.SUPERSEDE)
        )
        for each in others.exclude(pk=version.pk):
            take_step(each, ProposalStep.SUPERSEDE, by=by, now=now, fields={"ended_at": now})
        fields = {"ended_at": now, "ended_why": words, "lost_reason": loss.reason}
        take_step(version, ProposalStep.LOSE, by=by, now=now, why=words, fields=fields)
        end_lead_with_proposal(
            version.proposal.system,
            LeadState.LOST,
            why=words,
            lost_reason=loss.reason,
            by=by,
            now=now,
        )
        tell_lost(version, now)
    return version


def expire_due(now: datetime) -> int:
    """Mark every open version whose last day has passed as expired; return how many.

    Called by a job as often as it likes: what was marked is not marked again.
    """
    today, expired, after = in_shanghai(now).date(), 0, 0
    due = ProposalVersion.objects.filter(
        state__in=_sources(ProposalStep.EXPIRE), valid_until__lt=today
    )
    while batch := list(due.filter(pk__gt=after).select_related("proposal").order_by("pk")[:BATCH]):
        expired += sum(_expire(each, now) for each in batch)
        after = batch[-1].pk
    return expired


def _expire(version: ProposalVersion, now: datetime) -> bool:
    try:
        take_step(version, ProposalStep.EXPIRE, by=None, now=now, fields={"ended_at": now})
    except Conflict:
        # Somebody was faster: it was sent anew, accepted or lost in this moment.
        return False
    return True


def _sources(step: ProposalStep) -> list[str]:
    return sorted(each.value for each in TRANSITIONS[step].sources)


SOME_REASON = Text("请选择未成交的原因。", "Choose why it was lost.")
