"""Acceptance of a proposal: one option, by name, with the hash of the document; once, while valid.

What is accepted with is the same as with quotes, and is said in the same words.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import record
from lumencare.contracts.archive import keep_file
from lumencare.domain.money import Money
from lumencare.domain.problems import Conflict, InputProblems, Problem, Refused
from lumencare.domain.text import Text, does_not_apply
from lumencare.domain.upgrade.states import IN_WORK, WON, ProposalStep, require_step
from lumencare.handovers.accepted import amounts_of, option_of
from lumencare.handovers.actions.billing import write_bills
from lumencare.handovers.actions.leads import win_lead
from lumencare.handovers.actions.working import propose_work
from lumencare.handovers.archive import FOLDER
from lumencare.handovers.models import ProposalSignature
from lumencare.sales.actions.accepting import ANOTHER_DOCUMENT, LINK_ENDED, Acceptance
from lumencare.sales.written import LONGEST_NAME, read_written
from lumencare.sites.uploads import JPEG, PDF, PNG, Upload, check_upload, tidy_name
from lumencare.upgrades.actions.steps import lock_proposal, take_step
from lumencare.upgrades.links import keep_confirmation
from lumencare.upgrades.models import ProposalLink, ProposalVersion
from lumencare.upgrades.told import tell_accepted
from lumencare.upgrades.validity import require_valid

FORMS = (PDF, JPEG, PNG)
LONGEST_HOW = 200


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is accepted: the key of an option, and with what, as a quote is accepted."""

    option: str
    acceptance: Acceptance


def accept(version: ProposalVersion, chosen: Chosen, *, by: User, now: datetime) -> ProposalVersion:
    """Accept as somebody with an account: a customer at the portal."""
    require_right(by, Right.ACCEPT_QUOTES)
    return _accept(version, chosen, by=by, now=now)


def accept_by_link(link: ProposalLink, chosen: Chosen, *, now: datetime) -> ProposalVersion:
    """Accept the version that a link leads to; the name is all that is known of who does."""
    with transaction.atomic():
        lock_proposal(link.proposal_version)
        works = ProposalLink.objects.filter(pk=link.pk, revoked_at=None, expires_at__gt=now)
        if not works.exists():
            raise Refused(does_not_apply("D-26", LINK_ENDED))
        return _accept(link.proposal_version, chosen, by=None, now=now)


def accept_signed(
    version: ProposalVersion, chosen: Chosen, upload: Upload, *, by: User, now: datetime
) -> ProposalVersion:
    """Register the acceptance that a signed copy proves; the copy is kept as it was sent."""
    require_right(by, Right.ACCEPT_QUOTES)
    read_written(chosen.acceptance.how, "how", LONGEST_HOW)
    checked = check_upload(upload, FORMS)
    if checked.sha256 == version.pdf_sha256:
        raise InputProblems([Problem("file", tidy_name(upload.name), STILL_OURS)])
    kept = keep_file(
        upload.file.read(), f"{version.proposal.number}-signed", checked.form.ending, now,
        folder=FOLDER,
    )  # fmt: skip
    with transaction.atomic():
        _accept(version, chosen, by=by, now=now)
        row, fresh = ProposalSignature.objects.get_or_create(
            proposal_version=version,
            sha256=kept.sha256,
            defaults={
                "file": kept.name,
                "file_name": tidy_name(upload.name, checked.form.ending),
                "media_type": checked.form.media_type,
                "size": checked.size,
                "uploaded_by": by,
                "uploaded_at": now,
            },
        )
        if fresh:
            record(version, action="upload", by=by, now=now, why=f"SHA-256 {row.sha256}")
    return version


def _accept(
    version: ProposalVersion, chosen: Chosen, *, by: User | None, now: datetime
) -> ProposalVersion:
    name = read_written(chosen.acceptance.name, "name", LONGEST_NAME)
    with transaction.atomic():
        lock_proposal(version)
        if _is_accepted_so(version, name, chosen):
            return version
        require_step(ProposalStep.ACCEPT, version.state)
        require_valid(version, now)
        if chosen.acceptance.sha256 != version.pdf_sha256:
            raise Conflict(ANOTHER_DOCUMENT)
        option_of(version, chosen.option)
        fields = {**_amounts(version, chosen.option), **_said(name, chosen, now)}
        why = chosen.acceptance.how.strip()
        take_step(version, ProposalStep.ACCEPT, by=by or name, now=now, why=why, fields=fields)
        _end_what_is_in_work(version, by=by or name, now=now)
        write_bills(version, now=now)
        propose_work(version, now=now)
        win_lead(version, by=by, now=now)
        keep_confirmation(version, now)
        tell_accepted(version, now)
    return version


def _said(name: str, chosen: Chosen, now: datetime) -> dict[str, object]:
    return {
        "ended_at": now,
        "accepted_at": now,
        "accepted_name": name,
        "accepted_sha256": chosen.acceptance.sha256,
        "accepted_option": chosen.option,
    }


def _amounts(version: ProposalVersion, key: str) -> dict[str, object]:
    found = amounts_of(version, key)
    return {"net_fen": Money.of(found["net"]).fen, "gross_fen": Money.of(found["gross"]).fen}


def _is_accepted_so(version: ProposalVersion, name: str, chosen: Chosen) -> bool:
    """Tell whether the same was accepted already: sent twice, it is answered alike.

    The row is read again, as it may have been accepted since.
    """
    fields = ("state", "accepted_name", "accepted_sha256", "accepted_option")
    state, *said = ProposalVersion.objects.values_list(*fields).get(pk=version.pk)
    if state not in WON or said != [name, chosen.acceptance.sha256, chosen.option]:
        return False
    version.refresh_from_db()
    return True


def _end_what_is_in_work(version: ProposalVersion, *, by: User | str, now: datetime) -> None:
    """End a revision that was begun: the customer has accepted the version that they held."""
    others = ProposalVersion.objects.select_related("proposal").filter(
        proposal=version.proposal_id, state__in=[each.value for each in IN_WORK]
    )
    why = f"v{version.number} 已被接受 / v{version.number} was accepted"
    for each in others:
        fields = {"ended_at": now, "ended_why": why}
        take_step(each, ProposalStep.SUPERSEDE, by=by, now=now, why=why, fields=fields)


STILL_OURS = Text(
    "这是系统出具的方案，尚未签字；请上传客户签署后的扫描件。",
    "This is the proposal as it was issued; send the copy that the customer signed.",
)
