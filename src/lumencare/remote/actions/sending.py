"""Sending: the paper is made, and the signer gets a link by mail or from a colleague's hand."""

from datetime import datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.domain.problems import Refused
from lumencare.domain.remote.parties import refusal_of_party
from lumencare.domain.remote.states import AgreementState, AgreementStep, require_step
from lumencare.domain.text import Text
from lumencare.remote.actions.drafting import Draft, draft_agreement
from lumencare.remote.actions.steps import take_step
from lumencare.remote.facts import parties_of
from lumencare.remote.links import add_link
from lumencare.remote.models import RemoteAgreement, RemoteMail, SigningLink
from lumencare.remote.papers import MadePaper, make_paper
from lumencare.remote.telling import tell_agreement


def ask_for_signature(draft: Draft, *, by: User, now: datetime) -> SigningLink:
    """Draft an agreement and send it at once: what one button does."""
    with transaction.atomic():
        return send(draft_agreement(draft, by=by, now=now), by=by, now=now)


def send(row: RemoteAgreement, *, by: User, now: datetime) -> SigningLink:
    """Send an agreement to be signed, or send one that waits once more: the link before it ends.

    The mail is written with the decision and delivered by a job. Raises Refused where the party has
    no say over the system any more.
    """
    require_right(by, Right.KEEP_REMOTE)
    require_step(AgreementStep.SEND, AgreementState(row.state))
    refusal = refusal_of_party(row.organization_id, parties_of(row.system.site))
    if refusal is not None:
        raise Refused(refusal)
    made = make_paper(row, now)
    with transaction.atomic():
        fields = {**paper_fields(made), "sent_at": now}
        take_step(row, AgreementStep.SEND, by=by, now=now, fields=fields)
        link = add_link(row, by=by, now=now)
        if row.signer_email:
            RemoteMail.objects.create(
                link=link,
                kind=RemoteMail.Kind.LINK,
                to=row.signer_email,
                queued_at=now,
                try_after=now,
            )
        said = Text(
            f"远程协议 {row.number} 已发给{row.signer_name}签署。",
            f"Remote agreement {row.number} was sent to {row.signer_name} to be signed.",
        )
        tell_agreement("remote.sent", row, said, now)
    return link


def paper_fields(made: MadePaper) -> dict[str, str]:
    """Return the columns of a paper that is shown to be signed."""
    return {
        "paper": made.kept.name,
        "paper_sha256": made.kept.sha256,
        "facts_sha256": made.facts,
    }


def renewal_of(row: RemoteAgreement) -> Draft:
    """Return the draft that would renew an agreement: the same signer, way in and people."""
    return Draft(
        system=row.system,
        organization=row.organization,
        signer_name=row.signer_name,
        signer_phone=row.signer_phone,
        signer_email=row.signer_email,
        mode=row.mode,
        server=row.server,
        engineers=tuple(each.person for each in row.named.select_related("person")),
        follows=row,
    )
