"""Approval: somebody who wrote nothing of a version agrees to its prices, or does not (D-20)."""

from datetime import datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.domain.upgrade.states import ProposalStep, require_step
from lumencare.sales.actions.approving import require_another
from lumencare.sales.written import read_written
from lumencare.upgrades.actions.steps import take_step
from lumencare.upgrades.models import ProposalApproval, ProposalVersion
from lumencare.upgrades.validity import require_valid

WRITING = (
    ProposalStep.START,
    ProposalStep.CHANGE,
    ProposalStep.REVISE,
    ProposalStep.ISSUE,
)
# What a refused version loses: it is a draft again, and issued anew.
UNISSUED = {
    "issued_at": None,
    "offered_on": None,
    "valid_until": None,
    "edition": "",
    "answer": None,
    "net_fen": None,
    "gross_fen": None,
    "needs_approval": False,
    "facts_sha256": "",
    "pdf": "",
    "pdf_sha256": "",
}


def decide(
    version: ProposalVersion, *, approved: bool, by: User, now: datetime, note: str = ""
) -> ProposalVersion:
    """Approve a version, or send it back to its author with a reason."""
    require_right(by, Right.APPROVE_PROPOSALS)
    step = ProposalStep.APPROVE if approved else ProposalStep.REFUSE
    require_step(step, version.state)
    note = note.strip()[:LONGEST_NOTE] if approved else read_written(note, "note", LONGEST_NOTE)
    require_another(version, version.author_id, WRITING, by)
    if approved:
        require_valid(version, now)
    decided = version.pdf_sha256
    with transaction.atomic():
        take_step(
            version, step, by=by, now=now, why=note, fields={} if approved else dict(UNISSUED)
        )
        ProposalApproval.objects.create(
            proposal_version=version,
            author_id=version.author_id,
            decided_by=by,
            decided_at=now,
            approved=approved,
            note=note,
            pdf_sha256=decided,
        )
    return version


LONGEST_NOTE = 2000
