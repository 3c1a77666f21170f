"""Approval: somebody who wrote nothing of a version agrees to its prices, or does not (D-20)."""

from datetime import datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.models import Entry
from lumencare.domain.problems import Refused
from lumencare.domain.text import Text, does_not_apply
from lumencare.domain.upgrade.states import ProposalStep, require_step
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
    require_another(version, by)
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


def require_another(version: ProposalVersion, by: User) -> None:
    """Raise Refused where a person wrote something of the version that they would decide about."""
    if by.pk in writers_of(version):
        raise Refused(does_not_apply("D-20", ANOTHER))


def writers_of(version: ProposalVersion) -> frozenset[int]:
    """Return who started, changed or issued a version, by the keys of their accounts."""
    entries = Entry.objects.filter(
        kind=version._meta.label_lower,
        key=str(version.pk),
        action__in=[each.value for each in WRITING],
        by__isnull=False,
    )
    found = entries.values_list("by_id", flat=True)
    return frozenset({version.author_id, *(each for each in found if each is not None)})


LONGEST_NOTE = 2000
ANOTHER = Text(
    "您参与了此版本的编制，须由另一位审批人决定。",
    "You wrote some of this version; another approver must decide.",
)
